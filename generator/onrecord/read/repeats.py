"""Articles that were already read: the same id, the same address, or the same words.

The same words under another outlet or another day are another publication, which a dataset of who was quoted where
needs: an agency's report is printed by many. Where an outlet is not named, the host of the address tells it from
others.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from hashlib import blake2b
from typing import Literal, NamedTuple

from onrecord.model import Article, Rejection
from onrecord.read.dates import day
from onrecord.read.page.address import canonical


class _Publication(NamedTuple):
    """Who published a text and when, each as a hash; 0 where that is not known."""

    outlet: int
    host: int
    date: int

    @classmethod
    def of(cls, article: Article, address: str | None) -> _Publication:
        """By metadata, else by the markup of a page."""
        host = address.partition("/")[0].partition("?")[0] if address else ""
        outlet = (article.outlet or _claimed(article, "outlet")).strip().casefold()
        return cls(_short(outlet), _short(host), _short(article.date or _day(_claimed(article, "date"))))

    def differs(self, other: _Publication) -> bool:
        """Whether it is certainly another one."""
        one, another = (self.outlet, other.outlet) if self.outlet and other.outlet else (self.host, other.host)
        return bool((one and another and one != another) or (self.date and other.date and self.date != other.date))


class Traits(NamedTuple):
    """What an article is told from others by, and what is said of it where it is a repeat: all that has to be known of
    an article that was read elsewhere.
    """

    id: str
    file: str
    line: int | None
    name: int
    """A hash of the id, as the next five are of the words, the address and the publication; 0 for what is unknown."""
    words: int
    address: int
    outlet: int
    host: int
    date: int

    @classmethod
    def of(cls, article: Article) -> Traits:
        """Those of an article."""
        address = canonical(article.url)
        name, words = _hash(f"id {article.id}"), _hash(f"words {' '.join(article.text.split())}")
        place = _hash(f"address {address}") if address else 0
        file, line = (article.origin.file, article.origin.line) if article.origin else (article.id, None)
        return cls(article.id, file, line, name, words, place, *_Publication.of(article, address))


class Repeats:
    """What has been read so far, in some 80 bytes for each article, however long its words are."""

    def __init__(self) -> None:
        """Nothing has been read."""
        self._first = _Table()
        self._files = [""]
        self._publications = tuple(array("I") for _ in _Publication._fields)
        # Of each article by its number: where it was read, and the last one before it of the same words, or 0.
        self._file, self._line, self._alike = array("I"), array("Q"), array("I")
        self._add("", 0, _Publication(0, 0, 0), 0)

    def of(self, article: Article | Traits) -> Rejection | None:
        """The line of rejected.jsonl for an article that was already read; None for a new one, which is remembered."""
        known = article if isinstance(article, Traits) else Traits.of(article)
        publication = _Publication(known.outlet, known.host, known.date)
        if same := self._first.get(known.name):
            expected = f"an id of its own: {known.id!r} is already that of the article in {self._place(same)}"
            return _rejection(known, "duplicate-id", expected, field="id")
        if same := self._published(known.words, publication):
            expected = f"another article: the words of this one are those of the article in {self._place(same)}"
            return _rejection(known, "duplicate-article", expected)
        if same := self._first.get(known.address) if known.address else 0:
            expected = f"another article: the address of this one is that of the article in {self._place(same)}"
            return _rejection(known, "duplicate-article", expected)
        number = self._add(known.file, known.line or 0, publication, self._first.get(known.words))
        self._first.put(known.name, number)
        self._first.put(known.words, number)
        if known.address:
            self._first.put(known.address, number)
        return None

    def _published(self, words: int, publication: _Publication) -> int:
        """The number of an article with these words that may be the same publication, or 0."""
        number = self._first.get(words)
        while number and publication.differs(_Publication(*(known[number] for known in self._publications))):
            number = self._alike[number]
        return number

    def _add(self, file: str, line: int, publication: _Publication, alike: int) -> int:
        if file != self._files[-1]:
            self._files.append(file)
        self._file.append(len(self._files) - 1)
        self._line.append(line)
        self._alike.append(alike)
        for known, value in zip(self._publications, publication, strict=True):
            known.append(value)
        return len(self._file) - 1

    def _place(self, number: int) -> str:
        line = self._line[number]
        return self._files[self._file[number]] + (f", line {line}" if line else "")


class _Table:
    """Numbers by hashes of eight bytes, in two arrays: a dict takes eight times the memory."""

    def __init__(self) -> None:
        self._count = 0
        self._keys, self._numbers = array("Q", bytes(8 << 10)), array("I", bytes(4 << 10))

    def get(self, key: int) -> int:
        """The number of a hash, or 0."""
        return self._numbers[self._slot(key)]

    def put(self, key: int, number: int) -> None:
        """Set the number of a hash, from 1."""
        if self._count * 4 > len(self._keys) * 3:
            self._grow()
        slot = self._slot(key)
        self._count += not self._numbers[slot]
        self._keys[slot], self._numbers[slot] = key, number

    def _slot(self, key: int) -> int:
        """Where a hash stands, or would: from the place that its last bits say on, the first that is not another's."""
        keys, numbers, last = self._keys, self._numbers, len(self._keys) - 1
        slot = key & last
        while numbers[slot] and keys[slot] != key:
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        keys, numbers = self._keys, self._numbers
        self._keys, self._numbers = array("Q", bytes(16 * len(keys))), array("I", bytes(8 * len(keys)))
        for key, number in zip(keys, numbers, strict=True):
            if number:
                slot = self._slot(key)
                self._keys[slot], self._numbers[slot] = key, number


def _hash(words: str, size: int = 8) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=size).digest(), "big")


@lru_cache(maxsize=4096)
def _short(words: str) -> int:
    return _hash(words, 4) if words else 0


def _claimed(article: Article, field: Literal["outlet", "date"]) -> str:
    """What the markup says first."""
    return next((claim.value for claim in article.claims if claim.field == field), "")


@lru_cache(maxsize=4096)
def _day(words: str) -> str:
    """The day that the words say, "" for none."""
    try:
        return day(words) if words else ""
    except ValueError:
        return ""


def _rejection(known: Traits, reason: str, expected: str, field: str | None = None) -> Rejection:
    id = known.id if reason == "duplicate-article" else None
    return Rejection("input", reason, article_id=id, file=known.file, line=known.line, field=field, expected=expected)

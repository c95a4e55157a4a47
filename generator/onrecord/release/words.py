"""Which words a release has, and how those that it leaves out are put back.

``quotes``    what was said, by whom, in which words it is reported; no article text, no contexts
``standoff``  no words of the articles at all: offsets and hashes
``full``      everything

What counts as words of an article: its text, its title, the quote, the mention of the source, the cue, the addressee,
the words that say when, the role of a speaker, the words for an unnamed speaker, the words of rejected regions. What
does not, as it is a fact or made by us: names of speakers, authors, outlets and agencies, dates, addresses, lemmas.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from onrecord.errors import DataError
from onrecord.release.shape import PLACED, Config, Words
from onrecord.release.variants import without_words

Row = dict[str, Any]

LONGEST = 40
"""Words: where only the hash of a field is known, it is looked for among passages of no more than these."""


def reduce(config: Config, row: Row, words: Words, text: str | None) -> Row:
    """A row as a release of that mode has it; ``text`` is that of its article, where the dataset has it."""
    if words == "full" or (words == "quotes" and config in ("rejected", "variants")):
        return row
    if config == "variants":
        return without_words(row)
    if words == "quotes":
        return {**row, ("text" if config == "articles" else "context"): None}
    return {"quotes": _quote, "articles": _article, "rejected": _rejected}[config](row, text)


def _quote(row: Row, text: str | None) -> Row:
    near = row["source"]["start"] if row["source"] else row["start"]
    withheld = []
    if row["context"] is not None:
        start = row["context"]["start"]
        withheld.append(_field("context", start, start + len(row["context"]["text"])))
    hidden = ["speaker_role", "title"] + (["speaker"] if row["speaker_kind"] == "unnamed" else [])
    withheld += [_withheld(field, row[field], text, near) for field in sorted(hidden) if row[field] is not None]
    placed = {field: {**row[field], "text": None} for field in PLACED if row[field] is not None}
    gone = {**dict.fromkeys(hidden), "quote": None, "context": None}
    return {**row, **placed, **gone, "quote_sha256": digest(row["quote"]), "withheld": withheld}


def _article(row: Row, text: str | None) -> Row:
    withheld = [_withheld("title", row["title"], text, 0)] if row["title"] is not None else []
    if row["text"] is not None:
        withheld.append(_field("text", 0, row["characters"]))
    return {**row, "text": None, "title": None, "withheld": withheld}


def _rejected(row: Row, _: str | None) -> Row:
    return {**row, "text": None} if row["what"] == "region" else row


def _withheld(field: str, words: str, text: str | None, near: int) -> Row:
    """Where the words of a field stand, nearest to a place; their hash where they stand nowhere."""
    places = _places(text, words) if text is not None else ()
    start = min(places, key=lambda place: abs(place - near), default=None)
    return _field(field, None, None, words) if start is None else _field(field, start, start + len(words))


def _field(field: str, start: int | None, end: int | None, words: str | None = None) -> Row:
    return {"field": field, "start": start, "end": end, "sha256": None if words is None else digest(words)}


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def digest(words: str) -> str:
    """The SHA-256 of words in UTF-8, in hexadecimal."""
    return sha256(words.encode()).hexdigest()


class Copy:
    """The reader's own copy of an article, from which words are put back."""

    def __init__(self, text: str, title: str | None) -> None:
        """``title``: what the copy has for one."""
        self.text, self._title = text, title
        self._hashed: dict[str, str] | None = None
        self._paragraphs: list[tuple[int, int]] | None = None

    def article(self, row: Row) -> Row:
        """The row of the article with its words."""
        return {**self._with(row), "text": self.text}

    def quote(self, row: Row) -> Row:
        """A record with its words. DataError where they are not those that the release was made from."""
        if "quote_sha256" not in row:  # the words are there, only the context is not
            return {**row, "context": self._context(row)}
        row = dict(row)
        hashed = row.pop("quote_sha256")
        row["quote"] = self.text[row["start"] : row["end"]]
        if digest(row["quote"]) != hashed:
            raise DataError(f"{row['id']}: the copy has other words from {row['start']} to {row['end']}")
        for field in PLACED:
            if row[field] is not None:
                place = row[field]
                row[field] = {**place, "text": self.text[place["start"] : place["end"]]}
        return self._with(row)

    def rejected(self, row: Row) -> Row:
        """A rejected region with its words."""
        if row["what"] != "region" or row["text"] is not None:
            return row
        return {**row, "text": self.text[row["start"] : row["end"]]}

    def _with(self, row: Row) -> Row:
        row = dict(row)
        for one in row.pop("withheld", ()):
            if one["field"] == "text":
                continue
            words = self._words(one)
            row[one["field"]] = {"text": words, "start": one["start"]} if one["field"] == "context" else words
        return row

    def _words(self, withheld: Row) -> str | None:
        if withheld["start"] is not None:
            return self.text[withheld["start"] : withheld["end"]]
        if self._title is not None and digest(self._title) == withheld["sha256"]:
            return self._title
        if self._hashed is None:
            self._hashed = {digest(words): words for words in _passages(self.text)}
        return self._hashed.get(withheld["sha256"])

    def _context(self, row: Row) -> Row:
        """The paragraph or paragraphs that hold a record and its source."""
        if self._paragraphs is None:
            from onrecord.text.normalise import normalise
            from onrecord.text.segment import paragraphs

            normalised = normalise(self.text)
            self._paragraphs = [normalised.span(*span) for span in paragraphs(normalised.text)]
        places = [row["start"]] + ([row["source"]["start"]] if row["source"] else [])
        held = [
            next(i for i in range(len(self._paragraphs) - 1, -1, -1) if not i or self._paragraphs[i][0] <= place)
            for place in places
        ]
        start, end = self._paragraphs[min(held)][0], self._paragraphs[max(held)][1]
        return {"text": self.text[start:end], "start": start}


def _passages(text: str) -> Iterator[str]:
    """Every passage of a text of no more than :data:`LONGEST` words, with and without the marks at its ends."""
    import re

    words = [match.span() for match in re.finditer(r"\w+(?:[-'’.]\w+)*\.?", text)]
    for first, (start, _) in enumerate(words):
        for _, end in words[first : first + LONGEST]:
            yield text[start:end]
            if text[end - 1] == ".":
                yield text[start : end - 1]

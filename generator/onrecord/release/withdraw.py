"""Tombstones: what was withdrawn stays out of every later release.

The list that is published, ``withdrawn.jsonl``, names nobody and repeats nothing: a record by its id, which is a hash,
an article and an address by theirs, and of the words only the hash of what can be recognised.

A record is withdrawn with the other parts of its utterance, and, where its words are enough to be recognised by (six
or more), with every record that has them too and with whatever text, title, context or region holds them. Of its
article no text and no context is published, in any mode.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from onrecord.dataset.lines import parse
from onrecord.errors import DataError, SourceNotFound
from onrecord.release.variants import normalised, recognisable

Row = dict[str, Any]

NAME = "withdrawn.jsonl"
REASONS = {
    "request": "somebody who is quoted or concerned asked for it",
    "wrong": "it is wrong: not said, not by them, not there",
    "rights": "whoever has the rights in the article asked for it",
    "legal": "a court or an authority ordered it",
    "other": "another reason",
}
"""Why something is withdrawn: a word from this list, as a sentence might name somebody."""

_RECORD = re.compile(r"q_[0-9a-f]{16}")
_WHAT: dict[str, Literal["record", "article", "url"]] = {"record": "record", "article": "article", "url": "url"}


@dataclass(frozen=True, slots=True, order=True)
class Tombstone:
    """One line of withdrawn.jsonl."""

    what: Literal["record", "article", "url"]
    key: str
    """The id of a record; the SHA-256 of an article's id or of an address."""
    reason: str
    since: str
    """The version of the first release that has it."""
    article: str | None = None
    """Of a record: the SHA-256 of its article's id, once it is known."""
    words_sha256: str | None = None
    """Of a record: the SHA-256 of its words, without case, marks and spaces, where they can be recognised."""
    words: int | None = None
    """How many these are."""


def hashed(name: str) -> str:
    """The SHA-256 of a name in UTF-8, in hexadecimal."""
    return sha256(name.encode()).hexdigest()


def read_withdrawn(path: Path, version: str) -> tuple[Tombstone, ...]:
    """The user's list: a record's id, an article's id or an address on a line, then the reason; or JSON objects.

    ``q_6a1f0c93d2b85e47 request``, ``https://courier.example/bridge rights``, ``lindholm-bridge wrong``, or
    ``{"article": "an id with spaces", "reason": "wrong"}``. Blank lines and those that begin with # are skipped.
    """
    if not path.is_file():
        raise SourceNotFound(f"{path} is not a file: --withdrawn names a list of what is withdrawn")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: expected UTF-8, found byte 0x{error.object[error.start]:02x}") from None
    found = []
    for number, text in enumerate(lines, start=1):
        if text.strip() and not text.lstrip().startswith("#"):
            found.append(_read(text.strip(), f"{path}, line {number}", version))
    return tuple(found)


def _read(text: str, where: str, version: str) -> Tombstone:
    what: Any
    if text.startswith("{"):
        try:
            row = parse(text.encode())
        except ValueError as error:
            raise DataError(f"{where}: {error}") from None
        if "what" in row and "key" in row:  # a line of withdrawn.jsonl
            return _tombstone(row, where)
        names = [key for key in _WHAT if isinstance(row.get(key), str)]
        if len(names) != 1:
            raise DataError(f"{where}: expected one of {', '.join(_WHAT)}, found {', '.join(names) or 'none'}")
        what, name, reason = _WHAT[names[0]], row[names[0]], row.get("reason", "other")
    else:
        name, _, reason = text.partition(" ") if " " in text else text.partition("\t")
        reason = reason.strip() or "other"
        what = "record" if _RECORD.fullmatch(name) else "url" if "://" in name else "article"
    if what == "record" and not _RECORD.fullmatch(name):
        raise DataError(f"{where}: expected a record's id (q_ and 16 digits), found {name!r}")
    if reason not in REASONS:
        raise DataError(
            f"{where}: expected a reason of {', '.join(REASONS)}, found {reason!r}: the list is published, "
            "and a sentence might name somebody"
        )
    return Tombstone(what, name if what == "record" else hashed(name), reason, version)


def published(folder: Path) -> tuple[Tombstone, ...]:
    """Those of an earlier release."""
    path = folder / NAME
    if not path.is_file():
        return ()
    lines = path.read_bytes().splitlines()
    return tuple(_tombstone(json.loads(data), f"{path}, line {n}") for n, data in enumerate(lines, start=1))


def _tombstone(row: Row, where: str) -> Tombstone:
    try:
        return Tombstone(**row)
    except TypeError:
        raise DataError(f"{where}: expected a line of {NAME}, found other fields") from None


def merged(*lists: Iterable[Tombstone]) -> tuple[Tombstone, ...]:
    """Each once, the earlier list's counting, in the order of the file."""
    found: dict[tuple[str, str], Tombstone] = {}
    for tombstone in (one for several in lists for one in several):
        found.setdefault((tombstone.what, tombstone.key), tombstone)
    return tuple(sorted(found.values(), key=lambda one: (one.what, one.key)))


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a dataset, and the tombstones with what is now known of their words."""

    articles: list[Row]
    quotes: list[Row]
    rejected: list[Row]
    tombstones: tuple[Tombstone, ...]
    unknown: tuple[Tombstone, ...]
    """Those that name nothing in this dataset."""


def leave_out(articles: list[Row], quotes: list[Row], rejected: list[Row], listed: Sequence[Tombstone]) -> Left:
    """The rows without what was withdrawn."""
    if not listed:
        return Left(articles, quotes, rejected, (), ())
    by_key: dict[tuple[str, str], Tombstone] = {(one.what, one.key): one for one in listed}
    known = dict(by_key)
    seen: set[tuple[str, str]] = set()
    gone_articles = set()
    for row in articles:
        keys = [("article", hashed(row["id"]))] + ([("url", hashed(row["url"]))] if row["url"] else [])
        if hits := [key for key in keys if key in by_key]:
            gone_articles.add(row["id"])
            seen.update(hits)
    gone: dict[str, Tombstone] = {}
    for quote in quotes:
        if one := by_key.get(("record", quote["id"])):
            gone.setdefault(quote["utterance_id"], one)
            seen.add(("record", quote["id"]))
    for quote in quotes:
        if one := gone.get(quote["utterance_id"]):
            words = recognisable(quote["quote"])
            known["record", quote["id"]] = replace(
                by_key.get(("record", quote["id"]), one),
                key=quote["id"],
                article=hashed(quote["article_id"]),
                words_sha256=hashed(words) if words else None,
                words=len(words.split()) if words else None,
            )
    forbidden = Forbidden(known.values())
    kept = [
        quote
        for quote in quotes
        if quote["article_id"] not in gone_articles
        and quote["utterance_id"] not in gone
        and not forbidden.holds(quote["quote"])
    ]
    # An article without one of its records shows neither text nor contexts, where the words would stand.
    bare = {one.article for one in known.values()} | {
        hashed(row["id"]) for row in articles if forbidden.holds(row["text"])
    }
    count: dict[str, int] = {}
    for quote in kept:
        count[quote["article_id"]] = count.get(quote["article_id"], 0) + 1
    title = {row["id"]: None if forbidden.holds(row["title"]) else row["title"] for row in articles}

    def hidden(name: str, words: str | None) -> bool:
        return hashed(name) in bare or forbidden.holds(words)

    return Left(
        [
            {
                **row,
                "quotes": count.get(row["id"], 0),
                "title": title[row["id"]],
                "text": None if hidden(row["id"], row["text"]) else row["text"],
            }
            for row in articles
            if row["id"] not in gone_articles
        ],
        [
            {
                **quote,
                "title": title.get(quote["article_id"], quote["title"]),
                "context": None
                if quote["context"] and hidden(quote["article_id"], quote["context"]["text"])
                else quote["context"],
            }
            for quote in kept
        ],
        [row for row in rejected if row["article_id"] not in gone_articles and not forbidden.holds(row["text"])],
        tuple(sorted(known.values(), key=lambda one: (one.what, one.key))),
        tuple(one for key, one in by_key.items() if key not in seen),
    )


class Forbidden:
    """Words that may stand nowhere, known by their hashes."""

    def __init__(self, tombstones: Iterable[Tombstone]) -> None:
        """Those with words that can be recognised count."""
        self._hashes: dict[int, set[str]] = {}
        for one in tombstones:
            if one.words and one.words_sha256:
                self._hashes.setdefault(one.words, set()).add(one.words_sha256)

    def holds(self, words: str | None) -> bool:
        """Whether words hold some that are forbidden, in whatever case and with whatever marks."""
        if not words or not self._hashes:
            return False
        found = normalised(words)
        return any(
            hashed(" ".join(found[start : start + length])) in hashes
            for length, hashes in self._hashes.items()
            for start in range(len(found) - length + 1)
        )


def traces(rows: Iterable[tuple[str, Row]], tombstones: Sequence[Tombstone]) -> Iterator[str]:
    """Where rows of a release (with the file they are in) still show what was withdrawn: nowhere, it is hoped."""
    forbidden = Forbidden(tombstones)
    records = {one.key for one in tombstones if one.what == "record"}
    others = {one.key for one in tombstones if one.what != "record"}
    for file, row in rows:
        name = row.get("article_id") or row.get("id") or ""
        if row.get("id") in records:
            yield f"{file}: {row['id']} was withdrawn"
        if hashed(name) in others or (row.get("url") and hashed(row["url"]) in others):
            yield f"{file}: {name} was withdrawn"
        for words in _strings(row):
            if forbidden.holds(words):
                yield f"{file}: {row.get('id') or name} holds words that were withdrawn"
                break


def traces_in_files(folder: Path, tombstones: Sequence[Tombstone]) -> Iterator[str]:
    """The same in the files of a release that have no rows."""
    forbidden = Forbidden(tombstones)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".jsonl", ".parquet") and forbidden.holds(path.read_text("utf-8")):
            yield f"{path.relative_to(folder).as_posix()} holds words that were withdrawn"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)

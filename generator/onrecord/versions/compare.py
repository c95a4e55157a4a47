"""Comparing two datasets row by row, in memory that does not grow with them.

The rows of each part are put in the order of their keys, by runs on the disk where they are many, and then read side
by side. A row that is the same line in both is not looked at; two that differ are lifted to the later schema first.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.dataset.lines import parse
from onrecord.dataset.schemas import Kind
from onrecord.errors import InvalidDataset
from onrecord.versions.changes import PARTS, Change, Diff, Pair, Part, PartChanges, Side, What
from onrecord.versions.numbers import parse_version
from onrecord.versions.sorting import in_order
from onrecord.versions.steps import came, lift
from onrecord.versions.stored import Stored, Table, manifest, rows, schema_version

_TABLES: dict[Part, tuple[Table, Kind]] = {
    "quotes": ("quotes", "quote"),
    "articles": ("articles", "article"),
    "regions": ("rejected", "rejected"),
    "inputs": ("rejected", "rejected"),
}
_KEYS: dict[Part, tuple[str, ...]] = {
    "quotes": ("id",),
    "articles": ("id",),
    "regions": ("article_id", "start", "end"),
    "inputs": ("file", "line", "field", "article_id"),
}
"""What rows are matched by."""

_SEVERAL = ("regions", "inputs")
"""Parts in which several rows may have one key; those of one dataset are then counted off against the other's."""

Folder = str | os.PathLike[str]


def compare(old: Folder, new: Folder, *, limit: int = 3, each: Callable[[Change], object] | None = None) -> Diff:
    """What changed from one dataset to another; ``each`` is given every change, in the order of parts and keys.

    A folder is one that ``build`` wrote or one that ``release`` did. Of each field, ``limit`` examples are kept.
    SourceNotFound where a folder holds no dataset, DataError where one cannot be compared.
    """
    before, after = _Side(old, schema_version(old)), _Side(new, schema_version(new))
    parts = {part: _part(part, before, after, limit, each) for part in PARTS}
    return Diff(before.told(), after.told(), parts)


@dataclass(frozen=True, slots=True)
class _Side:
    folder: Folder
    version: str

    def told(self) -> Side:
        found = manifest(self.folder)
        return Side(self.version, found.get("generator_version"), found.get("normaliser_version"))

    def lines(self, part: Part) -> Iterator[bytes]:
        """Key, split and row of each row of a part, with tabs between them: neither of the first two holds any."""
        for stored in rows(self.folder, _TABLES[part][0]):
            self.check(stored)
            if _TABLES[part][0] != "rejected" or stored.row.get("what") == part[:-1]:
                key = json.dumps([self.value(stored, field) for field in _KEYS[part]])
                yield b"\t".join((key.encode(), (stored.split or "").encode(), stored.data))

    def check(self, stored: Stored) -> None:
        if (found := stored.row.get("schema_version")) != self.version:
            self.refuse(stored, f"expected schema_version {self.version}, found {found}")

    def value(self, stored: Stored, field: str) -> Any:
        if field not in stored.row:
            self.refuse(stored, f"expected a field {field}, found none")
        found = stored.row[field]
        # Numbers come in the order of numbers.
        return f"{found:012}" if isinstance(found, int) else found

    def refuse(self, stored: Stored, why: str) -> None:
        hint = f"onrecord validate {self.folder} says all that is wrong"
        raise InvalidDataset((f"{stored.file}, line {stored.number}: {why} ({hint})",))


@dataclass(frozen=True, slots=True)
class _Row:
    key: bytes
    number: int
    """Which of the rows of this key it is."""
    split: str | None
    data: bytes

    @property
    def place(self) -> tuple[bytes, int]:
        return self.key, self.number


def _part(part: Part, before: _Side, after: _Side, limit: int, each: Callable[[Change], object] | None) -> PartChanges:
    kind = _TABLES[part][1]
    target = max(before.version, after.version, key=parse_version)
    alone = came(kind, min(before.version, after.version, key=parse_version), target)
    counts = PartChanges(schema_fields=dict.fromkeys(alone, 0))
    splits = part == "quotes" and all(_has_splits(side.folder) for side in (before, after))
    for old, new in _side_by_side(_rows(before, part), _rows(after, part)):
        if old and new:
            if before.version == after.version and old.data == new.data and (not splits or old.split == new.split):
                counts.same += 1
                continue
            pair = (
                lift(kind, parse(old.data), before.version, target),
                lift(kind, parse(new.data), after.version, target),
            )
            fields = _fields(*pair)
            if splits and old.split != new.split:
                fields["split"] = old.split, new.split
            schema_fields = {field: fields.pop(field) for field in alone if field in fields}
            if not fields and not schema_fields:
                counts.same += 1
                continue
            change = Change(
                part, "changed", *_key(part, pair[1]), fields=fields, schema_fields=schema_fields, number=new.number
            )
        else:
            one, side = (old, before) if old else (new, after)
            assert one is not None
            row = lift(kind, parse(one.data), side.version, target)
            what: What = "removed" if old else "added"
            change = Change(
                part, what, *_key(part, row), row=row, number=one.number, split=one.split if splits else None
            )
        counts.count(change, limit)
        if each:
            each(change)
    return counts


def _has_splits(folder: Folder) -> bool:
    first = next(rows(folder, "quotes"), None)
    return first is not None and first.split is not None


def _rows(side: _Side, part: Part) -> Iterator[_Row]:
    last, number = b"", 0
    for line in in_order(side.lines(part)):
        key, split, data = line.split(b"\t", 2)
        number = number + 1 if key == last else 0
        if number and part not in _SEVERAL:
            raise InvalidDataset((f"{side.folder}: two rows of {part} have the id {json.loads(key)[0]!r}",))
        last = key
        yield _Row(key, number, split.decode() or None, data)


def _side_by_side(before: Iterator[_Row], after: Iterator[_Row]) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Pairs of rows of one key, and None beside a row whose key the other has not."""
    old, new = next(before, None), next(after, None)
    while old or new:
        if new is None or (old and old.place < new.place):
            yield old, None
            old = next(before, None)
        elif old is None or new.place < old.place:
            yield None, new
            new = next(after, None)
        else:
            yield old, new
            old, new = next(before, None), next(after, None)


def _fields(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Pair]:
    """The fields that are not the same, in the order of their names; one that a row does not have counts as null."""
    names = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    return {name: (old.get(name), new.get(name)) for name in names}


def _key(part: Part, row: dict[str, Any]) -> tuple[str, str | tuple[Any, ...]]:
    """What a row is matched by, for people and for programs."""
    match = tuple(row[field] for field in _KEYS[part])
    if part == "regions":
        return f"{row['article_id']} {row['start']}-{row['end']}", match
    if part == "inputs":
        line, field = row["line"] and f"line {row['line']}", row["field"] and f"field {row['field']}"
        return ", ".join(piece for piece in (row["file"], line, field, row["article_id"]) if piece), match
    return str(row["id"]), match[0]

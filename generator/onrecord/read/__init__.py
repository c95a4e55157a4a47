"""Anything -> Article; what could not be read becomes a Rejection that says where and why.

A format is a file here with ``read(file) -> Iterator[Article | Rejection]``, and its line in READERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from onrecord.model import Article, Origin, Rejection
from onrecord.read import jsonl, text
from onrecord.read.file import SourceFile
from onrecord.read.sources import find

__all__ = ["READERS", "SourceFile", "files", "read"]

Reader: TypeAlias = Callable[[SourceFile], Iterator[Article | Rejection]]
Sources: TypeAlias = Sequence[Path | str] | Path | str

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".text": text.read,
    ".jsonl": jsonl.read,
    ".jsonl.gz": jsonl.read,
    ".jsonl.zst": jsonl.read,
    ".ndjson": jsonl.read,
    ".ndjson.gz": jsonl.read,
    ".ndjson.zst": jsonl.read,
    ".json": jsonl.read_whole,
}
"""The reader of each ending that a file's name can have."""


def read(sources: Sources) -> Iterator[Article | Rejection]:
    """Every article of the SOURCEs, one at a time, and every input that is none, in the order of ``files``.

    Raises SourceNotFound and NothingToRead, both before the first article; nothing else.
    """
    return _read(_find(sources))


def files(sources: Sources) -> tuple[SourceFile, ...]:
    """The files that ``read`` reads: those that hold articles, each followed by the metadata beside it.

    Raises SourceNotFound and NothingToRead.
    """
    return tuple(dict.fromkeys(one for file in _find(sources) for one in (file, *file.beside)))


def _find(sources: Sources) -> tuple[SourceFile, ...]:
    return find((sources,) if isinstance(sources, Path | str) else sources, READERS)


def _read(found: tuple[SourceFile, ...]) -> Iterator[Article | Rejection]:
    read_at: dict[str, Origin] = {}
    said: set[Rejection] = set()
    for file in found:
        item: Article | Rejection | None = None
        for item in _reader(file)(file):
            if isinstance(item, Article):
                origin = item.origin or Origin(file.name)
                first = read_at.setdefault(item.id, origin)
                yield item if first is origin else _second(item.id, origin, first)
            elif item.file == file.name:
                yield item
            elif item not in said:  # a table that serves many articles: what is wrong with it is said once
                said.add(item)
                yield item
        if item is None:
            yield Rejection("input", "missing-text", file=file.name, expected="at least one article")


def _reader(file: SourceFile) -> Reader:
    name = file.path.name.lower()
    return next(reader for ending, reader in READERS.items() if name.endswith(ending))


def _second(id: str, origin: Origin, first: Origin) -> Rejection:
    place = first.file + (f", line {first.line}" if first.line else "")
    expected = f"an id of its own: {id!r} is already that of the article in {place}"
    return Rejection("input", "duplicate-id", file=origin.file, line=origin.line, field="id", expected=expected)

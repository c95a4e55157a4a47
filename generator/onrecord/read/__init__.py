"""Anything -> Article; what could not be read becomes a Rejection that says where and why.

A format is a file here with ``read(file) -> Iterator[Article | Rejection]``, and its line in READERS; a compression
is a line in COMPRESSIONS, and any format may be compressed. Archives are unpacked and what they hold is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

from onrecord.errors import UnreadableInput
from onrecord.model import Article, Rejection
from onrecord.read import archive, feed, html, hub, jsonl, parquet, saved, table, text, warc
from onrecord.read.file import SourceFile, rejection
from onrecord.read.options import DEFAULT, ReadOptions
from onrecord.read.repeats import Repeats
from onrecord.read.sources import DATASET, HUB, find

__all__ = ["FORMATS", "READERS", "ReadOptions", "SourceFile", "files", "read"]

Reader: TypeAlias = Callable[[SourceFile], Iterator[Article | Rejection]]
Sources: TypeAlias = Sequence[Path | str] | Path | str

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".text": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".json": jsonl.read_whole,
    ".warc": warc.read,
    ".rss": feed.read,
    ".atom": feed.read,
    ".xml": feed.read,
    ".csv": table.read,
    ".tsv": table.read,
    ".parquet": parquet.read,
    DATASET: saved.read,
    HUB: hub.read,
}
"""The reader of each format, by the ending of a file's name without that of its compression."""

FORMATS = (*READERS, *archive.UNPACKERS)


def read(sources: Sources, options: ReadOptions = DEFAULT) -> Iterator[Article | Rejection]:
    """Every article of the SOURCEs, one at a time, and every input that is none, in the order of ``files``.

    An article of an id or a content that was already read is not read again but rejected. Raises SourceNotFound and
    NothingToRead, both before the first article; nothing else.
    """
    return _once(_find(sources, options))


def files(sources: Sources) -> tuple[SourceFile, ...]:
    """The files that ``read`` reads: those that hold articles, each followed by the metadata beside it.

    Raises SourceNotFound and NothingToRead.
    """
    return tuple(dict.fromkeys(one for file in _find(sources, DEFAULT) for one in (file, *file.beside)))


def _find(sources: Sources, options: ReadOptions) -> tuple[SourceFile, ...]:
    return find((sources,) if isinstance(sources, Path | str) else sources, FORMATS, options)


def _once(found: tuple[SourceFile, ...]) -> Iterator[Article | Rejection]:
    """What the files hold, each article and each complaint once."""
    repeats, said = Repeats(), set[Rejection]()
    several = len(found) > 1
    for file in found:
        for item in _each(file, file.label if several else ""):
            if isinstance(item, Article):
                yield repeats.of(item) or item
            elif item.file == file.name:
                yield item
            elif item not in said:  # a table that serves many articles: what is wrong with it is said once
                said.add(item)
                yield item


def _each(file: SourceFile, prefix: str, depth: int = 0) -> Iterator[Article | Rejection]:
    """What a file holds. ``prefix`` begins the labels of what an archive holds, None of several sources alike."""
    item: Article | Rejection | None = None
    if file.format in archive.UNPACKERS:
        for item in _unpacked(file, prefix, depth):
            yield item
    else:
        for item in READERS[file.format](file):
            yield item
    if item is None:
        yield Rejection("input", "missing-text", file=file.name, expected="at least one article")


def _unpacked(file: SourceFile, prefix: str, depth: int) -> Iterator[Article | Rejection]:
    with ExitStack() as stack:
        try:
            folder, wrong = stack.enter_context(archive.unpacked(file, FORMATS, depth))
        except UnreadableInput as error:
            yield rejection(error)
            return
        yield from wrong
        for held in archive.held(file, folder, FORMATS, prefix):
            yield from _each(held, held.label, depth + 1)

"""Anything -> Article; what could not be read becomes a Rejection that says where and why.

A format is a file here with ``read(file) -> Iterator[Item]``, and its line in READERS; a compression
is a line in COMPRESSIONS, and any format may be compressed. Archives are unpacked and what they hold is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeAlias

from onrecord.errors import UnreadableInput
from onrecord.model import Article, Rejection
from onrecord.read import archive, feed, html, hub, jsonl, parquet, saved, table, text, warc
from onrecord.read.compression import endings
from onrecord.read.file import SourceFile, rejection
from onrecord.read.options import DEFAULT, ReadOptions
from onrecord.read.repeats import Repeats
from onrecord.read.sources import DATASET, HUB, find
from onrecord.read.unread import Item, UnreadPage

__all__ = ["FORMATS", "READERS", "Part", "ReadOptions", "SourceFile", "UnreadPage", "entries", "files", "parts", "read"]

Reader: TypeAlias = Callable[[SourceFile], Iterator[Item]]
Sources: TypeAlias = Sequence[Path | str] | Path | str
_Items: TypeAlias = Iterator[tuple[SourceFile, Item]]

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
    return _all_read(entries(sources, options))


def entries(sources: Sources, options: ReadOptions = DEFAULT) -> Iterator[Item]:
    """What ``read`` reads, with its pages unread and its repeats among the rest; raises the same, at once."""
    return _once(item for part in parts(sources, options) for item in part.items())


def files(sources: Sources) -> tuple[SourceFile, ...]:
    """The files that ``read`` reads: those that hold articles, each followed by the metadata beside it.

    Raises SourceNotFound and NothingToRead.
    """
    return tuple(dict.fromkeys(one for file in _find(sources, DEFAULT) for one in (file, *file.beside)))


def parts(sources: Sources, options: ReadOptions = DEFAULT) -> tuple[Part, ...]:
    """The sources, in parts that can each be read by itself, anywhere; raises the same."""
    return tuple(_parts(_find(sources, options), ""))


def _find(sources: Sources, options: ReadOptions) -> tuple[SourceFile, ...]:
    return find((sources,) if isinstance(sources, Path | str) else sources, FORMATS, options)


def _all_read(items: Iterator[Item]) -> Iterator[Article | Rejection]:
    repeats = Repeats()
    for item in items:
        made = item.read() if isinstance(item, UnreadPage) else item
        yield (repeats.of(made) or made) if isinstance(made, Article) else made


def _once(items: Iterator[tuple[Item, bool]]) -> Iterator[Item]:
    """The items, of complaints about metadata that serves many articles the first."""
    said = set[Item]()
    for item, of_many in items:
        if not of_many:
            yield item
        elif item not in said:
            said.add(item)
            yield item


class Part(NamedTuple):
    """A file that holds articles, with all that has to be known of the others."""

    file: SourceFile
    prefix: str
    """What the labels of what is in it begin with, if it is an archive."""

    def items(self) -> Iterator[tuple[Item, bool]]:
        """What it holds, each with whether it is a complaint about metadata beside it: the next part may repeat it."""
        for file, item in self._held(None):
            yield item, isinstance(item, Rejection) and item.file in {one.name for one in file.beside}

    def _held(self, room: archive.Room | None) -> _Items:
        file, empty = self.file, True
        if file.format in archive.UNPACKERS:
            items = _unpacked(file, self.prefix, room or archive.Room.of(file))
        else:
            items = ((file, item) for item in READERS[file.format](file))
        for one in items:
            empty = False
            yield one
        if file.options.meter:
            file.options.meter.end(file.path)
        if empty:
            yield file, Rejection("input", "missing-text", file=file.name, expected="at least one article")


def _parts(found: tuple[SourceFile, ...], prefix: str) -> Iterator[Part]:
    """The files, their labels after ``prefix``, the label of what they are in.

    The labels of what is in an archive begin with the archive's own where it is one of several, else with ``prefix``:
    so a folder gives the same ids whether it is packed or not.
    """
    folders = {str(folder) for file in found for folder in PurePosixPath(file.label).parents}
    for file in found:
        label = f"{prefix}/{file.label}" if prefix else file.label
        if file.format in archive.UNPACKERS:
            if file.label in folders:  # a.zip beside a/x.txt: what is in it is a.zip/x
                label += file.path.name.removeprefix(endings(file.path.name)[0])
            yield Part(file, label if len(found) > 1 else prefix)
        else:
            yield Part(replace(file, label=label), prefix)


def _unpacked(file: SourceFile, prefix: str, room: archive.Room) -> _Items:
    with ExitStack() as stack:
        try:
            found, wrong = stack.enter_context(archive.unpacked(file, FORMATS, room))
        except UnreadableInput as error:
            yield file, rejection(error)
            return
        for one in wrong:
            yield file, one
        for part in _parts(found, prefix):
            yield from part._held(room)

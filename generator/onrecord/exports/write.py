"""Exporting: a dataset or gold into a folder of its own, which is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.dataset.folder import NewFolder, sync
from onrecord.errors import CommandError, DataError, OutputInTheWay
from onrecord.exports.articles import articles, with_texts
from onrecord.exports.formats import FORMATS, NAMES
from onrecord.exports.model import Annotated


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported: where, in which format, how many articles and quotes, and which files that made."""

    folder: Path
    format: str
    articles: int
    quotes: int
    files: tuple[str, ...]


def export(directory: str | os.PathLike[str], out: str | os.PathLike[str], *, format: str) -> Exported:
    """Write a dataset, or gold, to the folder ``out`` in the format of that name.

    Raises CommandError for a format that is not known or whose library is not installed, SourceNotFound where there
    is nothing to export, OutputInTheWay where ``out`` holds anything, DataError where the data is at fault or has no
    texts and the format asks for them.
    """
    chosen = next((one for one in FORMATS if one.name == format), None)
    if chosen is None:
        raise CommandError(f"expected one of the formats {', '.join(NAMES)}, found {format!r}")
    if (target := Path(out)).exists() and not (target.is_dir() and not any(target.iterdir())):
        raise OutputInTheWay(f"{out} is there already, and nothing is overwritten: name another folder")
    found = articles(os.fspath(directory))
    if chosen.text:
        found = with_texts(found, os.fspath(directory), format)
    counts = _Counts()
    with NewFolder(out) as new:
        chosen.write(counts.of(found), new.path)
        if not counts.articles:
            raise DataError(f"{os.fspath(directory)}: expected articles, found none")
        files = tuple(sorted(entry.name for entry in new.path.iterdir()))
        for name in files:
            sync(new.path / name)
        new.complete = True
    return Exported(Path(out), format, counts.articles, counts.quotes, files)


class _Counts:
    """How many articles and quotes went by."""

    articles = quotes = 0

    def of(self, found: Iterable[Annotated]) -> Iterator[Annotated]:
        for one in found:
            self.articles += 1
            self.quotes += len(one.quotes)
            yield one

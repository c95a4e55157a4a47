"""The files of a dataset: each table in one file of lines, or in several past a size, and those packed.

``quotes.jsonl``, or ``quotes-00000-of-00003.jsonl.zst`` and so on, cut between two articles.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from onrecord.errors import InvalidDataset
from onrecord.read.compression import zstd_module

QUOTES, ARTICLES, REJECTED = "quotes.jsonl", "articles.jsonl", "rejected.jsonl"
NAMES = (ARTICLES, QUOTES, REJECTED)

PACKED = ".zst"
_SHARD = re.compile(r"(?P<table>\w+)-(?P<number>\d{5})-of-(?P<of>\d{5})\.jsonl\.zst")


def shard_name(name: str, number: int, of: int) -> str:
    """``quotes-00000-of-00003.jsonl.zst`` of "quotes.jsonl", 0 and 3."""
    return f"{name.removesuffix('.jsonl')}-{number:05}-of-{of:05}.jsonl{PACKED}"


def is_shard(name: str) -> bool:
    """Whether a file is one of several of a table, by its name."""
    return _SHARD.fullmatch(name) is not None


def table_files(folder: str | os.PathLike[str], name: str) -> list[Path]:
    """The files that hold the table of a name ("quotes.jsonl"), in order; none where there is no such table.

    Raises InvalidDataset where one of several is missing, or there are more than their names say.
    """
    folder = Path(folder)
    if (single := folder / name).is_file():
        return [single]
    stem = name.removesuffix(".jsonl")
    found = sorted(
        (match, path) for path in folder.glob(f"{stem}-*{PACKED}") if (match := _shard(path.name)) and match[0] == stem
    )
    if found:
        wanted = [(stem, number, found[0][0][2]) for number in range(found[0][0][2])]
        if [match for match, _ in found] != wanted:
            there = ", ".join(path.name for _, path in found)
            raise InvalidDataset(
                (f"expected {len(wanted)} files, {shard_name(name, 0, len(wanted))} …, found {there}",)
            )
    return [path for _, path in found]


def opened(path: Path) -> IO[bytes]:
    """The unpacked bytes of a file of a dataset, which can be sought in too. Raises OSError where it cannot be read."""
    return cast(IO[bytes], zstd_module().open(path, "rb")) if path.suffix == PACKED else path.open("rb")


def lines(path: Path) -> Iterator[bytes]:
    """The lines of a file, each with its line end. Raises OSError, and InvalidDataset where the file is damaged."""
    with opened(path) as file:
        if path.suffix != PACKED:
            yield from file
            return
        try:
            yield from file
        except (EOFError, zstd_module().ZstdError) as error:
            raise InvalidDataset((f"{path.name}: expected a whole file of Zstandard: {error}",)) from error


def _shard(name: str) -> tuple[str, int, int] | None:
    match = _SHARD.fullmatch(name)
    return (match["table"], int(match["number"]), int(match["of"])) if match else None

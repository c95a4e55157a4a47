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
            raise InvalidDataset((f"{folder}: expected {shard_name(name, 0, len(wanted))} and so on, found {there}",))
    return [path for _, path in found]


def opened(path: Path) -> IO[bytes]:
    """The unpacked bytes of a file of a dataset. What reads it raises OSError where it cannot be read or is damaged."""
    if path.suffix != PACKED:
        return path.open("rb")
    return cast(IO[bytes], zstd_module().open(path, "rb"))


def lines(path: Path) -> Iterator[bytes]:
    """The lines of a file, each with its line end. Raises OSError where it cannot be read or is damaged."""
    with opened(path) as file:
        try:
            yield from file
        except (EOFError, zstd_module().ZstdError) as error:
            raise OSError(f"{path}: it is damaged: {error}") from error


def _shard(name: str) -> tuple[str, int, int] | None:
    match = _SHARD.fullmatch(name)
    return (match["table"], int(match["number"]), int(match["of"])) if match else None

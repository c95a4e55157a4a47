"""The rows of a dataset, whether ``build`` wrote the folder or ``release`` did."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from onrecord.dataset.lines import parse
from onrecord.dataset.manifest import NAME
from onrecord.dataset.schemas import VERSIONS
from onrecord.dataset.tables import ARTICLES, QUOTES, REJECTED, lines, table_files
from onrecord.errors import InvalidDataset, SourceNotFound, UnknownSchema

Table: TypeAlias = Literal["quotes", "articles", "rejected"]

TABLES: dict[Table, tuple[str, str]] = {
    "quotes": (QUOTES, "data"),
    "articles": (ARTICLES, "articles"),
    "rejected": (REJECTED, "rejected"),
}
"""Where the rows of each stand: in the files that a build names so, or in a folder of a release, by split."""

SPLITS = ("train", "validation", "test")


@dataclass(frozen=True, slots=True)
class Stored:
    """One row: where it stands, the split it is in where there are splits, its line without the line end."""

    file: Path
    number: int
    split: str | None
    data: bytes
    row: dict[str, Any]


def rows(folder: str | os.PathLike[str], table: Table) -> Iterator[Stored]:
    """The rows of a table of a dataset, in the order of the files; InvalidDataset for a line that is none."""
    for file in files(folder, table):
        # data/train.jsonl, data/train-00000-of-00002.jsonl
        name = file.name.partition(".")[0].partition("-")[0]
        split = name if name in SPLITS and file.parent.name == TABLES["quotes"][1] else None
        for number, data in enumerate(lines(file), start=1):
            try:
                row = parse(data)
            except ValueError as error:
                raise InvalidDataset((f"{file}, line {number}: {error}",)) from None
            yield Stored(file, number, split, data.rstrip(b"\r\n"), row)


def files(folder: str | os.PathLike[str], table: Table) -> list[Path]:
    """The files that hold a table, in order; none where the dataset has no such table."""
    name, within = TABLES[table]
    if built := table_files(folder, name):
        return built
    order = {split: place for place, split in enumerate(SPLITS)}
    found = (Path(folder) / within).glob("*.jsonl")
    return sorted(found, key=lambda path: (order.get(path.name.partition(".")[0].partition("-")[0], 3), path.name))


def is_release(folder: str | os.PathLike[str]) -> bool:
    """Whether the rows stand in folders by their split, as ``release`` writes them."""
    return not table_files(folder, QUOTES) and bool(files(folder, "quotes"))


def manifest(folder: str | os.PathLike[str]) -> dict[str, Any]:
    """The manifest of a dataset; empty where there is none."""
    path = Path(folder) / NAME
    if not path.is_file():
        return {}
    try:
        return parse(path.read_bytes())
    except ValueError as error:
        raise InvalidDataset((f"{path}: {error}",)) from None


def schema_version(folder: str | os.PathLike[str]) -> str:
    """The version of a dataset's schemas, by its manifest or else its first row.

    SourceNotFound where the folder holds no dataset, UnknownSchema where the version is none of ours.
    """
    if not Path(folder).is_dir():
        raise SourceNotFound(f"{folder} is not a folder: name that of a dataset")
    if not files(folder, "quotes"):
        raise SourceNotFound(f"{folder} holds no dataset: expected {QUOTES}, or data/*.jsonl of a release")
    found = manifest(folder) or next((stored.row for table in TABLES for stored in rows(folder, table)), {})
    version = found.get("schema_version")
    if version not in VERSIONS:
        said = f"of schema {version}" if version else "of no schema that its manifest or its first line names"
        raise UnknownSchema(
            f"{folder} is {said}; known are {', '.join(VERSIONS)}" + (": install a newer onrecord" if version else "")
        )
    return str(version)

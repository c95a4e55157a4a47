"""A built dataset as a release reads it: held against its schemas first, then in an order that depends on nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from onrecord.dataset.manifest import NAME
from onrecord.dataset.records import line
from onrecord.dataset.tables import ARTICLES, QUOTES, REJECTED, lines, table_files
from onrecord.dataset.validate import validate
from onrecord.errors import DataError, InvalidDataset, SourceNotFound

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The rows of a dataset: articles by id, records and rejected regions by article and place."""

    articles: list[Row]
    quotes: list[Row]
    rejected: list[Row]
    manifest: Mapping[str, Any]

    @property
    def version(self) -> str:
        """That of its schemas."""
        return str(self.manifest["schema_version"])


def read_dataset(directory: str | os.PathLike[str]) -> Dataset:
    """The dataset in a folder. InvalidDataset where it is not valid, SourceNotFound where there is none."""
    folder = Path(directory)
    if not folder.is_dir():
        raise SourceNotFound(f"{folder} is not a folder: name that of a dataset")
    if (folder / NAME).is_file() and _kind(folder / NAME) == "release":
        raise DataError(f"{folder} is a release already: name the dataset that onrecord build made")
    if breaches := validate(folder):
        shown = tuple(str(breach) for breach in breaches[:10])
        more = (f"and {len(breaches) - 10:,} more",) if len(breaches) > 10 else ()
        raise InvalidDataset((*shown, *more, f"{folder} is not valid: onrecord validate lists every breach"))
    return Dataset(
        sorted(_rows(folder, ARTICLES), key=lambda row: str(row["id"])),
        sorted(_rows(folder, QUOTES), key=lambda row: (row["article_id"], row["start"])),
        sorted(_rows(folder, REJECTED), key=lambda row: (row["article_id"] or "", row["start"] or 0, line(row))),
        json.loads((folder / NAME).read_bytes()),
    )


def digests(dataset: Dataset) -> list[dict[str, Any]]:
    """What the dataset held: a hash of each file's lines, in whichever order it has them."""
    files = ((ARTICLES, dataset.articles), (QUOTES, dataset.quotes), (REJECTED, dataset.rejected))
    return [{"name": name, "lines": len(rows), "sha256": _digest(rows)} for name, rows in files]


def _digest(rows: Iterable[Row]) -> str:
    digest = sha256()
    for data in sorted(f"{line(row)}\n".encode() for row in rows):
        digest.update(data)
    return digest.hexdigest()


def _rows(folder: Path, table: str) -> Iterable[Row]:
    return (json.loads(data) for path in table_files(folder, table) for data in lines(path))


def _kind(manifest: Path) -> object:
    try:
        found = json.loads(manifest.read_bytes())
    except ValueError:
        return None
    return found.get("kind") if isinstance(found, dict) else None

"""Rows as files: JSON lines and Parquet side by side, the same rows in each, cut into shards past a size."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.dataset.records import line
from onrecord.release.shape import Config, Schema, arrow, columns

Row = dict[str, Any]

SHARD_BYTES = 256 << 20
"""Of JSON lines in one file: what is longer is cut."""

ROW_GROUP = 10_000
FOLDERS: dict[Config, str] = {"quotes": "data", "articles": "articles", "variants": "variants", "rejected": "rejected"}


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one split of one config, by their paths from the folder of the release."""

    config: Config
    split: str
    rows: int
    jsonl: tuple[str, ...]
    parquet: tuple[str, ...]


def write_split(
    folder: Path, config: Config, split: str, rows: Sequence[Row], schema: Schema, shard_bytes: int
) -> Written | None:
    """Write the rows of a split; nothing, and None, where there are none: no reader loads an empty file."""
    if not rows:
        return None
    shards = list(_shards(rows, shard_bytes))
    names = [split] if len(shards) == 1 else [f"{split}-{i:05}-of-{len(shards):05}" for i in range(len(shards))]
    lines = tuple(f"{FOLDERS[config]}/{name}.jsonl" for name in names)
    tables = tuple(f"parquet/{config}/{name}.parquet" for name in names)
    for path in (lines[0], tables[0]):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
    for shard, jsonl, parquet in zip(shards, lines, tables, strict=True):
        with (folder / jsonl).open("wb") as file:
            file.writelines(f"{line(row)}\n".encode() for row in shard)
        write_parquet(folder / parquet, shard, schema)
    return Written(config, split, len(rows), lines, tables)


def read_rows(folder: Path, config: Config, split: str) -> Iterator[Row]:
    """The rows of a split of a release, from its JSON lines; none where it has no file for it."""
    for path in sorted((folder / FOLDERS[config]).glob(f"{split}*.jsonl")):
        with path.open("rb") as file:
            for data in file:
                yield json.loads(data)


def _shards(rows: Sequence[Row], limit: int) -> Iterator[Sequence[Row]]:
    start = size = 0
    for index, row in enumerate(rows):
        length = len(line(row).encode()) + 1
        if size and size + length > limit:
            yield rows[start:index]
            start, size = index, 0
        size += length
    yield rows[start:]


def write_parquet(path: Path, rows: Sequence[Row], schema: Schema) -> None:
    """Rows as Parquet: everything that decides a byte is set here, so that bytes repeat under one pyarrow."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    shape, kinds = arrow(schema), columns(schema)
    with pq.ParquetWriter(
        path,
        shape,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        write_page_index=False,
    ) as writer:
        for start in range(0, len(rows), ROW_GROUP):
            part = [typed(row, kinds) for row in rows[start : start + ROW_GROUP]]
            writer.write_table(pa.Table.from_pylist(part, schema=shape), row_group_size=ROW_GROUP)


def typed(value: Any, kind: Any) -> Any:
    """A value as its column has it: dates as dates."""
    if value is None:
        return None
    if isinstance(kind, dict):
        return {name: typed(value[name], inner) for name, inner in kind.items()}
    if isinstance(kind, list):
        return [typed(item, kind[0]) for item in value]
    return datetime.date.fromisoformat(value) if kind == "date32" else value

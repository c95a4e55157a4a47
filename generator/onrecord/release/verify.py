"""Holding a release against itself: its files against the checksums, its rows against its schemas, its splits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.dataset.lines import parse
from onrecord.dataset.manifest import NAME, output_of
from onrecord.dataset.validate import Breach
from onrecord.dataset.wording import shown
from onrecord.release.files import FOLDERS, typed
from onrecord.release.shape import CONFIGS, SPLITS, Config, columns, schema_of
from onrecord.release.splits import leaks
from onrecord.release.write import CHECKSUMS


def breaches(folder: Path) -> tuple[Breach, ...]:
    """Every place where a release is not what it must be: none where it is as it was made."""
    found = [*_files(folder)]
    if found:  # the rows are not those that were released
        return tuple(found)
    manifest = json.loads((folder / NAME).read_bytes())
    for config in CONFIGS:
        found += _rows(folder, config, manifest["words"], manifest["schema_version"])
    if not found:
        found += [Breach(NAME, None, None, "splits", f"expected no leak, found: {leak}") for leak in leaks(folder)]
    return tuple(found)


def _files(folder: Path) -> Iterator[Breach]:
    """Files that are not listed, listed files that are not there, and those with another hash."""
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        yield Breach(CHECKSUMS, None, None, None, "expected this file, found none")
        return
    listed = {name: (number, digest) for number, (digest, _, name) in enumerate((s.partition("  ") for s in lines), 1)}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {CHECKSUMS}
    for name in sorted({*listed, *there}):
        if name not in listed:
            yield Breach(name, None, None, None, f"expected no such file, as {CHECKSUMS} does not list it")
        elif name not in there:
            yield Breach(CHECKSUMS, listed[name][0], None, None, f"expected a file {name}, found none")
        elif output_of(folder / name, name).sha256 != listed[name][1]:
            yield Breach(name, None, None, None, f"expected the SHA-256 of {CHECKSUMS}, found another: it was changed")


def _rows(folder: Path, config: Config, words: Any, version: str) -> Iterator[Breach]:
    """Lines that break their schema, and Parquet that has other rows."""
    from jsonschema import Draft202012Validator

    schema = schema_of(config, words, version)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    kinds = columns(schema)
    for split in SPLITS:
        for path in sorted((folder / FOLDERS[config]).glob(f"{split}*.jsonl")):
            name, rows = path.relative_to(folder).as_posix(), []
            with path.open("rb") as file:
                for number, data in enumerate(file, start=1):
                    try:
                        row = parse(data)
                    except ValueError as wrong:
                        yield Breach(name, number, None, None, str(wrong))
                        continue
                    errors = list(validator.iter_errors(row))
                    for error in errors:
                        field = ".".join(map(str, error.absolute_path)) or None
                        yield Breach(name, number, row.get("id"), field, f"expected by its schema: {error.message}")
                    if not errors:
                        rows.append(typed(row, kinds))
            table = folder / "parquet" / config / f"{path.stem}.parquet"
            if not table.is_file():
                yield Breach(
                    f"parquet/{config}/{path.stem}.parquet", None, None, None, "expected this file, found none"
                )
            elif (other := _differ(table, rows)) is not None:
                yield Breach(
                    f"parquet/{config}/{table.name}", None, None, None, f"expected the rows of {name}, {other}"
                )


def _differ(table: Path, rows: list[dict[str, Any]]) -> str | None:
    """Where Parquet first differs from the rows of the lines."""
    import pyarrow.parquet as pq

    file, start = pq.ParquetFile(table), 0
    for batch in file.iter_batches():
        for row in batch.to_pylist():
            if start >= len(rows) or row != rows[start]:
                return f"found another in row {start + 1}: {shown(row.get('id'))}"
            start += 1
    return None if start == len(rows) else f"found {start:,} of {len(rows):,}"

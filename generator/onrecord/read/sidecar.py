"""Metadata beside a text: a sidecar of the same stem (x.json, x.yaml), or a table for the whole folder.

A table, metadata.csv or metadata.jsonl, names the file of each row in a column ``file`` (or ``filename``,
``file_name``, ``id``), with or without its ending.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from io import StringIO
from pathlib import PurePosixPath

from onrecord.errors import UnreadableInput
from onrecord.model import Rejection
from onrecord.read.fields import FILE, values
from onrecord.read.file import SourceFile, why
from onrecord.read.metadata import metadata
from onrecord.read.sources import TABLES

LARGEST = 32
"""How many times the largest article a table may be: it is read whole."""

Row = dict[str, object]
Said = tuple[dict[str, str], tuple[Rejection, ...]]
"""The fields that metadata gives, and the lines of rejected.jsonl for what is wrong with it."""


def beside(file: SourceFile) -> Iterator[tuple[str, Said]]:
    """What each sidecar and table says about a file, the best first, with its basis ("sidecar", "table")."""
    for other in file.beside:
        if other.path.name in TABLES:
            yield "table", _row(other, file)
        else:
            yield "sidecar", _sidecar(other)


def parse_yaml(text: str) -> object:
    """The mappings, lists and strings of a YAML text. Raises ValueError.

    Every scalar stays the string that was written: we refuse 2024-02-31, "no" is Norwegian, 007 an id.
    """
    import yaml

    # The C loader is ten times as fast, but a crowd of brackets overruns its stack; Python's says so instead.
    safe = yaml.BaseLoader if len(text) > 4096 else getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return yaml.load(text, Loader=safe)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" on line {mark.line + 1}" if mark else ""
        raise ValueError(f"YAML: {getattr(error, 'problem', None) or 'not readable'}{place}") from error
    except RecursionError as error:
        raise ValueError("YAML: nested too deeply") from error


def _sidecar(file: SourceFile) -> Said:
    try:
        text = file.text()
        raw = json.loads(text) if file.path.suffix == ".json" else parse_yaml(text)
    except (UnreadableInput, ValueError, RecursionError) as error:
        return {}, (_unreadable(file, error),)
    if not isinstance(raw, dict):
        return {}, (_unreadable(file, "an object with fields such as outlet, date and author"),)
    return metadata(raw, file.name)


def _row(table: SourceFile, file: SourceFile) -> Said:
    try:
        stat = table.path.stat()
    except OSError as error:
        return {}, (_unreadable(table, error),)
    rows, unreadable = _rows(table, stat.st_mtime_ns, stat.st_size)
    line, row = rows.get(file.path.name) or rows.get(file.path.stem) or (None, {})
    said, wrong = metadata(row, table.name, line)
    return said, unreadable + wrong


@lru_cache(maxsize=8)
def _rows(table: SourceFile, _changed: int, _size: int) -> tuple[dict[str, tuple[int, Row]], tuple[Rejection, ...]]:
    """The rows of a table with their lines, by the file they are for; and what is wrong with the others."""
    rows: dict[str, tuple[int, Row]] = {}
    wrong: list[Rejection] = []
    try:
        for line, row in (_csv if table.path.suffix == ".csv" else _jsonl)(
            table.text(LARGEST * table.options.max_bytes)
        ):
            key = next((key for key, value in values(row, FILE) if str(value).strip()), None)
            if key is None:
                wrong.append(_unreadable(table, "a row that names its file in a column file, filename or id", line))
            else:
                name = PurePosixPath(str(row.pop(key)).strip().replace("\\", "/")).name
                rows.setdefault(name, (line, row))
    except (UnreadableInput, ValueError) as error:
        wrong.append(_unreadable(table, error))
    return rows, tuple(wrong)


def _jsonl(text: str) -> Iterator[tuple[int, Row]]:
    for line, words in enumerate(text.split("\n"), start=1):
        if words.strip():
            try:
                row = json.loads(words)
            except (ValueError, RecursionError):
                row = None
            yield line, row if isinstance(row, dict) else {}


def _csv(text: str) -> Iterator[tuple[int, Row]]:
    import csv

    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)  # European spreadsheets write ";"
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in rows:
            yield rows.line_num, {key: value for key, value in row.items() if key}
    except csv.Error as error:
        raise ValueError(f"CSV: {error} on line {rows.line_num}") from error


def _unreadable(file: SourceFile, expected: str | Exception, line: int | None = None) -> Rejection:
    if isinstance(expected, Exception):
        line = getattr(expected, "line", line)
        expected = getattr(expected, "expected", None) or why(expected)
    return Rejection("input", "unreadable-sidecar", file=file.name, line=line, expected=expected)

"""CSV: a quote a row, spans and passages as columns of their own (source, source_start, source_end); no text needed.

For spreadsheets and for programs: UTF-8 with a byte order mark, which tells Excel so, rows end with CRLF, every cell is
in quotation marks, null is an empty cell. A spreadsheet runs a cell as a formula that begins with =, +, -, @, a tab or
a line end, or the full-width forms of the first four; such a cell gets an apostrophe before it, and so does one that
begins with an apostrophe. To undo it, drop the first character of every cell that begins with an apostrophe: ``plain``
does. Numbers are never touched.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from onrecord.errors import DataError
from onrecord.evaluate.model import Answered, Prediction
from onrecord.evaluate.rows import expecting
from onrecord.exports.model import Annotated, prediction
from onrecord.model import Record

FILE = "quotes.csv"

_PASSAGES = {"source": "form", "cue": "lemma", "addressee": None, "said_on_basis": None}
"""Field -> what it has beside text, start and end."""
_LEFT_OUT = ("schema_version", "context")


def _columns() -> Iterator[str]:
    for field in fields(Record):
        if field.name in _PASSAGES:
            more = _PASSAGES[field.name]
            yield from (field.name, f"{field.name}_start", f"{field.name}_end")
            yield from [f"{field.name}_{more}"] * bool(more)
        elif field.name not in _LEFT_OUT:
            yield field.name


COLUMNS = (*_columns(), "article_sha256")
"""Those of a record in their order, the context left out, and the hash of its article's text."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def write(articles: Iterable[Annotated], folder: Path) -> None:
    """All quotes in one file."""
    with (folder / FILE).open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, quoting=csv.QUOTE_ALL)
        table.writerow(COLUMNS)
        for one in articles:
            for quote in one.quotes:
                cells = _cells(quote.row or {}) | {"article_sha256": one.sha256}
                table.writerow([safe(cells.get(column)) for column in COLUMNS])


def _cells(row: Mapping[str, Any]) -> dict[str, object]:
    cells: dict[str, object] = {}
    for field, value in row.items():
        if field in _PASSAGES:
            for part in (value or {}).items():
                cells[field if part[0] == "text" else f"{field}_{part[0]}"] = part[1]
        else:
            cells[field] = value
    return cells


def safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return f"'{value}" if value.startswith(_DANGEROUS) else value


def plain(cell: str) -> str | None:
    """What a cell was made of: the value, None where it is empty."""
    return cell.removeprefix("'") or None


def knows(path: Path) -> bool:
    """Whether a file is in this format, by its header."""
    if path.suffix != ".csv":
        return False
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return {"article_id", "start", "end"} <= {*next(csv.reader(file), ())}


def read(paths: Sequence[Path]) -> Iterator[Answered]:
    """What files say of each article, by the order of their first rows; DataError, with the line, otherwise."""
    for path in paths:
        found: dict[str, tuple[str, str | None, list[Prediction]]] = {}
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            while True:
                number = table.line_num + 1
                try:
                    row = next(table, None)
                except (csv.Error, UnicodeDecodeError) as error:
                    raise DataError(f"{path}, line {number}: expected CSV in UTF-8: {error}") from None
                if row is None:
                    break
                with expecting("a quote with article_id, start, end", path, number):
                    cells = {column: plain(cell) for column, cell in row.items() if cell is not None}
                    name = cells["article_id"]
                    if name is None:
                        raise ValueError("article_id is empty")
                    place = f"{path}, line {number}"
                    quotes = found.setdefault(name, (place, cells.get("article_sha256"), []))[2]
                    quotes.append(_prediction(cells, f"line {number}"))
        for name, (place, digest, quotes) in found.items():
            yield Answered(name, tuple(quotes), (), place, digest)


def _prediction(cells: dict[str, str | None], place: str) -> Prediction:
    def pair(prefix: str) -> tuple[int, int] | None:
        start, end = cells.get(f"{prefix}start"), cells.get(f"{prefix}end")
        return None if start is None or end is None else (int(start), int(end))

    said_on, precision = cells.get("said_on"), cells.get("said_on_precision")
    known = {"month": 7, "year": 4}.get(precision or "", 10)
    facts = {
        "type": cells.get("type"),
        "speaker": cells.get("speaker"),
        "kind": cells.get("speaker_kind"),
        "role": cells.get("speaker_role"),
        "said_on": said_on and said_on[:known],
    }
    spans = {"content": pair(""), **{layer: pair(f"{layer}_") for layer in ("source", "cue", "addressee")}}
    if spans["content"] is None:
        raise ValueError("start or end is empty")
    return prediction(facts, spans, place)

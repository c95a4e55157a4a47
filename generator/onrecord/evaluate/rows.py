"""Lines of JSON with their places: what is wrong with one is said with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord.dataset.lines import parse
from onrecord.dataset.tables import lines
from onrecord.errors import DataError
from onrecord.model import Span


def rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number (from 1) and the object of every line that is not blank; DataError for a line that is none."""
    for number, data in enumerate(lines(path), start=1):
        if data.strip():
            try:
                row = parse(data.removeprefix(b"\xef\xbb\xbf"))
            except ValueError as error:
                raise DataError(f"{path}, line {number}: {error}") from None
            yield number, row


def first_row(path: Path) -> dict[str, Any]:
    """The object of the first line; {} where a file is not JSON Lines."""
    try:
        return next((row for _, row in rows(path)), {})
    except DataError:
        return {}


@contextmanager
def expecting(form: str, path: Path, number: int) -> Iterator[None]:
    """A field that is missing or of another type inside the block becomes a DataError that names the line."""
    try:
        yield
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        missing = f"no field {error}" if isinstance(error, KeyError) else str(error)
        raise DataError(f"{path}, line {number}: expected {form}: {missing}") from error


def span(start: object, end: object) -> Span:
    """The span of two offsets; ValueError where they are none."""
    if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end:
        return Span(start, end)
    raise ValueError(f"[{start}, {end}] is no span")


def spans(pairs: list[Any]) -> tuple[Span, ...]:
    """The spans of a list of [start, end]."""
    return tuple(span(start, end) for start, end in pairs)


def passage(value: dict[str, Any] | None) -> Span | None:
    """The span of an object with start and end, or None."""
    return None if value is None else span(value["start"], value["end"])

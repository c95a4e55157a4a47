"""The lines of a file of a dataset, each parsed and held against its schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from onrecord.dataset.schemas import Kind
from onrecord.dataset.wording import Problem, schema_problems


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number (from 1), its offset in the file in bytes, its row where it is a JSON object."""

    number: int
    offset: int
    row: dict[str, Any]
    """Empty where the line is no JSON object."""
    problems: tuple[Problem, ...]
    """What keeps it from being a row of its schema; only without any can the fields be relied on."""


def read_lines(path: Path, kind: Kind, version: str) -> Iterator[Line]:
    """Every line of a file of a schema's version, good or not; OSError where it cannot be read."""
    offset = 0
    with path.open("rb") as file:
        for number, data in enumerate(file, start=1):
            try:
                row = parse(data)
            except ValueError as error:
                yield Line(number, offset, {}, ((None, str(error)),))
            else:
                yield Line(number, offset, row, schema_problems(kind, row, version))
            offset += len(data)


def parse(data: bytes) -> dict[str, Any]:
    """The JSON object that the bytes are; ValueError, saying what they are instead, where they are none."""
    try:
        value = json.loads(data.decode(), parse_constant=_refuse)
        if b"\\u" in data:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        raise ValueError(f"expected UTF-8, found byte 0x{data[error.start]:02x} at {error.start}") from None
    except UnicodeEncodeError:
        raise ValueError("expected characters, found half of a surrogate pair") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"expected a JSON object, found none ({error})") from None
    if not isinstance(value, dict):
        raise ValueError(f"expected a JSON object, found {type(value).__name__}")
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")


class Index:
    """Rows of a file found by their ids: only places are kept, and the row that was asked for last."""

    def __init__(self, path: Path) -> None:
        """Nothing is indexed yet."""
        self._path = path
        self._places: dict[str, tuple[int, int]] = {}
        self._last: tuple[str, dict[str, Any]] | None = None

    def __contains__(self, name: object) -> bool:
        """Whether a row of this id is indexed."""
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order of the file."""
        return iter(self._places)

    def add(self, name: str, line: Line) -> None:
        """Index a line under an id."""
        self._places[name] = line.number, line.offset

    def number(self, name: str) -> int:
        """The number of the line of an id."""
        return self._places[name][0]

    def row(self, name: str) -> dict[str, Any]:
        """The row of an id, read again from the file."""
        if self._last is None or self._last[0] != name:
            with self._path.open("rb") as file:
                file.seek(self._places[name][1])
                self._last = name, parse(file.readline())
        return self._last[1]

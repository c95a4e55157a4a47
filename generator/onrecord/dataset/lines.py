"""The lines of a file of a dataset, each parsed and held against its schema."""

from __future__ import annotations

import json
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

from onrecord.dataset.schemas import Kind
from onrecord.dataset.tables import lines, opened
from onrecord.dataset.wording import Problem, schema_problems


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: where it stands, and its row where it is a JSON object."""

    file: str
    number: int
    """In that file, from 1."""
    offset: int
    """In that file, in bytes."""
    place: int
    """Its number in the table, whatever file it is in."""
    row: dict[str, Any]
    """Empty where the line is no JSON object."""
    problems: tuple[Problem, ...]
    """What keeps it from being a row of its schema; only without any can the fields be relied on."""


def read_lines(files: Iterable[Path], kind: Kind, version: str) -> Iterator[Line]:
    """Every line of the files of a table in a schema's version, good or not.

    Raises OSError where one cannot be read, InvalidDataset where one is damaged.
    """
    place = 0
    for path in files:
        offset = 0
        for number, data in enumerate(lines(path), start=1):
            place += 1
            try:
                row = parse(data)
            except ValueError as error:
                yield Line(path.name, number, offset, place, {}, ((None, str(error)),))
            else:
                yield Line(path.name, number, offset, place, row, schema_problems(kind, row, version))
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


class Places:
    """Lines of a table by their numbers in it, in words."""

    def __init__(self) -> None:
        """No file has begun."""
        self._files: list[str] = []
        self._starts: list[int] = []

    def see(self, line: Line) -> None:
        """Take notice of the file that a line is in."""
        if not self._files or self._files[-1] != line.file:
            self._files.append(line.file)
            self._starts.append(line.place)

    def file(self, place: int) -> tuple[str, int]:
        """The name of the file, and the number of the line in it."""
        index = bisect(self._starts, place) - 1
        return self._files[index], place - self._starts[index] + 1

    def __call__(self, place: int, seen_from: str) -> str:
        """``line 3``, or ``line 3 of quotes-00001-of-00002.jsonl.zst`` as seen from another file."""
        file, number = self.file(place)
        return f"line {number}" + (f" of {file}" if file != seen_from else "")


class Index:
    """Rows of a table found by their ids: only places are kept, and the row that was asked for last."""

    def __init__(self, files: Iterable[Path]) -> None:
        """Nothing is indexed yet."""
        self._paths = {path.name: path for path in files}
        self._rows: dict[str, tuple[int, int]] = {}
        self._last: tuple[str, dict[str, Any]] | None = None
        self._open: tuple[str, IO[bytes]] | None = None
        self.places = Places()

    def __contains__(self, name: object) -> bool:
        """Whether a row of this id is indexed."""
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order of the table."""
        return iter(self._rows)

    def add(self, name: str, line: Line) -> None:
        """Index a line under an id."""
        self._rows[name] = line.place, line.offset

    def place(self, name: str) -> int:
        """The number of the line of an id in the table."""
        return self._rows[name][0]

    def row(self, name: str) -> dict[str, Any]:
        """The row of an id, read again: as good as at once where those before it were asked for before."""
        if self._last is None or self._last[0] != name:
            place, offset = self._rows[name]
            file = self._stream(self.places.file(place)[0])
            file.seek(offset)
            self._last = name, parse(file.readline())
        return self._last[1]

    def _stream(self, name: str) -> IO[bytes]:
        if self._open is None or self._open[0] != name:
            self.close()
            self._open = name, opened(self._paths[name])
        return self._open[1]

    def close(self) -> None:
        """Let go of the file that was read last."""
        if self._open:
            self._open[1].close()
            self._open = None

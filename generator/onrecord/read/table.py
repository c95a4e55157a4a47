"""Tables as text, .csv and .tsv: a header, then an article a row.

The cells part where the header's do: at commas, semicolons, tabs or bars. A cell in quotation marks may hold any of
them, and lines; a quotation mark in it is doubled. Read row by row, so that a table may be larger than memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import UnreadableInput
from onrecord.model import Rejection
from onrecord.read.columns import flaws, readable, wanted
from onrecord.read.file import SourceFile, misencoded, rejection, too_large
from onrecord.read.row import from_row
from onrecord.read.unread import Item

_DELIMITERS = (b",", b";", b"\t", b"|")
_NAMES = {b",": "comma", b";": "semicolon", b"\t": "tab", b"|": "bar"}
_QUOTED = re.compile(rb'"[^"]*(?:""[^"]*)*"(?!")')
_CLOSE = re.compile(rb'[^"]*(?:""[^"]*)*"(?!")')
_MAC = "lines that end in a line feed; those of this table end in a carriage return alone"
_DECLARED = re.compile(rb"sep=([,;\t|])", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row, undecoded, and the line that it begins on; in place of them what is wrong with it."""

    line: int
    cells: tuple[bytes, ...] = ()
    wrong: UnreadableInput | None = None


def read(file: SourceFile) -> Iterator[Item]:
    """The article of each row, or why it could not be read; the rows after it are read.

    An article without an id gets the file's label and the line that its row begins on, "tuesday:12", as an article
    of JSON Lines gets that of its line. The header has a line too: the first row is "tuesday:2".
    """
    columns: tuple[str, ...] | None = None
    places: dict[int, str] = {}
    rows = _Rows(file)
    try:
        for row in rows:
            if row.wrong:
                yield rejection(row.wrong)
                if columns is None:  # without a header nothing says what the cells are
                    return
            elif columns is None:
                columns = _header(row, file)
                yield from flaws(columns, file, row.line)
                if not readable(columns, file):
                    return
                places = wanted(columns, file)
                rows.width = len(columns)
            else:
                yield from _article(row, columns, places, file, rows.delimiter)
    except UnreadableInput as error:
        yield rejection(error)


def _header(row: _Row, file: SourceFile) -> tuple[str, ...]:
    """The names of the columns. Raises UnreadableInput."""
    if any(b"\r" in cell and b"\n" not in cell for cell in row.cells):
        raise UnreadableInput("unreadable-file", _MAC, file=file.name, line=row.line)
    try:
        return tuple(cell.decode().strip() for cell in row.cells)
    except UnicodeDecodeError as error:
        raise UnreadableInput("invalid-utf-8", misencoded(error), file=file.name, line=row.line) from error


def _article(
    row: _Row, columns: tuple[str, ...], places: dict[int, str], file: SourceFile, delimiter: bytes
) -> Iterator[Item]:
    if any(row.cells[len(columns) :]):
        expected = (
            f"{len(columns)} cells, as the header has; there are {len(row.cells)}: "
            f"a cell with a {_NAMES[delimiter]} in it has to stand in quotation marks"
        )
        yield Rejection("input", "invalid-field", file=file.name, line=row.line, expected=expected)
        return
    said: dict[str, str] = {}
    whole = True
    for place, column in places.items():
        try:
            if place < len(row.cells):
                said[column] = row.cells[place].decode()
        except UnicodeDecodeError as error:
            whole, said_so = False, misencoded(error)
            yield Rejection("input", "invalid-utf-8", file=file.name, line=row.line, field=column, expected=said_so)
    if whole or readable(said, file):
        yield from from_row(said, f"{file.label}:{row.line}", file, row.line)


class _Rows:
    """The rows of a table that are not blank, the header first, each of at most one article's bytes."""

    def __init__(self, file: SourceFile) -> None:
        self._file, self._limit = file, file.options.max_bytes
        self._tabs = file.format == ".tsv"
        self.delimiter = b""
        self.width: int | None = None
        """How many columns there are, once the header is read."""

    def __iter__(self) -> Iterator[_Row]:
        """Raises UnreadableInput where the file breaks off."""
        held: list[bytes] = []  # the lines of a row that has not ended
        start = size = end = 0
        for end, piece in self._file.pieces():
            line = piece.removeprefix(_BOM) if (end, size) == (1, 0) else piece
            if not start and not (line.strip() and (self.delimiter or self._found(line))):
                continue
            before, start, size = start, start or end, size + len(line)
            held.append(line)
            if size <= self._limit:
                ended, fault = _state(self.delimiter, line, inside=bool(before))
            else:  # only how many quotation marks there are is kept of it: an even number where none is open
                held, fault = [b'"' * (sum(one.count(b'"') for one in held) % 2)], False
                ended = line.endswith(b"\n") and not held[0]
            if ended or fault:
                yield from self._row(start, end, b"".join(held), size, fault)
                held, start, size = [], 0, 0
        if size > self._limit:
            yield from self._row(start, end, b"", size, False)
        elif start:
            expected = f"a quotation mark that closes the one a cell of this row begins with, which runs to line {end}"
            yield self._wrong(start, "invalid-field", expected)

    def _found(self, line: bytes) -> bool:
        """Whether a line is the header, by which the delimiter is told; Excel may say it on a line before."""
        if declared := _DECLARED.fullmatch(line.strip(b"\r\n")):
            self.delimiter = declared[1]
            return False
        bare = _QUOTED.sub(b"", line)
        self.delimiter = b"\t" if self._tabs and b"\t" in bare else max(_DELIMITERS, key=bare.count)
        return True

    def _row(self, start: int, end: int, row: bytes, size: int, fault: bool) -> Iterator[_Row]:
        lines = f" (lines {start} to {end})" * (start != end)
        if size > self._limit:
            yield self._wrong(start, "too-large", too_large(self._limit) + lines)
            return
        row = row.rstrip(b"\r\n")
        if fault:  # a table whose cells are never quoted, and an article that begins with a quotation mark
            cells = tuple(row.split(self.delimiter)) if start == end else ()
            if len(cells) != self.width:
                expected = "quotation marks doubled within a cell that stands in quotation marks"
                yield self._wrong(start, "invalid-field", expected + lines)
                return
        else:
            cells = tuple(_cells(self.delimiter, row))
        if any(cell.strip() for cell in cells):
            yield _Row(start, cells)

    def _wrong(self, line: int, reason: str, expected: str) -> _Row:
        return _Row(line, wrong=UnreadableInput(reason, expected, file=self._file.name, line=line))


def _state(delimiter: bytes, line: bytes, inside: bool) -> tuple[bool, bool]:
    """Whether a row ends with this line, and whether a cell in it goes on after its closing quotation mark.

    ``inside``: whether the line begins in a cell whose quotation mark is open.
    """
    if b'"' not in line:
        return not inside, False
    line = line.rstrip(b"\r\n")
    position = 0
    while True:
        if inside or line.startswith(b'"', position):
            close = _CLOSE.match(line, position if inside else position + 1)
            if close is None:
                return False, False
            position, inside = close.end(), False
        else:
            position = line.find(delimiter, position)
        if position in (-1, len(line)):
            return True, False
        if not line.startswith(delimiter, position):
            return True, True
        position += 1


def _cells(delimiter: bytes, row: bytes) -> Iterator[bytes]:
    """The cells of a whole row, without their quotation marks."""
    position = 0
    while position <= len(row):
        if row.startswith(b'"', position) and (close := _CLOSE.match(row, position + 1)):
            yield row[position + 1 : close.end() - 1].replace(b'""', b'"')
            position = close.end()
        else:
            end = row.find(delimiter, position)
            end = len(row) if end < 0 else end
            yield row[position:end]
            position = end
        position += 1

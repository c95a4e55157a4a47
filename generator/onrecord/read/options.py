"""How sources are read, where a user wants it otherwise: columns by their names, limits on size, the fast path."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import CommandError
from onrecord.read.meter import Meter

FIELDS = ("id", "text", "html", "url", "outlet", "date", "title", "author", "language")
"""What a column can be named for."""

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The defaults suit any news; a file that goes beyond a limit is rejected, with what to do about it."""

    columns: tuple[tuple[str, str], ...] = ()
    """Field and the column that holds it, where the usual spellings do not say: ("text", "artikel")."""
    max_size: int = 16
    """The largest single article, in MiB as it is read: a page with its markup, a line of JSON, a cell of a table. The
    heaviest pages of news have 5."""
    max_ratio: int = 250
    """How many times its packed size a compressed file may unpack to, once it has unpacked to 64 MiB. News packs to
    a third or a tenth, the same article a thousand times over to a hundredth."""
    fast: bool = False
    """Find the body of pages by the rows that its paragraphs stand in, many times as fast as by trafilatura."""
    meter: Meter | None = dataclasses.field(default=None, compare=False, repr=False)
    """What counts the bytes that are read."""

    @property
    def max_bytes(self) -> int:
        """The largest single article in bytes."""
        return self.max_size * MEBIBYTE


DEFAULT = ReadOptions()


def read_options(
    columns: Mapping[str, str] | tuple[str, ...] = (),
    max_size: int = DEFAULT.max_size,
    max_ratio: int = DEFAULT.max_ratio,
    fast: bool = False,
) -> ReadOptions:
    """The options as a user gives them. Raises CommandError for a column that names no field."""
    return ReadOptions(named(columns), max_size, max_ratio, fast)


def named(given: Mapping[str, str] | tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The columns of ``--column text=body --column date=day``. Raises CommandError for what names no field."""
    pairs = given.items() if isinstance(given, Mapping) else [one.partition("=")[::2] for one in given]
    chosen: dict[str, str] = {}
    for field, column in pairs:
        if field not in FIELDS or not column:
            known = ", ".join(FIELDS)
            raise CommandError(f"--column {field}={column}: expected FIELD=COLUMN, where FIELD is one of {known}")
        if field in chosen:
            raise CommandError(f"--column {field}={column}: {field} is {chosen[field]} already")
        chosen[field] = column
    return tuple(chosen.items())

"""The columns of a table: which of them are read, and what is said, once for all of it, of those that are not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Rejection
from onrecord.read.fields import SPELLINGS, fold
from onrecord.read.file import SourceFile
from onrecord.read.metadata import missing, shown

_READ = frozenset(spelling for spellings in SPELLINGS.values() for spelling in spellings)
_WORDS = frozenset((*SPELLINGS["text"], *SPELLINGS["html"]))


def wanted(columns: Sequence[str], file: SourceFile) -> dict[int, str]:
    """The columns that can say something of an article, by their place; of two of one name the first."""
    named = {column for _, column in file.options.columns}
    places: dict[str, int] = {}
    for place, column in enumerate(columns):
        if column in named or fold(column) in _READ:
            places.setdefault(column, place)
    return {place: column for column, place in places.items()}


def flaws(columns: Sequence[str], file: SourceFile, line: int | None = None) -> Iterator[Rejection]:
    """What is wrong with the columns of a table: one that the user named is not there, two have one name."""
    options = file.options.columns
    for field, column in options:
        if column not in columns and (field not in ("text", "html") or readable(columns, file)):
            expected = f"a column {column!r} for the {field}, as --column names it; there are {shown(columns)}"
            yield Rejection("input", "invalid-field", file=file.name, line=line, field=field, expected=expected)
    if not readable(columns, file):
        expected = missing(columns, options)
        yield Rejection("input", "missing-text", file=file.name, line=line, field="text", expected=expected)
    read = wanted(columns, file).values()
    for column, count in Counter(columns).items():
        if count > 1 and column in read:
            expected = f"one column {column!r}; there are {count}, of which the first is read"
            yield Rejection("input", "invalid-field", file=file.name, line=line, field=column, expected=expected)


def readable(columns: Iterable[str], file: SourceFile) -> bool:
    """Whether there is a column for the text or the page of an article."""
    chosen = {column: field for field, column in file.options.columns}
    return any(chosen[column] in ("text", "html") if column in chosen else fold(column) in _WORDS for column in columns)

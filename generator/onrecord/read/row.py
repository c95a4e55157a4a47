"""An object or a row with a text, or a page, and metadata -> the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.model import Rejection
from onrecord.read.fields import SPELLINGS, values
from onrecord.read.file import SourceFile
from onrecord.read.metadata import article, flaw, metadata, missing, short
from onrecord.read.unread import Item, UnreadPage


def from_row(raw: Mapping[str, object], default_id: str, file: SourceFile, line: int | None = None) -> Iterator[Item]:
    """The article of an object or a row with a text or a page and metadata, after what is wrong with its fields."""
    row = _named(raw, file.options.columns)
    text, html = _words(row, "text"), _words(row, "html")
    if not isinstance(text, str) and not isinstance(html, str):
        reason, expected, field = html or text or ("missing-text", missing(row, file.options.columns), "text")
        yield Rejection("input", reason, file=file.name, line=line, field=field, expected=expected)
        return
    said, wrong = metadata(row, file.name, line)
    yield from wrong
    if isinstance(html, str):
        known = text if isinstance(text, str) else None
        yield UnreadPage(html, file, default_id, said, line=line, field="html", text=known)
    else:
        yield article(str(text), default_id, said, "metadata", file.name, line)


def _named(raw: Mapping[str, object], columns: tuple[tuple[str, str], ...]) -> Mapping[str, object]:
    """A row in which the columns that the user named have the names of their fields."""
    if not columns:
        return raw
    chosen = {field: raw[column] for field, column in columns if column in raw}
    others = {key: value for key, value in raw.items() if key not in dict(columns).values()}
    return {**others, **chosen}


def _words(raw: Mapping[str, object], field: str) -> str | tuple[str, str, str] | None:
    """The text, or the page, of a row; else the reason, what was expected and the column at fault; None without one."""
    problem: tuple[str, str, str] | None = None
    for key, value in values(raw, SPELLINGS[field]):
        if not isinstance(value, str):
            expected = f"the article's text as one string; it is {short.repr(value)}"
            problem = problem or ("invalid-field", expected, key)
        elif reason := flaw(value):
            problem = problem or (*reason, key)
        else:
            return value
    return problem

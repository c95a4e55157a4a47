"""What metadata says about an article, and the article of a text and its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from reprlib import Repr
from typing import TYPE_CHECKING

from onrecord.errors import UnreadableInput
from onrecord.model import Article, Origin, Rejection
from onrecord.read.fields import CONVERT, SPELLINGS, inner, values
from onrecord.read.file import SourceFile

if TYPE_CHECKING:
    from onrecord.read.page import Page

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIRED = "Unicode text, in which surrogates come in pairs"

_short = Repr()  # of any value at all: a few lines of YAML can make a list of 9**9 words
_short.maxlevel, _short.maxstring = 2, 50


def metadata(
    raw: Mapping[str, object], file: str, line: int | None = None
) -> tuple[dict[str, str], tuple[Rejection, ...]]:
    """What ``raw`` says of id, url, outlet, date, title, author and language, and the fields that are wrong.

    A wrong field is left out and named, the others stay; a field that is not there is not in the dict.
    """
    said: dict[str, str] = {}
    wrong: list[Rejection] = []
    for field, convert in CONVERT.items():
        problem: Rejection | None = None
        for key, value in values(raw, SPELLINGS[field]):
            reason = "invalid-date" if field == "date" else "invalid-field"
            try:
                converted = convert(key, inner(value))
            except ValueError as error:
                expected = f"{error}; it is {_short.repr(value)}"
            else:
                if not converted:
                    continue
                if not _SURROGATE.search(converted):
                    said[field] = converted
                    break
                reason, expected = "lone-surrogate", _PAIRED
            problem = problem or Rejection("input", reason, file=file, line=line, field=key, expected=expected)
        else:
            wrong += [problem] if problem else []
    return said, tuple(wrong)


def from_row(
    raw: Mapping[str, object], default_id: str, file: SourceFile, line: int | None = None
) -> Iterator[Article | Rejection]:
    """The article of an object or a row with a text or a page and metadata, after what is wrong with its fields."""
    row = _named(raw, file.options.columns)
    text, html = _words(row, "text"), _words(row, "html")
    if not isinstance(text, str) and not isinstance(html, str):
        reason, expected, field = html or text or ("missing-text", missing(row, file.options.columns), "text")
        yield Rejection("input", reason, file=file.name, line=line, field=field, expected=expected)
        return
    said, wrong = metadata(row, file.name, line)
    yield from wrong
    if not isinstance(html, str):
        yield article(str(text), default_id, said, "metadata", file.name, line)
        return
    from onrecord.read.page import read_page

    try:
        page = read_page(html, said.get("url"), file, text=text if isinstance(text, str) else None)
    except UnreadableInput as error:
        yield Rejection("input", error.reason, file=file.name, line=line, field="html", expected=error.expected)
    else:
        yield article(page.text, default_id, said, "metadata", file.name, line, page)


def article(
    text: str,
    default_id: str,
    said: Mapping[str, str],
    basis: str,
    file: str,
    line: int | None = None,
    page: Page | None = None,
) -> Article:
    """The article of a text, of what metadata says about it, and of what the markup of its page does."""
    marked: Mapping[str, str] = page.said if page else {}
    return Article(
        id=said.get("id", default_id),
        text=text,
        url=said.get("url", marked.get("url")),
        outlet=said.get("outlet"),
        date=said.get("date"),
        title=said.get("title", marked.get("title")),
        author=said.get("author", marked.get("author")),
        language=said.get("language", marked.get("language")),
        basis=basis,
        page=page is not None and page.sought,
        claims=page.claims if page else (),
        origin=Origin(file, line),
    )


def _named(raw: Mapping[str, object], columns: tuple[tuple[str, str], ...]) -> Mapping[str, object]:
    """A row in which the columns that the user named have the names of their fields."""
    if not columns:
        return raw
    chosen = {field: raw[column] for field, column in columns if column in raw}
    others = {key: value for key, value in raw.items() if key not in dict(columns).values()}
    return {**others, **chosen}


def flaw(text: str) -> tuple[str, str] | None:
    """Why a text is none for an article: a code of REASONS and what was expected, or None."""
    if not _LETTER_OR_DIGIT.search(text):
        return "empty-article", "a text with at least one letter or digit"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return "lone-surrogate", f"{_PAIRED}, but character {error.start} is half of one"
    return None


def _words(raw: Mapping[str, object], field: str) -> str | tuple[str, str, str] | None:
    """The text, or the page, of a row; else the reason, what was expected and the column at fault; None without one."""
    problem: tuple[str, str, str] | None = None
    for key, value in values(raw, SPELLINGS[field]):
        if not isinstance(value, str):
            expected = f"the article's text as one string; it is {_short.repr(value)}"
            problem = problem or ("invalid-field", expected, key)
        elif reason := flaw(value):
            problem = problem or (*reason, key)
        else:
            return value
    return problem


def missing(there: Iterable[str], columns: tuple[tuple[str, str], ...]) -> str:
    """What was expected of a row, or a table, without a text: with the columns that it has, and how to name one."""
    named = " or ".join(repr(column) for field, column in columns if field in ("text", "html"))
    column = f"in a field {named}" if named else 'in a field "text"'
    return f"the article's text {column}; there are {shown(there)} (--column text=NAME names another)"


def shown(there: Iterable[str]) -> str:
    """The names of columns, as far as they can be taken in."""
    first = [_short.repr(key) for key in islice(there, 21)]
    return ", ".join(first[:20]) + (" …" if len(first) > 20 else "") or "none"

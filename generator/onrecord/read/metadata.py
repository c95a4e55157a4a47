"""What metadata says about an article, and the article of a text and its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from reprlib import Repr
from typing import TYPE_CHECKING

from onrecord.model import Article, Origin, Rejection
from onrecord.read.fields import CONVERT, SPELLINGS, inner, values

if TYPE_CHECKING:
    from onrecord.read.page import Page

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIRED = "Unicode text, in which surrogates come in pairs"

short = Repr()  # of any value at all: a few lines of YAML can make a list of 9**9 words
short.maxlevel, short.maxstring = 2, 50


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
                expected = f"{error}; it is {short.repr(value)}"
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


def flaw(text: str) -> tuple[str, str] | None:
    """Why a text is none for an article: a code of REASONS and what was expected, or None."""
    if not _LETTER_OR_DIGIT.search(text):
        return "empty-article", "a text with at least one letter or digit"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return "lone-surrogate", f"{_PAIRED}, but character {error.start} is half of one"
    return None


def missing(there: Iterable[str], columns: tuple[tuple[str, str], ...]) -> str:
    """What was expected of a row, or a table, without a text: with the columns that it has, and how to name one."""
    named = " or ".join(repr(column) for field, column in columns if field in ("text", "html"))
    column = f"in a field {named}" if named else 'in a field "text"'
    return f"the article's text {column}; there are {shown(there)} (--column text=NAME names another)"


def shown(there: Iterable[str]) -> str:
    """The names of columns, as far as they can be taken in."""
    first = [short.repr(key) for key in islice(there, 21)]
    return ", ".join(first[:20]) + (" …" if len(first) > 20 else "") or "none"

"""What metadata says about an article, and the article of a text and its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from reprlib import Repr

from onrecord.model import Article, Origin, Rejection
from onrecord.read.fields import CONVERT, SPELLINGS, inner, values

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
    raw: Mapping[str, object], default_id: str, file: str, line: int | None = None
) -> Iterator[Article | Rejection]:
    """The article of an object or a row with a text and metadata, after what is wrong with its fields."""
    text = _text(raw, file, line)
    if isinstance(text, Rejection):
        yield text
        return
    said, wrong = metadata(raw, file, line)
    yield from wrong
    yield article(text, default_id, said, "metadata", file, line)


def article(
    text: str, default_id: str, said: Mapping[str, str], basis: str, file: str, line: int | None = None
) -> Article:
    """The article of a text and of what metadata says about it."""
    return Article(
        id=said.get("id", default_id),
        text=text,
        url=said.get("url"),
        outlet=said.get("outlet"),
        date=said.get("date"),
        title=said.get("title"),
        author=said.get("author"),
        language=said.get("language"),
        basis=basis,
        origin=Origin(file, line),
    )


def flaw(text: str) -> tuple[str, str] | None:
    """Why a text is none for an article: a code of REASONS and what was expected, or None."""
    if not _LETTER_OR_DIGIT.search(text):
        return "empty-article", "a text with at least one letter or digit"
    if not text.isascii() and (half := _SURROGATE.search(text)):
        return "lone-surrogate", f"{_PAIRED}, but character {half.start()} is half of one"
    return None


def _text(raw: Mapping[str, object], file: str, line: int | None) -> str | Rejection:
    problem: tuple[str, str, str] | None = None
    for key, value in values(raw, SPELLINGS["text"]):
        if not isinstance(value, str):
            expected = f"the article's text as one string; it is {_short.repr(value)}"
            problem = problem or ("invalid-field", expected, key)
        elif reason := flaw(value):
            problem = problem or (*reason, key)
        else:
            return value
    if problem is None:
        expected = 'the article\'s text in a field "text"'
        html = next(values(raw, SPELLINGS["html"]), None)
        expected += "; pages (html) are not yet read from JSONL" if html else ""
        problem = ("missing-text", expected, html[0] if html else "text")
    code, expected, field = problem
    return Rejection("input", code, file=file, line=line, field=field, expected=expected)

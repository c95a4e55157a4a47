"""Rows as JSON: the one serializer, so that equal rows are equal bytes wherever they are written."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any, TypeAlias, cast

from onrecord.model import SCHEMA_VERSION, Article, Json, Publication, Record, Rejection

DECIMALS = 3
"""Numbers that are measured are shares: three decimals, rounded where they are written."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One line of articles.jsonl; every field is described in ``schema/article-1.2.0.schema.json``."""

    id: str
    url: str | None
    outlet: str | None
    outlet_basis: str | None
    date: str | None
    date_basis: str | None
    title: str | None
    author: str | None
    language: str
    text: str | None
    sha256: str
    characters: int
    quotes: int
    agency: str | None
    schema_version: str = SCHEMA_VERSION


Row: TypeAlias = Record | ArticleRow | Rejection


def article_row(article: Article, publication: Publication, *, language: str, quotes: int) -> ArticleRow:
    """The row of an article with ``quotes`` records; UnicodeEncodeError where it holds a lone surrogate."""
    return ArticleRow(
        id=article.id,
        url=article.url,
        outlet=publication.outlet,
        outlet_basis=publication.outlet_basis,
        date=publication.date,
        date_basis=publication.date_basis,
        title=article.title,
        author=publication.author,
        language=language,
        text=article.text,
        sha256=sha256(article.text.encode()).hexdigest(),
        characters=len(article.text),
        quotes=quotes,
        agency=publication.agency,
    )


def plain(value: object) -> Json:
    """A dataclass, a tuple or a scalar as what ``json`` knows, floats rounded to :data:`DECIMALS`."""
    kind: Any = value.__class__
    if kind in _AS_THEY_ARE:
        return cast(Json, value)
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if is_dataclass(value):
        names, values = _fields(kind)
        return {
            name: one if one.__class__ in _AS_THEY_ARE else plain(one)
            for name, one in zip(names, values(value), strict=True)
        }
    raise TypeError(f"{kind.__name__} has no form in JSON")


_AS_THEY_ARE = frozenset((str, int, bool, type(None)))
"""What most fields hold: told by its class alone, as a build writes a hundred million fields."""


def line(row: Row | Json) -> str:
    """One line of JSON without its line end: sorted keys, no character that a reader takes for one."""
    return encoded(plain(row))


def encoded(row: Json) -> str:
    """The same of a row that is plain already."""
    text = _ENCODER.encode(row)
    if not text.isascii():
        for character, escape in _LINE_ENDS:
            text = text.replace(character, escape)
    return text


@cache
def _fields(of: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a dataclass's fields, and what reads their values."""
    names = tuple(field.name for field in fields(of))
    return names, attrgetter(*names) if len(names) > 1 else lambda one: tuple(getattr(one, name) for name in names)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False)

# JSON lets these stand as they are, but str.splitlines and some editors end a line at them.
_LINE_ENDS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))

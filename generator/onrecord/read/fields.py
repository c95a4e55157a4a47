"""The fields of metadata: how each is spelled, and what its value has to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from onrecord.read.dates import day
from onrecord.read.language import tag

SPELLINGS = {
    # The first spelling with a usable value counts: our own name, then the precise ones, then the vague.
    # Case, "_", "-" and blanks do not count: "datepublished" is datePublished and date_published too.
    "id": ("id", "articleid", "docid", "documentid", "storyid", "storiesid", "uuid", "guid"),
    "text": (
        *("text", "articletext", "articlebody", "bodytext", "maintext", "fulltext", "plaintext"),
        *("contenttext", "content", "body", "article", "story"),
        # not "description", "summary": words about the article
    ),
    "html": ("html", "contenthtml", "bodyhtml", "rawhtml"),  # no text, but then we say so
    "url": (
        *("url", "canonicalurl", "canonicallink", "articleurl", "weburl", "link", "permalink", "href", "uri"),
        "source",  # trafilatura: the page's address
        "sourceurl",  # newspaper: the outlet's home page sooner than the article's
    ),
    "outlet": (
        *("outlet", "outletname", "newsoutlet", "mediaoutlet", "publisher", "publication", "publicationname"),
        *("newspaper", "medianame", "source", "sourcename", "sitename"),
        *("domain", "sourcedomain", "hostname", "sourcehostname"),  # where nothing gives the name
    ),
    "date": (
        *("date", "datepublished", "published", "publishedat", "publishedon", "publisheddate", "publishdate"),
        *("datepublish", "publicationdate", "publishingdate", "pubdate", "publishtime", "publishedtime"),
        *("webpublicationdate", "dateissued", "issued", "datetime"),
        # not "created", "modified", "crawled", "seendate", "timestamp": other days than that of publication
    ),
    "title": ("title", "headline", "heading", "webtitle", "articletitle"),
    "author": ("author", "authors", "byline", "by", "creator", "writer", "reporter", "journalist"),
    "language": ("language", "lang", "languagecode", "inlanguage", "metalang", "locale"),
}
_KNOWN = frozenset(key for field in SPELLINGS if field not in ("text", "html") for key in SPELLINGS[field])

FILE = ("file", "filename", "filepath", "id")
"""The columns of a table of metadata that can name the file of a row, the best first."""

_ABSENT = {"", "nan", "nat", "none", "null", "n/a", "~"}  # what exports write for nothing
# A value can be an object that holds it: {"name": …} in JSON-LD and news APIs, {"$date": …} in MongoDB.
_INNER = ("name", "title", "main", "original", "@value", "$date", "$oid")
_VAGUE = {"uri", "source"}  # spell an address only where they hold one
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_BY = re.compile(r"by:?\s+", re.IGNORECASE)


def known(key: str) -> bool:
    """Whether a key spells a field of metadata."""
    return fold(key) in _KNOWN


@lru_cache(maxsize=4096)
def fold(key: str) -> str:
    """A key without what spellings of it differ in."""
    return key.lower().replace("_", "").replace("-", "").replace(" ", "")


def values(raw: Mapping[str, object], spellings: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    """Each spelling that has a value, in the order of ``spellings``: the key as written, and the value."""
    keys: dict[str, str] = {}
    for key in raw:
        if fold(key) not in keys or key in spellings:  # of "Date" and "date", the exact one
            keys[fold(key)] = key
    for spelling in spellings:
        if (written := keys.get(spelling)) is not None:
            value = raw[written]
            if value is not None and value == value:  # pandas writes NaN, which equals nothing, for None
                yield written, value


def inner(value: object) -> object:
    """The value itself, or the one that stands for an object: {"id": 5, "name": "The Harbour Post"}."""
    if isinstance(value, dict):
        return next((value[key] for key in _INNER if value.get(key) is not None), value)
    return value


def _string(_key: str, value: object) -> str:
    """A string without outer white space, "" where it says that there is nothing."""
    if not isinstance(value, str):
        raise ValueError("a string")
    stripped = value.strip()
    return "" if stripped.lower() in _ABSENT else stripped


def _id(key: str, value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:d}"
    try:
        return _string(key, value)
    except ValueError:
        raise ValueError("a string or a whole number") from None


def _url(key: str, value: object) -> str:
    if fold(key) in _VAGUE and not (isinstance(value, str) and _ADDRESS.fullmatch(value.strip())):
        return ""
    return _string(key, value)


def _outlet(key: str, value: object) -> str:
    name = _string(key, value)
    return "" if _ADDRESS.fullmatch(name) else name  # "source" is a name here and an address there


def _date(key: str, value: object) -> str:
    return "" if isinstance(value, str) and not _string(key, value) else day(value)


def _author(key: str, value: object) -> str:
    people = value if isinstance(value, list) else [value]
    try:
        names = [_BY.sub("", _string(key, inner(person)), count=1) for person in people if person is not None]
    except ValueError:
        raise ValueError("a string or a list of strings") from None
    return ", ".join(dict.fromkeys(name for name in names if name))


def _language(key: str, value: object) -> str:
    name = _string(key, value)
    return tag(name) if name else ""


CONVERT: dict[str, Callable[[str, object], str]] = {
    "id": _id,
    "url": _url,
    "outlet": _outlet,
    "date": _date,
    "title": _string,
    "author": _author,
    "language": _language,
}
"""Key and value of a field to a string, "" where it says nothing; ValueError says what was expected."""

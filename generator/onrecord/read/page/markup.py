"""What the markup of a page says of its article: JSON-LD, OpenGraph, meta tags, elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.model import Claim
from onrecord.read.language import tag
from onrecord.read.page.address import canonical
from onrecord.read.page.linked_data import LinkedData, read_linked_data
from onrecord.read.page.tree import children, first, select

if TYPE_CHECKING:
    from resiliparse.parse.html import ElementNode, HTMLTree

_DATES = """
    datepublished date.published date_published published published_date published_time article.published
    article:published article_published_time og:article:published_time og:published_time og:pubdate
    pubdate pub_date publishdate publish_date publish-date publication_date publicationdate publicationtime
    date dc.date dc.date.issued dc.issued dc.date.created dcterms.date dcterms.issued dcterms.created
    parsely-pub-date sailthru.date citation_publication_date citation_online_date prism.publicationdate
    cxenseparse:recs:publishtime cxenseparse:publishtime originalpublicationdate article_date_original bt:pubdate
    ptime displaydate rnews:datepublished firstpublished first_publish_date shareaholic:article_published_time
    vr:published_time iso-8601-publish-date
""".split()
"""Names of meta tags that hold the date of publication; not "last-modified", "revised", "article:modified_time"."""
_OUTLETS = """
    og_site_name application-name publisher dc.publisher dcterms.publisher citation_journal_title parsely-site
    apple-mobile-web-app-title al:iphone:app_name al:ios:app_name al:android:app_name twitter:app:name:iphone
    cre copyright
""".split()
_AUTHORS = """
    author parsely-author sailthru.author article:author_name dc.creator byl citation_author article:author
""".split()
_SUMMARIES = ["og:description", "description", "twitter:description"]
_LANGUAGES = ("og:locale", "content-language", "language", "dc.language")
_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_STRAY = 100
_LONGEST_BYLINE = 60
_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+|\s*\|\s*")
_IN_UTC = re.compile(r"(?:Z|[+-]00:?00)$")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|@\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """What the markup of a page says: of url, title, author and language in ``said``, of the rest as claims."""

    said: dict[str, str]
    claims: tuple[Claim, ...]
    titles: tuple[str, ...]
    """What the page calls the article: headlines in JSON-LD, OpenGraph and elements."""
    summaries: tuple[str, ...]
    """What the page says that the article is about."""


def read_markup(tree: HTMLTree, url: str | None) -> Markup:
    """What a page that was found at ``url`` says of its article."""
    metas = _metas(tree)
    link = _attribute(tree, "link[rel~=canonical]", "href") or _first(metas, ["og:url"])
    address = url or link
    linked = read_linked_data(_scripts(tree), canonical(link) or canonical(url), _first(metas, ["og:title"]))
    claims = [Claim("date", "json-ld", one) for one in linked.published]
    claims += [Claim("outlet", "json-ld", one) for one in linked.outlets]
    claims += [Claim("date", "open-graph", one) for one in _all(metas, ["article:published_time"])]
    claims += [Claim("outlet", "open-graph", one) for one in _all(metas, ["og:site_name"])]
    claims += [Claim("date", "meta-tag", one) for one in _all(metas, _DATES)]
    claims += [Claim("outlet", "meta-tag", one) for one in _all(metas, _OUTLETS) if not _ADDRESS.search(one)]
    if not any(claim.field == "date" and not _IN_UTC.search(claim.value) for claim in claims):
        claims += [
            Claim("date", "time-element", one) for one in _times(tree)
        ]  # or the same moment on the outlet's clock
    authors = [one for one in linked.authors or _all(metas, _AUTHORS) if not _ADDRESS.search(one)]
    if not authors and (byline := _text(tree, "[itemprop=author] [itemprop=name], [itemprop=author], a[rel=author]")):
        authors = [byline] if len(byline) <= _LONGEST_BYLINE else []
    heading, whole = _text(tree, "h1"), _text(tree, "title")
    named = linked.headline or _first(metas, ["og:title", "twitter:title"])
    title, tail = _split(whole, (named, heading))
    claims += [Claim("outlet", "title", tail)] if tail else []
    titles = [
        named,
        *_all(metas, ["og:title", "twitter:title"]),
        *([heading] if heading == title else []),
        title,
        heading,
    ]
    said = {
        "url": address,
        "title": next(filter(None, titles), ""),
        "author": ", ".join(dict.fromkeys(_BY.sub("", one) for one in authors)),
        "language": _language(tree, metas, linked),
    }
    return Markup(
        said={key: value for key, value in said.items() if value},
        claims=tuple(dict.fromkeys(claims)),
        titles=tuple(dict.fromkeys(filter(None, titles))),
        summaries=tuple(dict.fromkeys((*linked.summaries, *_all(metas, _SUMMARIES)))),
    )


def _metas(tree: HTMLTree) -> dict[str, list[str]]:
    """The values of the meta tags of a page's head, and of those with microdata in its body, by name in lower case."""
    found: dict[str, list[str]] = {}
    for element in chain(children(tree.head), _stray(tree)):
        content = element.getattr("content") if element.tag == "meta" else None
        for key in ("property", "name", "itemprop", "http-equiv") if content else ():
            if name := element.getattr(key):
                found.setdefault(name.strip().lower(), []).append(_clean(content))
    return found


def _stray(tree: HTMLTree) -> Iterator[ElementNode]:
    """Meta tags outside the head: those of microdata, and all where something closed the head before its end."""
    if first(tree, 'head > meta[property="og:title"]') is None and first(tree, 'meta[property="og:title"]') is not None:
        yield from select(tree, "body meta[property], body meta[name]")[:_STRAY]
    yield from select(tree, "body meta[itemprop=datePublished]")[:1]


def _split(whole: str, headlines: tuple[str, ...]) -> tuple[str, str]:
    """The title of a page apart from the name of the site after it: "Ferry sails | The Canal News"."""
    for headline in headlines:
        if headline and whole.startswith(headline):
            return headline, _SEPARATOR.sub("", whole[len(headline) :], count=1)
    parts = _SEPARATOR.split(whole)
    return (_SEPARATOR.sub("", whole.removesuffix(parts[-1])), parts[-1]) if len(parts) > 1 else (whole, "")


def _text(tree: HTMLTree, selector: str) -> str:
    element = first(tree, selector)
    return _clean(element.text) if element is not None else ""


def _all(metas: dict[str, list[str]], names: list[str]) -> Iterator[str]:
    return (value for name in names for value in metas.get(name, ()))


def _first(metas: dict[str, list[str]], names: list[str]) -> str:
    return next(_all(metas, names), "")


def _scripts(tree: HTMLTree) -> Iterator[str]:
    return (element.text or "" for element in select(tree, 'script[type*="ld+json"]'))


def _attribute(tree: HTMLTree, selector: str, name: str) -> str:
    element = first(tree, selector)
    return _clean(element.getattr(name)) if element is not None else ""


def _times(tree: HTMLTree) -> Iterator[str]:
    """The dates of time elements, those that say that they are of publication first; of updates, none."""
    others = []
    for element in select(tree, "time[datetime], [itemprop=datePublished]"):
        value = _clean(element.getattr("datetime") or element.getattr("content") or element.text)
        said = " ".join(filter(None, (element.getattr(key) for key in ("itemprop", "class", "id", "pubdate")))).lower()
        if element.hasattr("pubdate") or "publish" in said or "pubdate" in said:
            yield value
        elif "updat" not in said and "modif" not in said:
            others.append(value)
    yield from others[:1]


def _language(tree: HTMLTree, metas: dict[str, list[str]], linked: LinkedData) -> str:
    element = first(tree, "html")
    declared = element.getattr("lang") or element.getattr("xml:lang") if element is not None else None
    for value in (declared, linked.language, *_all(metas, list(_LANGUAGES))):
        try:
            return tag(_clean(value).partition(",")[0]) if value else ""
        except ValueError:
            continue
    return ""


def _clean(value: str | None) -> str:
    """A value without entities that were escaped twice, and with single spaces."""
    return " ".join(unescape(value or "").split())

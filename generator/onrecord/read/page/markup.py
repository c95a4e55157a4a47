"""What the markup of a page says of its article: JSON-LD, OpenGraph, meta tags, elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.model import Claim
from onrecord.read.language import tag
from onrecord.read.page.address import canonical
from onrecord.read.page.linked_data import LinkedData, read_linked_data

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

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
_TITLES = ["og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title"]
_SUMMARIES = ["og:description", "description", "twitter:description"]
_LANGUAGES = ("og:locale", "content-language", "language", "dc.language")
_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_ROLE = re.compile(r",\s+[a-z].*")
"""What a byline says of its author: "Anna Lee, science correspondent"."""
_MOST = 3000
"""How many elements are looked at for meta tags."""
_LONGEST_BYLINE = 60
_LONGEST_TITLE = 2000
_MOST_WORDS = 6
"""The longest name of a site at the end of a title, where nothing says that the headline ends before it."""
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»-]|::)\s+|\s*\|\s*|\s*:\s+(?=\Z)|(?<=\A):\s+")
_OF_UPDATES = re.compile("updat|modif")
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
    body: str = ""
    """The words of the article as JSON-LD has them."""


def read_markup(tree: LexborHTMLParser, url: str | None) -> Markup:
    """What a page that was found at ``url`` says of its article."""
    metas = _metas(tree)
    link = _attribute(tree, "link[rel~=canonical]", "href") or _first(metas, ["og:url"])
    address = url or link
    scripts = (one.text() for one in tree.css('script[type*="ld+json" i]'))
    linked = read_linked_data(scripts, canonical(link) or canonical(url), _first(metas, ["og:title"]))
    claims = [Claim("date", "json-ld", one) for one in linked.published]
    claims += [Claim("outlet", "json-ld", one) for one in linked.outlets]
    claims += [Claim("date", "open-graph", one) for one in _all(metas, ["article:published_time"])]
    claims += [Claim("outlet", "open-graph", one) for one in _all(metas, ["og:site_name"])]
    claims += [Claim("date", "meta-tag", one) for one in _all(metas, _DATES)]
    claims += [Claim("outlet", "meta-tag", one) for one in _all(metas, _OUTLETS) if not _ADDRESS.search(one)]
    if not any(claim.field == "date" for claim in claims):
        claims += [Claim("date", "time-element", one) for one in _values(tree, "datePublished")]
    if not any(claim.field == "outlet" for claim in claims):
        claims += [Claim("outlet", "meta-tag", one) for one in _values(tree, "publisher") if not _ADDRESS.search(one)]
    if not any(claim.field == "date" and not _IN_UTC.search(claim.value) for claim in claims):
        # or the same moment on the outlet's clock
        claims += [Claim("date", "time-element", one) for one in _times(tree)]
    authors = [one for one in linked.authors or _all(metas, _AUTHORS) if not _ADDRESS.search(one)]
    if not authors:
        bylines = (*_values(tree, "author"), _text(tree, "a[rel=author]"))
        authors = [one for one in bylines if one and len(one) <= _LONGEST_BYLINE][:1]
    heading, whole = _text(tree, "h1"), _text(tree, "title")
    named = linked.headline or _first(metas, _TITLES) or next(_values(tree, "headline"), "")
    title, site = _split(whole, (named, *_all(metas, _TITLES), heading))
    claims += [Claim("outlet", "title", one) for one in site]
    titles = [
        named,
        *_all(metas, _TITLES),
        *([heading] if heading == title else []),
        title,
        heading,
    ]
    said = {
        "url": address,
        "title": next(filter(None, titles), ""),
        "author": ", ".join(dict.fromkeys(_ROLE.sub("", _BY.sub("", one)) for one in authors)),
        "language": _language(tree, metas, linked),
    }
    return Markup(
        said={key: value for key, value in said.items() if value},
        claims=tuple(dict.fromkeys(claims)),
        titles=tuple(dict.fromkeys(filter(None, titles))),
        summaries=tuple(dict.fromkeys((*linked.summaries, *_all(metas, _SUMMARIES)))),
        body=linked.body,
    )


def _metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    """The values, as they stand, of the meta tags of a page's head, and of those in its body where something closed the
    head early.
    """
    found: dict[str, list[str]] = {}
    _add(found, tree.head.css("head > meta") if tree.head is not None else [])
    if "og:title" not in found:
        stray = tree.css_first('body meta[property="og:title"]')
        _add(found, [one for one in _siblings(stray) if one.tag == "meta"])
    return found


def _add(found: dict[str, list[str]], metas: list[LexborNode]) -> None:
    for element in metas[:_MOST]:
        get = element.attributes.get
        if (content := get("content")) and (
            name := get("property") or get("name") or get("itemprop") or get("http-equiv")
        ):
            found.setdefault(name.strip().lower(), []).append(content)


def _siblings(element: LexborNode | None) -> Iterator[LexborNode]:
    """An element and those that stand beside it."""
    parent = element.parent if element is not None else None
    return islice(parent.iter(), _MOST) if parent is not None else iter(())


def _values(tree: LexborHTMLParser, property: str) -> Iterator[str]:
    """What microdata or RDFa in the page's elements says of the article, the first value at most."""
    for key in ("itemprop", "property"):
        for selector in (f'body [{key}="{property}"] [{key}="name"]', f'body [{key}="{property}"]'):
            element = tree.css_first(selector)
            if element is not None and (value := _value(element)):
                yield value
                return


def _value(element: LexborNode) -> str:
    said = next(filter(None, map(element.attributes.get, ("content", "datetime", "title"))), None)
    return _clean(said or element.text())


def _split(whole: str, headlines: Iterable[str]) -> tuple[str, list[str]]:
    """The title of a page apart from the names after it or before it, that of the site first.

    "Ferry sails | News | The Canal News", "Canal Notes: Ferry sails"; without a headline to go by, only what can be a
    name is one.
    """
    if len(whole) > _LONGEST_TITLE:
        return whole, []
    for headline in filter(None, headlines):
        if whole == headline:
            return headline, []
        if whole.startswith(headline):
            site = whole[len(headline) :]
        elif whole.endswith(headline):
            site = whole[: -len(headline)]
        else:
            continue
        parts = [part.strip() for part in _SEPARATOR.split(site)]
        if len(parts) > 1 and not (parts[0] and parts[-1]):  # the headline ends where a separator stands
            return headline, [part for part in reversed(parts) if part]
    parts = _SEPARATOR.split(whole)
    name = parts[-1]
    if len(parts) == 1 or not name or name[0].islower() or len(name.split()) > _MOST_WORDS:
        return whole, []
    return _SEPARATOR.sub("", whole.removesuffix(name)), [name]


def _text(tree: LexborHTMLParser, selector: str) -> str:
    element = tree.css_first(selector)
    return _clean(element.text()) if element is not None else ""


def _all(metas: dict[str, list[str]], names: list[str]) -> Iterator[str]:
    return (_clean(value) for name in names for value in metas.get(name, ()))


def _first(metas: dict[str, list[str]], names: list[str]) -> str:
    return next(_all(metas, names), "")


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    element = tree.css_first(selector)
    return _clean(element.attributes.get(name)) if element is not None else ""


def _times(tree: LexborHTMLParser) -> Iterator[str]:
    """The dates of time elements, that which says that it is of publication first; of updates, none."""
    elements = [(element, element.attributes) for element in tree.css("time, abbr")[:_MOST]]
    times = [(element, said) for element, said in elements if element.tag == "time"]
    first = (
        (element for element, said in times if "pubdate" in said),
        (element for element, said in times if _is_of_publication(said)),
        (
            element
            for element, said in elements
            if element.tag == "abbr" and "title" in said and "publish" in _name(said, "class")
        ),
        (element for element, said in times if "datetime" in said and not _is_of_update(said)),
    )
    for element in (next(one, None) for one in first):
        if element is not None and (value := _value(element)):
            yield value


def _is_of_publication(attributes: dict[str, str | None]) -> bool:
    name = _name(attributes, "class")
    return "publish" in name or "pubdate" in name or "publish" in _name(attributes, "id")


def _is_of_update(attributes: dict[str, str | None]) -> bool:
    said = attributes.get("itemprop") in ("dateModified", "dateUpdated")
    return said or any(_OF_UPDATES.search(_name(attributes, key)) for key in ("class", "id"))


def _name(attributes: dict[str, str | None], key: str) -> str:
    return attributes.get(key) or ""


def _language(tree: LexborHTMLParser, metas: dict[str, list[str]], linked: LinkedData) -> str:
    element = tree.root
    declared = element.attributes.get("lang") or element.attributes.get("xml:lang") if element is not None else None
    for value in (declared, linked.language, *_all(metas, list(_LANGUAGES))):
        try:
            if value:
                return tag(_clean(value).partition(",")[0])
        except ValueError:
            continue
    return ""


def _clean(value: str | None) -> str:
    """A value without entities that were escaped twice, and with single spaces."""
    return " ".join(unescape(value or "").split())

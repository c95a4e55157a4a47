"""JSON-LD: what a page says of its article in schema.org's terms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any, TypeAlias

from onrecord.read.page.address import canonical

Node: TypeAlias = dict[str, Any]

_ARTICLES = re.compile(r"(?:\w*(?:Article|BlogPosting|Posting|Report|Review|Interview))|Claim", re.ASCII)
_PAGES = frozenset("WebPage ItemPage QAPage FAQPage CollectionPage".split())
_OTHERS = frozenset("VideoObject AudioObject PodcastEpisode".split())
"""What a page without an article may be about; beside an article it is a part, with a date of its own."""
_ORGANIZATIONS = frozenset("Organization NewsMediaOrganization Corporation Periodical Newspaper WebSite".split())
_OPENING = re.compile(r"\s*(?:(?:<!--|(?://)?\s*<!\[CDATA\[|/\*[^*]*\*/)\s*)*", re.DOTALL)
"""What stands before the data; what stands after it is not read."""
_ELSEWHERE = frozenset("itemListElement liveBlogUpdate comment mentions relatedLink significantLink citation".split())
"""Keys of what stands on other pages, or within an article with dates of its own."""
_STRAY_COMMA = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|(?P<comma>,)(?=\s*[}\]])', re.DOTALL)
_BEGINS = re.compile(r'\s*[\[{]\s*["\[{]')
_LONGEST = 1 << 18
"""A longer script with a mistake in it is a program's data, not a description."""
_DECODER = json.JSONDecoder(strict=False)
_BETWEEN = re.compile(r"[\s,;]*")
_TAG = re.compile(r"<[^<>]{1,200}>")
_LINE_END = re.compile(r"\n|</(?:p|h\d|li)\s*>|<br\s*/?>", re.IGNORECASE)
_MOST = 2000
"""How many objects of a page are looked at."""
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What JSON-LD says of the article; the best first, empty where it says nothing."""

    headline: str = ""
    published: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str = ""
    summaries: tuple[str, ...] = ()
    body: str = ""
    """The words of the article, as they stand."""


def read_linked_data(scripts: Iterable[str], address: str | None, title: str) -> LinkedData:
    """What the scripts say of the article at ``address`` (as canonical has it) or with the ``title``."""
    nodes: list[Node] = []
    for script in scripts:
        _add_nodes(_parsed(script), 0, nodes)
    named: dict[str, Node] = {}
    for node in nodes:
        id = node.get("@id")
        if isinstance(id, str) and len(node) > len(named.get(id, ())):
            named[id] = node
    typed = [(node, _types(node)) for node in nodes if "@type" in node]
    articles = [node for node, types in typed if any(map(_is_article, types))]
    pages = [node for node, types in typed if not _PAGES.isdisjoint(types)]
    article = next((one for one in articles if address in _addresses(one)), None)
    article = article or next((one for one in articles if title and _words(one.get("headline")) == title), None)
    article = article or next(iter(articles), None)
    others = [node for node, types in typed if article is None and not _OTHERS.isdisjoint(types)]
    about = [*filter(None, (article,)), *pages, *others]
    return LinkedData(
        headline=next(_said(about[:1], "headline"), ""),
        published=tuple(_said(about, "datePublished")) or tuple(_said(about, "dateCreated")),
        outlets=tuple(filter(None, dict.fromkeys(_outlets(about, typed, named)))),
        authors=tuple(dict.fromkeys(_authors(about[:1], named))),
        language=next(_said(about, "inLanguage"), ""),
        summaries=tuple(_said(about[:1], "description")),
        body=_body(article),
    )


def split_body(words: str) -> list[str]:
    """The paragraphs of an article, as far as its lines keep them apart."""
    return list(filter(None, map(_words, _LINE_END.split(words))))


def _body(article: Node | None) -> str:
    words = article.get("articleBody") if article else None
    return words if isinstance(words, str) else ""


def _parsed(script: str) -> list[object]:
    """The values of a script, as lenient as search engines are: up to what is none."""
    opening = _OPENING.match(script)
    words = script[opening.end() :] if opening else script
    found = _values(words)
    if found or len(words) > _LONGEST or not _BEGINS.match(words):
        return found
    return _values(_STRAY_COMMA.sub(lambda match: "" if match["comma"] else match[0], words))


def _values(words: str) -> list[object]:
    """The values that stand one after the other."""
    found: list[object] = []
    place = 0
    while place < len(words) and len(found) < _MOST:
        try:
            value, place = _DECODER.raw_decode(words, place)
        except (ValueError, RecursionError):
            break
        found.append(value)
        between = _BETWEEN.match(words, place)
        place = between.end() if between else place
    return found


def _add_nodes(value: object, depth: int, nodes: list[Node]) -> None:
    """Add every object of a value, the outer before what it holds, up to so many as are looked at."""
    if depth > _DEEPEST or len(nodes) >= _MOST:
        return
    if isinstance(value, dict):
        nodes.append(value)
        for key, inner in value.items():
            if isinstance(inner, dict | list) and key not in _ELSEWHERE:
                _add_nodes(inner, depth + 1, nodes)
    elif isinstance(value, list):
        for inner in value[:_MOST]:
            _add_nodes(inner, depth + 1, nodes)


def _types(node: Node) -> list[str]:
    types = node["@type"]
    listed = types if isinstance(types, list) else [types]
    return [str(one).rpartition("/")[2].rpartition(":")[2] for one in listed]


@lru_cache(maxsize=256)
def _is_article(type: str) -> bool:
    return _ARTICLES.fullmatch(type) is not None


def _addresses(node: Node) -> set[str | None]:
    """The addresses that a node says are its own."""
    page = node.get("mainEntityOfPage")
    own = [node.get("url"), node.get("@id"), page, page.get("@id") if isinstance(page, dict) else None]
    return {canonical(one) for one in own if isinstance(one, str)} - {None}


def _said(nodes: Iterable[Node], key: str) -> Iterator[str]:
    for node in nodes:
        value = node.get(key)
        for one in value if isinstance(value, list) else [value]:
            if words := _words(one):
                yield words


def _outlets(about: list[Node], typed: list[tuple[Node, list[str]]], named: dict[str, Node]) -> Iterator[str]:
    """The names of the publishers, then of what the article is part of, then of the site."""
    for key in ("publisher", "sourceOrganization", "isPartOf"):
        for node in about:
            value = node.get(key)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str):
                    yield _words(named.get(one, {}).get("name")) if one in named else _words(one)
                yield from _said(_linked(one, named), "name")
    for node, types in typed:
        if not _ORGANIZATIONS.isdisjoint(types) and "name" in node and ("logo" in node or "url" in node):
            yield _words(node["name"])


def _authors(about: list[Node], named: dict[str, Node]) -> Iterator[str]:
    for node in about:
        for key in ("author", "creator"):
            value = node.get(key)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str):
                    yield _words(one)
                for person in _linked(one, named):
                    names = person.get("name")
                    yield from filter(None, map(_words, names if isinstance(names, list) else [names]))


def _linked(value: object, named: dict[str, Node]) -> Iterator[Node]:
    """The objects that a value is, or, where they say no name themselves, those that have their @id."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one if "name" in one else named.get(str(one.get("@id")), one)


def _words(value: object) -> str:
    """A string on one line without markup; "" for what is none."""
    return " ".join(_TAG.sub("", unescape(value)).split()) if isinstance(value, str) else ""

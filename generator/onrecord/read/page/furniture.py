"""What stands on a page beside its article, and is taken out of the tree before the article is looked for.

An element goes by what it is or by what its class, id or role calls it, where it does not hold much of the page: "has
newsletter" may be said of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ELEMENTS = """
    script style template noscript iframe object embed svg canvas audio video map dialog
    nav aside form button select input textarea label menu fieldset
    figure figcaption picture img
"""
"""Elements that hold no sentence of an article. Not header and footer, which articles have of their own."""

_MARKED = {
    "navigation": """
        navigation breadcrumb breadcrumbs menu-item site-header site-footer page-footer skip-link pagination
    """,
    "captions and credits": """
        caption captions image-caption imagecaption photo-credit image-credit photo-by image-source
    """,
    "related": """
        related related-content related-articles recommended recommendations read-more readmore also-read most-read
        mostread most-popular more-from more-on more-stories trending outbrain taboola up-next next-article top-stories
        latest-news story-links promo in-this-article tag-list article-tags topics-list
    """,
    "newsletters and donations": """
        newsletter newsletters subscribe subscription signup sign-up donate donation regwall piano-offer login-form
        support-us call-to-action inline-cta app-download
    """,
    "comments": "comment comments show-comments disqus viafoura coral-talk",
    "cookies": "cookie cookies consent gdpr onetrust didomi",
    "sharing": """
        share-bar share-tools share-buttons sharing social-share social-links social-media sharedaddy addtoany
    """,
    "embedded posts": """
        twitter-tweet twitter-video instagram-media fb-post fb-video tiktok-embed bluesky-embed telegram-post
        reddit-card reddit-embed embed-youtube wp-block-embed
    """,
    "advertising": """
        advert advertisement ad-slot ad-container ad-wrapper adsbygoogle sponsored-content commercial-unit
    """,
    "author boxes": "author-bio author-box author-info about-author about-the-author authorbio contributor-bio",
    "spoken versions": "audio-player listen-to text-to-speech tts-player",
    "hidden": "visually-hidden visuallyhidden sr-only screen-reader-text",
}
"""Words of a class or an id. Not "gallery" or "paywall", which name what holds an article more often than not."""
_WORDS = frozenset(word for words in _MARKED.values() for word in words.split())
_ATTRIBUTES = {
    "aria-hidden": "true",
    "hidden": None,
    "role": "navigation complementary dialog banner search contentinfo alert menu",
    "itemprop": "comment",
}
"""Attributes that say it, and their values; None for any."""
_DATA = ("data-component", "data-testid", "data-module")
"""Attributes that name an element as a class does."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LONGEST = 60
"""Longer ids are made of headlines."""
_PARTS = 3

_RELATED = re.compile(
    r"\s*(?:(?:read |see |hear )?more(?: (?:from|on|in|about|stories|news|like this)\b.{0,40})?|related\b.{0,30}|"
    r"recommended\b.{0,30}|most (?:read|popular|viewed)\b.{0,30}|(?:also|further) read(?:ing)?|read (?:next|also)|"
    r"trending\b.{0,20}|latest(?: news| stories| from\b.{0,40})?|top stories|popular|editor['’]s? (?:picks?|choice)|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|don['’]t miss|up next|in this (?:article|story))\s*:?\s*",
    re.IGNORECASE,
)
"""A heading over links to other articles."""

_MUCH = 0.3
"""The share of the page's letters from which an element is sooner the article than beside it."""
_ARTICLE_PARTS = frozenset(("html", "body", "main", "article", "h1"))


def remove_furniture(page: HtmlElement) -> None:
    """Take out of a page what is not its article. What an article embeds of a post is no text of its own."""
    body = page.find("body")
    if body is None:
        return
    for element in list(body.iter(*_ELEMENTS.split())):
        _remove(element)
    much = _MUCH * len(body.text_content())
    for element in list(body.iter(etree.Element)):
        beside = any(map(_is_named, _names(element))) or any(_says(element, *one) for one in _ATTRIBUTES.items())
        if beside and element.tag not in _ARTICLE_PARTS and not _holds(element, much):
            _remove(element)
    for element in list(_lists_of_links(body, much)):
        _remove(element)


def _lists_of_links(body: HtmlElement, much: float) -> Iterator[HtmlElement]:
    """What a heading such as "More from the Post" stands over, as far as it is made of links."""
    for heading in body.iter("h2", "h3", "h4", "h5", "h6", "p", "strong", "b", "span", "div"):
        if not _RELATED.fullmatch(heading.text or ""):
            continue
        found = None
        for around in heading.iterancestors():
            if _holds(around, much) or not _is_linked(around):
                break
            found = around
        if found is not None:
            yield found


def _is_linked(element: HtmlElement) -> bool:
    """Whether at least half of its letters lead elsewhere."""
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return 2 * linked >= len(element.text_content().strip()) > 0


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _names(element: HtmlElement) -> Iterator[str]:
    get = element.attrib.get
    if name := get("class"):
        yield name
    if (name := get("id")) and len(name) <= _LONGEST:
        yield name
    for key in _DATA:
        if name := get(key):
            yield name


def _says(element: HtmlElement, key: str, values: str | None) -> bool:
    value = element.attrib.get(key)
    return value is not None and (values is None or value in values.split())


@lru_cache(maxsize=1 << 14)
def _is_named(names: str) -> bool:
    """Whether one of the classes says so: "imageCaption", "c-newsletter__form"; not "promoted-dune"."""
    for name in names.split():
        parts = [part.lower() for part in _WORD.findall(name)]
        ends = range(1, len(parts) + 1)
        if any("-".join(parts[max(0, end - size) : end]) in _WORDS for end in ends for size in range(1, _PARTS + 1)):
            return True
    return False


def _holds(element: HtmlElement, much: float) -> bool:
    """Whether an element holds the headline, or much of the page."""
    return len(element.text_content()) > much or element.find(".//h1") is not None

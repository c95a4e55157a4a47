"""What stands on a page beside its article, and is taken out of the tree before the article is looked for.

An element goes by what it is or by what its class, id or role calls it, where it does not hold much of the page: "has
newsletter" may be said of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ELEMENTS = """
    script style template noscript iframe object embed svg canvas audio video map dialog
    nav aside form button select input textarea label menu fieldset
    figure figcaption picture img
    amp-ad amp-sidebar amp-consent amp-social-share amp-user-notification amp-list amp-next-page amp-carousel
    amp-twitter amp-instagram amp-facebook amp-youtube amp-iframe amp-video amp-img amp-embed amp-lightbox
""".split()
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
        support-us call-to-action cta app-download paywall-barrier
    """,
    "comments": "comment comments show-comments disqus viafoura coral-talk",
    "cookies": "cookie cookies consent gdpr onetrust didomi",
    "sharing": """
        share-bar share-tools share-buttons sharing social-share social-links social-media sharedaddy addtoany
    """,
    "embedded posts": """
        twitter-tweet twitter-video instagram-media fb-post fb-video tiktok-embed bluesky-embed telegram-post
        reddit-card reddit-embed embed-youtube wp-block-embed wp-embedded-content
    """,
    "advertising": """
        advert advertisement ad-slot ad-container ad-wrapper adsbygoogle sponsored-content commercial-unit
    """,
    "author boxes": "author-bio author-box author-info about-author about-the-author authorbio contributor-bio",
    "bylines": """
        byline bylines byline-block story-meta article-meta entry-meta post-meta article-info publish-info
        posted-on reading-time read-time
    """,
    "spoken versions": "audio-player audio-module listen-to text-to-speech tts-player",
    "hidden": "visually-hidden visuallyhidden sr-only screen-reader-text",
}
"""Words of a class or an id. Not "gallery" or "paywall", which name what holds an article more often than not."""
_WORDS = frozenset(word for words in _MARKED.values() for word in words.split())
_WITHOUT_BYLINES = _WORDS - frozenset(_MARKED["bylines"].split())
_ATTRIBUTES: dict[str, list[str] | None] = {
    "aria-hidden": ["true"],
    "hidden": None,
    "role": "navigation complementary dialog banner search contentinfo alert menu".split(),
    "itemprop": ["comment"],
}
"""Attributes that say it, and their values; None for any."""
_NAMING = ("class", "id", "data-component", "data-testid", "data-module")
"""Attributes that name an element."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LONGEST = 60
"""Longer ids are made of headlines."""
_LONGEST_CLASS = 1000
_PARTS = 3

_RELATED = re.compile(
    r"\s*(?:(?:read |see |hear )?more(?: (?:from|on|in|about|stories|news|like this)\b.{0,40})?|related\b.{0,30}|"
    r"recommended\b.{0,30}|most (?:read|popular|viewed)\b.{0,30}|(?:also|further) read(?:ing)?|read (?:next|also)|"
    r"trending\b.{0,20}|latest(?: news| stories| from\b.{0,40})?|top stories|popular|editor['’]s? (?:picks?|choice)|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|don['’]t miss|up next|in this (?:article|story))"
    r"\s*+(?::\s*+)?",
    re.IGNORECASE,
)
"""A heading over links to other articles."""

_PULLED = frozenset(("pullquote", "pullquotes", "pull-quote", "pull-quotes"))
"""Words of what repeats a sentence of the article in large letters, unless it stands only there."""
_STANDFIRST = frozenset(
    """
    standfirst strapline subtitle sub-title subheadline sub-headline subhead dek deck synopsis leadtext lead-text
    article-summary entry-subtitle article-lead article-intro summary
    """.split()
)
"""Words of the summary under a headline; of other parts of a page, too, so the headline tells."""
_BODIES = re.compile(
    r"(?:entry|article|art|page|story|post)[-_]?(?:content|body|text|entry)|postContent|article__content", re.IGNORECASE
)
"""Classes of what holds all of an article, or, where there are several, a part of it."""

_MUCH = 0.3
"""The share of the page's letters from which an element is sooner the article than beside it."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "p", "strong", "b", "span", "div")
_EMPHASIS = frozenset(("a", "b", "strong", "u"))
_LONGEST_CARD = 400
"""How much may stand under a heading that leads to another article."""
_LONGEST_SUMMARY = 600
_MOST_HEADINGS, _MOST_AROUND, _MOST_PULLED = 50, 20, 20
"""How many are looked at: each look may read all of the page."""
_ARTICLE_PARTS = frozenset(("html", "body", "main", "article", "h1"))


def remove_furniture(page: HtmlElement, *, bylines: bool = True) -> None:
    """Take out of a page what is not its article. What an article embeds of a post is no text of its own."""
    body = page.find("body")
    if body is None:
        return
    for element in list(body.iter(*ELEMENTS)):
        _remove(element)
    much = _MUCH * len(body.text_content())
    for element in list(body.iter(etree.Element)):
        for key in ("class", "id"):
            if len(element.get(key, "")) > _LONGEST_CLASS:
                del element.attrib[key]
        beside = element.tag not in _ARTICLE_PARTS and named_for_furniture(element.attrib, bylines=bylines)
        if beside and not _holds(element, much):
            _remove(element)
    for element in list(_lists_of_links(body, much)):
        _remove(element)
    for element in list(body.iter("p")):
        if _is_reference(element):
            _remove(element)
    _remove_repeats(body)


def named_for_furniture(attributes: Mapping[str, str | None], *, bylines: bool = True) -> bool:
    """Whether the attributes of an element say that it stands beside an article; a byline does, unless all else that
    tells the date is missing.
    """
    words = _WORDS if bylines else _WITHOUT_BYLINES
    for key, value in attributes.items():
        if key in _NAMING:
            if value and (key != "id" or len(value) <= _LONGEST) and _is_named(value, words):
                return True
        elif key in _ATTRIBUTES and ((values := _ATTRIBUTES[key]) is None or value in values):
            return True
    return False


def standfirst(page: HtmlElement) -> list[str]:
    """The summary that a page marks as one, between its headline and its article: a line, or a list of some."""
    found: HtmlElement | None = None
    headed = False
    for element in page.iter(etree.Element):
        headed = headed or element.tag == "h1"
        named = headed and element.tag not in _ARTICLE_PARTS and _is_summary(element)
        if named and 0 < len(element.text_content()) <= _LONGEST_SUMMARY:
            found = element
            break
    if found is None:
        return []
    parts = [part for part in found.iter("p", "li") if part.find(".//p") is None] or [found]
    return [words for part in parts if (words := " ".join(part.text_content().split()))]


def join_bodies(page: HtmlElement) -> None:
    """Where several elements are called the body of the article, let none be: each would be taken for all of it."""
    named: dict[str, list[HtmlElement]] = {}
    for element in page.iter("div", "section", "article"):
        name = element.get("class")
        if name and _BODIES.search(name):
            named.setdefault(name, []).append(element)
    for elements in named.values():
        if len(elements) > 1:
            for element in elements:
                del element.attrib["class"]


def _is_summary(element: HtmlElement) -> bool:
    if element.get("itemprop") == "description" and element.tag in ("p", "h2", "h3"):
        return True
    return any(_is_named(name, _STANDFIRST) for name in (*_names(element.attrib), *_data_names(element)))


def _data_names(element: HtmlElement) -> Iterator[str]:
    """Values of data attributes that may name an element, whatever they are called."""
    for key, value in element.attrib.items():
        if key.startswith("data-") and len(value) <= _LONGEST:
            yield value


def _is_reference(paragraph: HtmlElement) -> bool:
    """Whether a paragraph is a link, with a label in bold letters or a bar beside it at most."""
    if paragraph.getparent() is None or paragraph.find(".//a") is None:
        return False
    letters = sum(map(str.isalnum, paragraph.text_content()))
    told = [one for one in paragraph.iterdescendants(*_EMPHASIS) if not _within(one, paragraph)]
    return sum(sum(map(str.isalnum, one.text_content())) for one in told) == letters > 0 and _is_linked(paragraph)


def _within(element: HtmlElement, paragraph: HtmlElement) -> bool:
    """Whether an element stands in another of emphasis."""
    for around in element.iterancestors():
        if around is paragraph:
            return False
        if around.tag in _EMPHASIS:
            return True
    return False


def _remove_repeats(body: HtmlElement) -> None:
    pulled = [one for one in body.iter("div", "blockquote", "section", "p") if _is_pulled(one)][:_MOST_PULLED]
    if pulled:
        whole = _letters(body.text_content())
        for element in pulled:
            words = _letters(element.text_content())
            if words and whole.count(words) > 1:
                _remove(element)


def _is_pulled(element: HtmlElement) -> bool:
    return any(_is_named(name, _PULLED) for name in _names(element.attrib))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def _lists_of_links(body: HtmlElement, much: float) -> Iterator[HtmlElement]:
    """What a heading such as "More from the Post" stands over, as far as it is made of links."""
    headings = (one for one in body.iter(*_HEADINGS) if one.text and _RELATED.fullmatch(one.text))
    for heading in islice(headings, _MOST_HEADINGS):
        found = None
        for around in islice(heading.iterancestors(), _MOST_AROUND):
            if _holds(around, much) or not _is_linked(around):
                break
            found = around
        if found is not None:
            yield found


def _is_linked(element: HtmlElement) -> bool:
    """Whether at least half of its letters lead elsewhere, or it is a row of headings that do, with their summaries."""
    length = len(element.text_content().strip())
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    if 2 * linked >= length > 0:
        return True
    cards = sum(1 for one in element.iter("h2", "h3", "h4", "h5") if one.find(".//a") is not None)
    cards = cards or sum(1 for one in element.iter("a") if one.find(".//h3") is not None)
    return cards > 1 and length <= cards * _LONGEST_CARD


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _names(attributes: Mapping[str, str | None]) -> list[str]:
    names = [(key, attributes.get(key)) for key in _NAMING]
    return [name for key, name in names if name and (key != "id" or len(name) <= _LONGEST)]


@lru_cache(maxsize=1 << 11)
def _is_named(names: str, words: frozenset[str]) -> bool:
    """Whether one of the classes says so: "imageCaption", "c-newsletter__form"; not "promoted-dune"."""
    return any(_is_name(name, words) for name in names[:_LONGEST_CLASS].split())


@lru_cache(maxsize=1 << 15)
def _is_name(name: str, words: frozenset[str]) -> bool:
    parts, last = [part.lower() for part in _WORD.findall(name)], _last_parts(words)
    ends = [end for end, part in enumerate(parts, 1) if part in last]
    return any("-".join(parts[max(0, end - size) : end]) in words for end in ends for size in range(1, _PARTS + 1))


@cache
def _last_parts(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.rpartition("-")[2] for word in words)


def _holds(element: HtmlElement, much: float) -> bool:
    """Whether an element holds the headline, or much of the page."""
    return len(element.text_content()) > much or element.find(".//h1") is not None

"""The words of the article on a page, a paragraph a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.read.file import SourceFile
from onrecord.read.page.linked_data import split_body
from onrecord.read.page.markup import Markup
from onrecord.read.page.prompts import is_author_note, is_byline, is_prompt
from onrecord.read.page.tree import check_depth

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from selectolax.lexbor import LexborHTMLParser

_SENTENCE = 40
"""From how many letters on a summary is a sentence and no label."""
_LITTLE = 250
"""Fewer letters are no article: where the fast way finds no more, the other is gone."""
_PHRASE = 20
"""From how many on, where the page marks it as the summary."""
_LONGEST_BYLINE, _MOST_BYLINES = 100, 6
_INITIALS = 4
_MARKS = 40
"""How many marks and spaces more than a title its repetition may have."""
_BESIDE_NAMES = 30
_BREAK = "\u2424"
"""For a line break: the symbol for a new line, which no article shows and which is no white space."""
_MOST_BREAKS = 3000
"""How many are looked at: taking one out takes time with the text before it."""
_BLOCKS = ("p", "li", "td", "th", "div", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "br", "option")
_EMPHASIS = ("b", "i", "em", "strong", "u")
_MOST = 6000
"""Up to so many paragraphs of a page trafilatura may ask its second opinions, whose time grows by their square, as does
that for words in bold letters."""
_PARAGRAPHS = re.compile(rf"{_BREAK}\s*{_BREAK}[\s{_BREAK}]*")
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found on a page: its paragraphs, the summary that it marks as one, all that it shows."""

    paragraphs: list[str]
    standfirst: list[str] = field(default_factory=list)
    shown: str = ""


def body(tree: LexborHTMLParser, html: str, markup: Markup, file: SourceFile) -> str:
    """The paragraphs of the article, with an empty line between two. Raises UnreadableInput: nested-too-deep."""
    dated, lines = _is_dated(markup), list[str]()
    if file.options.fast:
        found = _fast(tree, dated)
        lines = _prose(found.paragraphs, markup)
    if _many(lines) < _LITTLE:
        check_depth(tree, file)
        found = _thorough(html, dated)
        lines = _prose(found.paragraphs, markup)
    if len(markup.body) > 2 * _many(lines) or len(lines) == 1:
        given = _prose(split_body(markup.body), markup)
        if _many(given) > 2 * _many(lines) or (len(lines) == 1 < len(given)):
            lines = given  # the page shows its article only after a script, or a payment
    above = _standfirst(lines, found.standfirst, markup.summaries, found.shown)
    return "\n\n".join((*_without_headline(_without_prompts(above), markup.titles), *lines))


def _fast(tree: LexborHTMLParser, dated: bool) -> _Found:
    from onrecord.read.page.rows import rows

    return _Found(_unbroken(rows(tree, _BREAK, bylines=dated)))


def _thorough(html: str, dated: bool) -> _Found:
    import trafilatura
    from lxml import etree
    from trafilatura.settings import Document

    from onrecord.read.page.furniture import join_bodies, remove_furniture, standfirst

    page = trafilatura.load_html(html.encode(errors="ignore").decode())  # halves of surrogate pairs are no characters
    if page is None:
        return _Found([])
    remove_furniture(page, bylines=dated)
    _mark_breaks(page)
    body = page.find("body")
    shown = "" if body is None else body.text_content()
    above = standfirst(page)
    join_bodies(page)
    if _over(page, _EMPHASIS):
        etree.strip_tags(page, *_EMPHASIS)
    found = trafilatura.bare_extraction(
        page, fast=_over(page, _BLOCKS), include_comments=False, include_tables=False, with_metadata=False
    )
    if not isinstance(found, Document):
        return _Found([], above, shown)
    parts = found.body.iter("p", "head", "item", "quote")
    outer = (part for part in parts if next(part.iterancestors("item", "quote"), None) is None)
    paragraphs = _unbroken(["".join(map(str, part.itertext())) for part in outer])
    return _Found(paragraphs, above, shown.replace(_BREAK, " "))


def _over(page: HtmlElement, tags: tuple[str, ...]) -> bool:
    """Whether a page has more of such elements than any page of news."""
    return next(islice(page.iter(*tags), _MOST, None), None) is not None


def _unbroken(parts: list[str]) -> list[str]:
    """The paragraphs in parts of a page that are marked with their line breaks: two of them make one."""
    return [
        one.replace(_BREAK, " ") for part in parts for one in (_PARAGRAPHS.split(part) if _BREAK in part else (part,))
    ]


def _mark_breaks(page: HtmlElement) -> None:
    """Put a character for each line break, so that it is known where two of them make a paragraph."""
    for element in list(islice(page.iter("br"), _MOST_BREAKS)):
        element.tail = f"{_BREAK}{element.tail or ''}"
        element.drop_tag()


def _prose(paragraphs: list[str], markup: Markup) -> list[str]:
    """The lines without prompts, without the headline that they begin with, without the byline under it."""
    return _without_byline(_without_headline(_without_prompts(paragraphs), markup.titles), markup)


def _without_prompts(lines: list[str]) -> list[str]:
    return [line for line in map(_single_spaced, lines) if line and not is_prompt(line)]


def _single_spaced(line: str) -> str:
    line = line.strip()
    return line if line.isprintable() and "  " not in line else " ".join(line.split())  # most are: the first is quick


def _without_headline(lines: list[str], titles: tuple[str, ...]) -> list[str]:
    """The lines without the headlines among the first of them: the title is kept apart."""
    longest = max(map(len, titles), default=0) + _MARKS
    known = {_letters(title) for title in titles}
    first = [line for line in lines[:_MOST_BYLINES] if len(line) > longest or _letters(line) not in known]
    return first + lines[_MOST_BYLINES:]


def _without_byline(lines: list[str], markup: Markup) -> list[str]:
    """The lines without those that say who wrote the article and when, above it, and who the author is, below it."""
    authors = [_letters(name) for name in markup.said.get("author", "").split(", ")]
    authors = [name for name in authors if len(name) > _INITIALS]
    head = next((i for i, line in enumerate(lines) if len(line) > _LONGEST_BYLINE), len(lines))
    head = min(head, _MOST_BYLINES)
    first = [line for line in lines[:head] if not _names(line, authors)]
    if _is_dated(markup):  # else such a line may be all that says when
        first = [line for line in first if not is_byline(line)]
    foot = max(head, len(lines) - _MOST_BYLINES)
    last = [line for line in lines[foot:] if not _is_author_note(line, authors)]
    return [*first, *lines[head:foot], *last]


def _is_dated(markup: Markup) -> bool:
    return any(claim.field == "date" for claim in markup.claims)


def _names(line: str, authors: list[str]) -> bool:
    """Whether a line is little more than the names of the authors: "Anna Lee in Ghent", "Von Anna Lee"."""
    words = _letters(line)
    rest = words
    for name in authors:
        rest = rest.replace(name, "")
    return rest != words and len(rest) <= _BESIDE_NAMES and not line.endswith((".", "?", "!", "”", '"'))


def _is_author_note(line: str, authors: list[str]) -> bool:
    """Whether a line says who an author is: "Anna Lee is a reporter based in Ghent"."""
    word = _LETTERS.search(line)
    first = word[0].casefold() if word else ""
    if not any(name.startswith(first) or first.startswith(name) for name in authors):
        return False  # as for most lines
    start = _letters(line[:_LONGEST_BYLINE])
    return any(start.startswith(name) for name in authors) and is_author_note(line)


def _standfirst(lines: list[str], marked: list[str], summaries: tuple[str, ...], shown: str) -> list[str]:
    """The summary under the headline, where the page shows it and it was not taken for part of the article."""
    if not marked and not shown:
        return []
    words = _letters("".join(lines))
    missing = [line for line in marked if len(_letters(line)) >= _PHRASE and _letters(line) not in words]
    if missing:
        return missing if len(missing) == len(marked) else []
    for summary in summaries:
        letters = _letters(summary)
        if len(letters) >= _SENTENCE and letters not in words and letters in _letters(shown):
            return [summary]
    return []


def _many(lines: list[str]) -> int:
    return sum(map(len, lines))


def _letters(words: str) -> str:
    return "".join(_LETTERS.findall(words)).casefold()

"""The words of the article on a page, a paragraph a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.read.options import ReadOptions
from onrecord.read.page.markup import Markup
from onrecord.read.page.prompts import is_prompt

if TYPE_CHECKING:
    from resiliparse.parse.html import HTMLTree

_SENTENCE = 40
"""From how many letters on a summary is a sentence and no label."""
_LETTERS = re.compile(r"[^\W_]+")


def body(tree: HTMLTree, html: str, markup: Markup, options: ReadOptions) -> str:
    """The paragraphs of the article, with an empty line between two."""
    paragraphs, shown = _fast(tree) if options.fast else _thorough(html)
    lines = [line for line in map(_one_line, paragraphs) if line]
    lines = _without_headline(lines, markup.titles)
    return "\n\n".join((*_standfirst(lines, markup.summaries, shown), *lines))


def _fast(tree: HTMLTree) -> tuple[list[str], str]:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False).split("\n"), ""


def _thorough(html: str) -> tuple[list[str], str]:
    """The paragraphs, and all that the page shows but its furniture."""
    import trafilatura
    from trafilatura.settings import Document

    from onrecord.read.page.furniture import remove_furniture

    page = trafilatura.load_html(html)
    if page is None:
        return [], ""
    remove_furniture(page)
    body = page.find("body")
    shown = "" if body is None else body.text_content()
    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=False)
    if not isinstance(found, Document):
        return [], shown
    parts = found.body.iter("p", "head", "item", "quote")
    outer = (part for part in parts if next(part.iterancestors("item", "quote"), None) is None)
    return ["".join(map(str, part.itertext())) for part in outer], shown


def _one_line(line: str) -> str:
    line = " ".join(line.split())
    return "" if is_prompt(line) else line


def _without_headline(lines: list[str], titles: tuple[str, ...]) -> list[str]:
    """The lines without the headlines that they begin with: the title is kept apart."""
    known = {_letters(title) for title in titles}
    start = next((i for i, line in enumerate(lines) if _letters(line) not in known), 0)
    return lines[start:]


def _standfirst(lines: list[str], summaries: tuple[str, ...], shown: str) -> Iterator[str]:
    """The summary under the headline, where the page shows it and it was not taken for part of the article."""
    for summary in summaries:
        words = _letters(summary)
        if len(words) >= _SENTENCE and words in _letters(shown) and words not in _letters("".join(lines)):
            yield summary
            return


def _letters(words: str) -> str:
    return "".join(_LETTERS.findall(words)).casefold()

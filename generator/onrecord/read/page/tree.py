"""The tree of a page's elements, by a parser that follows browsers' rules (lexbor, in selectolax)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import UnreadableInput
from onrecord.read.file import SourceFile, too_large

if TYPE_CHECKING:
    from resiliparse.parse.html import HTMLTree
    from selectolax.lexbor import LexborHTMLParser

DEEPEST = 250
"""Pages of news nest 20 to 60 elements; what looks for an article in them takes time that grows faster than depth."""
MOST_TAGS = 120_000
"""The longest live coverage has 30,000."""
_FEW_TAGS = 8000
"""So many, each in the one before, are parsed in a fifth of a second; the time grows by the square of the depth."""
_BLOCK = 8192
_DEEP, _TOO_DEEP = (" > ".join(["*"] * depth) for depth in (80, DEEPEST))
"""Few pages nest as deep as the first, which is quicker to look for."""


def parse(html: str, file: SourceFile) -> LexborHTMLParser:
    """The tree of a page. Raises UnreadableInput: too-large; nested-too-deep where it has many tags."""
    from selectolax.lexbor import LexborHTMLParser

    _check_size(html, file)
    encoded = _encoded(html)
    if len(encoded) - len(encoded.replace(b"<", b"")) > _FEW_TAGS:  # takes half the time of counting them
        parse_any(encoded.decode(), file)
    return LexborHTMLParser(encoded)


def check_depth(tree: LexborHTMLParser, file: SourceFile) -> None:
    """Raise UnreadableInput, nested-too-deep, where it does: looking through all that a page nests takes time."""
    if tree.css_first(_DEEP) is not None and tree.css_first(_TOO_DEEP) is not None:
        raise _too_deep(file)


def parse_any(html: str, file: SourceFile) -> HTMLTree:
    """The tree by resiliparse, whose older lexbor takes time by the length of a page, however deep it nests; to look
    for elements in it is slow. Raises UnreadableInput: too-large, nested-too-deep.
    """
    from resiliparse.parse.html import HTMLTree

    _check_size(html, file)
    if html.count("<") > MOST_TAGS:
        raise UnreadableInput("too-large", f"a page of at most {MOST_TAGS:,} tags", file=file.name)
    tree = HTMLTree.parse(html.replace("\0", "") if "\0" in html else html)
    if tree.document and tree.document.query_selector(_TOO_DEEP) is not None:
        raise _too_deep(file)
    return tree


def _encoded(html: str) -> bytes:
    """A page in UTF-8, without halves of surrogate pairs, which are no characters.

    A block at a time: most hold only ASCII, which is copied; one curly mark in a string has each character looked at.
    """
    return b"".join([html[at : at + _BLOCK].encode(errors="ignore") for at in range(0, len(html), _BLOCK)])


def _check_size(html: str, file: SourceFile) -> None:
    if len(html) > file.options.max_bytes:
        raise UnreadableInput("too-large", too_large(file.options.max_bytes), file=file.name)


def _too_deep(file: SourceFile) -> UnreadableInput:
    return UnreadableInput("nested-too-deep", f"elements at most {DEEPEST} deep", file=file.name)

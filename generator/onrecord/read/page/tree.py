"""The tree of a page's elements, by the parser that browsers' rules are built into (lexbor, in resiliparse)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.errors import UnreadableInput
from onrecord.read.file import SourceFile, too_large

if TYPE_CHECKING:
    from resiliparse.parse.html import ElementNode, HTMLTree

DEEPEST = 250
"""Pages of news nest 20 to 60 elements; what looks for an article in them takes time that grows faster than depth."""
MOST_TAGS = 120_000
"""The longest live coverage has 30,000."""
_TOO_DEEP = " > ".join(["*"] * DEEPEST)


def parse(html: str, file: SourceFile) -> HTMLTree:
    """The tree of a page. Raises UnreadableInput: too-large, nested-too-deep."""
    from resiliparse.parse.html import HTMLTree

    if len(html) > file.options.max_bytes:
        raise UnreadableInput("too-large", too_large(file.options.max_bytes), file=file.name)
    if html.count("<") > MOST_TAGS:
        raise UnreadableInput("too-large", f"a page of at most {MOST_TAGS:,} tags", file=file.name)
    tree = HTMLTree.parse(html.replace("\0", "") if "\0" in html else html)
    if first(tree, _TOO_DEEP) is not None:
        raise UnreadableInput("nested-too-deep", f"elements at most {DEEPEST} deep", file=file.name)
    return tree


def first(tree: HTMLTree, selector: str) -> ElementNode | None:
    """The first element that a CSS selector chooses. Not a list of all: reading one takes time by its square."""
    return tree.document.query_selector(selector) if tree.document else None


def children(element: ElementNode | None) -> Iterator[ElementNode]:
    """The elements that stand in an element, none deeper."""
    child = element.first_element_child if element is not None else None
    while child is not None:
        yield child
        child = child.next_element_sibling

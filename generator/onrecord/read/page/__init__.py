"""A page of a web site -> the article on it: its body, and what its markup says of title, outlet, date and author."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.errors import UnreadableInput
from onrecord.model import Claim
from onrecord.read.file import SourceFile
from onrecord.read.options import ReadOptions
from onrecord.read.page.body import body
from onrecord.read.page.encoding import decode
from onrecord.read.page.markup import read_markup
from onrecord.read.page.tree import parse

__all__ = ["NORMALISER_VERSION", "Page", "body_reader", "decode", "read_page"]

NORMALISER_VERSION = "1.0.0"
"""Of the way from a page to its text: paragraphs, an empty line between two, spaces made one."""


def body_reader(options: ReadOptions) -> str:
    """The library that finds the body of a page, with its version: part of what a text depends on."""
    from importlib.metadata import version

    name = "selectolax" if options.fast else "trafilatura"
    return f"{name} {version(name)}"


@dataclass(frozen=True, slots=True)
class Page:
    """``text`` is the body, ``said`` what the markup says of url, title, author and language, ``claims`` the rest."""

    text: str
    sought: bool
    """Whether the text was sought on the page, not given beside it."""
    said: dict[str, str]
    claims: tuple[Claim, ...]


def read_page(html: str, url: str | None, file: SourceFile, text: str | None = None) -> Page:
    """The article on a page that was found at ``url``; where its ``text`` is known, it is not sought on the page.

    Raises UnreadableInput: nested-too-deep, no-article, too-large.
    """
    tree = parse(html, file)
    markup = read_markup(tree, url)
    words = text if text is not None else body(tree, html, markup, file)
    if not any(map(str.isalnum, words)):
        raise UnreadableInput("no-article", "a page with an article: paragraphs of text", file=file.name)
    return Page(words, text is None, markup.said, markup.claims)

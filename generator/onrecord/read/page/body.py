"""The words of the article on a page, a paragraph a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.options import ReadOptions
from onrecord.read.page.markup import Markup

if TYPE_CHECKING:
    from resiliparse.parse.html import HTMLTree


def body(tree: HTMLTree, html: str, markup: Markup, options: ReadOptions) -> str:
    """The paragraphs of the article, with an empty line between two."""
    if options.fast:
        from resiliparse.extract.html2text import extract_plain_text

        lines = extract_plain_text(tree, main_content=True, alt_texts=False).splitlines()
    else:
        import trafilatura

        lines = (trafilatura.extract(str(tree), include_comments=False) or "").splitlines()
    return "\n\n".join(" ".join(line.split()) for line in lines if line.strip())

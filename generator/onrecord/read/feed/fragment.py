"""The words of a piece of HTML that holds nothing beside the article, as the content of a feed's entry does."""

from __future__ import annotations

import re
from html import unescape

from onrecord.errors import UnreadableInput
from onrecord.read.file import SourceFile, too_large
from onrecord.read.page.tree import parse_any

_MARKUP = re.compile(r"<[A-Za-z/!]")
_TAG = re.compile(r"<[^<>]{1,500}>")
_BESIDE = ["figcaption", ".wp-caption-text", "form", "iframe", "object", "button", "nav", "[hidden]"]
_APPEARED = re.compile(r"The post .{1,300} (?:appeared first|first appeared) on .{1,100}\.", re.DOTALL)
"""What WordPress writes below each entry."""


def fragment(html: str, file: SourceFile) -> str:
    """The paragraphs, with an empty line between two. Raises UnreadableInput: too-large, nested-too-deep."""
    if not _MARKUP.search(html):  # a text that is called HTML, whose line ends would not count
        if len(html) > file.options.max_bytes:
            raise UnreadableInput("too-large", too_large(file.options.max_bytes), file=file.name)
        return unescape(html).strip()
    from resiliparse.extract.html2text import extract_plain_text

    tree = parse_any(html, file)
    words = extract_plain_text(tree, list_bullets=False, alt_texts=False, skip_elements=_BESIDE)
    lines = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
    if lines and _APPEARED.fullmatch(lines[-1]):
        lines.pop()
    return "\n\n".join(lines)


def line(words: str, html: bool) -> str:
    """A title or a name on one line, without markup where it has any."""
    return " ".join(unescape(_TAG.sub("", words) if html else words).split())

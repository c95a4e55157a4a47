"""Where paragraphs stand."""

from __future__ import annotations

import re

from onrecord.model import Span

_PARAGRAPH = re.compile(r"\S.*")


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of a normalised text that are not blank, without the white space around them.

    News on the web puts a paragraph on a line, with or without a blank line between two.
    """
    spans = []
    for match in _PARAGRAPH.finditer(text):
        end = match.end()
        while text[end - 1] == " ":
            end -= 1
        spans.append(Span(match.start(), end))
    return tuple(spans)

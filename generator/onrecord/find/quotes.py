"""Quoted regions of a text: from mark to mark, one paragraph at a time."""

from __future__ import annotations

from onrecord.find.marks import WRONG, Kind, Mark, forgotten, scan
from onrecord.find.pairing import Region, pair
from onrecord.model import Quote, Span


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quote, ...]:
    """Every quoted region of a normalised text, in order, never overlapping; nested ones belong to the outer.

    ``paragraphs`` are those of ``text.segment``; no region leaves its paragraph.
    """
    quotes: list[Quote] = []
    marks = scan(text, paragraphs)
    left_open: tuple[int, Kind] | None = None  # the last paragraph that ended inside a quotation
    for index, found in marks.items():
        paragraph = paragraphs[index]
        before = left_open[1] if left_open and left_open[0] == index - 1 else None
        after = _opens(marks[index + 1], paragraphs[index + 1]) if index + 1 in marks else None
        if sum(mark.kind == "double" for mark in found) % 2:
            found = sorted(found + forgotten(text, paragraph))
        for region in pair(found, before, after):
            quote = _quote(text, index, paragraph, region, before)
            if quote:
                quotes.append(quote)
            if region.closing is None:
                left_open = index, region.kind
    return tuple(quotes)


def _opens(marks: list[Mark], paragraph: Span) -> Kind | None:
    """The kind of the mark that opens a paragraph with its first character."""
    first = marks[0]
    return first.kind if first.start == paragraph.start and first.opens <= WRONG else None


def _quote(text: str, index: int, paragraph: Span, region: Region, left_open: Kind | None) -> Quote | None:
    """The region without its marks and outer white space; None where nothing is left."""
    kind, opening, closing = region
    outer_start, start = (opening.start, opening.end) if opening else (paragraph.start, paragraph.start)
    end, outer_end = (closing.start, closing.end) if closing else (paragraph.end, paragraph.end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    return Quote(
        start,
        end,
        outer_start,
        outer_end,
        index,
        single=kind == "single",
        closed=closing is not None,
        opened=opening is not None,
        continues=kind == left_open and opening is not None and opening.start == paragraph.start,
    )

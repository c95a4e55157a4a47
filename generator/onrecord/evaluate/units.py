"""What counts as one quote: a quoted region, cut at line breaks, without its marks.

PolNeAR annotates attributions, whose Content may be a whole clause of which only a part is quoted, or no part. Its
units are the quoted regions inside its Contents, as the criterion ``polnear`` has them:

- parts of Contents that touch, or that at most three blanks part on one line, are one fragment;
- a region runs from a double mark (“ ” " '' ``) to the next that closes it, or to the end of the fragment; a mark
  that re-opens the quotation on a new line closes nothing; single marks mark nothing;
- a Content with a type of its own is one region, whatever its marks;
- it is "direct" where it fills nine tenths of its fragment, else "mixed";
- a region inside another is no unit of its own;
- its sources are those of every attribution whose Content it overlaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from onrecord.evaluate.model import Unit
from onrecord.model import QuoteType, Span

_OUTER = frozenset("\"“”„«»'‘’`")
_LINE = re.compile(r"[^\r\n]+")
# Of ''' the last two are the outer mark: the first closes a quotation inside.
_MARK = re.compile(r"'{2,}|``|[“”\"]")
_CLOSE_BY = 3
_REPORTS = frozenset("said says say wrote writes added adds told asked tweeted replied".split()) | {"according to"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution as PolNeAR annotates it: the spans of its Content, Source and Cue."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    type: str | None = None


def pieces(text: str, span: Span) -> Iterator[Span]:
    """The lines of a span without outer white space and quotation marks, those with a letter or digit."""
    for line in _LINE.finditer(text, span.start, span.end):
        start, end = line.span()
        while start < end and (text[start].isspace() or text[start] in _OUTER):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in _OUTER):
            end -= 1
        if any(map(str.isalnum, text[start:end])):
            yield Span(start, end)


def units(text: str, attributions: Sequence[Attribution]) -> tuple[Unit, ...]:
    """The units of an article of PolNeAR, in the order of their fragments."""
    righted = [_righted(text, one) for one in attributions]
    found: dict[Span, Unit] = {}
    for fragment, members in _fragments(text, righted):
        typed = next((righted[index].type for index in members if righted[index].type), None)
        for region in [fragment] if typed else _regions(text, fragment):
            whole = 10 * (region.end - region.start) >= 9 * (fragment.end - fragment.start)
            kind = cast(QuoteType, typed or ("direct" if whole else "mixed"))
            for piece in pieces(text, region):
                mine = [righted[index] for index in members if _overlaps(piece, righted[index].content)]
                sources = tuple(source for one in mine for source in one.source)
                found.setdefault(piece, Unit(piece, kind, sources))
    return tuple(unit for unit in found.values() if not any(_inside(unit.span, other) for other in found))


def _fragments(text: str, attributions: Sequence[Attribution]) -> Iterator[tuple[Span, list[int]]]:
    """Parts of Contents, joined where next to nothing parts them, and the attributions they belong to."""
    parts = sorted(
        (span.start, min(span.end, len(text)), index) for index, one in enumerate(attributions) for span in one.content
    )
    joined: list[tuple[int, int, set[int]]] = []
    for start, end, index in parts:
        if joined and _touches(text, joined[-1][1], start):
            first, last, members = joined[-1]
            joined[-1] = first, max(last, end), members | {index}
        else:
            joined.append((start, end, {index}))
    for first, last, members in joined:
        yield Span(first, last), sorted(members)


def _touches(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return start <= end + _CLOSE_BY and not between.strip() and "\n" not in between


def _regions(text: str, fragment: Span) -> Iterator[Span]:
    """The quoted regions of a fragment with their marks."""
    opened: int | None = None
    for mark in _MARK.finditer(text, fragment.start, fragment.end):
        words, line_start = mark[0], text[mark.start() - 1 : mark.start()] in ("\r", "\n")
        if opened is None:
            if words != "”" and len(words) < 4:  # '''' is a quotation of nothing
                opened = mark.start()
        elif words == "”" or (words != "“" and not (line_start and len(words) < 3)):
            yield Span(opened, mark.end())
            opened = None
    if opened is not None:
        yield Span(opened, fragment.end)


def _righted(text: str, one: Attribution) -> Attribution:
    """The attribution with its source and its cue in their places, where an annotator swapped the two."""
    source, cue = ([span.of(text).strip().lower() in _REPORTS for span in spans] for spans in (one.source, one.cue))
    if one.source and one.cue and all(source) and not any(cue):
        return Attribution(one.content, one.cue, one.source, one.type)
    return one


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _inside(span: Span, other: Span) -> bool:
    return span != other and other.start <= span.start and span.end <= other.end

"""An article with its quotes marked, and below each paragraph why: which rule answered what."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from textwrap import shorten, wrap

from onrecord.explain.marks import Brackets, Colours, Pen, marked, marks, printable
from onrecord.explain.reasons import EXPLANATIONS, Reason, of_article, of_regions
from onrecord.identify.identities import Identities
from onrecord.pipeline import Extraction

__all__ = ["explain"]

WIDTH = 80
_LABEL, _OPENING = 11, 60
"""How wide the column is that says what a reason is about; how much of a quote stands above its reasons."""


def explain(
    made: Extraction, *, colour: bool = False, every: bool = False, identities: Identities | None = None
) -> Iterator[str]:
    """The lines that explain what was made of one article; with ``every``, what each other rule answers too.

    ``identities`` are those that it was made with. Marks are the colours of a terminal, or brackets that say what they
    are. A paragraph is one line.
    """
    pen: Pen = Colours() if colour else Brackets()
    text, found = printable(made.steps.document.text), marks(made)
    yield printable(made.row.id)
    for reason in of_article(made):
        yield from _reason(reason, pen)
    if pen.legend:
        yield pen.legend
    regions = deque(
        zip(_headings(made), made.steps.contexts, of_regions(made, every=every, identities=identities), strict=True)
    )
    for index, paragraph in enumerate(made.steps.document.paragraphs):
        yield ""
        yield marked(text, paragraph, found, pen)
        while regions and regions[0][1].quote.paragraph == index:
            heading, _, reasons = regions.popleft()
            yield ""
            yield printable(heading)
            for reason in reasons:
                yield from _reason(reason, pen)


def _headings(made: Extraction) -> Iterator[str]:
    """The number of each quoted region, what it is, and its first words."""
    records = iter(made.records)
    for number, context in enumerate(made.steps.contexts, start=1):
        kind = "no speech"
        if context.refusal is None:
            record = next(records)
            kind = record.type + (f", part {record.part} of {record.parts}" if record.parts > 1 else "")
        yield f"{number}  {kind}: “{shorten(context.words, _OPENING, placeholder=' …')}”"


def _reason(reason: Reason, pen: Pen) -> Iterator[str]:
    yield from _entry(reason.about, reason.answer)
    if reason.rule:
        yield from map(pen.aside, _entry("", f"{reason.rule}: {EXPLANATIONS[reason.rule]}"))
    for rule, answer in reason.others:
        yield from map(pen.aside, _entry("  also", f"{rule}: {answer}"))
    if reason.silent:
        yield from map(pen.aside, _entry("  silent", _by_family(reason.silent)))


def _by_family(rules: Iterable[str]) -> str:
    """``colon: label, signature; clause: subject``."""
    families: dict[str, list[str]] = {}
    for rule in rules:
        family, name = rule.split(".")
        families.setdefault(family, []).append(name)
    return "; ".join(f"{family}: {', '.join(names)}" for family, names in families.items())


def _entry(label: str, words: str) -> Iterator[str]:
    """``  speaker    Anna Lee, person``, what does not fit on lines of its own."""
    lines = wrap(printable(words), WIDTH - _LABEL - 2, break_on_hyphens=False, break_long_words=False)
    for line, name in zip(lines, (label, *[""] * len(lines)), strict=False):
        yield f"  {name:<{_LABEL}}{line}"

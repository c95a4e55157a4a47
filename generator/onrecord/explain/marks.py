"""The words of an article that its records point to, marked in its text: in brackets, or in colours."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias

import click

from onrecord.model import Span
from onrecord.pipeline import Extraction

Kind: TypeAlias = Literal["quote", "source", "cue", "addressee", "date", "no speech"]

COLOURS: dict[Kind, dict[str, Any]] = {
    "quote": {"fg": "green"},
    "source": {"fg": "cyan", "bold": True},
    "cue": {"fg": "yellow"},
    "addressee": {"fg": "magenta"},
    "date": {"fg": "blue", "bold": True},
    "no speech": {"fg": "red"},
}

# An article must not move the cursor of whoever reads it, nor turn the direction of what stands beside its words.
_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_UNPRINTABLE = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *_DIRECTIONS), "\ufffd") | {
    ord("\t"): " ",
    ord("\n"): "\n",
}


def printable(text: str) -> str:
    """The text with a sign in the place of each control character; no offset moves."""
    return text.translate(_UNPRINTABLE)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark: where they stand in the normalised text, what they are, of which quotes (from 1)."""

    span: Span
    kind: Kind
    quotes: tuple[int, ...]

    @property
    def numbers(self) -> str:
        """``1`` or ``1, 4``."""
        return ", ".join(map(str, self.quotes))


class Pen(Protocol):
    """How words are marked."""

    def words(self, text: str, kind: Kind | None) -> str:
        """Words of one kind."""

    def around(self, mark: Mark, inside: str) -> str:
        """All that a mark takes in, its words already written."""

    def aside(self, text: str) -> str:
        """Words that are less than what stands around them."""

    @property
    def legend(self) -> str:
        """What the marks mean, "" where they say so themselves."""


class Brackets:
    """⟨quote 1:“We will win,”⟩ ⟨cue 1:said⟩ ⟨source 1:Anna Lee⟩."""

    def words(self, text: str, kind: Kind | None) -> str:  # noqa: ARG002
        """As they are."""
        return text

    def around(self, mark: Mark, inside: str) -> str:
        """In brackets."""
        return f"⟨{mark.kind} {mark.numbers}:{inside}⟩"

    def aside(self, text: str) -> str:
        """As they are."""
        return text

    @property
    def legend(self) -> str:
        """None: every bracket says what it is."""
        return ""


class Colours:
    """A colour for each kind; a quote is followed by its number."""

    def words(self, text: str, kind: Kind | None) -> str:
        """In the colour of their kind."""
        return click.style(text, **COLOURS[kind]) if kind and text else text

    def around(self, mark: Mark, inside: str) -> str:
        """With the number, which the reasons below the paragraph repeat, after a quote."""
        numbered = mark.kind in ("quote", "no speech")
        return inside + click.style(f"[{mark.numbers}]", dim=True) if numbered else inside

    def aside(self, text: str) -> str:
        """Dim."""
        return click.style(text, dim=True)

    @property
    def legend(self) -> str:
        """The kinds, each in its colour."""
        return "  ".join(self.words(kind, kind) for kind in COLOURS)


def marks(made: Extraction) -> tuple[Mark, ...]:
    """Everything to mark, in the order of the text, what takes in more before what it takes in."""
    found: dict[tuple[Span, Kind], list[int]] = {}

    def add(span: Span | None, kind: Kind, number: int) -> None:
        if span and span.start < span.end:
            found.setdefault((span, kind), []).append(number)

    speech = iter(zip(made.steps.attributed, made.utterances, strict=True))
    for number, context in enumerate(made.steps.contexts, start=1):
        outer = Span(context.quote.outer_start, context.quote.outer_end)
        if context.refusal:
            add(outer, "no speech", number)
            continue
        one, said = next(speech)
        add(outer, "quote", number)
        add(one.attribution.source, "source", number)
        add(one.attribution.cue, "cue", number)
        add(one.attribution.addressee, "addressee", number)
        add(said.answer.basis if said else None, "date", number)
    places = sorted(found, key=lambda place: (place[0].start, -place[0].end))
    return tuple(Mark(span, kind, tuple(found[span, kind])) for span, kind in places)


def marked(text: str, within: Span, marks: Sequence[Mark], pen: Pen) -> str:
    """The words ``within``, marked; a mark that crosses another ends where that one does."""
    ahead = deque(mark for mark in marks if within.start <= mark.span.start < within.end)
    return _written(text, within, None, ahead, pen)


def _written(text: str, within: Span, kind: Kind | None, ahead: deque[Mark], pen: Pen) -> str:
    """Words of one kind, and those of the marks ahead that begin among them."""
    pieces, at = [], within.start
    while ahead and ahead[0].span.start < within.end:
        mark = ahead.popleft()
        span = Span(mark.span.start, min(mark.span.end, within.end))
        pieces.append(pen.words(text[at : span.start], kind))
        pieces.append(pen.around(mark, _written(text, span, mark.kind, ahead, pen)))
        at = span.end
    pieces.append(pen.words(text[at : within.end], kind))
    return "".join(pieces)

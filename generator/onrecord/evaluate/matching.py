"""When a quote is found: a predicted span overlaps it far enough, and each is matched once."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from onrecord.model import Span

NAME = "greedy"
"""How spans are matched, for signatures."""

NOTHING = Fraction(0)


def overlap(a: Span, b: Span) -> Fraction:
    """The characters that two spans share over those that either has (intersection over union)."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return Fraction(shared, max(a.end, b.end) - min(a.start, b.start)) if shared > 0 else NOTHING


def match(gold: Sequence[Span], predicted: Sequence[Span], least: Fraction) -> list[int | None]:
    """For each gold span the index of the predicted one that is matched with it, or None.

    In the order of gold, each takes the free prediction that it shares most with (the first of equals), if that is
    at least ``least``. Where neither side overlaps itself, no other matching has more pairs from 1/2 up, and it is
    the same seen from either side.
    """
    taken: set[int] = set()
    matched: list[int | None] = []
    for span in gold:
        best, choice = NOTHING, None
        for index, other in enumerate(predicted):
            if index not in taken and (shared := overlap(span, other)) > best:
                best, choice = shared, index
        if choice is not None and best < least:
            choice = None
        if choice is not None:
            taken.add(choice)
        matched.append(choice)
    return matched

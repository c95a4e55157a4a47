"""When a quote is found."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.matching import match, overlap
from onrecord.evaluate.scores import SPANS
from onrecord.model import Span


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((0, 10), (0, 10), 1),
        ((0, 10), (0, 8), Fraction(4, 5)),
        ((0, 10), (5, 15), Fraction(1, 3)),
        ((0, 5), (5, 10), 0),
    ],
)
def test_overlap_is_intersection_over_union(a: tuple[int, int], b: tuple[int, int], expected: Fraction | int) -> None:
    assert overlap(Span(*a), Span(*b)) == overlap(Span(*b), Span(*a)) == expected


@pytest.mark.parametrize(("end", "found"), [(100, True), (80, True), (79, False), (125, True), (126, False)])
def test_four_fifths_are_enough(end: int, found: bool) -> None:
    assert (match([Span(0, 100)], [Span(0, end)], SPANS["relaxed-0.8"]) == [0]) == found


def test_each_is_matched_once() -> None:
    one = Span(0, 10)
    assert match([one, one], [one], Fraction(1)) == [0, None]
    assert match([one], [one, one], Fraction(1)) == [0]
    assert match([one], [Span(0, 9), one], Fraction(1, 2)) == [1]  # the one it shares most with


lengths = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 12)), max_size=12)


def apart(gaps: list[tuple[int, int]]) -> list[Span]:
    """Spans in order, none overlapping another, from (gap before, length)."""
    spans, end = [], 0
    for gap, length in gaps:
        spans.append(Span(end + gap, end + gap + length))
        end = spans[-1].end
    return spans


@given(lengths, lengths, st.sampled_from(sorted(SPANS.values())))
def test_the_same_from_either_side(a: list[tuple[int, int]], b: list[tuple[int, int]], least: Fraction) -> None:
    """Gold and system in each other's place: precision and recall swap."""
    ours, theirs = apart(a), apart(b)
    there, back = match(ours, theirs, least), match(theirs, ours, least)
    assert sum(index is not None for index in there) == sum(index is not None for index in back)
    taken = [index for index in there if index is not None]
    assert len(taken) == len(set(taken))
    assert all(overlap(ours[i], theirs[j]) >= least for i, j in enumerate(there) if j is not None)

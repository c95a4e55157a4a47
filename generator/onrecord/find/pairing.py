"""Which marks of a paragraph open and which close a quotation: the reading that costs least.

Every mark may open, close, or do neither (an apostrophe, inches, a slip); ``marks.py`` says what each would
cost. A slip costs its own price and no more, so the marks around it keep their partners.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from onrecord.find.marks import FAR, WRONG, Kind, Mark


class Region(NamedTuple):
    """From its opening mark (None: the paragraph's start) to its closing mark (None: the paragraph's end)."""

    kind: Kind
    opening: Mark | None
    closing: Mark | None


def pair(marks: list[Mark], left_open: Kind | None = None, next_opens: Kind | None = None) -> list[Region]:
    """The regions of a paragraph, in order, never overlapping; nested ones belong to the outer.

    ``left_open``: the paragraph before ended inside such a quotation.
    ``next_opens``: the next one begins with such a mark.
    """
    if left_open != "single" and not any(mark.kind == "single" and mark.opens < FAR for mark in marks):
        marks = [mark for mark in marks if mark.kind == "double"]  # the rest are apostrophes
    regions = _plain(marks)
    return _cheapest(marks, left_open, next_opens) if regions is None else regions


def _plain(marks: list[Mark]) -> list[Region] | None:
    """The reading that costs nothing, where there is one: nearly every paragraph has it."""
    regions: list[Region] = []
    opening: Mark | None = None
    for mark in marks:
        if opening is None:
            if mark.opens:
                return None
            opening = mark
        elif mark.kind != opening.kind:
            if mark.kind == "double":
                return None
        elif mark.closes or _mismatch(opening.symbol, mark.symbol):
            return None
        else:
            regions.append(Region(mark.kind, opening, mark))
            opening = None
    return None if opening else regions


# What an opening and a closing symbol cost together, beside what each costs alone.
_PAIRS = {
    **dict.fromkeys(("“”", '""', "''''", "``''", "‘‘’’", "‟”", "„”", "＂＂"), 0),
    **dict.fromkeys(("«»", "〝〞", "〝〟", "「」", "『』"), 0),
    **dict.fromkeys(("‘’", "''", "`'", "‛’", "‚’", "‹›"), 0),
    **dict.fromkeys(("„“", "‚‘"), -WRONG),  # German
    **dict.fromkeys(("»«", "›‹"), -8),  # German, in books
}
_BRACKETS = frozenset("«»‹›「」『』")


def _mismatch(opening: str, closing: str) -> int:
    """What it costs that these two make a pair."""
    cost = _PAIRS.get(opening + closing)
    if cost is None:  # “We will" is common, “We will» is not
        return 20 if opening in _BRACKETS or closing in _BRACKETS else 2
    return cost


# Where a reading may have come to. Single marks in a double quotation are passed over: they make no region of
# their own, and most of them are apostrophes.
_OUTSIDE, _DOUBLE, _NESTED, _SINGLE, _WITHIN = range(5)
_PASS, _STRAY, _OPEN, _CLOSE = range(4)
_MOVES = {  # from, what the mark does, to, what that costs beside the mark's own cost
    "double": (
        (_OUTSIDE, _STRAY, _OUTSIDE, 0),
        (_DOUBLE, _CLOSE, _OUTSIDE, 0),
        (_OUTSIDE, _OPEN, _DOUBLE, 0),
        (_NESTED, _CLOSE, _DOUBLE, 0),
        (_DOUBLE, _OPEN, _NESTED, 4),  # "They said “no” to us," she said
        (_DOUBLE, _STRAY, _DOUBLE, 1),
        (_NESTED, _STRAY, _NESTED, 1),
        (_WITHIN, _CLOSE, _SINGLE, 0),
        (_SINGLE, _OPEN, _WITHIN, 1),  # ‘They said “no” to us,’ she said
        (_SINGLE, _STRAY, _SINGLE, 1),
        (_WITHIN, _STRAY, _WITHIN, 1),
    ),
    "single": (
        (_OUTSIDE, _STRAY, _OUTSIDE, 0),
        (_SINGLE, _CLOSE, _OUTSIDE, 0),
        (_OUTSIDE, _OPEN, _SINGLE, 0),
        (_SINGLE, _STRAY, _SINGLE, 0),
        (_DOUBLE, _PASS, _DOUBLE, 0),
        (_NESTED, _PASS, _NESTED, 0),
        (_WITHIN, _PASS, _WITHIN, 0),
    ),
}
_CARRIED = 3  # to begin inside what the paragraph before left open
_UNCLOSED = 10
_REOPENED = 5  # unclosed, but the next paragraph begins with a mark of that kind, as it should

_Closed: TypeAlias = "tuple[_Closed | None, Region]"


class _Reading(NamedTuple):
    """One way to read the marks so far: its cost, what it has closed (latest first), what it has open."""

    cost: int
    closed: _Closed | None = None
    opening: Mark | None = None


def _cheapest(marks: list[Mark], left_open: Kind | None, next_opens: Kind | None) -> list[Region]:
    """The regions of the reading that costs least; of two that cost the same, the one that quotes less."""
    never = _Reading(FAR)
    readings = [_Reading(0), never, never, never, never]
    if left_open:
        readings[_DOUBLE if left_open == "double" else _SINGLE] = _Reading(_CARRIED)
    for mark in marks:
        costs = (0, mark.stray, mark.opens, mark.closes)
        reached = [never] * 5
        for state, move, to, extra in _MOVES[mark.kind]:
            cost, closed, opening = readings[state]
            cost += costs[move] + extra
            if to == _OUTSIDE and move == _CLOSE:
                if opening:
                    cost += _mismatch(opening.symbol, mark.symbol)
                closed, opening = (closed, Region(mark.kind, opening, mark)), None
            elif state == _OUTSIDE and move == _OPEN:
                opening = mark
            elif to == _NESTED and move == _OPEN and (not opening or opening.symbol == mark.symbol):
                cost += 4  # “They said “no” to us,” she said
            if cost < reached[to].cost:
                reached[to] = _Reading(cost, closed, opening)
        readings = reached
    return _finish(readings, next_opens)


def _finish(readings: list[_Reading], next_opens: Kind | None) -> list[Region]:
    """The regions of the reading that is cheapest once what it left open is paid for."""
    double = _REOPENED if next_opens == "double" else _UNCLOSED
    single = _REOPENED if next_opens == "single" else _UNCLOSED
    unclosed = (0, double, double + 6, single, single + 6)
    reading = min(zip(readings, unclosed, strict=True), key=lambda end: end[0].cost + end[1])[0]
    regions: list[Region] = []
    if reading.opening:
        regions.append(Region(reading.opening.kind, reading.opening, None))
    closed = reading.closed
    while closed:
        closed, region = closed
        regions.append(region)
    regions.reverse()
    return regions

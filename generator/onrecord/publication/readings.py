"""What a form of date expression says: a function for each form, its docstring the expressions that it reads."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from onrecord.model import Precision
from onrecord.publication.grammar import Grammar

if TYPE_CHECKING:
    from onrecord.publication.expressions import DateExpression

Kind = Literal["absolute", "weekday", "relative", "month", "year"]
Tense = Literal["past", "future"]

AHEAD_DAYS = 65
"""How far ahead of the anchor a day without a year may lie: "the April 19 vote" in March is this year's."""


class Reading:
    """A match and what its reader may ask: the anchor, the last day named before, what stands around it."""

    __slots__ = ("anchor", "before", "begin", "grammar", "groups", "last", "match")

    def __init__(
        self,
        match: re.Match[str],
        groups: dict[str, int],
        grammar: Grammar,
        anchor: date | None,
        before: date | None,
        begin: int,
        last: DateExpression | None = None,
    ) -> None:
        """``groups``: where the groups of the form are; ``begin``: where the text begins that is read; ``last``: the
        expression before it.
        """
        self.match, self.groups, self.grammar = match, groups, grammar
        self.anchor, self.before, self.begin, self.last = anchor, before, begin, last

    def group(self, name: str) -> str:
        """The words of a part of the form, empty where it has none."""
        group = self.groups.get(name)
        return (self.match[group] or "") if group else ""

    @property
    def month(self) -> int:
        """The month that the form names, 1 to 12."""
        return self.grammar.months[self.group("month").rstrip(".").lower()]

    @property
    def weekday(self) -> int | None:
        """The weekday that the form names, Monday 0 to Sunday 6; None where it names none."""
        return self.grammar.weekdays.get(self.group("weekday").rstrip(".").lower())

    @property
    def tense(self) -> Tense | None:
        """What the expression's own words say, else what the words before it do."""
        which = self.group("which")
        if which and _FORWARD.search(which):
            return "future"
        if which and _BACKWARD.search(which):
            return "past"
        return "future" if self.grammar.lies_ahead(self.match, self.begin) else None

    def framed(self, frames: frozenset[str]) -> bool:
        """The words around make it a date: "in" before it, or "a" before and a noun after."""
        return self.grammar.framed(self.match, frames)


_ENDS = re.compile(r"[.?!][”\"’')]*\s")
_FORWARD = re.compile("[Nn]ext|[Cc]oming")
_BACKWARD = re.compile("[Ll]ast|[Pp]ast|[Ee]arlier")

Answer: TypeAlias = "tuple[date, Precision, Kind, Tense | None] | None"


def _day(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of_month(reading: Reading) -> Answer:
    """Aug. 9 · Friday, Aug. 16 · 9 August 2024 · the 5th of March."""
    month, day, tense = reading.month, int(reading.group("day")), reading.tense
    if reading.group("year"):
        found = _day(int(reading.group("year")), month, day)
        return (found, "day", "absolute", tense) if found else None
    if reading.anchor is None:
        return None
    year, weekday = reading.anchor.year, reading.weekday
    if reading.group("which"):  # of last year
        found = _day(year + reading.grammar.years[reading.group("which")], month, day)
        return (found, "day", "absolute", tense) if found else None
    days = [found for y in (year - 1, year, year + 1) if (found := _day(y, month, day))]
    if weekday is not None:
        days = [found for found in days if found.weekday() == weekday]
    if tense == "future":
        later = [found for found in days if found >= reading.anchor]
        return (later[0], "day", "absolute", tense) if later else None
    days = [found for found in days if found <= reading.anchor + timedelta(AHEAD_DAYS)]
    return (days[-1], "day", "absolute", tense) if days else None


def iso(reading: Reading) -> Answer:
    """2024-08-09 · 2024/11/07."""
    found = _day(int(reading.group("year")), int(reading.group("m")), int(reading.group("d")))
    return (found, "day", "absolute", reading.tense) if found else None


def numeric(reading: Reading) -> Answer:
    """14.08.2024 · 14/8/2024 · 8/14/2024, but not 8/9/2024: with slashes, either may be the day."""
    year, a, b = int(reading.group("year")), int(reading.group("d")), int(reading.group("m"))
    day_first, month_first = _day(year, b, a), _day(year, a, b)
    if day_first and month_first and day_first != month_first and reading.group("mark") == "/":
        return None
    found = day_first or month_first
    return (found, "day", "absolute", reading.tense) if found else None


def month_of_year(reading: Reading) -> Answer:
    """August 2024 · early May 2019."""
    return date(int(reading.group("year")), reading.month, 1), "month", "month", reading.tense


def month(reading: Reading) -> Answer:
    """In March · last March · a March interview · March of that year."""
    anchor, which, of_year = reading.anchor, reading.group("which").lower(), reading.group("of")
    if reading.group("that"):
        return (date(reading.last.first.year, reading.month, 1), "month", "month", "past") if reading.last else None
    if anchor is None or not (which or of_year or reading.framed(reading.grammar.month_frames)):
        return None
    if of_year:
        return date(anchor.year + reading.grammar.years[of_year], reading.month, 1), "month", "month", reading.tense
    month, tense, year = reading.month, reading.tense, anchor.year
    if which == "next" or (tense == "future" and which != "last"):
        year += month < anchor.month + (which == "next")
    else:
        year -= month > anchor.month - (which == "last")
    return date(year, month, 1), "month", "month", tense


def year(reading: Reading) -> Answer:
    """In 2012 · a 2012 speech · spring 2012."""
    if not reading.group("season") and not reading.framed(reading.grammar.year_frames):
        return None
    return date(int(reading.group("year")), 1, 1), "year", "year", reading.tense


def weekday(reading: Reading) -> Answer:
    """On Monday · Monday night · last Friday · next Monday · Friday last week."""
    anchor, which, weekday = reading.anchor, reading.group("which").lower(), reading.weekday
    if (
        anchor is None
        or weekday is None
        or reading.match.string.startswith(", a ", max(0, reading.match.start() - 4))
        or reading.grammar.is_named(reading.match.string, reading.match.start(reading.groups["weekday"]))
    ):
        return None
    back = (anchor.weekday() - weekday) % 7
    if week := reading.group("week"):
        day = anchor + timedelta(weekday - anchor.weekday() + 7 * reading.grammar.years[week.partition(" ")[0]])
        return day, "day", "weekday", "future" if day > anchor else "past"
    tense = reading.tense
    if tense == "future":
        ahead = -back % 7 or (7 if which == "next" else 0)
        return anchor + timedelta(ahead), "day", "weekday", tense
    return anchor - timedelta(back or (7 if tense == "past" else 0)), "day", "weekday", tense


_DAYS_FROM_ANCHOR = {"the day before": -2, "yesterday": -1, "last": -1, "tomorrow": 1}


def near_day(reading: Reading) -> Answer:
    """Yesterday · today · tonight · this morning · last night · tomorrow."""
    if reading.anchor is None:
        return None
    words = reading.group("near").lower()
    days = next((days for key, days in _DAYS_FROM_ANCHOR.items() if words.startswith(key)), 0)
    tense: Tense | None = "future" if days > 0 else "past" if days < 0 else reading.tense
    return reading.anchor + timedelta(days), "day", "relative", tense


def next_to_day(reading: Reading) -> Answer:
    """A day earlier · the next day · that evening · two days later: counted from the day named before."""
    if reading.before is None:
        return None
    words = reading.group("beside").lower()
    number = reading.grammar.number(reading.group("number") or "one")
    if number is None:
        return None
    if words.startswith(("that", "the same")):
        number = 0
    elif "earlier" in words or "before" in words or "previous" in words:
        number = -number
    return reading.before + timedelta(number), "day", "relative", reading.tense


def same_period(reading: Reading) -> Answer:
    """That month · the same year: of the date named before."""
    last = reading.last
    if last is None or not _ENDS.search(reading.match.string, last.span.end, reading.match.start()):
        return None  # in the same sentence it says nothing more
    if reading.group("unit") == "month" and last.precision == "year":
        return None
    if reading.group("unit") == "month":
        return last.first.replace(day=1), "month", "relative", "past"
    return date(last.first.year, 1, 1), "year", "relative", "past"


def ago(reading: Reading) -> Answer:
    """Two days ago · three weeks ago · a year ago."""
    anchor, number = reading.anchor, reading.grammar.number(reading.group("number"))
    if anchor is None or number is None:
        return None
    match reading.group("unit"):
        case "day":
            return anchor - timedelta(number), "day", "relative", "past"
        case "week":
            return _covering(anchor - timedelta(7 * number + 2), anchor - timedelta(7 * number - 2), "past")
        case "month":
            months = anchor.year * 12 + anchor.month - 1 - number
            return date(months // 12, months % 12 + 1, 1), "month", "relative", "past"
        case _:
            return date(anchor.year - number, 1, 1), "year", "relative", "past"


def period(reading: Reading) -> Answer:
    """Last month · earlier this year · last week, as the month or the year that holds it."""
    anchor, which, unit = reading.anchor, reading.group("which").lower(), reading.group("period")
    if anchor is None:
        return None
    step = -1 if which == "last" else 1 if which == "next" else 0
    tense = reading.tense
    if unit == "year":
        return date(anchor.year + step, 1, 1), "year", "relative", tense
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return date(months // 12, months % 12 + 1, 1), "month", "relative", tense
    sunday = anchor - timedelta((anchor.weekday() + 1) % 7)
    if unit == "weekend":
        saturday = anchor - timedelta((anchor.weekday() - 5) % 7)
        return None if tense == "future" else _covering(saturday, saturday + timedelta(1), tense)
    if unit == "week":
        if tense == "future":
            return None
        first = anchor - timedelta(anchor.weekday()) if step == 0 else sunday + timedelta(7 * step)
        return _covering(first, anchor if step == 0 else sunday - timedelta(1), tense)
    # A season names its year alone; "last summer", said after this year's, could be either.
    if step == 0:
        return date(anchor.year, 1, 1), "year", "relative", tense
    return (date(anchor.year - 1, 1, 1), "year", "relative", tense) if step < 0 and anchor.month <= 6 else None


def _covering(first: date, last: date, tense: Tense | None) -> Answer:
    """The month that holds both days, else the year that does; None where the two lie in two years."""
    if first.year != last.year:
        return None
    if first.month == last.month:
        return first.replace(day=1), "month", "relative", tense
    return date(first.year, 1, 1), "year", "relative", tense

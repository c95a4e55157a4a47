"""The day from which "on Monday" counts where nobody says when an article was published."""

from __future__ import annotations

from datetime import date, timedelta

import regex

from onrecord.publication.expressions import DateExpression, read_dates
from onrecord.publication.readings import AHEAD_DAYS
from onrecord.text.document import Document

# A day without its year is of the year that brings it nearest: a quarter after the latest full date at most.
_QUARTER = timedelta(90)
_LEAD = 1000
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STILL_AHEAD = regex.compile(r"\b(?:by|until|till|through|to|for|target|(?:in )?(?:early|late)) $")


def latest_named_day(document: Document) -> date | None:
    """The latest past day that the text names, with its year or another's; None where in doubt.

    News leaves out the year of this year's days and keeps weekdays for this week's. So a lone day with its
    year, far down in the text and without its weekday, tells of the past ("since the storm of May 2, 2011").
    """
    text = document.text
    years = [year.span() for year in _YEAR.finditer(text)]
    dated = [
        found
        for start, end in years
        for found in read_dates(text, max(0, start - 64), min(len(text), end + 8), None, document.language)
        if _is_past_day(found)
    ]
    if not dated:
        return None
    latest = max(found.first for found in dated)
    if any(int(text[a:b]) > latest.year and not _STILL_AHEAD.search(text, max(0, a - 12), a) for a, b in years):
        return None  # the text knows a later year than that of its latest full date
    pivot = latest + _QUARTER - timedelta(AHEAD_DAYS)
    days = [found for found in read_dates(text, 0, len(text), pivot, document.language) if _is_past_day(found)]
    events = [found.first for found in days if _is_event(text, found) and abs(found.first - latest) <= _QUARTER]
    if not events and not any(found.first == latest and found.span.start < _LEAD for found in days):
        return None
    return max(latest, *events) if events else latest


def _is_past_day(found: DateExpression) -> bool:
    return found.kind == "absolute" and found.precision == "day" and found.tense != "future"


def _is_event(text: str, found: DateExpression) -> bool:
    """Named as events of the time are: "on Aug. 16", "Friday, Aug. 16", "Friday, August 16, 2024"."""
    words = found.span.of(text)
    return words[0].isalpha() and (
        (not words[-4:].isdigit() and text.startswith(("on ", "On "), max(0, found.span.start - 3)))
        or "day" in words.lower()
    )

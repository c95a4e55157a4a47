"""Dates as metadata writes them become YYYY-MM-DD: the day as written, in its own time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

YEARS = range(1450, 2101)
"""From the first printed news; a later or earlier year is a slip, or a number that is no date."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:(?:,|\s|t|at)+\d{1,2}(?:[:.h]\d\d|\s*[ap]\.?m).*)?"

_FORMS = tuple(
    re.compile(form + _TIME, re.IGNORECASE | re.DOTALL)
    for form in (
        rf"{_YEAR}([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})(?:t\d\d.*|t|z)?",  # 2024-03-05T10:00+01:00
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:t?\d{{6}}z?)?",  # 20240305T101500Z, 20240305101500
        rf"{_WEEKDAY}{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",  # Tue, 05 Mar 2024 10:00:00 GMT
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",  # March 5, 2024 at 10:00 p.m.
        rf"(?P<a>\d{{1,2}})([-/.])(?P<b>\d{{1,2}})\2{_YEAR}",  # 25/03/2024 is clear, 05/03/2024 is not
    )
)
# What has a year, a day and a word is left to dateparser: 5 mars 2024, 2024年3月5日; not 2024-W10-2.
_WORDED = re.compile(r"(?=.*\d{4})(?=.*(?<!\d)\d{1,2}(?!\d)).*(?:[^\W\d_]{3}|[^\x00-\x7f]).*")
_TOMORROW = timedelta(days=1)
"""It is tomorrow already further east."""
_EXPECTED = "a date as YYYY-MM-DD"


def day(value: object) -> str:
    """The day (YYYY-MM-DD) that a text, a date, or a number of seconds, milliseconds … since 1970 (UTC) says.

    Raises ValueError with what was expected, also where a date can be read in two ways.
    """
    found: date | None = None
    try:
        if isinstance(value, datetime):
            found = value.date()
        elif isinstance(value, date):
            found = value
        elif isinstance(value, str | int):
            text = " ".join(str(value).split())
            found = _written(text) or (_counted(float(text)) if text.isascii() and text.isdigit() else None)
        elif isinstance(value, float):
            found = _counted(value)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{_EXPECTED}: {error}") from error
    if found is None:
        raise ValueError(_EXPECTED)
    if found.year not in YEARS:
        raise ValueError(f"{_EXPECTED}, of the years {YEARS.start} to {YEARS.stop - 1}")
    if found > date.today() + _TOMORROW:
        raise ValueError(f"{_EXPECTED} that is not in the future")
    return found.isoformat()


def _written(text: str) -> date | None:
    """The date that a text says, None where it says none. Raises ValueError for 31 April, for 05/03/2024."""
    if len(text) > 80:  # spares dateparser, which tries two hundred languages, a sentence
        return None
    match = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if match is None:
        return _in_any_language(text) if _WORDED.fullmatch(text) else None
    part = match.groupdict()
    year = int(part["year"])
    if part.get("a"):
        low, high = sorted((int(part["a"]), int(part["b"])))
        if low != high <= 12:
            raise ValueError("this one can be read as day and month or as month and day")
        return date(year, low, high)
    month = int(part["month"]) if part.get("month") else _MONTHS[part["name"].lower()]
    return date(year, month, int(part["day"]))


def _counted(number: float) -> date | None:
    """The day of a count since 1970; below 1e8 (March 1973) it is sooner a year or an id than a count."""
    for unit, least in ((1e9, 1e17), (1e6, 1e14), (1e3, 1e11), (1.0, 1e8)):
        if number >= least:
            return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number / unit)).date()
    return None


@lru_cache(maxsize=1024)
def _in_any_language(text: str) -> date | None:
    import dateparser  # a quarter of a second to import, so only for what the forms above do not know

    found = set()
    for order in ("DMY", "MDY"):  # where the order matters the answers differ, and then there is none
        settings = {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "DATE_ORDER": order}
        settings["REQUIRE_PARTS"] = ["day", "month", "year"]
        try:
            parsed = dateparser.parse(text, settings=settings)
        except Exception:  # whatever its tables and its parsers raise, it is no date that it knows
            return None
        found.add(parsed.date() if parsed else None)
    return found.pop() if len(found) == 1 else None

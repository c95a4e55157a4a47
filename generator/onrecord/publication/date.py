"""When an article was published: rules over its imprint. A date without its year does not say."""

from __future__ import annotations

import regex

from onrecord.publication.imprint import Imprint
from onrecord.rules import Rule

# an answer: the day (YYYY-MM-DD) and the basis
Answer = tuple[str, str]

# "PARIS, March 5, 2024 —", "LISBON, Portugal (March 5, 2024) -": capitals, a date, a dash
_DATELINE = regex.compile(r"\p{Lu}[\p{Lu} .’'-]{2,}[^—–]{0,60}?[—–-]")


def metadata(imprint: Imprint) -> Answer | None:
    """The metadata that came with the article gives the date."""
    return (imprint.article.date, imprint.article.basis) if imprint.article.date else None


def published_line(imprint: Imprint) -> Answer | None:
    """A line at the head or the foot says "Published" and a date."""
    for line in (*imprint.head, *imprint.foot):
        if len(imprint.lines[line]) <= 160 and imprint.words.published.match(imprint.lines[line]):
            day = imprint.full_date(line)
            if day:
                return day.isoformat(), "text"
    return None


def date_line(imprint: Imprint) -> Answer | None:
    """A line of the head holds nothing but a date."""
    for line in sorted(imprint.date_lines):
        day = imprint.full_date(line)
        if day and not imprint.words.updated.match(imprint.lines[line]):
            return day.isoformat(), "text"
    return None


def byline_date(imprint: Imprint) -> Answer | None:
    """The byline ends in a date."""
    day = imprint.full_date(imprint.byline[0]) if imprint.byline else None
    return (day.isoformat(), "byline") if day else None


def dateline(imprint: Imprint) -> Answer | None:
    """The place that the article opens with has a date with its year beside it."""
    for line, text in enumerate(imprint.lines[:5]):
        opening = _DATELINE.match(text)
        if opening:
            days = [found for found in imprint.dates(line) if found.precision == "day"]
            if days and days[0].span.end <= opening.end() + 2:
                return days[0].first.isoformat(), "dateline"
    return None


def updated_line(imprint: Imprint) -> Answer | None:
    """Nothing but a line "Updated" gives a date."""
    for line in imprint.head:
        if imprint.words.updated.match(imprint.lines[line]):
            day = imprint.full_date(line)
            if day:
                return day.isoformat(), "text"
    return None


RULES: tuple[Rule[Imprint, Answer], ...] = (
    Rule("date.metadata", metadata),   # {"date": "2024-03-05"}
    Rule("date.published_line", published_line),   # Published: 5 March 2024 10:00 GMT
    Rule("date.date_line", date_line),   # 7:15 14.08.2024
    Rule("date.byline_date", byline_date),   # By Anna Lee | March 5, 2024
    Rule("date.dateline", dateline),   # PARIS, March 5, 2024 — The …
    Rule("date.updated_line", updated_line),   # Updated: March 5, 2024
)  # fmt: skip

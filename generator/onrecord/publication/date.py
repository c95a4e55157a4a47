"""When an article was published: rules over its imprint. A date without its year does not say."""

from __future__ import annotations

import regex

from onrecord.publication.imprint import TEXT, Imprint
from onrecord.rules import Rule

# an answer: the day (YYYY-MM-DD) and the basis
Answer = tuple[str, str]

# "PARIS, March 5, 2024 —", "LISBON, Portugal (March 5, 2024) -": capitals, a date, a dash
_DATELINE = regex.compile(r"\p{Lu}[\p{Lu} .’'-]{2,}[^—–]{0,60}?[—–-]")


def metadata(imprint: Imprint) -> Answer | None:
    """The metadata that came with the article gives the date."""
    return (imprint.article.date, imprint.article.basis) if imprint.article.date else None


def json_ld(imprint: Imprint) -> Answer | None:
    """The page's JSON-LD gives the day of publication."""
    day = imprint.claims.day("json-ld")
    return (day, "json-ld") if day else None


def open_graph(imprint: Imprint) -> Answer | None:
    """The page's OpenGraph gives the day of publication."""
    day = imprint.claims.day("open-graph")
    return (day, "open-graph") if day else None


def meta_tag(imprint: Imprint) -> Answer | None:
    """A meta tag of the page gives the day of publication."""
    day = imprint.claims.day("meta-tag")
    return (day, "meta-tag") if day else None


def time_element(imprint: Imprint) -> Answer | None:
    """A time element of the page gives the day of publication."""
    day = imprint.claims.day("time-element")
    return (day, "time-element") if day else None


def address(imprint: Imprint) -> Answer | None:
    """The path of the article's address is made of a day: /2024/03/05/bridge."""
    day = imprint.claims.day_in_address()
    return (day, "url") if day else None


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
    Rule("date.json_ld", json_ld),   # {"datePublished": "2024-03-05T10:00:00+01:00"}
    Rule("date.open_graph", open_graph),   # <meta property="article:published_time" content="2024-03-05">
    Rule("date.meta_tag", meta_tag),   # <meta name="pubdate" content="20240305">
    Rule("date.time_element", time_element),   # <time datetime="2024-03-05T10:00" pubdate>
    Rule("date.published_line", published_line, TEXT),   # Published: 5 March 2024 10:00 GMT
    Rule("date.date_line", date_line, TEXT),   # 7:15 14.08.2024
    Rule("date.byline_date", byline_date, TEXT),   # By Anna Lee | March 5, 2024
    Rule("date.dateline", dateline, TEXT),   # PARIS, March 5, 2024 — The …
    Rule("date.address", address),   # https://meridianpost.example/2024/03/05/bridge
    Rule("date.updated_line", updated_line, TEXT),   # Updated: March 5, 2024
)  # fmt: skip

"""Dates as news articles write them: "Aug. 9", "on Monday", "last March", "in a 2012 speech", "two days ago".

An expression without a year counts from an anchor, the day on which the article was published; without one it
gives nothing. Nothing is guessed: 8/9/2024 is no date, as it could be two.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

from onrecord.model import Precision, Span
from onrecord.publication import readings
from onrecord.publication.grammar import Grammar
from onrecord.publication.readings import Answer, Kind, Reading, Tense


class DateExpression(NamedTuple):
    """Words that name a day, a month or a year, and the first day of the period that they name.

    ``kind`` is "absolute" (a day of a month), "weekday", "relative" ("yesterday", "two weeks ago", "last
    year"), "month" or "year". ``tense`` is what its own words and the few before it say, None
    where they say nothing.
    """

    span: Span
    first: date
    precision: Precision
    kind: Kind
    tense: Tense | None = None


# The forms of expression, the longer reading of a place first: the characters that it may begin with (most words
# begin with none of them), its pattern, in which names in capitals stand for words, and its reader.
_FORMS: tuple[tuple[str, str, Callable[[Reading], Answer]], ...] = (
    # 2024-08-09
    (r"\d", r"(?<![\d./-])(?P<year>YEAR)(?P<mark>[-/])(?P<m>\d\d)(?P=mark)(?P<d>\d\d)(?!\d|[-/]\d)", readings.iso),
    # 14.08.2024
    (
        r"\d",
        r"(?<![\d./-])(?P<d>\d\d?)(?P<mark>[./])(?P<m>\d\d?)(?P=mark)(?P<year>YEAR)(?!\d|[-/]\d)",
        readings.numeric,
    ),
    # Friday, Aug. 16, 2024; the night of Aug. 16
    (
        r"A-Zt",
        r"(?:\b[Tt]he\ PART\ of\ )?(?:\b(?P<weekday>WEEKDAY_SHORT),?\ (?:the\ )?)?"
        r"\b(?P<month>MONTH_SHORT)\ (?P<day>DAY)(?:st|nd|rd|th)?"
        r"(?:\ ?[-–—]\ ?\d\d?\b(?![-–]))?"
        r"(?:,?\ (?P<year>YEAR)\b|\ (?:of\ )?(?P<which>WHICH)\ year\b)?(?![\w%]|[,.:]\d)",
        readings.day_of_month,
    ),
    # Friday 16 August 2024; the night of 16 August; the 16th of August
    (
        r"A-Zt\d",
        r"(?:\b[Tt]he\ PART\ of\ (?:the\ )?|\b[Tt]he\ (?=\d\d?(?:st|nd|rd|th)\b))?"
        r"(?:\b(?P<weekday>WEEKDAY_SHORT),?\ (?:the\ )?)?"
        r"(?<![\d.,:$£€-])\b(?P<day>DAY)(?:st|nd|rd|th)?\ (?:of\ )?"
        r"(?P<month>MONTH_SHORT)(?:,?\ (?P<year>YEAR)\b|\ (?:of\ )?(?P<which>WHICH)\ year\b)?(?![\w%]|[,.:]\d)",
        readings.day_of_month,
    ),
    # August 2024
    (r"A-Z", r"\b(?P<month>MONTH_SHORT)(?:,?\ |\ of\ )(?P<year>YEAR)\b(?!-?\d)", readings.month_of_year),
    # last March
    (
        r"A-Zlnt",
        r"(?:\b(?P<which>[Ll]ast|[Tt]his(?:\ past)?|[Nn]ext)\ )?\b(?P<month>MONTH)\b"
        r"(?:\ (?:of\ )?(?P<of>WHICH)\ year\b|\ (?:of\ )?(?P<that>(?:that|the)(?:\ same)?)\ year\b)?",
        readings.month,
    ),
    # in 2012
    (
        r"\dA-Zfas",
        r"(?:\b(?P<season>SEASON)\ (?:of\ )?)?(?<![\d.,:/$£€#–])(?<!\d-)\b(?P<year>YEAR)\b(?![-–/]?\d|%)",
        readings.year,
    ),
    # last Friday; Friday of last week; before dawn on Friday; the early hours of Friday
    (
        r"A-Zlntpcbase",
        r"(?:\b(?:(?:[Ss]hortly\ |[Jj]ust\ )?(?:[Bb]efore|[Aa]fter)\ HOUR\ on|"
        r"(?:[Tt]he\ )?(?:[Ee]arly|[Ss]mall)\ hours\ of)\ )?"
        r"(?:\b(?P<which>[Ll]ast|[Tt]his(?:\ past|\ coming)?|[Pp]ast|[Nn]ext|[Cc]oming)\ )?"
        r"\b(?P<weekday>WEEKDAY)(?![-\w])(?:\ (?:of\ )?(?P<week>(?:last|this|next)\ week)\b|\ PART\b)?",
        readings.weekday,
    ),
    # yesterday
    (
        r"A-Zlety",
        r"\b(?P<near>(?:(?:[Tt]he\ day\ before\ )?[Yy]esterday|[Tt]omorrow)(?:\ PART)?|[Tt]onight|"
        r"(?:[Ee]arlier\ |[Ll]ater\ )?(?:[Tt]oday|[Tt]his\ PART)|[Ll]ast\ (?:night|evening))\b",
        readings.near_day,
    ),
    # two days ago
    (
        r"A-Zaotfsne\d",
        r"\b(?P<number>[Aa]n?|[Oo]ne|NUMBER|\d\d?)\ (?P<unit>day|week|month|year)s?\ ago\b",
        readings.ago,
    ),
    # a day earlier, the day before; but not "the day after the vote"
    (
        r"A-Zatonefs",
        r"\b(?P<beside>(?P<number>[Aa]|NUMBER)\ days?\ (?:earlier|later|(?:before|after)(?=[.,;:]|$))|"
        r"[Tt]he\ (?:(?:next|following|previous)\ (?:day|PART)|day\ (?:before|after)(?=[.,;:]|$))|"
        r"(?:[Tt]he\ same|[Tt]hat(?:\ same)?)\ (?:day|PART))\b",
        readings.next_to_day,
    ),
    # that month, the same year
    (
        r"A-Zt",
        r"\b(?:[Tt]hat(?:\ same)?|[Tt]he\ same)\ (?P<unit>month|year)\b",
        readings.same_period,
    ),
    # earlier this month
    (
        r"A-Zelnto",
        r"\b(?P<which>(?:[Ee]arlier\ |[Ll]ater\ )?[Tt]his(?:\ past)?|[Ll]ast|[Nn]ext|"
        r"[Oo]ver\ the(?:\ past)?)\ "
        r"(?P<period>weekend|week|month|year|SEASON)\b",
        readings.period,
    ),
)


_READERS = tuple(reader for _, _, reader in _FORMS)


@cache
def _grammar(language: str) -> Grammar:
    return Grammar(language, tuple((first, form) for first, form, _ in _FORMS))


def read_dates(text: str, start: int, end: int, anchor: date | None, language: str = "en") -> list[DateExpression]:
    """The dates that ``text`` names between two offsets, in order; relative ones count from ``anchor``."""
    grammar, found = _grammar(language), list[DateExpression]()
    before: date | None = None
    for left, right in grammar.places(text, start, end):
        for match in grammar.pattern.finditer(text, left, right):
            form, groups = grammar.forms[match.lastgroup]
            try:
                last = found[-1] if found else None
                answer = _READERS[form](Reading(match, groups, grammar, anchor, before, start, last))
            except (ValueError, OverflowError):  # before the first or after the last year of the calendar
                continue
            if answer is None:
                continue
            first, precision, kind, tense = answer
            found.append(DateExpression(Span(*match.span()), first, precision, kind, tense))
            if precision == "day":
                before = first
    return found

"""Whether two quotes have one speaker, and whether they can have been said on one occasion."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple, cast

from onrecord.identify.alike import alike
from onrecord.identify.names import fold
from onrecord.model import SpeakerKind
from onrecord.variants.model import QuoteRow

_LIKELY = frozenset(
    """
    alike.same_words alike.another_kind alike.middle_name alike.nickname alike.initial alike.shortened alike.suffix
    alike.longer_surname alike.turned_round alike.surname_alone alike.acronym alike.legal_form alike.short_form
    """.split()
)
"""Rules by which two names are one speaker's. Not by one letter: for that the words would have to vouch."""

NEAR, APART, ZONES = 7, 31, 2
"""Days: of one occasion; of different ones; by which the dates of two places may be wrong."""


def speakers_agree(one: QuoteRow, other: QuoteRow) -> bool | None:
    """Whether two quotes have one speaker; None where one of them has none that is named. Ids count before names."""
    if one.speaker_id and other.speaker_id:
        return one.speaker_id == other.speaker_id
    if not one.speaker or not other.speaker or "unnamed" in (one.speaker_kind, other.speaker_kind):
        return None
    names = sorted([(one.speaker, one.speaker_kind or "person"), (other.speaker, other.speaker_kind or "person")])
    return _one_name(*names[0], *names[1])


@lru_cache(maxsize=1 << 17)
def _one_name(first: str, first_kind: str, second: str, second_kind: str) -> bool:
    if (first, first_kind) == (second, second_kind):
        return True
    names = [(first, cast(SpeakerKind, first_kind)), (second, cast(SpeakerKind, second_kind))]
    for (fuller, kind), (shorter, other) in (names, names[::-1]):
        decision = alike(fuller, shorter, (kind, other))
        if decision and decision.rule in _LIKELY:
            return True
    # A surname alone says little of what it names: "Lee" may have been taken for a company.
    short, long = sorted(names, key=lambda name: len(name[0].split()))
    return long[1] == "person" != short[1] and fold(short[0], "person") == fold(long[0], "person")[-1:]


def surname(row: QuoteRow) -> str | None:
    """What names of one speaker mostly share: to look for those first. None where nobody is named."""
    if not row.speaker or row.speaker_kind == "unnamed":
        return None
    return _surname(row.speaker, row.speaker_kind or "person")


@lru_cache(maxsize=1 << 17)
def _surname(name: str, kind: str) -> str | None:
    words = fold(name, cast(SpeakerKind, kind))
    return words[-1] if words else None


class Days(NamedTuple):
    """When a quote was said, first and last possible day, and published; proleptic ordinals, None where unknown."""

    said: tuple[int, int] | None
    published: int | None


def days_of(row: QuoteRow) -> Days:
    """The days of a quote; what is no date is unknown."""
    start = _ordinal(row.said_on)
    length = {"month": 30, "year": 365}.get(row.said_on_precision or "day", 0)
    return Days((start, start + length) if start else None, _ordinal(row.date))


@lru_cache(maxsize=1 << 16)
def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def near(one: Days, other: Days) -> bool | None:
    """Whether two quotes are of one occasion by their days; None where these do not say."""
    if one.said and other.said:
        return _between(one.said, other.said) <= NEAR
    if one.published and other.published:
        return abs(one.published - other.published) <= NEAR
    return None


def apart(one: Days, other: Days) -> bool:
    """Whether two quotes are of different occasions: said long after the other was, or after it was in print."""
    if one.said and other.said and _between(one.said, other.said) > APART:
        return True
    printed = ((one.said, other.published), (other.said, one.published))
    return any(said and published and said[0] > published + ZONES for said, published in printed)


def _between(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])

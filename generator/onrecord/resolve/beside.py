"""Whom an article calls by a noun beside the name: "kicker Omar Diaz", "Omar Diaz, the kicker"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import regex

from onrecord.find.mentions import NameMention
from onrecord.find.names import bare
from onrecord.languages import lexicon as lx
from onrecord.resolve.entities import Entities

# Between a name and the noun: “, the”  “, 41, of Mill Road, Ghent, its new”  “ is Anna Lee’s”  “, who works as a”
_AFTER_NAME = regex.compile(
    r"(?:(?:,(?: \d\d,)?(?: from \p{Lu}\p{L}+,)? who|, (?:aged )?\d\d,)?"
    r" (?:is|was|became|ha[sd] been|works? as|worked as|serve[sd] as)|"
    r"(?:, (?:aged )?\d\d|,? \([^()\n]{1,30}\))?"
    r"(?:,? (?:of|from) \p{Lu}[^,.;:“”\"\n]{1,30}(?:, \p{Lu}[^,.;:“”\"\n]{1,30})?)?,(?: once| now)?)"
    r" ((?:[\p{L}\p{N}’'-]+ ){0,4}?)"
)
_AFTER_NOUN = regex.compile(r"[,.;)]| (?:of|for|at|in|on|who|from|with|that|which|known|called|based|founded|and)\b|$")
# Between the noun and a name: “ ”  “, ”  “ for the union, ”
_TO_NAME = regex.compile(
    r" (?:named |called )?|(?: (?:of|for|at|in|on|from|that|who|representing)\b[^,.;:“”\"\n]{0,60})?, "
)
_CLAUSE = frozenset((lx.AUXILIARY, lx.CUE, lx.VERB, lx.PREPOSITION, lx.COORDINATOR, lx.TO))
_REACH, _WORD = 90, 24
_PLACES = 16
"""How many places of a noun are looked at, the nearest ones."""
LOOK_BACK = 8000
"""How far before a mention, in characters, what it takes up is looked for: most articles are shorter."""


def named_beside(
    entities: Entities, nouns: Iterable[str], end: int, start: int | None = None
) -> Iterator[tuple[int, NameMention]]:
    """Where one of the nouns stands beside a name before ``end``, and the name; the nearest to ``end`` first."""
    known = entities.beside
    low = max(0, end - LOOK_BACK) if start is None else start
    for noun in islice(places(entities, nouns, low, end), _PLACES):
        if noun not in known:
            known[noun] = _named(entities, *noun)
        mention = known[noun]
        if mention:
            yield noun[0], mention


def _named(entities: Entities, place: int, stop: int) -> NameMention | None:
    """The name that a noun between two places stands beside."""
    mentions, text = entities.mentions, entities.document.text
    if text[place:stop].lower() in entities.words.modifiers:
        office = bare(text[stop : stop + _WORD].lstrip().partition(" ")[0])
        if office in entities.words.offices:
            return None  # Chief Minister Anna Lee is no "chief"
    following = mentions.between(place, stop + _REACH)
    if following and following[0].first == place and following[0].name.shape == "title":
        following = following[1:]  # its |Commissioner|, Anna Lee
    if following and following[0].first <= place:
        return following[0] if place < following[0].start else None  # Sen. Anna Lee
    if mentions.quoted(place) or mentions.headline(place):
        return None
    for mention in following[:2]:  # the member for Ghent, Anna Lee, has another name between
        gap = _TO_NAME.fullmatch(text, stop, mention.first)
        if gap and any(entities.discourse.classes.get(word) == lx.AUXILIARY for word in gap[0].split()):
            continue  # the mum of one has seen a counsellor, Anna Lee
        if gap and ("," not in gap[0] or text[mention.end : mention.end + 1] in (",", ".", ")")):
            return mention
    if _AFTER_NOUN.match(text, stop):
        for mention in reversed(mentions.between(place - _REACH, place)):
            if _calls(entities, mention.end, place) and not _is_home(entities, mention):
                return mention
    return None


def past_degrees(text: str, end: int) -> int:
    """Where a name ends with the letters after it that say what its bearer took: Anna Lee, Ph.D., R.N."""
    degrees = _DEGREES.match(text, end) if text.startswith(", ", end) else None
    return degrees.end() if degrees else end


_DEGREES = regex.compile(r"(?:, (?:(?:\p{Lu}\p{Ll}{0,2}\.){2,3}|MD|PhD|DPhil|RN|JD|MPH|MBE|OBE|CBE))+(?=,)")


def _calls(entities: Entities, end: int, place: int) -> bool:
    """Whether a noun is in apposition to the name that ends at ``end``, or said of it."""
    said = _AFTER_NAME.fullmatch(entities.document.text, past_degrees(entities.document.text, end), place)
    if said is None:
        return False
    classes, words = entities.discourse.classes, said[1].lower().split()
    return not any(
        classes.get(word) in _CLAUSE and not (word.endswith("ed") and before in ("a", "an", "the"))  # a retired farmer
        for before, word in zip(["", *words], words, strict=False)
    )


def _is_home(entities: Entities, mention: NameMention) -> bool:
    """Whether a name is where somebody lives: Anna Lee, of Mill Road, |Ghent|, a baker."""
    before = entities.document.text[max(0, mention.first - _HOME) : mention.first]
    person = len(mention.name.words) > 1 or mention.name.given
    return before.endswith(_LIVES) and not (person and entities.evidence.is_person(mention))


_HOME, _LIVES = 6, (" of ", " from ", " in ", " at ", " near ", ", ")


def places(entities: Entities, nouns: Iterable[str], low: int, end: int) -> Iterator[tuple[int, int]]:
    """Where any of some words stands between two places, and where it ends; the nearest to ``end`` first."""
    text = entities.discourse.lower
    found = {noun: text.rfind(noun, low, end) for noun in nouns}
    while found:
        noun = max(found, key=found.__getitem__)
        start = found[noun]
        if start < 0:
            return
        stop = start + len(noun)
        if not text[start - 1 : start].isalnum() and not text[stop : stop + 1].isalnum():
            yield start, stop
        found[noun] = text.rfind(noun, low, stop - 1)

"""The word lists that names are read by, as sets: from ``[names]`` in a language's file."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from itertools import groupby
from typing import Literal

import regex

from onrecord import languages
from onrecord.find.characters import characters

Gender = Literal["female", "male"]


@dataclass(frozen=True)
class NameWords:
    """What the words of a name, and around one, can be: lower case, abbreviations without full stops."""

    pronouns: dict[str, str]
    """What each pronoun agrees with: "male", "female", "thing", "many", "relative", "speaker"."""
    after_head: re.Pattern[str]
    """Matches what ends the head of a noun phrase."""
    reflexive: re.Pattern[str]
    """Matches "himself" after a description."""
    articles: regex.Pattern[str]
    before_role: regex.Pattern[str]
    """These two match words that a description, and a role, are called without."""
    known_as: regex.Pattern[str]
    """Matches what stands between a description and the name that goes with it."""
    run: re.Pattern[str]
    """Matches a run of capitalised words, with the small words that join them."""
    titles: frozenset[str]
    """Everything that may end a title before a name: roles, their abbreviations, modifiers."""
    roles: frozenset[str]
    addresses: frozenset[str]
    honorifics: frozenset[str]
    modifiers: frozenset[str]
    rank_modifiers: frozenset[str]
    demonyms: frozenset[str]
    nationals: frozenset[str]
    officers: frozenset[str]
    initials: frozenset[str]
    """Ranks and offices by their initials, before a surname: DC Lee."""
    askers: frozenset[str]
    asking: frozenset[str]
    answering: frozenset[str]
    testifying: frozenset[str]
    of_relations: frozenset[str]
    crowds: frozenset[str]
    led: frozenset[str]
    """Organizations that are called somebody's who heads them: his group."""
    states: dict[str, str]
    """How a party's tag writes each state: ill of illinois, ny of new_york."""
    callings: frozenset[str]
    """Every noun for what a person is: the roles, and the occupations that take nobody up."""
    slight_titles: frozenset[str]
    offices: frozenset[str]
    of_countries: frozenset[str]
    """Who speaks for a country: of another one, where its name is beside it."""
    epithets: frozenset[str]
    """Words that take somebody up, though they are no role."""
    young: frozenset[str]
    outlets: frozenset[str]
    role_surnames: frozenset[str]
    anonymous: frozenset[str]
    sources: frozenset[str]
    relations: frozenset[str]
    first_offices: frozenset[str]
    causes: frozenset[str]
    """Verbs that open a name before "the": Save the Harbor."""
    expansions: dict[str, tuple[str, ...]]
    stands_for: dict[str, tuple[str, ...]]
    paired_titles: dict[str, str]
    organizations: frozenset[str]
    organization_heads: frozenset[str]
    initials_as_words: frozenset[str]
    organization_nouns: frozenset[str]
    organization_surnames: frozenset[str]
    public_bodies: frozenset[str]
    place_bodies: frozenset[str]
    civic_bodies: frozenset[str]
    told_apart: frozenset[str]
    trades: frozenset[str]
    legal_forms: frozenset[str]
    businesses: frozenset[str]
    platforms: frozenset[str]
    mastheads: frozenset[str]
    partisans: frozenset[str]
    statements: frozenset[str]
    reads: frozenset[str]
    """Verbs of which "it" is a document."""
    about_somebody: frozenset[str]
    """Works about whoever's they are, not by them: "his obituary"."""
    plural_people: frozenset[str]
    quantities: frozenset[str]
    openers: frozenset[str]
    months: frozenset[str]
    times: frozenset[str]
    """Weekdays and months that are no given names."""
    given: frozenset[str]
    genders: dict[str, Gender]
    """Titles, relations and given names that tell the gender."""
    nicknames: frozenset[tuple[str, str]]
    """Pairs of given names that may be one person's, either way round."""
    suffixes: frozenset[str]
    honours: frozenset[str]
    particles: frozenset[str]
    before_given: frozenset[str]
    places: frozenset[str]
    place_heads: frozenset[str]
    place_tails: frozenset[str]
    place_surnames: frozenset[str]
    """Those of them that are many people's surnames."""


@cache
def name_words(language: str) -> NameWords:
    """The word lists of a language."""
    data, grammar = languages.load(language)["names"], languages.load(language)["grammar"]
    lists = {key: frozenset(value.split()) for key, value in data.items()}
    months = frozenset(grammar["months"].replace(".", "").split())
    given = frozenset(word.rstrip("_") for word in lists["given_female"] | lists["given_male"])
    own = {
        field.name: lists[field.name]
        for field in fields(NameWords)
        if field.name in lists and field.name not in _DERIVED
    }
    reflexive = rf"(?<!ing) (?:{_any(lists['reflexives'])})\b"  # the mayor himself; not: a man calling himself
    known_as = "|".join(phrase.strip() for phrase in data["known_as"].split(","))
    return NameWords(
        run=_run_pattern(
            lists["abbreviated_titles"] | lists["abbreviated_suffixes"] | lists["abbreviated_names"],
            lists["particles"],
            lists["causes"],
        ),
        known_as=regex.compile(rf"\b(?:{known_as}) (?=[\p{{Lu}}@])"),
        pronouns={
            word: key.removeprefix("pronouns_") for key in lists if key.startswith("pronouns_") for word in lists[key]
        },
        after_head=re.compile(
            rf",(?!\d)(?! [^ ,]*\w-\w)| [-–—]|\(| (?:{_any(lists['after_head'])})\b"
            rf"| and (?:{_any(lists['pronouns_male'])})\b|{reflexive}"
        ),
        reflexive=re.compile(reflexive),
        articles=regex.compile(rf"(?:(?:{_any(lists['articles'])}) (?!of\b))+", regex.IGNORECASE),  # one of them
        before_role=regex.compile(rf"(?:(?:{_any(lists['articles'] | lists['before_role'])}) )+", regex.IGNORECASE),
        titles=lists["roles"].union(*(lists[key] for key in _TITLES)),
        organization_nouns=lists["organization_nouns"] | lists["organizations"],
        relations=lists["relations"] | lists["female_relations"] | lists["male_relations"],
        months=months,
        times=(months | frozenset(grammar["weekdays"].split())) - given,
        given=given,
        genders=_genders(lists),
        nicknames=frozenset(pair for a, b in _pairs(data["nicknames"]) for pair in ((a, b), (b, a))),
        states={state: short for short, state in _pairs(data["states"])},
        expansions=_expansions(data["expansions"]),
        stands_for=_expansions(data["stands_for"]),
        paired_titles=dict(_pairs(data["paired_titles"])),
        callings=lists["roles"] | lists["occupations"],
        organizations=lists["organizations"] | lists["organization_tails"],
        **own,
    )


_TITLES = ("abbreviated_titles", "female_titles", "male_titles", "honours_before", "modifiers", "demonyms")
_DERIVED = frozenset(
    (
        "known_as",
        "organizations",
        "organization_nouns",
        "relations",
        "nicknames",
        "expansions",
        "stands_for",
        "paired_titles",
        "states",
        "after_head",
        "articles",
        "before_role",
    )
)


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words))


def _genders(lists: dict[str, frozenset[str]]) -> dict[str, Gender]:
    genders: dict[str, Gender] = {}
    sides: tuple[Gender, Gender] = ("female", "male")
    for side in sides:
        for key in (f"{side}_titles", f"{side}_nouns", f"{side}_relations", f"given_{side}"):
            genders.update((word, side) for word in lists[key] if word[-1] != "_")
    return genders


def _expansions(text: str) -> dict[str, tuple[str, ...]]:
    expansions: dict[str, tuple[str, ...]] = {}
    for short, long in _pairs(text):
        expansions[short] = (*expansions.get(short, ()), long)
    return expansions


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(a, b) for a, _, b in (pair.partition("=") for pair in text.split())]


def _run_pattern(abbreviations: frozenset[str], particles: frozenset[str], causes: frozenset[str]) -> re.Pattern[str]:
    """In re, which is three times as quick as regex at this: the whole of every article is read by it.

    Only sets are repeated possessively: before Python 3.11.5, re loses its place where a group so repeated fails.
    """
    # re looks behind for as many characters as it knows beforehand: one group for each length
    by_length = groupby(sorted(map(str.capitalize, abbreviations), key=len), key=len)
    short = "|".join(rf"(?<=\b(?:{'|'.join(words)})\.)" for _, words in by_length)
    small = _any(particles)
    cause = "|".join(rf"(?<=\b{verb.capitalize()})" for verb in sorted(causes))
    upper, letter, inner = characters("Lu"), characters("L"), characters("L", "M", "N")
    word = rf"""
        {inner}*+
        (?:(?:['’](?!s\b)|[-&/.]){letter}{inner}*+)*              # O’Neil  Ki-moon  AT&T  U.S
        (?:\+(?!\w))?                                            # Harbor+
        (?:\.(?:(?<=\b{upper}\.)|(?<=\.{upper}\.)|{short}))?   # J.  U.S.  Sen.
    """
    glue = rf"""
        [ ](?:(?=h?{upper})h?|(?:of|for|on|and|&)[ ](?:the[ ])?|(?:(?:{small})[ ])*(?:(?:al|el|ul|d)[-'’])?
             |[“"‘'(]{upper}{letter}{{1,18}}+(?:[ ]{upper}{letter}{{1,18}}+)?[”"’')][ ]  # Ó hEidhin, “Big Bob” Lee
             |\((?:[Rr]etd?|[Rr]td|Mrs?|Ms|Dr)\.?\)[ ])                      # Captain (ret.) Lee
      | ,[ ](?=[JS]r\b)
      | (?:{cause})[ ]the[ ](?={upper})                         # Save the Harbor
      | (?<=s)['’][ ](?={upper})                                # Growers’ Guild
      | (?<=ng)['’][ ](?={upper})                               # Atieno Achieng’ Lee
      | (?:(?<=[ ]Women)|(?<=Children)|(?<=People))['’]s[ ](?={upper})  # People’s Party
      | (?:(?<=Queen)|(?<=King))['’]s[ ](?=Coll|Hosp|Univ)            # Queen’s University
    """
    begin = rf"{upper}(?<!{characters('L', 'N')}.)"  # the capital first: looking for a set of characters is quick
    saint = rf"S(?<!{characters('L', 'N')}.)t\.?[ ]{upper}{letter}++['’]s(?=[ ]{upper})"  # St Anna’s Hospital
    return re.compile(rf"(?:{saint}|{begin}{word})(?:(?:{glue}){upper}{word})*", re.VERBOSE)

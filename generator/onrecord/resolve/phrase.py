"""Noun phrases of a source: where the head ends, which words are in it."""

from __future__ import annotations

import re

from onrecord.find.characters import characters
from onrecord.find.name_words import NameWords
from onrecord.find.names import bare

# In re, which is twice as quick as regex at these.
_WORD = re.compile(rf"{characters('L', 'N')}{characters('L', 'M', 'N', more='.&-')}*(?:['’]{characters('L')}+)*")
_INSIDE = re.compile(
    rf"{characters('Lu')}{characters('L')}+ of {characters('Lu')}{characters('L')}+ ({characters('Ll')}+)"
)
_CLAUSE = re.compile(r",(?!\d)(?! [^ ,]*\w-\w)| (?:who|whose|that|which)\b| [-–—]+ ")


def described(phrase: str, lists: NameWords) -> str:
    """A description without articles, and without what follows a comma, "who" or "himself"."""
    cut = _CLAUSE.search(phrase, 1)
    short = phrase[: cut.start()] if cut else phrase
    short = lists.reflexive.split(short, maxsplit=1)[0]
    articles = lists.articles.match(short)
    return short[articles.end() if articles else 0 :].strip() or phrase.strip()


def head_end(phrase: str, lists: NameWords) -> int:
    """Where the head of a noun phrase ends: 11 in "a spokesman for the union"."""
    if " " not in phrase:
        return len(phrase)
    cut = lists.after_head.search(phrase, 1)
    while cut and (inside := _INSIDE.match(phrase, phrase.rfind(" ", 0, cut.start()) + 1)):
        if inside[1] not in lists.callings:
            break
        cut = lists.after_head.search(phrase, inside.end())  # the Republic of Ireland midfielder
    return cut.start() if cut else len(phrase)


def words_of(phrase: str) -> list[str]:
    """The words of a phrase, lower case, without possessives."""
    return [bare(word).removesuffix("'s") for word in _WORD.findall(phrase)]


def are_people(noun: str, lists: NameWords) -> bool:
    """Whether a noun, in lower case, is the plural of what a person is: players, teachers."""
    return noun.endswith("s") and singular(noun) in lists.roles


def singular(noun: str) -> str:
    """The singular of a regular plural."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun.removesuffix("s")

"""Pairs of names in different articles that are likely one speaker's: for a person to confirm, never mapped.

A rule is asked about a pair whose fuller name is known, and answers by what it sees; none is asked twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.find.name_words import NameWords, name_words
from onrecord.identify.names import fold
from onrecord.languages import available
from onrecord.model import SpeakerKind
from onrecord.rules import Decision, Rule, decide, fact

_SUFFIXES = frozenset("jr sr junior senior ii iii iv kc qc mp mep phd md".split())
_NOT_IN_ACRONYMS = frozenset("a an and at for in of on the to".split())
_SHORT, _SPELLED = 3, 4
"""How many letters a shortened given name has at least, and a word of which one letter may differ."""


@dataclass(eq=False)
class Pair:
    """Two names as they are written, the fuller first, and the kinds of speakers that bear them."""

    fuller: str
    shorter: str
    kinds: tuple[SpeakerKind, SpeakerKind]

    @fact
    def words(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of both to compare by."""
        return fold(self.fuller, self.kinds[0]), fold(self.shorter, self.kinds[1])

    @fact
    def people(self) -> bool:
        """Both are names of persons."""
        return self.kinds == ("person", "person")

    @fact
    def organizations(self) -> bool:
        """Neither is the name of a person."""
        return "person" not in self.kinds

    @fact
    def given(self) -> tuple[str, str]:
        """The first words of two persons of one surname, whose other names do not contradict each other; else ""."""
        long, short = self.words
        if not self.people or min(len(long), len(short)) < 2 or long[-1] != short[-1]:
            return "", ""
        return (long[0], short[0]) if _agree(long[1:-1], short[1:-1]) else ("", "")


def same_words(pair: Pair) -> str | None:
    """Only case, accents, marks, titles or a nickname in quotation marks differ: a line for one is for both."""
    return "same" if pair.words[0] == pair.words[1] and pair.kinds[0] == pair.kinds[1] else None


def another_kind(pair: Pair) -> str | None:
    """The same name, taken for another kind of speaker: without "kind" a line is for both."""
    return "same" if pair.words[0] == pair.words[1] else None


def middle_name(pair: Pair) -> str | None:
    """One has a middle name or initial that the other leaves out or shortens."""
    long, short = pair.given
    return long if long and long == short else None


def nickname(pair: Pair) -> str | None:
    """One has a short form of the other's given name."""
    return pair.given[1] if pair.given in _nicknames() else None


def shortened(pair: Pair) -> str | None:
    """One given name is the beginning of the other."""
    short, long = sorted(pair.given, key=len)
    return short if len(short) >= _SHORT and long.startswith(short) else None


def initial(pair: Pair) -> str | None:
    """One has only the initial of the other's given name."""
    short, long = sorted(pair.given, key=len)
    return short if len(short) == 1 and long.startswith(short) else None


def suffix(pair: Pair) -> str | None:
    """One has a suffix that the other leaves out; it may tell a child from a parent."""
    long, short = pair.words
    return long[-1] if pair.people and long[:-1] == short and long[-1] in _SUFFIXES else None


def longer_surname(pair: Pair) -> str | None:
    """One has a second surname that the other leaves out."""
    long, short = pair.words
    return short[-1] if pair.people and len(short) > 1 and long[: len(short)] == short else None


def turned_round(pair: Pair) -> str | None:
    """The same words, the family name first in one and last in the other."""
    long, short = pair.words
    turned = len(long) > 1 and short in ((*long[1:], long[0]), (long[-1], *long[:-1]))
    return short[0] if pair.people and turned else None


def surname_alone(pair: Pair) -> str | None:
    """One is the surname alone."""
    long, short = pair.words
    return short[0] if pair.people and len(short) == 1 and len(long) > 1 and long[-1:] == short else None


def acronym(pair: Pair) -> str | None:
    """One is made of the other's initials."""
    long, short = pair.words
    return short[0] if pair.organizations and len(short) == 1 and short[0] in _initials(long) else None


def legal_form(pair: Pair) -> str | None:
    """They differ in words for a kind of company only."""
    long, short = (tuple(word for word in words if word not in _legal_forms()) for words in pair.words)
    return short[0] if pair.organizations and short and long == short else None


def short_form(pair: Pair) -> str | None:
    """One is the beginning or the end of the other, and more than a word for a kind of organization."""
    long, short = pair.words
    if not pair.organizations or len(short) >= len(long) or (len(short) == 1 and short[0] in _kinds_of_organization()):
        return None
    return short[0] if short in (long[: len(short)], long[-len(short) :]) else None


def one_letter(pair: Pair) -> str | None:
    """They differ in one letter of one word, which is not its first."""
    long, short = pair.words
    if len(long) != len(short) or len(long) < 2 or pair.kinds[0] != pair.kinds[1]:
        return None
    different = [(a, b) for a, b in zip(long, short, strict=True) if a != b]
    if len(different) != 1 or min(map(len, different[0])) < _SPELLED:
        return None
    one, other = different[0]
    return other if one[0] == other[0] and _one_edit(one, other) else None


RULES: tuple[Rule[Pair, str], ...] = (
    Rule("alike.same_words", same_words),  # José Diaz, Jose Diaz
    Rule("alike.another_kind", another_kind),  # Tran, an organization; Tran, a person
    Rule("alike.middle_name", middle_name),  # Anna B. Lee, Anna Lee
    Rule("alike.nickname", nickname),  # Robert Lee, Bob Lee
    Rule("alike.initial", initial),  # Anna Lee, A. Lee
    Rule("alike.shortened", shortened),  # Abelard Lee, Abe Lee
    Rule("alike.suffix", suffix),  # Anna Lee KC, Anna Lee
    Rule("alike.longer_surname", longer_surname),  # Maria Ortiz Vega, Maria Ortiz
    Rule("alike.turned_round", turned_round),  # Lee Bo-ram, Bo-ram Lee
    Rule("alike.surname_alone", surname_alone),  # Anna Lee, Lee
    Rule("alike.acronym", acronym),  # Freedonia Health Agency, FHA
    Rule("alike.legal_form", legal_form),  # Acme Steel Corp., Acme Steel
    Rule("alike.short_form", short_form),  # Alder Harbor Trust, Harbor Trust
    Rule("alike.one_letter", one_letter),  # Kristen Diaz, Kirsten Diaz
)


def alike(fuller: str, shorter: str, kinds: tuple[SpeakerKind, SpeakerKind]) -> Decision[str] | None:
    """The rule by which two names are likely one speaker's, or None."""
    return decide(RULES, Pair(fuller, shorter, kinds))


def keys(name: str, kind: SpeakerKind) -> frozenset[tuple[str, ...]]:
    """What two names that any rule answers for have in common, unless the one is among the other's ``parts``."""
    words = fold(name, kind)
    spelled = [(*words[:i], word[0], *words[i + 1 :]) for i, word in enumerate(words) if len(word) >= _SPELLED]
    if kind == "person":
        return frozenset((words, ("surname", *words[-1:]), ("sorted", *sorted(words)), *spelled))
    stem = tuple(word for word in words if word not in _legal_forms())
    return frozenset((words, ("stem", *stem), *spelled))


def parts(name: str, kind: SpeakerKind) -> frozenset[tuple[str, ...]]:
    """The words of shorter names that a rule may answer for: beginnings, ends and initials."""
    words = fold(name, kind)
    ends = (of for i in range(1, len(words)) for of in (words[:i], words[i:]))
    return frozenset((*ends, *((one,) for one in _initials(words) if kind != "person")))


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names can be one person's: none at all, or each the other's or its initial."""
    if not one or not other:
        return True
    pairs = zip(one, other, strict=False)
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs)


def _initials(words: tuple[str, ...]) -> frozenset[str]:
    """What a name of several words may be called for short, with and without its small words."""
    if len(words) < 2:
        return frozenset()
    large = [word for word in words if word not in _NOT_IN_ACRONYMS]
    return frozenset("".join(word[0] for word in of) for of in (words, large) if len(of) > 1)


def _one_edit(one: str, other: str) -> bool:
    """Whether one letter is put in, left out, changed, or two neighbours are swapped."""
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) != len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]


def _lists() -> tuple[NameWords, ...]:
    return tuple(name_words(language) for language in available())


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(word for words in _lists() for word in words.legal_forms)


@cache
def _nicknames() -> frozenset[tuple[str, str]]:
    return frozenset(pair for words in _lists() for pair in words.nicknames)


@cache
def _kinds_of_organization() -> frozenset[str]:
    lists = _lists()
    return frozenset(word for words in lists for word in words.organizations | words.organization_nouns)

"""What a run of capitalised words names: a person with a title, an organization, a place.

A run is read by its words alone, wherever it stands, so each run is read once however often news repeats it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Literal

import regex

from onrecord.find.characters import characters
from onrecord.find.name_words import Gender, NameWords, name_words

Shape = Literal["person", "organization", "place", "title", "unknown"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as its words show it."""

    text: str
    """The name without titles, as it is written."""
    words: tuple[str, ...]
    """The words of the name to compare by: lower case, no nickname in quotes, no suffix."""
    title: str
    """The words before the name that are no part of it: "Sen.", "Freedonian Prime Minister"."""
    shape: Shape
    gender: Gender | None
    given: bool
    """The first word is a known given name."""
    first: int
    """Where its titles begin in its run; the name itself goes from ``start`` to ``end``."""
    start: int
    end: int


_TOKEN = regex.compile(r"[^ ]+")
_QUOTED = "“\"‘'("
_UNQUOTED = "”\"’')"
_POSSESSIVE = ("'", "’")
_SPELT = ("ng'", "ng’")
"""Of names that are spelt so: Beatrice Achieng’ Orr."""
_ORIGIN = ("-born", "-based", "-raised", "-educated", "-trained")  # Freedonian-born Anna Lee
_JOINTS = frozenset(("of", "for", "on", "and", "&", "the"))

_MIXED = re.compile(r"[A-Z]{1,2}[a-z][A-Z]{1,2}")
_SEVERAL = re.compile(r"[A-Z]{2,5}s")
"""Initials of an office that several hold: MPs, CEOs."""
_MARKS = ".,“”\"‘'()"


def bare(word: str) -> str:
    """A word to compare by: lower case, without the full stop of an abbreviation or a comma."""
    return word.lower().replace("’", "'").strip(_MARKS)


class Runs(dict[str, tuple[Name, ...]]):
    """Run of capitalised words -> the names in it, in order: "Sen. Lee and the Harbor Bank" has two.

    News repeats its names, so what was read is kept while there is room: in a dict, as a cache that drops what was used
    longest ago writes on every look, into memory that an article between has pushed out of the processor's reach.
    """

    def __init__(self, words: NameWords) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, run: str) -> tuple[Name, ...]:
        if len(self) >= _ROOM:
            self.clear()
        words = self._words
        tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(run)]
        names = self[run] = tuple(name for part in _parts(tokens, words) if (name := _read(run, part, words)))
        return names


_ROOM = 1 << 15


@cache
def runs_of(language: str) -> Runs:
    """The runs of a language that were read."""
    return Runs(name_words(language))


Token = tuple[str, int, int]


def _parts(tokens: list[Token], words: NameWords) -> list[list[Token]]:
    """Cut at "and", "of", "for", "on", unless they join what an organization or an office is called."""
    parts: list[list[Token]] = [[]]
    for i, token in enumerate(tokens):
        if token[0] in _JOINTS:
            left = parts[-1]
            if token[0] == "the" or (left and _joins(token[0], left, tokens[i + 1 :], words)):
                left.append(token)
            else:
                parts.append([])
        else:
            last = parts[-1][-1][0] if parts[-1] else ""
            owns = last.endswith(_POSSESSIVE) and last[0] not in _QUOTED  # not: Anna ‘Annie’ Lee
            if owns and not last.endswith(_SPELT) and not _headed(tokens[i:], words):
                parts.append([])  # Democrats’ Omar Diaz
            parts[-1].append(token)
    return [part for part in parts if part]


def _headed(tokens: list[Token], words: NameWords) -> bool:
    """Whether what follows a plural possessor makes an organization of it: "Growers’ Guild"."""
    rest = takewhile(lambda token: token[0] not in _JOINTS, tokens)
    return bare([*rest][-1][0]) in words.organizations


def _joins(joint: str, left: list[Token], right: list[Token], words: NameWords) -> bool:
    last = bare(left[-1][0])
    if joint == "&":
        return True
    if joint == "for" and len(left) == 1 and right and _are_many(last, words):
        return True  # Doctors for Safety
    if joint == "and":
        following = bare(right[0][0]) if right else ""
        inside = any(token[0] in ("of", "for", "on") for token in left)
        return inside and following not in words.titles and following not in words.given
    if last in words.role_surnames and _is_name_here([bare(token[0]) for token in left], len(left) - 1, words):
        return False  # Anna B. King of Ohio
    return last in words.organization_nouns or last in words.titles or last in ("university", "house", "speaker")


def _are_many(word: str, words: NameWords) -> bool:
    """Whether a word is for several of a calling or of a family: Doctors, Moms, Veterans."""
    return word[-1:] == "s" and (word[:-1] in words.callings or word[:-1] in words.relations)


def _read(run: str, part: list[Token], words: NameWords) -> Name | None:
    if _is_cause(part, words):
        return _name(run, part, [bare(token[0]) for token in part], 0, "organization", words)
    while part and (_opens(bare(part[0][0]), words) or part[0][0] in _JOINTS):
        if _initial(part) or _is_first(part, words):
            break
        if part[1:2] and part[1][0] == "&":
            break  # Marks & Lee
        if bare(part[0][0]) in words.initials_as_words and part[0][0].isupper():
            break  # WHO said
        part = part[1:]
    while part and (_is_time(part, words) or part[-1][0] in _JOINTS or _honour(part, words)):
        part = part[:-1]
    if not part:
        return None
    low = [bare(token[0]) for token in part]
    if _is_organization(part, low, words):
        return _name(run, part, low, 0, "organization", words)
    if len(part) == 1 and low[0] in words.mastheads and part[0][0].istitle():
        return _name(run, part, low, 0, "unknown", words)  # the Star; Lee Guardian, and then Guardian
    cut = _title_end(low, words)
    initials = len(part) == 1 and (
        (part[0][0].isupper() and low[0] in words.officers) or _SEVERAL.fullmatch(part[0][0])
    )
    if cut == len(part) or initials:
        return _name(run, part, low, len(part), "title", words)  # the mayor; the MD
    if len(part) == 1 and low[0] in words.months:
        return None
    if 0 < cut < len(part) - 1 and part[cut][0][0] == "(":
        closing = next((i for i in range(cut, len(part) - 1) if part[i][0][-1] == ")"), cut - 1)
        cut = closing + 1  # Inspector (Harbor Crime) Anna Lee
    cut = _given_start(part, low, cut, words)
    name = low[cut:]
    given = _given(name[0], words) or in_syllables(part[cut][0])
    given = given or (len(name) > 2 and len(name[0]) == 1 and _given(name[1], words))  # J. Omar Lee
    addressed = cut > 0 and low[cut - 1] in words.addresses  # Mr Hill
    if not addressed and (
        (name[0] in words.place_heads and name[0] not in words.given)
        or " ".join(name) in words.places
        or (name[-1] in words.place_tails and not (given and name[-1] in words.organization_surnames))
    ):
        named = given and len(name) > 1 and name[-1] in words.place_surnames
        shape: Shape = "unknown" if named else "place"  # Anna Hill, and Victoria Park
    elif len(name) > 1 and name[-1] in words.organizations - words.organization_surnames:
        shape = "organization"  # Democrat on the Senate |Intelligence Committee|
    elif _titled(low[:cut], words) or (given and len(name) > 1) or _nicknamed(part[cut:]):
        shape = "person"
    else:
        shape = "unknown"
    return _name(run, part, low, cut, shape, words)


_SYLLABLES = re.compile(rf"{characters('Lu')}{characters('Ll')}+-{characters('Ll')}+")


def in_syllables(word: str) -> bool:
    """Whether a word has the shape of a given name in two syllables, before or after the family name: Min-ji."""
    return "-" in word and _SYLLABLES.fullmatch(word) is not None


def _is_first(part: list[Token], words: NameWords) -> bool:
    """Whether a run opens with an office whose first word opens sentences too: First Minister."""
    return len(part) > 1 and bare(part[0][0]) == "first" and bare(part[1][0]) in words.first_offices


def _is_cause(part: list[Token], words: NameWords) -> bool:
    """Whether a run says what is to be done: Save the Harbor, Stop the Quarry Alliance."""
    return len(part) > 2 and part[1][0] == "the" and bare(part[0][0]) in words.causes


def _opens(word: str, words: NameWords) -> bool:
    return word in words.openers or word in words.times


def _initial(part: list[Token]) -> bool:
    """Whether a run opens with an initial, though it may be a word: A. Diaz."""
    token = part[0][0]
    return len(token) == 2 and token[1] == "." and token[0].isupper() and len(part) > 1


def _is_time(part: list[Token], words: NameWords) -> bool:
    """Whether a run closes with a day or a month that is no surname: not "Thulani September"."""
    last = bare(part[-1][0])
    return last in words.times and not (len(part) == 2 and last in words.months and bare(part[0][0]) in words.given)


def _honour(part: list[Token], words: NameWords) -> bool:
    """Whether letters close a name that are no part of it: "Anna Lee KC", "Anna Lee PhD"."""
    letters = part[-1][0].rstrip(",")
    return len(part) > 2 and letters != letters.capitalize() and bare(letters) in words.honours


def _given(word: str, words: NameWords) -> bool:
    return word in words.given or ("-" in word and word.partition("-")[0] in words.given)  # Anna-Maria


def _titled(title: list[str], words: NameWords) -> bool:
    if not title or title[-1].endswith(_ORIGIN):
        return False
    if title[-1] in words.modifiers:  # Chief Lee, Attorney General Lee; not: General Motors
        return title[-1] in words.rank_modifiers and (len(title) > 1 or title[-1] != "general")
    return True


def _is_organization(part: list[Token], low: list[str], words: NameWords) -> bool:
    head = low[-1]
    for i, token in enumerate(part):
        if token[0] in ("of", "for", "on", "&") and i:
            head = low[i - 1]
            if token[0] == "&":
                return True
            break
    if head in words.organizations and low[-2:-1] and low[-2] in words.addresses:
        return False  # Ms Church
    if len(low) == 2 and low[0] in words.organization_heads and not _known(low[1], words):
        return True  # National Grid; not: National Director, National Lee
    if head in words.organizations:
        return len(low) > 1 and not (low[0] in words.given and len(low) == 2 and head in words.organization_surnames)
    if len(part) == 1:
        return _is_acronym(part[0][0]) and low[0] not in words.titles and low[0] not in words.officers
    return all(token[0].isupper() and len(token[0]) > 2 for token in part)


def _known(word: str, words: NameWords) -> bool:
    return word in words.titles or word in words.callings or word in words.given


def _is_acronym(token: str) -> bool:
    if _MIXED.fullmatch(token):
        return True  # CdS, MoD, DfE
    letters = token.replace(".", "").replace("-", "").replace("&", "")
    return 2 <= len(letters) <= 7 and letters.isupper() and letters.isalpha()


def _title_end(low: list[str], words: NameWords) -> int:
    """How many of the words are title: up to the last title word that something follows."""
    cut = 0
    for i, word in enumerate(low):
        known = word in words.titles or word.endswith(_ORIGIN) or _two_callings(word, words)
        if not known and (i or not _opens_title(low, words)):
            continue
        if word in words.role_surnames and _is_name_here(low, i, words):
            continue
        if words.paired_titles.get(word, "") not in ("", *low[i + 1 : i + 2]):
            continue  # Tan Wei Ling, but Tan Sri Anna Lee
        addressed = i == len(low) - 1 and i and low[i - 1] in words.addresses
        if addressed and (word not in words.offices or word in words.role_surnames):
            continue  # Mr Green, Mr King, but Mr President
        cut = i + 1
        if i + 1 < len(low) and low[i + 1] in ("of", "for", "on"):
            cut = _office_end(low, i + 2, words)
    while cut < len(low) and len(low[cut]) > 1 and low[cut] in words.suffixes:  # not the "V." of "V. Rao"
        cut += 1
    return cut


def _two_callings(word: str, words: NameWords) -> bool:
    """Whether a word joins two callings: the lawyer-turned-novelist Anna Lee, singer-songwriter; not Lee-Baker."""
    first, joined, last = word.partition("-")
    if not joined or first not in words.callings:
        return False
    last = last.removeprefix("turned-")
    return last in words.callings and last not in words.role_surnames


def _opens_title(low: list[str], words: NameWords) -> bool:
    """Whether a name opens with kin or with an office of several: Great-grandad Omar Diaz, Justices Anna Lee."""
    if len(low) > 2 and low[0][-1:] == "s" and low[0][:-1] in words.expansions:
        return True
    kin = low[0].removeprefix("great-").removeprefix("ex-").partition("-of-")[0]  # Mum-of-two Anna Lee
    return kin in words.relations and len(low) > 1 and low[1] in words.given


def _is_name_here(low: list[str], i: int, words: NameWords) -> bool:
    """Whether a word like "King" is no title: "Anna King", "Anna B. King of Ohio", and "Dean Orr", a given name."""
    if not i:
        return low[0] in words.given and len(low) == 2
    before = low[i - 1]
    return before in words.given or len(before) == 1 or (i == len(low) - 1 and before not in words.titles)


def _office_end(low: list[str], start: int, words: NameWords) -> int:
    """Where the office ends in "Secretary of State Anna Lee", "Minister for Trade Lee"."""
    if low[start : start + 1] == ["the"]:
        start += 1
    for i in range(start + 1, len(low)):
        if low[i] in words.given:
            return i
    return min(start + 1, len(low)) if len(low) - start < 3 else len(low) - 2


def _given_start(part: list[Token], low: list[str], cut: int, words: NameWords) -> int:
    """Skip what stands before a known given name: "Texan Ted Orr", but not "J. Gerald Orr" nor "Om Gerald Orr"."""
    if len(low) - cut == 2 and low[cut] not in words.given:
        called = _called(low[cut], words) and low[cut + 1] in words.given
        ranked = part[cut][0].isupper() and low[cut] in words.initials and not part[cut + 1][0].isupper()
        return cut + (called or ranked)  # Scaffolder Omar, DC Lee
    if len(low) - cut < 3 or low[cut] in words.given or _short(part[cut][0]) or "." in part[cut][0]:
        return cut
    if _called(low[cut], words) and low[-1] not in words.organization_nouns:
        return cut + 1  # Barista Pfunzo Lee
    initials = 2 < len(part[cut][0]) < 6 and part[cut][0].isupper() and not part[cut + 1][0].isupper()
    if low[cut + 1] in words.given and not initials and not _describes(low[cut], words):
        return cut  # Essa Abdul Lee, but MCA Abdul Lee
    for i in range(cut + 1, len(low) - 1):
        if _given(low[i], words) and low[i + 1] not in words.suffixes:
            known = all(_describes(low[j], words) or part[j][0].isupper() for j in range(cut, i))
            return i if known or i == cut + 1 else cut  # Ohio farmer Ted Orr, but Aung San Suu Orr
        if low[i] in words.particles:
            break
    return cut


def _called(word: str, words: NameWords) -> bool:
    """Whether a word is what somebody is, and seldom a name as well: Barista, not Driver or Fisher."""
    return (word in words.callings or word in words.epithets) and word not in words.role_surnames


_SHORTEST = 3
_DESCRIBES = re.compile(r"(?:an|er|or|ed|ing|ese|ish|i|s|al|ic|ive)$")


def _describes(word: str, words: NameWords) -> bool:
    """Whether a word before a given name may be no name: a Texan, a builder, a word that has its capital by chance."""
    kinds = (words.places, words.place_heads, words.callings, words.epithets, words.organization_nouns, words.openers)
    ending = len(word) > _SHORTEST and _DESCRIBES.search(word) is not None  # no Wan
    return ending or any(word in kind for kind in (*kinds, words.relations, words.before_given))


def _short(token: str) -> bool:
    return len(token) < 3 and not token.isupper()


def _nicknamed(named: list[Token]) -> bool:
    """Whether a nickname stands within a name, as in no other than a person's: Omar “Bob” Lee."""
    return len(named) > 2 and any(token[0] in _QUOTED[:-1] for token, _, _ in named[1:-1])


def _unquoted(named: list[Token]) -> list[str | None]:
    """The words of a name, None for those of a nickname: Robert “Big Bob” Lee."""
    words: list[str | None] = []
    inside = False
    for token, _, _ in named:
        inside = inside or token[0] in _QUOTED
        words.append(None if inside else token)
        inside = inside and token[-1] not in _UNQUOTED and len(named) > 2
    return words


def _name(run: str, part: list[Token], low: list[str], cut: int, shape: Shape, words: NameWords) -> Name:
    named, title = part[cut:], part[:cut]
    start = named[0][1] if named else part[-1][2]
    end = part[-1][2]
    compare = tuple(
        word
        for token, word in zip(_unquoted(named), low[cut:], strict=True)
        if word and token and word not in words.suffixes
    ) or tuple(low[cut:])
    text = run[start:end].rstrip(",'’")
    if shape != "organization" and "“" not in text and text.endswith(")"):
        text = text.rstrip(")")
    genders = words.genders
    gender = genders.get(compare[0]) if len(compare) > 1 else None  # not by the Alba of Dr. Alba
    if gender is None:
        gender = next((genders[w] for w in low[:cut] if w in genders), None)
    return Name(
        text=text,
        words=compare,
        title=run[title[0][1] : title[-1][2]] if title else "",
        shape=shape,
        gender=gender,
        given=bool(compare) and _given(compare[0], words),
        first=title[0][1] if title else start,
        start=start,
        end=start + len(text),
    )

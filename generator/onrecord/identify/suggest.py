"""Names that nobody has mapped -> a speakers file to start from, or more lines and suggestions for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from onrecord.dataset.records import line
from onrecord.identify.alike import RULES, alike, keys, parts
from onrecord.identify.identities import Identities, Identity, Suggestion
from onrecord.identify.names import fold
from onrecord.identify.quoted import Quoted
from onrecord.model import Json, SpeakerKind

MOST = 3
"""A name that is likely of more identities than this is suggested for none of them."""

EXPLANATIONS = {rule.id: rule.explanation for rule in RULES}
"""The id of every rule, and what it sees."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A name that is likely another of an identity's: which one of its names it is like, by which rule."""

    identity: Identity
    quoted: Quoted
    like: str
    rule: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """The lines of a speakers file, the names that are likely of one of them, and those that may be of too many."""

    identities: tuple[Identity, ...]
    likely: tuple[Likely, ...]
    undecided: tuple[Quoted, ...]


_Name: TypeAlias = tuple[str, SpeakerKind, int]
"""A name, what kind of speaker bears it, and the place of its line."""


@dataclass
class _Lines:
    """The lines of the file so far, and where the names of each can be found."""

    identities: list[Identity] = field(default_factory=list)
    by_key: dict[tuple[str, ...], list[_Name]] = field(default_factory=lambda: defaultdict(list))
    by_words: dict[tuple[str, ...], list[_Name]] = field(default_factory=lambda: defaultdict(list))
    by_part: dict[tuple[str, ...], list[_Name]] = field(default_factory=lambda: defaultdict(list))

    def add(self, identity: Identity) -> int:
        self.identities.append(identity)
        place = len(self.identities) - 1
        for name in (identity.name, *identity.aliases):
            for kind in identity.kinds:
                self.know(name, kind, place)
        return place

    def know(self, name: str, kind: SpeakerKind, place: int) -> None:
        self.by_words[fold(name, kind)].append((name, kind, place))
        for index, found in ((self.by_key, keys(name, kind)), (self.by_part, parts(name, kind))):
            for key in found:
                index[key].append((name, kind, place))

    def like(self, name: str, kind: SpeakerKind) -> dict[int, tuple[str, str]]:
        """The lines that a name is likely of: place -> the name that it is like, and the rule that says so."""
        found: dict[int, tuple[int, str, str]] = {}
        known = [one for key in keys(name, kind) for one in self.by_key.get(key, ())]
        known += [one for part in parts(name, kind) for one in self.by_words.get(part, ())]
        known += self.by_part.get(fold(name, kind), ())
        for other, its_kind, place in dict.fromkeys(known):
            fuller, shorter = sorted(((other, its_kind), (name, kind)), key=lambda of: fullness(*of), reverse=True)
            decision = alike(fuller[0], shorter[0], (fuller[1], shorter[1]))
            if decision:
                rank = _RANKS[decision.rule], other, decision.rule
                found[place] = min(found.get(place, rank), rank)
        return {place: (other, rule) for place, (_, other, rule) in sorted(found.items())}


_RANKS = {rule.id: rank for rank, rule in enumerate(RULES)}


def suggest(quoted: Iterable[Quoted], identities: Identities | None = None) -> Suggested:
    """The lines of a speakers file, those of ``identities`` first, and what may be other names of theirs.

    A name that is likely of no line before it has a line of its own: full names come first, the most quoted before
    others. Only persons and organizations that an article names are considered, and no name that ``identities`` has an
    answer for.
    """
    lines, likely, undecided = _Lines(), list[Likely](), list[Quoted]()
    for identity in identities.all if identities else ():
        lines.add(identity)
    ids = {identity.id for identity in lines.identities}
    for one in sorted(filter(_considered, quoted), key=_order):
        if identities and identities.match(one.name, one.kind).reason != "unlisted":
            continue
        places = lines.like(one.name, one.kind)
        if not places:
            place = lines.add(Identity(_new_id(one, ids), one.name, kind=one.kind))
            ids.add(lines.identities[place].id)
            continue
        if len(places) > MOST:
            undecided.append(one)
            continue
        for place, (like, rule) in places.items():
            lines.know(one.name, one.kind, place)
            likely.append(Likely(lines.identities[place], one, like, rule))
    return Suggested(_with(lines.identities, likely), tuple(likely), tuple(undecided))


def fullness(name: str, kind: SpeakerKind) -> tuple[int, int, int]:
    """How full a name is: by its words that are no initials, all its words, its letters."""
    words = fold(name, kind)
    return sum(len(word) > 1 for word in words), len(words), sum(map(len, words))


def written(identities: Iterable[Identity]) -> Iterator[str]:
    """The lines of a speakers file."""
    for one in identities:
        row: dict[str, Json] = {"id": one.id, "name": one.name, "aliases": list(one.aliases), "kind": one.kind}
        row |= {"wikidata": one.wikidata} if one.wikidata else {}
        row |= {"suggested": [{"name": s.name, "why": s.why} for s in one.suggested]} if one.suggested else {}
        row |= {"note": one.note} if one.note else {}
        yield line(row)


def _order(quoted: Quoted) -> tuple[bool, int, str, str]:
    """A surname alone, an initial and an acronym come after the names that they may be short for."""
    return fullness(quoted.name, quoted.kind)[0] < 2, -quoted.quotes, quoted.name, quoted.kind


def _considered(quoted: Quoted) -> bool:
    """Whether the speaker has a name, not only words for what it is: "rights group"."""
    capital = not quoted.name.split()[-1][0].islower()
    named = quoted.kind == "person" or (quoted.kind == "organization" and (capital or quoted.forms["name"]))
    return bool(named and fold(quoted.name, quoted.kind)) and quoted.id is None


def _with(identities: Sequence[Identity], likely: Iterable[Likely]) -> tuple[Identity, ...]:
    """The identities with the names that are likely of them, each once, but for those that are mapped as they are."""
    found: dict[str, list[Suggestion]] = {one.id: list(one.suggested) for one in identities}
    for one in (one for one in likely if one.rule != "alike.same_words"):
        suggestion = Suggestion(one.quoted.name, EXPLANATIONS[one.rule])
        if suggestion not in found[one.identity.id]:
            found[one.identity.id].append(suggestion)
    return tuple(replace(one, suggested=tuple(found[one.id])) for one in identities)


def _new_id(quoted: Quoted, taken: set[str]) -> str:
    """ "anna-lee", "anna-lee-2"."""
    slug = "-".join(fold(quoted.name, quoted.kind)) or "speaker"
    number = 1
    while (found := slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return found

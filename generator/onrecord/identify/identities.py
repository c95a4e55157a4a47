"""The identities of a speakers file, and which of them a name stands for.

A name stands for an identity only where the file lists it, but for what :func:`onrecord.identify.names.fold` leaves
out; where the file lists it for two, it stands for none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from onrecord.identify.names import fold
from onrecord.model import SpeakerKind

Reason: TypeAlias = Literal["ambiguous", "another-kind", "unconfirmed", "unlisted"]

KINDS: tuple[SpeakerKind, ...] = tuple(kind for kind in get_args(SpeakerKind) if kind != "unnamed")
"""The kinds of speakers that have a name."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that may be another of an identity's, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Identity:
    """One line of a speakers file; described in ``schema/speaker-1.2.0.schema.json``."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: SpeakerKind | None = None
    wikidata: str | None = None
    suggested: tuple[Suggestion, ...] = ()
    note: str | None = None

    @property
    def kinds(self) -> tuple[SpeakerKind, ...]:
        """The kinds of speakers that its names are mapped from."""
        return (self.kind,) if self.kind else KINDS


@dataclass(frozen=True, slots=True)
class Match:
    """The identity that a name stands for, or why it stands for none and which identities the file has it for."""

    identity: Identity | None = None
    reason: Reason | None = None
    among: tuple[Identity, ...] = ()


NOBODY = Match()
"""No name that could stand for an identity."""

_Key: TypeAlias = tuple[SpeakerKind, tuple[str, ...]]


class Identities:
    """The identities of a speakers file, by what they are called."""

    def __init__(self, identities: Iterable[Identity], *, file: str = "speakers", sha256: str, bytes: int) -> None:
        """``file``, ``sha256`` and ``bytes`` are what a manifest says of the file."""
        self.all = tuple(identities)
        self.file, self.sha256, self.bytes = file, sha256, bytes
        self._listed: dict[_Key, tuple[Identity, ...]] = {}
        self._suggested: dict[_Key, tuple[Identity, ...]] = {}
        for one in sorted(self.all, key=lambda one: one.id):
            _index(self._listed, one, (one.name, *one.aliases))
            _index(self._suggested, one, (suggestion.name for suggestion in one.suggested))

    def match(self, name: str | None, kind: SpeakerKind | None) -> Match:
        """The one identity that lists a resolved name for that kind of speaker, or why there is none."""
        if name is None or kind is None or kind == "unnamed":
            return NOBODY
        found = self._listed.get((kind, fold(name, kind)), ())
        if len(found) == 1:
            return Match(found[0])
        if found:
            return Match(reason="ambiguous", among=found)
        others = (one for other in KINDS for one in self._listed.get((other, fold(name, other)), ()))
        if elsewhere := tuple(dict.fromkeys(others)):
            return Match(reason="another-kind", among=elsewhere)
        maybe = self._suggested.get((kind, fold(name, kind)), ())
        return Match(reason="unconfirmed" if maybe else "unlisted", among=maybe)

    def told(self, name: str, kind: SpeakerKind) -> str:
        """What the file says of a resolved name, in words."""
        found = self.match(name, kind)
        ids = " and ".join(one.id for one in found.among)
        match found.reason:
            case None if found.identity:
                return f"{found.identity.id}, {found.identity.name}: {self.file} lists “{name}”"
            case "ambiguous":
                return f"none: {self.file} lists “{name}” for {ids}"
            case "another-kind":
                kinds = " and ".join(dict.fromkeys(one.kind or "" for one in found.among))
                return f"none: {self.file} lists “{name}” for {ids}, of another kind ({kinds})"
            case "unconfirmed":
                return f"none: {self.file} only suggests “{name}” for {ids}: move it to aliases to confirm it"
        return f"none: {self.file} does not list “{name}”"


def _index(index: dict[_Key, tuple[Identity, ...]], identity: Identity, names: Iterable[str]) -> None:
    for key in dict.fromkeys((kind, fold(name, kind)) for name in names for kind in identity.kinds):
        index[key] = (*index.get(key, ()), identity)

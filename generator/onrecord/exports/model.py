"""The nouns of exports: an article with what is marked in it. Offsets are code points of the text, end exclusive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.evaluate.model import NotSpeech, Prediction, Refusal
from onrecord.evaluate.rows import span
from onrecord.model import Json, Span

LAYERS = ("content", "source", "cue", "addressee")
"""The kinds of spans that a quote has, by the words of the field: its own words are its content."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quote, from a record or from gold."""

    id: str
    span: Span
    type: str | None = None
    sources: tuple[Span, ...] = ()
    """Its source; gold may hold several mentions for right."""
    cue: Span | None = None
    addressee: Span | None = None
    speaker: str | None = None
    kind: str | None = None
    role: str | None = None
    said_on: str | None = None
    """YYYY-MM-DD, YYYY-MM or YYYY, as precise as it is known; "?" where gold leaves it open."""
    utterance: str | None = None
    row: Mapping[str, Any] | None = None
    """The whole record, by the field names of the schema; what gold does not know is null."""

    @property
    def source(self) -> Span | None:
        """The first of its sources."""
        return self.sources[0] if self.sources else None

    @property
    def layers(self) -> dict[str, Span]:
        """Its spans by their layer, those that it has."""
        found = {"content": self.span, "source": self.source, "cue": self.cue, "addressee": self.addressee}
        return {layer: place for layer, place in found.items() if place}

    @property
    def facts(self) -> dict[str, Json]:
        """What it has besides spans."""
        return {name: getattr(self, name) for name in FACTS}


FACTS = ("id", "type", "speaker", "kind", "role", "said_on", "utterance")
"""What formats hold of a quote besides spans, in their order."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article, its quotes in the order of the text, and what is quoted in it without being speech."""

    id: str
    text: str | None
    sha256: str
    metadata: Mapping[str, str | None]
    """url, outlet, date, title, author, language: null where unknown."""
    quotes: tuple[Said, ...]
    not_speech: tuple[NotSpeech, ...] = ()

    @property
    def words(self) -> str:
        """The text, in formats that ask for one."""
        if self.text is None:  # which ``articles`` has made sure of
            raise ValueError(f"article {self.id!r} has no text")
        return self.text

    @property
    def about(self) -> dict[str, Json]:
        """Its id, its hash and its metadata."""
        return {"id": self.id, "sha256": self.sha256, **self.metadata}


METADATA = ("url", "outlet", "date", "title", "author", "language")


def pair(place: Span | None) -> list[Json] | None:
    """A span as [start, end]."""
    return None if place is None else [*place]


def prediction(facts: Mapping[str, Any], layers: Mapping[str, Any], place: str = "") -> Prediction:
    """The quote of facts and of layer -> [start, end], as formats hold them; ValueError where they are none."""
    found = {layer: span(*layers[layer]) for layer in LAYERS if layers.get(layer) is not None}
    return Prediction(
        (found["content"],),
        found.get("source"),
        None,
        facts.get("type"),
        facts.get("speaker"),
        facts.get("said_on"),
        cue=found.get("cue"),
        addressee=found.get("addressee"),
        role=facts.get("role"),
        kind=facts.get("kind"),
        place=place,
    )


def region(row: Mapping[str, Any]) -> Refusal:
    """The region that is no speech of {"start", "end", "reason"}."""
    return Refusal(span(row["start"], row["end"]), str(row["reason"]), None)


def region_row(region: NotSpeech) -> dict[str, Json]:
    """What ``region`` reads."""
    return {"start": region.span.start, "end": region.span.end, "reason": region.reason}

"""The nouns of evaluation: what people annotated, and what a system answers. Offsets are code points of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from onrecord.model import Article, QuoteType, Span

Facet = Literal["source", "type", "speaker", "said_on", "cue", "addressee", "role", "not_speech", "reason"]
"""What a gold may annotate of its quotes, and a system may answer, beside where they stand."""

SHORT = 8
"""How many digits of a hash stand in a signature."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A quoted region that gold holds for speech: within one line, without its quotation marks."""

    span: Span
    type: QuoteType | None = None
    sources: tuple[Span, ...] = ()
    """Every mention that counts as its source; () where gold has none."""
    speaker: str | None = None
    kind: str = "none"
    """What kind of speaker it has; "none" where gold knows nobody."""
    said_on: str | None = None
    """YYYY-MM-DD, YYYY-MM or YYYY; "?" where gold leaves it open, None where the text does not say."""
    cue: Span | None = None
    addressee: Span | None = None
    role: str | None = None
    whole: Span | None = field(default=None, compare=False)
    """What was annotated, before it was cut at lines and stripped of marks, where that is known."""


@dataclass(frozen=True, slots=True)
class NotSpeech:
    """A quoted region that gold holds for something else, and what (a reason of ``onrecord.model.REASONS``)."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and what people annotated in it; ``units`` in the order of the text."""

    article: Article
    units: tuple[Unit, ...]
    stratum: str
    not_speech: tuple[NotSpeech, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotated articles under the name and the hash of the file or folder they were read from."""

    name: str
    sha256: str
    articles: tuple[GoldArticle, ...]
    annotates: frozenset[Facet]
    part: tuple[str, str] | None = None
    """Which of its articles these are, for signatures: ("without", "unread.txt@ab12cd34"); None: all."""

    @property
    def measured(self) -> tuple[tuple[str, str], ...]:
        """The parts of a signature that say what was measured on."""
        return (("gold", f"{self.name}@{self.sha256[:SHORT]}"), *([self.part] if self.part else []))


@dataclass(frozen=True, slots=True)
class Prediction:
    """A quote as a system gives it; ``spans`` are its contiguous parts, with or without quotation marks."""

    spans: tuple[Span, ...]
    source: Span | None = None
    quote: str | None = None
    """The words that stand there, where the system gives them."""
    type: str | None = None
    speaker: str | None = None
    said_on: str | None = None
    attribution_rule: str | None = None
    resolution_rule: str | None = None
    date_rule: str | None = None
    confidence: float | None = None
    cue: Span | None = None
    addressee: Span | None = None
    role: str | None = None
    kind: str | None = None
    also: tuple[Span, ...] = ()
    """Further mentions that are right, where gold has several; a system gives one source."""
    words: tuple[tuple[str, Span, str], ...] = field(default=(), compare=False)
    """Further words that the system gives, to be held against the text: field, span, words."""
    place: str = field(default="", compare=False)
    """Where it stands in what its article was read from, for messages: "quotes[3]"."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A quoted region that a system holds for no speech: why, and by which rule."""

    span: Span
    reason: str
    rule: str | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What a file of any format says of one article: its quotes, and what is known of the text they are of."""

    id: str
    quotes: tuple[Prediction, ...]
    refusals: tuple[Refusal, ...] = ()
    place: str = ""
    """Where it stands, for messages: "preds.jsonl, line 3"."""
    sha256: str | None = None
    """Of the text in UTF-8."""
    article: Article | None = None
    """The article itself, where the format holds its text."""


class Fault(NamedTuple):
    """One thing that keeps an answer from being scored."""

    kind: str
    """A key of FAULTS."""
    place: str
    """Which file, line and field."""
    message: str
    """What was expected there, and what was found."""


FAULTS = {
    "form": "a line or a field that is not as the format has it",
    "offsets": "offsets that are no span of the article's text",
    "words": "words that are not the ones that stand at their offsets",
    "overlap": "a quote that shares characters with one before it",
    "other-text": "an article whose text is not the one that gold has",
    "unknown-article": "an article that is not in gold",
    "duplicate-article": "an article that was there before",
    "missing-article": "an article of gold that is not there: its quotes count as missed",
}
"""What can be wrong with answers; a fault is never scored without a word."""


@dataclass(frozen=True, slots=True)
class System:
    """What is evaluated: quotes by the id of their article, and what is known of where they come from."""

    name: str
    made_by: tuple[tuple[str, str], ...]
    """The parts of a signature that say which system it is: (("rules", "ab12cd34"), …)."""
    quotes: Mapping[str, tuple[Prediction, ...]]
    answers: frozenset[Facet] = frozenset(("source", "not_speech"))
    refusals: Mapping[str, tuple[Refusal, ...]] = field(default_factory=dict)
    articles: frozenset[str] | None = None
    """The ids of the articles that it read; None where only those with quotes are known."""
    skipped: tuple[Fault, ...] = ()
    """What is wrong with its answers and was left out, as was asked for."""
    unknown: int = 0
    """How many of its articles gold does not have, where that is no fault: of a dataset."""

"""The nouns of the project. Offsets count Unicode code points, end exclusive.

Frozen and slotted: a stage adds knowledge by making a new object, never by changing an old one. What an article has by
the hundred is a tuple, which takes a fraction of the time to make.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal, NamedTuple, TypeAlias

SCHEMA_VERSION = "1.2.0"

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
SpeakerKind = Literal["person", "organization", "group", "unnamed"]
Form = Literal["name", "pronoun", "nominal"]
QuoteType = Literal["direct", "mixed"]
Precision = Literal["day", "month", "year"]


class Span(NamedTuple):
    """Where something stands in a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was read from: ``file`` relative to the source that was named, ``line`` 1-based or None."""

    file: str
    line: int | None = None


class Claim(NamedTuple):
    """What the markup of a page says of its article, as written: the rules of ``publication`` choose among claims."""

    field: Literal["outlet", "date", "author"]
    basis: str
    """In what it says so: "json-ld", "open-graph", "meta-tag", "time-element", "title"."""
    value: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as a reader gives it: the text untouched, and what the input says about it.

    ``outlet``, ``date`` (YYYY-MM-DD) and ``author`` are what metadata says, None where there is none; what the markup
    of its page (``claims``) and the text say is read later, by the rules of ``publication``. ``basis`` says what kind
    of metadata it was ("metadata", "front-matter", "sidecar" …).
    """

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    date: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    basis: str = "metadata"
    page: bool = False
    """Whether its text is the body of a page."""
    claims: tuple[Claim, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """Who published an article, when, by whom, and where each value came from (a basis, or None)."""

    outlet: str | None = None
    outlet_basis: str | None = None
    date: str | None = None
    date_basis: str | None = None
    author: str | None = None
    agency: str | None = None
    """The news agency that it was taken from, by its short name."""
    anchor: str | None = None
    """The date (YYYY-MM-DD) from which "on Monday" counts: the article's, else the latest that its text names."""


class Quote(NamedTuple):
    """A quoted region: the words between a pair of quotation marks, cut at the end of a paragraph.

    ``start`` and ``end`` leave out the marks and outer white space; ``outer_start`` and ``outer_end`` take them in.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    """Index of the paragraph it stands in."""
    single: bool = False
    """Marked by single quotation marks."""
    closed: bool = True
    """False where no mark closes it in its paragraph."""
    opened: bool = True
    """False where no mark opens it in its paragraph: the rest of an unopened quote."""
    continues: bool = False
    """The paragraph before ended inside this quotation, which its own opening mark takes up again."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """The words that name, describe or point to a source."""

    text: str
    start: int
    end: int
    form: Form


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that report a quote; ``lemma`` is their dictionary form ("say", "according to")."""

    text: str
    start: int
    end: int
    lemma: str


class Attribution(NamedTuple):
    """Whom a quote is attributed to. ``source`` is None where the words are speech but nobody is named for it."""

    source: Span | None
    cue: Span | None = None
    addressee: Span | None = None


class Attributed(NamedTuple):
    """A quote that is speech, whom it is attributed to, and the id of the rule that said so (None: nobody answered)."""

    quote: Quote
    attribution: Attribution
    rule: str | None
    type: QuoteType = "direct"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker: the fullest name in the article, what kind of speaker, the role in the article's words."""

    name: str | None
    kind: SpeakerKind | None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """When words were said: the first day of the period (YYYY-MM-DD), its precision, and the words that say so."""

    said_on: str
    precision: Precision
    basis: Span


@dataclass(frozen=True, slots=True)
class Context:
    """The paragraph or paragraphs that hold a quote and its source."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Record:
    """One line of quotes.jsonl; every field is described in ``schema/quote-1.2.0.schema.json``.

    ``record["quote"]`` and ``dict(record)`` work too.
    """

    schema_version: str
    id: str
    quote: str
    start: int
    end: int
    type: QuoteType
    utterance_id: str
    part: int
    parts: int
    speaker: str | None
    speaker_kind: SpeakerKind | None
    speaker_role: str | None
    source: Mention | None
    cue: Cue | None
    addressee: Passage | None
    outlet: str | None
    date: str | None
    said_on: str | None
    said_on_precision: Precision | None
    said_on_basis: Passage | None
    language: str
    article_id: str
    url: str | None
    title: str | None
    author: str | None
    context: Context | None
    attribution_rule: str | None
    resolution_rule: str | None
    confidence: float | None
    variant_group: str | None
    speaker_id: str | None = None
    agency: str | None = None

    def keys(self) -> Iterator[str]:
        """The names of the fields, in their order."""
        return (field.name for field in fields(self))

    def __getitem__(self, key: str) -> Any:
        """The field of that name."""
        try:
            return getattr(self, key)
        except AttributeError:
            raise KeyError(key) from None


@dataclass(frozen=True, slots=True)
class Rejection:
    """One line of rejected.jsonl: a quoted region that is no speech, or an input that could not be read.

    ``what`` is "region" (then ``article_id``, ``start``, ``end``, ``text`` and ``rule`` are given) or "input" (then
    ``file`` is, and ``line``, ``field``, ``expected`` where there is one to name).
    """

    what: Literal["region", "input"]
    reason: str
    article_id: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    rule: str | None = None
    file: str | None = None
    line: int | None = None
    field: str | None = None
    expected: str | None = None
    schema_version: str = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A name that the speakers file has, and why no identity is given to the ``quotes`` records that have it."""

    speaker: str
    speaker_kind: SpeakerKind
    reason: str
    ids: tuple[str, ...]
    quotes: int


REASONS = {
    # quoted regions that are no speech
    "title": "the title of a work, programme, event or article",
    "name": "a name or nickname",
    "scare-quote": "a word or phrase that the author marks, attributed to nobody",
    "word": "a word spoken of as a word",
    "slogan": "words on a sign, a shirt or a banner, or a slogan",
    "no-words": "no letter or digit between the marks",
    "heading": "a headline or crosshead that repeats what the article says",
    "markup": "the value of an attribute in markup",
    "not-the-article": "a caption, comment, advertisement or other matter around the article",
    # inputs that could not be read
    "unreadable-file": "the file could not be opened or decompressed",
    "compression-bomb": "the file unpacks to far more than its size",
    "too-large": "the article is larger than the limit",
    "nested-too-deep": "elements, archives or feeds are nested too deeply",
    "no-article": "the page has no article in it",
    "invalid-utf-8": "the bytes are not UTF-8",
    "invalid-json": "the line is not JSON",
    "not-an-object": "the line is JSON, but not an object",
    "missing-text": "there is no text",
    "empty-article": "the text has no letter or digit",
    "invalid-field": "a field has the wrong type",
    "invalid-date": "a date is not a date",
    "lone-surrogate": "half of a surrogate pair stands alone: the text cannot be written as UTF-8",
    "duplicate-id": "an article of this id was already read",
    "duplicate-article": "the same article was already read",
    "unreadable-sidecar": "the metadata beside the article could not be read",
    "language-without-rules": "no rules for this language",
    "too-slow": "the article took longer than the limit",
    "failed": "a rule failed on the article, which is a bug in onrecord",
}
"""Every code that ``reason`` can have in rejected.jsonl, and what it means."""

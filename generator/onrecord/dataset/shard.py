"""A shard of articles -> the lines of its records: what a worker does, a function of what it is given and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from onrecord.dataset.attempt import attempt
from onrecord.dataset.records import encoded, plain
from onrecord.identify.identities import Identities
from onrecord.model import Article, Json, Record, Rejection, Unmapped
from onrecord.pipeline import Extraction
from onrecord.read import UnreadPage
from onrecord.read.repeats import Repeats, Traits
from onrecord.read.unread import Item

T = TypeVar("T")

ARTICLES = 64
"""How many articles are in a shard at most: what is lost of a build that is killed, and what each worker holds."""
CHARACTERS = 1_000_000
"""How many characters it is cut at, texts and markup together."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How articles become lines."""

    words: Literal["full", "quotes"] = "full"
    identities: Identities | None = None
    seconds: float | None = None


@dataclass(slots=True)
class Tally:
    """What is counted of articles."""

    counts: Counter[str] = field(default_factory=Counter)
    """Field of ``Counts`` -> how many."""
    regions: Counter[str] = field(default_factory=Counter)
    inputs: Counter[str] = field(default_factory=Counter)
    """Reason -> how many."""
    speakers: Counter[str] = field(default_factory=Counter)
    unmapped: Counter[Unmapped] = field(default_factory=Counter)
    pages: int = 0

    def add(self, other: Tally) -> None:
        """Count what another has counted."""
        self.counts.update(other.counts)
        self.regions.update(other.regions)
        self.inputs.update(other.inputs)
        self.speakers.update(other.speakers)
        self.unmapped.update(other.unmapped)
        self.pages += other.pages


@dataclass(slots=True)
class Piece:
    """What one or more items of a shard gave."""

    articles: list[bytes] = field(default_factory=list)
    quotes: list[bytes] = field(default_factory=list)
    rejected: list[bytes] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    told: list[tuple[int, Article | Rejection]] = field(default_factory=list)
    """What became of an item, by its index, where it is another than the item itself."""
    traits: Traits | None = None
    """Of an article that may be a repeat of one that was read before it: the piece is its alone."""
    index: int = 0
    """Of the first of its items."""

    def reject(self, rejection: Rejection) -> None:
        """Add a rejection."""
        self._count(rejection)
        self.rejected.append(_data(plain(rejection)))

    def _count(self, rejection: Rejection) -> None:
        (self.tally.inputs if rejection.what == "input" else self.tally.regions)[rejection.reason] += 1
        self.tally.counts[f"rejected_{rejection.what}s"] += 1

    def add(self, made: Extraction, settings: Settings) -> None:
        """Add the rows of an article."""
        full, tally, (article, quotes, rejected) = settings.words == "full", self.tally, made.rows
        self.articles.append(_data(article if full else {**article, "text": None}))
        self.quotes += [_data(quote if full else {**quote, "context": None}) for quote in quotes]
        tally.counts["articles"] += 1
        tally.pages += made.article.page
        count(made.records, tally.counts)
        tally.speakers.update(one.speaker for one in made.records if one.speaker and one.speaker_kind != "unnamed")
        if settings.identities:
            tally.unmapped.update(_unmapped(made.records, settings.identities))
        for rejection, row in zip(made.rejections, rejected, strict=True):
            self._count(rejection)
            self.rejected.append(_data(row))


def shards(items: Iterable[tuple[Item, bool]]) -> Iterator[list[tuple[Item, bool]]]:
    """The items, by as many as are worked on at once: the same however many workers there are."""
    return cut(items, lambda item: characters(item[0]))


def cut(items: Iterable[T], size: Callable[[T], int], limit: int | None = None) -> Iterator[list[T]]:
    """Items of so many characters each, by as many as make a shard; ``limit`` sets another one than CHARACTERS."""
    shard: list[T] = []
    total, limit = 0, limit or CHARACTERS
    for item in items:
        shard.append(item)
        total += size(item)
        if len(shard) == ARTICLES or total >= limit:
            yield shard
            shard, total = [], 0
    if shard:
        yield shard


def characters(item: Item) -> int:
    """How much an item counts in a shard."""
    match item:
        case Article(text=words) | UnreadPage(html=words):
            return len(words)
    return 0


def process_shard(
    shard: Sequence[tuple[Item, bool]],
    settings: Settings,
    begin: Callable[[int], None] = lambda _: None,
    given_up: Mapping[int, Rejection] | None = None,
) -> list[Piece]:
    """The lines of a shard, of each item and whether it is certainly no repeat.

    ``begin`` is called with the index of each item before it is worked on; those that are ``given_up`` are not.
    """
    pieces: list[Piece] = []
    for index, (item, certain) in enumerate(shard):
        if not pieces or pieces[-1].traits or not certain:
            pieces.append(Piece(index=index))
        piece = pieces[-1]
        if isinstance(item, Rejection):
            piece.reject(item)
            continue
        begin(index)
        made = (given_up or {}).get(index) or attempt(item, settings.identities, check=True, seconds=settings.seconds)
        if isinstance(made, Rejection):
            piece.reject(made)
            piece.told.append((index, made))
            if not certain and isinstance(item, Article):
                piece.traits = Traits.of(item)
            continue
        piece.add(made, settings)
        if not certain:
            piece.traits = Traits.of(made.article)
        if made.unread or isinstance(item, UnreadPage):
            piece.told.append((index, made.unread or made.article))
    return pieces


def unrepeated(piece: Piece, repeats: Repeats) -> Piece:
    """A piece, or where it is a repeat's the one that says so."""
    if piece.traits is None or (repeat := repeats.of(piece.traits)) is None:
        return piece
    told = Piece(index=piece.index, told=[(piece.index, repeat)])
    told.reject(repeat)
    return told


def count(records: Sequence[Record], counts: Counter[str]) -> None:
    """Count records into the fields of ``Counts``."""
    counts["quotes"] += len(records)
    counts["utterances"] += sum(record.part == 1 for record in records)
    counts["attributed"] += sum(record.source is not None for record in records)
    counts["resolved"] += sum(record.speaker is not None for record in records)
    counts["identified"] += sum(record.speaker_id is not None for record in records)


def _data(row: Json) -> bytes:
    return f"{encoded(row)}\n".encode()


def _unmapped(records: Sequence[Record], identities: Identities) -> Iterator[Unmapped]:
    """The names of an article that the speakers file has, each time they are nobody's all the same."""
    for record in records:
        found = identities.match(record.speaker, record.speaker_kind)
        if found.among and record.speaker and record.speaker_kind and found.reason:
            ids = tuple(one.id for one in found.among)
            yield Unmapped(record.speaker, record.speaker_kind, found.reason, ids, 0)

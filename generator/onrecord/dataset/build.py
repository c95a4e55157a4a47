"""Sources -> a dataset: read, extract, validate, write, put in place."""

from __future__ import annotations

import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from onrecord.dataset.manifest import Manifest
from onrecord.dataset.purpose import ask
from onrecord.dataset.shard import Piece, Tally, shards, unrepeated
from onrecord.dataset.workers import Shard, Workers, cores
from onrecord.dataset.write import SHARD_MIB, DatasetWriter
from onrecord.errors import CannotResume
from onrecord.identify.identities import Identities
from onrecord.model import Article, Rejection
from onrecord.read import ReadOptions, UnreadPage, entries
from onrecord.read.meter import Meter
from onrecord.read.options import DEFAULT
from onrecord.read.repeats import Repeats, Traits
from onrecord.read.unread import Item

ARTICLE_SECONDS = 60.0
"""How long one article may take by default. The longest report of a newspaper takes a second."""
COMMIT_SECONDS = 2.0
"""How often it is seen to that what is done stays, whatever happens."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is."""

    articles: int
    quotes: int
    read: int
    """The bytes of the sources that are done."""
    total: int
    """The bytes of all of them; 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made: where, its manifest, and what else is worth knowing of it at once.

    Each count is a mapping in the order of how many, ties by name.
    """

    folder: Path
    manifest: Manifest
    regions: dict[str, int]
    """Reason -> how many quoted regions are no speech for it."""
    inputs: dict[str, int]
    """Reason -> how many inputs, or fields of them, could not be read for it."""
    speakers: dict[str, int]
    """Speaker -> how many quotes; nobody who is not named."""


def build(
    sources: Sequence[Path | str] | Path | str,
    out: str | os.PathLike[str],
    *,
    words: Literal["full", "quotes"] = "full",
    speakers: str | os.PathLike[str] | Identities | None = None,
    options: ReadOptions = DEFAULT,
    each: Callable[[Article | Rejection], None] | None = None,
    progress: Callable[[Progress], None] | None = None,
    workers: int | None = 1,
    resume: bool = False,
    shard_mib: int = SHARD_MIB,
    article_seconds: float | None = ARTICLE_SECONDS,
) -> Summary:
    """Make a dataset at ``out`` of every article in ``sources``.

    What cannot be read goes to rejected.jsonl, and so does an article on which a rule fails; the others go on.
    ``each`` is called with every article once it is done and with every input that was rejected. The dataset
    takes its place when all of it is written and valid; what stood at ``out`` stays where an exception comes
    before that. With ``words`` "quotes" the articles' texts and the contexts of the quotes are left out (null), which
    is how a dataset of articles that are not one's own can be published. ``speakers`` is a file that maps the names of
    speakers to identities, or what ``read_identities`` read of one. ``options`` say how the sources are read.

    ``progress`` is called each time that some more is done.

    ``workers`` is how many processes work on the articles (None: as many as there are cores, where there is enough to
    do); the dataset is the same. A script that asks for more than one keeps what it does under ``if __name__ ==
    "__main__":``. What was done when a build was killed, interrupted or could not write stays, and with ``resume`` the
    next one goes on from there; ``each`` hears of the rest alone. A table of more than ``shard_mib`` MiB is cut into
    several files. An article that takes longer than ``article_seconds`` is rejected.

    Raises SourceNotFound, NothingToRead, OutputInTheWay, InvalidSpeakers and CannotResume before the first article,
    DataError where there is not one article in the end, OSError where ``out`` cannot be written.
    """
    sources = (sources,) if isinstance(sources, Path | str) else tuple(sources)
    asked = ask(
        sources,
        out,
        words=words,
        speakers=speakers,
        options=options,
        shard_mib=shard_mib,
        article_seconds=article_seconds,
    )
    meter = Meter(file.path for file in asked.files)
    options = replace(options, meter=meter)
    at = deque[int]()  # how much had been read when a shard was
    with DatasetWriter(out, shard_mib=shard_mib, purpose=asked.purpose, resume=resume) as writer:
        making = _Making(writer, _Reading(entries(sources, options)))

        def tell(read: int) -> None:
            if progress:
                progress(Progress(making.done.counts["articles"], making.done.counts["quotes"], read, meter.total))

        tell(meter.read)
        with Workers(workers or cores(), asked.settings, alone=workers is None) as pool:
            for shard, pieces in pool.results(_noting(shards(making.reading), meter, at)):
                for item in making.add(shard, pieces):
                    if each:
                        each(item)
                tell(at.popleft())
        tally = making.done
        manifest = asked.finish(writer, tally, asked.inputs.now())
    return Summary(Path(out), manifest, _ranked(tally.regions), _ranked(tally.inputs), _ranked(tally.speakers))


def _noting(shards: Iterable[Shard], meter: Meter, at: deque[int]) -> Iterator[Shard]:
    for shard in shards:
        at.append(meter.read)
        yield shard


class _Reading:
    """The items of the sources, each with whether it is certainly no repeat of one before it.

    As long as there is no page, repeats are told as they are read. What a page holds knows only who has read it: from
    the first page on, repeats are told once that is done, in the order of the sources as before.
    """

    def __init__(self, items: Iterator[Item]) -> None:
        self._items = items
        self.repeats = Repeats()
        self.certain = True

    def __iter__(self) -> Iterator[tuple[Item, bool]]:
        for item in self._items:
            if isinstance(item, UnreadPage):
                self.certain = False
            if isinstance(item, Article) and self.certain:
                yield self.repeats.of(item) or item, True
            else:
                yield item, isinstance(item, Rejection)


class _Making:
    """What is written so far, and what of it is not yet sure to stay."""

    def __init__(self, writer: DatasetWriter, reading: _Reading) -> None:
        """Go on after what the writer has already."""
        self.writer, self.reading = writer, iter(reading)
        self.done = Tally()
        self._repeats = reading.repeats
        self._committed = 0.0
        self._begin()
        for entry in writer.entries:
            place = ""
            for _ in range(entry.items):
                item, _certain = next(self.reading, (None, True))
                place = self._see(item) if item else ""
            if self._digest.hexdigest() != entry.digest and entry.items:
                raise CannotResume(
                    f"the sources do not give the same articles as before, up to {entry.place or place}: "
                    "without --resume the dataset is built anew"
                )
            for traits in entry.traits:
                self._repeats.of(traits)
            self.done.add(entry.tally)
            self._begin()

    def _begin(self) -> None:
        """Nothing is left to be committed."""
        self._items, self._place = 0, ""
        self._digest = blake2b(digest_size=16)
        self._traits: list[Traits] = []
        self._tally = Tally()

    def _see(self, item: Item) -> str:
        """Take an item into the digest: its place."""
        content = item.content if isinstance(item, UnreadPage) else repr(item)
        self._digest.update(content.encode("utf-8", "surrogatepass"))
        self._items += 1
        place = item if isinstance(item, Rejection) else item.origin
        return f"{place.file}, line {place.line}" if place and place.line else str(place.file) if place else ""

    def add(self, shard: Shard, pieces: Sequence[Piece]) -> list[Article | Rejection]:
        """Write what a shard gave, but for repeats: what became of each of its items."""
        for item, _ in shard:
            self._place = self._see(item)
        told = {index: item for piece in pieces for index, item in piece.told}
        written = []
        for piece in pieces:
            piece = unrepeated(piece, self._repeats)
            told.update(piece.told)
            if piece.traits:
                self._traits.append(piece.traits)
            written.append(piece)
            self._tally.add(piece.tally)
            self.done.add(piece.tally)
        self.writer.piece(written)
        if time.monotonic() - self._committed >= COMMIT_SECONDS:
            self.writer.commit(self._items, self._digest.hexdigest(), self._place, self._traits, self._tally)
            self._begin()
            self._committed = time.monotonic()
        became = (told.get(index, item) for index, (item, _) in enumerate(shard))
        return [item for item in became if not isinstance(item, UnreadPage)]


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda count: (-count[1], count[0])))

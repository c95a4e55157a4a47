"""The steps of datatrove that a build is made of, and the one for a pipeline of documents."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from datatrove.pipeline.base import PipelineStep

from onrecord.cluster import bundle, plan
from onrecord.cluster.bundle import Made, bundle_path, joined
from onrecord.cluster.plan import Plan
from onrecord.cluster.shares import Unit
from onrecord.dataset.build import ARTICLE_SECONDS
from onrecord.dataset.row import extract_row
from onrecord.dataset.shard import Tally, cut
from onrecord.dataset.shard import characters as size
from onrecord.dataset.workers import Shard, Workers
from onrecord.dataset.write import DatasetWriter
from onrecord.errors import CannotResume
from onrecord.read import Part
from onrecord.read.unread import Item

if TYPE_CHECKING:
    import os

    from datatrove.data import DocumentsPipeline

    from onrecord.identify.identities import Identities

_COUNTS = ("articles", "quotes", "attributed", "rejected_regions", "rejected_inputs")


class Extract(PipelineStep):  # type: ignore[misc] # datatrove has no types
    """Works on the articles of its task: :class:`onrecord.cluster.Build` makes it."""

    name = "Extract"
    type = "💬 - ONRECORD"

    def __init__(self, folder: str, workers: int) -> None:
        super().__init__()
        self.folder, self.workers = folder, workers

    def run(self, data: object = None, rank: int = 0, world_size: int = 1) -> None:  # noqa: ARG002
        """Write the bundles of a task that are not there yet. Raises CannotResume where its sources have changed."""
        folder = Path(self.folder)
        if (folder.parent / plan.DONE).exists():
            return
        planned = plan.load(folder, world_size)
        states = {state[0]: state for state in planned.asked.inputs.states}
        coming = deque[_Coming]()
        made, parts = list[Made](), list[Part]()
        with Workers(self.workers, planned.asked.settings) as workers, self.track_time("bundle"):
            for shard, pieces in workers.results(_noted(_shards(planned, folder, rank), coming.append)):
                this = coming.popleft()
                made += map(Made.of, [item for item, _ in shard], this.of_many, pieces)
                parts += this.parts
                if this.ends:
                    plan.unchanged(parts, states)
                    bundle.write(this.path, made, last=this.last)
                    self._count(made)
                    made, parts = [], []

    def _count(self, made: list[Made]) -> None:
        tally = Tally()
        for one in made:
            tally.add(one.piece.tally)
        for name in _COUNTS:
            self.stat_update(name, value=tally.counts[name], unit="bundle")


class _Coming(NamedTuple):
    """A shard that is worked on."""

    shard: Shard
    of_many: list[bool]
    parts: list[Part]
    """Where its items are from."""
    path: Path
    """Of its bundle."""
    ends: bool
    """Whether the bundle ends with it."""
    last: bool
    """Whether the unit does."""


def _noted(shards: Iterator[_Coming], note: Callable[[_Coming], None]) -> Iterator[Shard]:
    for shard in shards:
        note(shard)
        yield shard.shard


def _shards(planned: Plan, folder: Path, task: int) -> Iterator[_Coming]:
    """What a task has yet to do."""
    for number, unit in enumerate(planned.units):
        if task not in dict(unit.owners):
            continue
        found = cut(_items(unit), lambda one: size(one[1]), planned.characters)
        held, count = next(found, None), 0
        while held:
            following = next(found, None)
            bundle_number, rest = divmod(count, planned.shards)
            path = bundle_path(folder, number, bundle_number)
            if unit.owner(bundle_number) == task and not path.exists():
                yield _Coming(
                    [(item, False) for _, item, _ in held],
                    [of_many for _, _, of_many in held],
                    list(dict.fromkeys(part for part, _, _ in held)),
                    path,
                    following is None or rest == planned.shards - 1,
                    following is None,
                )
            held, count = following, count + 1


def _items(unit: Unit) -> Iterator[tuple[Part, Item, bool]]:
    for part in unit.parts:
        for item, of_many in part.items():
            yield part, item, of_many


class Join(PipelineStep):  # type: ignore[misc]
    """Puts the dataset in place once all tasks are done: :class:`onrecord.cluster.Build` makes it."""

    name = "Join"
    type = "💬 - ONRECORD"

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder

    def run(self, data: object = None, rank: int = 0, world_size: int = 1) -> None:  # noqa: ARG002
        """Write the dataset. Raises CannotResume where a task is not done, DataError where there is no article."""
        folder = Path(self.folder)
        done = folder.parent / plan.DONE
        if rank == 0 and not done.exists():
            with self.track_time():
                self._write(plan.load(folder), folder)
            done.touch()
        if done.exists():
            shutil.rmtree(folder, ignore_errors=True)

    def _write(self, planned: Plan, folder: Path) -> None:
        asked, tally = planned.asked, Tally()
        with DatasetWriter(asked.out, shard_mib=asked.shard_mib) as writer:
            for shard in cut(joined(_made(planned, folder)), lambda one: one[0]):
                pieces = [piece for _, piece in shard]
                for piece in pieces:
                    tally.add(piece.tally)
                writer.piece(pieces)
                writer.clear()
            asked.finish(writer, tally, asked.inputs.found)
        for name in _COUNTS:
            self.stat_update(name, value=tally.counts[name])


def _made(planned: Plan, folder: Path) -> Iterator[Made]:
    """What all items gave, in the order of the sources."""
    for number, unit in enumerate(planned.units):
        last, count = False, 0
        while not last:
            try:
                last, made = bundle.read(bundle_path(folder, number, count))
            except FileNotFoundError:
                raise CannotResume(
                    f"task {unit.owner(count)} has not done all of its work: if its executor takes it for completed, "
                    f"remove {folder.parent}, and the dataset is built anew"
                ) from None
            yield from made
            count += 1


class Quotes(PipelineStep):  # type: ignore[misc]
    """Adds to the metadata of each document who said what in it, in rows as a dataset has them.

    ``quotes`` has a record for each quote; ``articles`` a row, or none where the document could not be read, and then
    ``rejected`` says why. Outlet, date, url, title, author and language are taken from the metadata, by the usual
    spellings or by ``columns``. What a pipeline brings twice is twice in it.

    The options are those of :func:`onrecord.extract_row`; by default the text and the contexts are left out, as the
    document has them.
    """

    name = "Quotes"
    type = "💬 - ONRECORD"

    def __init__(
        self,
        *,
        words: Literal["full", "quotes"] = "quotes",
        speakers: str | os.PathLike[str] | Identities | None = None,
        columns: dict[str, str] | None = None,
        article_seconds: float | None = ARTICLE_SECONDS,
    ) -> None:
        from onrecord.identify.file import identities_of
        from onrecord.read.options import read_options

        super().__init__()
        self.options: dict[str, Any] = {
            "words": words,
            "speakers": identities_of(speakers),
            "options": read_options(columns or {}),
            "article_seconds": article_seconds,
        }

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:  # noqa: ARG002
        """The documents."""
        for document in data:
            with self.track_time():
                row = {**document.metadata, "id": document.id, "text": document.text}
                tables = extract_row(row, id=document.id, **self.options)
            for name, rows in tables.items():
                self.stat_update(name, value=len(rows))
            document.metadata.update(tables)
            yield document

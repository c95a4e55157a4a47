"""Which task works on what: the sources laid end to end by their sizes, and cut into equal shares, one for each task.

A file that lies in one share is its task's alone. One that lies in several is read by each of their tasks, which is
cheap, and each works on its part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from onrecord.read import Part

TURN = 1 << 32
_STEP = 2654435769
"""A golden section of a turn: however many steps are made, they are spread evenly over it."""
_OPENING = 4096
"""What it costs to open a file, in bytes that are read in the time."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Files in a row that are worked on by the same tasks, bundle by bundle."""

    parts: tuple[Part, ...]
    owners: tuple[tuple[int, int], ...]
    """Each of the tasks, and the place in a turn up to which the bundles are its."""

    def owner(self, bundle: int) -> int:
        """The task that works on a bundle."""
        place = bundle * _STEP % TURN
        return next(task for task, end in self.owners if place < end)


def units(parts: Sequence[Part], sizes: Sequence[int | None], tasks: int) -> tuple[Unit, ...]:
    """The parts in units, in their order; what has no size counts as much as all that has one."""
    known = sum(size for size in sizes if size is not None)
    weights = [(known if size is None else size) + _OPENING for size in sizes]
    owned = zip(parts, _owners(weights, tasks), strict=True)
    return tuple(chain.from_iterable(_joined(owners, group) for owners, group in groupby(owned, lambda one: one[1])))


def _owners(weights: Iterable[int], tasks: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """The tasks of each part; in whole numbers, that every machine counts alike."""
    weights = list(weights)
    total, start = sum(weights), 0
    for weight in weights:
        end = start + weight
        first, last = start * tasks // total, (end * tasks - 1) // total
        cuts = [(((task + 1) * total - start * tasks) * TURN) // (weight * tasks) for task in range(first, last)]
        yield tuple(zip(range(first, last + 1), [*cuts, TURN], strict=True))
        start = end


def _joined(owners: tuple[tuple[int, int], ...], group: Iterable[tuple[Part, object]]) -> Iterator[Unit]:
    parts = tuple(part for part, _ in group)
    yield from [Unit(parts, owners)] if len(owners) == 1 else [Unit((part,), owners) for part in parts]

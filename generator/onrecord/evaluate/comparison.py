"""Two systems on the same gold: the difference of each score and how sure it is, by a paired bootstrap.

Articles are drawn with replacement, as many as there are, the same for both systems; the interval holds the middle
95 of 100 differences. Articles and not quotes are drawn, because the quotes of one article stand or fall together.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.evaluate.scores import Score

RESAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A score of both systems (F1, or the share), and the 95 % interval of the second minus the first."""

    first: Score
    second: Score
    low: float
    high: float

    @property
    def difference(self) -> float:
        """The second minus the first."""
        return self.second.f1 - self.first.f1


def compare(
    first: Sequence[Sequence[Score]],
    second: Sequence[Sequence[Score]],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> tuple[Difference, ...]:
    """The differences of two systems; each given as the scores of every article, in the same order."""
    chance = random.Random(seed)
    drawn = [chance.choices(range(len(first)), k=len(first)) for _ in range(resamples if first else 0)]
    differences = []
    for a, b in zip(zip(*first, strict=True), zip(*second, strict=True), strict=True):
        counts = _Counts(a), _Counts(b)
        found = sorted(counts[1].f1(sample) - counts[0].f1(sample) for sample in drawn)
        low, high = found[len(found) * 25 // 1000], found[-1 - len(found) * 25 // 1000]
        differences.append(Difference(_sum(a), _sum(b), low, high))
    return tuple(differences)


class _Counts:
    """One score by article, as columns to draw from."""

    def __init__(self, scores: Sequence[Score]) -> None:
        self._right = [score.right for score in scores]
        self._asked = [score.gold + (score.gold if score.predicted is None else score.predicted) for score in scores]

    def f1(self, sample: Sequence[int]) -> float:
        """The F1 on the articles of a sample."""
        asked = sum(map(self._asked.__getitem__, sample))
        return 2 * sum(map(self._right.__getitem__, sample)) / asked if asked else 0.0


def _sum(scores: Sequence[Score]) -> Score:
    total = scores[0]
    for score in scores[1:]:
        total += score
    return total

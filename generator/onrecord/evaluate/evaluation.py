"""A system on one gold: what every report is made of."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.evaluate.judge import Judged, judge
from onrecord.evaluate.model import Facet, Gold, System
from onrecord.evaluate.scores import Score, facets, scores
from onrecord.evaluate.signature import of_score


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every article of a gold, judged, and the facets that gold and system have in common."""

    gold: Gold
    system: System
    judged: tuple[Judged, ...]
    known: frozenset[Facet]

    @property
    def scores(self) -> tuple[Score, ...]:
        """Every score over all articles."""
        return scores(self.judged, self.known)

    @property
    def missing(self) -> int:
        """How many articles of gold the system has not read: their quotes count as missed."""
        read = self.system.articles
        return 0 if read is None else sum(one.id not in read for one in self.judged)

    def signature(self, score: Score) -> str:
        """The signature of one of the scores."""
        return of_score(score, self.system, self.gold, len(self.judged))


def evaluate(gold: Gold, system: System) -> Evaluation:
    """Judge a system on gold. Raises DataError where it read other texts, or none of gold's articles."""
    return Evaluation(gold, system, judge(gold, system), facets(gold.annotates, system.answers))

"""Scores: counts of what is right, each under the name of its criterion.

span         the quotes found: ``strict`` (the same first and last character), ``relaxed-0.8`` and ``relaxed-0.5``
             (intersection over union of the characters at least that)
source       of the quotes found, those with the right mention: ``polnear`` (its head word), ``strict`` (its span)
speaker      of the quotes found, those with the right speaker: ``same-name``
end to end   found and the source right (``polnear``), found and the speaker right (``same-name``)
type         of the quotes found, those rightly called direct or mixed (``units`` says which those of PolNeAR are)
said_on      the dates: ``same-date``, of the quotes found for precision, of all for recall; and so
cue          the words that report: ``overlap`` (they share some with those of gold)
addressee    whom it was said to: ``polnear`` (its head word)
role         the role of the speaker: ``same-words`` (those of the shorter, or half of all)
not_speech   of the regions that are no speech, those not published as a quote; ``reason``: for the right reason

Wherever nothing else is said, a quote is found by ``relaxed-0.8``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from onrecord.evaluate.judge import Judged
from onrecord.evaluate.matching import match
from onrecord.evaluate.model import Facet

SPANS = {"strict": Fraction(1), "relaxed-0.8": Fraction(4, 5), "relaxed-0.5": Fraction(1, 2)}
"""Criteria for spans and the overlap that each asks for."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many are right of those predicted and of those in gold; a share has only one of the two."""

    name: str
    criterion: str
    right: int
    gold: int
    predicted: int | None = None
    """None: a share, of ``gold`` things."""

    @property
    def precision(self) -> float:
        """Of those predicted, the share that is right; 0 where nothing was."""
        return self.right / (self.gold if self.predicted is None else self.predicted) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Of those in gold, the share that is right; 0 where there are none."""
        return self.right / self.gold if self.right else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two, from the counts; of a share, the share."""
        predicted = self.gold if self.predicted is None else self.predicted
        return 2 * self.right / (predicted + self.gold) if self.right else 0.0

    def __add__(self, other: Score) -> Score:
        """The same score of both articles."""
        predicted = None if self.predicted is None else self.predicted + (other.predicted or 0)
        return Score(self.name, self.criterion, self.right + other.right, self.gold + other.gold, predicted)


def facets(annotates: Iterable[Facet], answers: Iterable[Facet]) -> frozenset[Facet]:
    """What can be scored: what gold annotates and the system answers."""
    return frozenset(annotates) & frozenset(answers)


def scores(judged: Iterable[Judged], known: frozenset[Facet]) -> tuple[Score, ...]:
    """Every score of several articles together, of the facets that are known."""
    total: tuple[Score, ...] = ()
    for one in judged:
        own = tuple(article_scores(one, known))
        total = tuple(a + b for a, b in zip(total, own, strict=True)) if total else own
    return total


def article_scores(judged: Judged, known: frozenset[Facet]) -> Iterator[Score]:
    """Every score of one article: the same ones in the same order for any article."""
    units, claims = [unit.span for unit in judged.gold.units], [claim.span for claim in judged.claims]
    for criterion, least in SPANS.items():
        found = sum(index is not None for index in match(units, claims, least))
        yield Score("span", criterion, found, len(units), len(claims))
    matched = [one for one in judged.outcomes if one.found]
    if "source" in known:
        right = sum(one.source for one in matched)
        yield Score("source", "polnear", right, len(matched))
        yield Score("source", "strict", sum(one.source_exact for one in matched), len(matched))
        yield Score("end to end", "polnear", right, len(units), len(claims))
    if "speaker" in known:
        right = sum(one.speaker for one in matched)
        yield Score("speaker", "same-name", right, len(matched))
        yield Score("end to end", "same-name", right, len(units), len(claims))
    if "type" in known:
        yield Score("type", "equal", sum(one.type for one in matched), len(matched))
    for facet, criterion in _ANSWERS:
        if facet in known:
            yield _answers(judged, facet, criterion)
    if "not_speech" in known:
        yield _unpublished(judged)
    if "reason" in known:
        yield _reasons(judged)


_ANSWERS: tuple[tuple[Facet, str], ...] = (
    ("said_on", "same-date"),
    ("cue", "overlap"),
    ("addressee", "polnear"),
    ("role", "same-words"),
)
"""What a quote may lack, and its criterion: scored by precision and recall, not as a share."""


def _answers(judged: Judged, facet: Facet, criterion: str) -> Score:
    """A facet of that name on unit, prediction and outcome; gold says "?" where it leaves it open."""
    asked = [one for one in judged.outcomes if one.unit and getattr(one.unit, facet) != "?"]
    said = sum(one.claim is not None and getattr(one.claim.said, facet) is not None for one in asked)
    held = sum(getattr(one.unit, facet) is not None for one in asked)
    return Score(facet, criterion, sum(getattr(one, facet) for one in asked), held, said)


def _unpublished(judged: Judged) -> Score:
    regions = judged.gold.not_speech
    kept = sum(judged.published(region) is None for region in regions)
    return Score("not_speech", "unpublished-0.5", kept, len(regions))


def _reasons(judged: Judged) -> Score:
    regions = judged.gold.not_speech
    refusals = [(judged.refused(region.span), region.reason) for region in regions]
    right = sum(refusal is not None and refusal.reason == reason for refusal, reason in refusals)
    return Score("not_speech", "reason", right, len(regions))

"""Gold and a system brought together: every quote found, missed or spurious, and what of it is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from onrecord.errors import DataError
from onrecord.evaluate import source
from onrecord.evaluate.matching import match, overlap
from onrecord.evaluate.model import Gold, GoldArticle, NotSpeech, Prediction, Refusal, System, Unit
from onrecord.evaluate.names import same_date, same_role, same_speaker
from onrecord.evaluate.units import pieces
from onrecord.model import Span

FOUND = Fraction(4, 5)
"""How much of a gold quote and a predicted one must be the same where nothing else is said."""

SAME_REGION = Fraction(1, 2)
"""From here up a prediction is about a region that is no speech, or a refusal about one that is."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A predicted quote, cut and stripped as gold is: one part of a prediction."""

    span: Span
    said: Prediction


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold quote and the claim that was matched with it; without a claim it was missed, without a unit spurious.

    The marks say what is right of a matched one, and are False where nothing was matched.
    """

    unit: Unit | None
    claim: Claim | None
    overlap: Fraction = Fraction(0)
    source: bool = False
    source_exact: bool = False
    type: bool = False
    speaker: bool = False
    said_on: bool = False
    cue: bool = False
    addressee: bool = False
    role: bool = False

    @property
    def found(self) -> bool:
        """Gold and the system both have it."""
        return self.unit is not None and self.claim is not None


@dataclass(frozen=True, slots=True)
class Judged:
    """One article: gold's quotes in the order of the text, then what is spurious."""

    gold: GoldArticle
    outcomes: tuple[Outcome, ...]
    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.gold.article.id

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.gold.article.text

    def published(self, region: NotSpeech) -> Claim | None:
        """The claim that takes a region that is no speech for a quote, if any does."""
        return next((one for one in self.claims if overlap(one.span, region.span) >= SAME_REGION), None)

    def refused(self, span: Span) -> Refusal | None:
        """The refusal of a region, if there is one."""
        return next((one for one in self.refusals if overlap(one.span, span) >= SAME_REGION), None)


def judge(gold: Gold, system: System) -> tuple[Judged, ...]:
    """Every article of gold, judged. Raises DataError where the system read other texts, or none of gold's."""
    ids = {one.article.id for one in gold.articles}
    read = system.articles if system.articles is not None else system.quotes.keys()
    if ids and not ids & read:
        ours, theirs = next(iter(sorted(ids))), next(iter(sorted(read)), "none")
        raise DataError(
            f"{system.name}: not one article of {gold.name} is in it: expected ids like {ours!r}, found {theirs!r}"
        )
    return tuple(_judged(one, system) for one in gold.articles)


def outcomes(text: str, units: Iterable[Unit], claims: Iterable[Claim]) -> Iterator[Outcome]:
    """Units and claims of one article, matched by the criterion ``relaxed-0.8``."""
    units, claims = tuple(units), tuple(claims)
    matched = match([unit.span for unit in units], [claim.span for claim in claims], FOUND)
    for unit, index in zip(units, matched, strict=True):
        yield Outcome(unit, None) if index is None else compared(text, unit, claims[index])
    taken = set(matched)
    yield from (Outcome(None, claim) for index, claim in enumerate(claims) if index not in taken)


def compared(text: str, unit: Unit, claim: Claim) -> Outcome:
    """A unit and the claim that was matched with it: what is right of the claim."""
    said = claim.said
    return Outcome(
        unit,
        claim,
        overlap(unit.span, claim.span),
        source.right(text, unit.sources, said.source),
        said.source in unit.sources if unit.sources else said.source is None,
        unit.type == said.type,
        same_speaker(unit.speaker, unit.kind, said.speaker),
        same_date(unit.said_on, said.said_on),
        bool(unit.cue and said.cue and overlap(unit.cue, said.cue)),
        bool(unit.addressee and said.addressee and source.right(text, (unit.addressee,), said.addressee)),
        same_role(unit.role, said.role),
    )


def _judged(gold: GoldArticle, system: System) -> Judged:
    id, text = gold.article.id, gold.article.text
    said = system.quotes.get(id, ())
    for one in said:
        if one.spans[-1].end > len(text) or (one.quote is not None and one.spans[0].of(text) != one.quote):
            where = one.spans[0].start
            raise DataError(f"{system.name}: article {id!r}, character {where}: expected the text that gold has")
    claims = tuple(Claim(piece, one) for one in said for span in one.spans for piece in pieces(text, span))
    return Judged(gold, tuple(outcomes(text, gold.units, claims)), claims, system.refusals.get(id, ()))

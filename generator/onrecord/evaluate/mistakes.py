"""What went wrong, to read: errors grouped by kind, with the text around them and the rules that made them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.evaluate.judge import Judged, Outcome
from onrecord.evaluate.model import Facet
from onrecord.model import Span

KINDS = (
    "missed",
    "spurious",
    "wrong source",
    "wrong speaker",
    "wrong type",
    "wrong date",
    "wrong cue",
    "wrong addressee",
    "wrong role",
)
"""In the order in which they are shown."""

AROUND = 160
"""How many characters are shown on either side."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error: where, what gold has, what the system has, and the rules that it names for it."""

    kind: str
    article: str
    span: Span
    expected: str
    found: str
    rules: tuple[str, ...]
    context: str


def mistakes(judged: Iterable[Judged], known: frozenset[Facet]) -> dict[str, tuple[Mistake, ...]]:
    """Every error of the facets that are known, by kind, in the order of the articles and their texts."""
    grouped: dict[str, list[Mistake]] = {kind: [] for kind in KINDS}
    for one in judged:
        for outcome in one.outcomes:
            for kind, expected, found in _wrong(one, outcome, known):
                grouped[kind].append(_mistake(kind, one, outcome, expected, found))
    return {kind: tuple(found) for kind, found in grouped.items()}


def sample(mistakes: Mapping[str, Sequence[Mistake]], n: int, seed: int) -> dict[str, tuple[Mistake, ...]]:
    """At most ``n`` of each kind, the same for the same seed, in their order."""
    chosen = {}
    for kind, found in mistakes.items():
        picked = random.Random(f"{seed} {kind}").sample(range(len(found)), min(n, len(found)))
        chosen[kind] = tuple(found[index] for index in sorted(picked))
    return chosen


def lines(mistakes: Mapping[str, Sequence[Mistake]], totals: Mapping[str, Sequence[Mistake]]) -> Iterator[str]:
    """Errors as text: each kind with how many there are in all."""
    for kind, found in mistakes.items():
        if found:
            yield f"{kind.upper()}: {len(found):,} of {len(totals[kind]):,}"
            for one in found:
                yield ""
                yield f"  {one.article}, character {one.span.start}"
                yield f"    gold    {one.expected}"
                yield f"    system  {one.found}"
                yield f"    rules   {', '.join(one.rules) or '–'}"
                yield f"    text    {one.context}"
            yield ""


def _wrong(judged: Judged, outcome: Outcome, known: frozenset[Facet]) -> Iterator[tuple[str, str, str]]:
    """Each kind of error that an outcome is: what gold has, what the system has."""
    text, unit, claim = judged.text, outcome.unit, outcome.claim
    if unit and not claim:
        refusal = judged.refused(unit.span)
        sources = _quoted(text, unit.sources)
        yield "missed", f"{unit.type} quote of {sources}", f"no speech: {refusal.reason}" if refusal else "nothing"
    elif claim and not unit:
        region = next((one for one in judged.gold.not_speech if judged.published(one) is claim), None)
        source = (claim.said.source,) if claim.said.source else ()
        yield "spurious", f"no speech: {region.reason}" if region else "nothing", f"quote of {_quoted(text, source)}"
    if not unit or not claim:
        return
    said = claim.said
    if "source" in known and not outcome.source:
        yield "wrong source", _quoted(text, unit.sources), _quoted(text, (said.source,) if said.source else ())
    if "speaker" in known and not outcome.speaker:
        yield "wrong speaker", f"{unit.speaker or 'nobody'} ({unit.kind})", said.speaker or "nobody"
    if "type" in known and not outcome.type:
        yield "wrong type", str(unit.type), str(said.type)
    if "said_on" in known and unit.said_on != "?" and (unit.said_on or said.said_on) and not outcome.said_on:
        yield "wrong date", unit.said_on or "no date", said.said_on or "no date"
    if "cue" in known and (unit.cue or said.cue) and not outcome.cue:
        yield "wrong cue", _words(text, unit.cue), _words(text, said.cue)
    if "addressee" in known and (unit.addressee or said.addressee) and not outcome.addressee:
        yield "wrong addressee", _words(text, unit.addressee), _words(text, said.addressee)
    if "role" in known and (unit.role or said.role) and not outcome.role:
        yield "wrong role", unit.role or "no role", said.role or "no role"


def _mistake(kind: str, judged: Judged, outcome: Outcome, expected: str, found: str) -> Mistake:
    claim, unit = outcome.claim, outcome.unit
    place = claim.span if claim else unit.span if unit else Span(0, 0)
    refusal = judged.refused(place)
    said = claim.said if claim else None
    rules = (said.attribution_rule, said.resolution_rule, said.date_rule) if said else (refusal and refusal.rule,)
    named = tuple(rule for rule in rules if rule)
    return Mistake(kind, judged.id, place, expected, found, named, _context(judged.text, place))


def _quoted(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(f"‘{_flat(span.of(text))}’" for span in spans) or "nobody"


def _words(text: str, span: Span | None) -> str:
    return f"‘{_flat(span.of(text))}’" if span else "nothing"


def _context(text: str, span: Span) -> str:
    """The text around a span, which stands between ⟦ and ⟧."""
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return _flat(f"{before}⟦{span.of(text)}⟧{after}")


def _flat(words: str) -> str:
    return " ".join(words.replace("\n", " ⏎ ").split())

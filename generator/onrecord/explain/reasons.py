"""Why each quoted region is what it is: what was answered, by which rule, and what the other rules answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import TypeVar

from onrecord import attribute, publication, resolve
from onrecord.attribute import speech
from onrecord.identify.identities import Identities
from onrecord.model import REASONS, Attribution, Record, Span, Utterance
from onrecord.pipeline import Extraction
from onrecord.publication import author, date, outlet, utterance
from onrecord.publication.imprint import Imprint
from onrecord.publication.saying import Saying
from onrecord.publication.timeline import Timeline
from onrecord.resolve.entities import Entity
from onrecord.rules import Decision, Rule, decide, trace

C = TypeVar("C")
A = TypeVar("A")

EXPLANATIONS = {
    rule.id: rule.explanation for stage in (attribute, speech, resolve, publication, utterance) for rule in stage.RULES
}
"""The id of every rule, and what it says."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was decided."""

    about: str
    """What it is about: "source", "speaker", "said on" …"""
    answer: str
    rule: str | None = None
    """The id of the rule that decided it; None where no rule answered."""
    others: tuple[tuple[str, str], ...] = ()
    """What other rules of the stage answer, each asked apart from the rest: id, answer."""
    silent: tuple[str, ...] = ()
    """The rules of the stage that have no answer."""


def of_article(made: Extraction) -> Iterator[Reason]:
    """Its title, who published it, when, by whom, and from which day "on Monday" counts."""
    imprint, found = Imprint(made.steps.document), made.steps.publication
    if made.row.title:
        yield Reason("title", made.row.title)
    for name, value, rules in (
        ("outlet", found.outlet, outlet.RULES),
        ("date", found.date, date.RULES),
        ("author", found.author, author.RULES),
    ):
        yield Reason(name, value or "nothing says", _id(decide(rules, imprint)))
    if found.anchor != found.date:
        yield Reason("anchor", f"{found.anchor}: days are counted from the latest that the text names")


def of_regions(
    made: Extraction, *, every: bool = False, identities: Identities | None = None
) -> Iterator[tuple[Reason, ...]]:
    """The reasons of each quoted region in their order; with ``every`` what each other rule answers too.

    What a speakers file says of the speaker is among them where its ``identities`` are given.
    """
    mentions = resolve.steps(made.steps.document, made.steps.attributed) if every else None
    sayings = _sayings(made) if every else None
    speeches = iter(zip(made.records, made.steps.speakers, made.utterances, strict=True))

    def reason(about: str, answer: str, rules: Sequence[Rule[C, A]], context: C | None, rule: str | None) -> Reason:
        if context is None:
            return Reason(about, answer, rule)
        asked = [(one.id, found) for one, found in trace(rules, context) if one.id != rule]
        others = tuple((id, _shown(made, found)) for id, found in asked if found is not None)
        return Reason(about, answer, rule, others, tuple(id for id, found in asked if found is None))

    for context in made.steps.contexts:
        asked, refusal = context if every else None, context.refusal
        source = _id(context.decision)
        if refusal:
            answer = f"{refusal.answer}: {REASONS[refusal.answer]}"
            would_be = _shown(made, context.decision.answer) if context.decision else "nobody"
            yield (
                reason("no speech", answer, speech.RULES, asked, refusal.rule),
                *((reason("else", would_be, attribute.RULES, asked, source),) if every else ()),
            )
            continue
        record, speaker, said = next(speeches)
        mention, saying = next(mentions)[0] if mentions else None, next(sayings) if sayings else None
        yield (
            reason("source", _source(record), attribute.RULES, asked, source),
            reason("speaker", _speaker(record), resolve.RULES, mention, _id(speaker)),
            *_identity(record, identities),
            reason("said on", _said(record), utterance.RULES, saying, _id(said)),
            *((reason("no speech", "it is speech", speech.RULES, asked, None),) if every else ()),
        )


def _id(decision: Decision[A] | None) -> str | None:
    return decision.rule if decision else None


def _sayings(made: Extraction) -> Iterator[Saying]:
    """What the rules about the day of an utterance were asked about."""
    anchor, speakers = made.steps.publication.anchor, tuple(record.speaker for record in made.records)
    timeline = Timeline(made.steps.document, Day.fromisoformat(anchor) if anchor else None)
    return iter(utterance.read_sayings(timeline, made.steps.attributed, speakers))


def _source(record: Record) -> str:
    if record.source is None:
        return "nobody is named"
    cue = f", cue “{record.cue.text}”" if record.cue else ""
    addressee = f", said to “{record.addressee.text}”" if record.addressee else ""
    return f"“{record.source.text}”{cue}{addressee}"


def _speaker(record: Record) -> str:
    known = filter(None, (record.speaker, record.speaker_kind, record.speaker_role))
    return ", ".join(known) or "nobody can be told"


def _identity(record: Record, identities: Identities | None) -> Iterator[Reason]:
    if identities and record.speaker and record.speaker_kind not in (None, "unnamed"):
        yield Reason("identity", identities.told(record.speaker, record.speaker_kind))


def _said(record: Record) -> str:
    if record.said_on_basis is None:
        return "the text does not say"
    return f"{record.said_on}, to the {record.said_on_precision}, from “{record.said_on_basis.text}”"


def _shown(made: Extraction, answer: object) -> str:
    """What a rule answers, in words."""
    text = made.steps.document.text
    match answer:
        case Attribution(source=None):
            return "nobody"
        case Attribution(source=Span() as source, cue=cue):
            return f"“{source.of(text)}”" + (f", cue “{cue.of(text)}”" if cue else "")
        case Entity():
            return f"{answer.name}, {answer.kind}"
        case Utterance():
            return f"{answer.said_on}, from “{answer.basis.of(text)}”"
    return str(answer)

"""A surname alone, or with a title: whose it is."""

from __future__ import annotations

from itertools import islice

from onrecord.find.names import bare
from onrecord.resolve.context import ResolutionContext
from onrecord.resolve.entities import Entity

_SENTENCES_TO_NAME = 16
"""How many sentences are looked through for the last bearer of a surname that was a subject, its own among them."""


def only_bearer(context: ResolutionContext) -> Entity | None:
    """A surname that only one person of the article bears."""
    bearers = context.bearers
    return bearers[0] if len(bearers) == 1 and _fits(context, bearers[0]) else None


def titled(context: ResolutionContext) -> Entity | None:
    """Of several bearers of a surname, the one of the same title or gender: "Senator Lee", "Mrs. Lee"."""
    if context.name is None or not context.name.name.title:
        return None
    bearers, title = context.bearers, {bare(word) for word in context.name.name.title.split()}
    titles = {e.name: {bare(word) for m in e.mentions for word in m.name.title.split()} for e in bearers}
    fitting = [e for e in bearers if title & titles[e.name]]
    if len(fitting) != 1:
        fitting = [e for e in bearers if _fits(context, e)]
    return fitting[0] if len(fitting) == 1 and len(bearers) > 1 else None


def just_named(context: ResolutionContext) -> Entity | None:
    """Of several bearers of a surname, the last subject named in full in the sentences just before."""
    bearers, position = [e for e in context.bearers if _fits(context, e)], context.mention.start
    if len(bearers) < 2:
        return None
    here = context.document.paragraph_at(position)
    for _, sentence, paragraph in islice(context.entities.discourse.before(position), _SENTENCES_TO_NAME):
        if here - paragraph > 1:
            break
        for slot in context.entities.discourse.names(sentence):
            for entity in bearers if slot.subject or slot.asked else ():
                if slot.name in entity.mentions:
                    return entity
    return None


def just_spoke(context: ResolutionContext) -> Entity | None:
    """Of several bearers of a surname, the one who spoke last, in this paragraph or the one before."""
    last = context.spoken.last()
    if last is None or len(context.bearers) < 2 or last[1] not in context.bearers or not _fits(context, last[1]):
        return None
    back = context.document.paragraph_at(context.mention.start) - context.document.paragraph_at(last[0].start)
    return last[1] if back in (0, 1) else None


def only_speaker(context: ResolutionContext) -> Entity | None:
    """Of several bearers of a surname, the only one who has spoken."""
    bearers = [e for e in context.bearers if _fits(context, e)]
    if len(bearers) < 2:
        return None
    spoken = {entity for _, entity in context.spoken.back("person") if entity in bearers}
    return spoken.pop() if len(spoken) == 1 else None


def _fits(context: ResolutionContext, entity: Entity) -> bool:
    """Whether the gender that a form of address tells may be the bearer's."""
    gender = context.name.name.gender if context.name and context.name.name.title else None
    return gender is None or context.entities.gender(entity) in (None, gender)


def main_bearer(context: ResolutionContext) -> Entity | None:
    """Of several bearers of a surname, the one introduced first and called by it since, before any other was."""
    first, others = _introduced(context)
    if first is None or not others:
        return first
    rival = others[0].mentions[0].start
    alone = (
        m
        for m in context.entities.mentions.with_word(context.entities.surname(first))
        if m.body and len(m.name.words) == 1
    )
    return first if any(first.mentions[0].end < m.start < rival for m in alone) else None


def _introduced(context: ResolutionContext) -> tuple[Entity | None, list[Entity]]:
    """The bearer introduced first, and the others, of those named before."""
    bearers = [e for e in context.bearers if e.mentions[0].body and _fits(context, e)]
    before = [e for e in bearers if e.mentions[0].start < context.mention.start] or bearers  # none yet: a headline
    if not before:
        return None, []
    first, *others = sorted(before, key=lambda e: e.mentions[0].start)
    return first, others


def part(context: ResolutionContext) -> Entity | None:
    """One word of a surname of several: "Ortiz" of "Maria Ortiz Vega", "Lee" of "Anna Orr-Lee"."""
    if context.name is None or context.name.name.shape == "organization":
        return None
    entities, words = context.entities, context.name.name.words
    bearers = [e for e in entities.bearers(words[-1]) if e.kind == "person" and set(words) <= set(e.words)]
    if not bearers and len(words) == 1 and not entities.mentions.quoted(context.mention.start):
        joined = [entities.meant(m) for m in entities.mentions.with_part(words[0]) if m.name.shape == "person"]
        bearers = list(dict.fromkeys(e for e in joined if e and e.kind == "person"))
    return bearers[0] if len(bearers) == 1 and _fits(context, bearers[0]) else None

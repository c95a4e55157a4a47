"""What a pronoun or a description takes up: the last subject before it that agrees."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.find.mentions import NameMention
from onrecord.model import Span
from onrecord.resolve.discourse import Distance, Slot
from onrecord.resolve.entities import Entities, Entity

_PERSONAL = ("male", "female", "person")
_STEPS = 6
"""How long a chain of pronouns may be: she, she, she, Lee."""
_ORGANIZATION_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Whom a mention takes up, how far back, and whether as a subject."""

    entity: Entity
    distance: Distance
    subject: bool


def antecedent(
    entities: Entities, position: int, agreement: str, answered: tuple[tuple[Span, Entity], ...]
) -> Antecedent | None:
    """The last subject before ``position`` that agrees.

    A subject that is the same pronoun leads on to what that one takes up; the sources ``answered`` before
    count as subjects.
    """
    agreeing = {span: entity for span, entity in answered if _agrees(entities, entity, agreement)}
    distance: Distance | None = None
    for _ in range(_STEPS):
        step = _step(entities, position, agreement, agreeing)
        if step is None:
            return None
        near, slot, subject = step
        distance = near if distance is None else "earlier" if "earlier" in (near, distance) else "paragraph"
        entity = agreeing.get(Span(slot.start, slot.end)) or (slot.name and _named(entities, slot.name, agreement))
        if entity:
            return Antecedent(entity, distance, subject)
        position = slot.start
    return None


def _step(
    entities: Entities, position: int, agreement: str, answered: dict[Span, Entity]
) -> tuple[Distance, Slot, bool] | None:
    others: list[Slot] = []
    enough = -1
    for distance, span in entities.discourse.before(position):
        here = entities.document.paragraph_at(span.start)
        if others and here < enough:
            break
        slots = _slots(entities, span, agreement, answered)
        subject = _subject(slots, distance)
        if subject:
            return distance, subject, True
        if not others:
            enough = here
        others += [slot for slot in slots if slot.name]
    named = {entity for slot in others if slot.name and (entity := _named(entities, slot.name, agreement))}
    return ("paragraph", others[0], False) if len(named) == 1 else None


def _subject(slots: list[Slot], distance: Distance) -> Slot | None:
    """Who was asked, else who closes the sentence with "…, Lee said", else the first subject."""
    subjects = [slot for slot in slots if slot.subject]
    if any(slot.asked for slot in slots):
        subjects = [slot for slot in slots if slot.asked]
    elif distance != "sentence":
        subjects = [slot for slot in subjects if slot.closing][-1:] or subjects
        if not subjects and slots and slots[0].possessor:
            subjects = slots[:1]
    return subjects[0] if subjects else None


def _slots(entities: Entities, span: Span, agreement: str, answered: dict[Span, Entity]) -> list[Slot]:
    discourse = entities.discourse
    names = [m for m in entities.mentions.between(span.start, span.end) if m.body and _named(entities, m, agreement)]
    slots = [discourse.slot(span, mention) for mention in names] + discourse.pronouns(span, agreement)
    for source in answered:
        if span.start <= source.start and source.end <= span.end:
            slots = [slot for slot in slots if slot.end <= source.start or source.end <= slot.start]
            slots.append(Slot(source.start, source.end, closing=discourse.closes(span, source.start, source.end)))
    return sorted(slots, key=lambda slot: slot.start)


def _named(entities: Entities, mention: NameMention, agreement: str) -> Entity | None:
    if agreement in _PERSONAL and mention.name.shape not in ("person", "unknown"):
        return None
    if agreement in ("male", "female") and mention.name.gender not in (None, agreement):
        return None
    entity = entities.meant(mention)
    return entity if entity and _agrees(entities, entity, agreement) else None


def _agrees(entities: Entities, entity: Entity, agreement: str) -> bool:
    if agreement in _PERSONAL:
        return entity.kind == "person" and (agreement == "person" or entities.gender(entity) in (None, agreement))
    return entity.kind == "organization" or (agreement == "many" and entity.kind == "group")


def subject_near(entities: Entities, position: int, answered: tuple[tuple[Span, Entity], ...]) -> Entity | None:
    """The last named subject before a place in its sentence, else the first after, else a source resolved."""
    sentence = entities.discourse.sentence_at(position)
    slots = entities.discourse.names(sentence, articles=True)
    subjects = [slot for slot in slots if slot.subject or slot.possessor]
    before = [slot for slot in reversed(subjects) if slot.start < position]
    for slot in (*before, *subjects):
        if slot.name and (entity := entities.meant(slot.name)):
            return entity
    inside = [entity for span, entity in answered if sentence.start <= span.start < sentence.end]
    return inside[0] if inside else None


def organization_before(entities: Entities, position: int, any_name: bool = True) -> Entity | None:
    """The last organization that is a subject in these three paragraphs, else the most named so far.

    ``any_name``: names that do not show by their words that they are an organization's count too.
    """
    document, discourse = entities.document, entities.discourse
    last = document.paragraph_at(position)
    for index in range(last, max(-1, last - _ORGANIZATION_PARAGRAPHS), -1):
        for sentence in reversed(discourse.sentences(index)):
            for slot in discourse.names(sentence, articles=True):
                if (slot.subject or slot.possessor) and slot.end <= position and slot.name:
                    found = _organization(entities, slot.name, any_name)
                    if found:
                        return found
    shaped = [m for m in entities.mentions.between(0, position) if m.body and m.name.shape == "organization"]
    if not shaped:
        return None
    most = max(reversed(shaped), key=lambda m: len(entities.mentions.with_word(m.name.words[-1])))
    return _organization(entities, most, any_name)


def _organization(entities: Entities, mention: NameMention, any_name: bool) -> Entity | None:
    shape = mention.name.shape
    if shape != "organization" and not (
        any_name and shape == "unknown" and entities.evidence.is_name(mention.name.words)
    ):
        return None
    entity = entities.meant(mention)
    return entity if entity and entity.kind == "organization" else None

"""Mentions headed by a name: who in the article bears it."""

from __future__ import annotations

import regex

from onrecord.resolve.context import ResolutionContext
from onrecord.resolve.entities import Entity


def two_people(context: ResolutionContext) -> Entity | None:
    """Two people named together are a group of both names: "Anna Lee and Omar Diaz"."""
    if " and " not in context.text:
        return None
    people = [m for m in context.names if m.end <= context.head_span.end + 1]
    if len(people) < 2 or context.document.text[people[-2].end : people[-1].first].strip(" ,") != "and":
        return None
    named = [entity for m in people[-2:] if (entity := context.entities.meant(m)) and entity.kind == "person"]
    return Entity(" and ".join(e.name for e in named), "group") if len(named) == 2 else None


def full_name(context: ResolutionContext) -> Entity | None:
    """A name of several words: the fullest form that the article has of it."""
    mention = context.name
    if mention is None or len(mention.name.words) < 2:
        return None
    for fuller in context.entities.mentions.with_part(mention.name.words[-1]):
        if fuller.name.words[0] == mention.name.words[0] and (entity := context.entities.meant(fuller)):
            return entity  # Anna Lee, where the article has Anna Lee-Orr
    bearers = context.entities.bearers(mention.name.words[-1])
    if mention.name.shape == "unknown" and not context.entities.evidence.is_person(mention):
        words = mention.name.words
        longer = [e for e in bearers if e.kind == "organization" and e.words[: len(words)] == words != e.words]
        if len(longer) == 1:
            return longer[0]  # Lee Crest, where the article has Lee Crest Capital
    for entity in bearers:
        if any(m.name.words == mention.name.words for m in entity.mentions):
            return entity
    return None


def given_name(context: ResolutionContext) -> Entity | None:
    """A first word of only one person's name: "Anna", "Sir Omar", or a family name that stands first."""
    if context.name is None or len(context.name.name.words) != 1:
        return None
    word = context.name.name.words[0]
    bearers = [e for e in context.entities.bearers(word) if e.kind == "person" and e.words[0] == word]
    return bearers[0] if len(bearers) == 1 else None


def nickname(context: ResolutionContext) -> Entity | None:
    """What somebody is called beside the name: the Bolo of Omar “Bolo” Lee, or of Omar Lee, better known as “Bolo”."""
    if context.name is None or len(context.name.name.words) != 1:
        return None
    text, mentions = context.document.text, context.entities.mentions
    place = context.entities.discourse.nicknames.get(context.name.name.text)
    if place is None:
        return None
    known = _KNOWN_AS.search(text, max(0, place - _TO_NICKNAME), place)
    for mention in reversed(mentions.between(max(0, place - 2 * _TO_NICKNAME), place + _TO_NICKNAME)):
        inside = mention.start < place < mention.end
        if inside or (known and mention.end <= known.start()):
            entity = context.entities.meant(mention)
            return entity if entity and entity.kind == "person" else None
    return None


_KNOWN_AS = regex.compile(r"\b(?:known\b[^.;\n]{0,40}\bas|nicknamed|called|aka) $")
_TO_NICKNAME = 60


def as_written(context: ResolutionContext) -> Entity | None:
    """A name that the article has in no fuller form: as it is written."""
    mention = context.name
    if mention is None:
        return None
    words = mention.name.words
    if (
        mention.name.shape == "unknown"
        and len(words) == 1
        and any(e.kind == "person" and e.words[-1] == words[0] for e in context.entities.bearers(words[0]))
    ):
        return None  # several bear it, and no rule could tell who is meant
    person = context.entities.evidence.is_person(mention)
    gender = mention.name.gender or (context.lists.genders.get(words[0]) if mention.name.given else None)
    mark = "" if person else context.entities.evidence.possessor_mark(mention)
    return Entity(mention.name.text + mark, "person" if person else "organization", words, gender)

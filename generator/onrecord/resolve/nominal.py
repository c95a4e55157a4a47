"""People described: "the senator", "residents", "a spokesman for the union"."""

from __future__ import annotations

import regex

from onrecord.resolve.context import ResolutionContext
from onrecord.resolve.entities import Entity
from onrecord.resolve.roles import role_words

_BEFORE_NAME = regex.compile(r"(?:,| --| —| –) (?=\p{Lu})")
_SPOKE_JUST_NOW = 3
"""Within how many paragraphs whoever spoke last is still spoken of."""
_ORDINALS = frozenset(("other", "same", "first", "second", "third", "unnamed", "anonymous"))


def several_people(context: ResolutionContext) -> Entity | None:
    """Several people described are a group, called what the words call it: "residents", "union members"."""
    if not context.plural or context.head in context.lists.statements:
        return None
    return Entity(context.description, "group")


def named_next(context: ResolutionContext) -> Entity | None:
    """A description with the name in apposition: "one of its founders, Anna Lee,"."""
    match = _BEFORE_NAME.match(context.document.text, context.mention.end) if context.nominal else None
    if match is None:
        return None
    for mention in context.entities.mentions.between(match.end(), match.end() + 60)[:1]:
        if mention.first == match.end() and context.entities.evidence.is_person(mention):
            return context.entities.meant(mention)
    return None


def same_role(context: ResolutionContext) -> Entity | None:
    """Whom the article gave the role, the last one named: "the senator" after "Sen. Anna Lee"."""
    if not context.nominal or not context.definite or context.head not in context.lists.roles:
        return None
    heads = {context.head, *context.lists.expansions.get(context.head, ())}
    whose = context.lists.demonyms & set(context.words)
    seen: set[str] = set()
    for mention in reversed(context.entities.mentions.between(0, context.mention.start)):
        entity = context.entities.meant(mention) if mention.name.shape in ("person", "unknown") else None
        if entity is None or entity.kind != "person" or entity.name in seen:
            continue
        seen.add(entity.name)
        words = role_words(context.entities, entity)
        if heads & words and whose <= words:
            return entity
    return None


def earlier_description(context: ResolutionContext) -> Entity | None:
    """Somebody unnamed who was described before: "the aide" after "a Republican committee aide"."""
    if not context.nominal or not context.definite or not set(context.words[1:-1]) <= _ORDINALS:
        return None
    pattern = rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) ((?:[\p{{L}}\p{{N}}.’'-]+ ){{0,5}}{regex.escape(context.head)})\b"
    mentions, before = context.entities.mentions, context.document.text[: context.mention.start]
    found = [m.group(1) for m in regex.finditer(pattern, before) if not mentions.quoted(m.start())]
    return Entity(found[-1], "unnamed") if found else None


def epithet(context: ResolutionContext) -> Entity | None:
    """Another word for whoever is spoken of: "the retired surgeon", when one person was the last subject."""
    if not context.nominal or not context.definite or context.head in context.lists.anonymous:
        return None
    if context.lists.demonyms & set(context.words):
        return None  # another country's
    if context.head not in context.lists.roles or context.head_span != context.mention:
        return None
    last = context.spoken.last("person")
    here = context.document.paragraph_at(context.mention.start)
    if last and here - context.document.paragraph_at(last[0].start) < _SPOKE_JUST_NOW:
        return last[1]
    return context.antecedent.entity if context.antecedent else None


def office_holder(context: ResolutionContext) -> Entity | None:
    """A person whom only the office names: "the Freedonian president"."""
    if not context.nominal or not context.definite or context.head not in context.lists.offices:
        return None
    return Entity(context.description, "person") if context.lists.demonyms & set(context.words) else None


def office(context: ResolutionContext) -> Entity | None:
    """His office, her office: the one whose it is."""
    if context.words not in (["his", "office"], ["her", "office"]):
        return None
    return context.antecedent.entity if context.antecedent else None


def described(context: ResolutionContext) -> Entity | None:
    """Somebody not named: called what the words call them."""
    gender = context.lists.genders.get(context.head)
    return Entity(context.description, "unnamed", gender=gender) if context.nominal else None

"""People described: "the senator", "residents", "a spokesman for the union"."""

from __future__ import annotations

import regex

from onrecord.languages.lexicon import AUXILIARY, CUE, DETERMINER, PREPOSITION, TO, VERB
from onrecord.resolve.antecedent import antecedent
from onrecord.resolve.beside import named_beside
from onrecord.resolve.context import ResolutionContext, possessor
from onrecord.resolve.entities import Entity
from onrecord.resolve.phrase import head_end, singular, words_of
from onrecord.resolve.roles import role_words

_BEFORE_NAME = regex.compile(r"(?:,| --| —| –) (?=\p{Lu})")
_SPOUSES = {"wife": "husband", "husband": "wife", "widow": "husband", "widower": "wife"}
_AGE = regex.compile(r"(\d{1,3})-year-old")
_ANY_GROUP = frozenset(("groups", "organizations", "organisations", "men", "women", "lawmakers", "legislators"))
_HEADLINE = 160
_SOON = 1500
"""Within how many characters after a description the name that it stands for has to come."""
_SPOKE_JUST_NOW = 3
"""Within how many paragraphs whoever spoke last is still spoken of."""
_NO_MODIFIER = frozenset((PREPOSITION, CUE, VERB, AUXILIARY, DETERMINER, TO))  # a fine for the manager
_ORDINALS = frozenset(("other", "same", "first", "second", "third", "unnamed", "anonymous"))


def same_people(context: ResolutionContext) -> Entity | None:
    """Several people who spoke before: "the groups" after "ten rights groups", "the growers" after "wheat growers"."""
    if not context.plural or context.head in context.lists.statements or not context.definite or len(context.words) > 2:
        return None
    for _, entity in context.spoken.back("group", "organization"):
        words = set(words_of(entity.name))
        if context.head in words or singular(context.head) in words:
            return entity
        if entity.kind == "group" and context.head in _ANY_GROUP and _ANY_GROUP & words:
            return entity
    return None


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
        entity = context.entities.meant(mention) if mention.first == match.end() else None
        if entity and entity.kind == "person":
            return entity
    return None


def named_before(context: ResolutionContext) -> Entity | None:
    """A description in apposition to a name: "Anna Lee, the No. 2 in the party,"."""
    if not context.nominal or context.document.text[context.mention.start - 2 : context.mention.start] != ", ":
        return None
    start = context.mention.start
    sentence = context.entities.discourse.sentence_at(start)
    discourse, rest = context.entities.discourse, context.document.text[context.mention.end : sentence.end]
    if "," not in rest or discourse.classes.get(rest.split(maxsplit=1)[0]) in (CUE, VERB, AUXILIARY):
        return None  # Lee, her aide said, is
    for mention in context.entities.mentions.between(sentence.start, start):
        if mention.end == start - 2 and context.entities.evidence.is_person(mention):
            _, word = discourse.word_before(sentence.start, mention.first)
            beyond = discourse.classes.get(word.lower()) == PREPOSITION and word.lower() != "as"
            return None if beyond else context.entities.meant(mention)
    return None


def relative(context: ResolutionContext) -> Entity | None:
    """His wife, Lee's brother: the one whom the article names as that, or whose wife or husband the other one is."""
    if not context.nominal or context.head not in context.lists.relations or context.possessor is None:
        return None
    entities, whose = context.entities, context.possessor
    length = len(context.document.text)
    for _, mention in named_beside(entities, context.head, length):
        entity = entities.meant(mention)
        if entity and entity != whose and _fits(context, entity):
            return entity
    for place, mention in named_beside(entities, _SPOUSES.get(context.head, context.head), length):
        if entities.meant(mention) == whose:
            other = possessor(entities, place, context.spoken)
            return other if other and other != whose and _fits(context, other) else None
    return None


def _fits(context: ResolutionContext, entity: Entity) -> bool:
    gender = context.lists.genders.get(context.head)
    return entity.kind == "person" and (gender is None or context.entities.gender(entity) in (None, gender))


def of_age(context: ResolutionContext) -> Entity | None:
    """The 41-year-old: the one whose age the article gives so, else the last subject."""
    age = _AGE.fullmatch(context.head) if context.nominal and context.definite else None
    if age is None:
        return None
    entities, text = context.entities, context.document.text
    for match in regex.finditer(rf"\b{age[1]}\b", text[: context.mention.start]):
        before = entities.mentions.between(match.start() - 60, match.start())
        if before and text[before[-1].end : match.start()] in (", ", " (", ", aged "):
            return entities.meant(before[-1])
    last = antecedent(entities, context.mention.start, "person", context.spoken)
    return last.entity if last else None


def called_so(context: ResolutionContext) -> Entity | None:
    """Whom the article calls so beside the name: "the kicker" after "Omar Diaz, the kicker"."""
    if not context.nominal or not context.definite or context.head_span != context.mention:
        return None
    if context.head in context.lists.statements or context.head in context.lists.organization_nouns:
        return None
    for _, mention in named_beside(context.entities, context.head, context.mention.start):
        entity = context.entities.meant(mention) if context.entities.evidence.is_person(mention) else None
        if entity:
            return entity
    return None


def same_role(context: ResolutionContext) -> Entity | None:
    """Whom the article gave the role, of several the last subject or else the last named: "the senator"."""
    if not context.nominal or not context.definite or context.head not in context.lists.roles:
        return None
    heads = {context.head, *context.lists.expansions.get(context.head, ())}
    whose = context.lists.demonyms & set(context.words)
    seen: set[str] = set()
    holders: list[Entity] = []
    for mention in reversed(context.entities.mentions.between(0, context.mention.start)):
        entity = context.entities.meant(mention) if mention.name.shape in ("person", "unknown") else None
        if entity is None or entity.kind != "person" or entity.name in seen:
            continue
        seen.add(entity.name)
        words = role_words(context.entities, entity)
        if heads & words and whose <= words:
            holders.append(entity)
    if len(holders) > 1 and context.antecedent and context.antecedent.entity in holders:
        return context.antecedent.entity
    return holders[0] if holders else None


def earlier_description(context: ResolutionContext) -> Entity | None:
    """Somebody unnamed who was described before: "the aide" after "a Republican committee aide"."""
    if not context.nominal or not context.definite:
        return None
    words = set(context.words[1:])
    for _, entity in context.spoken.back("unnamed"):
        if context.head in words_of(entity.name[: head_end(entity.name, context.lists)])[-1:] and words <= set(words_of(entity.name)):
            return entity
    if not words - {context.head} <= _ORDINALS:
        return None
    pattern = rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) ((?:[\p{{L}}\p{{N}}.’'-]+ ){{0,5}}{regex.escape(context.head)})\b"
    mentions, before = context.entities.mentions, context.document.text[: context.mention.start]
    found = [m.group(1) for m in regex.finditer(pattern, before) if not mentions.quoted(m.start())]
    classes = context.entities.discourse.classes
    found = [phrase for phrase in found if not any(classes.get(word) in _NO_MODIFIER for word in phrase.split()[:-1])]
    gender = context.lists.genders.get(context.head)
    return Entity(found[-1], "unnamed", gender=gender) if found else None


def epithet(context: ResolutionContext) -> Entity | None:
    """Another word for whoever is spoken of: "the retired surgeon", when one person was the last subject."""
    if not context.nominal or not context.definite or context.head in context.lists.anonymous:
        return None
    if context.lists.demonyms & set(context.words):
        return None  # another country's
    if context.head not in context.lists.roles or (context.head_span != context.mention and " and " not in context.text):
        return None
    near, last = context.antecedent, context.spoken.last("person")
    here = context.document.paragraph_at(context.mention.start)
    found = [near.entity] if near and near.subject and near.distance != "earlier" else []
    if last and here - context.document.paragraph_at(last[0].start) < _SPOKE_JUST_NOW:
        found.append(last[1])
    if near:
        found.append(near.entity)
    free = (entity for entity in found if not role_words(context.entities, entity))
    first = next(free, found[0] if found else None)
    titled = first and any(m.name.title for m in first.mentions)
    return (titled and _headlined(context)) or first


def _headlined(context: ResolutionContext) -> Entity | None:
    """Whom the headline names and the article gives no role: known to all, and so called by another word."""
    headline = context.document.paragraphs[0]
    names = context.entities.mentions.between(0, headline.end) if headline.end - headline.start < _HEADLINE else ()
    for mention in names:
        entity = context.entities.meant(mention)
        if entity and entity.kind == "person":
            return None if role_words(context.entities, entity) else entity
    return None


def named_later(context: ResolutionContext) -> Entity | None:
    """Somebody described first and named after, with that noun beside the name: "the play's author … author Anna Lee"."""
    if not context.nominal or context.head not in context.lists.roles or context.head in context.lists.anonymous:
        return None
    entities, end = context.entities, context.mention.end
    low = end - 1
    high = min(len(context.document.text), end + _SOON)
    for _, mention in named_beside(entities, context.head, high):
        if mention.start < low:
            break
        entity = entities.meant(mention)
        if entity and entity.kind == "person" and entity.mentions and entity.mentions[0].start > low:
            return entity
    return None


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

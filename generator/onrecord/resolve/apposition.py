"""People by what stands beside a name: "Anna Lee, the No. 2,", "Omar Diaz, the kicker, … the kicker", "his wife"."""

from __future__ import annotations

import regex

from onrecord.languages.lexicon import AUXILIARY, CUE, PREPOSITION, VERB
from onrecord.resolve.antecedent import antecedent
from onrecord.resolve.beside import LOOK_BACK, named_beside, places
from onrecord.resolve.context import ResolutionContext, possessor
from onrecord.resolve.entities import Entity
from onrecord.resolve.nominal import introduced, of_other_age
from onrecord.resolve.phrase import words_of
from onrecord.resolve.roles import holds_now

_CHILD, _SIBLING = ("son", "daughter"), ("brother", "sister")
_PARENT = ("mother", "father", "mum", "mom", "dad")
_GRANDCHILD = ("grandson", "granddaughter")
_GRANDPARENT = ("grandmother", "grandfather", "grandma", "grandpa", "granny", "gran", "grandad", "granddad")
_INVERSE = {
    "wife": ("husband",),
    "husband": ("wife",),
    "widow": ("husband",),
    "widower": ("wife",),
    **dict.fromkeys(_PARENT, _CHILD),
    **dict.fromkeys(_CHILD, _PARENT),
    **dict.fromkeys(_GRANDPARENT, _GRANDCHILD),
    **dict.fromkeys(_GRANDCHILD, _GRANDPARENT),
    **dict.fromkeys(_SIBLING, _SIBLING),
}
"""What the other one is: of whom she is the wife is her husband."""
_AGE = regex.compile(r"(\d{1,3}|\p{Ll}{3,9})-year-old")
_AGED = (", ", " (", ", aged ")
_FINITE = (CUE, VERB, AUXILIARY)
_REACH = 60
_HANDLE = regex.compile(r"@\w+")
_CLAUSE, _WHO = 90, ("who ", "whose ")
"""How long the clause is, and how it begins, that says by what name somebody goes."""
_SOON = 1500
"""Within how many characters after a description the name that it stands for has to come."""


def named_before(context: ResolutionContext) -> Entity | None:
    """A description in apposition to a name: "Anna Lee, the No. 2 in the party,"."""
    if not context.nominal or context.document.text[context.mention.start - 2 : context.mention.start] != ", ":
        return None
    entities, discourse, start = context.entities, context.entities.discourse, context.mention.start
    sentence = discourse.sentence_at(start)
    rest = context.document.text[context.mention.end : sentence.end]
    closed = "," in rest and discourse.classes.get(rest.split(maxsplit=1)[0].rstrip(",")) not in _FINITE
    for mention in entities.mentions.between(sentence.start, start):
        if mention.end != start - 2 or not entities.evidence.is_person(mention):
            continue
        if not closed and not (context.definite and mention.first == sentence.start):
            return None  # Lee, a top aide said, is
        _, word = discourse.word_before(sentence.start, mention.first)
        beyond = discourse.classes.get(word.lower()) == PREPOSITION and word.lower() != "as"
        return None if beyond else entities.meant(mention)
    return None


def called_so(context: ResolutionContext) -> Entity | None:
    """Whom the article calls so beside the name: "the kicker" after "Omar Diaz, the kicker"."""
    if not context.nominal or not context.definite or context.head_span != context.mention:
        return None
    if context.head in context.lists.statements or context.head in context.lists.organization_nouns:
        return None
    if context.lists.demonyms & set(context.words):
        return None  # another country's
    here = context.document.paragraphs[context.document.paragraph_at(context.mention.start)]
    described = introduced(context, here.start)  # A Ghent spokeswoman paused; the spokeswoman
    for place, mention in named_beside(context.entities, (context.head,), context.mention.start):
        entity = context.entities.meant(mention) if context.entities.evidence.is_person(mention) else None
        if described and described.start > max(place, mention.start):
            return None
        if entity and not holds_now(context, entity):
            return entity
    return None


def of_age(context: ResolutionContext) -> Entity | None:
    """The 41-year-old: the one whose age the article gives so, else the last subject."""
    ages = (_AGE.fullmatch(word) for word in context.words) if context.nominal and context.definite else ()
    age = next(filter(None, ages), None)  # the 41-year-old; the 41-year-old official
    if age is None:
        return None
    entities, text = context.entities, context.document.text
    low = max(0, context.mention.start - LOOK_BACK)
    for place, _ in places(entities, (age[1],), low, context.mention.start):
        before = entities.mentions.between(place - _REACH, place)
        if before and text[before[-1].end : place] in _AGED:
            return entities.meant(before[-1])
    last = antecedent(entities, context.mention.start, "person", context.spoken)
    if last and last.subject and not context.lists.anonymous.isdisjoint(words_of(last.entity.name)[-1:]):
        return None  # a spokesman said … the 41-year-old
    here = context.document.paragraph_at(context.mention.start)
    since = context.document.paragraphs[max(0, here - 1)].start
    fits = last is not None and last.subject and not of_other_age(context, last.entity, age[1])
    if last and fits and last.start >= since:
        return last.entity
    fresh = _first_named(context, since, age[1])  # “…,” Orr said. ¶ It was Anna, a nurse, who called. ¶ the 41-year-old
    return fresh or (last.entity if last and fits else None)


def _first_named(context: ResolutionContext, since: int, age: str) -> Entity | None:
    """The only one whom the article first names from ``since`` on, and may be of the age."""
    entities, stop = context.entities, context.mention.start
    near = entities.mentions.between(max(since, stop - _NEAR), stop)
    found = dict.fromkeys(entities.meant(mention) for mention in near if mention.body)
    fresh = [
        one
        for one in found
        if one
        and one.kind == "person"
        and one.words
        and entities.mentions.with_word(one.words[0])[0].start >= since
        and not of_other_age(context, one, age)
    ]
    return fresh[0] if len(fresh) == 1 else None


_NEAR = 1000
"""How far back, in characters, somebody was first named."""


def relative(context: ResolutionContext) -> Entity | None:
    """His wife, Lee's brother: the one whom the article names as that, or whose wife or husband the other one is."""
    if not context.nominal or context.possessor is None:
        return None
    entities, whose = context.entities, context.possessor
    if context.head not in context.lists.relations:
        return _of_somebody(context, whose)
    high = min(len(context.document.text), context.mention.start + _SOON)
    for _, mention in named_beside(entities, (context.head,), high):
        entity = entities.meant(mention)
        if entity and entity != whose and _fits(context, entity):
            return entity
    for place, mention in named_beside(entities, _INVERSE.get(context.head, (context.head,)), high):
        if entities.meant(mention) == whose:
            other = possessor(entities, place, context.spoken)
            return other if other and other != whose and _fits(context, other) else None
    return None


def _of_somebody(context: ResolutionContext, whose: Entity) -> Entity | None:
    """Whom the article names beside the same words: with her lawyer, |Omar Diaz|. … her lawyer."""
    if context.head not in context.lists.callings:
        return None
    entities, text = context.entities, context.document.text
    for place, mention in named_beside(entities, (context.head,), context.mention.start):
        owner = _OWNER.search(text, max(0, place - _TO_OWNER), place) if mention.start > place else None
        if owner is None or mention.start - place > len(context.head) + len(", "):
            continue
        entity = entities.meant(mention)
        if (
            entity
            and entity != whose
            and entity.kind == "person"
            and possessor(entities, place, context.spoken) == whose
        ):
            return entity
    return None


_OWNER, _TO_OWNER = regex.compile(r"(?:\b(?:his|her|their)|['’]s?) $"), 12


def _fits(context: ResolutionContext, entity: Entity) -> bool:
    gender = context.lists.genders.get(context.head)
    return entity.kind == "person" and (gender is None or context.entities.gender(entity) in (None, gender))


def known_as(context: ResolutionContext) -> Entity | None:
    """Who goes by a name: "a teacher, who identified herself as Mama Lee,"."""
    owned = context.words[0] in ("his", "her", "their") if context.words else False
    if not context.nominal or (context.definite and not owned) or context.plural:
        return None
    entities, start = context.entities, context.head_span.end
    stop = min(entities.discourse.sentence_at(context.mention.start).end, start + _CLAUSE)
    match = context.lists.known_as.search(context.document.text, start, stop)
    before = context.document.text[start : match.start()] if match else ""
    if match is None or not (before.lstrip(", ").startswith(_WHO) or (owned and " who " in before)):
        return None
    if handle := _HANDLE.match(context.document.text, match.end()):
        return Entity(handle[0], "person")
    for mention in entities.mentions.between(match.end(), stop + _REACH)[:1]:
        if mention.first == match.end() and (entity := entities.meant(mention)):
            return Entity(entity.name, "person", entity.words, entity.gender, entity.mentions)
    return None


def _of_another(context: ResolutionContext, noun: int) -> bool:
    """Whether a noun is somebody else's: Freedonia's minister … |Wexonia's| minister, Anna Lee."""
    owner = _POSSESSOR.match(context.text)
    if owner is None:
        return False
    sentence = context.entities.discourse.sentence_at(noun)
    other = [*_POSSESSOR.finditer(context.document.text, max(sentence.start, noun - _TO_OWNER), noun)][-1:]
    return bool(other) and other[0][1] != owner[1]


_POSSESSOR = regex.compile(r"(\p{Lu}[\p{L}-]+)['’]s ")
_TO_OWNER = 50


def named_later(context: ResolutionContext) -> Entity | None:
    """Described first and named after, with that noun beside the name: "the play's author … author Anna Lee"."""
    if not context.nominal or context.head not in context.lists.roles or context.head in context.lists.anonymous:
        return None
    entities, end = context.entities, context.mention.end
    low = end - 1
    high = min(len(context.document.text), end + _SOON)
    for place, mention in named_beside(entities, (context.head,), high, low):
        if _of_another(context, place):
            continue
        entity = entities.meant(mention)
        if entity and entity.kind == "person" and entity.mentions and entity.mentions[0].start > low:
            return entity
    return None

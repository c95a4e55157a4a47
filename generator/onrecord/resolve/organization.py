"""Organizations: by a short form of their name, or by what they are."""

from __future__ import annotations

import regex

from onrecord.resolve import roles
from onrecord.resolve.beside import LOOK_BACK, named_beside, places
from onrecord.resolve.context import ResolutionContext
from onrecord.resolve.entities import Entity


def acronym(context: ResolutionContext) -> Entity | None:
    """The initials of an organization that the article names in full: "FHA", "NUP Canada"."""
    mention = context.name
    if mention is None:  # they may be a rank or an office: the PFC
        letters = context.text.partition(" ")[2] if context.definite else context.text
        return _spelled_out(context, letters) if letters.isalpha() and _are_initials(letters) else None
    if mention.name.shape == "person":
        return None
    first, _, rest = mention.name.text.partition(" ")
    initials = mention.name.shape == "organization" or _are_initials(first)
    if (not rest and not initials) or " " in rest or not first[-1:].isupper():
        return None
    return _spelled_out(context, first, rest)


def _are_initials(letters: str) -> bool:
    return len(letters) > 1 and letters.isupper()


def _spelled_out(context: ResolutionContext, letters: str, rest: str = "") -> Entity | None:
    full = context.entities.evidence.spelled_out(letters, rest)
    return Entity(full, "organization", tuple(full.lower().split())) if full else None


def short_form(context: ResolutionContext) -> Entity | None:
    """A short form of an organization that the article names in full: "the Post" of "the Harbor Post"."""
    mention = context.name
    if mention is None or context.entities.evidence.is_person(mention):
        return None
    words = set(mention.name.words)
    bearers = context.entities.bearers(mention.name.words[-1])
    longer = [e for e in bearers if e.kind == "organization" and words <= set(e.words)]
    return longer[0] if len(longer) == 1 else None


def word_of_name(context: ResolutionContext) -> Entity | None:
    """A word of the organization's name: "the center" after "the Weather Center", "the airline" (Orr Airlines)."""
    if not _taken_up(context):
        return None
    mentions = context.entities.mentions
    for mention in reversed(mentions.with_word(context.head) or mentions.with_word(f"{context.head}s")):
        if mention.end <= context.mention.start and mention.body and len(mention.name.words) > 1:
            return context.entities.meant(mention)
    return None


def called_so(context: ResolutionContext) -> Entity | None:
    """What the article calls so beside the name: "the group" after "Riders United, an advocacy group"."""
    if not _taken_up(context) or context.head_span != context.mention or context.names:
        return None
    for _, mention in named_beside(context.entities, (context.head,), context.mention.start):
        entity = context.entities.meant(mention)
        if entity and entity.kind == "organization":
            return entity
    return None


def spoken_of(context: ResolutionContext) -> Entity | None:
    """The company, the agency: the last organization that was a subject, else the most named."""
    if not _taken_up(context) or context.head_span != context.mention or context.head in context.lists.place_bodies:
        return None
    if context.head in _NAMED_SO:
        return None
    if any(mention.name.shape != "place" for mention in context.names):
        return None  # the Harbor agency; but: the New York firm
    if len(context.words) > _FEW_WORDS and not context.names:
        return None  # the state design panel
    return context.organization_before


_FEW_WORDS = 3
_NAMED_SO = frozenset("school university college museum district".split())
"""Bodies that their names call so: the school is none that is not called a school."""


def possessed(context: ResolutionContext) -> Entity | None:
    """His campaign, the campaign: by the owner's name, where the article has "the Lee campaign" or "Lee's campaign"."""
    if not context.nominal or context.head not in context.lists.organization_nouns or len(context.words) > 2:
        return None
    if context.definite and context.head in context.lists.place_bodies:
        return _last_named(context)
    owner = context.possessor if context.words[0] in ("his", "her") else None
    if owner is None or not owner.words:
        return None
    possessions, key = context.entities.possessions, (owner.name.rpartition(" ")[2], context.head)
    if key not in possessions:
        surname, head = map(regex.escape, key)
        match = regex.search(rf"\b{surname}(?:['’]s?)? {head}\b", context.document.text)
        possessions[key] = Entity(match[0], "organization", tuple(match[0].lower().split())) if match else None
    return possessions[key]


def _last_named(context: ResolutionContext) -> Entity | None:
    """The last "Lee campaign" before "the campaign"."""
    text, mentions = context.document.text, context.entities.mentions
    low = max(0, context.mention.start - LOOK_BACK)
    for place, stop in places(context.entities, (context.head,), low, context.mention.start):
        named = mentions.between(place - _OWNER_LENGTH, place)
        if not named or named[-1].name.shape == "place" or mentions.quoted(place):
            continue
        if text[named[-1].end : place] in (" ", "'s ", "’s ", "' ", "’ "):
            name = text[named[-1].start : stop]
            return Entity(name, "organization", tuple(name.lower().split()))
    return None


_OWNER_LENGTH = 40


def of_role(context: ResolutionContext) -> Entity | None:
    """His group, her company: the organization that he or she is said to head: Anna Lee, head of Riders United."""
    if not context.nominal or context.head not in context.lists.led or context.words[0] not in ("his", "her"):
        return None
    owner = context.possessor if len(context.words) == 2 else None
    if owner is None or owner.kind != "person":
        return None
    entities, text = context.entities, context.document.text
    for introduction in entities.introductions(owner, _INTRODUCED):
        role = roles.at(entities, introduction)
        place = text.find(role, introduction.end, introduction.end + _TO_ROLE + len(role)) if role else -1
        if not role or place < 0 or not _HEADS.search(role):
            continue
        for mention in entities.mentions.between(place, place + len(role)):
            named = entities.meant(mention)
            if named and named.kind == "organization":
                return named
    return None


_HEADS = regex.compile(r"\b(?:of|at|for|with) (?:the )?\p{Lu}")
_INTRODUCED, _TO_ROLE = 8, 30


def described(context: ResolutionContext) -> Entity | None:
    """An organization that is not named, or a group of people: called what the words call it."""
    if not context.nominal or context.head not in context.lists.organization_nouns:
        return None
    if context.head in context.lists.roles and context.words[0] in ("a", "an", "one"):
        return None  # a security guard
    people = context.head in context.lists.crowds and _OF_SEVERAL.match(context.document.text, context.head_span.end)
    return Entity(context.called, "group" if people else "organization")


_OF_SEVERAL = regex.compile(r" of (?:\S+ ){0,3}?\p{Ll}+(?:s|men|women|people|children)\b")


def _taken_up(context: ResolutionContext) -> bool:
    player = context.head in context.lists.epithets  # the Freedonia international
    return context.nominal and context.definite and context.head in context.lists.organization_nouns and not player

"""Pronouns: the last subject before them that agrees."""

from __future__ import annotations

import regex

from onrecord.resolve.context import ResolutionContext
from onrecord.resolve.discourse import Distance
from onrecord.resolve.entities import Entity

_PERSONAL = ("male", "female")
_TO_WHO = regex.compile(r"(?: \([^()]*\))?,?(?: (?:an?|the) [^,.;]*,)?(?: [-–—]{1,2})? *")


def same_sentence(context: ResolutionContext) -> Entity | None:
    """He or she: the subject of an earlier clause of the same sentence."""
    return _subject(context, "sentence")


def same_paragraph(context: ResolutionContext) -> Entity | None:
    """He or she: the nearest subject that agrees among the sentences before it in the paragraph."""
    return _subject(context, "paragraph")


def earlier_paragraph(context: ResolutionContext) -> Entity | None:
    """He or she: the nearest subject that agrees, in a paragraph before."""
    return _subject(context, "earlier")


def only_one_named(context: ResolutionContext) -> Entity | None:
    """He or she: no subject agrees, and the nearest paragraph that names somebody who does names only one."""
    found = context.antecedent if context.pronoun in _PERSONAL else None
    return found.entity if found and not found.subject else None


def name_before(context: ResolutionContext) -> Entity | None:
    """Who, which: the name right before it, or before the apposition that it follows."""
    if context.pronoun != "relative":
        return None
    start = context.mention.start
    sentence = context.entities.discourse.sentence_at(start)
    for mention in reversed(context.entities.mentions.between(sentence.start, start)):
        if _TO_WHO.fullmatch(context.document.text, mention.end, start):
            return context.entities.meant(mention)
    return None


def organization_before(context: ResolutionContext) -> Entity | None:
    """It: the organization last spoken for, or else the last that was spoken of."""
    if context.pronoun != "thing":
        return None
    spoken = [entity for _, entity in context.answered if entity.kind == "organization"]
    return spoken[-1] if spoken else context.organization_before


def group_before(context: ResolutionContext) -> Entity | None:
    """They: the group or organization last spoken for."""
    if context.pronoun != "many":
        return None
    spoken = [entity for _, entity in context.answered if entity.kind in ("group", "organization")]
    return spoken[-1] if spoken else None


def _subject(context: ResolutionContext, distance: Distance) -> Entity | None:
    found = context.antecedent if context.pronoun in _PERSONAL else None
    return found.entity if found and found.subject and found.distance == distance else None

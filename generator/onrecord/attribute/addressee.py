"""Whom words were said to: told |reporters|, in a letter to |the board|, in an interview with |CNN|."""

from __future__ import annotations

from onrecord.attribute.context import QuoteContext
from onrecord.attribute.phrases import Phrase, phrase_starting
from onrecord.attribute.signs import INTERVIEW, MAIL

_PRONOUNS = frozenset(("him", "her", "them", "me", "us"))
_AFTER_HEARER = frozenset(("in", "at", "on", "to"))
"""What follows whom words are said to: told |reporters| in Ghent, urged |members| to wait."""


def addressee_of(context: QuoteContext, verb: int) -> Phrase | None:
    """The object of a verb of telling; whom an interview was with, or a letter was to; or None."""
    tokens = context.tokens
    to_whom = _interviewer(context, verb) or _correspondent(context)
    if to_whom:
        return to_whom
    if verb + 1 >= context.high:
        return None
    if tokens.lower[verb] in context.lexicon.telling_to and tokens.lower[verb + 1] == "to":
        return _hearer(context, verb + 2)
    if tokens.lower[verb] not in context.lexicon.telling:
        return None
    if context.is_passive(verb):
        subject = context.subject_of(verb)
        return None if subject is None or tokens.classes[subject[0]] == "W" else subject  # |Lee| was told by Diaz
    return _hearer(context, verb + 1)


def _hearer(context: QuoteContext, start: int) -> Phrase | None:
    """Whom words are said to, from ``start`` on: told |reporters| in Ghent."""
    tokens = context.tokens
    if start < context.high and tokens.lower[start] in _PRONOUNS and tokens.classes[start : start + 2] != "Dn":
        return start, start + 1
    found = phrase_starting(tokens, start, context.high)
    if found is None or tokens.classes[found[1] : found[1] + 1] in tuple("XVC"):
        return None  # they warn Lake Orr could be dead
    place = next((i for i in range(found[0] + 1, found[1]) if tokens.lower[i] in _AFTER_HEARER), found[1])
    return found[0], place


def _correspondent(context: QuoteContext) -> Phrase | None:
    """In a letter to |the board|, Lee said."""
    if not context.seen & MAIL:
        return None
    lower, correspondence = context.tokens.lower, context.lexicon.correspondence
    for i in range(context.low, context.place - 2):
        if lower[i] in correspondence and lower[i + 1] == "to":
            return _hearer(context, i + 2)
    return None


def _interviewer(context: QuoteContext, verb: int) -> Phrase | None:
    """Lee said in an interview with |the Post|."""
    if not context.seen & INTERVIEW:
        return None
    lower = context.tokens.lower
    for i in range(verb + 1, min(context.high - 2, verb + 9)):
        if lower[i : i + 2] == ["interview", "with"]:
            return phrase_starting(context.tokens, i + 2, context.high)
        if context.tokens.classes[i] in "Q;":
            return None
    return None

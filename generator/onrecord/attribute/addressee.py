"""Whom words were said to: told |reporters|, asked |the board|, in an interview with |CNN|."""

from __future__ import annotations

from onrecord.attribute.context import QuoteContext
from onrecord.attribute.phrases import Phrase, phrase_starting

# Verbs whose object hears the words: the subject of their passive is no speaker (she was told …).
TELLING = frozenset("tell ask inform remind assure warn advise caution notify reassure urge instruct thank".split())


def addressee_of(context: QuoteContext, verb: int) -> Phrase | None:
    """The object of a verb of telling; whom an interview was with; or None."""
    tokens = context.tokens
    with_whom = _interviewer(context, verb)
    if with_whom:
        return with_whom
    if context.lexicon.lemmas.get(tokens.lower[verb]) not in TELLING or verb + 1 >= context.high:
        return None
    if tokens.lower[verb + 1] in ("him", "her", "them", "me", "us") and tokens.classes[verb + 1 : verb + 3] != "Dn":
        return verb + 1, verb + 2
    object_ = phrase_starting(tokens, verb + 1, context.high)
    if object_ is None or tokens.classes[object_[1] : object_[1] + 1] in tuple("XVC"):
        return None  # they warn Lake Orr could be dead
    place = next((i for i in range(*object_) if tokens.lower[i] in ("in", "at", "on")), object_[1])
    return object_[0], place  # told |reporters| in Ghent


def _interviewer(context: QuoteContext, verb: int) -> Phrase | None:
    """Lee said in an interview with |the Post|."""
    lower = context.tokens.lower
    for i in range(verb + 1, min(context.high - 2, verb + 9)):
        if lower[i : i + 2] == ["interview", "with"]:
            return phrase_starting(context.tokens, i + 2, context.high)
        if context.tokens.classes[i] in "Q;":
            return None
    return None

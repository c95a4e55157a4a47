"""Whom words were said to: told |reporters|, asked |the board|, in an interview with |CNN|."""

from __future__ import annotations

from onrecord.attribute.context import QuoteContext
from onrecord.attribute.phrases import Phrase, phrase_starting

# Verbs whose object hears the words: the subject of their passive is no speaker (she was told …).
TELLING = frozenset("tell ask inform remind assure warn advise caution notify reassure urge instruct thank".split())


def addressee_of(context: QuoteContext, verb: int) -> Phrase | None:
    """The object of a verb of telling, or None."""
    tokens = context.tokens
    if context.lexicon.lemmas.get(tokens.lower[verb]) not in TELLING or verb + 1 >= context.high:
        return None
    if tokens.lower[verb + 1] in ("him", "her", "them", "me", "us") and tokens.classes[verb + 1 : verb + 3] != "Dn":
        return verb + 1, verb + 2
    return phrase_starting(tokens, verb + 1, context.high)

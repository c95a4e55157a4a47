"""No verb of speech reports the quote: the clause that holds it says whose it may be."""

from __future__ import annotations

from onrecord.attribute.context import QuoteContext
from onrecord.attribute.phrases import Phrase
from onrecord.model import Attribution


def subject(context: QuoteContext) -> Attribution | None:
    """The subject of the nearest verb before the quote: Anna Lee stressed the need for “a fair deal”."""
    classes = context.tokens.classes
    if _is_accused(context):
        return None
    for i in range(context.place - 1, context.low, -1):
        if classes[i] in "VXC" or (classes[i] == "v" and classes[i - 1] in "tNP"):
            if context.tokens.lower[i] in context.lexicon.telling and context.is_passive(i):
                return None  # Lee was asked, “…”
            found = context.subject_of(i)
            if found and not _is_sum(context, found):
                return context.answer(_who_made_clear(context, found) or found)
        if classes[i] == ";":
            break
    main = context.main_subject
    return context.answer(main) if main and main[1] <= context.place else None


def _is_accused(context: QuoteContext) -> bool:
    """The subject only meets with what nobody is said to say: Lee faced |accusations| of being “soft”."""
    lower = context.tokens.lower
    return any(
        lower[i] in _ACCUSATIONS and lower[i + 1] in ("of", "that") and _MEETS & set(lower[max(context.low, i - 3) : i])
        for i in range(context.low + 1, context.place - 1)
    )


_ACCUSATIONS = frozenset("accusation accusations allegation allegations criticism suggestions".split())
_MEETS = frozenset("faced faces face facing weathered drew amid".split())


def _is_sum(context: QuoteContext, subject: Phrase) -> bool:
    """A figure that nobody is: She ordered that Rs. |25,000| be recovered from “the officer”."""
    first, end = subject
    return end - first == 1 and "," in context.tokens.words[first] and context.tokens.classes[first] == "#"


def _who_made_clear(context: QuoteContext, subject: Phrase) -> Phrase | None:
    """Whose the clause is with that subject: |Lee| made (it) clear the plan was “a mess”."""
    lower, clear = context.tokens.lower, subject[0] - 1
    if clear - 1 <= context.low or lower[clear] != "clear":
        return None
    verb = clear - 1 - (lower[clear - 1] == "it")
    return context.subject_of(verb) if lower[verb] in ("made", "makes", "make") else None


def complement(context: QuoteContext) -> Attribution | None:
    """The quote stands in the clause that another verb takes: The court held that the bar was “amplified in law”."""
    tokens = context.tokens
    for i in range(context.place - 1, context.low, -1):
        if tokens.classes[i] in ";Q":
            return None
        if tokens.lower[i] in ("that", "whether", "how", "why") and tokens.classes[i] == "U":
            verb = next((v for v in range(i - 1, max(context.low, i - 4), -1) if tokens.classes[v] in "VXC"), None)
            if verb is None or tokens.classes[verb] == "X":
                continue
            found = context.subject_of(verb)
            return context.answer(found, verb) if found else None
    return None

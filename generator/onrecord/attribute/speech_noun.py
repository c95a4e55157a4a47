"""Nouns that carry words: Anna Lee’s claim that “…”; a statement from the union … “…”; her “…” remark."""

from __future__ import annotations

from onrecord.attribute.colon import possessor_of_speech_noun
from onrecord.attribute.context import QuoteContext
from onrecord.attribute.phrases import owner_ending
from onrecord.model import Attribution


def possessor(context: QuoteContext) -> Attribution | None:
    """A noun of speech before the quote has an owner: Anna Lee’s claim that the plan was “a mess”."""
    return possessor_of_speech_noun(context, context.place)


def claim_beside(context: QuoteContext) -> Attribution | None:
    """A noun of speech with an owner stands directly before the quote: called Anna Lee’s claim of “fraud” absurd;
    rejected Anna Lee’s description of it as “a mess”.
    """
    tokens, i = context.tokens, context.place - 1
    if i > context.low and tokens.lower[i] == "as":
        return _described_as(context)
    if i > context.low and tokens.classes[i] == "D" and tokens.lower[i] in ("a", "an", "the"):
        i -= 1
    if i <= context.low or tokens.lower[i] not in ("of", "that"):
        return None
    i -= 1
    if i <= context.low or tokens.lower[i] not in context.lexicon.speech_nouns or tokens.classes[i] not in "nCc":
        return None
    owner = i - 1
    while owner > context.low and tokens.classes[owner] == "n":
        owner -= 1
    if tokens.classes[owner] == "S":
        return context.answer(owner_ending(tokens, owner, context.low), i)
    return context.answer((owner, owner + 1), i) if tokens.lower[owner] in ("his", "her", "their") else None


def _described_as(context: QuoteContext) -> Attribution | None:
    """The owner of a description: rejected |Anna Lee|’s description of it as “a mess”."""
    tokens = context.tokens
    for noun in range(context.place - 3, max(context.low, context.place - _DESCRIBED), -1):
        if tokens.classes[noun] in "VXCQ;,":
            return None
        if tokens.lower[noun] in _DESCRIPTIONS and tokens.lower[noun + 1] == "of":
            if tokens.classes[noun - 1] == "S":
                return context.answer(owner_ending(tokens, noun - 1, context.low), noun)
            owned = tokens.lower[noun - 1] in ("his", "her", "their")
            return context.answer((noun - 1, noun), noun) if owned else None
    return None


_DESCRIPTIONS = ("description", "characterization", "characterisation", "portrayal", "depiction")
_DESCRIBED = 10
"""How many tokens before the quote a description of something may begin."""


def voices_from(context: QuoteContext) -> Attribution | None:
    """Voices of a crowd, and where they come from: Lee stood up to shouts of “No!” from the back benches."""
    lower, i = context.tokens.lower, context.place - 1
    if i - 1 < context.low or lower[i] != "of" or lower[i - 1] not in context.lexicon.voices:
        return None
    led = i - 4 > context.low and lower[i - 3 : i - 1] in (["in", "a"], ["in", "the"])
    if led and (crowd := context.phrase_ending(i - 3)) and lower[crowd[0] - 1] in ("led", "leads", "leading"):
        return context.answer(crowd, i - 1)  # Lee led the crowd in a chant of “No!”
    if context.place + 2 >= context.high or lower[context.place + 1] not in ("from", "by"):
        return None
    return context.answer(context.phrase_starting(context.place + 2), i - 1)


def quote_was(context: QuoteContext) -> Attribution | None:
    """The quote is what somebody's words were: “Nothing,” was Anna Lee’s answer; “No” is what she told the board."""
    tokens, classes, lower = context.tokens, context.tokens.classes, context.tokens.lower
    i = context.after
    if lower[i : i + 1] not in (["was"], ["is"], ["were"], ["are"]) or i + 2 >= context.high:
        return None
    way = lower[i + 1 : i + 3] == ["the", "way"]
    if way or lower[i + 1] in ("what", "how", "all"):
        said = context.phrase_starting(i + 2 + way)
        return context.answer(said) if said and classes[said[1] : said[1] + 1] in tuple("CXVvR") else None
    for noun in range(i + 2, min(context.high, i + 9)):
        if lower[noun] not in context.lexicon.speech_nouns or classes[noun] not in "nCc":
            continue
        if classes[noun - 1] == "S":
            return context.answer(owner_ending(tokens, noun - 1, i + 1), noun)
        if lower[noun - 1] in ("his", "her", "their"):
            return context.answer((noun - 1, noun), noun)
        if lower[noun + 1 : noun + 2] in (["of"], ["from"]):
            return context.answer(context.phrase_starting(noun + 2), noun)
        said = context.phrase_starting(noun + 1)
        return context.answer(said, noun) if said and classes[said[1] : said[1] + 1] in tuple("CXVv") else None
    return None


def quote_before_noun(context: QuoteContext) -> Attribution | None:
    """The quote stands between an owner and a noun of speech: Anna Lee’s “a mess” remark."""
    tokens, place = context.tokens, context.place
    if place + 1 >= context.high or tokens.lower[place + 1] not in context.lexicon.speech_nouns or place <= context.low:
        return None
    i = place - 1
    while i > context.low and tokens.classes[i] == "n":
        i -= 1
    if tokens.classes[i] == "S":
        return context.answer(owner_ending(tokens, i, context.low), place + 1)
    if tokens.lower[i] in ("his", "her", "their"):
        return context.answer((i, i + 1), place + 1)
    return None

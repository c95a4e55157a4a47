"""Sources named by a preposition: according to Anna Lee; in the words of the report; as Lee put it."""

from __future__ import annotations

from onrecord.attribute.addressee import addressee_of
from onrecord.attribute.context import QuoteContext
from onrecord.attribute.phrases import owner_ending
from onrecord.attribute.signs import VIEWS
from onrecord.model import Attribution


def according_to(context: QuoteContext) -> Attribution | None:
    """The sentence says according to whom: The plan was “a mess,” according to Anna Lee."""
    lower = context.tokens.lower
    best: Attribution | None = None
    for i in range(context.low, context.high - 2):
        if lower[i] == "according" and lower[i + 1] == "to":
            her = lower[i + 2 : i + 4] == ["her", ","]  # according to her, the members had “…”
            source = (i + 2, i + 3) if her else context.speakers_starting(i + 2)
            if i < context.place and (best is not None or (source and _contradicted(context, source[1]))):
                continue
            best = context.answer(source, (i, i + 2)) or best
    return best


def _contradicted(context: QuoteContext, start: int) -> bool:
    """Another speaks between: According to Lee, the plan is dead, but |Diaz says| it is “resting”; …, and |she says|;
    According to the notes, |Lee told| members it was “a mess”.
    """
    tokens = context.tokens
    spoken = (i for i in range(start, context.place) if tokens.classes[i] == "C" and context.is_speech_cue(i))
    cues = (i for i in spoken if not context.is_passive(i))  # but the one on shops was |written| “with a crayon”
    return any(
        (subject := context.subject_of(cue))
        and subject[0] > start
        and (
            context.tokens.lower[subject[0] - 1] in _CONTRAST
            or (context.tokens.classes[subject[0] - 1] == "," and context.tokens.lower[cue] in context.lexicon.telling)
            or (
                context.tokens.classes[subject[0] - 2 : subject[0]] == ",&"
                and context.tokens.classes[subject[0]] == "P"
            )
        )
        for cue in cues
    )


_CONTRAST = ("but", "while", "although", "though")


def in_the_words_of(context: QuoteContext) -> Attribution | None:
    """The sentence says in whose words: In the words of Anna Lee, it was “a mess”."""
    lower = context.tokens.lower
    for i in range(context.low, context.high - 4):
        if lower[i] == "in" and lower[i + 2 : i + 4] == ["words", "of"]:
            return context.answer(context.phrase_starting(i + 4), (i, i + 4))
    return None


def in_the_view_of(context: QuoteContext) -> Attribution | None:
    """The sentence says in whose view: The plan is, in Anna Lee’s view, “a mess”."""
    tokens = context.tokens
    for i in range(context.low + 3, context.high):
        if tokens.lower[i] in VIEWS and tokens.classes[i - 1] == "S":
            owner = owner_ending(tokens, i - 1, context.low)
            if owner and owner[0] > context.low and tokens.lower[owner[0] - 1] in ("in", "to"):
                return context.answer(owner, i)
    return None


def as_put_it(context: QuoteContext) -> Attribution | None:
    """A clause with "as" says who put it so: The plan was, as Anna Lee put it, “a mess”."""
    for i in range(context.low, context.high - 2):
        if context.tokens.lower[i] == "as" and (source := context.phrase_starting(i + 1)):
            verb = _putting(context, source[1])
            if verb is None and i == context.after and not context.left and _says(context, source[1]):
                verb = source[1]  # “You can’t eat a view,” as Lee told the Post
            if verb is not None:
                return context.answer(source, verb, addressee_of(context, verb))
    return None


def _says(context: QuoteContext, verb: int) -> bool:
    """A verb of speech at ``verb``, to which nothing is added: not "as Lee promised to defend it"."""
    if verb >= context.high or not context.is_speech_cue(verb):
        return False
    return context.tokens.classes[verb + 1 : verb + 2] != "t"


def _putting(context: QuoteContext, end: int) -> int | None:
    """The verb of a clause with "as" whose subject ends at ``end``: as Lee, the mayor, |put| it."""
    classes, lower = context.tokens.classes, context.tokens.lower
    for verb in range(end, min(context.high, end + _REACH)):
        if verb > end and (classes[end] != "," or classes[verb - 1] not in ",Q"):
            continue  # only an apposition may stand between
        if lower[verb : verb + 2] in _PUTTING or lower[verb : verb + 3] == ["would", "have", "it"]:
            return verb
        if classes[verb] == "C" and classes[verb + 1 : verb + 2] in (",", ":", "."):
            return verb
    return None


_PUTTING = (["put", "it"], ["puts", "it"], ["called", "it"], ["has", "it"], ["had", "it"])
_REACH = 30
"""How many tokens an apposition after the subject may have."""


def survey(context: QuoteContext) -> Attribution | None:
    """A survey says what shares of people say: In a poll released Monday, 31 percent of voters said it was “a mess”."""
    tokens, surveys = context.tokens, context.lexicon.surveys
    noun = next((i for i in range(context.low, context.place) if tokens.lower[i] in surveys), None)
    if noun is None:
        return None
    share = next((i for i in range(context.place - 1, noun, -1) if _is_share(context, i)), None)
    if share is None or _told_by_another(context, share):
        return None
    source = context.phrase_ending(noun + 1)
    if source and (whole := context.phrase_starting(source[0])) and whole[1] <= share:
        source = whole
    cue = next((i for i in range(noun + 1, context.place) if tokens.classes[i] in "CV"), None)
    return context.answer(source, cue)


def _told_by_another(context: QuoteContext, share: int) -> bool:
    """Not the people of a share speak before the quote: 31 percent backed the plan, which |Lee| called “a mess”."""
    cues = (i for i in range(context.place - 1, share, -1) if context.tokens.classes[i] in "CG")
    return any((subject := context.subject_of(cue)) and subject[0] > share for cue in cues)


def _is_share(context: QuoteContext, token: int) -> bool:
    """A share of people opens at a token: |31| percent of voters; |six| in 10 women."""
    after = context.tokens.lower[token + 1 : token + 3]
    return after[:1] in (["%"], ["percent"]) or (after[:1] == ["in"] and after[-1] in ("10", "ten"))

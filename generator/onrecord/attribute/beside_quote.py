"""The reporting clause after the quote: “…,” said Anna Lee; “…,” Anna Lee said."""

from __future__ import annotations

from onrecord.attribute.addressee import addressee_of
from onrecord.attribute.context import QuoteContext
from onrecord.attribute.phrases import Phrase
from onrecord.attribute.subjects import WONT, subject_of
from onrecord.model import Attribution

_OPENING = frozenset("Q,&R-.`U")
_LABEL = 30
"""A quote of more characters than this is no name or label that a subject wears: Lee, with a “Vote!” badge, said."""

_REACH = 45
"""How many tokens after the quote its verb may stand: appositions are long."""


def verb_name(context: QuoteContext) -> Attribution | None:
    """A verb of speech follows the quote, and its subject follows the verb: “…,” said Anna Lee."""
    i, classes = context.after, context.tokens.classes
    if not context.reported and not (context.clause and context.tokens.lower[i : i + 1] in (["said"], ["says"])):
        return None
    if classes[i : i + 1] == "R":
        i += 1
    if i + 1 >= context.high or classes[i] not in "Cc" or _infinitive(context, i):
        return None
    if (classes[i + 1] == "P" and context.tokens.lower[i + 1] in ("it", "you")) or not context.is_speech_cue(i):
        return None
    source = context.speakers_starting(i + 1)
    if source and classes[source[1] : source[1] + 1] in tuple("CXV"):
        return None  # called it “a mess,” said the town was …
    return context.answer(source, i)


def _infinitive(context: QuoteContext, verb: int) -> bool:
    return context.tokens.lower[verb] in context.lexicon.base and context.tokens.lower[verb] not in context.lexicon.past


def other_verb_name(context: QuoteContext) -> Attribution | None:
    """Another verb, then its subject, follow a quote that ends in a comma: “…,” beamed Anna Lee."""
    i, last = context.after, context.last_joined
    if (
        last.final not in ",!?"
        or not (context.clause or (last.final in "!?" and not context.left))
        or set(context.left) - _OPENING
        or context.tokens.classes[i : i + 1] not in ("V", "C")
        or context.high <= i + 1
    ):
        return None
    if context.tokens.classes[i + 1] not in "NDTn" or context.tokens.classes[i - 1] != "Q":
        return None
    source = context.phrase_starting(i + 1)
    for j in range(source[0], source[1] - 1) if source else ():
        if context.tokens.lower[j] in context.lexicon.speech_nouns and context.tokens.lower[j + 1] == "from":
            return context.answer(context.phrase_starting(j + 2), j)  # came the answer from a woman at the back
    if source and source[1] - source[0] < 3 and context.tokens.lower[source[1] - 1] in context.lexicon.replies:
        return None  # came the reply: not of whoever spoke last
    return context.answer(source, i)


def name_verb(context: QuoteContext) -> Attribution | None:
    """A subject follows the quote, and its verb of speech follows the subject: “…,” Anna Lee, the mayor, said."""
    if _framed(context) or _voiced_before(context):
        return None
    if dashed := _between_dashes(context):
        return _subject_then_verb(context, dashed, any_verb=_goes_on(context, context.tokens.classes.find("Q", dashed)))
    found = _subject_then_verb(context, context.after, any_verb=False)
    if context.reported or (context.clause and context.right.startswith(("NC", "PC", "NNC", "TNC"))):
        return found
    if found and found.cue and context.clause and not context.left:
        ends = context.tokens.end_of(context.high - 1) <= found.cue.end + 1
        return found if ends else None  # “We open at nine” the union’s secretary said.
    return None


def _between_dashes(context: QuoteContext) -> int | None:
    """Where a clause begins that interrupts a quote between dashes: “We looked” – |Lee| said – “and found nothing.”"""
    classes, dash = context.tokens.classes, context.place + 1
    closing = classes.find("-", dash + 1, context.high) if classes[dash : dash + 1] == "-" else -1
    return dash + 1 if closing > 0 and classes[closing + 1 : closing + 2] == "Q" else None


def _framed(context: QuoteContext) -> bool:
    """The clause before the quote reports it, what follows is new: When Lee shouted, “Boo,” Ortiz said he would go."""
    classes, comma = context.tokens.classes, context.place - 1
    if comma <= context.low or classes[comma] != ",":
        return False
    if context.last_joined.final not in "?!" and classes[context.low] != "U":
        return False
    for i in range(comma - 1, max(context.low, comma - 4) - 1, -1):
        if classes[i] in "CG" and context.is_speech_cue(i):
            return classes[i] == "G" or context.subject_of(i) is not None
        if classes[i] not in "PDNnIt":
            return False
    return False


def _voiced_before(context: QuoteContext) -> bool:
    """Voices before the quote are what it is: Delegates answered with shouts of “No!” |Others| wept."""
    lower, place = context.tokens.lower, context.place
    of = place - 2 >= context.low and lower[place - 1] == "of" and lower[place - 2] in context.lexicon.voices
    return of and "".join(context.tokens.words[context.after : context.after + 1])[:1].isupper()


def name_other_verb(context: QuoteContext) -> Attribution | None:
    """A subject, then another verb, follow a quote that ends in a comma: “…,” she laughed; “…?” she posed."""
    final = context.last_joined.final
    goes_on = final == "," or (final in ("?", "!") and (context.goes_on_small or _voiced(context)))
    if not goes_on or not (context.clause or context.words[0].isupper()):
        return None
    if set(context.left) - _OPENING and not (context.left[-1:] == "," and "Q" in context.left):
        return None
    start = context.after
    while context.tokens.classes[start : start + 1] == "&":
        start += 1  # “It is not here,” and Lee poured the tea
    return _subject_then_verb(context, start, any_verb=True)


def _voiced(context: QuoteContext) -> bool:
    """All that follows the quote is who laughed: “In her slippers!” Kelsie laughed."""
    verb = context.high - 1 - (context.tokens.classes[context.high - 1] == ".")
    return verb > context.after and context.tokens.lower[verb] in context.lexicon.voiced


def _subject_then_verb(context: QuoteContext, start: int, *, any_verb: bool) -> Attribution | None:
    classes = context.tokens.classes
    if start >= context.high or classes[start] not in "nNTDP#RW":
        return None
    while classes[start : start + 1] == "R":
        start += 1
    spoken = None
    for verb in range(start + 1, min(context.high, start + _REACH)):
        c = classes[verb]
        if c in ";." or (c == "Q" and context.tokens.end_of(verb) - context.tokens.starts[verb] > _LABEL):
            break
        if c == "c" and context.tokens.lower[verb - 1] == "to" and context.is_speech_cue(verb):
            subject = subject_of(context.tokens, verb, start)
            if context.tokens.lower[verb - 2] in WONT and subject and subject[0] == start:
                return context.answer(subject, verb)  # “…,” he likes to say
        if spoken is None and c == "C" and context.is_speech_cue(verb):
            spoken = verb
        phrasal = c in "VvC" and context.is_phrasal_cue(verb)
        if any_verb and c == "X" and _is_told(context, verb + 1):
            continue
        asks = context.tokens.lower[verb : verb + 3] in _ASKS
        if asks or phrasal or (c == "C" and (any_verb or context.is_speech_cue(verb))) or (any_verb and c in "VX"):
            subject = subject_of(context.tokens, verb, start)
            if subject and subject[0] == start:
                if _is_told(context, verb):
                    return _teller(context, verb)
                if _says_more(context, verb) or _is_apposed(context, subject):
                    return None
                if whom := context.quoted_as(verb):
                    return context.answer(whom, verb)  # “…,” the Post quoted Lee as saying
                words = 3 if asks else 2 if phrasal else 1
                return context.answer(subject, (verb, verb + words), addressee_of(context, verb))
    if spoken and not any_verb and context.clause and _is_one_phrase(classes[start:spoken]):
        return context.answer(
            (start, spoken), spoken, addressee_of(context, spoken)
        )  # Fight for Fairness director Ana Lee said
    inverted = spoken and classes[spoken - 1] == "," and classes[spoken + 1 : spoken + 2] in tuple("DNT")
    if spoken and not any_verb and context.clause and "," in classes[start:spoken] and not inverted:
        return context.answer(context.speakers_starting(start), spoken)  # Lee, a lawyer who ran for mayor said
    return None


_ASKS = (["wanted", "to", "know"], ["wants", "to", "know"])


def _is_apposed(context: QuoteContext, subject: Phrase) -> bool:
    """What follows the quote says what it was: he asked if Lee was, as Ortiz put it, “in,” |a question| that was met"""
    tokens, (first, end) = context.tokens, subject
    noun = tokens.lower[end - 1] in context.lexicon.speech_nouns
    return noun and tokens.lower[first] in ("a", "an") and tokens.lower[end : end + 1] in (["that"], ["which"])


def _is_told(context: QuoteContext, verb: int) -> bool:
    """The subject of a verb hears the words: “…,” she was |told|."""
    lower = context.tokens.lower
    return verb < len(lower) and lower[verb] in context.lexicon.telling and context.is_passive(verb)


def _teller(context: QuoteContext, verb: int) -> Attribution | None:
    """Who tells a subject that hears: “…,” she was told by |Anna Lee|."""
    if context.tokens.lower[verb + 1 : verb + 2] != ["by"] or set(context.left) - _OPENING:
        return None  # Lee said it was “cold”, he was asked by the board “how cold”
    return context.answer(context.speakers_starting(verb + 2), verb)


def _is_one_phrase(classes: str) -> bool:
    return (
        len(classes) <= 16
        and not set(classes) - frozenset("nNTDIS&#gtYR-`")
        and classes[0] in "DnNT"
        and classes[-1] in "nN"
    )


def _says_more(context: QuoteContext, verb: int) -> bool:
    """The verb reports what follows it, not the quote: Though Lee saw “a mess,” Ortiz said he won."""
    if (
        set(context.left) <= _OPENING
        or (context.left[-1:] == "," and "Q" in context.left)
        or (context.words[0].isupper() and context.tokens.lower[context.place - 1] != "that")
        or verb + 1 >= context.high
    ):
        return False
    tokens = context.tokens
    if tokens.classes[verb + 1 : verb + 3] == ",Q":
        return not _goes_on(context, verb + 2)
    if tokens.classes[verb + 1] == ":":
        return True
    reports = tokens.classes[verb + 1] in "PDNnX" or tokens.lower[verb + 1] in ("that", "if", "whether")
    return reports and context.lexicon.lemmas.get(tokens.lower[verb]) != "tell"


def _goes_on(context: QuoteContext, token: int) -> bool:
    """A quote in lower case goes on where a reporting clause interrupted it: “a mess,” she says, “but ours.”"""
    return (quote := context.quote_at(token)) is not None and context.document.text[quote.start].islower()


def tail(context: QuoteContext) -> Attribution | None:
    """The sentence ends in a reporting clause: The plan was “a mess” from the start, Anna Lee said."""
    classes, verbs = context.tokens.classes, _VERBS
    for verb in range(context.high - 1, context.place + 1, -1):
        closes = verb >= context.high - 2 and context.tokens.lower[verb] in context.lexicon.closing
        if not closes and (classes[verb] != "C" or not context.is_speech_cue(verb)):
            continue
        if context.tokens.lower[verb - 1] == "can":
            continue  # …, the Post can reveal
        verbs -= 1
        if verbs < 0:
            break
        commas = _COMMAS
        if context.tokens.lower[verb] in context.lexicon.telling and context.is_passive(verb):
            continue  # …, an inquest has been told
        if classes[verb + 1 : verb + 2] in tuple("PDnUX") and context.lexicon.lemmas[
            context.tokens.lower[verb]
        ] not in ("say", "tell"):
            continue
        if (
            classes[verb + 1 : verb + 2] in tuple("PDnUXt") or context.tokens.lower[verb + 1 : verb + 2] == ["there"]
        ) and (classes[verb - 1] != "," and context.tokens.lower[verb] != "told"):
            continue
        for comma in range(verb - 1, context.place - closes, -1):
            if classes[comma] != "," and not _ends_in_comma(context, comma):
                continue
            subject = _clause_after(context, comma + 1, verb)
            if subject:
                return context.answer(subject, verb, addressee_of(context, verb))
            commas -= 1
            if not commas:
                break
    return None


_VERBS, _COMMAS = 12, 12
"""How many verbs of speech may close the sentence, and how many commas before one may open its clause."""


def _ends_in_comma(context: QuoteContext, token: int) -> bool:
    """A quote that ends in a comma parts clauses as the comma does: a “mess” from “start to finish,” Lee said."""
    quote = context.quote_at(token)
    introduced = context.tokens.classes[token - 1] == ":"  # with a caveat: “They know,” the source said
    return quote is not None and not introduced and context.document.text[quote.end - 1] == ","


def _clause_after(context: QuoteContext, start: int, verb: int) -> Phrase | None:
    if start == verb:
        after = context.phrase_starting(verb + 1)
        told = after and context.tokens.classes[after[1] : after[1] + 1] not in tuple("CXV")  # said the shire was deaf
        return after if told and context.tokens.lower[verb] in ("said", "says") else None
    subject = subject_of(context.tokens, verb, start)
    return subject if subject and subject[0] == start else None

"""A colon or a label beside the quote: Anna Lee was blunt: “…”; LEE: “…”; “…” — Anna Lee; “…” [Canal News]."""

from __future__ import annotations

import re

from onrecord.attribute.addressee import addressee_of
from onrecord.attribute.context import QuoteContext
from onrecord.attribute.phrases import Phrase, fronted_person, named, owner_ending, phrase_ending, phrase_starting
from onrecord.attribute.subjects import main_subject, subject_of
from onrecord.find.characters import characters
from onrecord.model import Attribution, Span
from onrecord.text.tokens import Tokens


def label(context: QuoteContext) -> Attribution | None:
    """Nothing but a name and a colon stands before the quote: Anna Lee: “…”; From the report: “…”."""
    tokens, colon = context.tokens, context.place - 1
    if colon <= 0 or tokens.classes[colon] != ":":
        return None
    phrase = _labelling(context, colon)
    if phrase is None or phrase[1] - phrase[0] > 8 or "C" in tokens.classes[slice(*phrase)]:
        return None
    before = phrase[0] - 1
    while before >= context.low and tokens.lower[before] in _BEFORE_LABEL:
        before -= 1
    if tokens.words[phrase[0]] == "THE" and signature(context):
        return None  # THE CLAIM: “…” — Lee
    named = "N" in tokens.classes[slice(*phrase)] or before < phrase[0] - 1
    if named and (before < context.low or tokens.classes[before] in "-.(Q" or tokens.words[before] in _BULLETS):
        return context.answer(phrase)
    return None


_BULLETS = ("•", "▪", "●", "*", "►")
_BEFORE_LABEL = ("from", "more", "via", "per", "by", "here", "’s", "'s", "here's", "here’s", "is")


def _labelling(context: QuoteContext, colon: int) -> Phrase | None:
    """The phrase that the colon closes, in any of the shapes of a label."""
    tokens, low = context.tokens, context.low
    while low < colon and not tokens.words[low][:1].isalnum():
        low += 1  # • Anna Lee: “…”
    whole = phrase_starting(tokens, low, colon, whole=True)
    if whole and whole[1] == colon:
        return whole  # A user calling himself Diaz: “…”
    named = phrase_starting(tokens, low, colon)
    if named and tokens.lower[named[1] : named[1] + 2] == [",", "on"] and "N" in tokens.classes[slice(*named)]:
        return named  # Anna Lee, on whether she would stay: “…”
    if tokens.lower[low] == "from":
        return phrase_starting(tokens, low + 1, colon)  # From Anna Lee, Ghent: “…”
    if tokens.lower[low] == "here" and tokens.lower[low + 1] in ("'s", "’s", "is"):
        return phrase_starting(tokens, low + 2, colon)  # Here’s Anna Lee in 2003: “…”
    last = phrase_ending(tokens, colon, low)
    first = phrase_ending(tokens, last[0] - 1, low) if last and tokens.lower[last[0] - 1] == "and" else None
    if first and last and set(tokens.classes[first[0] : last[1]]) <= set("N&"):
        return first[0], last[1]  # Anna Lee and Omar Diaz: “…”
    return last


def label_after(context: QuoteContext) -> Attribution | None:
    """A colon and a name close a line that the quote opens: ‘A strong year’: Anna Lee."""
    classes, place = context.tokens.classes, context.place
    if place or classes[1:2] != ":" or "N" not in classes[2:] or set(classes[2:]) - set("NTDnI.&R"):
        return None
    if "R" in classes:  # ‘A strong year’: Indeed Canada
        return (
            context.answer((2, len(classes))) if all(word[:1].isupper() for word in context.tokens.words[2:]) else None
        )
    return context.answer(phrase_starting(context.tokens, 2, len(classes)))


def signature(context: QuoteContext) -> Attribution | None:
    """A dash and a name close the quote, on its line or the next: “…” — Anna Lee."""
    classes, i = context.tokens.classes, context.place + 1
    if classes[i : i + 1] == ".":
        i += 1
    if i < len(classes):
        return _signed(context.tokens, i)
    following = context.quote.paragraph + 1
    document = context.document
    if not context.alone or following >= len(document.paragraphs):
        return None
    if document.text[document.paragraphs[following].start] not in "—–―-([":  # brackets are set aside
        return None
    return _signed(document.tokens(following), 0)


def credit(context: QuoteContext) -> Attribution | None:
    """A name in square brackets closes the paragraph after the quote: “…” [Canal News]"""
    document, quote = context.document, context.quote
    match = _CREDIT.match(document.text, quote.outer_end, document.paragraphs[quote.paragraph].end)
    if match is None or not context.clause or match[1].partition(" ")[0].lower() in context.lexicon.directions:
        return None
    return Attribution(Span(*match.span(1)))


_CREDIT = re.compile(rf" \[({characters('Lu')}[^\[\]\n,|]{{1,60}}?)(?:\.|[,|][^\[\]\n]*)?\]\.?\s*\Z")


def _signed(tokens: Tokens, dash: int) -> Attribution | None:
    """|Anna Lee|, after a dash and before the end, a description or a date, as under a post."""
    classes, end = tokens.classes, len(tokens.classes)
    phrase = phrase_starting(tokens, dash + 1, end) if classes[dash : dash + 1] == "-" else None
    if phrase and "N" in classes[slice(*phrase)] and (phrase[1] == end or classes[phrase[1]] in ",.(-Y"):
        return Attribution(tokens.span(*named(tokens, phrase, end)))
    return None


def cue_before_colon(context: QuoteContext) -> Attribution | None:
    """The clause before the colon has a verb of speech: Anna Lee put out a statement saying: “…”."""
    if context.tokens.classes[context.place - 1 : context.place] != ":" or not context.place:
        return None
    for i in range(context.place - 2, context.low - 1, -1):
        if context.tokens.classes[i] in "CGc" and context.is_speech_cue(i) and not context.is_wanted(i):
            later = context.later_subject(i)
            if later:
                return context.answer(later)
            subject = context.subject_of(i) if context.tokens.classes[i] == "C" else context.main_subject
            if subject and not _aside(context, subject, i):
                return context.answer(subject, i, addressee_of(context, i))
    return None


def _aside(context: QuoteContext, subject: Phrase, cue: int) -> bool:
    """The cue stands in a closed relative clause: Lee asked in a letter, which |he| read, to settle: “…”"""
    classes = context.tokens.classes
    relative = subject[0] > context.low and "W" in (classes[subject[0]], classes[subject[0] - 1])
    return relative and "," in classes[cue : context.place]


def subject_before_colon(context: QuoteContext) -> Attribution | None:
    """The clause before the colon has no verb of speech: its subject speaks: Anna Lee was blunt: “…”."""
    if context.tokens.classes[context.place - 1 : context.place] != ":" or not context.place:
        return None
    possessor = possessor_of_speech_noun(context, context.place - 1, verbs=True)
    main = context.main_subject
    if main and context.tokens.lower[main[0]] == "it":
        main = fronted_person(context.tokens, context.low, context.high) or main  # For Lee, it is simple: “…”
    if main and context.tokens.lower[main[0]] in ("more", "less") and context.tokens.lower[main[1] - 1].endswith("ly"):
        main = None  # Then, more seriously: “…”
    return possessor or context.answer(main)


def possessor_of_speech_noun(context: QuoteContext, end: int, *, verbs: bool = False) -> Attribution | None:
    """“Lee’s answer: …”: the possessor of a noun of speech before token ``end``; ``verbs`` may stand between."""
    tokens = context.tokens
    for i in range(end - 1, context.low, -1):
        if tokens.classes[i] == "n" and tokens.lower[i] in context.lexicon.speech_nouns:
            between = tokens.classes[i + 1 : end]
            spoken = verbs or between.rstrip("DUR") == "X" or _says_that(context, i, end)
            if end - i > (25 if spoken else 12):
                continue
            if not spoken and set(between.replace("tv", "").replace("tX", "")) & frozenset("VCXcv"):
                continue
            j = i
            while j > context.low and (tokens.classes[j - 1] in "nN#" or tokens.lower[j - 1] in ("most", "more")):
                j -= 1
            if tokens.classes[j - 1] == "S":
                owner = owner_ending(tokens, j - 1, context.low)
                return context.answer(owner, i)
            if tokens.lower[j - 1] in ("his", "her", "their", "its"):
                return context.answer((j - 1, j), i)
            if tokens.lower[i + 1 : i + 2] in (["by"], ["from"], ["of"]):
                return context.answer(phrase_starting(tokens, i + 2, end), i)
    return None


def _says_that(context: QuoteContext, noun: int, end: int) -> bool:
    """A clause says what the words were: the contention |of Lee that| …; Lee’s claim |is that| …"""
    tokens = context.tokens
    for i in range(noun + 1, end):
        if tokens.lower[i] == "that" and tokens.classes[i] == "U":
            return True
        if tokens.classes[i] in "VCcvG,;Q" or (tokens.classes[i] == "X" and i > noun + 1):
            return False
    return False


def line_before(context: QuoteContext) -> Attribution | None:
    """The paragraph before ends in a colon: The mayor said in a letter: ⏎ “…”."""
    document, paragraph = context.document, context.quote.paragraph
    if paragraph == 0 or context.place > 0 or document.text[document.paragraphs[paragraph - 1].end - 1] != ":":
        return None
    tokens = document.tokens(paragraph - 1)
    low, high = tokens.sentences[-1]
    for i in range(high - 1, low - 1, -1):
        if tokens.classes[i] in "CGc" and tokens.lower[i] in context.lexicon.speech:
            subject = subject_of(tokens, i, low) or (phrase_starting(tokens, i + 1, high) if i == low else None)
            if subject:
                return Attribution(tokens.span(*named(tokens, subject, high)), tokens.span(i, i + 1))
    main = main_subject(tokens, low, high)
    return Attribution(tokens.span(*named(tokens, main, high))) if main else None

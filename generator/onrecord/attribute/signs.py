"""What one look at a quote and the classes beside it shows: a rule that needs a sign is asked only where it is seen."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.attribute.context import QuoteContext
    from onrecord.languages.lexicon import Lexicon

LEFT = 1 << 0  # something stands before the quote in its sentence
OPENS = 1 << 1  # nothing does
ALONE = 1 << 2  # nothing but quotes and marks stands in its sentence
COLON = 1 << 3  # a colon stands before it
CUE_LEFT = 1 << 4  # a verb of speech or judgement stands before it
CUE_BESIDE = 1 << 5  # … with nothing but marks, "that" or "as" between, by the last of these
PARTICIPLE = 1 << 6  # … which is a participle
PHRASES = 1 << 7  # … and a comma, a colon or "that" closes what stands between
ARTICLE = 1 << 8  # "of", "that" or an article stands before it
SUBORDINATE = 1 << 9  # a subordinator stands before it
MATE = 1 << 10  # another quote stands before it in its sentence
VERB_NEXT = 1 << 11  # a verb, or an adverb that may belong to one, follows it and what is joined to it
NOUN_NEXT = 1 << 12  # what may be a subject, or a word with a capital, follows them
NOUN_OF_SPEECH = 1 << 13  # a noun of speech follows it at once
CUE_RIGHT = 1 << 14  # a verb of speech or judgement stands after it
SIGNED = 1 << 15  # a dash follows it, or it fills a paragraph to its end
LABELLED = 1 << 16  # a colon follows the quote that opens a paragraph
BY = 1 << 17  # its paragraph has the word "by",
AS = 1 << 18  # "as",
ACCORDING = 1 << 19  # "according",
VIEW = 1 << 20  # a word for somebody's view,
SLOGAN = 1 << 21  # or one for what words may be written on; or its source stands in another paragraph
SURVEY = 1 << 22  # its paragraph has the word "poll" or the like,
MAIL = 1 << 23  # "letter" or the like,
INTERVIEW = 1 << 24  # or "interview"
CONTINUED = 1 << 25  # it goes on from the paragraph before

# Of interest only to the rules that ask whether the words are speech:
WORD_LEFT = 1 << 26  # something stands before it, but no comma or colon
SHORT = 1 << 27  # no more than four words are quoted
SHORT_LEFT = 1 << 28  # … after others
TITLED = 1 << 29  # the words are capitalised as titles are, or one or two after a capital
REFERRED = 1 << 30  # something stands before it, nothing or a bracket after it
SINGLE = 1 << 31  # single marks
UNOPENED = 1 << 32  # no mark opens it

VIEWS = frozenset(("view", "words", "opinion", "telling", "estimation", "phrase", "parlance"))
"""Words for somebody's view."""


def of_paragraph(lower: list[str], lexicon: Lexicon) -> int:
    """What the words of a paragraph show of all its quotes."""
    words, signs = _telling(lexicon)
    seen = 0
    for word in words.intersection(lower):
        seen |= signs[word]
    return seen


@cache
def _telling(lexicon: Lexicon) -> tuple[frozenset[str], dict[str, int]]:
    """The words that show something, and what each shows."""
    signs: dict[str, int] = {"by": BY, "as": AS, "according": ACCORDING, "interview": INTERVIEW}
    of_lists = (VIEWS, VIEW), (lexicon.written_on, SLOGAN), (lexicon.surveys, SURVEY), (lexicon.correspondence, MAIL)
    for words, sign in of_lists:
        for word in words:
            signs[word] = signs.get(word, 0) | sign
    return frozenset(signs), signs


def of_sentence(context: QuoteContext) -> int:
    """What the classes on both sides of a quote show."""
    tokens, place, left, right = context.tokens, context.place, context.left, context.right
    classes, lower, seen = tokens.classes, tokens.lower, OPENS
    if left:
        seen, before, word = LEFT, left[-1], lower[place - 1]
        if before == ":":
            seen |= COLON
        if "C" in left or "G" in left or "c" in left:
            seen |= CUE_LEFT
            if before in "CGc,:-`" or word in ("that", "as"):
                seen |= CUE_BESIDE
            if before in ",:" or word == "that":
                seen |= PHRASES
            if "G" in left:
                seen |= PARTICIPLE
        if word in _BEFORE_CLAIM:
            seen |= ARTICLE
        if "U" in left:
            seen |= SUBORDINATE
        if "Q" in left:
            seen |= MATE
    if context.after < context.high:
        following = classes[context.after]
        if following in "CcRVX":
            seen |= VERB_NEXT
        if following in "nNTDP#RW&":
            seen |= NOUN_NEXT
    if right:
        if "C" in right:
            seen |= CUE_RIGHT
        if lower[place + 1] in context.lexicon.speech_nouns:
            seen |= NOUN_OF_SPEECH
        if place == 0 and right[0] == ":":
            seen |= LABELLED
    if context.alone:
        seen |= ALONE
    following = classes[place + 1 : place + 3]
    if following in ("", ".", ".-") or following[0] == "-":
        seen |= SIGNED
    if context.quote.continues:
        seen |= CONTINUED
    return seen


_BEFORE_CLAIM = frozenset(("of", "that", "a", "an", "the"))


def of_words(context: QuoteContext) -> int:
    """What the quoted words and their source show beside what the sentence does."""
    left, seen = context.left, 0
    if context.length <= 4:
        seen = SHORT | SHORT_LEFT if left else SHORT
    if left:
        if left[-1] not in ",:":
            seen |= WORD_LEFT
        if context.right[:1] in ("", ")"):
            seen |= REFERRED
    if context.titled or (context.length <= 2 and context.words[0].isupper()):
        seen |= TITLED
    if context.quote.single:
        seen |= SINGLE
    if not context.quote.opened:
        seen |= UNOPENED
    source = context.decision and context.decision.answer.source
    if source:
        start, end = context.document.paragraphs[context.quote.paragraph]
        if not start <= source.start < end:
            seen |= SLOGAN
    return seen

"""An article's sentences and their dates, its quotes masked; and to what in its sentence a date belongs."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cache
from itertools import pairwise

from onrecord import languages
from onrecord.find.characters import characters
from onrecord.languages.lexicon import lexicon
from onrecord.model import Span
from onrecord.publication.expressions import DateExpression, read_dates
from onrecord.rules import fact
from onrecord.text.document import Document

MASK = "\ufffc"
WORD = re.compile(
    rf"""
    {characters("L", "N", more=f",;:—–()-{MASK}")}               # a set first: looking for one is quick
    (?:(?<={characters("L", "N")}){characters("L", "N", more="’'-")}*+   # Lee  O’Neil  29-year-old
      |(?<=[,;:—–()])
      |(?<=-)-+                                                  # two hyphens for a dash
      |(?<={MASK}){MASK}*+)                                      # a quote
    """,
    re.VERBOSE,
)
_STOP = re.compile(rf"[.?!…][”\"’')\]]*\s+(?=[“\"‘'(\[]?{characters('Lu', 'N', more=MASK)})")
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_REACH = 25
"""How many words a reporting verb may stand from the date of its clause."""


class Vocabulary:
    """The words of a language that tell to what a date belongs."""

    def __init__(self, language: str) -> None:
        """Read the words of ``language``; FileNotFoundError where there are none."""
        dates = languages.load(language)["dates"]
        self.occasions = frozenset(dates["occasions"].split())
        self.speech = lexicon(language).speech
        self.speaking = frozenset(dates["speaking"].split()) | lexicon(language).speech
        self.small = frozenset(dates["small"].split())
        self.opening = self.small | frozenset(dates["opening"].split())
        self.phrases = frozenset(dates["phrases"].split())
        self.owners = frozenset(dates["month_owners"])
        self.subjects = frozenset(dates["subjects"].split())
        self.answers = frozenset(dates["answers"].split())
        self.perfect = frozenset(dates["perfect"].split())
        self.verbs = lexicon(language).past - lexicon(language).nounlike - frozenset(dates["of_occasions"].split())
        self.ties = frozenset(dates["ties"].split())
        self.clauses = frozenset(dates["clauses"].split())
        self.days = frozenset(day.lower() for day in dates["weekdays"] + dates["months"])
        self.other_times = frozenset(dates["other_times"].split())
        months = {m.lower() for short in dates["month_abbreviations"] for m in short}
        self.abbreviations = lexicon(language).abbreviations | months


vocabulary = cache(Vocabulary)


class Timeline:
    """The sentences of an article and the dates outside its quotes; words are compared in lower case."""

    def __init__(self, document: Document, anchor: date | None) -> None:
        """Nothing is read before it is asked for; relative dates count from ``anchor``."""
        self.document, self.anchor = document, anchor
        self.words = vocabulary(document.language)
        self._tokens: dict[tuple[int, int], list[str]] = {}
        self._occasions: dict[tuple[int, Span], bool | None] = {}

    @fact
    def text(self) -> str:
        """The normalised text, its quotations replaced: nothing in them is a date or a verb."""
        pieces, last, text = [], 0, self.document.text
        for quote in self.document.quotes:
            end = quote.end - (text[quote.end - 1] in ".?!…")  # what ends a quote may end its sentence
            if last <= quote.start < end:
                pieces += [text[last : quote.start], MASK * (end - quote.start)]
                last = end
        return "".join((*pieces, text[last:]))

    @fact
    def sentences(self) -> list[Span]:
        """The sentences of all paragraphs; no quotation is cut."""
        return [sentence for paragraph in self.document.paragraphs for sentence in self._cut(paragraph)]

    def _cut(self, paragraph: Span) -> list[Span]:
        sentences, start = [], paragraph.start
        for stop in _STOP.finditer(self.text, paragraph.start, paragraph.end):
            end, after = stop.span()
            if self.text[end] != "." or not self._abbreviates(max(start, end - 12), end):
                sentences.append(Span(start, end + 1))
                start = after
        return [*sentences, Span(start, paragraph.end)]

    def _abbreviates(self, start: int, end: int) -> bool:
        """Whether the last word between two offsets is written with a full stop: "Sen", "J", "U.S"."""
        before = self.text[start:end].rsplit(None, 1)
        word = before[-1].lower().lstrip("(“\"‘'[") if before else ""
        return len(word) == 1 or "." in word or word in self.words.abbreviations

    @fact
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds a character."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @fact
    def dates(self) -> dict[int, list[DateExpression]]:
        """The dates of each sentence that has some, those after the anchor left out."""
        dates: dict[int, list[DateExpression]] = {}
        for found in read_dates(self.text, 0, len(self.text), self.anchor, self.document.language):
            if found.tense != "future" and not (self.anchor and found.first > self.anchor):
                dates.setdefault(self.sentence_at(found.span.start), []).append(found)
        return dates

    def tokens(self, start: int, end: int) -> list[str]:
        """The words and marks between two offsets, in lower case; a quote is one."""
        words = self._tokens.get((start, end))
        if words is None:
            words = self._tokens[start, end] = [word.lower() for word in WORD.findall(self.text, start, end)]
        return words

    def opens(self, sentence: Span, found: DateExpression) -> bool:
        """Whether the date opens its sentence: "On Monday, …", "But late last year …"."""
        before = self.tokens(sentence.start, found.span.start)
        if self.words.opening.issuperset(before):
            return True
        phrase = before[0] in self.words.phrases and len(before) <= 12 and "," not in before
        return phrase and self.text.startswith(",", found.span.end) and self.words.clauses.isdisjoint(before)

    def occasion(self, sentence: Span, found: DateExpression) -> bool | None:
        """Whether it is the date of an occasion for speaking; False: of something else; None: of its clause.

        "a Tuesday interview", "Friday's debate", "a letter of March 5": True. "before Friday's vote", "since
        Monday", "the 2012 flood": False. "said on Monday": None.
        """
        key = (sentence.start, found.span)
        if key not in self._occasions:
            self._occasions[key] = self._occasion(sentence, found)
        return self._occasions[key]

    def _occasion(self, sentence: Span, found: DateExpression) -> bool | None:
        words = self.words
        before = self.tokens(sentence.start, found.span.start).copy()
        owner = before[-1] if before else ""
        while before and before[-1] in words.small:
            before.pop()
        tie = before[-1] if before else ""
        dated_noun = tie in ("of", "from") and bool(words.occasions.intersection(before[-2:-1]))
        rest = self.text[found.span.end : min(sentence.end, found.span.end + 60)]
        owned = (owner in words.owners or owner.endswith(_POSSESSIVE)) and rest[:1] == " " and rest[1:2].isalpha()
        if not owned and not rest.startswith(("'s ", "’s ", "' ", "’ ")):
            return None if tie not in words.ties else dated_noun
        for noun in self.tokens(found.span.end + (1 if owned else 3), found.span.end + 60)[:5]:
            if noun in words.ties or noun in words.clauses or not noun[0].isalpha():
                return False
            if noun in words.occasions:
                return tie not in words.ties or dated_noun
        return False

    def reported(self, sentence: Span, found: DateExpression, verb: Span | None) -> bool:
        """Whether the date stands in the clause of a reporting verb (None: one that speaks of speaking)."""
        words, kind = self.words, self.occasion(sentence, found)
        if kind is False:
            return False
        if verb is not None and verb.end <= found.span.start:
            between = self.tokens(verb.end, found.span.start)
            if len(between) > _REACH or ";" in between or words.subjects.intersection(between[:1]):
                return False
            if not words.verbs.isdisjoint(between):
                return False  # "Lee said the ministers met on Friday"
            return words.clauses.isdisjoint(between) or (kind is True and not self._goes_on(sentence, found))
        if verb is not None:
            between = self.tokens(found.span.end, verb.start)
            if ";" in between or any(pair in _JOINTS for pair in pairwise(between)):
                return False
            # "Lee on Monday called", "On Monday, after the vote, Lee said"
            close = len(between) <= 3 and "," not in between and not any(word[0] == MASK for word in between)
            if self.opens(sentence, found) or close:
                return True
        if kind or (verb is None and self.opens(sentence, found)):
            return True
        # "In an interview Tuesday, …", "speaking Tuesday in Ghent, …"
        near = self.tokens(sentence.start, found.span.start)[-12:]
        return (
            words.clauses.isdisjoint(near)
            and ";" not in near
            and any(word in words.occasions or word in words.speaking for word in near)
        )

    def _goes_on(self, sentence: Span, found: DateExpression) -> bool:
        """Whether more than a few words follow the date in its sentence."""
        return len(self.tokens(found.span.end, sentence.end)) > 12


_JOINTS = frozenset((",", word) for word in ("and", "but", "while"))

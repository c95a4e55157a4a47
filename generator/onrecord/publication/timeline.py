"""An article's sentences and their dates, its quotes masked; and to what in its sentence a date belongs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise

from onrecord.find.characters import characters
from onrecord.model import Span
from onrecord.publication.expressions import DateExpression, read_dates
from onrecord.publication.vocabulary import vocabulary
from onrecord.rules import fact
from onrecord.text.document import Document

MASK = "\x1a"
"""Stands for each character of a quotation; of ASCII, in which Python and its patterns are quickest."""
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
# a stop that may be that of an abbreviation is a group, as none has as many as six letters; that of a line is none
_STOP = re.compile(
    rf"""[.?!…](?: (?<=[a-z]{{6}}\.) | (?<=[?!…]) | () )
    [”"’')\]]*\ +(?=[“"‘'(\[]?{characters("Lu", "N", more=MASK)})""",
    re.VERBOSE,
)
_MOST_DATES = 24
"""A sentence with more dates is a list of them; those beyond date no words."""
_AS_LATE = (["as", "recently", "as"], ["as", "late", "as"], ["as", "early", "as"])
"""Before a date they tie it to nothing: As recently as May, Lee said."""
_REACH = 25
"""How many words a reporting verb may stand from the date of its clause."""


@lru_cache(1 << 14)
def _abbreviates(word: str, language: str) -> bool:
    """Whether the word before a full stop is written with one: "Sen.", "J.", "U.S."."""
    word = word.lower().lstrip("(“\"‘'[\n")
    return len(word) == 1 or "." in word or f"{word}." in vocabulary(language).abbreviations


class Timeline:
    """The sentences of an article and the dates outside its quotes; words are compared in lower case."""

    def __init__(self, document: Document, anchor: date | None, last: int | None = None) -> None:
        """Nothing is read before it is asked for; relative dates count from ``anchor``.

        ``last``: a character after whose paragraph no date counts, so that nothing there is read.
        """
        self.document, self.anchor = document, anchor
        after = len(document.paragraphs) if last is None else document.paragraph_at(last) + 1
        self._end = document.paragraphs[after].start + 1 if after < len(document.paragraphs) else len(document.text)
        self.words = vocabulary(document.language)
        self._tokens: dict[tuple[int, int], list[str]] = {}
        self._sentences: dict[int, Span] = {}
        self._occasions: dict[tuple[int, int], bool | None] = {}

    @fact
    def text(self) -> str:
        """The normalised text, its quotations replaced: nothing in them is a date or a verb."""
        pieces, last, text = [], 0, self.document.text
        for quote in self.document.quotes:
            end = quote.end - (text[quote.end - 1] in ".?!…")  # what ends a quote may end its sentence
            if end > self._end:
                break
            if last <= quote.start < end:
                pieces += [text[last : quote.start], MASK * (end - quote.start)]
                last = end
        return "".join((*pieces, text[last : self._end]))

    @fact
    def lower(self) -> str:
        """The text in lower case, each character in its place."""
        text, lower = self.text, self.text.lower()
        return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)

    @fact
    def starts(self) -> list[int]:
        """Where each sentence begins; no quotation is cut, and a paragraph ends one."""
        text, language = self.text, self.document.language
        starts = {start for start, _ in self.document.paragraphs if start < self._end} or {0}
        for stop in _STOP.finditer(text):
            end, after = stop.span()
            if stop.lastindex:
                far = end - 12 if end > 12 else 0
                if _abbreviates(text[max(far, text.rfind(" ", far, end) + 1) : end], language):
                    continue
            starts.add(after)
        return sorted(starts)

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds a character."""
        return bisect_right(self.starts, offset, 1) - 1

    def sentence(self, index: int) -> Span:
        """Where a sentence stands, with the white space after it."""
        span = self._sentences.get(index)
        if span is None:
            starts = self.starts
            end = starts[index + 1] if index + 1 < len(starts) else len(self.text)
            span = self._sentences[index] = Span(starts[index], end)
        return span

    @fact
    def dates(self) -> dict[int, list[DateExpression]]:
        """The dates of each sentence that has some, those after the anchor left out."""
        dates: dict[int, list[DateExpression]] = {}
        for found in read_dates(self.text, 0, len(self.text), self.anchor, self.document.language):
            if found.tense != "future" and not (self.anchor and found.first > self.anchor):
                of_sentence = dates.setdefault(self.sentence_at(found.span.start), [])
                if len(of_sentence) < _MOST_DATES:
                    of_sentence.append(found)
        return dates

    def tokens(self, start: int, end: int) -> list[str]:
        """The words and marks between two offsets, in lower case; a quote is one."""
        words = self._tokens.get((start, end))
        if words is None:
            words = self._tokens[start, end] = WORD.findall(self.lower, start, end)
        return words

    def may_hold(self, words: Iterable[str], start: int, end: int) -> bool:
        """Whether one of a few words may stand between two offsets: quicker than to read the words there."""
        find = self.lower.find
        return max([find(word, start, end) for word in words], default=-1) >= 0

    @fact
    def speaks_of_a_time(self) -> bool:
        """It says "at the time" somewhere."""
        return any(phrase in self.lower for phrase in self.words.that_time)

    def names_in(self, sentence: Span) -> list[str]:
        """The capitalised words of a sentence."""
        return [word for word in WORD.findall(self.text, sentence.start, sentence.end) if word[0].isupper()]

    def beside(self, sentence: Span, date: Span) -> list[str]:
        """The words just before and after a date."""
        return self.tokens(sentence.start, date.start)[-6:] + self.tokens(date.end, sentence.end)[:4]

    def opens(self, sentence: Span, found: DateExpression) -> bool:
        """Whether the date opens its sentence: "On Monday, …", "But late last year …", "In a speech on Monday, …"."""
        before, words = self.tokens(sentence.start, found.span.start), self.words
        if words.opening.issuperset(before):
            return True
        if "," in before or len(before) > 12 or not self.text.startswith(",", found.span.end):
            return False
        if before[0] in words.while_:
            return True  # "As Lee left on Monday, she said"
        if before[0] in words.fronting and words.clauses.isdisjoint(before):
            return True  # "Launching a ferry on Monday, Lee said"
        occasion = not words.occasions.isdisjoint(before[:4])  # "In a memo sent when polls closed on Monday, Lee said"
        return before[0] in words.standing and (occasion or words.clauses.isdisjoint(before))

    def occasion(self, sentence: Span, found: DateExpression) -> bool | None:
        """Whether it is the date of an occasion for speaking; False: of something else; None: of its clause.

        "a Tuesday interview", "Friday's debate", "a letter of March 5": True. "before Friday's vote", "since
        Monday", "the 2012 flood": False. "said on Monday": None.
        """
        key = (sentence.start, found.span.start)
        if key not in self._occasions:
            self._occasions[key] = self._occasion(sentence, found)
        return self._occasions[key]

    def _occasion(self, sentence: Span, found: DateExpression) -> bool | None:
        words = self.words
        before = self.tokens(sentence.start, found.span.start)
        owner, place = before[-1] if before else "", len(before)
        while place and before[place - 1] in words.small:
            place -= 1
            if before[place] == words.at:
                place += 1  # stuck to that |at| Friday’s hearing
                break
        tie = before[place - 1] if place and before[place - 3 : place] not in _AS_LATE else ""
        dated_noun = tie in words.dating and place > 1 and before[place - 2] in words.occasions
        rest = self.text[found.span.end : min(sentence.end, found.span.end + 60)]
        owned = (owner in words.owners or owner.endswith(words.possessive)) and rest[:1] == " " and rest[1:2].isalpha()
        if not owned and not rest.startswith(("'s ", "’s ", "' ", "’ ")):
            return None if tie not in words.ties else dated_noun
        start = found.span.end + (1 if owned else 3)
        after = self.tokens(start, min(sentence.end, start + 60))
        for i, noun in enumerate(after[:5]):
            if noun in words.ties or noun in words.clauses or not noun[0].isalpha():
                return False
            if noun in words.occasions:  # "after her March comment that “…”" too
                rest_words = [word for word in after[i + 1 :] if word not in words.before_quote]
                quoted = bool(rest_words) and rest_words[0][0] == MASK
                return tie not in words.ties or dated_noun or quoted
        return False

    def looks_back(self, sentence: Span, date: Span) -> bool:
        """Whether a date stands in a past before the past that is told of: "what he had said on Monday"."""
        near, words = self.tokens(sentence.start, date.start)[-8:], self.words
        if words.had.isdisjoint(near):
            return False
        after = near[max(i for i, word in enumerate(near, 1) if word in words.had) :]
        return not words.past.isdisjoint(after[:2]) and words.ends_clause.isdisjoint(after)

    def reported(self, sentence: Span, found: DateExpression, verb: Span | None) -> bool:
        """Whether the date stands in the clause of a reporting verb (None: one that speaks of speaking)."""
        if verb is None:
            return self.belongs(sentence, found, None, before=False)
        if verb.end <= found.span.start:
            return self.belongs(sentence, found, self.tokens(verb.end, found.span.start), before=True)
        between = self.tokens(found.span.end, verb.start)
        opening = self.tokens(sentence.start, found.span.start)
        if (
            found.precision != "year"
            and between[:2] == [",", self.words.when]
            and self.occasion(sentence, found) is None
        ):
            return True  # As recently as May, when she told the board; on May 3, when asked for it, she said
        if opening[1:2] and opening[1] in self.words.clauses and opening[0].endswith("ed") and "," in between:
            return False  # "Reminded that in March he had vowed it, Lee said"
        if (
            between[-1:] == [","]
            and len(between) <= _REACH
            and self.text.endswith(self.words.participle, verb.start, verb.end)
        ):
            near = self.tokens(sentence.start, found.span.start)[-8:] + between  # "Lee on Monday went further, saying"
            if self.occasion(sentence, found) is not False and self.words.clauses.isdisjoint(near):
                return True
        return self.belongs(sentence, found, between, before=False)

    def follows_quote(self, sentence: Span, found: DateExpression) -> bool:
        """Whether the date stands right after a quotation: slammed the plan as “…” on Monday."""
        before = self.tokens(sentence.start, found.span.start)[-3:]
        while before and before[-1] in self.words.small:
            before.pop()
        return (
            found.precision == "day"
            and bool(before)
            and before[-1][0] == MASK
            and self.occasion(sentence, found) is None
        )

    def belongs(self, sentence: Span, found: DateExpression, between: list[str] | None, *, before: bool) -> bool:
        """Whether a date belongs to a reporting verb, by the words between them; ``before``: the verb comes first.

        None between: the verb is not there, or not known.
        """
        words, kind = self.words, self.occasion(sentence, found)
        if kind is False:
            return False
        if before and between is not None:
            between = self._while_speaking(between)
            if not words.clauses.isdisjoint(between):
                between = self._without_as(between)
            if len(between) > _REACH or ";" in between or words.subjects.intersection(between[:1]):
                return False
            verbs = not words.verbs.isdisjoint(between)
            if verbs and any(self._has_its_date(last, word) for last, word in pairwise(("", *between))):
                return False  # "Lee said the ministers met on Friday"
            return words.clauses.isdisjoint(between) or (kind is True and not self._goes_on(sentence, found))
        if between is not None:
            if ";" in between or ("," in between and any(pair in words.joints for pair in pairwise(between[:-1]))):
                return False  # but "Lee spoke on Monday, and said"
            # "Lee on Monday called", "On Monday, after the vote, Lee said"
            if self.in_relative(sentence, found):
                return False  # One whose firm left last year said
            parted = between == [","] and found.precision == "day" and self._after_name(sentence, found)
            close = len(between) <= 3 and "," not in between and not any(word[0] == MASK for word in between)
            if close or parted or self.opens(sentence, found):
                return True
        if kind or (between is None and self.opens(sentence, found)):
            return True
        # "In an interview Tuesday, …", "speaking Tuesday in Ghent, …"
        near = self.tokens(sentence.start, found.span.start)[-12:]
        if words.occasions.isdisjoint(near) and words.speaking.isdisjoint(near):
            return False
        occasion = max((i for i, word in enumerate(near) if word in words.occasions), default=0)
        return words.clauses.isdisjoint(near[occasion:]) and ";" not in near[occasion:]

    def _after_name(self, sentence: Span, found: DateExpression) -> bool:
        """Whether a date stands right after a name, or after the comma that ends one: Anna Lee, on Monday, called."""
        before = WORD.findall(self.text, sentence.start, found.span.start)
        while before and (before[-1].lower() in self.words.small or before[-1] == ","):
            before.pop()
        return bool(before) and before[-1][0].isupper()

    def in_relative(self, sentence: Span, found: DateExpression) -> bool:
        """Whether a relative clause holds the date and a verb: "One whose firm left last year", not "who on Monday"."""
        before, words = self.tokens(sentence.start, found.span.start), self.words
        place = max((i for i, word in enumerate(before) if word in words.relatives), default=-1)
        inside = before[place + 1 :]
        return place >= 0 and "," not in inside and not words.verbs.isdisjoint(inside)

    def _while_speaking(self, between: list[str]) -> list[str]:
        """Words without those that only say where somebody spoke: "said Lee, who was speaking at a fair on Monday"."""
        for i, word in enumerate(between[:-2]):
            speaking = between[i + 2]
            if word in self.words.relatives and speaking in self.words.phrases and speaking.endswith("ing"):
                return [*between[:i], *between[i + 3 :]]
        return between

    def _without_as(self, words: list[str]) -> list[str]:
        """Words without those that begin no clause, as a quote follows: "slammed it as “…” on Monday"."""
        return [word for word, after in pairwise([*words, ""]) if after[:1] != MASK or word not in self.words.clauses]

    def _has_its_date(self, before: str, word: str) -> bool:
        """Whether a word is a verb that would have a date after it for itself.

        Not "a written statement on Friday", nor "said Lee, a farmer, told the board on Friday".
        """
        words = self.words
        return word in words.verbs and before not in words.owners and not (before == "," and word in words.speech)

    def _goes_on(self, sentence: Span, found: DateExpression) -> bool:
        """Whether more than a few words follow the date in its sentence."""
        return len(self.tokens(found.span.end, sentence.end)) > 12

"""Where names stand in an article: found in one scan, read only when asked for."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from onrecord.find.name_words import NameWords, name_words
from onrecord.find.names import Name, bare_words, read_run
from onrecord.model import Quote, Span
from onrecord.rules import fact
from onrecord.text.document import Document
from onrecord.text.sentences import dateline_end


class NameMention(NamedTuple):
    """A name at a place in the text: ``start`` and ``end`` leave out its titles, which begin at ``first``.

    A tuple, as an article has dozens: a frozen dataclass takes four times as long to make.
    """

    first: int
    start: int
    end: int
    name: Name
    body: bool
    """It stands in the reporter's own sentences: not inside a quote, not in a headline, byline or dateline."""


class Mentions:
    """The names of an article, by word and by place."""

    def __init__(self, document: Document) -> None:
        """Scan the document's text once."""
        self.document = document
        self.words: NameWords = name_words(document.language)
        found = [(match.start(), match.group()) for match in self.words.run.finditer(document.text)]
        self._starts = [start for start, _ in found]
        self._runs = [run for _, run in found]
        self._read: dict[int, tuple[NameMention, ...]] = {}
        self._bodies: dict[int, int] = {}
        self._with_word: dict[str, tuple[NameMention, ...]] = {}

    @fact
    def _different(self) -> tuple[str, list[int], list[list[int]]]:
        """Each different run once, as news repeats its names: all in lower case, a line each; where each begins there;
        and at which runs of the text each stands.
        """
        places: dict[str, list[int]] = {}
        for i, run in enumerate(self._runs):
            places.setdefault(run, []).append(i)
        lines = [run.lower().replace("’", "'") for run in places]
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        return "\n".join(lines), starts, list(places.values())

    def _runs_with(self, word: str) -> list[int]:
        """The runs that a word is in: found by its letters, then checked as a word."""
        text, starts, places = self._different
        found: list[int] = []
        at = text.find(word)
        while at >= 0:
            line = bisect_right(starts, at) - 1
            if word in bare_words(self._runs[places[line][0]]):
                found += places[line]
            at = text.find(word, starts[line + 1])
        return sorted(found)

    @fact
    def _quote_starts(self) -> list[int]:
        return [quote.outer_start for quote in self.document.quotes]

    @property
    def runs(self) -> list[str]:
        """The runs of capitalised words, as they stand, in text order."""
        return self._runs

    def with_word(self, word: str) -> tuple[NameMention, ...]:
        """The mentions, in text order, of which ``word`` (lower case) is a word of the name."""
        found = self._with_word.get(word)
        if found is None:
            read = self._read
            runs = self._runs_with(word) if word else ()
            mentions = [mention for i in runs for mention in (read.get(i) or self._at(i))]
            found = self._with_word[word] = tuple([m for m in mentions if word in m.name.words])
        return found

    def between(self, start: int, end: int) -> list[NameMention]:
        """The mentions whose name begins from ``start`` on and ends not after ``end``, in text order."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        read = self._read
        return [
            mention
            for i in range(first, last)
            for mention in (read.get(i) or self._at(i))
            if mention.start >= start and mention.end <= end
        ]

    def ending(self, end: int) -> NameMention | None:
        """The name that ends at a place."""
        i = bisect_left(self._starts, end) - 1
        for mention in (self._read.get(i) or self._at(i)) if i >= 0 else ():
            if mention.end == end:
                return mention
        return None

    def _at(self, i: int) -> tuple[NameMention, ...]:
        mentions = self._read.get(i)
        if mentions is None:
            names = read_run(self._runs[i], self.document.language)
            start, body = self._starts[i], self._body[i]
            mentions = self._read[i] = tuple(
                [NameMention(start + name.first, start + name.start, start + name.end, name, body) for name in names]
            )
        return mentions

    @fact
    def _body(self) -> list[bool]:
        """Whether each run stands in the reporter's own sentences: one pass over runs, quotes and paragraphs."""
        quotes = iter([*self.document.quotes, _NO_QUOTE])
        paragraphs = iter(enumerate(self.document.paragraphs))
        quote, end, begins, found = next(quotes), -1, 0, list[bool]()
        for start in self._starts:
            while start >= quote.outer_end:
                quote = next(quotes)
            while start >= end:
                index, span = next(paragraphs)
                end = span.end
                begins = self._body_start(index) if start < end else 0
            found.append(begins <= start < quote.outer_start)
        return found

    def _body_start(self, paragraph: int) -> int:
        """Where the reporter's sentences begin in a paragraph: after a dateline; at its end, where it is a headline."""
        found = self._bodies.get(paragraph)
        if found is None:
            span, text = self.document.paragraphs[paragraph], self.document.text
            short = span.end - span.start <= _HEADLINE_LENGTH
            headline = short and _is_headline(span.of(text))
            found = self._bodies[paragraph] = span.end if headline else _dateline_end(text, span)
        return found

    def inside_run(self, offset: int) -> bool:
        """Whether a character belongs to a run: its full stop ends no sentence ("Sen. Lee")."""
        i = bisect_right(self._starts, offset) - 1
        return i >= 0 and offset < self._starts[i] + len(self._runs[i])

    def quoted(self, offset: int) -> bool:
        """Whether a character stands inside quotation marks."""
        i = bisect_right(self._quote_starts, offset) - 1
        return i >= 0 and offset < self.document.quotes[i].outer_end

    def inside_quote(self, start: int, end: int) -> bool:
        """Whether one quote holds the characters from ``start`` to ``end`` and goes on after them."""
        i = bisect_right(self._quote_starts, start) - 1
        return i >= 0 and end <= self.document.quotes[i].end

    def headline(self, offset: int) -> bool:
        """Whether a character stands in a headline or byline, where a capital tells nothing."""
        paragraph = self.document.paragraph_at(offset)
        span = self.document.paragraphs[paragraph]
        return span.start <= offset < span.end == self._body_start(paragraph)


_DATELINE_LENGTH = 130
_NO_QUOTE = Quote(sys.maxsize, sys.maxsize, sys.maxsize, sys.maxsize, 0)
_HEADLINE_LENGTH = 160
_TOWN = re.compile(r"[A-Z][A-Z .'’-]{2,30}: (?![“\"‘'])")
"""A dateline without a dash, as Indian papers set it ("WEXCOMBE: The council"); what a quote follows is a label."""


def _dateline_end(text: str, span: Span) -> int:
    start = span.start
    if text[start : start + 2].isupper() and (town := _TOWN.match(text, start, span.end)):
        return town.end()
    if not any(text.find(dash, start, start + _DATELINE_LENGTH) > 0 for dash in ("—", "–", "-")):
        return start
    return dateline_end(text, start, span.end)


def _is_headline(paragraph: str) -> bool:
    if paragraph[:3].lower() == "by " and len(paragraph) < _HEADLINE_LENGTH / 2:
        return True
    # A sentence that ends as one may be full of names; a line without an end is a headline sooner.
    few = 0.15 if paragraph[-1] in ".!?”\":,;’'" else 0.35
    words = paragraph.split()
    most = few * len(words)
    lower = count = 0
    for word in words:
        if len(word) > 3 and word[0].isalpha():
            count += 1
            lower += not word[0].isupper()
            if lower > most:
                return False
    return lower <= few * count and sum(word[0].isalpha() for word in words) > 2

"""Where names stand in an article: found in one scan, read only when asked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.find.name_words import NameWords, name_words
from onrecord.find.names import Name, read_run
from onrecord.model import Span
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
        text = document.text
        places = [match.span() for match in self.words.run.finditer(text)]
        self._starts = [start for start, _ in places]
        self._runs = [text[start:end] for start, end in places]
        self._read: dict[int, tuple[NameMention, ...]] = {}
        self._with_word: dict[str, tuple[NameMention, ...]] = {}

    @fact
    def _lines(self) -> str:
        """The runs in the letters that words are compared in, each on a line of its own."""
        return "\n".join(self._runs).lower().replace("’", "'")

    def _runs_with(self, word: str) -> Iterator[int]:
        """The runs, in text order, that ``word`` stands in."""
        lines, run, counted, length = self._lines, 0, 0, len(word)
        at = lines.find(word)
        while at >= 0:
            if lines[at - 1 : at].isalnum() or lines[at + length : at + length + 1].isalnum():
                at = lines.find(word, at + 1)  # Lee in Leeds
                continue
            run += lines.count("\n", counted, at)
            yield run
            counted = lines.find("\n", at)
            at = lines.find(word, counted) if counted >= 0 else -1

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
            mentions = [mention for i in self._runs_with(word) for mention in self._at(i)]
            found = self._with_word[word] = tuple(m for m in mentions if word in m.name.words)
        return found

    def between(self, start: int, end: int) -> list[NameMention]:
        """The mentions whose name begins from ``start`` on and ends not after ``end``, in text order."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        found: list[NameMention] = []
        for i in range(first, last):
            mentions = self._read.get(i)
            here = self._at(i) if mentions is None else mentions
            found += [mention for mention in here if mention.start >= start and mention.end <= end]
        return found

    def _at(self, i: int) -> tuple[NameMention, ...]:
        mentions = self._read.get(i)
        if mentions is None:
            start = self._starts[i]
            aside = bisect_right(self._asides[0], start) - 1
            body = aside < 0 or start >= self._asides[1][aside]
            mentions = self._read[i] = tuple(
                [
                    NameMention(start + name.first, start + name.start, start + name.end, name, body)
                    for name in read_run(self._runs[i], self.document.language)
                ]
            )
        return mentions

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
        i = bisect_right(self._headlines[0], offset) - 1
        return i >= 0 and offset < self._headlines[1][i]

    @fact
    def _asides(self) -> tuple[list[int], list[int]]:
        """Where quotes, headlines, bylines and datelines begin, and where each ends; what overlaps is one."""
        quotes = ((quote.outer_start, quote.outer_end) for quote in self.document.quotes)
        text = self.document.text
        opened = ((span.start, _dateline_end(text, span)) for span in self.document.paragraphs)
        datelines = (place for place in opened if place[1] > place[0])
        starts, ends = list[int](), list[int]()
        for start, end in sorted((*quotes, *datelines, *zip(*self._headlines, strict=True))):
            if ends and start < ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        return starts, ends

    @fact
    def _headlines(self) -> tuple[list[int], list[int]]:
        """Where headlines and bylines begin, and where each ends."""
        text = self.document.text
        short = (span for span in self.document.paragraphs if span.end - span.start <= _HEADLINE_LENGTH)
        found = [span for span in short if _is_headline(span.of(text))]
        return [span.start for span in found], [span.end for span in found]


_HEADLINE_LENGTH = 160
_TOWN = re.compile(r"[A-Z][A-Z .'’-]{2,30}: (?![“\"‘'])")
"""A dateline without a dash, as Indian papers set it ("WEXCOMBE: The council"); what a quote follows is a label."""


def _dateline_end(text: str, span: Span) -> int:
    town = _TOWN.match(text, span.start, span.end)
    return town.end() if town else dateline_end(text, span.start, span.end)


def _is_headline(paragraph: str) -> bool:
    if paragraph[:3].lower() == "by " and len(paragraph) < _HEADLINE_LENGTH / 2:
        return True
    words = [word for word in paragraph.split() if word[0].isalpha()]
    capitals = [word[0].isupper() for word in words if len(word) > 3]
    # A sentence that ends as one may be full of names; a line without an end is a headline sooner.
    share = 0.85 if paragraph[-1] in ".!?”\":,;’'" else 0.65
    return len(words) > 2 and sum(capitals) >= share * len(capitals)

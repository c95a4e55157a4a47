"""Where names stand in an article: found in one scan, read only when asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from onrecord.find.name_words import NameWords, name_words
from onrecord.find.names import Name, bare, runs_of
from onrecord.model import Span
from onrecord.rules import fact
from onrecord.text.document import Document
from onrecord.text.sentences import TOWN, dateline_end, heading_end, opens_large


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


_FEW, _MOST = 256, 256
"""How many words are looked for in the text, and how many mentions of one are enough."""
_made = tuple.__new__
"""Makes a NameMention in half the time, which is felt at dozens an article."""


class Mentions:
    """The names of an article, by word and by place."""

    def __init__(self, document: Document) -> None:
        """Scan the document's text once."""
        self.document = document
        self.words: NameWords = name_words(document.language)
        runs = [*self.words.run.finditer(document.text)]
        self._runs = [run[0] for run in runs]
        self._starts = [run.start() for run in runs]
        self.headings: dict[int, int] = {}
        """Where a paragraph begins -> where the heading ends from which its first sentence runs on."""
        text = document.text
        for start, end in [span for span in document.paragraphs if not text[span.start + 1 : span.start + 2].islower()]:
            if opens_large(text, start) and (after := heading_end(text, start, end)) > start:
                self.headings[start] = after
                self._cut(after)
        self._read: list[tuple[NameMention, ...] | None] = [None] * len(self._runs)
        self._names = runs_of(document.language)
        self._paragraph_starts = [span.start for span in document.paragraphs]
        self._bodies: dict[int, int] = {}
        self._with_word: dict[str, tuple[NameMention, ...]] = {}
        self._with_part: dict[str, tuple[NameMention, ...]] = {}
        self._surnames: dict[str, bool] = {}
        """Whether a word that is a title or a place by itself is somebody's surname in the article."""

    def _cut(self, place: int) -> None:
        """Make two of the run that goes over a place: FERRY RUNS |Mayor Lee said."""
        i = bisect_right(self._starts, place) - 1
        if i >= 0 and self._starts[i] < place < self._starts[i] + len(self._runs[i]):
            run, end = self._runs[i], place - self._starts[i]
            self._runs[i : i + 1] = [run[:end].rstrip(), run[end:]]
            self._starts.insert(i + 1, place)

    @fact
    def _lines(self) -> str:
        """The runs, a line each, as ``bare`` writes words: few words are asked for, so no index would pay."""
        return "\n".join(self._runs).lower().replace("’", "'")

    @fact
    def _quote_starts(self) -> list[int]:
        return [quote.outer_start for quote in self.document.quotes]

    @fact
    def _quote_ends(self) -> list[int]:
        return [quote.outer_end for quote in self.document.quotes]

    @property
    def runs(self) -> list[str]:
        """The runs of capitalised words, as they stand, in text order."""
        return self._runs

    def with_word(self, word: str) -> tuple[NameMention, ...]:
        """The mentions, in text order, of which ``word`` (lower case) is a word of the name; of many, the first."""
        found = self._with_word.get(word)
        if found is None:
            read, mentions = self._read, list[NameMention]()
            for i in self._runs_with(word):
                mentions += [m for m in read[i] or self._at(i) if word in m.name.words]
                if len(mentions) >= _MOST:
                    break
            found = self._with_word[word] = tuple(mentions)
        return found

    def with_part(self, word: str) -> tuple[NameMention, ...]:
        """The mentions of several words in whose last ``word`` (lower case) is joined to another: Anna Orr-Lee."""
        found = self._with_part.get(word)
        if found is None:
            mentions = [m for i in self._parts.get(word, ()) for m in self._at(i) if len(m.name.words) > 1]
            found = self._with_part[word] = tuple(m for m in mentions if self._joins(m.name, word))
        return found

    @fact
    def _parts(self) -> dict[str, list[int]]:
        """Part of a joined word, in lower case -> the first runs that have it: orr, lee -> Anna Orr-Lee."""
        parts: dict[str, list[int]] = {}
        for i, run in enumerate(self._runs):
            joined = [bare(word) for word in run.split() if "-" in word] if "-" in run else ()
            for part in {part for word in joined for part in word.split("-")}:
                runs = parts.setdefault(part, [])
                if len(runs) < _MOST:
                    runs.append(i)
        return parts

    def _joins(self, name: Name, word: str) -> bool:
        """Whether the last word of a name joins a word to others that are each a name: Orr-Lee, not Lee-type."""
        parts = name.text.rpartition(" ")[2].split("-")
        joined = len(parts) > 1 and name.words[-1] != word and word in name.words[-1].split("-")
        return joined and all(part[:1].isupper() or part in self.words.particles for part in parts)

    def _runs_with(self, word: str) -> Iterator[int]:
        """The runs, by their index, that may have a word."""
        if len(self._with_word) >= _FEW:
            yield from self._index.get(word, ())
            return
        lines = self._lines
        i = line = 0
        place = lines.find(word) if word else -1
        while place >= 0:
            i += lines.count("\n", line, place)
            yield i
            line = lines.find("\n", place)
            place = lines.find(word, line) if line >= 0 else -1

    @fact
    def _index(self) -> dict[str, list[int]]:
        """Word -> the runs that have it: where so many words are asked for that it pays."""
        index: dict[str, list[int]] = {}
        for i, run in enumerate(self._runs):
            for word in {bare(token) for token in run.split()}:
                index.setdefault(word, []).append(i)
        return index

    def between(self, start: int, end: int) -> list[NameMention]:
        """The mentions whose name begins from ``start`` on and ends not after ``end``, in text order."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        read = self._read
        return [
            mention
            for i in range(first, last)
            for mention in (read[i] or self._at(i))
            if mention.start >= start and mention.end <= end
        ]

    def ending(self, end: int) -> NameMention | None:
        """The name that ends at a place."""
        i = bisect_left(self._starts, end) - 1
        for mention in (self._read[i] or self._at(i)) if i >= 0 else ():
            if mention.end == end:
                return mention
        return None

    def _at(self, i: int) -> tuple[NameMention, ...]:
        mentions = self._read[i]
        if mentions is None:
            names = self._names[self._runs[i]]
            if len(names) == 1 and names[0].shape in _NO_NAME and " " not in self._runs[i]:
                names = (self._as_surname(self._runs[i], names[0]),)
            if names:
                start = self._starts[i]
                paragraph = bisect_right(self._paragraph_starts, start) - 1
                begins = self._bodies.get(paragraph)
                if begins is None:
                    begins = self._body_start(paragraph)
                body = start >= begins and not self.quoted(start)
                mentions = tuple(
                    [
                        _made(NameMention, (start + name.first, start + name.start, start + name.end, name, body))
                        for name in names
                    ]
                )
            else:
                mentions = ()
            self._read[i] = mentions
        return mentions

    def _as_surname(self, run: str, name: Name) -> Name:
        """A title or a place by itself, as a name where the article has somebody called so: Hill, of Anna Hill."""
        word = bare(run)
        if word not in self._surnames:
            self._surnames[word] = any(
                len(full.words) > 1 and full.words[-1] == word and full.given
                for i in self._runs_with(f" {word}")
                for full in self._names[self._runs[i]]
            )
        if not self._surnames[word]:
            return name
        text = run.rstrip(",'’")
        return replace(name, text=text, words=(word,), title="", shape="unknown", first=0, start=0, end=len(text))

    def _body_start(self, paragraph: int) -> int:
        """Where the reporter's sentences begin in a paragraph: after a dateline; at its end, where it is a headline."""
        found = self._bodies.get(paragraph)
        if found is None:
            span, text = self.document.paragraphs[paragraph], self.document.text
            short = span.end - span.start <= _HEADLINE_LENGTH
            headline = short and _is_headline(text[span.start : span.end])
            begins = self.headings.get(span.start) or _dateline_end(text, span)
            found = self._bodies[paragraph] = span.end if headline else begins
        return found

    def inside_run(self, offset: int) -> bool:
        """Whether a character belongs to a run: its full stop ends no sentence ("Sen. Lee")."""
        i = bisect_right(self._starts, offset) - 1
        return i >= 0 and offset < self._starts[i] + len(self._runs[i])

    def quoted(self, offset: int) -> bool:
        """Whether a character stands inside quotation marks."""
        i = bisect_right(self._quote_starts, offset) - 1
        return i >= 0 and offset < self._quote_ends[i]

    def inside_quote(self, start: int, end: int) -> bool:
        """Whether one quote holds the characters from ``start`` to ``end`` and goes on after them."""
        i = bisect_right(self._quote_starts, start) - 1
        return i >= 0 and end <= self.document.quotes[i].end

    def headline(self, offset: int) -> bool:
        """Whether a character stands in a headline or byline, where a capital tells nothing."""
        paragraph = self.document.paragraph_at(offset)
        span = self.document.paragraphs[paragraph]
        return span.start <= offset < span.end == self._body_start(paragraph)


_NO_NAME = ("title", "place")
_DATELINE_LENGTH = 130
_SOURCE = 60
"""Within how many characters the agency in a dateline stands."""
_HEADLINE_LENGTH = 160


def _dateline_end(text: str, span: Span) -> int:
    start = span.start
    if text[start + 1 : start + 2].islower() and text.find("(", start, start + _SOURCE) < 0:
        return start  # neither PORT ALDER nor Port Alder (Northwire), as most paragraphs begin
    if text[start : start + 2].isupper() and (town := TOWN.match(text, start, span.end)):
        return town.end()
    end = start + _DATELINE_LENGTH
    if text.find("-", start, end) < 0 and text.find("—", start, end) < 0 and text.find("–", start, end) < 0:
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

"""The sentences of an article that say when someone spoke, or what day it was when someone is spoken of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import overload

from onrecord.model import Span
from onrecord.publication.expressions import DateExpression
from onrecord.publication.timeline import WORD, Timeline
from onrecord.rules import fact


class Telling:
    """A date whose sentence may say that someone spoke; what it says is read when a saying asks."""

    def __init__(self, line: Timeline, sentence: int, found: DateExpression) -> None:
        """``sentence``: the index of the sentence that names the date ``found``."""
        self.line, self.sentence, self.found = line, sentence, found
        self.span = line.sentences[sentence]

    @fact
    def tells(self) -> bool:
        """The date belongs to its clause or to an occasion.

        Not "today", which may mean these days, nor a day counted from another, unless the sentence opens so;
        "yesterday" and "last night" are in the past of themselves.
        """
        found = self.found
        if self.line.occasion(self.span, found) is False:
            return False
        near = found.kind == "relative" and found.precision == "day" and found.tense != "past"
        return not near or (self.opens and found.span.of(self.line.text).lower() != "today")

    @fact
    def opens(self) -> bool:
        """The date opens its sentence."""
        return self.line.opens(self.span, self.found)

    @fact
    def occasion(self) -> bool:
        """It is that of an occasion for speaking."""
        return self.line.occasion(self.span, self.found) is True

    @fact
    def beside(self) -> frozenset[str]:
        """The words just before and after the date."""
        before = self.line.tokens(self.span.start, self.found.span.start)[-6:]
        return frozenset(before + self.line.tokens(self.found.span.end, self.span.end)[:4])

    def names(self, name: str) -> bool:
        """Whether somebody's name (in lower case) may be in ``speakers`` or ``named``: most are not in the text."""
        return name in self._around

    @fact
    def _around(self) -> str:
        first = self.line.sentences[max(0, self.sentence - 1)]
        return self.line.text[first.start : self.span.end].lower()

    @property
    def speakers(self) -> set[str]:
        """The last words of the names of those who may have spoken."""
        return self._people[0]

    @property
    def named(self) -> set[str]:
        """All that it names; who reports what another did on that day was not there."""
        return self._people[1]

    @fact
    def _people(self) -> tuple[set[str], set[str]]:
        line, sentence, found, words = self.line, self.span, self.found, self.line.words
        named = _names(line, sentence.start, sentence.end)
        speakers, reporters = set[str](), set[str]()
        start = sentence.start
        for verb in WORD.finditer(line.text, sentence.start, sentence.end):
            if verb.group().lower() in words.speaking:
                if line.reported(sentence, found, Span(*verb.span())):
                    speakers.update(_names(line, start, verb.start())[-12:])
                elif verb.group().lower() in words.speech:
                    reporters.update(_names(line, start, verb.start())[-12:])
                start = verb.end()
        if self.occasion:  # "Lee’s Monday speech"
            speakers.update(word.removesuffix("'s").removesuffix("’s") for word in named)
        else:  # whatever the verb: "Lee on Friday played down …", "On Friday, Lee played down …"
            speakers.update(_names(line, sentence.start, found.span.start)[-2:])
            if self.opens:
                speakers.update(_names(line, found.span.end, sentence.end)[:4])
        if words.subjects & speakers and self.sentence:  # "she": whom the sentence before names
            before = line.sentences[self.sentence - 1]
            speakers.update(_names(line, before.start, before.end))
        return speakers, set(named) - reporters


class Tellings(Sequence[Telling]):
    """The tellings of an article, in its order, found by whom they name."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        """Nothing is indexed before it is asked for."""
        self._all = tellings
        self._naming: dict[str, tuple[list[Telling], list[int]]] = {}

    @overload
    def __getitem__(self, index: int) -> Telling: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Telling]: ...

    def __getitem__(self, index: int | slice) -> Telling | Sequence[Telling]:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    def naming(self, name: str, sentence: int) -> Iterator[Telling]:
        """Those before a sentence that name somebody, the last first."""
        found = self._naming.get(name)
        if found is None:
            named = [telling for telling in self._all if telling.names(name)]
            found = self._naming[name] = named, [telling.sentence for telling in named]
        tellings, sentences = found
        return (tellings[i] for i in range(bisect_left(sentences, sentence) - 1, -1, -1))


def read_tellings(line: Timeline) -> list[Telling]:
    """The dates of an article with their sentences, in the order of the text."""
    return [Telling(line, index, found) for index, dates in sorted(line.dates.items()) for found in dates]


def _names(line: Timeline, start: int, end: int) -> list[str]:
    """The words between two offsets in lower case; of "Gov. Anna Lee" only the last."""
    words = WORD.findall(line.text, start, end)
    return [
        "" if word[0].isupper() and after[0].isupper() and after.lower() not in line.words.days else word.lower()
        for word, after in zip(words, [*words[1:], "."], strict=False)
    ]

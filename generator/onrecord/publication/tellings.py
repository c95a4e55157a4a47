"""The sentences of an article that say when someone spoke, or what day it was when someone is spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Span
from onrecord.publication.expressions import DateExpression
from onrecord.publication.timeline import WORD, Timeline


@dataclass(frozen=True, slots=True)
class Telling:
    """A date whose sentence says that someone spoke: ``speakers`` may be who, ``named`` all it names."""

    sentence: int
    found: DateExpression
    speakers: frozenset[str]
    named: frozenset[str]
    beside: frozenset[str]
    """The words just before and after the date."""
    opens: bool
    """The date opens its sentence."""
    occasion: bool
    """It is that of an occasion for speaking."""


def read_tellings(line: Timeline) -> list[Telling]:
    """The dates that belong to their clause or to an occasion, in the order of the text."""
    return [
        _telling(line, index, found)
        for index, dates in sorted(line.dates.items())
        for found in dates
        if line.occasion(line.sentences[index], found) is not False and _tells(line, line.sentences[index], found)
    ]


def _tells(line: Timeline, sentence: Span, found: DateExpression) -> bool:
    """Not "today", which may mean these days, nor a day counted from another, unless the sentence opens so.

    "Yesterday" and "last night" are in the past of themselves.
    """
    near = found.kind == "relative" and found.precision == "day" and found.tense != "past"
    return not near or (line.opens(sentence, found) and found.span.of(line.text).lower() != "today")


def _telling(line: Timeline, index: int, found: DateExpression) -> Telling:
    sentence, words = line.sentences[index], line.words
    opens, occasion = line.opens(sentence, found), line.occasion(sentence, found) is True
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
    if occasion:  # "Lee’s Monday speech"
        speakers.update(word.removesuffix("'s").removesuffix("’s") for word in named)
    else:  # whatever the verb: "Lee on Friday played down …", "On Friday, Lee played down …"
        speakers.update(_names(line, sentence.start, found.span.start)[-2:])
        if opens:
            speakers.update(_names(line, found.span.end, sentence.end)[:4])
    if words.subjects & speakers and index:  # "she": whom the sentence before names
        speakers.update(_names(line, line.sentences[index - 1].start, line.sentences[index - 1].end))
    beside = line.tokens(sentence.start, found.span.start)[-6:] + line.tokens(found.span.end, sentence.end)[:4]
    # who reports what another did on that day was not there
    return Telling(index, found, frozenset(speakers), frozenset(named) - reporters, frozenset(beside), opens, occasion)


def _names(line: Timeline, start: int, end: int) -> list[str]:
    """The words between two offsets in lower case; of "Gov. Anna Lee" only the last."""
    words = WORD.findall(line.text, start, end)
    return [
        "" if word[0].isupper() and after[0].isupper() and after.lower() not in line.words.days else word.lower()
        for word, after in zip(words, [*words[1:], "."], strict=False)
    ]

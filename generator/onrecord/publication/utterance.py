"""When words were said: rules over a quote, the words around it, and what its speaker said before.

The date of publication is no default, and no date inside a quotation counts. A date counts where its clause
reports the words, or names the occasion on which they were said; the speaker's next words share it, until another
date or another occasion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import regex

from onrecord.model import Attributed, Span, Utterance
from onrecord.publication.expressions import DateExpression
from onrecord.publication.tellings import Telling, Tellings, read_tellings
from onrecord.publication.timeline import Timeline
from onrecord.rules import Decision, Rule, decide, fact
from onrecord.text.document import Document

_TOLD = regex.compile(r"\bt(?:old|ells)\s+(?:the\s+)?(\p{Lu}[\w’'-]*(?:\s\p{Lu}[\w’'-]*)*)")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def _near(telling: Telling) -> int:
    """How many sentences before a quote its speaker may be told of, by how exact the date is.

    A month is soon another one, and within a sentence ("took office in March") it seldom is that of a speech.
    """
    if telling.found.precision == "day":
        return 1_000_000
    if telling.found.precision == "year":
        return 0
    if telling.found.kind == "relative":
        return 12
    return 2 if telling.opens or telling.occasion else 0


@dataclass(eq=False)
class Saying:
    """A quote that someone is reported to have said, and what may tell when."""

    timeline: Timeline
    attributed: Attributed
    speaker: str | None
    previous: Saying | None
    """The saying before it in the article."""
    dated: Saying | None
    """The last saying of its speaker before it that is dated."""
    tellings: Tellings
    decision: Decision[Utterance] | None = field(default=None, init=False)

    def back(self) -> Iterator[Saying]:
        """The sayings before it, the last first."""
        saying = self.previous
        while saying:
            yield saying
            saying = saying.previous

    @property
    def paragraph(self) -> int:
        """The index of its paragraph."""
        return self.attributed.quote.paragraph

    @fact
    def places(self) -> tuple[int, int]:
        """The indices of the quote's sentence and that of its cue, if they are one or neighbours; in their order."""
        line, cue = self.timeline, self.attributed.attribution.cue
        own = line.sentence_at(self.attributed.quote.outer_start)
        of_cue = line.sentence_at(cue.start) if cue else own
        return (min(own, of_cue), max(own, of_cue)) if abs(of_cue - own) <= 1 else (own, own)

    @fact
    def sentence(self) -> Span:
        """From the beginning of the quote's sentence to the end of that of its cue."""
        first, last = self.places
        return Span(self.timeline.sentences[first].start, self.timeline.sentences[last].end)

    @fact
    def dates(self) -> list[DateExpression]:
        """The dates of its sentence."""
        first, last = self.places
        return [found for index in range(first, last + 1) for found in self.timeline.dates.get(index, ())]

    @fact
    def outside(self) -> list[str]:
        """The words of its sentence outside quotations."""
        return self.timeline.tokens(self.sentence.start, self.sentence.end)

    @fact
    def name(self) -> str:
        """The last word of the speaker's name in lower case."""
        parts = [word for word in (self.speaker or "").lower().split() if word.strip(".") not in _SUFFIXES]
        return parts[-1] if parts else ""

    @fact
    def at_another_time(self) -> bool:
        """Its sentence says that it was said at some other time: "had earlier called", "has said"."""
        line, cue = self.timeline, self.attributed.attribution.cue
        if not line.words.other_times.isdisjoint(self.outside):
            return True
        if any(line.occasion(self.sentence, found) is None for found in self.dates):
            return True
        near = line.tokens(max(self.sentence.start, cue.start - 16), cue.end)[-3:] if cue else []
        return not line.words.perfect.isdisjoint(near)

    def elsewhere(self, basis: Span) -> bool:
        """Its sentence opens an occasion of its own: "in an interview with …", "told the Post"."""
        line, words = self.timeline, self.outside
        base = line.sentence_at(basis.start)
        if self.places[0] - base > 1:
            for i, word in enumerate(words):
                if word in ("a", "an", "another") and line.words.occasions.intersection(words[i + 1 : i + 4]):
                    return True
        told = _TOLD.search(line.text, self.sentence.start, self.sentence.end)
        if told is None:
            return False
        around = line.sentences[base].of(line.text)
        return not any(part in around for part in told.group(1).split())

    @fact
    def before(self) -> Saying | None:
        """The last saying of its speaker before it that is dated, unless the speaker is told of since."""
        saying = self.dated
        if saying is None or saying.decision is None:
            return None
        if saying.decision.answer.precision != "day" and self.paragraph - saying.paragraph > 2:
            return None
        told = self.told
        later = told and told.found.span.start >= saying.sentence.end
        return None if later else saying

    @fact
    def told(self) -> Telling | None:
        """The last sentence before that says when its speaker spoke."""
        here = self.places[0]
        for telling in self.tellings.naming(self.name, here) if self.name else ():
            near = here - telling.sentence
            if not telling.tells or near > _near(telling):
                continue
            if self.name in telling.speakers or (near == 1 and telling.opens and self.name in telling.named):
                return telling
        return None

    @fact
    def named(self) -> Telling | None:
        """The last sentence before that names its speaker and a day of the week."""
        if not self.name:
            return None
        here = self.places[0]
        for telling in self.tellings.naming(self.name, here):
            if here - telling.sentence > 10:
                return None
            if telling.found.kind == "weekday" and self.name in telling.named and telling.tells:
                return telling
        return None


def _utterance(found: DateExpression) -> Utterance:
    return Utterance(found.first.isoformat(), found.precision, found.span)


def beside_cue(saying: Saying) -> Utterance | None:
    """A date stands in the clause that reports the words: said on Monday."""
    cue = saying.attributed.attribution.cue
    if cue is None:
        return None
    fits = [found for found in saying.dates if saying.timeline.reported(saying.sentence, found, cue)]
    if not fits:
        return None
    return _utterance(min(fits, key=lambda f: min(abs(f.span.start - cue.end), abs(cue.start - f.span.end))))


def in_sentence(saying: Saying) -> Utterance | None:
    """A date opens the sentence, or belongs to the occasion that it names: in a Tuesday interview."""
    if saying.attributed.attribution.cue is not None:
        return None
    fits = [found for found in saying.dates if saying.timeline.reported(saying.sentence, found, None)]
    return _utterance(fits[0]) if fits else None


def same_occasion(saying: Saying) -> Utterance | None:
    """The sentence takes up an occasion that was dated before: in the interview, the letter said."""
    here, occasions = saying.places[0], saying.timeline.words.occasions
    if not saying.tellings or saying.tellings[0].sentence >= here or occasions.isdisjoint(saying.outside):
        return None
    nouns = {noun for the, noun in pairwise(saying.outside) if the in ("the", "that", "this") and noun in occasions}
    for telling in reversed(saying.tellings) if nouns else ():
        dated = telling.sentence < here and telling.found.precision == "day"
        if dated and not nouns.isdisjoint(telling.beside) and telling.tells:
            return _utterance(telling.found)
    return None


def continued(saying: Saying) -> Utterance | None:
    """The speaker's words go on after words that are dated."""
    if saying.before is None or saying.at_another_time:
        return None
    before = saying.before.decision
    return before.answer if before and not saying.elsewhere(before.answer.basis) else None


def told_before(saying: Saying) -> Utterance | None:
    """A sentence before says that the speaker spoke on a day."""
    telling = saying.told
    if telling is None or saying.before or saying.at_another_time or saying.elsewhere(telling.found.span):
        return None
    paragraph = saying.timeline.document.paragraph_at(telling.found.span.start)
    return _utterance(telling.found) if saying.paragraph - paragraph <= 5 or paragraph <= 2 else None


def passage(saying: Saying) -> Utterance | None:
    """A sentence before names the speaker and a day."""
    telling = saying.named
    if telling is None or saying.before or saying.told or saying.at_another_time:
        return None
    return None if saying.elsewhere(telling.found.span) else _utterance(telling.found)


def exchange(saying: Saying) -> Utterance | None:
    """A question, or the answer to one, stands beside words that are dated."""
    cue = saying.attributed.attribution.cue
    if not cue or saying.timeline.words.answers.isdisjoint(saying.timeline.tokens(cue.start, cue.end)):
        return None
    if saying.at_another_time:
        return None
    for other in saying.back():
        if saying.paragraph - other.paragraph > 1:
            return None
        if other.decision:
            return other.decision.answer
    return None


RULES: tuple[Rule[Saying, Utterance], ...] = (
    Rule("utterance.beside_cue", beside_cue),   # “…,” Lee said on Monday
    Rule("utterance.in_sentence", in_sentence),   # In a Tuesday interview, Lee: “…”
    Rule("utterance.same_occasion", same_occasion),   # At a rally on Monday … At the rally, Lee said “…”
    Rule("utterance.continued", continued),   # “…,” Lee said on Monday. “…,” she added.
    Rule("utterance.told_before", told_before),   # Lee spoke in Ghent on Monday. “…,” she said.
    Rule("utterance.passage", passage),   # Lee met the council on Monday. “…,” she said.
    Rule("utterance.exchange", exchange),   # “…,” Lee said on Monday. “…?” Hart asked.
)  # fmt: skip


def date_utterances(
    document: Document,
    attributed: tuple[Attributed, ...],
    speakers: tuple[str | None, ...],
    anchor: str | None,
) -> tuple[Decision[Utterance] | None, ...]:
    """When the words of each attributed quote were said, None where the text does not say.

    Aligned with ``attributed``, which is in the order of the text, as are the names of their ``speakers``.
    """
    timeline = Timeline(document, date.fromisoformat(anchor) if anchor else None)
    if not attributed or not timeline.dates:
        return (None,) * len(attributed)
    return tuple(saying.decision for saying in read_sayings(timeline, attributed, speakers))


def read_sayings(
    timeline: Timeline, attributed: tuple[Attributed, ...], speakers: tuple[str | None, ...]
) -> list[Saying]:
    """The attributed quotes with what may tell when they were said, each decided in the order of the text."""
    sayings: list[Saying] = []
    tellings, saying = Tellings(read_tellings(timeline)), None
    dated: dict[str | None, Saying] = {}
    for said, speaker in zip(attributed, speakers, strict=True):
        saying = Saying(timeline, said, speaker, saying, dated.get(speaker), tellings)
        saying.decision = decide(RULES, saying)
        if saying.decision and saying.name:
            dated[speaker] = saying
        sayings.append(saying)
    return sayings

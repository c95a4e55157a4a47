"""The sentences of an article that say when someone spoke, or what day it was when someone is spoken of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from onrecord.find.names import in_syllables
from onrecord.publication.expressions import DateExpression
from onrecord.publication.timeline import MASK, WORD, Timeline
from onrecord.rules import fact

_FAR = 5
"""For how many paragraphs a telling counts; one in the lead does in the whole article."""
_LEAD = 2
"""The last paragraph of the lead in that sense."""
_LEAD_LENGTH = 1_000
"""So many characters of the first paragraph are read for what kind of place the article is about."""
_SOON = 3
"""Within how many paragraphs after the lead the day of a sitting counts for the article."""
_TO_HALL = 4
"""Within how many words of "told" or "heard" the lead has the place where many speak."""
_DATELINE, _DASHES = 10, ("—", "–", "-", "--")
"""Within how many words a lead's dateline ends, and how."""
_AROUND = 12
"""How many characters beside the day its heading may have: marks and white space."""
_TO_DATE, _TO_ISSUING = 6, 8
"""How many words before a date its document is issued, and how many before that it stands."""
_MANY = 30
"""How many tellings before a quote are looked through."""
_UNDER, _UNDER_LAST = 6, 2
"""For how many paragraphs a line that is nothing but a day dates what stands under it; after the last of them the
article may go on."""
OCCASION, SCENE, THAT_TIME, HEADED, ISSUED = 32, 64, 128, 256, 512
"""Signs of an article: an occasion is dated; it opens with the day of one; it says "at the time"; days are its
headings; a document is dated."""


class Telling:
    """A date whose sentence may say that someone spoke; what it says is read when a saying asks."""

    def __init__(self, line: Timeline, sentence: int, found: DateExpression) -> None:
        """``sentence``: the index of the sentence that names the date ``found``."""
        self.line, self.words, self.sentence, self.found = line, line.words, sentence, found
        self.span = line.sentence(sentence)

    @fact
    def paragraph(self) -> int:
        """The paragraph of its sentence."""
        return self.line.document.paragraph_at(self.span.start)

    @fact
    def tells(self) -> bool:
        """The date belongs to its clause or to an occasion.

        Not "today", which may mean these days, nor a day counted from another, unless the sentence opens so;
        "yesterday" and "last night" are in the past of themselves.
        """
        found, text = self.found, self.line.text
        if (
            found.kind == "weekday"
            and text.endswith(("the ", "The "), 0, found.span.start)
            and text[found.span.end + 1 : found.span.end + 2] == MASK
        ):
            return False  # the Monday “notes sessions”
        if self.line.occasion(self.span, found) is False or self.line.looks_back(self.span, found.span):
            return False
        near = found.kind == "relative" and found.precision == "day" and found.tense != "past"
        return not near or (self.opens and found.span.of(self.line.text).lower() != self.words.today)

    @fact
    def aside(self) -> bool:
        """A relative clause holds the date: "Lee, who came to the camp on Friday,"."""
        return self.line.in_relative(self.span, self.found)

    def reaches(self, sentences: int) -> bool:
        """Whether it may date words so many sentences after it, by how exact it is.

        A month is soon another one, and within a sentence ("took office in March") it seldom is that of a speech.
        """
        if not self.tells:
            return False
        if self.found.precision == "day":
            return True
        if self.found.precision == "year":
            return sentences == 0
        if self.found.kind == "relative":
            return sentences <= 12
        return sentences <= (2 if self.occasion or (self.opens and self._spoken) else 0)

    def counts(self, paragraph: int) -> bool:
        """Whether it still counts in a paragraph."""
        return paragraph - self.paragraph <= _FAR or self.paragraph <= _LEAD

    @fact
    def opens(self) -> bool:
        """The date opens its sentence."""
        return self.line.opens(self.span, self.found)

    @fact
    def occasion(self) -> bool:
        """It is that of an occasion for speaking."""
        return self.line.occasion(self.span, self.found) is True

    @fact
    def at_occasion(self) -> bool:
        """An occasion stands just before it: "Lee’s statement on Tuesday", "the debate here Saturday"."""
        near = self.line.tokens(self.span.start, self.found.span.start)[-4:]
        return not self.words.occasions.isdisjoint(near)

    @fact
    def public(self) -> bool:
        """It tells of words that many hear: a meeting, a court, someone who speaks."""
        words = self.words
        said = self.line.tokens(self.span.start, self.span.end)
        return any(word in words.public or word in words.occasions or word in words.speaking for word in said)

    @fact
    def hall(self) -> bool:
        """It tells of a place where many speak in turn: a court, a council, a hearing; or of a weekday, after a lead
        that does: A manager has told an inquiry that … ¶ Anna Lee broke down on Wednesday as
        """
        line, words = self.line, self.words
        if not words.halls.isdisjoint(line.tokens(self.span.start, self.span.end)):
            return True
        lead = line.document.paragraphs[line.document.lead]
        if self.found.kind != "weekday" or not lead.start < self.span.start:
            return False
        said = line.tokens(lead.start, min(lead.end, self.span.start, lead.start + _LEAD_LENGTH))
        return any(
            word in words.hears and not words.halls.isdisjoint(said[max(0, i - _TO_HALL) : i + _TO_HALL + 1])
            for i, word in enumerate(said)
        )

    @fact
    def of_report(self) -> bool:
        """It speaks of what a body reports: those who speak of that speak elsewhere."""
        return not self.words.reports.isdisjoint(self.line.tokens(self.span.start, self.span.end))

    @fact
    def of_document(self) -> bool:
        """It speaks of something written, which says on any day what it says."""
        return not self.words.documents.isdisjoint(self.line.tokens(self.span.start, self.span.end))

    @property
    def is_heading(self) -> bool:
        """It is all that its line says."""
        (start, end), found = self.span, self.found.span
        text = self.line.text
        return end - start <= found.end - found.start + _AROUND and not any(
            map(str.isalnum, text[start : found.start] + text[found.end : end])
        )

    @fact
    def issued(self) -> bool:
        """It is that of something written: a letter dated March 3, a report published last month, Monday’s letter."""
        words, before = self.words, self.line.tokens(self.span.start, self.found.span.start)
        near = before[-_TO_DATE:]
        if words.issuing.isdisjoint(near):
            if self.found.precision != "day" or not self.occasion:
                return False
            return not words.documents.isdisjoint(self.line.tokens(self.found.span.end, self.span.end)[:2])
        made = len(before) - len(near) + max(i for i, word in enumerate(near) if word in words.issuing)
        return not words.documents.isdisjoint(before[max(0, made - _TO_ISSUING) : made])

    @fact
    def nameless(self) -> bool:
        """It reports the words of someone whom it only calls by what they are: "The chairman said on Monday that …"."""
        words = self.words
        for i in () if self.occasion else self._verbs:
            if self._cased and self._reported(i) and self._lower[i] in words.speech:
                first, *before = self._cased[:i] or [""]
                return (
                    first.lower() in words.common
                    and words.subjects.isdisjoint(self._lower[:i])
                    and not any(word[0].isupper() and word.lower() not in words.days for word in before)
                )
        return False

    @fact
    def describes(self) -> bool:
        """It reports the words of somebody whom it introduces without a name: "A nurse told a jury on Monday that"."""
        words, cased = self.words, self._cased
        start = max((i + 1 for i, word in enumerate(cased[:_DATELINE]) if word in _DASHES), default=0)
        for i in self._verbs:
            if i > start and self._reported(i) and self._lower[i] in words.speech:
                return self._lower[start] in words.indefinite and cased[i - 1].islower()
        return False

    @fact
    def _cased(self) -> list[str]:
        """The words of its sentence, as they stand."""
        return WORD.findall(self.line.text, self.span.start, self.span.end)

    @fact
    def _lower(self) -> list[str]:
        return [word.lower() for word in self._cased]

    @fact
    def _place(self) -> tuple[int, int]:
        """Which words of the sentence the date is: the first, and past the last."""
        first = len(self.line.tokens(self.span.start, self.found.span.start))
        return first, first + len(self.line.tokens(self.found.span.start, self.found.span.end))

    @fact
    def _verbs(self) -> list[int]:
        """Which words of the sentence are verbs of speaking."""
        speaking = self.words.speaking
        return [i for i, word in enumerate(self._lower) if word in speaking]

    @fact
    def _spoken(self) -> bool:
        """Somebody speaks in the clause of the date, or judges: "In March, Lee slammed the plan"."""
        words, lower, end = self.words, self._lower, self._place[1]
        return any(
            (word in words.cues or word in words.speaking)
            and words.clauses.isdisjoint(lower[end:i])
            and self._reported(i)
            for i, word in enumerate(lower)
        )

    def _reported(self, verb: int) -> bool:
        """Whether the date stands in the clause of a verb."""
        (first, end), lower = self._place, self._lower
        if verb > first and verb == len(lower) - 1 and "," in lower[max(end, verb - 4) : verb]:
            return False  # "On Monday, the water rose, she said."
        between, before = (lower[verb + 1 : first], True) if verb < first else (lower[end:verb], False)
        return self.line.belongs(self.span, self.found, between, before=before)

    @fact
    def beside(self) -> frozenset[str]:
        """The words just before and after the date."""
        return frozenset(self.line.beside(self.span, self.found.span))

    @fact
    def speakers(self) -> set[str]:
        """The last words of the names of those who may have spoken."""
        return self._people[0]

    @fact
    def named(self) -> set[str]:
        """All that it names; who reports what another did on that day was not there."""
        return self._people[1]

    @fact
    def _people(self) -> tuple[set[str], set[str]]:
        words, lower = self.words, self._lower
        names = _names(self._cased, lower, words.days)
        speakers, reporters = set[str](), set[str]()
        (first, end), start = self._place, 0
        for i in self._verbs:
            if self._reported(i):
                speakers.update(names[max(start, i - 25) : i])
            elif lower[i] in words.speech and i < first:
                reporters.update(names[max(start, i - 12) : i])
            start = i + 1
        if self.occasion:  # "Lee’s Monday speech"
            speakers.update(_owner(word) for word in names)
        elif self.at_occasion:  # "Lee’s speech on Monday", "In the debate Monday, Lee and Hart …"
            speakers.update(_owner(word) for word in names[max(0, first - 16) : first])
        else:  # whatever the verb: "Lee on Friday played down …"
            speakers.update(names[max(0, first - 2) : first])
        if self.opens and not self.occasion:  # "On Friday, Lee played down …"
            speakers.update(names[end : end + (12 if self.at_occasion else 4)])
            if lower[end : end + 1] == [","] and "".join(lower[end + 1 : end + 2]).endswith(words.participle):
                closed = next((i for i in range(end + 2, len(lower)) if lower[i] == ","), len(lower))
                speakers.update(names[closed + 1 : closed + 5])  # Last month, accepting a medal, Lee went further
        if words.subjects & speakers and self.sentence:  # "she": whom the sentence before names
            last, line = self.line.sentence(self.sentence - 1), self.line
            cased = WORD.findall(line.text, last.start, last.end)
            speakers.update(_names(cased, line.tokens(last.start, last.end), words.days))
        return speakers, set(names) - reporters


class Tellings:
    """The tellings of an article, in its order, found by whom they name and by their occasions."""

    def __init__(self, line: Timeline) -> None:
        """The dates of an article with their sentences; nothing is indexed before it is asked for."""
        self.all = [Telling(line, index, found) for index, dates in sorted(line.dates.items()) for found in dates]
        self._sentences = [telling.sentence for telling in self.all]
        self._line, self._words = line, line.words
        self._naming: dict[str, tuple[list[Telling], list[int]]] = {}

    def of(self, sentence: int) -> Sequence[Telling]:
        """Those of a sentence."""
        return self.all[bisect_left(self._sentences, sentence) : bisect_left(self._sentences, sentence + 1)]

    def between(self, first: int, sentence: int) -> bool:
        """Whether there are any after one sentence and before another."""
        return bisect_right(self._sentences, first) < bisect_left(self._sentences, sentence)

    def day_between(self, first: int, sentence: int) -> bool:
        """Whether there are any of a day: not "since 2019"."""
        found = self.all[bisect_right(self._sentences, first) : bisect_left(self._sentences, sentence)]
        return any(telling.found.precision == "day" for telling in found)

    def naming(self, name: str, sentence: int) -> Sequence[Telling]:
        """Those before a sentence that name somebody, the last first, but not without end."""
        named = self._naming.get(name)
        if named is None:
            tellings = [telling for telling, around in self._around if name in around]
            named = self._naming[name] = tellings, [telling.sentence for telling in tellings]
        last = bisect_left(named[1], sentence)
        return named[0][max(0, last - _MANY) : last][::-1] if last else ()

    @fact
    def _around(self) -> list[tuple[Telling, str]]:
        """Each with its sentence and the one before, in lower case: most names are in neither."""
        lower, starts = self._line.lower, self._line.starts
        return [(each, lower[starts[max(0, each.sentence - 1)] : each.span.end]) for each in self.all]

    def on(self, occasions: set[str], sentence: int) -> Iterator[Telling]:
        """The days of some occasions, before a sentence, the last first."""
        for occasion in occasions.intersection(self.occasions):
            days = self.occasions[occasion]
            last = bisect_left(days, sentence, key=_sentence)
            yield from reversed(days[max(0, last - _MANY) : last])

    @fact
    def signs(self) -> int:
        """What one look at the article shows."""
        return (
            (OCCASION if self.occasions else 0)
            | (SCENE if self.opening else 0)
            | (THAT_TIME if self._line.speaks_of_a_time else 0)
            | (HEADED if self._headings else 0)
            | (ISSUED if any(telling.issued for telling in self.all) else 0)
        )

    @fact
    def _headings(self) -> list[Telling]:
        """Those that are lines of their own, where there are several: one may be the date of the article."""
        headings = [telling for telling in self.all if telling.is_heading]
        return headings if len(headings) > 1 else []

    def heading(self, paragraph: int) -> Telling | None:
        """The line that is nothing but a day, under which a paragraph stands."""
        last = bisect_left(self._headings, paragraph, key=_paragraph) - 1
        if last < 0:
            return None
        found, closing = self._headings[last], last == len(self._headings) - 1
        return found if paragraph - found.paragraph <= (_UNDER_LAST if closing else _UNDER) else None

    @fact
    def occasions(self) -> dict[str, list[Telling]]:
        """The occasions that stand beside a day, with those days."""
        occasions: dict[str, list[Telling]] = {}
        for telling in self.all:
            for word in telling.beside & self._words.occasions if telling.found.precision == "day" else ():
                occasions.setdefault(word, []).append(telling)
        return occasions

    @fact
    def opening(self) -> Telling | None:
        """The first that tells of a day in the lead of the article, if words were said there that many heard; else the
        first soon after it of a day in a place where many speak in turn: Sitting in Ghent on Tuesday, the coroner heard
        """
        for telling in self.all:
            after = telling.paragraph - telling.line.document.lead
            if after > _SOON:
                return None
            if telling.found.precision != "day" or not telling.tells:
                continue
            if telling.hall or (after <= 1 and telling.public):
                return telling
        return None


def _paragraph(telling: Telling) -> int:
    return telling.paragraph


def _sentence(telling: Telling) -> int:
    return telling.sentence


def _owner(word: str) -> str:
    """Who owns something, if the word says so: "lee" of "lee’s"."""
    return word.removesuffix("'s").removesuffix("’s")


def _names(cased: list[str], lower: list[str], days: frozenset[str]) -> list[str]:
    """Words in lower case; of "Gov. Anna Lee" only the last, of "Ko Sun-ja" both, the others are empty."""
    return [
        "" if word[0].isupper() and following[0].isupper() and low not in days and not in_syllables(following) else own
        for word, following, own, low in zip(cased, [*cased[1:], "."], lower, [*lower[1:], ""], strict=False)
    ]

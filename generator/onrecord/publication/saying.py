"""A quote that someone is reported to have said, and the facts by which rules tell when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from onrecord.find.name_words import name_words
from onrecord.find.surnames import surname
from onrecord.model import Attributed, Span, Utterance
from onrecord.publication.expressions import DateExpression
from onrecord.publication.tellings import Telling, Tellings
from onrecord.publication.timeline import MASK, Timeline
from onrecord.rules import Decision, fact
from onrecord.text.document import Document

_PASSAGE = 10
"""How many sentences before a quote the one may stand that names its speaker and a day."""

DATED, CONTINUED, KNOWN, TOLD, BESIDE = 1, 2, 4, 8, 16
"""Signs of a saying: it has a date; its speaker has a dated saying that may go on, or any; a telling before it names
its speaker or is the sentence before; a dated saying is beside it. See also those of ``tellings``."""


class Discourse:
    """What is known of the sayings of an article so far."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.last: Saying | None = None
        """The last dated saying."""
        self.latest: Saying | None = None
        """The last saying."""
        self.dated: dict[str | None, Saying] = {}
        """The last dated saying of each speaker, unless it is past."""
        self.since: dict[str | None, int] = {}
        """The sentence from which on a speaker is on another occasion."""
        self.known: defaultdict[str | None, list[Saying]] = defaultdict(list)
        """All dated sayings of each speaker, in the order of the text."""
        self._surnames: dict[str, str] = {}

    def surname(self, speaker: str, document: Document, place: int) -> str:
        """The word that stands for a speaker who is quoted at a place in the sentences of an article."""
        found = self._surnames.get(speaker)
        if found is None:
            found = self._surnames[speaker] = surname(speaker, document.text, place, name_words(document.language))
        return found

    def add(self, saying: Saying) -> None:
        """Take in a saying once it is decided."""
        self.latest = saying
        if saying.decision:
            self.last = saying
            if saying.name:
                saying.known.append(saying)
                if not saying.looks_back:
                    self.dated[saying.speaker] = saying
        elif (saying.dated or saying.naming or saying.follows_date) and saying.opens_anew:
            self.dated.pop(saying.speaker, None)
            self.since[saying.speaker] = saying.place


class Saying:
    """A quote with what may tell when it was said; ``decision`` says when, once it is known."""

    def __init__(
        self, line: Timeline, tellings: Tellings, discourse: Discourse, attributed: Attributed, speaker: str | None
    ) -> None:
        """``discourse``: of the sayings before it."""
        attribution = attributed.attribution
        self.line, self.words, self.tellings = line, line.words, tellings
        self.quote, self.paragraph = attributed.quote, attributed.quote.paragraph
        self.cue, self.source, self.addressee = attribution.cue, attribution.source, attribution.addressee
        self.speaker = speaker
        self.name = discourse.surname(speaker, line.document, attributed.quote.outer_start) if speaker else ""
        self.previous, self.dated = discourse.last, discourse.dated.get(speaker)
        latest = discourse.latest
        self.latest = latest
        self.joined = latest if latest and not self.cue and latest.paragraph == self.paragraph else None
        """The saying before it in its paragraph, if it has no cue of its own: “…,” Lee says. “…”"""
        self.since, self.known = discourse.since.get(speaker, 0), discourse.known[speaker]
        self.decision: Decision[Utterance] | None = None
        self.place = self.end = own = line.sentence_at(self.quote.outer_start)
        if self.cue:
            of_cue = line.sentence_at(self.cue.start)
            if abs(of_cue - own) == 1:
                self.place, self.end = min(own, of_cue), max(own, of_cue)
        elif self.source and self.source.start > self.quote.end:  # “…” — Anna Lee, debate, Sept. 22
            self.end = own + (line.sentence_at(self.source.start) == own + 1)
        dates = line.dates
        self.dates = dates.get(self.place, [])
        """The dates of its sentence."""
        if self.end != self.place and self.end in dates:
            self.dates = [*self.dates, *dates[self.end]]
        self.naming = tellings.naming(self.name, self.place) if self.name else ()
        """The tellings before it that name its speaker, the last first."""
        self.follows_date = self.place - 1 in dates
        """The sentence before it has a date."""

    @property
    def signs(self) -> int:
        """What one look shows of where its date may be: a rule that needs a sign is asked only where it is seen."""
        beside = self.previous is not None and self.paragraph - self.previous.paragraph <= 1
        return (
            self.tellings.signs
            | (DATED if self.dates else 0)
            | (CONTINUED if self.dated else 0)
            | (KNOWN if self.known else 0)
            | (TOLD if self.naming or self.follows_date else 0)
            | (BESIDE if beside else 0)
        )

    @fact
    def sentence(self) -> Span:
        """Its sentence, with that of its cue where the two are neighbours."""
        first = self.line.sentence(self.place)
        return first if self.end == self.place else Span(first.start, self.line.sentence(self.end).end)

    @fact
    def outside(self) -> list[str]:
        """The words of its sentence outside quotations."""
        return self.line.tokens(self.sentence.start, self.sentence.end)

    @fact
    def cue_words(self) -> Sequence[str]:
        """The words of its cue."""
        return _words(self.line.text[self.cue.start : self.cue.end]) if self.cue else ()

    @fact
    def takes_part(self) -> bool:
        """Its sentence calls the speaker what those are called who speak in such a place: judge, Cllr, defending."""
        words, source, cue = self.words, self.source, self.cue
        if source is None or not words.aside.isdisjoint(self.outside):
            return False
        end = cue.end if cue and cue.start > source.start else source.end
        return not words.participants.isdisjoint(self.line.tokens(source.start, end))

    @fact
    def said(self) -> str:
        """What is said, in lower case, without the marks at its ends."""
        return self.line.document.text[self.quote.start : self.quote.end].lower().strip(" .,;:?!…'\"’‘“”")

    @fact
    def occasions(self) -> set[str]:
        """The occasions that its sentence takes up: "in the interview, Lee said", "the letter says"."""
        words, outside = self.words, self.outside
        nouns = {
            noun
            for before, the, noun in zip(["", *outside], outside, outside[1:], strict=False)
            if noun in words.occasions and the in words.definite and before in words.phrases
        }
        for i, word in enumerate(outside):  # at the same news conference, in the same breath
            if word in words.definite and outside[i + 1 : i + 2] == [words.same] and outside[i - 1] in words.phrases:
                nouns.update(words.occasions.intersection(outside[i + 2 : i + 4]))
        if self.document and self.source:  # not "One Club ad"
            named = self.source.of(self.line.text).lower().split()
            if named[0] in words.known or any(word.endswith(words.possessive) for word in named):
                nouns.add(self.document)
        return nouns

    @fact
    def takes_up(self) -> bool:
        """The noun of an occasion that is dated stands in its sentence, or says it."""
        dated = self.tellings.occasions
        return self.line.may_hold(dated, *self.sentence) or self.document in dated

    @fact
    def document(self) -> str | None:
        """What says it, if that is no person: letter in "the letter says"."""
        return self._source_head if self._source_head in self.words.occasions else None

    @property
    def from_document(self) -> bool:
        """A document says it, or "it"."""
        return self._source_head == "it" or self._source_head in self.words.documents

    @fact
    def _source_head(self) -> str:
        """The last word of its source, in lower case; "" without one."""
        words = self.source.of(self.line.text).lower().split() if self.source else []
        return words[-1] if words else ""

    @fact
    def at_another_time(self) -> bool:
        """Its sentence says that it was said at some other time: "had earlier called", "has said"."""
        if any(self._sets_time(found) for found in self.dates):
            return True
        times = self.words.other_times
        return self.in_perfect or not (times.isdisjoint(self.outside) or times.isdisjoint(self._around_cue))

    def _sets_time(self, found: DateExpression) -> bool:
        """Whether a date is that of its main clause, as far as words tell: not "Lee, who left on Monday, said"."""
        line, cue = self.line, self.cue
        if found.span.of(line.text).lower() == self.words.today or line.occasion(self.sentence, found) is not None:
            return False
        start = cue.end if cue and cue.end <= found.span.start else self.sentence.start
        return self.words.clauses.isdisjoint(line.tokens(start, found.span.start))

    @fact
    def at_that_time(self) -> bool:
        """Its sentence says that it was said at a time that was spoken of: "she said at the time"."""
        if not self.line.speaks_of_a_time:
            return False
        said = self.line.lower[self.sentence.start : self.sentence.end]
        return any(phrase in said for phrase in self.words.that_time)

    @fact
    def in_perfect(self) -> bool:
        """Its cue is in a past of its own: "had said", "has said"."""
        if self.cue is None:
            return False
        start, end = max(self.sentence.start, self.cue.start - 16), self.cue.end
        if not self.line.may_hold(self.words.perfect, start, end):
            return False
        return not self.words.perfect.isdisjoint(self.line.tokens(start, end)[-3:])

    @fact
    def in_present(self) -> bool:
        """Its cue is in the present, as what is said at any time is: "Lee says"; but "the letter says"."""
        if self.joined and self.joined.speaker == self.speaker:
            return self.joined.in_present
        return self.cue_in_present and self.words.occasions.isdisjoint(self.outside)

    @property
    def cue_in_present(self) -> bool:
        """The verb of its cue is in the present, whoever says it."""
        return bool(self.cue_words) and self.cue_words[-1] in self.words.present

    @fact
    def _around_cue(self) -> list[str]:
        """The words that may set the time of its cue: those that open its sentence, and those beside the cue."""
        line, cue, sentence = self.line, self.cue, self.sentence
        if cue is None:
            return self.outside
        before, after = line.tokens(sentence.start, cue.start), line.tokens(cue.end, sentence.end)[:8]
        end = next((i for i, word in enumerate(after) if word in self.words.ends_clause or word[0] == MASK), 8)
        return [*before[:3], *before[-3:], *after[:end]]

    @fact
    def listener(self) -> frozenset[str]:
        """The words of the name of the one who was told, or held the interview, by its sentence or the one before."""
        line, words, (start, end), found = self.line, self.words, self.sentence, None
        if line.may_hold(words.listening, start, end) and not words.listening.isdisjoint(self.outside):
            found = words.listener.search(line.text, start, end)
        if not found and self.place and not self.follows_date:
            before = line.sentence(self.place - 1).start
            if line.may_hold(words.listening, before, start):
                found = words.listener.search(line.text, before, start)
        return frozenset(found.group(1).split()) if found else frozenset()

    def elsewhere(self, basis: Span) -> bool:
        """It has an occasion of its own, not that of a date: "in another interview", "told the Post".

        A week has room for several: "Lee came to Ghent this week. “…,” Lee told the Post."
        """
        if basis.of(self.line.text).endswith(self.words.weeks) and not self.at_that_time:
            return False
        line, words, base = self.line, self.words, self.line.sentence_at(basis.start)
        dated = line.sentence(base)
        if self.place - base > 1:
            outside = self.outside
            places = [i for i, word in enumerate(outside) if word in words.occasions]
            if places:
                of_occasion = not words.occasions.isdisjoint(line.beside(dated, basis))
                new = words.another | words.indefinite if of_occasion else words.another
                if any(not new.isdisjoint(outside[max(0, i - 3) : i]) for i in places):
                    return True
        if words.listening.isdisjoint(self.outside):
            return False
        if self.place - base == 1 and words.listening.isdisjoint(line.tokens(dated.start, dated.end)):
            return False  # "Lee said Monday that it would hold. “…,” Lee told the Post."
        told = words.told.search(line.text, self.sentence.start, self.sentence.end)
        return told is not None and not any(part in dated.of(line.text) for part in told.group(1).split())

    def by_telephone(self, since: int) -> bool:
        """It, or the sentence before it in its paragraph, was said to the reporter alone, after a sentence: Reached by
        telephone, Lee said she would go. “…,” she said.
        """
        line, near = self.line, self.place
        start = line.document.paragraphs[self.paragraph].start
        if near - 1 > since and line.sentence(near - 1).start >= start:
            near -= 1
        return near > since and not self.words.telephone.isdisjoint(
            line.tokens(line.sentence(near).start, self.sentence.end)
        )

    def in_other_document(self, basis: Span) -> bool:
        """A document says it that is not spoken of since a date: "The complaint alleged"."""
        if self.document is None:
            return False
        since = self.line.sentence(self.line.sentence_at(basis.start)).start
        return self.line.lower.rfind(f" {self.document}", since, self.sentence.start) < 0

    @fact
    def reach(self) -> int | None:
        """For how many paragraphs its date is that of its speaker's words: a month is soon another one."""
        if self.decision is None or self.decision.answer.precision == "day":
            return None
        return 12 if self.decision.answer.basis.of(self.line.text).endswith(self.words.weeks) else 1

    @fact
    def opens_anew(self) -> bool:
        """It is said on an occasion of its own, of which its speaker's next words are likely to be too."""
        if self.dated and self.dated.decision:
            return self.elsewhere(self.dated.decision.answer.basis)
        told = self.told or self.named
        return told is not None and self.elsewhere(told.found.span)

    @fact
    def looks_back(self) -> bool:
        """It is dated, but as something that came before what the article is about: "had said on Monday"."""
        if self.decision is None or self.in_perfect or self.at_that_time:
            return self.in_perfect or self.at_that_time
        date = self.decision.answer.basis
        return date.start >= self.sentence.start and self.line.looks_back(self.sentence, date)

    @fact
    def before(self) -> Saying | None:
        """The last saying of its speaker before it that is dated, unless the speaker is told of since."""
        saying = self.dated
        if saying is None or (saying.reach is not None and self.paragraph - saying.paragraph > saying.reach):
            return None
        if not self.tellings.between(saying.end, self.place):
            return saying
        later = self.told and self.told.found.span.start >= saying.sentence.end
        return None if later else saying

    @fact
    def told(self) -> Telling | None:
        """The last sentence before that says when its speaker spoke."""
        if self.follows_date and self.paraphrased:
            return self.paraphrased
        for telling in self.naming:
            near = self.place - telling.sentence
            if telling.sentence < self.since:
                return None
            if telling.reaches(near) and (
                self.name in telling.speakers or (near == 1 and telling.opens and self.name in telling.named)
            ):
                return telling
        return None

    @fact
    def paraphrased(self) -> Telling | None:
        """The sentence just before, if it reports the words of someone without a name: "The chairman said Monday"."""
        before, line = self.place - 1, self.line
        if not self.follows_date or before < self.since or self.source is None:
            return None
        if len([word for word in self.source.of(line.text).split() if word[0].isupper()]) > 1:
            return None  # whom the words are by is yet to be named
        if line.document.paragraph_at(line.sentence(before).start) < self.paragraph - 1:
            return None
        tellings = self.tellings.of(before)
        return next((t for t in tellings if t.found.precision == "day" and t.tells and t.nameless), None)

    @fact
    def named(self) -> Telling | None:
        """The last sentence before that names its speaker and a day of the week."""
        for telling in self.naming:
            if self.place - telling.sentence > _PASSAGE or telling.sentence < self.since:
                return None
            if telling.found.kind == "weekday" and telling.tells and self.name in telling.named and not telling.aside:
                return telling
        return None


@lru_cache(1 << 12)
def _words(cue: str) -> tuple[str, ...]:
    """The words of a cue in lower case; few cues make up most."""
    return tuple(cue.lower().split())

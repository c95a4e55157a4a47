"""When words were said: rules over a quote, the words around it, and what its speaker said before.

The date of publication is no default, and no date inside a quotation counts. A date counts where its clause
reports the words, or names the occasion on which they were said; the speaker's next words share it, until another
date or another occasion.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from onrecord.model import Attributed, Utterance
from onrecord.publication.expressions import DateExpression
from onrecord.publication.saying import BESIDE, CONTINUED, DATED, KNOWN, TOLD, Discourse, Saying
from onrecord.publication.tellings import HEADED, ISSUED, OCCASION, SCENE, THAT_TIME, Tellings
from onrecord.publication.timeline import Timeline
from onrecord.rules import Asked, Decision, Rule, decide
from onrecord.text.document import Document

_FEW = 20
"""How many of a speaker's dated sayings are looked through."""


def _utterance(found: DateExpression) -> Utterance:
    return Utterance(found.first.isoformat(), found.precision, found.span)


def beside_cue(saying: Saying) -> Utterance | None:
    """A date stands in the clause that reports the words: said on Monday."""
    cue = saying.cue
    if not saying.dates or cue is None:
        return None
    line, sentence = saying.line, saying.sentence
    fits = [f for f in saying.dates if line.reported(sentence, f, cue) or line.follows_quote(sentence, f)]
    if not fits:
        return None
    return _utterance(min(fits, key=lambda f: min(abs(f.span.start - cue.end), abs(cue.start - f.span.end))))


def in_sentence(saying: Saying) -> Utterance | None:
    """A date opens the sentence, or belongs to the occasion that it names: in a Tuesday interview."""
    if not saying.dates or saying.cue is not None:
        return None
    line, sentence = saying.line, saying.sentence
    fits = [f for f in saying.dates if line.reported(sentence, f, None) or line.follows_quote(sentence, f)]
    return _utterance(fits[0]) if fits else None


def same_occasion(saying: Saying) -> Utterance | None:
    """The sentence takes up an occasion that was dated before: in the interview, the letter said."""
    if not saying.takes_up or saying.words.occasions.isdisjoint(saying.outside) or not saying.occasions:
        return None
    days = saying.tellings.on(saying.occasions, saying.place)
    return next((_utterance(telling.found) for telling in days if telling.tells), None)


def same_listener(saying: Saying) -> Utterance | None:
    """The listener or interviewer is that of earlier words of the speaker, which are dated."""
    if not saying.known or not saying.listener or saying.at_another_time:
        return None
    line = saying.line
    for other in reversed(saying.known[-_FEW:]):
        if other.place <= saying.place and other.decision:
            basis = line.sentence(line.sentence_at(other.decision.answer.basis.start))
            if saying.listener <= {*line.names_in(other.sentence), *line.names_in(basis)}:
                return other.decision.answer
    return None


def continued(saying: Saying) -> Utterance | None:
    """The speaker's words go on after words that are dated."""
    before = saying.before
    if before is None or before.decision is None or saying.at_another_time:
        return None
    said = before.decision.answer
    if saying.elsewhere(said.basis) or saying.in_other_document(said.basis) or saying.by_telephone(before.end):
        return None
    return said if before.in_present or not saying.in_present else None


def told_before(saying: Saying) -> Utterance | None:
    """A sentence before says that the speaker spoke on a day."""
    telling = saying.told
    if telling is None or saying.before or not telling.counts(saying.paragraph):
        return None
    if saying.at_another_time or saying.elsewhere(telling.found.span):
        return None
    return _utterance(telling.found) if telling.of_document or not saying.in_present else None


def passage(saying: Saying) -> Utterance | None:
    """A sentence before names the speaker and a day."""
    telling = saying.named
    if telling is None or saying.before or saying.told or saying.at_another_time or saying.cue_in_present:
        return None
    return None if saying.elsewhere(telling.found.span) else _utterance(telling.found)


def at_the_time(saying: Saying) -> Utterance | None:
    """Said at the time of what one of the three sentences before dates: she said at the time."""
    if not saying.at_that_time:
        return None
    own = [found for found in saying.dates if saying.cue and found.span.end <= saying.cue.start]
    if own:
        return _utterance(own[-1])  # Lee was fired in 2022 and told the board at the time
    sentences = range(saying.place - 1, max(-1, saying.place - 4), -1)
    return next((_utterance(saying.line.dates[i][0]) for i in sentences if i in saying.line.dates), None)


def heading(saying: Saying) -> Utterance | None:
    """It stands under a line that is nothing but a day, one of several."""
    telling = saying.tellings.heading(saying.paragraph)
    return None if telling is None or saying.at_another_time else _utterance(telling.found)


def dated_document(saying: Saying) -> Utterance | None:
    """What says it was written, sent or published on a day: in a letter dated March 3; … In it, she said."""
    if not (saying.document or saying.from_document or ("in", "it") in pairwise(saying.outside)):
        return None
    for sentence in range(saying.place, max(-1, saying.place - _SENTENCES_TO_DOCUMENT - 1), -1):
        for telling in saying.tellings.of(sentence):
            if telling.issued:
                return _utterance(telling.found)
    return None


_SENTENCES_TO_DOCUMENT = 2


def exchange(saying: Saying) -> Utterance | None:
    """A question, or the answer to one, stands beside words that are dated."""
    other = saying.previous
    if other is None or other.decision is None or saying.paragraph - other.paragraph > 1:
        return None
    if other.place == saying.place:
        return None  # Reminded that in 2016 she had vowed “…,” Lee replied: “…”
    if saying.words.answers.isdisjoint(saying.cue_words) or saying.at_another_time:
        return None
    return other.decision.answer


def scene(saying: Saying) -> Utterance | None:
    """Said to a court, a meeting or a crowd, by a judge or a councillor there, or in an exchange of words; the article
    opens with its day.
    """
    opening, to, words = saying.tellings.opening, saying.addressee, saying.words
    if opening is None or opening.sentence > saying.place:
        return None
    public = to and not words.public.isdisjoint(saying.line.tokens(to.start, to.end))
    spoken = not words.speech.isdisjoint(saying.cue_words)
    if not (spoken and (public or saying.takes_part)) and words.live.isdisjoint(saying.cue_words):
        return None
    return None if saying.at_another_time or saying.in_present else _utterance(opening.found)


def sitting(saying: Saying) -> Utterance | None:
    """Said right after words that are of the day with which the article opens, in a place where many speak in turn."""
    opening, last = saying.tellings.opening, saying.latest
    if opening is None or not opening.hall or opening.of_report or opening.sentence > saying.place:
        return None
    said = last.decision.answer if last and last.decision else None
    first = opening.paragraph if last is None else last.paragraph
    dated = last is None or (said is not None and said.said_on == opening.found.first.isoformat())
    if not dated or saying.paragraph - first > _NEAR:
        return None
    words = saying.words
    paragraphs, here = saying.line.document.paragraphs, saying.paragraph
    opens = not saying.line.text[paragraphs[here].start : saying.quote.start].strip("“”\"‘’' ")
    start = paragraphs[here - 1 if opens and here else here].start  # Speaking afterwards, she agreed. ¶ “…,” Lee said.
    near = saying.line.tokens(start, saying.sentence.end)
    if words.speech.isdisjoint(saying.cue_words) or not words.aside.isdisjoint(saying.outside):
        return None
    if not words.apart.isdisjoint(near):
        return None  # Her son said over the phone that it was. “…,” he said.
    if saying.at_another_time or saying.in_present or (last and saying.tellings.day_between(last.end, saying.place)):
        return None
    return _utterance(opening.found)


_NEAR = 3


def lead(saying: Saying) -> Utterance | None:
    """The first words after a lead that only describes who said something on a day: A nurse testified Monday that …
    ¶ “…,” Anna Lee testified.
    """
    line, source = saying.line, saying.source
    if saying.latest or source is None or saying.paragraph != line.document.lead + 1:
        return None
    if saying.in_perfect or saying.in_present or saying.words.speech.isdisjoint(saying.cue_words):
        return None
    start, _ = line.document.paragraphs[line.document.lead]
    for telling in saying.tellings.of(line.sentence_at(start)):
        if telling.found.precision == "day" and telling.tells and telling.describes:
            return _utterance(telling.found)
    return None


def repeated(saying: Saying) -> Utterance | None:
    """The same words of the same speaker stand in the article once more, and are dated there."""
    if not saying.known or " " not in saying.said or saying.at_another_time:
        return None
    others = (other for other in saying.known[:_FEW] if saying.said in other.said)
    return next((other.decision.answer for other in others if other.decision), None)


RULES: tuple[Rule[Saying, Utterance], ...] = (
    Rule("utterance.beside_cue", beside_cue, DATED),   # “…,” Lee said on Monday
    Rule("utterance.in_sentence", in_sentence, DATED),   # In a Tuesday interview, Lee: “…”
    Rule("utterance.at_the_time", at_the_time, THAT_TIME),   # In 2012 … “…,” Lee said at the time.
    Rule("utterance.heading", heading, HEADED),   # 22 July ⏎ “…,” Lee says.
    Rule("utterance.dated_document", dated_document, ISSUED),   # a letter dated March 3 … In it, Lee said “…”
    Rule("utterance.same_occasion", same_occasion, OCCASION),   # At a rally on Monday … At the rally, Lee said “…”
    Rule("utterance.same_listener", same_listener, KNOWN),   # Lee told Hart on Monday … “…,” Lee told Hart.
    Rule("utterance.continued", continued, CONTINUED),   # “…,” Lee said on Monday. “…,” she added.
    Rule("utterance.told_before", told_before, TOLD),   # Lee spoke in Ghent on Monday. “…,” she said.
    Rule("utterance.passage", passage, TOLD),   # Lee met the council on Monday. “…,” she said.
    Rule("utterance.lead", lead),   # A nurse testified Monday that it was cold. ⏎ “…,” Anna Lee testified.
    Rule("utterance.exchange", exchange, BESIDE),   # “…,” Lee said on Monday. “…?” Hart asked.
    Rule("utterance.scene", scene, SCENE),   # The council met on Monday. … “…,” Hart told members.
    Rule("utterance.sitting", sitting, SCENE),   # The council met on Monday. … “…,” Hart told members. “…,” Lee said.
    Rule("utterance.repeated", repeated, KNOWN),   # Lee calls it “vile”. … “It is vile,” she said on Monday.
)  # fmt: skip
_ASKED = Asked(RULES)


def date_utterances(
    document: Document,
    attributed: tuple[Attributed, ...],
    speakers: tuple[str | None, ...],
    anchor: str | None,
) -> tuple[Decision[Utterance] | None, ...]:
    """When the words of each attributed quote were said, None where the text does not say.

    Aligned with ``attributed``, which is in the order of the text, as are the names of their ``speakers``.
    """
    if not attributed:
        return ()
    cues = [said.attribution.cue.start for said in attributed if said.attribution.cue]
    last = max([attributed[-1].quote.outer_start, *cues])
    timeline = Timeline(document, date.fromisoformat(anchor) if anchor else None, last)
    if not timeline.dates:
        return (None,) * len(attributed)
    sayings = read_sayings(timeline, attributed, speakers)
    decisions = tuple([saying.decision for saying in sayings])
    for saying in sayings:  # sayings that know one another would be kept until a search for such garbage
        saying.known.clear()
    return decisions


def read_sayings(
    timeline: Timeline, attributed: tuple[Attributed, ...], speakers: tuple[str | None, ...]
) -> list[Saying]:
    """The attributed quotes with what may tell when they were said, each decided in the order of the text."""
    tellings, discourse, sayings = Tellings(timeline), Discourse(), list[Saying]()
    for said, speaker in zip(attributed, speakers, strict=True):
        saying = Saying(timeline, tellings, discourse, said, speaker)
        saying.decision = decide(_ASKED[saying.signs], saying)
        discourse.add(saying)
        sayings.append(saying)
    for saying in sayings:  # a lead often has a few words of what is quoted, and dated, further down
        if saying.decision is None and saying.known:
            saying.decision = decide(RULES[-1:], saying)
    return sayings

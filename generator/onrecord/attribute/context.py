"""What a rule may ask about a quote: its sentence, the marks and words around it, its neighbours, earlier answers."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribute import signs
from onrecord.attribute.phrases import Phrase, author, named, phrase_ending, phrase_starting
from onrecord.attribute.subjects import main_subject, subject_of
from onrecord.languages.lexicon import Lexicon, lexicon
from onrecord.model import Attribution, Quote, Span
from onrecord.rules import Decision, fact
from onrecord.text.document import Document
from onrecord.text.tokens import Tokens


class QuoteContext:
    """One quote and the facts around it; those not asked for every quote are computed when a rule first asks."""

    previous: QuoteContext | None = None
    """The last quote before it that is speech."""
    decision: Decision[Attribution] | None = None
    """Whom it is attributed to, once that is decided."""
    refusal: Decision[str] | None = None
    """Why it is no speech; asked once it is attributed."""

    def __init__(self, document: Document, index: int, neighbours: Sequence[QuoteContext]) -> None:
        """The ``index``-th quote of a document, undecided.

        ``neighbours`` are the contexts of all its quotes, those before this one at least.
        """
        self.document, self.index, self.neighbours = document, index, neighbours
        self.quote = quote = document.quotes[index]
        self.lexicon: Lexicon = lexicon(document.language)
        self.tokens: Tokens = document.tokens(quote.paragraph)
        """The tokens of its paragraph."""
        self.place = place = document.token_of(index)
        """The token that stands in the quote's place."""
        self.low, self.high = self.tokens.sentence_of(place)
        """The first token of its sentence, and past the last."""
        classes = self.tokens.classes
        self.left = classes[self.low : place]
        """The classes of the sentence's tokens before the quote."""
        self.right = classes[place + 1 : self.high]
        """The classes of the sentence's tokens after the quote."""
        self.words = document.text[quote.start : quote.end]
        """The quoted words."""
        self.length = len(self.words.split()) if "  " in self.words else self.words.count(" ") + 1
        """How many words are quoted."""
        self.final = (self.words.rstrip("’”'\"»› ") or self.words)[-1]
        """The last character inside the marks; a comma there is the most reliable sign there is."""
        self.alone = not (self.left.strip(_MARKS) or self.right.strip(_MARKS))
        """Nothing but quotes and marks stands in its sentence."""
        joined, after = 0, place + 1
        while after + 1 < self.high and classes[after] in ",&-" and classes[after + 1] == "Q":
            joined, after = joined + 1, after + 2
        while after < self.high and classes[after] in ",-":
            after += 1
        self._joined, self.after = joined, after
        """The first token after the quote and after others joined to it: “A,” “B” and “C,” |Lee said."""
        before = neighbours[index - 1] if index else None
        if before and before.tokens is self.tokens:
            self._of_paragraph: int = before._of_paragraph
        else:
            self._of_paragraph = signs.of_paragraph(self.tokens.lower, self.lexicon)
        self.seen = self._of_paragraph | signs.of_sentence(self)
        """The signs that its sentence and its paragraph show."""

    @property
    def goes_on_small(self) -> bool:
        """A small letter follows, as no new sentence has it: “Why?” |she| laughed."""
        tokens, after = self.tokens, self.after
        return after < self.high and self.document.text[tokens.starts[after]].islower()

    @property
    def opens_item(self) -> bool:
        """It stands in the sentence after a dateline or a heading in capitals: what was said before is of another."""
        return 0 < self.tokens.opening >= self.low

    @property
    def inherited(self) -> Attribution | None:
        """The source of the last quote that is speech, if it is near, without its cue, which reports only that one."""
        decision = self.previous and self.previous.decision
        source = decision and decision.answer.source
        return Attribution(source) if source and abs(self.quote.start - source.start) < _FAR else None

    @fact
    def clause(self) -> bool:
        """The quoted words look like a clause: they end a sentence or begin one."""
        return (self.final in ".,?!…—–" and self.length > 2) or (self.words[0].isupper() and self.length > 3)

    @fact
    def titled(self) -> bool:
        """The quoted words are capitalised as titles are: “The Long Way Home,”"""
        if self.length > 13:
            return False
        words = self.words.rstrip(",.").split()
        capitals = 0
        for word in words:
            if word[0].isupper() or word[0].isdigit():
                capitals += 1
            elif word.lower() not in self.lexicon.small and word[0].isalpha():
                return False
        return capitals >= 2 and len(words) <= 12

    @fact
    def in_headline(self) -> bool:
        """Its paragraph is a short first line, or capitalised as headlines are: Mayor Vows ‘Swift Action’ on Roads"""
        return self.quote.paragraph < min(3, self.document.lead) or self.tokens.capitalised

    @fact
    def reported(self) -> bool:
        """The quote is closed as before a reporting clause: by a comma, a question, an exclamation, a dash."""
        last = self.last_joined
        return (
            last.final in ",?!—–…-"
            or last.words.endswith("...")
            or self.tokens.classes[last.place + 1 : last.place + 2] == ","
        )

    @property
    def last_joined(self) -> QuoteContext:
        """The last of the quotes joined to this one by commas and "and"; mostly itself."""
        return self.neighbours[self.index + self._joined] if self._joined else self

    def quote_at(self, token: int) -> Quote | None:
        """The quote of its paragraph in whose place a token stands; None for any other token."""
        return self.tokens.quoted.get(token)

    def is_speech_cue(self, token: int) -> bool:
        """A verb that reports words wherever it stands."""
        return self.tokens.classes[token] in "CGc" and self.tokens.lower[token] in self.lexicon.speech

    def is_phrasal_cue(self, token: int) -> bool:
        """A verb that reports words beside a quote with its particle: “Why,” Lee |went on|, “do it?”"""
        return " ".join(self.tokens.lower[token : token + 2]) in self.lexicon.phrasal

    def is_passive(self, verb: int) -> bool:
        """A verb whose subject is told or judged: she was |told|; he has been well |advised|; was |called|."""
        lower = self.tokens.lower
        before = verb - 2 if self.tokens.classes[verb - 1 : verb] == "R" else verb - 1
        if before < self.low or lower[before] not in _BE or lower[verb] not in self.lexicon.past:
            return False
        return self.tokens.classes[before] != "N" or lower[before][:2] == "be"  # Ms Were told; Being Called “…”

    def is_wanted(self, verb: int) -> bool:
        """A verb that somebody only asks for: Lee demanded that voters |answer| the question: “…”"""
        lower = self.tokens.lower
        subject = self.subject_of(verb) if lower[verb] in self.lexicon.base else None
        if subject is None or subject[0] - 2 < self.low or lower[subject[0] - 1] != "that":
            return False
        return lower[subject[0] - 2] in self.lexicon.demanding

    def subject_of(self, verb: int) -> Phrase | None:
        """The subject of the verb at a token, within the sentence."""
        return subject_of(self.tokens, verb, self.low)

    def phrase_ending(self, end: int) -> Phrase | None:
        """The noun phrase that ends before a token, within the sentence."""
        return phrase_ending(self.tokens, end, self.low)

    def phrase_starting(self, start: int) -> Phrase | None:
        """The noun phrase that begins at a token, within the sentence."""
        return phrase_starting(self.tokens, start, self.high, whole=True)

    def speakers_starting(self, start: int) -> Phrase | None:
        """The same with who is named beside it: said |Lee and her son|."""
        source = self.phrase_starting(start)
        if source is None or self.tokens.lower[source[1] : source[1] + 1] != ["and"]:
            return source
        second = self.phrase_starting(source[1] + 1)
        if second and (second[1] == self.high or self.tokens.classes[second[1]] in ",."):
            return source[0], second[1]
        return source

    def quoted_as(self, verb: int) -> Phrase | None:
        """Whom a verb of quoting quotes: The Post quoted |Lee| as saying, “…”"""
        if self.lexicon.lemmas.get(self.tokens.lower[verb]) not in ("quote", "cite") or self.is_passive(verb):
            return None
        whom = phrase_starting(self.tokens, verb + 1, self.high)
        return whom if whom and self.tokens.lower[whom[1] : whom[1] + 1] == ["as"] else None

    def later_subject(self, cue: int) -> Phrase | None:
        """The subject of a clause that begins between a cue and the quote: When Lee said so, |Ortiz| laughed: “…”"""
        classes = self.tokens.classes
        for comma in range(self.place - 2, cue, -1):
            if classes[comma] != ",":
                continue
            start = comma + 1
            while start < self.place and classes[start] in "&R":
                start += 1
            subject = phrase_starting(self.tokens, start, self.place)
            if subject is None or not set(classes[slice(*subject)]) & set("PN"):
                continue
            verb = subject[1]
            if classes[verb] == "," and (closing := classes.find(",", verb + 1, self.place)) > 0:
                verb = closing + 1  # When Lee said so, Ortiz, an aide, laughed: “…”
            while verb < self.place and classes[verb] == "R":
                verb += 1
            if classes[verb] in "VCX" or (classes[verb] == "S" and classes[subject[0]] == "P"):
                return subject
        return None

    @fact
    def main_subject(self) -> Phrase | None:
        """The subject of the sentence's main clause."""
        return main_subject(self.tokens, self.low, self.high)

    def answer(
        self, source: Phrase | None, cue: int | Phrase | None = None, addressee: Phrase | None = None
    ) -> Attribution | None:
        """An attribution from token ranges; None where there is no source."""
        if source is None:
            return None
        source = author(self.tokens, named(self.tokens, source, self.high), self.high, self.lexicon.letters)
        if isinstance(cue, int):
            cue = (cue, cue + 1)
        return Attribution(
            self._span(source), self._span(cue) if cue else None, self._span(addressee) if addressee else None
        )

    def _span(self, phrase: Phrase) -> Span:
        return self.tokens.span(*phrase)


_FAR = 8_000
"""How many characters from its source a quote may stand; what a record holds of its article is no longer than that."""
_MARKS = "Q,.-;&:()`"
_BE = frozenset("is was were are be been being".split())

"""What a rule may ask about a quote: its sentence, the marks and words around it, its neighbours, earlier answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.attribute.phrases import Phrase, author, named, phrase_ending, phrase_starting
from onrecord.attribute.subjects import main_subject, subject_of
from onrecord.languages.lexicon import Lexicon, lexicon
from onrecord.model import Attribution, Quote, Span
from onrecord.rules import Decision, fact
from onrecord.text.document import Document
from onrecord.text.tokens import Tokens


@dataclass(eq=False)
class QuoteContext:
    """One quote and the facts around it; those not asked for every quote are computed when a rule first asks."""

    document: Document
    index: int
    """Which of the document's quotes it is."""
    neighbours: Sequence[QuoteContext] = field(repr=False)
    """The contexts of all quotes of the document, by their index."""
    explicit_rules: Callable[[QuoteContext], Decision[Attribution] | None] = field(repr=False)
    """The rules that read the quote's own sentence, for asking what they say of a neighbour."""
    previous: QuoteContext | None = field(default=None, repr=False)
    """The last quote before it that is speech."""
    decision: Decision[Attribution] | None = None
    """Whom it is attributed to, once that is decided."""
    refusal: Decision[str] | None = None
    """Why it is no speech; asked once it is attributed."""
    quote: Quote = field(init=False)
    lexicon: Lexicon = field(init=False, repr=False)
    """The lexicon of the article's language."""
    tokens: Tokens = field(init=False, repr=False)
    """The tokens of its paragraph."""
    place: int = field(init=False, repr=False)
    """The token that stands in the quote's place."""
    low: int = field(init=False, repr=False)
    """The first token of its sentence."""
    high: int = field(init=False, repr=False)
    """Past the last token of its sentence."""

    def __post_init__(self) -> None:
        document = self.document
        self.quote = document.quotes[self.index]
        self.lexicon = lexicon(document.language)
        self.tokens = document.tokens(self.quote.paragraph)
        self.place = document.token_of(self.index)
        self.low, self.high = self.tokens.sentence_of(self.place)

    @fact
    def explicit(self) -> Decision[Attribution] | None:
        """What its own sentence says."""
        return self.explicit_rules(self)

    @property
    def inherited(self) -> Attribution | None:
        """The source of the last quote that is speech, without its cue, which reports only that one."""
        decision = self.previous and self.previous.decision
        source = decision and decision.answer.source
        return Attribution(source) if source else None

    @fact
    def words(self) -> str:
        """The quoted words."""
        return self.document.text[self.quote.start : self.quote.end]

    @fact
    def length(self) -> int:
        """How many words are quoted."""
        return len(self.words.split())

    @fact
    def final(self) -> str:
        """The last character inside the marks; a comma there is the most reliable sign there is."""
        return (self.words.rstrip("’”'\"»› ") or self.words)[-1]

    @fact
    def left(self) -> str:
        """The classes of the sentence's tokens before the quote."""
        return self.tokens.classes[self.low : self.place]

    @fact
    def right(self) -> str:
        """The classes of the sentence's tokens after the quote."""
        return self.tokens.classes[self.place + 1 : self.high]

    @fact
    def vocabulary(self) -> frozenset[str]:
        """The words of the sentence, in lower case: a rule for a rare word need not look for its place first."""
        return frozenset(self.tokens.lower[self.low : self.high])

    @fact
    def alone(self) -> bool:
        """Nothing but quotes and marks stands in its sentence."""
        return not (self.left.strip(_MARKS) or self.right.strip(_MARKS))

    @fact
    def clause(self) -> bool:
        """The quoted words look like a clause: they end a sentence or begin one."""
        return (self.final in ".,?!…—–" and self.length > 2) or (self.words[0].isupper() and self.length > 3)

    @fact
    def titled(self) -> bool:
        """The quoted words are capitalised as titles are: “The Long Way Home,”"""
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
        if self.quote.paragraph < min(3, self.document.lead):
            return True
        words = [word for word in self.tokens.words if len(word) > 3 and word.isalpha()]
        return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)

    @fact
    def after(self) -> int:
        """The first token after the quote and after others joined to it: “A,” “B” and “C,” |Lee said."""
        classes, i = self.tokens.classes, self.place + 1
        while i + 1 < self.high and classes[i] in ",&-" and classes[i + 1] == "Q":
            i += 2
        while i < self.high and classes[i] in ",-":
            i += 1
        return i

    @fact
    def last_joined(self) -> QuoteContext:
        """The last of the quotes joined to this one by commas and "and"; mostly itself."""
        classes, i, last = self.tokens.classes, self.place + 1, self
        while i + 1 < self.high and classes[i] in ",&-" and classes[i + 1] == "Q":
            i, last = i + 2, self.neighbours[last.index + 1]
        return last

    @property
    def following(self) -> QuoteContext | None:
        """The quote after it in the article."""
        return self.neighbours[self.index + 1] if self.index + 1 < len(self.neighbours) else None

    def quote_at(self, token: int) -> Quote | None:
        """The quote of its paragraph in whose place a token stands; None for any other token."""
        if self.tokens.classes[token] != "Q":
            return None
        return self.document.quotes_of(self.quote.paragraph)[self.tokens.places.index(token)]

    def is_speech_cue(self, token: int) -> bool:
        """A verb that reports words wherever it stands."""
        return self.tokens.classes[token] in "CGc" and self.tokens.lower[token] in self.lexicon.speech

    def is_phrasal_cue(self, token: int) -> bool:
        """A verb that reports words beside a quote with its particle: “Why,” Lee |went on|, “do it?”"""
        return " ".join(self.tokens.lower[token : token + 2]) in self.lexicon.phrasal

    def is_passive(self, verb: int) -> bool:
        """A form of "be" stands before the verb: “…,” he |was| told."""
        return self.tokens.lower[verb - 1] in ("was", "were", "been", "is", "are", "being")

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


_MARKS = "Q,.-;&:()`"

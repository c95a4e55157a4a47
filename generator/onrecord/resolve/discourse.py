"""What stands before a place in an article: sentences, and the names and pronouns that are their subjects."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias

import regex

from onrecord.attribute.subjects import main_subject, subject_of
from onrecord.find.characters import characters
from onrecord.find.mentions import Mentions, NameMention
from onrecord.find.name_words import name_words
from onrecord.find.names import bare
from onrecord.languages import lexicon as lx
from onrecord.model import Span
from onrecord.resolve.phrase import singular
from onrecord.rules import fact

Distance: TypeAlias = Literal["sentence", "paragraph", "earlier"]

_BOUNDARY = re.compile(rf"[.?!…][”\"’')\]]*\s+(?=[“\"‘'(\[]?{characters('Lu', 'N')})")
_NUMBERED = regex.compile(r"\b(?:Nos?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$")  # the No. 2, on Jan. 31
_NUMBERED_LENGTH = 6
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")
# not the "isn" of “Lee isn’t”
_NEXT_WORD = re.compile(rf" ({characters('Ll')}{characters('L', more='-')}*+)(?!['’]t\b)")
_ASK = "ed ", "sks ", "ask "
_ABOUT = "if ", "whether ", "why ", "how ", "what ", "about "
"""What the two patterns that follow end in: most names are told from those by it."""
_ASKED = regex.compile(r"\b(?:asked|asks|ask|pressed|questioned) $")
_ASKED_ABOUT = regex.compile(
    r"\b(?:ask|asks|asked|asking|wonder|wondered) [^,.;]{0,40}?(?:if|whether|why|how|what|about) $"
)
_ASKED_BY = tuple(f"{asked} by " for asked in "Asked Cross-examined Questioned Pressed Quizzed Challenged Told".split())
_CLOSING = re.compile(r" (?:said|says|added|adds|told|wrote|noted|explained|continued|argued)\b")
_SUBJECT_PRONOUN = {
    "male": regex.compile(r"\b[Hh]e\b"),
    "female": regex.compile(r"\b[Ss]he\b"),
    "many": regex.compile(r"\b[Tt]hey\b"),
    "thing": regex.compile(r"\b[Ii]t\b"),
}
# An unknown word that ends so after a name is no noun: “Lee mulls”, “Lee waived”, “Lee wryly”, “Lee himself”.
_NO_NOUN_ENDINGS = ("s", "ed", "ing", "ly", "self")
_LEADING = re.compile(r"[“\"‘'(]?(?:(?:But|And|Yet|So|Then|Still|Later|Now|Meanwhile),? )?")
_FRONTED = regex.compile(r"\p{Lu}\p{Ll}* [^,.;:“”\"‘\n]{1,60}, ")
_DETERMINERS = frozenset("the a an one another his her its their this that some several many".split())
_WORD_ON = regex.compile(r"([\p{L}\p{N}](?:[\p{L}\p{M}\p{N}&-]|[.’'](?=\p{L}))*) ?")
_OF_CHILDREN = re.compile(r" of (?:one|two|three|four|five|six|seven|eight|nine|ten)\b")  # The mum of four
_OPENING_REACH = 80
_NICKNAME = 24
"""How many characters a nickname has at most."""
_BARE = 3
"""Of how many words what opens a sentence without an article is at most."""
_REPORTER = re.compile(r"\bI\b(?!\.)")
_NARRATED = 3
_ENDS_PHRASE = frozenset(
    (lx.CUE, lx.VERB, lx.AUXILIARY, lx.PREPOSITION, lx.TO, lx.RELATIVE, lx.SUBORDINATOR, lx.COORDINATOR, lx.PRONOUN)
)
_FRONTING = frozenset((lx.PREPOSITION, lx.SUBORDINATOR, lx.VERB, lx.CUE))
"""Of what class the first word of a fronted phrase is: On Monday, When contacted, Reached by telephone, Asked why,"""
_CLOSES = (",", "”", '"', "’", "'")
_STOPS = (".", ";")
_PARTICLES = ("off", "out", "up", "down", "over")
_HIS, _TO_HIS = regex.compile(r"\b(\p{Ll}+) (?:his|her|their|its) (?:\p{Ll}[\p{Ll}-]+ ){0,2}\p{Ll}+, $"), 60
_PLACED = regex.compile(r"\p{Lu}\p{Ll}+ (?:[\p{L}’'-]+ ){1,6}?(?=an? )")
_PARTY = regex.compile(r"(?: \(|, )([DRIL])-(\p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*)?)(?=[),])")
_PARAGRAPHS_BACK = 8
_WORDS_BACK = 8
_LETS_SUBJECT = frozenset((lx.CUE, lx.SUBORDINATOR, lx.AUXILIARY, lx.COORDINATOR))
_BARS_SUBJECT = frozenset((lx.PREPOSITION, lx.TO, lx.VERB, lx.VERB_BASE, lx.VERB_ING, lx.CUE_ING))


_LONGEST = 4_000
"""How many characters a sentence may have: what stands further off in a text without an end is no part of it."""
_FAR = 8_000
"""How many characters back a sentence may stand: all of most articles."""
_START, _END = itemgetter(0), itemgetter(1)


def _with_short_steps(start: int, cuts: list[int], end: int) -> Iterator[int]:
    """The places where sentences begin after ``start``, and more of them where one would be too long."""
    for cut in (*cuts, end):
        yield from range(start + _LONGEST, cut, _LONGEST)
        if cut != end:
            yield cut
        start = cut


@lru_cache(maxsize=1 << 14)
def _heads_name(language: str, word: str) -> bool:
    """Whether a word after a name is a noun that the name belongs to: |campaign|, |spokesman|, not |mulls|."""
    words = name_words(language)
    if word not in lx.lexicon(language).classes and not word.endswith(_NO_NOUN_ENDINGS):
        return True
    return any(one in words.titles or one in words.organization_nouns for one in (word, word.removesuffix("s")))


class Slot(NamedTuple):
    """A name or a subject pronoun in a sentence, and how it stands there."""

    start: int
    end: int
    name: NameMention | None = None
    """None for a pronoun."""
    subject: bool = True
    """It stands where a subject does, and is no possessor."""
    possessor: bool = False
    """It would stand where a subject does, but for its "’s"."""
    closing: bool = False
    """It is the reporter's closing "…, Lee said"."""
    asked: bool = False
    """It is who was asked: "Orr asked Lee whether …"."""


class Discourse:
    """Sentences and their subjects, asked for from a place backwards."""

    def __init__(self, mentions: Mentions) -> None:
        """Nothing is read before it is asked for."""
        self.mentions = mentions
        self.document = mentions.document
        self.text = mentions.document.text
        self.classes = lx.lexicon(mentions.document.language).classes
        self._sentences: dict[int, tuple[Span, ...]] = {}
        self._openings: dict[int, Span | None] = {}

    def sentences(self, paragraph: int) -> tuple[Span, ...]:
        """The sentences of a paragraph; inside quotation marks only the end of the quote ends one."""
        found = self._sentences.get(paragraph)
        if found is None:
            span = self.document.paragraphs[paragraph]
            cuts = [
                match.end()
                for match in _BOUNDARY.finditer(self.text, span.start, span.end)
                if not self.mentions.inside_run(match.start())
                and not self.mentions.inside_quote(match.start(), match.end())
                and not (self.text[match.end()].isdigit() and self._numbered(span.start, match.start()))
            ]
            if span.end - span.start > _LONGEST:
                cuts = [*_with_short_steps(span.start, cuts, span.end)]
            found = self._sentences[paragraph] = tuple(map(Span, (span.start, *cuts), (*cuts, span.end)))
        return found

    def _numbered(self, start: int, stop: int) -> bool:
        """Whether the full stop at ``stop`` is that of "No." or of a month."""
        return _NUMBERED.search(self.text, max(start, stop - _NUMBERED_LENGTH), stop) is not None

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds a character."""
        sentences = self.sentences(self.document.paragraph_at(position))
        return sentences[min(bisect_right(sentences, position, key=_END), len(sentences) - 1)]

    def before(self, position: int) -> Iterator[tuple[Distance, Span, int]]:
        """The sentences that precede a place, the nearest first, beginning with that part of its own, and in which
        paragraph each stands.
        """
        paragraph = self.document.paragraph_at(position)
        for index in range(paragraph, max(-1, paragraph - _PARAGRAPHS_BACK), -1):
            for sentence in self.back(index, position):
                if sentence.end <= position:
                    yield ("paragraph" if index == paragraph else "earlier"), sentence, index
                else:
                    yield "sentence", Span(sentence.start, position), index

    def back(self, paragraph: int, position: int) -> Iterator[Span]:
        """The sentences of a paragraph that begin before a place, the nearest first, none from too far back."""
        sentences = self.sentences(paragraph)
        for i in range(bisect_left(sentences, position, key=_START) - 1, -1, -1):
            if sentences[i].end < position - _FAR:
                return
            yield sentences[i]

    def names(self, span: Span, articles: bool = False) -> list[Slot]:
        """The names in a span, outside quotes; ``articles``: a subject may have "the" before it."""
        found = [self._slot(span, m, articles) for m in self.mentions.between(span.start, span.end) if m.body]
        if found and not found[0].subject and not found[0].possessor:
            found[0] = self._framed(span, found[0])
        if found and self.text.startswith(_ASKED_BY, span.start) and self._first_name(span.start) == found[0].start:
            return found[1:]  # Asked by Omar Diaz how it went, Lee said
        return found

    def pronouns(self, span: Span, agreement: str) -> list[Slot]:
        """The subject pronouns in a span that agree ("male", "female", "many", "thing"), outside quotes."""
        pattern = _SUBJECT_PRONOUN.get(agreement)
        if pattern is None:
            return []
        places = [
            m.span() for m in pattern.finditer(self.text, span.start, span.end) if not self.mentions.quoted(m.start())
        ]
        return [Slot(start, end, closing=self.closes(span, start, end)) for start, end in places]

    def main_subject(self, position: int) -> Span | None:
        """The subject of the main clause of the sentence at a place, past what is fronted."""
        tokens = self.document.tokens(self.document.paragraph_at(position))
        first = bisect_right(tokens.starts, position) - 1
        if first < 0:
            return None
        found = main_subject(tokens, *tokens.sentence_of(first))
        return tokens.span(*found) if found else None

    def speaks_first(self, paragraph: int, subject: Span) -> bool:
        """Whether the first verb of a paragraph whose subject it is reports what that one says."""
        tokens = self.document.tokens(paragraph)
        low, high = tokens.sentences[0]
        for i in range(low, high):
            if tokens.classes[i] in "CVX" and tokens.starts[i] >= subject.end:
                found = subject_of(tokens, i, low)
                if found and tokens.starts[found[0]] <= subject.start < tokens.end_of(found[1] - 1):
                    return tokens.classes[i] == "C" and tokens.lower[i] in tokens.speech
        return False

    @fact
    def party_tags(self) -> dict[tuple[str, str], list[int]]:
        """Party and state, as a tag writes them in lower case -> where they stand after a name: (D-Ill.), R-Mo.,"""
        tags: dict[tuple[str, str], list[int]] = {}
        for match in _PARTY.finditer(self.text):
            if not self.mentions.quoted(match.start()):
                for state in {match[2].lower(), bare(match[2]).replace(".", "")}:
                    tags.setdefault((match[1].lower(), state), []).append(match.start())
        return tags

    @fact
    def lower(self) -> str:
        """The text in lower case, character for character."""
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else "".join(c.lower()[0] for c in self.text)

    @fact
    def nicknames(self) -> dict[str, int]:
        """Each word in quotation marks that may be a nickname -> where the first mark stands: “Bolo”."""
        quotes = [quote for quote in self.document.quotes if quote.end - quote.start < _NICKNAME]
        words = {quote.outer_start: self.text[quote.start : quote.end] for quote in reversed(quotes)}
        called = {word.removeprefix("the "): place for place, word in words.items()}  # known to all as “the Yank”
        return {word: place for word, place in called.items() if word[:1].isupper()}

    @fact
    def told_by_reporter(self) -> bool:
        """The reporter says "I" outside quotes, again and again, as in an interview."""
        places = (match.start() for match in _REPORTER.finditer(self.text))
        return sum(not self.mentions.quoted(place) for place in places) > _NARRATED

    def opening(self, span: Span) -> Span | None:
        """The description that opens a sentence as its subject: "The captain", "On Monday, a union spokesman"."""
        if span.start not in self._openings:
            self._openings[span.start] = self._opening(span)
        found = self._openings[span.start]
        return found if found and found.end < span.end else None

    def _opening(self, span: Span) -> Span | None:
        start = _LEADING.match(self.text, span.start).end()  # type: ignore[union-attr]
        first = self.text[start : start + _OPENING_REACH].partition(" ")[0].lower()
        if self.classes.get(first) in _FRONTING and (fronted := _FRONTED.match(self.text, start, span.end)):
            last = fronted[0].rstrip(", ").rpartition(" ")[2]
            if not last[:1].isupper() or last.lower() in self.mentions.words.times:  # For Lee, a baker: no subject
                start = fronted.end()
                first = self.text[start : start + _OPENING_REACH].partition(" ")[0].lower()
        placed = _PLACED.match(self.text, start, span.end) if self.classes.get(first) == lx.PREPOSITION else None
        if placed and self.classes.get(placed[0].split()[-1]) != lx.PREPOSITION:
            start, first = placed.end(), "a"  # Across the bar a woman raised her glass
        if first not in _DETERMINERS and not self._opens_plural(start):
            return None
        end, place = -1, start
        for match in _WORD_ON.finditer(self.text, start, min(span.end, start + _OPENING_REACH)):
            if match.start() != place:
                break
            word = match[1].lower()
            place = match.end()
            if self._heads(word):
                end = match.end(1)
            elif (
                match.start() > start
                and (end > 0 or place > start + 5)
                and self.classes.get(word) in _ENDS_PHRASE | {lx.DETERMINER}
            ):
                break
        if end < 0 or self.mentions.quoted(start) or self.text[end + 1 : end + 2].isupper():
            return None
        children = _OF_CHILDREN.match(self.text, end)
        return Span(start, children.end() if children else end)

    def _opens_plural(self, start: int) -> bool:
        """Whether a plural for people opens a sentence without an article: Inspectors, Police officers."""
        words = self.text[start : start + _OPENING_REACH].split(" ", _BARE)[:_BARE]
        for i, word in enumerate(words):
            low = word if i else word.lower()  # a capital further on is a name's
            if not i and low in self.mentions.words.plural_people - self.mentions.words.quantities:
                return True  # Men at the counter
            if low[-1:] == "s" and singular(low) in self.mentions.words.roles:
                return True
            if i and (word[:1].isupper() or self.classes.get(word, lx.NOUN) != lx.NOUN):
                return False
        return False

    def phrase_before(self, end: int) -> Span | None:
        """The description that ends at a place, from its determiner on: "the groups" before "who"."""
        low = self.sentence_at(end).start
        start = end
        for _ in range(_WORDS_BACK):
            place, word = self.word_before(low, start)
            if not word or not word[-1].isalnum():
                break
            tag = self.classes.get(word.lower())
            if tag == lx.DETERMINER:
                return Span(place, end)
            if tag in _ENDS_PHRASE and not self._describes(word.lower()):
                break
            start = place
        return Span(start, end) if start < end else None

    def _heads(self, word: str) -> bool:
        """Whether a noun is for people, an organization or a document."""
        words = self.mentions.words
        people = words.roles, words.epithets, words.relations, words.nationals
        kinds = (*people, words.organization_nouns, words.statements)
        return (word in words.plural_people and word not in words.quantities) or any(
            word in kind or singular(word) in kind for kind in kinds
        )

    def closes(self, span: Span, start: int, end: int) -> bool:
        """Whether words are the reporter's closing "…, Lee said"."""
        before = self.text[max(span.start, start - 3) : start].rstrip()
        return before[-1:] in _CLOSES and _CLOSING.match(self.text, end) is not None

    def _slot(self, span: Span, mention: NameMention, articles: bool) -> Slot:
        """How a name stands in a sentence, or in the beginning ``span`` of one."""
        start, end = mention.first, mention.end
        text, low = self.text, span.start
        place = not self._modifies(end) and self._subject_place(low, start, articles or bool(mention.name.title))
        if place and text.endswith(", ", low, start) and text[end : end + 1] in _STOPS:
            met = _HIS.search(text, max(low, start - _TO_HIS), start)  # He laid off his apprentice, |Anna|.
            from_them = met and self.classes.get(met[1]) == lx.PREPOSITION and met[1] not in _PARTICLES
            place = met is None or bool(from_them)  # but: came from their insurer, |Acme|.
        if place and text.endswith(_ABOUT, low, start):
            place = _ASKED_ABOUT.search(text, low, start) is None
        possessive = text[end : end + 1] in ("'", "’") and _POSSESSIVE.match(text, end) is not None
        asked = text.endswith(_ASK, low, start) and _ASKED.search(text, max(low, start - 12), start) is not None
        return Slot(
            start,
            end,
            mention,
            place and not possessive,
            place and possessive,
            place and self.closes(span, start, end),
            asked,
        )

    def _framed(self, span: Span, slot: Slot) -> Slot:
        """The first name of a sentence as its subject, where it is that of the main clause: In 2016 |Anna Lee| left."""
        first = self.text[span.start : span.start + _OPENING_REACH].partition(" ")[0].lower()
        if self.classes.get(first) != lx.PREPOSITION:
            return slot
        main = self.main_subject(span.start)
        named = slot.name.start if slot.name else slot.start
        return slot._replace(subject=True) if main and main.start <= named and slot.end <= main.end else slot

    def _first_name(self, low: int) -> int | None:
        """Where the first name of what begins at a place begins."""
        return next((mention.first for mention in self.mentions.between(low, low + _OPENING_REACH)), None)

    def _modifies(self, end: int) -> bool:
        """Whether a name belongs to a noun that follows: "the Lee campaign", "Lee spokesman Omar Diaz"."""
        if self.text[end : end + 1] != " " or not self.text[end + 1 : end + 2].islower():
            return False
        match = _NEXT_WORD.match(self.text, end)
        return match is not None and _heads_name(self.document.language, match.group(1))

    def _describes(self, word: str) -> bool:
        return word in self.mentions.words.titles or word in self.mentions.words.organization_nouns

    def _subject_place(self, low: int, first: int, articles: bool) -> bool:
        """Whether what stands before a name lets it be a subject: a comma, "that", "said", a role."""
        if self.text[first - 1 : first] == "-":
            return False  # anti-Lee
        end = first
        for _ in range(_WORDS_BACK):
            start, word = self.word_before(low, end)
            if not word or not word[-1].isalnum():
                return True
            word = word.lower()
            tag = self.classes.get(word)
            if tag in _LETS_SUBJECT:
                return word not in ("as", "than")
            if tag == lx.DETERMINER and end == first and not articles:
                return False
            if tag in _BARS_SUBJECT and not self._describes(word) and not self._is_noun(low, start, word, tag):
                return False
            end = start
        return False

    def _is_noun(self, low: int, start: int, word: str, tag: str) -> bool:
        """Whether what may be a verb is none: Two days before the |vote| Anna Lee left; |Last| week Anna Lee left."""
        if tag != lx.VERB_BASE:
            return False
        return word == "last" or self.classes.get(self.word_before(low, start)[1].lower()) == lx.DETERMINER

    def word_before(self, low: int, end: int) -> tuple[int, str]:
        """Where the word or mark before ``end`` begins, and it; an empty one where ``low`` is reached."""
        if end > low and self.text[end - 1] == " ":
            end -= 1
        if end <= low:
            return low, ""
        if not self.text[end - 1].isalnum():
            return end - 1, self.text[end - 1]
        start = max(low, self.text.rfind(" ", low, end) + 1)
        word = self.text[start:end]
        if word.isalnum():
            return start, word
        start = end - 1
        while start > low and (
            self.text[start - 1].isalnum()
            or (self.text[start - 1] in "-’'.&" and self.text[start - 2 : start - 1].isalnum())
            or self.text[start - 2 : start] in (".’", ".'")  # Orr Inc.’s
        ):
            start -= 1
        return start, self.text[start:end]

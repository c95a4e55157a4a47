"""What an article shows of a name: that it is a person's, of which gender, what it is short for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import regex

from onrecord.find.mentions import Mentions, NameMention
from onrecord.find.name_words import Gender
from onrecord.languages import lexicon as lx
from onrecord.resolve.phrase import are_people, singular
from onrecord.rules import fact

_PRONOUN = regex.compile(r"\b(?:([Hh]e|[Hh]i[ms]|himself)|([Ss]he|[Hh]er|herself))\b")
# What follows a person's name: “Anna Lee, 58,”  “Anna Lee, who”  “Anna Lee (R-Ohio)”  “Anna Lee, a lawyer”.
_AFTER_PERSON = regex.compile(r",? (?:\d\d[, ]|who\b|whose\b|\((?:[RDI]|\d\d)\b)|, (?:an?|the) ")
_WHO = regex.compile(r",? who(?:se|m)?\b")
_AGED = regex.compile(r", (?:aged )?\d\d,")
# … and what he or she is:  “Anna Lee, vice chairwoman of”  “Omar Diaz, its acting head,”  not “In Ghent, mayor Lee”.
_APPOSED = regex.compile(r", ((?:\p{L}[\p{L}’'-]* ){0,4}?\p{Ll}[\p{L}-]*)(?:,| (?:for|of|at|in|to|with)\b)")
_ROLE_OF = regex.compile(r"\b(\p{Ll}+) (?:for|of|at|in|with) ")
_BARS_ROLE = regex.compile(r"[,.;:“”\"\n]")
_CLOSES_APPOSITION = (", ", ". ", ".\n", ".”")
_TO_ROLE = 90
_WHICH = (", which ", " which ")
_OWNED = regex.compile(r"(?:\b(?:his|her|their|its)|[’']s?) (?:\p{Ll}[\p{Ll}-]* ){0,2}(\p{Ll}+), $")
_CALLED = regex.compile(
    r", (?:an?|the|one of (?:the|its|many|several)) (?:[\p{L}\p{N}’'-]+ ){0,4}?(\p{Ll}+)(?:,| that\b| which\b)"
)
_ADDRESS = regex.compile(r", of (?:\p{Lu}[\p{L}’'-]* ){1,3}?(\p{Lu}[\p{L}’'-]*), $")
"""Between a name and the town where its bearer lives: Lee, of Mill Road, |Ghent|."""
_WORDS = regex.compile(r",? (\p{Ll}+)(?: that)?( its?\b)?")
_OF_ITSELF = regex.compile(r",? (\p{Ll}+)(?: \p{Lu}\p{Ll}+day)?(?: that)? its?\b(?! (?:was|is|were)\b)")
_NUMBER = regex.compile(r" \d")
_ARTICLES = frozenset(("the", "a", "an"))
_ONE = frozenset(("a", "an", "another", "every", "each"))
_BEFORE_NO_PERSON = _ARTICLES | {"in", "at", "near"}
_NO_SUBJECT = frozenset((lx.PREPOSITION, lx.TO, lx.COORDINATOR))
_VERBS = frozenset((lx.CUE, lx.VERB, lx.VERB_ING, lx.CUE_ING))
_PARTICIPLES = frozenset((lx.VERB_ING, lx.CUE_ING))
_OPENING = frozenset(".?!:“‘—–-•*(\n")
_REACH = 250
"""How far after a name a pronoun may still tell its gender, in characters."""
_WORD_LENGTH, _WORD_BEFORE = 20, 24
_POSSESSOR_MARKS = {"’s", "'s"}
_VOTERS = 8
"""How many mentions of a name are asked for its gender, the first ones."""
_SMALL = frozenset(("of", "for", "the", "and", "on", "&", "de", "in"))


class Evidence:
    """Facts about the names of one article."""

    def __init__(self, mentions: Mentions) -> None:
        """Nothing is read before it is asked for."""
        self.mentions = mentions
        self.words = mentions.words
        self.text = mentions.document.text
        self.classes = lx.lexicon(mentions.document.language).classes
        self.speech = lx.lexicon(mentions.document.language).speech
        self._persons: dict[tuple[str, ...], bool] = {}
        self._names: dict[tuple[str, ...], bool] = {}
        self._marks: dict[tuple[str, ...], str] = {}
        self._spelled_out: dict[tuple[str, str], str | None] = {}

    def is_person(self, mention: NameMention) -> bool:
        """Whether its words or the article show a name to be a person's."""
        name = mention.name
        if name.shape != "unknown":
            return name.shape == "person"
        if name.words[-1] in self.words.openers or (name.words[-1] in self.words.places and not name.given):
            return False  # Form Three, Nobody I
        if name.words[0] in self.words.causes and not name.given:
            return False  # Keep Harbor Tidy
        if name.words == self._outlet:
            return False
        known = self._persons.get(name.words)
        if known is None:
            known = self._persons[name.words] = self._shown(name.words)
        return known

    def is_thing(self, mention: NameMention) -> bool:
        """Whether what stands beside a name shows that it is no person's: Harbor Health, which runs; her firm, Acme;
        the website The Harbor; Lee, of Mill Road, Ghent, was jailed.
        """
        if self.text.startswith(_WHICH, mention.end):
            return True
        low = max(0, mention.first - _TO_ROLE)
        owned = _OWNED.search(self.text, low, mention.first)
        if owned and owned[1] in self.words.businesses:
            return True
        called = self.text[low : mention.first].removesuffix("The ").split(" ")[-2:-1]
        if called and called[0] in self.words.outlets and not mention.name.given:
            return True  # the website The Back Channel
        address = _ADDRESS.search(self.text, low, mention.first) if self.text.startswith(", ", mention.end) else None
        return address is not None and address[1].lower() in self.words.place_tails

    def is_called_organization(self, mention: NameMention) -> bool:
        """Whether a kind of organization stands in apposition to a name: Chirrup, one of the two platforms, said."""
        called = _CALLED.match(self.text, mention.end)
        return called is not None and called[1].removesuffix("s") in self.words.organization_nouns

    def possessor_mark(self, mention: NameMention) -> str:
        """The mark of a possessor that a name is spelt with, as it stands each time, once possessing nothing:
        Orr’s said; "" where it is spelt without.
        """
        key = mention.name.words
        if key not in self._marks:
            same = [m for m in self.mentions.with_word(key[-1])[:_VOTERS] if m.name.words == key]
            marks = {self.text[m.end : m.end + 2] for m in same}
            alone = any(self.possesses_nothing(m.end + 2) for m in same)
            self._marks[key] = marks.pop() if len(marks) == 1 and marks <= _POSSESSOR_MARKS and alone else ""
        return self._marks[key]

    def possesses_nothing(self, place: int) -> bool:
        """Whether what follows a possessor's mark is nothing that could be possessed: a verb, a comma, "itself"."""
        if self.text.startswith((", ", ". ", ".”", " itself ", " of "), place):
            return True
        following = _WORDS.match(self.text, place)
        return following is not None and self.classes.get(following[1]) in (lx.AUXILIARY, lx.CUE)

    def is_outlet(self, mention: NameMention) -> bool:
        """Whether it names the outlet itself: in a statement to the Harbor Ledger."""
        return bool(self._outlet) and mention.name.words == self._outlet

    @fact
    def _outlet(self) -> tuple[str, ...]:
        """The words of the outlet's name: "told Harbor Ledger"."""
        return tuple((self.mentions.document.article.outlet or "").lower().removeprefix("the ").split())

    def _shown(self, words: tuple[str, ...]) -> bool:
        with_last = self.mentions.with_word(words[-1])
        count = len(words)
        if count > 1 and any(m.name.shape == "organization" and m.name.words[:count] == words for m in with_last):
            return False  # Golden Barge, where the article has Golden Barge Holdings
        if count > 1 and words[-1] in self.words.trades:
            return False  # Lee Builders
        same = [m for m in with_last if m.name.words == words]
        if any(m.name.shape == "person" or self._before(m) in self.words.callings for m in same):
            return True
        if any(map(self.is_thing, same)):
            return False
        opened = count > 1 and self.classes.get(words[0]) in _PARTICIPLES
        if opened and all(self.opens_sentence(m) for m in same):
            return False  # Leaving Mass on Sunday, the president was asked
        if len(words) > 1:
            if are_people(words[-1], self.words) and any(self._before(m) in _ARTICLES for m in same):
                return False  # the Harbor Players
            if any(_AFTER_PERSON.match(self.text, m.end) and self._before(m) not in _ARTICLES for m in same):
                return True
            if any(self._apposed(m) for m in same):
                return True
            if self._taken_up(words, same) or self._speaks(same):
                return True
        elif self.words.genders.get(words[0]) and self.is_name(words):
            return True  # Anna
        elif any(self._is_common(m) for m in same):
            return False  # an understated Midwesterner could
        elif any(_WHO.match(self.text, m.end) or _AGED.match(self.text, m.end) for m in same):
            return True  # It was Lee who; For Lee, 58, a baker
        elif not self.is_name(words) or any(
            self._before(m) in _BEFORE_NO_PERSON or _NUMBER.match(self.text, m.end) for m in same
        ):
            return False
        elif all(self.classes.get(self._before(m)) in _NO_SUBJECT for m in same):
            return False  # between Leeds and Harrogate, she
        return self.pronoun_gender(same) is not None

    def _is_common(self, mention: NameMention) -> bool:
        """Whether an article stands before a name that no noun follows: another Midwesterner, a quiet Texan said."""
        following = _WORDS.match(self.text, mention.end)
        if following and self.classes.get(following[1], lx.NOUN) == lx.NOUN:
            return False  # a Lee campaign
        low = max(0, mention.first - _WORD_BEFORE)
        before = self.text[low : mention.first].lower().split()[-2:]
        return bool(before) and (before[-1] in _ONE or (before[0] in _ONE and self.classes.get(before[-1]) is None))

    def _apposed(self, mention: NameMention) -> bool:
        """Whether a role stands beside a name, parted by a comma: "the spokesman, Omar Diaz," "Anna Lee, head of"."""
        before = self._before(mention)
        if before.endswith(",") and before.rstrip(",") in self.words.callings:
            return True
        if self.text.endswith(", ", 0, mention.first) and self.text.startswith(_CLOSES_APPOSITION, mention.end):
            for match in _ROLE_OF.finditer(self.text, max(0, mention.first - _TO_ROLE), mention.first - 2):
                between = self.text[match.end() : mention.first - 2]
                if match[1] in self.words.callings and not _BARS_ROLE.search(between):
                    return True  # A spokeswoman for the union, Anna Lee, did not answer
        after = _APPOSED.match(self.text, mention.end)
        return after is not None and after[1].rpartition(" ")[2] in self.words.callings

    def _taken_up(self, words: tuple[str, ...], full: list[NameMention]) -> bool:
        """Whether a full name is introduced and then one word of it used alone, as a person's is."""
        both = (*self.mentions.with_word(words[-1]), *self.mentions.with_word(words[0]))
        alone = [m.start for m in both if m.body and m.name.words in (words[-1:], words[:1])]
        return bool(full and alone) and min(alone) > full[0].start

    def _speaks(self, mentions: list[NameMention]) -> bool:
        """Whether a name stands beside a verb of speech, and never as "the" company's or with "it" after it."""
        found = False
        for mention in mentions:
            before, following = self._before(mention), _WORDS.match(self.text, mention.end)
            if before == "the" or (following and following[2]):
                return False
            speaks = (
                following is not None and following[1] in self.speech and self.classes.get(before) != lx.PREPOSITION
            )
            found = found or before in self.speech or speaks  # not: Lee, who lives in Port Orr, said
        return found

    def _before(self, mention: NameMention) -> str:
        end = mention.first - 1
        if end < 1 or self.text[end] != " ":
            return ""
        low = max(0, end - _WORD_BEFORE)
        start = max(self.text.rfind(" ", low, end), self.text.rfind("\n", low, end)) + 1
        return self.text[start:end].lower() if start or not low else ""

    def is_name(self, words: tuple[str, ...]) -> bool:
        """Whether a capitalised word is more than a sentence's first word: it has its capital elsewhere, or is taken
        up by "it": Acme said it would close.
        """
        known = self._names.get(words)
        if known is None:
            same = (m for m in self.mentions.with_word(words[-1]) if m.name.words == words)
            inside = len(words) > 1 or not all(self.opens_sentence(m) and not self._says_of_itself(m) for m in same)
            known = self._names[words] = inside and f" {words[0]} " not in self.text
        return known

    def _says_of_itself(self, mention: NameMention) -> bool:
        """Whether a name says that "it" does something: Acme said it would close; not: Fans said it was late."""
        one, words = singular(mention.name.words[-1]), self.words
        if one in words.callings or one in words.relations or one in words.epithets:
            return False
        following = _OF_ITSELF.match(self.text, mention.end)
        return following is not None and following[1] in self.speech

    def opens_sentence(self, mention: NameMention) -> bool:
        """Whether a name may owe its capital to the beginning of a sentence."""
        before = self.text[max(0, mention.first - 4) : mention.first].rstrip(" ")
        return (
            not before or before[-1] in _OPENING or (before[-1] in "”\"’'" and before.rstrip("”\"’'")[-1:] in (*".?!",))
        )

    def kin_gender(self, mentions: Iterable[NameMention]) -> Gender | None:
        """The gender of a relation before the name: her husband, Tamsir Okwa."""
        for mention in islice((m for m in mentions if m.body), _VOTERS):
            before = self._before(mention).rstrip(",")
            if before in self.words.relations and before in self.words.genders:
                return self.words.genders[before]
        return None

    def pronoun_gender(self, mentions: Iterable[NameMention]) -> Gender | None:
        """The gender of a relation before the name, else of most pronouns after it, where no preposition precedes."""
        mentions = [*islice((m for m in mentions if m.body), _VOTERS)]
        if told := self.kin_gender(mentions):
            return told
        votes = 0
        for mention in mentions:
            before = self._before(mention).rstrip(",")
            if self.classes.get(before) not in (lx.PREPOSITION, lx.TO):
                votes += self._vote(mention)
        return "male" if votes > 0 else "female" if votes < 0 else None

    def _vote(self, mention: NameMention) -> int:
        document = self.mentions.document
        end = min(document.paragraphs[document.paragraph_at(mention.start)].end, mention.end + _REACH)
        for match in _PRONOUN.finditer(self.text, mention.end, end):
            if self._met(mention, match) or self.text[mention.end : match.start()] == ", ":
                return 0  # Orr warned her. She; Flanked by Orr, she
            if not self.mentions.quoted(match.start()) and not self._of_relative(match):
                others = self.mentions.between(mention.end, match.start())
                if any(m.name.shape == "person" and m.name.words[-1] != mention.name.words[-1] for m in others):
                    return 0
                return 1 if match.group(1) else -1
        return 0

    def _of_relative(self, pronoun: regex.Match[str]) -> bool:
        """Whether a pronoun owns a relative: her husband."""
        following = self.text[pronoun.end() + 1 : pronoun.end() + _WORD_LENGTH].partition(" ")[0]
        return following.rstrip(",.”") in self.words.relations

    def _met(self, mention: NameMention, pronoun: regex.Match[str]) -> bool:
        """Whether a pronoun is the object of what the name does: "Lee told her"."""
        between = self.text[mention.end : pronoun.start()].split()
        return pronoun[0] in ("him", "her") and len(between) < 3 and self.classes.get((between or [""])[-1]) in _VERBS

    def spelled_out(self, acronym: str, rest: str = "") -> str | None:
        """The words before "(FHA)" whose capitals spell it, else a name of the article whose capitals do.

        ``rest``: a word that the full name ends in, "NUP Canada" of "the National Union of Pilots of Canada".
        """
        known = self._spelled_out
        if (acronym, rest) not in known:
            known[acronym, rest] = self._spell_out(acronym, rest)
        return known[acronym, rest]

    def _spell_out(self, acronym: str, rest: str) -> str | None:
        letters = "".join(filter(str.isalpha, acronym))
        place = self.text.find(f"({acronym})")
        if place > 0:
            return _initialled(self.text[max(0, place - 120) : place].split(), letters)
        for run in self.mentions.runs:
            if rest:
                if not run.endswith(f" {rest}"):
                    continue
                short = run.removesuffix(f" {rest}").split()
                while short and short[-1] in _SMALL:
                    short.pop()
                if found := _initialled(short, letters):
                    return run[run.index(found) :]
            elif run.count(" ") + 1 >= len(letters) and (found := _initialled(run.split(), letters)):
                return found
        return None


def _initialled(words: list[str], letters: str) -> str | None:
    """The last of the words, from the one on with which their capitals spell ``letters``."""
    left = len(letters)
    for i in range(len(words) - 1, -1, -1):
        if words[i][0].isupper():
            if words[i][0] != letters[left - 1]:
                return None
            left -= 1
            if not left:
                return " ".join(words[i:]).rstrip(",")
        elif letters[left - 1] == words[i][0]:
            left -= 1  # Caminhos do Sul (CdS)
        elif words[i] not in _SMALL:
            return None
    return None

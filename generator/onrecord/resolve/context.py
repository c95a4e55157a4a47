"""What a rule of resolution may ask: the mention, the names of the article, and who has spoken before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.find.mentions import NameMention
from onrecord.find.name_words import NameWords
from onrecord.find.names import bare
from onrecord.languages import lexicon as lx
from onrecord.model import Attributed, Form, Span
from onrecord.resolve.antecedent import Antecedent, antecedent, organization_before, subject_before
from onrecord.resolve.entities import Entities, Entity
from onrecord.resolve.phrase import are_people, described, head_end, singular, words_of
from onrecord.resolve.spoken import NOBODY, Spoken
from onrecord.rules import fact
from onrecord.text.document import Document

_REST_OF_NAME = 40
_PARENT = re.compile(r"(?:[Tt]he|[Aa]) (?:\w+ )?(\w+)(?: of |-of-)[a-z]+")
_TO_PERSON = re.compile(
    r"(?:['’]s?)? (?:\([^()\n]{1,20}\) )?(?:[\w-]+ ){0,3}?(?P<role>[\w-]+) (?:(?:of|for) (?:[a-z]+ ){1,3})?"
)
"""From an organization to who speaks for it: Harbor Agency (HA) spokesman Omar Diaz, Bank of Orr’s head of art Lee."""
_LONG = 4
"""Fewer capitals are initials sooner than a surname."""


@dataclass(eq=False)
class ResolutionContext:
    """One mention to resolve, and every fact that a rule may use, computed once."""

    entities: Entities
    mention: Span
    spoken: Spoken = NOBODY
    """The sources resolved before in this article, and whom they are."""
    attributed: Attributed | None = None
    """The quote whose source it is."""
    quotes: tuple[Attributed, ...] = ()
    """All quotes of the article."""
    named: NameMention | None = None
    """The name that the mention is, where it is known to be one."""

    @property
    def document(self) -> Document:
        """The article."""
        return self.entities.document

    @property
    def lists(self) -> NameWords:
        """The word lists of the language."""
        return self.entities.words

    @fact
    def text(self) -> str:
        """The words of the mention."""
        return self.mention.of(self.document.text)

    @fact
    def pronoun(self) -> str | None:
        """What a pronoun agrees with (see ``NameWords.pronouns``); None for other words, and for WHO."""
        if len(self.text) >= _LONGER_THAN_PRONOUNS:
            return None
        low = self.text.lower()
        return None if self.text.isupper() and low in self.lists.initials_as_words else self.lists.pronouns.get(low)

    @fact
    def head_span(self) -> Span:
        """The mention up to the end of its head: "a spokesman" of "a spokesman for the union"."""
        return Span(self.mention.start, self.mention.start + head_end(self.text, self.lists))

    @fact
    def words(self) -> list[str]:
        """The words up to the head, lower case, without possessives: ["the", "florida", "senator"]."""
        return words_of(self.head_span.of(self.document.text))

    @fact
    def head(self) -> str:
        """The head noun, lower case."""
        if " " not in self.text:
            return bare(self.text).removesuffix("'s")
        return self.words[-1] if self.words else ""

    @fact
    def names(self) -> list[NameMention]:
        """The names that begin in the mention."""
        found = self.entities.mentions.between(self.mention.start, self.mention.end + 1)  # “Jr” may go without its stop
        return [m for m in found if m.start < self.mention.end]

    @fact
    def name(self) -> NameMention | None:
        """The name that heads the mention ("the union's Anna Lee"); None where another word is the head."""
        if self.named or self.pronoun or self._national:
            return self.named
        whole = self.entities.mentions.ending(self.mention.end)
        if whole and whole.first == self.mention.start and whole.name.shape != "title":
            return whole
        head = self.head_span.of(self.document.text).rstrip(" .,;:'’\"”")
        end = self.mention.start + len(head.removesuffix("'s").removesuffix("’s").rstrip("'’"))
        before, _, honour = head.rpartition(" ")
        of_place = self.text.startswith(("the ", "The "))  # the Kent North MP
        if honour != honour.capitalize() and honour.lower() in self.lists.honours and not of_place:
            end = self.mention.start + len(before.rstrip(","))  # said Anna Lee KC
        if self.names and self.names[-1].end >= self.mention.end and self._follows_role(self.names[-1]):
            return self.names[-1]  # Bank of Freedonia governor Ida Holm
        for mention in reversed(self.names):
            if mention.first < end <= mention.end + 1 and mention.name.shape != "title":
                return self._with_mark(mention) if head.endswith(_MARKS) else mention
        if " " in self.text and (last := self._closing_name()):
            return last
        return None if " " in self.text else self._longer() or self._common_word()

    def _with_mark(self, mention: NameMention) -> NameMention:
        """The name of a firm or a saint's that is spelt as a possessor, where nobody bears it without: Orr’s said."""
        people = any(entity.kind == "person" for entity in self.entities.bearers(mention.name.words[-1]))
        if people and not self.entities.evidence.possesses_nothing(mention.end + 2):
            return mention
        text = self.document.text[mention.first : mention.end + 2]
        words = tuple(bare(word) for word in text.split())
        name = replace(mention.name, text=text, words=words, title="", shape="organization", given=False)
        return mention._replace(start=mention.first, end=mention.end + 2, name=name)

    @property
    def _national(self) -> bool:
        """It is "the Dutchman": no name, but whoever was spoken of."""
        article, _, noun = self.text.lower().partition(" ")
        return article == "the" and noun in self.lists.nationals

    def _follows_role(self, name: NameMention) -> bool:
        """A role in lower case stands right before a person's name, and after another name."""
        if name.name.shape not in ("person", "unknown"):
            return False
        text = self.document.text
        between = (_TO_PERSON.fullmatch(text, other.end, name.first) for other in self.names if other.end < name.first)
        return any(match and match["role"] in self.lists.roles for match in between)

    def _closing_name(self) -> NameMention | None:
        """The name that ends an office: "director of services Omar Diaz", not "a spokesman for candidate Omar Diaz"."""
        last = self.names[-1] if self.names and self.head in self.lists.roles else None
        if last is None or last.end < self.mention.end or not self.entities.evidence.is_person(last):
            return None
        _, word = self.entities.discourse.word_before(self.mention.start, last.first)
        plain = word.islower() and word not in self.lists.roles and word not in self.entities.discourse.classes
        return last if plain else None

    def _longer(self) -> NameMention | None:
        """The name that the mention begins: "Al" where the text has "said Al From"."""
        start = self.mention.start
        for mention in self.entities.mentions.between(start, self.mention.end + _REST_OF_NAME):
            return mention if mention.start == start and mention.end > self.mention.end else None
        return None

    def _common_word(self) -> NameMention | None:
        """A name that is a common word too: "May", "Dean", where the article has "Theresa May", "Dean Lee"."""
        word = bare(self.text)
        for mention in self.entities.mentions.with_word(word) if self.text[:1].isupper() else ():
            words = mention.name.words
            if len(words) > 1 and (words[-1] == word or (words[0] == word and word in self.lists.given)):
                name = replace(
                    mention.name,
                    text=self.text,
                    words=(word,),
                    title="",
                    shape="unknown",
                    gender=None,
                    given=False,
                )
                return NameMention(self.mention.start, self.mention.start, self.mention.end, name, True)
        return None

    @fact
    def form(self) -> Form:
        """name, pronoun or nominal."""
        if self.pronoun:
            return "pronoun"
        return "name" if self.name and not self.plural else "nominal"

    @fact
    def nominal(self) -> bool:
        """A description: no name heads it, and it has words."""
        return self.name is None and self.pronoun is None and bool(self.words)

    @property
    def names_role(self) -> bool:
        """It is described by a role: "the retired surgeon"."""
        return self.nominal and self.head in self.lists.roles

    @fact
    def description(self) -> str:
        """The words of the mention without articles, and without what follows a comma or "who"."""
        return described(self.text, self.lists)

    @fact
    def called(self) -> str:
        """What the described are called outside their article: "Anna Lee’s aides" where it has "her aides"."""
        words = self.description
        first, _, rest = words.partition(" ")
        kind = _OWNED_BY.get(first.lower()) if rest else None
        owner = self.possessor if kind else None
        if owner is None or owner.kind != kind or not owner.words:
            return words
        mark = "'" if "'" in self.document.text and "’" not in self.document.text else "’"
        return f"{owner.name}{mark}{'' if owner.name.endswith('s') else 's'} {rest}"

    @property
    def definite(self) -> bool:
        """It begins with "the", "this", "that" or "our", and so takes up what was spoken of."""
        return bool(self.words) and self.words[0] in ("the", "this", "that", "our")

    @fact
    def plural(self) -> bool:
        """The head is a noun for several people: "residents", "Democrats", "people"."""
        if self.pronoun:
            return False
        head = self.name.name.words[-1] if self.name and self.name.name.shape != "title" else self.head
        if not head or (self.name and self.text.isupper() and " " not in self.text):
            return False  # CREW said
        if self.name and self.name.name.words[0] in self.lists.causes and self.name.name.shape == "organization":
            return False  # Save the Children
        if head in self.lists.plural_people or (self.name is None and self.words[:1] == ["the"] and head in _COUNTED):
            return True
        if head.endswith("ed") and self.name is None:  # two people briefed on the matter
            before = self.words[self.words.index(head) - 1] if head in self.words[1:] else ""
            return before in self.lists.plural_people or are_people(before, self.lists)
        if not head.endswith("s") or head.endswith(("ss", "'s")):
            return False
        if self.name is None:
            return True
        one = singular(head)
        people = one in self.lists.titles or not self.entities.evidence.is_name(self.name.name.words)
        return people and len(self.name.name.words) == 1 and not self.entities.bearers(head)

    @fact
    def bearers(self) -> list[Entity]:
        """The persons whose name ends with the mention's words and is longer, in the order of the text."""
        if self.name is None:
            return []
        name = self.name.name
        words, count = name.words, len(name.words)
        if name.shape == "organization" and (count > 1 or len(name.text) < _LONG):
            return []  # but LEE, where a transcript sets its speakers so
        found = self.entities.bearers(words[-1])
        people = [
            e
            for e in found
            if e.kind == "person"
            and (
                (len(e.words) > count and e.words[-count:] == words)
                or (count == 1 and len(e.words) > 1 and e.words[0] == words[0] == self.entities.surname(e))
            )
        ]
        return [e for e in people if name.shape != "organization" or not e.name.endswith(name.text)]

    @fact
    def agreement(self) -> str | None:
        """What the mention takes up agrees with: a pronoun, the gender of a role, "his" in "his office"."""
        if self.pronoun:
            return self.pronoun
        if self.words and self.words[0] in ("his", "her"):
            return self.lists.pronouns[self.words[0]]
        head = self.parent or self.head
        lists = self.lists
        person = self.parent or head in lists.roles or head in lists.nationals or head in lists.epithets or self.aged
        return self.lists.genders.get(head, "person") if person else None

    @property
    def aged(self) -> bool:
        """It is an age: "the 41-year-old"."""
        return self.head.endswith("-year-old") and self.head_span == self.mention

    @fact
    def parent(self) -> str | None:
        """The relation in a description by the number of children alone: "the mum-of-three", "a father of two"."""
        parent = _PARENT.fullmatch(self.text)
        return parent[1] if parent and parent[1] in self.lists.relations else None

    @fact
    def possessor(self) -> Entity | None:
        """Whose it is: "her letter", "Lee's bottom line", "the company's answer"; None where nobody's."""
        noun = self.head_span.of(self.document.text).rfind(" ") + 1
        return possessor(self.entities, self.mention.start + noun, self.spoken) if noun and not self.pronoun else None

    @fact
    def antecedent(self) -> Antecedent | None:
        """The last subject before the mention that agrees with it."""
        return antecedent(self.entities, self.mention.start, self.agreement, self.spoken) if self.agreement else None

    @fact
    def organization_before(self) -> Entity | None:
        """The organization spoken of before the mention."""
        any_name = self.head not in self.lists.public_bodies
        return organization_before(self.entities, self.mention.start, any_name, self._may_be)

    def _may_be(self, organization: Entity) -> bool:
        """Whether an organization may be called what the mention calls it."""
        lists, last = self.lists, organization.words[-1] if organization.words else ""
        if self.head in lists.public_bodies and last in lists.legal_forms:
            return False
        if self.head in lists.businesses:  # the Harbor Players are no company, nor is the Harbor Hospital
            people = are_people(last, lists) and last not in lists.trades
            kind = _kind(organization.words) or last
            return not people and not any(kind in bodies for bodies in (lists.public_bodies, lists.civic_bodies))
        between = self.words[1:-1] if self.head in lists.told_apart and self.definite else []
        return not between or not set(between).isdisjoint((*organization.words, *lists.demonyms, *_SAME))


def _kind(words: tuple[str, ...]) -> str:
    """What an organization is by its name: department of "the Department of Ports"; "" where the last word says it."""
    return next((before for before, word in pairwise(words) if word in ("of", "for")), "")


_SAME = ("same", "federal", "national", "local", "state", "new", "two", "other", "editorial")
"""Words that tell no body from another of its kind."""
_WORDS_TO_POSSESSOR = 4


def possessor(entities: Entities, noun: int, spoken: Spoken) -> Entity | None:
    """Whose a noun is, where a possessor stands before it: her (first) letter, Lee's, the company's."""
    discourse, words = entities.discourse, entities.words
    low, place = discourse.sentence_at(noun).start, noun
    for _ in range(_WORDS_TO_POSSESSOR):
        place, word = discourse.word_before(low, place)
        if not word or not word[-1].isalnum():
            if word in ("'", "’") and discourse.text[place - 1].isalnum():
                return _owner(entities, place, spoken)
            return None
        if word.lower() in _OWNERS:
            found = antecedent(entities, place, words.pronouns[word.lower()], spoken)
            if found is None and word.lower() in ("its", "their"):
                return subject_before(entities, place, words.pronouns[word.lower()], spoken)
            return found.entity if found else None
        if word.endswith(("'s", "’s")):
            if _is_time(entities, word[:-2].lower()):
                return None  # last month's report
            return _owner(entities, place + len(word) - 2, spoken)
        if discourse.classes.get(word.lower()) in _BEFORE_PHRASE:
            return None
    return None


_OWNERS = ("his", "her", "its", "their")
_LONGER_THAN_PRONOUNS = 8
_COUNTED = ("two", "three", "four", "five")
"""The two said, of people who were spoken of."""
_MARKS = ("'s", "’s")
_OWNED_BY = {"his": "person", "her": "person", "its": "organization"}  # "their" is anybody's
_BEFORE_PHRASE = frozenset(
    (lx.DETERMINER, lx.PREPOSITION, lx.CUE, lx.VERB, lx.AUXILIARY, lx.SUBORDINATOR, lx.COORDINATOR)
)


def _is_time(entities: Entities, word: str) -> bool:
    lexicon = lx.lexicon(entities.document.language)
    return word in lexicon.periods or word in entities.words.times or lexicon.classes.get(word) == lx.TIME


def _owner(entities: Entities, end: int, spoken: Spoken) -> Entity | None:
    """Who a name or a description is that ends before "’s"."""
    for mention in entities.mentions.between(end - _REST_OF_NAME, end):
        if mention.end == end:
            return entities.meant(mention)
    phrase = entities.discourse.phrase_before(end)
    return entities.described(phrase, spoken) if phrase else None

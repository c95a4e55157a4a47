"""The names of an article gathered to persons and organizations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.find.mentions import Mentions, NameMention
from onrecord.find.name_words import Gender
from onrecord.find.names import Name, bare
from onrecord.find.surnames import surname
from onrecord.languages.lexicon import AUXILIARY
from onrecord.model import Form, Span, SpeakerKind
from onrecord.resolve.discourse import Discourse
from onrecord.resolve.evidence import Evidence

if TYPE_CHECKING:
    import regex

    from onrecord.resolve.antecedent import Candidate
    from onrecord.resolve.spoken import Spoken


def _length(mention: NameMention) -> tuple[int, bool, int]:
    """How full a name is; of equals, one without a nickname: Robert Lee sooner than Robert “Bob” Lee."""
    text = mention.name.text
    return len(mention.name.words), not any(mark in text for mark in '“"‘('), len(text)


def _joined(one: str, other: str) -> bool:
    """Whether one surname is a part of the other."""
    short, long = sorted((one, other), key=len)
    return short in long.split("-")


_NO_NAME_ENDINGS = ("ed", "ly", "ing", "s")
"""Of words that begin a sentence before a surname: "Senators Lee", "Oddly Lee"."""
_BEARERS = 32
"""How many are told apart who share a word of their names."""
_DEPTH = 3
"""How many descriptions may lead to one another."""


@dataclass(slots=True, unsafe_hash=True)  # nothing changes one; frozen, it would take three times as long to make
class Entity:
    """Somebody or something that speaks, and the mentions that bear a full form of the name."""

    name: str
    kind: SpeakerKind
    words: tuple[str, ...] = ()
    """The words of the name to compare by."""
    gender: Gender | None = field(default=None, compare=False)
    """As titles and given names tell it."""
    mentions: tuple[NameMention, ...] = field(default=(), compare=False, repr=False)


class Entities:
    """Who the names of an article stand for; built when the first source of the article is resolved."""

    def __init__(
        self,
        mentions: Mentions,
        decide_name: Callable[[Entities, NameMention], Entity | None],
        decide_described: Callable[[Entities, Span, Spoken], Entity | None],
    ) -> None:
        """``decide_name`` says whom a name stands for, by the rules for names; ``decide_described`` whom a
        description does, after some have spoken.
        """
        self.mentions = mentions
        self.words = mentions.words
        self.document = mentions.document
        self.discourse = Discourse(mentions)
        self.evidence = Evidence(mentions)
        self.forms: dict[tuple[int, int], Form] = {}
        """Whether each source resolved is a name, a pronoun or a nominal."""
        self.roles: dict[str, str | None] = {}
        """The first role that the article gives each person, once asked for: see ``roles.role``."""
        self.offices: dict[str, list[regex.Match[str]]] = {}
        """Where each initials of an office are spelt, once asked for: see ``nominal.initials``."""
        self.role_words: dict[str, frozenset[str]] = {}
        """The words of the roles of each person, once asked for: see ``roles.role_words``."""
        self.candidates: dict[tuple[int, int, str], list[Candidate]] = {}
        """What each sentence has for a pronoun or a description to take up: see ``antecedent.candidates``."""
        self.beside: dict[tuple[int, int], NameMention | None] = {}
        """The name that the noun between two places stands beside, once asked for: see ``beside.named_beside``."""
        self.possessions: dict[tuple[str, str], Entity | None] = {}
        """What a surname and a noun are called together, once asked for: see ``organization.possessed``."""
        self.roles_at: dict[int, str | None] = {}
        """The role that stands with the name that begins there, once asked for: see ``roles.at``."""
        self._decide_name = decide_name
        self._decide_described = decide_described
        self._described: dict[tuple[int, int], Entity | None] = {}
        self._depth = 0
        self._bearers: dict[str, tuple[Entity, ...]] = {}
        self._meant: dict[tuple[tuple[str, ...], str], Entity | None] = {}
        self._genders: dict[str, Gender | None] = {}
        self._surnames: dict[str, str] = {}

    def meant(self, mention: NameMention) -> Entity | None:
        """Whom a name stands for wherever it stands: what the rules for names say of its first mention."""
        if mention.name.shape in ("title", "place"):
            return None
        key = words, title = mention.name.words, mention.name.title
        if key in self._meant:
            return self._meant[key]
        same = (m for m in self.mentions.with_word(words[-1]) if m.name.words == words and m.name.title == title)
        entity = self._meant[key] = self._decide_name(self, next(same, mention))
        return entity

    def may_be_person(self, mention: NameMention) -> bool:
        """Whether a name is a person's, or a word of one: asked before the rules, as most names are not."""
        words = mention.name.words
        if len(words) > 1:
            return True
        for bearer in self.bearers(words[0]):
            if bearer.kind == "person":
                return True
        return self.evidence.is_person(mention)

    def described(self, span: Span, spoken: Spoken) -> Entity | None:
        """Whom a description that is no source stands for; the first answer stays. One may lead to another, but
        not for ever.
        """
        place = span.start, span.end
        if place not in self._described:
            if self._depth == _DEPTH:
                return None
            self._depth += 1
            self._described[place] = self._decide_described(self, span, spoken)
            self._depth -= 1
        return self._described[place]

    def bearers(self, word: str) -> tuple[Entity, ...]:
        """Whoever has a name of more than one word with ``word`` in it, in the order of the text."""
        found = self._bearers.get(word)
        if found is None:
            found = self._bearers[word] = self._gather(word)
        return found

    def _gather(self, word: str) -> tuple[Entity, ...]:
        full = [
            m for m in self.mentions.with_word(word) if len(m.name.words) > 1 and m.name.shape not in ("title", "place")
        ]
        if not full:
            return ()
        groups: list[list[NameMention]] = []
        for mention in [m for m in full if m.body] + [m for m in full if not m.body]:
            for group in groups:
                if self._alike(mention.name, group[0].name):
                    group.append(mention)
                    break
            else:
                if len(groups) < _BEARERS:
                    groups.append([mention])
        groups = [group for group in groups if group[0].body or group[0].name.shape != "unknown"]
        if len(groups) > 1:
            groups = [group for group in groups if self._supported(group)] or groups
        return tuple(self._entity(group) for group in groups)

    def _supported(self, group: list[NameMention]) -> bool:
        """Not a chance meeting of capitals: "Will Lee", "Never Lee", "Lee Wins"."""
        body = [m for m in group if m.body]
        if len(body) == 1 and self.evidence.opens_sentence(body[0]):
            name, classes = body[0].name, self.discourse.classes
            if name.shape != "unknown":
                return classes.get(name.words[0]) != AUXILIARY
            return not name.words[0].endswith(_NO_NAME_ENDINGS) and not any(
                word in classes or f" {word} " in self.document.text for word in name.words
            )
        return bool(body)

    def _entity(self, group: list[NameMention]) -> Entity:
        body = [m for m in group if m.body] or group
        fullest = max(body, key=_length) if len(body) > 1 else body[0]
        person = any(map(self.evidence.is_person, body)) and not any(map(self.evidence.is_thing, body))
        kind: SpeakerKind = "person" if person else "organization"
        genders = [m.name for m in body if m.name.gender]
        told = next((name for name in genders if name.given), genders[0]) if genders else None
        return Entity(fullest.name.text, kind, fullest.name.words, told.gender if told else None, tuple(body))

    def _alike(self, one: Name, other: Name) -> bool:
        """Two full forms of one name: "Anna B. Lee" and "Anna Lee", "Bob Lee" and "Robert Lee"."""
        if one.words == other.words:
            return one.shape == other.shape or "organization" not in (one.shape, other.shape)
        short, long = sorted((one.words, other.words), key=len)
        if one.shape == "organization" or other.shape == "organization":
            return one.shape == other.shape and short[0] == long[0] and set(short) <= set(long)
        if short[0] == long[0] and len(short) == len(long) and _joined(short[-1], long[-1]):
            return True  # Anna Lee, Anna Lee-Orr
        if short[0] == long[0]:
            return short[-1] == long[-1] or (len(short) < len(long) and set(short) <= set(long))
        if short[-1] != long[-1]:
            return False
        if len(short) < len(long) and long[-len(short) :] == short:
            return True  # Fachtna Ó Lee, Mr. Ó Lee
        if 1 in (len(short[0]), len(long[0])):
            return short[0][0] == long[0][0]
        return (short[0], long[0]) in self.words.nicknames

    def introductions(self, entity: Entity, most: int) -> list[NameMention]:
        """The first mentions of an entity by its last word, full forms first."""
        found = [*entity.mentions[:most]]
        if len(found) == most or not entity.words:
            return found
        full = {m.start for m in entity.mentions}
        for mention in self.mentions.with_word(self.surname(entity)):
            if mention.body and mention.start not in full:
                one = self.meant(mention)
                if one is entity or one == entity:
                    found.append(mention)
                    if len(found) == most:
                        break
        return found

    def surname(self, entity: Entity) -> str:
        """The word that stands for an entity: the last of its name, or the first where the family name is that."""
        if len(entity.words) < 2 or entity.kind != "person":
            return entity.words[-1]
        if entity.name not in self._surnames:
            near = entity.mentions[0].start if entity.mentions else 0
            self._surnames[entity.name] = surname(entity.name, self.document.text, near, self.words)
        found = self._surnames[entity.name]
        return entity.words[0] if bare(found) == entity.words[0] else entity.words[-1]

    def gender(self, entity: Entity) -> Gender | None:
        """What kin, titles and given names tell, else the pronouns that follow the name."""
        if not entity.words:
            return entity.gender
        if entity.name not in self._genders:
            self._genders[entity.name] = (
                self.evidence.kin_gender(entity.mentions) or entity.gender or self._pronoun_gender(entity)
            )
        return self._genders[entity.name]

    def _pronoun_gender(self, entity: Entity) -> Gender | None:
        last = self.surname(entity)
        alone = sum(last in (other.words[-1], self.surname(other)) for other in self.bearers(last)) < 2
        return self.evidence.pronoun_gender(self.mentions.with_word(last) if alone else entity.mentions)

"""What a pronoun or a description takes up: the last subject before it that agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import regex

from onrecord.find.mentions import NameMention
from onrecord.languages.lexicon import AUXILIARY, CUE, PREPOSITION, RELATIVE, SUBORDINATOR, VERB
from onrecord.model import Span
from onrecord.resolve.discourse import Distance, Slot
from onrecord.resolve.entities import Entities, Entity
from onrecord.resolve.phrase import are_people, head_end, singular, words_of
from onrecord.resolve.spoken import Spoken

_PERSONAL = ("male", "female", "person")
_STEPS = 6
"""How long a chain of pronouns may be: she, she, she, Lee."""
_OWNED = regex.compile(r"['’]s? (\w+)")
_LEADS_UP = regex.compile(r", (?:(?:\p{Ll}[\p{Ll}-]* ){0,2}(\p{Ll}+) )?")
_SAYS = regex.compile(r"\w+ (?:said|says|added|told|wrote|writes|argued|noted|explained|recalled|insisted|thought)\b")
_WHO = regex.compile(r"(?: of [^,.;“”]{2,30}(?:, \p{Lu}[\p{L}.]+)?)?,? who\b|, \d\d, (?:the|an?|is|was)\b")
_TURN = 2
"""Within how many paragraphs it is still the last speaker's turn."""
_ORGANIZATION_PARAGRAPHS = 3
_FINITE = (CUE, VERB, AUXILIARY)
_INNER_CAPITAL = regex.compile(r"\p{Ll}\p{Lu}")
"""Of a company's name, wherever it stands: PayLekha."""
_LOOK_BACK = 8000
_WORD = 24
"""Within how many characters after a name the word after its comma ends."""


class Antecedent(NamedTuple):
    """Whom a mention takes up, how far back, and whether as a subject."""

    entity: Entity
    distance: Distance
    subject: bool
    start: int
    """Where it stands, or the pronoun that leads to it."""


class Candidate(NamedTuple):
    """A name, a pronoun or a description before a mention, and whom it is."""

    slot: Slot
    entity: Entity | None
    """None for a pronoun: it leads on to what it takes up itself; for a name, until it is settled."""


def antecedent(entities: Entities, position: int, agreement: str, spoken: Spoken) -> Antecedent | None:
    """The last subject before ``position`` that agrees.

    A subject that is the same pronoun leads on to what that one takes up; the sources that have ``spoken`` before
    count as subjects.
    """
    distance: Distance | None = None
    first: int | None = None
    for _ in range(_STEPS):
        step = _step(entities, position, agreement, spoken)
        if step is None:
            return None
        near, (slot, entity), subject = step
        distance = near if distance is None else "earlier" if "earlier" in (near, distance) else "paragraph"
        first = slot.start if first is None else first
        if entity:
            return Antecedent(entity, distance, subject, first)
        position = slot.start
    return None


def _step(entities: Entities, position: int, agreement: str, spoken: Spoken) -> tuple[Distance, Candidate, bool] | None:
    others: list[Candidate] = []
    reported: tuple[Distance, Candidate, bool] | None = None
    enough, asked = -1, False
    for distance, span, here in entities.discourse.before(position):
        if others and here < enough:
            break
        if reported and distance == "earlier":
            return reported
        found = candidates(entities, span, here, agreement, spoken)
        subject = subject_of(entities, found, agreement, distance)
        if distance == "sentence" and _reports(entities, span, position):
            reported = (distance, subject, True) if subject else None
            continue
        if subject:
            return distance, subject, True
        if not others:
            enough = here
            asked = span.of(entities.document.text).rstrip().endswith("?")
        names = [one for one in found if one.slot.name]
        if names and (others or _first(entities, names, agreement)):
            others += names
    if reported:
        return reported
    if asked and (last := _just_spoke(entities, position, agreement, spoken)):
        return last
    if agreement not in _PERSONAL:  # "in Lisbon": no "it"
        others = [one for one in others if one.slot.name and one.slot.name.name.shape != "unknown"]
    named = [*settled(entities, others, agreement)]
    return ("paragraph", named[0], False) if len({one.entity for one in named}) == 1 else None


def _reports(entities: Entities, span: Span, position: int) -> bool:
    """Whether what comes before is what the words at ``position`` report: "Lee is no farmer, he said"."""
    text, discourse = entities.document.text, entities.discourse
    if text[position - 2 : position] != ", " or not _SAYS.match(text, position):
        return False
    first = span.of(text).split(maxsplit=1)[0].lower()
    return discourse.classes.get(first) not in (SUBORDINATOR, PREPOSITION, RELATIVE)


def _just_spoke(
    entities: Entities, position: int, agreement: str, spoken: Spoken
) -> tuple[Distance, Candidate, bool] | None:
    """Whoever spoke last, in this paragraph or one of the two before: the reporter's question takes no turn."""
    last = spoken.last()
    if last is None or not _agrees(entities, last[1], agreement, spoke=True):
        return None
    source, entity = last
    back = entities.document.paragraph_at(position) - entities.document.paragraph_at(source.start)
    return ("earlier", Candidate(Slot(source.start, source.end), entity), True) if 0 <= back <= _TURN else None


def subject_of(entities: Entities, found: list[Candidate], agreement: str, distance: Distance) -> Candidate | None:
    """Who was asked, else who closes the sentence with "…, Lee said", else the first subject.

    Whether a name agrees is asked of as few as will do: it takes a reading of all that the article says of the name.
    """
    if not found:
        return None
    subjects = [one for one in found if one.slot.subject]
    closing = [one for one in subjects if one.slot.closing]
    last = _first(entities, reversed(closing), agreement) if closing else None
    asked = [one for one in found if one.slot.asked] if last is None else None
    if asked and (first := _first(entities, asked, agreement)):
        return first
    if last and distance != "sentence":
        return last
    first = _first(entities, subjects, agreement) if subjects else None
    if first and agreement in _OBJECT and distance != "sentence" and (other := _met(entities, first, agreement)):
        return other
    if first and len(subjects) > 1 and distance != "sentence":
        first = _of_main_clause(entities, found, agreement) or first
    if first and distance != "sentence" and (named := _named_after(entities, subjects, first, agreement)):
        return named
    if first is None and distance != "sentence":
        names = [one for one in found if one.slot.name and _WHO.match(entities.document.text, one.slot.end)]
        told_of = [one for one in names if one.slot.name and _may_be_told_of(entities, one.slot.name)]
        if told_of and (who := _first(entities, told_of, agreement)):
            return who  # It was welcomed by Lee, who runs the mill
    if first is None and distance != "sentence" and any(one.slot.possessor for one in found):
        opener = _first(entities, found, agreement)
        return opener if opener and opener.slot.possessor else None
    return first


def _may_be_told_of(entities: Entities, mention: NameMention) -> bool:
    name = mention.name
    return name.shape == "person" or (len(name.words) > 1 and entities.evidence.is_person(mention))


_OBJECT = {
    "male": regex.compile(r",? \p{Ll}+ him\b"),
    # not: Lee, for her part, has; Lee saw her mother was
    "female": regex.compile(r",? \p{Ll}+ her\b(?! part,)(?! \p{Ll}+(?<!ing) (?:was|is|had|has)\b)"),
}


_MET_WHO = {
    "male": regex.compile(r" who \p{Ll}+ him\b"),
    "female": regex.compile(r" who \p{Ll}+ her (?:from|in|at|on|to|with|by|and|as)\b"),
}


def _met(entities: Entities, first: Candidate, agreement: str) -> Candidate | None:
    """Whom the subject of a sentence does something to: Orr warned |her|. She said"""
    if first.entity is None or first.entity.gender is not None:
        return None
    if _OBJECT[agreement].match(entities.document.text, first.slot.end) is None:
        return None
    start = entities.discourse.sentence_at(first.slot.start).start
    return Candidate(Slot(start, start), None)


def _of_main_clause(entities: Entities, found: list[Candidate], agreement: str) -> Candidate | None:
    """The subject of the main clause: Asked whether Lee would play, |Ortiz| smiled."""
    main = entities.discourse.main_subject(found[0].slot.start)
    if main is None:
        return None
    text = entities.document.text
    heads = [one for one in found if main.start <= one.slot.start and one.slot.end == main.end and one.slot.subject]
    named = any(
        (one.slot.name or (one.entity and one.entity.kind != "unnamed")) and one.slot.end == main.end for one in found
    )
    if text.startswith(", ", main.end) and not named:  # Her niece, |Lee|, was
        named_so = (one for one in found if one.slot.name and one.slot.start > main.end)
        first = next(named_so, None)  # Its head, student Lee, said
        leads_up = _LEADS_UP.fullmatch(text, main.end, first.slot.start) if first else None
        if first and leads_up and (leads_up[1] is None or leads_up[1] in entities.words.callings):
            heads = [first, *heads]
    return None if " and " in main.of(text) else _first(entities, heads, agreement)


def _named_after(entities: Entities, subjects: list[Candidate], first: Candidate, agreement: str) -> Candidate | None:
    """The name that a pronoun in a fronted clause stands for: When she came, |Anna Lee| smiled."""
    if first.slot.name or first.entity:
        return None
    discourse, start = entities.discourse, entities.discourse.sentence_at(first.slot.start).start
    opening = discourse.text[start : first.slot.start].partition(" ")[0].lower()
    if discourse.classes.get(opening) not in (SUBORDINATOR, VERB, CUE):
        return None
    named = [
        one
        for one in subjects
        if (mention := one.slot.name)
        and mention.name.words
        and singular(mention.name.words[-1]) not in entities.words.titles | entities.words.partisans
        and "," in discourse.text[first.slot.end : one.slot.start]
    ]
    return _first(entities, named, agreement)


def _first(entities: Entities, found: Iterable[Candidate], agreement: str) -> Candidate | None:
    return next(settled(entities, found, agreement), None)


def settled(entities: Entities, found: Iterable[Candidate], agreement: str) -> Iterator[Candidate]:
    """The candidates that agree, with whom each name is."""
    for one in found:
        name = one.slot.name
        if name is None:
            yield one
        elif entity := _named(entities, name, agreement):
            yield Candidate(one.slot, entity)


def candidates(entities: Entities, span: Span, paragraph: int, agreement: str, spoken: Spoken) -> list[Candidate]:
    """What a sentence, or the beginning of one, has that agrees or may, in the order of the text."""
    key = span.start, span.end, agreement
    found = entities.candidates.get(key)
    if found is None:
        found = entities.candidates[key] = _candidates(entities, span, agreement, spoken)
    sources = spoken.within(span, paragraph)
    if not sources:
        return found
    last = spoken.last()
    agreeing = [one for one in sources if _agrees(entities, one[1], agreement, spoke=one == last)]
    if not agreeing:
        return found
    for source, entity in agreeing:
        found = [one for one in found if one.slot.end <= source.start or source.end <= one.slot.start]
        closing = entities.discourse.closes(span, source.start, source.end)
        found.append(Candidate(Slot(source.start, source.end, closing=closing), entity))
    return sorted(found, key=_start)


def _start(candidate: Candidate) -> int:
    return candidate.slot.start


def _candidates(entities: Entities, span: Span, agreement: str, spoken: Spoken) -> list[Candidate]:
    """The names, the pronouns and the opening description; who has spoken there since is added to them."""
    discourse = entities.discourse
    found = [Candidate(slot, None) for slot in discourse.names(span, agreement not in _PERSONAL)]
    found += [Candidate(slot, None) for slot in discourse.pronouns(span, agreement)]
    opening = discourse.opening(span)
    if opening:
        found += _opening(entities, opening, agreement, spoken, found)
    return sorted(found, key=_start) if len(found) > 1 else found


def _opening(
    entities: Entities, opening: Span, agreement: str, spoken: Spoken, others: list[Candidate]
) -> list[Candidate]:
    """The description that opens the sentence, unless a name in apposition says who it is: "The captain, Anna Lee,"."""
    text = entities.document.text
    whose = text[opening.start : opening.end].partition(" ")[0].lower()
    if agreement in ("male", "female") and entities.words.pronouns.get(whose) == agreement:
        return [Candidate(Slot(opening.start, opening.start + len(whose)), None)]  # Her landlord told her. She
    apposed = [
        one
        for one in others
        if one.slot.name
        and one.slot.subject
        and text[one.slot.end : one.slot.end + 1] == ","
        and (_stands_by(entities, opening.end, one.slot) or _leads_up(entities, opening.end, one.slot.start))
    ]
    if apposed and _first(entities, apposed, agreement):
        return []
    met = _MET_WHO.get(agreement)
    if met and met.match(text, opening.end):
        return []  # A driver who recognized her
    entity = entities.described(opening, spoken)
    document = agreement == "thing" and _is_document(entities, opening)
    if entity is None or not (document or _agrees(entities, entity, agreement)):
        return []  # A petition by Lee drew crowds. It said
    if entity.kind == "unnamed" and text[opening.end] != "," and _first(entities, others, agreement):
        return []  # One historian told Lee
    return [Candidate(Slot(opening.start, opening.end), entity)]


def _stands_by(entities: Entities, opening: int, name: Slot) -> bool:
    """Whether no verb parts a description from the name after a comma, or one follows the name: The captain of the
    ferry, |Anna Lee|, said; The captain, who has one name, |Lee|, said; not: The actress came with her mum, Lee, and
    """
    before, comma, _ = entities.document.text[opening : name.start].rpartition(",")
    classes = entities.discourse.classes
    if not comma:
        return False
    following = entities.document.text[name.end : name.end + _WORD].split()[1:2]
    parted = any(classes.get(word) in _FINITE for word in before.split())
    return not parted or (bool(following) and classes.get(following[0]) in _FINITE)


def _leads_up(entities: Entities, opening: int, name: int) -> bool:
    """Whether a description goes before the name in apposition: Her opponent, Texas builder |Omar Diaz|, said."""
    between = _TO_APPOSED.fullmatch(entities.document.text, opening, name)
    return between is not None and between[1] in entities.words.callings


_TO_APPOSED = regex.compile(r", (?:[\p{L}.’'-]+ ){0,3}?(\p{Ll}+) ")


def _is_document(entities: Entities, opening: Span) -> bool:
    return words_of(opening.of(entities.document.text))[-1] in entities.words.statements


def _named(entities: Entities, mention: NameMention, agreement: str) -> Entity | None:
    if agreement in _PERSONAL and mention.name.shape not in ("person", "unknown"):
        return None
    if agreement in ("male", "female") and mention.name.gender not in (None, agreement):
        return None
    if agreement in _PERSONAL and not entities.may_be_person(mention):
        return None
    if (
        agreement not in _PERSONAL
        and mention.name.shape == "unknown"
        and not entities.evidence.is_name(mention.name.words)
    ):
        return None
    entity = entities.meant(mention)
    return entity if entity and _agrees(entities, entity, agreement) else None


def _agrees(entities: Entities, entity: Entity, agreement: str, *, spoke: bool = False) -> bool:
    if agreement in _PERSONAL:
        if entity.kind == "unnamed":
            return describes_person(entities, entity, spoke=spoke) and entity.gender in (None, agreement)
        return entity.kind == "person" and (agreement == "person" or entities.gender(entity) in (None, agreement))
    if entity.kind == "unnamed":
        return agreement == "thing" and not describes_person(entities, entity)
    return entity.kind == "organization" or (agreement == "many" and entity.kind == "group")


def describes_person(entities: Entities, entity: Entity, *, spoke: bool = False) -> bool:
    """Whether what an unnamed one is called heads in a word for people: a production source; not a new report. What
    takes nobody up, as an occupation, is taken up itself where it ``spoke`` last: a bride said … She added.
    """
    words = words_of(entity.name[: head_end(entity.name, entities.words)])
    known = entities.words
    kinds = (known.callings if spoke else known.roles, known.epithets, known.relations)
    return bool(words) and (words[-1].endswith("-year-old") or any(words[-1] in kind for kind in kinds))


def subject_before(entities: Entities, position: int, agreement: str, spoken: Spoken) -> Entity | None:
    """The subject that agrees with "it" or "they" in the sentences just before, in the paragraph or ending the last."""
    for _ in range(_STEPS):
        one = _near_subject(entities, position, agreement, spoken)
        if one is None or one.entity:
            return one.entity if one else None
        position = one.slot.start
    return None


def _near_subject(entities: Entities, position: int, agreement: str, spoken: Spoken) -> Candidate | None:
    here = entities.document.paragraph_at(position)
    for distance, span, paragraph in entities.discourse.before(position):
        found = candidates(entities, span, paragraph, agreement, spoken)
        subject = subject_of(entities, found, agreement, distance)
        if subject or paragraph < here:
            return subject
    return None


def subject_near(entities: Entities, position: int, spoken: Spoken) -> Entity | None:
    """The last named subject before a place in its sentence, else the first after, else a source resolved."""
    sentence = entities.discourse.sentence_at(position)
    slots = entities.discourse.names(sentence, articles=True)
    subjects = [slot for slot in slots if slot.subject or slot.possessor]
    before = [slot for slot in reversed(subjects) if slot.start < position]
    for slot in (*before, *subjects):
        if slot.name and slot.name.name.shape == "unknown" and not entities.evidence.is_name(slot.name.name.words):
            continue  # Reacting in a statement
        if slot.name and (entity := _owned(entities, slot) or entities.meant(slot.name)):
            return entity
    opening = entities.discourse.opening(sentence)
    if opening and opening.end <= position and (entity := entities.described(opening, spoken)):
        return entity
    inside = spoken.within(sentence, entities.document.paragraph_at(position))
    return inside[0][1] if inside else None


def _owned(entities: Entities, slot: Slot) -> Entity | None:
    """The organization of a possessor: "Lee's campaign"."""
    match = _OWNED.match(entities.document.text, slot.end) if slot.possessor else None
    if match is None or match[1] not in entities.words.organization_nouns:
        return None
    name = slot.name.name.text + match[0]  # type: ignore[union-attr]
    return Entity(name, "organization", tuple(name.lower().split()))


def organization_before(
    entities: Entities, position: int, any_name: bool = True, fits: Callable[[Entity], bool] = bool
) -> Entity | None:
    """The last organization that ``fits`` and is a subject in these three paragraphs, else the most named so far.

    ``any_name``: names that do not show by their words that they are an organization's count too.
    """
    document, discourse = entities.document, entities.discourse
    last = document.paragraph_at(position)
    for index in range(last, max(-1, last - _ORGANIZATION_PARAGRAPHS), -1):
        for sentence in discourse.back(index, position):
            for slot in discourse.names(sentence, articles=True):
                agent = document.text.endswith(" by ", 0, slot.start)  # They were placed by Harbor Aid. The group said
                if (slot.subject or slot.possessor or agent) and slot.end <= position and slot.name:
                    found = _organization(entities, slot.name, any_name)
                    if found and fits(found):
                        return found
    shaped = [
        m
        for m in entities.mentions.between(max(0, position - _LOOK_BACK), position)
        if m.body and m.name.shape == "organization"
    ]
    if not shaped:
        return None
    most = max(reversed(shaped), key=lambda m: len(entities.mentions.with_word(m.name.words[-1])))
    found = _organization(entities, most, any_name)
    return found if found and fits(found) else None


def _organization(entities: Entities, mention: NameMention, any_name: bool) -> Entity | None:
    shape = mention.name.shape
    if entities.evidence.is_outlet(mention):
        return None
    if shape != "organization" and not (
        any_name
        and shape == "unknown"
        and (
            entities.evidence.is_name(mention.name.words)
            or _INNER_CAPITAL.search(mention.name.text)
            or entities.evidence.is_called_organization(mention)
        )
    ):
        return None
    entity = entities.meant(mention)
    if entity is None or entity.kind != "organization":
        return None
    return None if len(entity.words) == 1 and are_people(entity.words[0], entities.words) else entity  # Democrats

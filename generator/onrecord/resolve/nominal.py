"""People described: "the senator", "residents", "a spokesman for the union"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice, pairwise

import regex

from onrecord.find.names import bare
from onrecord.languages.lexicon import AUXILIARY, CUE, DETERMINER, PREPOSITION, TO, VERB
from onrecord.model import Attributed, Span
from onrecord.resolve.antecedent import antecedent
from onrecord.resolve.beside import LOOK_BACK, named_beside, places
from onrecord.resolve.context import ResolutionContext
from onrecord.resolve.entities import Entity
from onrecord.resolve.phrase import head_end, singular, words_of
from onrecord.resolve.roles import holds_now, role_words, same_office

_BEFORE_NAME = regex.compile(r"(?:(?:,| --| —| –) | \()(?=\p{L})")
_ANY_GROUP = frozenset(("groups", "organizations", "organisations", "men", "women", "lawmakers", "legislators"))
_HEADLINE = 160
_SPOKE_JUST_NOW = 3
"""Within how many paragraphs whoever spoke last is still spoken of."""
_NO_MODIFIER = frozenset((PREPOSITION, CUE, VERB, AUXILIARY, DETERMINER, TO))  # a fine for the manager
# What stands before a noun that is spoken of for the first time: “a Republican committee ”
_INTRODUCED = regex.compile(r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) ((?:[\p{L}\p{N}.’'-]+ ){0,5})$")
_PHRASE_LENGTH, _MOST_PLACES = 70, 16
_MOST_INITIALS = 5
_MOST_OFFICES = 16
"""How many initials are looked for in an article, and at how many places each."""
_JOINED = " (?:of |for |the )*"
_WITHIN_OFFICE = regex.compile(r" (?:of|for|in|on|at|to|the) $")
_TO_HOLDER = 80
"""Within how many characters after an office its holder is named: Deputy Commissioner of Police (East) |Anna Lee|."""
_ORDINALS = frozenset(("other", "same", "first", "second", "third", "unnamed", "anonymous"))


def same_people(context: ResolutionContext) -> Entity | None:
    """Several people who spoke before: "the groups" after "ten rights groups", "the growers" after "wheat growers"."""
    if not context.plural or context.head in context.lists.statements or not context.definite or len(context.words) > 2:
        return None
    for _, entity in context.spoken.back("group", "organization"):
        words = set(words_of(entity.name))
        if context.head in words or singular(context.head) in words:
            return entity
        if entity.kind == "group" and context.head in _ANY_GROUP and _ANY_GROUP & words:
            return entity
    return None


def several_people(context: ResolutionContext) -> Entity | None:
    """Several people described are a group, called what the words call it: "residents", "union members"."""
    if not context.plural or context.head in context.lists.statements:
        return None
    return Entity(context.called, "group")


def named_next(context: ResolutionContext) -> Entity | None:
    """A description with the name in apposition: "one of its founders, Anna Lee", "the MP, the dean Anna Lee"."""
    match = _BEFORE_NAME.match(context.document.text, context.mention.end) if context.nominal else None
    if match is None:
        return None
    for mention in context.entities.mentions.between(match.end(), match.end() + 60)[:1]:
        between = context.document.text[match.end() : mention.first].split()
        led_up = not between or (
            context.entities.discourse.classes.get(between[0]) == DETERMINER
            and between[-1] in context.lists.roles
            and all(map(str.islower, between))
        )
        entity = context.entities.meant(mention) if led_up else None
        if entity and entity.kind == "person":
            return entity
    return None


def same_role(context: ResolutionContext) -> Entity | None:
    """Whom the article gave the role, of several the last subject or else the last named: "the senator"."""
    if not context.nominal or not context.definite or context.head not in context.lists.roles:
        return None
    last = context.spoken.last()
    if last and last[1].kind == "unnamed" and words_of(last[1].name)[:1] == words_of(context.text)[-1:]:
        return None  # a member close to Lee said … the member said
    here, whose = context.document.paragraph_at(context.mention.start), context.lists.demonyms & set(context.words)
    holders: list[Entity] = []
    called: dict[str, int] = {}  # where each is called so
    for place, mention in named_beside(
        context.entities, same_office(context.entities, context.head), context.mention.start
    ):
        entity = context.entities.meant(mention) if mention.name.shape in ("person", "unknown") else None
        if entity is None or entity.kind != "person" or entity in holders:
            continue
        if context.parent and not context.document.text.startswith(_OF, place + len(context.parent)):
            continue  # the mother of two is not the one of: Her mother, Anna Lee
        if not whose or _is_of(whose, role_words(context.entities, entity)):
            holders.append(entity)
            called[entity.name] = max(place, mention.start)
    if len(holders) > 1:
        words = set(context.words)
        shared = {entity.name: len(words & role_words(context.entities, entity)) for entity in holders}
        most = max(shared.values())
        holders = [entity for entity in holders if shared[entity.name] == most]  # the vice president
    holders = [entity for entity in holders if not holds_now(context, entity)]
    described = introduced(context, context.document.paragraphs[here].start) if holders else None
    if described and all(called[one.name] < described.start for one in holders):
        return None  # a Ghent spokeswoman paused; the spokeswoman
    if len(holders) > 1 and context.antecedent and context.antecedent.entity in holders:
        return context.antecedent.entity
    return holders[0] if holders else None


_OF = (" of ", "-of-")


def witness(context: ResolutionContext) -> Entity | None:
    """The witness: who answered or testified last: “I did not,” Lee replied. “Why?” Ms Orr asked. The witness said."""
    if not context.nominal or not context.definite or context.head != "witness":
        return None
    for source, entity in context.spoken.back("person"):
        after = context.document.text[source.end : source.end + _VERB_WITHIN].split()[:1]
        if after and any(bare(after[0]) in kind for kind in (context.lists.testifying, context.lists.answering)):
            return entity
    return None


_VERB_WITHIN = 24


def _is_of(whose: frozenset[str] | set[str], words: frozenset[str]) -> bool:
    """Whether an office is of a country by its words: the Freedonian minister, Freedonia’s minister."""
    stems = {word[: max(_STEM, len(word) - _ENDING)] for word in whose - words}
    return all(any(word.startswith(stem) for word in words) for stem in stems)


_STEM, _ENDING = 4, 3


def initials(context: ResolutionContext) -> Entity | None:
    """The office whose initials it is, by who holds it: "the DCP" after "Deputy Commissioner of Police Anna Lee"."""
    letters = context.text.rpartition(" ")[2]
    if not context.definite or not (2 <= len(letters) <= _MOST_INITIALS and letters.isalpha() and letters.isupper()):
        return None
    entities, text, mentions = context.entities, context.document.text, context.entities.mentions
    if letters not in entities.offices:
        if len(entities.offices) == _MOST_OFFICES:
            return None
        words = (rf"[{letter}{letter.lower()}]\p{{L}}+" for letter in letters)
        spelt = regex.finditer(rf"\b{_JOINED.join(words)}(?= |,)", text)
        named = (match for match in spelt if any(word in context.lists.roles for word in words_of(match[0])))
        entities.offices[letters] = [*islice(named, _MOST_OFFICES)]
    for match in entities.offices[letters]:
        if match.end() > context.mention.start or mentions.quoted(match.start()):
            continue
        for mention in mentions.between(match.start(), match.end() + _TO_HOLDER):
            if mention.end <= match.end() or _WITHIN_OFFICE.search(text, match.end(), mention.first):
                continue
            entity = entities.meant(mention)
            return entity if entity and entity.kind == "person" else None
    return None


def earlier_description(context: ResolutionContext) -> Entity | None:
    """Somebody unnamed who was described before: "the aide" after "a Republican committee aide"."""
    if not context.nominal or not context.definite:
        return None
    words = set(context.words[1:])
    for _, entity in context.spoken.back("unnamed"):
        head = words_of(entity.name[: head_end(entity.name, context.lists)])[-1:]
        if head == [context.head] and words <= set(words_of(entity.name)):
            return entity
    last, sources = context.spoken.last(), context.lists.sources
    alone = context.head in sources and words == {context.head}
    if alone and last and last[1].kind == "unnamed" and sources.intersection(words_of(last[1].name)[:1]):
        return last[1]  # a source close to the band said … the insider added
    low = max(0, context.mention.start - LOOK_BACK)
    phrase = introduced(context, low)
    if phrase is None and alone:
        phrase = introduced(context, low, context.lists.sources)
    if phrase is None or _named_so(context):
        return None
    if named := _named_next(context, phrase.start, context.parent or context.head):
        return named
    return Entity(phrase.of(context.document.text), "unnamed", gender=context.lists.genders.get(context.head))


def _named_so(context: ResolutionContext) -> bool:
    """Whether an organization before is called so by its name: A trust apologised … Harbor NHS Trust … the trust."""
    if context.head not in context.lists.organization_nouns:
        return False
    named = context.entities.mentions.with_word(context.head)
    return any(
        one.body and one.end <= context.mention.start and one.name.words[-1] == context.head and len(one.name.words) > 1
        for one in named
    )


def introduced(context: ResolutionContext, low: int, heads: Iterable[str] = ()) -> Span | None:
    """The last description before, from ``low`` on, that says no less, after an article: a |Republican aide|; of the
    same noun, or of one of ``heads``.
    """
    further = set(context.words[1:]) - {context.head} - _ORDINALS
    text, mentions, classes = context.document.text, context.entities.mentions, context.entities.discourse.classes
    for place, stop in islice(
        places(context.entities, heads or (context.head,), low, context.mention.start), _MOST_PLACES
    ):
        phrase = _INTRODUCED.search(text, max(low, place - _PHRASE_LENGTH), place)
        if phrase is None or mentions.quoted(place) or not further <= set(phrase[1].lower().split()):
            continue
        if not any(classes.get(word) in _NO_MODIFIER for word in phrase[1].split()):
            return Span(phrase.start(1), stop)
    return None


def partisan(context: ResolutionContext) -> Entity | None:
    """A member of a party by the state: "the Illinois Democrat" after "Sen. Anna Lee, D-Ill."."""
    if not context.nominal or not context.definite or context.head not in context.lists.partisans:
        return None
    entities, words = context.entities, _states(context)
    states = {context.lists.states[word] for word in words if word in context.lists.states}
    if not states:
        return None
    tags = entities.discourse.party_tags
    found = [start for state in states.union(words) for start in tags.get((context.head[0], state), ())[:_MOST_PLACES]]
    for start in sorted(found):
        if start > context.mention.start:
            return None
        for mention in reversed(entities.mentions.between(start - _TO_HOLDER, start)):
            entity = entities.meant(mention) if mention.end == start else None
            if entity and entity.kind == "person":
                return entity
    return None


def _states(context: ResolutionContext) -> tuple[str, ...]:
    """The words that may be a state's name: of "the senior New York Democrat", york and new york."""
    words = context.words[1:-1]
    return *words, *(f"{one}_{other}" for one, other in pairwise(words))


def introduced_next(context: ResolutionContext) -> Entity | None:
    """Whom a lead only describes, by the name that the next paragraph begins with, new to the article, and that says
    more: the deputy minister said yesterday. ¶ Anna Lee told reporters that …; A carer said it was “…”. ¶ Anna Lee, 41,
    """
    if not context.nominal or context.plural or context.head in context.lists.anonymous:
        return None
    return _named_next(context, context.mention.start, context.parent or context.head)


def _named_next(context: ResolutionContext, start: int, head: str) -> Entity | None:
    """Who begins the paragraph after the lead, if what is described at ``start``, in the lead, may be that."""
    document, entities, lists = context.document, context.entities, context.lists
    paragraph = document.paragraph_at(start)
    if paragraph > document.lead or paragraph + 1 >= len(document.paragraphs):
        return None
    main = entities.discourse.main_subject(document.paragraphs[paragraph].start)
    leads = main is not None and document.text[main.start : max(main.start, start)].lower().strip() in _BEFORE_NOUN
    calls = any(head in kind for kind in (lists.callings, lists.epithets, lists.relations))
    if head not in lists.roles and not (leads and calls):
        return None
    following = document.paragraphs[paragraph + 1]
    subject = entities.discourse.main_subject(following.start)
    within = entities.mentions.between(subject.start, subject.end) if subject else ()
    first = next((m for m in within if m.body), None)
    if subject is None or first is None or first.first > subject.start + _TO_SUBJECT:
        return None
    entity = entities.meant(first) if first.name.shape in ("person", "unknown") else None
    if entity is None or entity.kind != "person" or not entity.mentions or len(entity.words) < 2:
        return None
    earlier = min(one.start for one in entity.mentions)
    if earlier < following.start and not entities.mentions.headline(earlier):
        return None
    gender, known = lists.genders.get(head), role_words(entities, entity)
    if gender and entities.gender(entity) not in (None, gender):
        return None
    if leads and _AGE.match(document.text, first.end):
        return entity
    if subject.end < first.end or not entities.discourse.speaks_first(paragraph + 1, subject):
        return None
    another = known and head not in known and (not leads or (head in lists.offices and lists.offices & known))
    return None if another else entity


_BEFORE_NOUN = ("", "a", "an", "the", "one")


def quoted_again(context: ResolutionContext) -> Entity | None:
    """Whom what stands before an article only describes, by the name beside the same words further down:
    • One bride was left “in a car park”, a court hears ⏎ … Anna Lee said: “I ended up in a car park.”
    """
    document, entities, attributed = context.document, context.entities, context.attributed
    if not context.nominal or context.plural or attributed is None:
        return None
    if document.paragraph_at(context.mention.start) > document.lead:
        return None
    quote, text = attributed.quote, document.text
    words = text[quote.start : quote.end].strip(" .,!?;:…")[:_LONGEST_REPEATED]
    if words.count(" ") < _REPEATED_SPACES:
        return None
    place = text.find(words[1:], quote.outer_end, quote.outer_end + _TO_REPEATED)  # a capital where it opens the other
    i = bisect_right(context.quotes, place, key=_quote_start) - 1 if place >= 0 else -1
    other = context.quotes[i] if i >= 0 else None
    source = other.attribution.source if other and place < other.quote.end else None
    said = ResolutionContext(entities, source) if source else None
    near = said.antecedent if said and said.pronoun in ("male", "female") else None
    entity = entities.meant(said.name) if said and said.name else near.entity if near else None
    gender = context.lists.genders.get(context.head)
    if entity is None or entity.kind != "person" or (gender and entities.gender(entity) not in (None, gender)):
        return None
    return entity


def _quote_start(attributed: Attributed) -> int:
    return attributed.quote.start


_REPEATED_SPACES, _LONGEST_REPEATED, _TO_REPEATED = 3, 60, 10_000
"""Four words and more that two quotes share are the same speaker's; so far into an article they are looked for."""
_TO_SUBJECT = 30
"""Within how many characters after its start a subject has its name: Datuk Seri |Anna Lee| said."""


def epithet(context: ResolutionContext) -> Entity | None:
    """Another word for whoever is spoken of: "the retired surgeon", when one person was the last subject."""
    if not context.nominal or not context.definite or context.head in context.lists.anonymous:
        return None
    national = context.head in context.lists.nationals
    called = national or context.aged or context.head in context.lists.epithets
    foreign = context.lists.demonyms & set(context.words) and context.head in context.lists.of_countries
    if context.head in context.lists.told_apart or (foreign and not national):
        return None  # another country's; the regulator
    if not context.parent and (
        (context.head not in context.lists.callings and not called)
        or (context.head_span != context.mention and " and " not in context.text)
    ):
        return None
    if not called and not context.parent and context.head not in context.lists.roles:
        return _told_more(context)
    near, last = context.antecedent, context.spoken.last("person")
    here = context.document.paragraph_at(context.mention.start)
    found = [near.entity] if near and near.subject and _just_before(context, near.start) else []
    if last and here - context.document.paragraph_at(last[0].start) < _SPOKE_JUST_NOW:
        found.append(last[1])
    if near:
        found.append(near.entity)
    if subject := _subject_here(context):
        found.insert(0, subject)
    if national or context.head in context.lists.offices:
        found = [one for one in found if one.kind == "person"]  # the Taoiseach is no “former manager”
    if context.head in context.lists.young:
        found = [one for one in found if not _has_children(context, one)]
    if context.aged:
        age = context.head.partition("-")[0]
        found = [one for one in found if one.kind == "person" and not of_other_age(context, one, age)]
    gender = context.lists.genders.get(context.parent or context.head)
    if gender:  # the widower is no Mrs. Lee, and sooner Mr. Lee than A. Lee
        told = {one: context.entities.gender(one) for one in found}
        found = [one for one in found if told[one] == gender] or [one for one in found if told[one] is None]
    askers = context.lists.askers - {context.head}
    before = context.spoken.last()
    if before and before[1].kind == "unnamed" and not askers.isdisjoint(words_of(before[1].name)):
        found = _asked_by(context, before[0])
    introduced = near and near.subject and near.distance == "earlier"
    if near and last and introduced and near.entity in found and _named_since(context, near.entity, last[0]):
        found = [near.entity]
    free = (entity for entity in found if not role_words(context.entities, entity))
    # Who holds another office is not meant: Justice Anna Lee asked, and the Solicitor General said
    title = context.text.rpartition(" ")[2]
    proper = title.istitle() and context.head not in context.lists.partisans and not national  # but: the Ohio MP
    held = (one for one in found if not proper or context.head in role_words(context.entities, one))
    first = (next(iter(found), None) if called else next(free, None)) or next(held, None)
    titled = first and gender is None and any(m.name.title for m in first.mentions)
    return (titled and _headlined(context)) or first


def _told_more(context: ResolutionContext) -> Entity | None:
    """Whoever was spoken of just before, of an occupation with a word beside it: the former baker.

    Not "the baker", who may be anybody's.
    """
    if len(context.words) < _TOLD_MORE:
        return None
    gender = context.lists.genders.get(context.head, "person")
    near = antecedent(context.entities, context.mention.start, gender, context.spoken)
    subject = near and near.subject and _just_before(context, near.start)
    return near.entity if near and subject and not role_words(context.entities, near.entity) else None


_TOLD_MORE = 3
"""The words of a description that says more than an occupation: the, former, baker."""


def _has_children(context: ResolutionContext, entity: Entity) -> bool:
    """Whether an entity is named as a parent or more: Her mother, |Anna Lee|, so no "teenager"."""
    text = context.document.text
    first = context.entities.introductions(entity, _FIRST)
    return any(_PARENTS.search(text, max(0, one.first - _TO_PARENT), one.first) for one in first)


def of_other_age(context: ResolutionContext, entity: Entity, age: str) -> bool:
    """Whether another age stands beside a name of somebody: Anna Lee, |58|, is not "the 41-year-old"; nor Anna, |58|"""
    entities, text = context.entities, context.document.text
    named = dict.fromkeys((*entity.words[:1], *entity.words[-1:]))
    mentions = (one for word in named for one in entities.mentions.with_word(word)[:_MOST_MENTIONS])
    told = ((one, _AGE.match(text, one.end)) for one in mentions)
    return any(found and found[1] != age and entities.meant(one) == entity for one, found in told)


_PARENTS = regex.compile(r"(?i)\b(?:mother|father|mum|mom|dad|grand\p{L}+|gran|granny)(?:-of-\p{L}+)?,? $")
_AGE = regex.compile(r",? \(?(?:aged )?(\d{1,3})[,)]")
_TO_PARENT, _FIRST, _MOST_MENTIONS = 24, 8, 24


_QUOTED = "“‘\"'"


def _just_before(context: ResolutionContext, place: int) -> bool:
    """Whether a place is in the paragraph, before the mention, or in the sentence that ends the one before."""
    document = context.document
    here = document.paragraph_at(context.mention.start)
    start = document.paragraphs[here].start
    if place >= start:
        return True
    opens = document.text[start] in _QUOTED
    return opens and here > 0 and context.entities.discourse.sentence_at(start - 2).start <= place


def _subject_here(context: ResolutionContext) -> Entity | None:
    """Whoever "he" or "she" is that opens a sentence before, in its paragraph: She left. “…,” the surgeon said."""
    entities, lower = context.entities, context.entities.discourse.lower
    here = context.document.paragraph_at(context.mention.start)
    for _, sentence, paragraph in islice(entities.discourse.before(context.mention.start), _SENTENCES_BEFORE):
        pronoun = lower[sentence.start : sentence.start + 4].partition(" ")[0]
        if paragraph == here and pronoun in ("he", "she") and not entities.mentions.quoted(sentence.start):
            found = antecedent(entities, sentence.start, context.lists.pronouns[pronoun], context.spoken)
            return found.entity if found else None
    return None


_SENTENCES_BEFORE = 4


def _asked_by(context: ResolutionContext, asker: Span) -> list[Entity]:
    """Who is named beside the one that asks: “Why?” a reporter asked |Lee|. “Because,” the businessman said."""
    mentions = context.entities.mentions.between(asker.end, context.mention.start)
    people = (context.entities.meant(m) for m in mentions if not context.entities.mentions.quoted(m.start))
    return [one for one in people if one and one.kind == "person"][:1]


def _named_since(context: ResolutionContext, entity: Entity, source: Span) -> bool:
    """Whether somebody is first named after the last who spoke, and so is spoken of now."""
    named = context.entities.introductions(entity, _FIRST)
    first = min((m.start for m in named if not context.entities.mentions.headline(m.start)), default=-1)
    return source.end < first < context.mention.start


def _headlined(context: ResolutionContext) -> Entity | None:
    """Whom the headline names and the article gives no role: known to all, and so called by another word."""
    headline = context.document.paragraphs[0]
    names = context.entities.mentions.between(0, headline.end) if headline.end - headline.start < _HEADLINE else ()
    for mention in names:
        entity = context.entities.meant(mention)
        if entity and entity.kind == "person":
            return None if role_words(context.entities, entity) else entity
    return None


def office_holder(context: ResolutionContext) -> Entity | None:
    """A person whom only the office names: "the Freedonian president"."""
    if not context.nominal or not context.definite or context.head not in context.lists.offices:
        return None
    return Entity(context.called, "person") if context.lists.demonyms & set(context.words) else None


def office(context: ResolutionContext) -> Entity | None:
    """His office, her office: the one whose it is."""
    if context.words not in (["his", "office"], ["her", "office"]):
        return None
    return context.antecedent.entity if context.antecedent else None


def described(context: ResolutionContext) -> Entity | None:
    """Somebody not named: called what the words call them."""
    gender = context.lists.genders.get(context.head)
    return Entity(context.called, "unnamed", gender=gender) if context.nominal else None

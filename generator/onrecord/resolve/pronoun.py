"""Pronouns: the last subject before them that agrees."""

from __future__ import annotations

from itertools import islice

import regex

from onrecord.find.names import bare
from onrecord.model import Span
from onrecord.resolve.antecedent import antecedent, describes_person
from onrecord.resolve.antecedent import subject_before as nearest_subject
from onrecord.resolve.beside import places
from onrecord.resolve.context import ResolutionContext, possessor
from onrecord.resolve.discourse import Distance
from onrecord.resolve.document import author_after
from onrecord.resolve.entities import Entity
from onrecord.resolve.phrase import described, head_end, words_of

_NOUN = regex.compile(r"^\p{Ll}+s$| \p{L}")
_PERSONAL = ("male", "female")
_ONE = regex.compile(r"an? ")
_MET_WITHIN = 8000
"""Within how many characters of an article that "I" tell is named whom I meet."""
_VERB_WITHIN = 24
"""How many characters after a pronoun are looked at for its verb, and an adverb before that."""
_SENTENCES_TO_ANSWERER, _PARAGRAPHS_TO_ANSWERER = 8, 3
_SENTENCES_TO_DOCUMENT = 3
"""How many sentences are looked through for the document that a pronoun stands for, its own among them."""
_TO_WHO = regex.compile(
    r"(?: of \p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+)?)?(?: \([^()]*\))?,?"
    r"(?: (?:an?|the|(?!with|and|or|but|as|in|at|on|for|from|by|after|not|said|who|whose|which)\p{Ll}+) [^,.;]*,)?"
    r"(?: [-–—]{1,2})? *"
)


def answering(context: ResolutionContext) -> Entity | None:
    """He or she who answers is not who just asked: “Why?” Lee asked. ¶ “Because,” she answered."""
    asked = context.spoken.last() if context.pronoun in _PERSONAL else None
    if asked is None or asked[1].kind != "person" or not _says(context, context.mention, context.lists.answering):
        return None
    here, discourse = context.document.paragraph_at(context.mention.start), context.entities.discourse
    if here - context.document.paragraph_at(asked[0].start) > 1 or not _says(context, asked[0], context.lists.asking):
        return None
    people = (entity for _, entity in context.spoken.back("person") if entity != asked[1])
    others = (one for one in people if context.entities.gender(one) in (None, context.pronoun))
    if other := next(others, None):
        return other
    for _, sentence, paragraph in islice(discourse.before(asked[0].start), _SENTENCES_TO_ANSWERER):
        if here - paragraph > _PARAGRAPHS_TO_ANSWERER:
            break
        for slot in sorted(discourse.names(sentence), key=lambda slot: not slot.subject):
            one = context.entities.meant(slot.name) if slot.name and slot.name.name.shape != "organization" else None
            agrees = one and one.kind == "person" and context.entities.gender(one) in (None, context.pronoun)
            if one and agrees and one != asked[1]:
                return one
    return None


def _says(context: ResolutionContext, source: Span, verbs: frozenset[str]) -> bool:
    """Whether one of some verbs stands right beside a source: Lee |asked|, |asked| Lee."""
    after = context.document.text[source.end : source.end + _VERB_WITHIN].split()[:1]
    before = context.entities.discourse.word_before(max(0, source.start - _VERB_WITHIN), source.start)[1]
    return not verbs.isdisjoint((bare(before), *map(bare, after)))


def same_sentence(context: ResolutionContext) -> Entity | None:
    """He or she: the subject of an earlier clause of the same sentence."""
    return _subject(context, "sentence")


def same_paragraph(context: ResolutionContext) -> Entity | None:
    """He or she: the nearest subject that agrees among the sentences before it in the paragraph."""
    return _subject(context, "paragraph")


def earlier_paragraph(context: ResolutionContext) -> Entity | None:
    """He or she: the nearest subject that agrees, in a paragraph before."""
    return _subject(context, "earlier")


def only_one_named(context: ResolutionContext) -> Entity | None:
    """He or she: no subject agrees, and the nearest paragraph that names somebody who does names only one."""
    found = context.antecedent if context.pronoun in _PERSONAL else None
    return found.entity if found and not found.subject else None


def name_before(context: ResolutionContext) -> Entity | None:
    """Who, which: the name right before it, or before the apposition that it follows."""
    if context.pronoun != "relative":
        return None
    start, entities = context.mention.start, context.entities
    sentence, nearest = entities.discourse.sentence_at(start), None
    for mention in reversed(entities.mentions.between(sentence.start, start)):
        if _TO_WHO.fullmatch(context.document.text, mention.end, start):
            entity = entities.meant(mention)
            if entity and (entity.kind == "person" or not context.text.lower().startswith("who")):
                return entity
            nearest = nearest or entity  # Anna Lee, president of the Harbor Project, who said
    return nearest


def interviewee(context: ResolutionContext) -> Entity | None:
    """He or she, in an article that the reporter tells as "I": the first person named in it, who is met."""
    entities = context.entities
    if context.pronoun not in _PERSONAL or not entities.discourse.told_by_reporter:
        return None
    for mention in entities.mentions.between(0, min(context.mention.start, _MET_WITHIN)):
        entity = entities.meant(mention) if mention.name.shape in ("person", "unknown") else None
        if entity and entity.kind == "person" and entities.gender(entity) in (None, context.pronoun):
            return entity
    return None


def described_before(context: ResolutionContext) -> Entity | None:
    """Who, which: the description right before it: "the groups who wrote"."""
    if context.pronoun != "relative":
        return None
    end = len(context.document.text[: context.mention.start].rstrip(", "))
    phrase = context.entities.discourse.phrase_before(end)
    if phrase is None or not _NOUN.search(phrase.of(context.document.text)):
        return None  # those who, one who
    apposed = context.document.text.endswith(", ", 0, phrase.start)
    mention = context.entities.mentions.ending(phrase.start - 2) if apposed else None
    entity = context.entities.meant(mention) if mention and mention.name.shape in ("person", "unknown") else None
    if entity and entity.kind == "person" and _ONE.match(context.document.text, phrase.start):
        return entity  # Anna Lee, a Ghent native who wrote
    return context.entities.described(phrase, context.spoken)


def document_before(context: ResolutionContext) -> Entity | None:
    """It reads: the document last spoken of, so whoever it is by, else the document. It accuses, denies: the document
    that the sentence before ends with, or is about.
    """
    entities, text, (start, end) = context.entities, context.document.text, context.mention
    if context.pronoun != "thing":
        return None
    following = (bare(word.rstrip(":,")) for word in text[end : end + _VERB_WITHIN].split()[:2])
    if whose := _by_whom(context):
        return whose
    reads = not context.lists.reads.isdisjoint(following)
    before = (one for one in entities.discourse.before(start) if reads or one[0] == "paragraph")
    for _, sentence, _ in islice(before, _SENTENCES_TO_DOCUMENT if reads else 1):
        for place, stop in places(entities, context.lists.statements, sentence.start, min(sentence.end, start)):
            ends = _ENDS_SENTENCE.fullmatch(text, stop, min(sentence.end, start)) is not None
            if text[place].isupper() or entities.mentions.quoted(place):
                continue
            if reads or ends or _is_subject(context, sentence, stop):
                whose = author_after(context, stop) or possessor(entities, place, context.spoken)
                if whose is None and not (reads or ends):
                    continue  # A lawsuit was dropped by Lee. It
                return whose or _maker(context, sentence, place) or _unsigned(context, place, stop)
    return None


# The rest of a sentence that ends with a document: a statement |issued on Thursday night.|
_ENDS_SENTENCE = regex.compile(
    r"(?: (?:issued|released|sent|posted|published)\b)?"
    r"(?: (?:on|late|early|last|this)\b[^,;.]{0,30}| \p{Lu}\p{Ll}+day)?\.\s*"
)


def _by_whom(context: ResolutionContext) -> Entity | None:
    """Who is said to have made it in the phrase before it: Dated May 3 and written by |Anna Lee|, it warned"""
    entities, start = context.entities, context.mention.start
    sentence = entities.discourse.sentence_at(start)
    made = _MADE_BY.fullmatch(context.document.text, sentence.start, start)
    named = entities.mentions.between(made.start(1), start) if made else []
    entity = entities.meant(named[0]) if named else None
    return entity if entity and entity.kind in ("person", "organization") else None


_MADE_BY = regex.compile(r"[^;“”\n]{0,60}\b(?i:written|drafted|signed|sent|prepared|issued) by ([^.;“”\n]{1,80}), ")


def _is_subject(context: ResolutionContext, sentence: Span, stop: int) -> bool:
    """Whether the noun that ends at a place heads the subject of its sentence: Lee’s |letter| to them was short."""
    main = context.entities.discourse.main_subject(sentence.start)
    return main is not None and main.start + head_end(main.of(context.document.text), context.lists) == stop


def _maker(context: ResolutionContext, sentence: Span, document: int) -> Entity | None:
    """The subject before a document in its sentence: Lee sent an email. It read …"""
    entities = context.entities
    main = entities.discourse.main_subject(sentence.start)
    noun = main.of(context.document.text).rpartition(" ")[2] if main and main.end < document else ""
    crowd = entities.described(main, context.spoken) if main and noun.islower() else None  # Lee’s office, the jury
    if crowd and crowd.kind in ("organization", "group"):
        return crowd  # The jury sent Lee a note. It read …
    for slot in reversed(entities.discourse.names(Span(sentence.start, document), articles=True)):
        if slot.subject and slot.name and (entity := entities.meant(slot.name)):
            return entity
    for agreement in _PERSONAL:  # She issued a statement. It read …
        for slot in reversed(entities.discourse.pronouns(Span(sentence.start, document), agreement)):
            found = antecedent(entities, slot.start, agreement, context.spoken)
            return found.entity if found else None
    opening = entities.discourse.opening(sentence)
    return entities.described(opening, context.spoken) if opening and opening.end < document else None


def _unsigned(context: ResolutionContext, place: int, stop: int) -> Entity:
    """The document between two places, called what the words call it."""
    phrase = context.entities.discourse.phrase_before(place)  # of "a note": a noun may be a verb by itself
    words = context.document.text[phrase.start if phrase else place : stop]
    return Entity(described(words, context.lists), "unnamed")


def document_said(context: ResolutionContext) -> Entity | None:
    """It: the document that spoke last: “…,” her letter says. ¶ It asks for “…”"""
    last = context.spoken.last() if context.pronoun == "thing" else None
    if last is None:
        return None
    here, text = context.document.paragraph_at(context.mention.start), context.document.text
    words = last[0].of(text)
    head = words_of(words[: head_end(words, context.lists)])[-1:]
    near = here - context.document.paragraph_at(last[0].start) <= 1
    return last[1] if near and not context.lists.statements.isdisjoint(head) else None


def subject_before(context: ResolutionContext) -> Entity | None:
    """It, they: the organization, the group or the document that is the subject of the sentence before."""
    if context.pronoun not in ("thing", "many"):
        return None
    return nearest_subject(context.entities, context.mention.start, context.pronoun, context.spoken)


def singular_they(context: ResolutionContext) -> Entity | None:
    """They: somebody unnamed whom the sentence before begins with: A production source disagreed. “…,” they said."""
    entities, discourse = context.entities, context.entities.discourse
    if context.pronoun != "many":
        return None
    before = (sentence for distance, sentence, _ in discourse.before(context.mention.start) if distance == "paragraph")
    opening = discourse.opening(sentence) if (sentence := next(before, None)) else None
    entity = entities.described(opening, context.spoken) if opening else None
    single = entity is not None and entity.kind == "unnamed" and entity.gender is None
    return entity if entity and single and describes_person(entities, entity) else None


def last_speaker(context: ResolutionContext) -> Entity | None:
    """He or she: nobody named near by agrees, so whoever spoke last and does."""
    if context.pronoun not in _PERSONAL:
        return None
    people = (entity for _, entity in context.spoken.back("person"))
    return next((one for one in people if context.entities.gender(one) in (None, context.pronoun)), None)


def organization_before(context: ResolutionContext) -> Entity | None:
    """It: the organization last spoken for, or else the last that was spoken of."""
    if context.pronoun != "thing":
        return None
    last = context.spoken.last("organization")
    return last[1] if last else context.organization_before


def group_before(context: ResolutionContext) -> Entity | None:
    """They: the group or organization last spoken for."""
    last = context.spoken.last("group", "organization") if context.pronoun == "many" else None
    return last[1] if last else None


def _subject(context: ResolutionContext, distance: Distance) -> Entity | None:
    found = context.antecedent if context.pronoun in _PERSONAL else None
    return found.entity if found and found.subject and found.distance == distance else None

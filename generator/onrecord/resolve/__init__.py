"""Mention -> speaker: who is meant, by ordered rules, the first answer wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.find.mentions import Mentions, NameMention
from onrecord.model import Attributed, Form, Span, Speaker
from onrecord.resolve import apposition, name, nominal, organization, pronoun, surname
from onrecord.resolve import document as statement
from onrecord.resolve.context import ResolutionContext
from onrecord.resolve.entities import Entities, Entity
from onrecord.resolve.roles import only_relation, role
from onrecord.resolve.spoken import Spoken
from onrecord.rules import Decision, Rule, decide
from onrecord.text.document import Document

NAMES: tuple[Rule[ResolutionContext, Entity], ...] = (
    Rule("name.full_name", name.full_name),  # Anna Lee -> Anna B. Lee
    Rule("surname.only_bearer", surname.only_bearer),  # Lee -> Anna Lee
    Rule("surname.titled", surname.titled),  # Mrs. Lee -> Anna Lee, not Omar Lee
    Rule("surname.just_named", surname.just_named),  # Anna Lee agreed. Lee -> Anna Lee, not Omar Lee
    Rule(
        "surname.main_bearer", surname.main_bearer
    ),  # Lee -> Anna Lee, Lee since the first line, not Omar Lee of the last
    Rule("surname.just_spoke", surname.just_spoke),  # “…,” Anna Lee said. ¶ Of Omar Lee, Lee said
    Rule("surname.only_speaker", surname.only_speaker),  # “…,” Anna Lee said. … Lee -> Anna Lee, not Omar Lee
    Rule("name.given_name", name.given_name),  # Sir Omar -> Omar Diaz
    Rule("organization.acronym", organization.acronym),  # FHA -> Freedonia Health Agency
    Rule("organization.short_form", organization.short_form),  # the Post -> Harbor Post
    Rule("surname.part", surname.part),  # Ortiz -> Maria Ortiz Vega
    Rule("name.nickname", name.nickname),  # Bolo -> Omar “Bolo” Lee
    Rule("name.as_written", name.as_written),  # Lee -> Lee
)
"""The rules for names: they also say whom the names around a mention stand for."""

RULES: tuple[Rule[ResolutionContext, Entity], ...] = (
    Rule("name.two_people", name.two_people),  # Anna Lee and Omar Diaz
    Rule("document.of_possessor", statement.of_possessor),  # her letter, Lee’s bottom line
    Rule("nominal.same_people", nominal.same_people),  # ten rights groups … the groups
    Rule("nominal.several_people", nominal.several_people),  # residents
    *NAMES,
    Rule("pronoun.answering", pronoun.answering),  # “Why?” Lee asked. ¶ “Because,” she answered
    Rule("pronoun.same_sentence", pronoun.same_sentence),  # Lee smiled when she said
    Rule("pronoun.same_paragraph", pronoun.same_paragraph),  # Lee agreed. “…,” she said
    Rule("pronoun.earlier_paragraph", pronoun.earlier_paragraph),  # Lee agreed. ¶ “…,” she said
    Rule("pronoun.only_one_named", pronoun.only_one_named),  # A crowd cheered for Lee. “…,” she said
    Rule("pronoun.last_speaker", pronoun.last_speaker),  # “…,” Lee said. ¶ (nine of the weather) ¶ “…,” she said
    Rule("pronoun.name_before", pronoun.name_before),  # Lee, who said
    Rule("pronoun.interviewee", pronoun.interviewee),  # I meet Lee in her kitchen. I ask if it is over. “…,” she says
    Rule("pronoun.described_before", pronoun.described_before),  # the groups who said
    Rule("pronoun.document_before", pronoun.document_before),  # Lee sent an email. “…,” it read
    Rule("pronoun.subject_before", pronoun.subject_before),  # The crew was tired. They said
    Rule("pronoun.document_said", pronoun.document_said),  # “…,” her letter says. ¶ It asks for “…”
    Rule("pronoun.singular_they", pronoun.singular_they),  # A source disagreed. “…,” they said
    Rule("pronoun.organization_before", pronoun.organization_before),  # The agency agreed. “…,” it said
    Rule("pronoun.group_before", pronoun.group_before),  # “…,” residents said. “…,” they added
    Rule("apposition.known_as", apposition.known_as),  # a teacher who goes by Mama Lee
    Rule("nominal.named_next", nominal.named_next),  # one of its founders, Anna Lee
    Rule("apposition.named_before", apposition.named_before),  # Anna Lee, the No. 2 in the party,
    Rule("apposition.relative", apposition.relative),  # Orr met his wife, Anna Lee. … his wife
    Rule("apposition.of_age", apposition.of_age),  # Anna Lee, 41, … the 41-year-old
    Rule("document.of_name", statement.of_name),  # the agency's statement
    Rule("document.before", statement.before),  # In a statement, Lee agreed. “…,” the statement said
    Rule("document.of_speaker", statement.of_speaker),  # “…,” Lee wrote. The email said
    Rule("nominal.initials", nominal.initials),  # Deputy Commissioner of Police Anna Lee … the DCP
    Rule("nominal.same_role", nominal.same_role),  # Sen. Anna Lee … the senator
    Rule("nominal.witness", nominal.witness),  # “I did not,” Lee replied. … the witness
    Rule("apposition.called_so", apposition.called_so),  # Omar Diaz, the kicker, … the kicker
    Rule("organization.called_so", organization.called_so),  # Riders United, an advocacy group, … the group
    Rule("nominal.earlier_description", nominal.earlier_description),  # a Republican aide … the aide
    Rule("nominal.partisan", nominal.partisan),  # Sen. Anna Lee, D-Ill. … the Illinois Democrat
    Rule("nominal.epithet", nominal.epithet),  # Lee agreed. “…,” the retired surgeon said
    Rule("nominal.office_holder", nominal.office_holder),  # the Freedonian president
    Rule("organization.word_of_name", organization.word_of_name),  # the Harbor Weather Center … the center
    Rule("organization.spoken_of", organization.spoken_of),  # Acme agreed. The company said
    Rule("nominal.office", nominal.office),  # his office
    Rule("organization.of_role", organization.of_role),  # Anna Lee, head of Riders United … her group
    Rule("organization.possessed", organization.possessed),  # the Lee campaign … her campaign
    Rule("organization.described", organization.described),  # a rights group
    Rule("nominal.quoted_again", nominal.quoted_again),  # One bride was left “in a car park” … Anna Lee: “I ended up in
    Rule("nominal.introduced_next", nominal.introduced_next),  # the minister said. ¶ Anna Lee told reporters that
    Rule("apposition.named_later", apposition.named_later),  # the play’s author … author Anna Lee
    Rule("nominal.described", nominal.described),  # a senior official
)


_PLURAL = ("nominal.same_people", "nominal.several_people")  # the Democrats
_INITIALS = tuple(rule for rule in RULES if rule.id == "nominal.initials")
_ACRONYM = tuple(rule for rule in RULES if rule.id == "organization.acronym")
_NAMING = tuple(rule for rule in RULES if rule in NAMES or rule.id in ("name.two_people", *_PLURAL))
_PRONOUN = tuple(rule for rule in RULES if rule.id.startswith("pronoun."))
_DESCRIBING = tuple(rule for rule in RULES if rule not in (*NAMES, *_PRONOUN))


def _rules(context: ResolutionContext) -> tuple[Rule[ResolutionContext, Entity], ...]:
    """Those of RULES that may have an answer: no other is asked, as most of an article's time would go there."""
    if context.pronoun:
        return _PRONOUN
    if context.name is None:
        return (*_ACRONYM, *_DESCRIBING) if context.text[-1:].isupper() else _DESCRIBING
    if context.text[-1].isupper() and context.definite:
        return (*_INITIALS, *NAMES)
    return _NAMING if context.plural or " and " in context.text else NAMES


_BY_WORDS = frozenset(("name.full_name", "name.given_name", "surname.only_bearer", "organization.acronym"))
"""Rules that give the same words the same answer wherever they stand in an article."""


def resolve(document: Document, attributed: tuple[Attributed, ...]) -> tuple[Decision[Speaker] | None, ...]:
    """Who speaks each quote, and the rule that says so; None where there is no source or nobody can be told.

    ``attributed``: the quotes of one article, in text order. A person's name stands so in the text.
    """
    speakers: list[Decision[Speaker] | None] = []
    described: dict[str, str] = {}  # roles that only a description gives: "the retired surgeon said"
    told: dict[tuple[int, int], Decision[Speaker]] = {}  # one mention may be the source of several quotes
    for context, decision in steps(document, attributed):
        if context is None or decision is None:
            speakers.append(None)
            continue
        entity, entities, place = decision.answer, context.entities, (context.mention.start, context.mention.end)
        if place in told:
            speakers.append(told[place])
            continue
        by_words = decision.rule in _BY_WORDS
        entities.forms[place] = "name" if by_words else context.form
        named = (entities.mentions.ending(place[1]) if by_words else None) or context.name
        found = role(entities, entity, named) or described.get(entity.name)
        described_so = found is None and not by_words and entity.kind == "person" and context.names_role
        plain = context.head in context.lists.anonymous or context.head in context.lists.epithets
        described_so = described_so and not plain  # not of the witness, the Ghent man
        if described_so and not only_relation(entities, context.description):
            found = described[entity.name] = context.description
        speaker = Decision(decision.rule, Speaker(entity.name, entity.kind, found))
        if found:
            told[place] = speaker
        speakers.append(speaker)
    return tuple([_with_role(speaker, described) for speaker in speakers]) if described else tuple(speakers)


def _with_role(speaker: Decision[Speaker] | None, described: dict[str, str]) -> Decision[Speaker] | None:
    """A speaker with the role that a description further down gives."""
    if speaker is None or speaker.answer.role or speaker.answer.name not in described:
        return speaker
    return Decision(speaker.rule, replace(speaker.answer, role=described[speaker.answer.name]))


def steps(
    document: Document, attributed: tuple[Attributed, ...]
) -> Iterator[tuple[ResolutionContext | None, Decision[Entity] | None]]:
    """The context of each quote's source (None without a source) and the decision: for asking every rule."""
    spoken, entities = Spoken(), None
    same: dict[tuple[int, int], tuple[ResolutionContext, Decision[Entity]]] = {}  # a source of several quotes
    words: dict[str, Decision[Entity]] = {}  # words that stand for the same wherever they stand
    for each in attributed:
        source = each.attribution.source
        if source is None or source.start >= source.end:
            yield None, None
            continue
        place = source.start, source.end
        decision: Decision[Entity] | None
        if place in same:
            context, decision = same[place]
        else:
            entities = entities or entities_of(document)
            context, written = ResolutionContext(entities, source, spoken, each, attributed), source.of(document.text)
            decision = words.get(written) or decide(_rules(context), context)
            if decision:
                same[place] = context, decision
                if decision.rule in _BY_WORDS:
                    words[written] = decision
        if decision:
            spoken = spoken.then(source, decision.answer, document.paragraph_at(source.start))
        yield context, decision


def form(document: Document, span: Span) -> Form:
    """Whether the words of a mention are a name, a pronoun or a nominal."""
    entities = entities_of(document)
    return entities.forms.get((span.start, span.end)) or ResolutionContext(entities, span).form


def entities_of(document: Document) -> Entities:
    """The names of a document gathered, once; they stay with the document, as its other facts do."""
    known = vars(document)
    if "entities" not in known:
        known["entities"] = Entities(Mentions(document), _decide_name, _decide_described)
    entities: Entities = known["entities"]
    return entities


def forget(document: Document) -> None:
    """Let go of the names gathered, once all are asked for: they and the document hold each other in memory."""
    vars(document).pop("entities", None)


def _decide_name(entities: Entities, mention: NameMention) -> Entity | None:
    decision = decide(NAMES, ResolutionContext(entities, Span(mention.first, mention.end), named=mention))
    return decision.answer if decision else None


def _decide_described(entities: Entities, span: Span, spoken: Spoken) -> Entity | None:
    context = ResolutionContext(entities, span, spoken)
    decision = decide(_rules(context), context)
    return decision.answer if decision else None

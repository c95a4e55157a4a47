"""What the stages decided about an article, as records: offsets of the original text, ids, utterances, contexts."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.dataset.ids import Occurrences, quote_id, utterance_id
from onrecord.evaluate.confidence import confidence
from onrecord.languages.lexicon import lexicon
from onrecord.model import (
    SCHEMA_VERSION,
    Attributed,
    Context,
    Cue,
    Mention,
    Passage,
    Publication,
    Quote,
    Record,
    Rejection,
    Span,
    Speaker,
    Utterance,
)
from onrecord.resolve import forget, form
from onrecord.rules import Decision
from onrecord.text.document import Document


def assemble(
    document: Document,
    publication: Publication,
    attributed: Sequence[Attributed],
    speakers: Sequence[Decision[Speaker] | None],
    utterances: Sequence[Decision[Utterance] | None],
) -> tuple[Record, ...]:
    """A record for each quote that is speech; the sequences are aligned."""
    article, text = document.article, document.article.text
    quoted = [_passage(document, one.quote[:2]) for one in attributed]
    number = Occurrences(text).number
    ids = [quote_id(article.id, words, number(words, start)) for words, start, _ in quoted]
    contexts: dict[tuple[int, int], Context] = {}
    records = []
    for first, end in _utterances(document, attributed):
        utterance = utterance_id(ids[first])
        reported = next((one.attribution for one in attributed[first:end] if one.attribution.cue), None)
        for i in range(first, end):
            one, (words, start, last), speaker, said = attributed[i], quoted[i], speakers[i], utterances[i]
            source, cue, addressee = one.attribution
            if cue is None and reported is not None:  # “We looked,” Lee said, “and found nothing.” One cue for both
                cue, addressee = reported.cue, reported.addressee
            around = _around(document, one)
            if around not in contexts:
                contexts[around] = _context(document, *around)
            records.append(
                Record(
                    schema_version=SCHEMA_VERSION,
                    id=ids[i],
                    quote=words,
                    start=start,
                    end=last,
                    type=one.type,
                    utterance_id=utterance,
                    part=i - first + 1,
                    parts=end - first,
                    speaker=speaker.answer.name if speaker else None,
                    speaker_kind=speaker.answer.kind if speaker else None,
                    speaker_role=speaker.answer.role if speaker else None,
                    source=Mention(*_passage(document, source), form(document, source)) if source else None,
                    cue=Cue(*_passage(document, cue), _lemma(document, cue)) if cue else None,
                    addressee=Passage(*_passage(document, addressee)) if addressee else None,
                    outlet=publication.outlet,
                    date=publication.date,
                    said_on=said.answer.said_on if said else None,
                    said_on_precision=said.answer.precision if said else None,
                    said_on_basis=Passage(*_passage(document, said.answer.basis)) if said else None,
                    language=document.language,
                    article_id=article.id,
                    url=article.url,
                    title=article.title,
                    author=publication.author,
                    context=contexts[around],
                    attribution_rule=one.rule if source else None,
                    resolution_rule=speaker.rule if speaker else None,
                    confidence=confidence(one.rule, speaker.rule if speaker else None) if source else None,
                    variant_group=None,
                    agency=publication.agency,
                )
            )
    forget(document)
    return tuple(records)


def refused(document: Document, quote: Quote, refusal: Decision[str]) -> Rejection:
    """The line of rejected.jsonl for a quoted region that is no speech."""
    place = document.normalised.span(quote.start, quote.end)
    return Rejection(
        "region",
        refusal.answer,
        article_id=document.article.id,
        start=place.start,
        end=place.end,
        text=place.of(document.article.text),
        rule=refusal.rule,
    )


def _utterances(document: Document, attributed: Sequence[Attributed]) -> list[tuple[int, int]]:
    """Ranges of quotes that are one utterance: interrupted by its reporting clause, or continued over paragraphs."""
    ranges: list[tuple[int, int]] = []
    for i, one in enumerate(attributed):
        if ranges and _goes_on(document, attributed[i - 1], one):
            ranges[-1] = ranges[-1][0], i + 1
        else:
            ranges.append((i, i + 1))
    return ranges


# Rules that let a quote without a reporting clause of its own go on where the one before was interrupted.
_GOING_ON = frozenset(("neighbour.opens_sentence", "neighbour.same_paragraph"))


def _goes_on(document: Document, before: Attributed, one: Attributed) -> bool:
    if one.quote.continues:
        return before.quote.paragraph == one.quote.paragraph - 1
    if one.quote.paragraph != before.quote.paragraph or not one.type == before.type == "direct":
        return False
    if one.attribution.source is None or one.attribution.source != before.attribution.source:
        return False
    between = Span(before.quote.outer_end, one.quote.outer_start)
    source = one.attribution.source
    inside = between.start <= source.start and source.end <= between.end
    sentences = document.text.count(". ", between.start, between.end)
    return inside and sentences <= 2 if one.rule in _GOING_ON or inside else not between.of(document.text).strip(" ,")


def _passage(document: Document, span: tuple[int, int]) -> tuple[str, int, int]:
    """The words of a span of the normalised text and where they stand, as the original has them."""
    start, end = document.normalised.span(*span)
    return document.article.text[start:end], start, end


def _lemma(document: Document, cue: Span) -> str:
    word = cue.of(document.text).lower()
    return lexicon(document.language).lemmas.get(word, word)


def _around(document: Document, one: Attributed) -> tuple[int, int]:
    """From where to where the paragraphs go that hold a quote and its source; of very long ones, what is near."""
    source, paragraph = one.attribution.source, one.quote.paragraph
    start, end = document.paragraphs[paragraph]
    first, last = one.quote.outer_start, one.quote.outer_end
    if source is not None:
        first, last = min(first, source.start), max(last, source.end)
        if not start <= source.start < end:
            of_source = document.paragraphs[document.paragraph_at(source.start)]
            start, end = min(start, of_source.start), max(end, of_source.end)
    if end - start > _LONGEST:
        start, end = max(start, first - _NEAR), min(end, last + _NEAR)
    return start, end


_LONGEST, _NEAR = 10_000, 1_000
"""How many characters a context may have, and how many of a longer one stand before and after quote and source."""


def _context(document: Document, first: int, last: int) -> Context:
    text, start, _ = _passage(document, (first, last))
    return Context(text, start)

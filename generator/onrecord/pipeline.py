"""Article -> records: the whole flow, a line per stage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from onrecord.attribute import attribute
from onrecord.attribute.context import QuoteContext
from onrecord.attribute.quote_type import quote_type
from onrecord.dataset.assemble import assemble, refused
from onrecord.dataset.records import ArticleRow, article_row
from onrecord.errors import UnreadableInput
from onrecord.identify import identify
from onrecord.identify.identities import Identities
from onrecord.languages import available
from onrecord.model import (
    Article,
    Attributed,
    Attribution,
    Origin,
    Publication,
    Record,
    Rejection,
    Speaker,
    Utterance,
)
from onrecord.publication import read_publication
from onrecord.publication.utterance import date_utterances
from onrecord.resolve import resolve
from onrecord.rules import Decision
from onrecord.text.document import Document


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is known of one article, stage by stage, and the rows it gives."""

    document: Document
    publication: Publication
    contexts: tuple[QuoteContext, ...]
    """Every quoted region, with what was decided about it."""
    attributed: tuple[Attributed, ...]
    """Those that are speech."""
    speakers: tuple[Decision[Speaker] | None, ...]
    utterances: tuple[Decision[Utterance] | None, ...]
    records: tuple[Record, ...]
    rejections: tuple[Rejection, ...]
    row: ArticleRow


def process(article: Article, identities: Identities | None = None) -> Extraction:
    """Extract who said what, where and when from one article; ``identities`` are those of a speakers file."""
    with _no_collection():
        return _process(article, identities)


def _process(article: Article, identities: Identities | None) -> Extraction:
    document = Document(article, language_of(article))
    publication = read_publication(document)
    contexts = attribute(document)
    attributed = tuple(_attributed(context) for context in contexts if context.refusal is None)
    speakers = resolve(document, attributed)
    names = tuple(speaker.answer.name if speaker else None for speaker in speakers)
    utterances = date_utterances(document, attributed, names, publication.anchor)
    records = identify(assemble(document, publication, attributed, speakers, utterances), identities)
    rejections = tuple(refused(document, context.quote, context.refusal) for context in contexts if context.refusal)
    row = article_row(article, publication, language=document.language, quotes=len(records))
    return Extraction(document, publication, contexts, attributed, speakers, utterances, records, rejections, row)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing becomes garbage before an article is done, yet each search for it would go through all that is known so
    far, so that a long article would take more than its share of time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def language_of(article: Article) -> str:
    """The language whose rules read an article: its own, English where nothing says which.

    Raises UnreadableInput where there are no rules for it: those of another language would make things up.
    """
    primary = (article.language or "en").split("-")[0].lower()
    if primary in available():
        return primary
    place = article.origin or Origin(article.id)
    expected = f"an article in a language that has rules ({', '.join(available())}), not in {article.language}"
    raise UnreadableInput("language-without-rules", expected, file=place.file, line=place.line, field="language")


def _attributed(context: QuoteContext) -> Attributed:
    decision = context.decision
    answer = decision.answer if decision else Attribution(None)
    return Attributed(context.quote, answer, decision.rule if decision else None, quote_type(context))

"""Article -> records: the whole flow, a line per stage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from onrecord.attribute import attribute, forget
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
from onrecord.rules import Decision, fact
from onrecord.text.document import Document


@dataclass(frozen=True, slots=True)
class Steps:
    """What each stage found out about one article."""

    document: Document
    publication: Publication
    contexts: tuple[QuoteContext, ...]
    """Every quoted region, with what was decided about it."""
    attributed: tuple[Attributed, ...]
    """Those that are speech."""
    speakers: tuple[Decision[Speaker] | None, ...]
    utterances: tuple[Decision[Utterance] | None, ...]


@dataclass(frozen=True)
class Extraction:
    """The rows that one article gives, and which rules dated them.

    All else is forgotten, as few ask for it, and it is much: whoever does has the article read again.
    """

    article: Article
    utterances: tuple[Decision[Utterance] | None, ...]
    records: tuple[Record, ...]
    rejections: tuple[Rejection, ...]
    row: ArticleRow

    @fact
    def steps(self) -> Steps:
        """What each stage found out on the way to the rows."""
        return read_steps(self.article)


def process(article: Article, identities: Identities | None = None) -> Extraction:
    """Extract who said what, where and when from one article; ``identities`` are those of a speakers file."""
    with _no_collection():
        return _process(article, identities)


def _process(article: Article, identities: Identities | None) -> Extraction:
    steps = read_steps(article)
    document, publication, utterances = steps.document, steps.publication, steps.utterances
    records = identify(assemble(document, publication, steps.attributed, steps.speakers, utterances), identities)
    refusals = [(context.quote, context.refusal) for context in steps.contexts if context.refusal]
    rejections = tuple(refused(document, quote, refusal) for quote, refusal in refusals)
    row = article_row(article, publication, language=document.language, quotes=len(records))
    forget(steps.contexts)
    return Extraction(article, utterances, records, rejections, row)


def read_steps(article: Article) -> Steps:
    """An article read by every stage."""
    document = Document(article, language_of(article))
    publication = read_publication(document)
    contexts = attribute(document)
    attributed = tuple([_attributed(context) for context in contexts if context.refusal is None])
    speakers = resolve(document, attributed)
    names = tuple([speaker.answer.name if speaker else None for speaker in speakers])
    utterances = date_utterances(document, attributed, names, publication.anchor)
    return Steps(document, publication, contexts, attributed, speakers, utterances)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing becomes garbage before an article is done, yet each search for it would go through all that is known so
    far, so that a long article would take more than its share of time. Once it is done, what was known is let go of
    without a search, as nothing in it holds itself in memory.
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

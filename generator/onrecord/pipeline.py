"""Article -> records: the whole flow, a line per stage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, cast

from onrecord.attribute import attribute, forget
from onrecord.attribute.context import QuoteContext
from onrecord.attribute.quote_type import quote_type
from onrecord.dataset.assemble import assemble, refused
from onrecord.dataset.records import ArticleRow, article_row, plain
from onrecord.identify import identify
from onrecord.identify.identities import Identities
from onrecord.languages import available
from onrecord.model import (
    Article,
    Attributed,
    Attribution,
    Json,
    Origin,
    Publication,
    Record,
    Rejection,
    Speaker,
    Utterance,
)
from onrecord.publication import read_publication
from onrecord.publication.language import language_of
from onrecord.publication.utterance import date_utterances
from onrecord.resolve import resolve
from onrecord.rules import Decision, fact
from onrecord.text.document import Document

JsonObject: TypeAlias = "dict[str, Json]"


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


class Rows(NamedTuple):
    """The rows of an article as ``json`` knows them: of articles.jsonl, quotes.jsonl and rejected.jsonl."""

    article: JsonObject
    quotes: list[JsonObject]
    rejected: list[JsonObject]


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
    def rows(self) -> Rows:
        """What is checked and written, made once for both."""
        return Rows(
            cast(JsonObject, plain(self.row)),
            [cast(JsonObject, plain(record)) for record in self.records],
            [cast(JsonObject, plain(rejection)) for rejection in self.rejections],
        )

    @property
    def unread(self) -> Rejection | None:
        """Why the article was not read, where it was not."""
        return next((one for one in self.rejections if one.what == "input"), None)

    @fact
    def steps(self) -> Steps:
        """What each stage found out on the way to the rows."""
        return read_steps(Document(self.article, self.row.language))


def process(article: Article, identities: Identities | None = None) -> Extraction:
    """Extract who said what, where and when from one article; ``identities`` are those of a speakers file.

    An article in a language without rules is not read by those of another, which would make things up: its row says who
    published it, and a rejection why it has no records.
    """
    language = language_of(article)
    if language.split("-")[0] not in available():
        return _unread(article, language)
    with _no_collection():
        return _process(Document(article, language.split("-")[0]), identities)


def _process(document: Document, identities: Identities | None) -> Extraction:
    steps, article = read_steps(document), document.article
    publication, utterances = steps.publication, steps.utterances
    records = identify(assemble(document, publication, steps.attributed, steps.speakers, utterances), identities)
    refusals = [(context.quote, context.refusal) for context in steps.contexts if context.refusal]
    rejections = tuple(refused(document, quote, refusal) for quote, refusal in refusals)
    row = article_row(article, publication, language=document.language, quotes=len(records))
    forget(steps.contexts)
    return Extraction(article, utterances, records, rejections, row)


def _unread(article: Article, language: str) -> Extraction:
    place = article.origin or Origin(article.id)
    rejection = Rejection(
        "input",
        "language-without-rules",
        article_id=article.id,
        file=place.file,
        line=place.line,
        field="language",
        expected=f"an article in a language that has rules ({', '.join(available())}), not in {language}",
    )
    row = article_row(article, read_publication(article), language=language, quotes=0)
    return Extraction(article, (), (), (rejection,), row)


def read_steps(document: Document) -> Steps:
    """An article read by every stage."""
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


def _attributed(context: QuoteContext) -> Attributed:
    decision = context.decision
    answer = decision.answer if decision else Attribution(None)
    return Attributed(context.quote, answer, decision.rule if decision else None, quote_type(context))

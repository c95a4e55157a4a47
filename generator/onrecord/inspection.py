"""What a build would read: the first articles of SOURCEs, and from where each of their fields comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.languages import available
from onrecord.model import Article, Origin, Publication, Rejection
from onrecord.publication import read_publication
from onrecord.publication.language import language_of
from onrecord.read import ReadOptions, read
from onrecord.read.options import DEFAULT
from onrecord.text.document import Document

_BEGINS = 200


@dataclass(frozen=True, slots=True)
class Found:
    """The value of a field, and where it was read from."""

    value: str | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """An article as a build would read it."""

    id: str
    file: str
    line: int | None
    fields: dict[str, Found]
    characters: int
    regions: int
    """How many quoted regions its text has; 0 where no rules read its language."""
    begins: str


def inspect(
    sources: Sequence[Path | str] | Path | str, first: int, options: ReadOptions = DEFAULT
) -> Iterator[Seen | Rejection]:
    """The first articles of the sources, and what was rejected on the way to them, in the order of a build.

    Raises SourceNotFound and NothingToRead.
    """
    for item in read(sources, options):
        if isinstance(item, Rejection):
            yield item
            continue
        yield _seen(item)
        first -= 1
        if not first:
            return


def _seen(article: Article) -> Seen:
    language = language_of(article)
    primary = language.split("-")[0]
    document = Document(article, primary) if primary in available() else None
    publication = read_publication(document or article)
    origin = article.origin or Origin(article.id)
    return Seen(
        id=article.id,
        file=origin.file,
        line=origin.line,
        fields=_fields(article, publication, language),
        characters=len(article.text),
        regions=len(document.quotes) if document else 0,
        begins=article.text[:_BEGINS],
    )


def _fields(article: Article, publication: Publication, language: str) -> dict[str, Found]:
    given = "page" if article.claims else article.basis
    declared = article.language is not None and language == article.language.split("-")[0]
    written = "text" if article.author is None else given
    return {
        "outlet": Found(publication.outlet, publication.outlet_basis),
        "date": Found(publication.date, publication.date_basis),
        "title": Found(article.title, given),
        "author": Found(publication.author, written),
        "agency": Found(publication.agency, "byline"),
        "language": Found(language, given if declared else "words"),
        "url": Found(article.url, given),
    }

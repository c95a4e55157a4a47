"""Systems to be beaten, run on the texts of gold.

every-region  every quoted region is a quote, of nobody: what finding quotes takes beyond quotation marks
nearest-name  every quoted region is a quote of the nearest name outside quotation marks: what attribution takes
textacy       ``textacy.extract.direct_quotations`` over spaCy's en_core_web_sm, where both are installed;
              textacy:MODEL takes another model
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from onrecord.errors import CommandError
from onrecord.evaluate.model import Facet, Gold, Prediction, System
from onrecord.find.mentions import Mentions
from onrecord.model import Article, Span
from onrecord.text.document import Document

MODEL = "en_core_web_sm"


def every_region(golds: Iterable[Gold]) -> System:
    """Every region between quotation marks, as the rules find them, with no source and no speaker."""
    return _run("every-region", golds, _regions, frozenset(("source", "speaker", "not_speech")))


def nearest_name(golds: Iterable[Gold]) -> System:
    """Every region between quotation marks, said by the name that fewest characters part from it.

    Names are those that the rules read, outside quotation marks, with their titles for the mention; of two as near,
    the one after the quote. The speaker is the longest name in the article, without titles, of the same last word.
    """
    return _run("nearest-name", golds, _nearest, frozenset(("source", "speaker", "not_speech")))


def textacy(golds: Iterable[Gold], model: str = MODEL) -> System:
    """The direct quotations that textacy finds; CommandError where it, spaCy or the model is not installed.

    It gives an article up that has an odd number of quotation marks: there it has found nothing.
    """
    try:
        import spacy
        import textacy as library
        from textacy.extract import direct_quotations

        parse = spacy.load(model)
    except (ImportError, OSError) as error:
        raise CommandError(f"the baseline textacy needs textacy, spaCy and its model {model}: {error}") from None

    def found(article: Article) -> Iterator[Prediction]:
        taken = 0
        try:
            quotations = [*direct_quotations(parse(article.text))]
        except ValueError:
            return
        for one in sorted(quotations, key=lambda one: (one.content.start_char, -one.content.end_char)):
            content = Span(one.content.start_char, one.content.end_char)
            if content.start >= taken:  # it may find the same words twice
                taken = content.end
                yield Prediction((content,), _tokens(one.speaker), cue=_tokens(one.cue))

    versions = f"textacy {library.__version__}, spacy {spacy.__version__}, {model} {parse.meta['version']}"
    return _run(versions, golds, found, frozenset(("source", "cue", "not_speech")), name="textacy")


def _run(
    version: str,
    golds: Iterable[Gold],
    find: Callable[[Article], Iterator[Prediction]],
    answers: frozenset[Facet],
    *,
    name: str | None = None,
) -> System:
    """A system of what a function finds in each article."""
    found = {one.article.id: tuple(find(one.article)) for gold in golds for one in gold.articles}
    return System(name or version, (("baseline", version),), found, answers, articles=frozenset(found))


def _regions(article: Article) -> Iterator[Prediction]:
    document = Document(article)
    for quote in document.quotes:
        yield Prediction((document.normalised.span(quote.start, quote.end),))


def _nearest(article: Article) -> Iterator[Prediction]:
    document = Document(article)
    mentions = Mentions(document)
    names = [one for one in mentions.between(0, len(document.text)) if not mentions.quoted(one.start)]
    full: dict[tuple[str, ...], str] = {}
    for one in sorted(names, key=lambda one: -len(one.name.words)):
        full.setdefault(one.name.words[-1:], document.text[one.start : one.end])
    for quote in document.quotes:
        place = document.normalised.span(quote.start, quote.end)

        def apart(name: Any, start: int = quote.outer_start, end: int = quote.outer_end) -> tuple[int, bool]:
            return max(name.first - end, start - name.end), name.end <= start

        nearest = min(names, key=apart, default=None)
        if nearest is None:
            yield Prediction((place,))
        else:
            source = document.normalised.span(nearest.first, nearest.end)
            yield Prediction((place,), source, speaker=full[nearest.name.words[-1:]])


def _tokens(tokens: Any) -> Span | None:
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None

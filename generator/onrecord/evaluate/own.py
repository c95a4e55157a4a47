"""The project's own gold: JSON Lines, an article a line, with its quotes and what is quoted without being speech.

``{"id", "text", "outlet", "date", "title", "author", "quotes": [{"start", "end", "quote", "type", "source", "cue",
"addressee", "speaker", "kind", "role", "said_on"}], "not_speech": [{"start", "end", "text", "reason"}]}``; a mention
is ``{"text", "start", "end"}`` or null. The name of a file is the stratum of its articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluate.articles import article_of
from onrecord.evaluate.model import Facet, GoldArticle, NotSpeech, Unit
from onrecord.evaluate.rows import expecting, first_row, rows, span
from onrecord.evaluate.units import pieces
from onrecord.model import Span

ANNOTATES: frozenset[Facet] = frozenset(
    ("source", "type", "speaker", "said_on", "cue", "addressee", "role", "not_speech", "reason")
)


def knows(path: Path) -> bool:
    """Whether a file is in this format, by its first line."""
    return {"text", "quotes", "not_speech"} <= first_row(path).keys()


def read(paths: Sequence[Path]) -> Iterator[GoldArticle]:
    """The articles of files; DataError, with the line, where one is not as it should be."""
    for path in paths:
        for number, row in rows(path):
            article = article_of(row, path, number)
            with expecting("an article of the project's gold", path, number):
                yield GoldArticle(
                    article,
                    tuple(unit for quote in row["quotes"] for unit in _units(article.text, quote)),
                    path.stem,
                    tuple(
                        NotSpeech(_checked(article.text, region, region["text"]), region["reason"])
                        for region in row["not_speech"]
                    ),
                )


def _units(text: str, quote: dict[str, Any]) -> Iterator[Unit]:
    source, cue, addressee = (_mention(text, quote[name]) for name in ("source", "cue", "addressee"))
    whole = _checked(text, quote, quote["quote"])
    for piece in pieces(text, whole):
        yield Unit(
            piece,
            quote["type"],
            (source,) if source else (),
            quote["speaker"],
            quote["kind"] or "none",
            quote["said_on"],
            cue,
            addressee,
            quote["role"],
            whole,
        )


def _mention(text: str, mention: dict[str, Any] | None) -> Span | None:
    return _checked(text, mention, mention["text"]) if mention else None


def _checked(text: str, place: dict[str, Any], words: str) -> Span:
    """The span of a passage, which holds the words that it gives; ValueError where it does not."""
    found = span(place["start"], place["end"])
    if found.of(text) != words:
        raise ValueError(f"at {found.start} stands {found.of(text)!r}, not {words!r}")
    return found

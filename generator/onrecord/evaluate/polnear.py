"""PolNeAR in JSON Lines, an article a line: ``{"id", "text", "attributions": [{"content", "cue", "source"}]}``.

Each of the three is a list of [start, end]. ``type``, where an attribution has it, is direct or mixed; outlet,
published, title and author of an article are read as ``onrecord build`` reads them. The outlet is the stratum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.evaluate.articles import article_of
from onrecord.evaluate.model import Facet, GoldArticle
from onrecord.evaluate.rows import expecting, first_row, rows, spans
from onrecord.evaluate.units import Attribution, units

ANNOTATES: frozenset[Facet] = frozenset(("source", "type"))


def knows(path: Path) -> bool:
    """Whether a file is in this format, by its first line."""
    return {"text", "attributions"} <= first_row(path).keys()


def read(paths: Sequence[Path]) -> Iterator[GoldArticle]:
    """The articles of files; DataError, with the line, where one is not as it should be."""
    for path in paths:
        for number, row in rows(path):
            article = article_of(row, path, number)
            with expecting("attributions with content, source and cue", path, number):
                attributions = [
                    Attribution(spans(one["content"]), spans(one["source"]), spans(one["cue"]), one.get("type"))
                    for one in row["attributions"]
                ]
            yield GoldArticle(article, units(article.text, attributions), article.outlet or "unknown")

"""Quotes of many articles -> groups of those that are one utterance, and how their wordings differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.variants.corpus import Corpus
from onrecord.variants.grouping import clusters
from onrecord.variants.model import Difference, Group, Pair, QuoteRow
from onrecord.variants.pairs import group
from onrecord.variants.rows import group_of, rows

__all__ = ["Difference", "Group", "Pair", "QuoteRow", "find_variants", "group_of", "rows"]


def find_variants(quotes: Iterable[QuoteRow | Mapping[str, Any]]) -> Iterator[Group]:
    """The groups of quotes that several articles have of one utterance, in the order of their first members.

    ``quotes`` are rows of quotes.jsonl, or what :meth:`QuoteRow.of` makes of them, in any order. A quote is in one
    group at most. Who took the words from whom is not said: the order is that of publication.
    """
    once = {row.id: row for row in (one if isinstance(one, QuoteRow) else QuoteRow.of(one) for one in quotes)}
    ordered = sorted(once.values(), key=lambda row: (row.date or "9999-99-99", row.id))
    corpus = Corpus(ordered)
    for sides in clusters(corpus):
        if found := group([tuple(ordered[span] for span in side) for side in sides]):
            yield found

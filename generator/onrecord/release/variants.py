"""The same utterance in several articles: the one place where a release asks for groups of variants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.variants import find_variants, group_of, rows

Row = dict[str, Any]

FEWEST = 6
"""Fewer words than these are said by anybody: equal, they are no sign of one utterance."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def normalised(words: str) -> tuple[str, ...]:
    """The words of a quote, without case, marks and spaces."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", words).casefold().replace("’", "'")))


def recognisable(words: str) -> str | None:
    """The normalised words in one string, where they are enough to tell an utterance by; else None."""
    found = normalised(words)
    return " ".join(found) if len(found) >= FEWEST else None


def variants_of(quotes: Iterable[Mapping[str, Any]]) -> tuple[dict[str, str], list[Row]]:
    """Quote id -> group id, and a row for each group; a quote whose words were left out is in none."""
    groups = list(find_variants(quote for quote in quotes if quote["quote"] is not None))
    return group_of(groups), list(rows(groups))


def in_splits(found: Sequence[Row], of: Mapping[str, str]) -> dict[str, list[Row]]:
    """The rows of groups by the split of their articles (article id -> split), each in the order of their ids."""
    by_split: dict[str, list[Row]] = {}
    for row in sorted(found, key=lambda row: str(row["id"])):
        by_split.setdefault(of[row["quotes"][0]["article_id"]], []).append(row)
    return by_split


def without_words(row: Row) -> Row:
    """A row as a stand-off release has it: not which words differ, nor by which words a speaker is described."""
    pairs = [
        {**pair, "differences": [{**one, "first": None, "second": None} for one in pair["differences"]]}
        for pair in row["pairs"]
    ]
    return {**row, "pairs": pairs, "quotes": [{**one, "speaker": None} for one in row["quotes"]]}

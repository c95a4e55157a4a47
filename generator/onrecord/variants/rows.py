"""Quotes of a dataset -> what is compared; groups -> lines of variants.jsonl."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.dataset.records import plain
from onrecord.dataset.tables import QUOTES, table_files
from onrecord.errors import SourceNotFound
from onrecord.evaluate.rows import expecting
from onrecord.evaluate.rows import rows as lines
from onrecord.model import SCHEMA_VERSION, Json
from onrecord.variants.model import Group, Pair, QuoteRow


@dataclass(frozen=True, slots=True)
class Member:
    """A quote of a group; described in ``schema/variant-1.2.0.schema.json``."""

    id: str
    article_id: str
    outlet: str | None
    date: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class VariantRow:
    """One line of variants.jsonl; every field is described in ``schema/variant-1.2.0.schema.json``."""

    id: str
    quotes: tuple[Member, ...]
    earliest: tuple[str, ...] | None
    pairs: tuple[Pair, ...]
    schema_version: str = SCHEMA_VERSION


def rows(groups: Iterable[Group], *, words: bool = True) -> Iterator[dict[str, Json]]:
    """A line of variants.jsonl for each group; without ``words`` none that was said is in it."""
    for group in groups:
        members = tuple(Member(row.id, row.article_id, row.outlet, row.date, row.speaker) for row in group.members)
        pairs = group.pairs if words else tuple(map(_without_words, group.pairs))
        row = plain(VariantRow(group.id, members, group.earliest, pairs))
        assert isinstance(row, dict)
        yield row


def _without_words(pair: Pair) -> Pair:
    left = tuple(replace(difference, first=None, second=None) for difference in pair.differences)
    return replace(pair, differences=left)


def group_of(groups: Iterable[Group]) -> dict[str, str]:
    """The id of a quote -> the id of its group: what ``variant_group`` has. A quote that is not there has none."""
    return {row.id: group.id for group in groups for row in group.members}


def read_quotes(directory: str | os.PathLike[str]) -> Iterator[QuoteRow]:
    """The quotes of a dataset. SourceNotFound where there is none, DataError where a line is no record with words."""
    files = table_files(directory, QUOTES)
    if not files:
        raise SourceNotFound(f"{Path(directory) / QUOTES}: there is no such file: name the folder of a dataset")
    for path in files:
        for number, row in lines(path):
            with expecting("a record of a dataset, with its words", path, number):
                yield QuoteRow.of(row)

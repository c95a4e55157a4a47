"""A row of any table -> the rows of a dataset, for whoever goes through articles without a build: frames, pipelines."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from onrecord.dataset.attempt import attempt
from onrecord.dataset.records import plain
from onrecord.identify.file import identities_of
from onrecord.model import Rejection
from onrecord.read.arrow import from_values
from onrecord.read.columns import flaws
from onrecord.read.file import SourceFile
from onrecord.read.options import DEFAULT, ReadOptions

if TYPE_CHECKING:
    from onrecord.identify.identities import Identities

Tables = dict[str, list[dict[str, Any]]]
"""``{"articles": […], "quotes": […], "rejected": […]}``: rows as the files of a dataset have them."""


def extract_row(
    row: Mapping[str, object],
    *,
    id: str,
    words: Literal["full", "quotes"],
    speakers: str | os.PathLike[str] | Identities | None,
    article_seconds: float | None,
    options: ReadOptions = DEFAULT,
) -> Tables:
    """The rows that a build makes of a row of its sources; see :func:`onrecord.extract_row`."""
    file = SourceFile(Path(id), id, id, options=options)
    tables: Tables = {"articles": [], "quotes": [], "rejected": []}
    identities = identities_of(speakers)
    rejected = list(flaws(list(row), file))
    for item in from_values(row, id, file, None):
        made = item if isinstance(item, Rejection) else attempt(item, identities, check=True, seconds=article_seconds)
        if isinstance(made, Rejection):
            rejected.append(made)
            continue
        full = words == "full"
        tables["articles"].append(_row(made.row if full else replace(made.row, text=None)))
        tables["quotes"] += [_row(one if full else replace(one, context=None)) for one in made.records]
        rejected += made.rejections
    tables["rejected"] = [_row(one) for one in rejected]
    return tables


def _row(row: object) -> dict[str, Any]:
    made = plain(row)
    assert isinstance(made, dict)
    return made

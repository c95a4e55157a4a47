"""How a row of an older schema becomes one of the next: a step per pair of versions, in their order.

A step adds what the next version has and changes no value that is there: null, or what follows from the row itself.
What only the article could tell (an agency in its byline) is not looked for: that is what a new build is for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from onrecord.dataset.schemas import Kind, load
from onrecord.versions.numbers import parse_version

Row: TypeAlias = dict[str, Any]


def quote_1_1_0(row: Row) -> Row:
    """No speakers file was known: nobody has an identity."""
    return {**row, "speaker_id": None}


def manifest_1_1_0(row: Row) -> Row:
    """No speakers file was known: no record has an identity, and no name of such a file was left unmapped."""
    return {**row, "counts": {**row["counts"], "identified": 0}, "unmapped": []}


def agency_1_2_0(row: Row) -> Row:
    """Nobody looked for an agency: none is named."""
    return {**row, "agency": None}


def manifest_1_2_0(row: Row) -> Row:
    """What makes texts of pages had no version: 0.0.0, which agrees with no other on the offsets of a page."""
    return {**row, "normaliser_version": "0.0.0"}


def unchanged(row: Row) -> Row:
    """The same fields as before."""
    return row


@dataclass(frozen=True, slots=True)
class Step:
    """From one version of the schemas to the next, by kind of row; ``schema_version`` is set by :func:`lift`."""

    before: str
    after: str
    quote: Callable[[Row], Row] = unchanged
    article: Callable[[Row], Row] = unchanged
    rejected: Callable[[Row], Row] = unchanged
    manifest: Callable[[Row], Row] = unchanged


STEPS = (
    Step("1.0.0", "1.1.0", quote=quote_1_1_0, manifest=manifest_1_1_0),
    Step("1.1.0", "1.2.0", quote=agency_1_2_0, article=agency_1_2_0, manifest=manifest_1_2_0),
)


def lift(kind: Kind, row: Row, version: str, target: str) -> Row:
    """A row of ``version`` as one of ``target``, which is no older."""
    for step in STEPS:
        if parse_version(version) <= parse_version(step.before) < parse_version(target):
            row = {**getattr(step, kind)(row), "schema_version": step.after}
    return row


def came(kind: Kind, version: str, target: str) -> tuple[str, ...]:
    """The fields of a kind of row that ``target`` has and ``version`` does not."""
    older = load(kind, version)["required"]
    return tuple(field for field in load(kind, target)["required"] if field not in older)

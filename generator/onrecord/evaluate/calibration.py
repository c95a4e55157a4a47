"""Confidence measured: how often each pair of rules is right on gold, and whether that holds on other articles.

A record is right where its region is speech and its source is the right mention (the criterion ``polnear``). A pair
seen fewer than twenty times takes the figure of its attribution rule, a rule that of its family, a family that of all.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from onrecord.errors import DataError
from onrecord.evaluate.confidence import Table, family, read_table
from onrecord.evaluate.judge import Judged

ENOUGH = 20
"""A figure of its own needs so many records."""

DECIMALS = 3
FOLDS = 5
THRESHOLDS = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.0)

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Case:
    """A record that has a source: the article it is from, the rules that made it, and whether it is right."""

    article: str
    attribution_rule: str
    resolution_rule: str | None
    right: bool


@dataclass(frozen=True, slots=True)
class Reliability:
    """Of the records published at a confidence or above: how many are right, and their mean confidence."""

    threshold: float
    right: int
    published: int
    mean: float


def cases(judged: Iterable[Judged]) -> tuple[Case, ...]:
    """Every record with a source."""
    return tuple(
        Case(one.id, claim.said.attribution_rule, claim.said.resolution_rule, outcome.source)
        for one in judged
        for outcome in one.outcomes
        if (claim := outcome.claim) and claim.said.attribution_rule
    )


def measure(cases: Iterable[Case]) -> dict[str, Any]:
    """What ``confidence.json`` holds: counts and confidences of pairs, rules, families and all."""
    cases = tuple(cases)
    whole = _count(cases, lambda _: "all").get("all", (0, 0))
    overall = _ratio(whole)
    families = _count(cases, lambda case: family(case.attribution_rule))
    rules = _count(cases, lambda case: case.attribution_rule)
    pairs = _count(cases, lambda case: (case.attribution_rule, case.resolution_rule or ""))
    of_family = {name: _ratio(found, overall) for name, found in families.items()}
    of_rule = {name: _ratio(found, of_family[family(name)]) for name, found in rules.items()}
    return {
        "pairs": [
            {"attribution_rule": rule, "resolution_rule": name or None, **_row(found, _ratio(found, of_rule[rule]))}
            for (rule, name), found in sorted(pairs.items())
        ],
        "rules": [{"attribution_rule": rule, **_row(found, of_rule[rule])} for rule, found in sorted(rules.items())],
        "families": [{"family": name, **_row(found, of_family[name])} for name, found in sorted(families.items())],
        "all": _row(whole, overall),
    }


def cross_validated(cases: Sequence[Case], *, folds: int = FOLDS, seed: int = 0) -> Iterator[tuple[Case, float]]:
    """Each case with the confidence that the articles of the other folds give it; an article is in one fold."""
    articles = sorted({case.article for case in cases})
    random.Random(seed).shuffle(articles)
    fold = {article: index % folds for index, article in enumerate(articles)}
    for number in range(folds):
        table = Table(measure(case for case in cases if fold[case.article] != number))
        yield from judged_by(table, (case for case in cases if fold[case.article] == number))


def judged_by(table: Table, cases: Iterable[Case]) -> Iterator[tuple[Case, float]]:
    """Each case with the confidence that a table gives it; those that it gives none are left out."""
    for case in cases:
        confidence = table.confidence(case.attribution_rule, case.resolution_rule)
        if confidence is not None:
            yield case, confidence


def reliability(rated: Iterable[tuple[Case, float]]) -> tuple[Reliability, ...]:
    """How many are right at each threshold or above."""
    rated = tuple(rated)
    rows = []
    for threshold in THRESHOLDS:
        kept = [(case.right, confidence) for case, confidence in rated if confidence >= threshold]
        mean = sum(confidence for _, confidence in kept) / len(kept) if kept else 0.0
        rows.append(Reliability(threshold, sum(right for right, _ in kept), len(kept), mean))
    return tuple(rows)


def markdown(rows: Sequence[Reliability]) -> Iterator[str]:
    """The table of reliability for the documentation."""
    total = max((row.published for row in rows), default=0)
    yield "| confidence | records | of all | right | share right | mean confidence |"
    yield "|---|---:|---:|---:|---:|---:|"
    for row in rows:
        if row.published:
            label = f"{row.threshold:.2f} and above" if row.threshold else "any"
            shares = row.published / total, row.right / row.published, row.mean
            yield "| {} | {:,} | {:.3f} | {:,} | {:.3f} | {:.3f} |".format(
                label, row.published, shares[0], row.right, *shares[1:]
            )


def table_of(path: Path) -> Table:
    """The confidences of a file that was written before; DataError where it is none."""
    try:
        return read_table(path)
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path}: expected what --write-confidence writes: {error}") from error


def written(measured: Mapping[str, Any]) -> str:
    """What was measured as the text of ``confidence.json``, a row a line."""
    parts = []
    for key, value in measured.items():
        rows = [f"\n  {json.dumps(row)}" for row in value] if isinstance(value, list) else []
        parts.append(f'"{key}": [{",".join(rows)}\n ]' if rows else f'"{key}": {json.dumps(value)}')
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def _count(cases: Iterable[Case], key: Callable[[Case], K]) -> dict[K, tuple[int, int]]:
    """Key -> how many are right, of how many."""
    right: defaultdict[K, int] = defaultdict(int)
    seen: defaultdict[K, int] = defaultdict(int)
    for case in cases:
        right[key(case)] += case.right
        seen[key(case)] += 1
    return {name: (right[name], seen[name]) for name in seen}


def _ratio(found: tuple[int, int], otherwise: float | None = None) -> float | None:
    right, seen = found
    return round(right / seen, DECIMALS) if seen >= ENOUGH else otherwise


def _row(found: tuple[int, int], confidence: float | None) -> dict[str, Any]:
    return {"right": found[0], "of": found[1], "confidence": confidence}

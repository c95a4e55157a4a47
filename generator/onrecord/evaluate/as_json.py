"""Evaluations as JSON: counts, shares to four decimals, and the whole signature of each score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from onrecord.evaluate.breakdown import Row, Table
from onrecord.evaluate.comparison import Difference
from onrecord.evaluate.evaluation import Evaluation
from onrecord.evaluate.mistakes import Mistake
from onrecord.evaluate.model import FAULTS, System
from onrecord.evaluate.scores import Score
from onrecord.model import Json

DECIMALS = 4


def evaluation(of: Evaluation) -> dict[str, Json]:
    """A system on one gold."""
    return {
        "gold": {"name": of.gold.name, "sha256": of.gold.sha256, "articles": len(of.judged)},
        "system": of.system.name,
        "scores": [score(one, of.signature(one)) for one in of.scores],
    }


def score(of: Score, signature: str) -> dict[str, Json]:
    """A score; a share has no precision, recall or F1."""
    counts: dict[str, Json] = {
        "score": of.name,
        "criterion": of.criterion,
        "right": of.right,
        "gold": of.gold,
        "signature": signature,
    }
    if of.predicted is None:
        return counts | {"share": round(of.f1, DECIMALS)}
    shares = {"precision": of.precision, "recall": of.recall, "f1": of.f1}
    return counts | {"predicted": of.predicted} | {name: round(value, DECIMALS) for name, value in shares.items()}


def skipped(system: System) -> dict[str, Json]:
    """What was left out of a system: how many of each kind, and every place."""
    counts = Counter(fault.kind for fault in system.skipped)
    return {
        "system": system.name,
        "counts": {kind: counts[kind] for kind in FAULTS if counts[kind]},
        "faults": [fault._asdict() for fault in system.skipped],
    }


def breakdown(tables: Mapping[str, Table]) -> dict[str, Json]:
    """Title -> rows, with the right and the total of each column."""
    return {title: [_row(row) for row in rows] for title, rows in tables.items()}


def _row(row: Row) -> Json:
    cells: dict[str, Json] = {column: {"right": right, "of": of} for column, right, of in row.cells}
    return {"key": row.key, "n": row.n, **cells}


def comparison(systems: Sequence[str], differences: Iterable[Difference]) -> dict[str, Json]:
    """Two systems, by their signatures: each score of both, the difference and its interval."""
    rows: list[Json] = [
        {
            "score": one.first.name,
            "criterion": one.first.criterion,
            "a": round(one.first.f1, DECIMALS),
            "b": round(one.second.f1, DECIMALS),
            "difference": round(one.difference, DECIMALS),
            "interval": [round(one.low, DECIMALS), round(one.high, DECIMALS)],
        }
        for one in differences
    ]
    return {"systems": list(systems), "differences": rows}


def mistakes(sampled: Mapping[str, Sequence[Mistake]], totals: Mapping[str, Sequence[Mistake]]) -> dict[str, Json]:
    """Kind -> how many there are, and those that were sampled."""
    return {
        kind: {"total": len(totals[kind]), "shown": [asdict(one) for one in found]} for kind, found in sampled.items()
    }

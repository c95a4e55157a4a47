"""Confidence: measured, looked up, and held against articles that it was not measured on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from small_gold import GOLD, SYSTEM

from onrecord.attribute import RULES as ATTRIBUTION
from onrecord.errors import DataError
from onrecord.evaluate import confidence
from onrecord.evaluate.calibration import (
    Case,
    Reliability,
    cases,
    cross_validated,
    judged_by,
    markdown,
    measure,
    reliability,
    table_of,
    written,
)
from onrecord.evaluate.confidence import Table
from onrecord.evaluate.evaluation import evaluate
from onrecord.resolve import RULES as RESOLUTION


def seen(rule: str, resolution: str | None, right: int, of: int) -> list[Case]:
    return [Case(f"{rule} {index % 10}", rule, resolution, index < right) for index in range(of)]


CASES = [
    *seen("colon.label", "name.full_name", 19, 20),  # often enough for a figure of its own
    *seen("colon.label", "surname.only_bearer", 0, 5),  # the rule's: 19 of 25
    *seen("colon.signature", None, 4, 10),  # the family's: 23 of 35
    *seen("clause.subject", "name.full_name", 1, 15),  # that of all: 24 of 50
]


def test_a_figure_of_its_own_or_the_next_wider() -> None:
    table = Table(measure(CASES))
    assert table.confidence("colon.label", "name.full_name") == 0.95
    assert table.confidence("colon.label", "surname.only_bearer") == 0.76
    assert table.confidence("colon.label", "never.seen") == 0.76
    assert table.confidence("colon.signature", None) == 0.657
    assert table.confidence("colon.never_seen", None) == 0.657
    assert table.confidence("clause.subject", "name.full_name") == 0.48
    assert table.confidence("never.seen", None) == 0.48
    assert table.confidence(None, None) is None
    assert Table(measure(CASES[:19])).confidence("colon.label", "name.full_name") is None  # too few of all


def test_counts_are_kept() -> None:
    data = measure(CASES)
    assert data["all"] == {"right": 24, "of": 50, "confidence": 0.48}
    assert [(row["right"], row["of"]) for row in data["pairs"]] == [(1, 15), (19, 20), (0, 5), (4, 10)]
    assert sum(row["of"] for row in data["rules"]) == sum(row["of"] for row in data["families"]) == 50


def test_right_is_speech_with_the_right_source() -> None:
    found = cases(evaluate(GOLD, SYSTEM).judged)
    assert [(case.attribution_rule, case.right) for case in found] == [
        ("beside_quote.verb_name", True),
        ("beside_quote.name_verb", False),
        ("before_quote.judging_cue", True),
        ("clause.subject", False),
    ]


def test_no_article_is_judged_by_its_own_figures() -> None:
    """Each article has a rule of its own, always right; the others know of it only what holds for all."""
    own = [Case(str(n), f"file{n}.rule", None, n < 5) for n in range(10) for _ in range(30)]
    rated = list(cross_validated(own, seed=3))
    assert len(rated) == len(own)
    assert all(confidence not in (0.0, 1.0) for _, confidence in rated)
    assert {confidence for _, confidence in judged_by(Table(measure(own)), own)} == {0.0, 1.0}
    assert rated == list(cross_validated(own, seed=3))


def test_reliability_counts_from_each_threshold_up() -> None:
    right, wrong = Case("a", "colon.label", None, True), Case("a", "colon.label", None, False)
    rows = reliability([(right, 0.95), (right, 0.9), (wrong, 0.85), (right, 0.3)])
    assert {row.threshold: (row.right, row.published) for row in rows if row.threshold in (0.9, 0.8, 0)} == {
        0.9: (2, 2),
        0.8: (2, 3),
        0.0: (3, 4),
    }
    assert list(markdown([Reliability(0.9, 3, 4, 0.92), Reliability(0.0, 3, 8, 0.5)]))[2:] == [
        "| 0.90 and above | 4 | 0.500 | 3 | 0.750 | 0.920 |",
        "| any | 8 | 1.000 | 3 | 0.375 | 0.500 |",
    ]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "confidence.json"
    path.write_text(written({"measured": "by hand"} | measure(CASES)), encoding="utf-8")
    assert table_of(path).confidence("colon.label", "name.full_name") == 0.95
    assert all(len(line) < 200 for line in path.read_text(encoding="utf-8").splitlines())
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match=r"confidence\.json: expected what --write-confidence writes"):
        table_of(path)


def test_what_ships_is_of_rules_that_are() -> None:
    data = json.loads(confidence.PATH.read_text(encoding="utf-8"))
    assert {row["attribution_rule"] for row in data["rules"]} <= {rule.id for rule in ATTRIBUTION}
    assert {row["resolution_rule"] for row in data["pairs"]} <= {None} | {rule.id for rule in RESOLUTION}


def test_what_ships_holds_together() -> None:
    """Each confidence is that of its counts, or of the next wider group: measured again, nothing changes."""
    data = json.loads(confidence.PATH.read_text(encoding="utf-8"))
    again = measure(
        Case("", row["attribution_rule"], row["resolution_rule"], index < row["right"])
        for row in data["pairs"]
        for index in range(row["of"])
    )
    assert {key: data[key] for key in again} == again
    assert confidence.PATH.read_text(encoding="utf-8") == written(data)


def test_every_pair_has_a_confidence() -> None:
    for attribution in ATTRIBUTION:
        for resolution in (None, *(rule.id for rule in RESOLUTION)):
            found = confidence.confidence(attribution.id, resolution)
            assert found is not None
            assert 0 <= found <= 1
            assert round(found, 3) == found
    assert confidence.confidence(None, None) is None


def test_looking_up_imports_next_to_nothing() -> None:
    code = (
        "import sys; from onrecord.evaluate.confidence import confidence; confidence('x.y', None); print(*sys.modules)"
    )
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert [name for name in modules if name.startswith("onrecord.")] == [
        "onrecord.evaluate",
        "onrecord.evaluate.confidence",
    ]

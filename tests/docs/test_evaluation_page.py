"""docs/evaluation.md defines whatever ``onrecord evaluate`` prints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from blocks import ROOT
from click.testing import CliRunner

from onrecord.commands import onrecord
from onrecord.evaluate.breakdown import BY
from onrecord.evaluate.mistakes import KINDS

PAGE = (ROOT / "docs" / "evaluation.md").read_text("utf-8")
GOLD = ROOT / "tests" / "gold" / "distractors.jsonl"


def evaluate(*arguments: str | Path) -> Any:
    done = CliRunner().invoke(onrecord, ["evaluate", *map(str, arguments), "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def rows(first: str) -> dict[str, str]:
    """The lines of the table whose first column has this head, by what stands in that column."""
    table = PAGE.partition(f"\n| {first} | ")[2].partition("\n\n")[0]
    return {name: line for line in table.splitlines()[2:] for name in re.findall(r"`([^`]+)`", line.split(" | ")[0])}


@pytest.fixture(scope="module")
def printed() -> Any:
    return evaluate("--gold", GOLD, *(word for by in BY for word in ("--by", by)))["evaluations"][0]


def test_every_score_and_its_criterion(printed: Any) -> None:
    assert {one["score"] for one in printed["scores"]} == rows("score").keys()
    table = PAGE.partition("\n| score | ")[2].partition("\n\n")[0]
    for one in printed["scores"]:
        defined = [
            line
            for line in table.splitlines()
            if f"`{one['score']}`" in line.split(" | ")[0] and f"`{one['criterion']}`" in line.split(" | ")[1]
        ]
        assert len(defined) == 1, one
        assert ("share" in one) == ("| share |" in defined[0]), defined


def test_every_table_and_column_of_scores_taken_apart(printed: Any) -> None:
    assert set(BY) <= set(re.findall(r"`(?:--by )?([a-z]+)`", PAGE))
    by_rule = rows("table")
    for title, found in printed["by"].items():
        columns = {column for row in found for column in row.keys() - {"key", "n"}}
        text = by_rule.get(title) or PAGE.partition("### Taken apart")[2].partition("| table |")[0]
        assert all(f"`{column}`" in text for column in columns), (title, columns)


def test_every_part_of_a_signature(printed: Any, tmp_path: Path) -> None:
    only = tmp_path / "only.txt"
    first = json.loads(GOLD.read_text("utf-8").splitlines()[0])["id"]
    only.write_text(f"{first}\n", encoding="utf-8")
    compared = evaluate("--gold", GOLD, "--only", only, "--compare", "nearest-name", "rules")["comparisons"][0]
    rated = evaluate("--gold", GOLD, "--reliability")["reliability"][0]
    signatures = [one["signature"] for one in printed["scores"]] + compared["systems"] + [rated["signature"]]
    parts = {part.partition(":")[0] for signature in signatures for part in signature.split("|")[1:]}
    assert parts <= rows("part").keys()
    assert {"baseline", "only", "folds", "bootstrap"} <= parts


def test_every_kind_of_error() -> None:
    flat = " ".join(PAGE.split())
    assert all(f"`{kind}`" in flat for kind in KINDS)

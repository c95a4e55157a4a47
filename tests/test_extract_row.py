"""A row of a table gives the rows that a build makes of it, and raises nothing for what is wrong with it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import pipeline
from onrecord.errors import CommandError

SAMPLES = Path(__file__).parents[1] / "generator" / "onrecord" / "samples"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("words", ["full", "quotes"])
def test_the_rows_are_those_of_a_build(tmp_path: Path, words: Any) -> None:
    source = SAMPLES / "the-daily-gull" / "gull-2025.jsonl"
    onrecord.build(source, tmp_path / "out", words=words)
    tables: dict[str, list[dict[str, Any]]] = {"articles": [], "quotes": [], "rejected": []}
    for number, row in enumerate(rows(source), start=1):
        for name, made in onrecord.extract_row(row, id=f"gull-2025:{number}", words=words).items():
            tables[name] += made
    for name, made in tables.items():
        assert made == rows(tmp_path / "out" / f"{name}.jsonl")
    assert len(tables["quotes"]) > 3


def test_the_values_are_those_of_frames() -> None:
    said = "“We looked,” Ana Lee said on Monday."
    tables = onrecord.extract_row({"artikel": said.encode(), "day": date(2025, 3, 5)}, columns={"text": "artikel"})
    (article,), (quote,) = tables["articles"], tables["quotes"]
    assert (article["id"], article["date"], quote["said_on"], quote["speaker"]) == ("row", None, None, "Ana Lee")
    tables = onrecord.extract_row({"text": said, "published": date(2025, 3, 5), "id": 7}, id="x")
    assert (tables["articles"][0]["id"], tables["quotes"][0]["said_on"]) == ("7", "2025-03-03")


@pytest.mark.parametrize(
    ("row", "reason", "field"),
    [
        ({}, "missing-text", "text"),
        ({"text": None}, "missing-text", "text"),
        ({"text": 7}, "invalid-field", "text"),
        ({"text": " "}, "empty-article", "text"),
        ({"text": b"\xff"}, "invalid-utf-8", "text"),
        ({"html": "<html></html>"}, "no-article", "html"),
        ({"text": "“No,” said Lee.", "date": "31 February"}, "invalid-date", "date"),
        ({"text": "« Non », dit-elle. Il a son père.", "language": "fr"}, "language-without-rules", "language"),
    ],
)
def test_what_is_wrong_is_said_and_not_raised(row: dict[str, Any], reason: str, field: str) -> None:
    tables = onrecord.extract_row(row, id="x")
    (rejected,) = tables["rejected"]
    assert (rejected["reason"], rejected["field"]) == (reason, field)
    assert rejected["file"] == "x"
    assert bool(tables["articles"]) == (reason in ("invalid-date", "language-without-rules"))


def test_a_rule_that_fails_costs_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline, "resolve", fail)
    tables = onrecord.extract_row({"text": "“No,” said Lee."}, id="x")
    assert (tables["articles"], tables["quotes"], tables["rejected"][0]["reason"]) == ([], [], "failed")


def test_an_option_that_is_wrong_is_raised() -> None:
    with pytest.raises(CommandError):
        onrecord.extract_row({"text": "“No,” said Lee."}, columns={"words": "text"})

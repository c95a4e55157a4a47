"""Rows as lines of JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_dataset import records

from onrecord.dataset.records import line
from onrecord.model import Rejection

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x0b\x85\u2028\u2029\r\n"))


@given(st.dictionaries(TEXTS, TEXTS | st.integers() | st.none() | st.booleans() | st.lists(TEXTS)))
def test_a_line_is_one_line_to_every_reader_and_says_the_same(row: Any) -> None:
    text = line(row)
    assert text.splitlines() == [text]
    assert json.loads(text) == row
    assert line(dict(sorted(row.items(), reverse=True))) == text


def test_a_line_is_readable() -> None:
    text = line(
        Rejection(
            "input",
            "invalid-date",
            file="gull.jsonl",
            line=2,
            field="date",
            expected="ein Tag, z. B. „heute“",
        )
    )
    assert text == (
        '{"article_id": null, "end": null, "expected": "ein Tag, z. B. „heute“", "field": "date", '
        '"file": "gull.jsonl", "line": 2, "reason": "invalid-date", "rule": null, "schema_version": "1.2.0", '
        '"start": null, "text": null, "what": "input"}'
    )


def test_every_key_of_a_record_is_there() -> None:
    for record in records():
        row = json.loads(line(record))
        assert sorted(row) == sorted(record.keys())
        assert row["cue"] == (
            record.cue
            and {
                "text": record.cue.text,
                "start": record.cue.start,
                "end": record.cue.end,
                "lemma": record.cue.lemma,
            }
        )


@pytest.mark.parametrize(("number", "written"), [(0.12345, "0.123"), (1 / 3, "0.333"), (1e-7, "0.0"), (1.0, "1.0")])
def test_numbers_have_three_decimals(number: float, written: str) -> None:
    assert line([number]) == f"[{written}]"


@pytest.mark.parametrize(("value", "error"), [([float("nan")], ValueError), ([object()], TypeError)])
def test_what_json_does_not_know_is_refused(value: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        line(value)

"""What is evaluated: a dataset, its records, anybody's predictions, or the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_gold import EVERYTHING, GOLD, TEXT, at, gold_line, write_lines

import onrecord
from onrecord.dataset.fingerprint import rules_sha256
from onrecord.errors import DataError, SourceNotFound
from onrecord.evaluate.evaluation import evaluate
from onrecord.evaluate.gold import read_gold
from onrecord.evaluate.systems import read_system
from onrecord.model import Article
from onrecord.pipeline import Extraction, process


def record(**changes: Any) -> dict[str, Any]:
    span, source = at("The quay is sound,"), at("Ada Quill")
    row = {
        "article_id": "quay",
        "quote": span.of(TEXT),
        "start": span.start,
        "end": span.end,
        "source": {"text": source.of(TEXT), "start": source.start, "end": source.end, "form": "name"},
    }
    return row | changes


def test_records_and_predictions_are_the_same(tmp_path: Path) -> None:
    span, source = at("The quay is sound,"), at("Ada Quill")
    quotes = [{"spans": [[span.start, span.end]], "speaker": [source.start, source.end]}]
    records = read_system(str(write_lines(tmp_path / "quotes.jsonl", record())), [])
    predictions = read_system(str(write_lines(tmp_path / "p.jsonl", {"id": "quay", "quotes": quotes})), [])
    (ours,), (theirs,) = records.quotes["quay"], predictions.quotes["quay"]
    assert (ours.spans, ours.source) == (theirs.spans, theirs.source) == ((span,), source)
    assert predictions.answers == {"source", "not_speech"}
    assert records.answers == EVERYTHING - {"reason"}
    assert records.made_by != predictions.made_by


def test_the_rules_and_the_dataset_they_make_are_the_same(tmp_path: Path) -> None:
    write_lines(tmp_path / "gold.jsonl", gold_line())
    gold = read_gold(tmp_path / "gold.jsonl")
    onrecord.build(tmp_path / "gold.jsonl", tmp_path / "out")
    rules, dataset = read_system("rules", [gold]), read_system(str(tmp_path / "out"), [])
    assert evaluate(gold, rules).scores == evaluate(gold, dataset).scores
    assert evaluate(gold, dataset).missing == 0
    assert ("rules", rules_sha256()[:8]) in rules.made_by
    assert ("rules", rules_sha256()[:8]) in dataset.made_by
    assert rules.refusals == dataset.refusals


def test_articles_that_were_not_read_are_counted(tmp_path: Path) -> None:
    write_lines(tmp_path / "gold.jsonl", gold_line())
    onrecord.build(tmp_path / "gold.jsonl", tmp_path / "out")
    gold = read_gold(write_lines(tmp_path / "more.jsonl", gold_line(), gold_line(id="pier")))
    of = evaluate(gold, read_system(str(tmp_path / "out"), []))
    assert of.missing == 1
    assert of.scores[0].gold == 10


def test_an_article_on_which_a_rule_fails_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gold = read_gold(write_lines(tmp_path / "gold.jsonl", gold_line(), gold_line(id="pier")))

    def failing(article: Article, *_: object) -> Extraction:
        if article.id == "pier":
            raise RuntimeError("no rule is perfect")
        return process(article)

    monkeypatch.setattr("onrecord.dataset.attempt.process", failing)
    of = evaluate(gold, read_system("rules", [gold]))
    assert of.missing == 1
    assert [len(one.claims) > 0 for one in of.judged] == [True, False]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "quay"}, "p.jsonl, line 1, field quotes: expected a record of a dataset, or predictions .* no quotes"),
        ({"id": "quay", "quotes": [{"spans": [[5, 1]]}]}, r"line 1, field quotes\[0\].spans: .*\[5, 1\] is no span"),
        (record(start=None), "line 1, field start: expected a whole number, found None"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, row: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_system(str(write_lines(tmp_path / "p.jsonl", row)), [])


def test_a_system_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(
        SourceNotFound, match="a system is a dataset, a file of predictions, an export, or one of rules, "
    ):
        read_system(str(tmp_path / "none"), [])
    with pytest.raises(SourceNotFound, match=r"quotes\.jsonl: no such file"):
        read_system(str(tmp_path), [])


def test_a_dataset_without_a_manifest_is_still_evaluated(tmp_path: Path) -> None:
    write_lines(tmp_path / "quotes.jsonl", record())
    system = read_system(str(tmp_path), [])
    assert [key for key, _ in system.made_by] == ["dataset"]
    assert evaluate(GOLD, system).scores[0].right == 1
    (tmp_path / "manifest.json").write_text("[]", encoding="utf-8")
    with pytest.raises(DataError, match=r"manifest\.json: expected a JSON object"):
        read_system(str(tmp_path), [])

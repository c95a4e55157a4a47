"""``onrecord evaluate`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_gold import TEXT, at, gold_line, write_lines

from onrecord.cli import main


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "harbour.jsonl", gold_line(), gold_line(id="pier"))


class Run:
    """What a run of the command said, and its exit code."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        with pytest.raises(SystemExit) as caught:
            main(["evaluate", *map(str, arguments)])
        self.code = caught.value.code
        self.out, self.err = capsys.readouterr()

    @property
    def json(self) -> dict[str, Any]:
        assert self.code == 0, self.err
        found: dict[str, Any] = json.loads(self.out)
        return found


def test_the_rules_are_run_where_no_system_is_named(capsys: pytest.CaptureFixture[str], gold: Path) -> None:
    run = Run(capsys, "--gold", gold)
    assert run.code == 0
    assert run.out == Run(capsys, "rules", "--gold", gold).out
    first = run.out.splitlines()
    assert first[:2] == ["gold    harbour.jsonl: 2 articles, 10 quotes", first[1]]
    assert "signature  onrecord " in run.out


def test_each_score_has_a_signature_of_its_own(capsys: pytest.CaptureFixture[str], gold: Path) -> None:
    (evaluation,) = Run(capsys, "--gold", gold, "--json").json["evaluations"]
    signatures = [score["signature"] for score in evaluation["scores"]]
    assert len(set(signatures)) == len(signatures) == 15
    parts = [part.split(":")[0] for part in signatures[1].split("|")]
    assert parts[0].startswith("onrecord ")
    assert parts[1:] == [
        *("rules", "languages", "schema", "gold", "articles", "score", "criterion", "measure", "matching")
    ]
    assert f"|gold:harbour.jsonl@{evaluation['gold']['sha256'][:8]}|articles:2|" in signatures[1]
    assert "|score:span|criterion:relaxed-0.8|measure:f1|matching:greedy" in signatures[1]


def test_breakdowns_and_errors(capsys: pytest.CaptureFixture[str], gold: Path) -> None:
    run = Run(capsys, "--gold", gold, "--by", "rule", "--by", "stratum", "--errors", "1")
    assert "attribution rule" in run.out
    assert "harbour " in run.out
    assert "⟦" in run.out
    (evaluation,) = Run(capsys, "--gold", gold, "--by", "kind", "--errors", "--json").json["evaluations"]
    assert {row["key"]: row["n"] for row in evaluation["by"]["kind"]} == {"person": 6, "group": 2, "none": 2}
    assert all(len(found["shown"]) == min(10, found["total"]) for found in evaluation["errors"].values())


def test_a_part_of_the_gold(capsys: pytest.CaptureFixture[str], gold: Path, tmp_path: Path) -> None:
    (tmp_path / "unread.txt").write_text("pier\n", encoding="utf-8")
    for option in ("--only", "--without"):
        (evaluation,) = Run(capsys, "--gold", gold, option, tmp_path / "unread.txt", "--json").json["evaluations"]
        assert evaluation["gold"]["articles"] == 1
        assert f"|{option[2:]}:unread.txt@" in evaluation["scores"][0]["signature"]


def test_two_systems(capsys: pytest.CaptureFixture[str], gold: Path, tmp_path: Path) -> None:
    span, source = at("The quay is sound,"), at("Ada Quill")
    quotes = [{"spans": [[span.start, span.end]], "speaker": [source.start, source.end]}]
    one = write_lines(tmp_path / "one.jsonl", *({"id": name, "quotes": quotes} for name in ("quay", "pier")))
    none = write_lines(tmp_path / "none.jsonl", *({"id": name, "quotes": []} for name in ("quay", "pier")))
    run = Run(capsys, "--gold", gold, "--compare", none, one)
    assert run.code == 0
    (comparison,) = Run(capsys, "--gold", gold, "--compare", none, one, "--json").json["comparisons"]
    assert comparison["differences"][0] == {
        "score": "span",
        "criterion": "strict",
        "a": 0.0,
        "b": 0.3333,
        "difference": 0.3333,
        "interval": [0.3333, 0.3333],
    }
    assert all(signature.endswith("|bootstrap:1000|seed:0") for signature in comparison["systems"])


def test_speakers(capsys: pytest.CaptureFixture[str], gold: Path, tmp_path: Path) -> None:
    span = at("The quay is sound,")
    row = {"id": "quay", "start": span.start, "end": span.end, "speaker": "Ada Quill", "kind": "person"}
    lines = write_lines(tmp_path / "speakers.jsonl", row | {"said_on": "2024-03-04"})
    (found,) = Run(capsys, "--gold", gold, "--speakers", lines, "--json").json["speakers"]
    assert [(score["score"], score["right"]) for score in found["scores"]] == [
        *(("speaker", 1), ("speaker: person", 1), ("said_on", 1))
    ]
    record = {"article_id": "quay", "start": span.start, "end": span.end, "speaker": "Bo Day", "said_on": None}
    system = write_lines(tmp_path / "quotes.jsonl", record)
    run = Run(capsys, system, "--speakers", lines)
    assert "speakers  speakers.jsonl: 1 articles, 1 quotes" in run.out
    assert "|speakers:speakers.jsonl@" in run.out


def test_confidence(capsys: pytest.CaptureFixture[str], gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "confidence.json"
    run = Run(capsys, "--gold", gold, "--reliability", "--write-confidence", path)
    assert "| confidence | records |" in run.out
    assert f"wrote {path}" in run.err
    measured = json.loads(path.read_text(encoding="utf-8"))
    assert measured["measured"].startswith("onrecord ")
    assert sum(row["of"] for row in measured["pairs"]) == measured["all"]["of"] > 0
    again = Run(capsys, "--gold", gold, "--reliability", path, "--json").json["reliability"]
    assert again[0]["signature"].endswith("|table:confidence.json")


def test_articles_that_the_system_did_not_read(capsys: pytest.CaptureFixture[str], gold: Path, tmp_path: Path) -> None:
    import onrecord

    one = write_lines(tmp_path / "one.jsonl", {"id": "quay", "text": TEXT})
    onrecord.build(one, tmp_path / "out")
    run = Run(capsys, tmp_path / "out", "--gold", gold)
    assert run.code == 0
    assert "their quotes count as missed: 1 of 2" in run.err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "name annotated articles with --gold"),
        (("--speakers", "lines.jsonl"), 2, "name annotated articles with --gold"),
        (("--gold", "nowhere"), 2, "nowhere: no such file or folder of gold"),
        (("--gold", "GOLD", "--compare", "rules", "rules", "--by", "rule"), 2, "--compare A B goes with"),
        (("nothing.jsonl", "--gold", "GOLD"), 2, "nothing.jsonl: no such file"),
        (("--gold", "GOLD", "--by", "colour"), 2, "see onrecord evaluate --help"),
        (("--gold", "BAD"), 1, "expected gold in a format that is known"),
    ],
)
def test_what_is_wrong_is_one_line_on_stderr(
    capsys: pytest.CaptureFixture[str], gold: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    bad = write_lines(tmp_path / "bad.jsonl", {"id": "quay"})
    run = Run(capsys, *({"GOLD": gold, "BAD": bad}.get(one, one) for one in arguments))
    assert (run.code, run.out) == (code, "")
    assert message in run.err
    assert len(run.err.splitlines()) == 1

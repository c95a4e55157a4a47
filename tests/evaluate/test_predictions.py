"""Anybody's predictions: every form that they come in, and that nothing is scored without a word."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from small_gold import GOLD, PREDICTIONS, SYSTEM, TEXT, at, gold_line, write_lines

import onrecord
from onrecord.cli import main
from onrecord.errors import InvalidPredictions
from onrecord.evaluate.evaluation import evaluate
from onrecord.evaluate.gold import read_gold
from onrecord.evaluate.model import FAULTS, Fault, System
from onrecord.evaluate.systems import read_system


def place(words: str, part: str = "") -> dict[str, int]:
    span = at(words, part)
    return {"start": span.start, "end": span.end}


QUAY = place("The quay is sound,")
STAND = place("It will stand a century,")


def quote(**changes: Any) -> dict[str, Any]:
    return QUAY | {"source": place("Ada Quill")} | changes


def row(*quotes: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"id": "quay", "quotes": [*quotes]} | changes


def read(folder: Path, *rows: object, skip: bool = False) -> System:
    return read_system(str(write_lines(folder / "p.jsonl", *rows)), [GOLD], skip_invalid=skip)


def faults(folder: Path, *rows: object) -> Sequence[Fault]:
    """What is wrong: said as an error, and listed where it is to be skipped."""
    with pytest.raises(InvalidPredictions) as caught:
        read(folder, *rows)
    found = read(folder, *rows, skip=True).skipped
    assert caught.value.breaches == tuple(f"{fault.place}: {fault.message}" for fault in found)
    assert {fault.kind for fault in found} <= FAULTS.keys()
    return [
        fault._replace(place=fault.place.removeprefix(f"{folder / 'p.jsonl'}").removeprefix(", ")) for fault in found
    ]


def test_every_field_is_scored_as_a_record_is(tmp_path: Path) -> None:
    def passage(span: Any) -> Any:
        return span and {"start": span.start, "end": span.end, "text": span.of(TEXT)}

    quotes = [
        {
            "start": one.spans[0].start,
            "end": one.spans[0].end,
            "type": one.type,
            "source": passage(one.source),
            "cue": passage(one.cue),
            "addressee": passage(one.addressee),
            "speaker": one.speaker,
            "said_on": one.said_on,
            "role": one.role,
            "quote": one.spans[0].of(TEXT),
        }
        for one in PREDICTIONS
    ]
    system = read(tmp_path, row(*quotes, sha256=sha256(TEXT.encode()).hexdigest(), not_speech=[]))
    assert system.answers == SYSTEM.answers
    assert evaluate(GOLD, system).scores == evaluate(GOLD, SYSTEM).scores


def test_what_no_quote_has_is_not_scored(tmp_path: Path) -> None:
    def names(*quotes: dict[str, Any], **more: Any) -> set[str]:
        return {score.name for score in evaluate(GOLD, read(tmp_path, row(*quotes, **more))).scores}

    assert names(QUAY) == {"span", "not_speech"}
    assert names(QUAY | {"source": None}) == {"span", "source", "end to end", "not_speech"}
    assert names(QUAY, STAND | {"speaker": None}) == {"span", "speaker", "end to end", "not_speech"}
    assert names(QUAY | {"said_on": None}, not_speech=[]) == {"span", "said_on", "not_speech"}


def test_what_is_no_speech_is_scored(tmp_path: Path) -> None:
    system = read(tmp_path, row(not_speech=[place("Low Water") | {"reason": "title"}]))
    assert {(one.criterion, one.right) for one in evaluate(GOLD, system).scores if one.name == "not_speech"} == {
        ("unpublished-0.5", 1),
        ("reason", 1),
    }


def test_a_quote_in_several_parts(tmp_path: Path) -> None:
    parts = [[QUAY["start"], QUAY["end"]], [STAND["start"], STAND["end"]]]
    system = read(tmp_path, row({"spans": parts, "source": place("Ada Quill")}))
    assert evaluate(GOLD, system).scores[0].right == 2


BAD = len(TEXT) + 7
WRONG: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("offsets", row(quote(end=BAD)), "line 1, quotes[0], field end", f"characters of the text, found {BAD}", ""),
    ("offsets", row(quote(start=-1)), "line 1, field quotes[0].start", "[-1, 19] is no span", ""),
    ("offsets", row(quote(start="1")), "line 1, field quotes[0].start", "whole number, found '1'", ""),
    ("offsets", row(quote(start=True)), "line 1, field quotes[0].start", "whole number, found True", ""),
    ("offsets", row(quote(start=9, end=9)), "line 1, quotes[0], field end", "a start before the end, found 9 to 9", ""),
    ("offsets", row({"spans": []}), "line 1, field quotes[0].spans", "a span or more, found none", ""),
    ("offsets", row({"spans": 7}), "line 1, field quotes[0].spans", "[[start, end], …]", ""),
    ("offsets", row({"spans": [[1, 5], [2, BAD]]}), "line 1, quotes[0], field spans[1]", f"found {BAD}", ""),
    ("offsets", row(quote(source={"start": 1, "end": BAD})), "line 1, quotes[0], field source.end", f"found {BAD}", ""),
    ("offsets", row(quote(cue={"start": 1})), "line 1, field quotes[0].cue.end", "whole number, found None", ""),
    (
        "offsets",
        row(not_speech=[{"start": 0, "end": BAD, "reason": "title"}]),
        "line 1, field not_speech[0].end",
        "",
        "",
    ),
    ("words", row(quote(quote="The key is sound,")), "line 1, quotes[0], field quote", "found 'The key is sound,'", ""),
    (
        *("words", row(quote(source=place("Ada Quill") | {"text": "Ida"})), "line 1, quotes[0], field source.text"),
        *("'Ada Quill', found 'Ida'", ""),
    ),
    ("overlap", row(quote(), quote(start=5)), "line 1, quotes[1], field start", "with quotes[0] (1 to 19)", "one"),
    (
        "overlap",
        row({"spans": [[1, 5], [4, 9]]}),
        "line 1, quotes[0], field spans[1]",
        "with its own part (1 to 5)",
        "",
    ),
    (
        "form",
        row(quote(type="indirect")),
        "line 1, field quotes[0].type",
        "direct or mixed or null, found 'indirect'",
        "",
    ),
    ("form", row(quote(said_on="Monday")), "line 1, field quotes[0].said_on", "found 'Monday'", ""),
    ("form", row(quote(speaker=7)), "line 1, field quotes[0].speaker", "a string, found 7", ""),
    ("form", row(quote(source="Ada")), "line 1, field quotes[0].source", "object with start and end, or null", ""),
    ("form", row(7), "line 1, field quotes[0]", "an object, found int", ""),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("kind", "line", "where", "message", "left"), WRONG)
def test_a_quote_that_cannot_be_scored(
    kind: str, line: dict[str, Any], where: str, message: str, left: str, tmp_path: Path
) -> None:
    (fault,) = faults(tmp_path, line)
    assert (fault.kind, fault.place) == (kind, where)
    assert message in fault.message
    system = read(tmp_path, line, skip=True)
    assert len(system.quotes["quay"]) == bool(left)
    assert not system.refusals
    evaluate(GOLD, system)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"quotes": []}], [("form", "line 1, field id"), ("missing-article", "")]),
        ([{"id": "quay"}], [("form", "line 1, field quotes"), ("missing-article", "")]),
        ([row(), row(id="key")], [("unknown-article", "line 2")]),
        ([row(), row()], [("duplicate-article", "line 2")]),
        ([row(sha256="0" * 64)], [("other-text", "line 1")]),
        ([row(id="key", quotes=[quote(end=1)])], [("offsets", "line 1, quotes[0], field end")]),
        ([], [("missing-article", "")]),
    ],
)
def test_an_article_that_cannot_be_scored(
    rows: list[dict[str, Any]], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = [(fault.kind, fault.place) for fault in faults(tmp_path, *rows)]
    assert found[: len(expected)] == expected or expected[0][0] == "offsets"


def test_a_line_that_is_no_json_is_one_fault(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "p.jsonl", row(quote()))
    path.write_text(path.read_text(encoding="utf-8") + "{\n[]\n\n", encoding="utf-8")
    found = read_system(str(path), [GOLD], skip_invalid=True)
    assert [(one.kind, one.place) for one in found.skipped] == [
        ("form", f"{path}, line 2"),
        ("form", f"{path}, line 3"),
    ]
    assert len(found.quotes["quay"]) == 1


def test_the_message_names_ten_places_and_how_many_more(tmp_path: Path) -> None:
    with pytest.raises(InvalidPredictions) as caught:
        read(tmp_path, row(*[quote(end=0)] * 13))
    said = str(caught.value).splitlines()
    assert len(said) == 12
    assert said[-2:] == ["and 3 more", "nothing was scored: --skip-invalid leaves out what is wrong and counts it"]


def test_a_part_of_the_gold_makes_nothing_unknown(tmp_path: Path) -> None:
    write_lines(tmp_path / "gold.jsonl", gold_line(), gold_line(id="pier"))
    gold = read_gold(tmp_path / "gold.jsonl")
    from dataclasses import replace

    half = replace(gold, articles=gold.articles[:1])
    path = str(write_lines(tmp_path / "p.jsonl", row(), row(id="pier")))
    assert not read_system(path, [half], whole=[gold]).skipped
    with pytest.raises(InvalidPredictions, match="line 2: expected the id of an article of the gold, found 'pier'"):
        read_system(path, [half])


def test_a_dataset_may_have_more_articles_and_fewer(tmp_path: Path) -> None:
    pier = "“The pier is sound,” said Ann Lee, who walked it on Monday."
    write_lines(tmp_path / "more.jsonl", gold_line(), gold_line(id="pier", text=pier))
    onrecord.build(tmp_path / "more.jsonl", tmp_path / "data")
    system = read_system(str(tmp_path / "data"), [GOLD])
    assert (system.unknown, system.skipped) == (1, ())
    assert evaluate(GOLD, system).missing == 0


def test_a_dataset_of_another_text_is_said(tmp_path: Path) -> None:
    write_lines(tmp_path / "gold.jsonl", gold_line(text=TEXT + " "))
    onrecord.build(tmp_path / "gold.jsonl", tmp_path / "data")
    with pytest.raises(
        InvalidPredictions, match=r"quotes\.jsonl: expected answers about the text that gold has of 'quay'"
    ):
        read_system(str(tmp_path / "data"), [GOLD])
    system = read_system(str(tmp_path / "data"), [GOLD], skip_invalid=True)
    assert (system.quotes, system.refusals, system.articles) == ({}, {}, None)


def test_a_dataset_without_a_quote_is_read(tmp_path: Path) -> None:
    write_lines(tmp_path / "quotes.jsonl")
    write_lines(tmp_path / "articles.jsonl", {"id": "quay", "sha256": sha256(TEXT.encode()).hexdigest()})
    system = read_system(str(tmp_path), [GOLD])
    assert not system.skipped
    assert system.articles == frozenset({"quay"})
    assert evaluate(GOLD, system).scores[0].right == 0


def test_a_release_is_a_dataset(tmp_path: Path) -> None:
    write_lines(tmp_path / "gold.jsonl", gold_line())
    onrecord.build(tmp_path / "gold.jsonl", tmp_path / "data")
    for name, folder in (("quotes", "data"), ("articles", "articles"), ("rejected", "rejected")):
        (tmp_path / "release" / folder).mkdir(parents=True)
        (tmp_path / "data" / f"{name}.jsonl").rename(tmp_path / "release" / folder / "test.jsonl")
    gold = read_gold(tmp_path / "gold.jsonl")
    system = read_system(str(tmp_path / "release"), [gold])
    assert evaluate(gold, system).scores == evaluate(gold, read_system("rules", [gold])).scores


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as caught:
        main(["evaluate", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert isinstance(caught.value.code, int)
    return caught.value.code, out, err


def test_the_command_scores_nothing_silently(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    gold = write_lines(tmp_path / "gold.jsonl", gold_line(), gold_line(id="pier"))
    bad = write_lines(tmp_path / "p.jsonl", row(quote(), quote(start=3), quote(end=BAD)), row(id="dock"))
    code, out, err = run(capsys, "--system", bad, "--gold", gold)
    assert (code, out) == (1, "")
    said = [line.removeprefix(f"onrecord: {bad}") for line in err.splitlines()]
    assert said == [
        ", line 1, quotes[1], field start: expected no overlap with quotes[0] (1 to 19), found 3 to 19",
        f", line 1, quotes[2], field end: expected an end within the {len(TEXT)} characters of the text, found {BAD}",
        ", line 2: expected the id of an article of the gold, found 'dock'",
        ": expected every article of the gold, found no 'pier'",
        "onrecord: nothing was scored: --skip-invalid leaves out what is wrong and counts it",
    ]
    code, out, err = run(capsys, "--system", bad, "--gold", gold, "--skip-invalid")
    assert code == 0
    assert out.startswith(f"skipped  {bad}: 4 that cannot be scored as they are\n        1  offsets: offsets that")
    assert "their quotes count as missed: 1 of 2" in err
    code, out, _ = run(capsys, bad, "--gold", gold, "--skip-invalid", "--json")
    (skipped,) = json.loads(out)["skipped"]
    assert skipped["counts"] == {"offsets": 1, "overlap": 1, "unknown-article": 1, "missing-article": 1}
    assert len(skipped["faults"]) == 4
    code, out, _ = run(capsys, "--compare", bad, "rules", "--gold", gold, "--skip-invalid")
    assert code == 0
    assert out.startswith("skipped  ")


def test_a_system_is_named_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    gold = write_lines(tmp_path / "gold.jsonl", gold_line())
    code, _, err = run(capsys, "rules", "--system", "rules", "--gold", gold)
    assert (code, "name one system" in err) == (2, True)
    assert run(capsys, "--system", "rules", "--gold", gold) == run(capsys, "rules", "--gold", gold)

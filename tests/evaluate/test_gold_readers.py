"""Gold in each of its formats is the same gold, and what is wrong with it is said with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_gold import GOLD, TEXT, UNITS, at, gold_line, write_lines

from onrecord.errors import DataError, SourceNotFound
from onrecord.evaluate.gold import part, read_gold

STATEMENT = "“We will\n\nwin and “hold,” said Anna Lee.\nBo Day agreed."

ANNOTATIONS = (
    "T1\tContent 0 8;10 25\t“We will win and “hold,”\n"
    "T2\tCue 26 30\tsaid\n"
    "T3\tSource 31 39\tAnna Lee\n"
    "T4\tAttribution 26 30\tsaid\n"
)
EVENT = "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\nA1\tNested E1\n#1\tAnnotatorNotes E1\tsure\n"
RELATIONS = "R1\tSaid Arg1:T1 Arg2:T2\t\nR2\tSaid Arg1:T2 Arg2:T3\n*\tEquiv T1 T3\n"


def polnear_line(**changes: Any) -> dict[str, Any]:
    attribution = {"content": [[0, 8], [10, 25]], "cue": [[26, 30]], "source": [[31, 39]]}
    line = {"id": "win", "text": STATEMENT, "outlet": "The Post", "published": "2024-03-06"}
    return line | {"attributions": [attribution]} | changes


def test_own_gold(tmp_path: Path) -> None:
    gold = read_gold(write_lines(tmp_path / "harbour.jsonl", gold_line()))
    (article,) = gold.articles
    assert (article.units, article.not_speech) == (UNITS, GOLD.articles[0].not_speech)
    assert (article.stratum, article.article.date, article.article.outlet) == (
        "harbour",
        "2024-03-06",
        "The Harbour Post",
    )
    assert gold.annotates == GOLD.annotates


def test_polnear_in_json_lines(tmp_path: Path) -> None:
    gold = read_gold(write_lines(tmp_path / "polnear.jsonl", polnear_line()))
    (article,) = gold.articles
    assert [unit.span.of(STATEMENT) for unit in article.units] == ["We will", "hold,"]
    assert article.units[0].sources == (at("Anna Lee", text=STATEMENT),)
    assert (article.stratum, article.article.date) == ("The Post", "2024-03-06")


@pytest.mark.parametrize("links", [EVENT, RELATIONS])
@pytest.mark.parametrize(
    ("annotations", "text"),
    [
        ("train/attributions/post_2024-03-06_win_ab12.ann", "train/text/post_2024-03-06_win.txt"),
        ("post_2024-03-06_win.ann", "post_2024-03-06_win.txt"),
    ],
)
def test_brat_standoff_is_the_same_gold(tmp_path: Path, links: str, annotations: str, text: str) -> None:
    for name, words in ((annotations, ANNOTATIONS + links), (text, STATEMENT)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    (article,) = read_gold(tmp_path).articles
    (same,) = read_gold(write_lines(tmp_path.parent / f"{tmp_path.name}.jsonl", polnear_line())).articles
    assert article.units == same.units
    assert (article.article.id, article.stratum, article.article.date) == ("post_2024-03-06_win", "post", "2024-03-06")


def test_of_several_annotators_the_first_counts(tmp_path: Path) -> None:
    (tmp_path / "win.txt").write_text(STATEMENT, encoding="utf-8")
    (tmp_path / "win_b.ann").write_text("", encoding="utf-8")
    (tmp_path / "win_a.ann").write_text(ANNOTATIONS + EVENT, encoding="utf-8")
    (article,) = read_gold(tmp_path).articles
    assert len(article.units) == 2


def test_a_span_that_no_attribution_names_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "win.txt").write_text(STATEMENT, encoding="utf-8")
    (tmp_path / "win.ann").write_text(ANNOTATIONS, encoding="utf-8")
    assert read_gold(tmp_path / "win.ann").articles[0].units == ()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "win", "text": STATEMENT}, "expected gold in a format that is known"),
        ({"id": "win", "quotes": []}, "expected gold in a format that is known"),
        (polnear_line(attributions=[{"content": [[0, 8]], "cue": []}]), "gold.jsonl, line 1: .* no field 'source'"),
        (polnear_line(attributions=[{"content": [[8, 0]], "cue": [], "source": []}]), r"line 1: .*\[8, 0\] is no span"),
        (polnear_line(text=""), "line 1: text: expected a text"),
        (gold_line(text=TEXT.replace("quay", "pier", 1)), "line 1: .* at 1 stands 'The pier is sound,', not 'The quay"),
        (gold_line(quotes=[{"start": 1}]), "line 1: .* no field 'source'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, row: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_gold(write_lines(tmp_path / "gold.jsonl", row))


def test_mixed_missing_and_repeated(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound, match="no such file or folder of gold"):
        read_gold(tmp_path / "nowhere")
    with pytest.raises(DataError, match="format that is known"):
        read_gold(tmp_path)
    write_lines(tmp_path / "a.jsonl", gold_line())
    write_lines(tmp_path / "b.jsonl", gold_line())
    with pytest.raises(DataError, match="'quay' twice"):
        read_gold(tmp_path)
    write_lines(tmp_path / "b.jsonl", polnear_line())
    with pytest.raises(DataError, match=r"b\.jsonl: expected the format of a\.jsonl"):
        read_gold(tmp_path)
    (tmp_path / "b.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"b\.jsonl: expected the format of a\.jsonl"):
        read_gold(tmp_path)


def test_brat_of_another_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "win.ann").write_text(ANNOTATIONS + EVENT, encoding="utf-8")
    with pytest.raises(DataError, match=r"win\.ann: expected its text in win\.txt"):
        read_gold(tmp_path)
    (tmp_path / "win.txt").write_text("Other " + STATEMENT, encoding="utf-8")
    with pytest.raises(DataError, match="line 1: expected at 0 8;10 25 of the text what the line gives"):
        read_gold(tmp_path)


def test_the_hash_changes_with_the_gold(tmp_path: Path) -> None:
    first = read_gold(write_lines(tmp_path / "a.jsonl", gold_line()))
    assert first.sha256 != read_gold(write_lines(tmp_path / "a.jsonl", gold_line(title="Quay"))).sha256
    assert read_gold(tmp_path).name == tmp_path.name


def test_a_part_of_gold(tmp_path: Path) -> None:
    gold = read_gold(write_lines(tmp_path / "a.jsonl", gold_line(), gold_line(id="pier"), gold_line(id="mole")))
    ids = tmp_path / "unread.txt"
    ids.write_text("# kept unread\npier\n\nmole # the second\nlock\n", encoding="utf-8")
    assert [one.article.id for one in part(gold, ids, without=False).articles] == ["pier", "mole"]
    held = part(gold, ids, without=True)
    assert [one.article.id for one in held.articles] == ["quay"]
    assert [key for key, _ in held.measured] == ["gold", "without"]
    ids.write_text("lock\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"unread\.txt: expected ids of a\.jsonl"):
        part(gold, ids, without=False)
    with pytest.raises(SourceNotFound, match="no such file of ids"):
        part(gold, tmp_path / "none.txt", without=False)

"""``onrecord export`` from the outside, and what it says when it cannot."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from odd_articles import LINES, gold

import onrecord
from onrecord.cli import main
from onrecord.exports.formats import FORMATS


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("“We will mend it,” said Bo Day on Monday. “And soon.”\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Nothing was said at the quay in Lindholm all day.\n", encoding="utf-8")
    onrecord.build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "data")
    return tmp_path / "data"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as caught:
        main(["export", *map(str, arguments)])
    out, err = capsys.readouterr()
    return caught.value.code, out, err


def test_it_says_what_it_made(capsys: pytest.CaptureFixture[str], dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, said, err = run(capsys, dataset, "--format", "brat", "--to", out)
    assert (code, err) == (0, "")
    assert said == (
        f"{dataset} → {out}, brat: 2 articles, 2 quotes\n  a.ann, a.txt, annotation.conf, b.ann and 2 more\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt", "data", "out"]


def test_nothing_is_overwritten(capsys: pytest.CaptureFixture[str], dataset: Path, tmp_path: Path) -> None:
    assert run(capsys, dataset, "--format", "csv", "--to", tmp_path / "out")[0] == 0
    before = (tmp_path / "out" / "quotes.csv").read_bytes()
    code, _, err = run(capsys, dataset, "--format", "conll", "--to", tmp_path / "out")
    assert (code, err) == (
        2,
        f"onrecord: {tmp_path / 'out'} is there already, and nothing is overwritten: name another folder\n",
    )
    assert (tmp_path / "out" / "quotes.csv").read_bytes() == before
    (tmp_path / "empty").mkdir()
    assert run(capsys, dataset, "--format", "csv", "--to", tmp_path / "empty")[0] == 0


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_without_texts(capsys: pytest.CaptureFixture[str], dataset: Path, tmp_path: Path, form: object) -> None:
    from onrecord.exports.formats import Format

    assert isinstance(form, Format)
    onrecord.build(tmp_path / "a.txt", tmp_path / "quotes", words="quotes")
    code, _, err = run(capsys, tmp_path / "quotes", "--format", form.name, "--to", tmp_path / "out")
    if form.text:
        assert code in (1, 2)  # 2: spaCy is not installed
        assert ("onrecord rehydrate" in err and "article 'a' has no text" in err) or "pip install spacy" in err
        assert not (tmp_path / "out").exists()
    else:
        assert (code, err) == (0, "")


def test_without_words_quotebank_says_so(capsys: pytest.CaptureFixture[str], dataset: Path, tmp_path: Path) -> None:
    path = dataset / "quotes.jsonl"
    rows = [json.loads(line) | {"quote": None} for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    code, _, err = run(capsys, dataset, "--format", "quotebank", "--to", tmp_path / "out")
    assert (code, "rehydrate" in err) == (1, True)
    assert run(capsys, dataset, "--format", "csv", "--to", tmp_path / "out")[0] == 0


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        (lambda folder: shutil.rmtree(folder), 2, "no such dataset, and no such file or folder of gold"),
        (lambda folder: (folder / "articles.jsonl").unlink(), 1, "expected articles.jsonl, found none"),
        (lambda folder: (folder / "quotes.jsonl").unlink(), 1, "expected gold in a format that is known"),
        (lambda folder: (folder / "quotes.jsonl").write_text("{}\n"), 1, "records in the order of the articles"),
        (
            lambda folder: (folder / "quotes.jsonl").write_text("[]\n"),
            1,
            "quotes.jsonl, line 1: expected a JSON object",
        ),
        (lambda folder: [path.unlink() for path in folder.iterdir()], 2, "is empty: name the folder of a dataset"),
    ],
)
def test_what_is_wrong_is_one_line(
    capsys: pytest.CaptureFixture[str], dataset: Path, tmp_path: Path, change: object, code: int, message: str
) -> None:
    assert callable(change)
    change(dataset)
    found = run(capsys, dataset, "--format", "conll", "--to", tmp_path / "out")
    assert (found[0], found[1], len(found[2].splitlines())) == (code, "", 1)
    assert message in found[2]
    assert not (tmp_path / "out").exists()


def test_words_that_do_not_stand_there_are_said(
    capsys: pytest.CaptureFixture[str], dataset: Path, tmp_path: Path
) -> None:
    path = dataset / "quotes.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"start": 1', '"start": 2', 1), encoding="utf-8")
    code, _, err = run(capsys, dataset, "--format", "brat", "--to", tmp_path / "out")
    assert (code, "quotes.jsonl, line 1: expected a record of a dataset" in err) == (1, True)


def test_an_older_dataset_is_exported_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    published = Path(__file__).parents[2] / "output" / "nato-rutte-trump" / "1.0.0"
    assert run(capsys, published, "--format", "csv", "--to", tmp_path / "csv")[0] == 0
    assert run(capsys, published, "--format", "quotebank", "--to", tmp_path / "quotebank")[0] == 0
    assert len((tmp_path / "csv" / "quotes.csv").read_text(encoding="utf-8").splitlines()) == 16


def test_in_python(tmp_path: Path) -> None:
    made = onrecord.export(gold(tmp_path), tmp_path / "out", format="squad")
    assert (made.articles, made.quotes) == (len(LINES), sum(len(row["quotes"]) for row in LINES))
    assert made.files == ("squad.json",)
    with pytest.raises(onrecord.CommandError, match=r"expected one of the formats conll, .* found 'xml'"):
        onrecord.export(gold(tmp_path), tmp_path / "other", format="xml")
    assert callable(onrecord.export)

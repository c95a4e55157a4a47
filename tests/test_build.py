"""Sources in, a dataset out: whole or not at all, the same bytes again, whatever is wrong with some of it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest

import onrecord
from onrecord import pipeline
from onrecord.dataset.assemble import assemble
from onrecord.dataset.build import build
from onrecord.dataset.validate import validate
from onrecord.errors import DataError, NothingToRead, OutputInTheWay, SourceNotFound
from onrecord.model import Article, Rejection
from onrecord.resolve import resolve
from onrecord.text.document import Document

SAMPLES = Path(onrecord.__file__).parent / "samples"
SAID = "“We will mend the quay,” said Ada Quill."


def rows(dataset: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (dataset / name).read_text(encoding="utf-8").splitlines()]


def contents(dataset: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(dataset.iterdir())}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("fog", "ice", "sun"):
        (folder / f"{name}.txt").write_text(f"The {name} came.\n{SAID} The “so-called” plan failed.", "utf-8")
    return folder


def test_a_link_that_leads_nowhere_beside_a_speakers_file(articles: Path, tmp_path: Path) -> None:
    (articles / "gone.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "speakers.jsonl").write_text('{"id": "Q1", "name": "Ada Quill", "kind": "person"}\n')
    assert build(articles, tmp_path / "out", speakers=tmp_path / "speakers.jsonl").inputs == {"unreadable-file": 1}


def test_the_samples_make_a_valid_dataset(tmp_path: Path) -> None:
    out, seen = tmp_path / "out", list[Article | Rejection]()
    summary = build(SAMPLES, out, each=seen.append)
    assert validate(out) == ()
    counts = summary.manifest.counts
    assert counts.articles == len(rows(out, "articles.jsonl")) == len(seen) == 15
    assert counts.quotes == len(rows(out, "quotes.jsonl"))
    assert counts.rejected_regions == sum(summary.regions.values())
    assert summary.inputs == {}
    assert counts.attributed > 0.8 * counts.quotes
    assert list(summary.speakers.values()) == sorted(summary.speakers.values(), reverse=True)


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(articles, tmp_path / "first")
    build(articles, tmp_path / "first")  # over itself
    elsewhere = tmp_path / "somewhere" / "else" / "articles"
    shutil.copytree(articles, elsewhere)
    build([elsewhere], tmp_path / "second")
    monkeypatch.chdir(articles)
    build("../articles", "../third")
    assert contents(tmp_path / "first") == contents(tmp_path / "second") == contents(tmp_path / "third")
    for data in contents(tmp_path / "first").values():
        assert str(tmp_path).encode() not in data


def test_an_articles_records_do_not_depend_on_its_neighbours(articles: Path, tmp_path: Path) -> None:
    build(articles, tmp_path / "all")
    for path in articles.iterdir():
        build(path, tmp_path / path.stem)
        own = rows(tmp_path / path.stem, "quotes.jsonl")
        assert own == [row for row in rows(tmp_path / "all", "quotes.jsonl") if row["article_id"] == path.stem]


def test_ties_are_in_the_order_of_the_names(tmp_path: Path) -> None:
    text = "“Yes,” said Bo Day.\n\n“No,” said Ada Quill.\n\n“Maybe,” said Cy Orr. “Or not,” he said."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    summary = build(tmp_path / "a.txt", tmp_path / "out")
    assert list(summary.speakers.items()) == [("Cy Orr", 2), ("Ada Quill", 1), ("Bo Day", 1)]


def test_sources_are_looked_at_before_anything_is_touched(tmp_path: Path, articles: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine")
    for sources, out, error in (
        (tmp_path / "nowhere", "new/out", SourceNotFound),
        (tmp_path / "empty", "new/out", NothingToRead),
        ([articles, tmp_path / "empty"], "new/out", NothingToRead),
        (articles, "notes", OutputInTheWay),
        (articles, "notes/mine.txt", OutputInTheWay),
        (articles, "articles/out", OutputInTheWay),
    ):
        with pytest.raises(error):
            build(sources, tmp_path / out)
    assert not (tmp_path / "new").exists()
    assert (tmp_path / "notes" / "mine.txt").read_text() == "mine"
    assert sorted(path.name for path in articles.iterdir()) == ["fog.txt", "ice.txt", "sun.txt"]


def test_where_no_article_can_be_read_the_dataset_before_stays(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(articles, out)
    before = contents(out)
    (tmp_path / "bad.txt").write_bytes(b"\x80")
    with pytest.raises(DataError, match="not one article"):
        build(tmp_path / "bad.txt", out)
    assert contents(out) == before
    assert {path.name for path in tmp_path.iterdir()} == {"articles", "bad.txt", "out"}


def raise_on(poisoned: str, stage: Callable[..., Any]) -> Callable[..., Any]:
    def broken(document: Document, *rest: Any) -> Any:
        if document.article.id == poisoned:
            raise KeyError("a rule that fails")
        return stage(document, *rest)

    return broken


def test_an_article_on_which_a_rule_fails_is_rejected_and_the_others_go_on(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, seen = tmp_path / "out", list[Article | Rejection]()
    monkeypatch.setattr(pipeline, "resolve", raise_on("ice", resolve))
    summary = build(articles, out, each=seen.append)
    assert validate(out) == ()
    assert [row["id"] for row in rows(out, "articles.jsonl")] == ["fog", "sun"]
    assert summary.inputs == {"failed": 1}
    (row,) = (row for row in rows(out, "rejected.jsonl") if row["what"] == "input")
    assert (row["reason"], row["article_id"], row["file"]) == ("failed", "ice", "ice.txt")
    assert "KeyError in pipeline.py, line " in row["expected"]
    assert str(tmp_path) not in row["expected"]
    assert [isinstance(item, Rejection) for item in seen] == [False, True, False]


def test_an_article_whose_records_are_not_valid_is_rejected_and_the_others_go_on(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(document: Document, *rest: Any) -> Any:
        records = assemble(document, *rest)
        shift = document.article.id == "fog"
        return tuple(replace(record, start=record.start + shift) for record in records)

    monkeypatch.setattr(pipeline, "assemble", wrong)
    build(articles, tmp_path / "out")
    assert validate(tmp_path / "out") == ()
    assert [row["id"] for row in rows(tmp_path / "out", "articles.jsonl")] == ["ice", "sun"]
    (row,) = (row for row in rows(tmp_path / "out", "rejected.jsonl") if row["what"] == "input")
    assert row["article_id"] == "fog"
    assert "quote: expected" in row["expected"]


def test_unnamed_speakers_are_not_among_the_most_quoted(tmp_path: Path) -> None:
    text = "“Yes,” said Bo Day.\n\n“No,” a senior official said. “Never,” the official said."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    summary = build(tmp_path / "a.txt", tmp_path / "out")
    assert summary.manifest.counts.attributed == 3
    assert list(summary.speakers) == ["Bo Day"]


@contextmanager
def reading_a_pipe(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """A build in another process that has read one article from a pipe and waits for the next."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no named pipes here")
    source = tmp_path / "slow.jsonl"
    os.mkfifo(source)
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "build", str(source), "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # in the background it is ignored
    )
    try:
        with source.open("w", encoding="utf-8") as pipe:
            pipe.write(json.dumps({"id": "one", "text": SAID}) + "\n")
            pipe.flush()
            deadline = time.monotonic() + 30
            while not list(tmp_path.glob(".out.*.partial/dataset/quotes.jsonl")):
                assert time.monotonic() < deadline
                time.sleep(0.01)
            yield process, pipe
    finally:
        process.kill()
        process.communicate()


def test_a_pipe_can_be_read(tmp_path: Path) -> None:
    with reading_a_pipe(tmp_path) as (process, pipe):
        assert not (tmp_path / "out").exists()
        pipe.close()
        process.communicate(timeout=30)
    assert process.returncode == 0
    assert [row["id"] for row in rows(tmp_path / "out", "articles.jsonl")] == ["one"]
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["inputs"] == [
        {"name": "slow.jsonl", "sha256": None, "bytes": None}
    ]
    assert validate(tmp_path / "out") == ()


@pytest.mark.parametrize("there", [True, False])
def test_ctrl_c_leaves_what_was_there(articles: Path, tmp_path: Path, there: bool) -> None:
    before = {}
    if there:
        build(articles, tmp_path / "out")
        before = contents(tmp_path / "out")
    with reading_a_pipe(tmp_path) as (process, _):
        while process.poll() is None:  # Python loses an interrupt that comes while it tidies up an object
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=3)
        out, err = process.communicate()
    assert (process.returncode, out, err.splitlines()[-1]) == (130, "", "onrecord: interrupted")
    assert (tmp_path / "out").exists() == there
    assert not there or contents(tmp_path / "out") == before
    assert not list(tmp_path.glob(".out.*"))


def test_a_killed_build_leaves_what_was_there_and_the_next_one_clears_up(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(articles, out)
    before = contents(out)
    with reading_a_pipe(tmp_path) as (process, _):
        process.kill()
        process.communicate(timeout=30)
    assert contents(out) == before
    assert len(list(tmp_path.glob(".out.*"))) == 1
    build(articles, out)
    assert contents(out) == before
    assert not list(tmp_path.glob(".out.*"))


GERMAN = (
    "Der Deich am Kanal hat in der Nacht gehalten, sagte der Hafenmeister, obwohl das Wasser in drei Stunden um mehr "
    "als einen Meter stieg. „Wir hatten Glück“, sagte sie, und das war auch nicht zu viel gesagt."
)


@pytest.mark.parametrize("declared", ["de", None, "en"])
def test_an_article_in_a_language_without_rules_is_listed_but_not_read(tmp_path: Path, declared: str | None) -> None:
    rows = [
        {"id": "de", "text": GERMAN, "language": declared, "url": "https://www.faz.net/a"},
        {"id": "en", "text": "“We held,” said Anna Lee."},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    summary = build(path, tmp_path / "out")
    assert summary.inputs == {"language-without-rules": 1}
    listed = {row["id"]: row for row in lines(tmp_path / "out" / "articles.jsonl")}
    assert (listed["de"]["language"], listed["de"]["quotes"], listed["de"]["outlet_basis"]) == ("de", 0, "domain")
    assert listed["en"]["quotes"] == 1
    (rejected,) = lines(tmp_path / "out" / "rejected.jsonl")
    assert (rejected["what"], rejected["reason"], rejected["article_id"]) == ("input", "language-without-rules", "de")
    assert rejected["line"] == 1
    assert validate(tmp_path / "out") == ()


def test_a_foreign_text_is_no_text_to_extract_from() -> None:
    with pytest.raises(DataError, match="in a language that has rules"):
        onrecord.extract(GERMAN)


def test_the_manifest_says_how_sources_were_read(tmp_path: Path) -> None:
    page = f"<html><body><article>{'<p>“We held,” said Anna Lee, who leads the council of the lower town.</p>' * 4}"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.csv").write_text("artikel\n“They held,” said Tom Hart.\n", encoding="utf-8")
    summary = onrecord.build(tmp_path, tmp_path.parent / "out", columns={"text": "artikel"}, max_size=2, fast=True)
    options = {option.key: option.value for option in summary.manifest.options}
    assert (options["columns"], options["max_size"], options["max_ratio"]) == ("text=artikel", 2, 250)
    assert str(options["pages"]).startswith("selectolax ")
    assert summary.manifest.normaliser_version == "1.0.0"


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

"""However many processes work on the articles, the dataset is the same; and however it is cut, all of it is read."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from onrecord.dataset import build as building
from onrecord.dataset import shard
from onrecord.dataset.build import Progress, build
from onrecord.dataset.limit import TooSlow, limited
from onrecord.dataset.tables import QUOTES, lines, table_files
from onrecord.dataset.validate import validate
from onrecord.dataset.write import DatasetWriter
from onrecord.errors import CannotResume
from onrecord.evaluate.systems import read_system
from onrecord.identify.quoted import read_quoted
from onrecord.model import Article, Rejection
from onrecord.read import UnreadPage, read
from onrecord.versions.stored import rows


def contents(dataset: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(dataset.iterdir())}


def page(words: str, outlet: str = "The Daily Gull") -> str:
    paragraphs = f"<p>{words} The quay was closed on Monday, and the ferry did not call at the island all day.</p>" * 3
    head = f'<title>{words[:20]}</title><meta property="og:site_name" content="{outlet}">'
    return f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>"


def mixed(path: Path, seed: int) -> Path:
    """Texts, pages, repeats of either by the other, and lines that are neither."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for number in range(60):
            said = f"“We will mend berth {chance.randrange(12)},” said Ada Quill."
            row: dict[str, Any] = {
                "id": f"a{chance.randrange(80)}",
                "url": f"https://gull.example/{chance.randrange(90)}",
            }
            match chance.randrange(5):
                case 0 | 1:
                    row["html"] = page(said, chance.choice(["The Daily Gull", "Northwire"]))
                case 2:
                    row["html"] = "<html><body></body></html>"
                case _:
                    row |= {"text": said + " It was late." * 3, "date": chance.choice(["2024-03-01", "x"])}
            file.write(json.dumps(row) + "\n" if number % 9 else "{\n")
    return path


@pytest.mark.parametrize("seed", range(4))
def test_pages_and_repeats_are_told_in_the_order_of_the_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    source = mixed(tmp_path / "mixed.jsonl", seed)
    found = list(read(source))
    heard: dict[int, list[Article | Rejection]] = {1: [], 2: []}
    monkeypatch.setattr(shard, "ARTICLES", 7)
    for workers, items in heard.items():
        build(source, tmp_path / str(workers), workers=workers, each=items.append)
    assert heard[1] == heard[2] == found
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert validate(tmp_path / "1") == ()
    assert len({type(item) for item in found}) == 2


@pytest.mark.parametrize("seed", range(4))
def test_pages_that_were_read_before_an_interruption_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    source, out = mixed(tmp_path / "mixed.jsonl", seed), tmp_path / "out"
    monkeypatch.setattr(shard, "ARTICLES", 5)
    monkeypatch.setattr(building, "COMMIT_SECONDS", 0)
    build(source, tmp_path / "undisturbed")
    heard = list[Article | Rejection]()
    pages, page_read = Counter[str](), UnreadPage.read

    def counting(self: UnreadPage) -> Article | Rejection:
        pages[str(self.origin)] += 1
        return page_read(self)

    def interrupt(item: Article | Rejection) -> None:
        heard.append(item)
        if len(heard) % 10 == 0:  # the second article of every other shard
            raise KeyboardInterrupt

    monkeypatch.setattr(UnreadPage, "read", counting)
    interruptions = 0
    while True:
        try:
            build(source, out, resume=True, each=interrupt)
        except KeyboardInterrupt:
            interruptions += 1
        else:
            break
    assert interruptions > 4
    assert contents(out) == contents(tmp_path / "undisturbed")
    assert set(pages.values()) == {1}
    assert not list(tmp_path.glob(".out.*"))


def test_a_pipe_that_gives_other_articles_is_not_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard, "ARTICLES", 2)
    found = [Article(f"a{number}", f"“We will mend berth {number},” said Ada Quill.") for number in range(8)]
    source = tmp_path / "a.jsonl"
    source.write_text("{}")
    monkeypatch.setattr(building, "entries", lambda *_: iter(found))

    def interrupt(item: Article | Rejection) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(source, tmp_path / "out", each=interrupt)
    found[1] = Article("b", found[1].text)
    with pytest.raises(CannotResume, match="do not give the same articles"):
        build(source, tmp_path / "out", resume=True)
    del found[1:]
    with pytest.raises(CannotResume, match="do not give the same articles"):
        build(source, tmp_path / "out", resume=True)
    assert build(source, tmp_path / "out").manifest.counts.articles == 1


def test_a_dataset_that_is_cut_is_read_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = mixed(tmp_path / "mixed.jsonl", 1)
    monkeypatch.setattr(shard, "ARTICLES", 7)
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    build(source, whole)
    start = DatasetWriter.__init__

    def small(self: DatasetWriter, *arguments: Any, **named: Any) -> None:
        start(self, *arguments, **named)
        self._limit = 4_000

    monkeypatch.setattr(DatasetWriter, "__init__", small)
    build(source, cut)
    assert validate(cut) == ()
    files = table_files(cut, QUOTES)
    assert [path.name for path in files[:2]] == [f"quotes-0000{n}-of-0000{len(files)}.jsonl.zst" for n in (0, 1)]
    assert b"".join(line for path in files for line in lines(path)) == (whole / QUOTES).read_bytes()
    assert [one.row for one in rows(cut, "quotes")] == [one.row for one in rows(whole, "quotes")]
    assert read_quoted(cut) == read_quoted(whole)
    assert read_system(str(cut), ()).quotes == read_system(str(whole), ()).quotes
    assert {path.name for path in cut.iterdir()} == {
        "manifest.json",
        *(output["name"] for output in json.loads((cut / "manifest.json").read_bytes())["outputs"]),
    }

    damaged = files[1].read_bytes()
    files[1].write_bytes(damaged[: len(damaged) // 2])
    assert any(breach.file == QUOTES and "a whole file" in breach.message for breach in validate(cut))
    files[1].unlink()
    assert any(breach.file == QUOTES and "expected 4 files" in breach.message for breach in validate(cut))
    build(source, cut)  # over itself, whatever is left of it
    assert validate(cut) == ()


def test_a_breach_in_a_part_is_named_by_its_line_in_that_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from backports import zstd  # type: ignore[import-not-found,unused-ignore]

    source = mixed(tmp_path / "mixed.jsonl", 2)
    monkeypatch.setattr(shard, "ARTICLES", 7)
    build(source, tmp_path / "out")
    data = (tmp_path / "out" / QUOTES).read_bytes().splitlines(keepends=True)
    for number, part in enumerate((data[:3], [*data[3:], data[0]])):
        packed = zstd.compress(b"".join(part))
        (tmp_path / "out" / f"quotes-0000{number}-of-00002.jsonl.zst").write_bytes(packed)
    (tmp_path / "out" / QUOTES).unlink()
    (breach,) = (one for one in validate(tmp_path / "out") if one.field == "id" and one.file != "manifest.json")
    assert (breach.file, breach.line) == ("quotes-00001-of-00002.jsonl.zst", len(data) - 2)
    assert breach.message == "expected an id of its own, found that of line 1 of quotes-00000-of-00002.jsonl.zst"


def test_progress_ends_where_the_sources_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard, "ARTICLES", 7)
    source, told = mixed(tmp_path / "mixed.jsonl", 1), list[Progress]()
    summary = build(source, tmp_path / "out", progress=told.append)
    counts = summary.manifest.counts
    assert told[-1] == Progress(counts.articles, counts.quotes, source.stat().st_size, source.stat().st_size)
    assert [one.read for one in told] == sorted(one.read for one in told)
    assert len(told) > 8


def forever(seconds: float) -> None:
    with limited(seconds):
        while True:
            pass


def test_what_takes_too_long_is_interrupted_and_the_rest_is_not() -> None:
    with limited(5):
        pass
    with pytest.raises(TooSlow):
        forever(0.05)
    with limited(None):
        sum(range(100_000))

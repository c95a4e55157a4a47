"""``onrecord validate`` of a release."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from released import content

import onrecord
from onrecord.dataset.manifest import NAME
from onrecord.release.write import CHECKSUMS

pytest_plugins = ("release_fixtures",)


@pytest.mark.parametrize("words", ["quotes", "standoff", "full"])
def test_a_release_is_valid_as_it_was_made(words: str, request: pytest.FixtureRequest) -> None:
    assert onrecord.validate(request.getfixturevalue(f"{words}_release")) == ()


@pytest.fixture
def copy(quotes_release: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(quotes_release, tmp_path / "copy"))


def said(folder: Path) -> str:
    return "\n".join(map(str, onrecord.validate(folder)))


def seal(folder: Path) -> None:
    """Bring manifest and checksums up to date: only the edit is wrong."""
    manifest = json.loads((folder / NAME).read_bytes())
    for output in manifest["outputs"]:
        output["sha256"] = hashlib.sha256((folder / output["name"]).read_bytes()).hexdigest()
    (folder / NAME).write_text(json.dumps(manifest), encoding="utf-8")
    files = {name: data for name, data in content(folder).items() if name != CHECKSUMS}
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_files_that_were_changed_added_or_lost_are_named(copy: Path) -> None:
    edit(copy / "data/train.jsonl", "said", "shouted")
    (copy / "more.txt").write_text("more", encoding="utf-8")
    (copy / "LICENSE").unlink()
    found = said(copy)
    assert "data/train.jsonl: expected SHA-256 " in found
    assert "more.txt: not listed in checksums.sha256, so not part of the release" in found
    assert "LICENSE: listed in checksums.sha256, found no such file" in found
    (copy / CHECKSUMS).unlink()
    assert said(copy) == "checksums.sha256: expected this file, found none"


def test_rows_that_break_their_schema_or_differ_from_parquet_are_named(copy: Path) -> None:
    edit(copy / "data/train.jsonl", '"part": 1', '"part": 0')
    edit(copy / "data/test.jsonl", "said", "shouted")
    edit(copy / "articles/test.jsonl", "{", "")
    seal(copy)
    found = said(copy)
    assert "data/train.jsonl, line 1" in found
    assert "field part" in found
    assert "data/test.jsonl, line 1: differs from its row in parquet/quotes/test.parquet" in found
    assert "articles/test.jsonl, line 1: expected a JSON object" in found


def test_leaks_are_named(copy: Path) -> None:
    for folder, ending in (("data", "jsonl"), ("parquet/quotes", "parquet")):
        shutil.copy(copy / folder / f"train.{ending}", copy / folder / f"test.{ending}")
    counts = json.loads((copy / NAME).read_bytes())
    quotes = next(split["quotes"] for split in counts["splits"] if split["name"] == "train")
    for split in counts["splits"]:
        split["quotes"] = quotes if split["name"] == "test" else split["quotes"]
    (copy / NAME).write_text(json.dumps(counts), encoding="utf-8")
    seal(copy)
    assert "expected no leak, found: article " in said(copy)

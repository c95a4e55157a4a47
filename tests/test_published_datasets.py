"""The datasets under output/: valid, loadable, and to the byte what their command makes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.dataset.validate import validate
from onrecord.model import SCHEMA_VERSION

ROOT = Path(__file__).parents[1]
PUBLISHED = sorted(path.parent for path in (ROOT / "output").glob("*/*/manifest.json"))
SEEDS = ROOT.parent / "shared" / "seeds"
NATO = ROOT / "output" / "nato-rutte-trump" / "1.0.0"


def schema_version(dataset: Path) -> str:
    return str(json.loads((dataset / "manifest.json").read_bytes())["schema_version"])


def version(dataset: Path) -> tuple[int, ...]:
    return tuple(map(int, dataset.name.split(".")))


LAST = {dataset.parent: dataset for dataset in sorted(PUBLISHED, key=version)}.values()
NOW = [dataset for dataset in LAST if schema_version(dataset) == SCHEMA_VERSION]
"""Of each dataset the last version, but for one of earlier schemas: it stays as it is, and no command makes it now."""


def test_something_is_published() -> None:
    assert NATO in PUBLISHED


@pytest.mark.parametrize("dataset", PUBLISHED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_published_dataset_is_valid(dataset: Path) -> None:
    assert validate(dataset) == ()


@pytest.mark.parametrize("dataset", PUBLISHED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_published_dataset_holds_no_article(dataset: Path) -> None:
    articles = [json.loads(line) for line in (dataset / "articles.jsonl").read_text("utf-8").splitlines()]
    quotes = [json.loads(line) for line in (dataset / "quotes.jsonl").read_text("utf-8").splitlines()]
    assert articles
    assert all(article["text"] is None for article in articles)
    assert all(quote["context"] is None for quote in quotes)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles, which are not ours to publish, are not at hand")
@pytest.mark.parametrize("dataset", NOW, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_it_is_what_its_command_makes(dataset: Path, tmp_path: Path) -> None:
    articles = [str(path) for path in sorted(SEEDS.glob("*.txt"))]
    options = ["--out", str(tmp_path / "new"), "--words", "quotes"]
    subprocess.run(
        [sys.executable, "-m", "onrecord", "build", *articles, *options], check=True, capture_output=True, timeout=120
    )
    for name in ("quotes.jsonl", "articles.jsonl", "rejected.jsonl", "manifest.json"):
        assert (tmp_path / "new" / name).read_bytes() == (dataset / name).read_bytes(), (
            f"{name}: run the command in its README"
        )


@pytest.mark.parametrize("dataset", PUBLISHED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_hub_library_loads_it(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    from datasets import load_dataset

    loaded = load_dataset("json", data_files=str(dataset / "quotes.jsonl"), split="train", cache_dir=str(tmp_path))
    assert len(loaded) == len((dataset / "quotes.jsonl").read_text("utf-8").splitlines())
    assert dataset.parent != NATO.parent or "Mark Rutte" in loaded["speaker"]

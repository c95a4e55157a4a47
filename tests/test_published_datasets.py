"""The datasets under output/: valid, loadable, and to the byte what their command makes."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from onrecord import build, release
from onrecord.dataset.validate import validate
from onrecord.versions.stored import Table, rows

ROOT = Path(__file__).parents[1]
PUBLISHED = sorted(path.parent for path in (ROOT / "output").glob("*/*/manifest.json"))
SEEDS = ROOT.parent / "shared" / "seeds"
SAMPLES = Path(str(files("onrecord"))) / "samples"
NATO = ROOT / "output" / "nato-rutte-trump" / "1.0.0"


def version(dataset: Path) -> tuple[int, ...]:
    return tuple(map(int, dataset.name.split(".")))


LAST = {dataset.parent: dataset for dataset in sorted(PUBLISHED, key=version)}.values()
"""Of each dataset the last version: what its command makes now."""
RELEASES = [dataset for dataset in PUBLISHED if (dataset / "checksums.sha256").is_file()]


def label(dataset: Path) -> str:
    return f"{dataset.parent.name}/{dataset.name}"


def read(dataset: Path, table: Table) -> list[dict[str, Any]]:
    return [json.loads(row.data) for row in rows(dataset, table)]


def test_something_is_published() -> None:
    assert NATO in PUBLISHED
    assert {dataset.parent.name for dataset in RELEASES} == {"nato-rutte-trump", "onrecord-samples"}


@pytest.mark.parametrize("dataset", PUBLISHED, ids=label)
def test_a_published_dataset_is_valid(dataset: Path) -> None:
    assert validate(dataset) == ()


@pytest.mark.parametrize("dataset", [one for one in PUBLISHED if one.parent == NATO.parent], ids=label)
def test_it_holds_no_article_of_others(dataset: Path) -> None:
    articles, quotes = read(dataset, "articles"), read(dataset, "quotes")
    assert articles
    assert all(article["text"] is None for article in articles)
    assert all(quote["context"] is None for quote in quotes)
    assert "Mark Rutte" in {quote["speaker"] for quote in quotes}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles, which are not ours to publish, are not at hand")
@pytest.mark.parametrize("dataset", LAST, ids=label)
def test_it_is_what_its_command_makes(dataset: Path, tmp_path: Path) -> None:
    nato = dataset.parent == NATO.parent
    build(sorted(SEEDS.glob("*.txt")) if nato else SAMPLES, tmp_path / "built")
    name, new = dataset.parent.name, tmp_path / "new"
    if nato:
        release(tmp_path / "built", to=new, name=name, version=dataset.name)
    else:
        release(tmp_path / "built", to=new, name=name, version=dataset.name, words="full", licence="cc-by-4.0")
    here = {path.relative_to(dataset): path.read_bytes() for path in dataset.rglob("*") if path.is_file()}
    made = {
        path.relative_to(tmp_path / "new"): path.read_bytes()
        for path in (tmp_path / "new").rglob("*")
        if path.is_file()
    }
    assert here.keys() == made.keys()
    assert [path for path in sorted(here) if here[path] != made[path]] == [], "run make published"


@pytest.mark.parametrize("dataset", RELEASES, ids=label)
@pytest.mark.parametrize("config", ["quotes", "articles", "rejected"])
def test_the_hub_library_loads_it(
    dataset: Path, config: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    from datasets import Value, load_dataset

    loaded = load_dataset(str(dataset), config, cache_dir=str(tmp_path))
    assert sum(map(len, loaded.values())) == len(read(dataset, config))
    if config != "rejected":
        assert all(split.features["date"] == Value("date32") for split in loaded.values())


def test_the_variants_of_the_seeds() -> None:
    (last,) = [dataset for dataset in LAST if dataset.parent == NATO.parent]
    groups = [
        json.loads(line)
        for path in sorted((last / "variants").iterdir())
        for line in path.read_text("utf-8").splitlines()
    ]
    pairs = [pair for group in groups for pair in group["pairs"]]
    changed = [one for pair in pairs if pair["label"] == "altered" for one in pair["differences"]]
    assert ("range", "totality") in {(one["first"], one["second"]) for one in changed}
    assert {"truncated", "extended"} & {pair["label"] for pair in pairs}

"""A release is read by the libraries that others use: datasets, pyarrow, huggingface_hub, mlcroissant."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from released import FOLDERS, content, manifest, rows

import onrecord
from onrecord.release.shape import CONFIGS

pytest_plugins = ("release_fixtures",)

SPLITS = ("train", "validation", "test")


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its dates as JSON has them."""
    found: dict[str, Any] = json.loads(json.dumps(row, default=str))
    return found


@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.parametrize("words", ["quotes", "standoff", "full"])
def test_datasets_loads_each_config_with_types(
    words: str, config: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    from datasets import load_dataset

    release: Path = request.getfixturevalue(f"{words}_release")
    arguments = (str(release),) if config == "quotes" else (str(release), config)
    loaded = load_dataset(*arguments, cache_dir=str(tmp_path))
    streamed = load_dataset(*arguments, streaming=True)
    assert set(loaded) == {split for split in SPLITS if rows(release, config, split)} == set(streamed)
    for split in loaded:
        expected = rows(release, config, split)
        assert [plain(row) for row in loaded[split]] == expected
        assert [plain(row) for row in streamed[split]] == expected
        for field in ("date", "said_on", "first_date"):
            if field in loaded[split].features:
                assert loaded[split].features[field].dtype == "date32"
                assert {type(row[field]) for row in loaded[split]} <= {datetime.date, type(None)}


@pytest.mark.parametrize("config", CONFIGS)
def test_json_lines_load_with_the_declared_features_too(config: str, quotes_release: Path, tmp_path: Path) -> None:
    from datasets import Features, load_dataset

    info = {one["config_name"]: one["features"] for one in front_matter(quotes_release)["dataset_info"]}
    features = Features._from_yaml_list(info[config])
    files = {
        split: sorted(map(str, (quotes_release / FOLDERS[config]).glob(f"{split}*.jsonl")))
        for split in SPLITS
        if rows(quotes_release, config, split)
    }
    loaded = load_dataset("json", data_files=files, features=features, cache_dir=str(tmp_path))
    for split in loaded:
        assert loaded[split].features == features
        assert [plain(row) for row in loaded[split]] == rows(quotes_release, config, split)


def test_parquet_has_the_rows_of_the_json_lines_and_nothing_of_the_day(full_release: Path) -> None:
    import pyarrow.parquet as pq

    for path in sorted((full_release / "parquet").rglob("*.parquet")):
        config, split = path.parent.name, path.stem
        file = pq.ParquetFile(path)
        assert [plain(row) for row in file.read().to_pylist()] == rows(full_release, config, split)
        assert file.metadata.created_by.startswith("parquet-cpp-arrow version")
        assert set(file.metadata.metadata) == {b"ARROW:schema"}


def test_a_struct_that_is_null_everywhere_loads_in_every_split(build: Callable[..., Path], tmp_path: Path) -> None:
    from datasets import load_dataset

    woods = "alder birch cedar elm fir hazel".split()
    others = [woods[number % 6] + woods[number // 6] for number in range(30)]
    texts = [f"“{one} {one}er of {one}land {one}ed the {one}s,” it read.\n\n“Not {one}.”" for one in others]
    dataset = build(*({"id": str(number), "text": text} for number, text in enumerate(texts)))
    onrecord.release(dataset, to=tmp_path / "release", name="nobody", version="0.1.0")
    loaded = load_dataset(str(tmp_path / "release"), cache_dir=str(tmp_path / "cache"))
    assert set(loaded) == set(SPLITS)
    for split in loaded:
        assert set(loaded[split].features["addressee"]) == {"text", "start", "end"}
        assert all(row["addressee"] is None and row["said_on_basis"] is None for row in loaded[split])


def test_what_is_long_is_cut_into_shards(samples: Path, tmp_path: Path) -> None:
    from datasets import load_dataset

    out = tmp_path / "release"
    onrecord.release(samples, to=out, name="samples", version="1.0.0", shard_bytes=60_000)
    shards = sorted(path.name for path in (out / "data").glob("train*"))
    assert len(shards) > 2
    assert shards[0] == f"train-00000-of-{len(shards):05}.jsonl"
    assert sorted(path.stem for path in (out / "parquet/quotes").glob("train*")) == [Path(name).stem for name in shards]
    loaded = load_dataset(str(out), cache_dir=str(tmp_path / "cache"))
    assert [row["id"] for row in loaded["train"]] == [row["id"] for row in rows(out, "quotes", "train")]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of its own reading
@pytest.mark.parametrize("words", ["quotes", "standoff"])
def test_croissant_is_valid_and_gives_the_rows(words: str, request: pytest.FixtureRequest) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    release: Path = request.getfixturevalue(f"{words}_release")
    found = mlcroissant.Dataset(jsonld=str(release / "croissant.json"))
    assert not found.metadata.issues.errors
    assert [record_set.uuid for record_set in found.metadata.record_sets] == list(CONFIGS)
    for config in CONFIGS:
        read = list(found.records(config))
        assert len(read) == len(rows(release, config))
        for split in SPLITS:
            mine = [row for row in read if row[f"{config}/split"].decode() == split]
            assert len(mine) == len(rows(release, config, split))
    quotes = {row["quotes/id"].decode(): row for row in found.records("quotes")}
    for row in rows(release, "quotes"):
        read_row = quotes[row["id"]]
        assert (read_row["quotes/quote"] or b"").decode() == (row["quote"] or "")
        assert read_row["quotes/source"]["quotes/source/start"] == (row["source"] or {}).get("start")


def test_the_card_is_one_of_the_hub(quotes_release: Path) -> None:
    from huggingface_hub import DatasetCard

    card = DatasetCard.load(quotes_release / "README.md")
    assert card.data.license == "cc-by-4.0"
    assert card.data.annotations_creators == ["machine-generated"]
    assert card.data.language_creators == ["found"]
    assert card.data.multilinguality == ["monolingual"]
    assert card.data.size_categories == ["n<1K"]
    assert card.data.task_categories == ["token-classification"]
    assert "quote-attribution" in card.data.tags
    assert [config["config_name"] for config in card.data.configs] == list(CONFIGS)
    assert [config["config_name"] for config in card.data.configs if config.get("default")] == ["quotes"]


def test_every_file_is_listed_with_its_hash(quotes_release: Path) -> None:
    files = content(quotes_release)
    lines = (line.split("  ", 1) for line in files["checksums.sha256"].decode().splitlines())
    listed = {name: digest for digest, name in lines}
    assert sorted(listed) == list(listed) == sorted(files.keys() - {"checksums.sha256"})
    assert all(hashlib.sha256(files[name]).hexdigest() == digest for name, digest in listed.items())
    outputs = {output["name"]: output["sha256"] for output in manifest(quotes_release)["outputs"]}
    assert outputs == {name: digest for name, digest in listed.items() if name != "manifest.json"}


def test_rows_keep_to_the_schemas_beside_them(quotes_release: Path, standoff_release: Path, full_release: Path) -> None:
    from jsonschema import Draft202012Validator

    for release in (quotes_release, standoff_release, full_release):
        for path in sorted((release / "schema").iterdir()):
            schema = json.loads(path.read_text(encoding="utf-8"))
            Draft202012Validator.check_schema(schema)
            kind = path.name.split(".")[0].split("-")[0]
            config = kind if kind == "rejected" else f"{kind}s"
            validator = Draft202012Validator(schema)
            for row in rows(release, config):
                assert not list(validator.iter_errors(row)), row


def front_matter(release: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((release / "README.md").read_text(encoding="utf-8").split("---\n")[1])
    return found

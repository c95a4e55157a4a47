"""The samples as a dataset, built once, releases of it, and what tests read from them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import onrecord

SAMPLES = Path(onrecord.__file__).parent / "samples"
FOLDERS = {"quotes": "data", "articles": "articles", "variants": "variants", "rejected": "rejected"}


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "samples"
    onrecord.build(SAMPLES, out)
    return out


@pytest.fixture(scope="session")
def quotes_release(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _released(samples, tmp_path_factory, words="quotes")


@pytest.fixture(scope="session")
def standoff_release(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _released(samples, tmp_path_factory, words="standoff", licence="own")


@pytest.fixture(scope="session")
def full_release(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _released(samples, tmp_path_factory, words="full", licence="own")


def _released(samples: Path, factory: pytest.TempPathFactory, **options: Any) -> Path:
    out = factory.mktemp("released") / "samples"
    onrecord.release(samples, to=out, name="samples", version="1.0.0", **options)
    return out


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Path]:
    """A dataset of articles that are given as dicts."""

    def build(*articles: dict[str, Any], name: str = "built", words: Any = "full") -> Path:
        source = tmp_path / f"{name}.jsonl"
        source.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
        onrecord.build(source, tmp_path / name, words=words)
        return tmp_path / name

    return build


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a release and its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(folder: Path, config: str, split: str = "") -> list[dict[str, Any]]:
    """The rows of a config, or of one split of it, as the JSON lines have them."""
    files = sorted((folder / FOLDERS[config]).glob(f"{split}*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def splits_of(folder: Path) -> dict[str, str]:
    """Article -> split."""
    return {row["id"]: name for name in ("train", "validation", "test") for row in rows(folder, "articles", name)}

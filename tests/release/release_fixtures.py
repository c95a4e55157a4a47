"""The samples as a dataset, built once, and releases of it: fixtures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from released import SAMPLES

import onrecord


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

"""A built dataset and releases of it, made once: fixtures of the tests beside."""

from __future__ import annotations

from pathlib import Path

import pytest
from releases import SAMPLES, release

import onrecord


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of a few articles."""
    out = tmp_path_factory.mktemp("publish") / "built"
    onrecord.build(SAMPLES / "northwire", out)
    return out


@pytest.fixture(scope="session")
def small(built: Path) -> Path:
    """A release of it; not to be changed."""
    return release(built, built.parent / "small")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of every sample article; not to be changed."""
    folder = tmp_path_factory.mktemp("whole")
    onrecord.build(SAMPLES, folder / "built")
    return release(folder / "built", folder / "release")

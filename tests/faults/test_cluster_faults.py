"""Builds by several tasks of datatrove, killed or with an article that fails: the bytes of a build on one machine.

``ONRECORD_KILLS=50 pytest tests/faults/test_cluster_faults.py`` kills as many times.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from builds import HOOK, SMALL, contents, run, write_articles

import onrecord
from onrecord import pipeline
from onrecord.cluster import Build
from onrecord.resolve import resolve
from onrecord.text.document import Document

if not sys.platform.startswith("linux"):
    pytest.skip("groups of processes are killed", allow_module_level=True)

KILLS = int(os.environ.get("ONRECORD_KILLS", "2"))
FAULTS = {**SMALL, "bundle": 600}
"""Bundles of two articles."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("source") / "news.jsonl")


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert run(source, out, "--workers", "1")[0] == 0
    return contents(out)


def start(source: Path, out: Path, *numbers: int, faults: Mapping[str, Any] = FAULTS) -> subprocess.Popen[bytes]:
    paths = [str(HOOK), *filter(None, [os.environ.get("PYTHONPATH")])]
    with out.with_suffix(".said").open("w") as said:  # no pipe: datatrove's manager outlives what started it
        return subprocess.Popen(
            [sys.executable, str(Path(__file__).parent / "by_tasks.py"), str(source), str(out), *map(str, numbers)],
            stdout=subprocess.DEVNULL,
            stderr=said,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "ONRECORD_FAULTS": json.dumps(faults)},
            start_new_session=True,
        )


def kill_all(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def built(source: Path, out: Path, *numbers: int, faults: Mapping[str, Any] = FAULTS) -> dict[str, bytes]:
    process = start(source, out, *numbers, faults=faults)
    try:
        code = process.wait(timeout=120)
    finally:
        kill_all(process)
    assert code == 0, out.with_suffix(".said").read_text()
    return contents(out)


def bundles(out: Path) -> set[Path]:
    return set(Path(f"{out}.work").glob("*/*/*.zst"))


@pytest.mark.parametrize("number", range(KILLS))
def test_a_build_that_is_killed_goes_on(
    source: Path, undisturbed: dict[str, bytes], tmp_path: Path, number: int
) -> None:
    chance, out = random.Random(number), tmp_path / "out"
    at_once = 2 if number % 3 == 2 else 1
    process = start(source, out, 3, at_once, 1, faults={**FAULTS, "pause": 0.02})
    wanted, deadline = chance.randrange(1, 15), time.monotonic() + 60
    while process.poll() is None and len(bundles(out)) < wanted and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(chance.random() * 0.1)
    before = bundles(out)
    try:
        if chance.random() < 0.5:
            process.kill()  # what it started may go on for a while, beside the next build
            process.wait()
        else:
            kill_all(process)
        assert built(source, out, 3, at_once, 1) == undisturbed
    finally:
        kill_all(process)
    assert len(before) >= wanted
    assert not bundles(out)


def failing(document: Document, *rest: Any) -> Any:
    if document.article.id == "a13":
        raise ZeroDivisionError("a rule that fails")
    return resolve(document, *rest)


@pytest.mark.parametrize(("how", "workers"), [("fail", 1), *[("leave", 2)] * (KILLS > 2)])
def test_a_poisoned_article_costs_itself_alone(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, workers: int
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(HOOK), *filter(None, [os.environ.get("PYTHONPATH")])]))
    monkeypatch.setenv("ONRECORD_FAULTS", json.dumps({**SMALL, "poison": {"a13": how}}))  # in the workers alone
    if workers == 1:
        monkeypatch.setattr(pipeline, "resolve", failing)
    onrecord.build(source, tmp_path / "local", workers=workers)
    build = Build(source, tmp_path / "out", tasks=1, workers=workers)
    build.extract.run()
    build.join.run()
    assert contents(tmp_path / "out") == contents(tmp_path / "local")
    rejected = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").open()]
    assert [row["reason"] for row in rejected if row["article_id"] == "a13"] == ["failed"]

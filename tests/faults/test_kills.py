"""Whatever is killed, and whenever: what comes of it in the end is what an undisturbed build makes, byte for byte.

``ONRECORD_KILLS=50 pytest tests/faults/test_kills.py`` tries as many times.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from builds import SMALL, contents, leftovers, run, start, wait_for_entries, workers_of, write_articles

from onrecord.dataset.validate import validate

if not sys.platform.startswith("linux"):
    pytest.skip("processes are found in /proc", allow_module_level=True)

KILLS = int(os.environ.get("ONRECORD_KILLS", "6"))

WHOLE = {**SMALL, "pause": 0.01}
CUT = {**WHOLE, "bytes": 6_000}
"""With files that are cut and packed while the build goes on."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("source") / "news.jsonl")


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("undisturbed")
    made = {}
    for name, faults in (("whole", WHOLE), ("cut", CUT)):
        assert run(source, folder / name, "--workers", "1", faults={**faults, "pause": 0})[0] == 0
        assert validate(folder / name) == ()
        made[name] = contents(folder / name)
    return made


def test_many_workers_make_the_bytes_of_one(source: Path, undisturbed: dict[str, Any], tmp_path: Path) -> None:
    assert run(source, tmp_path / "out", "--workers", "3", faults=CUT)[0] == 0
    assert contents(tmp_path / "out") == undisturbed["cut"]
    assert any(name.startswith("quotes-00001-of-") for name in undisturbed["cut"])


@pytest.mark.parametrize("number", range(KILLS))
def test_a_build_that_is_killed_goes_on(source: Path, undisturbed: dict[str, Any], tmp_path: Path, number: int) -> None:
    chance, out = random.Random(number), tmp_path / "out"
    name = chance.choice(["whole", "cut"])
    faults = {"whole": WHOLE, "cut": CUT}[name]
    for _ in range(chance.choice([1, 1, 2])):
        process = start(source, out, "--workers", chance.choice("122"), "--resume", faults=faults)
        wait_for_entries(process, out, chance.randrange(20))
        time.sleep(chance.random() * 0.05)
        process.kill()
        process.communicate()
    code, said = run(source, out, "--workers", "2", "--resume", faults={**faults, "pause": 0})
    assert (code, said) == (0, said)
    assert contents(out) == undisturbed[name]
    assert leftovers(out) == []


@pytest.mark.parametrize("number", range(KILLS))
def test_a_build_whose_workers_are_killed_goes_on_by_itself(
    source: Path, undisturbed: dict[str, Any], tmp_path: Path, number: int
) -> None:
    chance, out = random.Random(number), tmp_path / "out"
    process = start(source, out, "--workers", "2", faults=WHOLE)
    for _ in range(chance.choice([1, 2])):
        wait_for_entries(process, out, chance.randrange(1, 18))
        time.sleep(chance.random() * 0.05)
        if workers := workers_of(process):
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
    _, said = process.communicate(timeout=240)
    assert process.returncode == 0, said
    assert contents(out) == undisturbed["whole"]
    assert leftovers(out) == []


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_stops_and_says_how_to_go_on(
    source: Path, undisturbed: dict[str, Any], tmp_path: Path, workers: str
) -> None:
    out = tmp_path / "out"
    process = start(source, out, "--workers", workers, faults={**WHOLE, "pause": 0.05})
    wait_for_entries(process, out, 5)
    left = workers_of(process)
    while process.poll() is None:  # Python loses an interrupt that comes while it tidies up an object
        process.send_signal(signal.SIGINT)
        time.sleep(1)
    _, said = process.communicate()
    assert process.returncode == 130
    assert "--resume" in list(filter(None, said.splitlines()))[-2]
    assert said.splitlines()[-1] == "onrecord: interrupted"
    assert not any(Path(f"/proc/{worker}").exists() for worker in left)
    assert run(source, out, "--workers", workers, "--resume")[0] == 0
    assert contents(out) == undisturbed["whole"]


def test_no_worker_outlives_a_build_that_is_killed(source: Path, tmp_path: Path) -> None:
    process = start(source, tmp_path / "out", "--workers", "2", faults={**WHOLE, "pause": 30})
    deadline = time.monotonic() + 60
    while len(workers_of(process)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    workers = workers_of(process)
    time.sleep(2)
    process.kill()
    process.communicate()
    assert len(workers) == 2
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


def test_without_resume_a_leftover_is_cleared(source: Path, undisturbed: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = start(source, out, "--workers", "1", faults=WHOLE)
    wait_for_entries(process, out, 5)
    process.kill()
    process.communicate()
    assert len(leftovers(out)) == 1
    assert run(source, out, "--workers", "1")[0] == 0
    assert contents(out) == undisturbed["whole"]
    assert leftovers(out) == []


def test_two_builds_of_one_dataset_do_not_share_a_leftover(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = start(source, out, "--workers", "1", faults={**WHOLE, "pause": 0.3})
    try:
        wait_for_entries(process, out, 2)
        code, said = run(source, out, "--workers", "1", "--resume")
    finally:
        process.kill()
        process.communicate()
    assert code == 2
    assert "is being built by another process" in said

"""Builds in processes of their own, in which faults happen."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

HOOK = Path(__file__).parent / "hook"
ARTICLES = 40

SMALL: dict[str, Any] = {"articles": 2, "commit": 0}
"""Shards of two articles, each sure to stay once it is done."""


def write_articles(path: Path, count: int = ARTICLES) -> Path:
    """Short articles, a line each, some of which are repeats, without a text, or no JSON."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            if number % 10 == 7:
                file.write("{\n")
                continue
            berth = number - 9 if number % 10 == 9 else number  # a repeat
            text = (
                f"The berth {berth} was closed.\n\n“We will mend it by day {berth},” said Ada Quill{berth % 7}."
                f"\n\nHer book “The Long Berth” is out. “Nobody asked us about berth {berth},” she told reporters."
            )
            file.write(json.dumps({"id": f"a{number}", "text": " " if number % 10 == 8 else text}) + "\n")
    return path


def start(
    source: Path,
    out: Path,
    *options: str,
    faults: Mapping[str, Any] = SMALL,
    prepare: Callable[[], None] | None = None,
) -> subprocess.Popen[str]:
    def begin() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored
        if prepare:
            prepare()

    paths = [str(HOOK), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", "onrecord", "build", str(source), "--out", str(out), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "ONRECORD_FAULTS": json.dumps(faults)},
        preexec_fn=begin,
    )


def run(
    source: Path,
    out: Path,
    *options: str,
    faults: Mapping[str, Any] = SMALL,
    prepare: Callable[[], None] | None = None,
) -> tuple[int, str]:
    """The exit code, and what was said on stderr."""
    process = start(source, out, *options, faults=faults, prepare=prepare)
    try:
        _, said = process.communicate(timeout=240)
    finally:
        process.kill()
    assert "Traceback" not in said
    return process.returncode, said


def contents(dataset: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(dataset.iterdir())}


def leftovers(out: Path) -> list[Path]:
    return sorted(out.parent.glob(f".{out.name}.*"))


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The processes that a build has started to do its work."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == process.pid and b"spawn_main" in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except (OSError, ValueError, IndexError):
                continue
    return sorted(found)


def wait_for_entries(process: subprocess.Popen[str], out: Path, count: int) -> None:
    """Wait until so many lines are in the journal, or the build has ended."""
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        for journal in out.parent.glob(f".{out.name}.*.partial/journal"):
            try:
                if journal.read_bytes().count(b"\n") > count:
                    return
            except FileNotFoundError:
                return
        time.sleep(0.002)

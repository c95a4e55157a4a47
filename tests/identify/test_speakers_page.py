"""docs/speakers.md: its files are written, its commands run in their order, and what they print is what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "speakers.md"
BLOCK = re.compile(r"(?:`(?P<file>[\w.]+)`[^`]*)?\n\n?```(?P<kind>\w*)\n(?P<inside>.*?)```\n", re.DOTALL)


@pytest.mark.skipif(sys.platform == "win32", reason="its commands are those of a Unix shell")
def test_the_page_says_what_happens(tmp_path: Path) -> None:
    (tmp_path / "onrecord").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m onrecord "$@"\n')
    (tmp_path / "onrecord").chmod(0o755)
    folder, printed = tmp_path / "here", ""
    folder.mkdir()

    def run(command: list[str]) -> str:
        environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        return done.stdout + done.stderr

    for block in BLOCK.finditer(PAGE.read_text("utf-8")):
        inside = block["inside"]
        if block["kind"] == "json":
            (folder / block["file"]).write_text(inside, encoding="utf-8")
        elif block["kind"] == "python":
            printed = run([sys.executable, "-c", inside])
        elif inside.startswith("$ "):
            for session in re.split(r"^\$ ", inside, flags=re.MULTILINE)[1:]:
                command, _, expected = session.partition("\n")
                found = run(["sh", "-c", command])
                shown, dots, _ = expected.partition("…\n")
                assert (found[: len(shown)] if dots else found) == shown, command
        else:
            assert inside == printed

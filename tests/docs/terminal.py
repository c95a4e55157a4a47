"""Somebody who follows a page: its files are written and its commands run in one folder, in their order."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from blocks import ROOT, words

PROGRAM = """
import contextlib, io, json, os, sys
from onrecord.cli import guard
from onrecord.commands import onrecord
answers = os.fdopen(os.dup(1), "w")
for line in sys.stdin:
    folder, arguments, source = json.loads(line)
    os.chdir(folder)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out if source is None else err):
        if source is None:
            code = guard(lambda: onrecord.run(arguments))
        else:
            try:
                exec(compile(source, "<page>", "exec"), {"__name__": "__main__"})
                code = 0
            except BaseException:
                import traceback

                traceback.print_exc()
                code = 1
    answers.write(json.dumps([code, out.getvalue(), err.getvalue()]) + "\\n")
    answers.flush()
"""
"""Runs commands of onrecord and Python, one after the other: most of a command's time is its start."""

SECONDS = 120
"""More than any block takes: it hangs."""


class Terminal:
    """Runs commands in the folder that it is in; the one in which others began can be left for another."""

    def __init__(self, process: subprocess.Popen[str], environment: Mapping[str, str]) -> None:
        self._process, self._environment = process, {**environment}
        self.folder = Path()
        self.changed = False
        """Whether the code in the folder is run, not the one that is tested."""

    def command(self, command: str) -> tuple[int, str]:
        """The exit code of a shell's command, and what it prints on both streams."""
        listed, simple = words(command), not set("|&;<>()$*`~?\n#") & set(command)
        if listed[0] == "cd" and len(listed) == 2:
            self.folder = self.folder / listed[1]
            return int(not self.folder.is_dir()), ""
        if listed[0] == "onrecord" and len(listed) > 1 and simple and not self.changed:
            code, out, _ = self._ask(listed[1:], None)
            return code, out
        if assigned := re.fullmatch(r"(?:export )?(\w+)=(?:\$\(.*\)|[^\s$])*", command):
            code, value = self._sh(f'{command}\nprintf %s "${assigned[1]}"')
            self._environment[assigned[1]] = value
            return code, ""
        return self._sh(command)

    def _sh(self, command: str) -> tuple[int, str]:
        changed = {"PYTHONPATH": str(self.folder / "generator")} if self.changed else {}
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self._environment | changed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        return done.returncode, done.stdout

    def python(self, source: str) -> tuple[int, str, str]:
        """The exit code of a program, and what it prints on each stream."""
        return self._ask([], source)

    def _ask(self, arguments: list[str], source: str | None) -> tuple[int, str, str]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([str(self.folder), arguments, source]) + "\n")
        self._process.stdin.flush()
        hung = threading.Timer(SECONDS, self._process.kill)
        hung.start()
        answer = self._process.stdout.readline()
        hung.cancel()
        assert answer, f"{arguments or source}: ended the process, or took more than {SECONDS} seconds"
        code, out, err = json.loads(answer)
        return code, out, err


@contextmanager
def terminal(home: Path, hub: str, token: str) -> Iterator[Terminal]:
    """A terminal in which onrecord is installed and the Hub is at an address, with a home of its own."""
    programs = home / "bin"
    programs.mkdir(parents=True)
    for name, module in (("python", ""), ("onrecord", "-m onrecord"), ("pytest", "-m pytest")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "HUGGING", "ONRECORD"))}
    environment = {
        **kept,
        "PATH": f"{programs}:{os.environ.get('PATH', '/usr/bin:/bin')}",
        "HOME": str(home),
        "HF_HOME": str(home / "hf"),
        "HF_ENDPOINT": hub,
        "HF_TOKEN": token,
        "HF_HUB_DISABLE_XET": "1",
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
    }
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        yield Terminal(process, environment)
        assert process.stdin
        process.stdin.close()


def checkout(folder: Path) -> Path:
    """A copy of what git has that pages name: they may write what they like into it."""
    for name in ("benchmarks", "docs", "generator", "output", "schema", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    return folder

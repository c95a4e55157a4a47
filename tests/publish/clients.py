"""The unmodified client of the Hub in processes of its own; no token is in anything that they write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from hub_server import READER, TOKEN

MANY = """
import contextlib, io, json, os, sys
from onrecord.cli import guard
from onrecord.commands import onrecord
for line in sys.stdin:
    arguments, environment = json.loads(line)
    before = dict(os.environ)
    os.environ.update(environment)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = guard(lambda: onrecord.run(arguments))
    os.environ.clear()
    os.environ.update(before)
    print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)
"""


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    def __post_init__(self) -> None:
        for token in (TOKEN, READER):
            assert token not in self.out + self.err


def environment(address: str, home: Path, **more: str) -> dict[str, str]:
    """That of a client of a stand-in: nothing of the Hub's real addresses, tokens and caches."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "HUGGING", "ONRECORD"))}
    ours = {"HF_ENDPOINT": address, "HF_TOKEN": TOKEN, "HF_HUB_DISABLE_XET": "1", "HF_HOME": str(home)}
    return {**kept, **ours, "PYTHONWARNINGS": "default", **more}


def run(env: Mapping[str, str], *arguments: str | Path) -> Ran:
    """A command in a process of its own."""
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    done = subprocess.run(command, env=dict(env), capture_output=True, text=True, timeout=100, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


class Client:
    """A process that runs one command after the other: most of a command's time is its start."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __call__(self, *arguments: str | Path, **env: str) -> Ran:
        """Run a command."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin
        assert stdout
        stdin.write(json.dumps([[str(one) for one in arguments], env]) + "\n")
        stdin.flush()
        return Ran(*json.loads(stdout.readline()))


@contextmanager
def client(env: Mapping[str, str], stderr: IO[str]) -> Iterator[Client]:
    """A client that lives as long as the block."""
    command = [sys.executable, "-c", MANY]
    with subprocess.Popen(
        command, env=dict(env), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, text=True
    ) as process:
        yield Client(process)
        assert process.stdin
        process.stdin.close()

"""How much memory a build takes, in the process that reads and writes and in those that work on the articles.

    python benchmarks/memory.py [--paragraphs N] [--workers N] COUNT…

For each COUNT so many articles are made of the samples, each with a last paragraph of its own, and built. Printed: the
time, and the most memory (resident, MiB) that the parent and any worker had. On Linux alone: it looks in /proc.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import onrecord
from onrecord.model import Article
from onrecord.read import read

SAMPLES = Path(onrecord.__file__).parent / "samples"


def write(path: Path, count: int, paragraphs: int | None) -> None:
    """So many articles, a line each."""
    samples = [item for item in read(SAMPLES) if isinstance(item, Article)]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            one = samples[number % len(samples)]
            text = "\n\n".join(one.text.split("\n\n")[:paragraphs])
            text += f"\n\n“We counted {number:,} boats,” said Ada Quill, who keeps the books of quay {number % 997}."
            row = {"id": f"a{number}", "text": text, "outlet": f"Gull {number % 50}", "date": one.date}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def peak(process: int) -> int:
    """The most memory that a process has had, in KiB; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def main() -> None:
    """Print a line for each count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", nargs="+", type=int)
    parser.add_argument("--paragraphs", type=int)
    parser.add_argument("--workers", default="2")
    given = parser.parse_args()
    print(f"{'articles':>10}{'MiB':>8}{'seconds':>9}{'parent':>8}{'worker':>8}")
    for count in given.counts:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "articles.jsonl"
            write(source, count, given.paragraphs)
            started = time.monotonic()
            build = [sys.executable, "-m", "onrecord", "build", str(source), "--out", f"{folder}/out"]
            process = subprocess.Popen([*build, "--workers", given.workers], stdout=subprocess.DEVNULL)
            parent = worker = 0
            while process.poll() is None:
                parent = max(parent, peak(process.pid))
                worker = max([worker, *map(peak, children(process.pid))])
                time.sleep(0.2)
            seconds, size = time.monotonic() - started, source.stat().st_size / 2**20
            print(f"{count:>10,}{size:>8.1f}{seconds:>9.1f}{parent / 1024:>8.0f}{worker / 1024:>8.0f}", flush=True)


if __name__ == "__main__":
    main()

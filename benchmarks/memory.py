"""How much memory a build takes, in the process that reads and writes and in those that work on the articles.

    python benchmarks/memory.py [--paragraphs N] [--workers N] COUNT…

For each COUNT so many articles are made of the samples, each with a last paragraph of its own, and built. Printed: the
time by the clock and of the processors, and the most memory (resident, MiB) that the parent and any worker had. On
Linux alone: it looks in /proc.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Measured:
    """What one build took."""

    articles: int
    mebibytes: float
    """Of the source."""
    seconds: float
    """By the clock."""
    processor: float
    """Seconds that all its processes had a processor for."""
    parent: int
    worker: int
    """The most memory of the parent and of any worker, in KiB; a worker that is not has had none."""


def measure(count: int, workers: int, paragraphs: int | None = None) -> Measured:
    """Build so many articles with so many workers."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        write(source, count, paragraphs)
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        build = [sys.executable, "-m", "onrecord", "build", str(source), "--out", f"{folder}/out"]
        process = subprocess.Popen([*build, "--workers", str(workers)], stdout=subprocess.DEVNULL)
        parent = worker = 0
        while process.poll() is None:
            parent = max(parent, peak(process.pid))
            worker = max([worker, *map(peak, children(process.pid))])
            time.sleep(0.2)
        seconds, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        if process.returncode:
            raise SystemExit(f"the build of {count:,} articles failed")
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Measured(count, source.stat().st_size / 2**20, seconds, processor, parent, worker)


def main() -> None:
    """Print a line for each count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", nargs="+", type=int)
    parser.add_argument("--paragraphs", type=int)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    print(f"{'articles':>10}{'MiB':>8}{'seconds':>9}{'processor':>11}{'parent':>8}{'worker':>8}")
    for count in given.counts:
        one = measure(count, given.workers, given.paragraphs)
        times = f"{one.seconds:>9.1f}{one.processor:>11.1f}"
        print(f"{count:>10,}{one.mebibytes:>8.1f}{times}{one.parent / 1024:>8.0f}{one.worker / 1024:>8.0f}", flush=True)


if __name__ == "__main__":
    main()

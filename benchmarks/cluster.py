"""A build by tasks of datatrove beside ``onrecord build``, on the same articles: the same bytes, and what each takes.

python benchmarks/cluster.py ARTICLES [TASKS]
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import onrecord
from onrecord.cluster import Build


def spent() -> float:
    """The processor time of this process and of those that it has waited for: not of datatrove's, which it has not."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def measured(name: str, count: int, run: Callable[[], object], *, processor: bool = True) -> None:
    """Print what it takes."""
    start, before = time.perf_counter(), spent()
    run()
    elapsed, used = time.perf_counter() - start, spent() - before
    said = f"{name:28} {elapsed:7.1f} s elapsed {count / elapsed:7.0f} articles/s"
    print(f"{said}  processor {used:6.2f} s" if processor else said, flush=True)


def main(articles: str, tasks: int) -> None:
    """Build by as many workers as tasks, and by the tasks: at once, and one after the other in this process."""
    from datatrove.executor import LocalPipelineExecutor

    with TemporaryDirectory() as folder:
        local, out, steps = (Path(folder) / name for name in ("local", "out", "steps"))
        count = onrecord.build(articles, local).manifest.counts.articles  # everything is imported and read once
        measured("build, 1 worker", count, lambda: onrecord.build(articles, local, workers=1))
        measured(f"build, {tasks} workers", count, lambda: onrecord.build(articles, local, workers=tasks))
        build = Build(articles, out, tasks=tasks)
        extract = LocalPipelineExecutor([build.extract], tasks=tasks, logging_dir=build.logs("extract"))
        join = LocalPipelineExecutor([build.join], logging_dir=build.logs("join"), depends=extract)
        measured(f"datatrove, {tasks} tasks at once", count, join.run, processor=False)
        build = Build(articles, steps, tasks=tasks)
        for task in range(tasks):
            measured(f"task {task} alone", count, partial(build.extract.run, rank=task, world_size=tasks))
        measured("the join", count, build.join.run)
        for made in local.iterdir():
            assert made.read_bytes() == (out / made.name).read_bytes() == (steps / made.name).read_bytes()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2)

"""A script of a user who builds with datatrove: SOURCE OUT TASKS WORKERS WORKERS_OF_A_TASK."""

from __future__ import annotations

import sys

from datatrove.executor import LocalPipelineExecutor

from onrecord.cluster import Build


def main(source: str, out: str, tasks: int, at_once: int, workers: int) -> None:
    build = Build(source, out, tasks=tasks, workers=workers)
    extract = LocalPipelineExecutor([build.extract], tasks=tasks, workers=at_once, logging_dir=build.logs("extract"))
    LocalPipelineExecutor([build.join], logging_dir=build.logs("join"), depends=extract).run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))

"""Imported by every Python that a test of faults starts, workers too: brings the faults that ONRECORD_FAULTS names."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from typing import Any

FAULTS: dict[str, Any] = json.loads(os.environ.get("ONRECORD_FAULTS", "{}"))


def bring() -> None:
    import onrecord.pipeline
    from onrecord.dataset import build, shard, workers
    from onrecord.dataset import write as writing

    pipeline: Any = onrecord.pipeline
    write: Any = writing

    shard.ARTICLES = FAULTS.get("articles", shard.ARTICLES)
    build.COMMIT_SECONDS = FAULTS.get("commit", build.COMMIT_SECONDS)
    workers.GRACE = FAULTS.get("grace", workers.GRACE)
    resolve = pipeline.resolve

    def poisoned(document: Any, *rest: Any) -> Any:
        time.sleep(FAULTS.get("pause", 0))
        if how := FAULTS.get("poison", {}).get(document.article.id):
            POISONS[how]()
        return resolve(document, *rest)

    pipeline.resolve = poisoned

    if "bundle" in FAULTS:
        from onrecord.cluster import plan

        plan.SMALLEST = FAULTS["bundle"]

    if "bytes" in FAULTS:
        start = write.DatasetWriter.__init__

        def small(self: Any, *arguments: Any, **named: Any) -> None:
            start(self, *arguments, **named)
            self._limit = FAULTS["bytes"]

        write.DatasetWriter.__init__ = small

    if "room" in FAULTS:
        room = FAULTS["room"]

        def full(handle: int, data: bytes) -> None:
            nonlocal room
            if room < len(data):
                os.write(handle, data[: max(0, room)])
                raise OSError(28, os.strerror(28))
            room -= len(data)
            os.write(handle, data)

        write.write = full


def fail() -> None:
    raise ZeroDivisionError("a rule that fails")


def loop() -> None:
    while True:
        pass


def stubborn() -> None:
    while True:
        try:
            loop()
        except Exception:
            continue


def swallow() -> None:
    deadline = time.process_time() + 20
    for _ in range(3):
        try:
            while time.process_time() < deadline:
                pass
        except BaseException:
            continue


def stuck() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGVTALRM})
    loop()


def leave() -> None:
    os._exit(3)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def memory() -> None:
    raise MemoryError


def deep() -> None:
    deep()


POISONS = {name: globals()[name] for name in "fail loop stubborn swallow stuck leave kill crash memory deep".split()}

if FAULTS and not any("resource_tracker" in part for part in sys.orig_argv):
    bring()

"""Lines in the order of their bytes, however many: what does not fit is sorted in runs on the disk, then merged."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO

RUN = 32 << 20
"""How many bytes of lines are sorted at once."""

MOST = 64
"""How many runs are open at once: where there are more, they become one."""


def in_order(lines: Iterable[bytes], run: int = RUN, most: int = MOST) -> Iterator[bytes]:
    """The lines, none of which holds a line end, sorted."""
    with ExitStack() as open_files:
        runs: list[IO[bytes]] = []
        last: list[bytes] = []
        size = 0
        for line in lines:
            last.append(line)
            size += len(line)
            if size >= run:
                if len(runs) == most:
                    runs = [_written(heapq.merge(*map(_read, runs)), open_files)]
                last.sort()
                runs.append(_written(last, open_files))
                last, size = [], 0
        last.sort()
        yield from heapq.merge(*map(_read, runs), last) if runs else last


def _written(lines: Iterable[bytes], open_files: ExitStack) -> IO[bytes]:
    file = open_files.enter_context(TemporaryFile(prefix="onrecord-"))  # noqa: SIM115
    file.writelines(line + b"\n" for line in lines)
    file.seek(0)
    return file


def _read(file: IO[bytes]) -> Iterator[bytes]:
    with file:  # its place on the disk is free as soon as it is read
        for line in file:
            yield line[:-1]

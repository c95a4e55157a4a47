"""How much of the sources is read, so that it can be told how long the rest will take."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class Meter:
    """The bytes of the files that are read, and how many of them have been."""

    def __init__(self, paths: Iterable[Path]) -> None:
        """Nothing is read yet."""
        self._sizes = {path: path.stat().st_size for path in paths if path.is_file()}
        self._taken: dict[Path, int] = {}
        self.total = sum(self._sizes.values())
        self.read = 0

    def take(self, path: Path, count: int) -> None:
        """Some more of a file is read; nothing is counted of one that lies in another."""
        if size := self._sizes.get(path):
            taken = self._taken.get(path, 0)
            count = min(count, size - taken)
            self._taken[path] = taken + count
            self.read += count

    def end(self, path: Path) -> None:
        """A file is done with, however it was read."""
        self.take(path, self._sizes.get(path, 0))
        self._taken.pop(path, None)
        self._sizes.pop(path, None)

    def __reduce__(self) -> tuple[type[None], tuple[()]]:
        """It is no business of another process."""
        return type(None), ()

"""A folder that takes its place whole or not at all, however its making ends.

It is made in a hidden sibling, ``.NAME.….partial``. Where a dataset stands already, that one steps aside as
``.NAME.….replaced`` while the new one takes its place by one rename. A process that is killed leaves such
siblings behind; the next one that makes the same folder clears them away, and puts back a dataset that had
stepped aside.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.dataset.manifest import GENERATOR, NAME
from onrecord.errors import CannotResume, OutputInTheWay

JOURNAL = "journal"
"""The name of the file beside the new dataset that says how far it is."""


class NewFolder:
    """``with NewFolder(out) as new: …``: what is written into ``new.path`` is ``out`` afterwards.

    Only where ``new.complete`` was set and no exception left the block; otherwise ``out`` stays as it was, and with
    ``new.keep`` what was written stays too, for a later ``NewFolder(out, resume=True)`` to go on with.
    Files that a user put beside an earlier dataset in ``out`` stay there. OutputInTheWay, before anything is
    touched, where ``out`` is a file, a mount point, or a folder of things that are no dataset of ours.
    """

    def __init__(self, out: str | os.PathLike[str], *, resume: bool = False) -> None:
        """Nothing is touched yet."""
        self.out = Path(out).resolve()
        self.resume = resume
        self.work = _sibling(self.out, "partial")
        self.complete = self.keep = False

    @property
    def path(self) -> Path:
        """The folder that takes the place of ``out``, inside ``work``, which goes when that is done."""
        return self.work / "dataset"

    def __enter__(self) -> Self:
        """Clear leftovers away and start an empty folder, or go on with the leftover that there is."""
        refuse(self.out)
        self.out.parent.mkdir(parents=True, exist_ok=True)
        with _locked(self.out.parent), ExitStack() as stack:
            if self.resume:
                self._adopt(stack)
            _clear_leftovers(self.out)
            if not self.work.exists():
                self.path.mkdir(parents=True)
                stack.enter_context(_locked(self.work))
            self._stack = stack.pop_all()
        return self

    def _adopt(self, stack: ExitStack) -> None:
        """Take over what a build left; CannotResume where that one is still alive."""
        for work in resumable(self.out):
            try:
                stack.enter_context(_locked(work, wait=False))
            except BlockingIOError:
                raise CannotResume(f"{self.out} is being built by another process right now") from None
            self.work, self.keep = work, True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put it in place, or remove it."""
        with self._stack:
            if self.complete and error is None:
                self.keep = False
            try:
                if self.complete and error is None:
                    _put(self.path, self.out)
            finally:
                if not self.keep:
                    shutil.rmtree(self.work, ignore_errors=True)


def resumable(out: str | os.PathLike[str]) -> list[Path]:
    """The folder of work that a build of ``out`` left to go on with, or none; of several the last one."""
    if not (path := Path(out).resolve()).parent.is_dir():
        return []
    left = [work for work in _siblings(path, "partial") if (work / JOURNAL).is_file()]
    return sorted(left, key=lambda work: (work / JOURNAL).stat().st_mtime_ns)[-1:]


def refuse(out: Path) -> None:
    """Raise OutputInTheWay where ``out`` is anything but missing, empty or a dataset of ours."""
    if not out.exists():
        return
    if not out.is_dir():
        raise OutputInTheWay(f"{out} is a file: --out names a folder")
    if os.path.ismount(out):
        raise OutputInTheWay(f"{out} is a mount point and cannot be replaced: name a folder inside it")
    if any(out.iterdir()) and not _own_files(out):
        raise OutputInTheWay(f"{out} holds files but no dataset of {GENERATOR}: name another folder")


def sync(path: Path) -> None:
    """Wait until a file, or the list of files in a folder, is on the disk."""
    if path.is_dir() and sys.platform == "win32":
        return  # has no handles for folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _own_files(folder: Path) -> frozenset[str]:
    """The names of what a build put into a folder, by its manifest; none where it is no dataset of ours."""
    try:
        manifest = json.loads((folder / NAME).read_bytes())
        if manifest["generator"] == GENERATOR:
            return frozenset([NAME, *(output["name"].split("/")[0] for output in manifest["outputs"])])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass  # not there, or not a manifest
    return frozenset()


def _put(new: Path, out: Path) -> None:
    """Let ``new`` take the place of ``out``."""
    sync(new)
    with _locked(out.parent):
        refuse(out)  # somebody may have put something there since
        if out.exists() and any(out.iterdir()):
            old = _sibling(out, "replaced")
            os.rename(out, old)
            try:
                os.rename(new, out)
            except BaseException:
                os.rename(old, out)
                raise
            _dissolve(old, out)
        else:
            if out.exists():
                out.rmdir()
            os.rename(new, out)
        sync(out.parent)


def _dissolve(old: Path, out: Path) -> None:
    """Remove a replaced dataset; what a user had put beside it moves over to the new one."""
    own = _own_files(old)
    for entry in old.iterdir():
        if entry.name not in own and not os.path.lexists(out / entry.name):
            os.rename(entry, out / entry.name)
    shutil.rmtree(old, ignore_errors=True)


def _clear_leftovers(out: Path) -> None:
    """Remove what killed processes left beside ``out``; put back a dataset that had only stepped aside."""
    for old in _siblings(out, "replaced"):
        if out.exists():
            _dissolve(old, out)
        else:
            os.rename(old, out)
    for partial in _siblings(out, "partial"):
        with suppress(OSError), _locked(partial, wait=False):  # held by one that is alive, or just gone
            shutil.rmtree(partial, ignore_errors=True)


def _sibling(out: Path, state: str) -> Path:
    return out.parent / f".{out.name}.{secrets.token_hex(4)}.{state}"


def _siblings(out: Path, state: str) -> Iterator[Path]:
    start, end = f".{out.name}.", f".{state}"
    for path in sorted(out.parent.iterdir()):
        token = path.name.removeprefix(start).removesuffix(end)
        if path.name == f"{start}{token}{end}" and len(token) == 8 and path.is_dir():
            yield path


@contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a folder against others of us; BlockingIOError where another holds it and ``wait`` is false.

    The lock goes when its process does, however it ends. On Windows, where a folder in use cannot be removed
    anyway, and where a file system knows no locks, nothing is held.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise
        except OSError:
            pass
        yield
    finally:
        os.close(handle)

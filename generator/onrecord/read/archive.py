"""Archives, .zip and .tar: unpacked into a folder that is gone when their articles are read.

So what lies in them is read as in any folder, sidecars, tables and other archives included, and one at a time.
"""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, TypeAlias, cast

from onrecord.errors import NothingToRead, UnreadableInput
from onrecord.model import Rejection
from onrecord.read.compression import SWELLS, compression, damage, swollen
from onrecord.read.file import SourceFile, rejection, why
from onrecord.read.sources import DATASET, SIDECARS, TABLES, find, format_of, is_dataset

_DEEPEST = 3
"""How many archives may lie in one another; more is no way to keep news."""
_PIECE = 1 << 20
_KEPT = (*SIDECARS, ".arrow")
"""Endings of what is no article, but belongs to some: metadata beside them, the rows of a saved dataset."""

_Member: TypeAlias = tuple[str, Callable[[], IO[bytes]], int | None]
"""Name, what opens it and packed size (None where only the whole archive's is known) of a file in an archive."""


@contextmanager
def unpacked(file: SourceFile, formats: Collection[str], depth: int) -> Iterator[tuple[Path, tuple[Rejection, ...]]]:
    """A folder with the files of an archive that can be read, and why others could not be unpacked.

    Raises UnreadableInput where it is no archive, or lies too deep in others.
    """
    if depth >= _DEEPEST:
        raise UnreadableInput("nested-too-deep", f"at most {_DEEPEST} archives in one another", file=file.name)
    with TemporaryDirectory(prefix="onrecord-") as folder:
        wrong: list[Rejection] = []
        try:
            for name, opened, packed in UNPACKERS[file.format](file):
                place = _inside(name)
                last = place.name if place else ""
                kept = format_of(last) in formats or last in TABLES or PurePosixPath(last).suffix in _KEPT
                if place and kept:
                    try:
                        _write(opened, Path(folder, place), packed, file, name)
                    except UnreadableInput as error:
                        wrong.append(rejection(error))
        except UnreadableInput as error:  # what was unpacked before the damage is read
            wrong.append(rejection(error))
        yield Path(folder), tuple(wrong)


def held(file: SourceFile, folder: Path, formats: Collection[str], prefix: str) -> Iterator[SourceFile]:
    """The files that were unpacked, under names that begin with the archive's, and labels with ``prefix``, if any."""
    if is_dataset(folder):  # the whole archive is one
        yield SourceFile(folder, file.name, prefix or file.label, format=DATASET, options=file.options)
        return
    try:
        found = find([folder], formats, file.options)
    except NothingToRead:
        return

    def named(one: SourceFile) -> SourceFile:
        label = f"{prefix}/{one.label}" if prefix else one.label
        return replace(one, name=f"{file.name}/{one.name}", label=label, beside=tuple(map(named, one.beside)))

    yield from map(named, found)


def _zip(file: SourceFile) -> Iterator[_Member]:
    if compression(file.path.name):  # its index stands at its end, so that it cannot be read as it is unpacked
        raise UnreadableInput("unreadable-file", "a zip archive that is not compressed once more", file=file.name)
    try:
        with zipfile.ZipFile(file.path) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    yield member.filename, partial(archive.open, member), member.compress_size
    except damage() as error:
        raise UnreadableInput("unreadable-file", f"a zip archive: {why(error)}", file=file.name) from error


def _tar(file: SourceFile) -> Iterator[_Member]:
    try:
        with file.open() as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if member.isreg():
                    yield member.name, partial(_extracted, archive, member), None
    except damage() as error:
        raise UnreadableInput("unreadable-file", f"a tar archive: {why(error)}", file=file.name) from error


def _extracted(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    return cast(IO[bytes], archive.extractfile(member))  # which is None only for what is no file


UNPACKERS: dict[str, Callable[[SourceFile], Iterator[_Member]]] = {".zip": _zip, ".tar": _tar}
"""What lists the files of an archive, by its format."""


def _inside(name: str) -> PurePosixPath | None:
    """Where a file of an archive goes in the folder; None where its name leads out of it, or into a hidden one."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    fits = parts and not any(part.startswith(".") or "\0" in part or ":" in part or part == "/" for part in parts)
    return PurePosixPath(*parts) if fits else None


def _write(opened: Callable[[], IO[bytes]], path: Path, packed: int | None, file: SourceFile, name: str) -> None:
    """Unpack one file, at most as much as the ratio allows. Raises UnreadableInput."""
    shown, size = f"{file.name}/{name.encode('utf-8', 'backslashreplace').decode()}", 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with opened() as stream, path.open("xb") as out:
            while piece := stream.read(_PIECE):
                size += len(piece)
                if packed is not None and size > max(SWELLS, packed * file.options.max_ratio):
                    raise UnreadableInput(
                        "compression-bomb", swollen(size, size / max(1, packed), file.options), file=shown
                    )
                out.write(piece)
        return
    except FileExistsError as error:
        expected = "a name of its own: another file of the archive has it"
        raise UnreadableInput("unreadable-file", expected, file=shown) from error
    except UnreadableInput:
        path.unlink(missing_ok=True)
        raise
    except damage() as error:
        path.unlink(missing_ok=True)
        raise UnreadableInput("unreadable-file", f"a file that can be unpacked: {why(error)}", file=shown) from error

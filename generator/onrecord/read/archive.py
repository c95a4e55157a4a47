"""Archives, .zip and .tar: unpacked into a folder that is gone when their articles are read.

So what lies in them is read as in any folder, sidecars, tables and other archives included, and one at a time.
"""

from __future__ import annotations

import os
import stat
import tarfile
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple, Self, cast

from onrecord.errors import NothingToRead, UnreadableInput
from onrecord.model import Rejection
from onrecord.read.compression import SWELLS, endings, swollen
from onrecord.read.file import SourceFile, rejection, why
from onrecord.read.options import ReadOptions
from onrecord.read.sources import DATASET, SIDECARS, TABLES, find, format_of, hidden, is_dataset, shown

_DEEPEST = 3
"""How many archives may lie in one another; more is no way to keep news."""
_PIECE = 1 << 20
_KEPT = (*SIDECARS, ".arrow")
"""Endings of what is no article, but belongs to some: metadata beside them, the rows of a saved dataset."""


class _Member(NamedTuple):
    """Something in an archive; ``open`` is None where it is no regular file."""

    name: str
    open: Callable[[], IO[bytes]] | None
    size: int
    packed: int | None = None
    """Its size in the archive, where that is known of each."""


@dataclass
class Room:
    """What an archive, with all the archives in it, may still unpack to; one for each archive among the SOURCEs."""

    packed: int
    options: ReadOptions
    depth: int = 0
    used: int = 0

    @classmethod
    def of(cls, file: SourceFile) -> Room:
        """All the room that there is for an archive."""
        try:
            return cls(file.path.stat().st_size, file.options)
        except OSError:  # of which opening it will say more
            return cls(0, file.options)

    def take(self, size: int, packed: int | None, file: str) -> None:
        """Have ``size`` more bytes unpacked. Raises UnreadableInput: compression-bomb."""
        for given, whole in ((size, packed), (self.used + size, self.packed)):
            if whole is not None and given > max(SWELLS, whole * self.options.max_ratio):
                expected = swollen(given, given / max(1, whole), self.options)
                raise UnreadableInput("compression-bomb", expected, file=file)
        self.used += size


@contextmanager
def unpacked(
    file: SourceFile, formats: Collection[str], room: Room
) -> Iterator[tuple[tuple[SourceFile, ...], tuple[Rejection, ...]]]:
    """The files of an archive that can be read, unpacked, and why others could not be.

    Raises UnreadableInput where it lies too deep in others, or where there is no folder to unpack it into.
    """
    if room.depth >= _DEEPEST:
        raise UnreadableInput("nested-too-deep", f"at most {_DEEPEST} archives in one another", file=file.name)
    try:
        temporary = TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True)
    except OSError as error:
        raise UnreadableInput("unreadable-file", f"room to unpack it: {why(error)}", file=file.name) from error
    room.depth += 1
    try:
        with temporary:
            folder = Path(temporary.name, "archive")
            folder.mkdir()
            wrong = tuple(map(rejection, _unpack(file, folder, formats, room)))
            yield _held(file, folder, formats), wrong
    finally:
        room.depth -= 1


def _unpack(file: SourceFile, folder: Path, formats: Collection[str], room: Room) -> Iterator[UnreadableInput]:
    """Write the files of an archive that can be read into a folder; what could not be written, or not be found."""
    try:
        for member in UNPACKERS[file.format](file):
            parts = [part for part in member.name.replace("\\", "/").split("/") if part not in ("", ".")]
            if not parts or not _is_read(parts, formats):
                continue
            try:
                _write(member, Path(folder, *parts), f"{file.name}/{shown(member.name)}", room)
            except UnreadableInput as error:
                yield error
    except UnreadableInput as error:  # what was unpacked before the damage is read
        yield error


def _is_read(parts: list[str], formats: Collection[str]) -> bool:
    """Whether a folder that has this file is read with it."""
    name = parts[-1]
    if any(hidden(part) for part in parts if part != ".."):
        return False
    return name in TABLES or PurePosixPath(name).suffix in _KEPT or format_of(name) in formats


def _write(member: _Member, path: Path, name: str, room: Room) -> None:
    """Unpack one file. Raises UnreadableInput."""
    if ".." in path.parts or (os.name == "nt" and ":" in str(path.relative_to(path.anchor))):
        raise UnreadableInput("unreadable-file", "a name that does not lead out of the archive", file=name)
    if member.open is None:
        raise UnreadableInput("unreadable-file", "a regular file, no link, pipe or device", file=name)
    room.take(member.size, member.packed, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as out:
            try:
                with member.open() as stream:
                    copyfileobj(stream, out, _PIECE)
            except BaseException:
                path.unlink()
                raise
    except FileExistsError as error:
        expected = "a name of its own: another file of the archive has it"
        raise UnreadableInput("unreadable-file", expected, file=name) from error
    except UnreadableInput:
        raise
    except Exception as error:  # whatever zipfile, tarfile and the decompressors raise for damage
        raise UnreadableInput("unreadable-file", f"a file that can be unpacked: {why(error)}", file=name) from error


def _held(file: SourceFile, folder: Path, formats: Collection[str]) -> tuple[SourceFile, ...]:
    """The files that were unpacked, under names that begin with the archive's.

    Of a folder that was packed as a whole the labels are those of what lies in it.
    """
    if is_dataset(folder):  # the whole archive is one
        return (SourceFile(folder, file.name, file.label, format=DATASET, options=file.options),)
    name, inside = file.name, list(folder.iterdir())
    if len(inside) == 1 and inside[0].is_dir() and not is_dataset(inside[0]):
        name, folder = f"{name}/{shown(inside[0].name)}", inside[0]
    try:
        found = find([folder], formats, file.options)
    except NothingToRead:
        return ()

    def named(one: SourceFile) -> SourceFile:
        return replace(one, name=f"{name}/{one.name}", beside=tuple(map(named, one.beside)))

    return tuple(map(named, found))


def _zip(file: SourceFile) -> Iterator[_Member]:
    if endings(file.path.name)[2]:  # its index stands at its end, so that it cannot be read as it is unpacked
        raise UnreadableInput("unreadable-file", "a zip archive that is not compressed once more", file=file.name)
    try:
        with zipfile.ZipFile(file.path) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    regular = stat.S_IFMT(member.external_attr >> 16) in (0, stat.S_IFREG)
                    opened = partial(archive.open, member) if regular else None
                    yield _Member(member.filename, opened, member.file_size, member.compress_size)
    except Exception as error:
        raise UnreadableInput("unreadable-file", f"a zip archive: {why(error)}", file=file.name) from error


def _tar(file: SourceFile) -> Iterator[_Member]:
    try:
        with file.open() as stream:
            with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header) as archive:
                while member := archive.next():
                    if not member.isdir():
                        opened = partial(_extracted, archive, member) if member.isreg() else None
                        yield _Member(member.name, opened, member.size)
                    cast(Any, archive).members.clear()  # which keeps every header, for random access
            while stream.read(_PIECE):  # to the checksum at its end
                pass
    except UnreadableInput:
        raise
    except Exception as error:
        raise UnreadableInput("unreadable-file", f"a tar archive: {why(error)}", file=file.name) from error


_DAMAGED: tuple[type[Exception], ...] = (
    tarfile.InvalidHeaderError,  # type: ignore[attr-defined]  # typeshed leaves both out
    tarfile.TruncatedHeaderError,  # type: ignore[attr-defined]
)


class _Header(tarfile.TarInfo):
    """A header of which the damage is an error, not the end of the archive."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        """The next header. Raises ReadError."""
        try:
            return super().fromtarfile(archive)
        except _DAMAGED as error:
            raise tarfile.ReadError(f"{error} at byte {archive.offset:,}") from error


def _extracted(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    return cast(IO[bytes], archive.extractfile(member))  # which is None only for what is no file


UNPACKERS: dict[str, Callable[[SourceFile], Iterator[_Member]]] = {".zip": _zip, ".tar": _tar}
"""What lists the files of an archive, by its format."""

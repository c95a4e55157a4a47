"""The bytes of a web archive, unpacked: in one stretch where it is whole, else in one from each damage to the next."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BufferedReader
from typing import NoReturn

from onrecord.errors import UnreadableInput
from onrecord.read.compression import SWELLS, compression, swollen
from onrecord.read.file import SourceFile, why

_PIECE = 1 << 16
_GZIP = b"\x1f\x8b\x08"
_PLAIN = re.compile(rb"WARC/\d+\.\d+[ \t]*\r?\n[A-Za-z-]+[ \t]*:")
_TRIED = 4096
"""How many bytes have to unpack for the beginning of a member to be believed."""


class Stretch:
    """Pieces of the archive that follow one another without damage; ``damage`` says why they end, once they have."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self.damage: UnreadableInput | None = None

    def piece(self) -> bytes:
        """The next piece, b"" at the end."""
        try:
            return next(self._pieces, b"")
        except UnreadableInput as error:
            self.damage = error
            return b""


def stretches(file: SourceFile) -> Iterator[Stretch]:
    """The stretches of an archive, each to be read to its end before the next is asked for.

    A member of a .gz archive, which holds one record, can be read whatever became of those before it. What the file is
    packed with is told by its first bytes, as archives are renamed often.
    """
    try:
        with file.path.open("rb") as packed:
            head = packed.peek(64)[:64]
            ending = compression(file.path.name)
            if head.startswith(_GZIP) or (ending == ".gz" and head and not _PLAIN.match(head)):
                yield from _gzip(_Members(packed, file))
            elif ending in ("", ".gz"):
                yield Stretch(_plain(packed, file))
            else:
                with file.open() as stream:
                    yield Stretch(_plain(stream, file))
    except OSError as error:
        raise UnreadableInput("unreadable-file", why(error), file=file.name) from error


def _plain(stream: BufferedReader, file: SourceFile) -> Iterator[bytes]:
    try:
        while piece := stream.read1(_PIECE):
            yield piece
    except OSError as error:
        raise UnreadableInput("unreadable-file", why(error), file=file.name) from error


def _gzip(members: _Members) -> Iterator[Stretch]:
    while members.next is not None:
        yield Stretch(members.unpacked(members.next))


class _Members:
    """The members of a gzip file."""

    def __init__(self, packed: BufferedReader, file: SourceFile) -> None:
        self._packed, self._file, self._bytes = packed, file, 0
        self._at = 0  # where the member that is being unpacked begins
        self.next: int | None = 0
        """Where the members begin that have not been unpacked yet; None where there are none."""

    def unpacked(self, start: int) -> Iterator[bytes]:
        """What the members from byte ``start`` on hold. Raises UnreadableInput at the first that is damaged."""
        self.next = None
        data, _ = b"", self._packed.seek(start)
        while data := (data or self._packed.read(_PIECE)).lstrip(b"\0"):  # zeros that fill up a block of a tape
            self._at = self._packed.tell() - len(data)
            member = zlib.decompressobj(31)
            while not member.eof:
                data = data or self._packed.read(_PIECE)
                try:
                    piece = member.decompress(data, _PIECE)
                except zlib.error as error:
                    self._damaged(str(error), error)
                if not data and not piece:
                    self._damaged("the file breaks off in it")
                data = member.unconsumed_tail
                self._measure(len(piece))
                if piece:
                    yield piece
            data = member.unused_data

    def _after(self, start: int) -> int | None:
        """Where the first member begins at byte ``start`` or after it; None where there is none."""
        self._packed.seek(start)
        data = b""
        while piece := self._packed.read(_PIECE):
            data, base = data[-2:] + piece, self._packed.tell() - len(piece) - len(data[-2:])
            found = data.find(_GZIP)
            while found >= 0:
                if self._unpacks(base + found):
                    return base + found
                found = data.find(_GZIP, found + 1)
        return None

    def _unpacks(self, start: int) -> bool:
        """Whether what begins here seems to be a member; leaves the file as it was."""
        before = self._packed.tell()
        self._packed.seek(start)
        try:
            return bool(zlib.decompressobj(31).decompress(self._packed.read(_TRIED), _PIECE))
        except zlib.error:
            return False
        finally:
            self._packed.seek(before)

    def _measure(self, more: int) -> None:
        self._bytes += more
        ratio = self._bytes / max(1, self._packed.tell())
        if self._bytes > SWELLS and ratio > self._file.options.max_ratio:
            expected = swollen(self._bytes, ratio, self._file.options)
            raise UnreadableInput("compression-bomb", expected, file=self._file.name)

    def _damaged(self, what: str, error: Exception | None = None) -> NoReturn:
        self.next = self._after(self._at + 1)
        what = what.removeprefix("Error -3 while decompressing data: ")
        lost = f"reading goes on at byte {self.next:,}" if self.next else "nothing after it can be read"
        expected = f"a whole gzip member at byte {self._at:,}: {what}; {lost}"
        raise UnreadableInput("unreadable-file", expected, file=self._file.name) from error

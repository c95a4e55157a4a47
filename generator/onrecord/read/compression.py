"""Compressed files: told by the last ending of their names, unpacked as they are read, stopped where they swell."""

from __future__ import annotations

import importlib
import io
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, cast

from onrecord.errors import UnreadableInput
from onrecord.read.options import MEBIBYTE, ReadOptions

SWELLS = 64 * MEBIBYTE
"""From how many unpacked bytes on the ratio counts: a short file of one word is no bomb."""
_LARGEST = 512 * MEBIBYTE
"""How much memory a file in .xz may ask for; the highest setting of xz asks for 65 MiB."""
_BUFFER = 1 << 18


class Decompressor(Protocol):
    """What unpacks one stream, as in the modules bz2, lzma and compression.zstd of the standard library."""

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""

    @property
    def needs_input(self) -> bool:
        """Whether there is no more without more packed bytes."""

    @property
    def unused_data(self) -> bytes:
        """What comes after the stream."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """The next bytes, at most ``max_length``."""


class _Gzip:
    """A decompressor of zlib with the manners of the others."""

    needs_input = True

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        unpacked = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self.needs_input = len(unpacked) < max_length and not self._zlib.unconsumed_tail
        return unpacked


def _bzip2() -> Decompressor:
    import bz2

    return bz2.BZ2Decompressor()


def _xz() -> Decompressor:
    import lzma

    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_LARGEST)


def _zstandard() -> Decompressor:
    return cast(Decompressor, zstd_module().ZstdDecompressor())


def zstd_module() -> Any:
    """The module of Zstandard. Raises ImportError with what is missing."""
    for name in ("compression.zstd", "backports.zstd"):  # in Python since 3.14; the same for older ones
        with suppress(ImportError):
            return importlib.import_module(name)
    raise ImportError("expected Python 3.14 or newer, or the package backports.zstd (pip install backports.zstd)")


COMPRESSIONS: dict[str, Callable[[], Decompressor]] = {
    ".gz": _Gzip,
    ".zst": _zstandard,
    ".bz2": _bzip2,
    ".xz": _xz,
}
"""What unpacks a file whose name ends so."""

_SHORT = {".tgz": ".gz", ".tbz2": ".bz2", ".tbz": ".bz2", ".txz": ".xz", ".tzst": ".zst"}
"""The endings that say of an archive how it is compressed: ".tgz" is ".tar.gz"."""


def endings(name: str) -> tuple[str, str, str]:
    """A name without its endings, the ending of its format, and that of its compression, both in lower case.

    ("monday", ".csv", ".gz") of "monday.csv.gz", ("news", ".tar", ".gz") of "news.tgz"; "" for one that is not there.
    """
    bare, last = os.path.splitext(name)
    if packed := _SHORT.get(last.lower()):
        return bare, ".tar", packed
    packed = last.lower() if last.lower() in COMPRESSIONS else ""
    bare, format = os.path.splitext(bare if packed else name)
    return bare, format.lower(), packed


def compression(name: str) -> str:
    """The ending of a name that says how the file is compressed: ".gz" of "news.tgz" too; "" where none does."""
    return endings(name)[2]


def opened(path: Path, name: str, options: ReadOptions) -> io.BufferedReader:
    """The unpacked bytes of a file. What goes wrong, now or while it is read, is UnreadableInput under ``name``."""
    try:
        packed = path.open("rb")
    except (OSError, ValueError) as error:
        raise UnreadableInput("unreadable-file", why(error), file=name) from error
    return io.BufferedReader(_Unpacked(packed, path, name, options), _BUFFER)


def damage() -> tuple[type[Exception], ...]:
    """What the decompressors raise for damage."""
    import lzma

    errors: tuple[type[Exception], ...] = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)
    with suppress(ImportError):
        errors += (zstd_module().ZstdError,)
    return errors


class _Unpacked(io.RawIOBase):
    """The bytes of a file, unpacked a piece at a time, so that those before a damage are read."""

    def __init__(self, packed: io.BufferedReader, path: Path, name: str, options: ReadOptions) -> None:
        start = COMPRESSIONS.get(compression(path.name))
        self._packed, self._swells, self._name, self._options = packed, start is not None, name, options
        self._path = path
        self._pieces = _streams(self._more, start) if start else iter(self._more, b"")
        self._piece = memoryview(b"")
        self._taken = self._given = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill what one step of the decompressor fills. Raises UnreadableInput."""
        self._piece = self._piece or self._next()
        size = min(len(buffer), len(self._piece))
        buffer[:size] = self._piece[:size]
        self._piece = self._piece[size:]
        return size

    def _next(self) -> memoryview:
        try:
            piece = next(self._pieces, b"")
        except Exception as error:  # whatever five libraries raise for damage
            raise UnreadableInput("unreadable-file", why(error), file=self._name) from error
        self._given += len(piece)
        if self._swells and self._given > max(SWELLS, self._taken * self._options.max_ratio):
            expected = swollen(self._given, self._given / max(1, self._taken), self._options)
            raise UnreadableInput("compression-bomb", expected, file=self._name)
        return memoryview(piece)

    def _more(self) -> bytes:
        """The next of the file as it is, b"" at its end."""
        data = self._packed.read1(_BUFFER)
        self._taken += len(data)
        if self._options.meter:
            self._options.meter.take(self._path, len(data))
        return data

    def close(self) -> None:
        """Let go of the file."""
        self._packed.close()
        super().close()


def _streams(more: Callable[[], bytes], start: Callable[[], Decompressor]) -> Iterator[bytes]:
    """What every stream of a file holds: several stand one after another in what bgzip, pbzip2 and cat make."""
    data = more()
    while data:
        stream = start()
        while not stream.eof:
            if piece := stream.decompress(data, _BUFFER):
                yield piece
            if stream.needs_input and not stream.eof:
                data = more()
                if not data:
                    raise EOFError("the file breaks off: its end is missing")
            else:
                data = b""
        data = stream.unused_data or more()
        while data and not (data := data.lstrip(b"\0")):  # streams are padded to whole blocks
            data = more()


def swollen(size: int, ratio: float, options: ReadOptions) -> str:
    """What was expected of a file that unpacks to ``size`` bytes or more, ``ratio`` times its own."""
    return (
        f"a file that unpacks to at most {options.max_ratio} times its size; this one is past {size // MEBIBYTE} MiB "
        f"at {ratio:.0f} times (--max-ratio sets another limit)"
    )


def why(error: Exception) -> str:
    """What went wrong, without the path of this machine in it."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__

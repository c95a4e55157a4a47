"""Compressed files: told by the last ending of their names, unpacked as they are read, stopped where they swell."""

from __future__ import annotations

import importlib
import io
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from onrecord.errors import UnreadableInput
from onrecord.read.options import MEBIBYTE, ReadOptions

SWELLS = 64 * MEBIBYTE
"""From how many unpacked bytes on the ratio counts: a short file of one word is no bomb."""
_BUFFER = 1 << 18


def _gzip(packed: IO[bytes]) -> IO[bytes]:
    import gzip

    return cast(IO[bytes], gzip.GzipFile(fileobj=packed, mode="rb"))


def _bzip2(packed: IO[bytes]) -> IO[bytes]:
    import bz2

    return bz2.BZ2File(packed)


def _xz(packed: IO[bytes]) -> IO[bytes]:
    import lzma

    return lzma.LZMAFile(packed)


def _zstandard(packed: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], zstd_module().open(packed, "rb"))


def zstd_module() -> Any:
    """The module of Zstandard. Raises ImportError with what is missing."""
    for name in ("compression.zstd", "backports.zstd"):  # in Python since 3.14; the same for older ones
        with suppress(ImportError):
            return importlib.import_module(name)
    raise ImportError("expected Python 3.14 or newer, or the package backports.zstd (pip install backports.zstd)")


COMPRESSIONS: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    ".gz": _gzip,
    ".zst": _zstandard,
    ".bz2": _bzip2,
    ".xz": _xz,
}
"""What unpacks a file whose name ends so."""


def compression(name: str) -> str:
    """The ending of a name that says how the file is compressed: ".gz", or "" where none does."""
    return next((ending for ending in COMPRESSIONS if name.lower().endswith(ending)), "")


def opened(path: Path, name: str, options: ReadOptions) -> io.BufferedReader:
    """The unpacked bytes of a file. What goes wrong, now or while it is read, is UnreadableInput under ``name``."""
    ending = compression(path.name)
    try:
        packed = path.open("rb")
        stream = COMPRESSIONS[ending](packed) if ending else packed
    except (OSError, ImportError) as error:
        raise UnreadableInput("unreadable-file", _why(error), file=name) from error
    return io.BufferedReader(_Unpacked(stream, packed, name, options), _BUFFER)


def damage() -> tuple[type[Exception], ...]:
    """What is raised for damaged files."""
    import lzma
    import tarfile
    import zipfile

    errors: tuple[type[Exception], ...] = (
        *(OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile),
        RuntimeError,  # of zipfile: a file under a password, a method that this Python has not
    )
    with suppress(ImportError):
        errors += (zstd_module().ZstdError,)
    return errors


class _Unpacked(io.RawIOBase):
    """The bytes that a decompressor gives, a piece at a time, so that those before a damage are read."""

    def __init__(self, stream: IO[bytes], packed: IO[bytes], name: str, options: ReadOptions) -> None:
        self._stream, self._packed, self._name, self._options = stream, packed, name, options
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._bytes = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill what one step of the decompressor fills. Raises UnreadableInput."""
        try:
            data = self._read(len(buffer))
        except Exception as error:
            if isinstance(error, damage()):
                raise UnreadableInput("unreadable-file", _why(error), file=self._name) from error
            raise
        buffer[: len(data)] = data
        self._bytes += len(data)
        if self._stream is not self._packed and self._bytes > SWELLS:
            self._measure()
        return len(data)

    def _measure(self) -> None:
        ratio = self._bytes / max(1, self._packed.tell())
        if ratio > self._options.max_ratio:
            raise UnreadableInput("compression-bomb", swollen(self._bytes, ratio, self._options), file=self._name)

    def close(self) -> None:
        """Let go of the file."""
        if not self.closed:
            self._stream.close()
            self._packed.close()
        super().close()


def swollen(size: int, ratio: float, options: ReadOptions) -> str:
    """What was expected of a file that has unpacked to ``size`` bytes, ``ratio`` times its own."""
    return (
        f"a file that unpacks to at most {options.max_ratio} times its size; this one is past {size // MEBIBYTE} MiB "
        f"at {ratio:.0f} times (--max-ratio sets another limit)"
    )


def _why(error: Exception) -> str:
    """What went wrong, without the path of this machine in it."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__

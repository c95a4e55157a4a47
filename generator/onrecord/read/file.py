"""A file that is read: how it is named, opened and decoded, and how it is said that it could not be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BufferedReader, TextIOWrapper
from pathlib import Path

from onrecord.errors import UnreadableInput
from onrecord.model import Rejection
from onrecord.read.compression import opened
from onrecord.read.compression import why as why
from onrecord.read.options import DEFAULT, MEBIBYTE, ReadOptions

_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),  # before UTF-16, whose mark its own begins with
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that goes into a dataset: ``path`` leads to it, ``name`` (posix, inside the SOURCE) is shown.

    ``label`` is what ids are made of where a file gives none: its name without folder and ending, as far as
    that tells it from the other files. ``beside`` are the sidecars and tables with metadata for it, the best
    first. ``format`` is its key in READERS, whatever it is compressed with.
    """

    path: Path
    name: str
    label: str = ""
    beside: tuple[SourceFile, ...] = ()
    format: str = ""
    options: ReadOptions = DEFAULT

    def open(self) -> BufferedReader:
        """Its bytes, unpacked as they are read, from a stream to be closed.

        Raises UnreadableInput (unreadable-file, compression-bomb), and so does whatever reads the stream.
        """
        return opened(self.path, self.name, self.options)

    def data(self, limit: int | None = None) -> bytes:
        """All of it, unpacked. Raises UnreadableInput, for more than ``limit`` (by default one article's) too."""
        limit = limit or self.options.max_bytes
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise UnreadableInput("too-large", too_large(limit), file=self.name)
        return data

    def text(self, limit: int | None = None) -> str:
        """All of it but a byte order mark, decoded as UTF-8 or as what the mark says; line ends as they are.

        Raises UnreadableInput (unreadable-file, too-large, invalid-utf-8 …).
        """
        data = self.data(limit)
        try:
            return data.decode(marked(data) or "utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise UnreadableInput("invalid-utf-8", misencoded(error), file=self.name, line=line) from error

    def lines(self) -> Iterator[tuple[int, bytes | UnreadableInput]]:
        """Each line in UTF-8 with its number from 1; in place of one that is too long, the error that says so.

        Only "\n" ends a line: U+2028 may stand inside a JSON string. Raises UnreadableInput with the line at which
        the file breaks off.
        """
        limit, too_long = self.options.max_bytes, 0
        for number, piece in self.pieces():
            if number == too_long:  # the rest of it
                continue
            if len(piece) <= limit:
                yield number, piece
            else:
                too_long = number
                yield number, UnreadableInput("too-large", too_large(limit), file=self.name, line=number)

    def pieces(self) -> Iterator[tuple[int, bytes]]:
        """The lines as ``lines`` has them, but one that is too long in several pieces, the first longer than the limit.

        Raises UnreadableInput with the line at which the file breaks off.
        """
        line, limit = 1, self.options.max_bytes
        try:
            with self.open() as stream:
                for piece in _pieces(stream, limit + 1):
                    yield line, piece
                    line += piece.endswith(b"\n")
        except UnicodeDecodeError as error:
            raise UnreadableInput("invalid-utf-8", misencoded(error), file=self.name, line=line) from error
        except UnreadableInput as error:
            error.line = error.line or line
            raise


def _pieces(stream: BufferedReader, size: int) -> Iterator[bytes]:
    """The lines in UTF-8, in pieces of at most this many bytes (of characters where the file is not UTF-8)."""
    encoding = marked(stream.peek(4)[:4])
    if encoding is None:
        yield from iter(partial(stream.readline, size), b"")
    else:
        words = TextIOWrapper(stream, encoding, newline="\n")
        yield from map(str.encode, iter(partial(words.readline, size), ""))


def marked(data: bytes) -> str | None:
    """UTF-16 or UTF-32 where a byte order mark at the start of ``data`` says so, else None."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def misencoded(error: UnicodeDecodeError) -> str:
    """What was expected, and the first byte that does not decode with its offset from 0."""
    byte = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
    return f"text in {error.encoding.upper()}; {byte} does not decode ({error.reason})"


def too_large(limit: int) -> str:
    """What was expected of an article that is larger than ``limit`` bytes."""
    return f"an article of at most {limit / MEBIBYTE:g} MiB (--max-size sets another limit)"


def rejection(error: UnreadableInput) -> Rejection:
    """The line of rejected.jsonl for an input that could not be read."""
    return Rejection(
        "input", error.reason, file=error.file, line=error.line, field=error.field, expected=error.expected
    )

"""A file that is read: how it is named and decoded, and how it is said that it could not be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UnreadableInput
from onrecord.model import Rejection

_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),  # before UTF-16, whose mark its own begins with
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that goes into a dataset: ``path`` opens it, ``name`` (posix, inside the SOURCE) is shown.

    ``label`` is what ids are made of where a file gives none: its name without folder and ending, as far as
    that tells it from the other files. ``beside`` are the sidecars and tables with metadata for it, the best
    first.
    """

    path: Path
    name: str
    label: str = ""
    beside: tuple[SourceFile, ...] = ()

    def text(self) -> str:
        """All of it but a byte order mark, decoded as UTF-8 or as what the mark says; line ends as they are.

        Raises UnreadableInput (unreadable-file, invalid-utf-8).
        """
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise UnreadableInput("unreadable-file", why(error), file=self.name) from error
        try:
            return data.decode(marked(data) or "utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise UnreadableInput("invalid-utf-8", misencoded(error), file=self.name, line=line) from error


def marked(data: bytes) -> str | None:
    """UTF-16 or UTF-32 where a byte order mark at the start of ``data`` says so, else None."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def misencoded(error: UnicodeDecodeError) -> str:
    """What was expected, and the first byte that does not decode with its offset from 0."""
    byte = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
    return f"text in {error.encoding.upper()}; {byte} does not decode ({error.reason})"


def why(error: Exception) -> str:
    """What went wrong, without the path of this machine in it."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def rejection(error: UnreadableInput) -> Rejection:
    """The line of rejected.jsonl for an input that could not be read."""
    return Rejection(
        "input", error.reason, file=error.file, line=error.line, field=error.field, expected=error.expected
    )

"""The records of a web archive, and where one is damaged, why, and the next that can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import UnreadableInput
from onrecord.read.file import SourceFile
from onrecord.read.warc.stretches import stretches
from onrecord.read.warc.window import Window

_VERSION = re.compile(rb"WARC/\d+\.\d+[ \t]*\r?\n")
_NEXT = re.compile(rb"WARC/\d{1,2}\.\d{1,2}[ \t]{0,9}\r?\n(?=(?i:WARC|Content)-[\w-]{1,40}[ \t]{0,9}:)")
_OVERLAP = 128
"""More than the longest match of these has."""
_ENDED = re.compile(rb"\r?\n\r?\n|[\r\n \t\0]*(?:WARC/\d|\Z)")
_TAIL = re.compile(rb"\r?\n\r?\n\Z")
_BLANK = re.compile(rb"[\r\n \t\0]*")
_HEADER = 1 << 16
_LENGTH = re.compile(r"\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Record:
    """One record; ``number`` counts from 1. Of a ``block`` that is larger than the limit only the beginning is here."""

    number: int
    fields: tuple[tuple[str, str], ...]
    block: bytes
    size: int
    wrong: UnreadableInput | None = None
    """What is wrong with the length that it says it has."""

    def field(self, name: str) -> str:
        """The value of a field of the header, "" where it is not there."""
        return next((value for key, value in self.fields if key == name), "")


def records(file: SourceFile) -> Iterator[Record | UnreadableInput]:
    """Each record, and an error in place of one that is damaged and of what stands where a record should."""
    number = offset = 0
    try:
        for stretch in stretches(file):
            window = Window(stretch, offset)
            while window.skip(_BLANK):
                window.reach(_OVERLAP)
                begun = _VERSION.match(window.bytes) is not None
                number += begun
                found = _record(window, number, file) if begun else _between(window, number, file)
                if stretch.damage and not window.bytes and isinstance(found, UnreadableInput):
                    number -= begun  # it was cut off by the damage, of which more is known
                else:
                    yield found
            offset = window.offset
            if stretch.damage:
                number += 1
                stretch.damage.line = number
                yield stretch.damage
    except UnreadableInput as error:
        yield error


def _between(window: Window, number: int, file: SourceFile) -> UnreadableInput:
    """Move on to the next record from where none begins."""
    start = window.offset
    _, size, more = window.take_until(_NEXT, 0, _OVERLAP)
    expected = f"a record of a WARC file at byte {start:,}; there are {size:,} bytes of something else"
    return _error(expected + (" before the next" if more else " and no record after them"), number or None, file)


def _record(window: Window, number: int, file: SourceFile) -> Record | UnreadableInput:
    """Move on to the end of the record that begins here."""
    start = window.offset
    fields = _header(window)
    if fields is None:
        window.take_until(_NEXT, 0, _OVERLAP)
        return _error(f"the header of the record at byte {start:,} to end with an empty line", number, file)
    said = next((value for key, value in fields if key == "content-length"), "")
    length = int(said) if _LENGTH.fullmatch(said) else None
    keep = file.options.max_bytes + _HEADER
    if length is not None and length <= keep:
        window.reach(length + _OVERLAP)
        if len(window.bytes) >= length and _ENDED.match(window.bytes, length):
            block = bytes(window.bytes[:length])
            window.move(length)
            return Record(number, fields, block, length)
    block, size, _ = window.take_until(_NEXT, keep, _OVERLAP)
    if length is not None and length > keep and size >= length:
        return Record(number, fields, block, size)
    tail = _TAIL.search(block) if size == len(block) else None
    if length is not None and size < length and not tail:
        expected = f"the {length:,} bytes of the record at byte {start:,}; it breaks off after {size:,} of them"
        return _error(expected, number, file)
    if tail:
        block, size = block[: tail.start()], tail.start()
    expected = f"how long the record at byte {start:,} is, about {size:,} bytes; it is {said[:50]!r}"
    wrong = UnreadableInput("invalid-field", expected, file=file.name, line=number, field="Content-Length")
    return Record(number, fields, block, size, wrong)


def _header(window: Window) -> tuple[tuple[str, str], ...] | None:
    """Move on past a header, and what it says; where it has no end, past its first line at least, and None."""
    fields: list[tuple[str, str]] = []
    at = first = window.bytes.index(b"\n") + 1
    while True:
        while (end := window.bytes.find(b"\n", at)) < 0 and len(window.bytes) < _HEADER:
            if not window.reach(len(window.bytes) + 1):
                break
        line = bytes(window.bytes[at:end]).strip()
        if end < 0 or end > _HEADER or _VERSION.match(window.bytes, at):
            window.move(first)
            return None
        if not line:
            window.move(end + 1)
            return tuple(fields)
        if fields and window.bytes[at] in b" \t":
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {line.decode(errors='replace')}")
        else:
            key, _, value = line.partition(b":")
            fields.append((key.strip().decode(errors="replace").lower(), value.strip().decode(errors="replace")))
        at = end + 1


def _error(expected: str, number: int | None, file: SourceFile) -> UnreadableInput:
    return UnreadableInput("unreadable-file", expected, file=file.name, line=number)

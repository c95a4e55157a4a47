"""What of a build is on the disk for good, a line each time some more is: from there a build that was killed goes on.

The first line says what is built from what. A line counts only where all of it is there, by its checksum, and with it
all the lines before it.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from onrecord.dataset.folder import sync
from onrecord.dataset.shard import Tally
from onrecord.model import Unmapped
from onrecord.read.repeats import Traits

Purpose = dict[str, Any]
"""What is built from what, in JSON: two builds of one purpose give the same dataset."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done since the entry before."""

    items: int
    """How many items of the sources."""
    digest: str
    """Of those items: whether the sources still hold them."""
    place: str
    """Where the last of them was read, for the user."""
    traits: tuple[Traits, ...]
    """Of the articles among them that only those who have read them can tell from repeats."""
    tally: Tally
    files: Mapping[str, Any]
    """What each file of the dataset holds by now."""


class Journal:
    """The journal of one build."""

    def __init__(self, path: Path) -> None:
        """Nothing is read or written yet."""
        self.path = path
        self.purpose: Purpose | None = None
        self.entries: list[Entry] = []
        self._end = 0
        if path.is_file():
            self._read()

    def _read(self) -> None:
        for value, end in _lines(self.path.read_bytes()):
            if self.purpose is None:
                self.purpose = value
            else:
                self.entries.append(_entry(value))
            self._end = end

    def begin(self, purpose: Purpose) -> Self:
        """Go on after the last entry, or else begin."""
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        os.ftruncate(self._file, self._end)
        os.lseek(self._file, 0, os.SEEK_END)
        if self.purpose is None:
            self.purpose = purpose
            self._write(purpose)
            sync(self.path.parent)
        return self

    def add(self, entry: Entry) -> None:
        """Add what is on the disk."""
        self._write(_plain(entry))

    def close(self) -> None:
        """No more is added."""
        os.close(self._file)

    def _write(self, value: object) -> None:
        text = json.dumps(value, sort_keys=True)
        write(self._file, f"{zlib.crc32(text.encode()):08x} {text}\n".encode())
        os.fsync(self._file)


def write(handle: int, data: bytes) -> None:
    """All of the data, without a buffer that could fail later."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _lines(data: bytes) -> Iterator[tuple[Any, int]]:
    """The value of each line that is whole, and where it ends; none after one that is not."""
    end = 0
    for part in data.splitlines(keepends=True):
        end += len(part)
        checksum, _, text = part.rstrip(b"\n").partition(b" ")
        if not part.endswith(b"\n") or checksum != f"{zlib.crc32(text):08x}".encode():
            return
        yield json.loads(text), end


def _plain(entry: Entry) -> dict[str, Any]:
    tally = entry.tally
    return {
        "items": entry.items,
        "digest": entry.digest,
        "place": entry.place,
        "traits": entry.traits,
        "files": entry.files,
        "counts": tally.counts,
        "regions": tally.regions,
        "inputs": tally.inputs,
        "speakers": tally.speakers,
        "unmapped": [
            [name.speaker, name.speaker_kind, name.reason, name.ids, number] for name, number in tally.unmapped.items()
        ],
        "pages": tally.pages,
    }


def _entry(row: dict[str, Any]) -> Entry:
    tally = Tally(pages=row["pages"])
    for field in ("counts", "regions", "inputs", "speakers"):
        getattr(tally, field).update(row[field])
    for speaker, kind, reason, ids, number in row["unmapped"]:
        tally.unmapped[Unmapped(speaker, kind, reason, tuple(ids), 0)] += number
    traits = tuple(Traits(*one) for one in row["traits"])
    return Entry(row["items"], row["digest"], row["place"], traits, tally, row["files"])

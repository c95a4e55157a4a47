"""A window that moves over the bytes of a stretch, which holds no more of them than it was asked for."""

from __future__ import annotations

import re

from onrecord.read.warc.stretches import Stretch


class Window:
    """``bytes`` is what is in the window; ``offset`` where it begins in what could be unpacked of the archive."""

    def __init__(self, stretch: Stretch, offset: int) -> None:
        self.stretch, self.offset = stretch, offset
        self.bytes = bytearray()
        self.ended = False
        """Whether nothing more can come into the window."""

    def reach(self, size: int) -> bool:
        """Have at least ``size`` bytes in the window; whether there are as many."""
        while len(self.bytes) < size and not self.ended:
            piece = self.stretch.piece()
            self.bytes += piece
            self.ended = not piece
        return len(self.bytes) >= size

    def move(self, size: int) -> None:
        """Move on by ``size`` bytes, or to the end."""
        size = min(size, len(self.bytes))
        del self.bytes[:size]
        self.offset += size

    def skip(self, blanks: re.Pattern[bytes]) -> bool:
        """Move on past blanks; whether there is anything after them."""
        while self.reach(1):
            match = blanks.match(self.bytes)
            self.move(match.end() if match else 0)
            if self.bytes:
                return True
        return False

    def take_until(self, pattern: re.Pattern[bytes], keep: int, overlap: int) -> tuple[bytes, int, bool]:
        """Move on to where ``pattern`` begins, or to the end: at most ``keep`` of the bytes before it, how many they
        were, and whether it was found. A match may be ``overlap`` bytes long.
        """
        kept, size, start = bytearray(), 0, 0
        while True:
            found = pattern.search(self.bytes, start)
            last = found.start() if found else len(self.bytes) if self.ended else max(0, len(self.bytes) - overlap)
            kept += self.bytes[: min(last, max(0, keep - len(kept)))]
            if found or self.ended:
                self.move(last)
                return bytes(kept), size + last, found is not None
            self.move(last)
            size += last
            self.reach(len(self.bytes) + 1)

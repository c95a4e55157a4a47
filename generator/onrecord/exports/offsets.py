"""Places in a text counted in UTF-16 code units, as Java and JavaScript do, and back."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.model import Span


class Utf16:
    """Code points of one text <-> its UTF-16 code units; a character beyond U+FFFF takes two."""

    def __init__(self, text: str) -> None:
        """Only where the long characters stand is kept."""
        self._long = [place for place, character in enumerate(text) if character > "\uffff"]
        self._long_units = [place + before for before, place in enumerate(self._long)]
        self._length = len(text) + len(self._long)

    def units(self, place: int) -> int:
        """The code units before a code point."""
        return place + bisect_left(self._long, place)

    def points(self, units: int) -> int:
        """The code points before a code unit; ValueError inside a character, and beyond the text."""
        before = bisect_left(self._long_units, units)
        if units > self._length or (before and self._long_units[before - 1] == units - 1):
            raise ValueError(f"{units} is inside a character, or beyond the text, counted in UTF-16 code units")
        return units - before

    def span(self, place: Span) -> Span:
        """A span in code units."""
        return Span(self.units(place.start), self.units(place.end))

    def back(self, start: int, end: int) -> Span:
        """The span of two places in code units."""
        return Span(self.points(start), self.points(end))

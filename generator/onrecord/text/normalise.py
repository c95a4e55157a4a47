"""A normalised copy of a text with a map back: rules read the copy, records quote the original.

Line ends become "\\n", every kind of space and every run of spaces becomes " ", characters without width (soft hyphens,
zero-width spaces, byte order marks) go. Quotation marks stay as they are: which mark it was tells how to pair it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from onrecord.model import Span

# U+0085, U+2028, U+2029, vertical tab and form feed end lines as "\n" does (Unicode, section 5.8).
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_SPACE = (
    " \t\x1c\x1d\x1e\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_NO_WIDTH = "\xad\u180e\u200b\u200c\u200d\u2060\ufeff"
_ONE_TO_ONE = str.maketrans({**dict.fromkeys(_LINE_ENDS, "\n"), **dict.fromkeys(_SPACE[1:], " ")})
_TRANSLATED = re.compile(f"[{''.join(map(chr, _ONE_TO_ONE))}]")
_WIDTHLESS = re.compile(f"\r(?=\n)|[{_NO_WIDTH}]")
# What is left out first, then what must precede it: re is quick at looking for a character, not at looking behind each.
_LEFT_OUT = re.compile(
    f"[{_SPACE}{_NO_WIDTH}](?<=[{_SPACE}][{_SPACE}{_NO_WIDTH}])[{_SPACE}{_NO_WIDTH}]*|{_WIDTHLESS.pattern}"
)
_SPACES = re.compile(" (?<=  ) *")


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """``text`` as rules read it; ``span`` leads from offsets in it back to offsets in the original."""

    text: str
    starts: tuple[int, ...] = (0,)
    """Where each piece between two places where something was left out begins."""
    left_out: tuple[int, ...] = (0,)
    """How many characters were left out before each piece."""

    def span(self, start: int, end: int) -> Span:
        """The span of the original that the normalised characters from ``start`` to ``end`` came from."""
        if len(self.starts) == 1:
            return Span(start, end)
        return Span(self._original(start), self._original(end - 1) + 1 if end > start else self._original(start))

    def _original(self, offset: int) -> int:
        return offset + self.left_out[bisect_right(self.starts, offset) - 1]


def normalise(original: str) -> NormalisedText:
    """The normalised copy of ``original`` and the map back."""
    printable = original.replace("\n", "").isprintable()  # of all that is changed here, only " " is printable
    text = original if printable else _translate(original)
    if "  " not in text and (printable or not _WIDTHLESS.search(original)):
        return NormalisedText(text)
    pieces, starts, left_out, last, gone = [], [], [], 0, 0
    for match in (_SPACES if printable else _LEFT_OUT).finditer(original):
        pieces.append(original[last : match.start()])
        starts.append(last - gone)
        left_out.append(gone)
        last = match.end()
        gone += last - match.start()
    pieces.append(original[last:])
    starts.append(last - gone)
    left_out.append(gone)
    text = "".join(pieces)
    return NormalisedText(text if printable else _translate(text), tuple(starts), tuple(left_out))


def _translate(text: str) -> str:
    for character in set(_TRANSLATED.findall(text)):  # much quicker than str.translate, as there are few
        text = text.replace(character, _ONE_TO_ONE[ord(character)])
    return text

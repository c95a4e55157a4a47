"""A normalised copy of a text with a map back: rules read the copy, records quote the original.

Line ends become "\\n", every kind of space becomes " ", characters without width (soft hyphens, zero-width spaces, byte
order marks) go. Quotation marks stay as they are: which mark it was tells how to pair it.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from onrecord.model import Span

# U+0085, U+2028, U+2029, vertical tab and form feed end lines as "\n" does (Unicode, section 5.8).
_ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"),
        **dict.fromkeys(
            "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
            " ",
        ),
    }
)
_TRANSLATED = re.compile(f"[{''.join(map(chr, _ONE_TO_ONE))}]")
_WIDTHLESS = re.compile("\r(?=\n)|[\xad\u180e\u200b\u200c\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """``text`` as rules read it; ``span`` leads from offsets in it back to offsets in the original."""

    text: str
    offsets: array[int] | None = None
    """For each character its place in the original, and the original's length; None where nothing was left out."""

    def span(self, start: int, end: int) -> Span:
        """The span of the original that the normalised characters from ``start`` to ``end`` came from."""
        if self.offsets is None:
            return Span(start, end)
        return Span(self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start])


def normalise(original: str) -> NormalisedText:
    """The normalised copy of ``original`` and the map back."""
    if original.replace("\n", "").isprintable():  # nothing that is changed or left out here is printable
        return NormalisedText(original)
    if not _WIDTHLESS.search(original):
        return NormalisedText(_translate(original))
    offsets, pieces, last = array("L"), [], 0
    for match in _WIDTHLESS.finditer(original):
        pieces.append(original[last : match.start()])
        offsets.extend(range(last, match.start()))
        last = match.end()
    pieces.append(original[last:])
    offsets.extend(range(last, len(original) + 1))
    return NormalisedText(_translate("".join(pieces)), offsets)


def _translate(text: str) -> str:
    for character in set(_TRANSLATED.findall(text)):  # much quicker than str.translate, as there are few
        text = text.replace(character, _ONE_TO_ONE[ord(character)])
    return text

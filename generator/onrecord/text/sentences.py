"""Where a sentence ends, quotes and datelines minded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from onrecord.languages import lexicon as lx
from onrecord.model import Quote

_DATELINE = regex.compile(
    r"""
    (?: \p{Lu}[\p{Lu}.'’/\ ]{2,} (?:,[^\n—–“"]{0,50}?)? (?:\s*\(\p{Lu}[^()\n]{1,30}\))?  # PORT ALDER, May 4 (Northwire)
      | \p{Lu}[^\n()—–“"]{2,50} \(\p{Lu}[^()\n]{1,30}\) )  # Port Alder (Northwire)
    \s*(?:—|–|--?)\s
    """,
    regex.VERBOSE,
)


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline that opens a paragraph ends, its dash included; ``start`` where there is none."""
    match = _DATELINE.match(text, start, min(end, start + 120))
    return match.end() if match else start


def closes(text: str, quote: Quote) -> bool:
    """Whether a quote's last mark ends the sentence it stands in, by itself."""
    return text[quote.end - 1] in ".?!…" if quote.end > quote.start else False


def begins(
    i: int,
    words: Sequence[str],
    lower: Sequence[str],
    known: Mapping[str, str],
    text: str,
    quote: Quote,
) -> bool:
    """Whether a new sentence begins at token ``i``, after a quote that ends in . ? ! …"""
    if i >= len(words):
        return True
    word = words[i]
    if not word:
        return True
    if word[0] in ",;:)—–-" or word[0].islower():
        return False
    if text[quote.end - 1] in "?!…" or text[quote.end - 4 : quote.end] == "...":
        # “Why?” Anna Lee asked.   “Why?” Sen. Lee, a Democrat, asked. (too far to see)
        for j in range(i + 1, min(i + 5, len(words))):
            if not words[j]:
                return True
            tag = known.get(lower[j])
            if tag == lx.CUE or (tag == lx.CUE_BASE and lower[j - 1] in ("i", "we", "they", "you")):
                return False
            if not (words[j][0].isupper() or tag in (lx.ADVERB, lx.TITLE) or j == i + 1):
                break
        return True
    return True

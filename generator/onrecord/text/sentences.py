"""Where a sentence ends, quotes and datelines minded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from onrecord.languages import lexicon as lx
from onrecord.model import Quote

_AGENCY = regex.compile(r"\p{Lu}[^\n()—–]{2,50}\(\p{Lu}[^\n()]{1,30}\)\s*[—–-]")


def dateline(text: str, words: Sequence[str], starts: Sequence[int]) -> int:
    """The dash that closes a dateline: “PORT ALDER, March 4 (Northwire) — …”; -1 where there is none."""
    if not words or not words[0] or not words[0][0].isupper():
        return -1
    if not (words[0].isupper() and len(words[0]) > 2) and not _AGENCY.match(text, starts[0], starts[0] + 100):
        return -1
    for i, word in enumerate(words[1:14], 1):
        if word in ("—", "–", "-", "--"):
            return i
        if not word or word in ".:;!?" or word[0].islower():
            return -1
    return -1


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

"""Tokens of a paragraph with one token in each quote's place, their classes, and the sentences they make."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add, itemgetter

from onrecord.find.characters import characters
from onrecord.languages.lexicon import Lexicon
from onrecord.model import Quote, Span
from onrecord.text.classes import classify

_UPPER, _LOWER, _LETTER = characters("Lu"), characters("Ll"), characters("L")
_INNER = characters("M", more="_")[:-1] + r"\w]"
# re looks behind for as many characters as it knows beforehand: a group for each length of an abbreviation
_SHORT = "|".join(rf"(?<=\b{_UPPER}{_LOWER * length}\.)" for length in range(5))
# In re, which is twice as quick as regex at this; its \w is a letter, a digit or "_".
_TOKEN = re.compile(
    rf"""(?:
    [a-zA-Z]++(?=[ ,;)])                                         # most words, without a look at the rest
  | \([^()\n]{{1,60}}\) | \[[^\[\]\n]{{1,40}}\]                   # (R-Ohio): set aside
  | (?:{_UPPER}-)?(?:{_LETTER}\.){{2,}}                             # U.S.  a.m.  D-N.Y.
  | ['’]s\b | (?<=s)['’](?=[\s,.;:)]|$)                          # Lee’s   the voters’
  | {_UPPER}\.(?=\s*(?:{_UPPER}|[“"]))                           # J. Lee
  | [\#@$£€]?\w{_INNER}*+
    (?:(?:[-‐&/]|[.,:](?={characters("N")})|\.(?={_LOWER}{{2}})|['’](?!s\b))\w{_INNER}*+)*+
    (?:\.(?!\.)(?:{_SHORT}|(?<=\bvs\.)|(?<=\betc\.)|(?<=\b[ei]\.[eg]\.)))?  # Mr.  Sen.: looked up in the abbreviations
  | \.{{2,}}|…|--+|[^\s\w]
    )\s*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one paragraph: parallel sequences, and the sentences as (first, past the last) token."""

    words: list[str]
    """As they stand; a quote is ""."""
    lower: list[str]
    starts: list[int]
    ends: list[int]
    classes: str
    """One character per token: see ``languages.lexicon``."""
    places: list[int]
    """The tokens in the places of quotes."""
    sentences: tuple[tuple[int, int], ...]

    def span(self, first: int, end: int) -> Span:
        """Where the tokens from ``first`` to ``end`` (exclusive) stand in the text."""
        return Span(self.starts[first], self.ends[end - 1])

    def sentence_of(self, token: int) -> tuple[int, int]:
        """The sentence that holds a token."""
        return self.sentences[bisect_right(self.sentences, token, key=itemgetter(0)) - 1]


def tokenise(text: str, paragraph: Span, quotes: Sequence[Quote], lexicon: Lexicon) -> Tokens:
    """The tokens of ``paragraph``, of whose quoted regions ``quotes`` are all."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    places: list[int] = []
    position = paragraph.start
    for quote in quotes:
        _scan(text, position, quote.outer_start, words, starts, ends, lexicon)
        places.append(len(words))
        words.append("")
        starts.append(quote.outer_start)
        ends.append(quote.outer_end)
        position = quote.outer_end
    _scan(text, position, paragraph.end, words, starts, ends, lexicon)
    lower = list(map(str.lower, words))
    sentences, classes = classify(text, words, lower, starts, dict(zip(places, quotes, strict=True)), lexicon)
    return Tokens(words, lower, starts, ends, classes, places, sentences)


def _scan(
    text: str, start: int, end: int, words: list[str], starts: list[int], ends: list[int], lexicon: Lexicon
) -> None:
    segment = text[start:end].lstrip()
    pieces = _TOKEN.findall(segment)  # each token with the white space after it: nothing lies between two pieces
    found = list(map(str.rstrip, pieces))
    firsts = list(accumulate(map(len, pieces), initial=end - len(segment)))[:-1]
    lasts = list(map(add, firsts, map(len, found)))
    if not [word for word in found if word[-1] in ".)]" and len(word) > 2]:
        words += found
        starts += firsts
        ends += lasts
        return
    for word, first, last in zip(found, firsts, lasts, strict=True):
        if len(word) > 2 and word[0] in "([":
            continue
        if len(word) > 2 and word[-1] == "." and word[-3] != "." and not _abbreviated(word, lexicon):
            words.append(word[:-1])
            starts.append(first)
            ends.append(last - 1)
            word, first = ".", last - 1
        words.append(word)
        starts.append(first)
        ends.append(last)


def _abbreviated(word: str, lexicon: Lexicon) -> bool:
    """“Sen.”; “R-Tenn.”; “Rock-Fin.”."""
    low = word.lower()
    return low in lexicon.abbreviations or ("-" in low and low.rsplit("-", 1)[-1] in lexicon.abbreviations)

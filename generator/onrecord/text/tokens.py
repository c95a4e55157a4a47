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
  | {_UPPER}\.(?=[ ]*(?:{_UPPER}|[“"]))                          # J. Lee
  | [\#@$£€]?\w{_INNER}*+
    (?:(?:[-‐&/]|[.,:](?={characters("N")})|\.(?={_LOWER}{{2}})|['’](?!s\b))\w{_INNER}*+)*+
    (?:\.(?!\.)(?:{_SHORT}|(?<=\bvs\.)|(?<=\betc\.)|(?<=\b[ei]\.[eg]\.)))?  # Mr.  Sen.: looked up in the abbreviations
  | \.{{2,}}|…|--+|[^\s\w]|\n
    )[^\S\n]*""",
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
    cuts = [
        paragraph.start,
        *(place for quote in quotes for place in (quote.outer_start, quote.outer_end)),
        paragraph.end,
    ]
    reported = "\n".join([text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)])
    pieces = _TOKEN.findall(reported)  # each token with the white space after it: nothing lies between two pieces
    words = list(map(str.rstrip, pieces))
    lengths = list(map(len, pieces))
    places = [i for i, word in enumerate(words) if not word]
    for i, quote in zip(places, quotes, strict=True):
        lengths[i] += quote.outer_end - quote.outer_start - 1
    starts = list(accumulate(lengths, initial=paragraph.start))[:-1]
    ends = list(map(add, starts, map(len, words)))
    for i, quote in zip(places, quotes, strict=True):
        ends[i] = quote.outer_end
    mended = [i for i, word in enumerate(words) if word[-1:] in _MENDED and len(word) > 2]
    if mended:
        words, starts, ends = _mend(words, starts, ends, mended, lexicon)
        places = [i for i, word in enumerate(words) if not word]
    lower = list(map(lexicon.lower.__getitem__, words))
    sentences, classes = classify(text, words, lower, starts, dict(zip(places, quotes, strict=True)), lexicon)
    return Tokens(words, lower, starts, ends, classes, places, sentences)


_MENDED = frozenset(".)]")


def _mend(
    words: list[str], starts: list[int], ends: list[int], mended: list[int], lexicon: Lexicon
) -> tuple[list[str], list[int], list[int]]:
    """Brackets left out, and the full stop that ends a sentence parted from the word before it, not from “Sen.”."""
    all_words, all_starts, all_ends = list[str](), list[int](), list[int]()
    done = 0
    for i in mended:
        word, start, end = words[i], starts[i], ends[i]
        bracket = word[0] in "(["
        if not bracket and (word[-3] == "." or _abbreviated(word, lexicon)):
            continue
        all_words += words[done:i]
        all_starts += starts[done:i]
        all_ends += ends[done:i]
        done = i + 1
        if not bracket:
            all_words += word[:-1], "."
            all_starts += start, end - 1
            all_ends += end - 1, end
    return all_words + words[done:], all_starts + starts[done:], all_ends + ends[done:]


def _abbreviated(word: str, lexicon: Lexicon) -> bool:
    """“Sen.”; “R-Tenn.”; “Rock-Fin.”."""
    low = word.lower()
    return low in lexicon.abbreviations or ("-" in low and low.rsplit("-", 1)[-1] in lexicon.abbreviations)

"""Tokens of a paragraph with one token in each quote's place, their classes, and the sentences they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from onrecord.languages.lexicon import Lexicon
from onrecord.model import Quote, Span
from onrecord.text.classes import classify

_TOKEN = regex.compile(
    r"""
    [a-zA-Z]++(?=[ ,;)])                                         # most words, without a look at the rest
  | \([^()\n]{1,60}\) | \[[^\[\]\n]{1,40}\]                       # (R-Ohio): set aside
  | (?:\p{Lu}-)?(?:\p{L}\.){2,}                                   # U.S.  a.m.  D-N.Y.
  | ['’]s\b | (?<=s)['’](?=[\s,.;:)]|$)                          # Lee’s   the voters’
  | \p{Lu}\.(?=\s*[\p{Lu}“"])                                    # J. Lee
  | [\#@$£€]?[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*+
    (?:(?:[-‐&/]|[.,:](?=\p{N})|\.(?=\p{Ll}{2})|['’](?!s\b))[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*+)*+
    (?:(?<=\b(?:\p{Lu}\p{Ll}{0,4}|vs|etc|[ei]\.[eg]))\.(?!\.))?  # Mr.  Sen.  Nov.: looked up in the abbreviations
  | \.{2,}|…|--+|[^\s\p{L}\p{N}]
    """,
    regex.VERBOSE,
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
    quotes: dict[int, Quote]
    """Token -> the quote in whose place it stands."""
    sentences: tuple[tuple[int, int], ...]

    def span(self, first: int, end: int) -> Span:
        """Where the tokens from ``first`` to ``end`` (exclusive) stand in the text."""
        return Span(self.starts[first], self.ends[end - 1])

    def sentence_of(self, token: int) -> tuple[int, int]:
        """The sentence that holds a token."""
        for first, end in self.sentences:
            if first <= token < end:
                return first, end
        return 0, len(self.words)


def tokenise(text: str, paragraph: Span, quotes: Sequence[Quote], lexicon: Lexicon) -> Tokens:
    """The tokens of ``paragraph``, of whose quoted regions ``quotes`` are all."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    places: dict[int, Quote] = {}
    position = paragraph.start
    for quote in quotes:
        _scan(text, position, quote.outer_start, words, starts, ends, lexicon)
        places[len(words)] = quote
        words.append("")
        starts.append(quote.outer_start)
        ends.append(quote.outer_end)
        position = quote.outer_end
    _scan(text, position, paragraph.end, words, starts, ends, lexicon)
    lower = [word.lower() for word in words]
    sentences, classes = classify(text, words, lower, starts, places, lexicon)
    return Tokens(words, lower, starts, ends, classes, places, sentences)


def _scan(
    text: str, start: int, end: int, words: list[str], starts: list[int], ends: list[int], lexicon: Lexicon
) -> None:
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        word = text[first:last]
        if word[0] in "([" and last - first > 1:
            continue
        if word[-1] == "." and len(word) > 2 and word[-3] != "." and not _abbreviated(word, lexicon):
            if word.strip(".") == "":
                words.append("…")
                starts.append(first)
                ends.append(last)
                continue
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

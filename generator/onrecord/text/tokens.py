"""Tokens of a paragraph with one token in each quote's place, their classes, and the sentences they make.

What stands between two spaces is cut into tokens once: nearly all of it comes again, and a look-up is much cheaper than
to look for tokens in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, chain
from operator import itemgetter
from sys import intern
from typing import TypeAlias

from onrecord.find.characters import characters
from onrecord.languages.lexicon import DASH, QUOTE, Lexicon
from onrecord.model import Quote, Span
from onrecord.text.classes import classify, dateline_dash, heading_word, town_colon
from onrecord.text.sentences import opens_large

_UPPER, _LOWER, _LETTER = characters("Lu"), characters("Ll"), characters("L")
_INNER = characters("M", more="_")[:-1] + r"\w]"
# re looks behind for as many characters as it knows beforehand: a group for each length of an abbreviation
_SHORT = "|".join(rf"(?<=\b{_UPPER}{_LOWER * length}\.)" for length in range(5))
# In re, which is twice as quick as regex at this; its \w is a letter, a digit or "_". Only sets are repeated
# possessively: before Python 3.11.5, re loses its place where a group so repeated fails.
_TOKEN = re.compile(
    rf"""
    (?:{_UPPER}-)?(?:{_LETTER}\.){{2,}}                               # U.S.  a.m.  D-N.Y.
  | (?:{_UPPER}{_LOWER}?\.){{2,}}                                    # Ph.D.  M.Sc.
  | (?:['’]|(?<=\w)‘)s\b                                           # Lee’s
  | [\#@$£€]?\w{_INNER}*+
    (?:(?:[-‐&/]|[.,:](?={characters("N")})|\.(?={_LOWER}{{2}})|['’](?!s\b))\w{_INNER}*+)*
    (?:\+(?!\w))?                                                  # Harbor+
    (?:\.(?!\.)(?:{_SHORT}|(?<=\bvs\.)|(?<=\betc\.)|(?<=\b[ei]\.[eg]\.)))?  # Mr.  Sen.: looked up in the abbreviations
  | \.{{2,}}|…|--+|[^\s\w]
    """,
    re.VERBOSE,
)
_GAP = re.compile(r" {2,}|\([^()\n]{1,60}\)|\[[^\[\]\n]{1,90}\]")
"""Brackets are set aside: Lee (R-Ohio) said."""

_Piece: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], str, tuple[int, ...]]
"""Tokens: as they stand, in lower case, their classes by themselves, how far it is from each to the next."""
_QUOTED: _Piece = (("",), ("",), QUOTE, ())


class Tokens:
    """The tokens of one paragraph: parallel sequences, and the sentences as (first, past the last) token."""

    __slots__ = (
        "_capitalised",
        "classes",
        "given",
        "lower",
        "opening",
        "people",
        "places",
        "quoted",
        "sentences",
        "speech",
        "starts",
        "subjects",
        "words",
    )

    def __init__(self, text: str, paragraph: Span, quotes: Sequence[Quote], lexicon: Lexicon) -> None:
        """The tokens of ``paragraph``, of whose quoted regions ``quotes`` are all."""
        known, pieces, starts, places = _pieces(lexicon), list[_Piece](), list[int](), list[int]()
        at = paragraph.start
        for quote in quotes:
            if at < quote.outer_start:
                _read(text, at, quote.outer_start, known, pieces, starts)
            places.append(len(starts))
            pieces.append(_QUOTED)
            starts.append(quote.outer_start)
            at = quote.outer_end
        if at < paragraph.end:
            _read(text, at, paragraph.end, known, pieces, starts)
        self.words = list(chain.from_iterable([piece[0] for piece in pieces]))
        """As they stand; a quote is ""."""
        self.lower = list(chain.from_iterable([piece[1] for piece in pieces]))
        self.starts = starts
        self.places = places
        """The tokens in the places of the quotes, in the order of the text."""
        self.quoted = dict(zip(places, quotes, strict=True))
        """Token -> the quote in whose place it stands, in the order of the text."""
        alone = "".join([piece[2] for piece in pieces])
        heading = dateline_dash(text, self.words, starts) if DASH in alone else None
        if heading is None and opens_large(text, paragraph.start):
            heading = heading_word(text, self.words, starts)
        elif heading is None and ":" in self.words[1:3]:
            heading = town_colon(text, starts, paragraph.end)
        self.given = lexicon.given
        """Given names."""
        self.people = lexicon.people
        """Nouns for people and bodies."""
        self.speech = lexicon.speech
        """Forms of verbs that report words."""
        self.opening = 0 if heading is None else heading + 1
        """The token with which its first sentence begins, after a dateline or a heading."""
        self.subjects: dict[tuple[int, int, int], tuple[int, int] | None] = {}
        """The subjects of verbs, once asked for: see ``attribute.subjects``."""
        self._capitalised: bool | None = None
        self.sentences, self.classes = classify(
            text, self.words, self.lower, starts, alone, heading, self.quoted, lexicon
        )
        """``classes`` has one character per token: see ``languages.lexicon``."""

    @property
    def capitalised(self) -> bool:
        """Most of its words have a capital, as in a headline."""
        if self._capitalised is None:
            words = [word for word in self.words if len(word) > 3 and word.isalpha()]
            self._capitalised = len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
        return self._capitalised

    def end_of(self, token: int) -> int:
        """Where a token ends."""
        quote = self.quoted.get(token)
        return quote.outer_end if quote else self.starts[token] + len(self.words[token])

    def span(self, first: int, end: int) -> Span:
        """Where the tokens from ``first`` to ``end`` (exclusive) stand in the text."""
        return Span(self.starts[first], self.end_of(end - 1))

    def sentence_of(self, token: int) -> tuple[int, int]:
        """The sentence that holds a token."""
        return self.sentences[bisect_right(self.sentences, token, key=itemgetter(0)) - 1]


def _read(text: str, start: int, end: int, known: _Pieces, pieces: list[_Piece], starts: list[int]) -> None:
    """Add the tokens of a stretch without quotes."""
    stretch = text[start:end]
    if "(" in stretch or "[" in stretch or "  " in stretch:
        done = 0
        for gap in _GAP.finditer(stretch):
            _read_plain(stretch[done : gap.start()], start + done, known, pieces, starts)
            done = gap.end()
        start, stretch = start + done, stretch[done:]
    _read_plain(stretch, start, known, pieces, starts)


def _read_plain(stretch: str, start: int, known: _Pieces, pieces: list[_Piece], starts: list[int]) -> None:
    if stretch[:1] == " ":
        start, stretch = start + 1, stretch[1:]
    found = list(map(known.__getitem__, stretch.split(" ")))
    pieces += found
    starts += accumulate(chain.from_iterable([piece[3] for piece in found]), initial=start)
    starts.pop()


class _Pieces(dict[str, _Piece]):
    """What stands between two spaces -> its tokens, kept while there is room."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._steps: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __missing__(self, chunk: str) -> _Piece:
        made = self._piece(chunk)
        if len(chunk) <= _LONG:
            if len(self) >= _ROOM:
                self.clear()
                self._steps.clear()
            self[chunk] = made
        return made

    def _piece(self, chunk: str) -> _Piece:
        words = list[str]()
        for word in _TOKEN.findall(chunk):
            if word[-1] == "." and len(word) > 2 and not (word[-3] == "." or _abbreviated(word, self._lexicon)):
                words += word[:-1], "."  # the full stop that ends a sentence, not that of “Sen.”
            else:
                words.append(word)
        steps = [len(word) for word in words]
        if steps:
            steps[-1] += 1  # for the space
        # Most are one word in lower case: what is the same is kept once, as little memory is read faster.
        written = tuple(words) if words != [chunk] else (chunk,)
        lower = tuple(map(str.lower, written))
        alone = "".join(map(self._lexicon.alone.__getitem__, words))
        return written, written if lower == written else lower, intern(alone), self._once(tuple(steps))

    def _once(self, steps: tuple[int, ...]) -> tuple[int, ...]:
        return self._steps.setdefault(steps, steps)


_ROOM, _LONG = 1 << 16, 40
"""How many are kept, and how long they may be."""


@cache
def _pieces(lexicon: Lexicon) -> _Pieces:
    return _Pieces(lexicon)


def _abbreviated(word: str, lexicon: Lexicon) -> bool:
    """“Sen.”; “R-Tenn.”; “Rock-Fin.”."""
    low = word.lower()
    return low in lexicon.abbreviations or ("-" in low and low.rsplit("-", 1)[-1] in lexicon.abbreviations)

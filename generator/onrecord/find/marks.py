"""Quotation marks, and how well each would do as an opening mark, as a closing mark, and as neither.

Costs are whole numbers, 0 for what is usual; ``pairing.py`` adds them up and takes the cheapest reading of a
paragraph. A mark's costs depend on what it is and on what stands on either side, on nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import regex

from onrecord.model import Span

Kind = Literal["double", "single"]

WRONG = 6  # a mark that is drawn for the other side: “We will win“
STRAY = 12  # a double mark that neither opens nor closes
FORGOTTEN = 7  # a closing mark that is not there: dearer than a quote that the next paragraph takes up again
FAR = 10**9  # out of the question


class Mark(NamedTuple):
    """A quotation mark, or an apostrophe that may be one; the last three are costs."""

    start: int
    end: int
    symbol: str
    kind: Kind
    opens: int
    closes: int
    stray: int


# What each symbol costs as an opening and as a closing mark, wherever it stands.
_DOUBLE = {
    '"': (0, 0), "''": (0, 0), "＂": (0, 0),
    "“": (0, WRONG), "”": (WRONG, 0), "‟": (0, WRONG), "‘‘": (0, WRONG), "’’": (WRONG, 0), "``": (0, WRONG),
    "„": (0, FAR), "«": (0, 4), "»": (4, 0), "〝": (0, WRONG), "〞": (WRONG, 0), "〟": (WRONG, 0),
    "「": (0, FAR), "」": (FAR, 0), "『": (0, FAR), "』": (FAR, 0),
}  # fmt: skip
_SINGLE = {
    "'": (0, 0), "‘": (0, WRONG), "’": (WRONG, 0), "‛": (0, WRONG), "`": (0, WRONG), "‚": (0, FAR),
    "‹": (0, 4), "›": (4, 0),
}  # fmt: skip
_SYMBOLS = _DOUBLE | _SINGLE
_CHARACTERS = frozenset("".join(_SYMBOLS))
_LEFT = "“„‘‛‚‹「『〝`"  # these open as a rule: what stands before one may close (”“)
_RIGHT = "”’›」』〞〟"

# Apostrophes between letters or digits (don't, 6'2") and the marks within a tag are passed over here.
_MARK = re.compile(
    r"""
    [<'"`“”‘’‛‚„‟«»‹›「」『』＂〝〞〟](?:                                # the mark first: a set is quick to look for
    (?<=<)[/a-zA-Z][^<>\n]*>                                         # <a href="…">
  | (?<=['‘’])(?<!\w.)[nN]['’]?(?!\w)                                # rock ’n’ roll
  | (?P<elision> (?<=['‘’])(?<!\w.)(?=(?:
        \d\ds?                                                      # ’68, the ’90s
      | (?i:em|til|tis|twas|twere|twill|cause|cuz|cos|bout|round|neath|ere|fraid|tude|merica)
      | s|t|m|d|ll|re|ve                                            # Lee 's, as in text cut into tokens
      )(?!\w)))
  | (?P<double> (?<=")"* | (?<=`)`+ | (?<=')'(?:''+|(?!')) | (?<=‘)‘ | (?<=’)’ | (?<=[“”„‟«»「」『』＂〝〞〟])
      | (?<=\w[.,?!]')\.'(?![\w']) )                                # .'.' for .'' before a bracket
  | (?P<triple> (?<=')'')
  | (?P<single> (?<=['‘’‛])(?:(?<!\w.)|(?!\w)) | (?<=[`‚‹›]) )
    )
    """,
    re.VERBOSE,
)


def scan(text: str, paragraphs: Sequence[Span]) -> dict[int, list[Mark]]:
    """The marks of each paragraph that has any, by the paragraph's index, in the order of the text."""
    found: dict[int, list[Mark]] = {}
    index, first, last = -1, 0, 0
    for match in _MARK.finditer(text):
        group = match.lastgroup
        if group is None:
            continue
        start, end = match.span()
        while start >= last and index + 1 < len(paragraphs):
            index += 1
            first, last = paragraphs[index].start, paragraphs[index].end
        if not first <= start < end <= last:
            continue
        before, after = text[start - 1] if start > first else "", text[end] if end < last else ""
        if before in _CHARACTERS:
            before = _beyond(text, start - 1, first, -1)
        if after in _CHARACTERS:
            after = _beyond(text, end, last - 1, 1)
        symbol = match.group()
        if group == "double":
            if symbol not in _DOUBLE:  # several of them, or the archive's
                symbol = {'"': '"', "`": "``"}.get(symbol[0], "''")
            mark = Mark(start, end, symbol, "double", *_double(symbol, before, after))
        elif group == "single":
            lower = text[end + 1 : end + 2].islower()
            mark = Mark(start, end, symbol, "single", *_single(symbol, before, after, lower))
        elif group == "elision":
            mark = Mark(start, end, symbol, "single", _SINGLE[symbol][0] + 4, FAR, 1)
        else:  # ''' is an outer mark and an inner one: '''No,' they say'' and ''They say 'no'''
            start += _before(before) not in ("start", "bracket")
            mark = Mark(start, start + 2, "''", "double", *_double("''", before, after))
        if index in found:
            found[index].append(mark)
        else:
            found[index] = [mark]
    return found


# A reporting clause after the comma that ends a quote: what stands between a quote and the mark that was forgotten.
_SAID = (
    "says?|said|add(?:s|ed)|ask(?:s|ed)|told|replied|recalled|explained|continued|insisted|argued|wrote|called|shouted"
)
_CLAUSE = regex.compile(
    rf"""
    (?<=[\w)][,?!])(?=[ ](?:
        (?:{_SAID})[ ](?:\p{{Lu}}|(?:he|she|they|the|an?)\b)                                         # , said Anna Lee
      | (?:he|she|they|\p{{Lu}}[\w.’'-]*(?:[ ]\p{{Lu}}[\w.’'-]*){{0,3}})[ ](?:{_SAID})\b             # , Anna Lee said
    ))
    """,
    regex.VERBOSE,
)


def forgotten(text: str, paragraph: Span) -> list[Mark]:
    """Where a closing mark may have been left out: “We will win|, said Anna Lee. “We always do.”"""
    places = (match.start() for match in _CLAUSE.finditer(text, paragraph.start, paragraph.end))
    return [Mark(place, place, "”", "double", FAR, FORGOTTEN, 0) for place in places]


def _beyond(text: str, at: int, limit: int, step: int) -> str:
    """The first character from ``at`` on that is no mark, or tells a side; "" where the paragraph ends."""
    telling = _LEFT if step > 0 else _RIGHT
    for _ in range(4):  # a longer run of marks tells nothing
        character = text[at]
        if character not in _CHARACTERS or character in telling:
            return character
        if at == limit:
            return ""
        at += step
    return text[at]


# How well a double mark would open and close: a row for what stands before, a column for what stands after.
_COLUMNS = {"end": 0, "stop": 1, "dash": 2, "word": 3, "mark": 4}
_OPENS = {
    #           end stop dash word mark
    "start":   (2,  6,   4,   0,   0),   # "We will   " We will   "‘Will’ is
    "bracket": (4,  6,   4,   0,   0),   # ("We will   she said:"We will
    "dash":    (4,  6,   4,   0,   0),   # she said—"We will
    "stop":    (12, 12,  12,  2,   4),   # she said,"We will
    "word":    (12, 12,  12,  4,   4),   # she said"We will
    "mark":    (12, 6,   4,   2,   2),   # ‘No.’"We will
}  # fmt: skip
_CLOSES = {
    "start":   (2,  2,   4,   12,  4),   # will win, " she said
    "bracket": (2,  2,   6,   12,  4),
    "dash":    (0,  0,   2,   4,   2),   # We will—" she said
    "stop":    (0,  0,   0,   2,   0),   # will win,"she said
    "word":    (0,  0,   0,   4,   0),   # the "will"to win
    "mark":    (0,  0,   0,   4,   0),   # ‘We will win,’" she said
}  # fmt: skip
_DASHES = "-‐‑‒–—―~"


@lru_cache(maxsize=4096)
def _before(character: str) -> str:
    """The row of a character that stands before a mark."""
    if not character or not character.isprintable() or character.isspace():
        return "start"
    if character in _DASHES:
        return "dash"
    if character in "([{<¿¡/:=>|" or character in _LEFT:
        return "bracket"
    if character in _RIGHT:
        return "mark"
    return "stop" if character in ".,;!?…)]}。，！？" else "word"


@lru_cache(maxsize=4096)
def _after(character: str) -> str:
    """The column of a character that stands after a mark."""
    if not character or not character.isprintable() or character.isspace():
        return "end"
    if character in _DASHES:
        return "dash"
    if character in _LEFT:
        return "mark"
    return "stop" if character in ".,;:!?)]}>|/。，！？" or character in _RIGHT else "word"


@lru_cache(maxsize=4096)
def _double(symbol: str, before: str, after: str) -> tuple[int, int, int]:
    """The costs of a double mark between two characters ("" where the paragraph begins or ends)."""
    opens, closes = _DOUBLE[symbol]
    left, right = _before(before), _COLUMNS[_after(after)]
    opens += _OPENS[left][right] + (left in ("stop", "word") and after.islower()) + (0 if after else STRAY)
    closes += _CLOSES[left][right] + (0 if before else STRAY)
    if before.isdigit() and symbol in ('"', "''", "”", "’’"):
        return opens, closes, 2  # 6'2" tall
    return opens, closes, 8 if symbol in "«»" else STRAY  # « and » are bullets and arrows, too


@lru_cache(maxsize=4096)
def _single(symbol: str, before: str, after: str, lower: bool) -> tuple[int, int, int]:
    """The costs of a single mark or apostrophe; ``lower``: a space and a word in lower case may come next."""
    opens, closes = _SINGLE[symbol]
    left, right = _before(before), _after(after)
    word = right in ("word", "mark")
    if left in ("start", "bracket") or (left == "dash" and word):
        if not word:
            return opens + 2 if after else FAR, closes + (8 if after else 2), 1
        stray = {"'": 6, "‘": 8, "’": 2}.get(symbol, 4)  # ’Orrs and 'Abdallah are rare, “’We” rarer
        return opens, FAR, stray + (0 if before else 6) - after.islower()
    if right == "word":  # said,'We   win,'he said
        return (opens + 4, closes + 3, 4) if left in ("stop", "mark") else (FAR, FAR, 0)
    if left != "word":
        return FAR, closes, 8  # will win,' he said
    if before in "sS":
        return FAR, closes + (3 if lower else 1), 1  # the voters' choice, but: a win 'for voters' and …
    if before in "nN" or before.isdigit():
        return FAR, closes + 1, 2  # goin' home, 6' tall
    return FAR, closes, 4

"""Which news agency an article was taken from: rules over its imprint. Who printed it is the outlet."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from onrecord.publication.agencies import by_byline, by_dateline
from onrecord.publication.imprint import SHORT, TEXT, Imprint
from onrecord.rules import Rule

# an answer: the short name of the agency
Answer = str

_PARTS = regex.compile(r"\s*(?:[,;/|&•]|\b(?:and|with|for|via|by)\b|\s[–—-]\s)\s*", regex.IGNORECASE)
_DATELINE = regex.compile(r"(?:\p{Lu}[^()\n]{0,80})?\((?P<agency>[^()\n]{2,40})\)\s*[-–—:]")
_SIGNATURE = regex.compile(r"[\s\[(—–-]*(?:©\s*)?(?:\d{4}\s+)?(?P<agency>[^\[\]()]{2,40}?)[\s\])]*$")
_AT_THE_END = regex.compile(r"[\[(](?P<agency>[^\[\]()]{2,40})[\])]\s*$")
_HEAD, _LEAD, _FOOT = 6, 4, 3
"""In how many of the first lines a byline stands and a dateline, and in how many of the last a signature."""
_SHORT = 60


def author(imprint: Imprint) -> Answer | None:
    """The author is an agency, or writes for one: "Anna Lee, Associated Press"."""
    return _named(imprint.article.author or "")


def byline(imprint: Imprint) -> Answer | None:
    """The byline, or the line below it, names an agency."""
    below = False
    for text in _ends(imprint, _HEAD):
        opener = imprint.words.byline.match(text) if len(text) <= SHORT else None
        if opener and (agency := _named(text[opener.end() :])):
            return agency
        if below and len(text) <= _SHORT and (agency := _named(text)):
            return agency
        below = opener is not None
    return None


def dateline(imprint: Imprint) -> Answer | None:
    """The brackets of the dateline name an agency: PARIS (AP) —"""
    for text in _ends(imprint, _LEAD, 0):
        found = _DATELINE.match(text)
        if found and (agency := by_dateline(found["agency"])):
            return agency
    return None


def signature(imprint: Imprint) -> Answer | None:
    """The article ends in the name of an agency, on a line of its own or in brackets."""
    for text in _ends(imprint, 0):
        found = _SIGNATURE.match(text) if len(text) <= _SHORT else _AT_THE_END.search(text, len(text) - _SHORT)
        if found and (agency := by_dateline(found["agency"].strip())):
            return agency
    return None


def _ends(imprint: Imprint, head: int, foot: int = _FOOT) -> Iterator[str]:
    """So many of the first lines of an article, and of the last, the last first."""
    text, lines = imprint.document.text, imprint.document.paragraphs
    return (line.of(text) for line in (*lines[:head], *(lines[: -foot - 1 : -1] if foot else ())))


def _named(words: str) -> Answer | None:
    """The first agency among the parts of a byline."""
    return next(filter(None, map(by_byline, (words, *_PARTS.split(words[:300])))), None)


RULES: tuple[Rule[Imprint, Answer], ...] = (
    Rule("agency.author", author),   # {"author": "Anna Lee, Associated Press"}
    Rule("agency.dateline", dateline, TEXT),   # GHENT (AP) — The ferry …
    Rule("agency.byline", byline, TEXT),   # By Anna Lee ⏎ Associated Press
    Rule("agency.signature", signature, TEXT),   # … said the harbour master. (AFP)
)  # fmt: skip

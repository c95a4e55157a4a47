"""Which news agency an article was taken from: rules over its imprint. Who printed it is the outlet."""

from __future__ import annotations

import regex

from onrecord.publication.agencies import by_byline, by_dateline
from onrecord.publication.imprint import TEXT, Imprint
from onrecord.rules import Rule

# an answer: the short name of the agency
Answer = str

_PARTS = regex.compile(r"\s*(?:[,;/|&•]|\b(?:and|with|for|via|by)\b|\s[–—-]\s)\s*", regex.IGNORECASE)
_DATELINE = regex.compile(r"(?:\p{Lu}[^()\n]{0,80})?\((?P<agency>[^()\n]{2,40})\)\s*[-–—:]")
_SIGNATURE = regex.compile(r"[\s\[(—–-]*(?:©\s*)?(?:\d{4}\s+)?(?P<agency>[^\[\]()]{2,40}?)[\s\])]*$")
_AT_THE_END = regex.compile(r"[\[(](?P<agency>[^\[\]()]{2,40})[\])]\s*$")
_LEAD, _FOOT = 4, 3
"""In how many of the first lines a dateline stands, and in how many of the last a signature."""
_SHORT = 60


def author(imprint: Imprint) -> Answer | None:
    """The author is an agency, or writes for one: "Anna Lee, Associated Press"."""
    return _named(imprint.article.author or "")


def byline(imprint: Imprint) -> Answer | None:
    """The byline names an agency beside or below its authors."""
    for line in (*imprint.head, *(line for line in imprint.foot[:_FOOT])):
        text = imprint.lines[line]
        opener = imprint.words.byline.match(text)
        near = imprint.byline is not None and line == imprint.byline[0] + 1 and len(text) <= _SHORT
        if (opener or near) and (agency := _named(text[opener.end() :] if opener else text)):
            return agency
    return None


def dateline(imprint: Imprint) -> Answer | None:
    """The brackets of the dateline name an agency: PARIS (AP) —"""
    for text in imprint.lines[:_LEAD]:
        found = _DATELINE.match(text)
        if found and (agency := by_dateline(found["agency"])):
            return agency
    return None


def signature(imprint: Imprint) -> Answer | None:
    """The article ends in the name of an agency, on a line of its own or in brackets."""
    for line in imprint.foot[:_FOOT]:
        text = imprint.lines[line]
        found = _SIGNATURE.match(text) if len(text) <= _SHORT else _AT_THE_END.search(text)
        if found and (agency := by_dateline(found["agency"].strip())):
            return agency
    return None


def _named(words: str) -> Answer | None:
    """The first agency among the parts of a byline."""
    return next(filter(None, map(by_byline, (words, *_PARTS.split(words[:300])))), None)


RULES: tuple[Rule[Imprint, Answer], ...] = (
    Rule("agency.author", author),   # {"author": "Anna Lee, Associated Press"}
    Rule("agency.dateline", dateline, TEXT),   # GHENT (AP) — The ferry …
    Rule("agency.byline", byline, TEXT),   # By Anna Lee ⏎ Associated Press
    Rule("agency.signature", signature, TEXT),   # … said the harbour master. (AFP)
)  # fmt: skip

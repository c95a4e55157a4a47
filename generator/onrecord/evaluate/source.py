"""When a mention is the right one: it covers the head word of a source that gold has.

Where a noun phrase begins and ends is a matter of taste ("a spokesman", "a spokesman for the governor, who"), so the
criterion ``polnear`` asks for its head: the last word before the first comma, bracket, dash, preposition or "who".
Of a phrase with a possessor it looks for the last word before "who", a comma or a dash ("the mayor of Rome's aide"),
and accepts the head before a preposition that leads to the possessor too ("the aide in the mayor's office": office or
aide). It accepts a name in apposition ("the mayor, Anna Lee"). Or half of all characters are shared. A mention of more
than 80 characters and twice the source's length covers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.evaluate.matching import overlap
from onrecord.model import Span

_PREPOSITIONS = "of in for from at with on to".split()
_WORD = re.compile(r"[\w.’'&-]+")
_POSSESSIVE = re.compile(r"[’']s ")
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())


def _ends(*words: str, dashes: str, comma: bool = True) -> re.Pattern[str]:
    """Where the part of a noun phrase that holds its head ends."""
    stops = [r",| \("] if comma else []
    return re.compile("|".join([*stops, *(f" {word} " for word in (*words, *dashes))]))


_AFTER_HEAD = _ends("who", *_PREPOSITIONS, dashes="—–")
_AFTER_POSSESSED = _ends("who", dashes="—")  # "the mayor of Rome’s aide": its prepositions are the possessor's
_AFTER_AIDE = _ends(*(word for word in _PREPOSITIONS if word != "of"), dashes="", comma=False)
_NO_NAME = re.compile(r"\s*(who|which|whose|that|and|a|an|the|" + "|".join(_PREPOSITIONS) + r")\b")
_SEGMENT = re.compile(r"[^,]+")

_PRONOUNS = frozenset("he she they it i we who him her you".split())
_DETERMINER = re.compile(r"^(The|A|An|One|Some|Another)\b")
_CAPITALISED = re.compile(r"\b[A-Z][\w’'.-]+")

_LONGEST = 80
_BEYOND = 2
"""How many characters of a head word a mention may leave out at its end: the "'s" of a possessor."""


def right(text: str, sources: Sequence[Span], mention: Span | None) -> bool:
    """Whether a mention is one of the sources, or is as absent as they are."""
    if mention is None or not sources:
        return mention is None and not sources
    return any(_covers(mention, heads(source.of(text)), source) for source in sources)


def form(text: str, sources: Sequence[Span]) -> str:
    """The form of the first source: name, pronoun or nominal; "none" without one."""
    if not sources:
        return "none"
    words = sources[0].of(text).strip()
    if words.lower() in _PRONOUNS:
        return "pronoun"
    return "name" if _CAPITALISED.search(_DETERMINER.sub("", words)) else "nominal"


@lru_cache(maxsize=4096)
def heads(words: str) -> tuple[Span, ...]:
    """Every word of a noun phrase that may count as its head; offsets from its first character."""
    found = {_head(words)}
    if _POSSESSIVE.search(words):
        cut = _AFTER_AIDE.search(words)
        if cut and cut.start() > 0 and not _POSSESSIVE.search(words[: cut.start()]):
            found.add(_head(words[: cut.start()]))
    for segment in _SEGMENT.finditer(words):
        if segment.start() == 0 or _NO_NAME.match(segment[0]) or not segment[0].strip():
            continue
        lead = segment.end() - len(segment[0].lstrip())
        name = _head(words[lead : segment.end()])
        if words[lead + name.start : lead + name.start + 1].isupper():
            found.add(Span(lead + name.start, lead + name.end))
    return tuple(sorted(found))


def _head(words: str) -> Span:
    cut = (_AFTER_POSSESSED if _POSSESSIVE.search(words) else _AFTER_HEAD).search(words)
    region = words[: cut.start()] if cut and cut.start() > 0 else words
    found = list(_WORD.finditer(region))
    while len(found) > 1 and found[-1][0].lower() in _SUFFIXES:
        found.pop()
    return Span(*found[-1].span()) if found else Span(0, len(words))


def _covers(mention: Span, heads: Sequence[Span], source: Span) -> bool:
    short = mention.end - mention.start <= max(_LONGEST, 2 * (source.end - source.start))
    covered = any(
        mention.start <= source.start + head.start and source.start + head.end <= mention.end + _BEYOND
        for head in heads
    )
    return (short and covered) or 2 * overlap(source, mention) >= 1

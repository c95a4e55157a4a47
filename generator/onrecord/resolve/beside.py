"""Whom an article calls by a noun beside the name: "kicker Omar Diaz", "Omar Diaz, the kicker", "the kicker, Omar Diaz"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from onrecord.find.mentions import NameMention
from onrecord.languages import lexicon as lx
from onrecord.resolve.entities import Entities

# Between a name and the noun: “, the”  “, 41, its new”  “ is Anna Lee’s”
_AFTER_NAME = regex.compile(r"(?:,(?: \d\d,)?|(?: \([^()\n]{1,30}\))?,| is| was) (?:[\p{L}\p{N}’'-]+ ){0,4}?")
_AFTER_NOUN = regex.compile(r"[,.;)]| (?:of|for|at|in|on|who|from|with)\b|$")
# Between the noun and a name: “ ”  “, ”  “ for the union, ”
_TO_NAME = regex.compile(r" |(?: (?:of|for|at|in|on|from|that|who)\b[^,.;:“”\"\n]{0,60})?, ")
_CLAUSE = frozenset((lx.AUXILIARY, lx.CUE, lx.VERB, lx.PREPOSITION, lx.COORDINATOR, lx.TO))
_REACH = 90


def named_beside(entities: Entities, noun: str, end: int) -> Iterator[tuple[int, NameMention]]:
    """Where a noun stands beside a name before ``end``, and the name; the nearest to ``end`` first."""
    text, mentions = entities.document.text, entities.mentions
    for match in reversed([*regex.finditer(rf"\b{regex.escape(noun)}\b", text[:end], regex.IGNORECASE)]):
        if mentions.quoted(match.start()) or mentions.headline(match.start()):
            continue
        following = mentions.between(match.end(), match.end() + _REACH)
        gap = _TO_NAME.fullmatch(text, match.end(), following[0].first) if following else None
        if gap and (gap[0] == " " or text[following[0].end : following[0].end + 1] in (",", ".", ")")):
            yield match.start(), following[0]
        elif _AFTER_NOUN.match(text, match.end()):
            before = mentions.between(match.start() - _REACH, match.start())
            for mention in reversed(before):
                words = text[mention.end : match.start()].lower().split()
                if _AFTER_NAME.fullmatch(text, mention.end, match.start()) and not any(
                    entities.discourse.classes.get(word) in _CLAUSE for word in words if word not in ("is", "was")
                ):
                    yield match.start(), mention
                    break

"""Whom an article calls by a noun beside the name: "kicker Omar Diaz", "Omar Diaz, the kicker", "the kicker, Omar Diaz"."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from onrecord.find.mentions import NameMention
from onrecord.resolve.entities import Entities

# Between a name and the noun: “, the”  “, 41, its new”  “ is Anna Lee’s”
_AFTER_NAME = regex.compile(r"(?:,(?: \d\d,)?|(?: \([^()\n]{1,30}\))?,| is| was) (?:[\p{L}\p{N}’'-]+ ){0,4}?")
_AFTER_NOUN = regex.compile(r"[,.;)]| (?:of|for|at|in|on|who|from|with)\b|$")
# Between the noun and a name: “ ”  “, ”  “ for the union, ”
_TO_NAME = regex.compile(r" |(?: (?:of|for|at|in|on|from|that|who)\b[^,.;:“”\"\n]{0,60})?, ")
_REACH = 90


def named_beside(entities: Entities, noun: str, end: int) -> Iterator[tuple[int, NameMention]]:
    """Where a noun stands beside a name before ``end``, and the name; the nearest to ``end`` first."""
    text, mentions = entities.document.text, entities.mentions
    for match in reversed([*regex.finditer(rf"\b{regex.escape(noun)}\b", text[:end], regex.IGNORECASE)]):
        if mentions.quoted(match.start()) or mentions.headline(match.start()):
            continue
        following = mentions.between(match.end(), match.end() + _REACH)
        if following and _TO_NAME.fullmatch(text, match.end(), following[0].first):
            yield match.start(), following[0]
        elif _AFTER_NOUN.match(text, match.end()):
            before = mentions.between(match.start() - _REACH, match.start())
            for mention in reversed(before):
                if _AFTER_NAME.fullmatch(text, mention.end, match.start()):
                    yield match.start(), mention
                    break

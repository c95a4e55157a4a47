"""By which word of a name an article calls its bearer: the last, or the first where family names stand first."""

from __future__ import annotations

from onrecord.find.name_words import NameWords
from onrecord.find.names import bare, in_syllables

_MOST = 16
"""At how many places of its first word a name is looked for with a form of address."""
_ADDRESS, _WITHIN = 12, 10_000
"""How many characters a form of address has, and within how many of a mention it is looked for."""


def surname(name: str, text: str, near: int, words: NameWords) -> str:
    """The word that stands for a full name, in lower case: lee of Anna Lee, ko of Ko Sun-ja, lim of Lim Siew Choo
    where the text has "Dr Lim" not too far from the place ``near``.
    """
    parts = [part for part in name.lower().split() if bare(part) not in words.suffixes]
    if not parts:
        return ""
    first, _, rest = name.partition(" ")
    if len(parts) > 1 and (in_syllables(rest) or _addressed(first, rest, text, near, words)):
        return parts[0]
    return parts[-1]


def _addressed(first: str, rest: str, text: str, near: int, words: NameWords) -> bool:
    """Whether a form of address stands before the first word alone, and so before no given name: Dr |Lim|."""
    if bare(first) in words.given:
        return False
    place, stop = max(0, near - _WITHIN), near + _WITHIN
    for _ in range(_MOST):
        place = text.find(f" {first}", place + 1, stop)
        if place < 0:
            return False
        end = place + 1 + len(first)
        before = text[max(0, place - _ADDRESS) : place].rpartition(" ")[2]
        if bare(before) in words.addresses and before[0].isupper() and not text.startswith(f" {rest[:3]}", end):
            return not text[end : end + 1].isalpha() and not text.startswith("-", end)
    return False

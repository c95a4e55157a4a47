"""When a speaker, a date or a role is the right one: the criteria ``same-name``, ``same-date`` and ``same-words``."""

from __future__ import annotations

import re

_NEITHER_WORD_NOR_HYPHEN = re.compile(r"[^\w\s-]")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
# "her" and "s" are what is left of "her office" and of a possessor: they name nobody.
_NO_NAMES = frozenset("the a an of for and his her s its their".split())


def same_speaker(gold: str | None, kind: str, name: str | None) -> bool:
    """Whether a name stands for the speaker that gold has, or both have none.

    Of a person the first and the last word must agree; a gold name of one word may be the surname. Of anyone else
    the words of the shorter name are all in the longer, or half of all words are shared.
    """
    if not gold or not name:
        return not gold and not name
    expected, found = _words(gold), _words(name)
    if kind == "person":
        expected, found = ([word for word in words if word not in _SUFFIXES] for words in (expected, found))
        if not expected or not found or expected[-1] != found[-1]:
            return False
        return len(expected) == 1 or (len(found) > 1 and expected[0] == found[0])
    return _same_words(expected, found)


def same_date(gold: str | None, said_on: str | None) -> bool:
    """Whether a date is in the day, month or year that gold has; False where either has none."""
    return bool(gold and said_on) and str(said_on).startswith(str(gold))


def same_role(gold: str | None, role: str | None) -> bool:
    """Whether a role is worded as gold has it, as far as ``same_speaker`` asks of a group; False without either."""
    return bool(gold and role) and _same_words(_words(str(gold)), _words(str(role)))


def _same_words(expected: list[str], found: list[str]) -> bool:
    """The words of the shorter are all in the longer, or half of all words are shared."""
    a, b = set(expected) - _NO_NAMES, set(found) - _NO_NAMES
    if not a or not b:
        return a == b
    return a <= b or b <= a or 2 * len(a & b) >= len(a | b)


def _words(name: str) -> list[str]:
    return _NEITHER_WORD_NOR_HYPHEN.sub("", name.lower().replace("’", "'").replace("'s", "")).split()

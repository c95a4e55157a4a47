"""What does not count when names of different articles are compared: case, accents, marks, titles, nicknames."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import regex

from onrecord.find.name_words import name_words
from onrecord.find.names import bare
from onrecord.languages import available
from onrecord.model import SpeakerKind

# Letters that accents do not make, as papers without them write them: Søren, Soren.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_NICKNAME = regex.compile(r" [“\"‘'(][^“”\"‘’'()]+[”\"’')](?= )")  # Robert “Bob” Lee
_NOTHING = regex.compile(r"[’'‘ʼ`´.\u0300-\u036f]")  # O’Hara, OHara; F.H.A., FHA; José, Jose
_SPACE = regex.compile(r"[^\p{L}\p{M}\p{N}]+")  # Ki-moon, Ki Moon


@lru_cache(maxsize=1 << 15)
def fold(name: str, kind: SpeakerKind) -> tuple[str, ...]:
    """The words of a name to compare by: the same for two spellings of it, () where it has no letter or digit."""
    if kind == "person":
        name = _untitled(_NICKNAME.sub("", name)).replace(".", " ")  # J.K. Lee, J. K. Lee
    else:
        name = name.replace("&", " and ").replace("+", " and ")
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    words = tuple(_SPACE.sub(" ", _NOTHING.sub("", plain)).split())
    return words[1:] if kind != "person" and len(words) > 1 and words[0] == "the" else words


def _untitled(name: str) -> str:
    """A name without the titles before it, as no resolved name has any; of a surname alone only "Mrs." and its like."""
    words = name.split()
    titles, honorifics = _titles()
    while len(words) > 1 and words[1].lower() not in _JOINTS:
        if bare(words[0]) not in (titles if len(words) > 2 else honorifics):
            break
        del words[0]
    return " ".join(words)


_JOINTS = ("of", "for", "on")
"""What follows belongs to the title, which is all that tells the Prince of Quayside from the Princess of Quayside."""


@cache
def _titles() -> tuple[frozenset[str], frozenset[str]]:
    """The titles of every language, and the forms of address; not those that are given names too: Dean Lee."""
    lists = [name_words(language) for language in available()]
    titles = frozenset(title for words in lists for title in (words.titles | words.honorifics) - words.given)
    return titles, frozenset(word for words in lists for word in words.honorifics)

"""A quote -> the words that it is compared by: without marks, case, house style and what reporters put in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from unicodedata import normalize

import regex

_APOSTROPHES = "'’‘ʼ´`′"
_NO_WIDTH = "\u00ad\u200b-\u200d\u2060\ufeff"
_TOKEN = regex.compile(
    rf"""
    (?P<aside>[\[(]\s*(?i:\L<asides>)\s*[\])])                                   # [sic], (laughter)
    |(?P<gap>[\[(]\s*(?:…|\.\s?\.\s?\.)[\s.]*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?)    # …, [...], . . .
    |(?P<percent>%|(?i:per[ ]cent)\b)
    |(?P<number>[$£€¥₹]?\p{{Nd}}+(?:[.,:/]\p{{Nd}}+)*(?:\p{{L}}+\b)?)          # $2,000  3.5  9/11  20th  50m
    |(?P<spaceless>[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}\p{{Thai}}\p{{Lao}}\p{{Khmer}}\p{{Myanmar}}]\p{{M}}*)
    |(?P<acronym>(?:\p{{L}}\.){{2,}}(?:\p{{L}}\b)?)                             # U.S.
    |(?P<word>\[\p{{L}}{{1,3}}\](?=\p{{L}})(?&part)                              # [W]e
        |(?P<part>[\p{{L}}\p{{N}}](?:[\p{{L}}\p{{M}}\p{{N}}{_NO_WIDTH}]|[{_APOSTROPHES}](?=\p{{L}})|\[\p{{L}}{{1,4}}\])*))
    |(?P<and>&)
    |(?P<open>\[(?=[^\[\]]{{1,80}}\]))|(?P<close>\])
    """,
    regex.VERBOSE,
    asides=tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))["asides"].split(),
)
_MARKS = regex.compile(rf"[{_NO_WIDTH}\[\]]")
_THOUSANDS = regex.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_WITHOUT_SPACES = regex.compile(r"[\p{Lo}\p{M}]+")
_APOSTROPHE = regex.compile(f"[{_APOSTROPHES}]")
_UNUSUAL = regex.compile(r"[\[\](…]|\.\s?\.|(?i:per )")
"""What makes the words of a quote depend on more than what stands between two spaces."""
_SHORT = 3
"""Shorter words are no content words, unless they are numbers."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a quote: how each is compared, where each stands, and after how many something is left out."""

    keys: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    gaps: frozenset[int]


def words_of(quote: str, shouted: bool | None = None) -> Words:
    """The words of a quote; ``shouted``: whether it is part of one that is in capitals throughout."""
    keys, places, gaps, inside = list[str](), list[tuple[int, int]](), set[int](), False
    if shouted is None:
        shouted = quote.isupper()
    for match in _TOKEN.finditer(quote):
        kind = match.lastgroup
        if kind == "gap":
            gaps.add(len(keys))
        elif kind in ("open", "close"):
            if inside and places and kind == "close" and places[-1][1] == match.start():
                places[-1] = places[-1][0], match.end()
            inside = kind == "open"
        elif kind != "aside":
            key = _key(match[0], kind or "", shouted)
            keys.append(f"[{key}]" if inside else key)
            opened = inside and quote[match.start() - 1] == "["
            places.append((match.start() - opened, match.end()))
    return Words(tuple(keys), tuple(places), frozenset(gaps))


def keys_of(quote: str) -> tuple[str, ...]:
    """What ``words_of`` has for keys, faster: a word that comes back is not read again."""
    if _UNUSUAL.search(quote):
        return words_of(quote).keys
    shouted = quote.isupper()
    return tuple(chain.from_iterable([_chunk(chunk, shouted) for chunk in quote.split()]))


@lru_cache(maxsize=1 << 18)
def _chunk(chunk: str, shouted: bool) -> tuple[str, ...]:
    return words_of(chunk, shouted).keys


def is_content(key: str) -> bool:
    """Whether a word tells one utterance from another."""
    word = key.strip("[]")
    return word[-1:].isdigit() or (word not in _lists().common and (len(word) >= _SHORT or _spaceless(word)))


def is_negation(key: str) -> bool:
    """Whether a word turns the words round."""
    word = key.strip("[]")
    return word in _lists().negations or word.endswith("n't")


def _key(raw: str, kind: str, shouted: bool) -> str:
    """How a token is compared."""
    if kind == "percent":
        return "percent"
    if kind == "and":
        return "and"
    if kind == "number":
        return _number(raw.casefold())
    if kind == "acronym":
        return _named(raw.replace(".", ""), False)
    return _named(raw, shouted)


@lru_cache(maxsize=1 << 17)
def _named(raw: str, shouted: bool) -> str:
    word = _APOSTROPHE.sub("'", _MARKS.sub("", raw))
    lists = _lists()
    if not shouted and word.isupper() and len(word) > 1 and word.lower() in lists.in_capitals:
        return word
    key = word.casefold() if word.isascii() else normalize("NFKC", normalize("NFKC", word).casefold())
    if key.endswith("s's"):  # James's, James': what follows the latter may be the end of a quotation
        key = key[:-2]
    return lists.numbers.get(key, key)


def _number(raw: str) -> str:
    """``20,000`` is ``20000``; ``3,5`` stays."""
    number = _THOUSANDS.sub("", raw)
    return number if number.isascii() else normalize("NFKC", number)


def _spaceless(word: str) -> bool:
    return word[:1] > "\u0e00" and _WITHOUT_SPACES.fullmatch(word) is not None


@dataclass(frozen=True, slots=True)
class _Lists:
    common: frozenset[str]
    negations: frozenset[str]
    in_capitals: frozenset[str]
    numbers: dict[str, str]


@cache
def _lists() -> _Lists:
    raw = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    common, negations, in_capitals = (
        frozenset(raw[name].split()) for name in ("common", "negations", "names_in_capitals")
    )
    return _Lists(common, negations, in_capitals, dict(raw["numbers"]))

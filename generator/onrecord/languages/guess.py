"""The language of a text by its script and its small words: a guess, and none where the evidence is thin."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import name, normalize

_HEAD, _MIDDLE = 1200, 800
"""How many characters are read: of the beginning, and of the middle, which no headline or byline reaches."""
_LETTERS = 500
"""How many characters are looked at to tell the script."""
_GLANCE, _PLAINLY, _PLAIN_SHARE = 900, 10, 0.1
"""How many characters a glance takes in; how many words, and which share, have to be small ones of one language."""
_CASED = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_KANA = frozenset({"HIRAGANA", "KATAKANA"})

# Each bound keeps an English article, a list of names or a menu from being taken for another language.
_SCRIPT = 0.7  # of the letters are of one script: more than an article that quotes another has
_FEW_LETTERS = 16  # tell no script
_FEW_WORDS = 12  # tell no language
_DIFFERENT, _COVERED = 4, 0.1  # so many small words, and so much of the text, are the language's
_SENTENCES = 0.5  # of the words are in lower case: names and headings are not
_LEAD, _LEAD_OVER_ENGLISH = 1.2, 3.0  # so many times the next language's score, and that of English

_WORD = re.compile(r"[^\W\d_]+")
_DEVANAGARI_WORD = re.compile("[\u0900-\u0963\u0971-\u097f]+")  # its vowel signs are no letters to re


def guess_language(text: str) -> str | None:
    """The BCP 47 tag of the language whose script or small words the text has clearly most of; None if none has."""
    middle = len(text) // 2
    sample = text[:_HEAD]
    if len(text) > _HEAD + _MIDDLE:
        sample += " " + text[middle - _MIDDLE // 2 : middle + _MIDDLE // 2]
    sample = normalize("NFC", sample)
    script = _script(sample)
    if script is None:
        return None
    return _scripts().get(script) or _by_words(sample, script)


def is_plainly(text: str, language: str) -> bool:
    """Whether a glance at the beginning of a text shows that it is of ``language``: spares most the full look."""
    words = text[:_GLANCE].split()
    small = sum(map(_own_words(language).__contains__, words))
    return small >= _PLAINLY and small >= len(words) * _PLAIN_SHARE


@cache
def _own_words(language: str) -> frozenset[str]:
    """The small words of a language that no other has."""
    return frozenset(word for word, languages in _words().items() if languages == (language,))


def _script(sample: str) -> str | None:
    """The script of most letters, or None; Japanese is written in Chinese characters, too."""
    counts: dict[str, int] = {}
    for character, times in Counter(sample[:: len(sample) // _LETTERS + 1]).items():
        if character.isalpha():
            script = _script_of(character)
            counts[script] = counts.get(script, 0) + times
    kana = counts.get("HIRAGANA", 0) + counts.get("KATAKANA", 0)
    if kana * 10 > counts.get("CJK", 0):
        counts = {"HIRAGANA": kana + counts.pop("CJK", 0), **{name: counts[name] for name in counts.keys() - _KANA}}
    script = max(counts, key=lambda name: counts[name], default="")
    return script if counts.get(script, 0) >= max(_FEW_LETTERS, _SCRIPT * sum(counts.values())) else None


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    """The first word of a letter's name: "CYRILLIC"."""
    return name(letter, "").partition(" ")[0]


def _by_words(sample: str, script: str) -> str | None:
    words = (_DEVANAGARI_WORD if script == "DEVANAGARI" else _WORD).findall(sample)
    if len(words) < _FEW_WORDS:
        return None
    known = _words()
    small = [(known[word], times) for word, times in Counter(words).items() if word in known]
    scores: dict[str, float] = {"en": 0.0}
    for languages, times in small:
        for language in languages:
            scores[language] = scores.get(language, 0.0) + times / len(languages)
    best, second, *_ = *sorted(scores, key=lambda language: -scores[language]), ""
    own = [times for languages, times in small if best in languages]
    if len(own) < _DIFFERENT or sum(own) < _COVERED * len(words):
        return None
    if best != "en" and script in _CASED and sum(map(str.islower, words)) < _SENTENCES * len(words):
        return None
    rivals = (_LEAD * scores.get(second, 0.0), _LEAD_OVER_ENGLISH * scores["en"] if best != "en" else 0.0)
    return best if scores[best] >= max(rivals) else None


@cache
def _scripts() -> dict[str, str]:
    """The languages that have a script of their own, by the script."""
    return dict(_table()["scripts"])


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """The languages of each small word."""
    languages: dict[str, set[str]] = defaultdict(set)
    for language, words in _table()["words"].items():
        for word in words.split():
            languages[word].add(language)
    return {word: tuple(sorted(tags)) for word, tags in languages.items()}


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("function_words.toml").read_text(encoding="utf-8"))

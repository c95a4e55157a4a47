"""The date expressions of a language as one pattern, and the words that make a number or a name a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import regex

from onrecord import languages

_BEFORE, _AFTER = 28, 14
"""How many characters an expression may begin before, and end after, the letter by which it is found; the words of a
long one, "Friday, November 15, 2024", are found one by one."""
_MONTH = 26
"""How many an expression may end after the beginning of a month."""
_FREQUENT = "etaoinshrdlucmfwypgbvkxjqz"
"""The letters, the most frequent first."""


class Grammar:
    """One pattern out of ``forms``: the characters that each may begin with, as in a set of re, and its pattern, in
    which names in capitals (MONTH, DAY …) stand for words.

    ``months`` and ``weekdays`` lead from a name in lower case to its number (January 1, Monday 0).
    """

    def __init__(self, language: str, forms: Sequence[tuple[str, str]]) -> None:
        """Read the words of ``language``; FileNotFoundError where there are none."""
        words = languages.load(language)["dates"]
        months = list(zip(words["months"], words["month_abbreviations"], strict=True))
        weekdays = list(zip(words["weekdays"], words["weekday_abbreviations"], strict=True))
        self.months = {n.lower(): i for i, (name, short) in enumerate(months, 1) for n in (name, *short)}
        self.weekdays = {n.lower(): i for i, (name, short) in enumerate(weekdays) for n in (name, *short)}
        self._numbers = {word: i for i, word in enumerate(words["numbers"], 1)} | {"a": 1, "an": 1}
        terminals = {
            "WEEKDAY_SHORT": _either(_cased(words["weekdays"]), _short(s for _, short in weekdays for s in short)),
            "MONTH_SHORT": _either(_cased(words["months"]), _short(s for _, short in months for s in short)),
            "WEEKDAY": _either(_cased(words["weekdays"])),
            "MONTH": _either(words["months"]),
            "PART": _either(words["parts_of_day"]),
            "HOUR": _either(words["hours_of_day"]),
            "SEASON": _either(form for season in words["seasons"] for form in (season, season.title())),
            "NUMBER": _either(form for number in words["numbers"] for form in (number, number.title())),
            "WHICH": _either(words["of_years"]),
            "YEAR": "(?:1[6-9]|20)[0-9][0-9]",
            "DAY": "(?:0?[1-9]|[12][0-9]|3[01])",
        }
        group = re.compile(r"(\(\?P[<=])(\w+)")
        capitals = regex.compile(r"\b[A-Z_]{3,}\b")
        spelt = [(first, capitals.sub(lambda name: terminals[name.group()], form)) for first, form in forms]
        # Three branches, by what a word begins with, as most words can begin none. A name is given to one group only,
        # so each form in each branch has a number that goes into its names; re is quicker at this than regex.
        small = words["small_starts"]
        large = {name[:3] for name in _cased((*words["months"], *words["weekdays"]))} | {s.capitalize() for s in small}
        heads = ((_by_letter(large), "A-Z"), (r"\d", r"\d"), (_by_letter(small), "a-z"))
        of_form: list[int] = []
        branches = []
        for head, kind in heads:
            alternatives = []
            for i, (first, form) in enumerate(spelt):
                own = first.replace("A-Z", "").replace(r"\d", "") if kind == "a-z" else first.count(kind) * kind
                if own:
                    n = len(of_form)
                    named = group.sub(lambda name, n=n: f"{name[1]}{name[2]}_{n}", form)  # type: ignore[misc]
                    alternatives.append(f"(?P<form_{n}>(?=[{own}]){named})")
                    of_form.append(i)
            branches.append(f"(?={head})(?:{'|'.join(alternatives)})")
        letters = "".join(sorted({name[0] for name in (*large, *small)}))
        self.pattern = re.compile(rf"(?<!\w)(?=[\d{letters}])(?:{'|'.join(branches)})")
        self.forms: dict[str | None, tuple[int, dict[str, int]]] = {
            f"form_{n}": (
                form,
                {name[: -len(f"_{n}")]: i for name, i in self.pattern.groupindex.items() if name.endswith(f"_{n}")},
            )
            for n, form in enumerate(of_form)
        }
        """By the last group of a match: which of ``forms`` it is, and where the groups of that form are."""
        self._trigger = _trigger(words)

        self.years = words["of_years"]
        self.parts = frozenset(words["parts_of_period"])
        self.month_frames, self.year_frames = frozenset(words["month_frames"]), frozenset(words["year_frames"])
        self._owners = frozenset(words["month_owners"])
        self._noun_after = regex.compile(rf"\ (?!{_either(words['after_no_owner'])}\b)\p{{L}}")
        self._ahead = frozenset(words["ahead"])
        self._ahead_pairs = frozenset(tuple(phrase.split()) for phrase in words["ahead"] if " " in phrase)
        self._ahead_after = re.compile(rf" {_either(words['ahead_after'])}\b")
        self._ahead_next = tuple(f" {phrase}" for phrase in words["ahead_after"])
        self._clause = re.compile(r"[.?!]\s|[;:“”\"\n]|,\ wh|\bsa(?:id|ys)\b")
        self._named: dict[str, dict[int, tuple[str, ...]]] = {}
        """Of each weekday the names with it, by how many characters before it they begin."""
        for day in words["weekdays"]:
            of_day = [(name.index(day), name) for name in words["named_weekdays"] if day in name]
            self._named[day] = {i: tuple(name for before, name in of_day if before == i) for i, _ in of_day}

    def places(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches in which a date may stand: around every word that one cannot do without."""
        places: list[tuple[int, int]] = []
        for word in self._trigger.finditer(text, start, end):
            first, last = word.span()
            capital = text[first].isupper()
            left = max(start, first - (2 if text[first].isdigit() else _BEFORE))
            right = min(end, last + (_MONTH if capital else _AFTER))
            if places and places[-1][1] >= left:
                left, before = places.pop()
                right = max(before, right)
            places.append((left, right))
        return places

    def number(self, word: str) -> int | None:
        """The number that a word or figures stand for, None where they stand for none."""
        return int(word) if word.isdigit() else self._numbers.get(word.lower())

    def is_named(self, text: str, day: int) -> bool:
        """The weekday that stands at ``day`` is part of a name: Super Tuesday, the Sunday Times."""
        named = self._named.get(text[day : text.find("day", day) + 3])
        return named is not None and any(text.startswith(names, day - i) for i, names in named.items() if day >= i)

    def framed(self, match: re.Match[str], frames: frozenset[str]) -> bool:
        """The words around make it a date: "in" before it, or "a" before and a noun after: a 2012 speech."""
        text, start = match.string, match.start()
        if text[max(0, start - 1) : start] not in (" ", "-"):
            return False
        before = text[max(0, start - 24) : start].lower()
        *_, last, word = ["", "", *before.replace("-", " ").split()]
        if word in self.parts:
            return last in frames or match[0].isdigit()  # "late March" may be anyone's
        if word in frames:
            return True
        owned = word in self._owners or word.endswith(("'s", "’s", "s'", "s’"))
        return owned and before[-1] == " " and self._noun_after.match(text, match.end()) is not None

    def lies_ahead(self, match: re.Match[str], begin: int) -> bool:
        """The words around it, in its clause, say that it is still to come: will meet on Friday, Friday will show."""
        text, (start, end) = match.string, match.span()
        if text.startswith(self._ahead_next, end) and self._ahead_after.match(text, end):
            return True
        before = _TO_YEAR.sub("", text[max(begin, start - 48) : start])
        if not self._looks_ahead(before.split()):
            return False
        clause = max((cut.end() for cut in self._clause.finditer(before)), default=0)
        return clause == 0 or self._looks_ahead(before[clause:].split())

    def _looks_ahead(self, words: list[str]) -> bool:
        """Whether one of some words, or two of them together, speak of what is to come."""
        return not (self._ahead.isdisjoint(words) and self._ahead_pairs.isdisjoint(pairwise(words)))


_TO_YEAR = re.compile(r"\b\w+ (?:1\d|20)\d\d\b")
"""Lee, who ran it until 2019, left on Friday: a year says itself whether it lies ahead."""


def _trigger(words: dict[str, Any]) -> re.Pattern[str]:
    """One pattern, quick to look for: of each word, its rarest letter is looked for, then what stands around it."""
    stems = [m[:3] for m in _cased(words["months"])] + words["triggers"]
    stems += [d + "." for d in _cased(s for short in words["weekday_abbreviations"] for s in short)]
    around = {digit: {r"[./]\d\d?[./]\d"} | ({r"\d\d\d"} if digit in "12" else set()) for digit in "0123456789"}
    for stem in sorted(stems, key=len):  # a letter that others are found by is not looked for twice
        rarest = max(stem, key=lambda letter: (letter.isupper(), letter in around, _FREQUENT.find(letter)))
        after = stem[stem.index(rarest) + 1 :]
        # what follows is looked at first, as re does so most quickly
        behind = f"(?<={re.escape(stem)})" if stem[0] != rarest else ""
        around.setdefault(rarest, set()).add(re.escape(after) + behind)
    letters = sorted(around, key=lambda letter: (letter.isdigit(), letter.isupper(), _FREQUENT.find(letter)))
    return re.compile("|".join(f"{letter}(?:{'|'.join(sorted(around[letter]))})" for letter in letters))


def _cased(names: Iterable[str]) -> list[str]:
    return [form for name in names for form in (name, name.upper())]


def _short(names: Iterable[str]) -> list[str]:
    """Abbreviations, with their full stop or without: Aug. 9, Nov 7."""
    return [form + stop for form in _cased(names) for stop in (r"\.", r"\b")]


def _by_letter(names: Iterable[str]) -> str:
    """One group of alternatives, each first letter looked at once: the longest of a letter first."""
    letters: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        letters.setdefault(name[0], []).append(name[1:])
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in letters.items()) + ")"


def _either(*lists: Iterable[str]) -> str:
    """One group of alternatives, the longest first."""
    return "(?:" + "|".join(sorted((name for names in lists for name in names), key=len, reverse=True)) + ")"

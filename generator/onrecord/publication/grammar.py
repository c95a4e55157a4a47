"""The date expressions of a language as one pattern, and the words that make a number or a name a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import regex

from onrecord import languages
from onrecord.model import Span

REACH = 26
"""How many characters an expression may begin before, and end after, the word that it cannot do without."""
_WITHIN = 8
"""How far into that word the letter may stand by which it is found."""
_FREQUENT = "etaoinshrdlucmfwypgbvkxjqz"
"""The letters, the most frequent first."""


class Grammar:
    """One pattern out of ``forms``, patterns in which names in capitals (MONTH, DAY …) stand for words.

    ``months`` and ``weekdays`` lead from a name in lower case to its number (January 1, Monday 0).
    """

    def __init__(self, language: str, forms: Sequence[str]) -> None:
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
            "SEASON": _either(form for season in words["seasons"] for form in (season, season.title())),
            "NUMBER": _either(form for number in words["numbers"] for form in (number, number.title())),
            "YEAR": "(?:1[6-9]|20)[0-9][0-9]",
            "DAY": "(?:0?[1-9]|[12][0-9]|3[01])",
        }
        group = re.compile(r"(\(\?P[<=])(\w+)")
        capitals = regex.compile(r"\b[A-Z_]{3,}\b")
        spelt = (capitals.sub(lambda name: terminals[name.group()], form) for form in forms)
        # re is quicker at this than regex; it takes a group's name once, so the form's number goes in
        named = (
            f"(?P<form_{i}>{group.sub(lambda name, i=i: f'{name[1]}{name[2]}_{i}', form)})"  # type: ignore[misc]
            for i, form in enumerate(spelt)
        )
        self.pattern = re.compile(rf"(?<!\w)(?=[A-Z\dlntyeapcostfm])(?:{'|'.join(named)})")
        self._trigger = _trigger(words)

        part = r"(?:(?:early|mid|late)[-\ ])"
        self.month_frame = regex.compile(rf"(?i)\b{_either(words['month_frames'])}\ {part}?$")
        self.year_frame = regex.compile(rf"(?i)(?:\b{_either(words['year_frames'])}\ {part}?|\b{part})$")
        self.owner = regex.compile(rf"(?i)(?<![\w’'])(?:{_either(words['month_owners'])})\ $|(?:[’']s|s[’'])\ $")
        self.noun_after = regex.compile(rf"\ (?!{_either(words['after_no_owner'])}\b)\p{{L}}")
        self._ahead = re.compile(rf"\b{_either(words['ahead'])}\b")
        self._clause = re.compile(r"[.?!]\s|[;:“”\"\n]|,\ wh|\bsa(?:id|ys)\b")
        self._named = regex.compile(_either(words["named_weekdays"]))

    def places(self, text: str, start: int, end: int) -> list[Span]:
        """The stretches in which a date may stand: around every word that one cannot do without."""
        places: list[Span] = []
        for word in self._trigger.finditer(text, start, end):
            left, right = max(start, word.start() - REACH - _WITHIN), min(end, word.end() + REACH)
            if places and places[-1].end >= left:
                places[-1] = Span(places[-1].start, right)
            else:
                places.append(Span(left, right))
        return places

    def form(self, match: re.Match[str]) -> int:
        """Which of the forms it is that matched."""
        return int(str(match.lastgroup).removeprefix("form_"))

    def number(self, word: str) -> int | None:
        """The number that a word or figures stand for, None where they stand for none."""
        return int(word) if word.isdigit() else self._numbers.get(word.lower())

    def is_named(self, text: str, day: int) -> bool:
        """The weekday that stands at ``day`` is part of a name: Super Tuesday, the Sunday Times."""
        names = self._named.finditer(text, max(0, day - 20), day + 25)
        return any(name.start() <= day < name.end() for name in names)

    def lies_ahead(self, match: re.Match[str], begin: int) -> bool:
        """A few words before it, in its clause, say that it is still to come: will meet on Friday."""
        before = match.string[max(begin, match.start() - 48) : match.start()]
        if not self._ahead.search(before):
            return False
        clause = max((cut.end() for cut in self._clause.finditer(before)), default=0)
        return self._ahead.search(before, clause) is not None


def _trigger(words: dict[str, Any]) -> re.Pattern[str]:
    """One pattern, quick to look for: of each word, its rarest letter is looked for, then what stands around it."""
    stems = [m[:3] for m in _cased(words["months"])] + words["triggers"]
    stems += [d + "." for d in _cased(s for short in words["weekday_abbreviations"] for s in short)]
    around = {digit: {r"\d\d\d"} if digit in "12" else set() for digit in "0123456789"}
    for digit in around:
        around[digit].add(r"[./]\d\d?[./]\d")
    for stem in stems:
        rarest = max(stem, key=lambda letter: (letter.isupper(), _FREQUENT.find(letter)))
        before, _, after = stem.partition(rarest)
        behind = f"(?<={before}{rarest})" if before else ""
        around.setdefault(rarest, set()).add(behind + re.escape(after))
    return re.compile("|".join(f"{letter}(?:{'|'.join(sorted(each))})" for letter, each in around.items()))


def _cased(names: Iterable[str]) -> list[str]:
    return [form for name in names for form in (name, name.upper())]


def _short(names: Iterable[str]) -> list[str]:
    """Abbreviations, with their full stop or without: Aug. 9, Nov 7."""
    return [form + stop for form in _cased(names) for stop in (r"\.", r"\b")]


def _either(*lists: Iterable[str]) -> str:
    """One group of alternatives, the longest first."""
    return "(?:" + "|".join(sorted((name for names in lists for name in names), key=len, reverse=True)) + ")"

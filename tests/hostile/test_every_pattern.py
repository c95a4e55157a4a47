"""No pattern of the package takes time that grows faster than the text it is asked about, but those of short texts.

Each is asked as its module asks it (``match`` at one place, ``search`` …), about texts made from its own tree.
"""

from __future__ import annotations

import inspect
import random
import re
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
import regex
from attacks import BREAKS, attacks
from growing import repeated
from test_growth import NIGHTLY

import onrecord

FEW, LENGTHS = 20, (250, 1000, 4000)
EXPONENT = 1.5
FLOOR = 0.008
"""Seconds: a pattern that takes less for 4,000 characters takes no time by their square."""
SHORT = {
    "onrecord.publication.agency._PARTS": "an author's name of at most 300 characters",
    "onrecord.publication.claims._TAGLINE": "a name in which the reader made each run of spaces one",
    "onrecord.read.feed.said._APART": "a title of at most 2,000 characters, each run of spaces made one",
    "onrecord.read.page.markup._SEPARATOR": "a title of at most 2,000 characters, each run of spaces made one",
    "onrecord.text.sentences._DATELINE": "the first 120 characters of a paragraph",
}
"""Patterns that would take longer but for what they are asked about."""
SAMPLE = 40
"""So many of a pattern's texts are tried, all of them nightly."""


def patterns() -> Iterator[tuple[str, Any, str]]:
    """The patterns that stand in modules, by name, with the way in which they are asked."""
    seen = set[int]()
    for module in walk_packages(onrecord.__path__, "onrecord."):
        if module.name.endswith("__main__"):
            continue
        loaded = import_module(module.name)
        source = inspect.getsource(loaded)
        for name, value in vars(loaded).items():
            many = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
            for key, one in many or [("", value)]:
                if (
                    isinstance(one, (re.Pattern, regex.Pattern))
                    and id(one) not in seen
                    and re.search(rf"(?m)^{name}\b", source)
                ):
                    seen.add(id(one))
                    asked = set(re.findall(rf"\b{name}\.(\w+)", source))
                    way = "search" if not asked or asked - {"match", "fullmatch"} else min(asked)
                    yield f"{module.name}.{name}" + (f"[{key}]" if many else ""), one, way


PATTERNS = {name: (pattern, way) for name, pattern, way in patterns()}


def _asking(pattern: Any, way: str) -> Callable[[str], object]:
    ask: Callable[[Any], object] = getattr(pattern, way)
    return ask if isinstance(pattern.pattern, str) else lambda text: ask(text.encode())


def seconds(ask: Callable[[str], object], text: str) -> float:
    """Of processor time: the least of three runs where one took long."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        ask(text)
        best = min(best, time.process_time() - start)
        if best < FLOOR or best > 1:
            break
    return best


def slow(ask: Callable[[str], object], make: Callable[[int], str]) -> str:
    """How the time grows, where it grows faster than the text; "" where it does not."""
    if (few := seconds(ask, make(FEW))) > FLOOR:  # twice as long for each character
        return f"{few:.3f} s for {FEW} characters"
    for length in LENGTHS:
        few = seconds(ask, make(length))
        if few > FLOOR:
            many = seconds(ask, make(4 * length))
            if many > FLOOR * 4**EXPONENT and many > few * 4**EXPONENT:
                return f"{few:.3f} s for {length:,} characters, {many:.3f} s for {4 * length:,}"
    return ""


@pytest.mark.parametrize("name", [name for name in PATTERNS if name not in SHORT])
def test_a_pattern(name: str) -> None:
    pattern, way = PATTERNS[name]
    texts = [(before, part, end) for before, part in attacks(pattern) for end in BREAKS]
    for before, part, end in texts if NIGHTLY or len(texts) < SAMPLE else random.Random(7).sample(texts, SAMPLE):
        found = slow(_asking(pattern, way), repeated(part, before, end))
        assert not found, f"{way} of {before!r} + {part!r} again and again + {end!r}: {found}"


def test_there_are_patterns_of_every_kind() -> None:
    assert len(PATTERNS) > 150
    assert {way for _, way in PATTERNS.values()} == {"match", "fullmatch", "search"}


def test_the_check_can_fail() -> None:
    assert slow(re.compile(r"\s+x").search, repeated(" "))
    assert slow(re.compile(r"(?:a|a)*b").match, repeated("a"))
    assert not slow(re.compile(r"(?<!\s)\s+x").search, repeated(" "))


def test_what_is_asked_about_short_texts_is_there() -> None:
    assert SHORT.keys() <= PATTERNS.keys()

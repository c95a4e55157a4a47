"""Time grows with the length of a text, not faster: for texts made to be hard.

Some of them each time, all of them and longer ones with ``pytest --hypothesis-profile nightly``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from math import log

import pytest
from growing import TEXTS
from hypothesis import settings

from onrecord.model import Article
from onrecord.pipeline import process

NIGHTLY = settings().max_examples == 2_000
SHORT, LONG = (16_000, 128_000) if NIGHTLY else (8_000, 24_000)
"""From the first length on, nothing that is bounded by a number of words or characters grows any more."""
EXPONENT = 1.3 if NIGHTLY else 1.45
"""Time may grow with this power of the length: 1 is linear, 2 is twice as far apart as any clock is wrong."""
FLOOR = 0.05
"""Seconds below which nothing is told from noise."""
CHOSEN = (
    *("'a'", "' '", "'“'", "'“a'", "'“a,” said '", "'he said “'", "'said: “'", "'Ana Lee, '", "'(a) '"),
    *("“” opening", "“” nested", '"" one word', "“” said", "all marks", "one surname", "speakers", "companies"),
    "days in one paragraph",
    *(
        "'“We will win.\\n\\n'",
        "'“No,” she said. He told her. '",
        "'“Yes.”\\n\\n'",
        "a long quote",
        "names in a sentence",
    ),
)
NAMES = tuple(TEXTS) if NIGHTLY else tuple(name for name in TEXTS if name in CHOSEN)


def seconds(work: Callable[[str], object], text: str, runs: int) -> float:
    """Of processor time: the least of some runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
    return best


def growth(few: float, many: float, longer: float) -> float:
    """The power of the length with which time grows: so many seconds for a text, so many for one so much longer."""
    return log(max(many, FLOOR) / max(few, FLOOR / 8)) / log(longer)


def check(work: Callable[[str], object], make: Callable[[int], str]) -> None:
    """AssertionError where the work takes more than its share for the longer text, the least of five runs too."""
    short, long = make(SHORT), make(LONG)
    for runs in (1, 2, 5):
        few, many = seconds(work, short, runs), seconds(work, long, runs)
        exponent = growth(few, many, len(long) / len(short))
        if many < FLOOR or exponent < EXPONENT:
            return
    raise AssertionError(f"{few:.3f} s for {len(short):,} characters, {many:.3f} s for {len(long):,}: {exponent:.2f}")


def extract(text: str) -> object:
    return process(Article(id="a", text=text, date="2025-03-05"))


@pytest.mark.parametrize("name", NAMES)
def test_a_text(name: str) -> None:
    check(extract, TEXTS[name])


def test_the_check_can_fail() -> None:
    def slow(text: str) -> int:
        return sum(1 for a in text[: len(text) // 8] for b in text[: len(text) // 8] if a == b)

    with pytest.raises(AssertionError, match="characters"):
        check(slow, TEXTS["'a'"])

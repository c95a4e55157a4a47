"""Time to check records grows with an article's length, not faster, also where the same words are quoted again."""

from __future__ import annotations

import time
from typing import Any

from test_growth import check

from onrecord.dataset.ids import quote_id
from onrecord.dataset.invariants import id_is_of_its_words

WORDS = "We will mend it before the winter comes."


def checked(text: str) -> object:
    article: Any = {"text": text}
    step, problems = len(WORDS) + 1, 0
    for number in range(text.count(WORDS)):
        name = quote_id("a", WORDS, number + 1)
        record = {"article_id": "a", "id": name, "quote": WORDS, "start": number * step}
        problems += len(list(id_is_of_its_words(record, article)))
    assert problems == 0
    return problems


def test_the_same_quote_again_and_again() -> None:
    check(checked, lambda length: f"{WORDS} " * (10 * length // (len(WORDS) + 1)))


def test_a_megabyte_of_one_quote_takes_a_moment() -> None:
    text = f"{WORDS} " * (1_000_000 // (len(WORDS) + 1))
    start = time.process_time()
    checked(text)
    assert time.process_time() - start < 3

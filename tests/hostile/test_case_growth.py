"""Each case of the rules, many times over, in one paragraph or as one after the other, takes time by its length.

Some of them each time, all with ``pytest --hypothesis-profile nightly``.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from growing import repeated
from test_growth import NIGHTLY, check, extract

from marked_text import Case, read_cases

TESTS = Path(__file__).parents[1]
CASES = [case for path in sorted(TESTS.glob("*/cases/*")) for case in read_cases(path)]
CHOSEN = CASES if NIGHTLY else random.Random(7).sample(CASES, 12)


@pytest.mark.parametrize("end", [" ", "\n\n"], ids=["one paragraph", "paragraphs"])
@pytest.mark.parametrize("case", CHOSEN, ids=str)
def test_a_case(case: Case, end: str) -> None:
    check(extract, repeated(f"{case.text}{end}"))


def test_there_are_cases() -> None:
    assert len(CASES) > 500

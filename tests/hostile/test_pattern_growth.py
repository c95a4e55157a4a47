"""What each pattern of the rules repeats, many times over, makes no article take more than its share of time.

The texts are made from each pattern's own tree. Some of them each time, all with ``--hypothesis-profile nightly``.
"""

from __future__ import annotations

import random
import re
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
import regex
from attacks import BREAKS, attacks
from growing import repeated
from test_growth import NIGHTLY, check, extract

import onrecord
from onrecord.find.name_words import name_words
from onrecord.publication.vocabulary import vocabulary

RULES = tuple(f"onrecord.{name}" for name in ("attribute", "find", "languages", "publication", "resolve", "text"))
SAMPLE = 60


def patterns() -> dict[str, Any]:
    """Those that stand in modules of rules, and those of the word lists."""
    found: dict[str, Any] = {}
    for each in walk_packages(onrecord.__path__, "onrecord."):
        if each.name.startswith(RULES):
            for name, value in vars(import_module(each.name)).items():
                for key, one in value.items() if isinstance(value, dict) else [("", value)]:
                    if isinstance(one, (re.Pattern, regex.Pattern)):
                        found[f"{each.name}.{name}{key and f'[{key}]'}"] = one
    for holder in (name_words("en"), vocabulary("en")):
        for name in dir(holder):
            one = getattr(holder, name, None)
            if isinstance(one, (re.Pattern, regex.Pattern)):
                found[f"{type(holder).__name__}.{name}"] = one
    return found


ATTACKS = sorted(
    {(before, part, end) for pattern in patterns().values() for before, part in attacks(pattern) for end in BREAKS}
)
CHOSEN = ATTACKS if NIGHTLY else random.Random(7).sample(ATTACKS, SAMPLE)


@pytest.mark.parametrize(("before", "part", "end"), CHOSEN)
def test_an_attack(before: str, part: str, end: str) -> None:
    check(extract, repeated(part, before, end))


def test_there_are_patterns_and_attacks() -> None:
    assert len(patterns()) > 60
    assert len(ATTACKS) > 500

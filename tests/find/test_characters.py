"""Sets of characters for re: the same as regex's own categories, wherever news is written."""

from __future__ import annotations

import re

import pytest
import regex

from onrecord.find.characters import characters

LETTERS = "".join(map(chr, range(0x20, 0x530)))  # Latin, Greek, Cyrillic, and the signs between


@pytest.mark.parametrize("categories", [("Lu",), ("L",), ("L", "N"), ("L", "M", "N")])
def test_a_set_is_the_category_of_regex(categories: tuple[str, ...]) -> None:
    named = "".join(rf"\p{{{category}}}" for category in categories)
    assert re.findall(characters(*categories), LETTERS) == regex.findall(f"[{named}]", LETTERS)


def test_more_characters_are_taken_as_they_stand() -> None:
    assert re.findall(characters("Lu", more="^]-"), "Ä-z^]5\\") == ["Ä", "-", "^", "]"]

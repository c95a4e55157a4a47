"""Lines that speak to the visitor of a page, not of the news: told by what they ask for."""

from __future__ import annotations

import re
from functools import cache

from onrecord.languages import available, load

_LONGEST = 300
"""Longer lines are prose, whatever they begin with."""
_MARKS = r"[-•*»›(▶►\s]*"


def is_prompt(line: str) -> bool:
    """Whether a line asks the visitor for something, or is a label: "Sign up for our emails", "Advertisement".

    So is a line without a letter or digit.
    """
    return len(line) <= _LONGEST and (not any(map(str.isalnum, line)) or _patterns()["prompts"].match(line) is not None)


def is_byline(line: str) -> bool:
    """Whether a line above an article says no more than who wrote it or when: "By Anna Lee", "Updated 2 hours ago"."""
    return _patterns()["bylines"].fullmatch(line) is not None


def is_author_note(line: str) -> bool:
    """Whether a line that begins with its author's name says who that is."""
    return len(line) <= _LONGEST and _patterns()["author_notes"].search(line) is not None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What such lines are in any language that has rules: pages mix them."""
    tables = [load(language)["pages"] for language in available()]
    any_of = {key: "|".join(one for table in tables for one in table[key]) for key in tables[0]}
    labels, between = f"(?:{any_of.pop('labels')})", r"\s*[|·•/,]\s*"
    any_of["prompts"] = rf"(?i:{_MARKS}(?:{labels}(?:{between}{labels}){{0,8}}[\s:.…!›»→+]*\Z|{any_of['prompts']}))"
    return {key: re.compile(pattern) for key, pattern in any_of.items()}

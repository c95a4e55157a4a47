"""Lines that speak to the visitor of a page, not of the news: told by what they ask for."""

from __future__ import annotations

import re
from functools import cache

from onrecord.languages import available, load

_LONGEST = 300
"""Longer lines are prose, whatever they begin with."""
_MARKS = r"[-•*»›\s]*"


def is_prompt(line: str) -> bool:
    """Whether a line asks the visitor for something, or is a label: "Sign up for our emails", "Advertisement"."""
    return len(line) <= _LONGEST and _prompt().match(line) is not None


@cache
def _prompt() -> re.Pattern[str]:
    """What such lines are in any language that has rules: pages mix them."""
    tables = [load(language)["pages"] for language in available()]
    labels = "|".join(label for table in tables for label in table["labels"])
    prompts = "|".join(prompt for table in tables for prompt in table["prompts"])
    return re.compile(rf"{_MARKS}(?:(?:{labels})[\s:.…!›»→+]*\Z|{prompts})", re.IGNORECASE)

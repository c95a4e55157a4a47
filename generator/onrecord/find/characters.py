"""Unicode's categories of characters as sets for ``re``, which has none, but scans a text faster than ``regex``."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from unicodedata import category

_PLANE = 0x10000
"""Beyond the first plane lie no letters of news, and re is quick only within it."""


@cache
def characters(*categories: str, more: str = "") -> str:
    """A set of the characters of some categories and ``more``: ``characters("Lu")`` is ``\\p{Lu}`` in ``regex``."""
    of = (f"{first}-{last}" for first, last, name in _ranges() if name.startswith(categories))
    return f"[{''.join(of)}{re.escape(more)}]"


@cache
def _ranges() -> tuple[tuple[str, str, str], ...]:
    """Every stretch of characters of one category: first, last, category."""
    stretches = (list(stretch) for _, stretch in groupby(map(chr, range(_PLANE)), category))
    return tuple((stretch[0], stretch[-1], category(stretch[0])) for stretch in stretches)

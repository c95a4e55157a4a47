"""What every pattern keeps to, so that it means the same under each Python that the package supports."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages

import onrecord
from onrecord.find.name_words import name_words

MODULES = [
    import_module(found.name)
    for found in walk_packages(onrecord.__path__, "onrecord.")
    if not found.name.endswith("__main__")
]


def test_re_repeats_no_group_possessively() -> None:
    # before Python 3.11.5, re loses its place where such a group fails half-way
    patterns = [value for module in MODULES for value in vars(module).values() if isinstance(value, re.Pattern)]
    patterns.append(name_words("en").run)
    assert len(patterns) > 30
    assert [pattern.pattern for pattern in patterns if re.search(r"(?<!\\)\)[*+?]\+", str(pattern.pattern))] == []

"""The version of a dataset: which comes next, and whether one promises less change than there is."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from onrecord.errors import CommandError

Bump: TypeAlias = Literal["major", "minor", "patch", "none"]

BUMPS: tuple[Bump, ...] = ("major", "minor", "patch", "none")
"""The most to the least."""

FIRST = "1.0.0"
"""The version that a dataset starts with; 0.1.0 where nothing is promised yet."""

_VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})", re.ASCII)


def parse_version(version: str) -> tuple[int, int, int]:
    """``"1.2.0"`` as numbers that compare; CommandError where it is no version."""
    if not (found := _VERSION.fullmatch(version)):
        raise CommandError(f"{version!r} is no version of a dataset: expected three numbers such as {FIRST}")
    major, minor, patch = (int(number) for number in found.groups())
    return major, minor, patch


def next_version(version: str, bump: Bump) -> str:
    """The version after one: ``next_version("1.2.0", "minor") == "1.3.0"``.

    Before 1.0.0 nothing is promised, and each number means one less: what is major raises the second number, all
    else the third (``0.3.1`` → ``0.4.0`` and ``0.3.2``), as package managers read ``~0.3``.
    """
    major, minor, patch = parse_version(version)
    if bump == "none":
        return version
    if bump == "major":
        return f"{major + 1}.0.0" if major else f"0.{minor + 1}.0"
    if bump == "minor" and major:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def undercuts(old: str, new: str, bump: Bump) -> bool:
    """Whether ``new`` promises less change since ``old`` than there is: whether it comes before the next version."""
    return parse_version(new) < parse_version(next_version(old, bump))


def schema_bump(old: str, new: str) -> Bump:
    """What the versions of the schema call for by themselves: ``("1.1.0", "1.2.0")`` is minor, back again major."""
    before, after = parse_version(old), parse_version(new)
    if after < before or after[0] > before[0]:
        return "major"
    return "none" if after == before else "minor" if after[1] > before[1] else "patch"

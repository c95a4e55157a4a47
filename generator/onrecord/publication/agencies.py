"""News agencies, whose news others print: the table ``agencies.toml``, and which a byline or a dateline names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SHORT = 3
"""A short form of so many capital letters is the agency's in that very case only: "PA" signs, "Pa" is a state."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: its short and its full name, how bylines and datelines spell it, where it publishes itself."""

    short: str
    name: str
    bylines: tuple[str, ...]
    datelines: tuple[str, ...]
    domains: tuple[str, ...]


@cache
def agencies() -> tuple[Agency, ...]:
    """All agencies, in the order of the table."""
    tables = tomllib.loads(files(__package__).joinpath("agencies.toml").read_text(encoding="utf-8"))
    return tuple(
        Agency(short, table["name"], tuple(table["bylines"]), tuple(table["datelines"]), tuple(table["domains"]))
        for short, table in tables.items()
    )


def by_byline(words: str) -> str | None:
    """The short name of the agency that a byline consists of, or None: "The Associated Press" is "AP"."""
    return _bylines().get(_fold(words))


def by_dateline(words: str) -> str | None:
    """The short name of the agency in a dateline's brackets or after its place, or None."""
    return _datelines().get(_fold(words))


@cache
def _bylines() -> dict[str, str]:
    return _by_spelling((agency.short, agency.bylines) for agency in agencies())


@cache
def _datelines() -> dict[str, str]:
    return _by_spelling((agency.short, agency.datelines) for agency in agencies())


def _by_spelling(agencies: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    return {_fold(spelling): short for short, spellings in agencies for spelling in spellings}


def _fold(words: str) -> str:
    """The words without case, curled apostrophes and spare space; a short form in capitals stays in capitals."""
    if len(words) > 200:
        return ""
    words = " ".join(words.replace("’", "'").split())
    return words if len(words) <= _SHORT and words.isupper() else words.casefold()

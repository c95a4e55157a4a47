"""Word lists and other facts about a language, as data: one TOML file per language, the same keys in each."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_LANGUAGE_FILE = re.compile(r"[a-z]{2,3}\.toml")  # function_words.toml is of all languages


@cache
def load(language: str) -> dict[str, Any]:
    """The tables of ``languages/<language>.toml``; FileNotFoundError where there are no rules for the language."""
    return tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


@cache
def available() -> tuple[str, ...]:
    """The languages that have rules, as BCP 47 codes."""
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if _LANGUAGE_FILE.fullmatch(name)))

"""How far a record can be trusted: the measured precision of the rules that made it.

The figures are in ``confidence.json`` of the package, which ``onrecord evaluate --write-confidence`` writes (see
``calibration``): right, of how many, and the confidence of each pair of an attribution rule and a resolution rule, of
each attribution rule, of each family of them (the file they stand in), and of all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[1] / "confidence.json"


class Table:
    """Confidences looked up: the pair's, else its attribution rule's, else the family's, else that of all."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """``data``: what ``confidence.json`` holds."""
        self._pairs: dict[tuple[str, str | None], float] = {
            (row["attribution_rule"], row["resolution_rule"]): row["confidence"] for row in data["pairs"]
        }
        self._rules: dict[str, float] = {row["attribution_rule"]: row["confidence"] for row in data["rules"]}
        self._families: dict[str, float] = {row["family"]: row["confidence"] for row in data["families"]}
        self._all: float | None = data["all"]["confidence"]

    def confidence(self, attribution_rule: str | None, resolution_rule: str | None) -> float | None:
        """0 to 1, three decimals; None where nobody answered or nothing was measured."""
        if attribution_rule is None:
            return None
        found = self._pairs.get((attribution_rule, resolution_rule))
        if found is None:
            found = self._rules.get(attribution_rule)
        if found is None:
            found = self._families.get(family(attribution_rule), self._all)
        return found


@cache
def confidence(attribution_rule: str | None, resolution_rule: str | None) -> float | None:
    """The measured precision of a pair of rules that ships with the package; None where nobody answered."""
    return _shipped().confidence(attribution_rule, resolution_rule) if attribution_rule else None


def family(rule: str) -> str:
    """The file that a rule stands in: "beside_quote" of "beside_quote.verb_name"."""
    return rule.partition(".")[0]


def read_table(path: Path) -> Table:
    """The table of a file; OSError, ValueError or KeyError where it is none."""
    return Table(json.loads(path.read_text(encoding="utf-8")))


@cache
def _shipped() -> Table:
    return read_table(PATH)

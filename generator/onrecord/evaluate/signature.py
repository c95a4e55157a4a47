"""Signatures: all that a score depends on in one line, so that two of them can be compared, or can't.

``onrecord 0.1.0|rules:ab12cd34|languages:12ab34cd|schema:1.1.0|gold:read.jsonl@01234567|articles:672|units:lines|…``
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from onrecord.dataset.manifest import GENERATOR, generator_version
from onrecord.evaluate import matching
from onrecord.evaluate.model import System
from onrecord.evaluate.scores import Score
from onrecord.model import SCHEMA_VERSION


class Measured(Protocol):
    """What is measured on: gold, or lines of speakers."""

    @property
    def measured(self) -> tuple[tuple[str, str], ...]:
        """The parts of a signature that name it: (("gold", "gold@ab12cd34"),)."""


def signature(system: System, golds: Iterable[Measured], articles: int, **how: object) -> str:
    """The signature of what is measured of a system on gold; ``how`` adds parts of its own: seed=0."""
    parts = [f"{GENERATOR} {generator_version()}", *(f"{key}:{value}" for key, value in system.made_by)]
    parts.append(f"schema:{SCHEMA_VERSION}")
    parts += [f"{key}:{value}" for gold in golds for key, value in gold.measured]
    parts.append(f"articles:{articles}")
    parts += [f"{key}:{value}" for key, value in how.items()]
    return "|".join(parts)


def of_score(score: Score, system: System, gold: Measured, articles: int) -> str:
    """The signature of one score."""
    measure = "share" if score.predicted is None else "f1"
    how = {"score": score.name, "criterion": score.criterion, "measure": measure, "matching": matching.NAME}
    return signature(system, [gold], articles, **how)

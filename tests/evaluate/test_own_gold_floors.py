"""The rules on the project's own gold: no score falls below its floor.

A floor is raised when a score rises, never lowered.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.evaluate.evaluation import Evaluation, evaluate
from onrecord.evaluate.gold import read_gold
from onrecord.evaluate.systems import run_rules

GOLD = Path(__file__).parents[1] / "gold"

FLOORS = {
    # (score, criterion): F1, or the share where there is only one
    ("span", "strict"): 0.97,
    ("span", "relaxed-0.8"): 0.972,
    ("source", "polnear"): 0.882,
    ("source", "strict"): 0.842,
    ("end to end", "polnear"): 0.858,
    ("speaker", "same-name"): 0.743,
    ("end to end", "same-name"): 0.722,
    ("type", "equal"): 0.957,
    ("said_on", "same-date"): 0.48,
    ("not_speech", "unpublished-0.5"): 0.635,
    ("not_speech", "reason"): 0.435,
}


@pytest.fixture(scope="module")
def own_gold() -> Evaluation:
    gold = read_gold(GOLD)
    return evaluate(gold, run_rules([gold]))


def test_the_gold_is_large_enough(own_gold: Evaluation) -> None:
    assert len(own_gold.judged) >= 60
    assert sum(len(one.gold.units) for one in own_gold.judged) >= 500
    assert len({one.gold.stratum for one in own_gold.judged}) >= 11


@pytest.mark.parametrize("key", FLOORS, ids=" ".join)
def test_floors(own_gold: Evaluation, key: tuple[str, str]) -> None:
    score = next(one for one in own_gold.scores if (one.name, one.criterion) == key)
    assert score.f1 >= FLOORS[key], own_gold.signature(score)

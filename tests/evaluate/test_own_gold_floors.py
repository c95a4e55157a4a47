"""The rules on the project's own gold: no score falls below its floor.

A floor is raised when a score rises, and lowered only where the gold grows: the new articles are hard.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.evaluate.evaluation import Evaluation, evaluate
from onrecord.evaluate.gold import read_gold
from onrecord.evaluate.scores import scores
from onrecord.evaluate.systems import run_rules

GOLD = Path(__file__).parents[1] / "gold"

FLOORS = {
    # (score, criterion): F1, or the share where there is only one
    ("span", "strict"): 0.986,
    ("span", "relaxed-0.8"): 0.986,
    ("source", "polnear"): 0.951,
    ("source", "strict"): 0.893,
    ("end to end", "polnear"): 0.94,
    ("speaker", "same-name"): 0.863,
    ("end to end", "same-name"): 0.853,
    ("type", "equal"): 0.971,
    ("said_on", "same-date"): 0.596,
    ("cue", "overlap"): 0.935,
    ("addressee", "polnear"): 0.861,
    ("role", "same-words"): 0.778,
    ("not_speech", "unpublished-0.5"): 0.82,
    ("not_speech", "reason"): 0.635,
}

STRATA = {
    # on these alone: the shares of sources and of speakers that are right, and the F1 of dates
    "kin-and-namesakes": (0.98, 0.76, 0.57),
    "pronoun-chains": (0.96, 0.84, 0.6),
    "offices-and-nominals": (0.97, 0.84, 0.7),
    "acronyms-and-given-names": (0.98, 0.82, 0.62),
    "when-said": (0.95, 0.94, 0.58),
}


@pytest.fixture(scope="module")
def own_gold() -> Evaluation:
    gold = read_gold(GOLD)
    return evaluate(gold, run_rules([gold]))


def test_the_gold_is_large_enough(own_gold: Evaluation) -> None:
    assert len(own_gold.judged) >= 106
    assert sum(len(one.gold.units) for one in own_gold.judged) >= 1330
    assert len({one.gold.stratum for one in own_gold.judged}) >= 18


@pytest.mark.parametrize("key", FLOORS, ids=" ".join)
def test_floors(own_gold: Evaluation, key: tuple[str, str]) -> None:
    score = next(one for one in own_gold.scores if (one.name, one.criterion) == key)
    assert score.f1 >= FLOORS[key], own_gold.signature(score)


@pytest.mark.parametrize("stratum", STRATA)
def test_floors_of_a_stratum(own_gold: Evaluation, stratum: str) -> None:
    judged = [one for one in own_gold.judged if one.gold.stratum == stratum]
    found = {(one.name, one.criterion): one.f1 for one in scores(judged, own_gold.known)}
    keys = ("source", "polnear"), ("speaker", "same-name"), ("said_on", "same-date")
    assert all(found[key] >= floor for key, floor in zip(keys, STRATA[stratum], strict=True)), found

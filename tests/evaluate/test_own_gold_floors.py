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

TESTS = Path(__file__).parents[1]

FLOORS = {
    # (score, criterion): F1, or the share where there is only one; on gold, on gold-ordinary
    ("span", "strict"): (0.989, 0.991),
    ("span", "relaxed-0.8"): (0.989, 0.991),
    ("source", "polnear"): (0.954, 0.976),
    ("source", "strict"): (0.898, 0.940),
    ("end to end", "polnear"): (0.944, 0.968),
    ("speaker", "same-name"): (0.881, 0.935),
    ("end to end", "same-name"): (0.871, 0.927),
    ("type", "equal"): (0.972, 0.981),
    ("said_on", "same-date"): (0.655, 0.718),
    ("cue", "overlap"): (0.938, 0.972),
    ("addressee", "polnear"): (0.871, 0.918),
    ("role", "same-words"): (0.822, 0.904),
    ("not_speech", "unpublished-0.5"): (0.825, 0.802),
    ("not_speech", "reason"): (0.64, 0.661),
}

STRATA = {
    # on these alone: the shares of sources and of speakers that are right, and the F1 of dates
    "kin-and-namesakes": (0.99, 0.84, 0.66),
    "pronoun-chains": (0.96, 0.85, 0.71),
    "offices-and-nominals": (0.97, 0.86, 0.74),
    "acronyms-and-given-names": (0.99, 0.87, 0.66),
    "when-said": (0.98, 0.97, 0.66),
    "unread-agencies": (0.97, 0.95, 0.81),
    "unread-campaign-to-pages": (0.95, 0.88, 0.66),
    "unread-conventions": (0.93, 0.87, 0.59),
    "unread-desks": (0.96, 0.94, 0.71),
    "unread-sites": (0.97, 0.89, 0.66),
    "unread-uk-and-us": (0.95, 0.91, 0.74),
    "unread-washington": (0.99, 0.96, 0.78),
}


def judged_on(folder: str) -> Evaluation:
    gold = read_gold(TESTS / folder)
    return evaluate(gold, run_rules([gold]))


@pytest.fixture(scope="module")
def own_gold() -> Evaluation:
    return judged_on("gold")


@pytest.fixture(scope="module")
def ordinary() -> Evaluation:
    return judged_on("gold-ordinary")


def test_the_gold_is_large_enough(own_gold: Evaluation, ordinary: Evaluation) -> None:
    assert len(own_gold.judged) >= 106
    assert sum(len(one.gold.units) for one in own_gold.judged) >= 1330
    assert len({one.gold.stratum for one in own_gold.judged}) >= 18
    assert len(ordinary.judged) >= 447
    assert sum(len(one.gold.units) for one in ordinary.judged) >= 8639


@pytest.mark.parametrize("key", FLOORS, ids=" ".join)
def test_floors(own_gold: Evaluation, ordinary: Evaluation, key: tuple[str, str]) -> None:
    for judged, floor in zip((own_gold, ordinary), FLOORS[key], strict=True):
        score = next(one for one in judged.scores if (one.name, one.criterion) == key)
        assert score.f1 >= floor, judged.signature(score)


@pytest.mark.parametrize("stratum", STRATA)
def test_floors_of_a_stratum(own_gold: Evaluation, ordinary: Evaluation, stratum: str) -> None:
    judged = [one for one in (*own_gold.judged, *ordinary.judged) if one.gold.stratum == stratum]
    found = {(one.name, one.criterion): one.f1 for one in scores(judged, own_gold.known | ordinary.known)}
    keys = ("source", "polnear"), ("speaker", "same-name"), ("said_on", "same-date")
    assert all(found[key] >= floor for key, floor in zip(keys, STRATA[stratum], strict=True)), found

"""Every metric on five quotes, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_gold import EVERYTHING, GOLD, SYSTEM, TEXT, UNITS, at, system

from onrecord.errors import DataError
from onrecord.evaluate.breakdown import Row, breakdown
from onrecord.evaluate.evaluation import evaluate
from onrecord.evaluate.mistakes import KINDS, lines, mistakes, sample
from onrecord.evaluate.model import Prediction
from onrecord.evaluate.scores import Score

# (name, criterion) -> right, predicted, gold. Five quotes in gold, five predicted.
COUNTED = {
    # the first two are the same; the third lacks one character of 14, the fourth 7 of 16
    ("span", "strict"): (2, 5, 5),
    ("span", "relaxed-0.8"): (3, 5, 5),
    ("span", "relaxed-0.5"): (4, 5, 5),
    # of the three found, the first (its head word is covered) and the third
    ("source", "polnear"): (2, None, 3),
    ("source", "strict"): (1, None, 3),
    ("end to end", "polnear"): (2, 5, 5),
    ("speaker", "same-name"): (1, None, 3),  # "Day" alone is not Bo Day
    ("end to end", "same-name"): (1, 5, 5),
    ("type", "equal"): (2, None, 3),
    # said of the three found: 4th (right), 5th (wrong), 4th (gold has none); gold: two
    ("said_on", "same-date"): (1, 3, 2),
    # of the three found the first (right) and the second have a cue, in gold four
    ("cue", "overlap"): (1, 2, 4),
    # "council" is the head of "the council"; the other was said to nobody
    ("addressee", "polnear"): (1, 2, 1),
    # "the harbour master" is "harbour master"; the second has none, and the third has one that gold has not
    ("role", "same-words"): (1, 2, 2),
    ("not_speech", "unpublished-0.5"): (0, None, 1),
    ("not_speech", "reason"): (0, None, 1),
}


def test_the_gold_is_what_was_counted() -> None:
    assert len(UNITS) == 5
    assert [unit.span.end - unit.span.start for unit in UNITS[2:4]] == [14, 16]


def test_counts() -> None:
    found = {(one.name, one.criterion): one for one in evaluate(GOLD, SYSTEM).scores}
    assert {key: (one.right, one.predicted, one.gold) for key, one in found.items()} == COUNTED


@pytest.mark.parametrize(
    ("score", "precision", "recall", "f1"),
    [
        (Score("span", "strict", 2, 5, 8), 2 / 8, 2 / 5, 4 / 13),
        (Score("said_on", "same-date", 1, 2, 3), 1 / 3, 1 / 2, 2 / 5),
        (Score("source", "polnear", 2, 3), 2 / 3, 2 / 3, 2 / 3),
        (Score("span", "strict", 0, 0, 0), 0, 0, 0),
        (Score("span", "strict", 0, 5, 0), 0, 0, 0),
    ],
)
def test_ratios(score: Score, precision: float, recall: float, f1: float) -> None:
    assert (score.precision, score.recall, score.f1) == (precision, recall, f1)


def test_scores_add_up_over_articles() -> None:
    a, b = Score("span", "strict", 2, 5, 8), Score("span", "strict", 1, 1, 2)
    assert a + b == Score("span", "strict", 3, 6, 10)
    assert Score("type", "equal", 2, 3) + Score("type", "equal", 0, 4) == Score("type", "equal", 2, 7)


def test_a_perfect_system_scores_one_everywhere() -> None:
    perfect = [Prediction((unit.span,), next(iter(unit.sources), None), None, unit.type, unit.speaker,
                          None if unit.said_on == "?" else unit.said_on, cue=unit.cue, addressee=unit.addressee,
                          role=unit.role) for unit in UNITS]  # fmt: skip
    for score in evaluate(GOLD, system(*perfect)).scores:
        if (score.name, score.criterion) != ("not_speech", "reason"):  # nothing was rejected
            assert score.f1 == 1, score


def test_a_silent_system_scores_nothing() -> None:
    for score in evaluate(GOLD, system()).scores:
        assert score.f1 == (score.criterion == "unpublished-0.5")


def test_only_what_gold_annotates_and_the_system_answers_is_scored() -> None:
    spans_alone = {"span", "source", "end to end"}
    assert {
        score.name for score in evaluate(replace(GOLD, annotates=frozenset(("source",))), SYSTEM).scores
    } == spans_alone
    assert {
        score.name for score in evaluate(GOLD, replace(SYSTEM, answers=frozenset(("source",)))).scores
    } == spans_alone


def rows(by: str, title: str) -> dict[str, Row]:
    of = evaluate(GOLD, SYSTEM)
    return {row.key: row for row in breakdown(of.judged, by, of.known)[title]}


def test_by_what_gold_says() -> None:
    assert rows("type", "type")["direct"].cells[:2] == (("found", 2, 4), ("source", 1, 2))
    assert rows("type", "type")["direct"].cells[-1] == ("said_on", 1, 2)  # of the two that gold dates
    assert rows("type", "type")["mixed"].cells[:2] == (("found", 1, 1), ("source", 1, 1))
    assert {key: row.n for key, row in rows("form", "form").items()} == {
        "name": 2,
        "pronoun": 1,
        "nominal": 1,
        "none": 1,
    }
    assert {key: row.n for key, row in rows("kind", "kind").items()} == {"person": 3, "group": 1, "none": 1}
    assert rows("stratum", "stratum")["harbour"].cells[0] == ("found", 3, 5)


def test_by_rule() -> None:
    found = rows("rule", "attribution rule")
    assert {name: (right, of) for name, right, of in found["beside_quote.name_verb"].cells} == {
        "speech": (1, 1), "source": (0, 1), "speaker": (0, 1), "type": (0, 1), "precision": (0, 1), "recall": (0, 5)
    }  # fmt: skip
    assert found["clause.subject"].cells[0] == ("speech", 0, 1)
    assert found["(none)"].n == 1  # no rule is named for the one that is too short
    assert rows("rule", "resolution rule")["name.full_name"].cells == (("speaker", 1, 2), ("of right sources", 1, 1))
    assert rows("rule", "date rule")["utterance.beside_cue"].cells == (("date", 1, 2),)


def test_mistakes_by_kind() -> None:
    of = evaluate(GOLD, SYSTEM)
    found = mistakes(of.judged, EVERYTHING)
    assert {kind: len(found[kind]) for kind in KINDS} == {
        "missed": 2, "spurious": 2, "wrong source": 1, "wrong speaker": 2, "wrong type": 1, "wrong date": 2,
        "wrong cue": 2, "wrong addressee": 1, "wrong role": 2
    }  # fmt: skip
    (wrong,) = found["wrong source"]
    assert (wrong.expected, wrong.found) == ("‘she’", "‘Bo Day’")
    assert wrong.rules == ("beside_quote.name_verb", "name.full_name", "utterance.beside_cue")
    assert "“⟦It will stand a century,⟧” she told" in wrong.context
    assert [(one.expected, one.found) for one in found["wrong cue"]] == [
        ("‘told’", "‘called’"),
        ("‘called’", "nothing"),
    ]
    assert [(one.expected, one.found) for one in found["wrong addressee"]] == [("nothing", "‘residents’")]
    assert [(one.expected, one.found) for one in found["wrong role"]] == [
        ("harbour master", "no role"),
        ("no role", "harbour master"),
    ]
    assert [one.expected for one in found["spurious"]] == ["nothing", "no speech: title"]
    shown = "\n".join(lines(sample(found, 1, 0), found))
    assert "MISSED: 1 of 2" in shown
    assert "article" not in shown.split("\n")[0]


def test_errors_are_sampled_the_same_for_the_same_seed() -> None:
    of = evaluate(GOLD, system())  # five are missed
    found = mistakes(of.judged, EVERYTHING)
    draws = {seed: sample(found, 3, seed)["missed"] for seed in range(8)}
    assert all(draws[seed] == sample(found, 3, seed)["missed"] for seed in draws)
    assert len(set(draws.values())) > 1
    assert all(list(drawn) == sorted(drawn, key=lambda one: one.span) for drawn in draws.values())


def test_another_text_is_an_error() -> None:
    with pytest.raises(DataError, match="'quay', character 1: expected the text that gold has"):
        evaluate(GOLD, system(Prediction((at("The quay is sound,"),), quote="The key is found,")))
    with pytest.raises(DataError, match="character 0: expected the text"):
        evaluate(GOLD, system(Prediction((type(UNITS[0].span)(0, len(TEXT) + 1),))))


def test_other_articles_are_an_error() -> None:
    with pytest.raises(DataError, match="not one article of small is in it: expected ids like 'quay', found 'key'"):
        evaluate(GOLD, system(article="key"))

"""The systems to be beaten, on articles small enough to see what they answer."""

from __future__ import annotations

import importlib.util

import pytest
from small_gold import GOLD, TEXT, UNITS

from onrecord.errors import CommandError
from onrecord.evaluate import baselines
from onrecord.evaluate.evaluation import evaluate
from onrecord.evaluate.model import Gold, GoldArticle
from onrecord.evaluate.systems import read_system
from onrecord.model import Article


def answers(text: str, find: str) -> list[tuple[str, str | None]]:
    gold = Gold("one", "0" * 8, (GoldArticle(Article("a", text), (), "one"),), frozenset())
    return [
        (one.spans[0].of(text), one.source and one.source.of(text)) for one in read_system(find, [gold]).quotes["a"]
    ]


def test_every_region_is_a_quote_of_nobody() -> None:
    system = read_system("every-region", [GOLD])
    assert [one.spans[0].of(TEXT) for one in system.quotes["quay"]] == [
        *("The quay is sound,", "It will stand a century,", "a heap of rust", "Nobody asked us,", "Low Water"),
        "Mend it or move it.",
    ]
    scores = {(one.name, one.criterion): one for one in evaluate(GOLD, system).scores}
    assert scores["span", "strict"].right == len(UNITS)
    assert scores["span", "strict"].predicted == len(UNITS) + 1
    assert scores["source", "polnear"].right == 1  # of the quote that nobody said


def test_the_nearest_name_said_it() -> None:
    assert answers("“We go,” said Ann Lee. Bo Day nodded.", "nearest-name") == [("We go,", "Ann Lee")]
    assert answers("Sen. Ann Lee said: “We go.” Then he asked Bo Day.", "nearest-name") == [("We go.", "Sen. Ann Lee")]
    assert answers("He said “Ann Lee goes” and left.", "nearest-name") == [("Ann Lee goes", None)]


def test_of_two_as_near_the_one_after_the_quote() -> None:
    text = "To Ann Lee “we go” Bo Day cried."
    assert answers(text, "nearest-name") == [("we go", "Bo Day")]


def test_the_speaker_is_the_longest_name_without_titles() -> None:
    article = Article("a", "“We go,” said Sen. Lee. Ann Lee left.")
    gold = Gold("one", "0" * 8, (GoldArticle(article, (), "one"),), frozenset())
    (one,) = read_system("nearest-name", [gold]).quotes["a"]
    assert (one.source and one.source.of(article.text), one.speaker) == ("Sen. Lee", "Ann Lee")


def test_offsets_are_of_the_text_as_it_stands() -> None:
    assert answers("😂\r\n\r\n“We go,”\xa0said\r\nAnn Lee.", "nearest-name") == [("We go,", "Ann Lee")]


def test_signatures_name_the_baseline() -> None:
    for name in ("every-region", "nearest-name"):
        evaluation = evaluate(GOLD, read_system(name, [GOLD]))
        assert f"|baseline:{name}|" in evaluation.signature(evaluation.scores[0])
    assert f"|baseline:{baselines.MODEL}" not in evaluation.signature(evaluation.scores[0])


def test_textacy_says_what_it_needs_or_answers() -> None:
    installed = all(importlib.util.find_spec(name) for name in ("spacy", "textacy", baselines.MODEL))
    if not installed:
        with pytest.raises(CommandError, match="needs textacy, spaCy and its model en_core_web_sm"):
            read_system("textacy", [GOLD])
        return
    system = read_system("textacy", [GOLD])
    assert evaluate(GOLD, system).scores[0].right > 0

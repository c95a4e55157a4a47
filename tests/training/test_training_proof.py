"""The training proof of benchmarks/training.py on what is in the repository: two strata of three of the project's gold,
their texts alone, to learn from; the third to test on. The full one, on PolNeAR, is in docs/training.md."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from onrecord.errors import CommandError
from onrecord.evaluate.evaluation import Evaluation
from onrecord.evaluate.gold import read_gold
from onrecord.evaluate.model import Gold
from onrecord.model import Article, Span

ROOT = Path(__file__).parents[2]
SOURCE = ("source", "polnear")


@pytest.fixture(scope="module")
def training() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module("training")


@pytest.fixture(scope="module")
def tagger(training: ModuleType) -> ModuleType:
    return importlib.import_module("source_tagger")


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold(ROOT / "tests" / "gold")


@pytest.fixture(scope="module")
def proved(training: ModuleType, gold: Gold, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Every system on the same articles; what is drawn is drawn once."""
    learnt, asked = training.by_stratum(gold)
    proof = training.Proof(learnt, [asked], tmp_path_factory.mktemp("proof") / "out")
    records = proof.records

    def model(name: str, taught: Any) -> Evaluation:
        (found,) = proof.model(name, taught)
        assert isinstance(found, Evaluation)
        return found

    return SimpleNamespace(
        proof=proof,
        out=proof.out,
        nearest=proof.run("nearest-name")[0],
        commonest=proof.commonest_place()[0],
        all=model("all", training.own(records.examples)),
        few=model("few", training.own(records.some(100, 0))),
        shuffled=model("shuffled", training.shuffled(records.examples, 0)),
    )


def test_emitted_records_teach_more_than_the_nearest_name(training: ModuleType, proved: SimpleNamespace) -> None:
    more = training.beyond(proved.nearest, proved.all)
    assert more.low > 0.4  # the least of the interval
    assert training.share(proved.all) > 0.7


def test_shuffled_records_teach_no_more_than_where_sources_often_stand(
    training: ModuleType, proved: SimpleNamespace
) -> None:
    by_chance = training.share(proved.commonest, SOURCE)
    assert training.share(proved.shuffled, SOURCE) < by_chance + 0.1
    assert training.beyond(proved.shuffled, proved.all).low > 0.4


def test_shuffled_records_keep_places_and_lose_whose_they_are(training: ModuleType, proved: SimpleNamespace) -> None:
    taught = [*training.shuffled(proved.proof.records.examples, 0)]
    assert len(taught) > 0.8 * len(proved.proof.records.examples)
    kept = sum(source == one.source for one, source in taught)
    assert kept < 0.3 * len(taught)
    for one, source in taught:
        if source:
            assert one.at not in range(*source)  # a quote is not its own source
            assert one.labels(source).count("source") == source[1] - source[0] > 0


def test_more_records_teach_more(training: ModuleType, proved: SimpleNamespace) -> None:
    assert training.beyond(proved.few, proved.all).low > 0.03


def test_nothing_but_texts_and_metadata_reaches_the_model(proved: SimpleNamespace, gold: Gold) -> None:
    lines = (proved.out / "records" / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    assert {key for line in map(json.loads, lines) for key in line} == {
        *("id", "text", "url", "outlet", "date", "title", "author")
    }
    learnt, asked = {json.loads(line)["id"] for line in lines}, {one.id for one in proved.all.judged}
    assert learnt | asked == {one.article.id for one in gold.articles}
    assert not learnt & asked


def test_copies_of_test_articles_are_left_out(training: ModuleType, gold: Gold, tmp_path: Path) -> None:
    asked, copied, other = gold.articles[0], gold.articles[0], gold.articles[20]
    longer = replace(copied.article, id="reprint", text=f"First printed elsewhere.\n\n{copied.article.text}")
    learnt = replace(gold, articles=(replace(copied, article=longer), other))
    proof = training.Proof(learnt, [replace(gold, articles=(asked,))], tmp_path / "out")
    assert proof.left_out == 1
    (line,) = (tmp_path / "out" / "records" / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == other.article.id
    with pytest.raises(CommandError, match="is there already: name another folder"):
        training.Proof(learnt, [], tmp_path / "out")


TEXT = "“We looked,” Ana Lee said.\n\nThe mayor left. “And found ‘nothing’ there.”\n\nBo Day called it “odd”."


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def _examples(tagger: ModuleType) -> list[Any]:
    ana, bo = _span("Ana Lee"), _span("Bo Day")
    regions = [
        tagger.Region(_span("odd"), bo),
        tagger.Region(_span("We looked,"), ana),
        tagger.Region(_span("And found ‘nothing’ there."), ana),
    ]
    return [*tagger.examples(tagger.text_of(Article("a", TEXT), regions))]


def test_a_sequence_for_each_region_with_its_answer(tagger: ModuleType) -> None:
    looked, found, odd = _examples(tagger)
    assert looked.labels(looked.source) == ["ahead", "source", "source", "past", "past"]
    assert [span and span.of(TEXT) for span in looked.spans] == [None, "Ana", "Lee", "said", "."]
    for one, words in ((looked, "Ana Lee"), (found, "Ana Lee"), (odd, "Bo Day")):
        place = one.quote(one.source)["source"]
        assert TEXT[place["start"] : place["end"]] == words
    assert found.labels(None) == ["nobody"] * len(found.spans)
    assert found.quote((0, 0))["source"] is None
    assert [(one.at, one.spans[one.at]) for one in (looked, found, odd)] == [(0, None), (9, None), (14, None)]
    assert len(odd.features) == len(odd.spans) == 5 + 5 + 6


def test_a_source_out_of_reach_is_not_learnt_as_none(tagger: ModuleType) -> None:
    text = "Ana Lee came.\n" + "Rain.\n" * 4 + "“We looked.”"
    region = tagger.Region(Span(text.index("We"), len(text) - 1), Span(0, 7))
    (one,) = tagger.examples(tagger.text_of(Article("a", text), [region]))
    assert (one.source, one.learnable) == (None, False)
    (one,) = tagger.examples(tagger.text_of(Article("a", text), [region._replace(source=None)]))
    assert one.learnable


def test_no_speech_is_not_learnt_as_speech_of_nobody(tagger: ModuleType) -> None:
    regions = [tagger.Region(_span("We looked,"), _span("Ana Lee")), tagger.Region(_span("odd"), None, False)]
    assert [one.learnable for one in tagger.examples(tagger.text_of(Article("a", TEXT), regions))] == [True, False]

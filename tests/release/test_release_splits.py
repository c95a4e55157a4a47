"""Splits: groups stay together, articles stay where they are, proportions hold, and leaks are found."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from released import manifest, rows, splits_of

import onrecord
from onrecord.release.near import near_duplicates
from onrecord.release.splits import Previous, Splits, leaks, place, shared, split

pytest_plugins = ("release_fixtures",)

Row = dict[str, Any]
SPLITS = ("train", "validation", "test")


def article(name: str, **fields: Any) -> Row:
    return {"id": name, "text": None, "sha256": name, "url": None, "outlet": None, "date": None, **fields}


def quote(article_id: str, number: int, **fields: Any) -> Row:
    name = f"{article_id}/{number}"
    plain: Row = {"id": name, "article_id": article_id, "utterance_id": name, "quote": name, "variant_group": None}
    return {**plain, "speaker": None, "speaker_kind": None, **fields}


def corpus(number: int, seed: int = 0) -> tuple[list[Row], list[Row]]:
    """Articles of one to thirty quotes; one in ten shares an utterance with another."""
    chance = random.Random(seed)
    articles = [
        article(f"article-{i}", date=f"20{chance.randrange(10, 25)}-{chance.randrange(1, 13):02}-01")
        for i in range(number)
    ]
    quotes = [quote(row["id"], n) for row in articles for n in range(chance.randrange(1, 31))]
    by_article: dict[str, Row] = {}
    for one in quotes:
        by_article.setdefault(one["article_id"], one)
    for group in range(number // 10):
        for row in chance.sample(articles, 2):
            by_article[row["id"]]["variant_group"] = by_article[row["id"]]["variant_group"] or f"v_{group}"
    return articles, quotes


def shares(splits: Splits, quotes: Sequence[Row]) -> list[float]:
    counts = Counter(splits.of[one["article_id"]] for one in quotes)
    return [counts[name] / len(quotes) for name in SPLITS]


def divided(of: Any, found: Sequence[Row], key: str) -> dict[str, list[Row]]:
    return {name: [row for row in found if of[row[key]] == name] for name in SPLITS}


@pytest.mark.parametrize("proportions", [(0.8, 0.1, 0.1), (0.6, 0.2, 0.2), (0.9, 0.0, 0.1), (1.0, 0.0, 0.0)])
@pytest.mark.parametrize("seed", range(5))
def test_proportions_are_within_a_percent(proportions: Any, seed: int) -> None:
    articles, quotes = corpus(600, seed)
    found = split(articles, quotes, proportions=proportions)
    for share, wanted in zip(shares(found, quotes), proportions, strict=True):
        assert abs(share - wanted) <= 0.01
    assert not shared(divided(found.of, articles, "id"), divided(found.of, quotes, "article_id"))


def test_nothing_depends_on_the_order_of_rows() -> None:
    articles, quotes = corpus(300)
    expected = split(articles, quotes)
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        random.Random(seed).shuffle(quotes)
        assert split(articles, quotes) == expected


def test_a_place_is_of_the_article_alone() -> None:
    assert place("a") == place("a") != place("b")
    assert 0 <= place("a") < 1


@pytest.mark.parametrize("seed", range(5))
def test_an_article_stays_while_a_small_dataset_grows(seed: int) -> None:
    articles = [article(f"{seed}-{i}") for i in range(90)]
    quotes = [quote(row["id"], 0) for row in articles]
    before = split(articles[:40], quotes[:40]).of
    after = split(articles, quotes).of
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("seed", range(5))
def test_an_article_stays_while_a_dataset_grows_from_release_to_release(seed: int) -> None:
    articles, quotes = corpus(900, seed)
    for one in quotes:
        one["variant_group"] = None  # nothing joins groups
    first = {row["id"] for row in articles[:400]}
    before = split(articles[:400], [one for one in quotes if one["article_id"] in first])
    after = split(articles, quotes, previous=Previous(before.of))
    assert {name: after.of[name] for name in before.of} == before.of
    assert after.moved == ()
    for share, wanted in zip(shares(after, quotes), (0.8, 0.1, 0.1), strict=True):
        assert abs(share - wanted) <= 0.01


def test_without_the_release_before_few_move() -> None:
    articles, quotes = corpus(900)
    first = {row["id"] for row in articles[:600]}
    before = split(articles[:600], [one for one in quotes if one["article_id"] in first]).of
    after = split(articles, quotes).of
    assert sum(after[name] != where for name, where in before.items()) < 0.05 * len(before)


def test_of_groups_that_are_joined_the_oldest_stays() -> None:
    articles = [article(f"a{i}", date=f"2024-01-{i + 1:02}") for i in range(20)]
    quotes = [quote(row["id"], 0) for row in articles]
    before = split(articles, quotes)
    train = next(name for name in before.of if before.of[name] == "train")
    test = next(name for name in before.of if before.of[name] == "test")
    bridge = article("new", date="2025-01-01")
    joined = [*quotes, *(quote(name, 1, variant_group="v_1") for name in (train, test, "new"))]
    after = split([*articles, bridge], joined, previous=Previous(before.of))
    oldest = min(train, test, key=lambda name: next(row["date"] for row in articles if row["id"] == name))
    assert after.of[train] == after.of[test] == after.of["new"] == before.of[oldest]
    assert after.moved == ({train, test} - {oldest} and tuple({train, test} - {oldest}))


@given(st.integers(3, 12), st.integers(0, 1000))
def test_no_split_is_empty_where_three_groups_allow(number: int, seed: int) -> None:
    articles = [article(f"{seed}-{i}") for i in range(number)]
    found = split(articles, [quote(row["id"], 0) for row in articles])
    assert set(found.of.values()) == set(SPLITS)


@given(st.integers(0, 3), st.sampled_from(["article", "outlet", "speaker", "time"]))
def test_next_to_nothing_is_split_too(number: int, by: Any) -> None:
    articles = [article(f"{i}") for i in range(number)]
    assert set(split(articles, [], by=by).of) == {row["id"] for row in articles}


def test_by_outlet() -> None:
    articles = [article(f"a{i}", outlet=f"Outlet {i % 30}") for i in range(300)]
    quotes = [quote(row["id"], 0) for row in articles]
    found = split(articles, quotes, by="outlet")
    assert all(len({found.of[row["id"]] for row in articles if row["outlet"] == f"Outlet {i}"}) == 1 for i in range(30))
    assert set(found.of.values()) == set(SPLITS)
    moved = {**found.of, "a0": "test" if found.of["a0"] == "train" else "train"}
    leak = shared(divided(moved, articles, "id"), divided(moved, quotes, "article_id"), by="outlet")
    assert any("outlet outlet 0" in line for line in leak)


def test_by_speaker() -> None:
    articles = [article(f"a{i}") for i in range(300)]
    who = {"speaker_kind": "person"}
    quotes = [quote(f"a{i}", n, speaker=f"Speaker {i % 40}", **who) for i in range(300) for n in range(2)]
    quotes += [quote(f"a{i}", 9, speaker="an official", speaker_kind="unnamed") for i in range(300)]
    found = split(articles, quotes, by="speaker")
    for i in range(40):
        named = f"Speaker {i}"
        assert len({found.of[one["article_id"]] for one in quotes if one["speaker"] == named}) == 1
    assert found.groups == 40


def test_by_time() -> None:
    articles, quotes = corpus(500)
    articles.append(article("undated"))
    found = split(articles, quotes, by="time")
    assert found.cuts is not None
    days = {name: [row["date"] for row in articles if found.of[row["id"]] == name and row["date"]] for name in SPLITS}
    assert max(days["train"]) < str(found.cuts[0]) <= max(days["validation"]) < str(found.cuts[1]) <= max(days["test"])
    assert found.of["undated"] == "train"
    parts = divided(found.of, articles, "id"), divided(found.of, quotes, "article_id")
    assert not shared(*parts, by="time", cuts=found.cuts)
    late = {**found.of, "undated": "test"}
    assert not shared(divided(late, articles, "id"), parts[1], by="time", cuts=found.cuts)
    assert shared(divided(dict.fromkeys(late, "train"), articles, "id"), {}, by="time", cuts=found.cuts)
    later = [*articles, *(article(f"n{i}", date="2030-01-01") for i in range(50))]
    cuts: Any = found.cuts
    again = split(later, quotes, by="time", previous=Previous(found.of, cuts))
    assert {name: again.of[name] for name in found.of} == found.of
    assert again.cuts == found.cuts


WORDS = [f"w{i}" for i in range(4000)]


def text(seed: int, length: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def test_near_duplicates_are_found() -> None:
    story = text(1, 400)
    reprint = f"{text(2, 40)} {story[: len(story) * 3 // 4]}"
    found = near_duplicates(
        {
            "story": story,
            "reprint": reprint,
            "short": " ".join(story.split()[:150]),
            "other": text(3, 400),
            "": "",
            "x": "a b",
        }
    )
    assert set(found) == {("reprint", "story"), ("short", "story"), ("reprint", "short")} & set(found) != set()
    linked = {name for pair in found for name in pair}
    assert linked == {"story", "reprint", "short"}


def test_what_everybody_prints_below_an_article_makes_no_duplicate() -> None:
    below = text(0, 30)
    assert not near_duplicates({str(i): f"{text(i + 1, 300)} {below}" for i in range(60)})


def test_many_copies_of_one_text_are_one_group() -> None:
    story = text(1, 300)
    articles = [article(f"a{i}", text=f"{story} {text(i + 10, 20)}", sha256=str(i)) for i in range(100)]
    assert split(articles, []).groups == 1


def test_a_release_that_leaks_is_found_out(samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    onrecord.release(samples, to=out, name="samples", version="1.0.0")
    texts = {row["id"]: row["text"] for row in map(json.loads, (samples / "articles.jsonl").open(encoding="utf-8"))}
    assert leaks(out, texts) == ()
    data = (out / "data/train.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    with (out / "data/test.jsonl").open("a", encoding="utf-8") as file:
        file.write(data[0])
    assert any(line.startswith("article ") for line in leaks(out, texts))


def test_samples_that_share_an_utterance_share_a_split(quotes_release: Path) -> None:
    where = splits_of(quotes_release)
    groups: dict[str, set[str]] = {}
    for row in rows(quotes_release, "quotes"):
        if row["variant_group"]:
            groups.setdefault(row["variant_group"], set()).add(where[row["article_id"]])
    assert groups
    assert all(len(names) == 1 for names in groups.values())
    assert {row["id"] for row in rows(quotes_release, "variants")} == set(groups)


def test_the_same_article_stays_from_release_to_release(build: Callable[..., Path], tmp_path: Path) -> None:
    articles = [
        {"id": f"a{i}", "date": "2024-01-01", "text": f"“Number {i} is here to stay,” said Anna Lee."}
        for i in range(60)
    ]
    onrecord.release(build(*articles[:40], name="one"), to=tmp_path / "v1", name="a", version="1.0.0")
    grown = build(*articles, name="two")
    onrecord.release(grown, to=tmp_path / "v2", name="a", version="1.1.0", previous=tmp_path / "v1")
    onrecord.release(grown, to=tmp_path / "alone", name="a", version="1.1.0")
    before, after, alone = (splits_of(tmp_path / name) for name in ("v1", "v2", "alone"))
    assert {name: after[name] for name in before} == before == {name: alone[name] for name in before}
    assert manifest(tmp_path / "v2")["moved"] == []
    assert manifest(tmp_path / "v2")["previous"] == "1.0.0"

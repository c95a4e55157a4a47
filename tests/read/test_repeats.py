"""Which articles are the same, and which only look so."""

from __future__ import annotations

import json
import random
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Article, Claim, Origin, Rejection
from onrecord.read import read
from onrecord.read.repeats import Repeats, _Table

HERE = {"text": "The ferry sails.", "url": "https://post.example/1", "outlet": "The Post", "date": "2024-03-05"}


def found(folder: Path, *rows: dict[str, Any]) -> list[str]:
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return [item.id if isinstance(item, Article) else item.reason for item in read(folder)]


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"url": None},
        {"url": "https://post.example/2"},
        {"url": "https://sport.post.example/2"},  # the outlet is named
        {"url": None, "outlet": None, "date": None},
        {"outlet": None},
        {"outlet": "THE POST"},
        {"date": None},
        {"title": "Another headline", "author": "Ada Quill", "language": "en"},
        {"text": " The  ferry\r\nsails.\n"},
        {"text": "Other words.", "date": "2024-03-06"},  # a live page, read twice
        {"text": "Other words.", "url": "http://www.post.example/1/?utm_source=x#top"},
        {"text": "Other words.", "outlet": "The Quay"},
    ],
)
def test_the_same_article(tmp_path: Path, other: dict[str, Any]) -> None:
    assert found(tmp_path, HERE, {**HERE, **other}) == ["a:1", "duplicate-article"]
    assert found(tmp_path, {**HERE, **other}, HERE) == ["a:1", "duplicate-article"]


@pytest.mark.parametrize(
    "other",
    [
        {"url": "https://quay.example/1", "outlet": "The Quay"},
        {"url": None, "outlet": "The Quay"},
        {"url": None, "date": "2024-03-06"},
        {"url": "https://post.example/2", "date": "2024-03-06"},
        {"url": "https://quay.example/1", "outlet": None},  # another host, where an outlet is not named
        {"text": "Other words.", "url": None},
        {"text": "Other words.", "url": "https://post.example/2"},
        {"text": "The ferry sails!", "url": None},
        {"text": "the ferry sails.", "url": None},
    ],
)
def test_another_article(tmp_path: Path, other: dict[str, Any]) -> None:
    assert found(tmp_path, HERE, {**HERE, **other}) == ["a:1", "a:2"]
    assert found(tmp_path, {**HERE, **other}, HERE) == ["a:1", "a:2"]


def test_the_front_page_is_no_address(tmp_path: Path) -> None:
    rows = [{"text": f"Words {n}.", "url": "https://post.example/?utm_source=x"} for n in range(3)]
    assert found(tmp_path, *rows) == ["a:1", "a:2", "a:3"]


def test_each_publication_is_known_not_only_the_first(tmp_path: Path) -> None:
    rows = [{"text": "The ferry sails.", "outlet": name} for name in ("A", "B", "C", "B", "A", "C", "D")]
    assert found(tmp_path, *rows) == ["a:1", "a:2", "a:3", *["duplicate-article"] * 3, "a:7"]


def test_what_is_rejected_is_not_remembered(tmp_path: Path) -> None:
    rows = [HERE, {**HERE, "url": "https://post.example/2"}, {"text": "Other.", "url": "https://post.example/2"}]
    assert found(tmp_path, *rows) == ["a:1", "duplicate-article", "a:3"]


def test_ids_count_before_anything(tmp_path: Path) -> None:
    assert found(tmp_path, {"id": "x", **HERE}, {"id": "x", **HERE}) == ["x", "duplicate-id"]
    assert found(tmp_path, {"id": "x", "text": "One."}, {"id": "x", "text": "Two."}) == ["x", "duplicate-id"]
    assert found(tmp_path, {"id": "words The ferry sails.", "text": "One."}, HERE) == ["words The ferry sails.", "a:2"]


def test_markup_says_outlet_and_date_too() -> None:
    def page(id: str, *claims: tuple[str, str]) -> Article:
        said = tuple(Claim(field, "json-ld", value) for field, value in claims)  # type: ignore[arg-type]
        return Article(id=id, text="The ferry sails.", claims=said, origin=Origin(f"{id}.html"))

    repeats = Repeats()
    assert repeats.of(page("a", ("outlet", "The Post"), ("date", "2024-03-05T10:00:00Z"))) is None
    assert repeats.of(page("b", ("outlet", "The Quay"), ("date", "2024-03-05"))) is None
    assert repeats.of(page("c", ("outlet", "The Post"), ("date", "2024-03-06"))) is None
    assert repeats.of(page("d", ("outlet", "The Post"), ("date", "5 March 2024"))) is not None
    assert repeats.of(page("e", ("outlet", "the post"), ("date", "soon"))) is not None


def test_where_it_was_read_first_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n" + json.dumps({"id": "x", **HERE}))
    (tmp_path / "b.txt").write_text(HERE["text"])
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": "Other.", "url": HERE["url"]}))
    (tmp_path / "d.jsonl").write_text(json.dumps({"id": "x", "text": "More."}))
    _, *others = read(tmp_path)
    assert others == [
        Rejection(
            *("input", "duplicate-article", "b"),
            file="b.txt",
            expected="another article: the words of this one are those of the article in a.jsonl, line 2",
        ),
        Rejection(
            *("input", "duplicate-article", "c:1"),
            file="c.jsonl",
            line=1,
            expected="another article: the address of this one is that of the article in a.jsonl, line 2",
        ),
        Rejection(
            *("input", "duplicate-id"),
            file="d.jsonl",
            line=1,
            field="id",
            expected="an id of its own: 'x' is already that of the article in a.jsonl, line 2",
        ),
    ]


def test_a_table_is_a_dict() -> None:
    chance, table, told = random.Random(7), _Table(), dict[int, int]()
    for number in range(1, 5_000):
        key = chance.choice([chance.getrandbits(64), chance.getrandbits(3) << 61, chance.getrandbits(4)])
        table.put(key, number)
        told[key] = number
    assert all(table.get(key) == number for key, number in told.items())
    assert not any(table.get(chance.getrandbits(64)) for _ in range(1_000))


def test_memory_for_an_article() -> None:
    repeats = Repeats()
    tracemalloc.start()
    try:
        for number in range(4_000):
            url = f"https://post.example/{number}"
            article = Article(str(number), f"Words {number}.", url=url, origin=Origin("a.jsonl", number))
            assert repeats.of(article) is None
        assert tracemalloc.get_traced_memory()[0] < 4_000 * 120  # a million in 120 MB, before the arrays are full
    finally:
        tracemalloc.stop()

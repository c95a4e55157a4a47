"""What a user can say of how sources are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import CommandError
from onrecord.model import Article, Rejection
from onrecord.read import ReadOptions, read
from onrecord.read.options import DEFAULT, FIELDS, named, read_options

WORDS = "“The ferry sails on Monday,” said Ada Quill."


def items(folder: Path, *rows: Any, options: ReadOptions) -> list[Article | Rejection]:
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return list(read([folder], options))


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ((), ()),
        (("text=body",), (("text", "body"),)),
        (("text=body", "date=day"), (("text", "body"), ("date", "day"))),
        (("text=a=b",), (("text", "a=b"),)),
        (("text=Text des Artikels",), (("text", "Text des Artikels"),)),
        (("text=x", "html=x"), (("text", "x"), ("html", "x"))),
        ({"text": "body"}, (("text", "body"),)),
    ],
)
def test_columns(given: Any, found: tuple[tuple[str, str], ...]) -> None:
    assert named(given) == found


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_named(field: str) -> None:
    assert named((f"{field}=x",)) == ((field, "x"),)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("body=text",), r"--column body=text: expected FIELD=COLUMN, where FIELD is one of id, text"),
        (("text",), r"--column text=: expected FIELD=COLUMN"),
        (("text=",), r"--column text=: expected FIELD=COLUMN"),
        (("=body",), r"--column =body: expected FIELD=COLUMN"),
        (("",), r"expected FIELD=COLUMN"),
        (("Text=body",), r"FIELD is one of"),
        (("text=body", "text=story"), r"--column text=story: text is body already"),
        (("text=body", "text=body"), r"text is body already"),
        ({"speaker": "x"}, r"--column speaker=x: expected"),
    ],
)
def test_columns_that_name_nothing(given: Any, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        named(given)


def test_the_named_column_counts(tmp_path: Path) -> None:
    options = ReadOptions(columns=named(("text=artikel", "date=tag", "outlet=blatt")))
    row = {"artikel": WORDS, "text": "Not this.", "Text": "Nor this.", "tag": "2024-03-05", "blatt": "The Quay"}
    (item,) = items(tmp_path, {**row, "date": "2023-01-01", "published": "2022-01-01"}, options=options)
    assert isinstance(item, Article)
    assert (item.text, item.date, item.outlet) == (WORDS, "2024-03-05", "The Quay")


def test_a_column_that_a_user_gave_away_is_nothing_else(tmp_path: Path) -> None:
    options = ReadOptions(columns=named(("title=source",)))
    (item,) = items(tmp_path, {"text": WORDS, "source": "The Ferry Is Back"}, options=options)
    assert isinstance(item, Article)
    assert (item.title, item.outlet) == ("The Ferry Is Back", None)


def test_the_usual_spellings_where_the_column_is_not_there(tmp_path: Path) -> None:
    options = ReadOptions(columns=named(("text=artikel",)))
    items_ = items(tmp_path, {"artikel": WORDS}, {"body": "Other words."}, {"wort": "x"}, options=options)
    assert [isinstance(item, Article) for item in items_] == [True, True, False]
    problem = items_[-1]
    assert isinstance(problem, Rejection)
    assert (problem.reason, problem.line) == ("missing-text", 3)
    for words in ("'artikel'", "'wort'", "--column"):
        assert words in (problem.expected or "")


def test_sizes(tmp_path: Path) -> None:
    row = {"text": "x" * (2 << 20)}
    assert isinstance(items(tmp_path, row, options=DEFAULT)[0], Article)
    (problem,) = items(tmp_path, row, options=ReadOptions(max_size=1))
    assert isinstance(problem, Rejection)
    assert (problem.reason, problem.line) == ("too-large", 1)
    assert "1 MiB" in (problem.expected or "")
    assert "--max-size" in (problem.expected or "")


def test_limits_hold_for_metadata_too(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(WORDS)
    (tmp_path / "b.yaml").write_text("outlet: The Quay\n" + "#" * (2 << 20))
    problem, article = read([tmp_path], ReadOptions(max_size=1))
    assert isinstance(problem, Rejection)
    assert isinstance(article, Article)
    assert (problem.reason, problem.file, article.outlet) == ("unreadable-sidecar", "b.yaml", None)
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert article.outlet == "The Quay"


def test_a_table_may_be_larger_than_an_article(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(WORDS)
    (tmp_path / "metadata.csv").write_text("file,outlet\n" + "x,y\n" * 300_000 + "b,The Quay\n")
    (article,) = read([tmp_path], ReadOptions(max_size=1))
    assert isinstance(article, Article)
    assert article.outlet == "The Quay"


def test_options_are_values() -> None:
    assert ReadOptions() == read_options() == DEFAULT
    assert read_options({"text": "body"}, 1, 2, True) == ReadOptions((("text", "body"),), 1, 2, True)
    assert DEFAULT.max_bytes == 16 << 20

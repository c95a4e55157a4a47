"""Datasets on the Hub: streamed by the unmodified client from a stand-in on 127.0.0.1, in a process of its own."""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_formats import Broken, assert_broken, assert_same, edited, examples, ids, rows, samples, within

from hub_server import COMMIT, GATED, hub
from onrecord.errors import SourceNotFound
from onrecord.model import REASONS, Article, Rejection
from onrecord.read import files, read
from onrecord.read.file import SourceFile
from onrecord.read.hub import _articles
from onrecord.read.unread import UnreadPage

READ = """
import pickle, sys, warnings
from onrecord.read import ReadOptions, read
columns = {"hf://datasets/harbour/columns": ReadOptions(columns=(("text", "artikel"),), max_size=1)}
found = {address: list(read([address], columns.get(address, ReadOptions()))) for address in sys.argv[2:]}
open(sys.argv[1], "wb").write(pickle.dumps(found))
"""


def parquet(columns: Mapping[str, Any]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), out, row_group_size=20)
    return out.getvalue()


def lines(words: str, number: int = 2) -> bytes:
    return "".join(json.dumps({"text": f"{words} {i} waits"}) + "\n" for i in range(1, number + 1)).encode()


CONFIGS = b"""---
configs:
- config_name: en
  data_files:
  - {split: train, path: en/train.parquet}
  - {split: test, path: en/test.parquet}
- config_name: de
  data_files: de/*.parquet
---
"""
HALF = len(samples()) // 2


def datasets() -> dict[str, dict[str, bytes]]:
    picture = {"bytes": b"\x89PNG, but not a whole one", "path": "a.png"}
    return {
        "harbour/news": {"news.jsonl": "".join(json.dumps(row) + "\n" for row in rows(samples())).encode()},
        "harbour/split": {
            "README.md": CONFIGS,
            "en/train.parquet": parquet(pa.Table.from_pylist(rows(samples()[:HALF])).to_pydict()),
            "en/test.parquet": parquet(pa.Table.from_pylist(rows(samples()[HALF:])).to_pydict()),
            "de/a.parquet": parquet({"text": ["Der Hafen wartet."]}),
        },
        "harbour/lines": {"data/train-0.jsonl": lines("Train", 70), "data/test-0.jsonl": lines("Test")},
        "harbour/table": {"a.csv": b"text,date\nOne,2024-03-05\nTwo,2024-03-06\n"},
        "harbour/pictures": {
            "README.md": b"---\ndataset_info:\n  features:\n  - {name: text, dtype: string}\n"
            b"  - {name: picture, dtype: image}\n  - {name: day, dtype: 'timestamp[us]'}\n---\n",
            "a.parquet": parquet({"text": ["One"], "picture": [picture], "day": pa.array([0], pa.timestamp("us"))}),
        },
        "harbour/columns": {
            "a.parquet": parquet({"artikel": ["One", "a" * 2_000_000, "", "Four"], "id": [1, 2, 3, 4]})
        },
        "harbour/no-text": {"train.jsonl": b'{"teaser": "One"}\n', "test.jsonl": b'{"teaser": "Two"}\n'},
        "harbour/broken": {
            "train.parquet": parquet({"text": [f"{i} waits" for i in range(40)]})[:-9] + b"!!!!!PAR1",
            "test.jsonl": lines("Test"),
        },
        "harbour/broken-lines": {"train.jsonl": lines("Train") + b"{oops\n", "test.jsonl": lines("Test")},
        "harbour/empty": {"notes.bin": b"\0"},
        GATED: {"a.jsonl": lines("One")},
        **{f"harbour/{name}": files for name, files in DAMAGED.items()},
    }


def damaged(number: int) -> dict[str, bytes]:
    """A dataset in which one of two splits is damaged in some way."""
    chance = Random(number)
    data = parquet({"text": [f"{i} waits" for i in range(50)]}) if number % 2 else lines("Train", 50)
    kinds = ("flip", "delete", "insert", "truncate", "duplicate")
    edits = [(chance.choice(kinds), chance.random(), chance.random(), chance.randbytes(4)) for _ in range(2)]
    ending = "parquet" if number % 2 else "jsonl"
    return {
        f"train.{ending}": edited(data, edits),
        f"test.{ending}": parquet({"text": ["Two"]}) if number % 2 else lines("Test"),
    }


DAMAGED = {f"damaged-{number}": damaged(number) for number in range(8)}
NEWS = (
    *DAMAGED,
    "news",
    "news@v1.0.0",
    f"news@{COMMIT}/default",
    "split/en",
    "split/en/test",
    "lines",
    "lines/default/test",
    "table",
    "pictures",
    "columns",
    "no-text",
    "broken",
    "broken-lines",
    "empty",
    "news@v9",
    "news/fr",
    "news/default/dev",
    "split",
    "gone",
    GATED.partition("/")[2],
)


def client(url: str, folder: Path, *addresses: str) -> tuple[dict[str, list[Article | Rejection]], str]:
    """What is read of these addresses, and what is written to the terminal meanwhile."""
    unset = {"HF_TOKEN", "HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "HUGGING_FACE_HUB_TOKEN"}
    environment = {key: value for key, value in os.environ.items() if key not in unset}
    environment |= {
        "HF_ENDPOINT": url,
        "HF_HUB_DISABLE_XET": "1",
        "HF_HOME": str(folder / "home"),
        "NO_PROXY": "127.0.0.1",
    }
    command = [sys.executable, "-c", READ, str(folder / "found"), *addresses]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, cwd=folder, check=False
    )
    assert done.returncode == 0, done.stderr
    return pickle.loads((folder / "found").read_bytes()), done.stdout + done.stderr


@pytest.fixture(scope="module")
def streamed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[Article | Rejection]], str]:
    with hub(datasets()) as url:
        folder = tmp_path_factory.mktemp("hub")
        (folder / "harbour" / "news").mkdir(parents=True)  # of the same name: it is not what is asked for
        (folder / "harbour" / "news" / "here.jsonl").write_bytes(lines("Here"))
        return client(url, folder, *(f"hf://datasets/harbour/{name}" for name in NEWS))


Streamed = tuple[dict[str, list[Article | Rejection]], str]


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("news", slice(None)),
        ("news@v1.0.0", slice(None)),
        (f"news@{COMMIT}/default", slice(None)),
        ("split/en", slice(None)),
        ("split/en/test", slice(HALF, None)),
    ],
)
def test_the_samples(streamed: Streamed, name: str, articles: slice) -> None:
    assert_same(streamed[0][f"hf://datasets/harbour/{name}"], samples()[articles])


@pytest.mark.parametrize(
    ("name", "first", "last", "number"),
    [
        ("lines", "lines/train:1", "lines/test:2", 72),
        ("lines/default/test", "lines/default/test:1", "lines/default/test:2", 2),
        ("table", "table:1", "table:2", 2),
        ("pictures", "pictures:1", "pictures:1", 1),
        ("columns", "1", "4", 2),
        ("broken-lines", "broken-lines/test:1", "broken-lines/test:2", 2),
    ],
)
def test_ids(streamed: Streamed, name: str, first: str, last: str, number: int) -> None:
    found = ids(streamed[0][f"hf://datasets/harbour/{name}"])
    assert (found[0], found[-1], len(found)) == (first, last, number)


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("columns", [("too-large", 2, "artikel", "1 MiB"), ("empty-article", 3, "text", "letter or digit")]),
        ("no-text", [("missing-text", None, "text", "there are 'teaser' (--column text=")]),
        ("broken", [("unreadable-file", None, None, "a dataset that datasets can load")]),
        ("broken-lines", [("unreadable-file", 1, None, "it and the rows after it cannot be read: ")]),
        ("empty", [("unreadable-file", None, None, "a dataset that datasets can load")]),
        ("news@v9", [("unreadable-file", None, None, "harbour/news has no 'v9'")]),
        ("news/fr", [("unreadable-file", None, None, "CONFIG/SPLIT; harbour/news has 'default'")]),
        ("news/default/dev", [("unreadable-file", None, None, "the dataset has 'train'")]),
        ("split", [("unreadable-file", None, None, "CONFIG/SPLIT; harbour/split has 'en', 'de'")]),
        ("gone", [("unreadable-file", None, None, "harbour/gone cannot be found")]),
        (GATED.partition("/")[2], [("unreadable-file", None, None, "accept the terms on https://huggingface.co/")]),
        ("table", []),
        ("pictures", []),
    ],
)
def test_what_is_wrong_is_named(streamed: Streamed, name: str, broken: list[Broken]) -> None:
    assert_broken(streamed[0][f"hf://datasets/harbour/{name}"], broken)


@pytest.mark.parametrize("name", DAMAGED)
def test_any_damage(streamed: Streamed, name: str) -> None:
    found = streamed[0][f"hf://datasets/harbour/{name}"]
    assert found
    for item in found:
        assert isinstance(item, Article) or (item.reason in REASONS and item.expected)


class Rows:
    """A stream as ``datasets`` gives it, which breaks off."""

    def __init__(self, rows: list[dict[str, Any]], columns: list[str] | None, fault: Exception | None) -> None:
        self._rows, self.column_names, self._fault = rows, columns, fault

    def select_columns(self, columns: list[str]) -> Rows:
        return Rows([{key: row.get(key) for key in columns} for row in self._rows], columns, self._fault)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        yield from self._rows
        if self._fault:
            raise self._fault


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.binary(max_size=9)
    | st.datetimes()
    | st.decimals()
    | st.text(st.characters(codec=None), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "x"]), inner, max_size=2),
    max_leaves=4,
)
ROWS = st.lists(
    st.dictionaries(st.sampled_from(["id", "text", "html", "date", "authors", "lang", "x"]), VALUES), max_size=40
)
FAULTS = st.sampled_from([None, OSError("gone"), KeyError("a"), RuntimeError(""), StopIteration(), UnicodeError("\n")])


@given(ROWS, st.none() | st.just(["id", "text", "date", "authors"]), FAULTS)
@examples(60)
def test_any_rows(rows: list[dict[str, Any]], columns: list[str] | None, fault: Exception | None) -> None:
    file = SourceFile(Path("a"), "hf://datasets/a/b", "b")
    with within(10):
        given = list(_articles(Rows(rows, columns, fault), file))
        found = [item.read() if isinstance(item, UnreadPage) else item for item in given]
    for item in found:
        assert isinstance(item, Article) or (item.reason in REASONS and item.expected)
    if fault and (columns or (rows and {"text", "html"} & rows[0].keys())):
        assert getattr(found[-1], "reason", "") == "unreadable-file"


def test_nothing_is_shown(streamed: Streamed) -> None:
    assert streamed[1] == ""


def test_a_hub_that_cannot_be_reached(tmp_path: Path) -> None:
    with within(60):
        found, shown = client("http://127.0.0.1:9", tmp_path, "hf://datasets/harbour/news")
    assert_broken(found["hf://datasets/harbour/news"], [("unreadable-file", None, None, "a connection to the Hub: ")])
    assert shown == ""


@pytest.mark.parametrize(
    "address", ["hf://", "hf://datasets/", "hf://datasets/news", "hf://harbour/news", "hf://datasets/a/b/c/d/e"]
)
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(SourceNotFound, match="OWNER/NAME"):
        read(address)


def test_an_address_is_a_source_among_others(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("The ferry waits.")
    address = "hf://datasets/harbour/news@refs/convert/parquet"
    found = files([tmp_path, address, Path(address), address])
    assert [(file.name, file.label) for file in found] == [
        ("news.txt", "news"),
        (address, "harbour/news@refs/convert/parquet"),
    ]
    (file,) = files(address)
    assert file.label == "news"

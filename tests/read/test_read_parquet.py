"""Parquet and saved datasets: the sample articles in them, types of columns, and what is wrong with them."""

from __future__ import annotations

import gzip
import io
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from in_formats import (
    EDITS,
    WORDS,
    Broken,
    Edit,
    assert_broken,
    assert_same,
    beside_a_neighbour,
    edited,
    examples,
    ids,
    rows,
    samples,
    within,
)

from onrecord.commands.build import command
from onrecord.model import Article
from onrecord.read import ReadOptions, read


def parquet(columns: Any, **options: Any) -> bytes:
    table = columns if isinstance(columns, pa.Table) else pa.table(columns)
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def arrow(table: pa.Table, rows: int = 1000) -> bytes:
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table, rows)
    return out.getvalue()


def saved(folder: Path, *shards: bytes) -> Path:
    """A folder as ``Dataset.save_to_disk`` makes it, of these files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names = [f"data-{number:05}-of-{len(shards):05}.arrow" for number in range(len(shards))]
    for name, shard in zip(names, shards, strict=True):
        (folder / name).write_bytes(shard)
    state = {"_data_files": [{"filename": name} for name in names], "_fingerprint": "0", "_split": None}
    (folder / "state.json").write_text(json.dumps(state))
    (folder / "dataset_info.json").write_text("{}")
    return folder


def sample_table() -> pa.Table:
    return pa.Table.from_pylist(rows(samples()))


def only(folder: Path, columns: dict[str, Any]) -> Article:
    (folder / "one.parquet").write_bytes(parquet({"text": [WORDS], **columns}))
    (item,) = read(folder)
    assert isinstance(item, Article), item
    return item


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.parquet", {}),
        ("a.PARQUET", {"row_group_size": 3, "compression": "zstd"}),
        ("a.parquet", {"compression": "gzip", "use_dictionary": False, "data_page_version": "2.0"}),
        ("a.parquet.gz", {"compression": "none"}),
        ("a.parquet.zst", {}),
    ],
)
def test_the_samples(tmp_path: Path, name: str, options: dict[str, Any]) -> None:
    data = parquet(sample_table(), **options)
    if name.endswith(".gz"):
        data = gzip.compress(data)
    elif name.endswith(".zst"):
        data = pa.compress(data, "zstd", asbytes=True)
    (tmp_path / name).write_bytes(data)
    assert_same(list(read(tmp_path)), samples())


@pytest.mark.parametrize(
    "kind", [pa.large_string(), pa.string_view(), pa.binary(), pa.dictionary(pa.int32(), pa.string())]
)
def test_the_samples_in_columns_of_other_types(tmp_path: Path, kind: Any) -> None:
    table = sample_table()
    table = pa.table({name: table[name].cast(kind) for name in table.column_names})
    (tmp_path / "a.parquet").write_bytes(parquet(table))
    assert_same(list(read(tmp_path)), samples())
    (tmp_path / "a.parquet").unlink()
    saved(tmp_path / "a", arrow(table, 5))
    assert_same(list(read(tmp_path)), samples())


def test_the_samples_as_a_saved_dataset(tmp_path: Path) -> None:
    from datasets import Dataset, DatasetDict

    articles = samples()
    half = len(articles) // 2
    whole = Dataset.from_list(rows(articles))
    whole.save_to_disk(tmp_path / "one", num_shards=2)
    assert_same(list(read(tmp_path / "one")), articles)
    splits = DatasetDict({"train": whole.select(range(half)), "test": whole.select(range(half, len(articles)))})
    splits.save_to_disk(tmp_path / "two")
    assert_same(list(read(tmp_path / "two")), articles)
    whole.select(range(len(articles) - 1, -1, -1)).save_to_disk(tmp_path / "back")
    assert_same(list(read(tmp_path / "back")), articles[::-1])


def test_an_article_without_an_id_is_named_by_its_row(tmp_path: Path) -> None:
    (tmp_path / "tuesday.parquet").write_bytes(parquet({"text": ["One", "Two", "Three"]}, row_group_size=2))
    assert ids(list(read(tmp_path / "tuesday.parquet"))) == ["tuesday:1", "tuesday:2", "tuesday:3"]
    shards = [arrow(pa.table({"text": words})) for words in (["One", "Two"], ["Three"])]
    assert ids(list(read(saved(tmp_path / "week", *shards)))) == ["week:1", "week:2", "week:3"]
    for split, words in (("train", "One"), ("test", "Two")):
        saved(tmp_path / "both" / split, arrow(pa.table({"text": [words]})))
    (tmp_path / "both" / "dataset_dict.json").write_text('{"splits": ["train", "test"]}')
    assert ids(list(read(tmp_path / "both"))) == ["both/train:1", "both/test:1"]


@pytest.mark.parametrize("root", ["week", "."])
def test_a_saved_dataset_in_an_archive(tmp_path: Path, root: str) -> None:
    folder = saved(tmp_path / "in" / root, TWO)
    shutil.make_archive(str(tmp_path / "kept"), "zip", folder.parent if root == "week" else folder)
    found = list(read(tmp_path / "kept.zip"))
    assert ids(found) == (["week:1", "week:2"] if root == "week" else ["kept:1", "kept:2"])
    assert {item.origin and item.origin.file for item in found if isinstance(item, Article)} == {
        "kept.zip/week" if root == "week" else "kept.zip"
    }


def test_a_saved_dataset_in_the_manifest_and_what_to_type_next(tmp_path: Path) -> None:
    saved(tmp_path / "both" / "train", TWO)
    saved(tmp_path / "both" / "test", THREE)
    (tmp_path / "both" / "dataset_dict.json").write_text('{"splits": ["train", "test"]}')
    done = CliRunner().invoke(command, [str(tmp_path / "both"), "--out", str(tmp_path / "out")], catch_exceptions=False)
    assert done.exit_code == 0
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert [one["name"] for one in manifest["inputs"]] == [
        "both/dataset_dict.json",
        *(f"both/test/{name}" for name in ("data-00000-of-00001.arrow", "dataset_info.json", "state.json")),
        *(f"both/train/{name}" for name in ("data-00000-of-00001.arrow", "dataset_info.json", "state.json")),
    ]
    assert all(one["sha256"] for one in manifest["inputs"])


@pytest.mark.parametrize(
    ("columns", "field", "value"),
    [
        ({"date": [date(2024, 3, 5)]}, "date", "2024-03-05"),
        ({"date": pa.array([date(2024, 3, 5)], pa.date64())}, "date", "2024-03-05"),
        ({"date": [datetime(2024, 3, 5, 23, 59)]}, "date", "2024-03-05"),
        ({"date": [datetime(2024, 3, 5, 23, 59, tzinfo=UTC)]}, "date", "2024-03-05"),
        ({"date": pa.array([1709632800123456789], pa.timestamp("ns"))}, "date", "2024-03-05"),
        ({"date": pa.array([1709674200], pa.timestamp("s", "America/New_York"))}, "date", "2024-03-05"),
        ({"date": [1709632800]}, "date", "2024-03-05"),
        ({"date": [None]}, "date", None),
        ({"date": [float("nan")]}, "date", None),
        ({"id": [12]}, "id", "12"),
        ({"id": [b"d7"]}, "id", "d7"),
        ({"id": [Decimal(12)]}, "id", "12"),
        ({"id": pa.array([bytes(range(16))], pa.uuid())}, "id", "00010203-0405-0607-0809-0a0b0c0d0e0f"),
        ({"authors": [["Ada Quill", "Bo Reed"]]}, "author", "Ada Quill, Bo Reed"),
        ({"author": [{"name": "Ada Quill", "age": 4}]}, "author", "Ada Quill"),
        ({"source": [{"id": None, "name": "The Harbour Post"}]}, "outlet", "The Harbour Post"),
        ({"content": ["Another"], "embedding": [[0.5] * 10]}, "text", WORDS),
    ],
)
def test_types_of_columns(tmp_path: Path, columns: dict[str, Any], field: str, value: str | None) -> None:
    assert getattr(only(tmp_path, columns), field) == value


NOT_UTF_8 = pa.array([b"One", b"caf\xe9", b"Three"], pa.binary()).view(pa.string())
GROUPS = parquet({"text": [f"{word} {'waits, ' * 40}" for word in ("One", "Two", "Three")]}, row_group_size=1)


def at(data: bytes, words: bytes, new: bytes) -> bytes:
    assert words in data
    return data.replace(words, new)


@pytest.mark.parametrize(
    ("data", "broken", "articles"),
    [
        (b"", [("unreadable-file", None, None, "a Parquet file")], []),
        (b"PAR1", [("unreadable-file", None, None, "a Parquet file")], []),
        (b"id,text\n1,One\n", [("unreadable-file", None, None, "a Parquet file")], []),
        (GROUPS[:-1], [("unreadable-file", None, None, "a Parquet file")], []),
        (GROUPS[: len(GROUPS) // 2], [("unreadable-file", None, None, "a Parquet file")], []),
        (GROUPS[:4] + b"\xff" * 40 + GROUPS[44:], [("unreadable-file", 1, None, "row 1")], ["a:2", "a:3"]),
        (parquet({"text": []}), [("missing-text", None, None, "at least one article")], []),
        (parquet({"id": [1], "teaser": ["One"]}), [("missing-text", None, "text", "there are 'id', 'teaser'")], []),
        (parquet({"text": [None, "Two"]}), [("missing-text", 1, "text", "'text'")], ["a:2"]),
        (parquet({"text": ["", "Two"]}), [("empty-article", 1, "text", "letter or digit")], ["a:2"]),
        (parquet({"text": [1, 2]}), [("invalid-field", row, "text", "one string") for row in (1, 2)], []),
        (parquet({"text": [["One"], ["Two"]]}), [("invalid-field", row, "text", "one string") for row in (1, 2)], []),
        (parquet({"text": NOT_UTF_8}), [("invalid-utf-8", 2, "text", "byte 0xe9 at offset 3")], ["a:1", "a:3"]),
        (parquet({"text": ["a" * (1 << 20) + "b", "Two"]}), [("too-large", 1, "text", "1 MiB")], ["a:2"]),
        (parquet({"text": ["One"], "date": ["soon"]}), [("invalid-date", 1, "date", "YYYY-MM-DD")], ["a:1"]),
        (
            parquet({"text": ["One"], "date": pa.array([10**18], pa.timestamp("us"))}),
            [("invalid-field", 1, "date", "a value that can be read")],
            ["a:1"],
        ),
        (parquet({"text": ["One", "Two"], "id": ["1", "1"]}), [("duplicate-id", 2, "id", "line 1")], ["1"]),
        (
            parquet(pa.table([["One"], ["Two"]], names=["text", "text"])),
            [("invalid-field", None, "text", "there are 2")],
            ["a:1"],
        ),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_goes_on(
    tmp_path: Path, data: bytes, broken: list[Broken], articles: list[str]
) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    found = beside_a_neighbour(tmp_path / "a.parquet", ReadOptions(max_size=1))
    assert_broken(found, broken)
    assert ids(found) == articles


def test_a_compressed_file_that_breaks_off(tmp_path: Path) -> None:
    (tmp_path / "a.parquet.gz").write_bytes(gzip.compress(GROUPS)[:-20])
    assert_broken(beside_a_neighbour(tmp_path / "a.parquet.gz"), [("unreadable-file", None, None, "end")])


def test_columns_that_the_user_names(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet({"artikel": ["One"], "tag": [date(2024, 3, 5)]}))
    (item,) = read(tmp_path, ReadOptions(columns=(("text", "artikel"), ("date", "tag"))))
    assert isinstance(item, Article)
    assert (item.text, item.date) == ("One", "2024-03-05")
    (item,) = read(tmp_path, ReadOptions(columns=(("text", "body"),)))
    assert_broken([item], [("missing-text", None, "text", "in a field 'body'; there are 'artikel', 'tag'")])


def test_it_is_read_batch_by_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet({"text": [f"{number} waits" for number in range(1_000)]}, row_group_size=1_000))
    taken = 0
    batches = pq.ParquetFile.iter_batches

    def counted(*args: Any, **kwargs: Any) -> Iterator[Any]:
        nonlocal taken
        for batch in batches(*args, **kwargs):
            taken += batch.num_rows
            yield batch

    monkeypatch.setattr(pq.ParquetFile, "iter_batches", counted)
    assert len(list(islice(read(path), 3))) == 3
    assert taken <= 100


TWO = arrow(pa.table({"text": ["One", "Two"]}), 1)
THREE = arrow(pa.table({"text": ["Three"]}))


@pytest.mark.parametrize(
    ("shards", "broken", "articles"),
    [
        ([], [("unreadable-file", None, None, "state.json with the files")], []),
        ([b""], [("unreadable-file", 1, None, "data-00000-of-00001.arrow")], []),
        ([b"PAR1", TWO], [("unreadable-file", 1, None, "data-00000-of-00002.arrow")], ["a:1", "a:2"]),
        ([TWO[:-100], THREE], [("unreadable-file", 2, None, "to its end")], ["a:1", "a:2"]),
        ([TWO[:40]], [("unreadable-file", 1, None, "a file of Arrow")], []),
        ([arrow(pa.table({"text": pa.array([], pa.string())}))], [("missing-text", None, None, "at least one")], []),
        ([arrow(pa.table({"teaser": ["One"]}))], [("missing-text", None, "text", "there are 'teaser'")], []),
        ([arrow(pa.table({"text": NOT_UTF_8}))], [("invalid-utf-8", 2, "text", "0xe9")], ["a:1", "a:3"]),
        ([arrow(pa.table({"text": [None, "Two"]}))], [("missing-text", 1, "text", "'text'")], ["a:2"]),
        ([arrow(pa.table({"text": ["…", "Two"]}))], [("empty-article", 1, "text", "letter")], ["a:2"]),
        ([arrow(pa.table({"text": ["a" * (1 << 20) + "b", "Two"]}))], [("too-large", 1, "text", "1 MiB")], ["a:2"]),
        ([arrow(pa.table({"text": [7]}))], [("invalid-field", 1, "text", "one string")], []),
        (
            [
                at(
                    arrow(pa.table({"text": ["Onetwo", "Two"]})),
                    b"\0\0\0\0\6\0\0\0\x09\0\0\0",
                    b"\0\0\0\0\x66\0\0\0\x09\0\0\0",
                )
            ],
            [("unreadable-file", 1, None, "rows 1 to 2")],
            [],
        ),
        ([arrow(pa.table({"text": ["One"], "date": ["soon"]}))], [("invalid-date", 1, "date", "YYYY")], ["a:1"]),
    ],
)
def test_what_is_wrong_with_a_saved_dataset(
    tmp_path: Path, shards: list[bytes], broken: list[Broken], articles: list[str]
) -> None:
    found = beside_a_neighbour(saved(tmp_path / "a", *shards), ReadOptions(max_size=1))
    assert_broken(found, broken)
    assert ids(found) == articles


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("state.json", "{", "state.json: "),
        ("state.json", "[]", "a JSON object"),
        ("state.json", '{"_data_files": [{"filename": "../x.arrow"}]}', "the files of the dataset"),
        ("state.json", '{"_data_files": [{"filename": "gone.arrow"}]}', "gone.arrow"),
        ("state.json", '{"_data_files": [{"filename": "x"}], "_indices_data_files": [{"filename": "i"}]}', "indices"),
        ("dataset_dict.json", '{"splits": []}', "the names of the splits"),
        ("dataset_dict.json", '{"splits": ["../b"]}', "the names of the splits"),
        ("dataset_dict.json", '{"splits": ["gone"]}', "state.json: No such file"),
    ],
)
def test_a_saved_dataset_that_is_not_whole(tmp_path: Path, name: str, data: str, words: str) -> None:
    (saved(tmp_path / "a", TWO) / name).write_text(data)
    (item,) = beside_a_neighbour(tmp_path / "a")
    assert getattr(item, "reason", None) == "unreadable-file"
    assert words in (getattr(item, "expected", None) or "")


@given(EDITS, st.sampled_from(["snappy", "zstd", "none"]), st.booleans())
@examples(60)
def test_any_damage(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Edit], compression: str, dictionary: bool
) -> None:
    table = sample_table()
    data = parquet(table, row_group_size=5, compression=compression, use_dictionary=dictionary)
    path = tmp_path_factory.getbasetemp() / "a.parquet"
    path.write_bytes(edited(data, edits))
    with within(10):
        assert beside_a_neighbour(path)


@given(EDITS, st.booleans())
@examples(60)
def test_any_damage_of_a_saved_dataset(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Edit], listing: bool
) -> None:
    folder = saved(tmp_path_factory.getbasetemp() / "a", arrow(sample_table(), 5), TWO)
    path = folder / ("state.json" if listing else "data-00000-of-00002.arrow")
    path.write_bytes(edited(path.read_bytes(), edits))
    with within(10):
        found = beside_a_neighbour(folder)
    assert found
    if not listing:
        assert any(isinstance(item, Article) and item.text == "Two" for item in found)

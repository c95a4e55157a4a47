"""Tables as text: the sample articles in .csv and .tsv, delimiters and quotation marks, and what is wrong with them."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import os
import threading
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_formats import (
    EDITS,
    FIELDS,
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

from onrecord.model import Article
from onrecord.read import ReadOptions, read
from onrecord.read.file import SourceFile
from onrecord.read.table import _Rows


def table(delimiter: str = ",", end: str = "\r\n", every: bool = False) -> str:
    """The sample articles as a table."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, FIELDS, delimiter=delimiter, lineterminator=end, quoting=1 if every else 0)
    writer.writeheader()
    writer.writerows(rows(samples()))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", table().encode()),
        ("a.CSV", table(end="\n", every=True).encode()),
        ("a.tsv", table("\t").encode()),
        ("a.csv", table("\t").encode()),
        ("a.csv", table(";").encode("utf-8-sig")),
        ("a.csv", table("|").encode()),
        ("a.csv", ("sep=;\r\n" + table(";")).encode()),
        ("a.csv", table().encode("utf-16")),
        ("a.tsv", codecs.BOM_UTF16_BE + table("\t").encode("utf-16-be")),
        ("a.csv.gz", gzip.compress(table().encode())),
        ("a.csv", b"\n\r\n" + table().encode() + b"\r\n,,,\r\n\r\n"),
        ("a.csv", table().encode().removesuffix(b"\r\n")),
    ],
)
def test_the_samples(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert_same(list(read(tmp_path)), samples())


def test_an_article_without_an_id_is_named_by_the_line_its_row_begins_on(tmp_path: Path) -> None:
    (tmp_path / "tuesday.csv").write_text('text\n"One\n\nsaid: ""No"""\nTwo\n\nThree\n')
    found = list(read(tmp_path))
    assert ids(found) == ["tuesday:2", "tuesday:5", "tuesday:7"]
    assert [item.text for item in found if isinstance(item, Article)] == ['One\n\nsaid: "No"', "Two", "Three"]


def test_an_article_that_begins_with_a_quotation_mark_in_a_table_without_any_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text('id\ttext\n1\t"We will win," said Lee.\n2\tShe left.\n')
    assert [getattr(item, "text", None) for item in read(tmp_path)] == ['"We will win," said Lee.', "She left."]


def test_columns_that_the_user_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"artikel,text,tag\n{WORDS.replace(',', ';')},a teaser,2024-03-05\n")
    (item,) = read(tmp_path, ReadOptions(columns=(("text", "artikel"), ("date", "tag"))))
    assert isinstance(item, Article)
    assert (item.text, item.date) == (WORDS.replace(",", ";"), "2024-03-05")


def test_a_large_cell_and_the_limit_of_the_csv_module(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    (tmp_path / "a.csv").write_text("text\n" + "word " * 100_000 + "\n")
    assert ids(list(read(tmp_path))) == ["a:2"]
    assert csv.field_size_limit() == limit


LONG = b"a" * (1 << 20)
ROW = b"id,text\n1,One\n"


@pytest.mark.parametrize(
    ("data", "broken", "articles"),
    [
        (b"", [("missing-text", None, None, "at least one article")], []),
        (b"\n\r\n", [("missing-text", None, None, "at least one article")], []),
        (b"id,text\n", [("missing-text", None, None, "at least one article")], []),
        (b"id,teaser\n1,One\n2,Two\n", [("missing-text", 1, "text", "there are 'id', 'teaser' (--column text=")], []),
        (b"\0\x01\x02", [("missing-text", 1, "text", "--column")], []),
        (b"id,te\xfft\n1,a\n", [("invalid-utf-8", 1, None, "byte 0xff")], []),
        (b"id,text\r1,One\r2,Two\r", [("unreadable-file", 1, None, "carriage return")], []),
        (ROW + b"2,Two,too,many\n3,Three\n", [("invalid-field", 3, None, "2 cells")], ["1", "3"]),
        (ROW + b"2\n3,Three\n", [("missing-text", 3, "text", "'id'")], ["1", "3"]),
        (ROW + b"2,\n3,Three\n", [("empty-article", 3, "text", "at least one letter")], ["1", "3"]),
        (ROW + b"2,caf\xe9\n3,Three\n", [("invalid-utf-8", 3, "text", "byte 0xe9 at offset 3")], ["1", "3"]),
        (ROW + b'2,"' + LONG + b"\n" + LONG + b'"\n3,Three\n', [("too-large", 3, None, "1 MiB")], ["1", "3"]),
        (ROW + b'2,"' + b"a b,c\n" * 200_000 + b'"\n3,Three\n', [("too-large", 3, None, "to 200003")], ["1", "3"]),
        (ROW + b'2,"' + LONG, [("too-large", 3, None, "1 MiB")], ["1"]),
        (ROW + b"2," + LONG + b"\n3,Three\n", [("too-large", 3, None, "1 MiB")], ["1", "3"]),
        (ROW + b'2,"Two\n3,Three\n', [("invalid-field", 3, None, "which runs to line 4")], ["1"]),
        (ROW + b'2,"He said "no, no" and left"\n3,Three\n', [("invalid-field", 3, None, "doubled")], ["1", "3"]),
        (ROW + b'2,"a\nb"c\n3,Three\n', [("invalid-field", 3, None, "lines 3 to 4")], ["1", "3"]),
        (b"text,text\nOne,Two\n", [("invalid-field", 1, "text", "there are 2")], ["a:2"]),
        (b"text,date\nOne,soon\n", [("invalid-date", 2, "date", "YYYY-MM-DD")], ["a:2"]),
        (b"author,text\nZo\xeb,One\n", [("invalid-utf-8", 2, "author", "byte 0xeb")], ["a:2"]),
        (ROW + b"1,Two\n", [("duplicate-id", 3, "id", "line 2")], ["1"]),
        (ROW + b"2,Two\0\n\0,Three\n", [], ["1", "2", "\0"]),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_goes_on(
    tmp_path: Path, data: bytes, broken: list[Broken], articles: list[str]
) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    found = beside_a_neighbour(tmp_path / "a.csv", ReadOptions(max_size=1))
    assert_broken(found, broken)
    assert ids(found) == articles


@pytest.mark.parametrize(
    ("columns", "broken"),
    [
        ((("text", "artikel"),), [("missing-text", 1, "text", "in a field 'artikel'; there are 'words'")]),
        ((("html", "page"),), [("missing-text", 1, "text", "in a field 'page'; there are 'words'")]),
        ((("text", "words"), ("date", "day")), [("invalid-field", 1, "date", "a column 'day' for the date")]),
    ],
)
def test_a_column_that_is_named_and_not_there(
    tmp_path: Path, columns: tuple[tuple[str, str], ...], broken: list[Broken]
) -> None:
    (tmp_path / "a.csv").write_text("words\nOne\nTwo\n")
    found = beside_a_neighbour(tmp_path / "a.csv", ReadOptions(columns=columns))
    assert_broken(found, broken)
    assert len(ids(found)) == (2 if broken[0][0] == "invalid-field" else 0)


@pytest.mark.parametrize("cut", [10, 100, 1_000])
def test_a_compressed_table_that_breaks_off(tmp_path: Path, cut: int) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(table().encode())[:-cut])
    *_, last = beside_a_neighbour(tmp_path / "a.csv.gz")
    assert getattr(last, "reason", None) == "unreadable-file"


def test_it_is_read_row_by_row(tmp_path: Path) -> None:
    """From a pipe into which 300 MB are written no more is taken than the first rows need."""
    path, written = tmp_path / "a.csv", 0
    os.mkfifo(path)

    def write() -> None:
        nonlocal written
        try:
            with path.open("wb") as pipe:
                pipe.write(b"id,text\n")
                for number in range(300):
                    written += pipe.write(b'%d,"%d. ' % (number, number) + b"Nobody said so. " * 60_000 + b'"\n')
        except BrokenPipeError:
            pass

    thread = threading.Thread(target=write)
    thread.start()
    found = read(path)
    assert ids(list(islice(found, 3))) == ["0", "1", "2"]
    found.close()  # type: ignore[attr-defined]
    thread.join(20)
    assert written < 10_000_000


CELLS = st.lists(st.text(st.sampled_from('ab",;\t|\n é“'), max_size=6), min_size=3, max_size=3)


@given(
    st.lists(CELLS, max_size=5), st.sampled_from([",", ";", "\t", "|"]), st.booleans(), st.sampled_from(["\n", "\r\n"])
)
@examples(200)
def test_cells_are_those_of_the_csv_module(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[str]], delimiter: str, every: bool, end: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=1 if every else 0)
    writer.writerows([["a", "b", "c"], *lines])
    path = tmp_path_factory.getbasetemp() / "cells.csv"
    path.write_bytes(out.getvalue().encode())
    found = [[cell.decode() for cell in row.cells] for row in _Rows(SourceFile(path, path.name))]
    assert found == [["a", "b", "c"], *(line for line in lines if any(cell.strip() for cell in line))]


@given(
    EDITS, st.sampled_from([("a.csv", ","), ("a.tsv", "\t"), ("a.csv.gz", ";")]), st.sampled_from(["utf-8", "utf-16"])
)
@examples(60)
def test_any_damage(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Edit], name: tuple[str, str], encoding: str
) -> None:
    data = table(name[1]).encode(encoding)
    path = tmp_path_factory.getbasetemp() / name[0]
    path.write_bytes(edited(gzip.compress(data, 1) if name[0].endswith(".gz") else data, edits))
    with within(10):
        assert beside_a_neighbour(path)

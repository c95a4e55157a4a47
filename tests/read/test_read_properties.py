"""What holds for any input at all."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packed import COMPRESS, tarred, zipped

from onrecord.model import REASONS, Article, Rejection
from onrecord.read import READERS, files, read
from onrecord.read.fields import SPELLINGS
from onrecord.read.file import marked

KEYS = st.sampled_from(sorted({key for spellings in SPELLINGS.values() for key in spellings})) | st.text(max_size=5)
WORDS = st.text(st.characters(codec=None), max_size=20)  # with lone surrogates
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.sampled_from(["2024-03-05", "en", "a text"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.just("name"), inner, max_size=3),
    max_leaves=6,
)
ROWS = st.dictionaries(KEYS, VALUES, max_size=5)
LINES = st.one_of(
    ROWS.map(lambda row: json.dumps(row).encode()),
    ROWS.map(lambda row: json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")),
    VALUES.map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=20).map(lambda data: data.replace(b"\n", b"")),
    st.just(b" "),
)
TEXTS = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.tuples(st.lists(st.tuples(KEYS, WORDS), max_size=4), st.text(max_size=20)).map(
        lambda parts: ("---\n" + "".join(f"{key}: {value}\n" for key, value in parts[0]) + "---\n" + parts[1]).encode(
            "utf-8", "surrogatepass"
        )
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


def items(path: Path, data: bytes, *others: tuple[str, bytes]) -> list[Article | Rejection]:
    for old in path.parent.iterdir():
        old.unlink()
    path.write_bytes(data)
    for name, content in others:
        path.with_name(name).write_bytes(content)
    found = list(read([path.parent]))
    names = {file.name for file in files([path.parent])}

    def is_there(name: str | None) -> bool:
        """Whether it is a file, or in one that is an archive."""
        return name in names or (name or "").partition("/")[0] in names

    seen: set[str] = set()
    for item in found:
        for field in dataclasses.fields(item):
            if isinstance(value := getattr(item, field.name), str):
                value.encode()  # a lone surrogate would raise
                assert value or field.name == "text"
        if isinstance(item, Article):
            assert item.id not in seen
            assert re.search(r"[^\W_]", item.text)
            assert item.date is None or re.fullmatch(r"\d{4}-\d\d-\d\d", item.date, re.ASCII)
            assert item.language is None or re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", item.language)
            assert item.origin is not None
            assert is_there(item.origin.file)
            seen.add(item.id)
        else:
            assert item.what == "input"
            assert item.reason in REASONS
            assert is_there(item.file)
            assert item.expected
    assert found
    return found


@given(TEXTS)
@settings(deadline=None)
def test_any_bytes_as_text(folder: Path, data: bytes) -> None:
    found = items(folder / "a.txt", data)
    assert sum(isinstance(item, Article) for item in found) <= 1
    if isinstance(found[-1], Article):
        assert data.decode(marked(data) or "utf-8").endswith(found[-1].text)


@given(st.lists(LINES, max_size=6), st.sampled_from([b"\n", b"\r\n"]))
@settings(deadline=None)
def test_any_lines(folder: Path, lines: list[bytes], end: bytes) -> None:
    data = end.join(lines)
    if marked(data):
        return  # another encoding, other lines
    found = items(folder / "a.jsonl", data)
    count = Counter(line_of(item) for item in found)
    for number, line in enumerate(data.split(b"\n"), start=1):
        blank = not line.decode(errors="replace").removeprefix("\ufeff").strip()
        assert (count[number] == 0) if blank else (count[number] >= 1), (number, line)
    for ending, pack in COMPRESS.items():
        new = f"a.jsonl{ending}"
        assert items(folder / new, pack(data)) == [rename(item, new, "a.jsonl") for item in found]


def line_of(item: Article | Rejection) -> int | None:
    if isinstance(item, Article):
        return item.origin.line if item.origin else None
    return item.line


def rename(item: Article | Rejection, new: str, old: str) -> Any:
    if isinstance(item, Rejection):
        return dataclasses.replace(item, file=new, expected=(item.expected or "").replace(f"in {old}", f"in {new}"))
    assert item.origin is not None
    return dataclasses.replace(item, origin=dataclasses.replace(item.origin, file=new))


@given(
    st.sampled_from(sorted(ending for ending in READERS if ending.startswith("."))),
    st.one_of(TEXTS, LINES, st.lists(ROWS).map(lambda rows: json.dumps(rows).encode())),
)
@settings(deadline=None)
def test_any_bytes_in_any_format(folder: Path, ending: str, data: bytes) -> None:
    found = items(folder / f"a{ending}", data)
    for pack, name in ((zipped, "x.zip"), (tarred, "x.tar"), (lambda files: COMPRESS[".gz"](tarred(files)), "x.tgz")):
        path = folder / name
        old, new = f"a{ending}", f"{name}/a{ending}"
        assert items(path, pack({old: data})) == [rename(item, new, old) for item in found]


@given(
    st.sampled_from(["a.json", "a.yaml", "a.yml", "metadata.csv", "metadata.jsonl"]),
    st.one_of(TEXTS, LINES, ROWS.map(lambda row: json.dumps({**row, "file": "a.txt"}).encode())),
)
@settings(deadline=None)
def test_any_bytes_as_metadata(folder: Path, name: str, data: bytes) -> None:
    found = items(folder / "a.txt", b"The ferry sails.", (name, data))
    assert [item.text for item in found if isinstance(item, Article)] == ["The ferry sails."]

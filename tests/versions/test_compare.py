"""What holds of the comparison of any two datasets, how rows are read and put in order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from versioned import ARTICLE, INPUT, QUOTE, REGION, Row, dataset, lines, older, release

from onrecord.errors import InvalidDataset, SourceNotFound, UnknownSchema
from onrecord.versions.as_json import document
from onrecord.versions.bump import required_bump
from onrecord.versions.compare import compare
from onrecord.versions.numbers import schema_bump
from onrecord.versions.sorting import in_order
from onrecord.versions.steps import lift
from onrecord.versions.stored import rows

IDS = st.sampled_from([f"q_{number:016x}" for number in range(6)])
WORDS = st.sampled_from(["“Yes”", "a\tb", "\x9b31m\x1b", "\u2028", "é", "x" * 200])
VERSIONS = st.sampled_from(["1.0.0", "1.1.0", "1.2.0"])


def of(base: Row, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(fields).map(lambda drawn: {**base, **drawn})


QUOTES = of(
    QUOTE,
    id=IDS,
    quote=WORDS,
    start=st.integers(0, 3),
    speaker=st.none() | WORDS,
    cue=st.none() | st.just(QUOTE["cue"]),
    speaker_id=st.none() | st.just("quill"),
    agency=st.none() | st.just("AP"),
)
ARTICLES = of(ARTICLE, id=WORDS, text=st.none() | WORDS, agency=st.none() | st.just("AP"))
REJECTED = of(REGION, start=st.integers(8, 12), end=st.sampled_from([20, 100]), rule=st.none() | WORDS) | of(
    INPUT, file=WORDS, line=st.none() | st.integers(1, 3), reason=st.sampled_from(["failed", "invalid-json"])
)


@st.composite
def datasets(draw: st.DrawFn) -> tuple[str, list[Row], list[Row], list[Row]]:
    version = draw(VERSIONS)
    identical: Callable[[Row], object] = lambda row: row["id"]  # noqa: E731
    tables = (
        draw(st.lists(QUOTES, max_size=6, unique_by=identical)),
        draw(st.lists(ARTICLES, max_size=4, unique_by=identical)),
        draw(st.lists(REJECTED, max_size=5)),
    )
    if version == "1.2.0":
        return version, *tables
    quotes, articles, rejected = ([older(row, version) for row in table] for table in tables)
    return version, quotes, articles, [{**INPUT, **row} for row in rejected]


def written(folder: Path, drawn: tuple[str, list[Row], list[Row], list[Row]]) -> Path:
    version, quotes, articles, rejected = drawn
    return dataset(folder, quotes, articles, rejected, version)


def as_document(old: Path, new: Path) -> Any:
    return json.loads("\n".join(line for line, _ in document(old, new)))


def key(part: str, row: Row) -> Any:
    fields = {"regions": ("article_id", "start", "end"), "inputs": ("file", "line", "field", "article_id")}
    return [row[field] for field in fields[part]] if part in fields else row["id"]


def told(table: list[Row]) -> Counter[str]:
    return Counter(json.dumps(row, sort_keys=True) for row in table)


@settings(deadline=None)  # writes files
@given(datasets())
def test_a_dataset_is_the_same_as_itself(drawn: tuple[str, list[Row], list[Row], list[Row]]) -> None:
    with TemporaryDirectory() as folder:
        one, other = written(Path(folder) / "a", drawn), written(Path(folder) / "b", drawn)
        lines(other / "quotes.jsonl", reversed(drawn[1]))  # in any order
        diff = compare(one, other)
        assert diff.empty
        assert required_bump(diff) == "none"
        assert [part.same for part in diff.parts.values()][:2] == [len(drawn[1]), len(drawn[2])]
        assert as_document(one, other)["changes"] == []


@settings(deadline=None)  # writes files
@given(datasets(), datasets())
def test_there_and_back_mirror_each_other(
    one: tuple[str, list[Row], list[Row], list[Row]], other: tuple[str, list[Row], list[Row], list[Row]]
) -> None:
    with TemporaryDirectory() as folder:
        old, new = written(Path(folder) / "a", one), written(Path(folder) / "b", other)
        there, back = as_document(old, new), as_document(new, old)
    for part in ("quotes", "articles", "regions", "inputs"):
        for name, mirrored in (("added", "removed"), ("old", "new"), ("changed", "changed"), ("same", "same")):
            assert there[part][name] == back[part][mirrored]
        assert there[part]["schema_fields"] == back[part]["schema_fields"]
    mirror = {"added": "removed", "removed": "added", "changed": "changed"}
    assert there["changes"] == [
        {
            **change,
            "what": mirror[change["what"]],
            **{
                name: {field: pair[::-1] for field, pair in change[name].items()}
                for name in ("fields", "schema_fields")
                if name in change
            },
        }
        for change in back["changes"]
    ]


@settings(deadline=None)  # writes files
@given(datasets(), datasets())
def test_the_changes_applied_to_the_old_rows_give_the_new(
    one: tuple[str, list[Row], list[Row], list[Row]], other: tuple[str, list[Row], list[Row], list[Row]]
) -> None:
    with TemporaryDirectory() as folder:
        found = as_document(written(Path(folder) / "a", one), written(Path(folder) / "b", other))
    target = max(one[0], other[0])

    def lifted(drawn: tuple[str, list[Row], list[Row], list[Row]], part: str) -> list[Row]:
        table, kind = {"quotes": (1, "quote"), "articles": (2, "article")}.get(part, (3, "rejected"))
        rows = [lift(kind, row, drawn[0], target) for row in drawn[table]]  # type: ignore[arg-type]
        return [row for row in rows if table < 3 or row["what"] == part[:-1]]

    for part in ("quotes", "articles", "regions", "inputs"):
        rows = sorted(lifted(one, part), key=lambda row: json.dumps(row, sort_keys=True))
        changes = [change for change in found["changes"] if change["part"] == part]
        numbered = [
            (row, [key(part, before) for before in rows[:at]].count(key(part, row))) for at, row in enumerate(rows)
        ]
        for change in changes:
            place = change["key"], change.get("number", 0)
            at = next((at for at, (row, number) in enumerate(numbered) if (key(part, row), number) == place), None)
            if change["what"] == "added":
                assert at is None
                numbered.append((change["row"], change.get("number", 0)))
                continue
            assert at is not None
            if change["what"] == "removed":
                assert numbered.pop(at)[0] == change["row"]
                continue
            row = numbered[at][0]
            for field, (before, after) in {**change.get("fields", {}), **change.get("schema_fields", {})}.items():
                assert row[field] == before
                row[field] = after
        assert told([row for row, _ in numbered]) == told(lifted(other, part))
    assert found["bump"] in ("major", "minor", "patch", "none")
    assert (found["bump"] == "none") == (not found["changes"] and schema_bump(one[0], other[0]) == "none")


@given(st.lists(st.binary(max_size=6).filter(lambda line: b"\n" not in line)), st.integers(1, 9), st.integers(1, 3))
def test_lines_are_put_in_order_however_few_fit(found: list[bytes], run: int, most: int) -> None:
    assert list(in_order(found, run, most)) == sorted(found)


def test_a_release_has_the_rows_of_a_build(tmp_path: Path) -> None:
    other = {**QUOTE, "id": "q_00000000000000b2"}
    sharded = {"train-00000-of-00002": [QUOTE], "train-00001-of-00002": [], "validation": [other]}
    released = release(tmp_path / "released", **sharded)
    built = dataset(tmp_path / "built", [other, QUOTE])
    assert [(stored.split, stored.row["id"]) for stored in rows(released, "quotes")] == [
        ("train", QUOTE["id"]),
        ("validation", other["id"]),
    ]
    assert [stored.split for stored in rows(built, "quotes")] == [None, None]
    assert compare(built, released).empty
    assert compare(released, built).empty


def test_fields_of_a_later_schema_are_counted_apart(tmp_path: Path) -> None:
    others = [{**QUOTE, "id": f"q_{number:016x}"} for number in range(3)]
    old = dataset(tmp_path / "old", [older(row, "1.0.0") for row in others], [], [], "1.0.0")
    new = dataset(tmp_path / "new", [{**row, "speaker_id": "quill"} for row in others[:2]] + others[2:], [], [])
    diff = compare(old, new)
    assert (diff.parts["quotes"].same, diff.parts["quotes"].changed) == (3, 0)
    assert diff.parts["quotes"].schema_fields == {"speaker_id": 2, "agency": 0}
    assert required_bump(diff) == "minor"


@pytest.mark.parametrize(
    ("spoil", "error", "said"),
    [
        (lambda old: lines(old / "quotes.jsonl", [QUOTE, QUOTE]), InvalidDataset, "two rows of quotes have the id 'q_"),
        (lambda old: (old / "quotes.jsonl").write_text("{"), InvalidDataset, r"quotes\.jsonl, line 1: expected a JSON"),
        (
            lambda old: lines(old / "articles.jsonl", [older(ARTICLE, "1.1.0")]),
            InvalidDataset,
            r"articles\.jsonl, line 1: expected schema_version 1\.2\.0, found 1\.1\.0 \(onrecord validate",
        ),
        (
            lambda old: lines(old / "rejected.jsonl", [{"what": "region", "schema_version": "1.2.0"}]),
            InvalidDataset,
            r"rejected\.jsonl, line 1: expected a field article_id, found none",
        ),
        (
            lambda old: (old / "manifest.json").write_text("[]"),
            InvalidDataset,
            r"manifest\.json: expected a JSON object",
        ),
        (
            lambda old: (old / "manifest.json").write_text('{"schema_version": "9.0.0"}'),
            UnknownSchema,
            r"is of schema 9\.0\.0; known are 1\.0\.0, 1\.1\.0, 1\.2\.0: install a newer onrecord",
        ),
        (lambda old: (old / "manifest.json").write_text("{}"), InvalidDataset, ""),
        (lambda old: (old / "quotes.jsonl").unlink(), SourceNotFound, r"holds no dataset: expected quotes\.jsonl, or"),
    ],
)
def test_what_cannot_be_compared_is_said(
    spoil: Callable[[Path], object], error: type[Exception], said: str, tmp_path: Path
) -> None:
    old, new = dataset(tmp_path / "old"), dataset(tmp_path / "new")
    spoil(old)
    if said:
        with pytest.raises(error, match=said):
            compare(old, new)
    else:
        assert compare(old, new).empty  # its rows say what it is of

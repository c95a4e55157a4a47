"""Every step by itself, and datasets of older schemas lifted whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from versioned import ARTICLE, INPUT, QUOTE, Row, dataset, older, release

from onrecord.dataset.schemas import VERSIONS
from onrecord.dataset.validate import validate
from onrecord.dataset.wording import schema_problems
from onrecord.errors import CommandError, InvalidDataset, OutputInTheWay, SourceNotFound, UnknownSchema
from onrecord.model import SCHEMA_VERSION
from onrecord.versions.compare import compare
from onrecord.versions.migrate import migrate
from onrecord.versions.steps import STEPS, came, lift

PUBLISHED = [
    path.parent
    for path in sorted((Path(__file__).parents[2] / "output").glob("*/*/manifest.json"))
    if json.loads(path.read_bytes())["schema_version"] != SCHEMA_VERSION
]
NATO = Path(__file__).parents[2] / "output" / "nato-rutte-trump" / "1.0.0"


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("kind", "version", "target", "row", "lifted"),
    [
        ("quote", "1.0.0", "1.1.0", {"speaker": "A"}, {"speaker": "A", "speaker_id": None}),
        ("quote", "1.1.0", "1.2.0", {"speaker_id": "quill"}, {"speaker_id": "quill", "agency": None}),
        ("quote", "1.0.0", "1.2.0", {"speaker": "A"}, {"speaker": "A", "speaker_id": None, "agency": None}),
        ("article", "1.0.0", "1.1.0", {"id": "a"}, {"id": "a"}),
        ("article", "1.1.0", "1.2.0", {"id": "a"}, {"id": "a", "agency": None}),
        ("rejected", "1.0.0", "1.2.0", {"what": "input"}, {"what": "input"}),
        (
            "manifest",
            "1.0.0",
            "1.1.0",
            {"counts": {"quotes": 2}},
            {"counts": {"quotes": 2, "identified": 0}, "unmapped": []},
        ),
        ("manifest", "1.1.0", "1.2.0", {"unmapped": [1]}, {"unmapped": [1], "normaliser_version": "0.0.0"}),
    ],
)
def test_a_step(kind: Any, version: str, target: str, row: Row, lifted: Row) -> None:
    before = {**row, "schema_version": version}
    assert lift(kind, before, version, target) == {**lifted, "schema_version": target}
    assert before == {**row, "schema_version": version}  # it is not changed itself


def test_there_is_a_step_for_every_pair_of_versions_and_it_says_what_it_does() -> None:
    assert [(step.before, step.after) for step in STEPS] == list(pairwise(VERSIONS))
    for step in STEPS:
        for kind in ("quote", "article", "rejected", "manifest"):
            of: Callable[[Row], Row] = getattr(step, kind)
            assert of.__doc__
            empty: Row = {"counts": {}} if kind == "manifest" else {}
            assert set(of(empty)) - set(empty) == set(came(kind, step.before, step.after))


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_a_lifted_row_is_one_of_the_current_schema(version: str) -> None:
    for kind, row in (("quote", QUOTE), ("article", ARTICLE), ("rejected", INPUT)):
        old = older(row, version)
        assert schema_problems(kind, old, version) == ()  # type: ignore[arg-type]
        assert schema_problems(kind, lift(kind, old, version, SCHEMA_VERSION)) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_published_dataset_of_an_older_schema_can_be_lifted(published: Path, tmp_path: Path) -> None:
    migrated = migrate(published, tmp_path / "a" / "lifted")
    assert validate(tmp_path / "a" / "lifted") == ()
    diff = compare(published, tmp_path / "a" / "lifted")
    assert not any(part.added or part.removed or part.changed for part in diff.parts.values())
    old, new = (
        json.loads((folder / "manifest.json").read_bytes()) for folder in (published, tmp_path / "a" / "lifted")
    )
    assert (new["schema_version"], migrated.before) == (SCHEMA_VERSION, old["schema_version"])
    for key in ("generator", "generator_version", "rules_sha256", "languages_sha256", "inputs", "options"):
        assert new[key] == old[key]
    assert migrate(published, tmp_path / "b") == migrated
    for path in (tmp_path / "b").iterdir():  # no clock, no path
        assert path.read_bytes() == (tmp_path / "a" / "lifted" / path.name).read_bytes()
    assert {path.name for path in (tmp_path / "b").iterdir()} == {*migrated.lines, "manifest.json"}


def test_something_older_is_published() -> None:
    assert NATO in PUBLISHED
    assert NATO.parent / "1.1.0" in PUBLISHED


def test_no_value_changes_and_the_order_stays(tmp_path: Path) -> None:
    migrate(NATO, tmp_path / "out")
    for name in ("quotes.jsonl", "articles.jsonl", "rejected.jsonl"):
        for old, new in zip(rows(NATO / name), rows(tmp_path / "out" / name), strict=True):
            assert old | {"schema_version": SCHEMA_VERSION} == {key: new[key] for key in old}
            assert all(new[key] is None for key in new.keys() - old.keys())


def changed(folder: Path, name: str, edit: Callable[[str], str]) -> Path:
    shutil.copytree(NATO, folder)
    (folder / name).write_text(edit((folder / name).read_text("utf-8")), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        (lambda at: at / "gone", SourceNotFound, "is not a folder: name that of a dataset"),
        (lambda at: at, SourceNotFound, "holds no dataset"),
        (lambda at: dataset(at / "in"), CommandError, r"is of schema 1\.2\.0, the current one: there is nothing to"),
        (
            lambda at: release(at / "in", train=[QUOTE]),
            CommandError,
            "is a release: migrate the dataset it was made from",
        ),
        (
            lambda at: changed(at / "in", "manifest.json", lambda text: text.replace('"1.0.0"', '"0.9.0"')),
            UnknownSchema,
            r"is of schema 0\.9\.0; known are",
        ),
        (
            lambda at: changed(at / "in", "quotes.jsonl", lambda text: text.replace('"NATO"', "null")),
            InvalidDataset,
            r"(?s)in.quotes\.jsonl, line 1, q_6db1b18ddcc3b452, field .*\nand \d+ more$",
        ),
    ],
)
def test_what_cannot_be_lifted_is_said(
    make: Callable[[Path], Path], error: type[Exception], said: str, tmp_path: Path
) -> None:
    folder = make(tmp_path)
    with pytest.raises(error, match=said):
        migrate(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(NATO, copy)
    (tmp_path / "file").write_text("mine")
    for out in (copy, tmp_path / "file"):
        with pytest.raises(OutputInTheWay, match="is there already, and nothing is overwritten"):
            migrate(copy, out)
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == {p.name: p.read_bytes() for p in NATO.iterdir()}
    (tmp_path / "empty").mkdir()
    assert migrate(copy, tmp_path / "empty").left == ("README.md",)


def test_it_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(*_: object) -> Row:
        return {"schema_version": SCHEMA_VERSION}

    monkeypatch.setattr("onrecord.versions.migrate.lift", spoilt)
    with pytest.raises(InvalidDataset, match="the migrated dataset would not be valid"):
        migrate(NATO, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []

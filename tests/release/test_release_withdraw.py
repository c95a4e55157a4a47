"""What is withdrawn is in no file of a release, nor of any later one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from released import content, rows

import onrecord
from onrecord.errors import CommandError, DataError, OutputInTheWay, SourceNotFound

pytest_plugins = ("release_fixtures",)

WORDS = "the bridge will stand for another hundred years"
ARTICLES = [
    {
        "id": "anna-lee-speaks",
        "url": "https://courier.example/anna-lee",
        "title": "The bridge “will stand for another hundred years”",
        "text": f"“I am sure that {WORDS},” said Anna Lee. “Nobody doubts it.”\n\n“It is steel,” said Tom Vale.",
    },
    {
        "id": "copied",
        "url": "https://gull.example/copied",
        "text": f"Lee was firm. “I am sure — that {WORDS.upper()}!” said Anna Lee.\n\n“We shall see,” said Ed Moor.",
    },
    {
        "id": "other",
        "url": "https://gull.example/other",
        "text": "“The ferry was late again,” said Una Park.\n\n“Clear as day,” said Ben Hill.",
    },
]


def record_of(dataset: Path, words: str) -> str:
    lines = (dataset / "quotes.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    return str(next(row["id"] for row in map(json.loads, lines) if words in row["quote"]))


def texts(folder: Path) -> str:
    """All that a release says, Parquet read too, in lower case."""
    import pyarrow.parquet as pq

    found = [data.decode() for name, data in content(folder).items() if not name.endswith(".parquet")]
    found += [json.dumps(pq.read_table(path).to_pylist(), default=str) for path in folder.rglob("*.parquet")]
    return "\n".join(found).casefold()


@pytest.fixture
def dataset(build: Callable[..., Path]) -> Path:
    return build(*ARTICLES)


def release(dataset: Path, to: Path, version: str = "1.0.0", **options: Any) -> Path:
    onrecord.release(dataset, to=to, name="bridge", version=version, **options)
    return to


def listed(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "withdrawn.txt"
    path.write_text("# what was withdrawn\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("words", ["quotes", "standoff", "full"])
def test_the_words_of_a_record_are_nowhere(dataset: Path, tmp_path: Path, words: str) -> None:
    name = record_of(dataset, WORDS)
    file = listed(tmp_path, f"{name} request")
    out = release(dataset, tmp_path / "out", withdrawn=file, words=words, licence="own")
    said = texts(out)
    assert WORDS not in said
    assert "nobody doubts it" not in said  # the other part of the utterance
    assert not any(name in json.dumps(row) for row in rows(out, "quotes"))
    assert {row["article_id"] for row in rows(out, "quotes")} == {"anna-lee-speaks", "copied", "other"}
    if words == "full":
        assert {row["id"]: row["text"] is None for row in rows(out, "articles")} == {
            "anna-lee-speaks": True,
            "copied": True,
            "other": False,
        }
        assert [row["context"] is None for row in rows(out, "quotes") if row["article_id"] == "copied"] == [True]


def test_the_list_names_nobody_and_says_no_words(dataset: Path, tmp_path: Path) -> None:
    file = listed(
        tmp_path, f"{record_of(dataset, WORDS)} request", "https://gull.example/other rights", "no-such-article wrong"
    )
    out = release(dataset, tmp_path / "out", withdrawn=file)
    text = (out / "withdrawn.jsonl").read_text(encoding="utf-8")
    found = [json.loads(line) for line in text.splitlines()]
    assert [(row["what"], row["reason"], row["since"]) for row in found] == [
        ("article", "wrong", "1.0.0"),
        ("record", "request", "1.0.0"),
        ("record", "request", "1.0.0"),
        ("url", "rights", "1.0.0"),
    ]
    assert not any(word in text.casefold() for word in ("anna", "lee", "bridge", "gull", "no-such-article"))
    assert "Withdrawn so far: 4 entries" in (out / "README.md").read_text(encoding="utf-8")
    assert "gull.example/other" not in texts(out)
    assert "una park" not in texts(out)


def test_later_releases_honour_the_list(dataset: Path, build: Callable[..., Path], tmp_path: Path) -> None:
    file = listed(tmp_path, f"{record_of(dataset, WORDS)} request")
    first = release(dataset, tmp_path / "v1", withdrawn=file)
    again = {"id": "later", "text": f"“I am sure that {WORDS},” Lee had said."}
    grown = build(*ARTICLES, again, name="grown")
    second = release(grown, tmp_path / "v2", "1.1.0", previous=first)
    assert WORDS not in texts(second)
    assert (second / "withdrawn.jsonl").read_bytes() == (first / "withdrawn.jsonl").read_bytes()
    only_copies = build(ARTICLES[1], ARTICLES[2], name="copies")  # the record itself is no longer there
    third = release(only_copies, tmp_path / "v3", "2.0.0", previous=second)
    assert WORDS not in texts(third)
    assert (third / "withdrawn.jsonl").read_bytes() == (first / "withdrawn.jsonl").read_bytes()
    by_its_list = release(dataset, tmp_path / "v4", "1.0.0", withdrawn=first / "withdrawn.jsonl")
    assert WORDS not in texts(by_its_list)


def test_a_release_that_would_forget_the_list_is_refused(dataset: Path, tmp_path: Path) -> None:
    out = release(dataset, tmp_path / "out", withdrawn=listed(tmp_path, f"{record_of(dataset, WORDS)} request"))
    before = content(out)
    with pytest.raises(OutputInTheWay, match="2 withdrawn that this release would publish again"):
        release(dataset, out)
    assert content(out) == before


@pytest.mark.parametrize("words", ["quotes", "standoff"])
def test_rehydrate_does_not_bring_it_back(dataset: Path, tmp_path: Path, words: str) -> None:
    source = tmp_path / "built.jsonl"
    for withdrawn in (record_of(dataset, WORDS), record_of(dataset, "Clear as day")):
        file = listed(tmp_path, f"{withdrawn} request")
        less = release(dataset, tmp_path / "less" / withdrawn, withdrawn=file, words=words, licence="own")
        full = release(dataset, tmp_path / "full" / withdrawn, withdrawn=file, words="full", licence="own")
        onrecord.rehydrate(less, source=source, to=tmp_path / "back" / withdrawn)
        assert content(tmp_path / "back" / withdrawn) == content(full)
        assert "clear as day" not in texts(full) or withdrawn != record_of(dataset, "Clear as day")


def test_few_words_are_withdrawn_from_their_article_alone(build: Callable[..., Path], tmp_path: Path) -> None:
    dataset = build(
        {"id": "a", "text": "“It is clear,” said Anna Lee."}, {"id": "b", "text": "“It is clear,” said Tom Vale."}
    )
    lines = (dataset / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
    name = next(row["id"] for row in map(json.loads, lines) if row["article_id"] == "a")
    out = release(dataset, tmp_path / "out", withdrawn=listed(tmp_path, name), words="full", licence="own")
    assert [row["article_id"] for row in rows(out, "quotes")] == ["b"]
    assert {row["id"]: row["text"] is None for row in rows(out, "articles")} == {"a": True, "b": False}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("q_0123456789abcdef because Anna Lee asked", "expected a reason of request"),
        ('{"record": "q_1", "reason": "wrong"}', "expected a record's id"),
        ('{"reason": "wrong"}', "expected one of record, article, url, found none"),
        ('{"record": ', "expected a JSON object"),
    ],
)
def test_what_is_wrong_with_a_list_is_said(line: str, wrong: str, dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=f"withdrawn.txt, line 3: {wrong}"):
        release(dataset, tmp_path / "out", withdrawn=listed(tmp_path, line))
    with pytest.raises(SourceNotFound, match="--withdrawn"):
        release(dataset, tmp_path / "out", withdrawn=tmp_path / "none.txt")


def test_an_article_with_spaces_in_its_id_is_named_by_json(build: Callable[..., Path], tmp_path: Path) -> None:
    dataset = build({"id": "a b", "text": "“It is,” said Anna Lee."}, {"id": "c", "text": "“It was,” said Tom Vale."})
    file = listed(tmp_path, '{"article": "a b", "reason": "legal"}')
    assert [row["id"] for row in rows(release(dataset, tmp_path / "out", withdrawn=file), "articles")] == ["c"]


def test_versions_go_up(dataset: Path, tmp_path: Path) -> None:
    first = release(dataset, tmp_path / "v1", "1.2.0")
    for version in ("1.2.0", "1.1.9", "0.9.9"):
        with pytest.raises(CommandError, match=r"is not above 1\.2\.0"):
            release(dataset, tmp_path / "v2", version, previous=first)
    release(dataset, tmp_path / "v2", "1.10.0", previous=first)
    for version in ("1.2", "v1.2.0", "1.02.0", "1.2.0-rc1", ""):
        with pytest.raises(CommandError, match="expected three numbers"):
            release(dataset, tmp_path / "v3", version)
    with pytest.raises(SourceNotFound, match="is no release"):
        release(dataset, tmp_path / "v3", "2.0.0", previous=tmp_path)
    with pytest.raises(DataError, match="expected the manifest of a release"):
        release(dataset, tmp_path / "v3", "2.0.0", previous=dataset)

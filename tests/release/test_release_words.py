"""Which words a release has, what may be published in full, and how words are put back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from released import SAMPLES, content, rows

import onrecord
from onrecord.errors import CommandError, DataError, SourceNotFound

pytest_plugins = ("release_fixtures",)


def texts(samples: Path) -> dict[str, str]:
    import json

    lines = (samples / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row["text"] for row in map(json.loads, lines)}


def shingles(words: str, length: int) -> set[str]:
    found = re.findall(r"\w+", words.casefold())
    return {" ".join(found[start : start + length]) for start in range(len(found) - length + 1)}


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [words for inner in value.values() for words in strings(inner)]
    if isinstance(value, list):
        return [words for inner in value for words in strings(inner)]
    return [value] if isinstance(value, str) else []


def test_quotes_have_no_article_text_and_no_context(quotes_release: Path) -> None:
    assert all(row["text"] is None and row["sha256"] for row in rows(quotes_release, "articles"))
    for row in rows(quotes_release, "quotes"):
        assert row["quote"]
        assert row["context"] is None
    assert any(row["source"] and row["source"]["text"] for row in rows(quotes_release, "quotes"))


@pytest.mark.parametrize("config", ["quotes", "articles", "rejected", "variants"])
def test_standoff_has_no_words(config: str, standoff_release: Path, samples: Path) -> None:
    there = {shingle for text in texts(samples).values() for line in text.splitlines() for shingle in shingles(line, 4)}
    facts = ("url", "author", "outlet", "speaker", "id", "article_id", "quotes", "attribution_rule", "resolution_rule")
    for row in rows(standoff_release, config):
        assert "text" not in row or row["text"] is None
        assert row.get("quote") is None
        assert row.get("title") is None
        assert row.get("speaker_role") is None
        if row.get("speaker_kind") == "unnamed":
            assert row["speaker"] is None
        for words in strings({key: value for key, value in row.items() if key not in facts}):
            assert not shingles(words, 4) & there, words


def test_standoff_words_are_in_no_other_file(standoff_release: Path, samples: Path) -> None:
    quotes = [row for row in rows_of(samples) if len(row["quote"].split()) > 5]
    assert quotes
    for name, data in content(standoff_release).items():
        if not name.endswith(".parquet"):
            found = data.decode()
            assert not [row["quote"] for row in quotes if row["quote"] in found], name


def rows_of(samples: Path) -> list[dict[str, Any]]:
    import json

    return [json.loads(line) for line in (samples / "quotes.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]


def test_full_has_everything(full_release: Path, samples: Path) -> None:
    assert {row["id"]: row["text"] for row in rows(full_release, "articles")} == texts(samples)
    assert all(row["context"] for row in rows(full_release, "quotes"))
    assert {row["licence"] for row in licence_rows(full_release)} == {"own"}


def licence_rows(release: Path) -> list[dict[str, Any]]:
    import json

    return [json.loads(line) for line in (release / "licences.jsonl").read_text(encoding="utf-8").splitlines()]


def test_full_is_refused_without_licences_and_the_articles_are_named(samples: Path, tmp_path: Path) -> None:
    with pytest.raises(
        DataError, match=r"15 of them(.|\n)*coldharbour-yard-closure: no licence given(.|\n)*and 5 more"
    ):
        onrecord.release(samples, to=tmp_path / "out", name="samples", version="1.0.0", words="full")
    assert not (tmp_path / "out").exists()
    with pytest.raises(DataError, match="all-rights-reserved"):
        onrecord.release(
            samples, to=tmp_path / "out", name="samples", version="1.0.0", words="full", licence="all rights reserved"
        )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "licences.toml",
            '"Alder Bay Ledger" = "CC BY 4.0"\n"meridian-post.example" = "CC0-1.0"\n"Northwire" = "own"\n'
            '"The Daily Gull" = "pd"\n"strait-talk.example" = "cc-by-sa-4.0"\n'
            '"wexcombe-courier.example" = "OGL-UK-3.0"\n'
            '"school-gym-meeting" = "own"\n"shipyard-notice-lawsuit" = "own"\n"episode-41" = "own"\n',
        ),
        (
            "licences.csv",
            "what,licence\nAlder Bay Ledger,cc-by-4.0\nexample,CC0\nNorthwire,own\nThe Daily Gull,pd\nStrait Talk,own\n"
            "The Wexcombe Courier,own\nschool-gym-meeting,own\nshipyard-notice-lawsuit,own\nThe Meridian Post,own\n",
        ),
    ],
)
def test_licences_are_read_by_article_domain_and_outlet(name: str, text: str, samples: Path, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    onrecord.release(samples, to=tmp_path / "out", name="samples", version="1.0.0", words="full", licences_file=file)
    found = {row["article_id"]: row["licence"] for row in licence_rows(tmp_path / "out")}
    assert len(found) == 15
    assert "licences.jsonl" in (tmp_path / "out/README.md").read_text(encoding="utf-8")


def test_what_is_wrong_with_licences_is_said(samples: Path, tmp_path: Path) -> None:
    options: dict[str, Any] = {"to": tmp_path / "out", "name": "samples", "version": "1.0.0"}
    with pytest.raises(CommandError, match="give one of them"):
        onrecord.release(samples, **options, licence="own", licences_file=tmp_path / "x.toml")
    with pytest.raises(SourceNotFound, match="--licences"):
        onrecord.release(samples, **options, licences_file=tmp_path / "x.toml")
    (tmp_path / "x.toml").write_text("not toml", encoding="utf-8")
    with pytest.raises(DataError, match=r"x\.toml: expected TOML"):
        onrecord.release(samples, **options, licences_file=tmp_path / "x.toml")
    (tmp_path / "x.csv").write_text("a\n", encoding="utf-8")
    with pytest.raises(DataError, match="'a': expected a licence, found None"):
        onrecord.release(samples, **options, licences_file=tmp_path / "x.csv")


def test_full_needs_the_texts(build: Callable[..., Path], tmp_path: Path) -> None:
    dataset = build({"id": "a", "text": "“We will win the match,” said Anna Lee."}, words="quotes")
    with pytest.raises(DataError, match="built without the texts of a"):
        onrecord.release(dataset, to=tmp_path / "out", name="a", version="1.0.0", words="full", licence="own")


@pytest.mark.parametrize("words", ["standoff", "quotes"])
def test_rehydrated_is_the_full_release_byte_for_byte(
    words: str, samples: Path, full_release: Path, tmp_path: Path
) -> None:
    onrecord.release(samples, to=tmp_path / "less", name="samples", version="1.0.0", words=words, licence="own")  # type: ignore[arg-type]
    onrecord.rehydrate(tmp_path / "less", source=SAMPLES, to=tmp_path / "back")
    assert content(tmp_path / "back") == content(full_release)


def test_licences_can_come_with_the_copy(samples: Path, full_release: Path, tmp_path: Path) -> None:
    onrecord.release(samples, to=tmp_path / "less", name="samples", version="1.0.0", words="standoff")
    onrecord.rehydrate(tmp_path / "less", source=SAMPLES, to=tmp_path / "back", licence="own")
    assert content(tmp_path / "back") == content(full_release)
    onrecord.rehydrate(tmp_path / "less", source=SAMPLES, to=tmp_path / "own")
    assert "do not publish it" in (tmp_path / "own/README.md").read_text(encoding="utf-8")
    for config in ("quotes", "articles", "variants", "rejected"):
        assert rows(tmp_path / "own", config) == rows(full_release, config)


def test_words_are_found_by_hash_where_the_release_knew_no_texts(
    samples: Path, full_release: Path, tmp_path: Path
) -> None:
    onrecord.build(SAMPLES, tmp_path / "bare", words="quotes")
    onrecord.release(tmp_path / "bare", to=tmp_path / "less", name="samples", version="1.0.0", words="standoff")
    onrecord.rehydrate(tmp_path / "less", source=SAMPLES, to=tmp_path / "back")
    expected = {row["id"]: {**row, "context": None} for row in rows(full_release, "quotes")}
    assert {row["id"]: {**row, "context": None} for row in rows(tmp_path / "back", "quotes")} == expected


def test_one_changed_character_is_refused_and_named(standoff_release: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(SAMPLES, copy)
    path = copy / "northwire/port-alder-bridge.txt"
    path = path if path.exists() else next(one for one in copy.rglob("port-alder-bridge*") if one.suffix != ".json")
    text = path.read_text(encoding="utf-8")
    place = text.rindex("e")
    path.write_text(f"{text[:place]}a{text[place + 1 :]}", encoding="utf-8")
    with pytest.raises(DataError, match=r"1 of 15 articles(.|\n)*port-alder-bridge: the text differs"):
        onrecord.rehydrate(standoff_release, source=copy, to=tmp_path / "back")
    assert not (tmp_path / "back").exists()
    done = onrecord.rehydrate(standoff_release, source=copy, to=tmp_path / "back", partial=True)
    assert [line.split(":")[0] for line in done.refused] == ["port-alder-bridge"]
    assert "port-alder-bridge" not in {row["article_id"] for row in rows(tmp_path / "back", "quotes")}
    assert len(rows(tmp_path / "back", "articles")) == 14


def test_a_missing_copy_is_named(standoff_release: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no article of its SHA-256"):
        onrecord.rehydrate(standoff_release, source=SAMPLES / "northwire", to=tmp_path / "back")


def test_a_full_release_lacks_nothing(full_release: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="has all its words already"):
        onrecord.rehydrate(full_release, source=SAMPLES, to=tmp_path / "back")

"""``onrecord inspect``: what would be read, and from where each field comes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli import main
from onrecord.inspection import Seen, inspect
from onrecord.model import Rejection

PROSE = (
    "The dykes along the canal held through the night, the harbour master said on Monday, although the water rose by "
    "more than a metre within three hours. “We were lucky,” said Anna Lee, who leads the council of the lower town."
)
PAGE = f"""<html lang="en"><head><title>Dykes hold | Canal News</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Dykes hold", "datePublished":
"2024-03-05T08:00:00+01:00", "author": {{"name": "Tom Hart"}}, "publisher": {{"name": "Canal News"}}}}</script></head>
<body><nav>Home Sport</nav><article><h1>Dykes hold</h1><p>{PROSE}</p><p>GHENT (AP) — {PROSE}</p></article></body>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    rows = [{"artikel": PROSE, "day": "2024-03-06", "id": "two"}, {"artikel": "", "id": "three"}]
    (tmp_path / "b.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as exit:
        main(["inspect", *arguments])
    out, err = capsys.readouterr()
    return int(exit.value.code or 0), out, err


def test_each_field_with_where_it_comes_from(folder: Path) -> None:
    (seen,) = inspect(folder / "a.html", 5)
    assert isinstance(seen, Seen)
    assert {field: (found.value, found.basis) for field, found in seen.fields.items()} == {
        "outlet": ("Canal News", "json-ld"),
        "date": ("2024-03-05", "json-ld"),
        "title": ("Dykes hold", "page"),
        "author": ("Tom Hart", "page"),
        "agency": ("AP", "byline"),
        "language": ("en", "page"),
        "url": (None, "page"),
    }
    assert (seen.id, seen.file, seen.regions) == ("a", "a.html", 2)
    assert seen.begins.startswith("The dykes along the canal")


def test_the_command_shows_articles_and_what_they_have(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, str(folder), "--column", "text=artikel")
    assert (code, err) == (0, "")
    assert "a  (a.html)" in out
    assert "two  (b.jsonl, line 1)" in out
    assert "rejected  b.jsonl, line 2, field 'text': empty article" in out
    assert "2 articles, 1 rejected input" in out
    assert "outlet    1 json-ld; 1 missing" in out


def test_no_column_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(folder / "b.jsonl"))
    assert code == 1
    assert "there are 'artikel', 'day', 'id' (--column text=NAME names another)" in out


def test_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(folder), "--json", "--column", "text=artikel", "--column", "date=day")
    lines: list[Any] = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [line.get("id") for line in lines] == ["a", "two", None]
    assert lines[1]["fields"]["date"] == {"basis": "metadata", "value": "2024-03-06"}
    assert lines[2]["reason"] == "empty-article"


def test_no_more_is_read_than_asked_for(folder: Path) -> None:
    assert len(list(inspect(folder, 1))) == 1
    *rejected, first = inspect([folder / "b.jsonl", folder / "a.html"], 1)
    assert [one.reason for one in rejected if isinstance(one, Rejection)] == ["missing-text"] * 2
    assert isinstance(first, Seen)  # what is rejected on the way is shown, too
    assert first.id == "a"


def test_a_language_without_rules_is_seen(tmp_path: Path) -> None:
    text = (
        "Der Deich am Kanal hat in der Nacht gehalten, sagte der Hafenmeister, obwohl das Wasser um einen Meter stieg."
    )
    (tmp_path / "a.txt").write_text(f"{text} „Wir hatten Glück“, sagte sie, und das war auch nicht zu viel gesagt.")
    (seen,) = inspect(tmp_path, 1)
    assert isinstance(seen, Seen)
    assert (seen.fields["language"].value, seen.fields["language"].basis, seen.regions) == ("de", "words", 0)


def test_nothing_commands_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "x\x1b[2J", "text": f"\x1b[31m{PROSE}", "outlet": "\x1b[1mPost"})
    )
    code, out, _ = run(capsys, str(tmp_path))
    assert code == 0
    assert "\x1b" not in out

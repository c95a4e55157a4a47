"""The card and its neighbours: what they say is true, and words of others do nothing in them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from released import content, manifest, rows

import onrecord
from onrecord.evaluate.confidence import PATH as CONFIDENCE
from onrecord.release import svg
from onrecord.release.markdown import shown

pytest_plugins = ("release_fixtures",)

HOSTILE = "A|B <script>alert(1)</script> [x](javascript:y) $$e^{x}$$ *b* `c` @user &amp; #1\n=1+1 ![i](http://e/i.png)"


def card(release: Path) -> str:
    return (release / "README.md").read_text(encoding="utf-8")


def test_figures_in_the_card_are_those_of_the_rows(quotes_release: Path) -> None:
    text, quotes = card(quotes_release), rows(quotes_release, "quotes")
    number = len(quotes)
    assert f"{number} quotes by " in text
    for outlet, count in Counter(row["outlet"] for row in quotes).items():
        assert f"| {outlet or 'unknown'} | {count} | {count / number:.1%} |" in text
    for kind, count in Counter(row["type"] for row in quotes).items():
        assert f"| {kind} | {count} | {count / number:.1%} |" in text
    attributed = sum(row["source"] is not None for row in quotes)
    assert f"| attributed to a source | {attributed} | {attributed / number:.1%} |" in text
    measured = json.loads(CONFIDENCE.read_text(encoding="utf-8"))["all"]
    assert f"{measured['right']:,} of {measured['of']:,} records" in text


@pytest.mark.parametrize(
    "words",
    [
        "## Whose words these are",
        "## Living people, and how to have a record withdrawn",
        "## Known weaknesses",
        "## Cite it",
        "load_dataset(",
        "machine",
        'revision="v1.0.0"',
        "| the schema of its rows |",
    ],
)
def test_the_card_says(words: str, quotes_release: Path) -> None:
    assert words in card(quotes_release)


def test_figures_are_images_that_are_there(quotes_release: Path) -> None:
    files = sorted((quotes_release / "figures").iterdir())
    assert [path.name for path in files] == ["confidence.svg", "most-quoted.svg", "quotes-over-time.svg"]
    for path in files:
        ElementTree.fromstring(path.read_bytes())
        assert f"](figures/{path.name})" in card(quotes_release)


def test_words_of_others_do_nothing(build: Callable[..., Path], tmp_path: Path) -> None:
    dataset = build(
        {"id": "a", "outlet": HOSTILE, "date": "2024-01-01", "text": "“We will win it,” said Anna <b>Lee</b>."},
        {"id": "b", "outlet": "=cmd()", "date": "2024-01-01", "text": "“We will win it,” said Tom Vale."},
    )
    authors = ['"}, A: [b] # <i>', "{x}`\\"]
    onrecord.release(dataset, to=tmp_path / "out", name="hostile", version="1.0.0", authors=authors)
    text = re.sub(r"```.*?```", "", card(tmp_path / "out").split("---\n", 2)[2], flags=re.DOTALL)
    for mark in ("<script", "<b>", "<i>", "](javascript", "$$", "*b*", "`c`", "@user", "![i]"):
        assert mark not in text.replace("![Quotes", "").replace("![The", "").replace("![Conf", ""), mark
    for line in text.splitlines():
        if line.startswith("| A&#124;B"):
            assert line.count("|") == 4
    citation = yaml.safe_load((tmp_path / "out/CITATION.cff").read_text(encoding="utf-8"))
    assert [author["name"] for author in citation["authors"]] == authors
    json.loads((tmp_path / "out/croissant.json").read_text(encoding="utf-8"))


def test_figures_escape_what_they_show() -> None:
    for text in (
        svg.bars("A <b> & c\x00", [("<script>\x0b", 3), ("x" * 100, 0)]),
        svg.columns("“q”", [("2024", 1)]),
        svg.columns("none", []),
        svg.curve("c", "<x>", [(0.5, 0.9), (1, 0.5)]),
    ):
        root = ElementTree.fromstring(text)
        assert not [element for element in root.iter() if element.tag.endswith("script")]
        assert "nan" not in text


def test_shown_words_stand_in_one_line_without_marks() -> None:
    assert shown("a\nb\u2028c") == "a b c"
    assert shown("O’Neil & Søn, “Ltd.”") == "O’Neil &#38; Søn, “Ltd.”"
    assert not set(shown(HOSTILE)) & set("|<>[]()$*`@!{}=")


def test_citation_is_cff(quotes_release: Path) -> None:
    found: dict[str, Any] = yaml.safe_load((quotes_release / "CITATION.cff").read_text(encoding="utf-8"))
    assert found["cff-version"] == "1.2.0"
    assert found["type"] == "dataset"
    assert found["version"] == "1.0.0"
    assert found["license"] == "CC-BY-4.0"
    assert found["authors"] == [{"name": "The samples authors"}]
    assert {"message", "title"} <= set(found)
    assert "CC-BY-4.0" in (quotes_release / "LICENSE").read_text(encoding="utf-8")


def test_the_line_that_loads_it_names_its_repository(samples: Path, tmp_path: Path) -> None:
    url = "https://huggingface.co/datasets/someone/my-quotes"
    onrecord.release(samples, to=tmp_path / "out", name="my-quotes", version="1.0.0", url=url)
    text = card(tmp_path / "out")
    assert 'quotes = load_dataset("someone/my-quotes")' in text
    assert 'articles = load_dataset("someone/my-quotes", "articles")' in text
    assert yaml.safe_load((tmp_path / "out/CITATION.cff").read_text(encoding="utf-8"))["url"] == url


def test_versions_of_dataset_schema_and_generator_are_kept_apart(quotes_release: Path, samples: Path) -> None:
    found, built = manifest(quotes_release), manifest(samples)
    assert found["name"] == "samples"
    assert found["version"] == "1.0.0"
    assert found["schema_version"] == built["schema_version"]
    assert found["build"]["generator_version"] == built["generator_version"]
    assert found["build"]["inputs"] == sorted(built["inputs"], key=lambda one: str(one["name"]))
    assert found["counts"]["quotes"] == built["counts"]["quotes"]


def test_nothing_of_this_machine_is_in_a_release(quotes_release: Path, samples: Path) -> None:
    for name, data in content(quotes_release).items():
        assert str(samples.parent).encode() not in data, name
        assert b"/root" not in data, name

"""The leaderboard, and what the pages on evaluation and exports say of formats and faults."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from small_gold import at, gold_line, write_lines

from onrecord.evaluate.gold import read_gold
from onrecord.evaluate.model import FAULTS
from onrecord.evaluate.systems import RUN
from onrecord.exports.formats import FORMATS, NAMES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def leaderboard() -> ModuleType:
    spec = importlib.util.spec_from_file_location("leaderboard", ROOT / "benchmarks" / "leaderboard.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_row_for_each_system_with_its_signature(leaderboard: ModuleType, tmp_path: Path) -> None:
    gold = read_gold(write_lines(tmp_path / "gold.jsonl", gold_line()))
    span = at("The quay is sound,")
    mine = write_lines(tmp_path / "p.jsonl", {"id": "quay", "quotes": [{"start": span.start, "end": span.end}]})
    page = [*leaderboard.lines([gold], [*((name, name) for name in RUN), ("mine", str(mine))])]
    assert "## gold.jsonl: 1 articles, 5 quotes" in page
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in page if line.startswith("| ")}
    signed = {line.partition(":")[0].removeprefix("- "): line for line in page if re.match(r"- \S+: `onrecord ", line)}
    skipped = [line for line in page if "was not measured" in line]
    assert {*rows} == {"system", *signed}
    assert {*signed} | {"textacy"} == {*RUN, "mine"}
    assert all(line.startswith("- textacy was not measured: the baseline textacy needs") for line in skipped)
    assert rows["mine"] == "| mine | 0.333 | 0.333 | – | – | – | – | 1.000 |"
    assert all(
        "|gold:gold.jsonl@" in line and line.endswith("|articles:1|matching:greedy`") for line in signed.values()
    )


def test_the_page_that_is_published_has_the_columns_and_the_systems(leaderboard: ModuleType) -> None:
    page = (DOCS / "leaderboard.md").read_text(encoding="utf-8")
    head = page.partition("\n| system | ")[2].partition(" |\n")[0]
    assert head.split(" | ") == [title for title, _ in leaderboard.COLUMNS]
    for name in RUN:
        assert f"- **{name}**: " in page
        assert f"- {name}: `onrecord " in page or f"- {name} was not measured" in page


def _table(page: str, heading: str) -> list[list[str]]:
    section = (DOCS / page).read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in (rows[0], *rows[2:])]


def test_the_table_of_faults() -> None:
    rows = _table("evaluation.md", "What is wrong is said, not scored")[1:]
    assert [row[0].strip("`") for row in rows] == [*FAULTS]
    assert all(FAULTS[row[0].strip("`")].startswith(row[1]) for row in rows)


def test_the_tables_of_formats() -> None:
    formats = _table("exports.md", "The formats")[1:]
    assert [row[0].strip("`") for row in formats] == [*NAMES]
    assert [row[0].strip("`") for row in _table("exports.md", "What each was loaded in")[1:]] == [*NAMES]
    for row, form in zip(formats, FORMATS, strict=True):
        assert row[3].startswith("yes") == form.text
        read = "–" if form.reader is None else "system, gold" if form.reader.texts else "system"
        assert row[4] == read
    head, *held = _table("exports.md", "What each holds")
    assert head[1:] == [*NAMES]
    ticked = {name: {row[0] for row in held if row[column] == "✓"} for column, name in enumerate(head[1:], start=1)}
    facets = {
        "source": "source",
        "cue": "cue, addressee",
        "addressee": "cue, addressee",
        "type": "type",
        "speaker": "speaker",
        "role": "speaker_kind, speaker_role, said_on",
        "said_on": "speaker_kind, speaker_role, said_on",
        "not_speech": "quoted regions that are no speech",
    }
    for form in FORMATS:
        if form.reader:
            assert {facets[facet] for facet in form.reader.holds if facet in facets} == (
                ticked[form.name] & {*facets.values()}
            )

"""What each kind of change calls for: a row for each, and none of the schema's fields without."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from versioned import ARTICLE, INPUT, QUOTE, REGION, Row, dataset, older, release

from onrecord.dataset.schemas import Kind, load
from onrecord.versions.bump import FIELDS, calls, required_bump
from onrecord.versions.changes import PARTS, Part
from onrecord.versions.compare import compare
from onrecord.versions.numbers import Bump

ROWS: dict[Part, Row] = {"quotes": QUOTE, "articles": ARTICLE, "regions": REGION, "inputs": INPUT}
KINDS: dict[Part, Kind] = {"quotes": "quote", "articles": "article", "regions": "rejected", "inputs": "rejected"}

HAS: Any = object()
"""The value that the row has."""

CHANGED: list[tuple[Part, str, Any, Any, Bump]] = [
    # the words and their places
    ("quotes", "quote", HAS, "We will keep this lighthouse", "major"),
    ("quotes", "quote", HAS, None, "major"),
    ("quotes", "quote", None, HAS, "minor"),
    ("quotes", "start", HAS, 2, "major"),
    ("quotes", "end", HAS, 28, "major"),
    ("quotes", "article_id", HAS, "mill", "major"),
    # what is learnt
    ("quotes", "type", HAS, "mixed", "major"),
    ("quotes", "utterance_id", HAS, "u_00000000000000b2", "major"),
    ("quotes", "part", HAS, 2, "major"),
    ("quotes", "parts", HAS, 2, "major"),
    ("quotes", "speaker", HAS, "Nora M. Quill", "major"),
    ("quotes", "speaker", HAS, None, "major"),
    ("quotes", "speaker", None, HAS, "major"),  # null was an answer: nobody
    ("quotes", "speaker_kind", HAS, "unnamed", "major"),
    ("quotes", "speaker_role", HAS, None, "major"),
    ("quotes", "source", HAS, None, "major"),
    ("quotes", "source", None, HAS, "major"),
    ("quotes", "source", HAS, QUOTE["source"] | {"start": 40, "text": "Quill"}, "major"),
    ("quotes", "source", HAS, QUOTE["source"] | {"form": "nominal"}, "major"),
    ("quotes", "source", HAS, QUOTE["source"] | {"text": None}, "major"),  # its words were left out
    ("quotes", "source", QUOTE["source"] | {"text": None}, HAS, "minor"),  # and were put back
    ("quotes", "cue", HAS, QUOTE["cue"] | {"lemma": "tell"}, "major"),
    ("quotes", "cue", None, HAS, "major"),
    ("quotes", "addressee", HAS, {"text": "visitors", "start": 60, "end": 68}, "major"),
    ("quotes", "said_on", HAS, "2024-03-11", "major"),
    ("quotes", "said_on_precision", HAS, "month", "major"),
    ("quotes", "said_on_basis", HAS, None, "major"),
    ("quotes", "language", HAS, "en-GB", "major"),
    ("quotes", "speaker_id", "quill", "vale", "major"),
    ("quotes", "speaker_id", "quill", HAS, "major"),
    ("quotes", "speaker_id", HAS, "quill", "minor"),  # nothing was said before
    ("quotes", "sentiment", 1, 2, "major"),  # no field of the schema
    # what is said about a record
    ("quotes", "context", HAS, {"text": "“We will keep the lighthouse,” said Nora Quill", "start": 0}, "patch"),
    ("quotes", "context", HAS, None, "major"),
    ("quotes", "context", None, HAS, "minor"),
    ("quotes", "outlet", HAS, "Daily Gull", "patch"),
    ("quotes", "date", HAS, None, "patch"),
    ("quotes", "url", HAS, "https://gull.example/lighthouse", "patch"),
    ("quotes", "title", HAS, None, "patch"),
    ("quotes", "author", HAS, "Tomas Vale", "patch"),
    ("quotes", "agency", HAS, "AP", "patch"),
    ("quotes", "attribution_rule", HAS, "beside_quote.name_verb", "patch"),
    ("quotes", "resolution_rule", HAS, "name.surname", "patch"),
    ("quotes", "confidence", HAS, 0.91, "patch"),
    ("quotes", "variant_group", HAS, "v_0d4be2a7915c38f6", "patch"),
    # articles
    ("articles", "text", HAS, "Another text.", "major"),
    ("articles", "text", HAS, None, "major"),
    ("articles", "text", None, HAS, "minor"),
    ("articles", "sha256", HAS, "1" * 64, "major"),
    ("articles", "characters", HAS, 58, "major"),
    ("articles", "language", HAS, "de", "major"),
    ("articles", "url", HAS, "https://gull.example/lighthouse", "patch"),
    ("articles", "outlet", HAS, None, "patch"),
    ("articles", "outlet_basis", HAS, "byline", "patch"),
    ("articles", "date", HAS, "2024-03-20", "patch"),
    ("articles", "date_basis", HAS, "url", "patch"),
    ("articles", "title", HAS, "A lighthouse", "patch"),
    ("articles", "author", HAS, "Tomas Vale", "patch"),
    ("articles", "agency", HAS, "Reuters", "patch"),
    ("articles", "quotes", HAS, 2, "patch"),
    # what is no speech, and what could not be read
    ("regions", "reason", HAS, "name", "major"),
    ("regions", "text", HAS, "Harbour lights", "major"),
    ("regions", "text", HAS, None, "major"),
    ("regions", "text", None, HAS, "minor"),
    ("regions", "rule", HAS, "no_speech.name", "patch"),
    ("inputs", "reason", HAS, "not-an-object", "patch"),
    ("inputs", "expected", HAS, None, "patch"),
]


def write(folder: Path, part: Part, rows: list[Row]) -> Path:
    """A dataset whose rows of one part are these."""
    match part:
        case "quotes":
            return dataset(folder, quotes=rows)
        case "articles":
            return dataset(folder, articles=rows)
        case "regions":
            return dataset(folder, rejected=[*rows, INPUT])
        case _:
            return dataset(folder, rejected=[REGION, *rows])


@pytest.mark.parametrize(("part", "field", "old", "new", "bump"), CHANGED)
def test_a_changed_field(part: Part, field: str, old: Any, new: Any, bump: Bump, tmp_path: Path) -> None:
    row = ROWS[part]
    before, after = ({**row, field: row[field] if value is HAS else value} for value in (old, new))
    diff = compare(write(tmp_path / "old", part, [before]), write(tmp_path / "new", part, [after]))
    assert required_bump(diff) == bump
    assert [(call.part, call.what, call.count) for call in calls(diff)] == [(part, field, 1)]
    assert diff.parts[part].changed == 1
    assert [(one.old, one.new) for one in diff.parts[part].fields[field].examples] == [(before[field], after[field])]


@pytest.mark.parametrize(
    ("part", "added", "removed"),
    [
        ("quotes", "minor", "major"),
        ("articles", "minor", "major"),
        ("regions", "minor", "major"),
        ("inputs", "patch", "patch"),
    ],
)
def test_rows_that_come_and_go(part: Part, added: Bump, removed: Bump, tmp_path: Path) -> None:
    fewer, more = write(tmp_path / "fewer", part, []), write(tmp_path / "more", part, [ROWS[part]])
    assert required_bump(compare(fewer, more)) == added
    assert required_bump(compare(more, fewer)) == removed


def test_a_row_of_another_id_is_another_row(tmp_path: Path) -> None:
    for part, key in (("quotes", "id"), ("articles", "id"), ("regions", "end"), ("inputs", "line")):
        name: Part = part  # type: ignore[assignment]
        other = {**ROWS[name], key: 7 if isinstance(ROWS[name][key], int) else "other"}
        diff = compare(write(tmp_path / "old", name, [ROWS[name]]), write(tmp_path / "new", name, [other]))
        assert (diff.parts[name].added, diff.parts[name].removed, diff.parts[name].changed) == (1, 1, 0)


@pytest.mark.parametrize(
    ("old", "new", "bump"),
    [
        ("1.0.0", "1.1.0", "minor"),
        ("1.1.0", "1.2.0", "minor"),
        ("1.0.0", "1.2.0", "minor"),
        ("1.2.0", "1.1.0", "major"),  # fields are gone
        ("1.2.0", "1.2.0", "none"),
    ],
)
def test_another_schema(old: str, new: str, bump: Bump, tmp_path: Path) -> None:
    folders = [
        dataset(
            tmp_path / f"{place}",
            [QUOTE if version == "1.2.0" else older(QUOTE, version)],
            [ARTICLE if version == "1.2.0" else older(ARTICLE, version)],
            [{**REGION, "schema_version": version}],
            version,
        )
        for place, version in enumerate((old, new))
    ]
    diff = compare(*folders)
    assert required_bump(diff) == bump
    assert diff.empty == (bump == "none")


def test_a_record_in_another_split_may_leak(tmp_path: Path) -> None:
    other = {**QUOTE, "id": "q_00000000000000b2"}
    old = release(tmp_path / "old", train=[QUOTE], test=[other])
    new = release(tmp_path / "new", train=[other], test=[QUOTE])
    assert required_bump(compare(old, new)) == "major"
    assert compare(old, new).parts["quotes"].fields["split"].changed == 2
    # a folder of a build says nothing about splits
    assert compare(old, dataset(tmp_path / "built", [QUOTE, other])).empty


@pytest.mark.parametrize("part", PARTS)
def test_every_field_of_the_schema_is_in_the_table(part: Part) -> None:
    matched = {
        "quotes": {"id"},
        "articles": {"id"},
        "regions": {"what", "article_id", "start", "end", "file", "line", "field", "expected"},  # null, the last four
        "inputs": {
            "what",
            "file",
            "line",
            "field",
            "article_id",
            "start",
            "end",
            "text",
            "rule",
        },  # null, the last four
    }[part]
    fields = set(load(KINDS[part])["required"]) - {"schema_version"} - matched
    assert set(FIELDS[part]) - {"split"} == fields
    assert fields <= {field for name, field, *_ in CHANGED if name == part}


def test_the_page_has_the_same_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "versions.md").read_text("utf-8")
    told = {
        (part, field): cells[2]
        for cells in re.findall(r"^\| (\w+) \| (.+?) \| (.+?) \|", page, re.MULTILINE)
        for part in [cells[0]]
        for field in re.findall(r"`(\w+)`", cells[1])
    }
    for part in PARTS:
        for field, policy in FIELDS[part].items():
            assert told[part, field].split()[0] == policy.altered, (part, field)

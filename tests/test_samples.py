"""The sample articles of the package, whole: what must come out of them, as their writer annotated it.

``samples/expected.jsonl``: a line for each quoted span of the samples: file, article (for .jsonl), start and end in the
article's text, quote, type, source (the mention), speaker, kind; or, where it is no speech, text and reason.
"""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Article, Record, Rejection
from onrecord.pipeline import process
from onrecord.read import read

SAMPLES = Path(str(files("onrecord"))) / "samples"
EXPECTED = [
    json.loads(line) for line in (Path(__file__).parent / "samples" / "expected.jsonl").read_text("utf-8").splitlines()
]
QUOTES = [one for one in EXPECTED if "quote" in one]
NO_SPEECH = [one for one in EXPECTED if "quote" not in one]


@pytest.fixture(scope="module")
def made() -> dict[tuple[str, int], Record | Rejection]:
    """What is made of each quoted region: (article, start) -> record or rejection."""
    regions: dict[tuple[str, int], Record | Rejection] = {}
    for article in read(SAMPLES):
        assert isinstance(article, Article), article
        extraction = process(article)
        regions.update({(article.id, record.start): record for record in extraction.records})
        regions.update({(article.id, r.start): r for r in extraction.rejections if r.start is not None})
    return regions


def key(expected: dict[str, Any]) -> tuple[str, int]:
    return expected.get("article") or Path(expected["file"]).stem, expected["start"]


def test_every_quote_comes_out(made: dict[tuple[str, int], Record | Rejection]) -> None:
    found = {place: one.quote for place, one in made.items() if isinstance(one, Record)}
    assert [one["quote"] for one in QUOTES if found.get(key(one)) != one["quote"]] == []


def test_what_is_no_speech_is_rejected(made: dict[tuple[str, int], Record | Rejection]) -> None:
    kept = [one["text"] for one in NO_SPEECH if isinstance(made.get(key(one)), Record)]
    assert len(kept) <= 6, kept


# Floors: they only rise.
@pytest.mark.parametrize(("field", "floor"), [("type", 0.985), ("source", 0.88), ("kind", 0.86), ("speaker", 0.78)])
def test_fields_are_right(made: dict[tuple[str, int], Record | Rejection], field: str, floor: float) -> None:
    wrong: list[tuple[str, object]] = []
    for one in QUOTES:
        record = made.get(key(one))
        if not isinstance(record, Record):
            wrong.append((one["quote"], None))
            continue
        found = {
            "type": record.type,
            "source": record.source and record.source.text,
            "kind": record.speaker_kind,
            "speaker": record.speaker,
        }[field]
        if found != one[field]:
            wrong.append((one["quote"], found))
    assert 1 - len(wrong) / len(QUOTES) >= floor, wrong


def test_they_show_what_the_readme_says(made: dict[tuple[str, int], Record | Rejection]) -> None:
    records = [one for one in made.values() if isinstance(one, Record)]
    outlets = defaultdict(set)
    for record in records:
        outlets[record.quote.rstrip(",.")].add(record.outlet)
    assert {record.type for record in records} == {"direct", "mixed"}
    assert {record.speaker_kind for record in records} >= {"person", "organization", "group", "unnamed"}
    assert {record.source.form for record in records if record.source} == {"name", "pronoun", "nominal"}
    assert any(record.parts > 1 for record in records)
    assert max(len(of) for of in outlets.values()) >= 4, "a quote that several outlets share"
    assert len({record.outlet for record in records}) >= 5

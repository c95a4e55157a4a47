"""Rows of two invented articles, and folders of such rows as ``build`` and ``release`` lay them out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]

QUOTE: Row = {
    "schema_version": "1.2.0",
    "id": "q_00000000000000a1",
    "quote": "We will keep the lighthouse,",
    "start": 1,
    "end": 29,
    "type": "direct",
    "utterance_id": "u_00000000000000a1",
    "part": 1,
    "parts": 1,
    "speaker": "Nora Quill",
    "speaker_kind": "person",
    "speaker_role": "keeper",
    "source": {"text": "Nora Quill", "start": 36, "end": 46, "form": "name"},
    "cue": {"text": "said", "start": 31, "end": 35, "lemma": "say"},
    "addressee": None,
    "outlet": "The Daily Gull",
    "date": "2024-03-19",
    "said_on": "2024-03-18",
    "said_on_precision": "day",
    "said_on_basis": {"text": "on Monday", "start": 47, "end": 56},
    "language": "en",
    "article_id": "lighthouse",
    "url": None,
    "title": "A lighthouse in dispute",
    "author": None,
    "context": {"text": "“We will keep the lighthouse,” said Nora Quill on Monday.", "start": 0},
    "attribution_rule": "beside_quote.verb_name",
    "resolution_rule": "name.full_name",
    "confidence": 0.9,
    "variant_group": None,
    "speaker_id": None,
    "agency": None,
}
ARTICLE: Row = {
    "schema_version": "1.2.0",
    "id": "lighthouse",
    "url": None,
    "outlet": "The Daily Gull",
    "outlet_basis": "metadata",
    "date": "2024-03-19",
    "date_basis": "dateline",
    "title": "A lighthouse in dispute",
    "author": None,
    "language": "en",
    "text": "“We will keep the lighthouse,” said Nora Quill on Monday.",
    "sha256": "0" * 64,
    "characters": 57,
    "quotes": 1,
    "agency": None,
}
REJECTED: Row = dict.fromkeys(("article_id", "start", "end", "text", "rule", "file", "line", "field", "expected"))
REGION: Row = REJECTED | {
    "schema_version": "1.2.0",
    "what": "region",
    "reason": "title",
    "article_id": "lighthouse",
    "start": 100,
    "end": 114,
    "text": "Harbour Lights",
    "rule": "no_speech.title",
}
INPUT: Row = REJECTED | {
    "schema_version": "1.2.0",
    "what": "input",
    "reason": "invalid-json",
    "file": "north.jsonl",
    "line": 3,
    "expected": "a JSON object",
}


def lines(path: Path, rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, sort_keys=True) + "\n" for row in rows), encoding="utf-8")


def dataset(
    folder: Path,
    quotes: Iterable[Row] = (QUOTE,),
    articles: Iterable[Row] = (ARTICLE,),
    rejected: Iterable[Row] = (REGION, INPUT),
    version: str = "1.2.0",
) -> Path:
    """The rows as ``build`` lays them out; valid only as far as the rows are."""
    lines(folder / "quotes.jsonl", quotes)
    lines(folder / "articles.jsonl", articles)
    lines(folder / "rejected.jsonl", rejected)
    (folder / "manifest.json").write_text(json.dumps({"schema_version": version, "generator_version": "0.1.0"}))
    return folder


def release(folder: Path, **splits: Iterable[Row]) -> Path:
    """Records as ``release`` lays them out: ``release(folder, train=…, test=…)``."""
    for split, rows in splits.items():
        lines(folder / "data" / f"{split}.jsonl", rows)
    lines(folder / "articles" / "articles.jsonl", [ARTICLE])
    lines(folder / "rejected" / "rejected.jsonl", [REGION, INPUT])
    (folder / "manifest.json").write_text(json.dumps({"schema_version": "1.2.0"}))
    return folder


def older(row: Row, version: str) -> Row:
    """A row as an earlier schema has it."""
    gone = {"agency"} if version == "1.1.0" else {"agency", "speaker_id"}
    return {key: value for key, value in row.items() if key not in gone} | {"schema_version": version}

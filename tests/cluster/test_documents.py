"""Articles that go through pipelines of others: documents of datatrove, rows of datasets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import datasets
import pytest
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import ParquetReader

import onrecord
from onrecord.cluster import Quotes

GULL = Path(__file__).parents[2] / "generator" / "onrecord" / "samples" / "the-daily-gull"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "out"
    onrecord.build(GULL, out, words="quotes")
    return out


def test_documents_of_a_reader_get_their_quotes(built: Path, tmp_path: Path) -> None:
    articles = rows(next(GULL.glob("*.jsonl")))
    datasets.Dataset.from_list(articles).to_parquet(tmp_path / "articles" / "gull.parquet")
    found = list[dict[str, Any]]()

    def take(data: Iterator[Document], rank: int, world_size: int) -> None:
        found.extend(document.metadata for document in data)

    pipeline = [ParquetReader(str(tmp_path / "articles")), Quotes(), take]
    LocalPipelineExecutor(pipeline, logging_dir=str(tmp_path / "logs")).run()
    assert len(found) == len(articles) > 2
    for name in ("articles", "quotes", "rejected"):
        assert [row for metadata in found for row in metadata[name]] == rows(built / f"{name}.jsonl")
    stats = json.loads((tmp_path / "logs" / "stats.json").read_bytes())
    (counted,) = (one["stats"] for one in stats if "Quotes" in one["name"])
    assert counted["quotes"]["total"] == len(rows(built / "quotes.jsonl"))


def test_a_document_that_cannot_be_read_goes_on() -> None:
    documents = [Document("“No,” said Lee.", "a", metadata={"date": "x"}), Document(" ", "b"), Document("“Yes.”", "c")]
    made = list(Quotes().run(iter(documents)))
    assert [[row["reason"] for row in one.metadata["rejected"]] for one in made] == [
        ["invalid-date"],
        ["empty-article"],
        [],
    ]
    assert [len(one.metadata["quotes"]) for one in made] == [1, 0, 1]


def test_the_same_by_map(built: Path) -> None:
    articles = datasets.Dataset.from_list(rows(next(GULL.glob("*.jsonl"))))

    def quotes(batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
        made = [
            onrecord.extract_row(dict(zip(batch, row, strict=True)), words="quotes")
            for row in zip(*batch.values(), strict=True)
        ]
        return {"quote": [json.dumps(row) for one in made for row in one["quotes"]]}

    mapped = articles.map(quotes, batched=True, remove_columns=articles.column_names)
    assert [json.loads(row) for row in mapped["quote"]] == rows(built / "quotes.jsonl")

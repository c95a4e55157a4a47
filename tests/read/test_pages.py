"""Pages of every shape that news sites have, with invented outlets and words, and what must be read off each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.languages import available
from onrecord.publication import read_publication
from onrecord.publication.language import language_of
from onrecord.read.file import SourceFile
from onrecord.read.metadata import article
from onrecord.read.options import ReadOptions
from onrecord.read.page import decode, read_page
from onrecord.text.document import Document

PAGES = Path(__file__).parent / "pages"
EXPECTED = [json.loads(line) for line in (PAGES / "expected.jsonl").read_text(encoding="utf-8").splitlines()]


def read(name: str, url: str | None, **options: Any) -> dict[str, Any]:
    file = SourceFile(PAGES / name, name, options=ReadOptions(**options))
    page = read_page(decode(file.data()), url, file)
    found = article(page.text, name, {"url": url} if url else {}, "metadata", name, page=page)
    language = language_of(found).split("-")[0]
    publication = read_publication(Document(found, language) if language in available() else found)
    return {
        "page": name,
        "url": found.url,
        "outlet": publication.outlet,
        "outlet_basis": publication.outlet_basis,
        "date": publication.date,
        "date_basis": publication.date_basis,
        "title": found.title,
        "author": publication.author,
        "language": found.language,
        "paragraphs": found.text.split("\n\n"),
    }


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: Path(expected["page"]).stem)
def test_a_page_is_read(expected: dict[str, Any]) -> None:
    assert read(expected["page"], expected["url"]) == expected


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: Path(expected["page"]).stem)
def test_the_fast_way_reads_the_same_but_for_the_body(expected: dict[str, Any]) -> None:
    found = read(expected["page"], expected["url"], fast=True)
    body = (
        {"paragraphs": ()} if expected["date"] else {"paragraphs": (), "date": None, "date_basis": None, "author": None}
    )
    assert {**found, **body} == {**expected, **body}


def test_every_page_has_its_expectation() -> None:
    assert {expected["page"] for expected in EXPECTED} == {path.name for path in PAGES.glob("*.html")}

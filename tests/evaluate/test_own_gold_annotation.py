"""The project's own gold keeps what its README promises, file by file."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

FILES = sorted(Path(__file__).parents[1].glob("gold*/*.jsonl"))

# A single mark counts where it opens: a closing one may be an apostrophe.
MARK = re.compile(r"[“”\"«»„]|``|''|‘‘|’’|(?<!\w)‘")
CLOSING_STOP = re.compile(r"[,.?!…]+[”\"’']")
REASONS = {"title", "name", "scare-quote", "word", "slogan"}
KINDS = {"person", "organization", "group", "unnamed", None}
SAID_ON = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

STRAYS = {
    ("broken-marks-01", '"'),  # a 3/4" bolt
    ("broken-marks-03", "‘‘"),  # wrong-way marks that close a quote
}

BESIDE = 2
"""How many characters a mark stands away from its words at most: itself and a white space."""

Article = dict[str, Any]


def articles(file: Path) -> list[Article]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def regions(article: Article) -> list[tuple[int, int]]:
    """Where something is quoted, speech or not."""
    return sorted((one["start"], one["end"]) for one in (*article["quotes"], *article["not_speech"]))


def mentions(article: Article) -> list[Article]:
    return [quote[name] for quote in article["quotes"] for name in ("source", "cue", "addressee") if quote[name]]


each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@each_file
def test_words_stand_at_their_offsets(file: Path) -> None:
    for article in articles(file):
        places = [(quote, quote["quote"]) for quote in article["quotes"]]
        places += [(one, one["text"]) for one in (*article["not_speech"], *mentions(article))]
        for place, words in places:
            assert article["text"][place["start"] : place["end"]] == words == words.strip() != ""


@each_file
def test_every_quoted_region_is_annotated_once(file: Path) -> None:
    for article in articles(file):
        found = regions(article)
        assert all(end <= start for (_, end), (start, _) in pairwise(found)), article["id"]
        for mark in MARK.finditer(article["text"]):
            known = any(start - BESIDE <= mark.start() <= end + BESIDE for start, end in found)
            assert known or (article["id"], mark[0]) in STRAYS, (article["id"], mark.start())


@each_file
def test_a_quote_goes_up_to_its_closing_mark(file: Path) -> None:
    for article in articles(file):
        for quote in article["quotes"]:
            assert not CLOSING_STOP.match(article["text"], quote["end"]), (article["id"], quote["quote"])


@each_file
def test_who_reports_stands_outside_the_quotes(file: Path) -> None:
    for article in articles(file):
        quoted = [(quote["start"], quote["end"]) for quote in article["quotes"]]
        for one in mentions(article):
            inside = any(start <= one["start"] and one["end"] <= end for start, end in quoted)
            assert not inside, (article["id"], one)


@each_file
def test_speakers_and_roles_are_in_the_text(file: Path) -> None:
    for article in articles(file):
        words = " ".join(article["text"].split())
        known: dict[str, tuple[str, str | None]] = {}
        for quote in article["quotes"]:
            assert all(one is None or one in words for one in (quote["speaker"], quote["role"])), quote
            assert quote["kind"] in KINDS
            if quote["speaker"]:
                told = quote["kind"], quote["role"]
                assert known.setdefault(quote["speaker"], told) == told, (article["id"], quote["speaker"])


@each_file
def test_dates_reasons_and_types(file: Path) -> None:
    for article in articles(file):
        assert all(one["reason"] in REASONS for one in article["not_speech"])
        for quote in article["quotes"]:
            assert quote["type"] in ("direct", "mixed")
            if quote["said_on"]:
                assert SAID_ON.fullmatch(quote["said_on"])
                assert not article["date"] or quote["said_on"] <= article["date"], (article["id"], quote["quote"])

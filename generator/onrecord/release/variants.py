"""The same utterance in several articles: the one place where a release asks for groups of variants.

A plain grouping stands here: records of different articles whose words are equal but for case, spaces and marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

Row = dict[str, Any]

FEWEST = 6
"""Fewer words than these are said by anybody: equal, they are no sign of one utterance."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def normalised(words: str) -> tuple[str, ...]:
    """The words of a quote, without case, marks and spaces."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", words).casefold().replace("’", "'")))


def recognisable(words: str) -> str | None:
    """The normalised words in one string, where they are enough to tell an utterance by; else None."""
    found = normalised(words)
    return " ".join(found) if len(found) >= FEWEST else None


def variant_groups(quotes: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Quote id -> group id, for the records whose utterance another article has too."""
    same: dict[str, list[Mapping[str, Any]]] = {}
    for quote in quotes:
        if quote["quote"] is not None and (words := recognisable(quote["quote"])):
            same.setdefault(words, []).append(quote)
    groups = {}
    for words, members in same.items():
        if len({member["article_id"] for member in members}) > 1:
            name = "v_" + sha256(words.encode()).hexdigest()[:16]
            groups.update({member["id"]: name for member in members})
    return groups


def variant_rows(quotes: Sequence[Mapping[str, Any]]) -> list[Row]:
    """A row for each group, in the order of their ids; ``quotes`` have their ``variant_group``."""
    members: dict[str, list[Mapping[str, Any]]] = {}
    for quote in quotes:
        if quote["variant_group"]:
            members.setdefault(quote["variant_group"], []).append(quote)
    return [_row(name, members[name]) for name in sorted(members)]


def _row(name: str, quotes: list[Mapping[str, Any]]) -> Row:
    quotes = sorted(quotes, key=lambda quote: (quote["date"] or "9999", quote["article_id"], quote["start"]))
    dated = [quote["date"] for quote in quotes if quote["date"]]
    speakers = {(quote["speaker_kind"], quote["speaker"]) for quote in quotes}
    return {
        "id": name,
        "articles": len({quote["article_id"] for quote in quotes}),
        "first_date": dated[0] if dated else None,
        "speakers_agree": len(speakers) == 1,
        "members": [{"quote_id": quote["id"], "article_id": quote["article_id"]} for quote in quotes],
        "pairs": [{"first": quotes[0]["id"], "second": quote["id"], "label": "verbatim"} for quote in quotes[1:]],
    }


def without_words(row: Row) -> Row:
    """A row as a stand-off release has it. Nothing here holds words of an article."""
    return row


def _text(description: str, example: str) -> Row:
    return {"description": description, "type": "string", "examples": [example]}


SCHEMA: Row = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:onrecord:schema:variant",
    "title": "A group of variants",
    "description": "One line of variants: records of several articles that are the same utterance.",
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "articles", "first_date", "speakers_agree", "members", "pairs"],
    "properties": {
        "id": {**_text("Names the group: variant_group of its records.", "v_0d4be2a7915c38f6"), "minLength": 1},
        "articles": {
            "description": "How many articles have it.",
            "type": "integer",
            "minimum": 1,
            "examples": [3],
        },
        "first_date": {
            "description": "The earliest date of publication among them, or null. Who copied whom is not guessed.",
            "type": ["string", "null"],
            "format": "date",
            "examples": ["2024-03-05", None],
        },
        "speakers_agree": {
            "description": "Whether all of its records have the same speaker.",
            "type": "boolean",
            "examples": [True],
        },
        "members": {
            "description": "Its records, by date of publication.",
            "type": "array",
            "items": {
                "description": "One record.",
                "type": "object",
                "additionalProperties": False,
                "required": ["quote_id", "article_id"],
                "properties": {
                    "quote_id": _text("The id of the record.", "q_6a1f0c93d2b85e47"),
                    "article_id": _text("The id of its article.", "lindholm-bridge"),
                },
            },
            "examples": [[{"quote_id": "q_6a1f0c93d2b85e47", "article_id": "lindholm-bridge"}]],
        },
        "pairs": {
            "description": "How two records differ.",
            "type": "array",
            "items": {
                "description": "One pair.",
                "type": "object",
                "additionalProperties": False,
                "required": ["first", "second", "label"],
                "properties": {
                    "first": _text("The id of a record.", "q_6a1f0c93d2b85e47"),
                    "second": _text("The id of the other.", "q_7b2f0c93d2b85e48"),
                    "label": _text("verbatim: the same words.", "verbatim"),
                },
            },
            "examples": [[]],
        },
    },
}

"""Quotebank's quote-centric form: JSON lines, a quotation a line, whoever published it and how often.

The keys are Quotebank's (Vaucher et al., WSDM 2021): quoteID, quotation, speaker ("None" where nobody is named), qids,
date, numOccurrences, probas, urls, phase; and ``articles``, the ids. Records of one variant group are one quotation,
and so are those of the same words and the same speaker; its words and date are those of the first by date. ``probas``:
the speakers with the mean confidence of their records, and "None" with what is left; where no confidence was measured,
none is made up, and ``probas`` is []. ``qids`` are identities that are items of Wikidata. Quotebank's phase names a
stage of its crawl: here it is always "onrecord". No text is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from onrecord.dataset.records import line
from onrecord.errors import DataError
from onrecord.exports.model import Annotated
from onrecord.model import Json

FILE = "quotebank.jsonl"
NOBODY = "None"

_Row: TypeAlias = "dict[str, Any]"
_WORD = re.compile(r"\w+")
_ITEM = re.compile(r"Q[1-9]\d*")


def write(articles: Iterable[Annotated], folder: Path) -> None:
    """All quotations, by date and id; DataError where a record has no words."""
    groups: dict[tuple[str | None, ...], list[_Row]] = {}
    for one in articles:
        for quote in one.quotes:
            row = dict(quote.row or {})
            if row.get("quote") is None:
                raise DataError(
                    f"article {one.id!r}, record {quote.id}: quotebank asks for the words of the quotes, which a"
                    " release without words leaves out: put them back with onrecord rehydrate"
                )
            groups.setdefault(_key(row), []).append(row)
    for rows in groups.values():
        rows.sort(key=_order)
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        numbers: dict[str, int] = {}
        for rows in sorted(groups.values(), key=lambda rows: _order(rows[0])):
            day = rows[0].get("date") or "0000-00-00"
            numbers[day] = numbers.get(day, 0) + 1
            file.write(f"{line(_quotation(rows, f'{day}-{numbers[day]:06}'))}\n")


def _order(row: _Row) -> tuple[str, str]:
    return row.get("date") or "9999", row["id"]


def _key(row: _Row) -> tuple[str | None, ...]:
    if row.get("variant_group"):
        return (row["variant_group"],)
    return " ".join(_WORD.findall(row["quote"].casefold())), row.get("speaker_id") or row.get("speaker")


def _quotation(rows: Sequence[_Row], name: str) -> dict[str, Json]:
    speakers = list(dict.fromkeys(row["speaker"] or NOBODY for row in rows))
    probas = _probas(rows)
    speaker = probas[0][0] if probas else next((one for one in speakers if one != NOBODY), NOBODY)
    qids = {row["speaker_id"] for row in rows if row.get("speaker") == speaker and _is_item(row.get("speaker_id"))}
    return {
        "quoteID": name,
        "quotation": rows[0]["quote"],
        "speaker": speaker,
        "qids": [*sorted(qids)],
        "date": rows[0].get("date"),
        "numOccurrences": len(rows),
        "probas": [[who, f"{share:.4f}"] for who, share in probas],
        "urls": [*dict.fromkeys(row["url"] for row in rows if row.get("url"))],
        "phase": "onrecord",
        "articles": [*dict.fromkeys(row["article_id"] for row in rows)],
    }


def _is_item(name: object) -> bool:
    return isinstance(name, str) and bool(_ITEM.fullmatch(name))


def _probas(rows: Sequence[_Row]) -> list[tuple[str, float]]:
    """Each speaker with their share, the most likely first; "None" goes before others of its share."""
    if any(row["speaker"] and row.get("confidence") is None for row in rows):
        return []
    shares: dict[str, float] = {NOBODY: 0.0}
    for row in rows:
        sure = row["confidence"] if row["speaker"] else 0.0
        if row["speaker"]:
            shares[row["speaker"]] = shares.get(row["speaker"], 0.0) + sure / len(rows)
        shares[NOBODY] += (1 - sure) / len(rows)
    return sorted(_present(shares), key=lambda one: (-one[1], one[0] != NOBODY, one[0]))


def _present(shares: dict[str, float]) -> Iterator[tuple[str, float]]:
    return ((who, share) for who, share in shares.items() if share > 0 or who != NOBODY)

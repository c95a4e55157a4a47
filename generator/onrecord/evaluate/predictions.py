"""Anybody's predictions in JSON Lines: an article a line, or a record a line.

``{"id", "quotes": [{"start", "end", "source", "cue", "addressee", "speaker", "role", "type", "said_on"}], "not_speech":
[{"start", "end", "reason"}], "sha256"}``: source, cue and addressee are ``{"start", "end"}`` or null, all but start and
end may be left out, and what no quote of a file has is not scored. A quote in several parts has ``"spans": [[start,
end], …]``; an older form says the source as ``"speaker": [start, end]``. Words (``text`` of a passage, ``quote`` of a
quote) are held against the article where they are given, and so is the ``sha256`` of its text in UTF-8.

A line with ``article_id`` is a record of a dataset. What is wrong is a Fault with its place, and the rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from onrecord.dataset.lines import parse
from onrecord.dataset.tables import opened
from onrecord.evaluate.model import Answered, Facet, Fault, Prediction, Refusal
from onrecord.evaluate.rows import span, spans
from onrecord.model import Span

T = TypeVar("T")

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_TYPES = ("direct", "mixed")
_FIELDS: dict[str, Facet] = {
    "source": "source",
    "type": "type",
    "speaker": "speaker",
    "said_on": "said_on",
    "cue": "cue",
    "addressee": "addressee",
    "role": "role",
    "speaker_role": "role",
}


@dataclass(slots=True)
class Lines:
    """What a file says, as far as it can be read, and what is wrong with it."""

    articles: list[Answered] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    answers: set[Facet] = field(default_factory=lambda: {"not_speech"})
    """What its quotes have."""
    records: bool = False
    """It is a record a line, so that articles without quotes are not in it."""


class _Wrong(ValueError):
    """A field that is not as it should be."""

    def __init__(self, kind: str, field: str, message: str) -> None:
        super().__init__(message)
        self.kind, self.field = kind, field


def read(path: Path) -> Lines:
    """Every line of a file."""
    found = Lines()
    records: dict[str, list[Prediction]] = {}
    with opened(path) as file:
        for number, data in enumerate(file, start=1):
            if not data.strip():
                continue
            place = f"{path}, line {number}"
            try:
                row = parse(data.removeprefix(b"\xef\xbb\xbf"))
                if "article_id" in row and not isinstance(row.get("quotes"), list):
                    found.records = True
                    name = _text(row, "article_id")
                    for quote in _read([row], _record, place, "", found.faults):
                        records.setdefault(name, []).append(replace(quote, place=f"line {number}"))
                else:
                    found.articles.append(_article(row, place, found))
            except _Wrong as error:
                found.faults.append(Fault(error.kind, f"{place}, field {error.field}", str(error)))
            except ValueError as error:
                found.faults.append(Fault("form", place, str(error)))
    found.articles += [Answered(name, tuple(quotes), place=str(path)) for name, quotes in records.items()]
    if found.records:
        found.answers |= set(_FIELDS.values())
    elif not any(one.quotes for one in found.articles):
        found.answers.add("source")  # nothing was said of anybody
    return found


def _article(row: dict[str, Any], place: str, found: Lines) -> Answered:
    name = _text(row, "article_id" if "article_id" in row else "id")
    if not isinstance(row.get("quotes"), list):
        raise _Wrong("form", "quotes", "expected a record of a dataset, or predictions with id and quotes: no quotes")
    if not isinstance(row.get("not_speech") or [], list):
        raise _Wrong("form", "not_speech", f"expected a list, found {row['not_speech']!r}")
    for quote in row["quotes"]:
        if isinstance(quote, dict):
            found.answers |= {facet for key, facet in _FIELDS.items() if key in quote}
            if "spans" in quote and not isinstance(quote.get("speaker"), str):
                found.answers.add("source")
                found.answers.discard("speaker")
    quotes = tuple(_read(row["quotes"], _quote, place, "quotes", found.faults))
    refusals = tuple(_read(row.get("not_speech") or [], _region, place, "not_speech", found.faults))
    if "not_speech" in row:
        found.answers.add("reason")
    return Answered(name, quotes, refusals, place, row.get("sha256"))


def _read(
    rows: Iterable[Any], read: Callable[[dict[str, Any], str], T], place: str, key: str, faults: list[Fault]
) -> Iterator[T]:
    """Each of rows, where it can be read."""
    for index, one in enumerate(rows):
        at = f"{key}[{index}]" if key else ""
        try:
            if not isinstance(one, dict):
                raise _Wrong("form", "", f"expected an object, found {type(one).__name__}")
            yield read(one, at)
        except _Wrong as error:
            fields = ".".join(part for part in (at, error.field) if part)
            faults.append(Fault(error.kind, f"{place}, field {fields}" if fields else place, str(error)))


def _quote(row: dict[str, Any], at: str) -> Prediction:
    if "spans" in row:
        try:
            parts = spans(row["spans"])
        except (TypeError, ValueError) as error:
            raise _Wrong("offsets", "spans", f"expected [[start, end], …]: {error}") from None
        if not parts:
            raise _Wrong("offsets", "spans", "expected a span or more, found none")
    else:
        parts = (_place(row, ""),)
    return _prediction(row, parts, at)


def _record(row: dict[str, Any], at: str) -> Prediction:
    return _prediction(row, (_place(row, ""),), at)


def _prediction(row: dict[str, Any], parts: tuple[Span, ...], at: str) -> Prediction:
    speaker = row.get("speaker")
    if isinstance(speaker, list):  # as an older form says the source
        row = row | {"speaker": None, "source": dict(zip(("start", "end"), speaker, strict=False))}
    kind = row.get("type")
    if kind not in (None, *_TYPES):
        raise _Wrong("form", "type", f"expected direct or mixed or null, found {kind!r}")
    said_on = _optional(row, "said_on")
    if said_on is not None and not _DATE.fullmatch(said_on):
        raise _Wrong("form", "said_on", f"expected YYYY-MM-DD, YYYY-MM, YYYY or null, found {said_on!r}")
    confidence = row.get("confidence")
    passages = {name: _passage(row, name) for name in ("source", "cue", "addressee")}
    words = tuple(
        (f"{name}.text", place, row[name]["text"])
        for name, place in passages.items()
        if place and isinstance(row[name].get("text"), str)
    )
    return Prediction(
        parts,
        passages["source"],
        _optional(row, "quote"),
        kind,
        _optional(row, "speaker"),
        said_on,
        _optional(row, "attribution_rule"),
        _optional(row, "resolution_rule"),
        confidence=confidence if isinstance(confidence, int | float) else None,
        cue=passages["cue"],
        addressee=passages["addressee"],
        role=_optional(row, "speaker_role" if "speaker_role" in row else "role"),
        kind=_optional(row, "speaker_kind" if "speaker_kind" in row else "kind"),
        words=words,
        place=at,
    )


def _region(row: dict[str, Any], _: str) -> Refusal:
    return Refusal(_place(row, ""), _text(row, "reason"), None)


def _passage(row: dict[str, Any], name: str) -> Span | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise _Wrong("form", name, f"expected an object with start and end, or null, found {value!r}")
    return _place(value, f"{name}.")


def _place(value: dict[str, Any], prefix: str) -> Span:
    for name in ("start", "end"):
        if not isinstance(value.get(name), int) or isinstance(value[name], bool):
            raise _Wrong("offsets", f"{prefix}{name}", f"expected a whole number, found {value.get(name)!r}")
    try:
        found = span(value["start"], value["end"])
    except ValueError as error:
        raise _Wrong("offsets", f"{prefix}start", f"expected a start before the end: {error}") from None
    return found


def _text(row: dict[str, Any], name: str) -> str:
    if not isinstance(row.get(name), str):
        raise _Wrong("form", name, f"expected a string, found {row.get(name)!r}")
    return str(row[name])


def _optional(row: dict[str, Any], name: str) -> str | None:
    return None if row.get(name) is None else _text(row, name)

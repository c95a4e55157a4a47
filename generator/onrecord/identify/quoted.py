"""Who was quoted in a dataset: how often, in which forms, by whom and from when to when."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from onrecord.dataset.tables import QUOTES, table_files
from onrecord.errors import SourceNotFound
from onrecord.evaluate.rows import expecting, rows
from onrecord.identify.identities import Identities
from onrecord.model import Form, SpeakerKind

FORMS: tuple[Form, ...] = get_args(Form)


@dataclass
class Quoted:
    """One speaker of a dataset: an identity, or else a name and what kind of speaker bears it."""

    name: str
    kind: SpeakerKind
    id: str | None
    quotes: int = 0
    names: Counter[str] = field(default_factory=Counter)
    """The names that articles have for the speaker, resolved; quotes of each."""
    forms: dict[Form, Counter[str]] = field(default_factory=lambda: {form: Counter() for form in FORMS})
    """The mentions that quotes are attributed to, as they are written; quotes of each."""
    articles: set[str] = field(default_factory=set)
    outlets: Counter[str] = field(default_factory=Counter)
    """Those that are known; quotes of each."""
    first: str | None = None
    last: str | None = None
    """The days of publication of the first and the last article that quotes the speaker; None where none is known."""

    def add(self, record: dict[str, Any]) -> None:
        """Count a record of the speaker."""
        self.quotes += 1
        self.names[record["speaker"]] += 1
        if source := record["source"]:
            self.forms[source["form"]][source["text"]] += 1
        self.articles.add(record["article_id"])
        if record["outlet"]:
            self.outlets[record["outlet"]] += 1
        if day := record["date"]:
            self.first, self.last = min(day, self.first or day), max(day, self.last or day)


def read_quoted(directory: str | os.PathLike[str], identities: Identities | None = None) -> tuple[list[Quoted], int]:
    """The named speakers of a dataset, the most quoted first, and how many quotes are of nobody named.

    Speakers of one identity are one: by ``identities``, or else by what the records say. Raises SourceNotFound where
    there is no dataset, DataError for a line that is no record.
    """
    files = table_files(directory, QUOTES)
    if not files:
        raise SourceNotFound(f"{Path(directory) / QUOTES}: there is no such file: name the folder of a dataset")
    found: dict[object, Quoted] = {}
    others = 0
    for path, number, record in ((file, *row) for file in files for row in rows(file)):
        with expecting("a record of a dataset", path, number):
            name, kind = record["speaker"], record["speaker_kind"]
            if name is None or kind in (None, "unnamed"):
                others += 1
                continue
            known = record.get("speaker_id")
            if identities:
                identity = identities.match(name, kind).identity
                known = identity.id if identity else None
            found.setdefault(known or (name, kind), Quoted(name, kind, known)).add(record)
    for one in found.values():
        one.name = ranked(one.names)[0][0]
    return sorted(found.values(), key=lambda one: (-one.quotes, one.name, one.kind)), others


def unmapped(directory: str | os.PathLike[str]) -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """By name and kind, why a build left a name unmapped, and the ids that its speakers file has it for."""
    try:
        manifest = json.loads((Path(directory) / "manifest.json").read_bytes())
        rows = manifest.get("unmapped", ())
        return {(row["speaker"], row["speaker_kind"]): (row["reason"], tuple(row["ids"])) for row in rows}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    """What was counted, the most first, ties in the order of the words."""
    return sorted(counts.items(), key=lambda count: (-count[1], count[0]))

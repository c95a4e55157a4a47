"""A comparison as one JSON document: what is counted, then every change, a line each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from tempfile import TemporaryFile
from typing import Any

from onrecord.dataset.records import line
from onrecord.versions.bump import calls, required_bump
from onrecord.versions.changes import Change, Diff, PartChanges
from onrecord.versions.compare import compare


def document(old: str | os.PathLike[str], new: str | os.PathLike[str]) -> Iterator[tuple[str, Diff]]:
    """The lines of the document, each with the comparison; the changes wait on the disk until they are counted."""
    with TemporaryFile("w+", encoding="utf-8", newline="\n", prefix="onrecord-") as waiting:
        found = compare(old, new, limit=0, each=lambda change: waiting.write(f"{_line(change)}\n"))
        waiting.seek(0)
        yield "{", found
        for key, value in summary(found).items():
            yield f'"{key}": {json.dumps(value, sort_keys=True)},', found
        yield '"changes": [', found
        before = ""
        for change in waiting:
            if before:
                yield f"{before},", found
            before = change[:-1]
        if before:
            yield before, found
        yield "]", found
        yield "}", found


_COMMANDS = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}
"""Characters that may command a terminal, and that JSON lets stand as they are."""


def _line(change: Change) -> str:
    return line(change_row(change)).translate(_COMMANDS)


def summary(diff: Diff) -> dict[str, Any]:
    """What is counted, and what it calls for."""
    return {
        "bump": required_bump(diff),
        "old": asdict(diff.old),
        "new": asdict(diff.new),
        **{part: _part(counts) for part, counts in diff.parts.items()},
        "calls": [asdict(call) for call in calls(diff)],
    }


def _part(counts: PartChanges) -> dict[str, Any]:
    return {
        **{name: getattr(counts, name) for name in ("old", "new", "same", "added", "removed", "changed")},
        "fields": {name: dict(found.manners) for name, found in counts.fields.items()},
        "schema_fields": counts.schema_fields,
    }


def change_row(change: Change) -> dict[str, Any]:
    """A change as the document has it: only what there is to say of it."""
    found = {name: value for name, value in asdict(change).items() if value not in (None, {}, 0)}
    found["key"] = found.pop("match")
    return found

"""A comparison as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from textwrap import wrap
from typing import Any

import click

from onrecord.cli import printable
from onrecord.dataset.wording import shown
from onrecord.versions.bump import calls, required_bump
from onrecord.versions.changes import PARTS, Change, Diff, Example, PartChanges, What

COLOURS: dict[What, str] = {"added": "green", "removed": "red", "changed": "yellow"}
NOTHING = "nothing changed"
WIDTH = 80


def lines(diff: Diff) -> Iterator[str]:
    """All of it; coloured, for ``click.echo`` to leave the colours out where nobody sees them."""
    yield from _sides(diff)
    yield ""
    yield f"{'':10}{'old':>10}{'new':>10}{'same':>10}{'added':>10}{'removed':>10}{'changed':>10}"
    for name in PARTS:
        yield _row(name, diff.parts[name])
    for name in PARTS:
        yield from _fields(name, diff.parts[name])
        yield from _rows(name, diff.parts[name])
    yield ""
    yield from _calls(diff)


def _sides(diff: Diff) -> Iterator[str]:
    yield f"{'':10}{'old':>10}{'new':>10}"
    new = asdict(diff.new)
    for key, old in asdict(diff.old).items():
        yield printable(f"{key.partition('_')[0]:10}{old or '-':>10}{new[key] or '-':>10}")


def _row(name: str, part: PartChanges) -> str:
    cells = "".join(f"{getattr(part, column):>10,}" for column in ("old", "new", "same"))
    for column, colour in COLOURS.items():
        cell = f"{getattr(part, column):>10,}"
        cells += click.style(cell, fg=colour) if getattr(part, column) else cell
    return f"{name:10}{cells}"


def _fields(name: str, part: PartChanges) -> Iterator[str]:
    if part.fields:
        yield f"\n{name}, field by field"
        for field, found in sorted(part.fields.items(), key=lambda item: (-item[1].changed, item[0])):
            yield printable(f"{found.changed:>10,}  {field}")
            for example in found.examples:
                yield from _example(example)
    if part.schema_fields:
        yield f"\n{name}, fields that only the later schema has"
        for field, count in part.schema_fields.items():
            yield f"{count:>10,}  {field}" + ("" if count else " (null throughout)")


def _example(example: Example) -> Iterator[str]:
    old, new = _pair(example.old, example.new)
    yield f"{'':12}{printable(example.key)}"
    yield click.style(f"{'':12}- {printable(old)}", fg=COLOURS["removed"])
    yield click.style(f"{'':12}+ {printable(new)}", fg=COLOURS["added"])


def _pair(old: Any, new: Any) -> tuple[str, str]:
    """Both values where they first differ; of two spans, what differs."""
    start = 0
    if isinstance(old, dict) and isinstance(new, dict):
        names = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
        old, new = ({name: one[name] for name in names if name in one} for one in (old, new))
    if isinstance(old, str) and isinstance(new, str):
        start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    return shown(old, start), shown(new, start)


def _rows(name: str, part: PartChanges) -> Iterator[str]:
    for what in COLOURS:
        examples = part.examples.get(what, [])
        if examples:
            yield f"\n{name} {what}"
        for change in examples:
            sign = "+" if what == "added" else "-"
            yield click.style(f"{'':10}{sign} {printable(_said(change))}", fg=COLOURS[what])
        if examples and (more := getattr(part, what) - len(examples)):
            yield f"{'':12}and {more:,} more"


def _said(change: Change) -> str:
    """``q_0123456789abcdef “We will keep …”, Nora Quill``."""
    row = change.row or {}
    match change.part:
        case "quotes":
            words = [shown(row.get("quote")), row.get("speaker")]
        case "articles":
            words = [row.get("title"), row.get("outlet"), row.get("date")]
        case "regions":
            words = [shown(row.get("text")), row.get("reason")]
        case _:
            words = [row.get("reason")]
    return "  ".join((change.key, ", ".join(str(word) for word in words if word))).rstrip()


def _calls(diff: Diff) -> Iterator[str]:
    bump = required_bump(diff)
    if diff.empty:
        yield f"{bump}: {NOTHING}"
        return
    yield f"calls for: {click.style(bump, bold=True)}"
    found = calls(diff)
    for one, part, why in dict.fromkeys((call.bump, call.part, call.why) for call in found):
        of = [call for call in found if (call.bump, call.part, call.why) == (one, part, why)]
        what = ", ".join(f"{call.what}\xa0({call.count:,})" if part else call.what for call in of)
        said = wrap(f"{part or 'schema'}: {what}", WIDTH - 12, break_on_hyphens=False)
        for label, line in zip((one, *[""] * len(said)), said, strict=False):
            yield printable(f"{label:>10}  {line}".replace("\xa0", " "))
        yield from wrap(why, WIDTH, initial_indent=" " * 14, subsequent_indent=" " * 14)

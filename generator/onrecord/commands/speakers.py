"""``onrecord speakers``."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from onrecord.cli import DONE, show, show_json

if TYPE_CHECKING:
    from onrecord.identify.identities import Identities
    from onrecord.identify.quoted import Quoted
    from onrecord.identify.suggest import Suggested
    from onrecord.model import Json

HELP = """List who was quoted: in which words, how often, by whom, when.

DIR is the folder of a dataset. Below the list come names of different articles that are likely one speaker's,
for a person to confirm; --suggest writes a speakers file to start from, with these names under "suggested".
A name that is right is to be moved to "aliases": only names and aliases are mapped.

--speakers shows what a file makes of the dataset without building it again; with --suggest, its lines are kept
and what it does not list yet is added.

\b
Examples:
  onrecord speakers build/articles --top 20
  onrecord speakers build/articles --suggest people.jsonl
  onrecord build articles/ --out build/articles --speakers people.jsonl
"""

WIDTH, LABEL, SHOWN = 80, 11, 6
"""How wide the list is, its column of labels, and how many forms of one kind are shown."""


@click.command("speakers", help=HELP)
@click.argument("dir")
@click.option("--speakers", metavar="FILE", help="Map names by this speakers file, not as the records say.")
@click.option("--suggest", metavar="FILE", help="Write a speakers file to start from; nothing is overwritten.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the N most quoted in the list.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each speaker instead of text.")
def command(dir: str, speakers: str | None, suggest: str | None, top: int | None, as_json: bool) -> int:
    """The list on stdout."""
    from onrecord.identify.file import identities_of
    from onrecord.identify.quoted import read_quoted
    from onrecord.identify.suggest import suggest as find

    if suggest and Path(suggest).exists():
        from onrecord.errors import OutputInTheWay

        raise OutputInTheWay(f"{suggest} is there already, and nothing is overwritten: name another file")
    identities = identities_of(speakers)
    quoted, others = read_quoted(dir, identities)
    suggested = find(quoted if suggest or not as_json else (), identities)
    if as_json:
        for line in _json(quoted[:top]):
            show_json(line)
    else:
        for line in _text(dir, quoted, others, top, identities, suggested):
            show(line)
    if suggest:
        from onrecord.identify.suggest import written

        Path(suggest).write_text("".join(f"{line}\n" for line in written(suggested.identities)), "utf-8", newline="\n")
        if not as_json:
            for line in ("", f"written to {suggest}: {_number(len(suggested.identities), 'line')}", "", "next"):
                show(line)
            show(f"  onrecord speakers {shlex.quote(dir)} --speakers {shlex.quote(suggest)}")
    return DONE


def _json(quoted: Iterable[Quoted]) -> Iterator[str]:
    from onrecord.dataset.records import line
    from onrecord.identify.quoted import ranked

    for one in quoted:
        yield line(
            {
                "speaker_id": one.id,
                "speaker": one.name,
                "speaker_kind": one.kind,
                "quotes": one.quotes,
                "articles": len(one.articles),
                "names": _counts(ranked(one.names)),
                "forms": {form: _counts(ranked(counts)) for form, counts in one.forms.items()},
                "outlets": _counts(ranked(one.outlets)),
                "first": one.first,
                "last": one.last,
            }
        )


def _counts(counts: Iterable[tuple[str, int]]) -> list[Json]:
    return [{"text": text, "quotes": count} for text, count in counts]


def _text(
    dir: str, quoted: Sequence[Quoted], others: int, top: int | None, identities: Identities | None, found: Suggested
) -> Iterator[str]:
    from onrecord.identify.quoted import unmapped

    quotes = sum(one.quotes for one in quoted)
    yield f"{_number(len(quoted), 'named speaker')}, {_number(quotes, 'quote')}; {others:,} of nobody named"
    if identities:
        yield f"by {identities.file}: {_mapped(quoted, identities)}"
    built = {} if identities else unmapped(dir)
    for one in quoted[:top]:
        yield ""
        yield f"{one.quotes:>9,}  {one.name}, {one.kind}" + (f", {one.id}" if one.id else "")
        yield from _speaker(one)
        if one.id is None and identities:
            yield from _row("identity", identities.told(one.name, one.kind))
        elif why := built.get((one.name, one.kind)):
            yield from _row("identity", f"none: {why[0]}: {', '.join(why[1])}")
    if top and len(quoted) > top:
        yield ""
        yield f"{'':>9}  and {len(quoted) - top:,} more"
    yield from _likely(found)


def _mapped(quoted: Iterable[Quoted], identities: Identities) -> str:
    """``48 quotes of 4 identities; 21 ambiguous, 4 another-kind``."""
    of, counts, reasons = 0, Counter[str](), ("ambiguous", "another-kind", "unconfirmed", "unlisted")
    for one in quoted:
        of += one.id is not None
        counts["" if one.id else identities.match(one.name, one.kind).reason or ""] += one.quotes
    others = ", ".join(f"{counts[reason]:,} {reason}" for reason in reasons)
    return f"{counts['']:,} quotes of {of:,} identities; {others}"


def _speaker(one: Quoted) -> Iterator[str]:
    from onrecord.identify.quoted import ranked

    if len(one.names) > 1:
        yield from _row("names", _counted(ranked(one.names)))
    for form, counts in one.forms.items():
        yield from _row("by name" if form == "name" else f"{form}s", _counted(ranked(counts)))
    yield from _row("outlets", _counted(ranked(one.outlets)))
    days = one.first if one.first == one.last else f"{one.first} to {one.last}"
    yield from _row("in", _number(len(one.articles), "article") + (f", {days}" if days else ""))


def _likely(found: Suggested) -> Iterator[str]:
    from onrecord.identify.suggest import EXPLANATIONS, MOST

    if found.likely or found.undecided:
        yield ""
        yield "to confirm: names that are likely one speaker's"
    for rule, explanation in EXPLANATIONS.items():
        pairs = [one for one in found.likely if one.rule == rule]
        if pairs:
            yield from _indented(explanation, 2)
        for one in pairs:
            like = f", like {one.like}" if one.like not in (one.identity.name, one.quoted.name) else ""
            yield from _indented(f"{one.quoted.name} ({one.quoted.quotes:,}): {one.identity.name}{like}", 4)
    if found.undecided:
        yield from _indented(f"Each may be one of more than {MOST}, so it is suggested for none.", 2)
        yield from _indented(", ".join(f"{one.name} ({one.quotes:,})" for one in found.undecided), 4)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("s" if count != 1 else "")


def _counted(counts: Sequence[tuple[str, int]]) -> str:
    """``3 Mayor Lee, 2 Anna Lee``, the most first."""
    shown = ", ".join(f"{count:,}\xa0{' '.join(text.split())}" for text, count in counts[:SHOWN])
    return shown + (f", and {len(counts) - SHOWN:,} more" if len(counts) > SHOWN else "")


def _indented(words: str, by: int) -> list[str]:
    return wrap(words, WIDTH, initial_indent=" " * by, subsequent_indent=" " * (by + 2), break_on_hyphens=False)


def _row(label: str, words: str) -> Iterator[str]:
    lines = wrap(words, WIDTH - LABEL - 10, break_on_hyphens=False)
    for line, name in zip(lines, (label, *[""] * len(lines)), strict=False):
        yield f"{name:>9}  {line}".replace("\xa0", " ")

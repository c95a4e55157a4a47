"""``onrecord inspect``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli import DATA, DONE, show, show_json
from onrecord.commands.articles import told
from onrecord.commands.reading import reading

if TYPE_CHECKING:
    from onrecord.inspection import Seen

HELP = """Show what would be read of SOURCE, from where each field comes, and what is missing.

The thing to run before a large build: it reads the first articles, as build would, and writes nothing. What cannot
be read is named, with what to do about it.

\b
Examples:
  onrecord inspect articles/
  onrecord inspect monitor.csv --column text=artikel --first 3
"""

WIDTH = 100
FIELDS = ("outlet", "date", "title", "author", "agency", "language", "url")


@click.command("inspect", help=HELP)
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True)
@click.option("--first", type=click.IntRange(1), default=10, show_default=True, metavar="N", help="How many articles.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each article and each rejected input.")
@reading
def command(sources: tuple[str, ...], first: int, as_json: bool, **options: Any) -> int:
    """Each article in a few lines, and a table of what they have."""
    from onrecord.inspection import inspect
    from onrecord.model import Rejection
    from onrecord.read.options import read_options

    seen, rejected = list["Seen"](), 0
    for item in inspect(sources, first, read_options(**options)):
        if isinstance(item, Rejection):
            rejected += 1
        else:
            seen.append(item)
        if as_json:
            show_json(_json(item))
            continue
        for line in _shown(item):
            show(line)
    for line in () if as_json else _table(seen, rejected):
        show(line)
    return DONE if seen else DATA


def _json(item: Any) -> str:
    from onrecord.dataset.records import plain

    return json.dumps(plain(item), ensure_ascii=False, sort_keys=True)


def _shown(item: Any) -> Iterator[str]:
    from onrecord.model import Rejection

    if isinstance(item, Rejection):
        yield f"rejected  {told(item)}"
        yield ""
        return
    place = item.file + (f", line {item.line}" if item.line else "")
    yield f"{item.id}  ({place})"
    for field in FIELDS:
        found = item.fields.get(field)
        value = shorten(found.value, WIDTH - 34, placeholder=" …") if found and found.value else "-"
        yield f"  {field:<9} {value:<{WIDTH - 34}}  {found.basis if found and found.value else 'missing'}".rstrip()
    yield f"  {'text':<9} {item.characters:,} characters, {item.regions:,} quoted regions"
    yield f"  {'begins':<9} {shorten(item.begins, WIDTH - 12, placeholder=' …')}"
    yield ""


def _table(seen: Iterable[Seen], rejected: int) -> Iterator[str]:
    articles = list(seen)
    shown = f"{len(articles):,} article{'' if len(articles) == 1 else 's'}"
    yield shown + (f", {rejected:,} rejected input{'' if rejected == 1 else 's'}" if rejected else "")
    for field in FIELDS:
        bases = Counter(one.fields[field].basis for one in articles if one.fields[field].value)
        missing = len(articles) - bases.total()
        shown = ", ".join(f"{count:,} {basis}" for basis, count in bases.most_common())
        yield f"  {field:<9} {shown or 'none'}" + (f"; {missing:,} missing" if missing and shown else "")

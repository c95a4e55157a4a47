"""``onrecord variants``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from onrecord.cli import DONE, show_json

if TYPE_CHECKING:
    from onrecord.variants import Group

HELP = """Find the quotes that several articles have of one utterance, and show how their words differ.

DIR is the folder of a dataset. Each group begins with the wording of the article published first, as far as the
dates are known; below it stand the others, each with what it makes of those words: verbatim, split (the same words
in other parts), truncated, extended or altered. Differences are marked in colours on a terminal, in brackets
elsewhere and where NO_COLOR is set. Who took the words from whom is not said.

\b
Examples:
  onrecord variants build/articles
  onrecord variants build/articles --label altered --top 20
  onrecord variants build/articles --json > variants.jsonl
"""

LABELS = ("verbatim", "truncated", "extended", "altered", "split")


@click.command("variants", help=HELP)
@click.argument("dir")
@click.option("--order", type=click.Choice(["largest", "earliest"]), default="largest", help="Which come first.")
@click.option("--label", type=click.Choice(LABELS), help="Only groups with a pair of this label.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the first N groups.")
@click.option("--json", "as_json", is_flag=True, help="The lines of variants.jsonl instead of text.")
def command(dir: str, order: str, label: str | None, top: int | None, as_json: bool) -> int:
    """The groups on stdout."""
    from onrecord.variants import find_variants
    from onrecord.variants.rows import read_quotes

    quotes = list(read_quotes(dir))
    found = [one for one in find_variants(quotes) if not label or any(pair.label == label for pair in one.pairs)]
    groups = sorted(found, key=_largest if order == "largest" else _earliest)
    if as_json:
        from onrecord.dataset.records import line
        from onrecord.variants.rows import rows

        for row in rows(groups[:top]):
            show_json(line(row))
        return DONE
    _text(groups, len(quotes), top)
    return DONE


def _text(groups: list[Group], quotes: int, top: int | None) -> None:
    from onrecord.variants.show import Brackets, Colours, shown

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    grouped = sum(len(group.members) for group in groups)
    click.echo(f"{_number(len(groups), 'group')}: {grouped:,} of {_number(quotes, 'quote')}")
    for group in groups[:top]:
        click.echo()
        for text in shown(group, Colours() if colour else Brackets()):
            click.echo(text, color=colour)
    if top and len(groups) > top:
        click.echo(f"\nand {len(groups) - top:,} more")


def _largest(group: Group) -> tuple[int, int, str, str]:
    articles = len({row.article_id for row in group.members})
    return -articles, -len(group.members), *_earliest(group)


def _earliest(group: Group) -> tuple[str, str]:
    return group.members[0].date or "9999", group.id


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("s" if count != 1 else "")

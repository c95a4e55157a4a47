"""``onrecord explain``."""

from __future__ import annotations

import os
import sys

import click

from onrecord.cli import DATA, DONE

HELP = """Show an article with its quotes marked, and why: rule by rule.

FILE is a .txt or .jsonl file, or - for standard input. Quotes, sources, cues, addressees, the words that
give a date and what is quoted without being speech are marked in colours on a terminal, in brackets elsewhere
and where NO_COLOR is set.

\b
Examples:
  onrecord explain article.txt
  onrecord explain articles.jsonl --article bridge-closed --trace | less
"""

SHOWN = 10
"""How many ids are named where one is asked for that is not there."""


@click.command("explain", help=HELP)
@click.argument("file")
@click.option("--article", metavar="ID", help="Of several articles, only that of this id.")
@click.option("--trace", is_flag=True, help="What every other rule answered, too.")
@click.option("--speakers", metavar="FILE", help="What a speakers file says of each speaker, too.")
def command(file: str, article: str | None, trace: bool, speakers: str | None) -> int:
    """The explanation on stdout."""
    from onrecord.commands.articles import about, articles, extracted
    from onrecord.errors import CommandError
    from onrecord.explain import explain
    from onrecord.identify.file import identities_of

    code, ids, identities = DATA, list[str](), identities_of(speakers)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for one in articles(file):
        ids.append(one.id)
        if article not in (None, one.id):
            continue
        made = extracted(one, identities)
        if made:
            if code == DONE:
                click.echo()
            with about(one):
                for line in explain(made, colour=colour, every=trace, identities=identities):
                    click.echo(line, color=colour)
            code = DONE
    if article is not None and article not in ids:
        there = ", ".join(ids[:SHOWN]) + (f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else "")
        raise CommandError(f"{file}: there is no article {article!r}: there is {there or 'none at all'}")
    return code

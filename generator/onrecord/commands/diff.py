"""``onrecord diff``."""

from __future__ import annotations

import os
import sys

import click

from onrecord.cli import DATA, DONE, show_json

HELP = """Compare two datasets: what was added, removed and changed, field by field.

OLD and NEW are folders that build or release made. Records and articles are matched by their ids, rejected regions
by article, start and end. A dataset of an older schema is lifted first; fields that only the later schema has are
counted apart. Below stands which semantic version the change calls for, and why:

\b
  major  removed, or a label, a place or the words are others
  minor  added only
  patch  only what is said about them is other
  none   the rows are the same

The exit code is 0 where they differ too; with --exit-code it is 1 then.

\b
Examples:
  onrecord diff data/1.0.0 data/1.1.0
  onrecord diff data/1.0.0 data/1.1.0 --json > changes.json
"""


@click.command("diff", help=HELP)
@click.argument("old")
@click.argument("new")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    metavar="N",
    help="How many examples are shown of each kind; the document of --json has every change.",
)
@click.option("--json", "as_json", is_flag=True, help="One document of JSON with every change instead of tables.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where there are differences.")
def command(old: str, new: str, limit: int, as_json: bool, exit_code: bool) -> int:
    """The comparison on stdout."""
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    differs = False
    if as_json:
        from onrecord.versions.as_json import document

        for line, found in document(old, new):
            show_json(line)
            differs = not found.empty
    else:
        from onrecord.versions.as_text import lines
        from onrecord.versions.compare import compare

        found = compare(old, new, limit=limit)
        differs = not found.empty
        for line in lines(found):
            click.echo(line, color=colour)
    return DATA if differs and exit_code else DONE

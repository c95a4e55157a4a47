"""``onrecord rehydrate``."""

from __future__ import annotations

from typing import Any

import click

from onrecord.cli import DATA, DONE, say, show

HELP = """Put back the words that a release left out, from your own copy of the articles.

DIR is a release that onrecord release made with --words standoff or quotes; SOURCE is read as onrecord build reads it.
A copy is taken for an article where the SHA-256 of its text is the same: one changed character is refused, and the
article is named. OUT is the release that --words full would have made.

\b
Example:
  onrecord rehydrate build/standoff --from articles/ --to build/full
"""


@click.command("rehydrate", help=HELP)
@click.argument("dir")
@click.option("--from", "source", metavar="SOURCE", multiple=True, required=True, help="Your copy; may be given again.")
@click.option("--to", metavar="OUT", required=True, help="The folder of the whole release; replaces one that is there.")
@click.option("--partial", is_flag=True, help="Leave out articles whose copy does not agree, and write the others.")
@click.option("--licence", metavar="ID", help="The licence of every article's text, where the result is published.")
@click.option("--licences", "licences_file", metavar="FILE", help="A .toml or .csv of licences.")
def command(dir: str, **options: Any) -> int:
    """A release at ``to``; exit code 1 where an article was refused."""
    from onrecord.commands.release import table
    from onrecord.release.rehydrate import rehydrate

    done = rehydrate(dir, **options)
    for line in done.refused:
        say(line)
    for line in table(done.made):
        show(line)
    return DATA if done.refused else DONE

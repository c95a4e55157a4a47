"""``onrecord extract``."""

from __future__ import annotations

import sys

import click

from onrecord.cli import DATA, DONE, printable_json

HELP = """Print the records of one text: a line of JSON for each quote.

FILE is a .txt or .jsonl file, or - for standard input, which is the default. What an option says of the
article counts before what the file says.

\b
Examples:
  onrecord extract article.txt
  onrecord extract --outlet "The Harbour Post" --date 2024-03-05 < article.txt
"""


@click.command("extract", help=HELP)
@click.argument("file", default="-")
@click.option("--date", metavar="YYYY-MM-DD", help="When it was published; “on Monday” counts from there.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--url", metavar="URL", help="Its address.")
@click.option("--title", metavar="TITLE", help="Its headline.")
@click.option("--author", metavar="NAME", help="Who wrote it.")
@click.option("--speakers", metavar="FILE", help="A speakers file: names of speakers to identities (speaker_id).")
def command(file: str, speakers: str | None, **given: str | None) -> int:
    """The records on stdout."""
    from dataclasses import replace

    from onrecord.commands.articles import articles, extracted
    from onrecord.dataset.records import line
    from onrecord.errors import CommandError, DataError
    from onrecord.identify.file import identities_of
    from onrecord.read.given import facts

    try:
        said = facts(given)
    except DataError as error:
        raise CommandError(f"--{error}") from error
    code, identities = DATA, identities_of(speakers)
    for article in articles(file):
        made = extracted(replace(article, **said) if said else article, identities)
        if made:
            code = DONE
            for record in made.records:
                sys.stdout.buffer.write(f"{printable_json(line(record))}\n".encode())
    return code

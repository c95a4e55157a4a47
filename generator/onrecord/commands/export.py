"""``onrecord export``."""

from __future__ import annotations

import click

from onrecord.cli import DONE, printable

HELP = """Write a dataset, or gold, in a format that another tool reads.

DIR is the folder of a dataset, as build or release made it, or gold that evaluate reads. OUT is a folder that is not
there yet; nothing is overwritten.

\b
Formats:
  conll        IOB2 labels, a column a layer: source, cue, content, addressee
  tokens       token classification for datasets: load_dataset(OUT)
  squad        questions and answers: who said “…”?
  spacy        a DocBin with span groups (needs spaCy)
  brat         standoff, to annotate in brat
  labelstudio  tasks with pre-annotations for Label Studio
  inception    UIMA CAS in JSON, to annotate in INCEpTION
  quotebank    a quotation a line, as Quotebank has it
  csv          a table for spreadsheets

All but quotebank and csv need the articles' texts: a build has them, a release may not. Offsets count code points,
except where the format counts otherwise. evaluate scores all but spacy and quotebank as a SYSTEM, and brat,
labelstudio and inception as gold.

\b
Examples:
  onrecord export build/articles --format conll --to build/conll
  onrecord export tests/gold --format brat --to build/gold-brat
"""

_NAMES = ("conll", "tokens", "squad", "spacy", "brat", "labelstudio", "inception", "quotebank", "csv")
"""Those of ``exports.formats``, which is not imported before it is used; a test holds that they agree."""


@click.command("export", help=HELP)
@click.argument("dir")
@click.option("--format", "format", type=click.Choice(_NAMES), required=True, help="The format.")
@click.option("--to", "out", metavar="OUT", required=True, help="The folder to make; not there yet.")
def command(dir: str, format: str, out: str) -> int:
    """An export at ``out``; what is in it on stdout."""
    from onrecord.exports.write import export

    made = export(dir, out, format=format)
    shown = ", ".join(made.files[:4]) + (f" and {len(made.files) - 4:,} more" if len(made.files) > 4 else "")
    click.echo(printable(f"{dir} → {out}, {format}: {made.articles:,} articles, {made.quotes:,} quotes"))
    click.echo(printable(f"  {shown}"))
    return DONE

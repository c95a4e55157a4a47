"""``onrecord migrate``."""

from __future__ import annotations

import shlex

import click

from onrecord.cli import DONE, printable

HELP = """Lift a dataset of an older schema to the current one.

DIR is the folder of a dataset, as build made it; it stays as it is. The fields that came since are added to every
row: null, or what follows from what is there; no value changes, and nothing is looked up again. What only the
articles could tell takes a new build.

The dataset has to be valid by its own schema, and is by the current one when it is at --out, whole. Nothing is
overwritten.

\b
Example:
  onrecord migrate build/articles --to build/lifted
"""


@click.command("migrate", help=HELP)
@click.argument("dir")
@click.option("--to", "out", metavar="OUT", required=True, help="The folder of the lifted dataset; not there yet.")
def command(dir: str, out: str) -> int:
    """A dataset at ``out``; what it has besides on stdout."""
    from onrecord.versions.migrate import migrate

    migrated = migrate(dir, out)
    click.echo(printable(f"{dir}, schema {migrated.before} → {out}, schema {migrated.after}"))
    for name, fields in migrated.added.items():
        lines = f"{migrated.lines[name]:,}" if name in migrated.lines else ""
        new = f"{name:<15}  new: {', '.join(fields)}" if fields else name
        click.echo(f"{lines:>10}  {new}")
    if migrated.left:
        click.echo(printable(f"{'':>10}  not taken along: {', '.join(migrated.left)}"))
    click.echo(f"\nnext\n  onrecord diff {shlex.quote(dir)} {shlex.quote(out)}")
    return DONE

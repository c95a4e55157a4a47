"""``onrecord release``."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli import DONE, say, show

if TYPE_CHECKING:
    from onrecord.release.write import Made

HELP = """Make a release of a dataset: a folder that load_dataset reads, and that can be published, cited and checked.

DIR is a dataset that onrecord build made; it is validated first. OUT gets the rows as JSON lines and as Parquet, split
into train, validation and test without leaks, the dataset card (README.md), croissant.json, CITATION.cff, LICENSE, the
schemas, manifest.json and checksums.sha256. It takes its place when all of it is written and checked.

\b
--words quotes    quotes, speakers, sources, cues, offsets; no article text
--words standoff  no words of the articles; onrecord rehydrate puts them back
--words full      the articles' texts too; each needs a licence that allows it

\b
Examples:
  onrecord release build/articles --to v1 --name mine --version 1.0.0
  onrecord release build/articles --to v2 --name mine --version 1.1.0 \\
      --previous v1 --withdrawn withdrawn.txt
  onrecord release build/samples --to full --name samples --version 1.0.0 \\
      --words full --licence own
"""


class Shares(click.ParamType[tuple[float, ...]]):
    """``80/10/10``: the shares of train, validation and test."""

    name = "A/B/C"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:
        """Three shares that are 1 together."""
        if isinstance(value, tuple):
            return value
        try:
            parts = tuple(float(part) for part in value.replace(",", "/").split("/"))
        except ValueError:
            parts = ()
        if len(parts) != 3 or min(parts) < 0 or not sum(parts) > 0 or sum(parts) == float("inf"):
            self.fail(f"expected three numbers such as 80/10/10, found {value!r}", param, ctx)
        return tuple(round(part / sum(parts), 9) for part in parts)


@click.command("release", help=HELP)
@click.argument("dir")
@click.option("--to", metavar="OUT", required=True, help="The folder of the release; replaces one that is there.")
@click.option("--name", required=True, help="The name of the dataset.")
@click.option("--version", metavar="X.Y.Z", required=True, help="Its version.")
@click.option(
    "--words", type=click.Choice(["quotes", "standoff", "full"]), default="quotes", show_default=True, help="See above."
)
@click.option("--licence", metavar="ID", help="The licence of every article's text (own: they are your own).")
@click.option(
    "--licences", "licences_file", metavar="FILE", help="A .toml or .csv of licences by article, domain or outlet."
)
@click.option(
    "--data-licence", metavar="ID", default="cc-by-4.0", show_default=True, help="The licence of what you add to them."
)
@click.option("--author", "authors", metavar="NAME", multiple=True, help="Whom to cite; may be given again.")
@click.option("--url", help="Where the dataset is published.")
@click.option("--withdrawn", metavar="FILE", help="What to leave out: a record, article or address on a line.")
@click.option("--previous", metavar="DIR", help="The release before: splits and what was withdrawn stay as they are.")
@click.option(
    "--split-by",
    type=click.Choice(["article", "outlet", "speaker", "time"]),
    default="article",
    show_default=True,
    help="What must not be in two splits.",
)
@click.option(
    "--proportions", type=Shares(), default="80/10/10", show_default=True, help="Of train, validation and test."
)
def command(dir: str, **options: Any) -> int:
    """A release at ``to``; a table on stdout."""
    from onrecord.release.make import release

    made = release(dir, **options)
    if made.unknown:
        say(f"{len(made.unknown):,} withdrawn are not in this dataset; they stay on the list")
    for line in table(made):
        show(line)
    return DONE


def table(made: Made) -> Iterator[str]:
    """What was made."""
    manifest = made.manifest
    counts = manifest["counts"]
    yield f"{manifest['name']} {manifest['version']}, words: {manifest['words']}"
    yield ""
    yield f"{'':<12}{'articles':>10}{'quotes':>10}{'':>8}{'variants':>10}{'rejected':>10}"
    for split in manifest["splits"]:
        share = f"{split['quotes'] / counts['quotes']:.1%}" if counts["quotes"] else ""
        row = (
            f"{split['articles']:>10,}{split['quotes']:>10,}{share:>8}{split['variants']:>10,}{split['rejected']:>10,}"
        )
        yield f"{split['name']:<12}{row}"
    yield ""
    yield f"{manifest['groups']:,} groups, the largest of {manifest['largest_group']:,} articles; nothing leaks"
    for name in manifest["moved"]:
        yield f"moved to another split: {name}"
    if counts["withdrawn"]:
        yield f"withdrawn: {counts['withdrawn']:,}"
    yield f"written to {made.folder}"
    yield ""
    yield "next"
    code = f"from datasets import load_dataset; print(load_dataset({json.dumps(str(made.folder))}))"
    yield f"  python -c {shlex.quote(code)}"
    yield f"  (cd {shlex.quote(str(made.folder))} && sha256sum --check --quiet checksums.sha256)"

"""``onrecord validate``."""

from __future__ import annotations

import click

from onrecord.cli import DATA, DONE, say, show

HELP = """Hold a dataset against its schemas and every invariant.

DIR is the folder of a dataset, or of a release of one: its files are held against their checksums, its rows against
their schemas, and its splits against each other. Each breach is a line: file, line, record, field, what was expected
and what was found. The exit code is 1 where there is any.

\b
Example:
  onrecord validate build/articles
"""


@click.command("validate", help=HELP)
@click.argument("dir")
def command(dir: str) -> int:
    """Every breach on stdout, or what was checked."""
    from onrecord.dataset.validate import validate

    breaches = validate(dir)
    for breach in breaches:
        show(str(breach))
    if breaches:
        say(f"{dir}: {_number(len(breaches), 'breach', 'es')}")
        return DATA
    show(f"{dir} is valid: {_checked(dir)}")
    return DONE


def _checked(dir: str) -> str:
    """What a valid dataset holds, by its manifest."""
    import json
    from pathlib import Path

    found = json.loads((Path(dir) / "manifest.json").read_bytes())
    counts = found["counts"]
    if found.get("kind") == "release":
        held = f"{_number(counts['articles'], 'article')}, {_number(counts['quotes'], 'quote')}"
        return f"{held}, {_number(len(found['outputs']), 'file')} as listed, nothing leaks, version {found['version']}"
    rejected = counts["rejected_regions"] + counts["rejected_inputs"]
    held = f"{_number(counts['articles'], 'article')}, {_number(counts['quotes'], 'quote')}, {rejected:,} rejected"
    return f"{held}, manifest, schema {found['schema_version']}"


def _number(count: int, noun: str, plural: str = "s") -> str:
    return f"{count:,} {noun}" + (plural if count != 1 else "")

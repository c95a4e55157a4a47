"""Lifting a dataset of an older schema to the current one: the same rows, with what the current one has besides."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path

from onrecord.dataset.folder import NewFolder, sync
from onrecord.dataset.manifest import NAME, output_of, pretty
from onrecord.dataset.records import line
from onrecord.dataset.schemas import Kind
from onrecord.dataset.tables import ARTICLES, NAMES, QUOTES, REJECTED
from onrecord.dataset.validate import validate
from onrecord.errors import CommandError, InvalidDataset, OutputInTheWay
from onrecord.model import SCHEMA_VERSION
from onrecord.versions.steps import came, lift
from onrecord.versions.stored import Table, is_release, manifest, rows, schema_version

SHOWN = 10
"""How many breaches of a dataset are named."""

_FILES: tuple[tuple[str, Table, Kind], ...] = (
    (ARTICLES, "articles", "article"),
    (QUOTES, "quotes", "quote"),
    (REJECTED, "rejected", "rejected"),
)


@dataclass(frozen=True, slots=True)
class Migrated:
    """A dataset that was lifted: from which version to which, what came to each file, how many lines each has."""

    before: str
    after: str
    added: dict[str, tuple[str, ...]]
    lines: dict[str, int]
    left: tuple[str, ...]
    """What stood beside the dataset and was not taken along."""


def migrate(directory: str | os.PathLike[str], out: str | os.PathLike[str]) -> Migrated:
    """Lift the dataset in a folder to the current schema, into a folder of its own that is there whole or not at all.

    The original stays as it is. Its manifest goes along, with the generator, the rules and the inputs that made it;
    only the version, the outputs and what the current schema has besides are new.
    Raises OutputInTheWay where ``out`` holds anything, SourceNotFound for a folder without a dataset, CommandError for
    a release and for a dataset that is current, UnknownSchema, and InvalidDataset for one that breaks its own schema.
    """
    folder, version = Path(directory), schema_version(directory)
    if is_release(folder):
        raise CommandError(f"{folder} is a release: migrate the dataset it was made from, and release that again")
    if version == SCHEMA_VERSION:
        raise CommandError(f"{folder} is of schema {version}, the current one: there is nothing to migrate")
    if (target := Path(out)).exists() and not (target.is_dir() and not any(target.iterdir())):
        raise OutputInTheWay(f"{out} is there already, and nothing is overwritten: name another folder")
    if breaches := validate(folder):
        raise InvalidDataset(
            _first([f"{folder / breach.file}{str(breach)[len(breach.file) :]}" for breach in breaches])
        )
    with NewFolder(out) as new:
        for name, table, kind in _FILES:
            with (new.path / name).open("wb") as file:
                for stored in rows(folder, table):
                    lifted = lift(kind, stored.row, version, SCHEMA_VERSION)
                    file.write(f"{line(lifted)}\n".encode())
            sync(new.path / name)
        outputs = [output_of(new.path / name, name) for name in NAMES]
        lifted = lift("manifest", manifest(folder), version, SCHEMA_VERSION)
        lifted["outputs"] = [asdict(output) for output in outputs]
        (new.path / NAME).write_bytes(pretty(lifted).encode())
        sync(new.path / NAME)
        if breaches := validate(new.path):
            raise InvalidDataset(_first(["the migrated dataset would not be valid", *map(str, breaches)]))
        new.complete = True
    added = {name: came(kind, version, SCHEMA_VERSION) for name, _, kind in _FILES}
    left = tuple(sorted(entry.name for entry in folder.iterdir() if entry.name not in (*NAMES, NAME)))
    return Migrated(
        version,
        SCHEMA_VERSION,
        {**added, NAME: came("manifest", version, SCHEMA_VERSION)},
        {output.name: output.lines or 0 for output in outputs},
        left,
    )


def _first(breaches: list[str]) -> tuple[str, ...]:
    more = (f"and {len(breaches) - SHOWN:,} more",) if len(breaches) > SHOWN else ()
    return (*breaches[:SHOWN], *more)

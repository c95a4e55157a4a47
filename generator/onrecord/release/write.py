"""The files of a release: rows, card, Croissant, citation, licence, schemas, manifest, checksums."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from onrecord.dataset.folder import sync
from onrecord.dataset.manifest import GENERATOR, NAME, generator_version, output_of
from onrecord.dataset.records import line, plain
from onrecord.dataset.schemas import find
from onrecord.model import SCHEMA_VERSION
from onrecord.release.files import Written, write_split
from onrecord.release.shape import CONFIGS, KINDS, SPLITS, Config, Schema, schema_of
from onrecord.release.withdraw import NAME as WITHDRAWN
from onrecord.release.withdraw import Tombstone
from onrecord.release.words import reduce

Row = dict[str, Any]

LICENCES, CHECKSUMS = "licences.jsonl", "checksums.sha256"


@dataclass(frozen=True, slots=True)
class Content:
    """What a release is made of: every row with all its words, and what else its files say."""

    rows: Mapping[Config, Mapping[str, Sequence[Row]]]
    """Config -> split -> rows."""
    facts: Row
    """Name, version, mode, options: what the manifest says besides counts and files."""
    tombstones: Sequence[Tombstone]
    licences: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Made:
    """A release that was made."""

    folder: Path
    manifest: Row
    unknown: tuple[Tombstone, ...] = ()
    """Tombstones that name nothing in the dataset."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release while its files are written: what the card and its neighbours are made from."""

    facts: Row
    rows: Mapping[Config, Mapping[str, Sequence[Row]]]
    """As they are published."""
    written: Sequence[Written]
    schemas: Mapping[Config, Schema]
    licences: Sequence[Row]
    tombstones: Sequence[Tombstone]

    def all(self, config: Config) -> list[Row]:
        """The rows of a config, split after split."""
        return [row for name in SPLITS for row in self.rows[config][name]]


def write(folder: Path, content: Content, texts: Mapping[str, str]) -> Made:
    """Write every file of a release into an empty folder; ``texts`` tell where words that are left out stand."""
    from onrecord.release.card import card, figures
    from onrecord.release.citation import citation, licence_text
    from onrecord.release.croissant import croissant

    facts = content.facts
    words, version = facts["words"], facts["build"]["schema_version"]
    schemas = {config: schema_of(config, words, version) for config in CONFIGS}
    rows = {
        config: {
            name: [reduce(config, row, words, texts.get(_article(config, row))) for row in content.rows[config][name]]
            for name in SPLITS
        }
        for config in CONFIGS
    }
    written = [
        found
        for config in CONFIGS
        for name in SPLITS
        if (found := write_split(folder, config, name, rows[config][name], schemas[config], facts["shard_bytes"]))
    ]
    release = Release(facts, rows, written, schemas, content.licences, content.tombstones)
    for path, text in _schemas(schemas, words, version):
        _put(folder / path, text)
    if content.licences:
        _put(folder / LICENCES, "".join(f"{line(row)}\n" for row in content.licences))
    if content.tombstones:
        _put(folder / WITHDRAWN, "".join(f"{line(asdict(one))}\n" for one in content.tombstones))
    for path, text in figures(release):
        _put(folder / path, text)
    _put(folder / "README.md", card(release))
    _put(folder / "CITATION.cff", citation(release))
    _put(folder / "LICENSE", licence_text(release))
    _put(folder / "croissant.json", croissant(release, folder))
    manifest = _manifest(folder, release)
    _put(folder / NAME, json.dumps(plain(manifest), ensure_ascii=False, sort_keys=True, indent=2) + "\n")
    sums = [f"{output_of(path, '').sha256}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    _put(folder / CHECKSUMS, "".join(sums))
    for file in _files(folder):
        sync(file)
    return Made(folder, manifest)


def _article(config: Config, row: Row) -> str:
    return str(row.get("id") if config == "articles" else row.get("article_id"))


def _schemas(schemas: Mapping[Config, Schema], words: str, version: str) -> Iterable[tuple[str, str]]:
    """The schemas of the rows: the published ones as they are, and those that are of this release alone."""
    for config, schema in schemas.items():
        if config in KINDS and words != "standoff":
            path = find(KINDS[config], version)
            yield f"schema/{path.name}", path.read_text(encoding="utf-8")
        else:
            name = f"variant-{SCHEMA_VERSION}" if config == "variants" else f"{KINDS[config]}-standoff-{version}"
            yield f"schema/{name}.schema.json", json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _manifest(folder: Path, release: Release) -> Row:
    facts, quotes = release.facts, release.all("quotes")
    counts = {config: len(release.all(config)) for config in CONFIGS}
    return {
        **facts,
        "kind": "release",
        "generator": GENERATOR,
        "generator_version": generator_version(),
        "schema_version": facts["build"]["schema_version"],
        "counts": {
            **counts,
            "attributed": sum(quote["source"] is not None for quote in quotes),
            "resolved": sum(quote["speaker_kind"] is not None for quote in quotes),
            "withdrawn": len(release.tombstones),
        },
        "splits": [
            {"name": name, **{config: len(release.rows[config][name]) for config in CONFIGS}} for name in SPLITS
        ],
        "outputs": [
            asdict(output_of(path, path.relative_to(folder).as_posix()))
            if path.suffix == ".jsonl"
            else {**asdict(output_of(path, path.relative_to(folder).as_posix())), "lines": None}
            for path in _files(folder)
        ],
    }


def _files(folder: Path) -> list[Path]:
    """Every file of a release but for the checksums, in the order of their paths."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != CHECKSUMS)
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")

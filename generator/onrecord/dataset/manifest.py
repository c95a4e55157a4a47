"""The manifest: what a dataset was made from, with and into. No clock time, no absolute path."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

from onrecord.dataset import tables
from onrecord.dataset.fingerprint import languages_sha256, rules_sha256
from onrecord.dataset.lines import parse
from onrecord.dataset.records import plain
from onrecord.dataset.tables import is_shard
from onrecord.dataset.wording import Problem, mismatch, schema_problems
from onrecord.model import SCHEMA_VERSION, Json, Unmapped
from onrecord.read.page import NORMALISER_VERSION

NAME = "manifest.json"
GENERATOR = "onrecord"

Scalar: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read: ``name`` from the source that was named; hash and size None where unreadable."""

    name: str
    sha256: str | None
    bytes: int | None


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the dataset: ``name`` from its folder, ``lines`` None where it is not made of lines."""

    name: str
    sha256: str
    bytes: int
    lines: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of what a dataset holds; described in ``schema/manifest-1.2.0.schema.json``."""

    articles: int = 0
    quotes: int = 0
    utterances: int = 0
    attributed: int = 0
    resolved: int = 0
    identified: int = 0
    rejected_regions: int = 0
    rejected_inputs: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """One option that the dataset was made with."""

    key: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of manifest.json; every field is described in ``schema/manifest-1.2.0.schema.json``."""

    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    counts: Counts
    unmapped: tuple[Unmapped, ...]
    options: tuple[Option, ...]
    rules_sha256: str
    languages_sha256: str
    generator_version: str
    normaliser_version: str = NORMALISER_VERSION
    generator: str = GENERATOR
    schema_version: str = SCHEMA_VERSION


def describe(
    inputs: Iterable[Input],
    outputs: Iterable[Output],
    counts: Counts,
    options: Mapping[str, Scalar],
    unmapped: Iterable[Unmapped] = (),
) -> Manifest:
    """The manifest of a dataset of this installation; inputs in their order, all else sorted."""
    return Manifest(
        inputs=tuple(inputs),
        outputs=tuple(sorted(outputs, key=lambda output: output.name)),
        counts=counts,
        unmapped=tuple(sorted(unmapped, key=lambda name: (name.speaker, name.speaker_kind))),
        options=tuple(Option(key, options[key]) for key in sorted(options)),
        rules_sha256=rules_sha256(),
        languages_sha256=languages_sha256(),
        generator_version=generator_version(),
    )


def pretty(manifest: Manifest | dict[str, Json]) -> str:
    """The manifest as the text of its file: sorted keys, two spaces, a line end at the end."""
    return json.dumps(plain(manifest), ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n"


def generator_version() -> str:
    """The version of the installed package; "0" where it runs without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(GENERATOR)
    except PackageNotFoundError:
        return "0"


def input_of(path: Path, name: str) -> Input:
    """A file as the manifest lists it under ``name``; hash and size None where it cannot be read."""
    try:
        found = output_of(path, name)
    except OSError:
        return Input(name, None, None)
    return Input(name, found.sha256, found.bytes)


def output_of(path: Path, name: str) -> Output:
    """A file as the manifest lists it under ``name``; OSError where it cannot be read."""
    digest, size, lines = hashlib.sha256(), 0, 0
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            digest.update(data)
            size += len(data)
            lines += data.count(b"\n")
    if is_shard(name):
        lines = sum(1 for _ in tables.lines(path))
    return Output(name, digest.hexdigest(), size, lines)


def problems(
    folder: Path,
    version: str,
    names: Iterable[str],
    counts: Mapping[str, int],
    unidentified: Mapping[tuple[str, str], int],
) -> Iterator[Problem]:
    """Where the manifest of a folder breaks its schema, or does not agree with its lines and its files.

    ``unidentified``: how many records without a speaker_id each speaker has, by name and kind.
    """
    try:
        found = parse((folder / NAME).read_bytes())
    except ValueError as error:
        yield None, str(error)
        return
    if wrong := schema_problems("manifest", found, version):
        yield from wrong
        return
    for key, value in found["counts"].items():
        if value != counts.get(key, 0):
            yield f"counts.{key}", mismatch(counts.get(key, 0), value, "as the lines show")
    for index, name in enumerate(found.get("unmapped", ())):
        there = unidentified.get((name["speaker"], name["speaker_kind"]), 0)
        if name["quotes"] != there:
            yield f"unmapped[{index}].quotes", mismatch(there, name["quotes"], "its records without a speaker_id")
    listed = {output["name"]: output for output in found["outputs"]}
    for name in sorted({*names, *listed}):
        if name not in listed:
            yield "outputs", f"expected {name} among them, found {', '.join(sorted(listed))}"
        elif (folder / name).is_file():
            yield from _output_problems(output_of(folder / name, name), listed[name])
        elif name not in names:
            yield "outputs", f"expected a file {name} beside the manifest, found none"


def _output_problems(file: Output, listed: Mapping[str, object]) -> Iterator[Problem]:
    for key, value in asdict(file).items():
        if listed[key] != value and not (key == "lines" and listed[key] is None):
            why = "that of the file, changed after it was written"
            yield f"outputs[{file.name}].{key}", mismatch(value, listed[key], why)

"""What a build is asked for: from what, how, and all that the dataset depends on, known before an article is read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from onrecord.dataset.fingerprint import confidence_sha256, languages_sha256, rules_sha256
from onrecord.dataset.journal import Purpose
from onrecord.dataset.manifest import Input, Manifest, Scalar, generator_version, input_of
from onrecord.dataset.shard import Settings, Tally
from onrecord.dataset.write import DatasetWriter
from onrecord.errors import CommandError, DataError, OutputInTheWay
from onrecord.identify.file import identities_of
from onrecord.identify.identities import Identities
from onrecord.model import SCHEMA_VERSION
from onrecord.read import ReadOptions, SourceFile, files
from onrecord.read.page import body_reader
from onrecord.read.sources import DATASET

LIBRARIES = (
    "trafilatura",
    "resiliparse",
    "selectolax",
    "feedparser",
    "pyarrow",
    "regex",
    "dateparser",
    "jsonschema-rs",
)
"""What reads, matches and checks."""

State: TypeAlias = tuple[str, int | None, int | None]
"""A file by its path, its size and the time of its last change in nanoseconds; None for what is no file."""


class Inputs:
    """The files that are read, as the manifest lists them.

    They are looked at before they are read, so that it is known whether a build goes on with what it began with, and
    again after that where they have changed. What is ``known`` of a file in a state is not found out again.
    """

    def __init__(self, listed: Iterable[SourceFile], known: Mapping[State, Input] | None = None) -> None:
        self._listed = tuple(listed)
        self.states = self._states()
        self.found = self._inputs({} if known is None else known)

    def now(self) -> list[Input]:
        """The files as they are now."""
        return self.found if self._states() == self.states else self._inputs({})

    def _states(self) -> list[State]:
        return [state_of(path) for file in self._listed for _, path in _named(file)]

    def _inputs(self, known: Mapping[State, Input]) -> list[Input]:
        named = [one for file in self._listed for one in _named(file)]
        return [known.get(state_of(path)) or _input(path, name) for name, path in named]


def state_of(path: Path) -> State:
    """The state that a file is in."""
    found = path.stat() if path.is_file() else None
    return str(path), found and found.st_size, found and found.st_mtime_ns


def paths(file: SourceFile) -> list[Path]:
    """The files that a SOURCE is made of: itself, or those of a saved dataset."""
    return sorted(filter(Path.is_file, file.path.rglob("*"))) if file.format == DATASET else [file.path]


def _named(file: SourceFile) -> Iterator[tuple[str, Path]]:
    """The lines of a SOURCE in the manifest, by name: a file's own, a saved dataset's one for each of its files."""
    for path in paths(file):
        inside = f"/{path.relative_to(file.path).as_posix()}" if file.format == DATASET else ""
        yield f"{file.name}{inside}", path


def _input(path: Path, name: str) -> Input:
    """A line of the manifest; without a hash for a pipe, which is empty by now, and for what is on the Hub."""
    return input_of(path, name) if path.is_file() else Input(name, None, None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build is asked for."""

    out: Path
    settings: Settings
    options: ReadOptions
    said: dict[str, Scalar]
    """The options, as the manifest has them."""
    listed: tuple[SourceFile, ...]
    """The files of the sources, with the metadata beside them."""
    inputs: Inputs
    shard_mib: int

    @property
    def files(self) -> list[SourceFile]:
        """Those that hold articles."""
        served = {one for file in self.listed for one in file.beside}
        return [file for file in self.listed if file not in served]

    @property
    def purpose(self) -> Purpose:
        """All that the dataset depends on."""
        return {**self.said, **installed(), "inputs": [asdict(one) for one in self.inputs.found]}

    def finish(self, writer: DatasetWriter, tally: Tally, read: list[Input]) -> Manifest:
        """End a dataset of which that was counted and ``read``. Raises DataError where there is no article in it."""
        if not tally.counts["articles"]:
            raise DataError("nothing was built: there is not one article that could be read")
        if identities := self.settings.identities:
            read = [*read, Input(identities.file, identities.sha256, identities.bytes)]
        return writer.finish(
            inputs=read,
            options={**self.said, "pages": self.said["pages"] if tally.pages else None},
            unmapped=[replace(name, quotes=quotes) for name, quotes in tally.unmapped.items()],
        )


def ask(
    sources: Sequence[Path | str],
    out: str | os.PathLike[str],
    *,
    words: Literal["full", "quotes"],
    speakers: str | os.PathLike[str] | Identities | None,
    options: ReadOptions,
    shard_mib: int,
    article_seconds: float | None,
    known: Mapping[State, Input] | None = None,
) -> Asked:
    """Ask for a build of ``sources``; raises what :func:`onrecord.dataset.build.build` raises before it reads."""
    listed = files(sources)
    stand_apart(Path(out), sources)
    identities = identities_of(speakers)
    if not isinstance(speakers, Identities | None) and any(
        os.path.exists(file.path) and file.path.samefile(speakers) for file in listed
    ):
        raise CommandError(f"{speakers} is among the articles, which would be read from it: name it elsewhere")
    said: dict[str, Scalar] = {
        "article_seconds": article_seconds,
        "columns": ", ".join(f"{field}={column}" for field, column in options.columns) or None,
        "confidence": confidence_sha256(),
        "max_ratio": options.max_ratio,
        "max_size": options.max_size,
        "pages": body_reader(options),
        "shard_mib": shard_mib,
        "speakers": identities.sha256 if identities else None,
        "words": words,
    }
    settings = Settings(words, identities, article_seconds)
    return Asked(Path(out), settings, options, said, listed, Inputs(listed, known), shard_mib)


def installed() -> Purpose:
    """What of this installation a dataset depends on."""
    from importlib.metadata import PackageNotFoundError, version

    libraries: dict[str, str] = {}
    for name in LIBRARIES:
        try:
            libraries[name] = version(name)
        except PackageNotFoundError:
            continue
    return {
        **libraries,
        "confidence": confidence_sha256(),
        "rules": rules_sha256(),
        "languages": languages_sha256(),
        "generator": generator_version(),
        "schema": SCHEMA_VERSION,
    }


def stand_apart(out: Path, sources: Sequence[Path | str]) -> None:
    """Raise OutputInTheWay where the next build of the same sources would read what this one writes."""
    for source in sources:
        if Path(source).is_dir() and out.resolve().is_relative_to(Path(source).resolve()):
            raise OutputInTheWay(
                f"{out} lies in {source}: the next build would read its lines as articles; name another folder"
            )

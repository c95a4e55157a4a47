"""A release as it lies on disk: held against its checksums, its manifest, its card and the schemas of its rows."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

from onrecord.dataset.lines import parse
from onrecord.dataset.manifest import NAME
from onrecord.dataset.schemas import validator_of
from onrecord.dataset.validate import Breach
from onrecord.dataset.wording import problems_by
from onrecord.errors import CommandError, DataError, InvalidDataset, SourceNotFound
from onrecord.release.files import FOLDERS, typed
from onrecord.release.shape import CONFIGS, SPLITS, arrow, columns, schema_of
from onrecord.release.splits import leaks
from onrecord.release.version import version_of
from onrecord.release.write import CHECKSUMS
from onrecord.versions.numbers import parse_version

Row = dict[str, Any]

CARD = "README.md"
SHOWN = 10
_SUM = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release."""

    path: str
    """From the folder of the release, with slashes."""
    size: int
    sha256: str
    blob: str
    """Its name in git: the SHA-1 of ``blob``, its size and its bytes."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A release of which every file is what its checksums say."""

    folder: Path
    name: str
    version: str
    words: str
    files: tuple[File, ...]
    """All of them, the list of checksums too, by path."""

    @property
    def size(self) -> int:
        """Of all files, in bytes."""
        return sum(file.size for file in self.files)


def verify(directory: str | os.PathLike[str]) -> Verified:
    """The release in a folder. InvalidDataset, with the places, where it is not what ``onrecord release`` wrote.

    SourceNotFound where there is no such folder, DataError where it holds no release.
    """
    folder = Path(directory)
    if not folder.is_dir():
        raise SourceNotFound(f"{folder} is not a folder: name that of a release")
    _is_release(folder)
    files, found = _read(folder)
    if found:
        raise _invalid(folder, list(map(str, found)))
    manifest: Row = json.loads((folder / NAME).read_bytes())
    return Verified(folder, manifest["name"], manifest["version"], manifest["words"], files)


def breaches(folder: Path) -> tuple[Breach, ...]:
    """Every place where a release is not what it must be: none where it is as it was made."""
    return tuple(_read(folder)[1])


def _read(folder: Path) -> tuple[tuple[File, ...], list[Breach]]:
    """The files of a release, and what is wrong with it; what relies on what is wrong already is not looked at."""
    files, found = _files(folder)
    if found:  # bytes that nobody vouches for need no reading
        return files, found
    manifest: Row = json.loads((folder / NAME).read_bytes())
    if found := list(_manifest(manifest, files)):
        return files, found
    paths = {file.path for file in files}
    if found := [*_card(folder, manifest, paths), *_rows(folder, manifest, paths)]:
        return files, found
    return files, [_at(NAME, f"expected no leak, found: {leak}", field="splits") for leak in leaks(folder)]


def _at(file: str, message: str, line: int | None = None, field: str | None = None) -> Breach:
    return Breach(file, line, None, field, message)


def _is_release(folder: Path) -> None:
    how = "make a release of it first: onrecord release DIR --to OUT --name NAME --version X.Y.Z"
    if not (folder / NAME).is_file():
        raise DataError(f"{folder} is no release, it has no {NAME}: {how}")
    try:
        version_of(folder)
    except DataError as error:
        if (folder / "quotes.jsonl").is_file():
            raise DataError(f"{folder} is a dataset that onrecord build made, no release: {how}") from None
        raise error


def _invalid(folder: Path, breaches: list[str]) -> InvalidDataset:
    more = [f"and {len(breaches) - SHOWN:,} more"] if len(breaches) > SHOWN else []
    last = f"{folder} is not what onrecord release wrote: make it again"
    return InvalidDataset((*breaches[:SHOWN], *more, last))


def _files(folder: Path) -> tuple[tuple[File, ...], list[Breach]]:
    """Every file, and where the folder and its list of checksums do not agree."""
    if not (folder / CHECKSUMS).is_file():
        return (), [_at(CHECKSUMS, "expected this file, found none")]
    sums, found = _sums(folder / CHECKSUMS)
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    linked = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink())
    found += [_at(name, "expected no link") for name in sorted(linked)]
    gone = sorted(sums.keys() - there.keys())
    found += [_at(name, f"listed in {CHECKSUMS}, found no such file") for name in gone]
    extra = sorted(there.keys() - sums.keys() - {CHECKSUMS})
    found += [_at(name, f"not listed in {CHECKSUMS}, so not part of the release") for name in extra]
    files = tuple(_file(path, name) for name, path in sorted(there.items()) if path.is_file())
    for file in files:
        if sums.get(file.path, file.sha256) != file.sha256:
            found.append(_at(file.path, f"expected SHA-256 {sums[file.path]} ({CHECKSUMS}), found {file.sha256}"))
    return files, found


def _sums(path: Path) -> tuple[dict[str, str], list[Breach]]:
    """What the list of checksums says, and which of its lines say nothing."""
    sums: dict[str, str] = {}
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        match = _SUM.fullmatch(line)
        if not match or not _inside(match[2]) or match[2] in sums:
            found.append(_at(CHECKSUMS, f"expected a SHA-256, two spaces and a path, found {line!r}", number))
        else:
            sums[match[2]] = match[1]
    if NAME not in sums and not found:
        found.append(_at(CHECKSUMS, f"expected {NAME} among its files"))
    return sums, found


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and path.as_posix() == name


def _file(path: Path, name: str) -> File:
    size = path.stat().st_size
    sha256, blob = hashlib.sha256(), hashlib.sha1(f"blob {size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            sha256.update(data)
            blob.update(data)
    return File(name, size, sha256.hexdigest(), blob.hexdigest())


def _manifest(manifest: Row, files: Iterable[File]) -> Iterator[Breach]:
    """Where the manifest lacks what a release says of itself, or does not agree with the files."""
    for key, kind in (("name", str), ("version", str), ("words", str), ("splits", list), ("outputs", list)):
        if not isinstance(manifest.get(key), kind):
            yield _at(NAME, f"expected {kind.__name__}, found {manifest.get(key)!r}", field=key)
            return
        if kind is list and not all(isinstance(one, dict) and "name" in one for one in manifest[key]):
            yield _at(NAME, "expected objects with a name", field=key)
            return
    try:
        parse_version(manifest["version"])
    except CommandError:
        yield _at(NAME, f"expected three numbers such as 1.2.0, found {manifest['version']!r}", field="version")
    listed = {output["name"]: output.get("sha256") for output in manifest["outputs"]}
    for file in files:
        if file.path not in (NAME, CHECKSUMS) and listed.pop(file.path, None) != file.sha256:
            yield _at(NAME, f"expected {file.path} with SHA-256 {file.sha256}", field="outputs")
    for name in listed:
        yield _at(NAME, f"{name} is not in the release", field="outputs")


def _card(folder: Path, manifest: Row, paths: set[str]) -> Iterator[Breach]:
    """Where the card is none, or names what is not there."""
    from huggingface_hub import DatasetCard

    if CARD not in paths:
        yield _at(CARD, "expected the dataset card, found none")
        return
    try:
        data = DatasetCard((folder / CARD).read_text(encoding="utf-8")).data.to_dict()  # type: ignore[no-untyped-call]
    except Exception as error:  # whatever its YAML makes the parser raise
        yield _at(CARD, f"expected YAML of a dataset card between two lines ---: {' '.join(str(error).split())}")
        return
    if data.get("pretty_name") != manifest["name"]:
        message = f"expected {manifest['name']!r}, found {data.get('pretty_name')!r}"
        yield _at(CARD, message, field="pretty_name")
    configs = data.get("configs") or ()
    if not configs:
        yield _at(CARD, "expected what load_dataset loads, found none", field="configs")
    for config in configs:
        for file in _list(config.get("data_files") or ()):
            for path in _list(file["path"] if isinstance(file, dict) else file):
                if not any(fnmatchcase(one, path) for one in paths):
                    yield _at(CARD, f"{path} of {config.get('config_name')} is not in the release", field="configs")


def _list(value: Any) -> Iterable[Any]:
    return [value] if isinstance(value, str | dict) else value


def _rows(folder: Path, manifest: Row, paths: set[str]) -> Iterator[Breach]:
    """Where rows break their schema, or differ between JSON lines, Parquet and manifest."""
    splits = {split["name"]: split for split in manifest["splits"]}
    for config in CONFIGS:
        counts: Counter[str] = Counter()
        try:
            schema = schema_of(config, manifest["words"], manifest["schema_version"])
        except (KeyError, FileNotFoundError):
            yield _at(NAME, f"no such schema: {manifest.get('schema_version')!r}", field="schema_version")
            return
        for path in sorted(path for path in paths if fnmatchcase(path, f"{FOLDERS[config]}/*.jsonl")):
            name = PurePosixPath(path).stem
            table = f"parquet/{config}/{name}.parquet"
            if table not in paths:
                yield _at(table, f"expected this file beside {path}, found none")
                continue
            yield from _shard(folder, path, table, schema, counts, re.split(r"-\d{5}-of-", name)[0])
        for split in SPLITS:
            said = splits.get(split, {}).get(config)
            if counts[split] != said:
                message = f"expected {counts[split]:,} as the lines show, found {said}"
                yield _at(NAME, message, field=f"splits, {split}, {config}")


def _shard(
    folder: Path, path: str, table: str, schema: Mapping[str, Any], counts: Counter[str], split: str
) -> Iterator[Breach]:
    """A file of JSON lines beside the Parquet of the same rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    published = dict(schema)
    validator, kinds, alike = validator_of(published), columns(published), True
    try:
        parquet = pq.ParquetFile(folder / table)
        if not parquet.schema_arrow.equals(arrow(published)):
            yield _at(table, "expected the columns of its schema, found others")
            return
        rows = (row for batch in parquet.iter_batches(1_000) for row in batch.to_pylist())
        with (folder / path).open("rb") as file:
            for number, (data, row) in enumerate(zip_longest(file, rows), start=1):
                if data is None:
                    there = parquet.metadata.num_rows
                    yield _at(table, f"expected {number - 1:,} rows as in {path}, found {there:,}")
                    return
                counts[split] += 1
                try:
                    value = parse(data)
                except ValueError as error:
                    yield _at(path, str(error), number)
                    continue
                problems = problems_by(validator, published, value)
                yield from (_at(path, message, number, field) for field, message in problems)
                if alike and not problems and typed(value, kinds) != row:
                    alike = False  # those that follow may only be shifted
                    yield _at(path, f"differs from its row in {table}", number)
    except pa.ArrowException as error:
        yield _at(table, f"expected Parquet: {' '.join(str(error).split())}")

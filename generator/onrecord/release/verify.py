"""Holding a release against itself: its files against the checksums, its rows against its schemas, its splits."""

from __future__ import annotations
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from onrecord.dataset.lines import parse
from onrecord.dataset.manifest import NAME, output_of
from onrecord.dataset.validate import Breach
from onrecord.dataset.wording import shown
from onrecord.release.files import FOLDERS, typed
from onrecord.release.shape import CONFIGS, SPLITS, Config, columns, schema_of
from onrecord.release.splits import leaks
from onrecord.release.write import CHECKSUMS
def breaches(folder: Path) -> tuple[Breach, ...]:
    """Every place where a release is not what it must be: none where it is as it was made."""
    found = [*_files(folder)]
    if found:  # the rows are not those that were released
        return tuple(found)
    manifest = json.loads((folder / NAME).read_bytes())
    for config in CONFIGS:
        found += _rows(folder, config, manifest["words"], manifest["schema_version"])
    if not found:
        found += [Breach(NAME, None, None, "splits", f"expected no leak, found: {leak}") for leak in leaks(folder)]
    return tuple(found)
def _files(folder: Path) -> Iterator[Breach]:
    """Files that are not listed, listed files that are not there, and those with another hash."""
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        yield Breach(CHECKSUMS, None, None, None, "expected this file, found none")
        return
    listed = {name: (number, digest) for number, (digest, _, name) in enumerate((s.partition("  ") for s in lines), 1)}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {CHECKSUMS}
    for name in sorted({*listed, *there}):
        if name not in listed:
            yield Breach(name, None, None, None, f"expected no such file, as {CHECKSUMS} does not list it")
        elif name not in there:
            yield Breach(CHECKSUMS, listed[name][0], None, None, f"expected a file {name}, found none")
        elif output_of(folder / name, name).sha256 != listed[name][1]:
            yield Breach(name, None, None, None, f"expected the SHA-256 of {CHECKSUMS}, found another: it was changed")
def _rows(folder: Path, config: Config, words: Any, version: str) -> Iterator[Breach]:
    """Lines that break their schema, and Parquet that has other rows."""
    from jsonschema import Draft202012Validator
    schema = schema_of(config, words, version)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    kinds = columns(schema)
    for split in SPLITS:
        for path in sorted((folder / FOLDERS[config]).glob(f"{split}*.jsonl")):
            name, rows = path.relative_to(folder).as_posix(), []
            with path.open("rb") as file:
                for number, data in enumerate(file, start=1):
                    try:
                        row = parse(data)
                    except ValueError as wrong:
                        yield Breach(name, number, None, None, str(wrong))
                        continue
                    errors = list(validator.iter_errors(row))
                    for error in errors:
                        field = ".".join(map(str, error.absolute_path)) or None
                        yield Breach(name, number, row.get("id"), field, f"expected by its schema: {error.message}")
                    if not errors:
                        rows.append(typed(row, kinds))
            table = folder / "parquet" / config / f"{path.stem}.parquet"
            if not table.is_file():
                yield Breach(
                    f"parquet/{config}/{path.stem}.parquet", None, None, None, "expected this file, found none"
                )
            elif (other := _differ(table, rows)) is not None:
                    f"parquet/{config}/{table.name}", None, None, None, f"expected the rows of {name}, {other}"
def _differ(table: Path, rows: list[dict[str, Any]]) -> str | None:
    """Where Parquet first differs from the rows of the lines."""
    import pyarrow.parquet as pq
    file, start = pq.ParquetFile(table), 0
    for batch in file.iter_batches():
        for row in batch.to_pylist():
            if start >= len(rows) or row != rows[start]:
                return f"found another in row {start + 1}: {shown(row.get('id'))}"
            start += 1
    return None if start == len(rows) else f"found {start:,} of {len(rows):,}"
"""A release as it lies on disk: held against its checksums, its manifest, its card and the schemas of its rows."""
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from onrecord.dataset.manifest import NAME
from onrecord.dataset.schemas import validator_of
from onrecord.dataset.wording import problems_by
from onrecord.errors import CommandError, DataError, InvalidDataset, SourceNotFound
from onrecord.release.shape import CONFIGS, SPLITS, arrow, columns, schema_of
from onrecord.release.version import numbers, version_of
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
    files, breaches = _files(folder)
    if breaches:  # bytes that nobody vouches for need no reading
        raise _invalid(folder, breaches)
    manifest: Row = json.loads((folder / NAME).read_bytes())
    if breaches := list(_manifest(manifest, files)):
        raise _invalid(folder, breaches)
    paths = {file.path for file in files}
    if breaches := [*_manifest(manifest, files), *_card(folder, manifest, paths), *_rows(folder, manifest, paths)]:
    if breaches := [*_card(folder, manifest, paths), *_rows(folder, manifest, paths)]:
        raise _invalid(folder, breaches)
    return Verified(folder, manifest["name"], manifest["version"], manifest["words"], files)
def _is_release(folder: Path) -> None:
    how = "make a release of it first: onrecord release DIR --to OUT --name NAME --version X.Y.Z"
    if not (folder / NAME).is_file():
        raise DataError(f"{folder} is no release, it has no {NAME}: {how}")
        version_of(folder)
    except DataError as error:
        if (folder / "quotes.jsonl").is_file():
            raise DataError(f"{folder} is a dataset that onrecord build made, no release: {how}") from None
        raise error
def _invalid(folder: Path, breaches: list[str]) -> InvalidDataset:
    more = [f"and {len(breaches) - SHOWN:,} more"] if len(breaches) > SHOWN else []
    last = f"{folder} is not what onrecord release wrote: make it again"
    return InvalidDataset((*breaches[:SHOWN], *more, last))
def _files(folder: Path) -> tuple[tuple[File, ...], list[str]]:
    """Every file, and where the folder and its list of checksums do not agree."""
    if not (folder / CHECKSUMS).is_file():
        return (), [f"{CHECKSUMS}: expected this file, found none"]
    sums, breaches = _sums(folder / CHECKSUMS)
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    linked = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink())
    breaches += [f"{name}: expected no link" for name in sorted(linked)]
    breaches += [f"{name}: listed in {CHECKSUMS}, found no such file" for name in sorted(sums.keys() - there.keys())]
    extra = sorted(there.keys() - sums.keys() - {CHECKSUMS})
    breaches += [f"{name}: not listed in {CHECKSUMS}, so not part of the release" for name in extra]
    if breaches:
        return (), breaches
    files = tuple(_file(there[name], name) for name in sorted(there))
    for file in files:
        if file.path != CHECKSUMS and file.sha256 != sums[file.path]:
            breaches.append(f"{file.path}: expected SHA-256 {sums[file.path]} ({CHECKSUMS}), found {file.sha256}")
    return files, breaches
def _sums(path: Path) -> tuple[dict[str, str], list[str]]:
    """What the list of checksums says, and which of its lines say nothing."""
    sums: dict[str, str] = {}
    breaches = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        match = _SUM.fullmatch(line)
        if not match or not _inside(match[2]) or match[2] in sums:
            breaches.append(f"{CHECKSUMS}, line {number}: expected a SHA-256, two spaces and a path, found {line!r}")
        else:
            sums[match[2]] = match[1]
    if NAME not in sums and not breaches:
        breaches.append(f"{CHECKSUMS}: expected {NAME} among its files")
    return sums, breaches
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
def _manifest(manifest: Row, files: Iterable[File]) -> Iterator[str]:
    """Where the manifest lacks what a release says of itself, or does not agree with the files."""
    for key, kind in (("name", str), ("version", str), ("words", str), ("splits", list), ("outputs", list)):
        if not isinstance(manifest.get(key), kind):
            yield f"{NAME}, field {key}: expected {kind.__name__}, found {manifest.get(key)!r}"
            return
        numbers(manifest["version"])
    except CommandError:
        yield f"{NAME}, field version: expected three numbers such as 1.2.0, found {manifest['version']!r}"
    listed = {output.get("name"): output.get("sha256") for output in manifest["outputs"]}
        if kind is list and not all(isinstance(one, dict) and "name" in one for one in manifest[key]):
            yield f"{NAME}, field {key}: expected objects with a name"
            return
    try:
    listed = {output["name"]: output.get("sha256") for output in manifest["outputs"]}
    for file in files:
        if file.path not in (NAME, CHECKSUMS) and listed.pop(file.path, None) != file.sha256:
            yield f"{NAME}, field outputs: expected {file.path} with SHA-256 {file.sha256}"
    for name in listed:
        yield f"{NAME}, field outputs: {name} is not in the release"
def _card(folder: Path, manifest: Row, paths: set[str]) -> Iterator[str]:
    """Where the card is none, or names what is not there."""
    from huggingface_hub import DatasetCard
    if CARD not in paths:
        yield f"{CARD}: expected the dataset card, found none"
        data = DatasetCard((folder / CARD).read_text(encoding="utf-8")).data.to_dict()  # type: ignore[no-untyped-call]
    except Exception as error:  # whatever its YAML makes the parser raise
        yield f"{CARD}: expected YAML of a dataset card between two lines ---: {' '.join(str(error).split())}"
    if data.get("pretty_name") != manifest.get("name"):
        yield f"{CARD}, field pretty_name: expected {manifest.get('name')!r}, found {data.get('pretty_name')!r}"
        return
    if data.get("pretty_name") != manifest["name"]:
        yield f"{CARD}, field pretty_name: expected {manifest['name']!r}, found {data.get('pretty_name')!r}"
    configs = data.get("configs") or ()
    if not configs:
        yield f"{CARD}, field configs: expected what load_dataset loads, found none"
    for config in configs:
        for file in _list(config.get("data_files") or ()):
            for path in _list(file["path"] if isinstance(file, dict) else file):
                if not any(fnmatchcase(one, path) for one in paths):
                    yield f"{CARD}, config {config.get('config_name')}: {path} is not in the release"
def _rows(folder: Path, manifest: Row, paths: set[str]) -> Iterator[str]:
    """Where rows break their schema, or differ between JSON lines, Parquet and manifest."""
    splits = {split["name"]: split for split in manifest.get("splits") or ()}

def _list(value: Any) -> Iterable[Any]:
    return [value] if isinstance(value, str | dict) else value
    splits = {split["name"]: split for split in manifest["splits"]}
    for config in CONFIGS:
        counts: Counter[str] = Counter()
        try:
            schema = schema_of(config, manifest["words"], manifest["schema_version"])
        except (KeyError, FileNotFoundError):
            yield f"{NAME}, field schema_version: no such schema: {manifest.get('schema_version')!r}"
        for path in sorted(path for path in paths if fnmatchcase(path, f"{FOLDERS[config]}/*.jsonl")):
            name = PurePosixPath(path).stem
            table = f"parquet/{config}/{name}.parquet"
            if table not in paths:
                yield f"{table}: expected this file beside {path}, found none"
                continue
            yield from _shard(folder, path, table, schema, counts, re.split(r"-\d{5}-of-", name)[0])
        for split in SPLITS:
            said = splits.get(split, {}).get(config)
            if counts[split] != said:
                yield f"{NAME}, splits, {split}, {config}: expected {counts[split]:,} as the lines show, found {said}"
def _shard(
    folder: Path, path: str, table: str, schema: Mapping[str, Any], counts: Counter[str], split: str
) -> Iterator[str]:
    """A file of JSON lines beside the Parquet of the same rows."""
    import pyarrow as pa
    published = dict(schema)
    validator, kinds = validator_of(published), columns(published)
    validator, kinds, alike = validator_of(published), columns(published), True
    try:
        parquet = pq.ParquetFile(folder / table)
        if not parquet.schema_arrow.equals(arrow(published)):
            yield f"{table}: expected the columns of its schema, found others"
        rows = (row for batch in parquet.iter_batches(1_000) for row in batch.to_pylist())
        with (folder / path).open("rb") as file:
            for number, (data, row) in enumerate(zip_longest(file, rows), start=1):
                if data is None:
                    yield f"{table}: expected {number - 1:,} rows as in {path}, found {parquet.metadata.num_rows:,}"
                    return
                counts[split] += 1
                place = f"{path}, line {number}"
                try:
                    value = parse(data)
                except ValueError as error:
                    yield f"{place}: {error}"
                    continue
                problems = problems_by(validator, published, value)
                yield from (f"{place}, field {field}: {message}" for field, message in problems)
                if alike and not problems and typed(value, kinds) != row:
                    alike = False  # those that follow may only be shifted
                    yield f"{place}: differs from its row in {table}"
    except pa.ArrowException as error:
        yield f"{table}: expected Parquet: {' '.join(str(error).split())}"
def _line(data: bytes, row: Row | None, validator: Any, schema: Row, kinds: Mapping[str, Any]) -> Iterator[str]:
        value = parse(data)
    except ValueError as error:
        yield f": {error}"
    problems = problems_by(validator, schema, value)
    yield from (f"{f', field {field}' if field else ''}: {message}" for field, message in problems)
    if not problems and typed(value, dict(kinds)) != row:
        yield ": differs from its row in Parquet"

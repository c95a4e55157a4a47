"""A folder that ``datasets`` saved (save_to_disk), one dataset or one a split, an article a row.

Its files are streams of Arrow, which are read here without the library, of which no more than their pages in use are
in memory.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.errors import UnreadableInput
from onrecord.model import Rejection
from onrecord.read.arrow import articles, batches, broken
from onrecord.read.columns import flaws, readable, wanted
from onrecord.read.file import SourceFile, rejection, why
from onrecord.read.unread import Item


def read(file: SourceFile) -> Iterator[Item]:
    """The article of each row, or why it could not be read; the rows after it are read.

    An article without an id gets the folder's label and the number of its row, from 1, with the name of its split
    where there are several: "tuesday/train:12". Where a Rejection or an article has a line, it is that number.
    """
    try:
        splits = _splits(file)
    except UnreadableInput as error:
        yield rejection(error)
        return
    for split in splits:
        folder, here = file.path / split, file
        if len(splits) > 1:
            here = replace(file, name=f"{file.name}/{split}", label=f"{file.label}/{split}")
        try:
            yield from _articles(folder, _shards(folder, here), here)
        except UnreadableInput as error:
            yield rejection(error)


def _splits(file: SourceFile) -> tuple[str, ...]:
    """The folders of the splits; "" where it is one dataset. Raises UnreadableInput."""
    listing = file.path / "dataset_dict.json"
    if not listing.is_file():
        return ("",)
    splits = _json(listing, file).get("splits")
    if not isinstance(splits, list) or not splits or not all(map(_is_name, splits)):
        expected = 'dataset_dict.json with the names of the splits, {"splits": ["train"]}'
        raise UnreadableInput("unreadable-file", expected, file=file.name)
    return tuple(dict.fromkeys(splits))


def _shards(folder: Path, file: SourceFile) -> list[str]:
    """The files that hold the rows of a dataset, in their order. Raises UnreadableInput."""
    state = _json(folder / "state.json", file)
    listed = state.get("_data_files")
    names = [one.get("filename") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    if not names or not all(map(_is_name, names)):
        expected = "state.json with the files of the dataset"
        raise UnreadableInput("unreadable-file", expected, file=file.name)
    if state.get("_indices_files") or state.get("_indices_data_files"):
        expected = "a dataset without a mapping of indices; loaded and saved once more by datasets it has none"
        raise UnreadableInput("unreadable-file", expected, file=file.name)
    return [str(name) for name in names]


def _is_name(name: object) -> bool:
    """Whether it names a file or folder in this folder, not one elsewhere."""
    return isinstance(name, str) and name not in ("", ".", "..") and not set(name) & set("/\\\0")


def _json(path: Path, file: SourceFile) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        expected = f"a folder that datasets saved: {path.name}: {why(error)}"
        raise UnreadableInput("unreadable-file", expected, file=file.name) from error
    if not isinstance(found, dict):
        raise UnreadableInput("unreadable-file", f"{path.name}: a JSON object", file=file.name)
    return found


def _articles(folder: Path, shards: list[str], file: SourceFile) -> Iterator[Item]:
    row, said = 1, False
    for shard in shards:
        try:
            stream = _stream(folder / shard)
            names = stream.schema.names
            if not said:
                yield from flaws(names, file)
                said = True
            if not readable(names, file):
                return
            for batch in batches(iter(stream)):
                yield from articles(batch, wanted(names, file), row, file)
                row += batch.num_rows
        except ValueError as error:
            expected = f"a file of Arrow, {shard}, to its end: {error}"
            yield Rejection("input", "unreadable-file", file=file.name, line=row, expected=expected)


def _stream(path: Path) -> Any:
    """The batches of a file. Raises ValueError, which says why there are none."""
    import pyarrow as pa

    try:
        with path.open("rb") as opened:
            mapped = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        return pa.ipc.open_stream(pa.BufferReader(pa.py_buffer(mapped)))
    except broken() as error:
        raise ValueError(why(error)) from error

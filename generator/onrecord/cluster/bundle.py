"""What a task has made of some of its articles, in a file that is there whole or not at all."""

from __future__ import annotations

import os
import pickle
import secrets
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.dataset.folder import sync
from onrecord.dataset.shard import Piece, characters, unrepeated
from onrecord.read.compression import zstd_module
from onrecord.read.repeats import Repeats
from onrecord.read.unread import Item, UnreadPage


class Made(NamedTuple):
    """What an item of the sources gave."""

    characters: int
    page: bool
    of_many: bool
    """Whether it is a complaint about metadata that serves several articles."""
    piece: Piece

    @classmethod
    def of(cls, item: Item, of_many: bool, piece: Piece) -> Made:
        """The piece of an item, without what only a build on one machine needs."""
        piece.told.clear()
        return cls(characters(item), isinstance(item, UnreadPage), of_many, piece)


def bundle_path(folder: Path, unit: int, number: int) -> Path:
    """Where a bundle stands; units count from 0, and so do the bundles of each."""
    return folder / f"{unit:06}" / f"{number:06}.zst"


def write(path: Path, made: Sequence[Made], *, last: bool) -> None:
    """Write a bundle, ``last`` of its unit or not. A task that does the same at the same time does no harm."""
    path.parent.mkdir(parents=False, exist_ok=True)
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        zstd = zstd_module()
        with zstd.open(new, "wb", options={zstd.CompressionParameter.checksum_flag: 1}) as file:
            pickle.dump((last, made), file, pickle.HIGHEST_PROTOCOL)
        sync(new)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
    sync(path.parent)


def read(path: Path) -> tuple[bool, list[Made]]:
    """Whether a bundle is the last of its unit, and what is in it. Raises FileNotFoundError."""
    with zstd_module().open(path, "rb") as file:
        last, made = pickle.load(file)
    return last, made


def joined(items: Iterable[Made]) -> Iterator[tuple[int, Piece]]:
    """The pieces of a dataset and what each counts in a shard, of what the items gave in the order of the sources."""
    repeats, said, certain = Repeats(), set[bytes](), True
    for item in items:
        if item.of_many:
            (complaint,) = item.piece.rejected
            if complaint in said:
                continue
            said.add(complaint)
        certain = certain and not item.page  # a build on one machine tells repeats as it reads up to the first page
        piece = unrepeated(item.piece, repeats)
        yield 0 if certain and piece is not item.piece else item.characters, piece

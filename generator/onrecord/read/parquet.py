"""Parquet, an article a row. A compressed one is unpacked first: what a Parquet file holds is told at its end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, Any

from onrecord.errors import UnreadableInput
from onrecord.read.arrow import articles, batches, broken, lost
from onrecord.read.columns import flaws, readable, wanted
from onrecord.read.compression import compression
from onrecord.read.file import SourceFile, rejection, why
from onrecord.read.unread import Item

_BATCH = 32
"""How many rows are read at once: of the largest articles half a gigabyte, of the usual ones a tenth of a megabyte."""
_BUFFER = 1 << 20


def read(file: SourceFile) -> Iterator[Item]:
    """The article of each row, or why it could not be read; the rows after it are read.

    An article without an id gets the file's label and the number of its row, from 1: "tuesday:12". Where a Rejection
    or the origin of an article has a line, it is that number.
    """
    try:
        with _seekable(file) as stream:
            yield from _articles(stream, file)
    except UnreadableInput as error:
        yield rejection(error)


@contextmanager
def _seekable(file: SourceFile) -> Iterator[IO[bytes]]:
    """The bytes of a file, in which one can go back and forth. Raises UnreadableInput."""
    if not compression(file.path.name) and file.path.is_file():
        try:
            stream: IO[bytes] = file.path.open("rb")
        except OSError as error:
            raise UnreadableInput("unreadable-file", why(error), file=file.name) from error
        with stream:
            yield stream
    else:
        with TemporaryFile(prefix="onrecord-") as unpacked, file.open() as packed:
            shutil.copyfileobj(packed, unpacked, _BUFFER)
            yield unpacked


def _articles(stream: IO[bytes], file: SourceFile) -> Iterator[Item]:
    """Raises UnreadableInput where it is no Parquet file."""
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False, page_checksum_verification=True)
        columns, groups = table.schema_arrow.names, table.num_row_groups
        rows = [table.metadata.row_group(group).num_rows for group in range(groups)]
    except broken() as error:
        raise UnreadableInput("unreadable-file", f"a Parquet file: {why(error)}", file=file.name) from error
    if groups and any(rows):
        yield from flaws(columns, file)
        if readable(columns, file):
            first = 1
            for group, count in enumerate(rows):
                yield from _group(table, group, first, count, file)
                first += count


def _group(table: Any, group: int, first: int, count: int, file: SourceFile) -> Iterator[Item]:
    """The articles of a row group; where it breaks off, which rows are lost."""
    columns = list(wanted(table.schema_arrow.names, file).values())
    fault, end = "the file ends before", first + count
    try:
        for batch in batches(table.iter_batches(_BATCH, row_groups=[group], columns=columns, use_threads=False)):
            yield from articles(batch, wanted(batch.schema.names, file), first, file)
            first += batch.num_rows
    except ValueError as error:
        fault = str(error)
    if first < end:
        yield lost(file, first, end - 1, fault)

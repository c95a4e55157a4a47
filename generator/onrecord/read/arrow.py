"""The columns of Arrow, in which Parquet files and saved datasets come, as rows of plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from onrecord.errors import UnreadableInput
from onrecord.model import Rejection
from onrecord.read.columns import readable
from onrecord.read.file import SourceFile, misencoded, rejection, too_large, why
from onrecord.read.row import from_row
from onrecord.read.unread import Item


def broken() -> tuple[type[Exception], ...]:
    """What is raised for damaged data."""
    import pyarrow as pa

    # RuntimeError, TypeError …: data that claims to be of another type than it is
    return (pa.ArrowException, OSError, ValueError, TypeError, RuntimeError, OverflowError, MemoryError, LookupError)


def articles(batch: Any, columns: dict[int, str], first: int, file: SourceFile) -> Iterator[Item]:
    """The article of each row of a batch, whose first row is number ``first``; ``columns`` are those to read.

    A value that is too large or cannot be read is left out and named, and without a text so is its row; where a
    column is damaged, all of them together are.
    """
    last = first + batch.num_rows - 1
    try:
        arrays = {name: _plain(batch.column(place)) for place, name in columns.items()}
    except broken() as error:
        yield lost(file, first, last, why(error))
        return
    for index in range(batch.num_rows):
        row: dict[str, object] = {}
        for name, array in arrays.items():
            try:
                row[name] = value(_cell(array, index, name, first + index, file))
            except UnreadableInput as error:
                yield rejection(error)
        if readable(row, file):
            yield from from_row(row, f"{file.label}:{first + index}", file, first + index)


def batches(opened: Iterator[Any]) -> Iterator[Any]:
    """The batches, up to one that cannot be read. Raises ValueError, which says why."""
    while True:
        try:
            batch = next(opened, None)
        except broken() as error:
            raise ValueError(why(error)) from error
        if batch is None:
            return
        yield batch


def lost(file: SourceFile, first: int, last: int, fault: str) -> Rejection:
    """The line of rejected.jsonl for rows that could not be read."""
    rows = f"row {first}" if first == last else f"rows {first} to {last}"
    return Rejection("input", "unreadable-file", file=file.name, line=first, expected=f"{rows}: {fault}")


def from_values(row: Mapping[str, object], default_id: str, file: SourceFile, line: int | None) -> Iterator[Item]:
    """The article of a row of values as Python has them, such as ``datasets`` gives."""
    plain: dict[str, object] = {}
    limit = file.options.max_bytes
    for column, cell in row.items():
        try:
            if isinstance(cell, bytes | str) and len(cell) > limit:
                raise UnreadableInput("too-large", too_large(limit), file=file.name, line=line, field=column)
            plain[column] = value(cell)
        except UnicodeDecodeError as error:
            yield Rejection(
                "input", "invalid-utf-8", file=file.name, line=line, field=column, expected=misencoded(error)
            )
        except UnreadableInput as error:
            yield rejection(error)
    if readable(plain, file):
        yield from from_row(plain, default_id, file, line)


def value(cell: object) -> object:
    """A value as JSON would have it, but for a date."""
    if isinstance(cell, bytes):
        return cell.decode()
    if isinstance(cell, UUID):
        return str(cell)
    if isinstance(cell, Decimal):
        return int(cell) if cell.is_finite() and cell == cell.to_integral_value() else str(cell)
    return cell


def _plain(array: Any) -> Any:
    """A column in a type that gives plain values: what stands in it, not how it is stored."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if isinstance(array.type, pa.BaseExtensionType) and not isinstance(array.type, pa.UuidType):
        array = array.storage
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_run_end_encoded(array.type):
        array = pc.run_end_decode(array)
    if pa.types.is_string(array.type):  # decoded by us: a text that is no UTF-8 spoils its row alone
        array = array.view(pa.binary())
    elif pa.types.is_large_string(array.type):
        array = array.view(pa.large_binary())
    elif pa.types.is_string_view(array.type):
        array = array.view(pa.binary_view())
    elif pa.types.is_timestamp(array.type) and array.type.unit == "ns":  # finer than Python's
        array = array.cast(pa.timestamp("us", array.type.tz), safe=False)
    array.validate(full=True)
    return array


def _cell(array: Any, index: int, name: str, row: int, file: SourceFile) -> object:
    """One value. Raises UnreadableInput."""
    import pyarrow as pa

    limit = file.options.max_bytes
    try:
        cell = array[index]
        if isinstance(cell, pa.BinaryScalar | pa.LargeBinaryScalar | pa.BinaryViewScalar):
            buffer = cell.as_buffer()
            if buffer is not None and buffer.size > limit:
                raise UnreadableInput("too-large", too_large(limit), file=file.name, line=row, field=name)
            return None if buffer is None else buffer.to_pybytes().decode()
        return cell.as_py()
    except UnicodeDecodeError as error:
        raise UnreadableInput("invalid-utf-8", misencoded(error), file=file.name, line=row, field=name) from error
    except broken() as error:
        expected = f"a value that can be read: {why(error)}"
        raise UnreadableInput("invalid-field", expected, file=file.name, line=row, field=name) from error

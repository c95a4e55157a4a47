"""What readers of exported JSON have in common: how a file begins, and errors that name the place in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import DataError


def head(path: Path) -> str:
    """The first characters of a file, enough to know its format by; "" where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(1 << 12).decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return ""


@contextmanager
def fields_of(path: Path, form: str) -> Iterator[list[str]]:
    """A field that is missing or of another type inside the block becomes a DataError that names file and place.

    The place is what the list that it gives holds at that time.
    """
    where: list[str] = []
    try:
        yield where
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
        missing = f"no field {error}" if isinstance(error, KeyError) else str(error)
        place = f", field {''.join(where)}" if where else ""
        raise DataError(f"{path}{place}: expected {form}: {missing}") from error

"""The article of a line of gold, as ``onrecord build`` would read it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from onrecord.errors import DataError
from onrecord.model import Article
from onrecord.read.file import SourceFile
from onrecord.read.row import from_row
from onrecord.read.unread import UnreadPage


def article_of(row: Mapping[str, object], path: Path, number: int) -> Article:
    """The article with what metadata says of it; DataError without a text. Metadata that is wrong is left out."""
    problem = ""
    for given in from_row(row, f"{path.stem}:{number}", SourceFile(path, path.name), number):
        item = given.read() if isinstance(given, UnreadPage) else given
        if isinstance(item, Article):
            return item
        problem = problem or f"{item.field}: expected {item.expected}"
    raise DataError(f"{path}, line {number}: {problem}")

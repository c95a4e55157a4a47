"""A page, .html: one article, with metadata in its markup and in a sidecar or in the folder's table.

Where two of them name a field, the sidecar counts before the table and both before the markup.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import UnreadableInput
from onrecord.read.file import SourceFile, rejection
from onrecord.read.page import decode
from onrecord.read.sidecar import beside
from onrecord.read.unread import Item, UnreadPage


def read(file: SourceFile) -> Iterator[Item]:
    """The page, after what is wrong with the metadata beside it."""
    said: dict[str, str] = {}
    basis = "metadata"
    for layer, (fields, wrong) in reversed(list(beside(file))):
        said |= fields
        basis = layer if {"outlet", "date"} & fields.keys() or basis == "metadata" else basis
        yield from wrong
    try:
        yield UnreadPage(decode(file.data()), file, file.label, said, basis)
    except UnreadableInput as error:
        yield rejection(error)

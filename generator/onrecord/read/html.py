"""A page, .html: one article, with metadata in its markup and in a sidecar or in the folder's table.

Where two of them name a field, the sidecar counts before the table and both before the markup.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import UnreadableInput
from onrecord.model import Article, Rejection
from onrecord.read.file import SourceFile, rejection
from onrecord.read.metadata import article
from onrecord.read.page import decode, read_page
from onrecord.read.sidecar import beside


def read(file: SourceFile) -> Iterator[Article | Rejection]:
    """The article of a page, after what is wrong with the metadata beside it."""
    said: dict[str, str] = {}
    basis = "metadata"
    for layer, (fields, wrong) in reversed(list(beside(file))):
        said |= fields
        basis = layer if {"outlet", "date"} & fields.keys() or basis == "metadata" else basis
        yield from wrong
    try:
        page = read_page(decode(file.data()), said.get("url"), file)
    except UnreadableInput as error:
        yield rejection(error)
    else:
        yield article(page.text, file.label, said, basis, file.name, page=page)

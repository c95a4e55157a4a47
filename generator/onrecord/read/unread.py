"""A page that is found but not read: finding its body takes forty times as long as finding the page.

So whoever reads a source is given pages unread, and has them read where there is time, in as many processes as there
are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from onrecord.errors import UnreadableInput
from onrecord.model import Article, Origin, Rejection
from onrecord.read.file import SourceFile, rejection
from onrecord.read.metadata import article, flaw


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """The markup of a page and all that is known of it otherwise."""

    html: str
    file: SourceFile
    default_id: str
    said: Mapping[str, str]
    """What metadata says of it."""
    basis: str = "metadata"
    line: int | None = None
    field: str | None = None
    """Where the markup stands in its row, if in one."""
    text: str | None = None
    """The article's text, where it is known, and only the metadata is sought in the markup."""

    @property
    def id(self) -> str:
        """The id of its article."""
        return self.said.get("id", self.default_id)

    @property
    def origin(self) -> Origin:
        """Where it was found."""
        return Origin(self.file.name, self.line)

    @property
    def content(self) -> str:
        """All that the article is made of, so that two pages of one content give one article."""
        said = sorted(self.said.items())
        return repr((self.html, self.text, self.default_id, said, self.basis, self.origin, self.file.options))

    def read(self) -> Article | Rejection:
        """The article, or why there is none."""
        from onrecord.read.page import read_page

        try:
            page = read_page(self.html, self.said.get("url"), self.file, self.text)
            if wrong := flaw(page.text):
                raise UnreadableInput(*wrong, file=self.file.name)
        except UnreadableInput as error:
            error.line, error.field = self.line, error.field or self.field
            return rejection(error)
        return article(page.text, self.default_id, self.said, self.basis, self.file.name, self.line, page)


Item: TypeAlias = Article | Rejection | UnreadPage
"""What a reader gives."""

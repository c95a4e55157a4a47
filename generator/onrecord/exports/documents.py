"""A file for each article: names that every file system takes, and ``documents.json``, which says whose they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onrecord.errors import DataError
from onrecord.exports.model import METADATA, Annotated
from onrecord.model import Article, Json

NAME = "documents.json"
"""A list of {"file", "id", "sha256", "url", "outlet", "date", "title", "author", "language"}."""

_ODD = re.compile(r"[^\w.-]+")
_LONGEST = 100


class Documents:
    """The articles of an export by the names of their files, without ending."""

    def __init__(self) -> None:
        """None yet."""
        self._taken: set[str] = {NAME.partition(".")[0]}
        self._rows: list[Json] = []

    def add(self, one: Annotated) -> str:
        """A name for the file of an article, by its id; no two differ by upper and lower case alone."""
        name = wanted = _ODD.sub("_", one.id)[:_LONGEST].strip(".") or "_"
        number = 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name.casefold())
        self._rows.append({"file": name, **one.about})
        return name

    def write(self, folder: Path) -> None:
        """Put documents.json into a folder."""
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in self._rows)
        (folder / NAME).write_bytes(f"[\n{lines}\n]\n".encode())


def documents(folder: Path) -> dict[str, dict[str, Any]]:
    """What documents.json of a folder says of each file, by its name; {} where there is none."""
    if not (folder / NAME).is_file():
        return {}
    try:
        return {row["file"]: row for row in json.loads((folder / NAME).read_bytes())}
    except (ValueError, TypeError, KeyError) as error:
        raise DataError(f"{folder / NAME}: expected a list of objects with a file and an id, found {error!r}") from None


def article(text: str, about: Mapping[str, Any], name: str) -> Article:
    """The article of a text and of what a format says about it; where that is nothing, its id is ``name``."""
    url, outlet, date, title, author, language = map(about.get, METADATA)
    return Article(about.get("id") or name, text, url, outlet, date, title, author, language)

"""A speakers file -> identities: every line that is wrong is named, with its field and what was expected there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from onrecord.dataset.lines import parse
from onrecord.dataset.wording import Problem, schema_problems, shown
from onrecord.errors import InvalidSpeakers, SourceNotFound
from onrecord.identify.identities import KINDS, Identities, Identity, Suggestion
from onrecord.identify.names import fold


def identities_of(speakers: str | os.PathLike[str] | Identities | None) -> Identities | None:
    """The identities of a file that is named; what is read already, and None, as they are."""
    return speakers if speakers is None or isinstance(speakers, Identities) else read_identities(speakers)


def read_identities(path: str | os.PathLike[str]) -> Identities:
    """The identities of a speakers file, an object of JSON a line; the order of the lines does not matter.

    Raises SourceNotFound where there is no such file, InvalidSpeakers, with every place, where it is not one.
    """
    path = Path(path)
    if not path.exists():
        raise SourceNotFound(f"{path}: there is no such file of speakers")
    data = path.read_bytes()
    identities, breaches, lines = list[Identity](), list[str](), dict[str, int]()
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            row = parse(line)
        except ValueError as error:
            breaches.append(f"{path.name}, line {number}: {error}")
            continue
        problems = [*_problems(row, lines, number)]
        breaches += (f"{path.name}, line {number}{field and f', field {field}'}: {said}" for field, said in problems)
        if not problems:
            identities.append(_identity(row))
    if not identities and not breaches:
        breaches.append(f"{path.name}: expected a line for each identity, found none")
    if breaches:
        raise InvalidSpeakers(tuple(breaches))
    return Identities(identities, file=path.name, sha256=sha256(data).hexdigest(), bytes=len(data))


def _problems(row: dict[str, Any], lines: dict[str, int], number: int) -> Iterator[tuple[str, str]]:
    """What is wrong with a line; ``lines`` are those of the ids so far."""
    problems: tuple[Problem, ...] = schema_problems("speaker", row)
    yield from ((field or "", said) for field, said in problems)
    if problems:
        return
    first = lines.setdefault(_id(row), number)
    if first != number:
        field = "id" if "id" in row else "wikidata"
        yield field, f"expected an id of its own, found that of line {first}: put the names of both on one line"
    names = [("name", row["name"]), *((f"aliases[{i}]", name) for i, name in enumerate(row.get("aliases", ())))]
    for field, name in names:
        if not all(fold(name, kind) for kind in KINDS):
            yield field, f"expected a name with a letter or a digit, found {shown(name)}"


def _id(row: dict[str, Any]) -> str:
    return str(row.get("id") or row["wikidata"])


def _identity(row: dict[str, Any]) -> Identity:
    suggested = tuple(Suggestion(one["name"], one["why"]) for one in row.get("suggested", ()))
    aliases = tuple(row.get("aliases", ()))
    return Identity(_id(row), row["name"], aliases, row.get("kind"), row.get("wikidata"), suggested, row.get("note"))

"""Under which licence articles stand: from a file of the user, or one for all.

A file is a table of what stands on the left, an article's id, the domain of its address or its outlet, to a licence:
TOML (``"courier.example" = "cc-by-4.0"``) or CSV (``courier.example,cc-by-4.0``). An article's id counts before its
domain, a longer domain before a shorter one, and a domain before the outlet.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import CommandError, DataError, SourceNotFound

ALLOWED = {
    "own": re.compile(r"own"),
    "CC0": re.compile(r"cc0(-1\.0)?"),
    "public domain": re.compile(r"pd|public[ -]domain|pddl(-1\.0)?|cc-pdm(-1\.0)?"),
    "CC BY": re.compile(r"cc-by-[1-4]\.[05]"),
    "CC BY-SA": re.compile(r"cc-by-sa-[1-4]\.[05]"),
    "OGL": re.compile(r"ogl(-uk)?-[1-3]\.0|ogl"),
}
"""What allows an article's text to be published: name -> how it is written."""

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Licences:
    """A table of licences, looked up for an article."""

    one: str | None = None
    """That of every article."""
    table: Mapping[str, str] | None = None

    def of(self, article: Mapping[str, Any]) -> str | None:
        """The licence of an article's row; None where none is given."""
        if self.table is None:
            return self.one
        domain = (urlsplit(article["url"] or "").hostname or "").removeprefix("www.")
        parts = domain.split(".")
        keys = [article["id"], *(".".join(parts[i:]) for i in range(len(parts))), article["outlet"]]
        return next((self.table[key.casefold()] for key in keys if key and key.casefold() in self.table), None)


def licences(file: str | Path | None, one: str | None) -> Licences:
    """What the user says of licences. CommandError where both are given, or a licence is written in an unknown way."""
    if file is not None and one is not None:
        raise CommandError("--licence is that of every article, --licences a file for each: give one of them")
    if file is None:
        return Licences(one and _known(one, "--licence"))
    path = Path(file)
    if not path.is_file():
        raise SourceNotFound(f"{path} is not a file: --licences names a .toml or .csv of articles' licences")
    return Licences(table=dict(_read(path)))


def _read(path: Path) -> Iterable[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".toml":
            rows = [(key, value) for key, value in tomllib.loads(text).items()]
        else:
            rows = [(row[0], row[1] if len(row) > 1 else None) for row in csv.reader(text.splitlines()) if row]
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise DataError(f"{path}: expected TOML or CSV of licences: {error}") from None
    for number, (key, value) in enumerate(rows, start=1):
        if number == 1 and path.suffix != ".toml" and str(value).strip().casefold() in ("licence", "license"):
            continue  # a header
        if not isinstance(value, str):
            raise DataError(f"{path}: {key!r}: expected a licence, found {value!r}")
        yield key.strip().casefold(), _known(value, f"{path}: {key}")


def _known(licence: str, where: str) -> str:
    """A licence in the one way to write it: lower case, hyphens."""
    written = re.sub(r"[\s_]+", "-", licence.strip().casefold())
    if not re.fullmatch(r"[a-z0-9][a-z0-9.+-]*", written):
        raise CommandError(f"{where}: expected a licence such as cc-by-4.0 or own, found {licence!r}")
    return {"public-domain": "pd", "cc0": "cc0-1.0", "ogl": "ogl-uk-3.0"}.get(written, written)


def allowed(licence: str | None) -> bool:
    """Whether a licence allows the text to be published."""
    return licence is not None and any(pattern.fullmatch(licence) for pattern in ALLOWED.values())


def refuse_unlicensed(articles: Iterable[Mapping[str, Any]], given: Licences) -> None:
    """Raise DataError, naming the articles, where one has no licence that allows its text to be published."""
    wrong = [(row["id"], given.of(row)) for row in articles if not allowed(given.of(row))]
    if wrong:
        shown = [f"  {name}: {licence or 'no licence given'}" for name, licence in wrong[:SHOWN]]
        more = [f"  and {len(wrong) - SHOWN:,} more"] if len(wrong) > SHOWN else []
        known = ", ".join(ALLOWED)
        raise DataError(
            "\n".join(
                (
                    f"--words full publishes the articles' texts, and {len(wrong):,} of them may not be published:",
                    *shown,
                    *more,
                    f"allowed are {known}: say so in --licences FILE, by article, domain or outlet, or with --licence "
                    "own where all are your own; or leave the texts out (--words quotes)",
                )
            )
        )

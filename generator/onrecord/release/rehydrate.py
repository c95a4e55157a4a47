"""A release without words, and the reader's own copy of the articles -> the release with all words."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.dataset.folder import refuse
from onrecord.dataset.manifest import NAME
from onrecord.errors import CommandError, DataError
from onrecord.model import Article
from onrecord.read import read
from onrecord.release.files import read_rows
from onrecord.release.licences import licences, refuse_unlicensed
from onrecord.release.make import licence_rows, put
from onrecord.release.shape import CONFIGS, SPLITS, Config
from onrecord.release.variants import variants_of
from onrecord.release.version import version_of
from onrecord.release.withdraw import Forbidden, Tombstone, hashed, published
from onrecord.release.words import Copy, digest
from onrecord.release.write import LICENCES, Content, Made

Row = dict[str, Any]

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Rehydrated:
    """What came of it."""

    made: Made
    refused: tuple[str, ...]
    """Articles without a copy that agrees, a line each."""


def rehydrate(
    directory: str | os.PathLike[str],
    *,
    source: Sequence[Path | str] | Path | str,
    to: str | os.PathLike[str],
    partial: bool = False,
    licence: str | None = None,
    licences_file: str | os.PathLike[str] | None = None,
) -> Rehydrated:
    """Put the words back that the release in ``directory`` left out, from the articles in ``source``, at ``to``.

    An article's copy is known by the SHA-256 of its text. DataError, naming the articles, where one has no copy that
    agrees to the character: then nothing is written; with ``partial`` a release of the others is.
    """
    folder = Path(directory)
    version_of(folder)  # raises where it is no release
    manifest: Row = json.loads((folder / NAME).read_bytes())
    if manifest["words"] == "full":
        raise CommandError(f"{folder} has all its words already")
    if Path(to).resolve() == folder.resolve():
        raise CommandError(f"{to} is the release itself: name another folder")
    refuse(Path(to).resolve())
    given = licences(None if licences_file is None else Path(licences_file), licence)
    rows: dict[Config, dict[str, list[Row]]] = {
        config: {name: list(read_rows(folder, config, name)) for name in SPLITS} for config in CONFIGS
    }
    articles = {row["id"]: row for name in SPLITS for row in rows["articles"][name]}
    copies, near = _copies(articles, source)
    refused = tuple(_why(row, near) for name, row in articles.items() if name not in copies)
    if refused and not (partial and copies):
        more = [f"  and {len(refused) - SHOWN:,} more"] if len(refused) > SHOWN else []
        shown = [f"  {line}" for line in refused[:SHOWN]]
        head = f"{len(refused):,} of {len(articles):,} articles have no copy that agrees, and nothing was written:"
        raise DataError("\n".join((head, *shown, *more, "--partial writes the others")))
    tombstones = published(folder)
    content = _restored(rows, copies, tombstones)
    whole = [row for name in SPLITS for row in content["articles"][name]]
    texts = {row["id"]: row["text"] for row in whole if row["text"] is not None}
    if licence is not None or licences_file is not None:
        refuse_unlicensed([row for row in whole if row["text"] is not None], given)
        licensed = licence_rows(whole, given)
    else:
        licensed = [row for row in _lines(folder / LICENCES) if row["article_id"] in copies]
    facts = {key: value for key, value in manifest.items() if key not in _WRITTEN} | {"words": "full"}
    return Rehydrated(put(to, Content(content, facts, tombstones, licensed), texts), refused)


_WRITTEN = (
    "kind", "generator", "generator_version", "schema_version", "counts", "splits", "outputs"
)  # fmt: skip
"""What writing a release adds to its manifest."""


def _copies(articles: Mapping[str, Row], source: Any) -> tuple[dict[str, Copy], dict[str, str]]:
    """The copies that agree, by the ids of the release; the SHA-256 of those that have an id of it and another text."""
    wanted: dict[str, list[str]] = {}
    for name, row in articles.items():
        wanted.setdefault(row["sha256"], []).append(name)
    found: dict[str, Copy] = {}
    other: dict[str, str] = {}
    for item in read((source,) if isinstance(source, Path | str) else tuple(source)):
        if not isinstance(item, Article):
            continue
        hashed_text = digest(item.text)
        for name in wanted.get(hashed_text, ()):
            if name == item.id or name not in found:
                found[name] = Copy(item.text, item.title)
        if item.id in articles and articles[item.id]["sha256"] != hashed_text:
            other[item.id] = f"{len(item.text):,}"
    return found, other


def _why(row: Row, near: Mapping[str, str]) -> str:
    if row["id"] not in near:
        return f"{row['id']}: no article of its SHA-256, {row['sha256'][:16]}…"
    expected = f"{row['characters']:,} characters of SHA-256 {row['sha256'][:16]}…"
    return f"{row['id']}: the text differs: expected {expected}, found {near[row['id']]} of another"


def _restored(
    rows: Mapping[Config, Mapping[str, Sequence[Row]]], copies: Mapping[str, Copy], tombstones: Sequence[Tombstone]
) -> dict[Config, dict[str, list[Row]]]:
    """The rows with their words. What was withdrawn stays so: its article has neither text nor contexts."""
    forbidden = Forbidden(tombstones)
    bare = {one.article for one in tombstones}
    bare |= {hashed(name) for name, copy in copies.items() if forbidden.holds(copy.text)}
    content: dict[Config, dict[str, list[Row]]] = {config: {} for config in CONFIGS}
    for name in SPLITS:
        content["articles"][name] = [
            _article(row, copies[row["id"]], bare) for row in rows["articles"][name] if row["id"] in copies
        ]
        quotes = [
            _quote(row, copies[row["article_id"]], bare) for row in rows["quotes"][name] if row["article_id"] in copies
        ]
        content["quotes"][name] = quotes
        content["rejected"][name] = [
            copies[row["article_id"]].rejected(row) if row["what"] == "region" else row
            for row in rows["rejected"][name]
            if row["what"] == "input" or row["article_id"] in copies
        ]
    restored = {row["id"]: row for row in variants_of(quote for name in SPLITS for quote in content["quotes"][name])[1]}
    for name in SPLITS:
        held = (row for row in rows["variants"][name] if any(one["article_id"] in copies for one in row["quotes"]))
        content["variants"][name] = [restored.get(row["id"], row) for row in held]
    return content


def _article(row: Row, copy: Copy, bare: Collection[str | None]) -> Row:
    return {**copy.article(row), **({"text": None} if hashed(row["id"]) in bare else {})}


def _quote(row: Row, copy: Copy, bare: Collection[str | None]) -> Row:
    return {**copy.quote(row), **({"context": None} if hashed(row["article_id"]) in bare else {})}


def _lines(path: Path) -> Iterable[Row]:
    return [json.loads(data) for data in path.read_bytes().splitlines()] if path.is_file() else []

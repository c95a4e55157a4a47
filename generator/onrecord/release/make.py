"""A built dataset -> a release: read, leave out, group, split, write, check, put in place."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from onrecord.dataset.folder import NewFolder, refuse
from onrecord.dataset.manifest import NAME
from onrecord.errors import CommandError, DataError, OutputInTheWay
from onrecord.release.dataset import Dataset, digests, read_dataset
from onrecord.release.files import SHARD_BYTES, read_rows
from onrecord.release.licences import Licences, licences, refuse_unlicensed
from onrecord.release.shape import CONFIGS, SPLITS, Config, Words
from onrecord.release.splits import DEFAULT, By, Previous, Proportions, shared, split
from onrecord.release.variants import in_splits, variants_of
from onrecord.release.version import check_change, check_version, version_of
from onrecord.release.withdraw import Left, Tombstone, leave_out, merged, published, read_withdrawn
from onrecord.release.write import Content, Made, write

Row = dict[str, Any]


def release(
    directory: str | os.PathLike[str],
    *,
    to: str | os.PathLike[str],
    name: str,
    version: str,
    words: Words = "quotes",
    licence: str | None = None,
    licences_file: str | os.PathLike[str] | None = None,
    data_licence: str = "cc-by-4.0",
    authors: Sequence[str] = (),
    url: str | None = None,
    withdrawn: str | os.PathLike[str] | None = None,
    previous: str | os.PathLike[str] | None = None,
    split_by: By = "article",
    proportions: Proportions = DEFAULT,
    shard_bytes: int = SHARD_BYTES,
) -> Made:
    """Make a release at ``to`` of the dataset in ``directory``; see ``onrecord.release``.

    Raises CommandError where an option is wrong or the version is too low, OutputInTheWay where something else is at
    ``to``, InvalidDataset, DataError where a text may not be published.
    """
    data_licence = data_licence.lower()
    _check_options(name, data_licence, words, proportions)
    check_version(previous, version)
    given = licences(None if licences_file is None else Path(licences_file), licence)
    _stand_apart(Path(to), Path(directory))
    refuse(Path(to).resolve())
    dataset = read_dataset(directory)
    before = _Previous.read(previous)
    listed = () if withdrawn is None else read_withdrawn(Path(withdrawn), version)
    tombstones = merged(before.tombstones, listed)
    _keep_tombstones(Path(to), tombstones)
    left = leave_out(dataset.articles, dataset.quotes, dataset.rejected, tombstones)
    if words == "full":
        _refuse_textless(dataset, left)
        refuse_unlicensed([row for row in left.articles if row["text"] is not None], given)
    groups, variants = variants_of(left.quotes)
    quotes = [{**quote, "variant_group": groups.get(quote["id"])} for quote in left.quotes]
    splits = split(left.articles, quotes, by=split_by, proportions=proportions, previous=before.splits)
    content = _content(left, quotes, variants, splits.of)
    facts: Row = {
        "name": name,
        "version": version,
        "words": words,
        "data_licence": data_licence,
        "authors": list(authors) or [f"The {name} authors"],
        "url": url,
        "build": _build(dataset),
        "dataset": digests(dataset),
        "split_by": split_by,
        "proportions": list(proportions),
        "splits_begin": None if splits.cuts is None else list(splits.cuts),
        "groups": splits.groups,
        "largest_group": splits.largest,
        "moved": list(splits.moved),
        "previous": before.version,
        "shard_bytes": shard_bytes,
        "texts": all(row["text"] is not None for row in dataset.articles),
    }
    texts = {row["id"]: row["text"] for row in left.articles if row["text"] is not None}
    content_of = Content(content, facts, left.tombstones, licence_rows(left.articles, given))
    return put(to, content_of, texts, left.unknown, partial(check_change, previous, version=version))


def put(
    to: str | os.PathLike[str],
    content: Content,
    texts: Mapping[str, str],
    unknown: Sequence[Tombstone] = (),
    allowed: Callable[[Path], None] = lambda _: None,
) -> Made:
    """Write a release, check what was written, and put it in place; ``allowed`` may raise before that."""
    with NewFolder(to) as new:
        made = write(new.path, content, texts)
        check(new.path, content.facts, content.tombstones, texts)
        allowed(new.path)
        new.complete = True
    return Made(Path(to), made.manifest, tuple(unknown))


def check(folder: Path, facts: Row, tombstones: Sequence[Tombstone], texts: Mapping[str, str]) -> None:
    """Raise DataError where what was written leaks, or shows what was withdrawn."""
    from onrecord.release.withdraw import traces, traces_in_files

    rows: dict[Config, dict[str, list[Row]]] = {
        config: {name: list(read_rows(folder, config, name)) for name in SPLITS} for config in CONFIGS
    }
    every = ((f"{config}/{name}", row) for config in CONFIGS for name in SPLITS for row in rows[config][name])
    shown = [*traces(every, tombstones), *traces_in_files(folder, tombstones)] if tombstones else []
    leaking = shared(rows["articles"], rows["quotes"], by=facts["split_by"], cuts=facts["splits_begin"], texts=texts)
    if shown or leaking:
        raise DataError("\n".join(("this is a bug in onrecord: the release was not put in place", *shown, *leaking)))


def _content(
    left: Left, quotes: Sequence[Row], variants: Sequence[Row], of: Mapping[str, str]
) -> dict[Config, dict[str, list[Row]]]:
    """Every row in the split of its article; what has no article is in the first."""
    content: dict[Config, dict[str, list[Row]]] = {config: {name: [] for name in SPLITS} for config in CONFIGS}
    for article in left.articles:
        content["articles"][of[article["id"]]].append(article)
    for quote in quotes:
        content["quotes"][of[quote["article_id"]]].append(quote)
    for row in left.rejected:
        content["rejected"][of.get(row["article_id"], SPLITS[0])].append(row)
    content["variants"] |= in_splits(variants, of)
    return content


def licence_rows(articles: Sequence[Row], given: Licences) -> list[Row]:
    """What ``licences.jsonl`` says: the licence of each article that has one."""
    found = [{"article_id": row["id"], "licence": given.of(row)} for row in articles]
    return sorted((row for row in found if row["licence"]), key=lambda row: str(row["article_id"]))


def _build(dataset: Dataset) -> Row:
    """What the dataset's own manifest says of how it was built."""
    keys = ("generator_version", "normaliser_version", "rules_sha256", "languages_sha256", "options")
    build = {key: dataset.manifest.get(key) for key in keys}
    inputs = sorted(dataset.manifest["inputs"], key=lambda one: (one["name"], one["sha256"] or ""))
    return {**build, "schema_version": dataset.version, "inputs": inputs}


@dataclass(frozen=True, slots=True)
class _Previous:
    """What is taken over from the release before."""

    version: str | None = None
    splits: Previous | None = None
    tombstones: tuple[Tombstone, ...] = ()

    @classmethod
    def read(cls, folder: str | os.PathLike[str] | None) -> _Previous:
        if folder is None:
            return cls()
        path = Path(folder)
        version = version_of(path)
        manifest = json.loads((path / NAME).read_bytes())
        of = {row["id"]: name for name in SPLITS for row in read_rows(path, "articles", name)}
        cuts = manifest["splits_begin"] if manifest["split_by"] == "time" else None
        return cls(version, Previous(of, cuts and tuple(cuts)), published(path))


def _keep_tombstones(to: Path, tombstones: Sequence[Tombstone]) -> None:
    """Raise OutputInTheWay where a release at ``to`` knows of something withdrawn that this one would forget."""
    known = {(one.what, one.key) for one in tombstones}
    forgotten = [one for one in published(to) if (one.what, one.key) not in known]
    if forgotten:
        raise OutputInTheWay(
            f"{to} has {len(forgotten):,} withdrawn that this release would publish again: name it with --previous, "
            "or its withdrawn.jsonl with --withdrawn"
        )


def _refuse_textless(dataset: Dataset, left: Left) -> None:
    built = {row["id"] for row in dataset.articles if row["text"] is None}
    if missing := [row["id"] for row in left.articles if row["id"] in built]:
        shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5:,} more" if len(missing) > 5 else "")
        raise DataError(f"--words full: the dataset was built without the texts of {shown}: build it with --words full")


def _stand_apart(to: Path, directory: Path) -> None:
    new, old = to.resolve(), directory.resolve()
    if new == old or new.is_relative_to(old) or old.is_relative_to(new):
        raise OutputInTheWay(f"{to} and the dataset {directory} lie in each other: name another folder for the release")


def _check_options(name: str, data_licence: str, words: str, proportions: Proportions) -> None:
    if not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9])?", name) or "--" in name or ".." in name:
        raise CommandError(f"--name: expected letters, digits, - _ . (as the Hub allows), found {name!r}")
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", data_licence):
        raise CommandError(f"--data-licence: expected a licence such as cc-by-4.0, found {data_licence!r}")
    if words not in ("quotes", "standoff", "full"):
        raise CommandError(f"--words: expected quotes, standoff or full, found {words!r}")
    if len(proportions) != 3 or min(proportions) < 0 or abs(sum(proportions) - 1) > 1e-6:
        raise CommandError(f"--proportions: expected three shares that are 1 together, found {proportions}")

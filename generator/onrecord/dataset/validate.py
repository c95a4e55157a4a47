"""Holding a dataset against its schemas and against everything else that must be true of it, line by line."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.dataset import manifest
from onrecord.dataset.invariants import (
    Row,
    article_problems,
    identity_problems,
    order_problems,
    record_problems,
    region_problems,
    utterance_problems,
)
from onrecord.dataset.lines import Index, Line, Places, parse, read_lines
from onrecord.dataset.schemas import VERSIONS
from onrecord.dataset.tables import ARTICLES, NAMES, QUOTES, REJECTED, opened, table_files
from onrecord.dataset.wording import Problem, mismatch, shown
from onrecord.errors import InvalidDataset, SourceNotFound
from onrecord.model import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a dataset is not what it must be; ``str()`` is one line for the user."""

    file: str
    line: int | None
    """From 1; None for the file as a whole."""
    record: str | None
    """The id of the record or of the article; None where it has none."""
    field: str | None
    """The field ("source.start"); None for the line or the file as a whole."""
    message: str
    """What was expected and what was found."""

    def __str__(self) -> str:
        """``quotes.jsonl, line 3, q_0123456789abcdef, field speaker_kind: expected …, found …``."""
        line = self.line and f"line {self.line}"
        field = self.field and f"field {self.field}"
        place = ", ".join(part for part in (self.file, line, self.record, field) if part)
        return " ".join(f"{place}: {self.message}".splitlines())


def validate(directory: str | os.PathLike[str]) -> tuple[Breach, ...]:
    """Every breach of a dataset or of a release of one, by file and line: none where it is valid.

    SourceNotFound where there is no such folder. Lines are read one at a time: memory holds ids, the rejected
    regions and one article with its records.
    """
    folder = Path(directory)
    if not folder.is_dir():
        raise SourceNotFound(f"{folder} is not a folder: name that of a dataset")
    if _is_release(folder):
        from onrecord.release.verify import breaches

        return breaches(folder)
    found = _Validation(folder).breaches()
    return tuple(sorted(found, key=lambda breach: (breach.file, breach.line or 0)))


class _Validation:
    """One reading of a dataset: a method per file, and what they tell each other."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet."""
        self.folder = folder
        self.files: dict[str, list[Path]] = {manifest.NAME: [folder / manifest.NAME]}
        self.wrong: dict[str, str] = {}  # tables whose files are not all there
        for name in NAMES:
            try:
                self.files[name] = table_files(folder, name)
            except InvalidDataset as error:
                self.wrong[name] = str(error)
        self.missing = [
            name
            for name in (*NAMES, manifest.NAME)
            if name not in self.wrong and not any(path.is_file() for path in self.files[name])
        ]
        self.version = _version(self.files)
        self.articles = Index(self.files.get(ARTICLES, ()))
        self.quotes = Places()
        self.unsound: set[str] = set()  # articles whose rows cannot be relied on
        self.claimed: dict[str, int] = {}  # how many records an article says it has
        self.records: Counter[str] = Counter()  # how many it has
        self.regions: dict[str, list[tuple[Line, int, int]]] = {}  # rejected, by article
        self.ids: dict[str, int] = {}  # of records, and their places
        self.counts: Counter[str] = Counter()
        self.unidentified: Counter[tuple[str, str]] = Counter()  # records without an identity, by speaker

    def breaches(self) -> Iterator[Breach]:
        for name in self.missing:
            yield Breach(name, None, None, None, "expected this file, found none")
        for name, read in (
            (ARTICLES, self.read_articles),
            (REJECTED, self.read_rejected),
            (QUOTES, self.read_quotes),
            (manifest.NAME, self.read_manifest),
        ):
            if name not in self.missing and name not in self.wrong:
                try:
                    yield from read()
                except InvalidDataset as error:
                    self.wrong[name] = str(error)
        for name, message in self.wrong.items():
            yield Breach(name, None, None, None, message)
        self.articles.close()

    def read_articles(self) -> Iterator[Breach]:
        for line in read_lines(self.files[ARTICLES], "article", self.version):
            self.counts["articles"] += 1
            self.articles.places.see(line)
            yield from _at(line, line.problems or article_problems(line.row))
            name = line.row.get("id")
            if not isinstance(name, str):
                continue
            if name in self.articles:
                yield from _at(line, [_taken(self.articles.places(self.articles.place(name), line.file))])
                continue
            self.articles.add(name, line)
            if line.problems:
                self.unsound.add(name)
            else:
                self.claimed[name] = line.row["quotes"]

    def read_rejected(self) -> Iterator[Breach]:
        for line in read_lines(self.files[REJECTED], "rejected", self.version):
            self.counts[f"rejected_{line.row.get('what')}s"] += 1
            yield from _at(line, line.problems)
            if not line.problems and line.row["what"] == "region":
                yield from _at(line, self.against_article(line.row, region_problems))
                place = line, line.row["start"], line.row["end"]
                self.regions.setdefault(line.row["article_id"], []).append(place)

    def read_quotes(self) -> Iterator[Breach]:
        furthest = 0
        for name, lines in _by_article(read_lines(self.files[QUOTES], "quote", self.version)):
            self.records[name] += len(lines)
            for line in lines:
                yield from self.read_quote(line)
            sound = [line for line in lines if not line.problems]
            records = [line.row for line in sound]
            together = [*order_problems(records), *identity_problems(records)]
            if len(sound) == len(lines):  # else parts may only seem to be missing
                together += utterance_problems(records)
            for index, problem in together:
                yield from _at(sound[index], [problem])
            yield from self.overlaps(name, records)
            if name in self.articles:
                if self.articles.place(name) < furthest:
                    order = f"expected articles in the order of {ARTICLES}, found an earlier one"
                    yield from _at(lines[0], [("article_id", order)])
                furthest = max(furthest, self.articles.place(name))
        for name, claimed in self.claimed.items():
            if claimed != self.records[name]:
                message = mismatch(self.records[name], claimed, f"its lines in {QUOTES}")
                file, number = self.articles.places.file(self.articles.place(name))
                yield Breach(file, number, name, "quotes", message)

    def read_quote(self, line: Line) -> Iterator[Breach]:
        self.counts["quotes"] += 1
        self.quotes.see(line)
        self.counts["utterances"] += line.row.get("part") == 1
        self.counts["attributed"] += line.row.get("source") is not None
        self.counts["resolved"] += line.row.get("speaker") is not None
        if line.row.get("speaker_id") is not None:
            self.counts["identified"] += 1
        elif isinstance(line.row.get("speaker"), str):
            self.unidentified[line.row["speaker"], str(line.row.get("speaker_kind"))] += 1
        yield from _at(line, line.problems)
        if not line.problems:
            yield from _at(line, self.against_article(line.row, record_problems))
        name = line.row.get("id")
        if isinstance(name, str) and self.ids.setdefault(name, line.place) != line.place:
            yield from _at(line, [_taken(self.quotes(self.ids[name], line.file))])

    def against_article(self, row: Row, problems: Callable[[Row, Row], Iterable[Problem]]) -> Iterable[Problem]:
        """The problems of a row, given that of its article; none where that one is at fault itself."""
        name = row["article_id"]
        if name in self.articles:
            return () if name in self.unsound else problems(row, self.articles.row(name))
        if ARTICLES in self.missing or ARTICLES in self.wrong:
            return ()
        return [("article_id", f"expected the id of an article in {ARTICLES}, found {shown(name)}")]

    def overlaps(self, name: str, records: list[Row]) -> Iterator[Breach]:
        """Rejected regions of an article that share characters with its quotes."""
        for line, start, end in self.regions.get(name, ()):
            for record in records:
                if start < record["end"] and record["start"] < end:
                    quote = f"{record['id']} ({record['start']} to {record['end']})"
                    message = f"expected no overlap with the quote {quote}, found {start} to {end}"
                    yield from _at(line, [("start", message)])

    def read_manifest(self) -> Iterator[Breach]:
        tables = [self.files[name] or [Path(name)] for name in NAMES if name in self.files]
        names = [path.name for table in tables for path in table]
        for field, message in manifest.problems(self.folder, self.version, names, self.counts, self.unidentified):
            yield Breach(manifest.NAME, None, None, field, message)


def _is_release(folder: Path) -> bool:
    try:
        return parse((folder / manifest.NAME).read_bytes()).get("kind") == "release"
    except (OSError, ValueError):
        return False


def _version(files: Mapping[str, Sequence[Path]]) -> str:
    """The version of the schemas that a dataset was made for, by its manifest or else the first line that says one."""
    for name in (manifest.NAME, *NAMES):
        try:
            for path in files.get(name, ())[:1]:
                with opened(path) as file:
                    data = file.read() if name == manifest.NAME else file.readline()
                said = parse(data).get("schema_version")
                if said in VERSIONS:
                    return str(said)
        except (OSError, EOFError, ValueError):
            continue
    return SCHEMA_VERSION


def _by_article(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Lines that follow each other and are of one article; an unreadable line goes with those before it."""
    name, group = "", list[Line]()
    for line in lines:
        of = line.row.get("article_id", name)
        if of != name and group:
            yield name, group
            group = []
        name = of if isinstance(of, str) else name
        group.append(line)
    if group:
        yield name, group


def _at(line: Line, problems: Iterable[Problem]) -> Iterator[Breach]:
    name = line.row.get("id", line.row.get("article_id"))
    record = name if isinstance(name, str) else None
    return (Breach(line.file, line.number, record, field, message) for field, message in problems)


def _taken(place: str) -> Problem:
    return "id", f"expected an id of its own, found that of {place}"

"""What is evaluated: the rules themselves, a dataset, or the predictions of any system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from onrecord.dataset.attempt import attempt
from onrecord.dataset.fingerprint import languages_sha256, rules_sha256
from onrecord.dataset.lines import parse
from onrecord.dataset.manifest import NAME as MANIFEST
from onrecord.dataset.tables import ARTICLES, QUOTES, REJECTED, table_files
from onrecord.errors import DataError, SourceNotFound
from onrecord.evaluate.model import SHORT, Facet, Gold, Prediction, Refusal, System
from onrecord.evaluate.rows import expecting, passage, rows, span, spans
from onrecord.model import Cue, Mention, Passage, Record, Span
from onrecord.pipeline import Extraction

T = TypeVar("T")

RULES = "rules"
"""The name of the system that is not read but run."""

_EVERYTHING: frozenset[Facet] = frozenset(
    ("source", "type", "speaker", "said_on", "cue", "addressee", "role", "not_speech", "reason")
)


def read_system(name: str, golds: Iterable[Gold]) -> System:
    """The system of a name: ``rules`` are run on the texts of ``golds``; anything else is a file or a folder.

    A folder is a dataset. A file is its quotes.jsonl, or predictions, an article a line: ``{"id", "quotes":
    [{"spans": [[start, end], …], "speaker": [start, end] or null}]}``. Raises SourceNotFound and DataError.
    """
    if name == RULES:
        return run_rules(golds)
    path = Path(name)
    found = table_files(path, QUOTES) if path.is_dir() else [path]
    if not found or not found[0].is_file():
        missing = path / QUOTES if path.is_dir() else path
        raise SourceNotFound(f"{missing}: no such file: a system is {RULES}, a dataset, or a file of predictions")
    return _dataset(path, found) if path.is_dir() else _file(found)


def run_rules(golds: Iterable[Gold]) -> System:
    """What the rules answer on the texts of gold, in memory. One on which a rule fails is not among its articles."""
    quotes: dict[str, tuple[Prediction, ...]] = {}
    refusals: dict[str, tuple[Refusal, ...]] = {}
    for gold in golds:
        for one in gold.articles:
            made = attempt(one.article)
            if isinstance(made, Extraction):
                quotes[one.article.id] = tuple(_extracted(made))
                refusals[one.article.id] = tuple(_refused(made))
    made_by = (("rules", rules_sha256()[:SHORT]), ("languages", languages_sha256()[:SHORT]))
    return System(RULES, made_by, quotes, _EVERYTHING, refusals, frozenset(quotes))


def _extracted(made: Extraction) -> Iterator[Prediction]:
    for record, said in zip(made.records, made.utterances, strict=True):
        yield _of_record(record, said.rule if said else None)


def _of_record(record: Record, date_rule: str | None) -> Prediction:
    return Prediction(
        (Span(record.start, record.end),),
        _place(record.source),
        record.quote,
        record.type,
        record.speaker,
        record.said_on,
        record.attribution_rule,
        record.resolution_rule,
        date_rule,
        record.confidence,
        _place(record.cue),
        _place(record.addressee),
        record.speaker_role,
    )


def _place(passage: Cue | Mention | Passage | None) -> Span | None:
    return Span(passage.start, passage.end) if passage else None


def _refused(made: Extraction) -> Iterator[Refusal]:
    for one in made.rejections:
        if one.start is not None and one.end is not None:
            yield Refusal(Span(one.start, one.end), one.reason, one.rule)


def _dataset(folder: Path, files: list[Path]) -> System:
    """A dataset: its quotes, what it rejected, which articles it read, and the rules that its manifest names."""
    file = _file(files)
    refusals: dict[str, list[Refusal]] = {}
    for path, number, row in _beside(folder, REJECTED):
        with expecting("a line of rejected.jsonl", path, number):
            if row["what"] == "region":
                place = span(row["start"], row["end"])
                refusals.setdefault(row["article_id"], []).append(Refusal(place, row["reason"], row["rule"]))
    articles = frozenset(str(row.get("id")) for _, _, row in _beside(folder, ARTICLES))
    manifest = _manifest(folder / MANIFEST)
    hashes = ((part, manifest.get(f"{part}_sha256")) for part in ("rules", "languages"))
    made_by = [("dataset", file.made_by[0][1].replace(files[0].name, folder.resolve().name))]
    made_by += [(part, str(value)[:SHORT]) for part, value in hashes if value]
    return System(str(folder), tuple(made_by), file.quotes, _EVERYTHING, _frozen(refusals), articles or None)


def _beside(folder: Path, name: str) -> Iterator[tuple[Path, int, dict[str, Any]]]:
    for path in table_files(folder, name):
        for number, row in rows(path):
            yield path, number, row


def _manifest(path: Path) -> dict[str, Any]:
    try:
        return parse(path.read_bytes()) if path.is_file() else {}
    except ValueError as error:
        raise DataError(f"{path}: {error}") from None


def _file(files: list[Path]) -> System:
    """Records or predictions, by the keys of each line."""
    quotes: dict[str, list[Prediction]] = {}
    answers: frozenset[Facet] = _EVERYTHING - {"reason"}
    for path, number, row in ((file, *row) for file in files for row in rows(file)):
        if "article_id" in row:
            with expecting("a record of a dataset", path, number):
                quotes.setdefault(row["article_id"], []).append(_of_row(row))
        else:
            answers = frozenset(("source", "not_speech"))
            with expecting("a record of a dataset, or predictions with id and quotes", path, number):
                found = [Prediction(spans(one["spans"]), _pair(one.get("speaker"))) for one in row["quotes"]]
                quotes.setdefault(row["id"], []).extend(found)
    digest = sha256()
    for path in files:
        digest.update(path.read_bytes())
    made_by = (("system", f"{files[0].name}@{digest.hexdigest()[:SHORT]}"),)
    return System(str(files[0]), made_by, _frozen(quotes), answers)


def _of_row(row: dict[str, Any]) -> Prediction:
    return Prediction(
        (span(row["start"], row["end"]),),
        passage(row.get("source")),
        row.get("quote"),
        row.get("type"),
        row.get("speaker"),
        row.get("said_on"),
        row.get("attribution_rule"),
        row.get("resolution_rule"),
        confidence=row.get("confidence"),
        cue=passage(row.get("cue")),
        addressee=passage(row.get("addressee")),
        role=row.get("speaker_role"),
    )


def _frozen(lists: Mapping[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def _pair(pair: list[int] | None) -> Span | None:
    return span(*pair) if pair else None

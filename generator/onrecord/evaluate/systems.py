"""What is evaluated: the rules themselves, a baseline, a dataset, or the predictions of any system."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from onrecord.dataset.attempt import attempt
from onrecord.dataset.fingerprint import languages_sha256, rules_sha256
from onrecord.dataset.lines import parse
from onrecord.dataset.manifest import NAME as MANIFEST
from onrecord.errors import DataError, InvalidPredictions, SourceNotFound
from onrecord.evaluate import baselines, predictions
from onrecord.evaluate.checks import Checks
from onrecord.evaluate.model import SHORT, Answered, Facet, Fault, Gold, Prediction, Refusal, System
from onrecord.evaluate.rows import expecting, span
from onrecord.exports.formats import FORMATS, Reader
from onrecord.model import Cue, Mention, Passage, Record, Span
from onrecord.pipeline import Extraction
from onrecord.versions import stored

T = TypeVar("T")

RULES = "rules"
"""The name of the system that is not read but run."""

_EVERYTHING: frozenset[Facet] = frozenset(
    ("source", "type", "speaker", "said_on", "cue", "addressee", "role", "not_speech", "reason")
)


def read_system(
    name: str, golds: Iterable[Gold], *, whole: Iterable[Gold] | None = None, skip_invalid: bool = False
) -> System:
    """The system of a name: one of ``RUN`` is run on the texts of ``golds``; anything else is a file or a folder.

    A folder is a dataset that ``build`` or ``release`` made, or what ``onrecord export`` made. A file is quotes.jsonl
    of a dataset, predictions (see ``predictions``), or a file of an exported format. They are held against the
    articles of ``golds``, which are all of ``whole`` or a part of them. Raises SourceNotFound, DataError, and
    InvalidPredictions where an answer cannot be scored; with ``skip_invalid`` such answers are left out, and
    ``skipped`` lists them.
    """
    golds = [*golds]
    if name in RUN:
        return RUN[name](golds)
    if name.startswith("textacy:"):
        return baselines.textacy(golds, name.partition(":")[2])
    path = Path(name)
    if path.is_dir() and stored.files(path, "quotes"):
        return _checked(_dataset(path), golds, whole, skip_invalid)
    files = _files(path)
    reader = _exported(files)
    if reader:
        return _checked(_of_format(path, files, reader), golds, whole, skip_invalid)
    file = path / "quotes.jsonl" if path.is_dir() else path
    if not file.is_file():
        known = ", ".join(RUN)
        raise SourceNotFound(
            f"{file}: no such file: a system is a dataset, a file of predictions, an export, or one of {known}"
        )
    return _checked(_file(path), golds, whole, skip_invalid)


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


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read, before it is held against gold."""

    system: System
    found: Sequence[Answered]
    faults: Sequence[Fault] = ()
    every: bool = True
    """Articles without quotes are in it too, so that one that is not there is missing."""
    strict: bool = True
    """An article that gold does not have is a fault: a dataset may have more."""


def _checked(read: _Read, golds: Sequence[Gold], whole: Iterable[Gold] | None, skip_invalid: bool) -> System:
    """The system of what can be scored. InvalidPredictions where that is not all, unless it is to be skipped."""
    texts = {one.article.id: one.article.text for gold in (golds if whole is None else whole) for one in gold.articles}
    asked = [one.article.id for gold in golds for one in gold.articles] if read.every and read.strict else None
    checks = Checks(texts, asked, strict=read.strict)
    checks.check(read.found, read.system.name)
    faults = (*read.faults, *checks.faults)
    if faults and not skip_invalid:
        raise InvalidPredictions(tuple(f"{fault.place}: {fault.message}" for fault in faults))
    refusals = {name: one.refusals for name, one in checks.sound.items() if one.refusals}
    return replace(
        read.system,
        quotes={name: one.quotes for name, one in checks.sound.items()},
        refusals={name: found for name, found in read.system.refusals.items() if name not in checks.dropped}
        or refusals,
        articles=(read.system.articles or frozenset()) - checks.dropped
        or (frozenset(checks.sound) if read.every else None),
        skipped=faults,
        unknown=len(checks.unknown),
    )


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())


def _exported(files: Sequence[Path]) -> Reader | None:
    """The reader of an exported format that knows a file, or files of a folder."""
    return next((one.reader for one in FORMATS if one.reader and any(map(one.reader.knows, files))), None)


def _of_format(path: Path, files: Sequence[Path], reader: Reader) -> _Read:
    known = [file for file in files if reader.knows(file)]
    found = [*reader.read(known)]
    digest = sha256(b"".join(file.read_bytes() for file in known)).hexdigest()[:SHORT]
    made_by = (("system", f"{path.resolve().name}@{digest}"),)
    return _Read(System(str(path), made_by, {}, reader.answered(found)), found, (), reader.every, reader.every)


def _dataset(folder: Path) -> _Read:
    """A dataset: its quotes, what it rejected, which articles it read, and the rules that its manifest names."""
    files = stored.files(folder, "quotes")
    read = [_file(file) for file in files]
    refusals: dict[str, list[Refusal]] = {}
    for line in stored.rows(folder, "rejected"):
        with expecting("a line of rejected.jsonl", line.file, line.number):
            if (row := line.row)["what"] == "region":
                place = span(row["start"], row["end"])
                refusals.setdefault(row["article_id"], []).append(Refusal(place, row["reason"], row["rule"]))
    articles = {str(line.row.get("id")): line.row.get("sha256") for line in stored.rows(folder, "articles")}
    manifest = _manifest(folder / MANIFEST)
    hashes = ((part, manifest.get(f"{part}_sha256")) for part in ("rules", "languages"))
    digest = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:SHORT]
    made_by = [("dataset", f"{folder.resolve().name}@{digest}")]
    made_by += [(part, str(value)[:SHORT]) for part, value in hashes if value]
    system = System(str(folder), tuple(made_by), {}, _EVERYTHING, _frozen(refusals), frozenset(articles) or None)
    found = [replace(one, sha256=articles.get(one.id)) for each in read for one in each.found]
    return _Read(system, found, [fault for each in read for fault in each.faults], every=False, strict=False)


def _manifest(path: Path) -> dict[str, Any]:
    try:
        return parse(path.read_bytes()) if path.is_file() else {}
    except ValueError as error:
        raise DataError(f"{path}: {error}") from None


def _file(path: Path) -> _Read:
    """Records or predictions, by the keys of each line."""
    lines = predictions.read(path)
    digest = sha256(path.read_bytes()).hexdigest()[:SHORT]
    system = System(str(path), (("system", f"{path.name}@{digest}"),), {}, frozenset(lines.answers))
    return _Read(system, lines.articles, lines.faults, not lines.records, not lines.records)


def _frozen(lists: Mapping[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


RUN: Mapping[str, Callable[[Iterable[Gold]], System]] = {
    RULES: run_rules,
    "nearest-name": baselines.nearest_name,
    "every-region": baselines.every_region,
    "textacy": baselines.textacy,
}
"""The systems that are not read but run on the texts of gold."""

"""A dataset or gold as annotated articles, one at a time, in the order in which they stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from onrecord.dataset.ids import Occurrences, quote_id, utterance_id
from onrecord.errors import CommandError, DataError, SourceNotFound
from onrecord.evaluate.model import GoldArticle, NotSpeech, Unit
from onrecord.evaluate.rows import expecting, passage, span
from onrecord.exports.model import METADATA, Annotated, Said
from onrecord.model import Article, Span
from onrecord.versions import stored

_UNTIL = {"day": 10, "month": 7, "year": 4}
"""How many characters of YYYY-MM-DD are known, by precision."""


def articles(directory: str | Path) -> Iterator[Annotated]:
    """The articles of a dataset that ``build`` or ``release`` made, or of gold that ``evaluate`` reads.

    SourceNotFound where there is neither, DataError where a line is not as it should be.
    """
    path = Path(directory)
    if not path.exists():
        raise SourceNotFound(f"{path}: no such dataset, and no such file or folder of gold")
    return _dataset(path) if path.is_dir() and stored.files(path, "quotes") else _gold(path)


def with_texts(articles: Iterator[Annotated], directory: str | Path, form: str) -> Iterator[Annotated]:
    """The articles, of which each has its text. DataError, saying what to do, where one has none."""
    for one in articles:
        if one.text is None:
            raise DataError(
                f"{directory}: article {one.id!r} has no text, and {form} asks for texts: put them back from your own"
                " copy with onrecord rehydrate, or build with --words full; csv needs none, quotebank only the quotes"
            )
        yield one


def _dataset(folder: Path) -> Iterator[Annotated]:
    stored.schema_version(folder)  # an unknown one is said here
    if not stored.files(folder, "articles"):
        raise DataError(f"{folder}: expected articles.jsonl, found none: build the dataset again")
    regions: dict[str, list[NotSpeech]] = {}
    for line in stored.rows(folder, "rejected"):
        with expecting("a line of rejected.jsonl", line.file, line.number):
            if line.row["what"] == "region":
                place = NotSpeech(span(line.row["start"], line.row["end"]), line.row["reason"])
                regions.setdefault(line.row["article_id"], []).append(place)
    quotes = stored.rows(folder, "quotes")
    ahead = next(quotes, None)
    for line in stored.rows(folder, "articles"):
        row = line.row
        with expecting("an article of a dataset", line.file, line.number):
            name, text, digest = row["id"], row["text"], row["sha256"]
            metadata = {field: row.get(field) for field in METADATA}
        said = []
        while ahead is not None and ahead.row.get("article_id") == name:
            with expecting("a record of a dataset", ahead.file, ahead.number):
                said.append(_said(ahead.row, text))
            ahead = next(quotes, None)
        yield Annotated(name, text, digest, metadata, tuple(said), tuple(regions.pop(name, ())))
    if ahead is not None:
        where = f"{ahead.file}, line {ahead.number}"
        raise DataError(f"{where}: expected records in the order of the articles: onrecord validate {folder} says more")


def _said(row: Mapping[str, Any], text: str | None) -> Said:
    place, source = span(row["start"], row["end"]), passage(row["source"])
    if text is not None and row["quote"] is not None and place.of(text) != row["quote"]:
        raise ValueError(f"at {place.start} of the article stand other words than its quote")
    said_on = row["said_on"]
    return Said(
        row["id"],
        place,
        row["type"],
        (source,) if source else (),
        passage(row["cue"]),
        passage(row["addressee"]),
        row["speaker"],
        row["speaker_kind"],
        row["speaker_role"],
        said_on and said_on[: _UNTIL[row["said_on_precision"]]],
        row["utterance_id"],
        row,
    )


def _gold(path: Path) -> Iterator[Annotated]:
    from onrecord.evaluate.gold import read_gold  # which knows the formats of this package too

    if path.is_dir() and not any(path.iterdir()):
        raise CommandError(f"{path} is empty: name the folder of a dataset, or gold")
    for one in read_gold(path).articles:
        yield of_gold(one)


def of_gold(one: GoldArticle) -> Annotated:
    """An article of gold; units that were one quote are one again."""
    article, number = one.article, Occurrences(one.article.text).number
    whole = {unit.whole or unit.span: unit for unit in reversed(one.units)}
    quotes = []
    for place in sorted(whole):
        words = place.of(article.text)
        name = quote_id(article.id, words, number(words, place.start))
        quotes.append(_of_unit(name, place, whole[place], article))
    digest = sha256(article.text.encode()).hexdigest()
    metadata = {field: getattr(article, field) for field in METADATA}
    return Annotated(article.id, article.text, digest, metadata, tuple(quotes), one.not_speech)


def _of_unit(name: str, place: Span, unit: Unit, article: Article) -> Said:
    kind = None if unit.kind == "none" else unit.kind
    row = _row(name, place, unit, article) | {"speaker_kind": kind}
    return Said(
        name,
        place,
        unit.type,
        unit.sources,
        unit.cue,
        unit.addressee,
        unit.speaker,
        kind,
        unit.role,
        unit.said_on,
        utterance_id(name),
        row,
    )


def _row(name: str, place: Span, unit: Unit, article: Article) -> dict[str, Any]:
    """A unit of gold by the field names of a record, as far as gold goes."""
    dated = unit.said_on not in (None, "?")
    precision = {length: name for name, length in _UNTIL.items()}.get(len(unit.said_on or "")) if dated else None
    words: dict[str, Any] = {
        "id": name,
        "article_id": article.id,
        "quote": place.of(article.text),
        "start": place.start,
        "end": place.end,
        "type": unit.type,
        "utterance_id": utterance_id(name),
        "speaker": unit.speaker,
        "speaker_role": unit.role,
        "said_on": (unit.said_on or "") + "0000-01-01"[len(unit.said_on or "") :] if dated else unit.said_on,
        "said_on_precision": precision,
        **{field: getattr(article, field) for field in METADATA},
    }
    spans = {"source": unit.sources[0] if unit.sources else None, "cue": unit.cue, "addressee": unit.addressee}
    for field, found in spans.items():
        words[field] = {"text": found.of(article.text), "start": found.start, "end": found.end} if found else None
    return words

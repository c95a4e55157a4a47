"""A small valid dataset, made by hand: three invented articles, seven records, three rejections."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.dataset.ids import occurrence, quote_id, utterance_id
from onrecord.dataset.manifest import Input, output_of
from onrecord.dataset.records import ArticleRow, article_row
from onrecord.dataset.tables import NAMES
from onrecord.dataset.write import DatasetWriter
from onrecord.model import (
    SCHEMA_VERSION,
    Article,
    Context,
    Cue,
    Mention,
    Passage,
    Publication,
    Record,
    Rejection,
    Unmapped,
)

LIGHTHOUSE = Article(
    id="lighthouse",
    text=(
        "🗼 A lighthouse in dispute\n"
        "“We will keep the lighthouse,” said Nora Quill, the keeper, in March 2024. “It is ours.”\n"
        "Her book “Harbour Lights” is out. On Monday she told visitors: “We will keep the lighthouse,” again."
    ),
    url="https://gull.example/lighthouse",
    title="A lighthouse in dispute",
)
MILL = Article(
    id="north/mill",
    text=(
        "The mill is “a total ruin”, according to the River Council.\n"
        "“Nobody asked us,” an official said in 2023. “‘Never!’” was heard.\n"
        "“The wheel still turns. Nobody minds."
    ),
)
SILENCE = Article(id="silence", text="Nothing was said in Lindholm on Sunday.")

GULL = Publication(
    outlet="The Daily Gull",
    outlet_basis="metadata",
    date="2024-03-19",
    date_basis="dateline",
    author="Tomas Vale",
)
UNKNOWN = Publication()


def passage(text: str, words: str, after: int = 0) -> Passage:
    start = text.index(words, after)
    return Passage(words, start, start + len(words))


def record(article: Article, publication: Publication, words: str, after: int = 0, **fields: Any) -> Record:
    """The record of ``words``, the first from ``after`` on; nobody said them unless ``fields`` say so."""
    text = article.text
    place = passage(text, words, after)
    name = quote_id(article.id, words, occurrence(text, words, place.start))
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    nobody = Record(
        schema_version=SCHEMA_VERSION,
        id=name,
        quote=words,
        start=place.start,
        end=place.end,
        type="direct",
        utterance_id=utterance_id(name),
        part=1,
        parts=1,
        speaker=None,
        speaker_kind=None,
        speaker_role=None,
        source=None,
        cue=None,
        addressee=None,
        outlet=publication.outlet,
        date=publication.date,
        said_on=None,
        said_on_precision=None,
        said_on_basis=None,
        language="en",
        article_id=article.id,
        url=article.url,
        title=article.title,
        author=publication.author,
        context=Context(text[start : None if end < 0 else end], start),
        attribution_rule=None,
        resolution_rule=None,
        confidence=None,
        variant_group=None,
    )
    return replace(nobody, **fields)


def records() -> list[Record]:
    text = LIGHTHOUSE.text
    nora: dict[str, Any] = {
        "speaker": "Nora Quill",
        "speaker_kind": "person",
        "speaker_role": "the keeper",
        "speaker_id": "quill",
        "attribution_rule": "beside_quote.verb_name",
        "resolution_rule": "name.full_name",
        "confidence": 0.962,
    }
    march = {
        **nora,
        "source": Mention(*astuple(passage(text, "Nora Quill")), form="name"),
        "cue": Cue(*astuple(passage(text, "said")), lemma="say"),
        "said_on": "2024-03-01",
        "said_on_precision": "month",
        "said_on_basis": passage(text, "in March 2024"),
    }
    first = record(LIGHTHOUSE, GULL, "We will keep the lighthouse,", parts=2, **march)
    whole = first.utterance_id
    second = record(LIGHTHOUSE, GULL, "It is ours.", utterance_id=whole, part=2, parts=2, **march)
    monday = {
        **nora,
        "source": Mention(*astuple(passage(text, "she", text.index("Monday"))), form="pronoun"),
        "cue": Cue(*astuple(passage(text, "told")), lemma="tell"),
        "addressee": passage(text, "visitors"),
        "said_on": "2024-03-18",
        "said_on_precision": "day",
        "said_on_basis": passage(text, "On Monday"),
    }
    third = record(LIGHTHOUSE, GULL, "We will keep the lighthouse,", second.end, **monday)

    text = MILL.text
    council = record(
        MILL,
        UNKNOWN,
        "a total ruin",
        type="mixed",
        speaker="River Council",
        speaker_kind="organization",
        source=Mention(*astuple(passage(text, "the River Council")), form="name"),
        cue=Cue(*astuple(passage(text, "according to")), lemma="according to"),
        attribution_rule="according_to.after_quote",
        resolution_rule="name.organization",
        confidence=0.9,
    )
    official = record(
        MILL,
        UNKNOWN,
        "Nobody asked us,",
        speaker="an official",
        speaker_kind="unnamed",
        source=Mention(*astuple(passage(text, "an official")), form="nominal"),
        cue=Cue(*astuple(passage(text, "said")), lemma="say"),
        said_on="2023-01-01",
        said_on_precision="year",
        said_on_basis=passage(text, "in 2023"),
        attribution_rule="beside_quote.name_verb",
        resolution_rule="nominal.unnamed",
    )
    never = record(MILL, UNKNOWN, "‘Never!’")
    unclosed = record(MILL, UNKNOWN, "The wheel still turns. Nobody minds.")
    return [first, second, third, council, official, never, unclosed]


def articles() -> list[ArticleRow]:
    return [
        article_row(LIGHTHOUSE, GULL, language="en", quotes=3),
        article_row(MILL, UNKNOWN, language="en", quotes=4),
        article_row(SILENCE, UNKNOWN, language="en", quotes=0),
    ]


def rejections() -> list[Rejection]:
    title = passage(LIGHTHOUSE.text, "Harbour Lights")
    return [
        Rejection(
            "region",
            "title",
            article_id="lighthouse",
            start=title.start,
            end=title.end,
            text=title.text,
            rule="no_speech.title",
        ),
        Rejection("input", "invalid-json", file="north.jsonl", line=3, expected="a JSON object"),
        Rejection("input", "unreadable-file", file="south.txt"),
    ]


def astuple(place: Passage) -> tuple[str, int, int]:
    return place.text, place.start, place.end


def fill(writer: DatasetWriter) -> None:
    for row in articles():
        writer.article(row)
    for one in records():
        writer.quote(one)
    for rejection in rejections():
        writer.rejected(rejection)


def write(out: Path) -> Path:
    with DatasetWriter(out) as writer:
        fill(writer)
        writer.finish(
            inputs=[Input("north.jsonl", "0" * 64, 1200), Input("south.txt", None, None)],
            options={"language": "en", "jobs": 1},
            unmapped=[Unmapped("River Council", "organization", "ambiguous", ("council-east", "council-west"), 1)],
        )
    return out


def write_1_0_0(out: Path) -> Path:
    """The same as a generator wrote it that knew no identities: by the schemas of version 1.0.0."""
    write(out)
    for name in NAMES:
        change(out, name, lambda found: [_older(row) for row in found])
    path = out / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["unmapped"], manifest["counts"]["identified"], manifest["normaliser_version"]
    path.write_text(json.dumps(_older(manifest)), encoding="utf-8")
    return out


def _older(row: dict[str, Any]) -> dict[str, Any]:
    for field in ("speaker_id", "agency"):
        row.pop(field, None)
    row["schema_version"] = "1.0.0"
    return row


def write_release(out: Path, *, context: bool = False) -> Path:
    """The same as a release has it: no article text, and no contexts unless asked for."""
    with DatasetWriter(out) as writer:
        for row in articles():
            writer.article(replace(row, text=None))
        for one in records():
            writer.quote(one if context else replace(one, context=None))
        writer.finish()
    return out


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(data) for data in (folder / name).read_text(encoding="utf-8").split("\n")[:-1]]


def change(folder: Path, name: str, edit: Callable[[list[dict[str, Any]]], object], *, seal: bool = True) -> None:
    """Edit the rows of a file; ``seal`` brings the manifest's hashes up to date: only the edit is wrong."""
    found = rows(folder, name)
    edit(found)
    (folder / name).write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8", newline="\n"
    )
    if seal:
        reseal(folder)


def reseal(folder: Path) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    outputs = (output_of(folder / name, name) for name in NAMES)
    manifest["outputs"] = [
        {"name": output.name, "sha256": output.sha256, "bytes": output.bytes, "lines": output.lines}
        for output in outputs
    ]
    path.write_text(json.dumps(manifest), encoding="utf-8")


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and its bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}

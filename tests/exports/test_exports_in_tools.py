"""Exports loaded in the tools they are for; each test is skipped where its tool is not installed.

``uv sync --group tools`` installs all of them but label-studio-sdk, which asks for an old numpy and is installed by
hand; ``datasets`` is always there.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from odd_articles import LINES, TEXTS, gold, spans

import onrecord
from onrecord.errors import CommandError
from onrecord.evaluate.gold import read_gold
from onrecord.model import Span

GOLD = Path(__file__).parents[1] / "gold"
SAMPLES = Path(__file__).parents[2] / "generator" / "onrecord" / "samples"
WHY = "its tool is not installed: uv sync --group tools"


@pytest.fixture(params=["odd", "gold", "samples"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "gold":
        return GOLD
    if request.param == "odd":
        return gold(tmp_path)
    onrecord.build(SAMPLES, tmp_path / "dataset")
    return tmp_path / "dataset"


def marked(path: Path) -> dict[str, Counter[str]]:
    """Article -> how many quotes it has, and how many of them a source, cue, addressee."""
    if path.is_dir() and (path / "quotes.jsonl").is_file():
        found = {json.loads(row)["id"]: Counter[str]() for row in (path / "articles.jsonl").open(encoding="utf-8")}
        for row in map(json.loads, (path / "quotes.jsonl").open(encoding="utf-8")):
            layers = ["content", *(layer for layer in ("source", "cue", "addressee") if row[layer])]
            found[row["article_id"]].update(layers)
        return found
    found = {}
    for one in read_gold(path).articles:
        whole = {unit.whole: unit for unit in one.units}.values()
        of = found[one.article.id] = Counter(content=len(whole))
        for unit in whole:
            of.update(n for n, v in (("source", unit.sources), ("cue", unit.cue), ("addressee", unit.addressee)) if v)
    return found


# spaCy


def test_spacy(source: Path, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason=WHY)
    from spacy.tokens import DocBin

    onrecord.export(source, tmp_path / "out", format="spacy")
    docs = [*DocBin().from_disk(tmp_path / "out" / "quotes.spacy").get_docs(spacy.blank("en").vocab)]
    counts = marked(source)
    assert len(docs) == len(counts)
    for doc in docs:
        held = json.loads(doc.user_data["onrecord"])
        found = Counter({layer: len(group) for layer, group in doc.spans.items()})
        assert found == counts[held["article"]["id"]]
        for layer, group in doc.spans.items():
            exact = {quote["id"]: quote[layer] for quote in held["quotes"]}
            for span in group:
                start, end = exact[span.id_]
                assert span.label_ == layer
                assert span.start_char <= start < end <= span.end_char
                assert doc.text[start:end] in span.text


def test_spacy_has_the_words(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason=WHY)
    from spacy.tokens import DocBin

    onrecord.export(gold(tmp_path), tmp_path / "out", format="spacy")
    docs = [*DocBin().from_disk(tmp_path / "out" / "quotes.spacy").get_docs(spacy.blank("en").vocab)]
    assert [doc.text for doc in docs] == [*TEXTS.values()]
    for doc in docs:
        held = json.loads(doc.user_data["onrecord"])
        found = {
            (layer, Span(*quote[layer]), doc.text[slice(*quote[layer])])
            for quote in held["quotes"]
            for layer in ("content", "source", "cue", "addressee")
            if quote[layer]
        }
        assert found == spans()[held["article"]["id"]]


def test_without_spacy_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(CommandError, match="pip install spacy"):
        onrecord.export(gold(tmp_path), tmp_path / "out", format="spacy")
    assert not (tmp_path / "out").exists()


# datasets


def test_datasets_load_the_tokens(source: Path, tmp_path: Path) -> None:
    from datasets import load_dataset

    onrecord.export(source, tmp_path / "out", format="tokens")
    data = load_dataset(str(tmp_path / "out"), split="train", cache_dir=str(tmp_path / "cache"))
    features = data.features
    counts = sum(marked(source).values(), Counter[str]())
    assert sum(len(quotes) for quotes in data["quotes"]) == counts["content"]
    for layer in ("content", "source", "cue", "addressee"):
        names = features[layer].feature.names
        assert names == ["O", f"B-{layer}", f"I-{layer}"]
        begins = sum(label == 1 for row in data[layer] for label in row)
        assert begins == counts["content"] if layer == "content" else 0 < begins <= counts[layer]
    for row in data:
        assert len({len(row[name]) for name in ("tokens", "starts", "ends", "content", "source", "cue")}) == 1
        for layer in ("content", "source", "cue", "addressee"):
            assert all(label != 2 or before for before, label in zip([0, *row[layer]], row[layer], strict=False))


def test_datasets_load_the_questions(source: Path, tmp_path: Path) -> None:
    from datasets import load_dataset

    onrecord.export(source, tmp_path / "out", format="squad")
    file = str(tmp_path / "out" / "squad.json")
    data = load_dataset("json", data_files=file, field="data", split="train", cache_dir=str(tmp_path / "cache"))
    questions = [one for paragraphs in data["paragraphs"] for paragraph in paragraphs for one in paragraph["qas"]]
    assert len(questions) == sum(of["content"] for of in marked(source).values())


def test_pandas_reads_the_table(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason=WHY)
    onrecord.export(gold(tmp_path), tmp_path / "out", format="csv")
    table = pandas.read_csv(tmp_path / "out" / "quotes.csv")
    assert [*table.columns][:3] == ["id", "quote", "start"]
    assert table["start"].dtype == "int64"
    assert len(table) == sum(len(row["quotes"]) for row in LINES)


# conllu


def test_conllu(source: Path, tmp_path: Path) -> None:
    conllu = pytest.importorskip("conllu", reason=WHY)
    onrecord.export(source, tmp_path / "out", format="conll")
    text = (tmp_path / "out" / "quotes.conllup").read_bytes().decode()
    fields = text.partition("\n")[0].partition(" = ")[2].lower().split()
    sentences = conllu.parse(text, fields=fields)
    counts = marked(source)
    named = [one.metadata["newdoc id"] for one in sentences if "newdoc id" in one.metadata]
    assert named == [*counts]
    begins = sum(token["content"] == "B-content" for one in sentences for token in one)
    assert begins == sum(of["content"] for of in counts.values())
    assert all([token["id"] for token in one] == [*range(1, len(one) + 1)] for one in sentences)


# brat, as another reader of standoff has it


def test_bioc_reads_the_standoff(source: Path, tmp_path: Path) -> None:
    brat = pytest.importorskip("bioc.brat", reason=WHY)
    onrecord.export(source, tmp_path / "out", format="brat")
    for about in json.loads((tmp_path / "out" / "documents.json").read_bytes()):
        path = tmp_path / "out" / about["file"]
        text = io.StringIO(path.with_name(f"{path.name}.txt").read_bytes().decode(), newline="")
        made = io.StringIO(path.with_name(f"{path.name}.ann").read_bytes().decode(), newline="")
        document = brat.load(text, made)
        kinds = Counter(type(one).__name__ for one in document.annotations)
        assert kinds["BratEvent"] == marked(source)[about["id"]]["content"]


# Label Studio, as its SDK validates


def test_label_studio_validates(source: Path, tmp_path: Path) -> None:
    why = "its tool is not installed: uv pip install label-studio-sdk"
    interface = pytest.importorskip("label_studio_sdk.label_interface", reason=why)
    onrecord.export(source, tmp_path / "out", format="labelstudio")
    config = interface.LabelInterface((tmp_path / "out" / "labeling-config.xml").read_text(encoding="utf-8"))
    config.validate()
    tasks = json.loads((tmp_path / "out" / "tasks.json").read_bytes())
    assert len(tasks) == len(marked(source))
    for task in tasks:
        assert config.validate_task({"data": task["data"]})
        assert config.validate_prediction(task["predictions"][0], return_errors=True) == []
    task["predictions"][0]["result"] = [
        {
            "id": "r1",
            "from_name": "span",
            "to_name": "text",
            "type": "labels",
            "value": {"start": 0, "end": 1, "text": "a", "labels": ["Contents"]},
        }
    ]
    assert config.validate_prediction(task["predictions"][0], return_errors=True) != []


# INCEpTION, as dkpro-cassis reads a CAS


def _quotations(cas: Any) -> Iterator[tuple[str, Span, str]]:
    for one in cas.select("webanno.custom.Quotation"):
        if one.label != "not_speech":
            yield one.label, Span(one.begin, one.end), one.get_covered_text()


def test_cassis_reads_every_span(tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis", reason=WHY)
    onrecord.export(gold(tmp_path), tmp_path / "out", format="inception")
    for about in json.loads((tmp_path / "out" / "documents.json").read_bytes()):
        with (tmp_path / "out" / f"{about['file']}.json").open("rb") as file:
            cas = cassis.load_cas_from_json(file)
        assert cas.sofa_string == TEXTS[about["id"]]
        assert {*_quotations(cas)} == spans()[about["id"]]


def test_cassis_reads_and_writes_what_is_read_back(source: Path, tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis", reason=WHY)
    onrecord.export(source, tmp_path / "out", format="inception")
    with (tmp_path / "out" / "typesystem.xml").open("rb") as file:
        layers = cassis.load_typesystem(file)
    assert layers.contains_type("webanno.custom.QuotationLink")
    before = {one.article.id: one.units for one in read_gold(tmp_path / "out").articles}
    for path in sorted((tmp_path / "out").glob("*.json")):
        if path.name != "documents.json":
            with path.open("rb") as file:
                cas = cassis.load_cas_from_json(file, typesystem=layers)
            contents = [one for one in cas.select("webanno.custom.Quotation") if one.label == "content"]
            links = Counter(link.label for link in cas.select("webanno.custom.QuotationLink"))
            assert all(link.Governor in contents for link in cas.select("webanno.custom.QuotationLink"))
            assert len(cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence")) > 0
            cas.to_json(path)
            assert links.keys() <= {"source", "cue", "addressee"}
    assert {one.article.id: one.units for one in read_gold(tmp_path / "out").articles} == before

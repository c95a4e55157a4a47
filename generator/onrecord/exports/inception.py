"""INCEpTION: a UIMA CAS in JSON (0.4.0) for each article, and the layers that it needs (typesystem.xml).

The span layer ``webanno.custom.Quotation`` marks content, source, cue, addressee and what is no speech (its feature
``label``); a content has type, speaker, kind, role and saidOn too. The relation layer ``webanno.custom.QuotationLink``
leads from a content (Governor) to its source, cue and addressee (Dependent). Tokens and sentences are there, as
INCEpTION asks for them; a sentence is a paragraph. UIMA counts UTF-16 code units: offsets are converted.

Before the first import, add the layers to the project (Settings, Layers, Import: typesystem.xml), anchored to
characters, and allow stacking and crossing of sentences. documents.json says whose text each file is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluate.model import Answered, Prediction, Refusal
from onrecord.exports import documents
from onrecord.exports.model import Annotated
from onrecord.exports.offsets import Utf16
from onrecord.exports.reading import fields_of, head
from onrecord.exports.words import Words
from onrecord.model import Json, Span

TYPES = "typesystem.xml"

SPAN, LINK = "webanno.custom.Quotation", "webanno.custom.QuotationLink"
_SEGMENTS = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
_ANNOTATION, _STRING = "uima.tcas.Annotation", "uima.cas.String"
_FACTS = {"type": "quoteType", "speaker": "speaker", "kind": "speakerKind", "role": "speakerRole", "said_on": "saidOn"}
"""Our names of facts -> those of features: ``type`` is taken in some tools."""
_FEATURES: dict[str, dict[str, str]] = {
    SPAN: dict.fromkeys(("label", *_FACTS.values(), "reason"), _STRING),
    LINK: {"Governor": SPAN, "Dependent": SPAN, "label": _STRING},
}


def write(articles: Iterable[Annotated], folder: Path) -> None:
    """A file for each article, the layers, and documents.json."""
    named = documents.Documents()
    for one in articles:
        name = named.add(one)
        (folder / f"{name}.json").write_bytes(f"{json.dumps(_Cas(one).json(), ensure_ascii=False)}\n".encode())
    named.write(folder)
    (folder / TYPES).write_bytes(typesystem().encode())


class _Cas:
    """The feature structures of an article, numbered as they come."""

    def __init__(self, one: Annotated) -> None:
        self._one, self._utf16 = one, Utf16(one.words)
        self._structures: list[dict[str, Json]] = []
        self._spans: dict[tuple[str, Span], int] = {}

    def json(self) -> Json:
        one, text = self._one, self._one.words
        sofa: dict[str, Json] = {"sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text", "sofaString": text}
        self._structures.append({"%ID": 1, "%TYPE": "uima.cas.Sofa", **sofa})
        whole = Span(0, len(text))
        self._add("uima.tcas.DocumentAnnotation", whole, language=one.metadata.get("language") or "x-unspecified")
        words = Words(text)
        for paragraph in words.paragraphs:
            tokens = words.tokens[paragraph.start : paragraph.stop]
            self._add(f"{_SEGMENTS}.Sentence", Span(tokens[0].start, tokens[-1].end))
            for token in tokens:
                self._add(f"{_SEGMENTS}.Token", token)
        for quote in one.quotes:
            facts: dict[str, Json] = {name: value for fact, name in _FACTS.items() if (value := quote.facts[fact])}
            content = self._span("content", quote.span, **facts)
            places = [(layer, place) for layer, place in quote.layers.items() if layer not in ("content", "source")]
            for layer, place in [*(("source", place) for place in quote.sources), *places]:
                to = self._span(layer, place)
                ends: dict[str, Json] = {"@Governor": content, "@Dependent": to, "label": layer}
                self._add(LINK, place, **ends)
        for region in one.not_speech:
            self._span("not_speech", region.span, reason=region.reason)
        members: list[Json] = [structure["%ID"] for structure in self._structures[1:]]
        types: dict[str, Json] = {}
        for name in (SPAN, LINK, f"{_SEGMENTS}.Sentence", f"{_SEGMENTS}.Token"):
            features: dict[str, Json] = {
                feature: {"%NAME": feature, "%RANGE": range} for feature, range in _FEATURES.get(name, {}).items()
            }
            types[name] = {"%NAME": name, "%SUPER_TYPE": _ANNOTATION, **features}
        structures: list[Json] = [*self._structures]
        views: Json = {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}}
        return {"%TYPES": types, "%FEATURE_STRUCTURES": structures, "%VIEWS": views}

    def _span(self, label: str, place: Span, **features: Json) -> int:
        """The number of a span, made where it is new: quotes share their sources and cues."""
        if (label, place) not in self._spans:
            self._spans[label, place] = self._add(SPAN, place, label=label, **features)
        return self._spans[label, place]

    def _add(self, kind: str, place: Span, **features: Json) -> int:
        number, (begin, end) = len(self._structures) + 1, self._utf16.span(place)
        self._structures.append({"%ID": number, "%TYPE": kind, "@sofa": 1, "begin": begin, "end": end, **features})
        return number


def typesystem() -> str:
    """The layers as a UIMA type system."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines += ['<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">', "  <types>"]
    for name, features in _FEATURES.items():
        lines += ["    <typeDescription>", f"      <name>{name}</name>", "      <description/>"]
        lines += [f"      <supertypeName>{_ANNOTATION}</supertypeName>", "      <features>"]
        for feature, range in features.items():
            lines.append(
                f"        <featureDescription><name>{feature}</name><description/>"
                f"<rangeTypeName>{range}</rangeTypeName></featureDescription>"
            )
        lines += ["      </features>", "    </typeDescription>"]
    return "\n".join([*lines, "  </types>", "</typeSystemDescription>", ""])


def knows(path: Path) -> bool:
    """Whether a file is a CAS in JSON, by how it begins."""
    return path.suffix == ".json" and path.name != documents.NAME and '"%' in head(path)[:200]


def read(paths: Sequence[Path]) -> Iterator[Answered]:
    """An article for each file; DataError, with the place, where one is not as it should be."""
    for path in paths:
        about = documents.documents(path.parent).get(path.stem, {})
        with fields_of(path, f"a UIMA CAS in JSON with the layer {SPAN}") as where:
            data = json.loads(path.read_bytes())
            structures: dict[int, dict[str, Any]] = {}
            listed = data["%FEATURE_STRUCTURES"]
            for one in listed if isinstance(listed, list) else ({"%ID": int(k), **v} for k, v in listed.items()):
                structures[one["%ID"]] = one
            text = next(one["sofaString"] for one in structures.values() if one["%TYPE"] == "uima.cas.Sofa")
            quotes, regions = _read(structures, Utf16(text), where)
        article = documents.article(text, about, path.stem)
        yield Answered(article.id, tuple(quotes), tuple(regions), str(path), about.get("sha256"), article)


def _read(
    structures: dict[int, dict[str, Any]], utf16: Utf16, where: list[str]
) -> tuple[list[Prediction], list[Refusal]]:
    places: dict[int, Span] = {}
    linked: dict[int, list[tuple[str, int]]] = {}
    for number, one in structures.items():
        where[:] = [f"%ID {number}"]
        if one["%TYPE"] == SPAN:
            places[number] = utf16.back(one.get("begin", 0), one.get("end", 0))
        elif one["%TYPE"] == LINK:
            linked.setdefault(one["@Governor"], []).append((one["label"], one["@Dependent"]))
    quotes, regions = [], []
    for number, place in places.items():
        where[:] = [f"%ID {number}"]
        one = structures[number]
        if one.get("label") == "not_speech":
            regions.append(Refusal(place, one.get("reason") or "word", None))
        elif one.get("label") == "content":
            found: dict[str, list[Span]] = {}
            for layer, to in linked.get(number, ()):
                found.setdefault(layer, []).append(places[to])
            quotes.append(_quote(place, one, found, f"%ID {number}"))
    where[:] = []
    return sorted(quotes, key=lambda quote: quote.spans), regions


def _quote(place: Span, one: dict[str, Any], found: dict[str, list[Span]], where: str) -> Prediction:
    sources, cue, addressee = (found.get(layer, []) for layer in ("source", "cue", "addressee"))
    facts = {fact: one.get(name) for fact, name in _FACTS.items()}
    return Prediction(
        (place,),
        sources[0] if sources else None,
        None,
        facts["type"],
        facts["speaker"],
        facts["said_on"],
        cue=cue[0] if cue else None,
        addressee=addressee[0] if addressee else None,
        role=facts["role"],
        kind=facts["kind"],
        also=tuple(sources[1:]),
        place=where,
    )

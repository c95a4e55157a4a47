"""Label Studio: tasks with pre-annotations (tasks.json) and the labeling configuration that shows them.

Regions are labelled Content, Source, Cue, Addressee or NotSpeech; relations lead from a Content to its source, cue and
addressee. Type, kind of speaker and reason are choices, speaker, role and said_on text areas, each on its region. Label
Studio counts code points in a Text, and each of the two characters of a CRLF, so offsets stay as they are.

Read back is what Label Studio exports as JSON: of each task the last annotation that was not cancelled, or else the
first prediction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluate.model import Answered, Prediction, Refusal
from onrecord.evaluate.rows import span
from onrecord.exports.documents import article
from onrecord.exports.model import Annotated, Said
from onrecord.exports.reading import fields_of, head
from onrecord.model import REASONS, Json, Span

TASKS, CONFIGURATION = "tasks.json", "labeling-config.xml"

_NO_SPEECH = [*REASONS][: [*REASONS].index("unreadable-file")]
_LABELS = {"content": "Content", "source": "Source", "cue": "Cue", "addressee": "Addressee"}
_CHOICES = {"type": ("direct", "mixed"), "kind": ("person", "organization", "group", "unnamed")}
_AREAS = ("speaker", "role", "said_on")


def configuration() -> str:
    """The labeling configuration."""
    lines = ["<View>", "  <Style>.htx-text{ white-space: pre-wrap; }</Style>", "  <Relations>"]
    lines += [f'    <Relation value="{layer}"/>' for layer in _LABELS if layer != "content"]
    lines += ["  </Relations>", '  <Labels name="span" toName="text">']
    lines += [f'    <Label value="{label}"/>' for label in (*_LABELS.values(), "NotSpeech")]
    lines += ["  </Labels>", '  <Text name="text" value="$text"/>']
    for name, values in (*_CHOICES.items(), ("reason", tuple(_NO_SPEECH))):
        of = "NotSpeech" if name == "reason" else "Content"
        lines.append(
            f'  <Choices name="{name}" toName="text" perRegion="true" whenTagName="span" whenLabelValue="{of}">'
        )
        lines += [f'    <Choice value="{value}"/>' for value in values] + ["  </Choices>"]
    for name in _AREAS:
        lines.append(
            f'  <TextArea name="{name}" toName="text" perRegion="true" whenTagName="span" whenLabelValue="Content"'
            f' placeholder="{name}" maxSubmissions="1" editable="true"/>'
        )
    return "\n".join([*lines, "</View>", ""])


def write(articles: Iterable[Annotated], folder: Path) -> None:
    """All articles in one file, a task a line, and the configuration."""
    with (folder / TASKS).open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, one in enumerate(articles):
            file.write(f"{',' * bool(number)}\n{json.dumps(_task(one), ensure_ascii=False)}")
        file.write("\n]\n")
    (folder / CONFIGURATION).write_bytes(configuration().encode())


def _task(one: Annotated) -> Json:
    result: list[Json] = []
    regions: dict[tuple[str, Span], str] = {}

    def region(label: str, place: Span) -> str:
        """The id of a region, made where it is new: quotes share their sources and cues."""
        if (label, place) not in regions:
            regions[label, place] = f"r{len(regions) + 1}"
            value: Json = {"start": place.start, "end": place.end, "text": place.of(one.words), "labels": [label]}
            result.append(_result(regions[label, place], "span", "labels", value))
        return regions[label, place]

    for quote in one.quotes:
        content = region("Content", quote.span)
        result += _facts(content, quote)
        places = [(layer, place) for layer, place in quote.layers.items() if layer not in ("content", "source")]
        for layer, place in [*(("source", place) for place in quote.sources), *places]:
            to = region(_LABELS[layer], place)
            result.append(
                {"type": "relation", "from_id": content, "to_id": to, "direction": "right", "labels": [layer]}
            )
    for found in one.not_speech:
        name = region("NotSpeech", found.span)
        result.append(_result(name, "reason", "choices", _on(found.span, {"choices": [found.reason]})))
    predictions: list[Json] = [{"model_version": "onrecord", "result": result}]
    return {"data": {"text": one.words, **one.about}, "predictions": predictions}


def _facts(name: str, quote: Said) -> Iterator[Json]:
    facts = quote.facts
    for field in _CHOICES:
        if facts[field]:
            yield _result(name, field, "choices", _on(quote.span, {"choices": [facts[field]]}))
    for field in _AREAS:
        if facts[field]:
            yield _result(name, field, "textarea", _on(quote.span, {"text": [facts[field]]}))


def _on(place: Span, value: dict[str, Json]) -> Json:
    return {"start": place.start, "end": place.end, **value}


def _result(name: str, by: str, kind: str, value: Json) -> Json:
    return {"id": name, "from_name": by, "to_name": "text", "type": kind, "value": value}


def knows(path: Path) -> bool:
    """Whether a file is a list of tasks, by how it begins: what Label Studio exports has its annotations first."""
    begins = head(path).lstrip()
    keys = ('"data"', '"annotations"', '"predictions"')
    return path.suffix == ".json" and begins.startswith("[") and any(key in begins for key in keys)


def read(paths: Sequence[Path]) -> Iterator[Answered]:
    """What files say of each article; DataError, with the place, where they are not as they should be."""
    for path in paths:
        with fields_of(path, "tasks with data.text and a result of annotations or predictions") as where:
            for index, task in enumerate(json.loads(path.read_bytes())):
                where[:] = [f"[{index}]"]
                data = task["data"]
                of = article(data["text"], data, str(task.get("id", index + 1)))
                done = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
                result = (done[-1:] or (task.get("predictions") or [{"result": []}])[:1])[0]["result"]
                quotes, regions = _read(result)
                yield Answered(of.id, tuple(quotes), tuple(regions), f"{path}, [{index}]", data.get("sha256"), of)


def _read(result: list[dict[str, Any]]) -> tuple[list[Prediction], list[Refusal]]:
    marked: dict[str, tuple[str, Span]] = {}
    facts: dict[str, dict[str, str]] = {}
    linked: dict[str, dict[str, list[str]]] = {}
    for one in result:
        if one["type"] == "relation":
            for layer in one.get("labels") or ():
                linked.setdefault(one["from_id"], {}).setdefault(layer, []).append(one["to_id"])
            continue
        value = one["value"]
        if one["type"] == "labels":
            marked[one["id"]] = value["labels"][0], span(value["start"], value["end"])
        elif value.get("choices") or value.get("text"):
            said = value.get("choices") or value["text"]
            facts.setdefault(one["id"], {})[one["from_name"]] = said if isinstance(said, str) else said[0]
    quotes = [
        _quote(name, place, linked.get(name, {}), marked, facts.get(name, {}))
        for name, (label, place) in marked.items()
        if label == "Content"
    ]
    regions = [
        Refusal(place, facts.get(name, {}).get("reason", "word"), None)
        for name, (label, place) in marked.items()
        if label == "NotSpeech"
    ]
    return sorted(quotes, key=lambda quote: quote.spans), regions


def _quote(
    name: str, place: Span, linked: dict[str, list[str]], marked: dict[str, tuple[str, Span]], facts: dict[str, str]
) -> Prediction:
    found = {layer: [marked[to][1] for to in names] for layer, names in linked.items()}
    sources, cue, addressee = (found.get(layer, []) for layer in ("source", "cue", "addressee"))
    return Prediction(
        (place,),
        sources[0] if sources else None,
        None,
        facts.get("type"),
        facts.get("speaker"),
        facts.get("said_on"),
        cue=cue[0] if cue else None,
        addressee=addressee[0] if addressee else None,
        role=facts.get("role"),
        kind=facts.get("kind"),
        also=tuple(sources[1:]),
        place=f"region {name}",
    )

"""Token classification for ``datasets``: a paragraph a line, its tokens, and a sequence of labels for each layer.

``load_dataset(OUT)`` reads tokens.jsonl by the features that README.md beside it declares: each layer is a list of
ClassLabel (O, B-source, I-source). Tokens and labels are those of the format conll. ``starts`` and ``ends`` say where
tokens stand in the article, in code points, and ``quotes`` what belongs together, with spans as [start, end] in the
article: those whose content is in the paragraph, wherever their sources are.

A file of a system needs article_id, starts, ends and content only, and source where sources are to be scored. Without
quotes, which say what belongs together, a quote's source is the nearest (``words.Nearest``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.dataset.records import line
from onrecord.evaluate.model import Answered, Prediction, Refusal
from onrecord.evaluate.rows import expecting, first_row, rows, span
from onrecord.exports.model import FACTS, LAYERS, Annotated, Said, pair, prediction, region, region_row
from onrecord.exports.words import Nearest, Words, runs
from onrecord.model import Json

FILE = "tokens.jsonl"
CARD = "README.md"


def names(layer: str) -> list[str]:
    """The names of a layer's labels, by their numbers."""
    return ["O", f"B-{layer}", f"I-{layer}"]


def write(articles: Iterable[Annotated], folder: Path) -> None:
    """The lines, and the card that declares their features."""
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        for one in articles:
            file.writelines(f"{line(row)}\n" for row in _rows(one))
    (folder / CARD).write_bytes(card().encode())


def _rows(one: Annotated) -> Iterator[dict[str, Json]]:
    words = Words(one.words)
    numbers = {"O": 0, "B": 1, "I": 2}
    columns: dict[str, list[Json]] = {
        layer: [numbers[label] for label in words.labels(q.layers[layer] for q in one.quotes if layer in q.layers)]
        for layer in LAYERS
    }
    left, regions = [*one.quotes], sorted(one.not_speech, key=lambda region: region.span)
    for number, paragraph in enumerate(words.paragraphs, start=1):
        tokens = words.tokens[paragraph.start : paragraph.stop]
        last, final = tokens[-1].end, number == len(words.paragraphs)
        here = [quote for quote in left if final or quote.span.start < last]
        there = [found for found in regions if final or found.span.start < last]
        left, regions = left[len(here) :], regions[len(there) :]
        yield {
            "id": f"{one.id}#{number}",
            "article_id": one.id,
            "sha256": one.sha256,
            "paragraph": number,
            "tokens": [token.of(words.text) for token in tokens],
            "starts": [token.start for token in tokens],
            "ends": [token.end for token in tokens],
            **{layer: columns[layer][paragraph.start : paragraph.stop] for layer in LAYERS},
            "quotes": [_quote(quote) for quote in here],
            "not_speech": [region_row(found) for found in there],
        }


def _quote(quote: Said) -> Json:
    return {**quote.facts, **{layer: pair(quote.layers.get(layer)) for layer in LAYERS}}


def card() -> str:
    """The front matter of a dataset card that declares the features, and what to type."""
    lines = ["---", "configs:", "- config_name: default", f"  data_files: {FILE}", "dataset_info:", "  features:"]
    for name, kind in (("id", "string"), ("article_id", "string"), ("sha256", "string"), ("paragraph", "int64")):
        lines += [f"  - name: {name}", f"    dtype: {kind}"]
    for name, kind in (("tokens", "string"), ("starts", "int64"), ("ends", "int64")):
        lines += [f"  - name: {name}", f"    sequence: {kind}"]
    for layer in LAYERS:
        lines += [f"  - name: {layer}", "    sequence:", "      class_label:", "        names:"]
        lines += [f"          '{number}': {name}" for number, name in enumerate(names(layer))]
    lines += ["  - name: quotes", "    list:"]
    for name in FACTS:
        lines += [f"    - name: {name}", "      dtype: string"]
    for layer in LAYERS:
        lines += [f"    - name: {layer}", "      sequence: int64"]
    lines += ["  - name: not_speech", "    list:"]
    for name, kind in (("start", "int64"), ("end", "int64"), ("reason", "string")):
        lines += [f"    - name: {name}", f"      dtype: {kind}"]
    lines += ["---", "", "# Token labels", "", "```python", "from datasets import load_dataset", ""]
    lines += ['data = load_dataset(".", split="train")', 'labels = data.features["source"].feature.names', "```", ""]
    return "\n".join(lines)


def knows(path: Path) -> bool:
    """Whether a file is in this format, by its first line."""
    return path.suffix == ".jsonl" and {"article_id", "starts", "ends", "content"} <= first_row(path).keys()


def read(paths: Sequence[Path]) -> Iterator[Answered]:
    """What files say of each article, whose paragraphs follow each other; DataError, with the line, otherwise."""
    for path in paths:
        name, place, digest = None, "", None
        quotes: list[Prediction] = []
        regions: list[Refusal] = []
        nearest = Nearest()
        for number, row in rows(path):
            with expecting("a paragraph with article_id, starts, ends and labels", path, number):
                if row["article_id"] != name:
                    if name is not None:
                        yield Answered(name, tuple(quotes), tuple(regions), place, digest)
                    name, place, digest = row["article_id"], f"{path}, line {number}", row.get("sha256")
                    quotes, regions, nearest = [], [], Nearest()
                quotes += _of_row(row, number, nearest)
                regions += [region(found) for found in row.get("not_speech") or ()]
        if name is not None:
            yield Answered(name, tuple(quotes), tuple(regions), place, digest)


def _of_row(row: dict[str, Any], number: int, nearest: Nearest) -> Iterator[Prediction]:
    if "quotes" in row:
        for index, quote in enumerate(row["quotes"]):
            yield prediction(quote, quote, f"line {number}, quotes[{index}]")
        return
    tokens = [span(*place) for place in zip(row["starts"], row["ends"], strict=True)]
    contents, sources = (runs(_names(row.get(layer), layer, len(tokens)), tokens) for layer in ("content", "source"))
    for content, source in nearest.paragraph(contents, sources):
        yield prediction({}, {"content": content, "source": source}, f"line {number}")


def _names(labels: Sequence[int | str] | None, layer: str, count: int) -> list[str]:
    """Labels by their names, however they are written; a layer that a row does not have marks nothing."""
    if labels is None:
        return ["O"] * count
    return [one if isinstance(one, str) else names(layer)[one] for one in labels]

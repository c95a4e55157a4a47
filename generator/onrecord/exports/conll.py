"""CoNLL: a token a line, IOB2 labels in a column for each layer; a blank line after each paragraph.

It is CoNLL-U Plus: the first line names the columns, lines that begin with "#" are comments. A source may stand inside
another quote's content, and one source may be that of several quotes, so each layer has a column of its own. What the
columns cannot say stands in the last one, SPANS, at the first token of each span: its layer, the quotes that it belongs
to, and where it stands in the article, in code points ("source:1,2[40:57]"). It holds spans that share tokens with
another of their layer, of which a column has the longest, and those that begin or end inside a token. Comments give
what has no place in the text (``# quote 1 = {…}``), the article (``# article = {…}``), and what is no speech.

A file of a system needs START, END and CONTENT only, and SOURCE where sources are to be scored. Without SPANS a quote's
source is the nearest (``words.Nearest``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import DataError
from onrecord.evaluate.model import Answered
from onrecord.evaluate.rows import expecting, span
from onrecord.exports.model import LAYERS, Annotated, prediction, region, region_row
from onrecord.exports.words import Nearest, Words, runs
from onrecord.model import Span

FILE = "quotes.conllup"
COLUMNS = ("ID", "FORM", "START", "END", *(layer.upper() for layer in LAYERS), "SPANS")

_ENDINGS = (".conllup", ".conllu", ".conll")
_COMMENT = re.compile(r"# (newdoc id|article|(?:quote|not_speech) \d+) = (.*)")
_SPAN = re.compile(r"\b(\w+):([\d,]+)\[(\d+):(\d+)\]")


def write(articles: Iterable[Annotated], folder: Path) -> None:
    """All articles in one file."""
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# global.columns = {' '.join(COLUMNS)}\n")
        for one in articles:
            file.writelines(f"{line}\n" for line in _lines(one))


def _lines(one: Annotated) -> Iterator[str]:
    words = Words(one.words)
    columns = [
        [label if label == "O" else f"{label}-{layer}" for label in words.labels(_of_layer(one, layer))]
        for layer in LAYERS
    ]
    starting = _starting(one, words)
    comments = [f"# newdoc id = {' '.join(one.id.split())}", f"# article = {_json(one.about)}"]
    comments += [f"# quote {number} = {_json(quote.facts)}" for number, quote in enumerate(one.quotes, start=1)]
    comments += [f"# not_speech {n} = {_json(region_row(found))}" for n, found in enumerate(one.not_speech, start=1)]
    yield from comments
    for paragraph in words.paragraphs:
        for number, token in enumerate(paragraph, start=1):
            place = words.tokens[token]
            labels = (column[token] for column in columns)
            spans = "|".join(starting.get(token, ())) or "_"
            yield "\t".join((str(number), place.of(words.text), *map(str, place), *labels, spans))
        yield ""


def _of_layer(one: Annotated, layer: str) -> Iterator[Span]:
    return (quote.layers[layer] for quote in one.quotes if layer in quote.layers)


def _starting(one: Annotated, words: Words) -> dict[int, list[str]]:
    """Token -> the spans that begin at it, as the last column has them."""
    owners: dict[tuple[str, Span], list[str]] = {}
    for number, quote in enumerate(one.quotes, start=1):
        for layer, place in quote.layers.items():
            owners.setdefault((layer, place), []).append(str(number))
    found: dict[int, list[str]] = {}
    for (layer, place), numbers in owners.items():
        said = f"{layer}:{','.join(numbers)}[{place.start}:{place.end}]"
        found.setdefault(words.inside(place).start, []).append(said)
    return found


def _json(value: object) -> str:
    """One line: no character of a string is a line end to any reader."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x85\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)


def knows(path: Path) -> bool:
    """Whether a file is in this format, by its ending."""
    return path.suffix in _ENDINGS


def read(paths: Sequence[Path]) -> Iterator[Answered]:
    """What files say of each article; DataError, with the line, where they are not as they should be."""
    for path in paths:
        document: _Document | None = None
        columns: dict[str, int] = {}
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                line = line.rstrip("\r\n")
                with expecting("comments, and tokens with START, END and labels", path, number):
                    if line.startswith("# global.columns = "):
                        columns = {name: place for place, name in enumerate(line.partition("= ")[2].split())}
                    elif line.startswith("#"):
                        comment = _COMMENT.match(line)
                        if comment and comment[1] == "newdoc id":
                            if document:
                                yield document.answered()
                            document = _Document(comment[2], f"{path}, line {number}")
                        elif comment and document:
                            document.says(*comment.groups())
                    elif line:
                        if document is None or not {"START", "END", "CONTENT"} <= columns.keys():
                            raise ValueError("no # global.columns with START, END, CONTENT and # newdoc id before it")
                        document.token(line.split("\t"), columns)
                    elif document:
                        document.ends_paragraph()
        if document:
            yield document.answered()
        elif not columns:
            raise DataError(f"{path}: expected # global.columns = {' '.join(COLUMNS)} on its first line")


class _Document:
    """An article as its lines tell of it."""

    def __init__(self, name: str, place: str) -> None:
        self._place, self._about = place, {"id": name}
        self._facts: dict[str, dict[str, Any]] = {}
        self._layers: dict[str, dict[str, tuple[int, int]]] = {}
        self._regions: list[Any] = []
        self._linked = False
        self._nearest = Nearest()
        self._found: list[tuple[Span, Span | None]] = []
        self._tokens: list[Span] = []
        self._labels: tuple[list[str], list[str]] = [], []
        """Of contents and of sources, in this paragraph."""

    def says(self, key: str, value: str) -> None:
        kind, _, number = key.partition(" ")
        if kind == "article":
            self._about |= json.loads(value)
        elif kind == "quote":
            self._facts[number] = json.loads(value)
        else:
            self._regions.append(region(json.loads(value)))

    def token(self, cells: list[str], columns: dict[str, int]) -> None:
        self._tokens.append(span(int(cells[columns["START"]]), int(cells[columns["END"]])))
        for labels, name in zip(self._labels, ("CONTENT", "SOURCE"), strict=True):
            labels.append(cells[columns[name]] if name in columns else "O")
        if "SPANS" in columns:
            self._linked = True
            for layer, numbers, start, end in _SPAN.findall(cells[columns["SPANS"]]):
                for number in numbers.split(","):
                    self._layers.setdefault(number, {})[layer] = int(start), int(end)

    def ends_paragraph(self) -> None:
        contents, sources = (runs(labels, self._tokens) for labels in self._labels)
        self._found += self._nearest.paragraph(contents, sources)
        self._tokens, self._labels = [], ([], [])  # nothing goes on into the next

    def answered(self) -> Answered:
        self.ends_paragraph()
        layers: dict[str, dict[str, Any]] = dict(self._layers)
        if not self._linked:
            layers = {str(n): dict(zip(LAYERS, found, strict=False)) for n, found in enumerate(self._found, start=1)}
        quotes = [
            prediction(self._facts.get(number, {}), layers[number], f"quote {number}")
            for number in sorted(layers, key=int)
        ]
        about = self._about
        return Answered(about["id"], tuple(quotes), tuple(self._regions), self._place, about.get("sha256"))

"""Who said it, as a CRF learns it from exported records: of a quoted region, the words that name its source.

A sequence for each region: the words around it, and in them every quoted region as one item, with one label an item.
``ahead … ahead source source past … past`` marks a source; where nobody is named every label is ``nobody``. So no path
through the labels has two sources, and the likeliest path is the likeliest answer. What is not to be learnt (a quote
of low confidence, one whose source stands too far away, a region that is no speech) is left out as a sequence, and is
never taken for a negative.

Features are words, shapes, affixes, neighbours, and where a word stands from the quote: side, distance, and what parts
them (sentence ends, quotes, paragraphs). No rule and no word list of this project is among them: what the model knows
of reporting verbs, titles and names it has from the records.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pycrfsuite

from onrecord.exports.words import Words
from onrecord.model import Article, Span

BEFORE, AFTER, PARAGRAPHS = 40, 25, 3
"""How far a sequence reaches: items before the region, in its paragraph and so many before it; items after, in it."""

MARKS = frozenset("“ ” „ « » ‘ ’ ‚ ‹ › \" ' `".split())
STOPS = frozenset(".?!")

Range = tuple[int, int]
"""Items of a sequence: the first, and the one after the last."""


class Region(NamedTuple):
    """A quoted region, and what is said of it."""

    span: Span
    source: Span | None = None
    speech: bool = True
    confidence: float | None = None


class Token(NamedTuple):
    """A word or a mark, where it stands, in which paragraph."""

    form: str
    span: Span
    paragraph: int


class Text(NamedTuple):
    """An article as tokens, with its quoted regions in their order."""

    id: str
    tokens: tuple[Token, ...]
    regions: tuple[Region, ...]


class _Item(NamedTuple):
    """A token, or a quoted region as a whole with its marks."""

    form: str
    span: Span
    paragraph: int
    region: Region | None = None
    first: str = ""
    last: str = ""
    length: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """The items around a region: the features of each, where it stands; which of them are sources."""

    region: Region
    features: list[list[str]]
    spans: list[Span | None]
    at: int
    """Which item the region is."""
    source: Range | None
    """Of this region; None where it has none, or none in reach."""

    @property
    def learnable(self) -> bool:
        """It is speech, and the answer stands in the sequence: not so where the source is out of reach."""
        return self.region.speech and (self.source is not None or self.region.source is None)

    def labels(self, source: Range | None) -> list[str]:
        """The label of each item where that is its source."""
        if source is None:
            return ["nobody"] * len(self.spans)
        first, end = source
        return ["ahead"] * first + ["source"] * (end - first) + ["past"] * (len(self.spans) - end)

    def quote(self, source: Range) -> dict[str, Any]:
        """The region as a quote of a line of predictions, with that source; of nobody where the range is empty."""
        spans = [span for span in self.spans[slice(*source)] if span]
        place = {"start": spans[0].start, "end": spans[-1].end} if spans else None
        return {"start": self.region.span.start, "end": self.region.span.end, "source": place}


def exported(folder: Path, confidence: Mapping[str, float | None]) -> Iterator[Text]:
    """The articles of ``onrecord export --format tokens``; ``confidence``, which it leaves out, by ids of records."""
    name, tokens, regions = "", list[Token](), list[Region]()
    with (folder / "tokens.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["article_id"] != name and name:
                yield Text(name, tuple(tokens), tuple(sorted(regions, key=_place)))
                tokens, regions = [], []
            name = row["article_id"]
            places = map(Span, row["starts"], row["ends"])
            tokens += [Token(form, place, row["paragraph"]) for form, place in zip(row["tokens"], places, strict=True)]
            for quote in row["quotes"]:
                source = Span(*quote["source"]) if quote["source"] else None
                regions.append(Region(Span(*quote["content"]), source, True, confidence.get(quote["id"])))
            regions += [Region(Span(one["start"], one["end"]), None, False) for one in row["not_speech"]]
    if name:
        yield Text(name, tuple(tokens), tuple(sorted(regions, key=_place)))


def text_of(article: Article, regions: Iterable[Region]) -> Text:
    """An article cut into tokens as the export cuts it, with quoted regions of any origin."""
    words = Words(article.text)
    tokens = (
        Token(words.tokens[index].of(words.text), words.tokens[index], number)
        for number, paragraph in enumerate(words.paragraphs)
        for index in paragraph
    )
    return Text(article.id, tuple(tokens), tuple(sorted(regions, key=_place)))


def _place(region: Region) -> Span:
    return region.span


def examples(text: Text) -> Iterator[Example]:
    """A sequence for each quoted region."""
    items = [*_items(text)]
    words = [_word(items, index) for index in range(len(items))]
    for index, item in enumerate(items):
        if item.region:
            yield _example(items, words, index, item.region)


def _items(text: Text) -> Iterator[_Item]:
    starts, ends = [one.span.start for one in text.tokens], [one.span.end for one in text.tokens]
    done = 0

    def plain(end: int) -> Iterator[_Item]:
        return (_Item(*token) for token in text.tokens[done:end])

    for region in text.regions:
        first, end = bisect_right(ends, region.span.start), bisect_left(starts, region.span.end)
        if done <= first < end:
            inside = text.tokens[first:end]
            paragraph = inside[0].paragraph
            while first > done and _is_mark(text.tokens[first - 1], paragraph):
                first -= 1
            yield from plain(first)
            while end < len(text.tokens) and _is_mark(text.tokens[end], inside[-1].paragraph):
                end += 1
            done = end
            yield _Item("“…”", region.span, paragraph, region, inside[0].form, inside[-1].form, len(inside))
    yield from plain(len(text.tokens))


def _is_mark(token: Token, paragraph: int) -> bool:
    return token.form in MARKS and token.paragraph == paragraph


def _word(items: Sequence[_Item], index: int) -> list[str]:
    """What an item is, whichever region is asked about."""
    item = items[index]
    before, after = _form(items, index - 1), _form(items, index + 1)
    found = [f"-1={before}", f"+1={after}", f"+1s={_shape(items, index + 1)}"]
    if item.region:
        return [*found, "quote", f"ends={item.last}", f"begins={_case(item.first)}"]
    form = item.form.lower()
    found += [f"w={form}", f"s={_shape(items, index)}", f"prefix={form[:3]}", f"suffix={form[-3:]}"]
    found += [f"-2={_form(items, index - 2)}", f"+2={_form(items, index + 2)}", f"-1s={_shape(items, index - 1)}"]
    found += [f"-1w={before}|{form}", f"w+1={form}|{after}"]
    if not index or items[index - 1].paragraph != item.paragraph:
        found.append("first of paragraph")
    return found


def _example(items: Sequence[_Item], words: Sequence[list[str]], at: int, region: Region) -> Example:
    here = items[at].paragraph
    low, high = at, at + 1
    while low and at - low < BEFORE and here - items[low - 1].paragraph <= PARAGRAPHS:
        low -= 1
    while high < len(items) and high - at <= AFTER and items[high].paragraph == here:
        high += 1
    kind = _kind(items[at])
    edges = f"{_edge(items, at - 1, here)} {_edge(items, at + 1, here)}"
    before, after = _form(items, at - 1), _form(items, at + 1)
    this = [
        "this",
        f"kind={kind}",
        f"edges={edges}",
        f"edges, kind={edges} {kind}",
        f"length={_near(items[at].length)}",
    ]
    this += [f"this-1={before}", f"this+1={after}", f"kind-1={kind} {before}"]
    this += [f"this-2={_form(items, at - 2)}|{before}", f"this+2={after}|{_form(items, at + 2)}"]
    placed = {at: [*words[at], *this]}
    for side, indices in (("before", range(at - 1, low - 1, -1)), ("after", range(at + 1, high))):
        stops = quotes = 0
        for distance, index in enumerate(indices, start=1):
            item, shape = items[index], _shape(items, index)
            stop = (item.last if item.region else item.form) in STOPS
            if side == "before":  # its own stop parts it from the quote
                stops, quotes = stops + stop, quotes + bool(item.region)
            parted = f"{side} {min(stops, 2)}{min(quotes, 1)}{min(here - item.paragraph, 2)}"
            if side == "after":
                stops, quotes = stops + stop, quotes + bool(item.region)
            far, form = f"{side} {_near(distance)}", _form(items, index)
            placed[index] = [*words[index], f"far={far}", f"far, s={far} {shape}", f"far, w={far} {form}"]
            placed[index] += [f"parted={parted}", f"parted, s={parted} {shape}", f"parted, w={parted} {form}"]
            placed[index] += [f"parted, kind={parted} {kind}", f"parted, kind, s={parted} {kind} {shape}"]
            placed[index] += [f"parted, edges, s={parted} {edges} {shape}"]
            placed[index] += [f"parted, -1={parted} {_form(items, index - 1)}"]
            placed[index] += [f"parted, +1={parted} {_form(items, index + 1)}"]
    placed[low] = [*placed[low], "begins"]  # where nothing can be past a source
    placed[high - 1] = [*placed[high - 1], "ends"]  # and nothing ahead of one
    spans = [None if one.region else one.span for one in items[low:high]]
    source = _range(spans, region.source) if region.source else None
    return Example(region, [placed[index] for index in range(low, high)], spans, at - low, source)


def _form(items: Sequence[_Item], index: int) -> str:
    return items[index].form.lower() if 0 <= index < len(items) else ""


def _shape(items: Sequence[_Item], index: int) -> str:
    return _shape_of(items[index].form) if 0 <= index < len(items) else ""


@cache
def _shape_of(form: str) -> str:
    """“Xx” for Quill, “X.X.” for U.S., “d” for 2016."""
    kinds = ("X" if one.isupper() else "x" if one.isalpha() else "d" if one.isdigit() else one for one in form)
    return re.sub(r"([xd])\1+", r"\1", "".join(kinds))[:4]


def _case(form: str) -> str:
    return "upper" if form[:1].isupper() else "lower" if form[:1].isalpha() else "mark"


def _edge(items: Sequence[_Item], index: int, paragraph: int) -> str:
    """What stands beside the region in its paragraph: a mark, or of a word whether it is capitalised."""
    if not 0 <= index < len(items) or items[index].paragraph != paragraph:
        return "nothing"
    form = items[index].form
    return _case(form) if form[0].isalnum() else form


def _kind(item: _Item) -> str:
    """How a region ends, how it begins, whether it is short: “We will win,” is ", upper"."""
    end = item.last if item.last in (",", ".", "?", "!") else "word"
    return f"{end} {_case(item.first)}{' short' if item.length < 4 else ''}"


def _near(distance: int) -> str:
    return next((f"{most}" for most in (1, 2, 3, 4, 6, 9, 14, 24, 40) if distance <= most), "more")


def _range(spans: Sequence[Span | None], source: Span) -> Range | None:
    """The items that a source covers, where all of it is among them."""
    covered = [index for index, one in enumerate(spans) if one and one.start < source.end and source.start < one.end]
    whole = covered and covered[-1] - covered[0] + 1 == len(covered)
    if not whole or spans[covered[0]].start > source.start or spans[covered[-1]].end < source.end:
        return None
    return covered[0], covered[-1] + 1


def train(taught: Iterable[tuple[Example, Range | None]], model: Path) -> None:
    """Fit a CRF to examples, each with the source that it is to learn, by L-BFGS; write it to a file."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c2": 0.3, "max_iterations": 50, "feature.minfreq": 2})
    trainer.set("feature.possible_transitions", True)  # so that “past ahead” is learnt to be none
    for example, source in taught:
        trainer.append(pycrfsuite.ItemSequence(example.features), example.labels(source))
    trainer.train(str(model))


def tagged(model: Path, asked: Mapping[str, Sequence[Example]]) -> Iterator[dict[str, Any]]:
    """A line of predictions for each article: every region as a quote, with the source that the model marks."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    for name, regions in asked.items():
        quotes = []
        for one in regions:
            labels = tagger.tag(pycrfsuite.ItemSequence(one.features))
            first = labels.index("source") if "source" in labels else 0
            quotes.append(one.quote((first, first + labels.count("source"))))
        yield {"id": name, "quotes": quotes}

"""The formats, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.evaluate.model import Answered, Facet
from onrecord.exports import brat, conll, csv, inception, labelstudio, quotebank, spacy, squad, tokens
from onrecord.exports.model import Annotated


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format is read back: how its files are known, and what it holds that can be scored beside spans."""

    knows: Callable[[Path], bool]
    read: Callable[[Sequence[Path]], Iterator[Answered]]
    holds: frozenset[Facet]
    texts: bool = False
    """It holds the texts too, so that it can be gold."""
    every: bool = True
    """Articles without quotes are in it too."""

    def answered(self, found: Iterable[Answered]) -> frozenset[Facet]:
        """What can be scored of answers: of what the format holds, all that any of them has."""
        has: set[Facet] = {"not_speech"}
        for one in found:
            has |= {facet for quote in one.quotes for facet in _ASKED_FOR if getattr(quote, facet) is not None}
            if one.refusals:
                has.add("reason")
        return self.holds & has | {"not_speech"}


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is for, how it is written."""

    name: str
    says: str
    write: Callable[[Iterable[Annotated], Path], None]
    text: bool
    """It asks for the texts of the articles."""
    reader: Reader | None = None


_ASKED_FOR: tuple[Facet, ...] = ("source", "cue", "addressee", "type", "speaker", "role", "said_on")
_SPANS: frozenset[Facet] = frozenset(("source", "cue", "addressee"))
_FACTS: frozenset[Facet] = frozenset(("type", "speaker", "role", "said_on"))
_REGIONS: frozenset[Facet] = frozenset(("not_speech", "reason"))
_ALL = _SPANS | _FACTS | _REGIONS
_ASKED: frozenset[Facet] = frozenset(("source", "type"))

FORMATS = (
    Format(
        "conll", "IOB2 labels, a column a layer", conll.write, True,
        Reader(conll.knows, conll.read, _ALL),
    ),
    Format(
        "tokens", "token classification for datasets", tokens.write, True,
        Reader(tokens.knows, tokens.read, _ALL),
    ),
    Format(
        "squad", "questions and answers: who said “…”?", squad.write, True,
        Reader(squad.knows, squad.read, _ASKED),
    ),
    Format("spacy", "a DocBin with span groups", spacy.write, True),
    Format(
        "brat", "standoff, to annotate in brat", brat.write, True,
        Reader(brat.knows, brat.read, _ALL, texts=True),
    ),
    Format(
        "labelstudio", "tasks with pre-annotations for Label Studio", labelstudio.write, True,
        Reader(labelstudio.knows, labelstudio.read, _ALL, texts=True),
    ),
    Format(
        "inception", "UIMA CAS in JSON, to annotate in INCEpTION", inception.write, True,
        Reader(inception.knows, inception.read, _ALL, texts=True),
    ),
    Format("quotebank", "a quotation a line, as Quotebank has it", quotebank.write, False),
    Format(
        "csv", "a table for spreadsheets", csv.write, False,
        Reader(csv.knows, csv.read, _SPANS | _FACTS, every=False),
    ),
)  # fmt: skip
NAMES = tuple(one.name for one in FORMATS)

"""Gold small enough to count by hand, and systems that get a known part of it right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.evaluate.model import Facet, Gold, GoldArticle, NotSpeech, Prediction, System, Unit
from onrecord.model import Article, Span

TEXT = (
    "“The quay is sound,” said Ada Quill, the harbour master, on Monday.\n\n"
    "“It will stand a century,” she added. Bo Day called it “a heap of rust”.\n\n"
    "“Nobody asked us,” residents said. The play “Low Water” opens on Friday.\n\n"
    "“Mend it or move it.”"
)

EVERYTHING: frozenset[Facet] = frozenset(("source", "type", "speaker", "said_on", "not_speech", "reason"))


def at(words: str, text: str = TEXT) -> Span:
    """Where words stand that stand there once."""
    assert text.count(words) == 1, words
    return Span(text.index(words), text.index(words) + len(words))


UNITS = (
    Unit(at("The quay is sound,"), "direct", (at("Ada Quill"),), "Ada Quill", "person", "2024-03-04"),
    Unit(at("It will stand a century,"), "direct", (at("she"),), "Ada Quill", "person", "2024-03-04"),
    Unit(at("a heap of rust"), "mixed", (at("Bo Day"),), "Bo Day", "person"),
    Unit(at("Nobody asked us,"), "direct", (at("residents"),), "residents", "group"),
    Unit(at("Mend it or move it."), "direct", (), None, "none", "?"),
)
GOLD = Gold(
    "small",
    "0123456789abcdef",
    (GoldArticle(Article("quay", TEXT), UNITS, "harbour", (NotSpeech(at("Low Water"), "title"),)),),
    EVERYTHING,
)

# Found: the first four, of which the third to 13 of 14 characters and the fourth to 9 of 16. Missed: the fifth.
# Spurious: the title. Sources: the first and the third right; the second is another's.
PREDICTIONS = (
    Prediction(
        (at("“The quay is sound,”"),), at("Ada Quill, the harbour master"), None, "direct", "Ada Quill", "2024-03-04",
        "beside_quote.verb_name", "name.full_name", "utterance.beside_cue",
    ),
    Prediction(
        (at("It will stand a century,"),), at("Bo Day"), None, "mixed", "Bo Day", "2024-03-05",
        "beside_quote.name_verb", "name.full_name", "utterance.beside_cue",
    ),
    Prediction(
        (at("a heap of rus"),), at("Bo Day"), None, "mixed", "Day", "2024-03-04",
        "before_quote.judging_cue", "surname.only_bearer", "utterance.continued",
    ),
    Prediction((at("Nobody as"),), at("residents"), None, "direct", "residents"),
    Prediction((at("Low Water"),), at("The play"), None, "mixed", "play", None, "clause.subject", "nominal.described"),
)  # fmt: skip
SYSTEM = System("by hand", (("system", "by hand"),), {"quay": PREDICTIONS}, EVERYTHING)


def system(*predictions: Prediction, article: str = "quay") -> System:
    """A system that says just this about one article."""
    return System("one", (("system", "one"),), {article: predictions}, EVERYTHING)


def gold_line(**changes: Any) -> dict[str, Any]:
    """The small gold as a line of the project's own format."""

    def mention(span: Span) -> dict[str, Any]:
        return {"text": span.of(TEXT), "start": span.start, "end": span.end}

    quotes = [
        {
            "start": unit.span.start,
            "end": unit.span.end,
            "quote": unit.span.of(TEXT),
            "type": unit.type,
            "source": mention(unit.sources[0]) if unit.sources else None,
            "cue": None,
            "addressee": None,
            "speaker": unit.speaker,
            "kind": None if unit.kind == "none" else unit.kind,
            "role": None,
            "said_on": unit.said_on,
        }
        for unit in UNITS
    ]
    regions = [mention(region.span) | {"reason": region.reason} for region in GOLD.articles[0].not_speech]
    line = {
        "id": "quay",
        "text": TEXT,
        "outlet": "The Harbour Post",
        "date": "2024-03-06",
        "title": None,
        "author": None,
    }
    return line | {"quotes": quotes, "not_speech": regions} | changes


def write_lines(path: Path, *rows: object) -> Path:
    """A file of JSON Lines."""
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path

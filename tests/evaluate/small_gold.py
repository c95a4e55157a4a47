"""Gold small enough to count by hand, and systems that get a known part of it right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.evaluate.model import Facet, Gold, GoldArticle, NotSpeech, Prediction, System, Unit
from onrecord.model import Article, Span

TEXT = (
    "“The quay is sound,” said Ada Quill, the harbour master, on Monday.\n\n"
    "“It will stand a century,” she told the council. Bo Day called it “a heap of rust”.\n\n"
    "“Nobody asked us,” residents said. The play “Low Water” opens on Friday.\n\n"
    "“Mend it or move it.”"
)

EVERYTHING: frozenset[Facet] = frozenset(
    ("source", "type", "speaker", "said_on", "cue", "addressee", "role", "not_speech", "reason")
)


def at(words: str, part: str = "", text: str = TEXT) -> Span:
    """Where words stand that stand there once, or a part of them."""
    assert text.count(words) == 1, words
    part = part or words
    start = text.index(words) + words.index(part)
    return Span(start, start + len(part))


UNITS = (
    Unit(
        at("The quay is sound,"), "direct", (at("Ada Quill"),), "Ada Quill", "person", "2024-03-04",
        at("said Ada", "said"), role="harbour master",
    ),
    Unit(
        at("It will stand a century,"), "direct", (at("she"),), "Ada Quill", "person", "2024-03-04",
        at("told"), at("the council"), "harbour master",
    ),
    Unit(at("a heap of rust"), "mixed", (at("Bo Day"),), "Bo Day", "person", cue=at("called")),
    Unit(
        at("Nobody asked us,"), "direct", (at("residents"),), "residents", "group", cue=at("residents said", "said")
    ),
    Unit(at("Mend it or move it."), "direct", (), None, "none", "?"),
)  # fmt: skip
GOLD = Gold(
    "small",
    "0123456789abcdef",
    (GoldArticle(Article("quay", TEXT), UNITS, "harbour", (NotSpeech(at("Low Water"), "title"),)),),
    EVERYTHING,
)

# Found: the first four, of which the third to 13 of 14 characters and the fourth to 9 of 16. Missed: the fifth.
# Spurious: the title. Sources: the first and the third right; the second is another's. Cues: the first right, the
# second another's. Addressees: the second right, the third said to nobody. Roles: the first right, the third has none.
PREDICTIONS = (
    Prediction(
        (at("“The quay is sound,”"),), at("Ada Quill, the harbour master"), None, "direct", "Ada Quill", "2024-03-04",
        "beside_quote.verb_name", "name.full_name", "utterance.beside_cue",
        cue=at("said Ada", "said"), role="the harbour master",
    ),
    Prediction(
        (at("It will stand a century,"),), at("Bo Day"), None, "mixed", "Bo Day", "2024-03-05",
        "beside_quote.name_verb", "name.full_name", "utterance.beside_cue",
        cue=at("called"), addressee=at("council"),
    ),
    Prediction(
        (at("a heap of rus"),), at("Bo Day"), None, "mixed", "Day", "2024-03-04",
        "before_quote.judging_cue", "surname.only_bearer", "utterance.continued",
        addressee=at("residents"), role="harbour master",
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
            "cue": mention(unit.cue) if unit.cue else None,
            "addressee": mention(unit.addressee) if unit.addressee else None,
            "speaker": unit.speaker,
            "kind": None if unit.kind == "none" else unit.kind,
            "role": unit.role,
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

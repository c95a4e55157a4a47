"""Articles whose places are counted otherwise by code points, UTF-16 code units, bytes and tokens, as gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.model import Span

_MEN = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
_ASTRAL = (
    f"\N{FACE WITH TEARS OF JOY} “The quay {_MEN} is sound \N{ANCHOR}\N{VARIATION SELECTOR-16},” said Ada"
    " \N{MATHEMATICAL BOLD CAPITAL Q}uill \N{SHIP} on Monday.\n\n“No 𝔽ear!” she told 𠮷野."
)
_COMBINING = (
    "“Cafe\N{COMBINING ACUTE ACCENT} Zu\N{COMBINING DIAERESIS}rich shuts,” said Rene\N{COMBINING ACUTE ACCENT}e"
    " O\N{COMBINING DOUBLE ACUTE ACCENT}ry. The play “Le\N{COMBINING ACUTE ACCENT}a” opens."
)
_CRLF = (
    "PORT —\r\n\r\n“We will mend it,” Bo Day told the council.\r\n“And soon,” he added.\r\n"
    "\u2028Line\x85ends “of all kinds” as Lee’s aide put it."
)
_NESTED = (
    "#Mend “Bo Day said ‘never’ to me,” Ada Quill’s aide said. “Nor will he,” Ada Quill said; "
    'the "=1+1" sign stood.\tQuill-led crowds cried “Now|then:1[2:3]!”'
)


def line(name: str, text: str, *quotes: dict[str, Any], not_speech: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """A line of the project's gold; spans are given by their words, the n-th of them as (words, n)."""
    rows = []
    for quote in quotes:
        row: dict[str, Any] = {"type": "direct", "speaker": None, "kind": None, "role": None, "said_on": None}
        row |= {"source": None, "cue": None, "addressee": None} | quote
        for field in ("source", "cue", "addressee"):
            row[field] = row[field] and passage(text, row[field])
        place = passage(text, row.pop("words"))
        rows.append(row | {"quote": place["text"], "start": place["start"], "end": place["end"]})
    regions = [passage(text, words) | {"reason": reason} for words, reason in not_speech]
    about = {"outlet": "The Harbour Post", "date": "2024-03-06", "title": "@Quay", "author": None}
    return {"id": name, "text": text, **about, "quotes": rows, "not_speech": regions}


def passage(text: str, words: str | tuple[str, int]) -> dict[str, Any]:
    words, number = words if isinstance(words, tuple) else (words, 1)
    start = -1
    for _ in range(number):
        start = text.index(words, start + 1)
    return {"text": words, "start": start, "end": start + len(words)}


ADA = {"speaker": "Ada 𝐐uill", "kind": "person", "role": "keeper\tof “lights”", "said_on": "2024-03"}
LINES = (
    line(
        "astral/one",
        _ASTRAL,
        ADA | {"words": f"The quay {_MEN} is sound ⚓️,", "source": "Ada 𝐐uill", "cue": "said"},
        ADA | {"words": "No 𝔽ear!", "source": "she", "cue": "told", "addressee": "𠮷野", "said_on": "?"},
    ),
    line(
        "Astral/one",
        _COMBINING,
        {
            "words": "Cafe\N{COMBINING ACUTE ACCENT} Zu\N{COMBINING DIAERESIS}rich shuts,",
            "source": "Rene\N{COMBINING ACUTE ACCENT}e O\N{COMBINING DOUBLE ACUTE ACCENT}ry",
            "cue": "said",
            "speaker": "Rene\N{COMBINING ACUTE ACCENT}e O\N{COMBINING DOUBLE ACUTE ACCENT}ry",
            "kind": "person",
        },
        not_speech=(("Le\N{COMBINING ACUTE ACCENT}a", "title"),),
    ),
    line(
        "crlf",
        _CRLF,
        {"words": "We will mend it,", "source": "Bo Day", "cue": "told", "addressee": "the council"},
        {"words": "And soon,", "source": "he", "cue": "added", "speaker": "Bo Day", "kind": "person"},
        # The source ends inside a token of its own text, “Lee’s”, and the cue is in two words.
        {"words": "of all kinds", "type": "mixed", "source": "Lee’s aide", "cue": "put it", "kind": "unnamed"},
    ),
    line(
        "nested",
        _NESTED,
        {"words": "Bo Day said ‘never’ to me,", "source": "Ada Quill’s aide", "cue": ("said", 2)},
        {"words": "Nor will he,", "source": ("Ada Quill", 2), "cue": ("said", 3), "said_on": "2024"},
        # The source is part of that of the first, and so both cannot be in one column; the speaker is in the quote.
        {"words": "Now|then:1[2:3]!", "source": "Ada Quill", "addressee": "Bo Day", "cue": "cried"},
        not_speech=(("=1+1", "slogan"),),
    ),
    line("silence", "Nothing was said.", not_speech=()),
)
TEXTS = {row["id"]: row["text"] for row in LINES}


def gold(folder: Path) -> Path:
    """The lines as a file of gold."""
    path = folder / "odd.jsonl"
    path.write_bytes("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in LINES).encode())
    return path


def spans() -> dict[str, set[tuple[str, Span, str]]]:
    """Article -> (layer, span, words) of everything that is marked."""
    found: dict[str, set[tuple[str, Span, str]]] = {}
    for row in LINES:
        of = found.setdefault(row["id"], set())
        for quote in row["quotes"]:
            of.add(("content", Span(quote["start"], quote["end"]), quote["quote"]))
            for layer in ("source", "cue", "addressee"):
                if place := quote[layer]:
                    of.add((layer, Span(place["start"], place["end"]), place["text"]))
    return found

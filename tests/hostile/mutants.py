"""Articles changed at random: cut, spliced, repeated, their marks swapped, odd characters put in."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

from marked_text import read_cases

TESTS = Path(__file__).parents[1]
SAMPLES = TESTS.parent / "generator" / "onrecord" / "samples"
LONGEST = 300
"""How many characters an article has before it is changed: many small ones meet more rules in the same time."""

MARKS: tuple[str, ...] = (*"“”\"‘’'«»„‟‹›「」『』`＂〝〞〟‚‛", "``", "''", "‘‘", "’’", "'''", '""')
LINE_ENDS = ("\n", "\n\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n\r\n\r")
ODD: tuple[str, ...] = (
    *("\N{FACE WITH TEARS OF JOY}", "𝐐", "𠮷", "\U0010ffff", "\U000e0041"),  # astral
    *("\u0301", "\u0327\u0301", "e\u0301", "\u20dd", "\u0345"),  # combining
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad", "\u180e"),  # without width
    *("\u202e", "\u202d", "\u202c", "\u2066", "\u2069", "\u200f", "\u061c"),  # direction
    *("\0", "\x01", "\x07", "\x08", "\x1a", "\x1b[31m", "\x1b]8;;x\x07", "\x7f", "\x9b", "\x1f"),  # control
    *("\xa0", "\u2003", "\u3000", "\t", "   ", "\u1680"),  # space
    *("İ", "ß", "ŉ", "ǆ", "ﬁ", "Ω", "ſ", "ı", "ΐ", "ẞ"),  # whose other case has another length
    *("\ufffe", "\uffff", "\ufdd0", "\ufffd", "\ue000"),  # no characters
    *("<a href=\"“x”\">", "&amp;", "<", "(", ")", "[", "]", "{"),
    *("…", "...", "—", "--", "- ", ": ", "; ", ", ", ". ", "?", "!"),
    *("0", "31", "2024", "٣", "Ⅷ", "²", "½", "1.5", "$", "%", "#"),
    *("@", "&", "/", "\\", "_", "’s ", "'s ", "U.S. ", "Jr. "),
)  # fmt: skip
WORDS = tuple(
    """said says told he she they it who that which what according to by as in on the a of and but when while not
    Monday yesterday May March Jan. 4, 2024 Lee Ana Mr. Sen. Mrs. President NTV Acme Corp. mayor spokeswoman company
    letter interview statement his her their its former""".split()
)


@cache
def articles() -> tuple[str, ...]:
    """The paragraphs of the samples and of the gold, a few at a time, and the cases of every rule."""
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.rglob("*.txt"))]
    for path in sorted((TESTS / "gold").glob("*.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    found = [case.text for path in sorted(TESTS.glob("*/cases/*")) for case in read_cases(path)]
    for text in texts:
        piece = ""
        for paragraph in text.split("\n\n"):
            if piece and len(piece) + len(paragraph) > LONGEST:
                found.append(piece)
                piece = ""
            piece = f"{piece}\n\n{paragraph[:LONGEST]}" if piece else paragraph[:LONGEST]
        found.append(piece)
    return tuple(found)


def mutant(seed: int) -> str:
    """An article with one to eight changes; the same for the same seed."""
    chance = random.Random(seed)
    text = chance.choice(articles())
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        text = _changed(text, chance)
    return text


def _changed(text: str, chance: random.Random) -> str:
    start = chance.randint(0, len(text))
    end = min(len(text), start + chance.choice((0, 1, 1, 2, 5, 20, 100)))
    words = text[start:end]
    match chance.randrange(12):
        case 0:  # delete
            return text[:start] + text[end:]
        case 1:  # repeat
            return text[:end] + words * chance.choice((1, 1, 2, 9)) + text[end:]
        case 2:  # splice
            other = chance.choice(articles())
            return text[:start] + other[chance.randint(0, len(other)) :][:LONGEST]
        case 3 | 4:  # swap every mark of a kind, or one
            found = sorted({c for c in text if c in MARKS})
            if not found:
                return text + chance.choice(MARKS)
            return text.replace(chance.choice(found), chance.choice((*MARKS, "")), chance.choice((-1, 1)))
        case 5:
            return text[:start] + chance.choice(MARKS) + text[start:]
        case 6 | 7:
            return text[:start] + chance.choice(ODD) + text[start:]
        case 8:  # every line end, or one
            return text.replace("\n", chance.choice(LINE_ENDS), chance.choice((-1, 1)))
        case 9:
            return f"{text[:start]} {chance.choice(WORDS)} {text[start:]}"
        case 10:  # move
            rest = text[:start] + text[end:]
            place = chance.randint(0, len(rest))
            return rest[:place] + words + rest[place:]
        case _:  # case, or every space
            make: Callable[[str], str] = chance.choice(
                (str.upper, str.lower, str.swapcase, str.title, lambda of: of.replace(" ", chance.choice(ODD)))
            )
            return (
                text[:start] + make(text[start:]) if chance.random() < 0.5 else text[:start] + make(words) + text[end:]
            )

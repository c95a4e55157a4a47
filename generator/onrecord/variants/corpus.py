"""All quotes as numbers: what is compared, which of it has the same words, and which three words stand in several.

What is compared is a quote, or the parts of an interrupted one joined. Same words are one text from here on.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy

from onrecord.variants.model import QuoteRow
from onrecord.variants.words import is_content, keys_of

SHINGLE = 3
"""So many words in a row that two texts share are a reason to compare them."""
LONG, MIDDLE = (6, 5), (5, 3)
"""Words, and content words among them, that a text has at least which tells much, or something, by its words alone."""
MANY_WORDS = 9
"""So many words tell something whatever they are."""

Ints = numpy.ndarray[Any, numpy.dtype[Any]]


class Corpus:
    """Texts in the order in which they are compared: the longest first, then the earliest."""

    def __init__(self, rows: Sequence[QuoteRow]) -> None:
        """``rows`` by date and id."""
        self.rows = rows
        self.spans: list[tuple[int, ...]] = []
        """Of each unit, the rows whose words it has: one, or the parts of an interrupted quote."""
        texts, units, content = self._texts(rows)
        order = sorted(range(len(texts)), key=lambda text: (-len(texts[text]), units[text][0]))
        self.units = [units[text] for text in order]
        """Of each text, the units that have its words, the earliest first."""
        self._lengths = array("i", (len(texts[text]) // 4 for text in order))
        self._starts = _starts(self._lengths)
        self._flat = array("i")
        for text in order:
            self._flat.frombytes(texts[text])
        self._is_content = content
        self.common = _common(self._flat, self._lengths)

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.units)

    def words(self, text: int) -> list[int]:
        """The words of a text, as numbers."""
        start = self._starts[text]
        return self._flat[start : start + self._lengths[text]].tolist()

    def content(self, words: Sequence[int]) -> int:
        """How many of the words are content words."""
        return sum(map(self._is_content.__getitem__, words))

    def lengths(self, unit: int) -> list[int]:
        """How many words each part of a unit has."""
        return [len(keys_of(self.rows[span].quote)) for span in self.spans[unit]]

    def _texts(self, rows: Sequence[QuoteRow]) -> tuple[list[bytes], list[list[int]], bytearray]:
        """Each text once, its units, and which words are content words."""
        numbers: dict[str, int] = {}
        content = bytearray()
        found: dict[bytes, list[int]] = {}
        parts: dict[tuple[str, str], list[tuple[int, int, bytes]]] = {}
        for i, row in enumerate(rows):
            keys = keys_of(row.quote)
            for key in keys:
                if key not in numbers:
                    numbers[key] = len(numbers)
                    content.append(is_content(key))
            text = array("i", map(numbers.__getitem__, keys)).tobytes()
            self.spans.append((i,))
            if keys:
                found.setdefault(text, []).append(i)
                if row.parts > 1 and row.utterance_id:
                    parts.setdefault((row.article_id, row.utterance_id), []).append((row.part, i, text))
        for together in parts.values():
            together.sort(key=lambda part: part[:2])
            if len(together) > 1:
                text = b"".join(part[2] for part in together)
                found.setdefault(text, []).append(len(self.spans))
                self.spans.append(tuple(part[1] for part in together))
        for units in found.values():
            units.sort(key=lambda unit: (self.spans[unit][0], unit))
        return list(found), list(found.values()), content


class Common:
    """Three words in a row that stand in several texts: numbered, and those of each text."""

    def __init__(self, numbers: array[int], starts: array[int], counts: array[int]) -> None:
        """``numbers`` of all texts one after the other; a text's begin at its ``starts``."""
        self._numbers, self._starts = numbers, starts
        self.counts = counts
        """In how many places each stands."""

    def of(self, text: int) -> list[int]:
        """Those of a text."""
        return self._numbers[self._starts[text] : self._starts[text + 1]].tolist()


def _common(flat: array[int], lengths: array[int]) -> Common:
    words = numpy.frombuffer(flat, dtype=numpy.int32) if flat else numpy.zeros(0, numpy.int32)
    owner = numpy.repeat(
        numpy.arange(len(lengths), dtype=numpy.int32), numpy.frombuffer(lengths, numpy.int32) if lengths else 0
    )
    last = len(words) - SHINGLE + 1
    if last <= 0:
        return Common(array("i"), array("i", [0] * (len(lengths) + 1)), array("i"))
    hashes = numpy.zeros(last, numpy.uint64)
    for i in range(SHINGLE):
        hashes *= numpy.uint64(0x9E3779B97F4A7C15)
        hashes ^= hashes >> numpy.uint64(29)
        hashes += words[i : i + last].astype(numpy.uint64) + numpy.uint64(1)
    whole = owner[:last] == owner[SHINGLE - 1 :]
    owner, hashes = owner[:last][whole], hashes[whole]
    order = numpy.argsort(hashes, kind="stable").astype(numpy.int32)
    del words, whole
    hashes = hashes[order]
    new = numpy.ones(len(hashes), bool)
    new[1:] = hashes[1:] != hashes[:-1]
    del hashes
    firsts = numpy.flatnonzero(new)
    counts = numpy.diff(numpy.append(firsts, len(new))).astype(numpy.int32)
    several = counts > 1
    renumbered = numpy.where(several, numpy.cumsum(several) - 1, -1).astype(numpy.int32)
    numbers = numpy.empty(len(order), numpy.int32)
    numbers[order] = renumbered[numpy.cumsum(new) - 1]
    kept = numbers >= 0
    per_text = numpy.bincount(owner[kept], minlength=len(lengths)).astype(numpy.int32)
    return Common(_array(numbers[kept]), _starts(_array(per_text)), _array(counts[several]))


def _array(numbers: Ints) -> array[int]:
    made = array("i")
    made.frombytes(numpy.ascontiguousarray(numbers, numpy.int32).tobytes())
    return made


def _starts(lengths: array[int]) -> array[int]:
    """Where each begins, and where the last ends."""
    starts, at = array("q", [0]), 0
    for length in lengths:
        at += length
        starts.append(at)
    return starts

"""A group of quotes -> its pairs, each labelled, and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from onrecord.variants.align import Block, Edit, Wording, align, edits, label, matched, touched
from onrecord.variants.model import Difference, Group, Label, Pair, QuoteRow
from onrecord.variants.people import speakers_agree
from onrecord.variants.words import words_of

Side = tuple[QuoteRow, ...]
"""The quotes of one article that are compared as one: the parts of an interrupted one in their order."""

RELATED = 0.5
"""The share of the words of the shorter that a pair has in common at least."""
TRIED = 8
"""How many of the group are tried for a partner of one that stands in the reference's article."""


class Text:
    """The words of a side."""

    def __init__(self, side: Side) -> None:
        """Read them, part after part."""
        self.side = side
        keys, raw, gaps, stops, lengths = list[str](), list[str](), set[int](), set[int](), list[int]()
        self.places = list[tuple[tuple[int, int], ...]]()
        """Of each quote, where its words stand in it."""
        for row in side:
            words = words_of(row.quote)
            self.places.append(words.places)
            gaps.update(len(keys) + gap for gap in words.gaps)
            for number, (start, end) in enumerate(words.places, start=1):
                raw.append("".join(row.quote[start:end].split()))  # “per cent” is one word
                if row.quote[end : end + 1] in tuple(",.;:!?—–"):
                    stops.add(len(keys) + number)
            keys += words.keys
            lengths.append(len(words.keys))
        self.parts = tuple(length for length in lengths if length)
        self.raw = tuple(
            f"[{word.strip('[]')}]" if key.startswith("[") else word for word, key in zip(raw, keys, strict=True)
        )
        self.wording = Wording(tuple(keys), frozenset(gaps), frozenset(stops))
        self.lengths = tuple(lengths)
        self.article = side[0].article_id

    def words(self, start: int, end: int) -> str:
        """Words as they are written, without the marks between them: a space instead, in every language."""
        return " ".join(self.raw[start:end]).replace("] [", " ")


def changes(first: Text, second: Text) -> tuple[Edit, ...]:
    """What differs, by the numbers of the words."""
    one, other = first.wording.keys, second.wording.keys
    return edits(align(one, other), len(one), len(other))


def compare(first: Text, second: Text) -> tuple[Label, tuple[Difference, ...]]:
    """What the second makes of the first, and the words that differ."""
    found = changes(first, second)
    called = label(first.wording, second.wording, found)
    if called == "verbatim" and first.parts != second.parts:
        called = "split"
    return called, tuple(
        Difference(
            edit.kind,
            first.words(edit.start, edit.end),
            second.words(edit.second_start, edit.second_end),
            edit.start,
        )
        for edit in found
    )


def group(sides: Sequence[Side]) -> Group | None:
    """The group of sides of which any two may be of one article, but not all; None where no pair is left of it.

    Members are the quotes of which a pair tells: a part of an interrupted quote that only its own article has is none.
    """
    texts = sorted((Text(side) for side in _largest(sides)), key=lambda text: (_when(text.side[0]), len(text.side)))
    pairs = tuple(_pairs(texts))
    told = {name for pair in pairs for name in (*pair.first, *pair.second)}
    members = tuple(sorted((row for text in texts for row in text.side if row.id in told), key=_when))
    if not members:
        return None
    days = [row.date for row in members]
    known = [day for day in days if day is not None]
    earliest = tuple(row.id for row in members if row.date == min(known)) if len(known) == len(days) else None
    name = "v_" + sha256(" ".join(sorted(told)).encode()).hexdigest()[:16]
    return Group(name, members, earliest, pairs)


def _largest(sides: Sequence[Side]) -> Iterator[Side]:
    """Each quote in one side: that with most parts of its utterance."""
    taken: set[str] = set()
    for side in sorted(dict.fromkeys(sides), key=lambda side: (-len(side), *_when(side[0]))):
        left = tuple(row for row in side if row.id not in taken)
        if left:
            taken.update(row.id for row in left)
            yield left


def _when(row: QuoteRow) -> tuple[str, str]:
    """By date, unknown dates last, then by id."""
    return row.date or "9999-99-99", row.id


def _pairs(texts: Sequence[Text]) -> Iterator[Pair]:
    """Each against the earliest, which makes their number that of the sides less one."""
    reference = texts[0]
    fullest = max(texts, key=lambda text: len(text.wording.keys))
    told: set[frozenset[str]] = set()
    for text in texts[1:]:
        partner = next(_partners(reference, fullest, text, texts), None)
        if partner:
            pair = _pair(partner, text)
            ids = frozenset(pair.first + pair.second)
            if ids not in told:
                told.add(ids)
                yield pair


def _partners(reference: Text, fullest: Text, text: Text, texts: Sequence[Text]) -> Iterator[Text]:
    """With whom a side can be compared: the earliest, else the fullest, else another; of another article.

    None where a side has its words from another place of its own article only: then it is no variant.
    """
    others = [one for one in (reference, fullest, *texts[: TRIED + 1]) if one is not text]
    elsewhere = (one for one in others if one.article != text.article)
    return (one for one in elsewhere if _common(one, text) >= RELATED)


def _common(one: Text, other: Text) -> float:
    blocks: tuple[Block, ...] = matched(align(one.wording.keys, other.wording.keys))
    shorter = min(len(one.wording.keys), len(other.wording.keys))
    return sum(block.size for block in blocks) / shorter if shorter else 0.0


def _pair(partner: Text, text: Text) -> Pair:
    dates = partner.side[0].date, text.side[0].date
    turned = dates[0] is not None and dates[1] is not None and dates[1] < dates[0]
    first, second = _shared(text, partner) if turned else _shared(partner, text)
    called, differences = compare(first, second)
    agree = speakers_agree(first.side[0], second.side[0])
    return Pair(_ids(first), _ids(second), called, differences, agree)


def _shared(first: Text, second: Text) -> tuple[Text, Text]:
    """Both without the parts that the other has next to nothing of."""
    if len(first.side) == len(second.side) == 1:
        return first, second
    blocks = align(first.wording.keys, second.wording.keys)
    return _touched(first, [(block.first, block.size) for block in blocks]), _touched(
        second, [(block.second, block.size) for block in blocks]
    )


def _touched(text: Text, places: Sequence[tuple[int, int]]) -> Text:
    kept = tuple(text.side[part] for part in touched(text.lengths, places))
    return Text(kept) if kept and len(kept) < len(text.side) else text


def _ids(text: Text) -> tuple[str, ...]:
    return tuple(row.id for row in text.side)

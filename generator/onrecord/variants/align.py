"""Two wordings word by word: what they have in common, what differs, and what the difference is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from onrecord.variants.model import Change, Label
from onrecord.variants.words import is_negation

_FLANKED = 3
"""A single word in common counts where others in common are at most so many words away, on both sides."""


class Block(NamedTuple):
    """``size`` words that stand in both, from ``first`` in the first and ``second`` in the second."""

    first: int
    second: int
    size: int


class Edit(NamedTuple):
    """Words from ``start`` to ``end`` of the first, in whose place those of the second stand."""

    kind: Change
    start: int
    end: int
    second_start: int
    second_end: int


def align(first: Sequence[Any], second: Sequence[Any]) -> tuple[Block, ...]:
    """What both have in common, in order. Turned round it is the same turned round."""
    if (len(first), *first) > (len(second), *second):
        return tuple(Block(second, first, size) for first, second, size in _aligned(second, first))
    return _aligned(first, second)


def _aligned(short: Sequence[Any], long: Sequence[Any]) -> tuple[Block, ...]:
    """``short`` is not the longer."""
    if not short:
        return ()
    if (at := _inside(short, long)) is not None:
        return (Block(0, at, len(short)),)
    head = 0
    while short[head] == long[head]:  # they differ before the end of the shorter
        head += 1
    tail = 0
    while tail < len(short) - head and short[-1 - tail] == long[-1 - tail]:
        tail += 1
    blocks = [Block(0, 0, head)] if head else []
    middle = short[head : len(short) - tail], long[head : len(long) - tail]
    if all(middle):
        matched = SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks()
        blocks += [Block(head + a, head + b, size) for a, b, size in matched if size]
    if tail:
        blocks.append(Block(len(short) - tail, len(long) - tail, tail))
    return _joined(blocks)


def _inside(short: Sequence[Any], long: Sequence[Any]) -> int | None:
    """Where ``short`` stands in ``long`` as it is; the first place of several."""
    size, begin = len(short), short[0]
    for at in range(len(long) - size + 1):
        if long[at] == begin and long[at : at + size] == short:
            return at
    return None


def _joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks that touch in both are one."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and last.first + last.size == block.first and last.second + last.size == block.second:
            joined[-1] = Block(last.first, last.second, last.size + block.size)
        else:
            joined.append(block)
    return tuple(joined)


def matched(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks that count: a word alone that two texts happen to share does not."""
    kept = []
    for i, block in enumerate(blocks):
        before = blocks[i - 1] if i else None
        after = blocks[i + 1] if i + 1 < len(blocks) else None
        alone = block.size == 1 and not (_close(before, block) and _close(block, after))
        if not alone or len(blocks) == 1:
            kept.append(block)
    return tuple(kept)


def _close(before: Block | None, after: Block | None) -> bool:
    if before is None or after is None:
        return True
    gaps = after.first - before.first - before.size, after.second - before.second - before.size
    return max(gaps) <= _FLANKED


def edits(blocks: Sequence[Block], first: int, second: int) -> tuple[Edit, ...]:
    """What differs, in order, between wordings of ``first`` and ``second`` words."""
    found, at, second_at = list[Edit](), 0, 0
    for block in (*blocks, Block(first, second, 0)):
        if block.first > at or block.second > second_at:
            kind: Change = "added" if block.first == at else "left-out" if block.second == second_at else "replaced"
            found.append(Edit(kind, at, block.first, second_at, block.second))
        at, second_at = block.first + block.size, block.second + block.size
    return tuple(found)


def touched(lengths: Sequence[int], places: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Of parts of so many words each, those of which at least half stand at ``places`` (start, size) in the whole."""
    found, start = list[int](), 0
    for part, length in enumerate(lengths):
        end = start + length
        common = sum(max(0, min(end, at + size) - max(start, at)) for at, size in places)
        if length and common * 2 >= length:
            found.append(part)
        start = end
    return tuple(found)


class Wording(NamedTuple):
    """Words to be labelled: keys, after how many something is left out, after how many a mark stands."""

    keys: Sequence[str]
    gaps: Set[int] = frozenset()
    stops: Set[int] = frozenset()


def label(first: Wording, second: Wording, changes: Sequence[Edit]) -> Label:
    """What the difference is called, as seen from the first; not "split", which words do not show."""
    if not changes:
        return "verbatim"
    if _only_cut(changes, "left-out", first, second, lambda edit: edit[1:5]):
        return "truncated"
    if _only_cut(changes, "added", second, first, lambda edit: (*edit[3:5], *edit[1:3])):
        return "extended"
    return "altered"


def _only_cut(
    changes: Sequence[Edit], kind: Change, long: Wording, short: Wording, places: Callable[[Edit], tuple[int, ...]]
) -> bool:
    """Whether the short is the long without its beginning, its end, or what it says that it leaves out."""
    for change in changes:
        start, end, at, _ = places(change)
        out = long.keys[start:end]
        outer = start == 0 or end == len(long.keys)
        if change.kind != kind or not (outer or at in short.gaps):
            return False
        if not outer and any(map(is_negation, out)):
            return False
        if start == 0 and end not in long.stops and is_negation(out[-1]):  # “not …”, cut before the next word
            return False
    return True

"""Articles that are nearly the same text: copies, shortened copies, reprints with another first paragraph.

Of every text a quarter of its shingles (runs of eight words, hashed) is kept, the same quarter everywhere. Two texts
that share half of what is kept of the shorter one are near-duplicates. Texts that share a shingle are found by sorting
all of them; where more than a few do, each is held against those next to it only, so the work stays linear.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHINGLE = 8
"""Words in a row."""
KEPT = 4
"""One shingle in so many is kept."""
SHARED = 0.5
"""Of the shorter text's kept shingles."""
FEWEST = 3
"""Fewer shared shingles than these say nothing."""
WINDOW = 8
"""Texts next to each other in the list of those that have a shingle."""

_WORD = re.compile(r"\w+")


def near_duplicates(texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Pairs of ids whose texts are near-duplicates, each id's pairs with the ids before it; order plays no part."""
    import numpy as np

    names = sorted(texts)
    sketches = [sketch(texts[name]) for name in names]
    sizes = np.array([len(one) for one in sketches], dtype=np.int64)
    if not sizes.sum():
        return ()
    hashes = np.concatenate(sketches)
    owners = np.repeat(np.arange(len(names), dtype=np.int64), sizes)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    found = []
    for step in range(1, WINDOW):
        same = hashes[step:] == hashes[:-step]
        if not same.any():
            break
        found.append(owners[:-step][same] * len(names) + owners[step:][same])
    if not found:
        return ()
    pairs, shared = np.unique(np.concatenate(found), return_counts=True)
    first, second = pairs // len(names), pairs % len(names)
    smaller = np.minimum(sizes[first], sizes[second])
    near = (shared >= SHARED * smaller) & (shared >= np.minimum(FEWEST, smaller))
    return tuple((names[a], names[b]) for a, b in zip(first[near].tolist(), second[near].tolist(), strict=True))


def sketch(text: str) -> NDArray[Any]:
    """The kept shingles of a text, each once; of one that has none of them, its smallest; of a short one, itself."""
    import numpy as np

    words = np.array([zlib.crc32(word.encode()) for word in _words(text)], dtype=np.uint64)
    if not len(words):
        return np.zeros(0, dtype=np.uint64)
    length = min(SHINGLE, len(words))
    hashes = np.zeros(len(words) - length + 1, dtype=np.uint64)
    for offset in range(length):
        hashes = _mixed(hashes + words[offset : offset + len(hashes)])
    hashes = np.unique(hashes)
    kept = hashes[hashes % np.uint64(KEPT) == 0]
    return kept if len(kept) else hashes[:1]


def _words(text: str) -> Iterable[str]:
    return _WORD.findall(text.casefold())


def _mixed(values: NDArray[Any]) -> NDArray[Any]:
    """The last step of splitmix64: every bit of a value depends on every bit of what it was made from."""
    import numpy as np

    values = (values + np.uint64(0x9E3779B97F4A7C15)).astype(np.uint64)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: NDArray[Any] = values ^ (values >> np.uint64(31))
    return mixed

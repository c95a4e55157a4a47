"""Which texts are worth comparing with a text: references that share the words that fewest references have.

A list of references for each three words in a row; of those of a text the shortest lists are read, and of each the
latest references. So a text costs the same however many there are, and a reference is found by any part of it: MinHash
finds texts that are alike as a whole, and misses a sentence cut out of a speech.
"""

from __future__ import annotations

from array import array

from onrecord.variants.corpus import Common

LISTS, READ, ENOUGH, TRIED = 8, 16, 40, 8
"""Of a text, how many lists are read; of each list, how many references; after how many no further list is; how many
references are compared: those that share a third of what the first of them shares."""


class References:
    """The texts that others are compared with, by what they share."""

    def __init__(self, common: Common) -> None:
        """None yet."""
        self._common = common
        self._starts = array("q", [0])
        for count in common.counts:
            self._starts.append(self._starts[-1] + count)
        self._listed = array("i", bytes(4 * self._starts[-1]))
        self._filled = array("i", bytes(4 * len(common.counts)))

    def add(self, text: int) -> None:
        """Make a text a reference, once."""
        for shingle in self._common.of(text):
            self._listed[self._starts[shingle] + self._filled[shingle]] = text
            self._filled[shingle] += 1

    def like(self, text: int) -> list[int]:
        """References that share most with a text, the most first."""
        filled = self._filled
        lists = sorted([(filled[shingle], shingle) for shingle in set(self._common.of(text)) if filled[shingle]])
        votes: dict[int, int] = {}
        read = 0
        for size, shingle in lists[:LISTS]:
            start = self._starts[shingle]
            read += min(size, READ)
            for reference in self._listed[start + max(0, size - READ) : start + size]:
                votes[reference] = votes.get(reference, 0) - 1
            if read >= ENOUGH:
                break
        ranked = sorted([(vote, reference) for reference, vote in votes.items()])[:TRIED]
        return [reference for vote, reference in ranked if vote * 3 <= ranked[0][0]]

"""The sources resolved so far in an article: whom each is, by place and by kind."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator

from onrecord.model import Span, SpeakerKind
from onrecord.resolve.entities import Entity

_LOOK_BACK = 64
"""How many sources back somebody may have spoken last; without a bound a long article takes more than its share."""


class Spoken:
    """What was resolved before one source; each stands for so many entries of a list that only grows."""

    def __init__(self) -> None:
        """Nobody has spoken yet."""
        self._entries: list[tuple[Span, Entity]] = []
        self._places: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._count = 0

    def then(self, source: Span, entity: Entity, paragraph: int) -> Spoken:
        """These sources, and one more that stands in a paragraph."""
        longer = Spoken.__new__(Spoken)
        longer._entries, longer._places, longer._count = self._entries, self._places, self._count + 1
        insort(self._places[paragraph], (source.start, self._count))
        self._entries.append((source, entity))
        return longer

    def __bool__(self) -> bool:
        """Whether anybody has spoken."""
        return self._count > 0

    def within(self, span: Span, paragraph: int) -> list[tuple[Span, Entity]]:
        """The sources in a span of a paragraph, in the order of their quotes."""
        places = self._places.get(paragraph)
        if not places:
            return []
        first, end = bisect_left(places, (span.start,)), bisect_left(places, (span.end,))
        entries = [self._entries[i] for i in sorted([i for _, i in places[first:end] if i < self._count])]
        return [entry for entry in entries if entry[0].end <= span.end]

    def back(self, *kinds: SpeakerKind) -> Iterator[tuple[Span, Entity]]:
        """The last sources, the last first; those of some kinds, where any are named."""
        for i in range(self._count - 1, max(-1, self._count - 1 - _LOOK_BACK), -1):
            if not kinds or self._entries[i][1].kind in kinds:
                yield self._entries[i]

    def last(self, *kinds: SpeakerKind) -> tuple[Span, Entity] | None:
        """The last source, of one of the kinds."""
        return next(self.back(*kinds), None)


NOBODY = Spoken()
"""Before any source; never added to."""

"""Texts -> clusters: each text joins the reference that it matches best, or becomes one.

The longest come first, so that what is cut short finds what it was cut from. A text is compared with references only,
never with what joined one: two texts that are alike only by way of a third stay apart, and a group cannot drift.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from onrecord.variants.align import Block, align, matched, touched
from onrecord.variants.candidates import References
from onrecord.variants.corpus import LONG, MANY_WORDS, MIDDLE, Corpus
from onrecord.variants.model import QuoteRow
from onrecord.variants.people import Days, apart, days_of, near, speakers_agree, surname

SHARE, SHARE_OF_OTHERS, CONTENT, CONTENT_SHARE = 0.7, 0.75, 4, 0.6
"""What two texts that differ have in common at least: of the words of the shorter; the same where the speakers are
different ones; content words; of the content words of the shorter."""
MANY = 3
"""Of so many speakers the same words may be. Where more have them, and none of them half, they are a phrase, and each
speaker's a group of its own; and so many speakers may join one reference with words like its own."""
LOOKED_AT = 4
"""Clusters of the same words that are looked at, of the same surname and of other speakers each."""


@dataclass(slots=True, eq=False)
class Cluster:
    """Units of the same words, speaker and occasion; as a reference, with the clusters that joined it."""

    text: int
    row: QuoteRow
    days: Days
    units: list[int]
    owner: int = -1
    """The reference's first quote, which what belongs to it bears as a mark."""
    others: set[str] = field(default_factory=set)
    """Surnames of other speakers that it is attributed to as well."""


def clusters(corpus: Corpus) -> list[list[tuple[int, ...]]]:
    """Quotes that belong together: for each group the units, as quotes of one utterance each."""
    return _Grouping(corpus).groups()


class _Grouping:
    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.references = References(corpus.common)
        self.by_text: dict[int, dict[str | None, list[Cluster]]] = {}
        """Of each text that is a reference, the clusters by surname."""
        self.phrases: set[int] = set()
        """Texts that many say."""
        self.owners = [-1] * len(corpus.rows)
        self.parents = list(range(len(corpus.rows)))
        self.sides: list[tuple[int, ...]] = []

    def groups(self) -> list[list[tuple[int, ...]]]:
        for text in range(len(self.corpus)):
            self.read(text)
        found: dict[int, list[tuple[int, ...]]] = {}
        for side in dict.fromkeys(self.sides):
            found.setdefault(self.root(side[0]), []).append(side)
        return [found[root] for root in sorted(found) if self.several({span for side in found[root] for span in side})]

    def several(self, spans: Iterable[int]) -> bool:
        """Whether quotes are of more than one article."""
        articles = {self.corpus.rows[span].article_id for span in spans}
        return len(articles) > 1

    def read(self, text: int) -> None:
        """Let the units of a text that nothing has claimed yet join references, or become ones."""
        units = [unit for unit in self.corpus.units[text] if self.free(unit)]
        if not units:
            return
        words = self.corpus.words(text)
        content = self.corpus.content(words)
        long = len(words) >= LONG[0] and content >= LONG[1]
        middle = (len(words) >= MIDDLE[0] and content >= MIDDLE[1]) or len(words) >= MANY_WORDS
        if self.phrase(text):
            self.phrases.add(text)
        made = self.same_words(text, units, long, middle)
        if not middle:
            for cluster in made:
                self.together(cluster)
            return
        comparable = self.comparable(text, words, content, long)
        for cluster in made:
            if not any(map(self.free, cluster.units)):  # a part of what has just been claimed
                continue
            if not self.join(cluster, comparable, long):
                self.together(cluster)
                if text not in self.by_text:
                    self.references.add(text)
                of = self.by_text.setdefault(text, {})
                of.setdefault(surname(cluster.row), []).append(cluster)

    def phrase(self, text: int) -> bool:
        """Whether the words of a text are of many speakers, none of whom stands out."""
        if len(self.corpus.units[text]) <= MANY:
            return False
        rows = (self.corpus.rows[self.corpus.spans[unit][0]] for unit in self.corpus.units[text])
        counts = Counter(name for name in map(surname, rows) if name)
        return len(counts) > MANY and max(counts.values()) * 2 < counts.total()

    def free(self, unit: int) -> bool:
        return all(self.owners[span] < 0 for span in self.corpus.spans[unit])

    def same_words(self, text: int, units: Sequence[int], long: bool, middle: bool) -> list[Cluster]:
        """The units of one text by speaker and occasion: each with the first that it can be of one utterance with."""
        made: dict[str | None, list[Cluster]] = {}
        all_made: list[Cluster] = []
        for unit in units:
            row = self.corpus.rows[self.corpus.spans[unit][0]]
            new = Cluster(text, row, days_of(row), [unit], self.corpus.spans[unit][0])
            found = self.best(new, _likely(made, surname(row)), 1.0, long, middle) if made else None
            if found:
                found.units.append(unit)
            else:
                made.setdefault(surname(row), []).append(new)
                all_made.append(new)
        return all_made

    def best(self, one: Cluster, others: Iterable[Cluster], share: float, long: bool, middle: bool) -> Cluster | None:
        """The first cluster of the same speaker; else of one unknown; else of another, where that can be."""
        ranked: list[Cluster | None] = [None, None]
        for other in others:
            agree = speakers_agree(one.row, other.row)
            if apart(one.days, other.days):
                continue
            if agree:
                if middle or near(one.days, other.days):
                    return other
            elif long and agree is None:
                ranked[0] = ranked[0] or other
            elif long and share >= SHARE_OF_OTHERS and near(one.days, other.days) is not False:
                ranked[1] = ranked[1] or (other if self.may_share(one, other) else None)
        return ranked[0] or ranked[1]

    def may_share(self, one: Cluster, other: Cluster) -> bool:
        """Whether another speaker's words may be those of a cluster."""
        if not self.phrases.isdisjoint((one.text, other.text)):
            return False
        return one.text == other.text or len(other.others) < MANY or (surname(one.row) or "") in other.others

    def mark_other(self, reference: Cluster, row: QuoteRow) -> None:
        if speakers_agree(reference.row, row) is False:
            reference.others.add(surname(row) or "")

    def comparable(
        self, text: int, words: list[int], content: int, long: bool
    ) -> list[tuple[float, int, tuple[Block, ...]]]:
        """References that a text matches by its words: the share in common, the text, the words in common."""
        found = []
        known = set(words)
        for other in self.references.like(text):
            theirs = self.corpus.words(other)
            if len(known.intersection(theirs)) < CONTENT_SHARE * len(known):
                continue
            blocks = align(words, theirs)
            whole = len(blocks) == 1 and blocks[0].size == min(len(words), len(theirs))
            if whole:
                found.append((1.0, other, blocks))
            elif long and (share := self.share(words, theirs, content, blocks)):
                found.append((share, other, blocks))
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def share(self, words: list[int], theirs: list[int], content: int, blocks: tuple[Block, ...]) -> float:
        """The share of the words of the shorter that both have in common; 0 where that is too little."""
        kept = matched(blocks)
        common = sum(block.size for block in kept)
        share = common / min(len(words), len(theirs))
        telling = sum(self.corpus.content(words[block.first : block.first + block.size]) for block in kept)
        least = min(content, self.corpus.content(theirs))
        return share if share >= SHARE and telling >= max(CONTENT, CONTENT_SHARE * least) else 0.0

    def join(self, cluster: Cluster, comparable: Sequence[tuple[float, int, tuple[Block, ...]]], long: bool) -> bool:
        """Let a cluster join the best reference; whether there is one."""
        ranked: list[tuple[int, float, Cluster, tuple[Block, ...]]] = []
        for share, text, blocks in comparable:
            found = self.best(cluster, _likely(self.by_text[text], surname(cluster.row)), share, long, True)
            if found:
                agree = speakers_agree(cluster.row, found.row)
                ranked.append((0 if agree else 1 if agree is None else 2, -share, found, blocks))
        for _, _, reference, blocks in sorted(ranked, key=lambda one: one[:2]):
            unit, theirs = cluster.units[0], reference.units[0]
            mine = self.touched(unit, [(block.first, block.size) for block in blocks])
            others = self.touched(theirs, [(block.second, block.size) for block in blocks])
            others = tuple(span for span in others if self.owners[span] in (-1, reference.owner))
            if mine and others and not self.one_utterance(unit, theirs):
                cluster.owner = reference.owner
                self.claim(mine if len(cluster.units) == 1 else self.corpus.spans[unit], reference.owner)
                self.claim(others, reference.owner)
                self.union(mine[0], others[0])
                if len(cluster.units) > 1:
                    self.together(cluster)
                self.mark_other(reference, cluster.row)
                return True
        return False

    def touched(self, unit: int, places: Sequence[tuple[int, int]]) -> tuple[int, ...]:
        """The quotes of a unit of whose words at least half are in common."""
        spans = self.corpus.spans[unit]
        if len(spans) == 1:
            return spans
        return tuple(spans[part] for part in touched(self.corpus.lengths(unit), places))

    def one_utterance(self, one: int, other: int) -> bool:
        """Whether two units are, or are of, one utterance of one article."""
        first, second = (self.corpus.rows[self.corpus.spans[unit][0]] for unit in (one, other))
        same = first.utterance_id is not None and first.utterance_id == second.utterance_id
        return first.id == second.id or (same and first.article_id == second.article_id)

    def together(self, cluster: Cluster) -> None:
        """What has the same words belongs together, where there is more than one."""
        if len(cluster.units) < 2 or not self.several(self.corpus.spans[unit][0] for unit in cluster.units):
            if cluster.owner != self.corpus.spans[cluster.units[0]][0]:  # of one article that joined others
                for unit in cluster.units:
                    self.claim(self.corpus.spans[unit], cluster.owner)
                    self.union(self.corpus.spans[unit][0], self.corpus.spans[cluster.units[0]][0])
            return
        first = self.corpus.spans[cluster.units[0]][0]
        for unit in cluster.units:
            if self.owners[self.corpus.spans[unit][0]] in (-1, cluster.owner):
                self.claim(self.corpus.spans[unit], cluster.owner)
                self.union(first, self.corpus.spans[unit][0])

    def claim(self, spans: tuple[int, ...], owner: int) -> None:
        """Let quotes, as one side of a comparison, belong to a reference."""
        for span in spans:
            self.owners[span] = owner
            self.union(spans[0], span)
        self.sides.append(spans)

    def root(self, span: int) -> int:
        while self.parents[span] != span:
            self.parents[span] = span = self.parents[self.parents[span]]
        return span

    def union(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self.parents[second] = first


def _likely(of: dict[str | None, list[Cluster]], name: str | None) -> list[Cluster]:
    """A few clusters: those of a surname, then of others."""
    mine = of.get(name, [])[:LOOKED_AT]
    others = islice((cluster for other, found in of.items() if other != name for cluster in found[:1]), LOOKED_AT)
    return [*mine, *others]

"""Splits that do not leak: what belongs together is in one split, and stays there.

Articles are connected where they share a group of variants, an address, all of their words or half of them
(``near``). ``--split-by`` connects more: all articles of an outlet, or all that quote the same named speaker. What is
connected is a group, and a group is in one split.

A group's place is a hash of the id of its oldest article, a number from 0 to 1 that nothing else has a say in. The
splits are stretches of that line, as long as their proportions. So an article stays where it is while others come
and go. Three things move one:

* its group is joined to another by a new article that is like both: what was released first stays, the other moves;
* an article older than all of its group comes in, which only counts without the previous release at hand;
* the stretches are off by more than half a percent, or leave a split empty: their ends move as little as repairs it.

With the previous release at hand (``--previous``) the last two move nothing: what was released keeps its split, and
only where groups are joined somebody has to move. Who did is listed in the manifest.

``--split-by time`` has no hash: train is the oldest, test the youngest. A group is as young as its youngest article, so
that nothing in train is from after the first day of validation. The days stay those of the previous release.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, TypeAlias

from onrecord.release.files import read_rows
from onrecord.release.near import near_duplicates
from onrecord.release.shape import SPLITS
from onrecord.release.variants import recognisable

Row = dict[str, Any]
By: TypeAlias = Literal["article", "outlet", "speaker", "time"]
Proportions: TypeAlias = tuple[float, float, float]

DEFAULT: Proportions = (0.8, 0.1, 0.1)
TOLERANCE = 0.005
"""Of all quotes: how far train and test may be off before the ends of the stretches move."""

ENOUGH = 100
"""Groups: with fewer, one alone is about a percent, and only an empty split is repaired."""

_SALT = "onrecord.split.17:"
"""Part of every place: another one is another split of everything. This one divides the samples well."""


@dataclass(frozen=True, slots=True)
class Splits:
    """Which split each article is in, and how that came about."""

    of: Mapping[str, str]
    """Article id -> split."""
    groups: int
    largest: int
    """How many articles the largest group has."""
    cuts: tuple[float, float] | tuple[str, str] | None
    """Where validation and test begin: on the line from 0 to 1, or, by time, on which day; None: nowhere."""
    moved: tuple[str, ...]
    """Articles that the previous release had in another split."""


@dataclass(frozen=True, slots=True)
class Previous:
    """What a previous release says of splits."""

    of: Mapping[str, str]
    cuts: tuple[str, str] | None = None
    """Days, of a release that was split by time."""


def split(
    articles: Sequence[Row],
    quotes: Sequence[Row],
    *,
    by: By = "article",
    proportions: Proportions = DEFAULT,
    previous: Previous | None = None,
    near: Iterable[tuple[str, str]] | None = None,
) -> Splits:
    """The split of every article; ``near`` are the pairs of near-duplicates, found where they are not given."""
    groups = connected(articles, quotes, by=by, near=near)
    weight = Counter(quote["article_id"] for quote in quotes)
    members = sorted(
        (sorted(group, key=_age) for group in groups),
        key=lambda group: _age(group[0]),
    )
    kept = previous.of if previous else {}
    fixed: dict[int, str] = {}
    for index, group in enumerate(members):
        first = next((row["id"] for row in group if row["id"] in kept), None)
        if first is not None:
            fixed[index] = kept[first]
    cuts: tuple[float, float] | tuple[str, str] | None
    if by == "time":
        placed, cuts = _by_time(members, weight, proportions, previous)
    else:
        placed, cuts = _by_hash(members, fixed, weight, proportions)
    of = {row["id"]: name for group, name in zip(members, placed, strict=True) for row in group}
    moved = tuple(sorted(name for name, before in kept.items() if of.get(name, before) != before))
    return Splits(of, len(members), max(map(len, members), default=0), cuts, moved)


def _age(row: Row) -> tuple[str, str]:
    """The older, the smaller; an article without a date counts as the youngest."""
    return row["date"] or "9999-99-99", row["id"]


def place(name: str) -> float:
    """Where an article stands on the line from 0 to 1."""
    return int.from_bytes(sha256((_SALT + name).encode()).digest()[:8], "big") / 2**64


def _by_hash(
    groups: Sequence[Sequence[Row]], fixed: Mapping[int, str], weight: Mapping[str, int], proportions: Proportions
) -> tuple[list[str], tuple[float, float] | None]:
    sizes = [sum(weight[row["id"]] for row in group) for group in groups]
    held = Counter[str]()
    for index, name in fixed.items():
        held[name] += sizes[index]
    free = sorted((place(groups[index][0]["id"]), index) for index in range(len(groups)) if index not in fixed)
    total = sum(sizes)
    first, last = proportions[0], proportions[0] + proportions[1]
    # How many of the free groups, in the order of their places, train and the first two splits have.
    train = sum(at < first for at, _ in free)
    both = sum(at < last for at, _ in free)
    if total and len(groups) >= ENOUGH:
        so_far = [0]
        for _, index in free:
            so_far.append(so_far[-1] + sizes[index])
        wanted = proportions[0] * total - held["train"]
        train = _nearest(so_far, wanted, train, TOLERANCE * total)
        wanted = so_far[-1] - (proportions[2] * total - held["test"])
        both = max(train, _nearest(so_far, wanted, both, TOLERANCE * total))
    elif len(groups) >= sum(share > 0 for share in proportions):
        train, both = _none_empty(train, both, len(free), proportions, set(fixed.values()))
    placed = [fixed.get(index, "") for index in range(len(groups))]
    for rank, (_, index) in enumerate(free):
        placed[index] = SPLITS[0] if rank < train else SPLITS[1] if rank < both else SPLITS[2]
    if not free:
        return placed, None
    return placed, (_cut(free, train, first), _cut(free, both, last))


def _nearest(so_far: Sequence[int], wanted: float, now: int, tolerance: float) -> int:
    """The number of groups nearest to ``now`` that comes close enough to the weight that is wanted."""
    errors = [abs(one - wanted) for one in so_far]
    good = [count for count, error in enumerate(errors) if error <= tolerance]
    if good:
        return min(good, key=lambda count: abs(count - now))
    return min(range(len(errors)), key=lambda count: (errors[count], abs(count - now)))


def _none_empty(train: int, both: int, free: int, proportions: Proportions, taken: set[str]) -> tuple[int, int]:
    """The ends moved as little as gives every split that has a proportion a group."""
    needs = [share > 0 and name not in taken for name, share in zip(SPLITS, proportions, strict=True)]
    if needs[2]:
        both = min(both, free - 1)
    if needs[1]:
        both = max(both, 1 + needs[0])
        train = min(train, both - 1)
    if needs[0]:
        train = max(train, 1)
    both = min(max(both, train), free)
    return max(0, min(train, both)), max(0, both)


def _cut(free: Sequence[tuple[float, int]], count: int, usual: float) -> float:
    """Where a stretch ends that holds so many: where it usually does, unless that is elsewhere."""
    low = free[count - 1][0] if count else 0.0
    high = free[count][0] if count < len(free) else 1.0
    return round(usual if low < usual <= high else high, 6)


def _by_time(
    groups: Sequence[Sequence[Row]],
    weight: Mapping[str, int],
    proportions: Proportions,
    previous: Previous | None,
) -> tuple[list[str], tuple[str, str] | None]:
    """By the youngest article of each group; what has no date is in train."""
    days = [max((row["date"] for row in group if row["date"]), default="") for group in groups]
    if previous and previous.cuts:
        cuts = previous.cuts
    else:
        sizes: Counter[str] = Counter()
        for day, group in zip(days, groups, strict=True):
            sizes[day] += sum(weight[row["id"]] for row in group)
        cuts = _days(sizes, proportions)
    return [SPLITS[(day >= cuts[0]) + (day >= cuts[1])] for day in days], cuts


def _days(sizes: Mapping[str, int], proportions: Proportions) -> tuple[str, str]:
    total, so_far = sum(sizes.values()), 0
    ends = [proportions[0] * total, (proportions[0] + proportions[1]) * total]
    cuts = ["9999-12-31", "9999-12-31"]
    errors = [abs(total - end) for end in ends]
    for day in sorted(sizes):
        if day:
            for index, end in enumerate(ends):
                if abs(so_far - end) < errors[index]:
                    cuts[index], errors[index] = day, abs(so_far - end)
        so_far += sizes[day]
    return cuts[0], max(cuts)


def connected(
    articles: Sequence[Row],
    quotes: Sequence[Row],
    *,
    by: By = "article",
    near: Iterable[tuple[str, str]] | None = None,
) -> list[list[Row]]:
    """The groups of articles that belong together."""
    if near is None:
        near = near_duplicates({row["id"]: row["text"] for row in articles if row["text"] is not None})
    union = _Union()
    for row in articles:
        union.find(row["id"])
        for key in _keys(row, by):
            union.join(row["id"], key)
    for quote in quotes:
        for key in _quote_keys(quote, by):
            union.join(quote["article_id"], key)
    for first, second in near:
        union.join(first, second)
    groups: dict[object, list[Row]] = {}
    for row in articles:
        groups.setdefault(union.find(row["id"]), []).append(row)
    return list(groups.values())


def _keys(article: Row, by: By) -> Iterator[tuple[str, ...]]:
    """What articles of one group share."""
    yield "text", article["sha256"]
    if article["url"]:
        yield "url", article["url"]
    if by == "outlet" and article["outlet"]:
        yield "outlet", article["outlet"].casefold()


def _quote_keys(quote: Row, by: By) -> Iterator[tuple[str, ...]]:
    if quote["variant_group"]:
        yield "variant", quote["variant_group"]
    yield "utterance", quote["utterance_id"]
    if quote["quote"] is not None and (words := recognisable(quote["quote"])):
        yield "words", words
    if by == "speaker" and quote["speaker"] and quote["speaker_kind"] != "unnamed":
        name = quote.get("speaker_id")
        yield ("identity", name) if name else ("speaker", quote["speaker_kind"], quote["speaker"].casefold())


class _Union:
    """Union-find over whatever can be hashed."""

    def __init__(self) -> None:
        self._above: dict[object, object] = {}

    def find(self, one: object) -> object:
        above = self._above
        above.setdefault(one, one)
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def join(self, one: object, other: object) -> None:
        self._above[self.find(other)] = self.find(one)


def leaks(release: str | os.PathLike[str], texts: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Where the splits of a release share what they must not, a sentence each: none where nothing leaks.

    ``texts``: those of the articles by their ids, where the release has none; without, no near-duplicates are found.
    """
    folder = Path(release)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    by, cuts = manifest["split_by"], manifest["splits_begin"]
    articles, quotes = (
        {name: list(read_rows(folder, config, name)) for name in SPLITS} for config in ("articles", "quotes")
    )
    return shared(articles, quotes, by=by, cuts=cuts, texts=texts)


def shared(
    articles: Mapping[str, Sequence[Row]],
    quotes: Mapping[str, Sequence[Row]],
    *,
    by: By = "article",
    cuts: Sequence[Any] | None = None,
    texts: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """What splits (name -> rows) share and must not; see ``leaks``."""
    found: list[str] = []
    where: dict[object, str] = {}

    def see(key: tuple[str, ...], name: str) -> None:
        before = where.setdefault(key, name)
        if before != name:
            found.append(f"{' '.join(key)[:80]} is in {before} and in {name}")

    for name, rows in articles.items():
        for row in rows:
            see(("article", row["id"]), name)
            for key in _keys(row, by):
                see(key, name)
    for name, rows in quotes.items():
        for row in rows:
            see(("article", row["article_id"]), name)
            for key in _quote_keys(row, by):
                see(key, name)
    of = {row["id"]: name for name, rows in articles.items() for row in rows}
    known = {name: text for name, text in (texts or {}).items() if name in of}
    known.update({row["id"]: row["text"] for rows in articles.values() for row in rows if row["text"] is not None})
    for first, second in near_duplicates(known):
        if of[first] != of[second]:
            found.append(f"{first} in {of[first]} and {second} in {of[second]} are nearly the same text")
    if by == "time" and cuts:
        for name, end in zip(SPLITS, cuts, strict=False):
            late = [row for row in articles.get(name, ()) if row["date"] and row["date"] >= end]
            found += [f"{row['id']} of {row['date']} is in {name}, which ends before {end}" for row in late]
    return tuple(dict.fromkeys(found))

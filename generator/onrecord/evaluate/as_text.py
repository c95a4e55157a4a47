"""Evaluations as text for a terminal, a line at a time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.evaluate.breakdown import Table
from onrecord.evaluate.comparison import Difference
from onrecord.evaluate.evaluation import Evaluation
from onrecord.evaluate.model import FAULTS, System
from onrecord.evaluate.scores import Score

_NAME, _CRITERION = 22, 22
_HEAD = (
    f"{'score':<{_NAME}}{'criterion':<{_CRITERION}}{'P':>8}{'R':>8}{'F1':>8}{'right':>9}{'predicted':>11}{'gold':>9}"
)

_OWN = re.compile(r"\|score:.*\|measure:[^|]*\|")
"""What only one score has in its signature."""


def evaluation(of: Evaluation) -> Iterator[str]:
    """What was measured, every score, and the signature that all but two parts of are shared."""
    quotes = sum(len(one.gold.units) for one in of.judged)
    yield f"gold    {of.gold.name}: {len(of.judged):,} articles, {quotes:,} quotes"
    yield f"system  {of.system.name}: {sum(len(one.claims) for one in of.judged):,} quotes"
    yield ""
    total = of.scores
    yield from table(total)
    if total:
        yield from signed(of.signature(total[0]))


def signed(signature: str) -> Iterator[str]:
    """The signature of one score, as that of all in its table."""
    yield ""
    yield f"signature  {_OWN.sub('|score:*|criterion:*|measure:*|', signature)}"
    yield "           * as in the row: F1, or the share where there is only one; --json writes each out"


def table(scores: Iterable[Score]) -> Iterator[str]:
    """A line for each score; a share stands under F1 alone."""
    yield _HEAD
    for score in scores:
        name = f"{score.name:<{_NAME}}{score.criterion:<{_CRITERION}}"
        if score.predicted is None:
            yield f"{name}{score.f1:>24.4f}{score.right:>9,}{'':>11}{score.gold:>9,}"
        else:
            shares = f"{score.precision:>8.4f}{score.recall:>8.4f}{score.f1:>8.4f}"
            yield f"{name}{shares}{score.right:>9,}{score.predicted:>11,}{score.gold:>9,}"


def skipped(system: System) -> Iterator[str]:
    """What was left out of a system: how many of each kind, what that is, and where the first of it is."""
    counts = Counter(fault.kind for fault in system.skipped)
    yield f"skipped  {system.name}: {len(system.skipped):,} that cannot be scored as they are"
    for kind, meaning in FAULTS.items():
        if counts[kind]:
            first = next(fault for fault in system.skipped if fault.kind == kind)
            yield f"{counts[kind]:>9,}  {kind}: {meaning}"
            yield f"{'':>11}{first.place}: {first.message}"


def breakdown(tables: Mapping[str, Table]) -> Iterator[str]:
    """The tables of a breakdown: a group a line, with its size and the share of each column."""
    for title, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column, _, _ in row.cells))
        width = max(len(title), *(len(row.key) for row in rows), 20) + 2 if rows else 0
        yield ""
        yield f"{title:<{width}}{'n':>7}" + "".join(f"{column:>17}" for column in columns)
        for row in rows:
            cells = {column: f"{right / of:.3f} {f'{right}/{of}':>9}" for column, right, of in row.cells if of}
            yield f"{row.key:<{width}}{row.n:>7,}" + "".join(f"{cells.get(column, '–'):>17}" for column in columns)


def comparison(names: Sequence[str], differences: Iterable[Difference]) -> Iterator[str]:
    """Both systems' scores, the difference, and its 95 % interval; * where that leaves out 0."""
    yield f"A  {names[0]}"
    yield f"B  {names[1]}"
    yield ""
    yield f"{'score':<{_NAME}}{'criterion':<{_CRITERION}}{'A':>8}{'B':>8}{'B - A':>9}  95 % of resamples"
    for one in differences:
        sure = " *" if one.low > 0 or one.high < 0 else ""
        yield (
            f"{one.first.name:<{_NAME}}{one.first.criterion:<{_CRITERION}}{one.first.f1:>8.4f}{one.second.f1:>8.4f}"
            f"{one.difference:>+9.4f}  [{one.low:+.4f}, {one.high:+.4f}]{sure}"
        )

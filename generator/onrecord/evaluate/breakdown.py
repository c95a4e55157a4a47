"""Scores taken apart: by what gold says of a quote, and by the rules that a system says it used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.evaluate import source
from onrecord.evaluate.judge import Judged, Outcome
from onrecord.evaluate.model import Facet, Unit


@dataclass(frozen=True, slots=True)
class Row:
    """A group and its counts: each (column, how many are right, of how many)."""

    key: str
    n: int
    cells: tuple[tuple[str, int, int], ...]


Table = tuple[Row, ...]

_OF_UNIT: Mapping[str, Callable[[Judged, Unit], str]] = {
    "type": lambda _, unit: unit.type or "unknown",
    "form": lambda judged, unit: source.form(judged.text, unit.sources),
    "kind": lambda _, unit: unit.kind,
    "stratum": lambda judged, _: judged.gold.stratum,
}
BY = ("rule", *_OF_UNIT)
"""What scores can be broken down by; ``rule`` gives a table for each stage."""

NOBODY = "(none)"
"""Stands for the rule where none answered."""


def breakdown(judged: Iterable[Judged], by: str, known: frozenset[Facet]) -> dict[str, Table]:
    """The tables of a breakdown, by title; columns only for the facets that are known."""
    if by != "rule":
        return {by: _by_unit(judged, _OF_UNIT[by], known)}
    judged = tuple(judged)
    tables = {
        "attribution rule": _with_recall(judged, _rows(_attribution(judged, known))) if "source" in known else (),
        "resolution rule": _rows(_resolution(judged)) if "speaker" in known else (),
        "date rule": _rows(_date(judged)) if "said_on" in known else (),
        "rejection rule": _rows(_refusal(judged)) if "source" in known else (),
    }
    return {title: rows for title, rows in tables.items() if rows}


def _by_unit(judged: Iterable[Judged], key: Callable[[Judged, Unit], str], known: frozenset[Facet]) -> Table:
    """Of gold's quotes: how many are found, and of those how many are right; of those that gold dates, how many."""
    return _rows(
        (key(one, outcome.unit), {"found": (outcome.found, True), **_marks(outcome, known), **_dated(outcome, known)})
        for one in judged
        for outcome in one.outcomes
        if outcome.unit
    )


Marked = Iterator[tuple[str, dict[str, tuple[bool, bool]]]]
"""A group's key, and column -> (is it right, does it count)."""


def _marks(outcome: Outcome, known: frozenset[Facet]) -> dict[str, tuple[bool, bool]]:
    marks = {"source": outcome.source, "speaker": outcome.speaker, "type": outcome.type}
    return {name: (right, outcome.found) for name, right in marks.items() if name in known}


def _dated(outcome: Outcome, known: frozenset[Facet]) -> dict[str, tuple[bool, bool]]:
    dated = outcome.unit is not None and outcome.unit.said_on not in (None, "?")
    return {"said_on": (outcome.said_on, dated)} if "said_on" in known else {}


def _attribution(judged: Iterable[Judged], known: frozenset[Facet]) -> Marked:
    """Of what a rule attributed: how much is speech, of that how much has the right source; precision is both."""
    for one in judged:
        for outcome in one.outcomes:
            if outcome.claim:
                marks = (
                    {"speech": (outcome.found, True)} | _marks(outcome, known) | {"precision": (outcome.source, True)}
                )
                yield outcome.claim.said.attribution_rule or NOBODY, marks


def _with_recall(judged: Sequence[Judged], rows: Table) -> Table:
    """The rows with what each rule gets right of all that is in gold."""
    gold = sum(len(one.gold.units) for one in judged)
    right = {row.key: right for row in rows for column, right, _ in row.cells if column == "precision"}
    return tuple(replace(row, cells=(*row.cells, ("recall", right[row.key], gold))) for row in rows)


def _resolution(judged: Iterable[Judged]) -> Marked:
    """Of what a rule resolved and is speech: how many speakers are right, and those with the right source."""
    for one in judged:
        for outcome in one.outcomes:
            if outcome.claim and outcome.found:
                marks = {"speaker": (outcome.speaker, True), "of right sources": (outcome.speaker, outcome.source)}
                yield outcome.claim.said.resolution_rule or NOBODY, marks


def _date(judged: Iterable[Judged]) -> Marked:
    for one in judged:
        for outcome in one.outcomes:
            if outcome.claim and outcome.unit and outcome.claim.said.said_on and outcome.unit.said_on != "?":
                yield outcome.claim.said.date_rule or NOBODY, {"date": (outcome.said_on, True)}


def _refusal(judged: Iterable[Judged]) -> Marked:
    """Of the regions that a rule rejected: how many gold does not hold for speech."""
    for one in judged:
        units = {unit.span for unit in one.gold.units}
        for refusal in one.refusals:
            speech = any(one.refused(span) is refusal for span in units)
            yield refusal.rule or NOBODY, {"no speech": (not speech, True)}


def _rows(marked: Iterable[tuple[str, Mapping[str, tuple[bool, bool]]]]) -> Table:
    """The groups, the largest first, ties by key."""
    counts: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    sizes: defaultdict[str, int] = defaultdict(int)
    for key, marks in marked:
        sizes[key] += 1
        for column, (right, counts_in) in marks.items():
            cell = counts[key][column]
            cell[0] += right and counts_in
            cell[1] += counts_in
    return tuple(
        Row(key, sizes[key], tuple((column, cell[0], cell[1]) for column, cell in counts[key].items()))
        for key in sorted(sizes, key=lambda key: (-sizes[key], key))
    )

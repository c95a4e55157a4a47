"""Speakers and dates alone: lines of ``{"id", "start", "end", "speaker", "kind", "said_on"}``, without texts.

Each line is held against the record of its article that overlaps it most, if that is far enough to be the same quote;
a record may answer several lines. ``kind`` "none" marks words that nobody is known to have said: silence about them
is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from onrecord.errors import DataError, SourceNotFound
from onrecord.evaluate.judge import FOUND, Claim, Judged, Outcome
from onrecord.evaluate.matching import NOTHING, overlap
from onrecord.evaluate.model import SHORT, Facet, GoldArticle, Prediction, System, Unit
from onrecord.evaluate.names import same_date, same_speaker
from onrecord.evaluate.rows import expecting, rows, span
from onrecord.evaluate.scores import Score
from onrecord.model import Article

KNOWN: frozenset[Facet] = frozenset(("speaker", "said_on"))


@dataclass(frozen=True, slots=True)
class Speakers:
    """The lines of a file under its name and hash: article id -> units."""

    name: str
    sha256: str
    units: dict[str, tuple[Unit, ...]]

    @property
    def measured(self) -> tuple[tuple[str, str], ...]:
        """The part of a signature that says what was measured on."""
        return (("speakers", f"{self.name}@{self.sha256[:SHORT]}"),)


def read_speakers(path: str | Path) -> Speakers:
    """The lines of a file. Raises SourceNotFound where it is not there, DataError where a line is wrong."""
    path = Path(path)
    if not path.is_file():
        raise SourceNotFound(f"{path}: no such file of speakers")
    units: dict[str, list[Unit]] = {}
    for number, row in rows(path):
        with expecting("a line with id, start, end, speaker, kind, said_on", path, number):
            place = span(row["start"], row["end"])
            unit = Unit(place, speaker=row["speaker"], kind=row["kind"], said_on=row["said_on"])
            units.setdefault(row["id"], []).append(unit)
    digest = sha256(path.read_bytes()).hexdigest()
    return Speakers(path.name, digest, {name: tuple(found) for name, found in units.items()})


def judge_speakers(
    speakers: Speakers, system: System, articles: Mapping[str, Article] | None = None
) -> tuple[Judged, ...]:
    """The articles of the lines, judged by them alone: those whose texts are given, or all where none are.

    Raises DataError where not one text that is given is of an article of the lines.
    """
    names = [name for name in speakers.units if articles is None or name in articles]
    if not names:
        raise DataError(f"{speakers.name}: expected lines about the articles of the gold, found none")
    judged = []
    for name in names:
        units = speakers.units[name]
        gold = GoldArticle(articles[name] if articles else Article(name, ""), units, speakers.name)
        outcomes = tuple(_outcome(unit, system.quotes.get(name, ())) for unit in units)
        judged.append(Judged(gold, outcomes, (), ()))
    return tuple(judged)


def speaker_scores(judged: Iterable[Judged]) -> tuple[Score, ...]:
    """The share of lines with the right speaker, in all and by kind, and the dates."""
    outcomes = [outcome for one in judged for outcome in one.outcomes]
    kinds = sorted({one.unit.kind for one in outcomes if one.unit})
    return (
        _share("speaker", outcomes),
        *(_share(f"speaker: {kind}", [o for o in outcomes if o.unit and o.unit.kind == kind]) for kind in kinds),
        _dates(outcomes),
    )


def _outcome(unit: Unit, said: Sequence[Prediction]) -> Outcome:
    shared, best = NOTHING, None
    for one in said:
        if (now := overlap(unit.span, one.spans[0])) > shared:
            shared, best = now, one
    if best is None or shared < FOUND:
        return Outcome(unit, None, speaker=unit.kind == "none")
    speaker = same_speaker(unit.speaker, unit.kind, best.speaker)
    return Outcome(
        unit, Claim(best.spans[0], best), shared, speaker=speaker, said_on=same_date(unit.said_on, best.said_on)
    )


def _share(name: str, outcomes: Sequence[Outcome]) -> Score:
    return Score(name, "same-name", sum(one.speaker for one in outcomes), len(outcomes))


def _dates(outcomes: Sequence[Outcome]) -> Score:
    asked = [one for one in outcomes if one.unit and one.unit.said_on != "?"]
    dated = sum(bool(one.unit and one.unit.said_on) for one in asked)
    said = sum(bool(one.claim and one.claim.said.said_on) for one in asked)
    return Score("said_on", "same-date", sum(one.said_on for one in asked), dated, said)

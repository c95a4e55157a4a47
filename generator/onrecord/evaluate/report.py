"""A report, section by section, as text or as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from onrecord.evaluate import as_json, as_text, mistakes
from onrecord.evaluate.breakdown import breakdown
from onrecord.evaluate.calibration import Reliability, markdown
from onrecord.evaluate.comparison import RESAMPLES, compare
from onrecord.evaluate.evaluation import Evaluation
from onrecord.evaluate.judge import Judged
from onrecord.evaluate.model import Facet, System
from onrecord.evaluate.scores import article_scores
from onrecord.evaluate.signature import of_score, signature
from onrecord.evaluate.speakers import KNOWN, Speakers, speaker_scores
from onrecord.model import Json


class Report:
    """Sections in the order in which they were added."""

    def __init__(self, *, by: Sequence[str] = (), errors: int | None = None, seed: int = 0) -> None:
        """``by``: what to take scores apart by; ``errors``: how many of each kind to show, None for none."""
        self._by, self._errors, self._seed = by, errors, seed
        self._lines: list[str] = []
        self._data: dict[str, list[Json]] = {}

    def lines(self) -> Iterator[str]:
        """The report as text."""
        yield from self._lines

    def json(self) -> str:
        """The report as one JSON object: section -> what was added to it."""
        return json.dumps(self._data, ensure_ascii=False, sort_keys=True)

    def add_evaluation(self, of: Evaluation) -> None:
        """The scores of a system on a gold, taken apart, and its errors."""
        apart = self._apart(of.judged, self._by, of.known)
        data, lines = as_json.evaluation(of), list(as_text.evaluation(of))
        self._add("evaluations", data | apart[0], [*lines, *apart[1]])

    def add_skipped(self, system: System) -> None:
        """What is wrong with a system's answers and was left out, by kind; nothing where nothing was."""
        if system.skipped:
            data, lines = as_json.skipped(system), list(as_text.skipped(system))
            self._add("skipped", data, lines)

    def add_speakers(self, of: Speakers, system: System, judged: Sequence[Judged]) -> None:
        """The scores of a system's speakers and dates."""
        scores = speaker_scores(judged)
        apart = self._apart(judged, [by for by in self._by if by == "rule"], KNOWN)
        rows: list[Json] = [as_json.score(one, of_score(one, system, of, len(judged))) for one in scores]
        title = f"speakers  {of.name}: {len(judged):,} articles, {sum(len(one.outcomes) for one in judged):,} quotes"
        data: dict[str, Json] = {"gold": {"name": of.name, "sha256": of.sha256}, "system": system.name, "scores": rows}
        signature = as_text.signed(of_score(scores[0], system, of, len(judged)))
        self._add("speakers", data | apart[0], [title, "", *as_text.table(scores), *signature, *apart[1]])

    def add_comparison(self, first: Evaluation, second: Evaluation) -> None:
        """The differences of two systems on one gold."""
        known = first.known & second.known
        by_article = ([tuple(article_scores(one, known)) for one in each.judged] for each in (first, second))
        differences = compare(*by_article, seed=self._seed)
        how = {"bootstrap": RESAMPLES, "seed": self._seed}
        names = [signature(one.system, [one.gold], len(one.judged), **how) for one in (first, second)]
        self._add("comparisons", as_json.comparison(names, differences), list(as_text.comparison(names, differences)))

    def add_reliability(self, rows: Sequence[Reliability], how: str) -> None:
        """How many records at each confidence are right; ``how`` says by what figures."""
        data: list[Json] = [{"confidence": row.threshold, "right": row.right, "records": row.published} for row in rows]
        self._add("reliability", {"signature": how, "rows": data}, [*markdown(rows), "", how])

    def _apart(
        self, judged: Sequence[Judged], by: Iterable[str], known: frozenset[Facet]
    ) -> tuple[dict[str, Json], list[str]]:
        """Breakdowns and errors, as data and as lines."""
        tables = {title: rows for one in by for title, rows in breakdown(judged, one, known).items()}
        data: dict[str, Json] = {"by": as_json.breakdown(tables)} if tables else {}
        lines = list(as_text.breakdown(tables))
        if self._errors is not None:
            found = mistakes.mistakes(judged, known)
            chosen = mistakes.sample(found, self._errors, self._seed)
            data["errors"] = as_json.mistakes(chosen, found)
            lines += ["", *mistakes.lines(chosen, found)]
        return data, lines

    def _add(self, section: str, data: Json, lines: list[str]) -> None:
        self._data.setdefault(section, []).append(data)
        self._lines += [""] * bool(self._lines) + lines

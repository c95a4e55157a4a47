"""Each rule of the date of utterance against its table of marked text."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked_text import Case, read_cases
from onrecord.model import Article, Attributed, Attribution, Span
from onrecord.publication.saying import Saying
from onrecord.publication.timeline import Timeline
from onrecord.publication.utterance import RULES, date_utterances, read_sayings
from onrecord.rules import check
from onrecord.text.document import Document

MARK = re.compile(r"⟨(\w+):|⟩")
ANCHOR = "2024-11-24"
BY_ID = {rule.id: rule for rule in RULES}
TABLE = list(read_cases(Path(__file__).parent / "cases" / "utterance.txt"))


def spans_of(case: Case) -> list[tuple[str, Span]]:
    """The marks of a case and where they stand in its text."""
    spans, opened, taken = list[tuple[str, Span]](), list[tuple[str, int]](), 0
    for mark in MARK.finditer(case.marked):
        place = mark.start() - taken
        taken += len(mark.group())
        if mark[1]:
            opened.append((mark[1], place))
        else:
            name, start = opened.pop()
            spans.append((name, Span(start, place)))
    return sorted(spans, key=lambda mark: mark[1])


def saying_of(case: Case) -> Saying:
    """The case's quote, once all quotes are decided."""
    document, marks = Document(Article("case", case.text)), spans_of(case)
    attributed, speakers = [], []
    for name, span in marks:
        if name[0].isupper():
            quote = next(q for q in document.quotes if q.outer_start == span.start and q.outer_end == span.end)
            source, cue, to = (
                min(
                    (s for n, s in marks if n == part and document.paragraph_at(s.start) == quote.paragraph),
                    key=lambda s: min(abs(s.start - span.end), abs(span.start - s.end)),
                    default=None,
                )
                for part in ("source", "cue", "to")
            )
            attributed.append(Attributed(quote, Attribution(source, cue, to), None))
            speakers.append(name)
    timeline = Timeline(document, date.fromisoformat(ANCHOR))
    sayings = read_sayings(timeline, tuple(attributed), tuple(speakers))
    asked = next((span for name, span in marks if name == "asked"), None)
    return next((s for s in sayings if asked and s.quote.outer_start == asked.start), sayings[-1])


@pytest.mark.parametrize("case", TABLE, ids=str)
def test_rule(case: Case) -> None:
    saying = saying_of(case)
    answer = BY_ID[case.rule].apply(saying)
    if not case.holds:
        assert answer is None
        return
    assert answer is not None
    basis = next(span for name, span in spans_of(case) if name == "basis")
    words = answer.basis.of(case.text)
    assert (answer.said_on, answer.basis.start, words.startswith(basis.of(case.text))) == (
        case.result,
        basis.start,
        True,
    )
    assert saying.decision is not None
    assert saying.decision.rule == case.rule


@pytest.mark.parametrize("rule_id", sorted(BY_ID))
def test_every_rule_has_its_cases(rule_id: str) -> None:
    lines = Counter(case.holds for case in TABLE if case.rule == rule_id)
    assert lines[True] >= 2
    assert lines[False] >= 2


def test_the_rules_hold_together() -> None:
    check(RULES)
    assert {case.rule for case in TABLE} == set(BY_ID)


def test_without_a_date_of_publication_only_full_dates_count() -> None:
    text = "“We won,” Lee said Monday. “We lost,” Lee said on March 5, 2024."
    document = Document(Article("a", text))
    cues = [
        Span(text.index("said"), text.index("said") + 4),
        Span(text.rindex("said"), text.rindex("said") + 4),
    ]
    attributed = tuple(
        Attributed(q, Attribution(None, cue), None) for q, cue in zip(document.quotes, cues, strict=True)
    )
    first, second = date_utterances(document, attributed, ("Lee", "Lee"), None)
    assert first is None
    assert second is not None
    assert (second.answer.said_on, second.answer.precision) == ("2024-03-05", "day")


WORDS = [
    "Lee",
    "said",
    "on Monday",
    "in 2012",
    "“We will win,”",
    "“No.”",
    "she",
    "last year",
    ".",
    "\n",
    "\n\n",
    "the",
    "told",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.dates(), st.booleans())
def test_any_text(words: list[str], anchor: date, cued: bool) -> None:
    text = " ".join(words)
    document = Document(Article("a", text))
    at = text.find("said")
    cue = Span(at, at + 4) if cued and at >= 0 else None
    attributed = tuple(Attributed(quote, Attribution(None, cue), None) for quote in document.quotes)
    decisions = date_utterances(document, attributed, ("Anna Lee",) * len(attributed), anchor.isoformat())
    assert len(decisions) == len(attributed)
    for decision in decisions:
        if decision:
            basis = decision.answer.basis
            assert date.fromisoformat(decision.answer.said_on) <= anchor
            assert text[basis.start : basis.end].strip() == basis.of(text) != ""
            assert not any(quote.start <= basis.start < quote.end for quote in document.quotes)


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_sentences_cover_the_paragraphs_and_cut_no_quote(words: list[str]) -> None:
    document = Document(Article("a", " ".join(words)))
    timeline = Timeline(document, None)
    assert len(timeline.text) == len(document.text)
    for first, second in pairwise(map(timeline.sentence, range(len(timeline.starts)))):
        assert first.start < first.end == second.start
    for quote in document.quotes:
        assert timeline.sentence_at(quote.start) == timeline.sentence_at(quote.end - 1)

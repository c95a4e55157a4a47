"""Speech told from everything else in quotation marks, and direct from mixed quotes: tables of marked text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from marked_text import Case, context_of, read_cases
from onrecord.attribute.context import QuoteContext
from onrecord.attribute.quote_type import quote_type
from onrecord.attribute.speech import RULES
from onrecord.model import REASONS
from onrecord.rules import Rule, check

CASES = Path(__file__).parent / "cases"
BY_ID = {rule.id: rule for rule in RULES}
SPEECH = list(read_cases(CASES / "speech.txt"))
TYPES = list(read_cases(CASES / "quote_type.txt"))


@pytest.mark.parametrize("case", SPEECH, ids=str)
def test_speech_rule(case: Case) -> None:
    """``=>`` gives the reason of a rule that must refuse the quote."""
    reason = BY_ID[case.rule].apply(context_of(case))
    assert reason == (case.result if case.holds else None)


@pytest.mark.parametrize("case", TYPES, ids=str)
def test_quote_type(case: Case) -> None:
    assert quote_type(context_of(case)) == case.result


@pytest.mark.parametrize("rule_id", sorted(BY_ID))
def test_every_speech_rule_has_its_cases(rule_id: str) -> None:
    lines = Counter(case.holds for case in SPEECH if case.rule == rule_id)
    assert lines[True] >= 2
    assert lines[False] >= 1


def test_every_type_has_its_cases() -> None:
    assert min(Counter(case.result for case in TYPES).values()) >= 10
    assert {case.result for case in TYPES} == {"direct", "mixed"}


def test_every_case_names_a_rule_and_a_reason_that_exist() -> None:
    assert {case.rule for case in SPEECH} == set(BY_ID)
    assert {case.result for case in SPEECH if case.holds} <= set(REASONS)
    assert [case for case in SPEECH if not case.holds and case.result] == []


def test_no_quote_stands_twice_under_a_speech_rule() -> None:
    counts = Counter((case.rule, case.marked) for case in SPEECH + TYPES)
    assert [key for key, count in counts.items() if count > 1] == []


def test_the_speech_rules_are_sound() -> None:
    check(RULES)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_explanations_of_speech_rules_read_as_sentences(rule: Rule[QuoteContext, str]) -> None:
    assert rule.explanation[0].isupper()
    assert rule.explanation[-1] == "." or ": " in rule.explanation

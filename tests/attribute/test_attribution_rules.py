"""Each rule of attribution against its table of marked text, the order of the rules against whole decisions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from marked_text import Case, context_of, marked_with, read_cases
from onrecord.attribute import EXPLICIT, IMPLICIT, RULES, speech
from onrecord.attribute.context import QuoteContext
from onrecord.model import Attribution
from onrecord.rules import Rule, check

CASES = Path(__file__).parent / "cases"
BY_ID = {rule.id: rule for rule in RULES}
FAMILIES = sorted({rule_id.partition(".")[0] for rule_id in BY_ID})
TABLE = [case for family in FAMILIES for case in read_cases(CASES / f"{family}.txt")]
ORDER = list(read_cases(CASES / "order.txt"))


@pytest.mark.parametrize("case", TABLE, ids=str)
def test_rule(case: Case) -> None:
    answer = BY_ID[case.rule].apply(context_of(case))
    if case.holds:
        assert marked_with(case, answer) == case.marked
    else:
        assert answer is None, marked_with(case, answer)


@pytest.mark.parametrize("case", ORDER, ids=str)
def test_order(case: Case) -> None:
    """``=>`` names the rule that decides: one of attribution, or one that refuses the quote as no speech."""
    context = context_of(case)
    if context.refusal:
        assert context.refusal.rule == case.result
        return
    assert context.decision is not None
    answer = marked_with(case, context.decision.answer)
    assert (answer, context.decision.rule) == (case.marked, case.result)


@pytest.mark.parametrize("rule_id", sorted(BY_ID))
def test_every_rule_has_its_cases(rule_id: str) -> None:
    lines = Counter(case.holds for case in TABLE if case.rule == rule_id)
    assert lines[True] >= 2
    assert lines[False] >= 1


def test_every_case_stands_in_the_file_of_its_family_under_a_rule_that_exists() -> None:
    assert {case.file for case in TABLE if case.rule not in BY_ID} == set()
    assert [case for case in TABLE if case.file != f"{case.rule.partition('.')[0]}.txt"] == []
    known = set(BY_ID) | {rule.id for rule in speech.RULES}
    assert [case for case in ORDER if not case.holds or case.result not in known] == []
    assert sorted(path.stem for path in CASES.glob("*.txt")) == sorted([*FAMILIES, "order", "quote_type", "speech"])


def test_no_text_stands_twice_under_a_rule() -> None:
    counts = Counter((case.rule, case.marked) for case in TABLE + ORDER)
    assert [key for key, count in counts.items() if count > 1] == []


def test_the_rule_set_is_sound() -> None:
    check(RULES)
    assert RULES == EXPLICIT + IMPLICIT


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_explanations_read_as_sentences(rule: Rule[QuoteContext, Attribution]) -> None:
    assert rule.explanation[0].isupper()
    assert rule.explanation[-1] in ".”" or ": " in rule.explanation

"""The engine: first answer wins, all spans, what every rule answers, and rule sets that contradict themselves."""

from __future__ import annotations

import pytest

from onrecord import extract
from onrecord.errors import DataError, RuleError
from onrecord.rules import Decision, Rule, check, collect, decide, trace


def even(number: int) -> str | None:
    """An even number."""
    return None if number % 2 else "even"


def small(number: int) -> str | None:
    """A number under ten."""
    return "small" if number < 10 else None


def digits(number: int) -> tuple[str, ...]:
    """Each digit."""
    return tuple(str(number))


def silent(number: int) -> str | None:
    return None


RULES = (Rule("test_rules.even", even), Rule("test_rules.small", small))


def test_the_first_answer_wins() -> None:
    assert decide(RULES, 4) == Decision("test_rules.even", "even")
    assert decide(RULES, 5) == Decision("test_rules.small", "small")
    assert decide(RULES, 11) is None


def test_collect_gives_every_span() -> None:
    found = collect((Rule("test_rules.digits", digits),), 42)
    assert found == (Decision("test_rules.digits", "4"), Decision("test_rules.digits", "2"))


def test_trace_asks_every_rule() -> None:
    assert [(rule.id, answer) for rule, answer in trace(RULES, 4)] == [
        ("test_rules.even", "even"),
        ("test_rules.small", "small"),
    ]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ((RULES[0], RULES[0]), "two rules"),
        ((Rule("elsewhere.even", even),), "stands in"),
        ((Rule("test_rules.silent", silent),), "docstring"),
    ],
)
def test_a_rule_set_that_contradicts_itself(rules: tuple[Rule[int, str], ...], said: str) -> None:
    with pytest.raises(RuleError, match=said):
        check(rules)


def test_the_rules_of_one_language_do_not_read_another() -> None:
    assert extract("“We won,” said Ana Lee.", language="en-GB")
    with pytest.raises(DataError, match="rules"):
        extract("« On a gagné », a dit Ana Lee.", language="fr")

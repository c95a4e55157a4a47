"""Each rule of resolution against its table of marked text, the order of the rules, and the wording of roles."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from marked_text import Case, read_cases
from onrecord.model import Article, Attributed, Attribution, Quote, Span
from onrecord.resolve import NAMES, RULES, form, resolve, steps
from onrecord.resolve.entities import Entity
from onrecord.rules import check
from onrecord.text.document import Document

CASES = Path(__file__).parent / "cases"
BY_ID = {rule.id: rule for rule in RULES}
FAMILIES = sorted({rule_id.partition(".")[0] for rule_id in BY_ID})
TABLE = [case for family in FAMILIES for case in read_cases(CASES / f"{family}.txt")]
ORDER = list(read_cases(CASES / "order.txt"))
ROLES = list(read_cases(CASES / "roles.txt"))
_MARK = re.compile(r"⟨source:|⟨later:|⟩")


def read(case: Case) -> tuple[Document, tuple[Attributed, ...]]:
    """The document of a case, and a quote for each marked source; the last source is the one that is asked for, unless
    ⟨later:…⟩ marks those of quotes after it, which then stands nearest to its own as they do.
    """
    spans: list[Span] = []
    start = taken = 0
    for mark in _MARK.finditer(case.marked):
        place = mark.start() - taken
        taken += len(mark.group())
        if mark.group() == "⟩":
            spans.append(Span(start, place))
        start = place
    document = Document(Article(id="case", text=case.text))
    quotes = document.quotes if "⟨later:" in case.marked else ()
    return document, tuple(attributed_to(span, quotes) for span in spans)


def attributed_to(source: Span, quotes: tuple[Quote, ...]) -> Attributed:
    nearest = min(quotes, key=lambda quote: abs(quote.start - source.start), default=Quote(0, 1, 0, 1, 0))
    return Attributed(nearest, Attribution(source), None)


def asked(case: Case) -> int:
    """Which of a case's sources is asked for, from the last."""
    return -1 - case.marked.count("⟨later:")


def shown(entity: Entity | None) -> str | None:
    return f"{entity.name} ({entity.kind})" if entity else None


@pytest.mark.parametrize("case", TABLE, ids=str)
def test_rule(case: Case) -> None:
    context, _ = list(steps(*read(case)))[asked(case)]
    assert context is not None
    assert shown(BY_ID[case.rule].apply(context)) == (case.result if case.holds else None)


@pytest.mark.parametrize("case", ORDER, ids=str)
def test_order(case: Case) -> None:
    _, decision = list(steps(*read(case)))[-1]
    assert decision is not None
    assert (decision.rule, shown(decision.answer)) == (case.rule, case.result)


@pytest.mark.parametrize("case", ROLES, ids=str)
def test_role(case: Case) -> None:
    decision = resolve(*read(case))[-1]
    assert decision is not None
    assert (decision.answer.role or "none") == case.result


def test_a_role_that_only_a_description_gives_is_that_of_every_quote() -> None:
    marked = "“No,” said ⟨source:Anna Lee⟩. “Never,” ⟨source:the retired surgeon⟩ said. “Not here,” ⟨source:she⟩ said."
    decisions = resolve(*read(Case("", 0, "roles", True, marked, None)))
    assert [decision.answer.role for decision in decisions if decision] == ["retired surgeon"] * 3


@pytest.mark.parametrize("rule_id", sorted(BY_ID))
def test_every_rule_has_its_cases(rule_id: str) -> None:
    lines = Counter(case.holds for case in TABLE if case.rule == rule_id)
    assert lines[True] >= 1
    assert lines[False] >= 1


def test_the_rules_are_sound_and_every_case_stands_under_one() -> None:
    check(RULES)
    assert set(NAMES) <= set(RULES)
    assert [case for case in TABLE if case.file != f"{case.rule.partition('.')[0]}.txt"] == []
    assert {case.rule for case in [*TABLE, *ORDER]} <= set(BY_ID)


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("Anna Lee", "name"),
        ("Sen. Lee", "name"),
        ("the Harbor Bank", "name"),
        ("She", "pronoun"),
        ("who", "pronoun"),
        ("a spokeswoman for Lee", "nominal"),
        ("the senator", "nominal"),
        ("Democrats", "nominal"),
        ("the President", "nominal"),
    ],
)
def test_form(mention: str, expected: str) -> None:
    text = f"“We will win,” {mention} said."
    start = text.index(mention)
    assert form(Document(Article(id="case", text=text)), Span(start, start + len(mention))) == expected

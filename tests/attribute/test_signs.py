"""A rule that is not asked, because a context shows none of the signs it needs, has no answer there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from marked_text import read_cases
from onrecord.attribute import RULES, attribute, signs, speech
from onrecord.attribute.context import QuoteContext
from onrecord.model import Article
from onrecord.read import read
from onrecord.rules import Rule
from onrecord.text.document import Document

TESTS = Path(__file__).parents[1]


def unasked(text: str) -> Iterator[tuple[Rule[QuoteContext, Any], QuoteContext]]:
    """Every rule with every context that shows none of the signs it needs."""
    for context in attribute(Document(Article("a", text))):
        of_words = context.seen | signs.of_words(context)
        yield from ((rule, context) for rule in RULES if rule.needs and not rule.needs & context.seen)
        yield from ((rule, context) for rule in speech.RULES if rule.needs and not rule.needs & of_words)


def answered(text: str) -> list[str]:
    """The ids of rules that would answer where they are not asked."""
    return [rule.id for rule, context in unasked(text) if rule.apply(context) is not None]


def test_no_rule_would_answer_where_it_is_not_asked() -> None:
    texts = {case.text for cases in (TESTS / "attribute" / "cases").glob("*.txt") for case in read_cases(cases)}
    texts |= {article.text for article in read([TESTS / "gold"]) if isinstance(article, Article)}
    assert [(text, ids) for text in sorted(texts) if (ids := answered(text))] == []


PIECES = st.sampled_from(
    (
        "“We will win”", "“No,”", "‘Never’", "“A long, long way home”", "“…”", "Anna Lee", "Lee’s", "claim", "remark",
        "of", "by", "as", "that", "said", "says", "saying", "called", "told", "was", "put it", "according to", "in the",
        "words of", "in", "view", "the", "a", "her", "banner", "shirt", "which", "reads", "and", "who", "whether",
        "quietly", "See", "(", ")", "—", "-", ":", ",", ".", ";", "\n", "\n\n",
    )
)  # fmt: skip


@given(st.lists(PIECES, max_size=24))
def test_nor_in_any_other_text(pieces: list[str]) -> None:
    assert answered(" ".join(pieces)) == []

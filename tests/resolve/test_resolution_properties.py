"""What must hold of resolution for any text at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article, Attributed, Attribution, Quote, Span
from onrecord.resolve import RULES, form, resolve, steps
from onrecord.text.document import Document

PIECES = st.sampled_from(
    """
    Anna Lee Omar Diaz Orr Lee’s Lee' Sen. Mrs. Mr Sir President Jr. III FHA (FHA) U.S. J. May Will From Ki-
    moon al-Amin O’Neil AT&T van der the a one his her he she it they who that The She He But In and of for on
    by from said told asked senator company statement letter aide residents Democrats Agency Bank Freedonia
    Health French president office surgeon , . ? : ; ( ) — - “ ” " ‘ ’ ' 58 Monday ⏎ ⏎⏎ İ ß ΟΔΟΣ
    """.split()
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map(lambda pieces: " ".join(pieces).replace("⏎", "\n\n")),
    st.lists(PIECES, max_size=60).map("".join),
    st.text(max_size=200),
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[Document, tuple[Attributed, ...]]:
    """A text with some spans of it, mostly whole words, as the sources of its quotes."""
    document = Document(Article(id="any", text=draw(TEXTS)))
    places = [0, *(i for i, c in enumerate(document.text) if c in " \n.,"), len(document.text)]
    ends = st.one_of(st.sampled_from(places), st.integers(0, len(document.text)))
    pairs = draw(st.lists(st.one_of(st.none(), st.tuples(ends, ends)), max_size=8))
    sources = [pair and Span(*sorted(pair)) for pair in pairs]
    quote = Quote(0, 0, 0, 0, 0)
    return document, tuple(Attributed(quote, Attribution(source), None) for source in sources)


@given(articles())
def test_every_quote_gets_an_answer_or_none_and_nothing_raises(
    article: tuple[Document, tuple[Attributed, ...]],
) -> None:
    document, attributed = article
    decisions = resolve(document, attributed)
    assert len(decisions) == len(attributed)
    for each, decision in zip(attributed, decisions, strict=True):
        if each.attribution.source is None:
            assert decision is None
        else:
            assert form(document, each.attribution.source) in ("name", "pronoun", "nominal")
        if decision:
            assert decision.answer.name
            assert decision.answer.kind in ("person", "organization", "group", "unnamed")
            if decision.answer.kind == "person":
                assert decision.answer.name in document.text
            assert decision.answer.role is None or decision.answer.role in document.text


@given(articles())
def test_the_same_article_gives_the_same_answers(article: tuple[Document, tuple[Attributed, ...]]) -> None:
    document, attributed = article
    first = resolve(document, attributed)
    assert resolve(document, attributed) == first
    assert resolve(Document(document.article), attributed) == first


@given(articles())
def test_the_rule_that_answers_gives_the_answer_and_explains_it(
    article: tuple[Document, tuple[Attributed, ...]],
) -> None:
    rules = {rule.id: rule for rule in RULES}
    for context, decision in steps(*article):
        if context and decision:
            assert rules[decision.rule].explanation
            assert decision.answer.name


@given(articles(), articles())
def test_another_article_before_changes_nothing(
    one: tuple[Document, tuple[Attributed, ...]], other: tuple[Document, tuple[Attributed, ...]]
) -> None:
    alone = resolve(*one)
    resolve(*other)
    assert resolve(Document(one[0].article), one[1]) == alone

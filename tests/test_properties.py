"""What must hold for any text at all."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.dataset.records import line, plain
from onrecord.dataset.wording import schema_problems
from onrecord.model import Article
from onrecord.pipeline import Extraction, process

MARKS = [
    ("“", "”"),
    ('"', '"'),
    ("‘", "’"),
    ("'", "'"),
    ("``", "''"),
    ("''", "''"),
    ("«", "»"),
    ("„", "“"),
    ("‹", "›"),
    ("「", "」"),
]
NAMES = [
    "Ana Lee",
    "Lee",
    "the mayor",
    "she",
    "they",
    "Mr. Ortiz",
    "NTV",
    "a clerk who asked not to be named",
    "who",
    "",
]
VERBS = [
    "said",
    "says",
    "told reporters",
    "added",
    "asked",
    "called it",
    "has been told by",
    "wrote:",
    "according to",
    "—",
    "",
]
WORDS = [
    "We will win",
    "no",
    "the “Green Lady”",
    "don't",
    "the voters’ choice",
    "a 6'2\" man",
    "Really",
    "rock ’n’ roll",
    "U.S.",
    "…",
    "",
]
TIMES = [" on Monday", " Nov. 7", " in a 2012 speech", " yesterday", ""]
ENDS = [",", ".", "?", "!", "", " ", "…"]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence with a quotation whose marks may be nested, mismatched, unclosed or missing."""
    opening, closing = draw(st.sampled_from(MARKS))
    if draw(st.booleans()):
        closing = draw(st.sampled_from([pair[1] for pair in MARKS] + [""]))
    inner_open, inner_close = draw(st.sampled_from([*MARKS, ("", "")]))
    quoted = draw(st.sampled_from(WORDS)) + " " + inner_open + draw(st.sampled_from(WORDS)) + inner_close
    quote = opening + quoted + draw(st.sampled_from(ENDS)) + closing
    clause = draw(st.sampled_from(["{n} {v}{t}", "{v} {n}{t}", "{n}{t} {v}"])).format(
        n=draw(st.sampled_from(NAMES)), v=draw(st.sampled_from(VERBS)), t=draw(st.sampled_from(TIMES))
    )
    order = draw(st.sampled_from(["{q} {c}.", "{c} {q}", "{c}, {q}", "{c}: {q}", "{q}", "{q} {c}, {q}", "{c}."]))
    return order.format(q=quote, c=clause)


def articles() -> st.SearchStrategy[str]:
    """Paragraphs of such sentences, among them bare marks and characters of any kind."""
    pieces = st.one_of(sentences(), st.text(max_size=30), st.sampled_from([mark for pair in MARKS for mark in pair]))
    paragraph = st.lists(pieces, max_size=4).map(" ".join)
    return st.lists(paragraph, max_size=5).flatmap(
        lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\u2029"]).map(lambda end: end.join(lines))
    )


def extracted(text: str, date: str | None = "2025-03-05") -> Extraction:
    return process(Article(id="a", text=text, date=date, outlet="The Meridian"))


def without_surrogates(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


ANY = articles().filter(without_surrogates)
SOME = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@SOME
@given(ANY)
def test_spans_are_where_they_say(text: str) -> None:
    for record in extracted(text).records:
        assert text[record.start : record.end] == record.quote
        for part in (record.source, record.cue, record.addressee, record.said_on_basis):
            assert part is None or text[part.start : part.end] == part.text != ""
        assert record.context is not None
        start = record.context.start
        assert text[start : start + len(record.context.text)] == record.context.text


@SOME
@given(ANY)
def test_records_are_valid_and_apart(text: str) -> None:
    made = extracted(text)
    for record in made.records:
        assert schema_problems("quote", plain(record)) == ()
    for rejection in made.rejections:
        assert schema_problems("rejected", plain(rejection)) == ()
    assert len({record.id for record in made.records}) == len(made.records)
    spans = sorted(
        [(record.start, record.end) for record in made.records]
        + [(one.start, one.end) for one in made.rejections if one.start is not None and one.end is not None]
    )
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@SOME
@given(ANY)
def test_every_quoted_region_is_a_record_or_rejected(text: str) -> None:
    made = extracted(text)
    regions = {
        made.steps.document.normalised.span(quote.start, quote.end).start for quote in made.steps.document.quotes
    }
    assert regions == {record.start for record in made.records} | {rejection.start for rejection in made.rejections}


@SOME
@given(ANY)
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    first, second = extracted(text), extracted(text)
    assert [line(one) for one in first.records] == [line(one) for one in second.records]


@SOME
@given(
    st.lists(st.lists(sentences(), min_size=1, max_size=3).map(" ".join), max_size=4).filter(
        lambda lines: without_surrogates("".join(lines))
    )
)
def test_line_ends_change_no_quote(lines: list[str]) -> None:
    quoted = {
        end: [(record.quote, record.speaker, record.said_on) for record in extracted(end.join(lines)).records]
        for end in ("\n", "\r\n", "\r", "\u2028", "\u2029", "\x85")
    }
    assert all(quotes == quoted["\n"] for quotes in quoted.values())


@SOME
@given(ANY, ANY)
def test_an_article_does_not_depend_on_the_one_before(text: str, other: str) -> None:
    alone = [line(one) for one in extracted(text).records]
    extracted(other)
    assert [line(one) for one in extracted(text).records] == alone


@SOME
@given(ANY)
def test_no_date_of_utterance_without_an_anchor_or_a_year(text: str) -> None:
    made = extracted(text, date=None)
    if made.steps.publication.anchor is None and not any(character.isdigit() for character in text):
        assert all(record.said_on is None for record in made.records)


@SOME
@given(ANY)
def test_lines_are_json(text: str) -> None:
    for record in extracted(text).records:
        assert json.loads(line(record))["quote"] == record.quote
        assert "\n" not in line(record)

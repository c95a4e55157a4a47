"""The explanation of an article: every mark where it belongs, and every rule that answered, in words."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.explain import explain
from onrecord.explain.marks import Brackets, Colours, Kind, Mark, marked, marks
from onrecord.explain.reasons import EXPLANATIONS, of_regions
from onrecord.model import Article, Span
from onrecord.pipeline import Extraction, process
from onrecord.read import read

TEXT = """\
Quay to be mended at last

“We will mend the quay,” Ada Quill, the mayor, told reporters on Monday. “It has waited\u00ad long enough.”

The “so-called” plan failed. She called it “a total ruin”, and a shrug."""


@pytest.fixture(scope="module")
def made() -> Extraction:
    article = Article("quay", TEXT, date="2024-03-06", outlet="The Harbour Post", title="Quay \x1b[2J", basis="sidecar")
    return process(article)


def text_of(lines: list[str]) -> str:
    """The lines with their indents and line breaks as single spaces."""
    return " ".join(" ".join(lines).split())


def test_the_article_is_marked_paragraph_by_paragraph(made: Extraction) -> None:
    lines = list(explain(made))
    assert "Quay to be mended at last" in lines
    spoken = next(line for line in lines if line.startswith("⟨quote 1:"))
    assert re.sub(r"(?<=date 1)[, \d]+", "", spoken) == (
        "⟨quote 1:“We will mend the quay,”⟩ ⟨source 1, 2:Ada Quill⟩, the mayor, ⟨cue 1:told⟩ "
        "⟨addressee 1:reporters⟩ on ⟨date 1:Monday⟩. ⟨quote 2:“It has waited long enough.”⟩"
    )
    assert (
        "The ⟨no speech 3:“so-called”⟩ plan failed. ⟨source 4:She⟩ ⟨cue 4:called⟩ it ⟨quote 4:“a total ruin”⟩, "
        "and a shrug."
    ) in lines


def test_each_quote_says_who_and_why_and_when(made: Extraction) -> None:
    said = text_of(list(explain(made)))
    first = said[said.index("1 direct, part 1 of 2: “We will mend the quay,”") : said.index("2 direct, part 2 of 2")]
    assert "source “Ada Quill”, cue “told”, said to “reporters” beside_quote.name_verb: " in first
    assert "speaker Ada Quill, person, mayor name.full_name: " in first
    assert "said on 2024-03-04, to the day, from “Monday” utterance.beside_cue: " in first
    fourth = said[said.index("4 mixed: “a total ruin”") :]
    assert re.search(r"speaker Ada Quill, person, .* pronoun\.\w+: ", fourth)
    for rule, explanation in EXPLANATIONS.items():
        assert f"{rule}: " not in said or f"{rule}: {' '.join(explanation.split())}" in said


def test_what_is_no_speech_says_why(made: Extraction) -> None:
    said = text_of(list(explain(made)))
    assert (
        "3 no speech: “so-called” no speech scare-quote: a word or phrase that the author marks, attributed to nobody "
        f"speech.scare_quote: {EXPLANATIONS['speech.scare_quote']}"
    ) in said


def test_the_article_says_where_its_facts_come_from(made: Extraction) -> None:
    said = text_of(list(explain(made)))
    assert said.startswith("quay title Quay \ufffd[2J outlet The Harbour Post outlet.metadata: ")
    assert "date 2024-03-06 date.metadata: " in said
    assert "author nothing says" in said
    assert "anchor" not in said
    undated = process(Article("undated", "Monday, March 4, 2024, was calm. “Yes,” said Ada Quill on Tuesday."))
    assert undated.steps.publication.date is None
    assert "anchor 2024-03-04: days are counted from the latest that the text names" in text_of(list(explain(undated)))


def test_a_trace_names_every_rule_of_every_stage(made: Extraction) -> None:
    for context, reasons in zip(made.steps.contexts, of_regions(made, every=True), strict=True):
        asked = [id for one in reasons for id in (one.rule, *(id for id, _ in one.others), *one.silent) if id]
        assert len(asked) == len(set(asked))
        stages = {"attribute", "speech"} if context.refusal else {"attribute", "speech", "resolve", "utterance"}
        assert set(asked) >= set(EXPLANATIONS) - {rule for rule in EXPLANATIONS if stage_of(rule) not in stages}
    plain, traced = text_of(list(explain(made))), text_of(list(explain(made, every=True)))
    assert " silent colon: label, " in traced
    assert " also " in traced
    assert " silent " not in plain
    assert " also " not in plain


def stage_of(rule: str) -> str:
    from onrecord import attribute, resolve
    from onrecord.attribute import speech
    from onrecord.publication import utterance

    stages = {"attribute": attribute, "speech": speech, "resolve": resolve, "utterance": utterance}
    return next((name for name, stage in stages.items() if rule in {one.id for one in stage.RULES}), "publication")


def test_colours_and_brackets_say_the_same(made: Extraction) -> None:
    plain, coloured = list(explain(made)), [click.unstyle(line) for line in explain(made, colour=True)]
    assert "quote  source  cue  addressee  date  no speech" in coloured
    assert next(line for line in coloured if line.startswith("“We will mend")) == (
        "“We will mend the quay,”[1] Ada Quill, the mayor, told reporters on Monday. “It has waited long enough.”[2]"
    )
    reasons = [line for line in plain if line.startswith("  ")]
    assert reasons == [line for line in coloured if line.startswith("  ")]


@pytest.mark.parametrize("article", list(read(Path(onrecord.__file__).parent / "samples")), ids=lambda one: one.id)
def test_every_sample_can_be_explained_to_the_last_rule(article: Article) -> None:
    made = process(article)
    lines = list(explain(made, every=True))
    assert len([line for line in lines if re.match(r"\d+  (direct|mixed|no speech)", line)]) == len(made.steps.contexts)
    assert max(len(line) for line in lines if line.startswith("  ")) <= 80


KINDS: list[Kind] = ["quote", "source", "cue", "addressee", "date", "no speech"]
SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from(KINDS))


@given(st.text(alphabet="ab “”.\n", min_size=42, max_size=42), st.lists(SPANS, max_size=8, unique_by=lambda s: s[:2]))
def test_marks_add_to_a_text_and_take_nothing_away(text: str, spans: list[tuple[int, int, Kind]]) -> None:
    found = sorted(
        (Mark(Span(start, start + length), kind, (number,)) for number, (start, length, kind) in enumerate(spans)),
        key=lambda mark: (mark.span.start, -mark.span.end),
    )
    whole = Span(0, len(text))
    bracketed = marked(text, whole, found, Brackets())
    assert re.sub(r"⟨[a-z ]+ [\d, ]+:|⟩", "", bracketed) == text
    assert bracketed.count("⟨") == bracketed.count("⟩") == len(found)
    assert re.sub(r"\[\d+\]", "", click.unstyle(marked(text, whole, found, Colours()))) == text


PIECES = ["“We will go,”", "said", "Ada Quill", "on Monday", "‘", "”", "\n\n", "She", "."]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_text_can_be_explained(words: list[str]) -> None:
    made = process(Article("any", " ".join(words), date="2024-03-06"))
    lines = list(explain(made, every=True))
    assert sum("⟨" in line for line in lines) <= len(made.steps.document.paragraphs)
    for mark in marks(made):
        assert 0 <= mark.span.start < mark.span.end <= len(made.steps.document.text)

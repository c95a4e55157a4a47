"""What counts as one quote in PolNeAR's annotations, and which mention is the right source."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.source import form, heads, right
from onrecord.evaluate.units import Attribution, pieces, units
from onrecord.model import Span

# ⟨…⟩ is a Content; the units expected of it, direct ones plain, mixed ones in brackets.
UNITS = [
    ("⟨“We will win,”⟩ said Anna Lee.", ["We will win,"]),
    ('⟨"We will win,"⟩ said Anna Lee.', ["We will win,"]),
    ("⟨''We will win,''⟩ said Anna Lee.", ["We will win,"]),
    ("⟨``We will win,''⟩ said Anna Lee.", ["We will win,"]),
    ("Lee said ⟨the plan was “a mess” from the start⟩.", ["[a mess]"]),
    ("Lee said ⟨the plan was a mess⟩.", []),  # indirect speech is no unit
    ("⟨‘We will win,’⟩ said Anna Lee.", []),  # single marks mark nothing here
    ("Lee spoke of ⟨“hope” and “fear” for the town she grew up in⟩.", ["[hope]", "[fear]"]),
    ("Lee said ⟨“We will win.\n“We will hold,⟩ she added.", ["We will win.", "We will hold,"]),  # re-opened
    ("Lee said ⟨''We will win.\n''We will hold''⟩.", ["We will win.", "We will hold"]),
    ("Lee said ⟨“We will⟩ ⟨win”⟩.", ["We will win"]),  # only a blank between: one fragment
    ("Lee said ⟨“We will⟩\n⟨win”⟩.", ["We will"]),  # a line end parts them, and closes nothing
    ("⟨“We will,”⟩ Lee said, ⟨“win.”⟩", ["We will,", "win."]),
    ("Lee said ⟨''He told me 'no'''⟩.", ["He told me 'no"]),  # of ''' the last two close the outer quotation
    ("Lee said ⟨“…”⟩.", []),  # no letter, no quote
]


def contents(marked: str) -> tuple[str, list[Span]]:
    """The text without ⟨ and ⟩, and where what stood between them stands."""
    spans, taken = [], 0
    for match in re.finditer("⟨([^⟩]*)⟩", marked):
        spans.append(Span(match.start() - taken, match.end() - taken - 2))
        taken += 2
    return re.sub("[⟨⟩]", "", marked), spans


@pytest.mark.parametrize(("marked", "expected"), UNITS)
def test_units_of_a_content(marked: str, expected: list[str]) -> None:
    text, spans = contents(marked)
    found = units(text, [Attribution(tuple(spans), (), ())])
    assert [f"[{one.span.of(text)}]" if one.type == "mixed" else one.span.of(text) for one in found] == expected


def test_a_typed_content_is_one_unit_whatever_its_marks() -> None:
    text, spans = contents("Lee called it ⟨‘a mess’⟩.")
    (unit,) = units(text, [Attribution(tuple(spans), (), (), "mixed")])
    assert (unit.span.of(text), unit.type) == ("a mess", "mixed")


def test_sources_are_those_of_every_attribution_that_overlaps() -> None:
    text, (said, added) = contents("⟨“We will win,”⟩ ⟨“and hold,”⟩ said Lee and Day.")
    lee, day = (Span(text.index(name), text.index(name) + 3) for name in ("Lee", "Day"))
    first, second = units(text, [Attribution((said, added), (lee,), ()), Attribution((added,), (day,), ())])
    assert (first.sources, second.sources) == ((lee,), (lee, day))


def test_swapped_source_and_cue_are_put_right() -> None:
    text, spans = contents("⟨“We will win,”⟩ said Lee.")
    said, lee = (Span(text.index(word), text.index(word) + len(word)) for word in ("said", "Lee"))
    assert units(text, [Attribution(tuple(spans), (said,), (lee,))])[0].sources == (lee,)
    assert units(text, [Attribution(tuple(spans), (lee,), (said,))])[0].sources == (lee,)


def test_a_region_inside_another_is_no_unit() -> None:
    text = "“She said “No” to me,” Lee said."
    whole, inner = Span(0, 22), Span(10, 14)
    assert text[22] == " "
    found = units(text, [Attribution((whole,), (), (), "direct"), Attribution((inner,), (), ())])
    assert [one.span.of(text) for one in found] == ["She said “No” to me,"]


@given(st.text("“”\"' \n\ra.", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_pieces_are_lines_without_outer_marks(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    found = list(pieces(text, Span(start, end)))
    assert found == sorted(found)
    for piece in found:
        words = piece.of(text)
        assert start <= piece.start < piece.end <= end
        assert not set(words) & set("\n\r")
        assert set(words[0] + words[-1]) <= set("a.")
        assert list(pieces(text, piece)) == [piece]  # cutting again changes nothing
    assert "".join(piece.of(text) for piece in found).count("a") == text[start:end].count("a")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Anna Lee", {"Lee"}),
        ("Anna Lee Jr.", {"Lee"}),
        ("Anna Lee, the mayor of Freedonia", {"Lee"}),
        ("the mayor of Freedonia", {"mayor"}),
        ("the mayor, Anna Lee", {"mayor", "Lee"}),  # in apposition
        ("the mayor, who asked not to be named", {"mayor"}),
        ("a spokesman for the mayor", {"spokesman"}),
        ("Lee’s aide", {"aide"}),
        ("the aide in Lee’s office", {"office", "aide"}),
        ("the mayor — Anna Lee", {"mayor"}),
        ("residents (and others)", {"residents"}),
        ("he", {"he"}),
        ("…", {"…"}),
    ],
)
def test_head_words(source: str, expected: set[str]) -> None:
    assert {head.of(source) for head in heads(source)} == expected


TEXT = "the mayor, Anna Lee, and her aide Bo Day said so to everybody who had come to the quay that morning in the rain"


@pytest.mark.parametrize(
    ("source", "mention", "expected"),
    [
        ("the mayor, Anna Lee", "the mayor", True),
        ("the mayor, Anna Lee", "Anna Lee", True),
        ("the mayor, Anna Lee", "Lee, and her", True),
        ("the mayor, Anna Lee", "Anna", False),
        ("Anna Lee", "the mayor", False),
        ("Bo Day", "her aide Bo Day", True),
        ("Bo Day", TEXT, False),  # covers everything, names nobody
        (None, None, True),
        (None, "Bo Day", False),
        ("Bo Day", None, False),
    ],
)
def test_right_source(source: str | None, mention: str | None, expected: bool) -> None:
    spans = [Span(TEXT.index(words), TEXT.index(words) + len(words)) if words else None for words in (source, mention)]
    assert right(TEXT, [spans[0]] if spans[0] else [], spans[1]) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Anna Lee", "name"), ("The mayor", "nominal"), ("She", "pronoun"), ("a Freedonian aide", "name"), ("", "none")],
)
def test_form_of_source(words: str, expected: str) -> None:
    assert form(words, [Span(0, len(words))] if words else []) == expected

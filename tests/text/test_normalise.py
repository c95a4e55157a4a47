"""The normalised copy of a text, and the way back from it to the original."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.normalise import normalise


@pytest.mark.parametrize(
    ("original", "text"),
    [
        ("“Yes,” said  Ada Quill.", "“Yes,” said Ada Quill."),
        ("“Yes,”\xa0 said\tAda\u2009\u2009Quill.", "“Yes,” said Ada Quill."),
        ("One.\r\n \r\nTwo.\rThree.", "One.\n \nTwo.\nThree."),
        ("\ufeffco\xadoperate", "cooperate"),
        ("One \x1fword.", "One word."),
        ("ends in spaces   ", "ends in spaces "),
    ],
)
def test_what_rules_read(original: str, text: str) -> None:
    assert normalise(original).text == text


def test_a_record_quotes_the_original() -> None:
    original = "He  said:\xa0 “No,\u200b  never.”"
    normalised = normalise(original)
    start = normalised.text.index("No, never.")
    assert normalised.span(start, start + len("No, never.")).of(original) == "No,\u200b  never."


@given(st.text(st.sampled_from("a \t\x1f\xa0\n\r\u200b\xad“"), max_size=30))
def test_every_character_leads_back_to_its_own(original: str) -> None:
    normalised = normalise(original)
    places = [normalised.span(i, i + 1) for i in range(len(normalised.text))]
    assert [normalise(place.of(original)).text for place in places] == list(normalised.text)
    assert all(before.end <= after.start for before, after in itertools.pairwise(places))
    assert "  " not in normalised.text


@given(st.text(max_size=30))
def test_what_is_normalised_stays_as_it_is(original: str) -> None:
    once = normalise(original).text
    assert normalise(once).text == once

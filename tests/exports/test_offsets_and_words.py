"""Places in other units, and tokens with labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_articles import LINES, TEXTS, passage

from onrecord.exports.offsets import Utf16
from onrecord.exports.words import Words, runs
from onrecord.model import Span

TEXT = st.text(st.sampled_from("aé\N{COMBINING ACUTE ACCENT}’s.-“” \r\n\t𝔽😂\u200d\u2028"), max_size=40) | st.text()


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(TEXT)
def test_code_units_are_those_of_utf_16_and_lead_back(text: str) -> None:
    utf16 = Utf16(text)
    for place in range(len(text) + 1):
        assert utf16.units(place) == units(text[:place])
        assert utf16.points(utf16.units(place)) == place


@pytest.mark.parametrize("place", [2, 5])
def test_a_place_inside_a_character_or_beyond_the_text_is_none(place: int) -> None:
    with pytest.raises(ValueError, match="inside a character, or beyond the text"):
        Utf16("a😂b").points(place)


@given(TEXT)
def test_tokens_hold_every_character_but_white_space_once(text: str) -> None:
    words = Words(text)
    assert [*range(len(words.tokens))] == [token for paragraph in words.paragraphs for token in paragraph]
    held = [place for token in words.tokens for place in range(*token)]
    assert held == sorted(set(held))
    assert all(text[place].isspace() for place in {*range(len(text))} - {*held})
    assert not any(any(map(str.isspace, token.of(text))) for token in words.tokens)


@given(TEXT, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=4))
def test_labels_mark_what_shares_a_character_and_lead_back(text: str, places: list[tuple[int, int]]) -> None:
    words = Words(text)
    spans = [Span(start, start + length) for start, length in places if start + length <= len(text)]
    labels = words.labels(spans)
    marked = {n for n, label in enumerate(labels) if label != "O"}
    assert marked <= {token for span in spans for token in words.inside(span)}
    found = runs(labels, words.tokens)
    assert words.labels(found) == labels or len(words.paragraphs) > 1
    assert not any(labels[paragraph.start] == "I" for paragraph in words.paragraphs)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Lee’s aide didn't say 1,000.5%.", "Lee|’s|aide|didn't|say|1,000.5|%|."),
        ("the U.S. well-known O’Brien’s …", "the|U.S.|well-known|O’Brien|’s|…"),
        ("‘Stop!’ #now @me", "‘|Stop|!|’|#|now|@|me"),
        ("e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT} 😂👨‍👩‍👧!", "été|😂|👨‍👩‍👧|!"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    import unicodedata

    found = "|".join(token.of(text) for token in Words(text).tokens)
    assert unicodedata.normalize("NFC", found) == tokens


def test_of_spans_that_overlap_the_longest_is_marked() -> None:
    words = Words("Ada Quill’s aide said")
    assert words.labels([Span(0, 9), Span(0, 16)]) == ["B", "I", "I", "I", "O"]
    assert words.labels([Span(0, 9), Span(12, 16)]) == ["B", "I", "O", "B", "O"]


def test_a_span_over_a_line_end_begins_again() -> None:
    text = "a b\r\nc d"
    assert Words(text).labels([Span(2, 6)]) == ["O", "B", "B", "O"]


def test_what_is_marked_in_the_odd_articles_is_whole_tokens() -> None:
    edges = 0
    for row in LINES:
        words = Words(TEXTS[row["id"]])
        for quote in row["quotes"]:
            tokens = words.inside(Span(quote["start"], quote["end"]))
            edges += words.tokens[tokens.start].start == quote["start"] and words.tokens[tokens[-1]].end == quote["end"]
    assert edges == sum(len(row["quotes"]) for row in LINES)
    assert passage("a b a", ("a", 2))["start"] == 4

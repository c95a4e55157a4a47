"""Ids and hashes are published: they stay as they are, and mean what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dataset.fingerprint import fingerprint, languages_sha256, rules_sha256
from onrecord.dataset.ids import Occurrences, occurrence, quote_id, utterance_id


@pytest.mark.parametrize(
    ("article", "words", "number", "expected"),
    [
        ("lighthouse", "It is ours.", 1, "q_668750988045faf9"),
        ("lighthouse", "It is ours.", 2, "q_41327ceaaedc9846"),
        ("north/mill", "‘Never!’ 🗼", 1, "q_7291ca7bc6b715fa"),
        ("", "\ud800", 1, "q_45252d93bb754669"),  # whatever a text holds
    ],
)
def test_ids_stay(article: str, words: str, number: int, expected: str) -> None:
    assert quote_id(article, words, number) == expected


def test_what_an_id_is_made_of_does_not_run_together() -> None:
    assert len({quote_id("a", "b1", 1), quote_id("a", "b", 11), quote_id("ab", "1", 1), quote_id('a","b', "", 1)}) == 4


def test_an_utterance_is_named_by_its_first_part() -> None:
    assert utterance_id("q_0123456789abcdef") == "u_0123456789abcdef"


@given(st.text("ab “”", max_size=40), st.integers(0, 40), st.integers(1, 6), st.integers(0, 40))
def test_the_same_words_at_two_places_that_do_not_overlap_are_two_occurrences(
    text: str, start: int, length: int, gap: int
) -> None:
    words = text[start : start + length]
    later = text.find(words, start + len(words) + gap)
    if words and later >= 0:
        assert occurrence(text, words, start) < occurrence(text, words, later)


@given(st.text("ab ", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 4)), max_size=6))
def test_occurrences_are_the_same_counted_in_any_order(text: str, places: list[tuple[int, int]]) -> None:
    counted = Occurrences(text)
    for start, length in places:
        words = text[start : start + length]
        assert counted.number(words, start) == occurrence(text, words, start)


def test_a_fingerprint_is_of_names_and_bytes_whatever_the_line_ends(tmp_path: Path) -> None:
    def of(**files: bytes) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        return fingerprint(folder, folder.iterdir())

    assert of(a=b"x\ny\n", b=b"z") == of(b=b"z", a=b"x\r\ny\r\n")
    assert len({of(a=b"x", b=b"z"), of(a=b"x", b=b"y"), of(a=b"x", c=b"z"), of(a=b"xz"), of(a=b"", b=b"xz")}) == 5


def test_rules_and_word_lists_have_a_fingerprint_each() -> None:
    assert len(rules_sha256()) == len(languages_sha256()) == 64
    assert rules_sha256() != languages_sha256()

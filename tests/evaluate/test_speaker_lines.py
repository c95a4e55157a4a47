"""Speakers and dates held against lines without texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_gold import PREDICTIONS, TEXT, at, system, write_lines

from onrecord.errors import DataError, SourceNotFound
from onrecord.evaluate.speakers import judge_speakers, read_speakers, speaker_scores
from onrecord.model import Article

LINES = [
    # words, speaker, kind, said_on; what PREDICTIONS make of it
    ("The quay is sound,", "Ada Quill", "person", "2024-03"),  # speaker right, date right
    ("It will stand a century,", "Ada Quill", "person", "2024-03-04"),  # both wrong
    ("a heap of rust", "Bo Day", "person", "?"),  # the speaker wrong, the date is not asked
    ("Nobody asked us,", "residents", "group", None),  # too short to be the same quote
    ("Mend it or move it.", None, "none", None),  # silence is right
    ("Low Water", "a play", "unnamed", "2023"),  # right, no date
]


def lines(path: Path) -> Path:
    rows = [
        {
            "id": "quay",
            "start": at(words).start,
            "end": at(words).end,
            "speaker": speaker,
            "kind": kind,
            "said_on": said,
        }
        for words, speaker, kind, said in LINES
    ]
    return write_lines(path, *rows)


def test_counted_by_hand(tmp_path: Path) -> None:
    judged = judge_speakers(read_speakers(lines(tmp_path / "speakers.jsonl")), system(*PREDICTIONS))
    found = {one.name: (one.right, one.predicted, one.gold) for one in speaker_scores(judged)}
    assert found == {
        "speaker": (3, None, 6),
        "speaker: person": (1, None, 3),
        "speaker: group": (0, None, 1),
        "speaker: none": (1, None, 1),
        "speaker: unnamed": (1, None, 1),
        "said_on": (1, 2, 3),
    }


def test_only_articles_that_are_given(tmp_path: Path) -> None:
    speakers = read_speakers(lines(tmp_path / "speakers.jsonl"))
    (judged,) = judge_speakers(speakers, system(), {"quay": Article("quay", TEXT), "pier": Article("pier", "")})
    assert judged.text == TEXT
    with pytest.raises(DataError, match=r"speakers\.jsonl: expected lines about the articles of the gold"):
        judge_speakers(speakers, system(), {"pier": Article("pier", "")})


def test_errors_name_their_place(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound):
        read_speakers(tmp_path / "none.jsonl")
    with pytest.raises(DataError, match=r"s\.jsonl, line 1: expected a line with id, start.* no field 'speaker'"):
        read_speakers(write_lines(tmp_path / "s.jsonl", {"id": "quay", "start": 0, "end": 1}))

"""Which quotes are taken for one utterance, and which are not."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.variants import Group, QuoteRow, find_variants, group_of, rows
from onrecord.variants.pairs import Text, changes

LEE: dict[str, Any] = {"speaker": "Anna Lee", "speaker_kind": "person", "date": "2024-03-05"}
DIAZ: dict[str, Any] = LEE | {"speaker": "Omar Díaz"}
LONG = "We will mend the harbour wall before the autumn storms reach the northern islands"
OTHER = "Every ferry captain deserves a decent pension after forty winters on the open water"


def quote(name: str, article: str, words: str, **fields: Any) -> QuoteRow:
    return QuoteRow(**({"id": name, "article_id": article, "quote": words} | LEE | fields))


def found(*quotes: QuoteRow) -> list[set[str]]:
    return [{row.id for row in group.members} for group in find_variants(quotes)]


def labels(*quotes: QuoteRow) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    return [(pair.first, pair.second, pair.label) for group in find_variants(quotes) for pair in group.pairs]


# Two quotes of different articles: by whom, when; are they one utterance?
TOGETHER: dict[str, tuple[str, dict[str, Any], str, dict[str, Any], bool]] = {
    "the same words": (LONG, LEE, LONG + ".", LEE, True),
    "the same words years later": (LONG, LEE, LONG, LEE | {"date": "2031-01-01"}, True),
    "the same words of another speaker in the same week": (LONG, LEE, LONG, DIAZ, True),
    "the same words of another speaker a month later": (LONG, LEE, LONG, DIAZ | {"date": "2024-04-20"}, False),
    "the same words of nobody": (LONG, LEE, LONG, {"date": "2024-04-20"}, True),
    "one word differs": (LONG, LEE, LONG.replace("wall", "walls"), LEE, True),
    "one word differs, of another speaker": (LONG, LEE, LONG.replace("wall", "walls"), DIAZ, True),
    "a negation differs": (LONG, LEE, LONG.replace("will", "will not"), LEE, True),
    "the end is cut off": (LONG, LEE, "We will mend the harbour wall before the autumn storms", LEE, True),
    "cut out of the middle": (LONG, LEE, "the harbour wall before the autumn storms", LEE, True),
    "cut out of the middle, of another speaker": (LONG, LEE, "the wall before the storms", DIAZ, False),
    "few words of it": (LONG, LEE, "the harbour wall", LEE, False),
    "few words of it by another": (LONG, LEE, "the autumn storms reach the islands", DIAZ, False),
    "other words": (LONG, LEE, OTHER, LEE, False),
    "the same beginning": (LONG, LEE, "We will mend the harbour wall when somebody pays for it at last", LEE, False),
    "the same frame": (
        "I have full confidence in our minister for fisheries",
        LEE,
        "I have full confidence in my lawyer from Quayside",
        LEE,
        False,
    ),
    "said on days far apart": (LONG, LEE | {"said_on": "2024-03-01"}, LONG, LEE | {"said_on": "2023-03-01"}, False),
    "said in that year": (
        LONG,
        LEE | {"said_on": "2024-01-01", "said_on_precision": "year"},
        LONG,
        LEE | {"said_on": "2024-03-01", "said_on_precision": "day"},
        True,
    ),
    "said after the other was printed": (LONG, LEE, LONG, LEE | {"said_on": "2024-05-01", "date": "2024-05-02"}, False),
    "short, same speaker, same week": ("Yes, I think so", LEE, "yes, I think so.", LEE | {"date": "2024-03-08"}, True),
    "short, the surname alone": ("Never again", LEE, "Never again,", LEE | {"speaker": "Lee"}, True),
    "short, another speaker": ("Never again", LEE, "Never again", DIAZ, False),
    "short, nobody": ("Never again", LEE, "Never again", {"date": "2024-03-05"}, False),
    "short, a month later": ("Never again", LEE, "Never again", LEE | {"date": "2024-04-20"}, False),
    "short, no date": ("Never again", LEE, "Never again", LEE | {"date": None}, False),
    "short, of one day by the day it was said": (
        "Never again",
        LEE | {"date": "2024-03-01", "said_on": "2024-02-28"},
        "Never again",
        LEE | {"date": "2024-06-01", "said_on": "2024-02-28"},
        True,
    ),
    "short, one word differs": ("Never again", LEE, "Never ever", LEE, False),
    "short, the negation differs": ("I did", LEE, "I did not", LEE, False),
    "ids count before names": (
        "Never again",
        LEE | {"speaker_id": "a"},
        "Never again",
        LEE | {"speaker_id": "b"},
        False,
    ),
    "ids count before other names": (
        "Never again",
        LEE | {"speaker_id": "a"},
        "Never again",
        DIAZ | {"speaker_id": "a"},
        True,
    ),
    "no words at all": ("…", LEE, "…", LEE, False),
    "no spaces between words": (
        "我们必须在秋天的风暴来临之前修好港口的防波堤",
        LEE,
        "我们必须在秋天的风暴来临之前修好港口的防波堤。",
        LEE,
        True,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("first", "one", "second", "other", "together"), TOGETHER.values(), ids=TOGETHER)
def test_two_quotes(first: str, one: dict[str, Any], second: str, other: dict[str, Any], together: bool) -> None:
    quotes = QuoteRow("q1", "a", first, **one), QuoteRow("q2", "b", second, **other)
    assert found(*quotes) == ([{"q1", "q2"}] if together else [])
    assert found(*quotes[::-1]) == ([{"q1", "q2"}] if together else [])


def test_quotes_of_one_article_are_no_variants() -> None:
    assert found(quote("q1", "a", LONG), quote("q2", "a", LONG)) == []
    one, two, three = quote("q1", "a", LONG), quote("q2", "a", LONG.replace("wall", "walls")), quote("q3", "b", LONG)
    assert found(one, two, three) == [{"q1", "q2", "q3"}]
    assert all({first[0], second[0]} != {"q1", "q2"} for first, second, _ in labels(one, two, three))


def test_the_seeds_shapes() -> None:
    """A statement in five wordings; a sentence cut short that is the second part of an interrupted quote."""
    words = "They discussed the range of coastal works facing the Harbour Board,"
    trust = {"speaker": "Harbour Trust", "speaker_kind": "organization", "date": None}
    statement = [
        quote("q1", "a", words[5:], **trust),
        quote("q2", "b", words, **trust),
        quote("q3", "c", "the range of coastal works.", **trust),
        quote("q4", "c", words.replace("range", "totality"), speaker="Ilse Brandt", date=None),
    ]
    look = "I hope to walk the whole shore with Omar Díaz and to see how we can mend these walls together"
    parts = {"utterance_id": "u", "parts": 2}
    cut = [
        quote("q5", "a", "We cannot do it alone,", part=1, **parts),
        quote("q6", "a", look + ", which costs us all less.", part=2, **parts),
        quote("q7", "d", look + ","),
    ]
    groups = list(find_variants([*statement, *cut]))
    assert [[row.id for row in group.members] for group in groups] == [["q6", "q7"], ["q1", "q2", "q3", "q4"]]
    (pair,) = groups[0].pairs
    assert (pair.first, pair.second, pair.label) == (("q6",), ("q7",), "truncated")
    altered = [pair for pair in groups[1].pairs if pair.label == "altered"]
    assert [pair.second for pair in altered] == [("q4",)]
    assert [(one.first, one.second) for one in altered[0].differences][-1:] == [("range", "totality")]
    assert altered[0].speakers_agree is False
    assert groups[1].earliest is None


def test_one_quote_here_is_two_parts_there() -> None:
    first, second = (
        "We will mend the harbour wall before the autumn storms",
        "and then we will paint the old lighthouse yellow",
    )
    quotes = [
        quote("q1", "a", f"{first} {second}"),
        quote("q2", "b", first + ",", utterance_id="u", part=1, parts=2),
        quote("q3", "b", second + ".", utterance_id="u", part=2, parts=2),
        quote("q4", "c", second),
    ]
    assert found(*quotes[:3]) == [{"q1", "q2", "q3"}]
    assert labels(*quotes[:3]) == [(("q1",), ("q2", "q3"), "split")]
    assert labels(*quotes) == [(("q1",), ("q2", "q3"), "split"), (("q1",), ("q4",), "truncated")]
    # each part in an article of its own: two utterances for all that is known
    assert found(*quotes[1:], quote("q5", "d", first)) == [{"q2", "q5"}, {"q3", "q4"}]


def test_the_later_is_seen_from_the_earlier_and_the_order_is_that_of_publication() -> None:
    short = "We will mend the harbour wall before the autumn storms"
    late, early, unknown = (
        quote("q1", "a", LONG, date="2024-03-09"),
        quote("q2", "b", short, date="2024-03-07"),
        quote("q3", "c", LONG, date=None),
    )
    assert labels(late, early) == [(("q2",), ("q1",), "extended")]
    (group,) = find_variants([late, early])
    assert (group.earliest, [row.id for row in group.members]) == (("q2",), ["q2", "q1"])
    (group,) = find_variants([late, early, unknown])
    assert (group.earliest, [row.id for row in group.members]) == (None, ["q2", "q1", "q3"])
    (group,) = find_variants([late, replace(early, date="2024-03-09")])
    assert group.earliest == ("q1", "q2")


def test_an_utterance_is_compared_with_references_and_does_not_drift() -> None:
    """A~B~C, A and C unlike: the words wander off, a few with each article."""
    words = (LONG + " and " + OTHER).split()
    quotes = [quote(f"q{i:02}", f"a{i}", " ".join(words[i : i + 14])) for i in range(0, len(words) - 13, 2)]
    assert len(quotes) >= 7
    groups = list(find_variants(quotes))
    for group in groups:
        for pair in group.pairs:
            assert _shared(group, pair.first, pair.second) >= 0.5
    assert len(groups) > 1


def _shared(group: Group, first: tuple[str, ...], second: tuple[str, ...]) -> float:
    of = {row.id: row for row in group.members}
    one, other = (Text(tuple(of[name] for name in side)) for side in (first, second))
    kept = len(one.wording.keys) - sum(edit.end - edit.start for edit in changes(one, other))
    return kept / min(len(one.wording.keys), len(other.wording.keys))


def test_a_phrase_that_many_say_is_each_speakers_own() -> None:
    words = "Our thoughts and prayers are with every victim and their families in the whole northern community"
    names = [
        f"{given} {family}" for family in ("Quill", "Marsh", "Orr", "Ames", "Hart", "Page") for given in ("Jo", "Al")
    ]
    said = [quote(f"q{i:02}", f"a{i}", words, speaker=name) for i, name in enumerate(names)]
    assert found(*said) == []
    again = quote("q99", "b", words, speaker="Jo Quill", date="2024-03-06")
    assert found(*said, again) == [{"q00", "q99"}]
    # of one speaker's words that two articles give to others they are still variants
    lee = [quote(f"q{i:02}", f"a{i}", words) for i in range(20)]
    others = [quote(f"q{i + 50}", f"b{i}", words, speaker=name) for i, name in enumerate(names[:5])]
    assert found(*lee, *others) == [{row.id for row in (*lee, *others)}]


def test_big_groups_have_as_many_pairs_as_wordings_less_one() -> None:
    quotes = [quote(f"q{i:03}", f"a{i}", LONG if i % 3 else LONG[: LONG.index(" reach")]) for i in range(200)]
    (group,) = find_variants(quotes)
    assert len(group.members) == 200
    assert len(group.pairs) == 199


def test_the_ids_are_those_of_the_members() -> None:
    (group,) = find_variants([quote("q1", "a", LONG), quote("q2", "b", LONG)])
    (same,) = find_variants([quote("q2", "b", LONG.lower()), quote("q1", "a", LONG, speaker="Lee")])
    assert group.id == same.id
    (more,) = find_variants([quote(f"q{i}", f"a{i}", LONG) for i in (1, 2, 3)])
    assert group.id != more.id
    assert group_of([group]) == {"q1": group.id, "q2": group.id}


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ({"speaker": "Lee"}, {}, True),
        ({"speaker": "A. Lee"}, {}, True),
        ({"speaker": "Lee", "speaker_kind": "organization"}, {}, True),
        ({"speaker": "Lee Ropes", "speaker_kind": "organization"}, {}, False),
        ({"speaker": "Ben Lee"}, {}, False),
        (DIAZ, {}, False),
        ({"speaker": None, "speaker_kind": None}, {}, None),
        ({"speaker": "a senior official", "speaker_kind": "unnamed"}, {}, None),
        ({"speaker": "Harbour Trust", "speaker_kind": "organization"}, {}, False),
        ({"speaker_id": "x"}, {"speaker_id": "y"}, False),
        (DIAZ | {"speaker_id": "x"}, {"speaker_id": "x"}, True),
        ({"speaker_id": "x"}, {"speaker": "Lee"}, True),
    ],
)
def test_speakers_agree(one: dict[str, Any], other: dict[str, Any], agree: bool | None) -> None:
    (group,) = find_variants([quote("q1", "a", LONG, **one), quote("q2", "b", LONG, **other)])
    assert [pair.speakers_agree for pair in group.pairs] == [agree]


SAID = [LONG, LONG + ".", LONG.replace("wall", "walls"), LONG[:54], LONG.replace("will", "will not"), OTHER, OTHER[6:]]
SAID += ["Yes", "yes.", "Never again", "…", f"{LONG} {OTHER}", "the harbour wall before the autumn storms"]


@st.composite
def datasets(draw: st.DrawFn) -> list[QuoteRow]:
    made: list[QuoteRow] = []
    for article in range(draw(st.integers(1, 7))):
        date = draw(st.sampled_from([None, "2024-03-05", "2024-03-06", "2024-09-01"]))
        for utterance in range(draw(st.integers(1, 3))):
            speaker = draw(st.sampled_from(["Anna Lee", "Lee", "Omar Díaz", None]))
            parts = draw(st.integers(1, 3))
            for part in range(1, parts + 1):
                words = draw(st.sampled_from(SAID))
                fields = LEE | {"speaker": speaker, "date": date}
                name = f"q_{len(made):016x}"
                made.append(QuoteRow(name, f"a{article}", words, f"u{article}.{utterance}", part, parts, **fields))
    return made


@settings(deadline=None, max_examples=60)
@given(datasets(), st.integers(0, 9))
def test_what_holds_for_any_quotes(quotes: list[QuoteRow], seed: int) -> None:
    groups = list(find_variants(quotes))
    shuffled = list(quotes)
    random.Random(seed).shuffle(shuffled)
    assert list(find_variants(shuffled)) == groups
    members = [row.id for group in groups for row in group.members]
    assert len(members) == len(set(members))
    of = {row.id: row for row in quotes}
    for group in groups:
        assert len({row.article_id for row in group.members}) > 1
        assert group.pairs
        assert len({pair.first + pair.second for pair in group.pairs}) == len(group.pairs) < len(group.members)
        paired = {name for pair in group.pairs for name in (*pair.first, *pair.second)}
        assert paired == {row.id for row in group.members}
        for pair in group.pairs:
            assert of[pair.first[0]].article_id != of[pair.second[0]].article_id
            assert len({of[name].utterance_id for name in pair.first}) == 1
            if pair.label == "verbatim":
                assert not pair.differences
            assert _shared(group, pair.first, pair.second) >= 0.5
    assert [row["id"] for row in rows(groups)] == [group.id for group in groups]

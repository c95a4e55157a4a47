"""Speakers files: what a good one may say, and what is said of a wrong one: file, line, field, what was expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import DataError, InvalidSpeakers, SourceNotFound
from onrecord.identify.file import identities_of, read_identities
from onrecord.identify.identities import Identity, Suggestion

LEE = {"id": "anna-lee", "name": "Anna Lee"}


def speakers(folder: Path, *lines: object) -> Path:
    """A speakers file of lines: bytes and strings as they are, anything else as JSON."""
    data = (
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    )
    path = folder / "people.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in data))
    return path


GOOD: list[tuple[object, Identity]] = [
    (LEE, Identity("anna-lee", "Anna Lee")),
    ({"wikidata": "Q42", "name": "Anna Lee"}, Identity("Q42", "Anna Lee", wikidata="Q42")),
    ({"id": "Q42", "name": "Anna Lee"}, Identity("Q42", "Anna Lee")),
    (LEE | {"wikidata": "Q42"}, Identity("anna-lee", "Anna Lee", wikidata="Q42")),
    (LEE | {"wikidata": None, "kind": None, "aliases": []}, Identity("anna-lee", "Anna Lee")),
    (
        LEE | {"aliases": ["A. Lee", "Ann Lee"], "kind": "person", "note": "the mayor"},
        Identity("anna-lee", "Anna Lee", ("A. Lee", "Ann Lee"), "person", note="the mayor"),
    ),
    (
        LEE | {"suggested": [{"name": "Lee", "why": "The surname alone."}]},
        Identity("anna-lee", "Anna Lee", suggested=(Suggestion("Lee", "The surname alone."),)),
    ),
    ({"id": "李安娜", "name": "李安娜"}, Identity("李安娜", "李安娜")),
    ({"id": "3-acres", "name": "3 Acres"}, Identity("3-acres", "3 Acres")),
    ("\ufeff" + json.dumps(LEE), Identity("anna-lee", "Anna Lee")),
    ("\n  \n" + json.dumps(LEE) + "\r\n", Identity("anna-lee", "Anna Lee")),
]


@pytest.mark.parametrize(("line", "identity"), GOOD)
def test_what_a_line_says(tmp_path: Path, line: object, identity: Identity) -> None:
    assert read_identities(speakers(tmp_path, line)).all == (identity,)


BAD: list[tuple[list[object], list[str]]] = [
    (["{"], ["line 1: expected a JSON object, found none"]),
    (["[]"], ["line 1: expected a JSON object, found list"]),
    ([b'{"name": "\xff"}'], ["line 1: expected UTF-8, found byte 0xff at 10"]),
    ([{"name": "Anna Lee"}], ["line 1: expected id or wikidata, found {"]),
    ([{"id": "anna-lee"}], ["line 1, field name: expected this field, found none"]),
    ([{"id": "anna lee", "name": "Anna Lee"}], [r'line 1, field id: expected a match of ^\S+$, found "anna lee"']),
    ([{"id": "", "name": "Anna Lee"}], ["line 1, field id: expected a match of"]),
    ([{"id": 7, "name": "Anna Lee"}], ["line 1, field id: expected string, found 7"]),
    ([LEE | {"name": ""}], ["line 1, field name: expected at least 1 character"]),
    ([LEE | {"name": "…"}], ['line 1, field name: expected a name with a letter or a digit, found "…"']),
    ([LEE | {"name": ["Anna Lee"]}], ["line 1, field name: expected string, found ["]),
    ([LEE | {"aliases": "A. Lee"}], ['line 1, field aliases: expected array, found "A. Lee"']),
    ([LEE | {"aliases": ["A. Lee", None]}], ["line 1, field aliases[1]: expected string, found null"]),
    ([LEE | {"aliases": ["A. Lee", "-"]}], ["line 1, field aliases[1]: expected a name with a letter or a digit"]),
    (
        [LEE | {"kind": "persom"}],
        ['line 1, field kind: expected one of "person", "organization", "group", null, found'],
    ),
    ([LEE | {"kind": "unnamed"}], ["line 1, field kind: expected one of"]),
    ([LEE | {"wikidata": "42"}], ["line 1, field wikidata: expected a match of ^Q[1-9][0-9]*$, found"]),
    ([LEE | {"alias": ["A. Lee"]}], ["line 1, field alias: expected no such field"]),
    ([LEE | {"suggested": ["Lee"]}], ['line 1, field suggested[0]: expected object, found "Lee"']),
    (
        [LEE, {"id": "anna-lee", "name": "A. Lee"}],
        ["line 2, field id: expected an id of its own, found that of line 1"],
    ),
    (
        [{"wikidata": "Q42", "name": "Anna Lee"}, "", {"wikidata": "Q42", "name": "A. Lee"}],
        ["line 3, field wikidata: expected an id of its own, found that of line 1: put the names of both on one line"],
    ),
    ([""], [": expected a line for each identity, found none"]),
    ([LEE, "{", {"id": "x"}, LEE | {"id": "y"}], ["line 2: expected a JSON object", "line 3, field name: expected"]),
]


@pytest.mark.parametrize(("lines", "said"), BAD)
def test_every_place_that_is_wrong_is_named(tmp_path: Path, lines: list[object], said: list[str]) -> None:
    with pytest.raises(InvalidSpeakers) as caught:
        read_identities(speakers(tmp_path, *lines))
    assert len(caught.value.breaches) == len(said)
    for breach, words in zip(caught.value.breaches, said, strict=True):
        assert breach.startswith("people.jsonl")
        assert words in breach
        assert str(tmp_path) not in breach
    assert isinstance(caught.value, DataError)


def test_a_file_that_is_not_there_is_the_commands_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound, match=r"gone\.jsonl: there is no such file of speakers"):
        read_identities(tmp_path / "gone.jsonl")


def test_what_is_read_already_is_not_read_again(tmp_path: Path) -> None:
    identities = onrecord.read_identities(speakers(tmp_path, LEE))
    assert identities_of(identities) is identities
    assert identities_of(None) is None


@pytest.mark.parametrize("path", [str, Path])
def test_the_file_may_be_named_by_a_string(tmp_path: Path, path: Any) -> None:
    found = identities_of(path(speakers(tmp_path, LEE)))
    assert found
    assert (found.file, found.bytes) == ("people.jsonl", 39)


def test_of_a_file_that_is_something_else_no_more_than_ten_places_are_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidSpeakers) as caught:
        read_identities(speakers(tmp_path, *["{"] * 1200))
    assert len(caught.value.breaches) == 1200
    assert str(caught.value).splitlines()[10:] == ["and 1,190 more"]

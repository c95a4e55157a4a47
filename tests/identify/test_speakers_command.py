"""Identities from end to end: build, extract, explain, validate and the list of who was quoted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.commands import onrecord as commands
from onrecord.dataset.build import build
from onrecord.dataset.validate import validate
from onrecord.errors import CommandError, InvalidSpeakers, SourceNotFound
from onrecord.identify.file import read_identities

SAMPLES = Path(onrecord.__file__).parent / "samples"

ARTICLES: list[dict[str, Any]] = [
    {
        "id": "quay",
        "outlet": "The Harbour Post",
        "date": "2024-03-06",
        "text": "“We will mend the quay,” Mayor Robert Lee said. “It is time,” he said.\n\n“No,” said Omar Díaz.",
    },
    {
        "id": "pier",
        "outlet": "The Daily Gull",
        "date": "2024-05-01",
        "text": "“The pier is next,” said Bob Lee. “Never,” said Omar Diaz.\n\n“Why not?” the mayor of Quayside asked.",
    },
    {"id": "fog", "text": "“There is fog,” Jordan Vale said.\n\n“Some,” a senior official said."},
]
LINES: list[dict[str, Any]] = [
    {"id": "lee", "name": "Robert Lee", "aliases": ["Bob Lee"], "kind": "person"},
    {"wikidata": "Q42", "name": "Omar Diaz"},
    {"id": "vale", "name": "Jordan Vale", "kind": "organization"},
]


def jsonl(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return jsonl(tmp_path / "articles.jsonl", ARTICLES)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return jsonl(tmp_path / "people.jsonl", LINES)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(one) for one in arguments])


def rows(dataset: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (dataset / "quotes.jsonl").read_text("utf-8").splitlines()]


def test_a_build_maps_the_names_of_a_file_to_its_identities(articles: Path, people: Path, tmp_path: Path) -> None:
    build(articles, tmp_path / "plain")
    summary = build(articles, tmp_path / "out", speakers=people)
    assert validate(tmp_path / "out") == ()
    found = [(row["speaker"], row["speaker_id"]) for row in rows(tmp_path / "out")]
    assert [id for name, id in found if name and name.endswith("Lee")] == ["lee"] * 3
    assert [id for name, id in found if name in ("Omar Díaz", "Omar Diaz")] == ["Q42", "Q42"]
    assert ("Jordan Vale", None) in found
    assert summary.manifest.counts.identified == 5
    (left,) = summary.manifest.unmapped
    assert (left.speaker, left.reason, left.ids, left.quotes) == ("Jordan Vale", "another-kind", ("vale",), 1)
    identities = read_identities(people)
    assert summary.manifest.inputs[-1].name == "people.jsonl"
    assert summary.manifest.inputs[-1].sha256 == identities.sha256
    assert {option.key: option.value for option in summary.manifest.options}["speakers"] == identities.sha256
    # nothing else depends on the file
    plain = rows(tmp_path / "plain")
    assert all(row["speaker_id"] is None for row in plain)
    assert [row | {"speaker_id": None} for row in rows(tmp_path / "out")] == plain


def test_the_same_input_gives_the_same_bytes_and_another_file_of_speakers_other_ones(
    articles: Path, people: Path, tmp_path: Path
) -> None:
    def contents(out: str, speakers: Any) -> dict[str, bytes]:
        build(articles, tmp_path / out, speakers=speakers)
        return {path.name: path.read_bytes() for path in sorted((tmp_path / out).iterdir())}

    first = contents("first", people)
    elsewhere = tmp_path / "else" / "people.jsonl"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(people.read_bytes())
    assert first == contents("second", str(elsewhere)) == contents("third", read_identities(people))
    assert str(tmp_path).encode() not in b"".join(first.values())
    jsonl(people, LINES[::-1])
    turned = contents("fourth", people)
    assert first["quotes.jsonl"] == turned["quotes.jsonl"]
    assert first["manifest.json"] != turned["manifest.json"]


def test_the_same_from_python_and_from_the_commands(articles: Path, people: Path, tmp_path: Path) -> None:
    for speakers in (people, str(people), onrecord.read_identities(people)):
        records = onrecord.extract(ARTICLES[0]["text"], speakers=speakers)
        assert [record.speaker_id for record in records] == ["lee", "lee", "Q42"]
        onrecord.build(articles, tmp_path / "python", speakers=speakers)
    assert run("build", articles, "--out", tmp_path / "command", "--speakers", people).exit_code == 0
    for name in ("quotes.jsonl", "manifest.json"):
        assert (tmp_path / "python" / name).read_bytes() == (tmp_path / "command" / name).read_bytes()
    extracted = run("extract", articles, "--speakers", people).stdout
    assert [json.loads(line) for line in extracted.splitlines()] == rows(tmp_path / "command")


def test_a_build_says_how_many_are_mapped(articles: Path, people: Path, tmp_path: Path) -> None:
    said = run("build", articles, "--out", tmp_path / "out", "--speakers", people).stdout
    assert "identified         5  62%\n                   1  left unmapped: 1 another-kind\n" in said
    assert "identified" not in run("build", articles, "--out", tmp_path / "out").stdout


def test_explain_shows_the_whole_chain(articles: Path, people: Path) -> None:
    said = " ".join(run("explain", articles, "--article", "quay", "--speakers", people).stdout.split())
    second = said[said.index("2 direct") :]
    for link in (
        "“It is time,”",
        "source “he”, cue “said” beside_quote.",
        "speaker Robert Lee, person, Mayor pronoun.",
        "identity lee, Robert Lee: people.jsonl lists “Robert Lee”",
        "said on the text does not say",
    ):
        assert link in second
        second = second[second.index(link) :]
    fog = run("explain", articles, "--article", "fog", "--speakers", people).stdout
    assert "identity   none: people.jsonl lists “Jordan Vale” for vale, of another kind" in fog
    assert fog.count("identity") == 1  # nobody asks who the official is
    assert "identity" not in run("explain", articles).stdout


@pytest.mark.parametrize(
    "arguments", [["build", "articles.jsonl", "--out", "out"], ["extract"], ["explain"], ["speakers", "set"]]
)
def test_a_wrong_file_of_speakers_is_said(
    arguments: list[str], articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    build(articles, "set")
    jsonl(tmp_path / "bad.jsonl", [{"id": "lee"}, {"id": "x", "name": "X", "kind": "thing"}])
    files = [] if arguments[0] in ("build", "speakers") else ["articles.jsonl"]
    bad = run(*arguments, *files, "--speakers", "bad.jsonl")
    assert (bad.exit_code, bad.stdout) == (1, "")
    assert bad.stderr.splitlines() == [
        "onrecord: bad.jsonl, line 1, field name: expected this field, found none",
        'onrecord: bad.jsonl, line 2, field kind: expected one of "person", "organization", "group", null, '
        'found "thing"',
    ]
    gone = run(*arguments, *files, "--speakers", "gone.jsonl")
    assert (gone.exit_code, gone.stdout) == (2, "")
    assert gone.stderr == "onrecord: gone.jsonl: there is no such file of speakers\n"
    assert not (tmp_path / "out").exists()


def test_a_file_of_speakers_is_no_file_of_articles(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    people = jsonl(folder / "people.jsonl", LINES)
    jsonl(folder / "articles.jsonl", ARTICLES)
    with pytest.raises(CommandError, match=r"people\.jsonl is among the articles"):
        build(folder, tmp_path / "out", speakers=people)
    for error, speakers in ((SourceNotFound, folder / "gone"), (InvalidSpeakers, folder / "articles.jsonl")):
        with pytest.raises(error):
            onrecord.extract("“Yes,” said Ada Quill.", speakers=speakers)


def test_the_list_says_who_was_quoted_how_often_by_whom_and_when(articles: Path, people: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(articles, out)
    plain = run("speakers", out)
    assert plain.exit_code == 0
    assert (
        "        2  Robert Lee, person\n"
        "  by name  1 Mayor Robert Lee\n"
        " pronouns  1 he\n"
        "  outlets  2 The Harbour Post\n"
        "       in  1 article, 2024-03-06\n"
    ) in plain.stdout
    assert "  One has a short form of the other's given name.\n    Bob Lee (1): Robert Lee\n" in plain.stdout
    assert "    Omar Díaz (1): Omar Diaz\n" in plain.stdout

    mapped = run("speakers", out, "--speakers", people).stdout
    assert "by people.jsonl: 5 quotes of 2 identities; 0 ambiguous, 1 another-kind, 0 unconfirmed, " in mapped
    assert (
        "        3  Robert Lee, person, lee\n"
        "    names  2 Robert Lee, 1 Bob Lee\n"
        "  by name  1 Bob Lee, 1 Mayor Robert Lee\n"
        " pronouns  1 he\n"
        "  outlets  2 The Harbour Post, 1 The Daily Gull\n"
        "       in  2 articles, 2024-03-06 to 2024-05-01\n"
    ) in mapped
    assert " identity  none: people.jsonl lists “Jordan Vale” for vale, of another\n" in mapped

    build(articles, out, speakers=people)  # the records say it themselves now, and the manifest why not
    built = run("speakers", out).stdout
    assert "        3  Robert Lee, person, lee\n" in built
    assert " identity  none: another-kind: vale\n" in built


def test_the_list_for_programs(articles: Path, tmp_path: Path) -> None:
    build(articles, tmp_path / "out")
    first, *others = [json.loads(line) for line in run("speakers", tmp_path / "out", "--json").stdout.splitlines()]
    assert first == {
        "speaker_id": None,
        "speaker": "Robert Lee",
        "speaker_kind": "person",
        "quotes": 2,
        "articles": 1,
        "names": [{"text": "Robert Lee", "quotes": 2}],
        "forms": {
            "name": [{"text": "Mayor Robert Lee", "quotes": 1}],
            "pronoun": [{"text": "he", "quotes": 1}],
            "nominal": [],
        },
        "outlets": [{"text": "The Harbour Post", "quotes": 2}],
        "first": "2024-03-06",
        "last": "2024-03-06",
    }
    assert sum(one["quotes"] for one in others) + 2 == sum(
        row["speaker_kind"] not in (None, "unnamed") for row in rows(tmp_path / "out")
    )
    assert len(run("speakers", tmp_path / "out", "--json", "--top", "1").stdout.splitlines()) == 1


def test_a_file_to_start_from_is_one_that_can_be_used(tmp_path: Path) -> None:
    out, people = tmp_path / "out", tmp_path / "people.jsonl"
    summary = build(SAMPLES, out)
    said = run("speakers", out, "--top", "3", "--suggest", people)
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.splitlines()[-1] == f"  onrecord speakers {out} --speakers {people}"
    assert max(len(line) for line in said.stdout.splitlines()[:-4]) <= 80
    identities = read_identities(people)
    assert f"written to {people}: {len(identities.all):,} lines" in said.stdout
    for name, quotes in summary.speakers.items():
        if quotes > 3:
            assert any(identities.match(name, kind).identity for kind in ("person", "organization")), name
    mapped = build(SAMPLES, out, speakers=people)
    assert mapped.manifest.counts.identified > 0.7 * mapped.manifest.counts.resolved
    assert validate(out) == ()

    before = people.read_bytes()
    refused = run("speakers", out, "--suggest", people)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == f"onrecord: {people} is there already, and nothing is overwritten: name another file\n"
    assert people.read_bytes() == before
    again = tmp_path / "again.jsonl"  # what is listed stays as it is, and nothing is left to add
    assert run("speakers", out, "--speakers", people, "--suggest", again).exit_code == 0
    assert again.read_bytes() == before


@pytest.mark.parametrize("name", ["gone", "."])
def test_the_list_is_one_of_a_dataset(name: str, tmp_path: Path) -> None:
    result = run("speakers", tmp_path / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "quotes.jsonl: there is no such file: name the folder of a dataset" in result.stderr


@pytest.mark.parametrize(
    ("line", "said"), [("{", "expected a JSON object"), ("{}", "expected a record of a dataset: no field 'speaker'")]
)
def test_a_line_that_is_no_record_is_named(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "quotes.jsonl").write_text(line + "\n")
    result = run("speakers", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"quotes.jsonl, line 1: {said}" in result.stderr


def test_a_dataset_of_an_earlier_schema_can_be_listed() -> None:
    published = Path(__file__).parents[2] / "output" / "nato-rutte-trump" / "1.0.0"
    assert run("speakers", published).exit_code == 0

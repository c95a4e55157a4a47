"""``onrecord variants``: what it prints, as lines of JSON, and what it says where there is nothing to read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from onrecord.commands import onrecord as commands
from onrecord.dataset import schemas
from onrecord.dataset.build import build
from onrecord.dataset.records import line
from onrecord.variants import find_variants, group_of, rows
from onrecord.variants.rows import read_quotes

ARTICLES: list[dict[str, Any]] = [
    {
        "id": "wall",
        "outlet": "The Harbour Post",
        "date": "2024-03-05",
        "text": "“We will mend the harbour wall before the autumn storms reach the northern islands,” said Anna Lee.",
    },
    {
        "id": "storms",
        "outlet": "The Daily Gull",
        "date": "2024-03-06",
        "text": "“We will mend the harbour gate before the autumn storms reach the northern islands,” said Lee.",
    },
    {
        "id": "islands",
        "date": "2024-03-07",
        "text": "“We will mend the harbour wall before the autumn storms,” said Omar Díaz. “Lamps went out,” he said.",
    },
    {
        "id": "quiet",
        "outlet": "The Quiet \x1b[31mPage",
        "text": "“We will mend the harbour wall before the autumn\x1b[2J storms reach the northern islands\u202e,"
        " and soon,” said Anna Lee.",
    },
]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ARTICLES), encoding="utf-8")
    build(path, tmp_path / "out")
    return tmp_path / "out"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(one) for one in arguments])


def test_the_groups_with_their_differences_in_brackets(dataset: Path) -> None:
    result = run("variants", dataset)
    assert (result.exit_code, result.stderr) == (0, "")
    head, blank, group, *lines = result.stdout.splitlines()
    assert (head, blank) == ("1 group: 4 of 5 quotes", "")
    assert group.split("  ")[1] == "4 quotes in 4 articles, 2024-03-05 to 2024-03-07, some without a date"
    told = [" ".join(word for word in one.split() if not word.startswith("q_")) for one in lines]
    assert told[:6] == [
        "The Harbour Post, 2024-03-05, Anna Lee",
        "We will mend the harbour wall before the autumn storms reach the northern islands,",
        "altered The Daily Gull, 2024-03-06, Lee",
        "We will mend the harbour ⟨wall → gate⟩ before the autumn storms reach the northern islands,",
        "truncated islands, 2024-03-07, Omar Díaz, another speaker",
        "We will mend the harbour wall before the autumn storms, ⟨left out: reach the northern islands⟩",
    ]
    assert told[6].startswith("altered The Quiet")
    assert "⟨added: 2J⟩" in told[7]
    assert "⟨added: and soon⟩" in told[7]


def test_no_text_commands_the_terminal(dataset: Path) -> None:
    for arguments in (("variants", dataset), ("variants", dataset, "--json")):
        out = run(*arguments).stdout
        assert not {character for character in out if not character.isprintable()} - {"\n"}
    assert r"\x1b[31m" in run("variants", dataset).stdout


def test_colours_on_a_terminal_and_none_where_they_are_not_wanted(dataset: Path) -> None:
    pty = pytest.importorskip("pty")
    for variables, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
        main, terminal = pty.openpty()
        environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
        command = [sys.executable, "-m", "onrecord", "variants", str(dataset)]
        with subprocess.Popen(command, stdout=terminal, env={**environment, "TERM": "xterm", **variables}) as process:
            os.close(terminal)
            out = b""
            try:
                while chunk := os.read(main, 4096):
                    out += chunk
            except OSError:
                pass  # the other end is closed
        os.close(main)
        assert process.returncode == 0
        assert (b"\x1b[31m" in out.replace(b"\\x1b", b"")) == coloured
        assert ("⟨wall → gate⟩".encode() in out) == (not coloured)


def test_the_lines_are_those_of_the_schema(dataset: Path) -> None:
    (row,) = [json.loads(one) for one in run("variants", dataset, "--json").stdout.splitlines()]
    (group,) = groups = list(find_variants(read_quotes(dataset)))
    assert [json.loads(line(one)) for one in rows(groups)] == [row]
    strict = schemas.validator("variant")
    reference = Draft202012Validator(schemas.load("variant"), format_checker=Draft202012Validator.FORMAT_CHECKER)
    (wordless,) = rows(groups, words=False)
    for one in (row, json.loads(line(wordless))):
        assert list(strict.iter_errors(one)) == list(reference.iter_errors(one)) == []
    assert "gate" in json.dumps(row)
    assert "gate" not in json.dumps(wordless)
    assert set(group_of(groups)) == {one["id"] for one in row["quotes"]}
    records = [json.loads(one) for one in (dataset / "quotes.jsonl").read_text("utf-8").splitlines()]
    assert group_of(groups) == group_of(find_variants(records))
    assert set(group_of(groups).values()) == {group.id}


def test_which_come_first_and_how_many(dataset: Path, tmp_path: Path) -> None:
    known = [json.loads(one) for one in (dataset / "quotes.jsonl").read_text("utf-8").splitlines()]
    words = "Every ferry captain deserves a decent pension after forty winters on the water"
    for name, date in (("a", "2023-01-01"), ("b", "2023-01-02")):
        record = known[0] | {"quote": words, "article_id": name, "date": date, "id": f"q_{name * 16}"}
        known.append(record | {"utterance_id": f"u_{name * 16}", "said_on": None})
    (tmp_path / "quotes.jsonl").write_text("".join(json.dumps(one) + "\n" for one in known), encoding="utf-8")

    def ids(*options: str) -> list[int]:
        return [
            len(json.loads(one)["quotes"]) for one in run("variants", tmp_path, "--json", *options).stdout.splitlines()
        ]

    assert ids() == [4, 2]
    assert ids("--order", "earliest") == [2, 4]
    assert ids("--top", "1") == [4]
    assert ids("--label", "verbatim") == [2]
    assert ids("--label", "split") == []
    assert run("variants", tmp_path, "--top", "1").stdout.endswith("\nand 1 more\n")
    assert run("variants", tmp_path, "--label", "split").stdout == "0 groups: 0 of 7 quotes\n"


@pytest.mark.parametrize("name", ["gone", "."])
def test_without_a_dataset(name: str, tmp_path: Path) -> None:
    result = run("variants", tmp_path / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "quotes.jsonl: there is no such file: name the folder of a dataset" in result.stderr


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "line 1: expected a JSON object"),
        ("{}", "line 1: expected a record of a dataset, with its words: no field 'quote'"),
        ('{"id": "q", "article_id": "a", "quote": null}', "no words: they were left out of it"),
        ('{"id": "q", "article_id": "a", "quote": "Yes", "parts": "two"}', "field parts"),
        ('{"id": "q", "article_id": 7, "quote": "Yes"}', "field article_id"),
    ],
)
def test_a_line_that_is_no_record_is_named(row: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "quotes.jsonl").write_text(row + "\n", encoding="utf-8")
    result = run("variants", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_dataset_without_quotes_has_no_groups(tmp_path: Path) -> None:
    (tmp_path / "quotes.jsonl").write_bytes(b"")
    assert run("variants", tmp_path).stdout == "0 groups: 0 of 0 quotes\n"
    assert run("variants", tmp_path, "--json").stdout == ""

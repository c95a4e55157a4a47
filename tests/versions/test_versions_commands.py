"""``onrecord diff`` and ``onrecord migrate`` from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from versioned import ARTICLE, QUOTE, REGION, dataset

from onrecord.commands import onrecord as commands

NATO = Path(__file__).parents[2] / "output" / "nato-rutte-trump"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(one) for one in arguments])


def test_the_tables(tmp_path: Path) -> None:
    gone = {**QUOTE, "id": "q_00000000000000b2", "quote": "Never!"}
    old = dataset(tmp_path / "old", [QUOTE, gone])
    new = dataset(tmp_path / "new", [{**QUOTE, "speaker": "Nora M. Quill", "confidence": 0.95}], rejected=[REGION])
    result = run("diff", old, new)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "                 old       new\n"
        "schema         1.2.0     1.2.0\n"
        "generator      0.1.0     0.1.0\n"
        "normaliser         -         -\n"
        "\n"
        "                 old       new      same     added   removed   changed\n"
        "quotes             2         1         0         0         1         1\n"
        "articles           1         1         1         0         0         0\n"
        "regions            1         1         1         0         0         0\n"
        "inputs             1         0         0         0         1         0\n"
        "\n"
        "quotes, field by field\n"
        "         1  confidence\n"
        "            q_00000000000000a1\n"
        "            - 0.9\n"
        "            + 0.95\n"
        "         1  speaker\n"
        "            q_00000000000000a1\n"
        '            - "Nora Quill"\n'
        '            + "Nora M. Quill"\n'
        "\n"
        "quotes removed\n"
        '          - q_00000000000000b2  "Never!", Nora Quill\n'
        "\n"
        "inputs removed\n"
        "          - north.jsonl, line 3  invalid-json\n"
        "\n"
        "calls for: major\n"
        "     major  quotes: removed (1)\n"
        "              a record that was trained on or cited is gone\n"
        "     major  quotes: speaker (1)\n"
        "              the answer to learn is another: so is null, which says nobody or\n"
        "              nothing\n"
        "     patch  quotes: confidence (1)\n"
        "              about the article or how the record came about; no label, place or\n"
        "              word changes\n"
        "     patch  inputs: removed (1)\n"
        "              a note on what could not be read; what was read since counts by\n"
        "              itself\n"
    )


def test_of_two_spans_is_shown_what_differs(tmp_path: Path) -> None:
    moved = {**QUOTE, "source": {"text": "Nora Quill", "start": 37, "end": 46, "form": "name"}}
    shown = run("diff", dataset(tmp_path / "old"), dataset(tmp_path / "new", [moved])).stdout
    assert '            - {"start": 36}\n            + {"start": 37}\n' in shown


def test_the_published_versions_can_be_compared() -> None:
    result = run("diff", NATO / "1.0.0", NATO / "1.1.0", "--limit", "1")
    assert result.exit_code == 0
    assert "quotes            15        15         0         0         0        15\n" in result.stdout
    assert "quotes, fields that only the later schema has\n         0  speaker_id (null throughout)\n" in result.stdout
    assert "\ncalls for: major\n" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    page = (Path(__file__).parents[2] / "docs" / "versions.md").read_text("utf-8")
    assert result.stdout in page  # it was run


def test_the_document_is_the_same_bytes_and_has_every_change() -> None:
    first, again = (run("diff", NATO / "1.0.0", NATO / "1.1.0", "--json", "--limit", "0").stdout for _ in range(2))
    assert first == again
    found = json.loads(first)
    assert (found["bump"], found["quotes"]["changed"], len(found["changes"])) == ("major", 15, 15)
    assert found["quotes"]["fields"]["said_on"] == {"filled": 2}
    assert found["calls"][0]["bump"] == "major"
    assert {*found["changes"][0]} <= {"part", "what", "key", "number", "row", "split", "fields", "schema_fields"}
    assert found["old"] == {"schema_version": "1.0.0", "generator_version": "0.1.0", "normaliser_version": None}


def test_exit_codes(tmp_path: Path) -> None:
    one, same = dataset(tmp_path / "one"), dataset(tmp_path / "same")
    other = dataset(tmp_path / "other", articles=[ARTICLE, {**ARTICLE, "id": "mill"}])
    for options in ((), ("--json",)):
        assert run("diff", one, same, *options).exit_code == 0
        assert run("diff", one, other, *options).exit_code == 0
        assert run("diff", one, same, "--exit-code", *options).exit_code == 0
        assert run("diff", one, other, "--exit-code", *options).exit_code == 1
    assert run("diff", one, same).stdout.endswith("\nnone: nothing changed\n")
    gone = run("diff", one, tmp_path / "gone")
    assert (gone.exit_code, gone.stdout) == (2, "")
    assert gone.stderr == f"onrecord: {tmp_path / 'gone'} is not a folder: name that of a dataset\n"
    (other / "quotes.jsonl").write_text("nothing\n")
    bad = run("diff", one, other)
    assert (bad.exit_code, bad.stdout) == (1, "")
    assert f"onrecord: {other / 'quotes.jsonl'}, line 1: expected a JSON object" in bad.stderr


def test_what_commands_a_terminal_is_shown_escaped(tmp_path: Path) -> None:
    old = dataset(tmp_path / "old")
    new = dataset(
        tmp_path / "new", [{**QUOTE, "id": "q_\x1b[2J", "speaker": "\x9b31mNora\u202e"}, {**QUOTE, "title": "\x1b"}]
    )
    for options in ((), ("--json",)):
        shown = run("diff", old, new, *options).stdout
        assert not {"\x1b", "\x9b"} & set(shown)
    assert "\u202e" not in run("diff", old, new).stdout
    assert json.loads(run("diff", old, new, "--json").stdout)["changes"][1]["row"]["speaker"] == "\x9b31mNora\u202e"


def test_a_dataset_is_lifted_and_what_to_do_next_is_said(tmp_path: Path) -> None:
    result = run("migrate", NATO / "1.0.0", "--to", tmp_path / "lifted")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1:] == [
        "         5  articles.jsonl   new: agency",
        "        15  quotes.jsonl     new: speaker_id, agency",
        "         1  rejected.jsonl",
        "            manifest.json    new: normaliser_version, unmapped",
        "            not taken along: README.md",
        "",
        "next",
        f"  onrecord diff {NATO / '1.0.0'} {tmp_path / 'lifted'}",
    ]
    assert run("validate", tmp_path / "lifted").exit_code == 0
    again = run("migrate", NATO / "1.0.0", "--to", tmp_path / "lifted")
    assert (again.exit_code, again.stdout) == (2, "")
    current = run("migrate", tmp_path / "lifted", "--to", tmp_path / "more")
    assert (current.exit_code, current.stdout) == (2, "")
    assert "the current one: there is nothing to migrate" in current.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("no_colour", "coloured"), [(None, True), ("1", False)])
def test_colours_are_for_terminals(no_colour: str | None, coloured: bool, tmp_path: Path) -> None:
    import os
    import pty

    command = [sys.executable, "-m", "onrecord", "diff", str(NATO / "1.0.0"), str(NATO / "1.1.0"), "--limit", "0"]
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    plain = subprocess.run(command, capture_output=True, check=True, env=environment, timeout=60).stdout
    assert b"\x1b" not in plain
    ours, theirs = pty.openpty()
    environment |= {"NO_COLOR": no_colour} if no_colour else {}
    with subprocess.Popen(command, stdout=theirs, env=environment) as process:
        process.wait(60)
    os.close(theirs)
    shown = os.read(ours, 1 << 16)
    os.close(ours)
    assert (b"\x1b[33m" in shown) is coloured

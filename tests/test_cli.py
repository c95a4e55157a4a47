"""The commands: what they print, what they say of bad input, and the code with which they exit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord import cli, pipeline
from onrecord.commands import NAMES, onrecord
from onrecord.dataset.build import build
from onrecord.dataset.validate import validate

SAID = "“We will mend the quay,” said Ada Quill on Monday."
OBJECT = {"id": "quay", "text": SAID}


def run(*arguments: str | Path, input: str | bytes | None = None) -> Result:
    """A command in this process."""
    return CliRunner().invoke(onrecord, [str(one) for one in arguments], input=input)


def start(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, **options)


def write(folder: Path, files: dict[str, str | bytes | list[Any]]) -> None:
    """Files of text, bytes or lines of JSON."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, list):
            content = "".join(one if isinstance(one, str) else json.dumps(one) + "\n" for one in content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


# What bad input gets: the files, what is said on stderr (each line, in any words between), and whether an article
# remains. Every line begins with the file, as it is named inside the source.
BAD: dict[str, tuple[dict[str, str | bytes | list[Any]], list[str], bool]] = {
    "invalid UTF-8": (
        {"in/bad.txt": b"\x93We will,\x94 said Ada Quill.", "in/good.txt": SAID},
        ["bad.txt, line 1: invalid utf 8: expected text in UTF-8; byte 0x93 at offset 0 does not decode"],
        True,
    ),
    "invalid UTF-8 in a line": (
        {"in/a.jsonl": b'{"text": "said"}\n{"text": "\x93"}\n'.replace(b"said", SAID.encode())},
        ["a.jsonl, line 2: invalid utf 8: expected text in UTF-8; byte 0x93"],
        True,
    ),
    "a line that is not JSON": (
        {"in/a.jsonl": [OBJECT, "{broken\n", {"id": "b", "text": "b"}]},
        ["a.jsonl, line 2: invalid json: expected a JSON object on one line; Expecting property name"],
        True,
    ),
    "a line that is no object": (
        {"in/a.jsonl": [[1], OBJECT]},
        ["a.jsonl, line 1: not an object: expected a JSON object with at least a text, not list"],
        True,
    ),
    "a missing text": (
        {"in/a.jsonl": [OBJECT, {"id": "no text"}]},
        ["a.jsonl, line 2, field 'text': missing text: expected the article's text in a field \"text\""],
        True,
    ),
    "a text that is a number": (
        {"in/a.jsonl": [{"text": 5}, OBJECT]},
        ["a.jsonl, line 1, field 'text': invalid field: expected the article's text as one string; it is 5"],
        True,
    ),
    "a lone surrogate": (
        {"in/a.jsonl": ['{"text": "half \\ud800"}\n', OBJECT]},
        ["a.jsonl, line 1, field 'text': lone surrogate: expected Unicode text, in which surrogates come in pairs"],
        True,
    ),
    "an empty article": (
        {"in/empty.txt": "", "in/blank.txt": " \n\n", "in/good.txt": SAID},
        [
            "blank.txt: empty article: expected a text with at least one letter or digit",
            "empty.txt: empty article: expected a text with at least one letter or digit",
        ],
        True,
    ),
    "a date that is no date": (
        {
            "in/a.jsonl": [{**OBJECT, "date": "2024-02-31"}],
            "in/b.txt": f"---\ntitle: Quay\ndate: soon\n---\n{SAID} It is long.",
            "in/c.txt": f"{SAID} The quay is old.",
            "in/c.json": '{"published": "31/31/2024"}',
        },
        [
            "a.jsonl, line 1, field 'date': invalid date: expected a date as YYYY-MM-DD: day is out of range",
            "b.txt, line 3, field 'date': invalid date: expected a date as YYYY-MM-DD; it is 'soon'",
            "c.json, field 'published': invalid date: expected a date as YYYY-MM-DD",
        ],
        True,
    ),
    "two articles with one id": (
        {"in/a.jsonl": [OBJECT], "in/b.jsonl": [{"id": "other", "text": "x"}, OBJECT]},
        ["b.jsonl, line 2, field 'id': duplicate id: expected an id of its own: 'quay' is already that of the article"],
        True,
    ),
    "a sidecar that is no JSON": (
        {"in/a.txt": SAID, "in/a.json": "{"},
        ["a.json: unreadable sidecar: Expecting property name"],
        True,
    ),
    "nothing but bad input": ({"in/bad.txt": b"\x93"}, ["bad.txt, line 1: invalid utf 8: expected"], False),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_the_rest_goes_on(name: str, tmp_path: Path) -> None:
    files, expected, built = BAD[name]
    write(tmp_path, files)
    result = run("build", tmp_path / "in", "--out", tmp_path / "out")
    said = result.stderr.splitlines()
    for line, start_of_line in zip(said, expected, strict=False):
        assert line.startswith(f"onrecord: {start_of_line}")
    if not built:
        assert said[len(expected) :] == ["onrecord: nothing was built: there is not one article that could be read"]
        assert (result.exit_code, (tmp_path / "out").exists()) == (1, False)
        return
    assert (result.exit_code, len(said)) == (0, len(expected))
    assert validate(tmp_path / "out") == ()
    rejected = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").read_text("utf-8").splitlines()]
    assert [row["file"] for row in rejected if row["what"] == "input"] == [
        one.split(",")[0].split(":")[0] for one in expected
    ]
    assert "Ada Quill" in result.stdout


# A command that is at fault: the arguments, and what is said.
WRONG = {
    "no command": ([], "Usage: onrecord COMMAND"),
    "an unknown command": (["bulid"], "onrecord: No such command 'bulid'"),
    "no source": (["build", "--out", "out"], "onrecord: Missing argument 'SOURCE…' (see onrecord build --help)"),
    "no --out": (["build", "good.txt"], "onrecord: Missing option '--out' (see onrecord build --help)"),
    "an unknown option": (["validate", "out", "--quick"], "onrecord: No such option '--quick'"),
    "a missing file": (["build", "gone.txt", "--out", "out"], "onrecord: gone.txt: there is no such file or folder"),
    "a folder with nothing readable": (
        ["build", "empty", "--out", "out"],
        "onrecord: empty: no file in it can be read: names have to end in .txt,",
    ),
    "a file of another kind": (["build", "a.pdf", "--out", "out"], "onrecord: a.pdf: it cannot be read: names have to"),
    "a file in the way": (["build", "good.txt", "--out", "a.pdf"], "is a file: --out names a folder"),
    "files in the way": (["build", "good.txt", "--out", "mine"], "holds files but no dataset of onrecord"),
    "a dataset among its sources": (["build", "mine", "--out", "mine/out"], "mine/out lies in mine: the next build"),
    "a missing file to extract": (["extract", "gone.txt"], "onrecord: gone.txt: there is no such file or folder"),
    "a date that is none": (
        ["extract", "good.txt", "--date", "soon"],
        "onrecord: --date: expected a date as YYYY-MM-DD",
    ),
    "a missing file to explain": (["explain", "gone.txt"], "onrecord: gone.txt: there is no such file or folder"),
    "an article that is not there": (
        ["explain", "good.txt", "--article", "bad"],
        "onrecord: good.txt: there is no article 'bad': there is good",
    ),
    "a missing dataset": (["validate", "gone"], "onrecord: gone is not a folder: name that of a dataset"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_command_that_is_at_fault_exits_with_2(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments, said = WRONG[name]
    write(tmp_path, {"good.txt": SAID, "a.pdf": "%PDF", "mine/note.txt": "mine", "mine/b.txt": SAID})
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    result = start(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert name == "no command" or result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


TABLE = """\
articles           2
quotes            11
attributed        11  100%
rejected           1  quoted, but no speech: 1 scare-quote
                  13  could not be read: 12 invalid-json, 1 invalid-date

most quoted
                   2  Ada Quill
                   1  Bo Day
                   1  Cy Orr
                   1  Di Ames
                   1  Ed Nye
                   1  Flo Hart
                   1  Gus Page
                   1  Hal Bond
                   1  Ida Lowe
                   1  Jo Marsh

written to out dir
                   2  articles.jsonl
                  11  quotes.jsonl
                  14  rejected.jsonl
                      manifest.json

next
  onrecord validate 'out dir'
  onrecord explain all.jsonl --article crowd
"""


def test_build_ends_with_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speakers = "Ada Quill, Ada Quill, Jo Marsh, Bo Day, Cy Orr, Di Ames, Ed Nye, Flo Hart, Gus Page, Hal Bond, Ida Lowe"
    crowd = "\n\n".join(f"“We will mend quay number {i},” said {name}." for i, name in enumerate(speakers.split(", ")))
    crowd += "\n\nThe “experts” were wrong."
    lines = [{"id": "crowd", "text": crowd, "date": "soon"}, {"id": "quiet", "text": "Nothing."}, *["{\n"] * 12]
    write(tmp_path, {"all.jsonl": lines})
    monkeypatch.chdir(tmp_path)
    result = start("build", "all.jsonl", "--out", "out dir")
    assert (result.returncode, result.stdout) == (0, TABLE)
    said = result.stderr.splitlines()
    assert len(said) == 11
    assert said[-1] == "onrecord: and 3 more"


def test_the_table_is_no_wider_than_80(tmp_path: Path) -> None:
    from onrecord.commands.build import table
    from onrecord.dataset.build import Summary
    from onrecord.dataset.manifest import Counts, describe
    from onrecord.model import REASONS

    counts = Counts(*[9_999_999] * 8)
    reasons = dict.fromkeys(REASONS, 1_234_567)
    speakers = {"The Standing Committee on Quays, Piers and Harbours of the Island " * 3: 1_234_567}
    lines = list(table(Summary(Path("out"), describe([], [], counts, {}), reasons, reasons, speakers)))
    assert max(map(len, lines)) <= 80
    assert any(line.endswith("…") for line in lines)
    assert all("1,234,567 " + reason in " ".join(lines) for reason in REASONS)


def test_next_is_what_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"in/b/one.txt": SAID, "in/c/one.txt": SAID})
    monkeypatch.chdir(tmp_path)
    result = start("build", "in/c", "in/b", "--out", "out")
    validating, explaining = result.stdout.splitlines()[-2:]
    assert explaining.split() == ["onrecord", "explain", "in/c/one.txt"]
    for command in (validating, explaining):
        assert start(*command.split()[1:]).returncode == 0


def test_next_is_what_can_be_typed_of_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(name, "w") as archive:
            archive.writestr("one.txt", f"{SAID} In {name}.")
            archive.writestr("two.txt", f"{SAID} Again in {name}.")
    for sources in (["a.zip"], ["a.zip", "b.zip"]):
        explaining = run("build", *sources, "--out", "out").stdout.splitlines()[-1]
        assert explaining.split() == ["onrecord", "explain", "a.zip", "--article", "one"]
        assert run(*explaining.split()[1:]).exit_code == 0


def test_extract_prints_the_records_of_a_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.jsonl": [OBJECT, {"id": "b", "text": "“No,” said Bo Day."}]})
    result = run("extract", tmp_path / "a.jsonl", "--date", "6 March 2024", "--outlet", "The Harbour Post")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["article_id"], first["speaker"], first["said_on"]) == ("quay", "Ada Quill", "2024-03-04")
    assert (second["article_id"], second["outlet"], second["date"]) == ("b", "The Harbour Post", "2024-03-06")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_extract_reads_standard_input(arguments: Sequence[str]) -> None:
    text = f"---\noutlet: The Harbour Post\ndate: 2024-03-06\n---\n{SAID}"
    result = run(
        "extract", *arguments, "--title", "Quay", "--url", "https://quay.example", "--author", "Bo Day", input=text
    )
    (record,) = map(json.loads, result.stdout.splitlines())
    assert (record["quote"], record["outlet"], record["date"]) == (
        "We will mend the quay,",
        "The Harbour Post",
        "2024-03-06",
    )
    assert (record["title"], record["url"], record["author"]) == ("Quay", "https://quay.example", "Bo Day")
    assert record["article_id"] == "stdin"


def test_an_option_counts_before_what_the_file_says(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": f"---\noutlet: The Harbour Post\n---\n{SAID}"})
    (record,) = map(json.loads, run("extract", tmp_path / "a.txt", "--outlet", "Gull").stdout.splitlines())
    assert record["outlet"] == "Gull"


@pytest.mark.parametrize("command", ["extract", "explain"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "standard input: empty article: expected a text with at least one letter or digit"),
        (b"\n\x93Yes\x94", "standard input, line 2: invalid utf 8: expected text in UTF-8; byte 0x93 at offset 1"),
    ],
)
def test_a_text_that_cannot_be_read(command: str, text: bytes, said: str) -> None:
    result = run(command, "-", input=text)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"onrecord: {said}")


def test_a_text_that_quotes_nobody_is_done() -> None:
    result = run("extract", input="Nobody is quoted.")
    assert (result.exit_code, result.output) == (0, "")


def test_validate_says_what_was_checked(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": SAID})
    build(tmp_path / "a.txt", tmp_path / "out")
    result = run("validate", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{tmp_path / 'out'} is valid: 1 article, 1 quote, 0 rejected, manifest, schema 1.2.0\n"


def test_validate_names_every_breach(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": SAID})
    out = tmp_path / "out"
    build(tmp_path / "a.txt", out)
    quotes = (out / "quotes.jsonl").read_text("utf-8")
    (out / "quotes.jsonl").write_text(quotes.replace('"person"', '"parson"'), "utf-8")
    result = run("validate", out)
    assert result.exit_code == 1
    first, *others = result.stdout.splitlines()
    assert "quotes.jsonl, line 1, q_" in result.stdout
    assert "field speaker_kind: expected " in result.stdout
    assert '"parson"' in result.stdout
    assert all(line.startswith(("quotes.jsonl", "manifest.json")) for line in (first, *others))
    assert result.stderr == f"onrecord: {out}: {len(others) + 1} breaches\n"
    (out / "articles.jsonl").unlink()
    assert "articles.jsonl: expected this file, found none" in run("validate", out).stdout


@pytest.mark.parametrize("command", ["extract", "explain"])
def test_a_reader_that_stops_reading_is_no_error(command: str, tmp_path: Path) -> None:
    # More than a pipe holds, so that some of it is written after the reader has gone.
    write(tmp_path, {"a.jsonl": [{"id": str(i), "text": f"{SAID} {i}"} for i in range(300)]})
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", command, str(tmp_path / "a.jsonl")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


def test_little_output_that_nobody_reads_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "onrecord", "extract"]
    process = subprocess.run(command, input=SAID.encode(), stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (process.returncode, process.stderr) == (141, b"")


def fail(*_: Any) -> Any:
    raise ZeroDivisionError("three\nlines\nhere")


@pytest.mark.parametrize("command", ["extract", "explain"])
def test_a_bug_in_a_rule_costs_its_article(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.jsonl": [OBJECT]})
    monkeypatch.setattr(pipeline, "resolve", fail)
    result = run(command, tmp_path / "a.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("onrecord: a.jsonl, line 1: failed: expected valid records; this is a bug in onrecord")
    assert "ZeroDivisionError in pipeline.py, line " in line


def test_any_other_bug_says_that_it_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.jsonl": [OBJECT]})
    monkeypatch.setattr("onrecord.explain.of_article", fail)
    result = run("explain", tmp_path / "a.jsonl")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("onrecord: this is a bug in onrecord, please report it: ZeroDivisionError: three\\nlines")
    assert "the article was quay" in line
    monkeypatch.setenv("ONRECORD_DEBUG", "1")
    assert "Traceback (most recent call last)" in run("explain", tmp_path / "a.jsonl").stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": SAID})
    (tmp_path / "locked").mkdir(mode=0o500)
    result = start("build", tmp_path / "a.txt", "--out", tmp_path / "locked" / "out")
    assert result.returncode == 2
    assert result.stderr == f"onrecord: {tmp_path}/locked: Permission denied\n"


def test_what_an_article_or_a_file_says_does_not_steer_the_terminal(tmp_path: Path) -> None:
    write(tmp_path, {"a\x1b[2J.txt": "", "b.jsonl": [{"id": "x\x1b[2Jy", "text": f"\x1b[2J{SAID}"}]})
    building = start("build", tmp_path, "--out", tmp_path.parent / "out")
    explaining = start("explain", tmp_path / "b.jsonl")
    assert (building.returncode, explaining.returncode) == (0, 0)
    assert "\x1b" not in building.stdout + building.stderr + explaining.stdout + explaining.stderr


def test_a_terminal_that_knows_no_such_character_is_no_error() -> None:
    for encoding, marked in (("ascii", "⟨quote 1:“We"), ("latin-1", r"\u27e8quote 1:\u201cWe")):
        result = start("explain", "-", input=SAID, env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
        assert (result.returncode, result.stderr) == (0, "")
        assert marked in result.stdout


def on_a_terminal(*arguments: str | Path, **environment: str) -> str:
    """What a command writes to a terminal, stdout and stderr alike."""
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    controller, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    environment = {**{key: value for key, value in os.environ.items() if key != "NO_COLOR"}, **environment}
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    with subprocess.Popen(command, stdout=terminal, stderr=terminal, env=environment) as process:
        os.close(terminal)
        written = b""
        while True:
            try:
                data = os.read(controller, 65536)
            except OSError:  # so Linux says that the other side is closed
                break
            if not data:
                break
            written += data
    os.close(controller)
    assert process.returncode == 0
    return written.decode()


def test_explain_uses_colours_on_a_terminal_only(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": f"---\ndate: 2024-03-06\n---\n{SAID}"})
    coloured = on_a_terminal("explain", tmp_path / "a.txt", TERM="xterm")
    assert "\x1b[32m“We will mend the quay,”\x1b[0m" in coloured
    assert "⟨" not in coloured
    for plain in (
        start("explain", tmp_path / "a.txt").stdout,
        on_a_terminal("explain", tmp_path / "a.txt", TERM="xterm", NO_COLOR="1"),
        on_a_terminal("explain", tmp_path / "a.txt", TERM="dumb"),
    ):
        assert "⟨quote 1:“We will mend the quay,”⟩ ⟨cue 1:said⟩ ⟨source 1:Ada Quill⟩ on ⟨date 1:Monday⟩" in plain
        assert "\x1b" not in plain


def test_build_shows_progress_on_a_terminal_only(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": SAID, "b.txt": ""})
    written = on_a_terminal("build", tmp_path, "--out", tmp_path.parent / "out", TERM="xterm")
    assert " articles [" in written
    assert "onrecord: b.txt: empty article" in written
    assert " articles [" not in start("build", tmp_path, "--out", tmp_path.parent / "out").stderr


def test_the_first_page_of_help_names_every_command() -> None:
    page = run("--help").stdout
    assert page == start("--help").stdout == start("-h").stdout == cli.HELP
    named = [line.split()[0] for line in page.split("Commands:\n")[1].split("\n\n")[0].splitlines()]
    assert named == list(NAMES)
    assert max(map(len, page.splitlines())) <= 80


@pytest.mark.parametrize("command", NAMES)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: onrecord {command} ")
    assert f"\n    onrecord {command} " in result.stdout.split("Example")[1]
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_version() -> None:
    from importlib.metadata import version

    result = start("--version")
    assert (result.returncode, result.stdout) == (0, f"onrecord {version('onrecord')}\n")

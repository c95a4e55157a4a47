"""What articles bring never commands a terminal, a page, a table or a spreadsheet, whichever command."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import dressed
import pytest
import yaml

from onrecord.exports.csv import plain
from onrecord.release import markdown

SIGNS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What no line that is printed has: controls, and what turns the direction of a text."""


def run(*arguments: str | Path, code: int | None = 0, stdin: str | None = None) -> tuple[str, str]:
    """What a command prints, on stdout and on stderr."""
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, input=stdin and stdin.encode(), timeout=120)
    out, said = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in said
    assert "this is a bug" not in said
    assert code is None or done.returncode == code, said
    return out, said


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dressed")


@pytest.fixture(scope="module")
def source(folder: Path) -> Path:
    return dressed.write(folder)


@pytest.fixture(scope="module")
def built(folder: Path, source: Path) -> Path:
    run("build", source, "--out", folder / "da\x1b[1mta")
    return folder / "da\x1b[1mta"


@pytest.fixture(scope="module")
def released(folder: Path, built: Path) -> Path:
    run("release", built, "--to", folder / "release", "--name", "dressed", "--version", "1.0.0")
    return folder / "release"


def commands(folder: Path, source: Path, built: Path, released: Path) -> dict[str, tuple[str | Path, ...]]:
    broken = folder / "broken"
    broken.mkdir(exist_ok=True)
    for path in built.iterdir():
        data = path.read_text("utf-8")
        (broken / path.name).write_text(data.replace("direct", "\\u001b[31mdirect\u202e"), "utf-8")
    gold = folder / "go\x1b[1mld.jsonl"
    row = json.loads(source.read_text("utf-8").split("\n")[0])
    text = row["text"]
    start = text.index("We will")
    quote = {"quote": text[start : start + 20], "start": start, "end": start + 20, "type": "direct", "kind": "person"}
    quote |= {"speaker": f"Ana{dressed.COMMANDS}", "role": "=1", "said_on": None, "cue": None, "addressee": None}
    place = text.index("Ana")
    quote |= {"source": {"text": text[place : place + 3], "start": place, "end": place + 3}}
    row |= {"quotes": [quote], "not_speech": []}
    gold.write_text(json.dumps(row) + "\n", "utf-8")
    return {
        "inspect": ("inspect", source),
        "inspect --json": ("inspect", source, "--json"),
        "build": ("build", source, "--out", folder / "aga\x1b[1min"),
        "explain": ("explain", source),
        "explain --trace": ("explain", source, "--trace"),
        "explain no article": ("explain", source, "--article", f"x{dressed.COMMANDS}"[:3]),
        "extract": ("extract", source),
        "speakers": ("speakers", built),
        "speakers --json": ("speakers", built, "--json"),
        "variants": ("variants", built),
        "variants --json": ("variants", built, "--json"),
        "validate": ("validate", built),
        "validate breaches": ("validate", broken),
        "diff": ("diff", built, broken),
        "diff --json": ("diff", built, broken, "--json"),
        "evaluate": ("evaluate", "--gold", gold, "--errors", "9"),
        "evaluate --json": ("evaluate", "--gold", gold, "--json"),
        "release": ("release", built, "--to", folder / "re\x1b[1mlease", "--name", "dressed", "--version", "1.0.0"),
        "rehydrate": ("rehydrate", released, "--from", source, "--to", folder / "re\x1b[1mhydrated"),
        "export": ("export", built, "--format", "csv", "--to", folder / "ex\x1b[1mport"),
        "no such file": ("build", folder / "\x1b[31mno\u202e", "--out", folder / "x"),
        "no such option": ("build", "--\x1b[31mno\u202e"),
        "no such command": ("\x1b[31mno\u202e",),
    }


def test_nothing_printed_commands_a_terminal(folder: Path, source: Path, built: Path, released: Path) -> None:
    printed = 0
    for name, arguments in commands(folder, source, built, released).items():
        for stream in run(*arguments, code=None):
            found = SIGNS.search(stream)
            assert found is None, (name, stream[max(0, found.start() - 60) : found.end() + 20])
            printed += len(stream)
            if stream.startswith("{"):  # JSON stays JSON
                lines = [stream] if name in ("evaluate --json", "diff --json") else stream.splitlines()
                assert all(isinstance(json.loads(line), dict) for line in lines), name
    assert printed > 20_000  # there was something to see


def test_json_that_is_printed_means_what_is_in_the_files(source: Path, built: Path) -> None:
    out, _ = run("extract", source)
    found = sorted(json.loads(line)["quote"] for line in out.splitlines())
    lines = (built / "quotes.jsonl").read_text("utf-8").splitlines()
    assert found == sorted(json.loads(line)["quote"] for line in lines)
    assert any("\x1b" in words for words in found)
    assert len(lines) >= len(dressed.FORMULAS)


def test_tables_of_a_dataset_are_a_line_for_each_row(built: Path) -> None:
    for name in ("quotes", "articles", "rejected"):
        data = (built / f"{name}.jsonl").read_text("utf-8")
        lines = data.splitlines()  # which ends lines at more than "\n"
        assert lines == data.removesuffix("\n").split("\n")
        assert all(json.loads(line) for line in lines)
        assert not re.search("[\x00-\x09\x0b-\x1f]", data)


def test_the_card_shows_words_and_does_nothing(released: Path) -> None:
    card = (released / "README.md").read_text("utf-8")
    assert not SIGNS.search(card)
    head, body = re.fullmatch(r"---\n(.*?)\n---\n(.*)", card, re.DOTALL).groups()  # type: ignore[union-attr]
    assert isinstance(yaml.safe_load(head), dict)
    assert not re.search(r"<(?:script|img|b)\b|\]\((?:javascript:|http://x\.example)", body)
    for table in re.findall(r"(?:^\|.*\n)+", body, re.MULTILINE):
        rows = table.splitlines()
        assert len({row.count("|") for row in rows if "`" not in row}) <= 1, table
    citation = (released / "CITATION.cff").read_text("utf-8")
    assert not SIGNS.search(citation)
    assert yaml.safe_load(citation)["title"]


def test_every_picture_is_sound(released: Path) -> None:
    for path in released.rglob("*.svg"):
        tree = ElementTree.parse(path)
        assert {one.tag.rpartition("}")[2] for one in tree.iter()}.isdisjoint({"script", "a", "foreignObject"})


def test_markdown_shows_words() -> None:
    shown = markdown.shown(f"{dressed.MARKUP}{dressed.COMMANDS}{dressed.YAML}`*_~#|")
    assert not SIGNS.search(shown)
    assert not set(shown) & set("<>[]()!|`*_~\\\n")


def test_no_cell_is_a_formula_and_all_can_be_undone(folder: Path, built: Path) -> None:
    run("export", built, "--format", "csv", "--to", folder / "csv")
    with (folder / "csv" / "quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    records = [json.loads(line) for line in (built / "quotes.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == len(records)
    guarded = 0
    for row, record in zip(rows, records, strict=True):
        for field, cell in row.items():
            if not re.fullmatch(r"-?[\d.]+", cell):
                assert not re.match(r"[=+@\t\r\n＝＋－＠-]", cell), (field, cell)
            if isinstance(record.get(field), str):
                assert plain(cell) == record[field]
                guarded += cell != record[field]
    assert guarded >= len(records)

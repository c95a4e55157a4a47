"""Every block of the README and of docs/ is what the page says: commands run, and print what stands below them.

What a block may be, and how one that cannot be run is marked, is in blocks.py.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from blocks import CLONE, EMPTY, LANGUAGES, NOTES, PAGES, ROOT, Block, blocks, commands, spans
from hypothesis import settings
from known import wrong
from terminal import Terminal, checkout, terminal

from hub_server import TOKEN, Server, serve
from onrecord.dataset import schemas

HUB = re.compile(r"https://huggingface\.co(?=/datasets|\n)|http://127\.0\.0\.1:8321")
"""How pages write the address of the Hub."""
COMMAND = re.compile(r"(?:[A-Z_]+=\S+ )*(?:onrecord|python|pytest|make) (?!\d)")
"""How a command within a line begins."""
KINDS: tuple[schemas.Kind, ...] = ("quote", "article", "rejected", "variant", "speaker", "manifest")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pytest.fixture(scope="module")
def hub() -> Iterator[Server]:
    with serve() as server:
        yield server


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory, hub: Server) -> Iterator[Terminal]:
    with terminal(tmp_path_factory.mktemp("home"), hub.address, TOKEN) as opened:
        yield opened


@pages
def test_every_block_says_what_it_is(page: Path) -> None:
    found = [f"{block.place}: {what}" for block in blocks(page) for what in _unclear(block)]
    assert not found, "\n".join(found)


def _unclear(block: Block) -> Iterator[str]:
    """What keeps a block from being either run or known not to be."""
    if block.language not in (*LANGUAGES, "run") and not {"not run", "file", "into"} & block.notes.keys():
        yield (
            f"this block is neither run nor marked: name its language ({', '.join(LANGUAGES)}) after the ```, "
            "or write <!-- not run: why --> before it"
        )
    yield from (f"<!-- {key}: … --> is none of {NOTES}" for key in block.notes if key not in NOTES)
    yield from (f"<!-- {key}: --> says nothing" for key, value in block.notes.items() if not value.strip())
    if block.language == "console" and not block.inside.startswith("$ "):
        yield "a console block begins with $ and a command"


@pages
def test_commands_exist_and_have_the_options_that_are_given(page: Path) -> None:
    """Those that are run too, so that what is wrong with a marked one and with a run one reads the same."""
    made = {block.notes["into"].split()[0] for block in blocks(page) if "into" in block.notes}
    found = [
        f"{block.place}: {what}"
        for block in blocks(page)
        for command, _ in block.commands()
        for what in wrong(command, whole="…" not in command, made=made)
    ]
    found += [
        f"{place}: {what}" for place, span in spans(page) if COMMAND.match(span) for what in wrong(span, whole=False)
    ]
    assert not found, "\n".join(found)


@pages
def test_what_is_linked_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    for link in re.finditer(r"\]\((?!https?:|#)([^)#\s]*)(?:#([^)\s]*))?\)", text):
        line, target = text.count("\n", 0, link.start()) + 1, page.parent / link[1]
        assert target.exists(), f"docs: {page.name}:{line}: there is no {link[1]}"
        if link[2]:
            heads = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
            assert link[2] in anchors, f"{page.name}:{line}: {link[1]} has no heading {link[2]}"


@pages
def test_json_and_toml_are_well_formed_and_rows_keep_their_schema(page: Path) -> None:
    for block in blocks(page):
        if block.language == "toml" and "into" not in block.notes:
            tomllib.loads(block.inside)
        if block.language == "json" and "not run" not in block.notes:
            for value in _values(block):
                if "file" not in block.notes:  # what reads the file says what is wrong with it
                    _is_sound(value, block.place)


def _values(block: Block) -> list[Any]:
    """What a block of JSON, or of JSON lines, holds."""
    try:
        return [json.loads(block.inside)]
    except ValueError:
        lines = enumerate(block.inside.splitlines(), start=block.line + 1)
        found = []
        for number, line in lines:
            try:
                found.append(json.loads(line))
            except ValueError as error:
                pytest.fail(f"{block.page}:{number}: neither JSON nor JSON lines: {error}")
        return found


def _is_sound(value: Any, place: str) -> None:
    """Each field of a row, or of a part of one, is as the schema has it; a row of the samples is as it is built."""
    if not isinstance(value, dict):
        return
    for kind in KINDS:
        fields = schemas.load(kind)["properties"]
        if value.keys() <= fields.keys():
            for name in value:
                at_fault = [*schemas.validator_of(fields[name]).iter_errors(value[name])]
                assert not at_fault, f"{place}: {name} of a {kind}: {at_fault[0].message}"
            break
    if (known := _samples().get(value.get("id", ""))) is not None:
        assert value == {name: known[name] for name in value}, f"{place}: the samples give {known}"


def _samples() -> dict[str, Any]:
    files = (ROOT / "output" / "onrecord-samples" / "1.0.0" / "data").glob("*.jsonl")
    rows = (json.loads(line) for file in files for line in file.read_text("utf-8").splitlines())
    return {row["id"]: row for row in rows}


@pytest.mark.skipif(sys.platform == "win32", reason="its commands are those of a Unix shell")
@pages
def test_following_the_page(page: Path, shell: Terminal, hub: Server, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    shell.changed = CLONE in text
    if shell.changed and settings.get_current_profile_name() != "nightly":
        pytest.skip("its tests take a minute: pytest --hypothesis-profile nightly follows it")
    hub.repositories.clear()
    hub.user = _publisher(page)
    shell.folder = tmp_path / "here"
    shell.folder.mkdir() if EMPTY in text else checkout(shell.folder)
    printed: str | None = None
    for block in blocks(page):
        if "file" in block.notes:
            (shell.folder / block.notes["file"]).write_text(block.inside, encoding="utf-8")
        elif "into" in block.notes:
            _put(block, shell.folder)
        elif "not run" in block.notes:
            printed = None
        elif block.language in ("bash", "console", "run"):
            printed = _run(block, shell, hub)
        elif block.language == "python":
            code, printed, err = shell.python(block.inside)
            assert code == 0, f"{block.place}: this program fails\n{printed}{err}"
        elif block.language == "text":
            assert printed is not None, f"{block.place}: nothing that is run stands before this block of text"
            _agree(block.place, printed, block.inside, hub)


def _put(block: Block, folder: Path) -> None:
    """Add a block to a file, as somebody would who is told to."""
    name, _, words = block.notes["into"].partition(" before ")
    path = folder / name
    lines = path.read_text("utf-8").splitlines(keepends=True) if path.exists() else []
    place = next((number for number, line in enumerate(lines) if words in line), None) if words else len(lines)
    assert place is not None, f"{block.place}: no line of {name} has {words}"
    path.write_text("".join([*lines[:place], block.inside, *lines[place:]]), encoding="utf-8")


def _publisher(page: Path) -> str:
    """Whose token it is: the owner of what the page publishes."""
    found = re.search(r"^(?:\$ )?onrecord publish \S+ (\w+)/", page.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else "harbour"


def _run(block: Block, shell: Terminal, hub: Server) -> str:
    """All that the commands of a block print; each exits as it should."""
    all_of_it = ""
    run = [*block.commands()]
    for number, (command, shown) in enumerate(run, start=1):
        code, found = shell.command(command)
        last = number == len(run)
        expected = int(block.notes.get("exit code", 0)) if last else 0
        assert code == expected, f"{block.place}: {command}\nexits with {code}, not {expected}:\n{found}"
        if shown and shown.strip():
            _agree(f"{block.place}: {command}", found, shown, hub)
        all_of_it += found
    return all_of_it


def _agree(place: str, found: str, shown: str, hub: Server) -> None:
    """What was printed is what the page shows, which may leave lines out."""
    shown = HUB.sub(hub.address, shown)
    parts = [re.escape(part) for part in re.split(r"^…\n", shown, flags=re.MULTILINE)]
    said = re.compile("(?:.*\n)*?".join(parts) + "\n*")
    assert said.fullmatch(found), f"{place}\nshould print\n{shown}\nand prints\n{found}"


# What finds blocks and looks at commands is itself held to a few.


def test_a_command_goes_on_to_its_end() -> None:
    found = [
        "onrecord build a \\\n  --out b\n",
        "python -c 'print(1)\n'\n",
        "cat > x <<'END'\nit's\n\nEND\n",
        "ls  # one's own\n",
    ]
    assert [*commands("# a note\n" + "\n".join(found))] == found


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (Block("docs/x.md", 12, "", "ls\n"), "neither run nor marked"),
        (Block("docs/x.md", 12, "ruby", "puts 1\n"), "neither run nor marked"),
        (Block("docs/x.md", 12, "bash", "ls\n", {"never run": "slow"}), "none of"),
        (Block("docs/x.md", 12, "bash", "ls\n", {"not run": " "}), "says nothing"),
        (Block("docs/x.md", 12, "console", "ls\n"), "begins with $"),
    ],
)
def test_a_block_that_nobody_would_run_is_named(block: Block, said: str) -> None:
    assert block.place == "docs/x.md:12"
    assert any(said in what for what in _unclear(block))


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("onrecord bild a", "no command bild"),
        ("onrecord build a", "Missing option '--out'"),
        ("onrecord build a --out b --quick", "No such option"),
        ("onrecord build a --out b --workers none", "not a valid integer"),
        ("cat a | onrecord extract --loud", "No such option"),
        ("python benchmarks/fast.py", "there is no benchmarks/fast.py"),
        ("python benchmarks/speed.py --no-such-option", "speed.py has no --no-such-option"),
        ("ONRECORD_KILLS=1 pytest tests/test_none.py", "there is no tests/test_none.py"),
        ("pytest tests/test_cli.py::test_none", "there is no tests/test_cli.py::test_none"),
        ("make lunch", "no lunch"),
        ("python -c 'print('", "python -c"),
    ],
)
def test_what_is_wrong_with_a_command_is_said(command: str, said: str) -> None:
    assert any(said in what for what in wrong(command, whole=True)), [*wrong(command, whole=True)]


@pytest.mark.parametrize("found", ["a\nb\nc\n", "a\nc\n", "a\nb\nb\nc\n\n"])
def test_lines_that_are_left_out_may_be_any(found: str, hub: Server) -> None:
    _agree("", found, "a\n…\nc\n", hub)


@pytest.mark.parametrize("found", ["b\nc\n", "a\nb\n", "a\nc", "a\nb\nc\nd\n", "ac\n"])
def test_lines_that_are_shown_may_not(found: str, hub: Server) -> None:
    with pytest.raises(AssertionError, match="should print"):
        _agree("", found, "a\n…\nc\n", hub)

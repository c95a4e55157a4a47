"""What the README and the pages of docs/ hold that can be run: fenced blocks, and commands within a line.

A block says by its language what it is:

    bash        commands, run one by one
    console     commands after "$ ", and what each prints; a line "…" stands for any lines that are left out
    python      run as a program of its own
    text        what the block before it printed
    json, toml  parsed; rows and parts of rows are held against their schema

An invisible comment before a block says more:

    <!-- not run: why -->       the block is not run; its commands are looked at all the same
    <!-- file: people.jsonl --> the block is the content of this file
    <!-- into: x.py -->         the block is added to the end of this file, which may be new,
    <!-- into: x.py before WORDS -->  or before its first line with these words
    <!-- exit code: 1 -->       what its last command exits with

and two stand anywhere in a page:

    <!-- run: mkdir articles -->         a command that readers need not see
    <!-- begins in: an empty folder -->  not in a checkout, as other pages do
    <!-- begins in: a clone -->           in one whose code is run, once it is changed (every night)
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
LANGUAGES = ("bash", "console", "python", "text", "json", "toml")
NOTES = ("not run", "file", "into", "exit code")
EMPTY, CLONE = "<!-- begins in: an empty folder -->", "<!-- begins in: a clone -->"

_PART = re.compile(
    r"^(?P<indent> *)```(?P<language>[^\n`]*)\n(?P<inside>.*?)^(?P=indent)```[ ]*$"
    r"|^(?P<indent_of_run> *)<!-- (?P<key>[a-z ]+): (?P<value>.*?) -->[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_HEREDOC = re.compile(r"<<-?\s*['\"]?(\w+)['\"]?")


@dataclass(frozen=True)
class Block:
    """A fenced block, or a command that is not shown (``run``), with the line of the page that it begins on."""

    page: str
    line: int
    language: str
    inside: str
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where it stands, as editors understand it."""
        return f"{self.page}:{self.line}"

    def commands(self) -> Iterator[tuple[str, str | None]]:
        """Each command of a block of commands, and what the page says that it prints; None where it says nothing."""
        if self.language == "console":
            for session in re.split(r"^\$ ", self.inside, flags=re.MULTILINE)[1:]:
                lines = session.splitlines(keepends=True)
                command = next(commands("".join(lines)), "")
                yield command.strip(), session[len(command) :]
        elif self.language in ("bash", "run"):
            for command in commands(self.inside):
                yield command.strip(), None


def blocks(path: Path) -> Iterator[Block]:
    """The blocks of a page, in their order, with the comments before each."""
    page, text = path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
    notes: dict[str, str] = {}
    end = 0
    for part in _PART.finditer(text):
        if text[end : part.start()].strip():
            notes = {}
        end, line = part.end(), text.count("\n", 0, part.start()) + 1
        if part["key"] == "run":
            yield Block(page, line, "run", dedent(part["indent_of_run"] + part["value"]))
        elif part["key"] == "begins in":
            continue
        elif part["key"]:
            notes[part["key"]] = part["value"]
        else:
            yield Block(page, line, part["language"], dedent(part["inside"]), notes)
            notes = {}


def spans(path: Path) -> Iterator[tuple[str, str]]:
    """What stands between backticks within the lines of a page, and where."""
    page = path.relative_to(ROOT).as_posix()
    text = _PART.sub(lambda part: re.sub(r"[^\n]", " ", part[0]), path.read_text("utf-8"))
    for found in _SPAN.finditer(text):
        yield f"{page}:{text.count(chr(10), 0, found.start()) + 1}", " ".join(found[2].split())


def commands(text: str) -> Iterator[str]:
    """The commands of a shell's lines: one goes on after a backslash, in quotation marks, to the end of a heredoc."""
    command = ""
    for line in text.splitlines(keepends=True):
        command += line
        if _whole(command):
            if command.strip() and not command.startswith("#"):
                yield command
            command = ""
    if command.strip():
        yield command


def _whole(command: str) -> bool:
    if opening := _HEREDOC.search(command):
        return command.rstrip("\n").endswith(f"\n{opening[1]}")
    if command.rstrip("\n").endswith("\\"):
        return False
    try:
        shlex.split(command, comments=True)
    except ValueError:  # a quotation mark is open
        return False
    return True


def words(command: str) -> list[str]:
    """The words of a command, signs such as | and > among them; of a heredoc the first line only."""
    if _HEREDOC.search(command):
        command = command.partition("\n")[0]
    lexer = shlex.shlex(command.replace("\\\n", " "), posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    return [*lexer]

"""What can be told of a command without running it: that it exists, and has the options and the files that it names."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import click
from blocks import ROOT, words

from onrecord.commands import NAMES, onrecord

_FOLDERS = re.compile(r"(?:benchmarks|docs|generator|output|schema|tests)/[\w./-]+")
"""Paths of a checkout."""
_SEPARATORS = re.compile(r"[|&;()]+")
_PLACEHOLDER = re.compile(r"…|^\[|^<")
_TO = ("--to", "--out", "--suggest", "--write-confidence")
"""Options that name what is to be made."""


def wrong(command: str, *, whole: bool, made: Collection[str] = ()) -> Iterator[str]:
    """What is wrong with a command. ``whole``: it is to be run as it stands, not part of a sentence.

    ``made`` are the files that the page makes itself.
    """
    try:
        listed = words(command)
    except ValueError as error:
        yield f"{command!r} is no command: {error}"
        return
    simple: list[list[str]] = [[]]
    for word in listed:
        if _SEPARATORS.fullmatch(word):
            simple.append([])
        else:
            simple[-1].append(word)
    for one in simple:
        while one and re.match(r"\w+=", one[0]):  # ONRECORD_DEBUG=1 onrecord …
            del one[0]
        if one:
            yield from _wrong(one, whole, {*made, one[-1]} if one[0] in ("cp", "mv") else made)


def _wrong(command: Sequence[str], whole: bool, known: Collection[str]) -> Iterator[str]:
    made = {*known} | {after for word, after in pairwise(command) if word in _TO or ">" in word}
    for word in command:
        if _FOLDERS.fullmatch(word) and word not in made and not (ROOT / word).exists():
            yield f"there is no {word}"
    given = [word for word in _without_redirections(command) if not (not whole and _PLACEHOLDER.search(word))]
    match given[0].removeprefix(".venv/bin/"), *given[1:]:
        case "onrecord", *arguments:
            yield from _of_onrecord(arguments, whole=whole)
        case "python" | "python3", "-c", source, *_:
            try:
                ast.parse(source)
            except SyntaxError as error:
                yield f"python -c: {error}"
        case "python" | "python3", "-m", "onrecord", *arguments:
            yield from _of_onrecord(arguments, whole=whole)
        case "python" | "python3", script, *arguments if script.endswith(".py") and (ROOT / script).is_file():
            yield from _of_script(ROOT / script, arguments)
        case "pytest", *arguments:
            for word in arguments:
                path, _, test = word.partition("::")
                if not path.endswith(".py") or path in made:
                    continue
                if not (ROOT / path).is_file() or f"def {test}" not in _text(ROOT / path):
                    yield f"there is no {word}"
        case "make", *targets:
            known = re.findall(r"^([\w./-]+):", _text(ROOT / "Makefile"), re.MULTILINE)
            yield from (
                f"the Makefile has no {target}" for target in targets if target not in known and "=" not in target
            )


def _without_redirections(command: Sequence[str]) -> Iterator[str]:
    rest = iter(command)
    for word in rest:
        if set(word) <= {*"<>&"}:
            next(rest, None)
        else:
            yield word


def _of_onrecord(arguments: list[str], *, whole: bool) -> Iterator[str]:
    if not arguments or arguments[0] in ("--help", "--version"):
        return
    name, *given = arguments
    if name not in NAMES:
        yield f"onrecord has no command {name}: {', '.join(NAMES)}"
        return
    command = onrecord.get_command(click.Context(onrecord), name)
    assert command
    if whole:
        try:
            command.make_context(name, given).close()
        except click.exceptions.Exit:  # --help
            return
        except click.ClickException as error:
            yield f"onrecord {name}: {error.format_message()}"
    known = {option for one in command.params for option in one.opts} | {"--help"}
    yield from (f"onrecord {name} has no {word}" for word in _options(given) if word not in known)


def _of_script(path: Path, arguments: Sequence[str]) -> Iterator[str]:
    """Its options stand in its text, in quotation marks, where they are told to argparse or click."""
    text = _text(path)
    yield from (f"{path.name} has no {word}" for word in _options(arguments) if f'"{word}"' not in text)


def _options(arguments: Sequence[str]) -> Iterator[str]:
    return (word.partition("=")[0] for word in arguments if re.match(r"--\w", word))


def _text(path: Path) -> str:
    return path.read_text("utf-8")

"""JSON Lines, plain or compressed, an article a line; and .json, which holds one object or a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from onrecord.errors import UnreadableInput
from onrecord.model import Rejection
from onrecord.read.file import SourceFile, misencoded, rejection
from onrecord.read.row import from_row
from onrecord.read.unread import Item

WHOLE = 32
"""How many of the largest articles a .json file may hold: it is read whole."""

_BLANK = re.compile(r"[ \t\r\n]*")


def read(file: SourceFile) -> Iterator[Item]:
    """The article of each line that is not blank, or why it could not be read; the lines after it are read.

    An article without an id gets the file's label and the line: "tuesday:12".
    """
    try:
        for number, line in file.lines():
            if isinstance(line, UnreadableInput):
                yield rejection(line)
            else:
                yield from _line(line, file, number)
    except UnreadableInput as error:
        yield rejection(error)


def read_whole(file: SourceFile) -> Iterator[Item]:
    """The articles of a .json file: an object, a list of objects, or JSON Lines under another ending."""
    try:
        text = file.text(WHOLE * file.options.max_bytes)
    except UnreadableInput as error:
        yield rejection(error)
        return
    try:
        if text[_end_of_blank(text, 0) :].startswith("["):
            for index, (line, value) in enumerate(_elements(text), start=1):
                yield from _value(value, f"{file.label}:{index}", file, line)
        else:
            yield from _value(json.loads(text), file.label, file, None)
    except (ValueError, RecursionError) as error:
        if _is_object(text.partition("\n")[0]):
            yield from read(file)
        else:
            at = error.lineno if isinstance(error, json.JSONDecodeError) else None
            expected = f"one JSON object or a list of objects; {_syntax(error)}"
            yield Rejection("input", "invalid-json", file=file.name, line=at, expected=expected)


def _line(line: bytes, file: SourceFile, number: int) -> Iterator[Item]:
    try:
        words = line.decode().removeprefix("\ufeff")
        if not words.strip():
            return
        value = json.loads(words)
    except UnicodeDecodeError as error:
        reason, expected = "invalid-utf-8", misencoded(error)
    except (ValueError, RecursionError) as error:
        reason, expected = "invalid-json", f"a JSON object on one line; {_syntax(error)}"
    else:
        yield from _value(value, f"{file.label}:{number}", file, number)
        return
    yield Rejection("input", reason, file=file.name, line=number, expected=expected)


def _value(value: object, default_id: str, file: SourceFile, line: int | None) -> Iterator[Item]:
    if isinstance(value, dict):
        yield from from_row(value, default_id, file, line)
    else:
        expected = f"a JSON object with at least a text, not {type(value).__name__}"
        yield Rejection("input", "not-an-object", file=file.name, line=line, expected=expected)


def _elements(text: str) -> Iterator[tuple[int, object]]:
    """Each element of the list and the line it begins on; those before a mistake come before its error."""
    decoder, line, counted = json.JSONDecoder(), 1, 0
    position = _end_of_blank(text, text.index("[") + 1)
    while not text.startswith("]", position):
        line, counted = line + text.count("\n", counted, position), position
        value, position = decoder.raw_decode(text, position)
        yield line, value
        position = _end_of_blank(text, position)
        if text.startswith(",", position):
            position = _end_of_blank(text, position + 1)
        elif not text.startswith("]", position):
            raise json.JSONDecodeError("Expecting ',' delimiter", text, position)
    if _end_of_blank(text, position + 1) < len(text):
        raise json.JSONDecodeError("Extra data", text, position + 1)


def _is_object(words: str) -> bool:
    try:
        return isinstance(json.loads(words), dict)
    except (ValueError, RecursionError):
        return False


def _end_of_blank(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _syntax(error: Exception) -> str:
    """Where JSON goes wrong, in words."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)

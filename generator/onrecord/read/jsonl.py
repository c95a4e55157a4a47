"""JSON Lines, plain or compressed, an article a line; and .json, which holds one object or a list of them."""

from __future__ import annotations

import importlib
import json
import re
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import IO, cast

from onrecord.errors import UnreadableInput
from onrecord.model import Article, Rejection
from onrecord.read.file import SourceFile, marked, misencoded, rejection, why
from onrecord.read.metadata import from_row

_BLANK = re.compile(r"[ \t\r\n]*")


def read(file: SourceFile) -> Iterator[Article | Rejection]:
    """The article of each line that is not blank, or why it could not be read; the lines after it are read.

    An article without an id gets the file's label and the line: "tuesday:12".
    """
    number = 0
    broken: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error)
    try:
        stream, errors = _opened(file)
        broken += errors
        with stream:
            for number, line in enumerate(_utf8(stream, file), start=1):
                yield from _line(line, file, number)
    except UnreadableInput as error:
        yield rejection(error)
    except broken as error:
        yield Rejection("input", "unreadable-file", file=file.name, line=number + 1, expected=why(error))


def read_whole(file: SourceFile) -> Iterator[Article | Rejection]:
    """The articles of a .json file: an object, a list of objects, or JSON Lines under another ending."""
    try:
        text = file.text()
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


def _opened(file: SourceFile) -> tuple[IO[bytes], tuple[type[Exception], ...]]:
    """The bytes of a file, decompressed, and the errors that say that it is damaged."""
    ending = file.path.suffix.lower()
    if ending == ".gz":
        import gzip

        return cast(IO[bytes], gzip.open(file.path, "rb")), ()
    if ending == ".zst":
        for name in ("compression.zstd", "backports.zstd"):  # in Python since 3.14; the same for older ones
            try:
                zstd = importlib.import_module(name)
            except ImportError:
                continue
            return zstd.open(file.path, "rb"), (zstd.ZstdError,)
        expected = "Python 3.14 or newer, or the package backports.zstd (pip install backports.zstd)"
        raise UnreadableInput("unreadable-file", expected, file=file.name)
    return file.path.open("rb"), ()


def _utf8(stream: IO[bytes], file: SourceFile) -> Iterator[bytes]:
    """The lines in UTF-8. Only "\\n" ends a line: U+2028 may stand inside a JSON string."""
    first = stream.readline()
    if (encoding := marked(first)) is None:
        return chain((first,), stream)
    data = first + stream.read()
    try:
        return iter(data.decode(encoding).encode().split(b"\n"))
    except UnicodeDecodeError as error:
        raise UnreadableInput("invalid-utf-8", misencoded(error), file=file.name) from error


def _line(line: bytes, file: SourceFile, number: int) -> Iterator[Article | Rejection]:
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


def _value(value: object, default_id: str, file: SourceFile, line: int | None) -> Iterator[Article | Rejection]:
    if isinstance(value, dict):
        yield from from_row(value, default_id, file.name, line)
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

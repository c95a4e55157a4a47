"""The bytes of a feed -> its channel and its entries, by feedparser, after what could take it forever."""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from xml.parsers import expat

from onrecord.errors import UnreadableInput
from onrecord.read.file import SourceFile
from onrecord.read.page import decode
from onrecord.read.page.tree import DEEPEST

Entry: TypeAlias = Mapping[str, Any]

_DECLARATION = re.compile(r"<\?xml[^>]{0,500}\?>")
_LONG_NAME = re.compile(
    r"(<(?:\w{1,20}:)?(?:author|creator|contributor|managingEditor|webMaster|publisher|owner|name|email)\b[^<>]{0,500}>"
    r"\s{0,20}(?:<!\[CDATA\[)?[^<\]]{1000})[^<\]]+",
    re.IGNORECASE,
)
"""What feedparser looks for an address in, in time by the square: no author has so long a name."""
_FEED = 8
"""How many of the largest articles a feed may be as large as: it is read whole, a megabyte a second."""
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF|channel)\s*>", re.IGNORECASE)
_EDGE = re.compile(r"<(/?)(?:\w+:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w:.-]{0,40})")
_AMPLIFIED = 43
"""The code of expat's error where entities make a document grow a hundredfold."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as feedparser has it; ``cut`` says how it breaks off, "" where it does not."""

    version: str
    channel: Mapping[str, Any]
    entries: tuple[Entry, ...]
    cut: str


def parse(file: SourceFile) -> Feed:
    """Raises UnreadableInput: unreadable-file, too-large, compression-bomb, nested-too-deep, empty-article."""
    import feedparser

    text = _FORBIDDEN.sub("", decode(file.data(_FEED * file.options.max_bytes)))
    text = _LONG_NAME.sub(r"\1", _DECLARATION.sub("", text, count=1)).lstrip()
    if not text:
        raise UnreadableInput("missing-text", "a feed in RSS or Atom; the file is empty", file=file.name)
    data = text.encode()
    wrong = _checked(data, file)
    try:  # from a stream: what is no stream could be taken for the name of a file
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever its parsers raise, the feed is none that it knows
        expected = f"a feed in RSS or Atom: {type(error).__name__}"
        raise UnreadableInput("unreadable-file", expected, file=file.name) from error
    if not found.get("version"):
        root = _ROOT.search(text)
        there = f"its first element is {root[1]!r}" if root else "there is no element in it"
        raise UnreadableInput("unreadable-file", f"a feed in RSS or Atom; {there}", file=file.name)
    entries = list(found.get("entries", ()))
    end, closed = next(((edge.end(), edge[1]) for edge in deque(_EDGE.finditer(text), maxlen=1)), (0, "/"))
    cut = "" if not wrong or _END.search(text, end) else wrong
    if cut and not closed:
        del entries[-1:]
    return Feed(found["version"], found.get("feed", {}), tuple(entries), cut)


def _checked(data: bytes, file: SourceFile) -> str:
    """Where it is not well-formed, "" where it is. Raises UnreadableInput: nested-too-deep, compression-bomb."""
    parser = expat.ParserCreate("utf-8")
    depth = 0

    def begin(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnreadableInput("nested-too-deep", f"elements at most {DEEPEST} deep", file=file.name)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if error.code == _AMPLIFIED:
            expected = "a feed whose entities do not make it grow a hundredfold"
            raise UnreadableInput("compression-bomb", expected, file=file.name) from error
        return f"{expat.ErrorString(error.code)} on line {error.lineno}"
    return ""

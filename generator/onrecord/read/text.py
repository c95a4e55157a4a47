"""A .txt file: one article, with metadata in front matter at its top, in a sidecar or in the folder's table.

Where two of them name a field, the sidecar counts before front matter and front matter before the table: what
was laid beside this one text on purpose, then what came with it, then what was said of the whole folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.errors import UnreadableInput
from onrecord.model import Article, Rejection
from onrecord.read.fields import known
from onrecord.read.file import SourceFile, rejection
from onrecord.read.metadata import article, flaw, metadata
from onrecord.read.sidecar import Said, beside, parse_yaml

_PRECEDENCE = ("sidecar", "front-matter", "table")

_END = r"[ \t]*(?:\r\n|[\n\r\x85\u2028\u2029]|\Z)"
_FRONT_MATTER = re.compile(rf"---{_END}(?P<block>.*?)(?<=[\n\r\x85\u2028\u2029])---{_END}", re.DOTALL)
_KEY = re.compile(r"^([\w-]+(?: [\w-]+)?)[ \t]*:(?=\s|\Z)", re.MULTILINE)


def read(file: SourceFile) -> Iterator[Article | Rejection]:
    """The article of a .txt file, its words untouched, after what is wrong with its metadata."""
    try:
        text, front = front_matter(file.text(), file.name)
    except UnreadableInput as error:
        yield rejection(error)
        return
    layers = [("front-matter", front), *beside(file)]
    layers.sort(key=lambda layer: _PRECEDENCE.index(layer[0]))
    said: dict[str, str] = {}
    for _, (fields, wrong) in reversed(layers):
        said |= fields
        yield from wrong
    if reason := flaw(text):
        yield Rejection("input", reason[0], file=file.name, expected=reason[1])
    else:
        yield article(text, file.label, said, _basis(layers), file.name)


def front_matter(text: str, name: str) -> tuple[str, Said]:
    """The text after its front matter, and what that says; all of the text where it does not begin with any.

    Front matter stands between two lines "---" and is a YAML mapping in which at least one key is a field
    that we know: a dialogue between two rules is text.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text, ({}, ())
    block = match["block"]
    # The first line is "---", so the block begins on the second.
    lines = {key[1]: block.count("\n", 0, key.start()) + 2 for key in _KEY.finditer(block)}
    try:
        raw = parse_yaml(block)
    except ValueError as error:
        if not any(map(known, lines)):
            return text, ({}, ())
        expected = f"front matter in YAML, with quotation marks around a value that holds ': ' ({error} of it)"
        return text, ({}, (Rejection("input", "unreadable-sidecar", file=name, line=1, expected=expected),))
    if not isinstance(raw, dict) or not any(map(known, raw)):
        return text, ({}, ())
    said, wrong = metadata(raw, name)
    return text[match.end() :], (said, tuple(replace(one, line=lines.get(one.field or "")) for one in wrong))


def _basis(layers: Sequence[tuple[str, Said]]) -> str:
    """Where the outlet and the date come from: the best that gave one, else the best that gave anything."""
    giving = [(basis, fields) for basis, (fields, _) in layers if fields]
    giving.sort(key=lambda layer: not {"outlet", "date"} & layer[1].keys())
    return giving[0][0] if giving else "metadata"

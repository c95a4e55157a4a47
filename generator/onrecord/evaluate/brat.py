"""PolNeAR as published: brat standoff, a file of annotations (.ann) beside each text (.txt).

A line "T3⇥Content 1775 1995;1998 2184⇥words" is a span, here in two parts; "E1⇥Attribution:T4 Content:T3 Cue:T2
Source:T1" an attribution of such spans. A relation, "R1⇥Attribution Arg1:T3 Arg2:T1", joins two; relations that share
a span are one attribution. Everything else (A, M, N, #, *) says nothing about who is quoted.

The text of ``attributions/NAME_ANNOTATOR.ann`` is ``text/NAME.txt``, or stands beside it as NAME.txt or under the
name of the annotations. Of several annotators of one text the first by name counts. A name such as
``OUTLET_2016-03-11_…`` says outlet and date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.errors import DataError
from onrecord.evaluate.model import Facet, GoldArticle
from onrecord.evaluate.units import Attribution, units
from onrecord.model import Article, Span

ANNOTATES: frozenset[Facet] = frozenset(("source", "type"))

_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?")
_LINK = re.compile(r"[ER]\d+\t(.+)")
_MEMBER = re.compile(r":(T\d+)")
_NAME = re.compile(r"([^_]+)_(\d{4}-\d\d-\d\d)_")


def knows(path: Path) -> bool:
    """Whether a file is in this format, by its ending."""
    return path.suffix == ".ann"


def read(paths: Sequence[Path]) -> Iterator[GoldArticle]:
    """An article for each text that has annotations; DataError where a text is missing or another one."""
    seen: set[Path] = set()
    for path in sorted(paths):
        source = _text_of(path)
        if source in seen:
            continue
        seen.add(source)
        text = source.read_bytes().decode("utf-8-sig")
        named = _NAME.match(source.stem)
        outlet, date = named.groups() if named else (None, None)
        article = Article(id=source.stem, text=text, outlet=outlet, date=date)
        yield GoldArticle(article, units(text, _attributions(path, text)), outlet or "unknown")


def _text_of(path: Path) -> Path:
    names = [f"{path.stem}.txt", f"{path.stem.rpartition('_')[0]}.txt"]
    folders = [path.parent, path.parent.parent / "text"]
    for file in (folder / name for name in names for folder in folders):
        if file.is_file():
            return file
    raise DataError(f"{path}: expected its text in {' or '.join(names)}, beside it or in {folders[1]}")


def _attributions(path: Path, text: str) -> list[Attribution]:
    marked: dict[str, tuple[str, tuple[Span, ...]]] = {}
    groups: list[set[str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if match := _SPAN.match(line):
            name, kind, offsets, words = match.groups()
            parts = tuple(Span(*map(int, part.split())) for part in offsets.split(";"))
            if words and words.split() != " ".join(part.of(text) for part in parts).split():
                raise DataError(f"{path}, line {number}: expected at {offsets} of the text what the line gives")
            marked[name] = kind, parts
        elif match := _LINK.match(line):
            _join(groups, set(_MEMBER.findall(match[1])), relation=line.startswith("R"))
    return [_attribution([marked[name] for name in sorted(group) if name in marked]) for group in groups]


def _join(groups: list[set[str]], members: set[str], *, relation: bool) -> None:
    """Add an attribution; one of relations takes in those that it shares a span with."""
    if relation:
        for group in [group for group in groups if group & members]:
            groups.remove(group)
            members |= group
    groups.append(members)


def _attribution(members: Sequence[tuple[str, tuple[Span, ...]]]) -> Attribution:
    of = {kind: tuple(sorted(span for name, parts in members if name == kind for span in parts)) for kind in _PARTS}
    return Attribution(of["Content"], of["Source"], of["Cue"])


_PARTS = ("Content", "Source", "Cue")

"""brat standoff, the form that PolNeAR is published in: a text (.txt) and its annotations (.ann) for each article.

A span is a text-bound annotation (Content, Source, Cue, Addressee); a quote is an event Attribution that has them for
arguments. brat asks for a trigger: it stands where the Content does. Type and kind of speaker are attributes, what is
free text (speaker, role, said_on) a note on the event, in JSON. A quoted region that is no speech is a NotSpeech with
the attribute Reason. annotation.conf declares all of it, so that the folder opens in brat as it is. Offsets count code
points, as brat's do, line ends as they stand; a span over a line end is in two fragments, as brat has them.

documents.json says whose text each file is, and tells this form from PolNeAR's own when it is read back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import DataError
from onrecord.evaluate.model import Answered, Prediction, Refusal
from onrecord.evaluate.rows import span
from onrecord.exports import documents
from onrecord.exports.model import Annotated
from onrecord.model import REASONS, Span

_NO_SPEECH = [*REASONS][: [*REASONS].index("unreadable-file")]
CONFIGURATION = f"""\
[entities]
Content
Source
Cue
Addressee
NotSpeech

[relations]

[events]
Attribution\tContent:Content, Source*:Source, Cue?:Cue, Addressee?:Addressee

[attributes]
Type\tArg:Attribution, Value:direct|mixed
Kind\tArg:Attribution, Value:person|organization|group|unnamed
Reason\tArg:NotSpeech, Value:{"|".join(_NO_SPEECH)}
"""

_LINE = re.compile(r"[^\r\n]+")
_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?\Z")
_EVENT = re.compile(r"(E\d+)\tAttribution:T\d+((?: \w+:T\d+)*) *\Z")
_ARGUMENT = re.compile(r"(?<![A-Za-z])([A-Za-z]+)\d*:(T\d+)")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\w+) (\w+) (\S+)\Z")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (E\d+)\t(\{.*\})\Z")


def write(articles: Iterable[Annotated], folder: Path) -> None:
    """Two files for each article, documents.json and annotation.conf."""
    named = documents.Documents()
    for one in articles:
        name = named.add(one)
        (folder / f"{name}.txt").write_bytes(one.words.encode())
        (folder / f"{name}.ann").write_bytes("".join(f"{line}\n" for line in _Standoff(one).lines()).encode())
    named.write(folder)
    (folder / "annotation.conf").write_bytes(CONFIGURATION.encode())


class _Standoff:
    """The annotations of an article, numbered; a span that several quotes share is one."""

    def __init__(self, one: Annotated) -> None:
        self._one, self._spans = one, dict[tuple[str, Span], str]()

    def lines(self) -> Iterator[str]:
        attributes = 0
        for number, quote in enumerate(self._one.quotes, start=1):
            arguments = [("Content", quote.span)]
            arguments += [("Source" + str(n) * (n > 1), place) for n, place in enumerate(quote.sources, start=1)]
            arguments += [
                (role, place) for role, place in (("Cue", quote.cue), ("Addressee", quote.addressee)) if place
            ]
            names = []
            for role, place in (("Attribution", quote.span), *arguments):
                name, made = self._span(role.rstrip("0123456789"), place)
                names.append(f"{role}:{name}")
                yield from made
            yield f"E{number}\t{' '.join(names)}"
            for label, value in (("Type", quote.type), ("Kind", quote.kind)):
                if value:
                    attributes += 1
                    yield f"A{attributes}\t{label} E{number} {value}"
            facts = {key: value for key, value in quote.facts.items() if key not in ("type", "kind")}
            yield f"#{number}\tAnnotatorNotes E{number}\t{json.dumps(facts)}"
        for region in self._one.not_speech:
            name, made = self._span("NotSpeech", region.span)
            yield from made
            attributes += 1
            yield f"A{attributes}\tReason {name} {region.reason}"

    def _span(self, kind: str, place: Span) -> tuple[str, list[str]]:
        """The name of a span, and its line where it is new."""
        if (kind, place) in self._spans:
            return self._spans[kind, place], []
        name = self._spans[kind, place] = f"T{len(self._spans) + 1}"
        fragments = [Span(*line.span()) for line in _LINE.finditer(self._one.words, place.start, place.end)]
        offsets = ";".join(f"{one.start} {one.end}" for one in fragments)
        words = " ".join(one.of(self._one.words) for one in fragments)
        return name, [f"{name}\t{kind} {offsets}\t{words}"]


def knows(path: Path) -> bool:
    """Whether a file of annotations stands beside a documents.json."""
    return path.suffix == ".ann" and (path.parent / documents.NAME).is_file()


def read(paths: Sequence[Path]) -> Iterator[Answered]:
    """An article for each file of annotations; DataError, with the line, where one is not as it should be."""
    for path in paths:
        about = documents.documents(path.parent).get(path.stem, {})
        file = path.with_suffix(".txt")
        if not file.is_file():
            raise DataError(f"{path}: expected its text in {file.name} beside it, found none")
        article = documents.article(file.read_bytes().decode(), about, path.stem)
        quotes, regions = _read(path, article.text)
        yield Answered(article.id, tuple(quotes), tuple(regions), str(path), about.get("sha256"), article)


def _read(path: Path, text: str) -> tuple[list[Prediction], list[Refusal]]:
    marked: dict[str, tuple[str, Span, str]] = {}
    events: dict[str, tuple[list[tuple[str, str]], str]] = {}
    said: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(path.read_bytes().decode("utf-8-sig").split("\n"), start=1):
        line = line.removesuffix("\r")
        if match := _SPAN.match(line):
            name, kind, offsets, words = match.groups()
            parts = [Span(*map(int, part.split())) for part in offsets.split(";")]
            if words is not None and words.split() != " ".join(part.of(text) for part in parts).split():
                raise DataError(f"{path}, line {number}: expected at {offsets} of the text what the line gives")
            marked[name] = kind, Span(parts[0].start, parts[-1].end), f"line {number}"
        elif match := _EVENT.match(line):
            events[match[1]] = _ARGUMENT.findall(match[2]), f"line {number}"
        elif match := _ATTRIBUTE.match(line):
            said.setdefault(match[2], {})[match[1].lower()] = match[3]
        elif match := _NOTE.match(line):
            try:
                said[match[1]] = json.loads(match[2]) | said.get(match[1], {})
            except ValueError as error:
                raise DataError(f"{path}, line {number}: expected a note in JSON: {error}") from None
        elif line[:1] in ("T", "E", "A"):
            raise DataError(f"{path}, line {number}: expected brat standoff, found {line[:60]!r}")
    quotes = [_quote(path, members, place, marked, said.get(name, {})) for name, (members, place) in events.items()]
    regions = [
        Refusal(place, said.get(name, {}).get("reason", "word"), None)
        for name, (kind, place, _) in marked.items()
        if kind == "NotSpeech"
    ]
    return sorted(quotes, key=lambda quote: quote.spans), regions


def _quote(
    path: Path,
    members: list[tuple[str, str]],
    place: str,
    marked: dict[str, tuple[str, Span, str]],
    facts: dict[str, Any],
) -> Prediction:
    found: dict[str, list[Span]] = {}
    for role, name in members:
        if name not in marked:
            raise DataError(f"{path}, {place}: expected a line for {name}, found none")
        found.setdefault(role, []).append(span(*marked[name][1]))
    if "Content" not in found:
        raise DataError(f"{path}, {place}: expected an Attribution with a Content")
    first = {role: spans[0] for role, spans in found.items()}
    return Prediction(
        (first["Content"],),
        first.get("Source"),
        None,
        facts.get("type"),
        facts.get("speaker"),
        facts.get("said_on"),
        cue=first.get("Cue"),
        addressee=first.get("Addressee"),
        role=facts.get("role"),
        kind=facts.get("kind"),
        also=tuple(place for role, spans in found.items() if role.startswith("Source") for place in spans)[1:],
        place=place,
    )

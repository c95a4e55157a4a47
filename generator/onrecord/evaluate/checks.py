"""Answers held against the articles that they are about, before anything is scored: each fault with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from onrecord.evaluate.model import Answered, Fault, Prediction, Refusal
from onrecord.model import Span

_SHOWN = 60


class Checks:
    """The answers that can be scored, and what is wrong with the others.

    ``texts`` are those of gold by the ids of its articles; without any, only what shows by itself is found. ``asked``
    are the ids that have to be there; None where an article without quotes is not in such a file. ``strict``: an
    article that gold does not have is a fault; otherwise it is only counted.
    """

    def __init__(self, texts: Mapping[str, str], asked: Collection[str] | None, *, strict: bool) -> None:
        """Nothing is checked yet."""
        self._texts, self._asked, self._strict = texts, asked, strict
        self.sound: dict[str, Answered] = {}
        self.faults: list[Fault] = []
        self.unknown: list[str] = []
        self.dropped: set[str] = set()
        """Articles of another text."""

    def check(self, found: Iterable[Answered], name: str) -> None:
        """Check every answer of a file, or of several that are one system's."""
        seen: dict[str, str] = {}
        for one in found:
            if one.id in seen:
                message = f"expected an article once, found {one.id!r} again, after {seen[one.id]}"
                self.faults.append(Fault("duplicate-article", one.place, message))
                continue
            seen[one.id] = one.place
            if self._texts and one.id not in self._texts:
                if self._strict:
                    message = f"expected the id of an article of the gold, found {one.id!r}"
                    self.faults.append(Fault("unknown-article", one.place, message))
                else:
                    self.unknown.append(one.id)
            elif (text := self._texts.get(one.id)) is not None and (other := _other_text(one, text)):
                self.faults.append(Fault("other-text", one.place, other))
                self.dropped.add(one.id)
            else:
                self.sound[one.id] = self._quotes(one, text)
        for missing in self._asked or ():
            if missing not in seen:
                message = f"expected every article of the gold, found no {missing!r}"
                self.faults.append(Fault("missing-article", name, message))

    def _quotes(self, one: Answered, text: str | None) -> Answered:
        """The article with the quotes of it that can be scored."""
        taken: list[tuple[Span, str]] = []
        quotes: list[Prediction] = []
        for quote in one.quotes:
            place = ", ".join(part for part in (one.place, quote.place) if part)
            faults = [] if text is None else [*_misplaced(quote, place, text)]
            faults = faults or [*_overlaps(quote, place, taken)]
            if faults:
                self.faults += faults
            else:
                quotes.append(quote)
                taken += [(part, quote.place) for part in quote.spans]
        refusals: list[Refusal] = []
        for number, region in enumerate(one.refusals):
            if text is not None and region.span.end > len(text):
                place = f"{one.place}, field not_speech[{number}].end"
                self.faults.append(Fault("offsets", place, _beyond(region.span, text)))
            else:
                refusals.append(region)
        return replace(one, quotes=tuple(quotes), refusals=tuple(refusals))


def _other_text(one: Answered, text: str) -> str | None:
    digest = sha256(text.encode()).hexdigest()
    if one.sha256 is not None and one.sha256 != digest:
        return f"expected answers about the text that gold has of {one.id!r} (sha256 {digest}), found {one.sha256!r}"
    if one.article is not None and one.article.text != text:
        return f"expected the text that gold has of {one.id!r}, found another one"
    return None


def _misplaced(quote: Prediction, place: str, text: str) -> Iterator[Fault]:
    named = [("end" if len(quote.spans) == 1 else f"spans[{n}]", part) for n, part in enumerate(quote.spans)]
    others = (("source.end", quote.source), ("cue.end", quote.cue), ("addressee.end", quote.addressee))
    for field, part in [*named, *((field, part) for field, part in others if part)]:
        if part.start >= part.end:
            message = f"expected a start before the end, found {part.start} to {part.end}"
            yield Fault("offsets", f"{place}, field {field}", message)
        elif part.end > len(text):
            yield Fault("offsets", f"{place}, field {field}", _beyond(part, text))
    words = [("quote", quote.spans[0], quote.quote)] if quote.quote is not None and len(quote.spans) == 1 else []
    for field, part, expected in (*words, *quote.words):
        if part.end <= len(text) and part.of(text) != expected:
            message = f"expected the text that gold has at {part.start} to {part.end}, {_shown(part.of(text))}"
            yield Fault("words", f"{place}, field {field}", f"{message}, found {_shown(expected)}")


def _overlaps(quote: Prediction, place: str, taken: Iterable[tuple[Span, str]]) -> Iterator[Fault]:
    others = [*taken]
    for number, part in enumerate(quote.spans):
        field = "start" if len(quote.spans) == 1 else f"spans[{number}]"
        for other, of in others:
            if part.start < other.end and other.start < part.end:
                which = f"{of} ({other.start} to {other.end})" if of else f"{other.start} to {other.end}"
                message = f"expected no overlap with {which}, found {part.start} to {part.end}"
                yield Fault("overlap", f"{place}, field {field}", message)
                return
        others.append((part, "its own part"))


def _beyond(part: Span, text: str) -> str:
    return f"expected an end within the {len(text):,} characters of the text, found {part.end:,}"


def _shown(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")

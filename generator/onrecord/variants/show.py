"""A group of variants for people: each pair with its label, the words of both in one line, the differences marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import click

from onrecord.cli import printable
from onrecord.variants.model import Group, QuoteRow
from onrecord.variants.pairs import Text, changes

PARTS = " | "
"""Between the parts of an interrupted quote."""


class Pen(Protocol):
    """How words are marked."""

    def difference(self, out: str, put: str) -> str:
        """Words that are left out and those that are put in their place, "" where there are none."""

    def aside(self, text: str) -> str:
        """Words that are less than what stands around them."""


class Brackets:
    """the ⟨range → totality⟩ of, ⟨left out: They⟩, ⟨added: we need⟩."""

    def difference(self, out: str, put: str) -> str:
        """In brackets."""
        return f"⟨{out} → {put}⟩" if out and put else f"⟨left out: {out}⟩" if out else f"⟨added: {put}⟩"

    def aside(self, text: str) -> str:
        """As they are."""
        return text


class Colours:
    """What is left out in red and struck through, what is put in in green."""

    def difference(self, out: str, put: str) -> str:
        """In colours."""
        struck, green = click.style(out, fg="red", strikethrough=True), click.style(put, fg="green")
        return " ".join(text for text, words in ((struck, out), (green, put)) if words)

    def aside(self, text: str) -> str:
        """Dim."""
        return click.style(text, dim=True)


def shown(group: Group, pen: Pen) -> Iterator[str]:
    """The lines of a group."""
    rows = {row.id: row for row in group.members}
    articles = len({row.article_id for row in group.members})
    yield f"{group.id}  {len(rows):,} quotes in {articles:,} articles, {_days(group)}"
    reference = next((pair.first for pair in group.pairs if group.members[0].id in pair.first), group.pairs[0].first)
    yield from _entry("", [rows[name] for name in reference], pen)
    yield f"    {_words(Text(tuple(rows[name] for name in reference)))}"
    for pair in group.pairs:
        first, second = ([rows[name] for name in side] for side in (pair.first, pair.second))
        note = {True: "", False: "another speaker", None: "speaker unknown"}[pair.speakers_agree]
        yield from _entry(pair.label, second, pen, note)
        if pair.first != reference:
            yield pen.aside(f"    compared with {', '.join(pair.first)}, {_where(first[0])}")
        if pair.differences:
            yield f"    {marked(Text(tuple(first)), Text(tuple(second)), pen)}"


def marked(first: Text, second: Text, pen: Pen) -> str:
    """The words of the second, those of the first that differ among them."""
    text, places = _joined(second)
    pieces, at = list[str](), 0
    for edit in changes(first, second):
        begin = places[edit.second_start][0] if edit.second_start < len(places) else len(text)
        end = places[edit.second_end - 1][1] if edit.second_end > edit.second_start else begin
        out = _plain(first.words(edit.start, edit.end))
        pieces += (_plain(text[at:begin]), "" if end > begin else " ", pen.difference(out, _plain(text[begin:end])))
        if end == begin:
            pieces.append(" ")
        at = end
    pieces.append(_plain(text[at:]))
    return " ".join("".join(pieces).split())


def _joined(text: Text) -> tuple[str, list[tuple[int, int]]]:
    """The parts in one line, and where each word stands in it."""
    places, start = list[tuple[int, int]](), 0
    for row, words in zip(text.side, text.places, strict=True):
        places += ((start + begin, start + end) for begin, end in words)
        start += len(row.quote) + len(PARTS)
    return PARTS.join(row.quote for row in text.side), places


def _words(text: Text) -> str:
    return " ".join(_plain(_joined(text)[0]).split())


def _plain(text: str) -> str:
    """On one line, what would command a terminal escaped; spaces at the ends stay."""
    return printable("".join(" " if character.isspace() else character for character in text))


def _entry(label: str, side: list[QuoteRow], pen: Pen, note: str = "") -> Iterator[str]:
    row = side[0]
    told = ", ".join(part for part in (_where(row), _plain(row.speaker or "nobody named"), note) if part)
    yield f"  {label + '  ' if label else ''}{', '.join(one.id for one in side)}  {pen.aside(told)}"


def _where(row: QuoteRow) -> str:
    """``The Harbour Post, 2024-03-05``."""
    return f"{_plain(row.outlet or row.article_id)}, {row.date or 'no date'}"


def _days(group: Group) -> str:
    days = sorted({row.date for row in group.members if row.date})
    span = "no date" if not days else days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    return span if group.earliest or not days else f"{span}, some without a date"

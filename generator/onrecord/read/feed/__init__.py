"""Feeds, RSS and Atom: each entry with its whole text is an article, or with a page that was saved beside the feed.

Most feeds hold teasers only: an entry without a text and a page is rejected, with where the page would have to lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.errors import UnreadableInput
from onrecord.model import Article, Rejection
from onrecord.read.feed.fragment import fragment
from onrecord.read.feed.said import channel, of_entry
from onrecord.read.feed.saved import looked_for, saved
from onrecord.read.feed.syndication import Entry, Feed, parse
from onrecord.read.file import SourceFile, rejection
from onrecord.read.metadata import article, flaw, metadata
from onrecord.read.page import Page, decode, read_page

_SENTENCES = 3
"""How many a text has at least; a teaser has one or two."""
_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?=\s|\Z)")
_TEASER = re.compile(
    r"(?:(?:…|\.{3}|\[\W*\])\s*|(?:(?:read|see) (?:more|on)|continue reading|full (?:article|story|post))\W*)\Z", re.I
)
"""How a text ends that was cut off to be continued elsewhere."""


def read(file: SourceFile) -> Iterator[Article | Rejection]:
    """The article of each entry, or why there is none.

    The number of an entry, from 1, is the line of its rejection and, after the file's label, its id where its guid is
    an address: "feed:12".
    """
    try:
        feed = parse(file)
    except UnreadableInput as error:
        yield rejection(error)
        return
    general, wrong = metadata(channel(feed), file.name)
    yield from wrong
    for number, entry in enumerate(feed.entries, start=1):
        yield from _entry(entry, feed, general, file, number)
    if feed.cut:
        number = len(feed.entries) + 1
        expected = f"a whole feed; it breaks off, and what it says last is not read: {feed.cut}"
        yield Rejection("input", "unreadable-file", file=file.name, line=number, expected=expected)


def _entry(
    entry: Entry, feed: Feed, general: Mapping[str, str], file: SourceFile, number: int
) -> Iterator[Article | Rejection]:
    said, wrong = metadata(of_entry(entry, feed), file.name, number)
    yield from wrong
    said = {**general, **said}
    place = saved(file.path, said.get("url", ""))
    id = f"{file.label}:{number}"
    try:
        text = _whole(entry, file)
        if text:
            yield article(text, id, said, "metadata", file.name, number)
        elif place is None:
            yield _rejected("missing-text", _missing(said.get("url", "")), file, number)
        else:
            page = _page(place, said.get("url"), file)
            yield article(page.text, id, _filling(said, page), "metadata", file.name, number, page)
    except UnreadableInput as error:
        yield _rejected(error.reason, error.expected, file, number)


def _whole(entry: Entry, file: SourceFile) -> str:
    """The text of an entry, "" where it has a teaser or none. Raises UnreadableInput."""
    texts = [_text(content, file) for content in entry.get("content", ())]
    text = max(texts, key=len, default="")
    whole = len(_END.findall(text)) >= _SENTENCES and not _TEASER.search(text[-100:])
    return text if whole and flaw(text) is None else ""


def _text(content: Mapping[str, Any], file: SourceFile) -> str:
    value = str(content.get("value") or "")
    return value.strip() if content.get("type") == "text/plain" else fragment(value, file)


def _page(place: Path, url: str | None, file: SourceFile) -> Page:
    """The page that was saved beside a feed. Raises UnreadableInput, of which the place is the feed."""
    page = SourceFile(place, place.name, options=file.options)
    html = decode(page.data()).encode(errors="replace").decode()  # utf-7 and others can halve surrogates
    found = read_page(html, url, page)
    if reason := flaw(found.text):
        raise UnreadableInput(*reason, file=page.name)
    return found


def _filling(said: Mapping[str, str], page: Page) -> dict[str, str]:
    """What the feed says of a page that says nothing of it itself."""
    known = {*page.said, *(claim.field for claim in page.claims)} - {"url", "id"}
    return {field: value for field, value in said.items() if field not in known}


def _missing(url: str) -> str:
    where = looked_for(url)
    there = f"the page saved beside the feed as {' or '.join(where)}" if where else "a link to a page saved beside it"
    return f"the whole text in content:encoded or content, of which the feed has a teaser at most, or {there}"


def _rejected(reason: str, expected: str, file: SourceFile, number: int) -> Rejection:
    return Rejection("input", reason, file=file.name, line=number, expected=expected)

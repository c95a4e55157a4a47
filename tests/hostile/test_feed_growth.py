"""Time to read a feed grows with its length, not faster, though what it says for all entries is read for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from growing import Text
from test_growth import check

from onrecord.read.feed import read
from onrecord.read.file import SourceFile

ENTRY = "<item><title>Ferry sails</title><author>a@b.example (Ana Lee)</author></item>"
AUTHOR = "<author><name>Ana Lee</name></author>"


def _rss(unit: str, before: str = "", after: str = "", start: str = "") -> Text:
    """Half of it is what the feed says of itself, half is entries."""

    def text(length: int) -> str:
        many, entries = unit * (length // 2 // len(unit)), ENTRY * (length // 2 // len(ENTRY))
        return f'{start}<rss version="2.0"><channel>{before}{many}{after}{entries}</channel></rss>'

    return text


FEEDS: dict[str, Text] = {
    "a long title": _rss(": ", "<title>The Quay", "</title>"),
    "a title of colons": _rss(":", "<title>The Quay", "</title>"),
    "a long address": _rss("a/", "<link>http://news.example/", "</link>"),
    "an author of addresses": _rss("@", "<item><author>a", "</author></item>"),
    "an author of a word": _rss("a", "<item><author>a@b ", "</author></item>"),
    "an author of brackets": _rss(")(", "<item><author>a@b (", "</author></item>"),
    "a long guid": _rss("a", "<item><guid>", "-</guid></item>"),
    "many authors": lambda length: (
        f'<feed xmlns="http://www.w3.org/2005/Atom">{AUTHOR * (length // 2 // len(AUTHOR))}'
        f"{'<entry><title>a</title></entry>' * (length // 62)}</feed>"
    ),
    "space before it": lambda length: " " * length + _rss(" ")(1000),
    "space before a declaration": lambda length: " " * length + '<?xml version="1.0"?>' + _rss(" ")(1000),
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed(name: str, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"

    def items(text: str) -> object:
        path.write_text(text, "utf-8")
        return list(read(SourceFile(path, "feed.xml")))

    items(FEEDS[name](1000))
    check(items, FEEDS[name])

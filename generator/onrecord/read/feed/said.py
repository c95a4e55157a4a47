"""What a feed says of itself and of its entries, under the names of the fields of metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate
from typing import Any
from urllib.parse import urljoin

from onrecord.read.dates import day
from onrecord.read.feed.fragment import line
from onrecord.read.feed.syndication import Entry, Feed

_TOKEN = re.compile(r"(?=.*[^\W\d])[\w.-]{1,64}")
_MAIL = re.compile(r"\s*\S[^\s@]*+@\S++\s++\((.+)\)\s*")
_MAILBOX = re.compile(r"(?<!\S)\S[^\s@]*+@\S+")
_APART = re.compile(r"\s+[-–—|»›>•·:]+\s+|\s*[|»›]\s*|:\s+")
_FEED = re.compile(
    r"(?:all |our |top |latest |breaking |recent |world |uk |us |home |main )*"
    r"(?:rss|atom|feeds?|news|headlines|stories|articles|posts|updates|home ?page|home|front ?page|world|politics"
    r"|business|sports?|opinion|technology|science|health|culture|local)(?: (?:rss|feed|news|from|on|headlines))*",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\A(?:rss feed|feed|latest news|news) (?:of|from|for) |"
    r"(?<![\s:])[\s:]++(?:rss|atom)(?: feed)?\Z|(?<!\s)\s++feed\Z",
    re.IGNORECASE,
)

_LONGEST, _LONGEST_NAME, _MOST_AUTHORS = 2000, 200, 20
"""Of what a feed says for all its entries, which is read for each: a longer title or address says nothing."""


def channel(feed: Feed) -> dict[str, object]:
    """What holds for every entry: outlet and language."""
    language = feed.channel.get("language") or (feed.channel.get("title_detail") or {}).get("language")
    return {"outlet": _outlet(feed.channel), "language": language}


def of_entry(entry: Entry, feed: Feed) -> dict[str, object]:
    """What an entry says of its article; the day that it was updated is not the day of publication."""
    guid = str(entry.get("id") or "")
    return {
        "id": guid if _TOKEN.fullmatch(guid) else None,
        "url": _link(entry, feed),
        "outlet": _outlet(entry.get("source") or {}),
        "date": _date(entry.get("published")),
        "title": _line(entry, "title"),
        "author": list(_authors(entry, feed)),
        "language": next((one["language"] for one in entry.get("content", ()) if one.get("language")), None),
    }


def _link(entry: Entry, feed: Feed) -> str:
    link = str(entry.get("feedburner_origlink") or entry.get("link") or "").strip()
    if not entry.get("links") and not link.startswith("http"):  # the guid, which feedparser takes for one
        return ""
    try:
        base = str(feed.channel.get("link") or "")
        return urljoin(base if len(base) <= _LONGEST else "", link) if link else ""
    except ValueError:
        return link


def _date(published: object) -> str | None:
    """The date as it is written, the year of mail's old form, 05 Mar 24, in four digits."""
    said = str(published or "").strip()
    try:
        return day(said)
    except ValueError:
        parsed = parsedate(said)
        return f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}" if parsed else said or None


def _authors(entry: Entry, feed: Feed) -> Iterator[str]:
    authors = entry.get("authors") or ()
    if not any(authors) and feed.version.startswith("atom"):  # where an entry names nobody, the feed's hold for it
        authors = (feed.channel.get("authors") or ())[:_MOST_AUTHORS]
        authors = [one for one in authors if len(str(one.get("name") or "")) <= _LONGEST_NAME]
    names = [str(one.get("name") or "") for one in authors]
    if "@" in (written := str(entry.get("author") or "")):  # of which feedparser cuts off all but some domains
        names = [match[1] if (match := _MAIL.fullmatch(written)) else _MAILBOX.sub("", written).strip(" ()<>,")]
    outlet = _outlet(feed.channel)
    for name in (line(one, html=True) for one in names):
        if name and "@" not in name and name != outlet:
            yield name


def _outlet(about: Mapping[str, Any]) -> str:
    """The name in a title, without what says that it is a feed, or of which pages: "The Quay - RSS" is The Quay."""
    title = _line(about, "title") if len(str(about.get("title") or "")) <= _LONGEST else ""
    parts = _APART.split(title)
    names = [part for part in parts if not _FEED.fullmatch(part.strip())]
    return _AROUND.sub("", title if len(names) == len(parts) else " - ".join(names)).strip()


def _line(about: Mapping[str, Any], field: str) -> str:
    detail = about.get(f"{field}_detail") or {}
    return line(str(about.get(field) or ""), html=detail.get("type") != "text/plain")

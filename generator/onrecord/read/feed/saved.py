"""The page that an entry links to, where it was saved beside the feed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ENDINGS = ("", ".html", ".htm", "/index.html", "/index.htm")
_SHOWN = 3
_LONGEST = 2000


def saved(feed: Path, url: str) -> Path | None:
    """The page of an address beside a feed, by itself or in folders as wget -r makes them; None without one."""
    folder = feed.parent
    for name in _names(url):
        path = folder / name
        try:
            if path.is_file() and _inside(path, folder) and not path.samefile(feed):
                return path
        except (OSError, ValueError):
            continue
    return None


def looked_for(url: str) -> list[str]:
    """The likeliest names of the page of an address."""
    names = [name for name in _names(url) if name.endswith(".html") and not name.endswith("/index.html")]
    return names[::-1][:_SHOWN]


def _inside(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _names(url: str) -> Iterator[str]:
    """The names that the page can have: the fullest, which fits no other page, first."""
    try:
        parts = urlsplit(url[:_LONGEST])
        host = parts.netloc.rpartition("@")[2].lower()
    except ValueError:
        return
    if parts.scheme not in ("http", "https") or not host:
        return
    found: dict[str, None] = {}
    for path in dict.fromkeys((unquote(parts.path), parts.path)):
        steps = [step for step in path.split("/") if step not in ("", ".", "..")]
        ends = [f"?{parts.query}", ""] if parts.query else [""]
        for start in range(-1, len(steps)):
            whole = "/".join([host, *steps] if start < 0 else steps[start:])
            if start not in (-1, 0, len(steps) - 1) or (start == len(steps) - 1 and _common(whole, start)):
                continue
            found |= dict.fromkeys(whole + end + ending for end in ends for ending in _ENDINGS if "\0" not in whole)
    yield from found


def _common(name: str, start: int) -> bool:
    """Whether pages of many addresses end in this name."""
    return start > 0 and name.lower().partition(".")[0] in ("index", "default", "story", "article", "amp", "print")

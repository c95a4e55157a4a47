"""The address of an article without what differs between two copies of it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(r"utm_.*|at_.*|mc_[ce]id|[fg]clid|cmpid?|ocid|ito|ref|src|smid|sref|cmp|traffic_source")
"""Parameters that say where a reader came from, not what is read."""
_LONGEST = 8192


def canonical(url: str | None) -> str | None:
    """Host and path in one spelling, with the parameters that choose an article; None for what is no web address.

    ``http://www.Post.example/a/?utm_source=x#top`` is ``post.example/a``.
    """
    if not url or len(url) > _LONGEST:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    chosen = sorted((key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key.lower()))
    path = parts.path.rstrip("/")
    if not path and not chosen:  # the front page, which any article of an outlet may give for its own address
        return None
    for prefix in ("www.", "m.", "amp."):
        host = host.removeprefix(prefix)
    return host + path + ("?" + urlencode(chosen) if chosen else "")

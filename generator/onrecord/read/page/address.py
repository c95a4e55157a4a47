"""The address of an article without what differs between two copies of it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

_LONGEST = 8192

_ELSEWHERE = re.compile(
    r"""utm_.* | at_.* | ns_.* | wt\.?_?mc.* | _ga | _gl | pk_.* | mtm_.* | hsa_.* | mc_[ce]id | mkt_tok | xtor | spm
    | (?:fb|g|d|y|tw)clid | msclkid | gbraid | wbraid | igshid
    | cmpid | cmp | icid | ocid | ncid | ftag | ito | ref | ref_?src | referrer | referer | src | smid | smtyp | sref
    | taid | traffic_?source | soc_src | soc_trk | guccounter | guce_.* | __twitter_impression | share | rss
    | amp.* | usqp
    """,
    re.VERBOSE,
)
"""Parameters that say where a reader came from, not what is read."""
_AMP = {"outputtype": "amp", "output": "amp", "view": "amp", "mode": "amp", "format": "amp", "_format": "amp"}
"""Parameters that ask for the page's mobile twin, AMP."""
_SLASHES = re.compile("/{2,}")
_TWIN = re.compile(r"/amp(?=/|$)|\.amp(?=\.html?$|$)")
_FRONT = re.compile(r"(?:/[a-z]{2}(?:[-_][a-z]{2})?)?(?:/(?:index|default|home)(?:\.\w+)?)?", re.IGNORECASE)
_CACHE = re.compile(r"https?://(?:[\w-]+\.cdn\.ampproject\.org/\w|(?:www\.)?google\.[\w.]+/amp)/(?:s/)?", re.IGNORECASE)
"""Where AMP pages are kept for others; the page's own address follows."""


@lru_cache(16)  # a page gives its own address in several places
def canonical(url: str | None) -> str | None:
    """Host and path in one spelling, with the parameters that choose an article; None for what is no web address.

    ``http://www.Post.example/a/?utm_source=x#top`` is ``post.example/a``. The front page is none: any article of an
    outlet may give it for its own address.
    """
    if not url or len(url) > _LONGEST:
        return None
    url = _CACHE.sub("https://", url.strip(), count=1)
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        path = quote(unquote_to_bytes(parts.path))
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    path = _TWIN.sub("", _SLASHES.sub("/", path)).rstrip("/")
    chosen = sorted(
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _ELSEWHERE.fullmatch(key.lower()) and _AMP.get(key.lower()) != value.lower()
    )
    query = "?" + urlencode(chosen) if chosen else ""
    if parts.fragment.startswith(("!", "/")):  # in which pages that never load another keep what they show
        query += f"#{parts.fragment}"
    if not query and _FRONT.fullmatch(path):
        return None
    return _outlet(host) + (f":{port}" if port not in (None, 80, 443) else "") + path + query


def _outlet(host: str) -> str:
    """A host without the names for its mobile twins."""
    first, _, rest = host.partition(".")
    return _outlet(rest) if first in ("www", "m", "mobile", "amp") and "." in rest else host

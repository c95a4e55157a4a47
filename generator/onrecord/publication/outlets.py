"""Whose page a URL is: the table of the world's news outlets by domain, ``outlets.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

_LONGEST = 4096
"""How much of a URL is read: a host has at most 253 characters, and the path that names an outlet begins the path."""
_URL = re.compile(
    r"(?:(?:https?:)?//(?:[^\s/?#\\]*@)?)?"  # without a scheme it has no credentials: anna@bbc.com is no URL
    r"(?P<host>[^\s/?#\\:@\[\]]{1,255})(?::\d*)?(?P<path>/[^?#]*)?(?:[?#]|$)",
    re.IGNORECASE,
)


def outlet_at(url: str) -> str | None:
    """The outlet whose domain, with its path where it has one, is the longest that ``url`` is under; None if none is.

    The URL may lack its scheme or be only a host. Whatever is no URL is nobody's; it never raises.
    """
    found = _URL.match(url[:_LONGEST].strip())
    host = _ascii(found["host"]) if found else None
    if not found or not host:
        return None
    known, path = outlets(), (found["path"] or "").lower().strip("/").split("/")
    return next((known[place] for place in _places(host, path) if place in known), None)


@cache
def outlets() -> Mapping[str, str]:
    """The names of all outlets by domain (in Punycode) or domain and path."""
    tables = tomllib.loads(files(__package__).joinpath("outlets.toml").read_text(encoding="utf-8"))
    return {key if key.isascii() else _key(key): name for table in tables.values() for key, name in table.items()}


def _places(host: str, path: list[str]) -> Iterator[str]:
    """Where an outlet may be listed, the longest first: each domain from the host up, with its path and without."""
    while host:
        yield f"{host}/{path[0]}"
        yield host
        host = host.partition(".")[2]


def _ascii(host: str) -> str | None:
    """The host in lower case and Punycode, without the root's full stop; None where it cannot be one."""
    try:
        return host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return None


def _key(key: str) -> str:
    domain, slash, path = key.partition("/")
    return f"{_ascii(domain)}{slash}{path}"

"""What the markup and the address of a page claim of its article, read once for all rules that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import unquote, urlsplit

from onrecord.model import Article
from onrecord.read.dates import day
from onrecord.rules import fact

_LETTERS = re.compile(r"[^\W_]+")
_TAGLINE = re.compile(r"\s+[|–—:-]\s+|\s*[|:]\s+")  # "The Canal News | Ghent's daily", "Canal News: home"
_NO_NAME = re.compile(
    r"//|www\.|@|^(?:home|homepage|news|website|site|blog|undefined|null|none|unknown)$", re.IGNORECASE
)
_LONGEST_NAME = 60
_COMMON_LABEL = 4
"""A part of a host of so few letters says nothing about a name ("com", "news"), unless it is all of the name."""
_A_MINUTE = timedelta(minutes=1)
_IN_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/_-]?(?P<m>0[1-9]|1[0-2]|[a-z]{3})[/_-]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", re.IGNORECASE
)

Basis = Literal["json-ld", "open-graph", "meta-tag", "time-element", "title"]


class Claims:
    """The claims of an article's page, each checked: a claim that names nothing or no day is none."""

    def __init__(self, article: Article) -> None:
        """Nothing is read before a rule asks for it."""
        self._article = article

    @fact
    def host(self) -> str:
        """The host that the article lies on, without "www."; "" where no address is known."""
        try:
            host = urlsplit(self._article.url or "").hostname or ""
        except ValueError:
            return ""
        return host.removeprefix("www.").rstrip(".")

    @fact
    def outlets(self) -> tuple[tuple[str, str], ...]:
        """Each basis and the name that it gives, those of one basis in the order of their weight."""
        return tuple((basis, name) for basis, value in self._of("outlet") if (name := self._name(value)))

    def outlet(self, basis: Basis) -> str | None:
        """The first name of an outlet that a basis gives."""
        return next((name for other, name in self.outlets if other == basis), None)

    def is_host(self, name: str) -> bool:
        """Whether a part of the host is all of a name's letters: "canalnews.example" of "The Canal News"."""
        letters = _letters(name)
        return bool(
            {letters, letters.removeprefix("the")} & {*map(_letters, self.host.split(".")), _letters(self.host)}
        )

    def spelled_in_host(self, name: str) -> bool:
        """Whether the host is made of a name's letters, or the name of the host's: "canal.example" of "Canal News"."""
        letters = _letters(name)
        bare = letters.removeprefix("the")
        initials = "".join(word[0] for word in _LETTERS.findall(name)).casefold()
        for label in map(_letters, self.host.split(".")[:-1] or [self.host]):
            if label in (letters, bare) or (len(initials) > 1 and label in (initials, initials.removeprefix("t"))):
                return True
            if len(label) > _COMMON_LABEL and (label in letters or (len(bare) > _COMMON_LABEL and bare in label)):
                return True
        return letters == _letters(self.host)  # "WorldTruth.Tv"

    def day(self, basis: Basis) -> str | None:
        """The first day of publication that a basis gives, on the outlet's own clock where markup shows it."""
        for other, value in self._of("date"):
            if other == basis:
                try:
                    return self._local(value) or day(value)
                except ValueError:
                    continue
        return None

    def day_in_address(self) -> str | None:
        """The day that the path of the address is made of: /2024/03/05/bridge."""
        try:
            path = unquote(urlsplit(self._article.url or "").path)
        except ValueError:
            return None
        found = _IN_ADDRESS.search(path)
        if found is None:
            return None
        form = "{d} {m} {y}" if found["m"].isalpha() else "{y}-{m}-{d}"
        try:
            return day(form.format(**found.groupdict()))
        except ValueError:
            return None

    def _local(self, value: str) -> str | None:
        """The day of a moment in UTC where other markup gives the same moment on another clock."""
        moment = _moment(value)
        if moment is None or moment.utcoffset():
            return None
        for _, other in self._of("date"):
            same = _moment(other)
            if same is not None and same.utcoffset() and abs(same - moment) < _A_MINUTE:
                return day(other)
        return None

    def _of(self, field: str) -> Iterator[tuple[str, str]]:
        return ((claim.basis, claim.value) for claim in self._article.claims if claim.field == field)

    def _name(self, value: str) -> str | None:
        """A name without what is said after it; None where it is none."""
        parts = [part.strip() for part in _TAGLINE.split(value) if part.strip()]
        if len(parts) > 1:
            value = next((part for part in parts if self.spelled_in_host(part)), parts[0])
        fits = 1 < len(value) <= _LONGEST_NAME and any(map(str.isalpha, value))
        return None if not fits or _NO_NAME.search(value) else value


def _moment(value: str) -> datetime | None:
    """A moment whose time zone is known, on its own clock."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.utcoffset() is not None else None


def _letters(words: str) -> str:
    return "".join(_LETTERS.findall(words)).casefold()

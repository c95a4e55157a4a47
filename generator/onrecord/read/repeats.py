"""Articles that were already read: the same id, the same address, or the same words.

The same words under another outlet or another day are another publication, which a dataset of who was quoted where
needs: an agency's report is printed by many.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Literal, TypeAlias

from onrecord.model import Article, Origin, Rejection
from onrecord.read.page.address import canonical

_Place: TypeAlias = tuple[str, int | None]
_Imprint: TypeAlias = tuple[str | None, str | None]


class Repeats:
    """What has been read so far; of addresses and texts a hash of eight bytes each."""

    def __init__(self) -> None:
        """Nothing has been read."""
        self._ids: dict[str, _Place] = {}
        self._known: dict[bytes, tuple[_Place, str, _Imprint]] = {}

    def of(self, article: Article) -> Rejection | None:
        """The line of rejected.jsonl for an article that was already read; None for a new one, which is remembered."""
        origin = article.origin or Origin(article.id)
        place = (origin.file, origin.line)
        first = self._ids.get(article.id)
        if first is not None:
            expected = f"an id of its own: {article.id!r} is already that of the article in {_shown(first)}"
            return Rejection("input", "duplicate-id", file=origin.file, line=origin.line, field="id", expected=expected)
        keys = [_key(article.text)]
        if address := canonical(article.url):
            keys.append(_key(address))
        imprint = (_said(article, "outlet"), _said(article, "date"))
        for key, what in zip(keys, ("words", "address"), strict=False):
            if key in self._known:
                first, id, other = self._known[key]
                if what == "address" or not _contradict(imprint, other):
                    expected = f"another article: the {what} of this one are those of {id!r} in {_shown(first)}"
                    return Rejection(
                        "input",
                        "duplicate-article",
                        article_id=article.id,
                        file=origin.file,
                        line=origin.line,
                        expected=expected.replace("address of this one are those", "address of this one is that"),
                    )
        self._ids[article.id] = place
        for key in keys:
            self._known.setdefault(key, (place, article.id, imprint))
        return None


def _key(words: str) -> bytes:
    return blake2b(words.strip().encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _said(article: Article, field: Literal["outlet", "date"]) -> str | None:
    """What metadata or markup first says, enough to tell two publications apart."""
    value: str | None = getattr(article, field)
    claimed = value or next((claim.value for claim in article.claims if claim.field == field), None)
    return claimed and (claimed[:10] if field == "date" else claimed.casefold())


def _contradict(one: _Imprint, other: _Imprint) -> bool:
    return any(a is not None and b is not None and a != b for a, b in zip(one, other, strict=True))


def _shown(place: _Place) -> str:
    file, line = place
    return file + (f", line {line}" if line else "")

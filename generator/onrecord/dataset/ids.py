"""Names that stay: of a quote by what was said and where, of an utterance by its first part."""

from __future__ import annotations

from bisect import bisect_right
from hashlib import sha256
from json.encoder import encode_basestring_ascii as _string  # what json.dumps makes of a string


def occurrence(text: str, words: str, start: int) -> int:
    """Which occurrence of ``words`` in an article's ``text`` stands at ``start``, counted from 1.

    Counted in the text, quoted or not, and not among the quotes found: so it is the same for every generator.
    """
    return text.count(words, 0, start) + 1


class Occurrences:
    """What ``occurrence`` says of one text, in any order: for words that come back it is not read again."""

    def __init__(self, text: str) -> None:
        """Nothing is counted yet."""
        self._text = text
        self._ends: dict[str, list[int]] = {}
        """Where the occurrences of words end, up to the last place that was asked for."""

    def number(self, words: str, start: int) -> int:
        """Which occurrence of ``words`` stands at ``start``."""
        if not words or start < 0:
            return occurrence(self._text, words, start)
        ends = self._ends.setdefault(words, [])
        end = ends[-1] if ends else 0
        while (found := self._text.find(words, end, start)) >= 0:
            end = found + len(words)
            ends.append(end)
        return bisect_right(ends, start) + 1


def quote_id(article_id: str, words: str, occurrence: int) -> str:
    """The id of a quote: "q_" and 16 hexadecimal digits, from its article, its words and their occurrence."""
    key = f"[{_string(article_id)},{_string(words)},{occurrence}]"
    return "q_" + sha256(key.encode("ascii")).hexdigest()[:16]


def utterance_id(first: str) -> str:
    """The id of an utterance from that of the quote that is its first part: "u_" for "q_"."""
    return "u_" + first.removeprefix("q_")

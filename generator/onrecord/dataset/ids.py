"""Names that stay: of a quote by what was said and where, of an utterance by its first part."""

from __future__ import annotations

from hashlib import sha256
from json.encoder import encode_basestring_ascii as _string  # what json.dumps makes of a string


def occurrence(text: str, words: str, start: int) -> int:
    """Which occurrence of ``words`` in an article's ``text`` stands at ``start``, counted from 1.

    Counted in the text, quoted or not, and not among the quotes found: so it is the same for every generator.
    """
    return text.count(words, 0, start) + 1


class Occurrences:
    """What ``occurrence`` says of one text, asked in its order: for words that come back it is not read again."""

    def __init__(self, text: str) -> None:
        """Nothing is counted yet."""
        self._text = text
        self._counted: dict[str, tuple[int, int]] = {}

    def number(self, words: str, start: int) -> int:
        """Which occurrence of ``words`` stands at ``start``, never before the place that was asked for last."""
        count, end = self._counted.get(words, (0, 0))
        while (found := self._text.find(words, end, start)) >= 0:
            count, end = count + 1, found + len(words)
        self._counted[words] = count, end
        return count + 1


def quote_id(article_id: str, words: str, occurrence: int) -> str:
    """The id of a quote: "q_" and 16 hexadecimal digits, from its article, its words and their occurrence."""
    key = f"[{_string(article_id)},{_string(words)},{occurrence}]"
    return "q_" + sha256(key.encode("ascii")).hexdigest()[:16]


def utterance_id(first: str) -> str:
    """The id of an utterance from that of the quote that is its first part: "u_" for "q_"."""
    return "u_" + first.removeprefix("q_")

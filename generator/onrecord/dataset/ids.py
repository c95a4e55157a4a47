"""Names that stay: of a quote by what was said and where, of an utterance by its first part."""

from __future__ import annotations

import json
from hashlib import sha256


def occurrence(text: str, words: str, start: int) -> int:
    """Which occurrence of ``words`` in an article's ``text`` stands at ``start``, counted from 1.

    Counted in the text, quoted or not, and not among the quotes found: so it is the same for every generator.
    """
    return text.count(words, 0, start) + 1


def quote_id(article_id: str, words: str, occurrence: int) -> str:
    """The id of a quote: "q_" and 16 hexadecimal digits, from its article, its words and their occurrence."""
    key = json.dumps([article_id, words, occurrence], separators=(",", ":"))
    return "q_" + sha256(key.encode("ascii")).hexdigest()[:16]


def utterance_id(first: str) -> str:
    """The id of an utterance from that of the quote that is its first part: "u_" for "q_"."""
    return "u_" + first.removeprefix("q_")

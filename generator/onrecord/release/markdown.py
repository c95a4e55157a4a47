"""Words of others in Markdown: whatever they hold, they are shown and do nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_PLAIN = frozenset(" ,.:;/'’“”-–—…")


def shown(words: str) -> str:
    """Words as text: no mark, table cell, tag, formula, link or mention begins or ends in them."""
    one_line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return "".join(c if c.isalnum() or c in _PLAIN or not c.isascii() else f"&#{ord(c)};" for c in one_line)


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, words: int = 1) -> str:
    """A table: the first columns are ``words``, the others numbers. Cells stand as they are: escape words of others."""
    marks = ["---"] * words + ["--:"] * (len(head) - words)
    return "\n".join((_line(head), _line(marks), *(_line([_cell(cell) for cell in row]) for row in rows)))


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"

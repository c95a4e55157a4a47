"""Small figures as SVG: the same numbers are the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

WIDTH = 720
_INK, _PALE, _BAR = "#24292f", "#d0d7de", "#0969da"
_LABEL = 28
"""Characters of a label that are shown."""


def columns(title: str, values: Sequence[tuple[str, int]]) -> str:
    """A column for each value, from left to right; labels only as many as there is room for."""
    height, left, top, bottom = 240, 48, 40, 30
    room, most = height - top - bottom, max((value for _, value in values), default=0) or 1
    step = (WIDTH - left - 16) / max(1, len(values))
    every = max(1, -(-len(values) * 60 // (WIDTH - left)))
    parts = [_text(left - 6, top + 4, f"{most:,}", "end"), _text(left - 6, height - bottom, "0", "end")]
    parts.append(_line(left, height - bottom, WIDTH - 16, height - bottom))
    for index, (label, value) in enumerate(values):
        x, tall = left + index * step, room * value / most
        parts.append(_bar(x + step * 0.1, height - bottom - tall, step * 0.8, tall, f"{label}: {value:,}"))
        if index % every == 0:
            parts.append(_text(x + step / 2, height - bottom + 18, label, "middle"))
    return _svg(title, height, parts)


def bars(title: str, values: Sequence[tuple[str, int]]) -> str:
    """A bar for each value, from top to bottom, its label before it and its number behind."""
    left, top, row = 230, 40, 24
    most = max((value for _, value in values), default=0) or 1
    parts = []
    for index, (label, value) in enumerate(values):
        y, long = top + index * row, (WIDTH - left - 70) * value / most
        parts.append(_text(left - 8, y + 15, _cut(label), "end"))
        parts.append(_bar(left, y + 3, long, row - 8, f"{label}: {value:,}"))
        parts.append(_text(left + long + 6, y + 15, f"{value:,}", "start"))
    return _svg(title, top + row * len(values) + 12, parts)


def curve(title: str, across: str, points: Sequence[tuple[float, float]]) -> str:
    """Shares (0 to 1) on both axes, joined by a line; ``across`` names the lower axis."""
    height, left, top, bottom = 280, 56, 40, 48
    wide, tall = WIDTH - left - 24, height - top - bottom

    def at(x: float, y: float) -> tuple[float, float]:
        return left + wide * x, top + tall * (1 - y)

    parts = []
    for tenth in range(0, 11, 2):
        share = tenth / 10
        (x, floor), (start, y) = at(share, 0), at(0, share)
        parts += [_line(start, y, left + wide, y), _text(left - 6, y + 4, f"{tenth * 10} %", "end")]
        parts.append(_text(x, floor + 18, f"{share:.1f}", "middle"))
    parts.append(_text(left + wide / 2, height - 8, across, "middle"))
    path = " ".join(f"{_number(x)},{_number(y)}" for x, y in (at(*point) for point in points))
    parts.append(f'<polyline points="{path}" fill="none" stroke="{_BAR}" stroke-width="2"/>')
    return _svg(title, height, parts)


def _svg(title: str, height: int, parts: Iterable[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" font-family="sans-serif" font-size="12" fill="{_INK}">'
    )
    heading = f'<text x="16" y="22" font-size="15" font-weight="bold">{_words(title)}</text>'
    lines = (head, f"<title>{_words(title)}</title>", '<rect width="100%" height="100%" fill="#ffffff"/>', heading)
    return "\n".join((*lines, *parts, "</svg>")) + "\n"


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}">{_words(words)}</text>'


def _bar(x: float, y: float, wide: float, tall: float, words: str) -> str:
    place = f'x="{_number(x)}" y="{_number(y)}" width="{_number(wide)}" height="{_number(tall)}"'
    return f'<rect {place} fill="{_BAR}"><title>{_words(words)}</title></rect>'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    place = f'x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}"'
    return f'<line {place} stroke="{_PALE}"/>'


def _number(value: float) -> str:
    return f"{value:.1f}"


def _cut(words: str) -> str:
    return words if len(words) <= _LABEL else f"{words[: _LABEL - 1]}…"


def _words(words: str) -> str:
    """Words as the text of an element: nothing in them is markup, and nothing is forbidden in XML."""
    return escape("".join(c if c.isprintable() else " " for c in words))

"""Damage at random, of bytes that could be read before."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

FEW = 60 if settings.default and settings.default.max_examples <= 100 else settings().max_examples
"""How many examples a test tries that reads files: more under another profile."""

_PLACES = st.floats(0, 1, exclude_max=True)
_STEPS = st.tuples(
    st.sampled_from(["flip", "delete", "insert", "truncate", "duplicate"]),
    _PLACES,
    _PLACES,
    st.binary(min_size=1, max_size=12)
    | st.sampled_from([b"\r\n\r\n", b"<", b"]]>", b"&", b"WARC/1.0\r\n", b"</p>", b"\0"]),
)
DAMAGE = st.lists(_STEPS, min_size=1, max_size=4)


def damaged(data: bytes, steps: list[tuple[str, float, float, bytes]]) -> bytes:
    """The bytes after some damage."""
    for step, at, to, words in steps:
        start = int(at * len(data))
        end = start + int(to * min(len(data) - start, 300))
        if step == "flip" and data:
            data = data[:start] + bytes([data[start] ^ (words[0] or 1)]) + data[start + 1 :]
        elif step == "delete":
            data = data[:start] + data[end:]
        elif step == "insert":
            data = data[:start] + words + data[start:]
        elif step == "truncate":
            data = data[: start if to < 0.5 else len(data)]
        elif step == "duplicate":
            data = data[:end] + data[start:end] + data[end:]
    return data

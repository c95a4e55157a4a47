"""The sample articles in other formats, inputs broken on purpose, and what must hold of any of them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from onrecord.dataset.records import line
from onrecord.model import REASONS, Article, Rejection
from onrecord.pipeline import process
from onrecord.read import ReadOptions, read

FIELDS = ("id", "url", "outlet", "date", "title", "author", "language", "text")
WORDS = "“The ferry sails on Monday,” said Ada Quill."
GOOD = '{"id": "neighbour", "text": "“We will wait,” said Bo Reed."}\n'
Broken = tuple[str, int | None, str | None, str]
"""Reason, line, field and words of what was expected."""


@cache
def samples() -> tuple[Article, ...]:
    found = list(read(Path(str(files("onrecord"))) / "samples"))
    assert len(found) > 10
    return tuple(item for item in found if isinstance(item, Article))


def rows(articles: Sequence[Article]) -> list[dict[str, str | None]]:
    return [{field: getattr(article, field) for field in FIELDS} for article in articles]


def assert_same(found: Sequence[Article | Rejection], articles: Sequence[Article]) -> None:
    """The same articles, and the same records byte for byte."""
    assert [item for item in found if isinstance(item, Rejection)] == []
    read_ = [item for item in found if isinstance(item, Article)]
    assert rows(read_) == rows(articles)
    for one, other in zip(read_, articles, strict=True):
        assert list(map(line, process(one).records)) == list(map(line, process(other).records))


def beside_a_neighbour(path: Path, options: ReadOptions | None = None) -> list[Article | Rejection]:
    """What is read of a file, or a folder; the good file that is read after it must come out too."""
    neighbour = path.with_name("neighbour.jsonl")
    neighbour.write_text(GOOD)
    *found, last = read([path, neighbour], options or ReadOptions())
    assert isinstance(last, Article)
    assert last.id == "neighbour"
    for item in found:
        if isinstance(item, Rejection):
            assert item.reason in REASONS
            assert item.expected
            assert item.file
            assert str(path) not in item.expected
    return found


def assert_broken(found: Sequence[Article | Rejection], broken: Sequence[Broken]) -> None:
    """The rejections are these, in this order."""
    rejected = [item for item in found if isinstance(item, Rejection)]
    assert [(item.reason, item.line, item.field) for item in rejected] == [one[:3] for one in broken], rejected
    for item, (*_, words) in zip(rejected, broken, strict=True):
        assert words in (item.expected or ""), item.expected


def ids(found: Sequence[Article | Rejection]) -> list[str]:
    return [item.id for item in found if isinstance(item, Article)]


Edit = tuple[str, float, float, bytes]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["flip", "delete", "insert", "truncate", "duplicate"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=4,
)
"""What a disk, a network or an editor may do to a file."""


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    for what, where, length, some in edits:
        at = int(where * len(data))
        end = min(len(data), at + 1 + int(length * 64))
        if what == "flip":
            data = data[:at] + bytes(byte ^ some[0] for byte in data[at : at + 1]) + data[at + 1 :]
        elif what == "delete":
            data = data[:at] + data[end:]
        elif what == "insert":
            data = data[:at] + some + data[at:]
        elif what == "truncate":
            data = data[:at]
        else:
            data = data[:end] + data[at:end] + data[end:]
    return data


def examples(number: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """How many examples a test of broken files takes: each opens files, so few but in the nightly run."""
    if settings.get_current_profile_name() == "nightly":
        return settings(deadline=None)
    return settings(max_examples=number, deadline=None)


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """TimeoutError where what is within takes longer."""

    def late(*_: object) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)

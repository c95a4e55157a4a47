"""Time to find the article on a page grows with its length, not faster, or the page is refused with a reason.

Some of the pages each time, all of them and longer ones with ``pytest --hypothesis-profile nightly``.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pages import PAGES
from test_growth import FLOOR, NIGHTLY, growth

from onrecord.errors import UnreadableInput
from onrecord.read.file import SourceFile
from onrecord.read.options import ReadOptions
from onrecord.read.page import read_page

SHORT, LONG = (20_000, 160_000) if NIGHTLY else (8_000, 32_000)
EXPONENT = 1.3 if NIGHTLY else 1.45
ENOUGH = 10.0 if NIGHTLY else 3.0
"""Seconds of processor time that suffice for a page where the body is sought by trafilatura, which takes time by the
square of some parts: of paragraphs, up to those from which on it is asked for less."""
CHOSEN = tuple(PAGES) if NIGHTLY else (
    "'<' in the body", "'&amp;' in the body", "'<!-- -->' in the body", "'<p>' in the body",
    "'<a href=b>a' in the body",
    "'a<br>' in the body", "'</br>' in the body", "'<li>a' in the body", "'<h1>a</h1>' in the body",
    "'<time>a</time>' beside", "'<h2>Related</h2>' beside", "'<a href=b>a</a>' in one p", "deep lists of links",
    "deep tables", "one element in the other", "lists of links in each other", "many attributes", "one long attribute",
    "many authors", "a title and many names of it", "one date", "scripts", "many publishers, each with much in it",
    "' ' in JSON-LD, in '{\"@type\": \"NewsArticle\", \"articleBody\": \"'", "'[' in JSON-LD, in '['",
)  # fmt: skip

COMPARED = ("many attributes",)
"""Lexbor compares each attribute of an element with each: 10,000 take a fifth of a second, 40,000 take four."""


def seconds(html: str, fast: bool) -> float:
    """Of processor time, also for a page that is refused."""
    start = time.process_time()
    try:
        read_page(html, None, SourceFile(Path("a.html"), "a.html", options=ReadOptions(fast=fast)))
    except UnreadableInput as error:
        assert error.reason in ("nested-too-deep", "too-large", "no-article")  # noqa: PT017
    return time.process_time() - start


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """What is loaded for the first page counts for none."""
    for fast in (False, True):
        seconds(PAGES["'<br>' in the body"](2_000), fast)


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("name", CHOSEN)
def test_a_page(name: str, fast: bool) -> None:
    short, long = PAGES[name](SHORT), PAGES[name](LONG)
    for runs in (1, 2, 4):
        few, many = (min(seconds(html, fast) for _ in range(runs)) for html in (short, long))
        linear = growth(few, many, len(long) / len(short)) < EXPONENT
        if many < FLOOR or linear or ((not fast or name in COMPARED) and many < ENOUGH):
            return
    raise AssertionError(f"{few:.3f} s for {len(short):,} characters, {many:.3f} s for {len(long):,}")

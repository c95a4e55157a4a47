"""Lines that speak to the visitor of a page, names of classes, titles, and pages made to hurt."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import UnreadableInput
from onrecord.read.file import SourceFile
from onrecord.read.options import ReadOptions
from onrecord.read.page import read_page
from onrecord.read.page.furniture import _WORDS, _is_named
from onrecord.read.page.markup import _split
from onrecord.read.page.prompts import is_author_note, is_byline, is_prompt
from onrecord.read.page.tree import DEEPEST

PROMPTS = """
Advertisement
Read more: Ferry sails again
READ MORE
Watch: The moment the bridge fell
Sign up for the Echo at Six here
Print | Email | Share
Subscribe today to follow the arena
This advertisement has not arrived; the story goes on under it.
(Catch all the latest news on our app)
Copyright 2024 Canal News. All rights reserved.
anna@canalnews.example
___
Photo: Anna Lee
3 min read
Follow us on Instagram
"""
PROSE = """
“Read more books,” the minister said.
"Watch: the tide turns at six," the ferryman said.
Comment is free, but facts are sacred, the editor used to say.
Photos show the bridge before it fell.
“Sign up for our war,” he joked.
Print is not dead, the publisher said on Monday.
Email records show that the mayor knew.
Copyright law was changed in 1911.
Subscribers to the scheme will get their money back.
Follow the money, she told the court.
Watch makers in the valley fear the tariff.
The more you read, the more you know.
Unlimited access to the river ended in 1956.
Related companies own the other half.
Advertisers left the magazine in droves.
Save the whales was painted on the wall.
"""


@pytest.mark.parametrize("line", PROMPTS.split("\n")[1:-1])
def test_a_prompt(line: str) -> None:
    assert is_prompt(line)


@pytest.mark.parametrize("line", PROSE.split("\n")[1:-1])
def test_prose(line: str) -> None:
    assert not is_prompt(line)
    assert not is_byline(line)
    assert not is_author_note(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Lee",
        "By ANNA LEE",
        "By Anna Lee and Tom Hart | Canal News",
        "5 March 2024",
        "March 5, 2024 11:10 PM",
        "Tuesday, March 5, 2024",
        "Published 2 hours ago",
        "4 min read",
        "Last updated 10 hours ago",
        "Reporting from Ghent, Belgium",
    ],
)
def test_a_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By noon the water had gone.",
        "By March 5, 2024 all of it was sold.",
        "Posted to the front at 19, he came back a poet.",
        "Updated rules would help, said Anna Lee.",
        "GHENT, March 5 (Wire) - The dykes held.",
        "4 minutes were all it took",
    ],
)
def test_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "name",
    ["imageCaption", "c-newsletter__form", "site-footer", "ArticleShare share-bar", "kg-cta-card", "post-byline"],
)
def test_a_class_of_furniture(name: str) -> None:
    assert _is_named(name, _WORDS)


@pytest.mark.parametrize(
    "name", ["promoted-dune", "commentary", "article-gallery", "has-paywall", "captionless", "story"]
)
def test_a_class_of_an_article(name: str) -> None:
    assert not _is_named(name, _WORDS)


def test_what_may_be_said_of_the_whole() -> None:
    html = "<body class='has-newsletter'><div class='has-newsletter'><h1>Ferry</h1>" + paragraphs(5) + "</div></body>"
    assert read(html).count("ferry") == 5


@pytest.mark.parametrize(
    ("whole", "headlines", "title", "site"),
    [
        ("Ferry sails – Canal News", (), "Ferry sails", ["Canal News"]),
        ("Ferry sails | News | Canal News", ("Ferry sails",), "Ferry sails", ["Canal News", "News"]),
        ("Canal Notes: Ferry sails", ("Ferry sails",), "Ferry sails", ["Canal Notes"]),
        (
            "Ferry sails - and returns - Canal News",
            ("Ferry sails - and returns",),
            "Ferry sails - and returns",
            ["Canal News"],
        ),
        ("Ferry sails - and returns", (), "Ferry sails - and returns", []),
        ("Ferry sails | at last", ("Ferry sails | at last",), "Ferry sails | at last", []),
        ("Ferry sails again", ("Ferry sails",), "Ferry sails again", []),
        ("Ferry sails", (), "Ferry sails", []),
        ("", ("",), "", []),
    ],
)
def test_a_title(whole: str, headlines: tuple[str, ...], title: str, site: list[str]) -> None:
    assert _split(whole, headlines) == (title, site)


def paragraphs(number: int) -> str:
    return "<p>A sentence that is long enough to be a part of an article about a ferry.</p>" * number


def read(html: str, fast: bool = False) -> str:
    return read_page(html, None, SourceFile(Path("a.html"), "a.html", options=ReadOptions(fast=fast))).text


def script(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


HOSTILE = {
    "deep": "<div>" * 100_000,
    "deep JSON-LD": script("[" * 100_000) + paragraphs(5),
    "many objects": script("[" + ",".join(['{"@type": "NewsArticle"}'] * 50_000) + "]") + paragraphs(5),
    "many scripts": script("{}") * 5_000 + paragraphs(5),
    "unclosed scripts": paragraphs(5) + '<script type="application/ld+json">' * 20_000,
    "many meta tags": '<meta name="author" content="Anna Lee">' * 10_000 + paragraphs(5),
    "many times": paragraphs(5) + '<time datetime="2024">x</time>' * 3_000,
    "a long attribute": f'<div class="{"a " * 100_000}">' + paragraphs(5) + "</div>",
    "entities": paragraphs(5) + "<p>&#xD800; &#xDFFF; &#0; &bogus; &#99999999999; &amp;amp; \0\x01\ufffe</p>",
    "a lone surrogate": paragraphs(5) + "<p>half of a pair: \ud800</p>",
    "one line": "<p>" + "word " * 100_000,
    "unclosed": "<b><i><a href=x><p>a word and " * 60,
    "too many tags": "<p>" * 1_000_000,
    "a long title": "<title>" + " - a" * 100_000 + "</title>" + paragraphs(5),
    "headings over nothing": ("<div><h3>Related</h3><p>word</p></div>" * 500) + paragraphs(50),
}


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_breaks_it(name: str, fast: bool) -> None:
    try:
        text = read(HOSTILE[name], fast)
    except UnreadableInput as error:
        assert error.reason in ("nested-too-deep", "too-large", "no-article")  # noqa: PT017
    else:
        text.encode()


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("deep", [300, 2000])
def test_a_page_nests_too_deep(deep: int, fast: bool) -> None:
    with pytest.raises(UnreadableInput) as raised:
        read("<div>" * deep + paragraphs(5) + "</div>" * deep, fast)
    assert raised.value.reason == "nested-too-deep"


def test_the_fast_way_reads_what_stands_beside_something_deep() -> None:
    ads = "<span>" * 2000 + "</span>" * 2000
    assert read(f"<article>{paragraphs(5)}</article><div>{ads}</div>", fast=True) == read(paragraphs(5), fast=True)
    assert read("<div>" * (DEEPEST - 10) + paragraphs(5), fast=True) == read(paragraphs(5), fast=True)

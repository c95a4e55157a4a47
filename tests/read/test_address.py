"""Which addresses are those of one article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.page.address import canonical

ARTICLE = "https://post.example/2024/ferry"

SAME = """
http://post.example/2024/ferry
HTTPS://Post.Example/2024/ferry
https://www.post.example/2024/ferry
https://m.post.example/2024/ferry
https://mobile.post.example/2024/ferry
https://amp.post.example/2024/ferry
https://www.amp.post.example/2024/ferry
https://post.example./2024/ferry
https://post.example:443/2024/ferry
http://post.example:80/2024/ferry
https://reader:secret@post.example/2024/ferry
https://post.example/2024/ferry/
https://post.example//2024//ferry
https://post.example/2024/%66erry
https://post.example/2024/ferry#comments
https://post.example/2024/ferry?
https://post.example/2024/ferry?utm_source=x&utm_medium=y
https://post.example/2024/ferry?fbclid=1&gclid=2&igshid=3&msclkid=4
https://post.example/2024/ferry?at_medium=RSS&at_campaign=KARANGA
https://post.example/2024/ferry?CMP=Share_iOSApp_Other
https://post.example/2024/ferry?smid=tw-share&ref=home&src=rss
https://post.example/2024/ferry?traffic_source=rss
https://post.example/2024/ferry/amp
https://post.example/2024/ferry/amp/
https://post.example/amp/2024/ferry
https://post.example/2024/ferry.amp
https://post.example/2024/ferry?amp
https://post.example/2024/ferry?amp=1
https://post.example/2024/ferry?outputType=amp
https://post.example/2024/ferry?amp_js_v=0.1&usqp=mq331AQ
https://post-example.cdn.ampproject.org/c/s/post.example/2024/ferry
https://www.google.com/amp/s/www.post.example/2024/ferry
\x20https://post.example/2024/ferry\x20
""".strip("\n").split("\n")

OTHER = """
https://post.example/2024/Ferry
https://post.example/2024/ferry-back
https://post.example/2023/ferry
https://post.example/2024/ferry?page=2
https://post.example/2024/ferry?12345
https://post.example/2024/ferry?id=
https://post.example/2024/ferry?output=print
https://post.example/2024/amphibians/ferry
https://post.example/2024/ferry#!/part/2
https://post.example/2024/ferry#/part/2
https://post.example:8080/2024/ferry
https://news.post.example/2024/ferry
https://post.example.org/2024/ferry
https://quay.example/2024/ferry
https://post.example/2024%2Fferry%3Fid
""".split()

NONE = """
https://post.example
https://post.example/
http://www.post.example/?utm_source=x
https://post.example/#top
https://post.example/index.html
https://post.example/en/
https://post.example/en-GB/index.php
https://post.example/amp/
https://amp.post.example/?amp=1
ftp://post.example/2024/ferry
mailto:ada@post.example
post.example/2024/ferry
/2024/ferry
https:///2024/ferry
https://[post.example/2024/ferry
https://post.example:port/2024/ferry
https://post.example:99999/2024/ferry
urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66
""".split()


@pytest.mark.parametrize("url", SAME)
def test_the_same_article(url: str) -> None:
    assert canonical(url) == canonical(ARTICLE) == "post.example/2024/ferry"


def test_other_articles() -> None:
    found = [canonical(url) for url in (ARTICLE, *OTHER)]
    assert None not in found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("url", [*NONE, "", None, ARTICLE + "/" + "x" * 10_000, "https://post.example/\ud800"])
def test_no_article(url: str | None) -> None:
    assert canonical(url) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://post.example/?p=12", "http://www.post.example?p=12&utm_source=x"),
        ("https://post.example/a?x=1&y=2", "https://post.example/a?y=2&x=1"),
        ("https://post.example/f%c3%a4hre", "https://post.example/fähre"),
        ("https://post.example/a~b", "https://post.example/a%7Eb"),
        ("https://post.example/story.html", "https://post.example/story.amp.html"),
        ("https://m.example/a", "https://www.m.example/a"),
    ],
)
def test_two_spellings(one: str, other: str) -> None:
    assert canonical(one) == canonical(other) is not None


@given(st.text(st.characters(codec=None)) | st.text().map("https://post.example/".__add__))
def test_any_text(url: str) -> None:
    found = canonical(url)
    assert found is None or (found and canonical(f"https://{found}") in (found, None))

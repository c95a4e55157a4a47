"""The fast way to the body of a page, on pages in the shapes that news has."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from onrecord.read.page.rows import rows

FERRY = [
    "The ferry sailed on Monday, two weeks after its engine failed in the harbour of Port Alder.",
    "“We are glad to be back,” said its captain, Ana Reyes, who had spent the time ashore.",
    "The council had paid for buses around the bay, at a cost that it would not name.",
]
BODY = "".join(f"<p>{one}</p>" for one in FERRY)
OTHER = "A bus burnt out on the coast road, and nobody was hurt, the fire service said on Sunday night."
CARD = f"<div><h3>Another article</h3><p>{OTHER}</p></div>"
BOXED = "".join(f"<div class='b'><p>{one}</p></div>" for one in FERRY)

PAGES = {
    "an article alone": f"<article>{BODY}</article>",
    "a river of cards beside it": f"<article>{BODY}</article><section>{CARD * 6}</section>",
    "the cards before it": f"<section>{CARD * 6}</section><main><div>{BODY}</div></main>",
    "a card in an article element of its own": f"<main><article><p>{OTHER}</p></article><div>{BODY}</div></main>",
    "each paragraph in a box": f"<main>{BOXED}</main>",
    "an aside among its paragraphs": BODY.replace("</p><p>“", f"</p><aside><p>{OTHER}</p></aside><p>“"),
    "what its class names": BODY.replace("</p><p>“", f"</p><div class=related-content><p>{OTHER}</p></div><p>“"),
    "a hidden paragraph": BODY + f"<div hidden><p>{OTHER}</p></div>",
    "a paragraph that is a link": BODY + f"<p><a href=/b>{OTHER}</a></p>",
    "a heading that is a link": BODY + f"<h3><a href=/b>{OTHER}</a></h3>",
    "a list of links": BODY + f"<ul><li><a href=/b>{OTHER}</a></li><li><a href=/c>{OTHER}</a></li></ul>",
    "a script in a paragraph": BODY.replace("failed", "failed<script>track()</script>"),
    "comments below it": f"<main><div>{BODY}</div><div class=comments>{CARD * 3}<p>{OTHER}</p></div></main>",
    "links in the article": BODY.replace("captain", "<a href=/c>captain</a>"),
}


@pytest.mark.parametrize("page", PAGES)
def test_the_article_and_no_more(page: str) -> None:
    assert rows(LexborHTMLParser(f"<body><nav><p>{OTHER}</p></nav>{PAGES[page]}</body>"), "\n") == FERRY


def test_what_is_not_a_paragraph_is_of_the_article_too() -> None:
    more = (
        "<h2>What it cost</h2><ul><li>Buses</li><li><p>A new engine</p></li></ul><blockquote>Never again</blockquote>"
    )
    found = rows(LexborHTMLParser(f"<main>{BODY}{more}<p>{FERRY[0]}</p></main>"), "\n")
    assert found == [*FERRY, "What it cost", "Buses", "A new engine", "Never again", FERRY[0]]


def test_line_breaks_are_marked() -> None:
    assert rows(LexborHTMLParser(f"<main><p>{'<br><br>'.join(FERRY)}</p></main>"), "|") == ["||".join(FERRY)]


def test_a_byline_is_left_out_unless_it_may_be_all_that_tells_the_date() -> None:
    page = f"<main>{BODY}<p class=byline>Ana Lee, 4 March 2025</p></main>"
    assert rows(LexborHTMLParser(page), "\n") == FERRY
    assert rows(LexborHTMLParser(page), "\n", bylines=False) == [*FERRY, "Ana Lee, 4 March 2025"]


@pytest.mark.parametrize("page", ["", "<body>", "<frameset>", "<p>", "words alone", "<div><br></div>"])
def test_no_paragraphs(page: str) -> None:
    assert rows(LexborHTMLParser(page), "\n") == []

"""Who published an article, when, and by whom: each rule by texts that it reads and texts that say nothing."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article, Claim
from onrecord.publication import RULES, agency, author, date, outlet, read_publication
from onrecord.publication.imprint import Imprint
from onrecord.rules import check, decide
from onrecord.text.document import Document

LEAD = (
    "The dykes along the canal held through the night, the harbour master said, although the water rose by more than "
    "a metre within three hours and the lower town was told to leave its houses before dawn."
)
END = "The council meets again when the water has fallen."


def publication_of(text: str, **metadata: Any) -> Any:
    return read_publication(Document(Article("a", text.replace(" ⏎ ", "\n"), **metadata)))


def page(head: str = "", foot: str = "") -> str:
    return " ⏎ ".join(filter(None, ("Dykes hold as water rises", head, LEAD, END, END, foot)))


# the rule | the head of the page | its foot | the answer
OUTLETS = [
    ("outlet.byline", "Anna Lee | The Meridian Post", "", "The Meridian Post"),
    ("outlet.byline", "By Anna Lee ⏎ The Meridian Post", "", "The Meridian Post"),
    ("outlet.byline", "By Anna Lee, Meridian Post Staff Writer", "", "Meridian Post"),
    ("outlet.byline", "By Anna Lee, CANAL TODAY", "", "CANAL TODAY"),
    (
        "outlet.tagline",
        "flood relief/ dykes/ GHENT/ Canalside/ A. Lee/ Late Edition/ The water rose.",
        "",
        "Canalside",
    ),
    ("outlet.at_outlet_we", "", "At the Canal Observer, we believe in independent journalism.", "Canal Observer"),
    ("outlet.at_outlet_we", "", "Here at Canalside, we rely on readers like you.", "Canalside"),
    ("outlet.copyright_line", "", "© 2024 The Meridian Post. All rights reserved.", "The Meridian Post"),
    ("outlet.copyright_line", "", "Copyright 2021-2024 Canalside Ltd", "Canalside"),
    ("outlet.invitation", "", "Subscribe to the Canal Courier today.", "Canal Courier"),
    ("outlet.invitation", "", "Follow Canal News on our channels.", "Canal News"),
    ("outlet.channel", "", "All of our news is on our Telegram channel https://t.me/Canal_News", "Canal News"),
    ("outlet.channel", "", "Follow us: https://twitter.com/MeridianPost", "Meridian Post"),
    ("outlet.dateline", "GHENT (Canal News) — The water rose.", "", "Canal News"),
    ("outlet.staff_note", "", "Anna Lee is a senior political reporter for The Meridian Post.", "The Meridian Post"),
    ("outlet.first_appeared", "", "This article first appeared in The Meridian Post.", "The Meridian Post"),
    ("outlet.first_appeared", "", "A version of this story was originally published by Canalside.", "Canalside"),
]
# the rule | the address of the article | what its markup claims of the outlet | the answer and its basis
CLAIMED_OUTLETS = [
    (
        "outlet.domain",
        "https://www.theguardian.com/a/b",
        {"json-ld": "Guardian News & Media"},
        "The Guardian",
        "domain",
    ),
    (
        "outlet.spelled_in_host",
        "https://canalnews.example/a",
        {"json-ld": "Low Country Holding", "open-graph": "The Canal News"},
        "The Canal News",
        "open-graph",
    ),
    (
        "outlet.spelled_in_host",
        "https://canalnews.example/a",
        {"json-ld": "canalnews", "meta-tag": "Canal News"},
        "Canal News",
        "meta-tag",
    ),
    (
        "outlet.spelled_in_host",
        "https://canal.example/a",
        {"json-ld": "Canal Publishing Group", "open-graph": "Canal"},
        "Canal",
        "open-graph",
    ),
    (
        "outlet.spelled_in_host",
        "https://canalnews.example/a",
        {"title": "Canal News | Ghent's own daily"},
        "Canal News",
        "title",
    ),
    ("outlet.json_ld", None, {"json-ld": "The Canal News", "open-graph": "Canal"}, "The Canal News", "json-ld"),
    ("outlet.json_ld", "https://lcg.example/a", {"json-ld": "The Canal News"}, "The Canal News", "json-ld"),
    ("outlet.open_graph", None, {"json-ld": "https://canal.example", "open-graph": "Canal"}, "Canal", "open-graph"),
    ("outlet.meta_tag", None, {"meta-tag": "Canal News"}, "Canal News", "meta-tag"),
    ("outlet.meta_tag", None, {"json-ld": "Home", "meta-tag": "Canal News"}, "Canal News", "meta-tag"),
    ("outlet.title", None, {"open-graph": "@canalnews", "title": "Canal News"}, "Canal News", "title"),
    ("outlet.host", "https://www.canalnews.example:8080/a", {}, "canalnews.example", "url"),
    ("outlet.host", "https://canalnews.example/a", {"json-ld": "x" * 80}, "canalnews.example", "url"),
    (None, "http://[", {}, None, None),
    (None, "canal", {"json-ld": "News"}, None, None),
]
# the rule | the address | what the markup claims of the date | the answer and its basis
CLAIMED_DATES = [
    ("date.json_ld", None, [("json-ld", "2024-03-05T10:00:00+01:00")], "2024-03-05", "json-ld"),
    ("date.json_ld", None, [("open-graph", "2024-03-04"), ("json-ld", "5 March 2024")], "2024-03-05", "json-ld"),
    # the day on the outlet's clock, where markup has the same moment in UTC and on that clock
    (
        "date.json_ld",
        None,
        [("json-ld", "2024-03-05T23:30:20Z"), ("time-element", "2024-03-06T07:30+0800")],
        "2024-03-06",
        "json-ld",
    ),
    (
        "date.json_ld",
        None,
        [("json-ld", "2024-03-05T23:30:20Z"), ("time-element", "2024-03-06T09:30+0800")],  # another moment
        "2024-03-05",
        "json-ld",
    ),
    ("date.json_ld", None, [("json-ld", "2024-03-05T23:30:20-05:00")], "2024-03-05", "json-ld"),
    ("date.open_graph", None, [("json-ld", "soon"), ("open-graph", "2024-03-05")], "2024-03-05", "open-graph"),
    ("date.open_graph", None, [("json-ld", "2024-02-31"), ("open-graph", "2024-03-05")], "2024-03-05", "open-graph"),
    ("date.open_graph", None, [("json-ld", "2999-01-01"), ("open-graph", "2024-03-05")], "2024-03-05", "open-graph"),
    ("date.meta_tag", None, [("meta-tag", "20240305"), ("time-element", "2024-03-04")], "2024-03-05", "meta-tag"),
    (
        "date.time_element",
        "https://a.example/2024/03/04/x",
        [("time-element", "2024-03-05")],
        "2024-03-05",
        "time-element",
    ),
    ("date.address", "https://a.example/2024/03/05/dykes", [], "2024-03-05", "url"),
    ("date.address", "https://a.example/world/2024/mar/05/dykes", [], "2024-03-05", "url"),
    ("date.address", "https://a.example/news/20240305-dykes.html", [], "2024-03-05", "url"),
    ("date.address", "https://a.example/2024-03-05-dykes", [], "2024-03-05", "url"),
    (None, "https://a.example/2024/13/05/dykes", [], None, None),
    (None, "https://a.example/news-12024030599", [], None, None),
    (None, "https://a.example/2024/03/dykes-hold", [], None, None),
]
# the rule | the author that metadata names | the head of the page | its foot | the agency
AGENCIES = [
    ("agency.author", "Anna Lee, Associated Press", "", "", "AP"),
    ("agency.author", "Reuters", "", "", "Reuters"),
    ("agency.author", "Anna Lee and AFP", "", "", "AFP"),
    ("agency.dateline", "Anna Lee", "GHENT (AP) — The water rose.", "", "AP"),
    ("agency.dateline", None, "GHENT, March 5 (Reuters) - The water rose.", "", "Reuters"),
    ("agency.dateline", None, "(AP) — The water rose.", "", "AP"),
    ("agency.byline", None, "By Anna Lee, Associated Press", "", "AP"),
    ("agency.byline", None, "By Anna Lee ⏎ The Associated Press", "", "AP"),
    ("agency.byline", None, "By The Associated Press", "", "AP"),
    ("agency.signature", None, "", "(AFP)", "AFP"),
    ("agency.signature", None, "", "— Reuters", "Reuters"),
    (
        "agency.signature",
        None,
        "",
        "The harbour master said that the water would fall by the end of the week. (PTI)",
        "PTI",
    ),
    (None, "Anna Lee, Meridian Post", "", "", None),
    (None, None, "Anna Lee of Reuters visited the dykes.", "", None),
    (None, None, "GHENT (Canal News) — The water rose.", "", None),
    (None, None, "", "Photo: AP", None),
    (None, "Pa Lee", "", "", None),
]
NO_OUTLET = [
    ("LISBON (Reuters) - The water rose.", ""),
    ("By Anna Lee, Associated Press", ""),
    ("Canal boats in Ghent. Photo: AP", ""),
    ("Anna Lee/ Pool Photo via AP", ""),
    ("", "Copyright 2024 The Associated Press. All rights reserved."),
    ("", "© Anna Lee"),
    ("", "“At the Harbour Office, we read the news,” she said."),
    ("", "At the Harbour Office, we met the engineers."),
    ("", "Subscribe to our newsletter."),
    ("", "She posted it on https://twitter.com/AnnaLee"),
    ("", "Follow us: https://twitter.com/meridianpost"),
    ("", "Anna Lee is a reporter."),
    ("", "Support the dykes."),
]
AUTHORS = [
    ("author.byline", "By Anna Lee", "", "Anna Lee"),
    ("author.byline", "By ANNA LEE, Staff Writer", "", "Anna Lee"),
    ("author.byline", "By ANNE-MARIE O'NEIL", "", "Anne-Marie O'Neil"),
    ("author.byline", "By Anna Lee and Tom Hart | The Meridian Post", "", "Anna Lee and Tom Hart"),
    ("author.byline", "By Anna Lee, Tom Hart and Jo Kim", "", "Anna Lee, Tom Hart and Jo Kim"),
    ("author.byline", "By Anna Lee March 5, 2024", "", "Anna Lee"),
    ("author.byline", "By Anna van der Berg in Ghent", "", None),
    ("author.byline", "By Anna van der Berg", "", "Anna van der Berg"),
    ("author.byline", "Anna Lee | The Meridian Post", "", "Anna Lee"),
    ("author.byline", "Anna Lee, Staff Writer", "", "Anna Lee"),
    ("author.byline", "", "Written by J. R. Hart", "J. R. Hart"),
    ("author.tagline", "flood relief/ dykes/ GHENT/ Canalside/ A. Lee/ Late Edition/ The water rose.", "", "A. Lee"),
    ("author.name_beside_date", "Anna Lee ⏎ Updated: ⏎ 12:30", "", "Anna Lee"),
    ("author.name_beside_date", "5 March 2024 ⏎ Anna West", "", "Anna West"),
    ("author.name_under_headline", "Anna Lee", "", "Anna Lee"),
    ("author.author_box", "", "Anna Lee ⏎ Anna studied hydrology and covers the canals.", "Anna Lee"),
    ("author.author_box", "", "Tom Hart ⏎ He is a reporter who has followed the harbour for years.", "Tom Hart"),
    ("author.reporting_by", "", "Reporting by Anna Lee in Lisbon; Editing by Tom Hart", "Anna Lee"),
]
NO_AUTHOR = [
    ("Anna Lee/ Pool Photo via AP", ""),
    ("Photo: Anna Lee", ""),
    ("By the canal, the water rose.", ""),
    ("By Tuesday, Anna Lee had left.", ""),
    ("By Staff Reporter", ""),
    ("World News", ""),
    ("Deep Look", ""),
    ("Updated:", ""),
    ("", "Anna Lee ⏎ Anna took the first boat out of the harbour in the morning."),
    ("", "Canal News ⏎ Canal News has a newsroom that covers the whole of the coast."),
    ("", "JOIN THE DEBATE ⏎ Write what you think of it below, and be kind."),
]
DATES = [
    ("date.published_line", "Published: 5 March 2024 10:00 GMT", "", "2024-03-05"),
    ("date.published_line", "Posted on March 5, 2024 by Anna Lee", "", "2024-03-05"),
    ("date.published_line", "", "First published 5 March 2024", "2024-03-05"),
    ("date.published_line", "Updated: March 7, 2024 ⏎ Published: March 5, 2024", "", "2024-03-05"),
    ("date.date_line", "7:15 14.08.2024 •", "", "2024-08-14"),
    ("date.date_line", "Tuesday, March 5, 2024, 10:00 am EST | 4 min read", "", "2024-03-05"),
    ("date.date_line", "2024-03-05", "", "2024-03-05"),
    ("date.byline_date", "By Anna Lee | March 5, 2024", "", "2024-03-05"),
    ("date.dateline", "PARIS, March 5, 2024 — The water rose.", "", "2024-03-05"),
    ("date.updated_line", "Updated: March 7, 2024", "", "2024-03-07"),
]
NO_DATE = [
    ("PARIS, March 5 — The water rose.", ""),
    ("Canal boats in Ghent on March 5, 2019.", ""),
    ("Updated:", ""),
    ("11/7/2024", ""),
    ("", "© 2024 The Meridian Post"),
    ("The dykes of March 5, 2019 — and what became of them.", ""),
]


@pytest.mark.parametrize(("rule", "head", "foot", "answer"), OUTLETS)
def test_outlet(rule: str, head: str, foot: str, answer: str) -> None:
    assert_decides(outlet.RULES, rule, head, foot, answer)


@pytest.mark.parametrize(("head", "foot"), NO_OUTLET)
def test_no_outlet(head: str, foot: str) -> None:
    assert publication_of(page(head, foot)).outlet is None


@pytest.mark.parametrize(("rule", "head", "foot", "answer"), AUTHORS)
def test_author(rule: str, head: str, foot: str, answer: str | None) -> None:
    assert_decides(author.RULES, rule, head, foot, answer)


@pytest.mark.parametrize(("head", "foot"), NO_AUTHOR)
def test_no_author(head: str, foot: str) -> None:
    assert publication_of(page(head, foot)).author is None


@pytest.mark.parametrize(("rule", "head", "foot", "answer"), DATES)
def test_date(rule: str, head: str, foot: str, answer: str) -> None:
    assert_decides(date.RULES, rule, head, foot, answer)


@pytest.mark.parametrize(("head", "foot"), NO_DATE)
def test_no_date(head: str, foot: str) -> None:
    assert publication_of(page(head, foot)).date is None


def assert_decides(rules: Any, rule: str, head: str, foot: str, answer: str | None) -> None:
    decision = decide(rules, Imprint(Document(Article("a", page(head, foot).replace(" ⏎ ", "\n")))))
    assert (decision and (decision.rule, decision.answer[0])) == (answer and (rule, answer))


def test_headline_tail() -> None:
    text = f"Dykes hold as water rises | The Meridian Post\n{LEAD}"
    assert publication_of(text).outlet == "The Meridian Post"
    assert publication_of(text.replace(" | The Meridian Post", " | World News")).outlet is None


def test_metadata_comes_first_with_its_basis() -> None:
    text = page("By Tom Hart | The Meridian Post ⏎ March 5, 2024")
    found = publication_of(text, outlet="Canal News", date="2024-03-06", author="Anna Lee", basis="sidecar")
    assert (found.outlet, found.date, found.author, found.anchor) == (
        "Canal News",
        "2024-03-06",
        "Anna Lee",
        "2024-03-06",
    )
    assert (found.outlet_basis, found.date_basis) == ("sidecar", "sidecar")
    read = publication_of(text, basis="sidecar")
    assert (read.outlet, read.outlet_basis) == ("The Meridian Post", "byline")
    assert (read.date, read.date_basis, read.author) == ("2024-03-05", "text", "Tom Hart")


# Where nobody gives the date of publication, the latest day that the text names in the past is the anchor.
@pytest.mark.parametrize(
    ("body", "anchor"),
    [
        ("The mayor spoke on Friday, November 15, 2024, in Ghent.", "2024-11-15"),
        ("She spoke in Lille on Nov. 4, 2024. The town confirmed it on Nov. 16.", "2024-11-16"),
        ("She came on Dec. 28, 2023. The town confirmed it on Jan. 3.", "2024-01-03"),
        ("She came on Nov. 4, 2024, and left on Friday, Nov. 15.", "2024-11-15"),
        ("She came on Nov. 4, 2024. The vote will be on Dec. 3.", "2024-11-04"),
        ("She came on Nov. 4, 2024. The bridge will open by 2026.", "2024-11-04"),
        ("She came on Nov. 4, 2024, months before the Jan. 20 vote.", "2024-11-04"),
        ("She spoke on Friday, Nov. 15.", None),
        ("She took office in May 2024.", None),
        ("The storm of May 2, 2011, was worse, she said in 2016.", None),
        (f"{LEAD} {LEAD} {LEAD} {LEAD} {LEAD} The storm of May 2, 2011, was worse.", None),
        (LEAD, None),
    ],
)
def test_anchor(body: str, anchor: str | None) -> None:
    found = publication_of(f"Dykes hold ⏎ {body}")
    assert (found.anchor, found.date) == (anchor, None)


def test_the_rules_hold_together() -> None:
    check(RULES)
    table = {row[0] for row in (*OUTLETS, *AUTHORS, *DATES)}
    elsewhere = {row[0] for row in (*CLAIMED_OUTLETS, *CLAIMED_DATES, *AGENCIES)}
    assert {rule.id for rule in RULES} - table - elsewhere == {
        "outlet.metadata", "date.metadata", "author.metadata", "outlet.headline_tail",
    }  # fmt: skip


def claiming(field: Literal["outlet", "date"], url: str | None, claims: list[tuple[str, str]]) -> Article:
    return Article("a", END, url=url, claims=tuple(Claim(field, basis, value) for basis, value in claims))


@pytest.mark.parametrize(("rule", "url", "claims", "answer", "basis"), CLAIMED_OUTLETS)
def test_outlets_by_claims(rule: str, url: str, claims: dict[str, str], answer: str, basis: str) -> None:
    article = claiming("outlet", url, list(claims.items()))
    for read in (article, Document(article)):  # a language without rules has them too
        decision = decide([one for one in outlet.RULES if not one.needs], Imprint(read))
        assert (decision and decision.rule, decision and decision.answer) == (rule, (answer, basis) if rule else None)
        found = read_publication(read)
        assert (found.outlet, found.outlet_basis) == (answer, basis)


@pytest.mark.parametrize(("rule", "url", "claims", "answer", "basis"), CLAIMED_DATES)
def test_dates_by_claims(rule: str, url: str, claims: list[tuple[str, str]], answer: str, basis: str) -> None:
    article = claiming("date", url, claims)
    decision = decide(date.RULES, Imprint(Document(article)))
    assert (decision and decision.rule, decision and decision.answer) == (rule, (answer, basis) if rule else None)
    assert read_publication(article).date == answer


@pytest.mark.parametrize(("rule", "author", "head", "foot", "answer"), AGENCIES)
def test_agencies(rule: str, author: str | None, head: str, foot: str, answer: str) -> None:
    article = Article("a", page(head, foot).replace(" ⏎ ", "\n"), author=author)
    decision = decide(agency.RULES, Imprint(Document(article)))
    assert (decision and decision.rule, decision and decision.answer) == (rule, answer)
    assert read_publication(Document(article)).agency == answer


def test_what_metadata_says_counts_before_markup() -> None:
    claims = (Claim("outlet", "json-ld", "Canal News"), Claim("date", "json-ld", "2024-03-05"))
    article = Article("a", END, outlet="The Post", date="2024-03-06", basis="sidecar", claims=claims)
    found = read_publication(Document(article))
    assert (found.outlet, found.outlet_basis) == ("The Post", "sidecar")
    assert (found.date, found.date_basis) == ("2024-03-06", "sidecar")


LINES = [
    "By",
    "By Anna Lee",
    "Updated:",
    "March 5, 2024",
    "/ / / / /",
    "A/ B/ GHENT/ C/ D/ E",
    "©",
    "© 2024 X",
    "|",
    "a | b",
    ",",
    LEAD,
    "“At X, we",
]


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join) | st.text(max_size=200))
def test_any_text(text: str) -> None:
    found = publication_of(text)
    for value in (found.outlet, found.author, found.date, found.anchor):
        assert value is None or value.strip() == value != ""
    assert (found.outlet is None) == (found.outlet_basis is None)
    assert (found.date is None) == (found.date_basis is None)

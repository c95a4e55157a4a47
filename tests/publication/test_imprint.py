"""Who published an article, when, and by whom: each rule by texts that it reads and texts that say nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article
from onrecord.publication import RULES, author, date, outlet, read_publication
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
    ("outlet.channel", "", "Read more in our Telegram channel https://t.me/Canal_News", "Canal News"),
    ("outlet.channel", "", "Follow us: https://twitter.com/MeridianPost", "Meridian Post"),
    ("outlet.dateline", "GHENT (Canal News) — The water rose.", "", "Canal News"),
    ("outlet.staff_note", "", "Anna Lee is a senior political reporter for The Meridian Post.", "The Meridian Post"),
    ("outlet.first_appeared", "", "This article first appeared in The Meridian Post.", "The Meridian Post"),
    ("outlet.first_appeared", "", "A version of this story was originally published by Canalside.", "Canalside"),
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
    assert {rule.id for rule in RULES} - table == {
        "outlet.metadata", "date.metadata", "author.metadata", "outlet.headline_tail",
    }  # fmt: skip


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

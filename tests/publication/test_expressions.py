"""Date expressions against an anchor: Sunday, November 24, 2024, unless the line says otherwise."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.publication.expressions import DateExpression, read_dates

ANCHOR = date(2024, 11, 24)

# what is written | the words read | the day, month or year they name
TABLE = """
on Nov. 7 | Nov. 7 | 2024-11-07
on Nov 7 he left | Nov 7 | 2024-11-07
on the night of Nov. 7 | the night of Nov. 7 | 2024-11-07
on the evening of 7 November he left | the evening of 7 November | 2024-11-07
November 5 | November 5 | 2024-11-05
NOVEMBER 5 | NOVEMBER 5 | 2024-11-05
November 5th | November 5th | 2024-11-05
Dec. 1 | Dec. 1 | 2024-12-01
Jan. 20 | Jan. 20 | 2025-01-20
Feb. 20 | Feb. 20 | 2024-02-20
March 3 | March 3 | 2024-03-03
May 3 | May 3 | 2024-05-03
Sept. 3, 2024 | Sept. 3, 2024 | 2024-09-03
Sep. 3, 2024 | Sep. 3, 2024 | 2024-09-03
September 3 2024 | September 3 2024 | 2024-09-03
Aug. 31, 1999 | Aug. 31, 1999 | 1999-08-31
7 November 2024 | 7 November 2024 | 2024-11-07
7th November 2024 | 7th November 2024 | 2024-11-07
7 November | 7 November | 2024-11-07
7 Nov | 7 Nov | 2024-11-07
the 5th of March | the 5th of March | 2024-03-05
the 1st of May, 2019 | the 1st of May, 2019 | 2019-05-01
1 January 2000 | 1 January 2000 | 2000-01-01
Friday, Nov. 15 | Friday, Nov. 15 | 2024-11-15
Friday, Nov. 15, 2024 | Friday, Nov. 15, 2024 | 2024-11-15
Friday, November 15, 2024, to meet them | Friday, November 15, 2024 | 2024-11-15
Fri., Nov. 15 | Fri., Nov. 15 | 2024-11-15
Sat., Nov. 2 | Sat., Nov. 2 | 2024-11-02
Monday 18 November | Monday 18 November | 2024-11-18
Monday, the 18th of November | Monday, the 18th of November | 2024-11-18
Wednesday, Nov. 15 | Wednesday, Nov. 15 | 2023-11-15
Nov. 5-7 | Nov. 5-7 | 2024-11-05
Nov. 5–7, 2023 | Nov. 5–7, 2023 | 2023-11-05
Feb. 29 | Feb. 29 | 2024-02-29
Feb. 29, 2024 | Feb. 29, 2024 | 2024-02-29
Feb. 29, 2023 | |
Nov. 7 last year | Nov. 7 last year | 2023-11-07
2 March last year | 2 March last year | 2023-03-02
7 November of last year | 7 November of last year | 2023-11-07
Feb. 29 last year | |
Aug. 9 this year | Aug. 9 this year | 2024-08-09
Feb. 30 | |
Nov. 31, 2024 | |
November 0 | |
2024-11-07 | 2024-11-07 | 2024-11-07
2024/11/07 | 2024/11/07 | 2024-11-07
2024-13-07 | |
2024-11-07T10:00:00Z | 2024-11-07 | 2024-11-07
14.08.2024 | 14.08.2024 | 2024-08-14
7:15 14.08.2024 | 14.08.2024 | 2024-08-14
3.4.2024 | 3.4.2024 | 2024-04-03
14/8/2024 | 14/8/2024 | 2024-08-14
8/14/2024 | 8/14/2024 | 2024-08-14
5/5/2024 | 5/5/2024 | 2024-05-05
11/7/2024 | |
31/31/2024 | |
192.11.7.2024 | |
in March | March | 2024-03
in December | December | 2023-12
In November | November | 2024-11
since May | May | 2024-05
during August | August | 2024-08
last March | last March | 2024-03
last November | last November | 2023-11
last December | last December | 2023-12
next January | next January | 2025-01
next November | next November | 2025-11
this October | this October | 2024-10
in early March | March | 2024-03
in mid-March | March | 2024-03
in March last year | March last year | 2023-03
in August of last year | August of last year | 2023-08
in late September | September | 2024-09
a March interview | March | 2024-03
her June speech | June | 2024-06
the senator's July letter | July | 2024-07
the senator’s July letter | July | 2024-07
an August letter to the mayor | August | 2024-08
May 2019 | May 2019 | 2019-05
in May 2019 | May 2019 | 2019-05
March of 2020 | March of 2020 | 2020-03
October, 2011 | October, 2011 | 2011-10
Sept. 2011 | Sept. 2011 | 2011-09
in early October 2011 | October 2011 | 2011-10
Theresa May said | |
The mayor may go | |
May we go? | |
the March on the capital | |
the march on Monday | Monday | 2024-11-18
April Jones said | |
in 2012 | 2012 | 2012
In 1998, the town | 1998 | 1998
a 2012 speech | 2012 | 2012
the 2016 election | 2016 | 2016
his 2008 campaign | 2008 | 2008
the town's 2019 budget | 2019 | 2019
since 2007 | 2007 | 2007
in late 2020 | 2020 | 2020
mid-2020 | 2020 | 2020
spring 2012 | spring 2012 | 2012
the summer of 2011 | summer of 2011 | 2011
Fall 2019 | Fall 2019 | 2019
sold 2000 houses | |
2,016 people | |
$2012 | |
the 2015-16 season | |
the 1990s | |
in 2016% | |
on Monday | Monday | 2024-11-18
Monday night | Monday night | 2024-11-18
Tuesday morning | Tuesday morning | 2024-11-19
said Wednesday | Wednesday | 2024-11-20
on Saturday | Saturday | 2024-11-23
on Sunday | Sunday | 2024-11-24
last Sunday | last Sunday | 2024-11-17
last Friday | last Friday | 2024-11-22
this past Thursday | this past Thursday | 2024-11-21
past Thursday | past Thursday | 2024-11-21
next Monday | next Monday | 2024-11-25
next Sunday | next Sunday | 2024-12-01
this coming Friday | this coming Friday | 2024-11-29
will speak on Friday | Friday | 2024-11-29
will vote Sunday | Sunday | 2024-11-24
is expected to meet on Tuesday | Tuesday | 2024-11-26
a meeting scheduled for Monday | Monday | 2024-11-25
ahead of the vote on Tuesday | Tuesday | 2024-11-26
urged them to vote Tuesday | Tuesday | 2024-11-26
the state votes on Tuesday | Tuesday | 2024-11-26
Her speech on Thursday will show it | Thursday | 2024-11-28
the hearing on Friday is expected to last | Friday | 2024-11-29
will, he said on Tuesday | Tuesday | 2024-11-19
He will win. On Friday he lost | Friday | 2024-11-22
Friday's vote | Friday | 2024-11-22
Thursday’s debate | Thursday | 2024-11-21
MONDAY | MONDAY | 2024-11-18
Mondays are long | |
monday | |
Super Tuesday | |
on Black Friday | |
Easter Sunday | |
the Sunday Times | |
Saturday Night Live | |
Sat down | |
The Sun said | |
Monday-morning | |
yesterday | yesterday | 2024-11-23
Yesterday morning | Yesterday morning | 2024-11-23
on Friday last week | Friday last week | 2024-11-15
on Monday this week | Monday this week | 2024-11-18
the day before yesterday | the day before yesterday | 2024-11-22
today | today | 2024-11-24
earlier today | earlier today | 2024-11-24
tonight | tonight | 2024-11-24
this morning | this morning | 2024-11-24
earlier this evening | earlier this evening | 2024-11-24
last night | last night | 2024-11-23
tomorrow | tomorrow | 2024-11-25
tomorrow night | tomorrow night | 2024-11-25
two days ago | two days ago | 2024-11-22
10 days ago | 10 days ago | 2024-11-14
a day ago | a day ago | 2024-11-23
Three days ago | Three days ago | 2024-11-21
a week ago | a week ago | 2024-11
two weeks ago | two weeks ago | 2024-11
three weeks ago | three weeks ago | 2024-11
four weeks ago | four weeks ago | 2024-10
a month ago | a month ago | 2024-10
eleven months ago | eleven months ago | 2023-12
12 months ago | 12 months ago | 2023-11
a year ago | a year ago | 2023
Three years ago | Three years ago | 2021
many years ago | |
days ago | |
last week | last week | 2024-11
this week | this week | 2024-11
earlier this week | earlier this week | 2024-11
over the weekend | over the weekend | 2024-11
last month | last month | 2024-10
this month | this month | 2024-11
earlier this month | earlier this month | 2024-11
next month | next month | 2024-12
last year | last year | 2023
earlier this year | earlier this year | 2024
next year | next year | 2025
this summer | this summer | 2024
last summer | |
next week | |
the day after the vote | |
a day earlier | |
"""

# several in one sentence, and other anchors: what is written | all that is read
SENTENCES = """
2024-11-24 | On Friday he came; a day earlier he had left. | 2024-11-22 2024-11-21
2024-11-24 | He came on Nov. 7 and left two days later. | 2024-11-07 2024-11-09
2024-11-24 | He came on Nov. 7 and left the next day. | 2024-11-07 2024-11-08
2024-11-24 | He came in May 2021 and left in June of that year. | 2021-05 2021-06
2024-11-24 | He came on May 4, 2021. He left that month. | 2021-05-04 2021-05
2024-11-24 | He came in 2012. He left the same year. | 2012 2012
2024-11-24 | He came in 2012. He left that month. | 2012
2024-11-24 | He came in 2012 and left that year. | 2012
2024-11-24 | He spoke on Tuesday and again that evening. | 2024-11-19 2024-11-19
2024-11-24 | He spoke on Nov. 4, 2024, the day after. | 2024-11-04 2024-11-05
2024-11-24 | From Monday to Wednesday. | 2024-11-18 2024-11-20
2024-11-24 | In 2012 and in March 2014. | 2012 2014-03
2024-11-24 | It came on Nov. 7, a Thursday, at noon. | 2024-11-07
2024-01-03 | on Dec. 28 | 2023-12-28
2024-01-03 | on Jan. 2 | 2024-01-02
2024-01-03 | in December | 2023-12
2024-01-03 | last month | 2023-12
2024-01-03 | last week | 2023-12
2024-01-03 | earlier this week | 2024-01
2024-01-01 | on Sunday | 2023-12-31
2024-01-01 | yesterday | 2023-12-31
2024-01-01 | last summer | 2023
2024-03-01 | yesterday | 2024-02-29
2023-03-01 | yesterday | 2023-02-28
2023-03-01 | Feb. 29 |
2025-03-01 | Feb. 29 last year | 2024-02-29
2024-02-29 | a year ago | 2023
2024-02-29 | last year | 2023
2024-02-29 | on Feb. 29 | 2024-02-29
2024-03-31 | a month ago | 2024-02
2000-03-01 | yesterday | 2000-02-29
1900-03-01 | yesterday | 1900-02-28
2024-01-01 | last month | 2023-12
2024-01-01 | last year | 2023
2024-01-01 | two days ago | 2023-12-30
2024-01-07 | last week |
2024-01-14 | last week | 2024-01
2024-01-06 | last week | 2023-12
2023-12-31 | tomorrow | 2024-01-01
2023-12-31 | next month | 2024-01
2023-12-31 | on Sunday | 2023-12-31
2023-12-31 | last Sunday | 2023-12-24
2023-12-31 | on Monday | 2023-12-25
2024-12-31 | tomorrow | 2025-01-01
2024-12-31 | will meet on Jan. 6 | 2025-01-06
2024-10-30 | on Dec. 28 | 2024-12-28
2024-10-30 | on Feb. 28 | 2024-02-28
2024-11-25 | on Monday | 2024-11-25
2024-11-25 | last Monday | 2024-11-18
2024-11-25 | next Monday | 2024-12-02
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def period(found: DateExpression) -> str:
    """The day, month or year as far as it is known: 2024-11-07, 2024-11, 2024."""
    return found.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[found.precision]]


def read(text: str, anchor: date | None) -> list[DateExpression]:
    return read_dates(text, 0, len(text), anchor)


def test_the_table_is_long_and_says_nothing_twice() -> None:
    written = [row[0] for row in rows(TABLE)]
    assert len(written) >= 150
    assert len(set(written)) == len(written)


@pytest.mark.parametrize(("text", "words", "when"), rows(TABLE))
def test_expression(text: str, words: str, when: str) -> None:
    found = [(each.span.of(text), period(each)) for each in read(text, ANCHOR)]
    assert found == ([(words, when)] if words else [])


@pytest.mark.parametrize(("anchor", "text", "when"), rows(SENTENCES))
def test_sentence(anchor: str, text: str, when: str) -> None:
    assert [period(found) for found in read(text, date.fromisoformat(anchor))] == when.split()


@pytest.mark.parametrize(
    ("text", "kind", "tense"),
    [
        ("on Nov. 7", "absolute", None),
        ("last Friday", "weekday", "past"),
        ("next Friday", "weekday", "future"),
        ("will go on Friday", "weekday", "future"),
        ("yesterday", "relative", "past"),
        ("last year", "relative", "past"),
        ("in May", "month", None),
        ("in 2012", "year", None),
        ("the deadline is Dec. 3, 2024", "absolute", "future"),
    ],
)
def test_kind_and_tense(text: str, kind: str, tense: str | None) -> None:
    (found,) = read(text, ANCHOR)
    assert (found.kind, found.tense) == (kind, tense)


@pytest.mark.parametrize("row", rows(TABLE), ids=lambda row: row[0])
def test_without_an_anchor_only_what_names_its_year_is_read(row: list[str]) -> None:
    year = any(
        part.isdigit() and len(part) == 4
        for part in row[1].replace("-", " ").replace("/", " ").replace(".", " ").split()
    )
    found = [period(each) for each in read(row[0], None)]
    assert found == ([row[2]] if year else [])


def test_the_window_is_kept() -> None:
    text = "on Monday, on Tuesday, on Friday"
    found = read_dates(text, 10, 21, ANCHOR)
    assert [each.span.of(text) for each in found] == ["Tuesday"]


PIECES = [
    "Nov. 7",
    "2024",
    "Monday",
    "last",
    "next",
    "week",
    "ago",
    "two",
    "days",
    "the",
    ",",
    ".",
    "May",
    "31",
    "5/6/2024",
    "will",
    "\n",
    "in",
]


@given(st.lists(st.sampled_from(PIECES), max_size=15), st.dates() | st.none())
def test_any_words(pieces: list[str], anchor: date | None) -> None:
    text = " ".join(pieces)
    found = read(text, anchor)
    for each in found:
        assert 0 <= each.span.start < each.span.end <= len(text)
        assert each.precision == "day" or each.first.day == 1
        assert each.precision != "year" or each.first.month == 1
    for first, second in pairwise(found):
        assert first.span.end <= second.span.start


@given(st.text(max_size=80), st.dates())
def test_any_text(text: str, anchor: date) -> None:
    read(text, anchor)

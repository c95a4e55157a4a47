"""Dates and languages as metadata writes them."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date as Day
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.dates import YEARS, day
from onrecord.read.language import tag


@pytest.mark.parametrize(
    "value",
    [
        "2024-03-05",
        " 2024-3-5 ",
        "2024/03/05",
        "2024.03.05",
        "2024-03-05T23:30:00-05:00",  # the day as written, in its own zone
        "2024-03-05T00:30:00+14:00",
        "2024-03-05T10:00:00.123456Z",
        "2024-03-05 10:00:00",
        "2024-03-05T10",
        "2024-03-05Z",
        "20240305",
        "20240305T101500Z",
        "20240305101500",
        20240305,
        1709632800,
        1709632800.75,
        "1709632800",
        1709632800_000,
        1709632800_000_000,
        1709632800_000_000_000,
        "Tue, 05 Mar 2024 23:30:00 -0500",
        "Tue, 5 Mar 2024 10:00:00 GMT",
        "5 March 2024",
        "5th of March, 2024",
        "5-Mar-2024",
        "March 5, 2024",
        "MARCH 5TH, 2024",
        "Mar. 5 2024",
        "Tuesday, March 5, 2024 at 10:00 p.m. EST",
        "March 5, 2024 10pm",
        "10:00 PM, 5 March 2024",
        "5 mars 2024",
        "5. März 2024",
        "5 de marzo de 2024",
        "2024年3月5日",
    ],
)
def test_fifth_of_march(value: object) -> None:
    assert day(value) == "2024-03-05"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("25/03/2024", "2024-03-25"),
        ("03-25-2024", "2024-03-25"),
        ("05.05.2024 10:00", "2024-05-05"),
        ("1450-01-01", "1450-01-01"),
        ("29 Feb 2024", "2024-02-29"),
        ("Sept. 5, 1931", "1931-09-05"),
    ],
)
def test_other_days(value: str, found: str) -> None:
    assert day(value) == found


@pytest.mark.parametrize(
    "value",
    [
        *("05/03/2024", "5-3-2024", "05.03.2024 10:00 AM", "Tue 05/03/2024", "5/3/24"),  # day or month first?
        *("2024", "2024-03", "March 2024", "5 March", "5 Mar 24", 2024, 202403, "2024-W10-2"),  # no whole day
        *("2024-02-30", "31 April 2024", "2024-13-01", "0000-00-00", "25/13/2024"),  # no day of the calendar
        *("1449-12-31", "2101-01-01", 9e9, 2e10, 5e12),
        *("yesterday", "3 days ago", "Tuesday", "soon", "", "-", "March 5, 2024 | May 6, 2024"),
        *(0, -1, 12, True, None, [], {}, float("nan"), float("inf"), 10**400, "9" * 5000, "1" * 79),
    ],
)
def test_no_day(value: object) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        day(value)


def test_a_library_that_fails_gives_no_day(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("dateparser.parse", fail)
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        day("7 mars 1931")


def test_a_day_in_the_future_is_no_date_of_publication() -> None:
    tomorrow = Day.today() + timedelta(days=1)  # it is tomorrow already further east
    assert day(str(tomorrow)) == str(tomorrow)
    with pytest.raises(ValueError, match="not in the future"):
        day(str(tomorrow + timedelta(days=1)))


@given(st.dates(Day(YEARS.start, 1, 1), Day.today()), st.times(), st.sampled_from(["", "Z", "+09:30"]))
def test_every_iso_date(date: object, time: object, zone: str) -> None:
    assert day(f"{date}T{time}{zone}") == day(str(date)) == str(date)


@given(
    st.one_of(
        st.text(alphabet="0123456789-/.: TZ+", max_size=30),
        st.integers(),
        st.floats(),
        st.none() | st.booleans() | st.binary(),
    )
)
def test_any_value(value: object) -> None:
    try:
        found = day(value)
    except ValueError:
        return
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found, re.ASCII)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("en", "en"),
        ("en-US", "en-US"),
        ("en_us", "en-US"),
        ("EN", "en"),
        ("eng", "en"),
        ("English", "en"),
        (" french ", "fr"),
        ("ger", "de"),
        ("Español", "es"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("no", "no"),
        ("gsw", "gsw"),  # a language that is not in the table
    ],
)
def test_language(value: str, found: str) -> None:
    assert tag(value) == found


@pytest.mark.parametrize("value", ["", "the English language", "e", "klingonese", "en-", "en US", "12", "en--US"])
def test_no_language(value: str) -> None:
    with pytest.raises(ValueError, match="BCP 47"):
        tag(value)


def test_nothing_heavy_is_imported_before_it_is_used() -> None:
    code = (
        "import sys, onrecord.read; from onrecord.read.dates import day; day('Tue, 5 Mar 2024 10:00:00 GMT');"
        "print([name for name in ('yaml', 'dateparser', 'csv', 'gzip', 'regex') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""The table of agencies is well-formed, and a byline or a dateline is looked up in it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.publication.agencies import agencies, by_byline, by_dateline
from onrecord.publication.outlets import outlet_at

BYLINES = """
+ AP | AP
+ The Associated Press | AP
+ ASSOCIATED PRESS | AP
+ the associated press | AP
+ Associated  Press | AP
+ Agence France-Presse | AFP
+ Reuters | Reuters
+ REUTERS | Reuters
+ PA | PA
+ PA Media | PA
+ Press Association | PA
+ dpa | dpa
+ DPA | dpa
+ The Canadian Press | CP
+ CP | CP
+ Australian Associated Press | AAP
+ Press Trust of India | PTI
+ ANI | ANI
+ Tass | TASS
+ ČTK | CTK
+ Kaiser Health News | KFF Health News
+ Iranian Students’ News Agency | ISNA
- Anna Lee
- ap
- Ap
- Pa
- pa
- Ani
- Sid
- Uni
- Sana
- Petra
- Anna Lee, AP
- AP and PA
- CNN
- BBC
- Getty Images
- Kyodo Senpaku
"""
DATELINES = """
+ AP | AP
+ Reuters | Reuters
+ AFP | AFP
+ PA | PA
+ PTI | PTI
+ Petra | Petra
+ MENA | MENA
+ RIA Novosti | RIA Novosti
+ Itar-Tass | TASS
+ dpa | dpa
- ap
- Pa
- Pa.
- PA Wire Photo
- CNN
- BBC
- Northwire
- NA
"""


def cases(table: str) -> list[tuple[str, str | None]]:
    lines = table.strip().splitlines()
    return [(words, short or None) for words, _, short in (line[2:].partition(" | ") for line in lines)]


@pytest.mark.parametrize(("words", "short"), [("", None), *cases(BYLINES)])
def test_the_agency_of_a_byline(words: str, short: str | None) -> None:
    assert by_byline(words) == short


@pytest.mark.parametrize(("words", "short"), [("", None), *cases(DATELINES)])
def test_the_agency_of_a_dateline(words: str, short: str | None) -> None:
    assert by_dateline(words) == short


def test_there_are_agencies_enough() -> None:
    assert len(agencies()) >= 100


def test_every_spelling_is_found_and_is_of_one_agency() -> None:
    for agency in agencies():
        for words in agency.bylines:
            assert by_byline(words) == agency.short, words
        for words in agency.datelines:
            assert by_dateline(words) == agency.short, words


def test_entries_are_well_formed() -> None:
    domain = re.compile(r"(?!www\.)(?:[a-z0-9-]+\.)+[a-z]{2,}")
    for agency in agencies():
        assert agency.bylines, agency.short
        for words in (agency.short, agency.name, *agency.bylines, *agency.datelines):
            assert words == " ".join(words.split()) != "", agency.short
        assert all(map(domain.fullmatch, agency.domains)), agency.short
    domains = Counter(domain for agency in agencies() for domain in agency.domains)
    assert not [domain for domain, times in domains.items() if times > 1]


def test_agencies_of_the_same_domain_as_an_outlet() -> None:
    """What an agency publishes itself is an outlet's, too: most of the well-known ones are in both tables."""
    listed = [agency for agency in agencies() if any(map(outlet_at, agency.domains))]
    assert {"AP", "Reuters", "AFP", "UPI", "Bloomberg", "Xinhua", "TASS"} <= {agency.short for agency in listed}


@given(st.text() | st.sampled_from([agency.short for agency in agencies()]))
def test_no_text_is_an_error(words: str) -> None:
    shorts = {agency.short for agency in agencies()}
    assert by_byline(words) in {None, *shorts}
    assert by_dateline(words) in {None, *shorts}


def test_a_long_text_is_nobody() -> None:
    assert by_byline("AP " * 3_000_000) is None
    assert by_dateline("’" * 10_000_000) is None

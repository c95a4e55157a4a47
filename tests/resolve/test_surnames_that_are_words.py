"""Surnames that are words too: whoever bears one is found wherever it stands alone."""

from __future__ import annotations

import pytest

from onrecord import extract

SURNAMES = """
Long Young Grant Marks Rush Cook Page Brown White Green Black May Day Rose Price Banks Rivers Fields Woods Waters
Brooks Parks Bush Stone Snow Frost Winter Summers Love Hope Pride King Prince Duke Knight Bishop Pope Cannon Savage
Strange Sharp Short Small Little Rich Good Best Wise Noble Hardy Swift Sweet Moody Kelly Reilly Begley Bentley
Whately Stokely Blakely Fielding Manning Browning Keating Reed Read Bird Crane Fox Wolf Lamb Church Chapel Hall
House Bridge Street Lane Hill Hills Dale Ford Field Marsh Heath Forest Wood Branch Flowers Berry Baker Butler
Carter Cooper Fisher Hunter Mason Miller Porter Potter Smith Taylor Turner Walker Weaver Singer Major Judge Justice
Law Case Bill Mark Frank Victor Christian English French German Irish Call Close Cross Cope Down Drew Fear Fell
Flood Free Gates Gold Hand Head Heard Held Jolly Last Left Love Means Must Park Plant Pole Pool Post Power Quick
Race Rain Ring Rock Royal Sales Seal Sell Silver Sly Sparks Spring Star Steel Still Storm Strong Such Swan Trew
Voice Wade Wall Ward Watch Way Weeks Will Wills Wing Winner Worth Sheikh Das Do
""".split()
FRAMES = """
“It is over now,” {s} said.
“It is over now,” said {s}.
“It is over now”, {s} said.
{s} said that it was “a great mess” in the end.
On Friday {s} said that it was “a great mess” in the end.
{s} added: “It is over now.”
“It is over now,” Ms {s} said.
{s}’s claim that it was “a great mess” was wrong.
""".strip().split("\n")


@pytest.mark.parametrize("frame", FRAMES)
def test_surname(frame: str) -> None:
    wrong = []
    for surname in SURNAMES:
        text = f"Omar Diaz met Anna {surname} at the hall. {frame.format(s=surname)} He left."
        speakers = {quote.speaker for quote in extract(text, date="2016-05-22")}
        if speakers != {f"Anna {surname}"}:
            wrong.append((surname, speakers))
    assert not wrong

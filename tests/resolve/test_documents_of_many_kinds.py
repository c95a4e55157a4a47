"""What is written says what its author says: documents of every common kind, by a person, an agency and a trust."""

from __future__ import annotations

import pytest

from onrecord import extract

BEFORE = "The dispute grew as prices rose again last week, for the third time this year.\n\n"
DOCUMENTS = [
    what
    for line in """
letter|report|statement|email|memo|notice|blog post|study|lawsuit|complaint|petition|manifesto|press release
audit|survey|newsletter|circular|leaflet|brochure|filing|affidavit|submission|judgment|tweet|message
text message|note|memoir|column|op-ed|essay|bulletin|communiqué|resolution|voicemail|ad|flyer|pamphlet
guidance|assessment|inspection report|annual report|open letter|analysis
""".split("\n")
    for what in line.split("|")
    if what
]
AUTHORS = ("Anna Lee", "Harbor Health Agency", "the Rivers Trust")
FRAMES = """
{who}’s {what} said it was “over by far.”
“It is over by far,” {who}’s {what} read.
“It is over by far,” read {who}’s {what}.
The {what} by {who} said it was “over by far.”
The {what} from {who} said it was “over by far.”
The {what} issued by {who} called it “over by far.”
It was “over by far,” according to the {what} by {who}.
In the {what}, {who} said it was “over by far.”
{who} published this {what} on Monday. “It is over by far,” the {what} said.
{who} published this {what} on Monday. “It is over by far,” it said.
{who} sent this {what} to staff on Monday. The {what} called it “over by far.”
""".strip().split("\n")


@pytest.mark.parametrize("frame", FRAMES)
def test_its_author_says_it(frame: str) -> None:
    wrong = []
    for what in DOCUMENTS:
        for who in AUTHORS:
            text = frame.format(who=who, what=what)
            found = [quote.speaker for quote in extract(f"{BEFORE}{text[0].upper()}{text[1:]}", date="2024-05-10")]
            if found != [who.removeprefix("the ")]:
                wrong.append((what, who, found))
    assert not wrong

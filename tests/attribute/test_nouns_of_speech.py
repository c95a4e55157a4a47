"""Nouns that carry words: whose claim, warning or plea it is says them."""

from __future__ import annotations

import pytest

from onrecord import extract

BEFORE = "The dispute grew as prices rose again last week, for the third time this year.\n\n"
NOUNS = """
claim warning insistence vow promise statement remark comment assertion allegation accusation suggestion
prediction admission confession declaration announcement pledge threat demand plea call appeal request complaint
criticism description characterisation characterization assessment conclusion argument contention view belief
opinion explanation excuse apology boast joke quip jibe taunt question answer reply response retort rebuttal
testimony account recollection words phrase message tweet post speech lecture sermon tirade cry motto mantra
refrain advice recommendation order instruction command judgment observation note theory estimate hint
revelation concession acknowledgment tribute endorsement rebuke condemnation denunciation
""".split()
FRAMES = """
Anna Lee’s {noun} that it was “over by far” was ignored.
The {noun} from Anna Lee that it was “over by far” was ignored.
The {noun} by Anna Lee that it was “over by far” was ignored.
Anna Lee’s {noun}: “It is over by far.”
Anna Lee stood by her {noun} that it was “over by far.”
Despite Anna Lee’s {noun} that it was “over by far,” nobody left.
""".strip().split("\n")


@pytest.mark.parametrize("frame", FRAMES)
def test_whose_it_is_says_it(frame: str) -> None:
    wrong = []
    for noun in NOUNS:
        found = [quote.speaker for quote in extract(BEFORE + frame.format(noun=noun), date="2024-05-10")]
        if found != ["Anna Lee"]:
            wrong.append((noun, found))
    assert not wrong

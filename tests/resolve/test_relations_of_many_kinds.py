"""Somebody's people: kin, friends and those who work for her, named beside the word or not at all."""

from __future__ import annotations

import pytest

from onrecord import extract

BEFORE = "The dispute grew as prices rose again last week, for the third time this year.\n\n"
RELATIONS = """
husband wife mother father mum mom dad son daughter brother sister uncle aunt cousin nephew niece grandmother
grandfather gran grandad grandson granddaughter stepfather stepmother stepson stepdaughter half-brother
half-sister mother-in-law father-in-law brother-in-law sister-in-law fiancé fiancée partner boyfriend girlfriend
ex-wife ex-husband widow widower twin friend colleague neighbour neighbor boss lawyer solicitor attorney agent
manager coach trainer doctor nurse teacher landlord tenant employer employee assistant aide adviser spokesman
spokeswoman spokesperson deputy rival opponent critic ally supporter teammate team-mate flatmate roommate
classmate mentor mentee caddie publicist accountant biographer bodyguard chauffeur therapist counsellor tutor
godfather godmother carer
""".split()
MEN = """
husband father dad son brother uncle nephew grandfather grandad grandson stepfather stepson half-brother father-in-law
brother-in-law fiancé boyfriend ex-husband widower spokesman godfather
""".split()
NAMED = """
Anna Lee’s {one}, {name}, said it was “over by far.”
Anna Lee’s {one} {name} said it was “over by far.”
Anna Lee arrived in Ghent. Her {one}, {name}, said it was “over by far.”
“It is over by far,” said {name}, Anna Lee’s {one}.
“It is over by far,” said {name}, her {one}.
Anna Lee came with her {one}, {name}. “It is over by far,” her {one} said.
“It is over by far,” {name}, the {one} of Anna Lee, said.
""".strip().split("\n")
NAMELESS = """
Anna Lee arrived in Ghent. Her {one} said it was “over by far.”
“It is over by far,” said Anna Lee’s {one}.
""".strip().split("\n")


@pytest.mark.parametrize("frame", NAMED)
def test_whoever_is_named_beside_the_relation_is_meant(frame: str) -> None:
    wrong = []
    for one in RELATIONS:
        name = "Omar Diaz" if one in MEN else "Ida Holm"
        found = [quote.speaker for quote in extract(BEFORE + frame.format(one=one, name=name), date="2024-05-10")]
        if found != [name]:
            wrong.append((one, found))
    assert not wrong


@pytest.mark.parametrize("frame", NAMELESS)
def test_a_relation_without_a_name_is_no_words_of_hers(frame: str) -> None:
    wrong = []
    for one in RELATIONS:
        found = [quote.speaker for quote in extract(BEFORE + frame.format(one=one), date="2024-05-10")]
        if found != [f"Anna Lee’s {one}"]:
            wrong.append((one, found))
    assert not wrong

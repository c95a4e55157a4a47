"""Kinds of speakers: bodies told from people by their names and taken up, several people, somebody without a name."""

from __future__ import annotations

import pytest

from onrecord import extract

PUBLISHED = "2024-05-10"
BEFORE = "The dispute grew as prices rose again last week, for the third time this year.\n\n"
TAILS = """
Water Airways Airlines Energy Gas Rail Railways Trains Buses Telecom Mobile Pharma Pharmaceuticals Motors Foods
Brewery Bank Insurance Mutual Capital Partners Holdings Group Trust Foundation Fund Institute Council Commission
Agency Authority Board Bureau Department Ministry Office Service Services Union Federation Association Alliance
Coalition Network Forum Society Club United City Rovers Athletic Wanderers Rangers Academy School College University
Hospital Clinic Surgery Church Cathedral Museum Gallery Library Theatre Opera Orchestra Ballet Press Post Times
Herald Tribune Gazette Courier Chronicle Broadcasting Radio Television Studios Pictures Records Entertainment Games
Interactive Software Systems Technologies Labs Laboratories Robotics Analytics Digital Online Aerospace Shipyard
Shipping Lines Logistics Freight Couriers Mining Minerals Resources Metals Cement Timber Textiles Chemicals Plastics
Oil Petroleum Refinery Solar Nuclear Electric Electronics Semiconductor Construction Builders Homes Properties
Estates Realty Developments Architects Engineering Consulting Associates Solicitors Constabulary Ambulance
Coastguard Court Tribunal Party Movement Campaign Committee Congress Parliament Assembly Senate Treasury Stores
Supermarkets Markets Bakery Hotels Restaurants Cafe Farms Dairy Orchards Vineyards Zoo
""".split()
BODIES = {
    "Harbor Airlines": "the airline",
    "the Rivers Trust": "the charity",
    "Ghent University": "the university",
    "St Anna’s Hospital": "the hospital",
    "the Harbor Police Department": "the department",
    "the Ministry of Ferries": "the ministry",
    "the Harbor Standards Agency": "the agency",
    "the Marsh Party": "the party",
    "Ghent City Council": "the council",
    "the Growers’ Union": "the union",
    "the Ferry Association": "the association",
    "Ghent United": "the club",
    "the Harbor Museum": "the museum",
    "the Harbor Post": "the newspaper",
    "the Bank of Ghent": "the bank",
    "Ostend Water": "the company",
    "National Ferries": "the company",
    "Ostend Minerals": "the company",
    "the Harbor Unified School District": "the district",
    "the Northern League": "the league",
    "the Freedonian Embassy": "the embassy",
}
FRAMES = """
{name} will cut 40 jobs in Ghent. Mayor Omar Diaz was not told.|“It is over by far,” {body} said in a statement.
{name} will cut 40 jobs in Ghent. Mayor Omar Diaz was not told.|In a statement, {body} said that it was “over by far.”
{name} said on Monday that it would cut 40 jobs in Ghent.|“It is over by far,” it said in a statement.
Mayor Omar Diaz criticised {name} on Monday. “It is bad,” he said.|“It is over by far,” {body} tweeted.
""".strip().split("\n")
SEVERAL = (
    """
residents|police|officials|campaigners|witnesses|judges|guards|prosecutors|critics|supporters|the couple|neighbours
friends|fans|rescuers|experts|researchers|union leaders|aides|ministers|senators|doctors|teachers|students|protesters
villagers|farmers|investors|several people briefed on the matter|two people familiar with the talks|three officials
many voters|hundreds of marchers|his colleagues|her lawyers|firefighters|detectives|members of the council|the two men
sources close to the club|people close to Lee|others|both women
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

UNNAMED = """
a spokesman for the union|a spokeswoman for Acme|an Acme spokesperson|a company spokesman|a senior official|
a senior White House official|an official familiar with the talks|a person familiar with the matter|
a source close to the club|one source|another source|one resident|one of the protesters|a protester|
a nurse who asked not to be named|a neighbour, who did not want to be named|a 41-year-old woman|
a woman in the crowd|an eyewitness|a passer-by|a teacher at the school|a father of two|
a mother of three from Ghent|a former minister|a former aide to Lee|a close friend of Lee|a friend|a colleague|
a local|a local man|a shopkeeper|a taxi driver|a police source|a police officer|a police spokesman|
a council spokesman|a council spokesperson|a Home Office spokesperson|a Downing Street source|
a government source|a Western diplomat|a diplomat|a Labour MP|a Tory backbencher|a Republican strategist|
a Democratic aide|a congressional aide|an industry insider|an insider|an analyst|an analyst at Acme|
a lawyer for the family|the family’s lawyer|the judge|the coroner|the prosecutor|the magistrate|the victim|
the suspect|the defendant|the boy|the girl|the pensioner|the caller|the reporter|the moderator|a voice|a heckler|
a fan|a supporter|a critic|one critic|a reader|one user|one commenter|a Twitter user|an anonymous donor|
a man wearing a red hat
""".replace("\n", "").split("|")


def test_a_name_that_ends_in_a_kind_of_body_is_no_persons() -> None:
    wrong = []
    for tail in TAILS:
        (found,) = extract(f"{BEFORE}“It is over by far,” Ostend {tail} said in a statement.", date=PUBLISHED)
        if (found.speaker, found.speaker_kind) != (f"Ostend {tail}", "organization"):
            wrong.append((tail, found.speaker, found.speaker_kind))
    assert not wrong


@pytest.mark.parametrize("frame", FRAMES)
def test_a_body_is_taken_up(frame: str) -> None:
    wrong = []
    for name, body in BODIES.items():
        text = frame.format(name=name, body=body).replace("|", "\n\n")
        *_, found = extract(text[0].upper() + text[1:], date=PUBLISHED)
        if found.speaker != name.removeprefix("the "):
            wrong.append((name, found.speaker))
    assert not wrong


def test_several_people_are_a_group() -> None:
    wrong = []
    for people in SEVERAL:
        (found,) = extract(f"{BEFORE}“It is over by far,” {people} said.", date=PUBLISHED)
        if (found.speaker, found.speaker_kind) != (people.removeprefix("the "), "group"):
            wrong.append((people, found.speaker, found.speaker_kind))
    assert not wrong


@pytest.mark.parametrize("frame", ["“It is over by far,” said {}.", "On Monday {} said that it was “over by far.”"])
def test_somebody_without_a_name_is_unnamed(frame: str) -> None:
    wrong = []
    for somebody in UNNAMED:
        found = [quote.speaker_kind for quote in extract(BEFORE + frame.format(somebody), date=PUBLISHED)]
        if found != ["unnamed"]:
            wrong.append((somebody, found))
    assert not wrong


@pytest.mark.parametrize(
    "name",
    [
        "Marks & Lee",
        "Doctors for Safety",
        "National Ferries",
        "Acme",
        "Woolgrowers",
        "Ostend Minerals",
        "The Lee Trust",
    ],
)
def test_it_takes_up_a_name_that_only_opens_its_sentence(name: str) -> None:
    *_, found = extract(f"{BEFORE}{name} said it would leave. “It is over by far,” it said.", date=PUBLISHED)
    assert (found.speaker, found.speaker_kind) == (name.removeprefix("The "), "organization")


INITIALS = """
BST CDT CLR CMD CPL CSP CST DCP DGP DRS DSP GMT HRH LED MDT MLC MMC MRS MSP MVP PAC PDT PFC PLC PST RTD SGT SIR SMT
SPC SSP TAN TMT
WHO WPC FHA HHA
""".split()
SPELT = {
    letter: word
    for word in (
        "Agency Board Council District Energy Fares General Harbor Inland Kent Local Marine National Ocean Passenger "
        "River Safety Transit Valley Water"
    ).split()
    for letter in word[0]
}


def test_initials_are_spelled_out_whatever_else_they_may_be() -> None:
    wrong = []
    for letters in INITIALS:
        full = " ".join(SPELT[letter] for letter in letters[:-1])
        full += {"C": " Commission", "A": " Authority"}.get(letters[-1], f" {SPELT[letters[-1]]}")
        text = f"The dispute grew as the {full} ({letters}) raised its prices again last week.\n\n“It is over,” "
        text += f"the {letters} said.\n\nMayor Omar Diaz was not told. The {letters} added that it was “over by far.”"
        found = [(quote.speaker, quote.speaker_kind) for quote in extract(text, date=PUBLISHED)]
        if found != [(full, "organization")] * 2:
            wrong.append((letters, full, found))
    assert not wrong


def test_who_is_an_organization_in_capitals() -> None:
    (found,) = extract(f"{BEFORE}“It is over by far,” WHO said in a statement.", date=PUBLISHED)
    assert (found.speaker, found.speaker_kind) == ("WHO", "organization")

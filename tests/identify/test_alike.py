"""Names that are likely one speaker's: a table of pairs per rule, + must answer so, - must not; what is suggested."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.identify.alike import RULES, alike, keys, parts
from onrecord.identify.identities import Identities, Identity, Suggestion
from onrecord.identify.names import fold
from onrecord.identify.quoted import Quoted
from onrecord.identify.suggest import MOST, fullness, suggest, written
from onrecord.model import SpeakerKind
from onrecord.rules import check

# the rule, + or -, two names, and what bears them: p person, o organization
CASES = """
same_words      + José Diaz | Jose Diaz | p
same_words      + Kim Ki-moon | Kim Ki Moon | p
same_words      + Sen. Anna Lee | Anna Lee | p
same_words      + F.H.A. | FHA | o
same_words      - Anna Lee | Anna Day | p
another_kind    + Hollis Tran | Hollis Tran | po
another_kind    - Hollis Tran | Hollis Trans | po
middle_name     + Anna B. Lee | Anna Lee | p
middle_name     + Anna Beth Lee | Anna B. Lee | p
middle_name     + Anna Beth Lee | Anna Lee | p
middle_name     - Anna B. Lee | Anna C. Lee | p
middle_name     - Anna B. Lee | Omar Lee | p
middle_name     - Anna Harbour Trust | Anna Trust | o
nickname        + Robert Lee | Bob Lee | p
nickname        + Robert J. Lee | Bob Lee | p
nickname        - Robert Lee | Bob Day | p
nickname        - Robert J. Lee | Bob K. Lee | p
nickname        - William Lee | Bob Lee | p
initial         + Anna Lee | A. Lee | p
initial         + John K. Lee | J.K. Lee | p
initial         - Omar Lee | A. Lee | p
initial         - John K. Lee | J.P. Lee | p
shortened       + Abelard Lee | Abel Lee | p
shortened       - Abelard Lee | Ab Lee | p
suffix          + Martin Lee Jr. | Martin Lee | p
suffix          + Anna Lee KC | Anna Lee | p
suffix          - Martin Lee Jr. | Omar Lee | p
longer_surname  + Maria Ortiz Vega | Maria Ortiz | p
longer_surname  - Maria Ortiz Vega | Maria | p
longer_surname  - Maria Ortiz Vega | Ana Ortiz | p
turned_round    + Lee Bo-ram | Bo-ram Lee | p
turned_round    - Lee Bo-ram | Bo-ram Kim | p
surname_alone   + Anna Lee | Lee | p
surname_alone   - Anna Lee | Anna | p
surname_alone   - Lee Trust | Trust | o
acronym         + Freedonia Health Agency | FHA | o
acronym         + Department of Quays | DQ | o
acronym         + Department of Quays | D.O.Q. | o
acronym         - Freedonia Health Agency | FHB | o
acronym         - Freedonia Health Agency | FHA | op
acronym         - Anna Lee | AL | p
legal_form      + Acme Steel Corp. | Acme Steel | o
legal_form      + Acme Steel Corp. | Acme Steel Ltd | o
legal_form      - Acme Steel Corp. | Acme Copper Corp. | o
short_form      + Alder Harbor Trust | Harbor Trust | o
short_form      + Acme Steel | Acme | o
short_form      - Freedonia Health Agency | Agency | o
short_form      - Alder Harbor Trust | Alder Trust | o
short_form      - Anna Acme | Acme | po
one_letter      + Catherine Diaz | Catharine Diaz | p
one_letter      + Kristen Lee | Kirsten Lee | p
one_letter      + Anna Smith | Anna Smyth | p
one_letter      + Orrin Maritime | Orin Maritime | o
one_letter      - Anna Ross | Anna Cross | p
one_letter      - Ann Lee | Ana Lee | p
one_letter      - Catherine Diaz | Catharine Dias | p
one_letter      - Smith | Smyth | p
""".strip().splitlines()


def read(case: str) -> tuple[str, bool, str, str, tuple[SpeakerKind, SpeakerKind]]:
    rule, sign, rest = case.split(maxsplit=2)
    one, other, kinds = (part.strip() for part in rest.split("|"))
    of: dict[str, SpeakerKind] = {"p": "person", "o": "organization"}
    return f"alike.{rule}", sign == "+", one, other, (of[kinds[0]], of[kinds[-1]])


def meet(one: str, other: str, kinds: tuple[SpeakerKind, SpeakerKind]) -> bool:
    """Whether the rules are asked about two names at all."""
    part = fold(one, kinds[0]) in parts(other, kinds[1]) or fold(other, kinds[1]) in parts(one, kinds[0])
    return part or bool(keys(one, kinds[0]) & keys(other, kinds[1]))


@pytest.mark.parametrize("case", CASES)
def test_a_pair(case: str) -> None:
    rule, answers, fuller, shorter, kinds = read(case)
    found = alike(fuller, shorter, kinds)
    assert ((found.rule if found else None) == rule) == answers
    if answers:
        assert meet(fuller, shorter, kinds)
        assert fullness(fuller, kinds[0]) >= fullness(shorter, kinds[1])


def test_every_rule_has_both_signs_and_an_explanation() -> None:
    check(RULES)
    signs = {(rule, answers) for rule, answers, *_ in map(read, CASES)}
    assert signs == {(rule.id, answers) for rule in RULES for answers in (True, False)}


NAMES = st.lists(
    st.sampled_from("Anna Ann Omar Robert Bob R. B. Lee Leigh Diaz Vega Jr. Acme Harbor Trust FHA of the".split()),
    min_size=1,
    max_size=4,
).map(" ".join)
KIND: st.SearchStrategy[SpeakerKind] = st.sampled_from(("person", "organization"))


@given(NAMES, NAMES, KIND, KIND)
def test_names_that_are_alike_are_compared(one: str, other: str, kind: SpeakerKind, its: SpeakerKind) -> None:
    if alike(one, other, (kind, its)):
        assert meet(one, other, (kind, its))


def quoted(name: str, quotes: int = 1, kind: SpeakerKind = "person", id: str | None = None) -> Quoted:
    one = Quoted(name, kind, id, quotes)
    one.names[name] = one.forms["name"][name] = quotes
    return one


def told(*speakers: Quoted, identities: Identities | None = None) -> list[dict[str, object]]:
    return [json.loads(line) for line in written(suggest(speakers, identities).identities)]


def test_the_most_quoted_full_name_has_the_line_and_the_others_are_suggested() -> None:
    found = told(
        quoted("Lee", 9), quoted("Robert J. Lee", 2), quoted("Bob Lee", 5), quoted("R. Lee"), quoted("Omar Diaz", 3)
    )
    assert [(line["id"], line["name"], line["aliases"], line["kind"]) for line in found] == [
        ("bob-lee", "Bob Lee", [], "person"),
        ("omar-diaz", "Omar Diaz", [], "person"),
    ]
    assert found[0]["suggested"] == [
        {"name": "Robert J. Lee", "why": "One has a short form of the other's given name."},
        {"name": "Lee", "why": "One is the surname alone."},
        {"name": "R. Lee", "why": "One has only the initial of the other's given name."},
    ]
    assert "suggested" not in found[1]


def test_what_is_mapped_without_an_alias_needs_none() -> None:
    found = suggest([quoted("José Diaz", 2), quoted("Jose Diaz")])
    assert [(one.quoted.name, one.rule) for one in found.likely] == [("Jose Diaz", "alike.same_words")]
    assert [(one.name, one.suggested) for one in found.identities] == [("José Diaz", ())]


def test_a_name_is_suggested_to_each_that_it_may_be_of_but_not_to_too_many() -> None:
    people = [quoted(f"{given} Lee") for given in ("Anna", "Omar", "Bo", "Cy")]
    few, many = suggest([quoted("Lee", 5), *people[:MOST]]), suggest([quoted("Lee", 5), *people])
    assert [(one.identity.name, one.quoted.name) for one in few.likely] == [
        ("Anna Lee", "Lee"),
        ("Bo Lee", "Lee"),
        ("Omar Lee", "Lee"),
    ]
    assert (few.undecided, many.likely) == ((), ())
    assert [one.name for one in many.undecided] == ["Lee"]
    assert [one.name for one in many.identities] == ["Anna Lee", "Bo Lee", "Cy Lee", "Omar Lee"]


def test_only_what_an_article_names_has_a_line() -> None:
    described = Quoted("rights group", "organization", None, 3)
    described.forms["nominal"]["a rights group"] = 3
    crowd = quoted("Anna Lee and Omar Diaz", kind="group")
    known = quoted("Anna Lee", id="anna-lee")
    assert suggest([described, crowd, known, quoted("…")]).identities == ()


def test_ids_are_of_their_own() -> None:
    taken = Identities((Identity("bo-day", "Beau Daye"), Identity("bo-day-2", "B. O. Daye")), sha256="", bytes=0)
    found = told(quoted("Bo Day"), quoted("Zoë O’Hara-Vale KC"), identities=taken)
    assert [line["id"] for line in found[2:]] == ["bo-day-3", "zoe-ohara-vale-kc"]


def test_a_file_is_kept_and_what_it_does_not_list_is_added() -> None:
    lines = (
        Identity("lee", "Anna Lee", ("Ann Lee",), wikidata="Q42", suggested=(Suggestion("Lee", "I think."),), note="!"),
        Identity("omar-diaz", "Omar Diaz", kind="organization"),
    )
    identities = Identities(lines, sha256="", bytes=0)
    found = told(
        quoted("Anna B. Lee"),
        quoted("Lee"),
        quoted("Ann Lee"),
        quoted("Omar Diaz"),
        quoted("Bo Day"),
        identities=identities,
    )
    assert found == [
        {
            "id": "lee",
            "name": "Anna Lee",
            "aliases": ["Ann Lee"],
            "kind": None,
            "wikidata": "Q42",
            "suggested": [
                {"name": "Lee", "why": "I think."},
                {
                    "name": "Anna B. Lee",
                    "why": "One has a middle name or initial that the other leaves out or shortens.",
                },
            ],
            "note": "!",
        },
        {"id": "omar-diaz", "name": "Omar Diaz", "aliases": [], "kind": "organization"},
        {"id": "bo-day", "name": "Bo Day", "aliases": [], "kind": "person"},
    ]


@given(st.lists(st.builds(quoted, NAMES, st.integers(1, 5), KIND), max_size=8))
def test_every_name_is_on_a_line_suggested_or_said_to_be_undecided(speakers: list[Quoted]) -> None:
    speakers = list({(one.name, one.kind): one for one in speakers}.values())
    found = suggest(speakers)
    lines, likely = found.identities, [one.quoted for one in found.likely]
    placed = {(one.name, one.kind) for of in (lines, likely, found.undecided) for one in of}
    assert placed == {(one.name, one.kind) for one in speakers}
    assert suggest(speakers[::-1]) == found
    assert len({one.id for one in found.identities}) == len(found.identities)
    listed = Identities(found.identities, sha256="", bytes=0)
    for one in found.identities:  # the file that is written says of each of its names what it is
        assert one.kind
        assert listed.match(one.name, one.kind).identity == one

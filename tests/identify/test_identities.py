"""Which identity a resolved name stands for: one that lists it, but for what does not count; else none, and why."""

from __future__ import annotations

import pickle
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.identify.identities import KINDS, Identities, Identity, Suggestion
from onrecord.identify.names import fold
from onrecord.model import SpeakerKind


def of(*identities: Identity) -> Identities:
    return Identities(identities, file="people.jsonl", sha256="0" * 64, bytes=0)


# listed, kind of the speaker, resolved: the same name
SAME: list[tuple[str, SpeakerKind, str]] = [
    ("Anna Lee", "person", "Anna Lee"),
    ("Anna Lee", "person", "ANNA LEE"),  # a heading
    ("Anna Lee", "person", "  Anna  Lee "),
    ("José Díaz", "person", "Jose Diaz"),  # a paper without accents
    ("Jose\u0301 Diaz", "person", "José Diaz"),  # composed or not
    ("Søren Łukasz", "person", "Soren Lukasz"),
    ("Jürgen Groß", "person", "Jurgen GROSS"),
    ("Ban Ki-moon", "person", "Ban Ki Moon"),
    ("Sean O’Hara", "person", "Sean O'Hara"),
    ("J.K. Lee", "person", "J. K. Lee"),
    ("Martin Lee, Jr.", "person", "Martin Lee Jr"),
    ("Robert “Bob” Lee", "person", "Robert Lee"),  # as within one article
    ("Sen. Anna Lee", "person", "Anna Lee"),  # no resolved name has titles
    ("Prime Minister Anna Lee", "person", "Anna Lee"),
    ("Dr Anna Lee", "person", "Anna Lee"),
    ("Mrs. Lee", "person", "Lee"),
    ("The Harbour Trust", "organization", "Harbour Trust"),
    ("F.H.A.", "organization", "FHA"),
    ("Lee & Diaz", "organization", "Lee and Diaz"),
    ("Coca-Cola", "organization", "Coca Cola"),
    ("안나", "person", "안나"),
]

OTHER: list[tuple[str, SpeakerKind, str]] = [
    ("Anna Lee", "person", "Anna B. Lee"),  # perhaps; it is suggested
    ("Anna Lee", "person", "A. Lee"),
    ("Anna Lee", "person", "Lee"),
    ("Anna Lee", "person", "Ann Lee"),
    ("Bob Lee", "person", "Robert Lee"),
    ("Martin Lee", "person", "Martin Lee Jr."),  # his son
    ("Dean Lee", "person", "Lee"),  # a given name, and a title of others
    ("Sen. Lee", "person", "Lee"),  # another Lee has no such title
    ("the Prince of Quayside", "person", "the Princess of Quayside"),
    ("Prince of Quayside", "person", "Princess of Quayside"),
    ("Irish Lee", "person", "Lee"),
    ("Müller", "person", "Mueller"),
    ("Freedonia Health Agency", "organization", "FHA"),  # an acronym needs an alias
    ("General Motors", "organization", "Motors"),  # organizations have no titles
    ("Harbour Trust", "organization", "Trust"),
    ("किरन", "person", "करन"),  # vowels are no accents
]


@pytest.mark.parametrize(("listed", "kind", "name"), SAME)
@pytest.mark.parametrize("given", [True, False])
def test_the_same_name(listed: str, kind: SpeakerKind, name: str, given: bool) -> None:
    identities = of(Identity("x", listed, kind=kind if given else None))
    assert identities.match(name, kind).identity == identities.all[0]
    assert identities.told(name, kind) == f"x, {listed}: people.jsonl lists “{name}”"


@pytest.mark.parametrize(("listed", "kind", "name"), OTHER)
def test_another_name(listed: str, kind: SpeakerKind, name: str) -> None:
    found = of(Identity("x", listed, kind=kind)).match(name, kind)
    assert (found.identity, found.reason) == (None, "unlisted")


PEOPLE = of(
    Identity("anna", "Anna Lee", ("Lee", "the Senator"), kind="person", suggested=(Suggestion("Ann Lee", "…"),)),
    Identity("omar", "Omar Lee", ("Lee", "Anna Lee-Diaz"), kind="person"),
    Identity("fha", "Freedonia Health Agency", ("FHA", "the agency"), kind="organization"),
    Identity("hall", "Freedonia Hall Association", ("F.H.A.",), kind="organization"),
    Identity("jordan", "Jordan", kind="person"),
    Identity("tran", "Hollis Tran"),
    Identity("lee-firm", "Lee", kind="organization"),
)


@pytest.mark.parametrize(
    ("name", "kind", "id", "reason", "told"),
    [
        ("Anna Lee", "person", "anna", None, "anna, Anna Lee: people.jsonl lists “Anna Lee”"),
        ("Lee", "person", None, "ambiguous", "none: people.jsonl lists “Lee” for anna and omar"),
        ("Lee", "organization", "lee-firm", None, "lee-firm, Lee: people.jsonl lists “Lee”"),
        ("FHA", "organization", None, "ambiguous", "none: people.jsonl lists “FHA” for fha and hall"),
        (
            "Jordan",
            "organization",
            None,
            "another-kind",
            "none: people.jsonl lists “Jordan” for jordan, of another kind (person)",
        ),
        ("Hollis Tran", "person", "tran", None, "tran, Hollis Tran: people.jsonl lists “Hollis Tran”"),
        ("Hollis Tran", "organization", "tran", None, "tran, Hollis Tran: people.jsonl lists “Hollis Tran”"),
        (
            "Ann Lee",
            "person",
            None,
            "unconfirmed",
            "none: people.jsonl only suggests “Ann Lee” for anna: move it to aliases to confirm it",
        ),
        ("Bo Day", "person", None, "unlisted", "none: people.jsonl does not list “Bo Day”"),
    ],
)
def test_what_a_name_stands_for(name: str, kind: SpeakerKind, id: str | None, reason: str | None, told: str) -> None:
    found = PEOPLE.match(name, kind)
    assert (found.identity and found.identity.id, found.reason) == (id, reason)
    assert PEOPLE.told(name, kind) == told


@pytest.mark.parametrize(("name", "kind"), [(None, None), (None, "unnamed"), ("the agency", "unnamed")])
def test_who_is_not_named_has_no_identity(name: str | None, kind: SpeakerKind | None) -> None:
    found = PEOPLE.match(name, kind)
    assert (found.identity, found.reason, found.among) == (None, None, ())


def test_they_can_be_handed_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(PEOPLE)).match("Anna Lee", "person") == PEOPLE.match("Anna Lee", "person")


WORDS = st.sampled_from(
    "Anna anna ANNA Omar Lee Léè Diaz Díaz Sen. Mrs. J. K. Jr. O’Hara FHA F.H.A. the The & of Agency".split()
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join) | st.text(min_size=1, max_size=6)
KIND = st.sampled_from(KINDS)
LINES = st.lists(
    st.builds(
        Identity,
        st.sampled_from("abcdef"),
        NAMES,
        st.lists(NAMES, max_size=3).map(tuple),
        st.none() | KIND,
        suggested=st.lists(st.builds(Suggestion, NAMES, st.just("…")), max_size=2).map(tuple),
    ),
    max_size=5,
    unique_by=lambda identity: identity.id,
)


@given(LINES, st.randoms(), NAMES, KIND)
def test_the_order_of_the_lines_changes_nothing(
    lines: list[Identity], random: Random, name: str, kind: SpeakerKind
) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert of(*lines).match(name, kind) == of(*shuffled).match(name, kind)
    assert of(*lines).told(name, kind) == of(*shuffled).told(name, kind)


@given(LINES, NAMES, KIND)
def test_an_identity_has_no_name_that_the_file_does_not_list_for_it_alone(
    lines: list[Identity], name: str, kind: SpeakerKind
) -> None:
    found = of(*lines).match(name, kind)
    listing = [
        one
        for one in lines
        if one.kind in (None, kind) and fold(name, kind) in {fold(listed, kind) for listed in (one.name, *one.aliases)}
    ]
    assert ([found.identity] if found.identity else []) == (listing if len(listing) == 1 else [])
    assert (found.reason == "ambiguous") == (len(listing) > 1)


@example("Mrs. of", "person")
@given(NAMES, KIND)
def test_what_is_compared_stays_the_same_when_it_is_compared_again(name: str, kind: SpeakerKind) -> None:
    words = fold(name, kind)
    assert all(word and not word.isspace() for word in words)
    assert fold(name.upper(), kind) == fold(name.upper().lower(), kind)
    if kind != "person":
        assert fold(" ".join(words), "group")[-1:] == words[-1:]

"""When a name stands for the speaker that gold has, a date for the date, and a role for the role."""

from __future__ import annotations

import pytest

from onrecord.evaluate.names import same_date, same_role, same_speaker

SAME = [
    # gold, kind, name, the same?
    ("Anna Lee", "person", "Anna Lee", True),
    ("Anna Lee", "person", "Anna B. Lee", True),
    ("Anna Lee", "person", "anna lee jr.", True),
    ("Lee", "person", "Anna Lee", True),  # gold knows no more than the surname
    ("Anna Lee", "person", "Lee", False),
    ("Anna Lee", "person", "Bo Lee", False),
    ("Anna Lee", "person", "Anna Day", False),
    ("O’Hara", "person", "Kim O'Hara", True),
    ("Anna Lee", "person", None, False),
    (None, "none", None, True),
    (None, "none", "Anna Lee", False),
    ("Harbour Board", "organization", "the Harbour Board", True),
    ("Harbour Board", "organization", "Board", True),  # all words of the shorter are in the longer
    ("Harbour Board of Freedonia", "organization", "Freedonia Quay Board", True),  # half of four words
    ("Harbour Board", "organization", "Quay Trust", False),
    ("the", "unnamed", "a", True),  # nothing is left of either
]


@pytest.mark.parametrize(("gold", "kind", "name", "expected"), SAME)
def test_same_speaker(gold: str | None, kind: str, name: str | None, expected: bool) -> None:
    assert same_speaker(gold, kind, name) is expected


@pytest.mark.parametrize(
    ("gold", "said_on", "expected"),
    [
        ("2024-03-04", "2024-03-04", True),
        ("2024-03-04", "2024-03-05", False),
        ("2024-03", "2024-03-01", True),
        ("2024", "2024-01-01", True),
        ("2024", "2023-12-31", False),
        (None, None, False),
        ("2024", None, False),
        (None, "2024-03-04", False),
    ],
)
def test_same_date(gold: str | None, said_on: str | None, expected: bool) -> None:
    assert same_date(gold, said_on) is expected


@pytest.mark.parametrize(
    ("gold", "role", "expected"),
    [
        ("harbour master", "the harbour master", True),
        ("mayor of Lindholm", "Mayor", True),  # all words of the shorter are in the longer
        ("former harbour master", "deputy harbour master", True),  # half of four words
        ("harbour master", "quay warden", False),
        ("harbour master", None, False),
        (None, "harbour master", False),
        (None, None, False),
    ],
)
def test_same_role(gold: str | None, role: str | None, expected: bool) -> None:
    assert same_role(gold, role) is expected

"""Which version comes next, and which promise too little."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import CommandError
from onrecord.versions.numbers import BUMPS, FIRST, Bump, next_version, parse_version, schema_bump, undercuts

VERSIONS = st.builds("{}.{}.{}".format, *[st.integers(0, 12)] * 3)


@pytest.mark.parametrize(
    ("version", "bump", "following"),
    [
        ("1.2.3", "major", "2.0.0"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "patch", "1.2.4"),
        ("1.2.3", "none", "1.2.3"),
        ("9.9.9", "minor", "9.10.0"),
        ("0.3.1", "major", "0.4.0"),
        ("0.3.1", "minor", "0.3.2"),
        ("0.3.1", "patch", "0.3.2"),
        ("0.0.0", "major", "0.1.0"),
    ],
)
def test_the_next_version(version: str, bump: Bump, following: str) -> None:
    assert next_version(version, bump) == following


@pytest.mark.parametrize(
    ("old", "new", "bump", "too_little"),
    [
        ("1.2.0", "1.2.1", "major", True),
        ("1.2.0", "1.3.0", "major", True),
        ("1.2.0", "2.0.0", "major", False),
        ("1.2.0", "1.2.1", "minor", True),
        ("1.2.0", "1.3.0", "minor", False),
        ("1.2.0", "1.10.0", "minor", False),
        ("1.2.0", "2.0.0", "patch", False),  # more than is called for is allowed
        ("1.2.0", "1.2.0", "patch", True),
        ("1.2.0", "1.2.0", "none", False),
        ("1.2.0", "1.1.9", "none", True),  # versions don't go back
        ("0.3.1", "0.3.2", "major", True),
        ("0.3.1", "0.4.0", "major", False),
        ("0.3.1", "0.3.2", "minor", False),
        ("0.3.1", "1.0.0", "major", False),
    ],
)
def test_a_version_that_promises_too_little(old: str, new: str, bump: Bump, too_little: bool) -> None:
    assert undercuts(old, new, bump) is too_little


@given(VERSIONS, st.sampled_from(BUMPS))
def test_the_next_version_is_the_least_that_does(version: str, bump: Bump) -> None:
    following = next_version(version, bump)
    assert not undercuts(version, following, bump)
    assert (parse_version(following) > parse_version(version)) == (bump != "none")
    for more, less in pairwise(BUMPS):
        assert parse_version(next_version(version, more)) >= parse_version(next_version(version, less))


@pytest.mark.parametrize(
    "version", ["1.2", "v1.2.0", "1.2.0-rc.1", "01.2.0", "1.2.0\n", "", "1.2.٣", f"1.{'9' * 5000}.0"]
)
def test_what_is_no_version_is_said(version: str) -> None:
    with pytest.raises(CommandError, match=r"is no version of a dataset: expected three numbers such as 1\.0\.0"):
        parse_version(version)
    assert parse_version(FIRST) == (1, 0, 0)


@pytest.mark.parametrize(
    ("old", "new", "bump"),
    [
        ("1.1.0", "1.2.0", "minor"),
        ("1.1.0", "1.1.1", "patch"),
        ("1.1.0", "1.1.0", "none"),
        ("1.2.0", "1.1.0", "major"),
        ("1.2.0", "2.0.0", "major"),
        ("1.9.0", "1.10.0", "minor"),
    ],
)
def test_what_the_schema_calls_for(old: str, new: str, bump: Bump) -> None:
    assert schema_bump(old, new) == bump

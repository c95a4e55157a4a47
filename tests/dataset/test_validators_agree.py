"""jsonschema-rs lets nothing pass that jsonschema, the reference, does not, and passes what is good."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_dataset import rows, write
from test_validate import ARTICLES, CHANGES, MANIFEST, QUOTES, REJECTED, put

from onrecord.dataset import schemas
from onrecord.dataset.wording import reference_problems, schema_problems

KINDS: dict[str, schemas.Kind] = {QUOTES: "quote", ARTICLES: "article", REJECTED: "rejected", MANIFEST: "manifest"}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    dataset = write(tmp_path_factory.mktemp("good") / "set")
    read = {name: rows(dataset, name) for name in (QUOTES, ARTICLES, REJECTED)}
    return {**read, MANIFEST: [json.loads((dataset / MANIFEST).read_bytes())]}


def test_good_rows_pass_without_the_reference(good: dict[str, list[Any]]) -> None:
    for name, found in good.items():
        for row in found:
            assert schemas.holds(KINDS[name], row)
            assert reference_problems(KINDS[name], row) == ()


@pytest.mark.parametrize(("file", "index", "path", "value"), [change[:4] for change in CHANGES])
def test_they_agree_on_every_change_by_hand(
    good: dict[str, list[Any]], file: str, index: int, path: str, value: Any
) -> None:
    row = copy.deepcopy(good[file][index])
    put(row, path, value)
    assert schemas.holds(KINDS[file], row) == (reference_problems(KINDS[file], row) == ())


# Where two libraries, or JSON Schema and Python, see a value with other eyes: the field, the value, whether it is good.
EDGES: list[tuple[str, str, Any, bool]] = [
    (QUOTES, "start", 5.0, False),
    (QUOTES, "start", True, False),
    (QUOTES, "start", 10**40, True),
    (QUOTES, "start", -(10**40), False),
    (QUOTES, "start", 1e300, False),
    (QUOTES, "confidence", 1.0, True),
    (QUOTES, "confidence", 1, True),
    (QUOTES, "confidence", -0.0, True),
    (QUOTES, "confidence", float("inf"), False),
    (QUOTES, "date", "0000-01-01", False),
    (QUOTES, "date", "0001-01-01", True),
    (QUOTES, "date", "2024-02-29", True),
    (QUOTES, "date", "2023-02-29", False),
    (QUOTES, "date", "2024-02-29\n", False),
    (QUOTES, "date", "٢٠٢٤-٠٢-٠١", False),
    (QUOTES, "date", "20240201", False),
    (QUOTES, "said_on", "0000-01-01", False),
    (QUOTES, "id", "q_0123456789abcdef\n", False),
    (QUOTES, "speaker_id", "a\x1cb", False),
    (QUOTES, "speaker_id", "a\x85b", False),
    (QUOTES, "speaker_id", "a\u2028b", False),
    (QUOTES, "speaker_id", "ä🗼", True),
    (QUOTES, "speaker_id", "", False),
    (QUOTES, "quote", "🗼", True),
    (QUOTES, "quote", "\0", True),
    (QUOTES, "language", "en-GB\n", False),
    (QUOTES, "part", 0, False),
    (ARTICLES, "characters", 2.5, False),
    (ARTICLES, "sha256", "A" * 64, False),
    (MANIFEST, "generator_version", "", False),
]


@pytest.mark.parametrize(("file", "path", "value", "is_good"), EDGES)
def test_they_agree_at_the_edges(good: dict[str, list[Any]], file: str, path: str, value: Any, is_good: bool) -> None:
    row = copy.deepcopy(good[file][0])
    put(row, path, value)
    assert (schema_problems(KINDS[file], row) == ()) == is_good
    assert (reference_problems(KINDS[file], row) == ()) == is_good
    assert schemas.holds(KINDS[file], row) == is_good


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.dates().map(str),
    st.text("0123456789-٢\n", min_size=10, max_size=11),
    st.sampled_from(
        ["1.2.0", "direct", "person", "day", "input", "region", "failed", "u_" + "0" * 16, "a.b", "\ufeff"]
    ),
    st.just({}),
    st.just([]),
    st.dictionaries(st.sampled_from(["text", "start", "end", "form", "x"]), st.integers() | st.text(max_size=3)),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_passes_passes_the_reference_too(good: dict[str, list[Any]], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(KINDS)))
    row = copy.deepcopy(data.draw(st.sampled_from(good[name])))
    for _ in range(data.draw(st.integers(1, 3))):
        inner = row
        while isinstance(key := data.draw(st.sampled_from(sorted(inner) or ["x"])), str):
            if isinstance(inner.get(key), dict) and inner[key] and data.draw(st.booleans()):
                inner = inner[key]
                continue
            if data.draw(st.integers(0, 5)) == 0:
                inner.pop(key, None)
            else:
                inner[key] = data.draw(VALUES)
            break
    if schemas.holds(KINDS[name], row):
        assert reference_problems(KINDS[name], row) == ()


@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("value", [None, 1, "x", [], {}, {1: 2}, {"quote": {2: 3}}])
def test_neither_takes_what_is_no_row(kind: schemas.Kind, value: Any) -> None:
    assert not schemas.holds(kind, value)
    assert reference_problems(kind, value)


def test_published_schemas_of_every_version_can_be_read(tmp_path: Path) -> None:
    for version in schemas.VERSIONS:
        for kind in KINDS.values():
            assert not schemas.holds(kind, {}, version)

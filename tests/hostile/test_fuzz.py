"""Articles changed at random go through the whole pipeline: nothing raises, every row is valid, none takes long.

20,000 of them each time; a million with ``pytest --hypothesis-profile nightly``. To look at one again::

    python -c "import sys; sys.path[:0] = ['tests', 'tests/hostile']; import test_fuzz; test_fuzz.check(1234)"
"""

from __future__ import annotations

import json
import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import settings
from mutants import mutant

from onrecord.dataset.invariants import (
    article_problems,
    identity_problems,
    order_problems,
    record_problems,
    region_problems,
    utterance_problems,
)
from onrecord.dataset.records import line, plain
from onrecord.dataset.schemas import holds
from onrecord.errors import DataError
from onrecord.pipeline import process
from onrecord.read.given import article
from onrecord.read.metadata import flaw

EXECUTIONS = 1_000_000 if settings().max_examples == 2_000 else 20_000
SHARDS = 20
SECONDS = 2.0
"""Of processor time, for an article of a thousand characters or so: a hundred times what the slowest takes."""


def problems(text: str) -> list[Any]:
    """All that is wrong with what is made of a text."""
    try:
        one = article(text, "fuzz", {"date": "2025-03-05", "outlet": "The Meridian", "title": text[:40]})
    except DataError as error:
        return [str(error)]
    start = time.process_time()
    made = process(one)
    found: list[Any] = []
    if (seconds := time.process_time() - start) > SECONDS:
        found.append(f"{seconds:.1f} seconds")
    if flaw(text):  # nothing but marks: a reader rejects it
        return [*found, *made.records]
    row: Any = plain(made.row)
    records: list[Any] = [plain(record) for record in made.records]
    regions: list[Any] = [plain(rejection) for rejection in made.rejections]
    found += [("article", row)] * (not holds("article", row)) + [*article_problems(row)]
    for record in records:
        found += [("quote", record)] * (not holds("quote", record)) + [*record_problems(record, row)]
    for region in regions:
        found += [("rejected", region)] * (not holds("rejected", region)) + [*region_problems(region, row)]
    found += [*order_problems(records), *utterance_problems(records), *identity_problems(records)]
    spans = sorted((one["start"], one["end"]) for one in (*records, *regions) if one["start"] is not None)
    found += [f"overlap at {after[0]}" for before, after in pairwise(spans) if before[1] > after[0]]
    for of_table in (row, *records, *regions):
        written = line(of_table)
        if len(written.splitlines()) != 1:
            found.append(f"no line of JSON: {written!r}")
        if json.loads(written) != of_table:
            found.append(f"other values: {written!r}")
    return found


def check(seed: int) -> None:
    """AssertionError, with the article, where something is wrong with what is made of it."""
    text = mutant(seed)
    try:
        found = problems(text)
    except Exception as error:
        raise AssertionError(f"check({seed}): {error!r} at article({text!a}, …)") from error
    assert not found, f"check({seed}): {found} at article({text!a}, …)"


@pytest.mark.parametrize("shard", range(SHARDS))
def test_mutants(shard: int) -> None:
    for seed in range(shard, EXECUTIONS, SHARDS):
        check(seed)


def test_half_a_character_is_an_error_that_says_so() -> None:
    with pytest.raises(DataError, match="surrogate"):
        article("“We will win,” said Ana Lee\ud83d.", "fuzz", {})

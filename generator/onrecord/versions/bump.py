"""Which semantic version a change calls for, from where somebody stands who trains on the dataset.

major: what was learnt or measured on the old version does not hold on the new one, or code stops. minor: all of the
old version is there as it was, and more. patch: the labels and their rows are the same; what is said about them is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.versions.changes import PARTS, Diff, FieldChanges, Manner, Part, What
from onrecord.versions.numbers import BUMPS, Bump, schema_bump


@dataclass(frozen=True, slots=True)
class Policy:
    """What a change of a field calls for, by its manner, and why."""

    altered: Bump
    why: str
    filled: Bump | None = None
    """None: as ``altered``, for a null that was an answer too ("nobody") and is another now."""
    emptied: Bump | None = None
    restored: Bump = "minor"
    withheld: Bump = "major"

    def of(self, manner: Manner) -> Bump:
        """The bump for a manner."""
        bump: Bump | None = getattr(self, manner)
        return bump or self.altered


ROWS: dict[Part, dict[What, tuple[Bump, str]]] = {
    "quotes": {
        "removed": ("major", "a record that was trained on or cited is gone"),
        "added": ("minor", "the records that were there stay as they were"),
    },
    "articles": {
        "removed": ("major", "an article that was sampled or split by is gone"),
        "added": ("minor", "the articles that were there stay as they were"),
    },
    "regions": {
        "removed": ("major", "an example of what is no speech is gone"),
        "added": ("minor", "the examples of what is no speech stay as they were"),
    },
    "inputs": {
        "removed": ("patch", "a note on what could not be read; what was read since counts by itself"),
        "added": ("patch", "a note on what could not be read; what is lost by it counts by itself"),
    },
}

SCHEMA: dict[Bump, str] = {
    "major": "fields that code reads are gone, or mean something else",
    "minor": "every field that was there stays as it was",
    "patch": "the fields are the same",
}

LABEL = Policy("major", "the answer to learn is another: so is null, which says nobody or nothing")
PLACE = Policy("major", "spans that were computed on the old text or place are wrong")
GROUP = Policy("major", "what belongs together, and so what one example is, is another")
SPLIT = Policy("major", "a test that was held out may have been trained on")
LANGUAGE = Policy("major", "a selection by language has other rows")
WORDS = Policy("major", "the words are others; left out, there is less to read, put back, more", filled="minor")
CONTEXT = Policy("patch", "how much around the quote is shown; left out, there is less to read", "minor", "major")
IDENTITY = Policy("major", "the speaker is another; an identity where none was known adds to it", filled="minor")
ABOUT = Policy("patch", "about the article or how the record came about; no label, place or word changes")
NEW = Policy("major", "not a field of the schema: nobody knows what it means")

FIELDS: dict[Part, dict[str, Policy]] = {
    "quotes": {
        **dict.fromkeys(("quote",), WORDS),
        **dict.fromkeys(("start", "end", "article_id"), PLACE),
        **dict.fromkeys(("utterance_id", "part", "parts"), GROUP),
        **dict.fromkeys(("type", "speaker", "speaker_kind", "speaker_role", "source", "cue", "addressee"), LABEL),
        **dict.fromkeys(("said_on", "said_on_precision", "said_on_basis"), LABEL),
        **dict.fromkeys(("speaker_id",), IDENTITY),
        **dict.fromkeys(("language",), LANGUAGE),
        **dict.fromkeys(("split",), SPLIT),
        **dict.fromkeys(("context",), CONTEXT),
        **dict.fromkeys(("outlet", "date", "url", "title", "author", "agency"), ABOUT),
        **dict.fromkeys(("attribution_rule", "resolution_rule", "confidence", "variant_group"), ABOUT),
    },
    "articles": {
        **dict.fromkeys(("text",), WORDS),
        **dict.fromkeys(("sha256", "characters"), PLACE),
        **dict.fromkeys(("language",), LANGUAGE),
        **dict.fromkeys(("url", "outlet", "outlet_basis", "date", "date_basis", "title", "author", "agency"), ABOUT),
        **dict.fromkeys(("quotes",), ABOUT),  # the records that make the number another count themselves
    },
    "regions": {
        **dict.fromkeys(("text",), WORDS),
        **dict.fromkeys(("reason",), LABEL),
        **dict.fromkeys(("rule",), ABOUT),
    },
    "inputs": dict.fromkeys(("reason", "expected"), ABOUT),
}
"""Every field that can change in a row that stays; what rows are matched by cannot."""


@dataclass(frozen=True, slots=True)
class Call:
    """One thing that changed and what it calls for."""

    bump: Bump
    part: Part | None
    """None for the schema."""
    what: str
    """``removed``, ``added`` or the name of a field."""
    count: int
    why: str


def required_bump(diff: Diff) -> Bump:
    """The semantic version that a change calls for: the most that anything in it does."""
    return next((call.bump for call in calls(diff)), "none")


def calls(diff: Diff) -> tuple[Call, ...]:
    """What changed, with what it calls for, the most first."""
    return tuple(sorted(_calls(diff), key=lambda call: BUMPS.index(call.bump)))


def _calls(diff: Diff) -> Iterator[Call]:
    if (bump := schema_bump(diff.old.schema_version, diff.new.schema_version)) != "none":
        yield Call(bump, None, f"{diff.old.schema_version} to {diff.new.schema_version}", 1, SCHEMA[bump])
    for name in PARTS:
        part = diff.parts[name]
        for what, (bump, why) in ROWS[name].items():
            if count := getattr(part, what):
                yield Call(bump, name, what, count, why)
        for field, found in part.fields.items():
            policy = FIELDS[name].get(field, NEW)
            for bump, count in _by_bump(policy, found).items():
                yield Call(bump, name, field, count, policy.why)


def _by_bump(policy: Policy, found: FieldChanges) -> dict[Bump, int]:
    counts: dict[Bump, int] = {}
    for manner, count in found.manners.items():
        counts[policy.of(manner)] = counts.get(policy.of(manner), 0) + count
    return counts

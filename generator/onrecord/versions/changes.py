"""What a comparison of two datasets finds: each change as it is met, and what is counted of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Part: TypeAlias = Literal["quotes", "articles", "regions", "inputs"]
PARTS: tuple[Part, ...] = ("quotes", "articles", "regions", "inputs")
"""Records and articles by id, rejected regions by article, start and end, rejected inputs by file, line and field."""

What: TypeAlias = Literal["added", "removed", "changed"]
Manner: TypeAlias = Literal["altered", "filled", "emptied", "restored", "withheld"]
"""How a field changed: to another value; from null; to null; only its words from null; only its words to null."""

Pair: TypeAlias = tuple[Any, Any]
"""The old value and the new."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is in one dataset only, or in both and not the same."""

    part: Part
    what: What
    key: str
    """What the rows are matched by, as the user knows it: an id; ``north/mill 13-25``; ``a.jsonl, line 3``."""
    match: str | tuple[Any, ...]
    """The same for programs: an id; the values of the fields."""
    row: dict[str, Any] | None = None
    """The row that was added or removed, lifted to the later of the two schemas."""
    fields: dict[str, Pair] = field(default_factory=dict)
    """Old and new value of each field that both schemas have."""
    schema_fields: dict[str, Pair] = field(default_factory=dict)
    """The same of fields that only the later schema has, where they are not null; the older's are null."""
    number: int = 0
    """Which of several rows of one key it is, in the order of their lines; inputs can be alike."""
    split: str | None = None
    """The split of a row that was added or removed, where both datasets have splits."""

    @property
    def from_schema(self) -> bool:
        """Whether nothing changed but that the later schema says more."""
        return self.what == "changed" and not self.fields


@dataclass(frozen=True, slots=True)
class Example:
    """One change of a field: in which row, from which value to which."""

    key: str
    old: Any
    new: Any


@dataclass(slots=True)
class FieldChanges:
    """How often a field changed, in which manner, and the first rows where it did."""

    manners: Counter[Manner] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """In how many rows."""
        return self.manners.total()


@dataclass(slots=True)
class PartChanges:
    """What is counted of one part of the datasets."""

    same: int = 0
    """Rows of both in which no field of both schemas changed."""
    added: int = 0
    removed: int = 0
    changed: int = 0
    fields: dict[str, FieldChanges] = field(default_factory=dict)
    schema_fields: dict[str, int] = field(default_factory=dict)
    """For each field that only the later schema has: rows of both datasets that have a value there."""
    examples: dict[What, list[Change]] = field(default_factory=dict)

    @property
    def old(self) -> int:
        """How many rows the old dataset has."""
        return self.same + self.changed + self.removed

    @property
    def new(self) -> int:
        """How many rows the new dataset has."""
        return self.same + self.changed + self.added

    def count(self, change: Change, limit: int) -> None:
        """Count a change, and keep it as an example where there are fewer than ``limit``."""
        for name, (old, new) in change.schema_fields.items():
            self.schema_fields[name] += (old, new) != (None, None)
        if change.from_schema:
            self.same += 1
            return
        setattr(self, change.what, getattr(self, change.what) + 1)
        if change.what != "changed" and len(kept := self.examples.setdefault(change.what, [])) < limit:
            kept.append(change)
        for name, (old, new) in change.fields.items():
            found = self.fields.setdefault(name, FieldChanges())
            found.manners[manner(old, new)] += 1
            if len(found.examples) < limit:
                found.examples.append(Example(change.key, old, new))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two datasets: the versions that it names itself; None where it names none."""

    schema_version: str
    generator_version: str | None
    normaliser_version: str | None


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed between two datasets, counted: its size does not grow with theirs."""

    old: Side
    new: Side
    parts: dict[Part, PartChanges]

    @property
    def empty(self) -> bool:
        """Whether the rows are the same and so is the version of their schemas."""
        return self.old.schema_version == self.new.schema_version and not any(
            part.added or part.removed or part.changed for part in self.parts.values()
        )


def manner(old: Any, new: Any) -> Manner:
    """How a field that changed did."""
    if old is None:
        return "filled"
    if new is None:
        return "emptied"
    if isinstance(old, dict) and isinstance(new, dict) and {**old, "text": None} == {**new, "text": None}:
        if old.get("text") is None:
            return "restored"
        if new.get("text") is None:
            return "withheld"
    return "altered"

"""What is built, from what and by how many tasks: written once, before the first of them, and read by each."""

from __future__ import annotations

import json
import os
import pickle
import secrets
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from onrecord.cluster.shares import Unit
from onrecord.dataset.folder import sync
from onrecord.dataset.journal import Purpose
from onrecord.dataset.manifest import Input
from onrecord.dataset.purpose import LIBRARIES, Asked, State, installed, paths, state_of
from onrecord.dataset.write import differences
from onrecord.errors import CannotResume, CommandError
from onrecord.read import Part

PURPOSE, PLAN, DONE = "purpose.json", "plan", "done"
_BUNDLES = 32
"""How many bundles a task has to do, if they do not become too small or too large."""
SMALLEST, LARGEST = 64 << 10, 16 << 20
"""Of a bundle, in bytes of the sources: what is lost where a task is killed."""
_SHARD = 256 << 10
"""What 64 articles have, roughly."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the tasks have to know."""

    asked: Asked
    units: tuple[Unit, ...]
    characters: int
    """How many a shard has at most."""
    shards: int
    """How many are in a bundle."""

    @classmethod
    def of(cls, asked: Asked, units: tuple[Unit, ...], tasks: int) -> Plan:
        """The plan for so many tasks."""
        total = sum(size or 0 for _, size, _ in asked.inputs.states)
        bundle = min(max(total // (tasks * _BUNDLES), SMALLEST), LARGEST)
        return cls(asked, units, bundle, max(1, bundle // _SHARD))


def key(purpose: Purpose) -> str:
    """What the folder of a purpose is named: what was begun for another is never taken for its own."""
    return blake2b(json.dumps(purpose, sort_keys=True).encode(), digest_size=8).hexdigest()


def left(work: Path) -> tuple[Purpose, dict[State, Input]] | None:
    """What is built in a folder of work, and the inputs by the states that they were in; None where nothing is yet."""
    try:
        found = json.loads((work / PURPOSE).read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise CannotResume(f"{work / PURPOSE} is damaged: remove {work}, and the dataset is built anew") from error
    inputs = [Input(**one) for one in found["purpose"]["inputs"]]
    states = [(path, size, changed) for path, size, changed in found["states"]]
    return found["purpose"], dict(zip(states, inputs, strict=True))


def write(work: Path, purpose: Purpose, plan: Plan) -> None:
    """Write a plan for good."""
    (work / key(purpose)).mkdir(parents=True, exist_ok=True)
    _write(work / key(purpose) / PLAN, pickle.dumps(plan))
    known = {"purpose": purpose, "states": plan.asked.inputs.states}
    _write(work / PURPOSE, json.dumps(known, sort_keys=True, indent=1).encode())


def load(folder: Path, tasks: int | None = None) -> Plan:
    """The plan of a folder, for so many tasks. Raises CommandError where it cannot be done as it was planned."""
    found = left(folder.parent)
    if found is None or key(found[0]) != folder.name:
        raise CannotResume(f"{folder.parent} is no longer what was planned: run the script again")
    purpose, _ = found
    if tasks not in (None, purpose["tasks"]):
        raise CommandError(f"the build is planned for {purpose['tasks']} tasks, and the executor has {tasks}")
    here = installed()
    there = {name: purpose[name] for name in purpose if name in (*here, *LIBRARIES)}
    if here != there:
        said = "what is installed here is not what the build was planned with"
        raise CommandError("\n".join((said, *differences(there, here))))
    plan = pickle.loads((folder / PLAN).read_bytes())
    assert isinstance(plan, Plan)
    return plan


def unchanged(parts: list[Part], states: dict[str, State]) -> None:
    """Raise CannotResume where a file is no longer as it was planned with."""
    for part in parts:
        for file in (part.file, *part.file.beside):
            for path in paths(file):
                if state_of(path) != states.get(str(path)):
                    raise CannotResume(f"{path}: it has changed since the build was planned")


def _write(path: Path, data: bytes) -> None:
    new: Any = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    new.write_bytes(data)
    sync(new)
    os.replace(new, path)
    sync(path.parent)

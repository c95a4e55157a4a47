"""What is wrong with a row, in words: expected this, found that."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from onrecord.dataset.schemas import Kind, holds, load, validator
from onrecord.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

Problem: TypeAlias = tuple[str | None, str]
"""The field at fault ("source.start"; None for the row as a whole), and what was expected and found there."""

WIDTH = 60
"""How much of a value a message shows, in characters."""


def mismatch(expected: object, found: object, why: str) -> str:
    """Both values where they first differ, and why: ``expected 2 (its lines in quotes.jsonl), found 3``."""
    start = 0
    if isinstance(expected, str) and isinstance(found, str):
        pairs = enumerate(zip(expected, found, strict=False))
        start = next((index for index, (a, b) in pairs if a != b), min(len(expected), len(found)))
    return f"expected {shown(expected, start)} ({why}), found {shown(found, start)}"


def shown(value: object, at: int = 0) -> str:
    """A value as JSON, no more than :data:`WIDTH` characters of it; of a long string, those around ``at``."""
    if isinstance(value, str) and len(value) > WIDTH:
        start = min(max(0, at - WIDTH // 2), len(value) - WIDTH)
        words = json.dumps(value[start : start + WIDTH], ensure_ascii=False)
        return ("…" if start else "") + words + ("…" if start + WIDTH < len(value) else "")
    text = json.dumps(value, ensure_ascii=False)
    return text if isinstance(value, str) or len(text) <= WIDTH else text[:WIDTH] + "…"


def schema_problems(kind: Kind, value: Any, version: str = SCHEMA_VERSION) -> tuple[Problem, ...]:
    """Where a value breaks one of the published schemas, in the order of the fields' names."""
    return () if holds(kind, value, version) else reference_problems(kind, value, version)


def reference_problems(kind: Kind, value: Any, version: str = SCHEMA_VERSION) -> tuple[Problem, ...]:
    """The same by the reference alone."""
    return problems_by(validator(kind, version), load(kind, version), value)


def problems_by(validator: Validator, schema: dict[str, Any], value: Any) -> tuple[Problem, ...]:
    """Where a value breaks the schema of a validator, in the order of the fields' names."""
    problems = (problem for error in validator.iter_errors(value) for problem in _problems(schema, error))
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem[0] or ""))


def _problems(schema: dict[str, Any], error: ValidationError) -> Iterable[Problem]:
    path, found, rule = list(error.absolute_path), cast(Any, error.instance), cast(Any, error.validator_value)
    if error.validator == "required":
        missing = (key for key in rule if key not in found)
        return ((_place([*path, key]), "expected this field, found none") for key in missing)
    if error.validator == "additionalProperties":
        known = cast(Any, error.schema)["properties"]
        return ((_place([*path, key]), "expected no such field") for key in found if key not in known)
    message = f"expected {_expected(str(error.validator), rule)}, found {shown(found)}"
    match list(error.absolute_schema_path):
        case ["allOf", int() as index, *_]:  # a condition, described where it stands
            message += f": {schema['allOf'][index]['description']}"
    return ((_place(path), message),)


def _expected(keyword: str, rule: Any) -> str:
    match keyword:
        case "type":
            return rule if isinstance(rule, str) else " or ".join(rule)
        case "enum":
            return "one of " + ", ".join(json.dumps(choice) for choice in rule)
        case "const":
            return json.dumps(rule)
        case "pattern":
            return f"a match of {rule}"
        case "format":
            return f"a {rule} of the calendar"
        case "minimum":
            return f"at least {rule}"
        case "maximum":
            return f"at most {rule}"
        case "minLength":
            return f"at least {rule} character(s)"
        case "minItems":
            return f"at least {rule} items"
        case "anyOf":
            return " or ".join(key for choice in rule for key in choice["required"])
    return f"{keyword} {json.dumps(rule)}"


def _place(path: Iterable[str | int]) -> str | None:
    """``source.start``, ``inputs[0].name``; None for the whole."""
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return place.removeprefix(".") or None

"""The JSON Schemas of what a dataset is made of, and two validators for them.

jsonschema is the reference and says what is wrong; jsonschema-rs says of most rows a hundred times as fast that nothing
is. What it does not let pass goes to the reference, so it may be stricter than that, never laxer.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from onrecord.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator
    from jsonschema_rs import Draft202012Validator as FastValidator

Kind: TypeAlias = Literal["quote", "article", "rejected", "manifest", "speaker", "variant"]

VERSIONS = ("1.0.0", "1.1.0", SCHEMA_VERSION)
"""Those that a dataset can have: an earlier one stays valid by the schemas that it was made for."""


def find(kind: Kind, version: str = SCHEMA_VERSION) -> Path:
    """The file of a schema, in the installed package or else in the checkout; FileNotFoundError without."""
    package = Path(__file__).parents[1]
    name = f"{kind}-{version}.schema.json"
    for folder in (package / "schema", package.parents[1] / "schema"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"{name} is neither in {package / 'schema'} nor in a checkout: install onrecord again")


@cache
def load(kind: Kind, version: str = SCHEMA_VERSION) -> dict[str, Any]:
    """A schema as JSON gives it; don't change it, it is kept."""
    schema: dict[str, Any] = json.loads(find(kind, version).read_text(encoding="utf-8"))
    return schema


@cache
def validator(kind: Kind, version: str = SCHEMA_VERSION) -> Validator:
    """The validator of one of the published schemas."""
    return validator_of(load(kind, version))


def validator_of(schema: dict[str, Any]) -> Validator:
    """A JSON Schema 2020-12 validator that checks formats too."""
    return _dialect()(schema, format_checker=_dialect().FORMAT_CHECKER)


def holds(kind: Kind, value: Any, version: str = SCHEMA_VERSION) -> bool:
    """Whether a value certainly keeps its schema, told fast; where it is False, ask :func:`validator`."""
    fast, numbers = _fast(kind, version)
    try:
        return fast.is_valid(value) and _numbers_are_sound(value, numbers)
    except Exception:  # what has no form in JSON, or is nested too deeply for it
        return False


@cache
def _fast(kind: Kind, version: str) -> tuple[FastValidator, frozenset[str]]:
    """A validator of jsonschema-rs, and the names of the fields that may hold a number with a fraction."""
    from jsonschema_rs import Draft202012Validator

    numbers = set[str]()
    strict = _stricter(load(kind, version), numbers)
    return Draft202012Validator(strict, validate_formats=True), frozenset(numbers)


def _stricter(schema: Any, numbers: set[str]) -> Any:
    """A schema as jsonschema-rs is to have it, where it would let more pass than the reference does."""
    if isinstance(schema, list):
        return [_stricter(one, numbers) for one in schema]
    if not isinstance(schema, dict):
        return schema
    for name, field in schema.get("properties", {}).items():
        if isinstance(field, dict) and "number" in field.get("type", ""):
            numbers.add(name)
    strict = {key: _stricter(value, numbers) for key, value in schema.items()}
    if isinstance(strict.get("pattern"), str):  # \S of ECMA 262 is more than Python's
        strict["pattern"] = strict["pattern"].replace(r"\S", r"[^\s\x1c-\x1f\x85]")
    if strict.get("format") == "date":  # the year 0 is in no calendar of Python's
        strict["not"] = {"type": "string", "pattern": "^0000"}
    return strict


def _numbers_are_sound(value: Any, numbers: frozenset[str], name: str = "") -> bool:
    """Whether no number is one that the reference may see with other eyes: 5.0 for an integer, infinity."""
    if isinstance(value, float):
        return math.isfinite(value) and name in numbers
    if isinstance(value, dict):
        return all(
            _numbers_are_sound(held, numbers, key)
            for key, held in value.items()
            if not isinstance(held, (str, int, type(None)))
        )
    return not isinstance(value, list) or all(_numbers_are_sound(one, numbers) for one in value)


@cache
def _dialect() -> type[Validator]:
    """JSON Schema 2020-12, stricter in two places where it would let a wrong byte pass."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    # 5.0 is an integer to JSON Schema; as an offset it is none to Python.
    types = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    strict: type[Validator] = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, validators={"pattern": _pattern, "properties": _properties}, type_checker=types
    )
    return strict


def _pattern(_: Validator, pattern: str, value: object, _schema: object) -> Iterator[ValidationError]:
    """``$`` means the end, as in ECMA 262: Python's also stands before a last line end."""
    from jsonschema.exceptions import ValidationError

    if isinstance(value, str) and not _compiled(pattern).search(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _properties(
    validator: Any, properties: dict[str, Any], value: object, _schema: object
) -> Iterator[ValidationError]:
    """Only a property at fault is looked at for its errors: a validator for each takes most of the time."""
    if isinstance(value, dict):
        for name, schema in properties.items():
            if name in value and not _holds(validator, schema, value[name]):
                yield from validator.descend(value[name], schema, path=name, schema_path=name)


def _holds(validator: Any, schema: dict[str, Any], value: object) -> bool:
    for keyword, rule in schema.items():
        check = validator.VALIDATORS.get(keyword)
        if check and any(True for _ in check(validator, rule, value, schema) or ()):
            return False
    return True


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern)

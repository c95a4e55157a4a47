"""The JSON Schemas of what a dataset is made of, and validators for them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from onrecord.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

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

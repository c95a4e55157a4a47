"""What the columns of a release are: read off the JSON Schemas, so that a new field is a new column.

A release without any words (``standoff``) has schemas of its own, derived from the published ones: words may be null
there, and two columns say what was left out.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from onrecord.dataset.schemas import load

if TYPE_CHECKING:
    import pyarrow as pa

Config: TypeAlias = Literal["quotes", "articles", "variants", "rejected"]
Words: TypeAlias = Literal["quotes", "standoff", "full"]
Schema: TypeAlias = dict[str, Any]

CONFIGS: tuple[Config, ...] = ("quotes", "articles", "variants", "rejected")
SPLITS = ("train", "validation", "test")
KINDS: dict[Config, Literal["quote", "article", "rejected"]] = {
    "quotes": "quote",
    "articles": "article",
    "rejected": "rejected",
}

PLACED = ("source", "cue", "addressee", "said_on_basis")
"""Words that stand at offsets of their own: a stand-off release keeps the offsets and makes ``text`` null."""

WITHHELD: Schema = {
    "description": "Fields whose words were left out, and how to find them again.",
    "type": "array",
    "items": {
        "description": "One field.",
        "type": "object",
        "additionalProperties": False,
        "required": ["field", "start", "end", "sha256"],
        "properties": {
            "field": {"description": "Its name.", "type": "string", "examples": ["speaker_role"]},
            "start": {
                "description": "Where its words start in the article's text, in Unicode code points; or null.",
                "type": ["integer", "null"],
                "minimum": 0,
                "examples": [12, None],
            },
            "end": {
                "description": "Where they end, exclusive; or null.",
                "type": ["integer", "null"],
                "minimum": 0,
                "examples": [17, None],
            },
            "sha256": {
                "description": "The SHA-256 of the words in UTF-8, where they have no place in the text; else null.",
                "type": ["string", "null"],
                "pattern": "^[0-9a-f]{64}$",
                "examples": [None],
            },
        },
    },
    "examples": [[{"field": "speaker_role", "start": 12, "end": 17, "sha256": None}]],
}
QUOTE_SHA256: Schema = {
    "description": "The SHA-256, in hexadecimal, of the words of the quote in UTF-8.",
    "type": "string",
    "pattern": "^[0-9a-f]{64}$",
    "examples": ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
}


def schema_of(config: Config, words: Words, version: str) -> Schema:
    """The JSON Schema of the rows of a config in a release of that mode."""
    if config == "variants":  # with which 1.2.0 begins; they have room for words that were left out
        return load("variant")
    schema = load(KINDS[config], version)
    return _standoff(config, schema) if words == "standoff" else schema


def _standoff(config: Config, published: Schema) -> Schema:
    schema = copy.deepcopy(published)
    fields = schema["properties"]
    schema["$id"] = schema["$id"].replace(f":{KINDS[config]}:", f":{KINDS[config]}-standoff:")
    schema["description"] += " In this release all words of the articles are left out (null)."
    if config == "quotes":
        _nullable(fields, "quote")
        for name in PLACED:
            _nullable(fields[name]["properties"], "text")
        fields["quote_sha256"] = QUOTE_SHA256
        schema["required"].append("quote_sha256")
    elif config == "rejected":
        _nullable(fields, "text")
    if config != "rejected":
        fields["withheld"] = WITHHELD
        schema["required"].append("withheld")
    kept = [rule for rule in schema.pop("allOf", ()) if not _asks_for_words(rule)]
    if kept:
        schema["allOf"] = kept
    return schema


def _nullable(fields: Schema, name: str) -> None:
    types = fields[name]["type"]
    fields[name]["type"] = [*dict.fromkeys([*([types] if isinstance(types, str) else types), "null"])]


def _asks_for_words(rule: Schema) -> bool:
    """Whether a condition asks for a string that a stand-off release leaves out."""
    return any("text" in branch.get("properties", {}) for branch in (rule.get("then", {}), rule.get("else", {})))


def columns(schema: Schema) -> dict[str, Any]:
    """Name -> type of every column: "string", "int64", "float64", "bool", "date32", a dict (struct) or [type]."""
    return {name: _type(field) for name, field in schema["properties"].items()}


def _type(schema: Schema) -> Any:
    types = schema["type"]
    kind = types if isinstance(types, str) else next(one for one in types if one != "null")
    if kind == "object":
        return columns(schema)
    if kind == "array":
        return [_type(schema["items"])]
    if schema.get("format") == "date":
        return "date32"
    return {"integer": "int64", "number": "float64", "boolean": "bool"}.get(kind, "string")


def arrow(schema: Schema) -> pa.Schema:
    """The columns as a schema of Arrow."""
    import pyarrow as pa

    return pa.schema([(name, _arrow(kind)) for name, kind in columns(schema).items()])


def _arrow(kind: Any) -> Any:
    import pyarrow as pa

    if isinstance(kind, dict):
        return pa.struct([(name, _arrow(inner)) for name, inner in kind.items()])
    if isinstance(kind, list):
        return pa.list_(_arrow(kind[0]))
    return {
        "string": pa.string(),
        "int64": pa.int64(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
        "date32": pa.date32(),
    }[kind]


def features(schema: Schema) -> list[dict[str, Any]]:
    """The columns as the card of a dataset declares them (``dataset_info.features``)."""
    return [{"name": name, **_feature(kind)} for name, kind in columns(schema).items()]


def _feature(kind: Any) -> dict[str, Any]:
    if isinstance(kind, dict):
        return {"struct": [{"name": name, **_feature(inner)} for name, inner in kind.items()]}
    if isinstance(kind, list):
        inner = _feature(kind[0])
        return {"list": inner["dtype"] if "dtype" in inner else inner["struct"]}
    return {"dtype": kind}

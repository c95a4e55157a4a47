"""The schemas are schemas, say all there is to say about every field, and name what the model names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from small_dataset import articles, records, rejections

from onrecord import model
from onrecord.dataset import schemas
from onrecord.dataset.manifest import Counts, Input, Manifest, Option, Output
from onrecord.dataset.records import ArticleRow, line
from onrecord.identify.identities import Identity, Suggestion
from onrecord.variants.model import Change, Difference, Label, Pair
from onrecord.variants.rows import Member, VariantRow

KINDS: tuple[schemas.Kind, ...] = get_args(schemas.Kind)


def nodes(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema and every item of its arrays, with its path; not what conditions repeat."""
    for name, inner in schema.get("properties", {}).items():
        yield f"{path}.{name}", inner
        yield from nodes(inner, f"{path}.{name}")
    if "items" in schema:
        yield f"{path}[]", schema["items"]
        yield from nodes(schema["items"], f"{path}[]")


def all_nodes() -> list[Any]:
    return [pytest.param(kind, node, id=kind + path) for kind in KINDS for path, node in nodes(schemas.load(kind))]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_2020_12_and_introduces_itself(kind: schemas.Kind) -> None:
    schema = schemas.load(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:onrecord:schema:{kind}:{model.SCHEMA_VERSION}"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize(("kind", "node"), all_nodes())
def test_every_property_is_described_and_its_examples_are_valid(kind: schemas.Kind, node: dict[str, Any]) -> None:
    assert node["description"].endswith(".")
    if node["description"].startswith("One "):
        return  # an item: its examples stand on its array and its properties
    assert node["examples"]
    for example in node["examples"]:
        assert list(Draft202012Validator(node).iter_errors(example)) == []
    if "null" in node["type"]:
        assert None in node["examples"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_object_is_closed_and_all_its_keys_are_required(kind: schemas.Kind) -> None:
    schema = schemas.load(kind)
    objects = [schema, *(node for _, node in nodes(schema) if "properties" in node)]
    for node in objects:
        assert node["additionalProperties"] is False
        if node is schema and kind == "speaker":  # written by a person: only what must be
            assert node["required"] == ["name"]
        else:
            assert node["required"] == list(node["properties"])


@pytest.mark.parametrize("kind", ["quote", "article", "rejected", "manifest"])
def test_a_minor_version_only_adds(kind: schemas.Kind) -> None:
    """What reads a dataset of 1.0.0 reads a later one too: every field that it knows is there, and means the same."""
    old, new = schemas.load(kind, "1.0.0"), schemas.load(kind)
    assert set(old["required"]) <= set(new["required"])
    new_nodes = dict(nodes(new))
    for path, node in nodes(old):
        if path != ".schema_version":
            assert new_nodes[path]["type"] == node["type"]
            assert set(node.get("enum", ())) <= set(new_nodes[path].get("enum", ()))


@pytest.mark.parametrize(
    ("path", "of"),
    [
        ("quote", model.Record),
        ("quote.source", model.Mention),
        ("quote.cue", model.Cue),
        ("quote.addressee", model.Passage),
        ("quote.said_on_basis", model.Passage),
        ("quote.context", model.Context),
        ("article", ArticleRow),
        ("rejected", model.Rejection),
        ("manifest", Manifest),
        ("manifest.counts", Counts),
        ("manifest.inputs[]", Input),
        ("manifest.outputs[]", Output),
        ("manifest.options[]", Option),
        ("manifest.unmapped[]", model.Unmapped),
        ("speaker", Identity),
        ("speaker.suggested[]", Suggestion),
        ("variant", VariantRow),
        ("variant.quotes[]", Member),
        ("variant.pairs[]", Pair),
        ("variant.pairs[].differences[]", Difference),
    ],
)
def test_the_keys_are_the_fields_of_the_model(path: str, of: Any) -> None:
    schema = {
        kind + inner: node for kind in KINDS for inner, node in [("", schemas.load(kind)), *nodes(schemas.load(kind))]
    }
    assert set(schema[path]["properties"]) == {field.name for field in fields(of)}


@pytest.mark.parametrize(
    ("path", "choices"),
    [
        ("type", model.QuoteType),
        ("speaker_kind", model.SpeakerKind),
        ("said_on_precision", model.Precision),
        ("source.form", model.Form),
        ("pairs[].label", Label),
        ("pairs[].differences[].kind", Change),
    ],
)
def test_the_choices_are_those_of_the_model(path: str, choices: Any) -> None:
    kind: schemas.Kind = "variant" if path.startswith("pairs") else "quote"
    node = dict(nodes(schemas.load(kind)))[f".{path}"]
    assert [choice for choice in node["enum"] if choice is not None] == list(get_args(choices))
    assert (None in node["enum"]) == ("null" in node["type"])


def test_the_reasons_are_those_of_the_model() -> None:
    schema = schemas.load("rejected")
    reason = schema["properties"]["reason"]
    region, unread = (rule["then"]["properties"]["reason"]["enum"] for rule in schema["allOf"])
    assert sorted(reason["enum"]) == sorted(model.REASONS) == sorted(region + unread)
    for code, meaning in model.REASONS.items():
        assert f"{code}, {meaning}" in reason["description"]


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("quote", "id", "q_0123456789abcdef\n"),  # "$" is the end and not the last line end
        ("quote", "start", 5.0),  # an offset is an integer to Python too
        ("quote", "start", True),
        ("quote", "date", "2023-02-29"),  # formats are checked
        ("quote", "attribution_rule", "Beside.verb"),
        ("article", "sha256", "0" * 63),
    ],
)
def test_the_validator_is_strict(kind: schemas.Kind, key: str, value: Any) -> None:
    errors = [error for error in schemas.validator(kind).iter_errors({key: value}) if list(error.path) == [key]]
    assert errors


ROWS: list[tuple[schemas.Kind, Any]] = [
    ("quote", records()[0]),
    ("rejected", rejections()[0]),
    ("article", articles()[0]),
]
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.floats(0.01, 0.99)
    | st.sampled_from(["person", "day", "2024-03-05", "2024-02-30", "beside_quote.verb_name", "region", "input", ""])
    | st.fixed_dictionaries({"text": st.just("a") | st.none(), "start": st.integers(-1, 1)})
)


@given(st.data())
def test_the_validator_finds_what_the_reference_finds(data: st.DataObject) -> None:
    kind, row = data.draw(st.sampled_from(ROWS))
    value = json.loads(line(row))
    for key in data.draw(st.lists(st.sampled_from([*sorted(value), "other"]), max_size=4)):
        if data.draw(st.booleans()):
            value[key] = data.draw(VALUES)
        else:
            value.pop(key, None)
    reference = Draft202012Validator(schemas.load(kind), format_checker=Draft202012Validator.FORMAT_CHECKER)

    def places(validator: Any) -> list[tuple[str, str]]:
        return sorted((error.json_path, str(error.validator)) for error in validator.iter_errors(value))

    assert places(schemas.validator(kind)) == places(reference)


def test_a_schema_is_found_in_the_package_and_else_in_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, checkout = tmp_path / "generator" / "onrecord", tmp_path / "schema"
    monkeypatch.setattr(schemas, "__file__", str(package / "dataset" / "schemas.py"))
    with pytest.raises(FileNotFoundError, match=r"quote-1\.2\.0\.schema\.json is neither in"):
        schemas.find("quote")
    for folder in (checkout, package / "schema"):
        folder.mkdir(parents=True)
        (folder / "quote-1.2.0.schema.json").write_text("{}")
        assert schemas.find("quote").parent == folder

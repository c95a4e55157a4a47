"""Print docs/fields.md: every field of every kind of row, as the JSON Schemas describe it.

python docs/fields.py > docs/fields.md
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onrecord.dataset import schemas

HEAD = """\
# Every field, with an example

`python docs/fields.py > docs/fields.md` made this page from the [schemas](../schema); nothing in it was typed.

Every key is always there, except in a speakers file, which is written by hand. `a.b` is the field b of the object
in a, `a[].b` that of each object in the list a. What a release has besides stands in [release.md](release.md), and how
a schema's version moves in [versions.md](versions.md).
"""

FILES: dict[schemas.Kind, str] = {
    "quote": "quotes.jsonl",
    "article": "articles.jsonl",
    "rejected": "rejected.jsonl",
    "variant": "variants of a release",
    "manifest": "manifest.json",
    "speaker": "A speakers file",
}


def page() -> Iterator[str]:
    """The lines of the page."""
    yield HEAD
    for kind, title in FILES.items():
        schema = schemas.load(kind)
        yield f"## {title}\n"
        yield f"{schema['description']} Schema: [{schemas.find(kind).name}](../schema/{schemas.find(kind).name}).\n"
        yield "| field | type | null | what it is | example |"
        yield "|---|---|:-:|---|---|"
        yield from rows(schema, "")
        yield ""
        if together := [one["description"] for one in schema.get("allOf", ())]:
            yield "What holds between fields:\n"
            yield from (f"- {one}" for one in together)
            yield ""


def rows(schema: dict[str, Any], prefix: str) -> Iterator[str]:
    """A line of the table for each field of an object, and for each that these hold."""
    for name, field in schema["properties"].items():
        null = "null" in types(field)
        cells = (f"`{prefix}{name}`", type_of(field), "yes" if null else "", field["description"], example(field))
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
        if "properties" in field:
            yield from rows(field, f"{prefix}{name}.")
        elif "properties" in field.get("items", ()):
            yield from rows(field["items"], f"{prefix}{name}[].")


def types(field: dict[str, Any]) -> list[str]:
    """The types that a schema allows."""
    return [field["type"]] if isinstance(field["type"], str) else field["type"]


def type_of(field: dict[str, Any]) -> str:
    """The type in words: "date", "one of direct, mixed", "list of objects"."""
    if "const" in field:
        return f"always {field['const']}"
    if choices := [choice for choice in field.get("enum", ()) if choice is not None]:
        return "one of " + ", ".join(choices) if len(choices) < 8 else "one of those named"
    if field.get("format") == "date":
        return "date"
    names = [name for name in types(field) if name != "null"]
    if names == ["array"]:
        return f"list of {types(field['items'])[0]}s"
    if field.get("maximum") == 1 and names == ["number"]:
        return "number, 0 to 1"
    return " or ".join(names)


def example(field: dict[str, Any]) -> str:
    """The first example that says something."""
    said = next((one for one in field["examples"] if one not in (None, [])), field["examples"][0])
    return f"`{json.dumps(said, ensure_ascii=False)}`"


if __name__ == "__main__":
    print("\n".join(page()).rstrip())

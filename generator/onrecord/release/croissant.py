"""Croissant 1.0: the release described for machines that read data sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.dataset.manifest import output_of
from onrecord.release.citation import address, bibtex
from onrecord.release.shape import CONFIGS, Config, Schema, columns

if TYPE_CHECKING:
    from onrecord.release.write import Release

Row = dict[str, Any]

CONTEXT: Row = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
TYPES = {
    "string": "sc:Text",
    "int64": "sc:Integer",
    "float64": "sc:Float",
    "bool": "sc:Boolean",
    "date32": "sc:Date",
}


def croissant(release: Release, folder: Path) -> str:
    """croissant.json of a release, whose files of rows are in ``folder`` already."""
    facts = release.facts
    found: Row = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": facts["name"],
        "description": "Who said what, where and when: quotes from news articles, with their speakers, found by rules.",
        "version": facts["version"],
        "license": address(facts["data_licence"]) or facts["data_licence"],
        "citeAs": bibtex(release),
        "creator": [{"@type": "sc:Organization", "name": name} for name in facts["authors"]],
        "isLiveDataset": False,
        "distribution": _files(release, folder),
        "recordSet": [one for config in CONFIGS for one in _record_sets(release, config)],
    }
    if facts["url"]:
        found["url"] = facts["url"]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _files(release: Release, folder: Path) -> list[Row]:
    return [
        {
            "@type": "cr:FileObject",
            "@id": path,
            "name": path,
            "contentUrl": path,
            "encodingFormat": "application/x-parquet",
            "sha256": output_of(folder / path, path).sha256,
        }
        for written in release.written
        for path in written.parquet
    ]


def _record_sets(release: Release, config: Config) -> list[Row]:
    """A set of records for each file: its name says the split, and which part of it."""
    return [
        {
            "@type": "cr:RecordSet",
            "@id": path.removeprefix("parquet/").removesuffix(".parquet"),
            "name": path.removeprefix("parquet/").removesuffix(".parquet"),
            "description": release.schemas[config]["description"],
            "key": {"@id": f"{path.removeprefix('parquet/').removesuffix('.parquet')}/id"},
            "field": _fields(path.removeprefix("parquet/").removesuffix(".parquet"), path, release.schemas[config]),
        }
        for written in release.written
        if written.config == config
        for path in written.parquet
    ]


def _fields(name: str, path: str, schema: Schema) -> list[Row]:
    return [
        _field(f"{name}/{column}", path, column, kind, schema["properties"][column]["description"])
        for column, kind in columns(schema).items()
    ]


def _field(name: str, path: str, column: str, kind: Any, description: str) -> Row:
    field: Row = {
        "@type": "cr:Field",
        "@id": name,
        "name": name.rsplit("/", 1)[1],
        "description": description,
        "dataType": TYPES.get(kind, "sc:Text") if isinstance(kind, str) else "sc:Text",
        "source": {"fileObject": {"@id": path}, "extract": {"column": column}},
    }
    return field

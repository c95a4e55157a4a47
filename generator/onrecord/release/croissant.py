"""Croissant 1.0: the release described for machines that read data sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.dataset.manifest import output_of
from onrecord.release.citation import address, bibtex
from onrecord.release.shape import CONFIGS, SPLITS, Config, Schema, columns

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
    "equivalentProperty": "cr:equivalentProperty",
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
    "samplingRate": "cr:samplingRate",
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
        "recordSet": [
            _record_set(config, release.schemas[config])
            for config in CONFIGS
            if any(written.config == config for written in release.written)
        ],
    }
    if facts["url"]:
        found["url"] = facts["url"]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _files(release: Release, folder: Path) -> list[Row]:
    """Each file with its hash, and the set of those that a configuration is made of."""
    objects = [
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
    sets = [
        {
            "@type": "cr:FileSet",
            "@id": f"{config}-files",
            "name": f"{config}-files",
            "encodingFormat": "application/x-parquet",
            "includes": f"parquet/{config}/*.parquet",
        }
        for config in CONFIGS
        if any(written.config == config for written in release.written)
    ]
    return [*objects, *sets]


def _record_set(config: Config, schema: Schema) -> Row:
    """The rows of a configuration, and the split of each."""
    files = {"fileSet": {"@id": f"{config}-files"}}
    split = {
        "@type": "cr:Field",
        "@id": f"{config}/split",
        "name": "split",
        "description": "The split: train, validation or test.",
        "dataType": "sc:Text",
        "source": {
            **files,
            "extract": {"fileProperty": "filename"},
            "transform": {"regex": f"^({'|'.join(SPLITS)}).*$"},
        },
    }
    return {
        "@type": "cr:RecordSet",
        "@id": config,
        "name": config,
        "description": schema["description"],
        **({"key": {"@id": f"{config}/id"}} if "id" in schema["properties"] else {}),
        "field": [split, *_fields(config, files, schema)],
    }


def _fields(name: str, files: Row, schema: Schema) -> list[Row]:
    return [
        _field(f"{name}/{column}", files, column, kind, schema["properties"][column])
        for column, kind in columns(schema).items()
    ]


def _field(name: str, files: Row, column: str, kind: Any, schema: Schema) -> Row:
    """A column; one of structs, or of lists of them, has a sub-field for each of their fields."""
    field: Row = {
        "@type": "cr:Field",
        "@id": name,
        "name": name.rsplit("/", 1)[1],
        "description": schema["description"],
    }
    source = {**files, "extract": {"column": column}}
    if isinstance(kind, list):
        field["repeated"] = True
        kind, schema = kind[0], schema["items"]
    if not isinstance(kind, dict):
        return {**field, "dataType": TYPES[kind], "source": source}
    field["subField"] = [
        {
            "@type": "cr:Field",
            "@id": f"{name}/{part}",
            "name": part,
            "description": schema["properties"][part]["description"],
            "dataType": TYPES[inner[0] if isinstance(inner, list) else inner],
            **({"repeated": True} if isinstance(inner, list) else {}),
            "source": {**source, "transform": {"jsonPath": part}},
        }
        for part, inner in kind.items()
        if not _is_deeper(inner)
    ]
    return field


def _is_deeper(kind: Any) -> bool:
    """Whether a sub-field has fields of its own, for which Croissant has no words: the files have them."""
    return isinstance(kind[0] if isinstance(kind, list) else kind, dict)

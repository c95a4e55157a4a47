"""How to cite a release, and under which licence it stands."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from onrecord.release.write import Release

SPDX = {
    "cc-by-4.0": ("CC-BY-4.0", "Creative Commons Attribution 4.0 International", "by/4.0"),
    "cc-by-sa-4.0": ("CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0 International", "by-sa/4.0"),
    "cc-by-nc-4.0": ("CC-BY-NC-4.0", "Creative Commons Attribution-NonCommercial 4.0 International", "by-nc/4.0"),
    "cc0-1.0": ("CC0-1.0", "Creative Commons Zero 1.0 Universal", "zero/1.0"),
    "odc-by": ("ODC-By-1.0", "Open Data Commons Attribution License v1.0", ""),
    "odbl": ("ODbL-1.0", "Open Data Commons Open Database License v1.0", ""),
}
"""Licences of data, by the names that the Hub has for them: SPDX, title, where Creative Commons has it."""


def address(licence: str) -> str:
    """Where a licence can be read; "" where that is not known."""
    path = SPDX.get(licence, ("", "", ""))[2]
    if path.startswith("zero"):
        return f"https://creativecommons.org/publicdomain/{path}/"
    if path:
        return f"https://creativecommons.org/licenses/{path}/"
    return {
        "odc-by": "https://opendatacommons.org/licenses/by/1-0/",
        "odbl": "https://opendatacommons.org/licenses/odbl/1-0/",
    }.get(licence, "")


def citation(release: Release) -> str:
    """CITATION.cff (Citation File Format 1.2.0) of the dataset."""
    facts = release.facts
    found = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": facts["name"],
        "abstract": "Who said what, where and when: quotes from news articles, with their speakers, found by rules.",
        "authors": [{"name": name} for name in facts["authors"]],
        "version": facts["version"],
        "keywords": ["quotation extraction", "quote attribution", "news", "dataset"],
    }
    if spdx := SPDX.get(facts["data_licence"]):
        found["license"] = spdx[0]
    if facts["url"]:
        found["url"] = facts["url"]
    found["references"] = [
        {
            "type": "software",
            "title": "onrecord: who said what, where and when, from news articles",
            "authors": [{"name": "The onrecord authors"}],
            "version": facts["build"]["generator_version"],
        }
    ]
    return yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=100)


def bibtex(release: Release) -> str:
    """The same for a bibliography."""
    facts = release.facts
    key = "".join(character for character in facts["name"] if character.isalnum()) or "dataset"
    fields = {
        "title": f"{_plain(facts['name'])}, version {facts['version']}",
        "author": " and ".join(f"{{{_plain(name)}}}" for name in facts["authors"]),
        "note": f"Dataset, made with onrecord {facts['build']['generator_version']}",
    }
    if facts["url"]:
        fields["url"] = _plain(facts["url"])
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{key},\n{body}\n}}"


def _plain(words: str) -> str:
    """Words without what BibTeX or a code block would take for its own."""
    kept = "".join(character for character in words if character.isprintable() and character not in "{}\\`")
    return re.sub(r"([&%#$_])", r"\\\1", kept)


def licence_text(release: Release) -> str:
    """LICENSE: what stands under which licence."""
    facts = release.facts
    spdx, title, _ = SPDX.get(facts["data_licence"], (facts["data_licence"], facts["data_licence"], ""))
    where = address(facts["data_licence"])
    lines = [
        f"{facts['name']} {facts['version']}",
        "",
        "What the makers of this dataset added to the articles (the selection, the labels, the offsets):",
        f"licensed by {', '.join(facts['authors'])} under {title}",
        f"(SPDX-License-Identifier: {spdx}).",
        *([where] if where else []),
        "",
    ]
    if facts["words"] == "standoff":
        lines += ["This release holds no words of the articles."]
    else:
        lines += [
            "The quotes are the words of the persons and organizations that are named as their speakers, as articles",
            "report them. They are short, attributed and given with their place of publication; no licence is claimed",
            "or given for them here.",
        ]
    if facts["words"] == "full":
        counts = Counter(row["licence"] for row in release.licences)
        lines += [
            "",
            "The texts of the articles stand under licences of their own, article by article in licences.jsonl:",
        ]
        lines += [f"  {licence}: {number:,}" for licence, number in sorted(counts.items())] or [
            "  none is given: the texts were put back from a reader's own copy and may not be published"
        ]
    return "\n".join(lines) + "\n"

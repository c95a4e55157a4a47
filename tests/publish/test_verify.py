"""What is said of a release that is not what ``onrecord release`` wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from releases import changed, seal

from onrecord.errors import DataError, InvalidDataset, SourceNotFound
from onrecord.release.verify import verify

pytest_plugins = ("made_once",)

TRAIN = "data/train.jsonl"


def first(change: Callable[[dict[str, object]], object]) -> Callable[[str], str]:
    """Change the first row of a file of JSON lines."""

    def apply(text: str) -> str:
        line, _, rest = text.partition("\n")
        row = json.loads(line)
        change(row)
        return json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" + rest

    return apply


def edited(key: str, value: object) -> Callable[[str], str]:
    return lambda text: json.dumps({**json.loads(text), key: value})


# What is changed in which file, whether the checksums are made to agree, what is said.
DAMAGED: dict[str, tuple[str, Callable[[str], str], bool, str]] = {
    "a byte": (TRAIN, lambda text: text.replace("a", "b", 1), False, f"{TRAIN}: expected SHA-256 "),
    "a line that is no checksum": (
        "checksums.sha256",
        lambda text: "oops\n" + text,
        False,
        "checksums.sha256, line 1: expected a SHA-256, two spaces and a path, found 'oops'",
    ),
    "a path that leads out": (
        "checksums.sha256",
        lambda text: text.replace("  README.md", "  ../README.md"),
        False,
        "expected a SHA-256, two spaces and a path",
    ),
    "a listed file that is not there": (
        "checksums.sha256",
        lambda text: text + f"{'0' * 64}  lost.txt\n",
        False,
        "lost.txt: listed in checksums.sha256, found no such file",
    ),
    "a manifest that is not listed": (
        "checksums.sha256",
        lambda text: "".join(f"{line}\n" for line in text.splitlines() if "manifest" not in line),
        False,
        "checksums.sha256: expected manifest.json among its files",
    ),
    "a version": ("manifest.json", edited("version", "1.0"), True, "field version: expected three numbers"),
    "a manifest without a name": ("manifest.json", edited("name", None), True, "field name: expected str, found None"),
    "a manifest without splits": (
        "manifest.json",
        edited("splits", [1]),
        True,
        "field splits: expected objects with a name",
    ),
    "a schema that there is not": (
        "manifest.json",
        edited("schema_version", "9.0.0"),
        True,
        "field schema_version: no such schema: '9.0.0'",
    ),
    "the manifest's list of files": (
        "manifest.json",
        lambda text: text.replace('"name": "LICENSE"', '"name": "LICENCE"'),
        True,
        "field outputs: LICENCE is not in the release",
    ),
    "a card without YAML": (
        "README.md",
        lambda _: "---\n: [\n---\n",
        True,
        "README.md: expected YAML of a dataset card",
    ),
    "another dataset's card": (
        "README.md",
        lambda text: text.replace("pretty_name: harbour-quotes", "pretty_name: other"),
        True,
        "README.md, field pretty_name: expected 'harbour-quotes', found 'other'",
    ),
    "a card of a file that is not there": (
        "README.md",
        lambda _: "---\npretty_name: harbour-quotes\nconfigs: [{config_name: quotes, data_files: lost/*.csv}]\n---\n",
        True,
        "README.md, field configs: lost/*.csv of quotes is not in the release",
    ),
    "a card of files that are not there": (
        "README.md",
        lambda text: text.replace("path: parquet/quotes/train.parquet", "path: parquet/quotes/lost.parquet"),
        True,
        "README.md, field configs: parquet/quotes/lost.parquet of quotes is not in the release",
    ),
    "a row that breaks its schema": (
        TRAIN,
        first(lambda row: row.update(type="loud")),
        True,
        f"{TRAIN}, line 1, field type: expected one of",
    ),
    "a row that is no JSON": (TRAIN, lambda text: "{oops" + text, True, f"{TRAIN}, line 1: expected a JSON object"),
    "a row that is another in Parquet": (
        TRAIN,
        first(lambda row: row.update(outlet="Elsewhere")),
        True,
        f"{TRAIN}, line 1: differs from its row in parquet/quotes/train.parquet",
    ),
    "a row too few": (
        TRAIN,
        lambda text: text.partition("\n")[2],
        True,
        "manifest.json, field splits, train, quotes: expected ",
    ),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_damage_is_named(small: Path, tmp_path: Path, case: str) -> None:
    file, change, sealed, said = DAMAGED[case]
    with pytest.raises(InvalidDataset) as raised:
        verify(changed(small, tmp_path / "release", file, change, sealed=sealed))
    assert any(said in line for line in raised.value.breaches), raised.value.breaches
    assert raised.value.breaches[-1].endswith("is not what onrecord release wrote: make it again")


def test_files_beyond_the_list(small: Path, tmp_path: Path) -> None:
    folder = changed(small, tmp_path / "release", "LICENSE", str, sealed=False)
    (folder / "data" / ".DS_Store").write_bytes(b"\0")
    (folder / "link").symlink_to(folder / "LICENSE")
    with pytest.raises(InvalidDataset) as raised:
        verify(folder)
    assert raised.value.breaches[:3] == (
        "link: expected no link",
        "data/.DS_Store: not listed in checksums.sha256, so not part of the release",
        "link: not listed in checksums.sha256, so not part of the release",
    )


@pytest.mark.parametrize("data", [b"no Parquet", None])
def test_parquet_that_cannot_be_read(small: Path, tmp_path: Path, data: bytes | None) -> None:
    folder = changed(small, tmp_path / "release", "LICENSE", str)
    table = "parquet/quotes/train.parquet"
    (folder / table).write_bytes(data if data else (folder / "parquet/articles/train.parquet").read_bytes())
    seal(folder)
    with pytest.raises(InvalidDataset, match=f"{table}: expected (Parquet|the columns of its schema)"):
        verify(folder)


def test_every_file_has_its_hashes(small: Path) -> None:
    found = verify(small)
    assert (found.name, found.version, found.words) == ("harbour-quotes", "1.0.0", "quotes")
    paths = {path.relative_to(small).as_posix() for path in small.rglob("*") if path.is_file()}
    assert {file.path for file in found.files} == paths
    empty = next(file for file in found.files if file.path == "LICENSE")
    assert len(empty.blob) == 40
    assert empty.size == (small / "LICENSE").stat().st_size


@pytest.mark.parametrize("words", ["standoff", "full"])
def test_releases_of_other_words(built: Path, tmp_path: Path, words: str) -> None:
    from releases import release

    assert verify(release(built, tmp_path / "out", words=words, licence="own", shard_bytes=3_000)).words == words


def test_what_is_no_release(built: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"is a dataset that onrecord build made, no release: .*onrecord release DIR"):
        verify(built)
    with pytest.raises(DataError, match=r"is no release, it has no manifest.json: .*onrecord release DIR"):
        verify(tmp_path)
    with pytest.raises(SourceNotFound, match="is not a folder"):
        verify(tmp_path / "nowhere")

"""SOURCEs become files: which to read, in which order, what to call them, what metadata lies beside them.

A name's last ending may be that of a compression, the one before it (or the last) is its format: "monday.csv.gz".

Names and order depend on the names of files and folders alone, not on the machine or its file system.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from onrecord.errors import NothingToRead, SourceNotFound
from onrecord.read.compression import COMPRESSIONS, endings
from onrecord.read.file import SourceFile, why
from onrecord.read.options import DEFAULT, ReadOptions

SERVED = (".txt", ".text", ".html", ".htm")
"""The formats of files that hold one article alone, so that metadata can lie beside them."""
SIDECARS = (".json", ".yaml", ".yml")
"""Metadata for one article, in a file of the same stem; of two that name a field the first here counts."""
TABLES = ("metadata.csv", "metadata.jsonl")
"""Metadata for a whole folder: a row for each article, keyed by the name of its file."""

HUB = "hf://"
"""How the address of a dataset on the Hugging Face Hub begins; also the format of such a SOURCE."""
ADDRESS = re.compile(
    r"hf://datasets/(?P<repo>[^/@]+/[^/@]+)(?:@(?P<revision>refs/(?:convert|pr)/[^/@]+|[^/@]+))?"
    r"(?:/(?P<config>[^/@]+)(?:/(?P<split>[^/@]+))?)?/?"
)
"""hf://datasets/OWNER/NAME[@REVISION][/CONFIG[/SPLIT]]"""
DATASET = "datasets"
"""The format of a folder that ``datasets`` saved, read as one SOURCE."""


def find(
    sources: Sequence[Path | str], formats: Collection[str], options: ReadOptions = DEFAULT
) -> tuple[SourceFile, ...]:
    """The files to read, each once, SOURCE by SOURCE, those of a folder sorted by name.

    Raises SourceNotFound, and NothingToRead for a SOURCE without a file in one of the ``formats``.
    """
    listed = [(source, dict(_listed(source))) for source in sources]
    served = {_stem(path) for _, found in listed for path in found if format_of(path.name) in SERVED}
    folders = {os.path.dirname(stem) for stem in served}

    def is_metadata(path: Path) -> bool:
        """Whether it serves an article that is read too; named alone, x.json is an article."""
        if path.name in TABLES:
            return os.path.dirname(_stem(path)) in folders
        return path.suffix in SIDECARS and _stem(path) in served

    names: dict[str, tuple[Path, str, str]] = {}
    for source, found in listed:
        told = {path: _format(path, name) for path, name in found.items()}
        readable = [path for path in found if told[path] in formats]
        if not readable and not any(map(is_metadata, found)):
            held = "no file in it can be read" if os.path.isdir(source) else "it cannot be read"
            known = ", ".join(one for one in formats if one.startswith("."))
            packed = ", ".join(COMPRESSIONS)
            raise NothingToRead(f"{shown(source)}: {held}: names have to end in {known}, or in these and {packed}")
        for path in readable:
            if not is_metadata(path):
                key = found[path] if told[path] == HUB else os.path.realpath(path)
                names.setdefault(key, (path, found[path], told[path]))
    told = {path: format for path, _, format in names.values()}
    files = _described({path: name for path, name, _ in names.values()}, options)
    return tuple(replace(file, format=told[file.path]) for file in files)


def format_of(name: str) -> str:
    """The format that the endings of a name say: ".csv" of "monday.csv.gz"."""
    return endings(name)[1]


def hidden(name: str) -> bool:
    """Whether a file or folder of this name is nobody's article: hidden, or put there by a program for itself."""
    return name.startswith(".") or name in ("__pycache__", "__MACOSX")


def _format(path: Path, name: str) -> str:
    return HUB if name.startswith(HUB) else DATASET if os.path.isdir(path) else format_of(path.name)


def _stem(path: Path) -> str:
    """Where a file lies, without the endings of its name."""
    whole = os.path.abspath(path)
    return whole[: len(whole) - len(path.name)] + endings(path.name)[0]


def _listed(source: Path | str) -> Iterator[tuple[Path, str]]:
    """Each file of a SOURCE and its name: a file itself, a folder's files at any depth but hidden ones."""
    if re.match("hf:/", str(source)):
        address = re.sub("^hf:/+", HUB, shown(source))  # of two slashes Path makes one
        if not ADDRESS.fullmatch(address):
            form = f"{HUB}datasets/OWNER/NAME, and @REVISION, /CONFIG or /CONFIG/SPLIT after it"
            raise SourceNotFound(f"{address}: there is no such file or folder; a dataset on the Hub is named {form}")
        yield Path(address), address
        return
    source = Path(source)
    if os.path.isdir(source) and not is_dataset(source):
        yield from _walk(source, "", frozenset())
    elif os.path.exists(source):
        yield source, shown(source.name)
    else:
        raise SourceNotFound(f"{shown(source)}: there is no such file or folder")


def is_dataset(folder: Path) -> bool:
    """Whether ``datasets`` saved this folder, by save_to_disk."""
    one = os.path.isfile(folder / "state.json") and os.path.isfile(folder / "dataset_info.json")
    return one or os.path.isfile(folder / "dataset_dict.json")


def _walk(folder: Path, prefix: str, above: frozenset[str]) -> Iterator[tuple[Path, str]]:
    above |= {os.path.realpath(folder)}
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise NothingToRead(f"{shown(folder)}: the folder cannot be listed: {why(error)}") from error
    pages = {path.stem for path in paths if path.suffix.lower() in (".html", ".htm")}
    for path in paths:
        name = prefix + shown(path.name)
        if hidden(path.name):
            continue
        if os.path.isdir(path):
            if path.name.removesuffix("_files") in pages and path.name.endswith("_files"):
                continue  # what a browser saved with a page: its pictures, scripts and frames
            if is_dataset(path):
                yield path, name
            elif os.path.realpath(path) not in above:  # a link to a folder above would lead round in circles
                yield from _walk(path, name + "/", above)
        elif os.path.isfile(path) or not os.path.exists(path):  # a pipe is left alone, a broken link reported
            yield path, name


def shown(name: str | Path) -> str:
    """A name as text: a byte in it that is not UTF-8 becomes "\\udce9", written out."""
    return str(name).encode("utf-8", "backslashreplace").decode()


def _described(names: Mapping[Path, str], options: ReadOptions) -> tuple[SourceFile, ...]:
    """The files with their names told apart, their labels and the metadata beside them."""
    beside = {path: tuple(_beside(path)) for path in names}
    of_metadata = {
        other: str(PurePosixPath(name).with_name(shown(other.name)))
        for path, name in names.items()
        for other in beside[path]
    }
    told = _told_apart({**of_metadata, **names})
    labels = _labels([told[path] for path in names])
    return tuple(
        SourceFile(
            path,
            told[path],
            label,
            tuple(SourceFile(other, told[other], options=options) for other in beside[path]),
            options=options,
        )
        for path, label in zip(names, labels, strict=True)
    )


def _beside(path: Path) -> Iterator[Path]:
    if format_of(path.name) in SERVED:
        for name in (*(endings(path.name)[0] + ending for ending in SIDECARS), *TABLES):
            if os.path.isfile(other := path.with_name(name)):
                yield other


def _told_apart(names: Mapping[Path, str]) -> dict[Path, str]:
    """Where two names agree (a/x.txt and b/x.txt, each named on its own), as many folders as differ."""
    told = dict(names)
    while True:
        count = Counter(told.values())
        longer = {path: _with_folder(path, name) for path, name in told.items() if count[name] > 1}
        if longer.items() <= told.items():
            return told
        told |= longer


def _with_folder(path: Path, name: str) -> str:
    parts = Path(os.path.abspath(path)).parts[1:]
    return shown("/".join(parts[-2 - name.count("/") :]))


def _labels(names: Sequence[str]) -> list[str]:
    """For each name the shortest that no other shares: x; a/x where b/x is there too; x.txt beside x.text."""
    bare = [_without_ending(name) for name in names]
    stems = Counter(map(_last, names, bare))
    paths = Counter(bare)
    labels = []
    for name, path in zip(names, bare, strict=True):
        stem = _last(name, path)
        labels.append(stem if stems[stem] == 1 else path if paths[path] == 1 else name)
    return labels


def _last(name: str, path: str) -> str:
    """A name without its folder and ending; of a dataset on the Hub NAME[/CONFIG[/SPLIT]], whatever its revision."""
    if address := ADDRESS.fullmatch(name):
        return "/".join(filter(None, (address["repo"].partition("/")[2], address["config"], address["split"])))
    return PurePosixPath(path).name


def _without_ending(name: str) -> str:
    if name.startswith(HUB):
        return name.removeprefix(HUB).removeprefix("datasets/")
    folder, _, last = name.rpartition("/")
    bare = endings(last)[0]
    return f"{folder}/{bare}" if folder else bare

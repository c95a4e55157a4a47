"""SOURCEs become files: which to read, in which order, what to call them, what metadata lies beside them.

Names and order depend on the names of files and folders alone, not on the machine or its file system.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from onrecord.errors import NothingToRead, SourceNotFound
from onrecord.read.file import SourceFile, why

SERVED = (".txt", ".text")
"""The endings of files that hold an article's words alone, so that metadata can lie beside them."""
SIDECARS = (".json", ".yaml", ".yml")
"""Metadata for one article, in a file of the same stem; of two that name a field the first here counts."""
TABLES = ("metadata.csv", "metadata.jsonl")
"""Metadata for a whole folder: a row for each article, keyed by the name of its file."""


def find(sources: Sequence[Path | str], endings: Collection[str]) -> tuple[SourceFile, ...]:
    """The files to read, each once, SOURCE by SOURCE, those of a folder sorted by name.

    Raises SourceNotFound, and NothingToRead for a SOURCE without a file that ends in one of ``endings``.
    """
    listed = [(Path(source), dict(_listed(Path(source)))) for source in sources]
    served = {_stem(path) for _, found in listed for path in found if path.suffix.lower() in SERVED}
    folders = {os.path.dirname(stem) for stem in served}

    def is_metadata(path: Path) -> bool:
        """Whether it serves a text that is read too; named alone, x.json is an article."""
        if path.name in TABLES:
            return os.path.dirname(_stem(path)) in folders
        return path.suffix in SIDECARS and _stem(path) in served

    names: dict[str, tuple[Path, str]] = {}
    for source, found in listed:
        readable = [path for path in found if path.name.lower().endswith(tuple(endings))]
        if not readable and not is_metadata(source):
            held = "no file in it can be read" if source.is_dir() else "it cannot be read"
            raise NothingToRead(f"{_shown(source)}: {held}: names have to end in {', '.join(endings)}")
        for path in readable:
            if not is_metadata(path):
                names.setdefault(os.path.realpath(path), (path, found[path]))
    return _described(dict(names.values()), endings)


def _stem(path: Path) -> str:
    return os.path.splitext(os.path.abspath(path))[0]


def _listed(source: Path) -> Iterator[tuple[Path, str]]:
    """Each file of a SOURCE and its name: a file itself, a folder's files at any depth but hidden ones."""
    if os.path.isdir(source):
        yield from _walk(source, "", frozenset())
    elif os.path.exists(source):
        yield source, _shown(source.name)
    else:
        raise SourceNotFound(f"{_shown(source)}: there is no such file or folder")


def _walk(folder: Path, prefix: str, above: frozenset[str]) -> Iterator[tuple[Path, str]]:
    above |= {os.path.realpath(folder)}
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise NothingToRead(f"{_shown(folder)}: the folder cannot be listed: {why(error)}") from error
    for path in paths:
        name = prefix + _shown(path.name)
        if path.name.startswith(".") or path.name == "__pycache__":
            continue
        if os.path.isdir(path):
            if os.path.realpath(path) not in above:  # a link to a folder above would lead round in circles
                yield from _walk(path, name + "/", above)
        elif os.path.isfile(path) or not os.path.exists(path):  # a pipe is left alone, a broken link reported
            yield path, name


def _shown(name: str | Path) -> str:
    """A name as text: a byte in it that is not UTF-8 becomes "\\udce9", written out."""
    return str(name).encode("utf-8", "backslashreplace").decode()


def _described(names: Mapping[Path, str], endings: Collection[str]) -> tuple[SourceFile, ...]:
    """The files with their names told apart, their labels and the metadata beside them."""
    beside = {path: tuple(_beside(path)) for path in names}
    of_metadata = {
        other: str(PurePosixPath(name).with_name(_shown(other.name)))
        for path, name in names.items()
        for other in beside[path]
    }
    told = _told_apart({**of_metadata, **names})
    labels = _labels([told[path] for path in names], endings)
    return tuple(
        SourceFile(path, told[path], label, tuple(SourceFile(other, told[other]) for other in beside[path]))
        for path, label in zip(names, labels, strict=True)
    )


def _beside(path: Path) -> Iterator[Path]:
    if path.suffix.lower() in SERVED:
        for name in (*(path.stem + ending for ending in SIDECARS), *TABLES):
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
    return _shown("/".join(parts[-2 - name.count("/") :]))


def _labels(names: Sequence[str], endings: Collection[str]) -> list[str]:
    """For each name the shortest that no other shares: x; a/x where b/x is there too; x.txt beside x.text."""
    bare = [_without_ending(name, endings) for name in names]
    stems = Counter(PurePosixPath(path).name for path in bare)
    paths = Counter(bare)
    labels = []
    for name, path in zip(names, bare, strict=True):
        stem = PurePosixPath(path).name
        labels.append(stem if stems[stem] == 1 else path if paths[path] == 1 else name)
    return labels


def _without_ending(name: str, endings: Collection[str]) -> str:
    ending = next(ending for ending in endings if name.lower().endswith(ending))
    bare = name[: -len(ending)]
    return name if not bare or bare.endswith("/") else bare  # ".txt", named on its own

"""Writing a dataset: a line at a time, in place only when all of it is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.dataset.folder import NewFolder, sync
from onrecord.dataset.manifest import NAME, Counts, Input, Manifest, Output, Scalar, describe, pretty
from onrecord.dataset.records import ArticleRow, Row, line
from onrecord.model import Record, Rejection, Unmapped

QUOTES, ARTICLES, REJECTED = "quotes.jsonl", "articles.jsonl", "rejected.jsonl"
NAMES = (ARTICLES, QUOTES, REJECTED)


class DatasetWriter:
    """Writes a dataset to a folder that is there whole or not at all.

    ::

        with DatasetWriter(out) as writer:
            for … in …:
                writer.article(row)
                writer.quote(record)
                writer.rejected(rejection)
            manifest = writer.finish(inputs=…, options=…)

    The dataset is at ``out`` when the block ends. Where ``finish`` was not called or an exception leaves the
    block, what stood there before stays as it was. Between ``finish`` and the end of the block, ``folder``
    holds all of it, to be validated. Records are to come in the order of the articles and of their starts.
    Raises what :class:`~onrecord.dataset.folder.NewFolder` raises.
    """

    def __init__(self, out: str | os.PathLike[str]) -> None:
        """Nothing is touched yet."""
        self._new = NewFolder(out)
        self._stack = ExitStack()
        self._counts: Counter[str] = Counter()

    @property
    def folder(self) -> Path:
        """Where the dataset stands while it is written."""
        return self._new.path

    def __enter__(self) -> Self:
        """Start the files of the dataset."""
        with ExitStack() as stack:
            stack.enter_context(self._new)
            self._files = {name: stack.enter_context(_Lines(self.folder / name)) for name in NAMES}
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the dataset in place, or remove it."""
        self._stack.__exit__(kind, error, trace)

    def quote(self, record: Record) -> None:
        """Add a line to quotes.jsonl."""
        self._files[QUOTES].add(record)
        self._counts["quotes"] += 1
        self._counts["utterances"] += record.part == 1
        self._counts["attributed"] += record.source is not None
        self._counts["resolved"] += record.speaker is not None
        self._counts["identified"] += record.speaker_id is not None

    def article(self, row: ArticleRow) -> None:
        """Add a line to articles.jsonl."""
        self._files[ARTICLES].add(row)
        self._counts["articles"] += 1

    def rejected(self, rejection: Rejection) -> None:
        """Add a line to rejected.jsonl."""
        self._files[REJECTED].add(rejection)
        self._counts[f"rejected_{rejection.what}s"] += 1

    def finish(
        self,
        *,
        inputs: Iterable[Input] = (),
        options: Mapping[str, Scalar] | None = None,
        unmapped: Iterable[Unmapped] = (),
    ) -> Manifest:
        """Close the files and write the manifest; nothing can be added afterwards."""
        outputs = [file.close() for file in self._files.values()]
        manifest = describe(inputs, outputs, Counts(**self._counts), options or {}, unmapped)
        path = self.folder / NAME
        path.write_bytes(pretty(manifest).encode())
        sync(path)
        self._new.complete = True
        return manifest


class _Lines:
    """A file of lines that keeps count and hash of what it is given."""

    def __init__(self, path: Path) -> None:
        self._path, self._digest, self._bytes, self._lines = path, sha256(), 0, 0

    def __enter__(self) -> Self:
        self._file = self._path.open("wb")
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, row: Row) -> None:
        data = f"{line(row)}\n".encode()
        self._file.write(data)
        self._digest.update(data)
        self._bytes += len(data)
        self._lines += 1

    def close(self) -> Output:
        """Everything on the disk, and what the manifest says of it."""
        self._file.close()
        sync(self._path)
        return Output(self._path.name, self._digest.hexdigest(), self._bytes, self._lines)

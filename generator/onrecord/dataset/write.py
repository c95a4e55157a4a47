"""Writing a dataset: a line at a time, in place only when all of it is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from onrecord.dataset.folder import JOURNAL, NewFolder, sync
from onrecord.dataset.journal import Entry, Journal, Purpose, write
from onrecord.dataset.manifest import NAME, Counts, Input, Manifest, Output, Scalar, describe, pretty
from onrecord.dataset.records import ArticleRow, Row, line
from onrecord.dataset.shard import Piece, Tally, count
from onrecord.dataset.tables import ARTICLES, NAMES, PACKED, QUOTES, REJECTED, shard_name
from onrecord.errors import CannotResume
from onrecord.model import Record, Rejection, Unmapped
from onrecord.read.compression import zstd_module

SHARD_MIB = 512
"""How large a file of a dataset becomes before another one is begun, in MiB of lines."""

_BLOCK = 1 << 20
_SHOWN = 10


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

    With a ``purpose`` it keeps a journal: what was there at the last ``commit`` stays where the process is killed,
    interrupted or cannot write, and a writer with the same purpose and ``resume`` goes on with it, after the
    ``entries`` that it has. It raises CannotResume where the purpose is another one.
    """

    def __init__(
        self,
        out: str | os.PathLike[str],
        *,
        shard_mib: int = SHARD_MIB,
        purpose: Purpose | None = None,
        resume: bool = False,
    ) -> None:
        """Nothing is touched yet."""
        self._new = NewFolder(out, resume=resume)
        self._stack = ExitStack()
        self._purpose, self._limit = purpose, shard_mib << 20
        self._counts: Counter[str] = Counter()
        self._journal: Journal | None = None
        self.entries: list[Entry] = []
        """What is done already."""

    @property
    def folder(self) -> Path:
        """Where the dataset stands while it is written."""
        return self._new.path

    def __enter__(self) -> Self:
        """Start the files of the dataset, or go on with them."""
        with ExitStack() as stack:
            stack.enter_context(self._new)
            journal = Journal(self._new.work / JOURNAL)
            if journal.purpose is not None and journal.purpose != self._purpose:
                said = f"{self._new.out}: what is done is of another build; without --resume it is done anew"
                raise CannotResume("\n".join((said, *differences(journal.purpose, self._purpose or {}))))
            self.entries = journal.entries
            states = self.entries[-1].files if self.entries else {}
            self._files = {
                name: stack.enter_context(_Lines(self.folder / name, self._limit, states.get(name))) for name in NAMES
            }
            if self._purpose is not None:
                self._journal = journal.begin(self._purpose)
                stack.callback(journal.close)
            for entry in self.entries:
                self._counts.update(entry.tally.counts)
            self._new.keep = bool(self.entries)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the dataset in place, or keep what there is of it, or remove it."""
        if not isinstance(error, KeyboardInterrupt | SystemExit | OSError | MemoryError | CannotResume):
            self._new.keep = False
        self._stack.__exit__(kind, error, trace)

    def piece(self, pieces: Iterable[Piece]) -> None:
        """Add the lines of pieces."""
        pieces = list(pieces)
        self._files[ARTICLES].add(b"".join(data for piece in pieces for data in piece.articles))
        self._files[QUOTES].add(b"".join(data for piece in pieces for data in piece.quotes))
        self._files[REJECTED].add(b"".join(data for piece in pieces for data in piece.rejected))
        for piece in pieces:
            self._counts.update(piece.tally.counts)

    def commit(self, items: int, digest: str, place: str, traits: Iterable[Any], tally: Tally) -> None:
        """See to it that what was added so far stays, whatever happens to this process."""
        if self._journal:
            files = {name: file.commit() for name, file in self._files.items()}
            sync(self.folder)
            self._journal.add(Entry(items, digest, place, tuple(traits), tally, files))
            self._new.keep = True
        self.clear()

    def clear(self) -> None:
        """Remove what is no longer needed of the files that were packed: with a journal, ``commit`` does."""
        for file in self._files.values():
            file.clear()

    def quote(self, record: Record) -> None:
        """Add a line to quotes.jsonl."""
        self._files[QUOTES].add(_data(record))
        count((record,), self._counts)

    def article(self, row: ArticleRow) -> None:
        """Add a line to articles.jsonl."""
        self._files[ARTICLES].add(_data(row))
        self._counts["articles"] += 1

    def rejected(self, rejection: Rejection) -> None:
        """Add a line to rejected.jsonl."""
        self._files[REJECTED].add(_data(rejection))
        self._counts[f"rejected_{rejection.what}s"] += 1

    def finish(
        self,
        *,
        inputs: Iterable[Input] = (),
        options: Mapping[str, Scalar] | None = None,
        unmapped: Iterable[Unmapped] = (),
    ) -> Manifest:
        """Close the files and write the manifest; nothing can be added afterwards."""
        for file in self._files.values():
            file.end()
        self.commit(0, "", "", (), Tally())
        outputs = [output for file in self._files.values() for output in file.outputs()]
        manifest = describe(inputs, outputs, Counts(**self._counts), options or {}, unmapped)
        path = self.folder / NAME
        path.write_bytes(pretty(manifest).encode())
        sync(path)
        self._new.complete = True
        return manifest


class _Lines:
    """A file of lines that keeps count and hash of what it is given; past a limit another one is begun.

    What was ended is packed, and the number of files known when the last one is: until then they are named without it.
    """

    def __init__(self, path: Path, limit: int, state: Mapping[str, Any] | None) -> None:
        self._path, self._limit = path, limit
        self._digest, self._bytes, self._lines = sha256(), 0, 0
        self._ended: list[Output] = [Output(*one) for one in state["ended"]] if state else []
        self._unneeded: list[Path] = []
        self._state = state

    def __enter__(self) -> Self:
        for number, output in enumerate(self._ended):
            self._restore(number, output)
            self._part(number).unlink(missing_ok=True)
        self._plain = self._part(len(self._ended))
        self._file = os.open(self._plain, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            self._go_on(self._state["bytes"] if self._state else 0)
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._file >= 0:
            file, self._file = self._file, -1
            os.close(file)

    def _part(self, number: int) -> Path:
        """Where the lines of a file stand before they are packed."""
        return self._path if not number else self._path.with_name(f"{self._path.name}.{number:05}")

    def _restore(self, number: int, output: Output) -> None:
        """Give an ended file the name back that it has until the last one is ended."""
        path = self._path.with_name(output.name)
        pattern = shard_name(self._path.name, number, 0).replace("-of-00000", "-of-*")
        for renamed in self._path.parent.glob(pattern):
            os.rename(renamed, path)
        if not path.is_file() or path.stat().st_size != output.bytes:
            raise CannotResume(f"{path} is not as the build before left it: build without --resume")

    def _go_on(self, size: int) -> None:
        """Cut the file to what is known to be good, and read that again for its hash."""
        if os.fstat(self._file).st_size < size:
            raise CannotResume(f"{self._plain} is not as the build before left it: build without --resume")
        os.ftruncate(self._file, size)
        os.lseek(self._file, 0, os.SEEK_SET)
        while data := os.read(self._file, _BLOCK):
            self._count(data)

    def _count(self, data: bytes) -> None:
        self._digest.update(data)
        self._bytes += len(data)
        self._lines += data.count(b"\n")

    def add(self, data: bytes) -> None:
        """Add lines; those of one call stand in one file."""
        if self._bytes >= self._limit:
            self._pack()
            self._begin()
        write(self._file, data)
        self._count(data)

    def commit(self) -> dict[str, Any]:
        """Everything on the disk, and what it is."""
        if self._file >= 0:
            os.fsync(self._file)
        return {"ended": [[one.name, one.sha256, one.bytes, one.lines] for one in self._ended], "bytes": self._bytes}

    def clear(self) -> None:
        """Remove what is no longer needed."""
        while self._unneeded:
            self._unneeded.pop().unlink(missing_ok=True)

    def _pack(self) -> None:
        """End the file."""
        self._close()
        path = self._path.with_name(f"{self._path.stem}-{len(self._ended):05}.jsonl{PACKED}")
        pack, digest, size, more = zstd_module().ZstdCompressor(), sha256(), 0, True
        with self._plain.open("rb") as plain, path.open("wb", buffering=0) as packed:
            while more:
                more = bool(block := plain.read(_BLOCK))
                data = pack.compress(block) if more else pack.flush()
                write(packed.fileno(), data)
                digest.update(data)
                size += len(data)
        sync(path)
        self._ended.append(Output(path.name, digest.hexdigest(), size, self._lines))
        self._unneeded.append(self._plain)
        self._bytes = 0

    def _begin(self) -> None:
        self._digest, self._bytes, self._lines = sha256(), 0, 0
        self._plain = self._part(len(self._ended))
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        self._file = os.open(self._plain, flags, 0o666)

    def end(self) -> None:
        """End the last file, where there are several."""
        if self._ended and self._bytes:
            self._pack()
        elif self._ended:
            self._close()
            self._unneeded.append(self._plain)

    def outputs(self) -> list[Output]:
        """What the manifest says of each file, which is on the disk and has the name that it keeps."""
        if self._file >= 0:
            os.fsync(self._file)
        self._close()
        if not self._ended:
            return [Output(self._path.name, self._digest.hexdigest(), self._bytes, self._lines)]
        outputs = []
        for number, output in enumerate(self._ended):
            name = shard_name(self._path.name, number, len(self._ended))
            os.rename(self._path.with_name(output.name), self._path.with_name(name))
            outputs.append(Output(name, output.sha256, output.bytes, output.lines))
        return outputs


def _data(row: Row) -> bytes:
    return f"{line(row)}\n".encode()


def differences(before: Purpose, now: Purpose) -> list[str]:
    """What of a purpose is another than before, a line each."""
    keys = [key for key in sorted({*before, *now} - {"inputs"}) if before.get(key) != now.get(key)]
    was, there = ({one["name"]: one for one in purpose.get("inputs", ())} for purpose in (before, now))
    found = [f"{key.replace('_', '-')}: {_shown(before.get(key))} before, {_shown(now.get(key))} now" for key in keys]
    found += [f"{name}: it is no longer among the sources" for name in was if name not in there]
    found += [f"{name}: it was not among the sources" for name in there if name not in was]
    found += [f"{name}: it has changed" for name in there if name in was and there[name] != was[name]]
    found = found or ["the sources are in another order"]
    more = [f"and {len(found) - _SHOWN:,} more"] if len(found) > _SHOWN else []
    return [*found[:_SHOWN], *more]


def _shown(value: object) -> str:
    return "not given" if value is None else str(value)

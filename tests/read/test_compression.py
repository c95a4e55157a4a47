"""Compressed files: every compression, what is broken in them, and what swells."""

from __future__ import annotations

import gzip
import json
import resource
import sys
import time
from pathlib import Path

import pytest
from packed import COMPRESS

from onrecord.errors import UnreadableInput
from onrecord.model import Article, Rejection
from onrecord.read import ReadOptions, read
from onrecord.read.compression import COMPRESSIONS, SWELLS, endings
from onrecord.read.file import SourceFile

TEXT = "“The ferry sails on Monday,” said Ada Quill."
NEIGHBOUR = "The neighbour is read all the same."
ROWS = [json.dumps({"text": f"{TEXT} {number} {number * 7919 % 10007}"}).encode() + b"\n" for number in range(20_000)]


def items(folder: Path, name: str, data: bytes, options: ReadOptions | None = None) -> list[Article | Rejection]:
    """What is read of a file, without the neighbour, which is read whatever happens."""
    (folder / name).write_bytes(data)
    (folder / "z.txt").write_text(NEIGHBOUR)
    *found, last = read(folder, options or ReadOptions())
    assert isinstance(last, Article)
    assert last.text == NEIGHBOUR
    return found


def summary(found: list[Article | Rejection]) -> list[str | tuple[str, int | None]]:
    return [item.id if isinstance(item, Article) else (item.reason, item.line) for item in found]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("monday.csv.gz", ("monday", ".csv", ".gz")),
        ("monday.csv", ("monday", ".csv", "")),
        ("A.B.JSONL.ZST", ("A.B", ".jsonl", ".zst")),
        ("news.tgz", ("news", ".tar", ".gz")),
        ("news.2024.TBZ2", ("news.2024", ".tar", ".bz2")),
        ("news.tar.xz", ("news", ".tar", ".xz")),
        ("news.gz", ("news", "", ".gz")),
        ("news", ("news", "", "")),
        (".gz", (".gz", "", "")),
        ("", ("", "", "")),
        ("a.txt.gz.gz", ("a.txt", ".gz", ".gz")),
    ],
)
def test_endings(name: str, found: tuple[str, str, str]) -> None:
    assert endings(name) == found


def test_every_compression_is_tested() -> None:
    assert COMPRESS.keys() == COMPRESSIONS.keys()


@pytest.mark.parametrize("ending", COMPRESS)
@pytest.mark.parametrize("format", [".txt", ".html", ".jsonl", ".json"])
def test_any_format_in_any_compression(tmp_path: Path, format: str, ending: str) -> None:
    text = {
        ".txt": TEXT,
        ".html": f"<html><title>T</title><body><article><p>{TEXT}</p></article>",
        ".jsonl": json.dumps({"id": "a", "text": TEXT}),
        ".json": json.dumps({"text": TEXT}),
    }[format]
    assert summary(items(tmp_path, f"a{format}{ending}", COMPRESS[ending](text.encode()))) == ["a"]
    assert summary(items(tmp_path, f"a{format}{ending}", COMPRESS[ending](text.encode("utf-16")))) == ["a"]


@pytest.mark.parametrize("ending", COMPRESS)
class TestEach:
    def test_several_streams(self, tmp_path: Path, ending: str) -> None:
        pack = COMPRESS[ending]
        data = pack(ROWS[0]) + pack(b"") + pack(ROWS[1][:9]) + pack(ROWS[1][9:])
        assert summary(items(tmp_path, f"a.jsonl{ending}", data)) == ["a:1", "a:2"]

    def test_padding(self, tmp_path: Path, ending: str) -> None:
        data = COMPRESS[ending](ROWS[0]) + bytes(600_000) + COMPRESS[ending](ROWS[1]) + bytes(8)
        assert summary(items(tmp_path, f"a.jsonl{ending}", data)) == ["a:1", "a:2"]

    def test_what_comes_after_it_is_not_lost_without_a_word(self, tmp_path: Path, ending: str) -> None:
        data = COMPRESS[ending](ROWS[0] + ROWS[1]) + b"what is this?"
        assert summary(items(tmp_path, f"a.jsonl{ending}", data)) == ["a:1", "a:2", ("unreadable-file", 3)]

    def test_a_second_stream_that_is_damaged(self, tmp_path: Path, ending: str) -> None:
        second = bytearray(COMPRESS[ending](ROWS[1]))
        second[0] ^= 0xFF
        data = COMPRESS[ending](ROWS[0]) + second + COMPRESS[ending](ROWS[2])
        assert summary(items(tmp_path, f"a.jsonl{ending}", data)) == ["a:1", ("unreadable-file", 2)]

    def test_cut_in_the_middle(self, tmp_path: Path, ending: str) -> None:
        data = COMPRESS[ending](b"".join(ROWS))
        found = summary(items(tmp_path, f"a.jsonl{ending}", data[: len(data) * 2 // 3]))
        assert len(found) > (5_000 if ending != ".bz2" else 0)  # which packs in blocks of 900 kB
        assert found == [*(f"a:{number}" for number in range(1, len(found))), ("unreadable-file", len(found))]

    def test_cut_anywhere(self, tmp_path: Path, ending: str) -> None:
        data = COMPRESS[ending](ROWS[0])
        for length in range(1, len(data)):
            *_, last = items(tmp_path, f"a.jsonl{ending}", data[:length])
            assert isinstance(last, Rejection), length
            assert (last.reason, bool(last.expected)) == ("unreadable-file", True)

    def test_nothing_inside(self, tmp_path: Path, ending: str) -> None:
        for data in (b"", COMPRESS[ending](b"")):
            assert summary(items(tmp_path, f"a.jsonl{ending}", data)) == [("missing-text", None)]

    def test_another_kind_of_file(self, tmp_path: Path, ending: str) -> None:
        for data in (b"{}", b"\0" * 100, b"\x1f\x8b", *(pack(b"x") for end, pack in COMPRESS.items() if end != ending)):
            assert summary(items(tmp_path, f"a.jsonl{ending}", data)) == [("unreadable-file", 1)]
            assert summary(items(tmp_path, f"a.txt{ending}", data))[-1] == ("unreadable-file", None)
            (tmp_path / f"a.txt{ending}").unlink()

    def test_a_bomb(self, tmp_path: Path, ending: str, bombs: dict[str, bytes]) -> None:
        start = time.monotonic()
        found = items(tmp_path, f"a.jsonl{ending}", COMPRESS[ending](ROWS[0]) + bombs[ending])
        assert summary(found) == ["a:1", ("too-large", 2), ("compression-bomb", 2)]
        assert isinstance(found[-1], Rejection)
        assert "--max-ratio" in (found[-1].expected or "")
        (tmp_path / f"a.jsonl{ending}").unlink()
        assert summary(items(tmp_path, f"a.txt{ending}", bombs[ending])) == [("too-large", None)]
        assert time.monotonic() - start < 20


@pytest.fixture(scope="session")
def bombs() -> dict[str, bytes]:
    """Two thirds of a GB of nothing in each compression: many streams, which is quicker to make."""
    return {ending: pack(bytes(1 << 23)) * 80 for ending, pack in COMPRESS.items()}


def test_two_gigabytes_from_two_megabytes_take_little_memory(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(bytes(1 << 24)) * 128)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert summary(items(tmp_path, "b.txt", b"Words.")) == [("too-large", 1), ("compression-bomb", 1), "b"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120_000  # kB


def test_another_limit(tmp_path: Path) -> None:
    data = gzip.compress(bytes(SWELLS) + bytes(SWELLS // 4) + b"\n" + ROWS[0])
    assert summary(items(tmp_path, "a.jsonl.gz", data)) == [("too-large", 1), ("compression-bomb", 1)]
    found = items(tmp_path, "a.jsonl.gz", data, ReadOptions(max_ratio=2_000))
    assert summary(found) == [("too-large", 1), "a:2"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_line_of_200_megabytes(tmp_path: Path, packed: bool) -> None:
    piece = b"0123456789abcdef" * 65_536
    with gzip.open(tmp_path / "a.jsonl.gz", "w", 1) if packed else (tmp_path / "a.jsonl").open("wb") as out:
        out.write(ROWS[0] + b'{"text": "')
        for _ in range(200):
            out.write(piece)
        out.write(b'"}\n' + ROWS[1])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert summary(items(tmp_path, "b.txt", b"Words.")) == ["a:1", ("too-large", 2), "a:3", "b"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120_000  # kB


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_long_line_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    rows = f"{{}}\n{'x' * 3_000_000}\n{{}}\n".encode(encoding)
    found = summary(items(tmp_path, "a.jsonl", rows, ReadOptions(max_size=1)))
    assert found == [("missing-text", 1), ("too-large", 2), ("missing-text", 3)]


def test_the_limit_itself(tmp_path: Path) -> None:
    limit = 1 << 20
    row = b'{"text": "%s"}' % (b"x" * (limit - len('{"text": ""}') - 1))
    assert len(row) == limit - 1
    options = ReadOptions(max_size=1)
    assert summary(items(tmp_path, "a.jsonl", row + b"\n{}", options)) == ["a:1", ("missing-text", 2)]
    assert summary(items(tmp_path, "a.jsonl", row + b"  \n{}", options)) == [("too-large", 1), ("missing-text", 2)]
    (tmp_path / "a.jsonl").unlink()
    assert summary(items(tmp_path, "a.txt", b"x" * limit, options)) == ["a"]
    assert summary(items(tmp_path, "a.txt", b"x" * limit + b"x", options)) == [("too-large", None)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.txt", "a.html", "a.json", "a.tar", "a.tgz"])
def test_reading_that_fails_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    rows = b"".join(ROWS)
    data = gzip.compress(rows, mtime=0) if name.endswith("gz") else rows

    class Failing:
        """A file on a disk that is at its end."""

        def __init__(self) -> None:
            self.stream = data[: 1 << 15]

        def read1(self, _size: int) -> bytes:
            if not self.stream:
                raise OSError(5, "Input/output error", "/this/machine")
            piece, self.stream = self.stream[:100], self.stream[100:]
            return piece

        def close(self) -> None:
            self.stream = b""

    opened = Path.open

    def fails(path: Path, mode: str = "r") -> object:
        return Failing() if path.name == name else opened(path, mode)

    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(NEIGHBOUR)
    monkeypatch.setattr(Path, "open", fails)
    *found, problem, last = read(tmp_path)
    assert isinstance(last, Article)
    assert isinstance(problem, Rejection)
    assert (problem.reason, problem.file) == ("unreadable-file", name)
    if "jsonl" in name:
        assert problem.line == len(found) + 1 > 50
        assert problem.expected == "Input/output error"


def test_nothing_stays_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    streams, opened = [], Path.open

    def watched(path: Path, mode: str = "r") -> object:
        streams.append(opened(path, mode))
        return streams[-1]

    content = {
        "a.jsonl.gz": gzip.compress(ROWS[0] * 2),
        "b.txt": b"x",
        "c.jsonl": b"\xff",
        "d.tar": b"",
        "e.txt": b"\xff",
    }
    for name, data in content.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.setattr(Path, "open", watched)
    reading = read(tmp_path)
    next(reading)
    del reading
    list(read(tmp_path))
    assert streams
    assert all(stream.closed for stream in streams)


def test_a_stream_that_is_handed_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(ROWS)) + b"?")
    file = SourceFile(path, "a.jsonl.gz")
    with file.open() as stream:
        assert stream.peek(4)
        assert stream.readline() == ROWS[0]
        assert stream.read(10) == ROWS[1][:10]
    with file.open() as stream, pytest.raises(UnreadableInput, match=r"a\.jsonl\.gz: unreadable file"):
        stream.read()


@pytest.fixture
def without_zstandard(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("compression", "compression.zstd", "backports.zstd"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("without_zstandard")
def test_zstandard_without_a_library(tmp_path: Path) -> None:
    (problem,) = items(tmp_path, "a.jsonl.zst", COMPRESS[".zst"](ROWS[0]))
    assert isinstance(problem, Rejection)
    assert (problem.reason, problem.line) == ("unreadable-file", 1)
    assert "pip install" in (problem.expected or "")


def test_there_is_no_bomb_in_a_short_file(tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": "' + b"x" * 10_000_000 + b'"}')
    assert len(data) * 250 < 10_000_000 < SWELLS
    assert summary(items(tmp_path, "a.jsonl.gz", data)) == ["a:1"]

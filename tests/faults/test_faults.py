"""Poisoned articles, a full disk, a read error, sources that change, too few file handles: nothing lost or doubled."""

from __future__ import annotations

import errno
import json
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builds import ARTICLES, SMALL, contents, leftovers, run, start, wait_for_entries, write_articles

from onrecord.dataset.build import build
from onrecord.dataset.validate import validate
from onrecord.read import compression

if not sys.platform.startswith("linux"):
    pytest.skip("limits are set and processes told as on Linux", allow_module_level=True)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("source") / "news.jsonl")


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert run(source, out, "--workers", "1")[0] == 0
    return out


def rows(dataset: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (dataset / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("how", "workers", "reason", "says"),
    [
        ("fail", 1, "failed", "ZeroDivisionError in pipeline.py"),
        ("fail", 2, "failed", "ZeroDivisionError in pipeline.py"),
        ("memory", 2, "failed", "MemoryError in pipeline.py"),
        ("deep", 2, "failed", "RecursionError in pipeline.py"),
        ("loop", 1, "too-slow", "at most 1 seconds"),
        ("stubborn", 2, "too-slow", "at most 1 seconds"),
        ("stuck", 2, "too-slow", "at most 1 seconds"),
        ("leave", 2, "failed", "3 processes ended with exit code 3 at this one"),
        ("kill", 2, "failed", "3 processes ended by SIGKILL (out of memory?) at this one"),
        ("crash", 2, "failed", "3 processes ended by SIGSEGV at this one"),
    ],
)
def test_a_poisoned_article_costs_itself_alone(
    source: Path, undisturbed: Path, tmp_path: Path, how: str, workers: int, reason: str, says: str
) -> None:
    out, faults = tmp_path / "out", {**SMALL, "articles": 8, "grace": 1, "poison": {"a13": how}}
    code, said = run(source, out, "--workers", str(workers), "--article-seconds", "1", faults=faults)
    assert code == 0, said
    assert validate(out) == ()
    for name, key in (("articles.jsonl", "id"), ("quotes.jsonl", "article_id")):
        assert rows(out, name) == [row for row in rows(undisturbed, name) if row[key] != "a13"]
    others = [row for row in rows(undisturbed, "rejected.jsonl") if row["article_id"] != "a13"]
    (rejected,) = (row for row in rows(out, "rejected.jsonl") if row not in others)
    assert [row for row in rows(out, "rejected.jsonl") if row != rejected] == others
    assert (rejected["what"], rejected["reason"], rejected["article_id"]) == ("input", reason, "a13")
    assert (rejected["file"], rejected["line"]) == ("news.jsonl", 14)
    assert says in rejected["expected"]


def test_every_article_can_be_poisoned(source: Path, tmp_path: Path) -> None:
    poison = {f"a{number}": "leave" for number in range(0, ARTICLES, 2)}
    assert run(source, tmp_path / "out", "--workers", "2", faults={"articles": 8, "poison": poison})[0] == 0
    assert validate(tmp_path / "out") == ()
    assert {row["id"] for row in rows(tmp_path / "out", "articles.jsonl")}.isdisjoint(poison)
    failed = [row["article_id"] for row in rows(tmp_path / "out", "rejected.jsonl") if row["reason"] == "failed"]
    assert failed == [name for name in poison if int(name[1:]) % 10 != 8]


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("room", [0, 700, 9_000, 24_000])
def test_a_full_disk(source: Path, undisturbed: Path, tmp_path: Path, room: int, workers: str) -> None:
    out = tmp_path / "out"
    code, said = run(source, out, "--workers", workers, faults={**SMALL, "room": room})
    assert code == 2
    assert "No space left on device" in said
    assert ("--resume" in said) == bool(leftovers(out)) == (room > 700)
    assert not out.exists()
    assert run(source, out, "--workers", workers, "--resume")[0] == 0
    assert contents(out) == contents(undisturbed)
    assert leftovers(out) == []


def test_a_disk_that_is_really_full(source: Path, undisturbed: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()

    def mount(options: str) -> int:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
        return subprocess.run(command, check=False, capture_output=True).returncode

    if mount("size=48k"):
        pytest.skip("no file system may be mounted here")
    try:
        code, said = run(source, disk / "out", "--workers", "2")
        assert code == 2
        assert "No space left on device" in said
        assert "--resume" in said
        assert mount("remount,size=4m") == 0
        assert run(source, disk / "out", "--workers", "2", "--resume")[0] == 0
        assert contents(disk / "out") == contents(undisturbed)
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def file_size(limit: int) -> Callable[[], None]:
    def prepare() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return prepare


def test_a_file_that_cannot_grow(source: Path, undisturbed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, said = run(source, out, "--workers", "2", prepare=file_size(20_000))
    assert code == 2
    assert "File too large" in said
    assert "--resume" in said
    assert run(source, out, "--workers", "2", "--resume")[0] == 0
    assert contents(out) == contents(undisturbed)


def test_a_dataset_stays_where_the_next_one_cannot_be_written(source: Path, undisturbed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(source, out, "--workers", "1")[0] == 0
    assert run(source, out, "--workers", "1", faults={**SMALL, "room": 9_000})[0] == 2
    assert contents(out) == contents(undisturbed)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_read_error_half_way(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    taken, more = 0, compression._Unpacked._more
    monkeypatch.setattr(compression, "_BUFFER", 1_000)

    def broken(self: Any) -> bytes:
        nonlocal taken
        taken += 1
        if taken > 6:
            raise OSError(errno.EIO, "Input/output error")
        return more(self)

    monkeypatch.setattr(compression._Unpacked, "_more", broken)
    summary = build(source, tmp_path / "out", workers=workers)
    assert validate(tmp_path / "out") == ()
    assert 0 < summary.manifest.counts.articles < ARTICLES * 0.7
    assert summary.inputs["unreadable-file"] == 1
    last = rows(tmp_path / "out", "rejected.jsonl")[-1]
    assert (last["reason"], last["expected"]) == ("unreadable-file", "Input/output error")


def killed(source: Path, out: Path, *options: str) -> None:
    process = start(source, out, "--workers", "1", *options, faults={**SMALL, "pause": 0.05})
    wait_for_entries(process, out, 4)
    process.kill()
    process.communicate()
    assert leftovers(out)


def test_sources_or_options_that_are_others_now(tmp_path: Path, undisturbed: Path) -> None:
    source, out = write_articles(tmp_path / "news.jsonl"), tmp_path / "out"
    killed(source, out)
    before = source.read_bytes()
    source.write_bytes(before + b'{"text": "one more"}\n')
    (tmp_path / "more.jsonl").write_bytes(before)
    for other, options, says in (
        (source, (), ["news.jsonl: it has changed"]),
        (tmp_path / "more.jsonl", (), ["news.jsonl: it is no longer among", "more.jsonl: it was not among"]),
        (source, ("--words", "quotes"), ["words: full before, quotes now", "news.jsonl: it has changed"]),
        (source, ("--max-size", "2"), ["max-size: 16 before, 2 now"]),
    ):
        code, said = run(other, out, "--workers", "1", "--resume", *options)
        assert code == 2
        assert "without --resume it is done anew" in said
        assert all(words in said for words in says), said
        assert leftovers(out)
    source.write_bytes(before)
    assert run(source, out, "--workers", "2", "--resume")[0] == 0
    assert contents(out) == contents(undisturbed)


def test_resume_of_nothing_builds_all(source: Path, undisturbed: Path, tmp_path: Path) -> None:
    assert run(source, tmp_path / "out", "--workers", "1", "--resume")[0] == 0
    assert contents(tmp_path / "out") == contents(undisturbed)


@pytest.mark.parametrize("damage", [b"", b"half a li", b"\0" * 100, b"00000000 {}\n"])
def test_a_journal_that_breaks_off(source: Path, undisturbed: Path, tmp_path: Path, damage: bytes) -> None:
    out = tmp_path / "out"
    killed(source, out)
    (journal,) = out.parent.glob(".out.*/journal")
    journal.write_bytes(journal.read_bytes()[: 10 if not damage else None] + damage)
    assert run(source, out, "--workers", "1", "--resume")[0] == 0
    assert contents(out) == contents(undisturbed)


def test_lines_that_are_gone(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    killed(source, out)
    (lines,) = out.parent.glob(".out.*/dataset/quotes.jsonl")
    lines.write_bytes(b"")
    code, said = run(source, out, "--workers", "1", "--resume")
    assert code == 2
    assert "build without --resume" in said


@pytest.mark.parametrize("handles", [6, 9, 12, 15, 18, 24])
def test_too_few_file_handles(source: Path, undisturbed: Path, tmp_path: Path, handles: int) -> None:
    def prepare() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (handles, handles))

    out = tmp_path / "out"
    code, said = run(source, out, "--workers", "4", prepare=prepare)
    if code == 0:
        assert contents(out) == contents(undisturbed)
    else:
        assert code == 2
        assert "Too many open files" in said or "at once" in said
        assert not out.exists()

"""Good files with bytes flipped, lost, added, repeated or cut off: none raises, none hangs, others are read."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packed import COMPRESS, tarred, zipped

from onrecord.model import REASONS, Article, Rejection
from onrecord.read import ReadOptions, read

NEIGHBOUR = "The neighbour is read all the same."
CONTENT = {
    "a/x.txt": b"---\ntitle: Ferry\n---\nThe ferry sails on Monday.",
    "a/x.yaml": b"outlet: The Quay\n",
    "a/y.html": b"<html><title>Quay</title><article><p>The quay is closed, said Ada Quill.</p></article>",
    "a/metadata.csv": b"file,date\nx,2024-03-05\n",
    "z.json": b'[{"text": "One."}, {"text": "Two."}]',
    "in.tar": tarred({"v.txt": b"In the archive in the archive."}),
}
ROWS = b"".join(b'{"id": %d, "text": "Words of article %d.", "date": "2024-03-05"}\n' % (n, n * n) for n in range(40))
GOOD = {
    "a.zip": zipped(CONTENT),
    "a.tar": tarred(CONTENT),
    "a.tar.gz": COMPRESS[".gz"](tarred(CONTENT)),
    "a.tzst": COMPRESS[".zst"](tarred(CONTENT)),
    **{f"a.jsonl{ending}": pack(ROWS) for ending, pack in COMPRESS.items()},
}
EXAMPLES = 2_000 if settings().max_examples == 2_000 else 60


@st.composite
def damaged(draw: st.DrawFn, good: bytes) -> bytes:
    """The bytes of a good file with one to four changes, those of archives mostly where they say something."""
    data = bytearray(good)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from([1, 1, 1, 2, 4, 16, 512]))
        match draw(st.sampled_from(["flip", "set", "delete", "insert", "cut", "repeat"])):
            case "flip" if at < len(data):
                data[at] ^= 1 << draw(st.integers(0, 7))
            case "set":
                data[at : at + length] = draw(st.sampled_from([b"\0", b"\xff", b" ", b"7"])) * length
            case "delete":
                del data[at : at + length]
            case "insert":
                data[at:at] = draw(st.binary(max_size=16))
            case "cut":
                del data[at:]
            case "repeat":
                data[at:at] = data[at : at + length]
    return bytes(data)


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("temporary")


@pytest.mark.parametrize("name", GOOD)
@given(st.data())
@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_damage(temporary: Path, name: str, choice: st.DataObject) -> None:
    data = choice.draw(damaged(GOOD[name]))
    folder = temporary.with_name(f"damaged-{name}")
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    (folder / "z.txt").write_text(NEIGHBOUR)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(temporary))
        start = time.monotonic()
        found = list(read(folder, ReadOptions(fast=True)))
        assert time.monotonic() - start < 10
    assert not list(temporary.iterdir())
    assert sum(isinstance(one, Article) and one.text == NEIGHBOUR for one in found) == 1
    assert len(found) > 1  # of the damaged file too: articles, or why there are none
    for one in found:
        if isinstance(one, Rejection):
            assert one.reason in REASONS
            assert one.expected
            assert str(temporary) not in one.expected
            json.dumps([one.file, one.expected], ensure_ascii=False).encode()
    assert len({one.id for one in found if isinstance(one, Article)}) == sum(isinstance(one, Article) for one in found)


@pytest.mark.parametrize("name", GOOD)
def test_no_damage(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(GOOD[name])
    found = list(read(tmp_path))
    assert len(found) == (40 if "jsonl" in name else 5)
    assert all(isinstance(one, Article) for one in found)

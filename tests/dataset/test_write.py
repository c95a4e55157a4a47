"""A dataset is there whole or not at all, however a build ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import small_dataset
from small_dataset import content, fill, write

from onrecord.dataset.manifest import Input, input_of
from onrecord.dataset.validate import validate
from onrecord.dataset.write import DatasetWriter
from onrecord.errors import OutputInTheWay

FILES = {"articles.jsonl", "manifest.json", "quotes.jsonl", "rejected.jsonl"}


def siblings(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir() if path != out)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "set"


def test_the_same_rows_are_the_same_bytes_wherever_they_are_written(out: Path, tmp_path: Path) -> None:
    first, second = content(write(out)), content(write(tmp_path / "some" / "where" / "else"))
    assert first == second
    assert first.keys() == FILES
    assert siblings(out) == []
    assert str(tmp_path).encode() not in b"".join(first.values())


def test_the_manifest_says_what_is_there(out: Path) -> None:
    manifest = json.loads((write(out) / "manifest.json").read_bytes())
    assert manifest["counts"] == {
        "articles": 3,
        "quotes": 7,
        "utterances": 6,
        "attributed": 5,
        "resolved": 5,
        "identified": 3,
        "rejected_regions": 1,
        "rejected_inputs": 2,
    }
    assert [(output["name"], output["lines"]) for output in manifest["outputs"]] == [
        ("articles.jsonl", 3),
        ("quotes.jsonl", 7),
        ("rejected.jsonl", 3),
    ]
    assert manifest["options"] == [{"key": "jobs", "value": 1}, {"key": "language", "value": "en"}]
    assert [one["name"] for one in manifest["inputs"]] == ["north.jsonl", "south.txt"]


def test_a_dataset_of_nothing_is_a_dataset(out: Path) -> None:
    with DatasetWriter(out) as writer:
        writer.finish()
    assert validate(out) == ()


def test_an_input_is_listed_with_its_hash_or_without_where_it_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    found = input_of(tmp_path / "a.txt", "north/a.txt")
    assert found == Input("north/a.txt", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3)
    assert input_of(tmp_path / "b.txt", "b.txt") == Input("b.txt", None, None)


def test_before_the_block_ends_the_dataset_can_be_validated_aside(out: Path) -> None:
    with DatasetWriter(out) as writer:
        fill(writer)
        writer.finish()
        assert not out.exists()
        assert validate(writer.folder) == ()
    assert out.exists()


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("finished", [True, False])
def test_an_exception_leaves_what_was_there(out: Path, exists: bool, finished: bool) -> None:
    before = content(write(out)) if exists else {}

    def build() -> None:
        with DatasetWriter(out) as writer:
            writer.article(small_dataset.articles()[0])
            if finished:
                writer.finish()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build()
    assert (content(out) if out.exists() else {}) == before
    assert siblings(out) == []


def test_without_finish_nothing_changes(out: Path) -> None:
    before = content(write(out))
    with DatasetWriter(out) as writer:
        fill(writer)
    assert content(out) == before
    assert siblings(out) == []


def test_a_dataset_of_ours_is_replaced_whole_and_what_a_user_put_beside_it_stays(out: Path) -> None:
    with DatasetWriter(out) as writer:
        writer.finish()
    (out / "README.md").write_text("mine")
    (out / "notes").mkdir()
    (out / "notes" / "a.txt").write_text("mine too")
    write(out)
    assert validate(out) == ()
    assert (out / "README.md").read_text() == "mine"
    assert (out / "notes" / "a.txt").read_text() == "mine too"
    assert siblings(out) == []


def test_an_empty_folder_and_one_that_is_to_be_made_will_do(out: Path, tmp_path: Path) -> None:
    out.mkdir()
    assert validate(write(out)) == ()
    assert validate(write(tmp_path / "new" / "deep" / "folder")) == ()


def test_a_link_to_a_dataset_stays_a_link(out: Path, tmp_path: Path) -> None:
    with DatasetWriter(out) as writer:
        writer.finish()
    link = tmp_path / "link"
    link.symlink_to(out, target_is_directory=True)
    write(link)
    assert link.is_symlink()
    assert (out / "quotes.jsonl").stat().st_size > 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("thesis.docx", b"years of work"),
        ("manifest.json", b'{"generator": "somebody else", "outputs": []}'),
        ("manifest.json", b"[]"),
        ("manifest.json", b"\xff"),
        ("quotes.jsonl", b""),
    ],
)
def test_a_folder_that_is_not_ours_is_not_touched(out: Path, name: str, data: bytes) -> None:
    out.mkdir()
    (out / name).write_bytes(data)
    with pytest.raises(OutputInTheWay, match=r"set holds files but no dataset of onrecord: name another"):
        write(out)
    assert content(out) == {name: data}
    assert siblings(out) == []


def test_a_file_is_not_touched(out: Path) -> None:
    out.write_bytes(b"mine")
    with pytest.raises(OutputInTheWay, match="is a file"):
        write(out)
    assert out.read_bytes() == b"mine"


def test_a_mount_point_is_named_before_the_work_is_done(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out.mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: path == out)
    with pytest.raises(OutputInTheWay, match="is a mount point"):
        write(out)


def test_what_turns_up_at_out_meanwhile_is_not_touched(out: Path) -> None:
    def build() -> None:
        with DatasetWriter(out) as writer:
            fill(writer)
            writer.finish()
            out.mkdir()
            (out / "thesis.docx").write_bytes(b"years of work")

    with pytest.raises(OutputInTheWay):
        build()
    assert content(out) == {"thesis.docx": b"years of work"}
    assert siblings(out) == []


def test_two_builds_at_once_leave_each_other_alone(out: Path) -> None:
    with DatasetWriter(out) as first:
        first.finish()
        write(out)
        assert first.folder.exists()
    assert json.loads((out / "manifest.json").read_bytes())["counts"]["quotes"] == 0
    assert siblings(out) == []


KILLED_WHILE_WRITING = """
import os, signal
with DatasetWriter(out) as writer:
    fill(writer)
    writer.finish()
    (writer.folder / "quotes.jsonl").write_bytes(b"half a li")
    os.kill(os.getpid(), signal.SIGKILL)
"""

KILLED_BETWEEN_THE_RENAMES = """
import os, signal
rename = os.rename
def once(old, new):
    rename(old, new)
    os.kill(os.getpid(), signal.SIGKILL)
os.rename = once
write(out)
"""

KILLED_WHILE_REMOVING_THE_OLD = """
import os, shutil, signal
shutil.rmtree = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
write(out)
"""


def killed(out: Path, code: str) -> None:
    """Run code that kills its own process."""
    start = (
        "from pathlib import Path\nfrom onrecord.dataset.write import DatasetWriter\n"
        f"from small_dataset import fill, write\nout = Path({str(out)!r})\n"
    )
    paths = [str(Path(small_dataset.__file__).parent), *sys.path]
    done = subprocess.run([sys.executable, "-c", start + code], env={"PYTHONPATH": os.pathsep.join(paths)}, check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize(
    ("code", "stays"),
    [
        (KILLED_WHILE_WRITING, True),
        (KILLED_BETWEEN_THE_RENAMES, False),
        (KILLED_WHILE_REMOVING_THE_OLD, None),
    ],
)
def test_a_killed_build_leaves_a_whole_dataset_or_none_and_the_next_clears_up(
    out: Path, code: str, stays: bool | None
) -> None:
    with DatasetWriter(out) as writer:
        writer.finish(options={"which": "old"})
    (out / "README.md").write_text("mine")
    old = content(out)
    killed(out, code)
    if stays is True:
        assert content(out) == old
    elif stays is False:
        assert not out.exists()
    else:
        assert validate(out) == ()
        assert json.loads((out / "manifest.json").read_bytes())["counts"]["quotes"] == 7
    assert siblings(out)

    # The next build starts from what was there, puts back what had stepped aside, loses none of the user's.
    with DatasetWriter(out):
        if stays is not None:
            assert content(out) == old
    assert (out / "README.md").read_text() == "mine"
    assert siblings(out) == []
    write(out)
    assert validate(out) == ()
    assert siblings(out) == []


def test_a_folder_is_as_open_as_others(out: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert write(out).stat().st_mode == (tmp_path / "other").stat().st_mode

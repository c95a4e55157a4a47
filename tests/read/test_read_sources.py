"""Which files a SOURCE holds, in which order, under which names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.errors import NothingToRead, SourceNotFound
from onrecord.model import Article
from onrecord.read import READERS, files, read

WORDS = "“The ferry sails on Monday,” said Ada Quill."
ROW = '{"text": "The ferry %s sails."}\n'


def lay(folder: Path, *names: str) -> Path:
    """The folder with these files, each an article."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ROW % name if "json" in name else "title: Ferry\n" if "yaml" in name else f"{WORDS} {name}")
    return folder


def names(*sources: Path | str) -> list[str]:
    return [file.name for file in files(sources)]


def ids(*sources: Path | str) -> list[str]:
    return [item.id if isinstance(item, Article) else item.reason for item in read(sources)]


def test_a_folder_sorted_without_hidden_and_unknown_files(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "b.txt",
        "a/z.txt",
        "B.TXT",
        "c.jsonl",
        "a/a/q.text",
        ".hid.txt",
        ".git/x.txt",
        "__pycache__/y.txt",
    )
    lay(tmp_path, "notes.pdf", "d.NDJSON.gz.part")
    assert names(tmp_path) == ["B.TXT", "a/a/q.text", "a/z.txt", "b.txt", "c.jsonl"]
    assert ids(tmp_path) == ["B", "q", "z", "b", "c:1"]


def test_order_does_not_depend_on_the_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "b.txt", "a/z.txt", "c.jsonl", "a/b.txt")
    before = names(tmp_path)
    listed = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda self: reversed(list(listed(self))))
    assert names(tmp_path) == before


def test_sources_in_the_order_they_are_named_each_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "a.txt", "b.txt", "c.txt", "x/.keep")
    (tmp_path / "d.txt").symlink_to(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert names(tmp_path / "c.txt", tmp_path, "./b.txt", tmp_path / "x" / ".." / "c.txt") == [
        "c.txt",
        "a.txt",
        "b.txt",
    ]


def test_one_source_can_be_given_bare(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    assert [file.name for file in files(str(tmp_path))] == ["a.txt"]
    assert len(list(read(tmp_path))) == 1


def test_links_to_folders_are_followed_but_not_in_circles(tmp_path: Path) -> None:
    lay(tmp_path, "in/a.txt", "out/b.txt")
    (tmp_path / "in" / "more").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
    assert names(tmp_path / "in") == ["a.txt", "more/b.txt"]


@pytest.mark.parametrize("ending", sorted(ending for ending in READERS if ending.startswith(".")))
def test_every_ending_is_read_in_any_case(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"a{ending.upper()}").write_bytes(b"")
    assert names(tmp_path) == [f"a{ending.upper()}"]
    (item,) = read([tmp_path])
    assert not isinstance(item, Article)
    assert item.file == f"a{ending.upper()}"


@pytest.mark.parametrize("name", ["missing", "missing.txt", "\ud800.txt", "a\0.txt", "x" * 5000])
def test_a_source_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceNotFound, match="no such file"):
        read([lay(tmp_path, "a.txt"), name])


def test_nothing_to_read(tmp_path: Path) -> None:
    lay(tmp_path, "paper.pdf", "empty/.keep", "a.txt")
    for source in ("paper.pdf", "empty"):
        with pytest.raises(NothingToRead, match=r"\.jsonl.*, or in these and \.gz") as raised:
            read([tmp_path / "a.txt", tmp_path / source])
        assert source in str(raised.value)


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(NothingToRead, match="Permission denied"):
        files([tmp_path])


def test_a_link_that_leads_nowhere_is_unreadable(tmp_path: Path) -> None:
    lay(tmp_path, "b.txt")
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    assert ids(tmp_path) == ["unreadable-file", "b"]


@pytest.mark.parametrize(
    ("laid", "found"),
    [
        (["a.txt", "x/b.txt"], ["a", "b"]),
        (["a/x.txt", "b/x.txt", "c.txt"], ["a/x", "b/x", "c"]),
        (["x.txt", "a/x.txt"], ["a/x", "x"]),
        (["a/b/x.txt", "b/x.txt"], ["a/b/x", "b/x"]),
        (["x.txt", "x.text"], ["x.text", "x.txt"]),
        (["a/x.jsonl", "b/x.jsonl"], ["a/x:1", "b/x:1"]),
        (["a.b.txt"], ["a.b"]),
        (["a/x.json", "b/x.json"], ["a/x", "b/x"]),
    ],
)
def test_ids(tmp_path: Path, laid: list[str], found: list[str]) -> None:
    assert ids(lay(tmp_path, *laid)) == found


def test_names_that_agree_get_as_many_folders_as_tell_them_apart(tmp_path: Path) -> None:
    lay(tmp_path, "p/a/x.txt", "q/a/x.txt", "q/b/x.txt", "q/b/y.txt")
    sources = [tmp_path / "p/a/x.txt", tmp_path / "q/a", tmp_path / "q/b"]
    assert names(*sources) == ["p/a/x.txt", "q/a/x.txt", "b/x.txt", "y.txt"]
    assert ids(*sources) == ["p/a/x", "q/a/x", "b/x", "y"]


def test_metadata_is_an_input_and_no_article(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt", "a.json", "b.txt", "b.yaml", "c.json", "d.yaml")
    (tmp_path / "metadata.csv").write_text("file,outlet\na,The Quay\n")
    lay(tmp_path, "only/metadata.jsonl")  # no text beside it: articles
    assert names(tmp_path) == [
        "a.txt",
        "a.json",
        "metadata.csv",
        "b.txt",
        "b.yaml",
        "c.json",
        "only/metadata.jsonl",
    ]
    assert ids(tmp_path) == ["a", "b", "c", "metadata:1"]


def test_metadata_may_be_named_with_the_texts_it_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "a.txt", "a.json", "b.txt", "b.yaml", "metadata.csv")
    (tmp_path / "metadata.csv").write_text("file,outlet\na,The Quay\n")
    assert ids(*sorted(tmp_path.iterdir())) == ["a", "b"]
    assert ids(tmp_path / "a.json") == ["a"]  # alone it is an article
    monkeypatch.chdir(tmp_path)
    assert ids("a.txt", tmp_path / "a.json") == ["a"]


def test_names_of_tables_are_told_apart_too(tmp_path: Path) -> None:
    lay(tmp_path, "p/a.txt", "q/b.txt")
    for folder in "pq":
        (tmp_path / folder / "metadata.csv").write_text(f"file,outlet\na,{folder}\nb,{folder}\n")
    sources = [tmp_path / "p/a.txt", tmp_path / "q/b.txt"]
    assert names(*sources) == ["a.txt", "p/metadata.csv", "b.txt", "q/metadata.csv"]
    assert [item.outlet for item in read(sources) if isinstance(item, Article)] == ["p", "q"]


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(bytes(tmp_path / "caf") + b"\xe9.txt")).write_text(WORDS)
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    assert (names(tmp_path), ids(tmp_path)) == (["caf\\udce9.txt"], ["caf\\udce9"])


def test_reading_streams(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(ROW % "x" + ROW % "y")
    (tmp_path / "b.jsonl").write_text(ROW % "z")
    found = read([tmp_path])
    assert isinstance(next(found), Article)
    (tmp_path / "b.jsonl").write_text("{")
    assert [type(item).__name__ for item in found] == ["Article", "Rejection"]

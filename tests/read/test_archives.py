"""Archives: what is in them is read as in a folder, and nothing that is wrong with them stops the rest."""

from __future__ import annotations

import io
import os
import stat
import struct
import tarfile
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from packed import COMPRESS, entry, tarred, zipped

import onrecord
from onrecord.dataset.build import build
from onrecord.model import Article, Rejection
from onrecord.read import ReadOptions, files, read
from onrecord.read.archive import UNPACKERS
from onrecord.read.compression import SWELLS

SAMPLES = Path(onrecord.__file__).parent / "samples"
FERRY = b"The ferry sails on Monday."
QUAY = b"The quay is closed."
NEIGHBOUR = b"The neighbour is read all the same."


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where archives are unpacked."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def items(folder: Path, content: dict[str, bytes], options: ReadOptions | None = None) -> list[Article | Rejection]:
    folder.mkdir(exist_ok=True)
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return list(read([folder], options or ReadOptions()))


def ids(found: list[Article | Rejection]) -> list[str]:
    return [item.id for item in found if isinstance(item, Article)]


def problems(found: list[Article | Rejection]) -> list[tuple[str, str | None]]:
    return [(item.reason, item.file) for item in found if isinstance(item, Rejection)]


def sample_files() -> dict[str, bytes]:
    return {
        str(path.relative_to(SAMPLES)): path.read_bytes()
        for path in sorted(SAMPLES.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


SHAPES: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "x.zip": zipped,
    "x.tar": tarred,
    "x.tar.gz": lambda files: COMPRESS[".gz"](tarred(files)),
    "x.tgz": lambda files: COMPRESS[".gz"](tarred(files)),
    "x.tar.bz2": lambda files: COMPRESS[".bz2"](tarred(files)),
    "x.tbz2": lambda files: COMPRESS[".bz2"](tarred(files)),
    "x.tar.xz": lambda files: COMPRESS[".xz"](tarred(files)),
    "x.txz": lambda files: COMPRESS[".xz"](tarred(files)),
    "x.tar.zst": lambda files: COMPRESS[".zst"](tarred(files)),
    "X.TZST": lambda files: COMPRESS[".zst"](tarred(files)),
    "pax.tar": lambda files: tarred(files, format=tarfile.PAX_FORMAT),
    "ustar.tar": lambda files: tarred(files, format=tarfile.USTAR_FORMAT),
    "stored.zip": lambda files: zipped(files, zipfile.ZIP_STORED),
    "bzip2.zip": lambda files: zipped(files, zipfile.ZIP_BZIP2),
    "lzma.zip": lambda files: zipped(files, zipfile.ZIP_LZMA),
    "whole.zip": lambda files: zipped({f"news/{name}": data for name, data in files.items()}),
    "zip-in.tar": lambda files: tarred({"news.zip": zipped(files)}),
    "gz-in.zip": lambda files: zipped({"news.tar.gz": COMPRESS[".gz"](tarred(files))}),
    "three.tar": lambda files: tarred({"a.zip": zipped({"b.tar": tarred(files)})}),
}


@pytest.fixture(scope="module")
def unpacked_quotes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("samples") / "out"
    build(SAMPLES, out)
    return (out / "quotes.jsonl").read_bytes()


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.tar.zst", "whole.zip", "zip-in.tar"])
def test_the_samples_give_the_same_quotes(tmp_path: Path, unpacked_quotes: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SHAPES[name](sample_files()))
    build(path, tmp_path / "out")
    assert (tmp_path / "out" / "quotes.jsonl").read_bytes() == unpacked_quotes


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_read_as_the_folder_is(tmp_path: Path, name: str) -> None:
    content = {
        "a/x.txt": FERRY,
        "a/x.yaml": b"outlet: The Quay",
        "b/x.txt": QUAY,
        "b/metadata.csv": b"file,date\nx,2024-03-05\n",
        "rows.jsonl.gz": COMPRESS[".gz"](b'{"text": "One."}\n{"text": "Two."}\n'),
        "page.html": b"<p>no more",
        "page_files/ad.html": b"<p>An advertisement.",
        "notes.pdf": b"%PDF",
    }
    folder = items(tmp_path / "folder", content)
    path = tmp_path / name
    path.write_bytes(SHAPES[name](content))
    found = list(read(path))
    assert ids(found) == ids(folder) == ["a/x", "b/x", *ids(folder)[2:]]
    assert [(one.outlet, one.date) for one in found if isinstance(one, Article)][:2] == [
        ("The Quay", None),
        (None, "2024-03-05"),
    ]
    assert all(one.origin and one.origin.file.startswith(name + "/") for one in found if isinstance(one, Article))
    assert [one.name for one in files(path)] == [name]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ({"a.zip": zipped({"x.txt": FERRY}), "b.txt": QUAY}, ["a/x", "b"]),
        ({"a.zip": zipped({"x.txt": FERRY}), "a.txt": QUAY}, ["a.txt", "a.zip/x"]),
        ({"a.zip": zipped({"x.txt": FERRY}), "a.tar": tarred({"x.txt": QUAY})}, ["a.tar/x", "a.zip/x"]),
        ({"a.zip": zipped({"x.txt": FERRY}), "a/x.txt": QUAY}, ["x", "a/x"]),
        (
            {"a.zip": zipped({"x.txt": FERRY}), "a/x.txt": QUAY, "b/x.txt": b"Other words."},
            ["a/x", "a.zip/x", "b/x"],
        ),
        ({"a.tar": tarred({"b.zip": zipped({"x.txt": FERRY})}), "y.txt": QUAY}, ["a/x", "y"]),
        (
            {"a.tar": tarred({"b.zip": zipped({"x.txt": FERRY}), "c.zip": zipped({"x.txt": QUAY})})},
            ["b/x", "c/x"],
        ),
        (
            {"a.tar": tarred({"b.zip": zipped({"x.txt": FERRY}), "z.txt": QUAY}), "y.txt": b"Other words."},
            ["a/b/x", "a/z", "y"],
        ),
        ({"a.zip": zipped({"X.txt": FERRY, "x.txt": QUAY})}, ["X", "x"]),
        ({"a.zip": zipped({"Talk: part 1.txt": FERRY, "a\\b\\x.txt": QUAY})}, ["Talk: part 1", "x"]),
        ({"a.tar": tarred({"./a/./x.txt": FERRY, "/abs/y.txt": QUAY})}, ["x", "y"]),
        ({"a.tar": tarred({"caf\udce9.txt": FERRY})}, ["caf\\udce9"]),
        ({"a.zip": zipped({"n\xe9.txt": FERRY, "日本.txt": QUAY})}, ["né", "日本"]),
        ({"a.tar": tarred({"n" * 150 + ".txt": FERRY, "d" * 120 + "/x.txt": QUAY})}, ["x", "n" * 150]),
        ({"a.zip": b"a program that unpacks it" + zipped({"x.txt": FERRY})}, ["x"]),
    ],
)
def test_ids(tmp_path: Path, content: dict[str, bytes], found: list[str]) -> None:
    got = items(tmp_path, content)
    assert sorted(ids(got)) == sorted(found)
    assert problems(got) == []


HIDDEN = {".git/x.txt": FERRY, "a/.x.txt": FERRY, "__MACOSX/x.txt": FERRY, "__MACOSX/._x.txt": b"\0", "x/": b""}


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_what_is_hidden_is_left_alone(tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes]) -> None:
    found = items(tmp_path, {"a.zip" if pack is zipped else "a.tar": pack({**HIDDEN, "y.txt": QUAY})})
    assert (ids(found), problems(found)) == (["y"], [])


def encrypted() -> bytes:
    data = bytearray(zipped({"x.txt": FERRY, "y.txt": QUAY}))
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(signature) + flags] |= 1
    return bytes(data)


def wrong_crc() -> bytes:
    data = zipped({"x.txt": FERRY, "y.txt": QUAY}, zipfile.ZIP_STORED)
    return data.replace(FERRY, FERRY.replace(b"Monday", b"Sunday"), 1)


def unknown_method() -> bytes:
    data = bytearray(zipped({"x.txt": FERRY, "y.txt": QUAY}))
    for signature, method in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        at = data.index(signature) + method
        data[at : at + 2] = struct.pack("<H", 99)
    return bytes(data)


def zip_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("x.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/hostname")
        archive.writestr("y.txt", QUAY)
    return out.getvalue()


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("y.txt", QUAY)
        archive.writestr("y.txt", FERRY)
    return out.getvalue()


def damaged_header() -> bytes:
    data = bytearray(tarred({"y.txt": QUAY, "x.txt": FERRY}))
    data[1024 + 150] ^= 0xFF  # in the checksum of the second
    return bytes(data)


def sparse(size: int) -> bytes:
    """A file of ``size`` bytes of which the archive holds one."""
    info = tarfile.TarInfo("x.txt")
    info.type, info.size = tarfile.GNUTYPE_SPARSE, 512
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[386:410] = b"%011o\0%011o\0" % (0, 512)
    header[483:495] = tarfile.itn(size, 12, tarfile.GNU_FORMAT)  # type: ignore[attr-defined]
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + b"x" * 512 + tarred({"y.txt": QUAY})


def deep() -> bytes:
    data = zipped({"x.txt": FERRY})
    for number in range(3):
        data = zipped({f"{number}.zip": data})
    return data


BROKEN: dict[str, tuple[str, bytes, list[str], list[tuple[str, str]]]] = {
    # name of the archive, its bytes, what is read of it, what is said: reason and file
    "an empty file": ("a.zip", b"", [], [("unreadable-file", "a.zip")]),
    "an empty tar": ("a.tar", b"", [], [("unreadable-file", "a.tar")]),
    "no zip": ("a.zip", b"PK but no zip", [], [("unreadable-file", "a.zip")]),
    "no tar": ("a.tar", b"no tar" * 500, [], [("unreadable-file", "a.tar")]),
    "no gzip": ("a.tgz", tarred({"y.txt": QUAY}), [], [("unreadable-file", "a.tgz")]),
    "nothing in a zip": ("a.zip", zipped({}), [], [("missing-text", "a.zip")]),
    "nothing in a tar": ("a.tar", tarred({}), [], [("missing-text", "a.tar")]),
    "nothing that is read": ("a.zip", zipped({"a.pdf": b"%PDF"}), [], [("missing-text", "a.zip")]),
    "nothing in an inner one": (
        "a.zip",
        zipped({"b.zip": zipped({}), "y.txt": QUAY}),
        ["a/y"],
        [("missing-text", "a.zip/b.zip")],
    ),
    "a zip without its end": ("a.zip", zipped({"y.txt": QUAY})[:-10], [], [("unreadable-file", "a.zip")]),
    "a zip compressed once more": ("a.zip.gz", COMPRESS[".gz"](zipped({})), [], [("unreadable-file", "a.zip.gz")]),
    "a password": ("a.zip", encrypted(), ["a/y"], [("unreadable-file", "a.zip/x.txt")]),
    "a wrong checksum": ("a.zip", wrong_crc(), ["a/y"], [("unreadable-file", "a.zip/x.txt")]),
    "an unknown method": ("a.zip", unknown_method(), ["a/y"], [("unreadable-file", "a.zip/x.txt")]),
    "a link in a zip": ("a.zip", zip_link(), ["a/y"], [("unreadable-file", "a.zip/x.txt")]),
    "the same name twice": ("a.zip", twice(), ["a/y"], [("unreadable-file", "a.zip/y.txt")]),
    "a file for a folder": (
        "a.zip",
        zipped({"x.txt": FERRY, "x.txt/y.txt": QUAY}),
        ["a/x"],
        [("unreadable-file", "a.zip/x.txt/y.txt")],
    ),
    "out of the archive": (
        "a.zip",
        zipped({"../x.txt": FERRY, "y.txt": QUAY}),
        ["a/y"],
        [("unreadable-file", "a.zip/../x.txt")],
    ),
    "out of the tar": (
        "a.tar",
        tarred({"b/../../x.txt": FERRY, "y.txt": QUAY}),
        ["a/y"],
        [("unreadable-file", "a.tar/b/../../x.txt")],
    ),
    "a name that is too long": (
        "a.zip",
        zipped({"n" * 300 + ".txt": FERRY, "y.txt": QUAY}),
        ["a/y"],
        [("unreadable-file", "a.zip/" + "n" * 300 + ".txt")],
    ),
    "a symbolic link": (
        "a.tar",
        tarred({"y.txt": QUAY}, entry("x.txt", tarfile.SYMTYPE, "/etc/hostname")),
        ["a/y"],
        [("unreadable-file", "a.tar/x.txt")],
    ),
    "a hard link": (
        "a.tar",
        tarred({"y.txt": QUAY}, entry("x.txt", tarfile.LNKTYPE, "../secret.txt")),
        ["a/y"],
        [("unreadable-file", "a.tar/x.txt")],
    ),
    "a device": (
        "a.tar",
        tarred({"y.txt": QUAY}, entry("x.txt", tarfile.CHRTYPE), entry("zero", tarfile.CHRTYPE)),
        ["a/y"],
        [("unreadable-file", "a.tar/x.txt")],
    ),
    "a pipe": (
        "a.tar",
        tarred({"y.txt": QUAY}, entry("x.txt", tarfile.FIFOTYPE)),
        ["a/y"],
        [("unreadable-file", "a.tar/x.txt")],
    ),
    "a damaged header": ("a.tar", damaged_header(), ["a/y"], [("unreadable-file", "a.tar")]),
    "a tar cut in a header": (
        "a.tar",
        tarred({"y.txt": QUAY, "x.txt": FERRY})[:1200],
        ["a/y"],
        [("unreadable-file", "a.tar")],
    ),
    "a tar cut in a file": (
        "a.tar",
        tarred({"y.txt": QUAY, "x.txt": FERRY})[:1540],
        ["a/y"],
        [("unreadable-file", "a.tar/x.txt"), ("unreadable-file", "a.tar")],
    ),
    "a tar.gz without its checksum": (
        "a.tgz",
        COMPRESS[".gz"](tarred({"y.txt": QUAY}))[:-8],
        ["a/y"],
        [("unreadable-file", "a.tgz")],
    ),
    "a sparse file without end": ("a.tar", sparse(1 << 40), ["a/y"], [("compression-bomb", "a.tar/x.txt")]),
    "too deep": ("a.zip", deep(), [], [("nested-too-deep", "a.zip/2.zip/1.zip/0.zip")]),
    "a bomb": (
        "a.zip",
        zipped({"x.txt": bytes(SWELLS + 1), "y.txt": QUAY}),
        ["a/y"],
        [("compression-bomb", "a.zip/x.txt")],
    ),
    "a bomb of many pieces": (
        "a.zip",
        zipped({"x.txt": bytes(SWELLS // 2), "y.txt": QUAY, "z.txt": bytes(SWELLS // 2)}),
        ["a/y"],
        [("compression-bomb", "a.zip/z.txt"), ("too-large", "a.zip/x.txt")],
    ),
    "a bomb in a tar.gz": (
        "a.tgz",
        COMPRESS[".gz"](tarred({"y.txt": QUAY, "x.txt": bytes(SWELLS * 2)})),
        ["a/y"],
        [("compression-bomb", "a.tgz/x.txt"), ("compression-bomb", "a.tgz")],
    ),
    "bombs in an inner one": (
        "a.zip",
        zipped({f"{n}.zip": zipped({"x.txt": bytes(SWELLS // 2)}) for n in "bcd"} | {"y.txt": QUAY}),
        ["a/y"],
        [
            ("too-large", "a.zip/b.zip/x.txt"),
            ("compression-bomb", "a.zip/c.zip/x.txt"),
            ("compression-bomb", "a.zip/d.zip/x.txt"),
        ],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_named_and_the_rest_read(tmp_path: Path, temporary: Path, case: str) -> None:
    name, data, read_of_it, said = BROKEN[case]
    found = items(tmp_path, {name: data, "neighbour.txt": NEIGHBOUR})
    assert ids(found) == [*read_of_it, "neighbour"]
    assert problems(found) == said
    for one in found:
        if isinstance(one, Rejection):
            assert one.expected
            assert str(temporary) not in one.expected
            assert one.reason != "compression-bomb" or "--max-ratio" in one.expected
    assert list(temporary.iterdir()) == []


def test_thousands_of_files(tmp_path: Path) -> None:
    content = {f"{n % 50}/{n}.txt": b"Words of article %d." % n for n in range(1_500)}
    (tmp_path / "a.zip").write_bytes(zipped(content))
    (tmp_path / "a.tar").write_bytes(tarred(content))
    assert len(ids(list(read(tmp_path / "a.zip")))) == len(ids(list(read(tmp_path / "a.tar")))) == 1_500


def test_a_zip_of_the_large_kind(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.zip", "w") as archive,
        archive.open(zipfile.ZipInfo("x.txt"), "w", force_zip64=True) as out,
    ):
        out.write(FERRY)
    assert ids(list(read(tmp_path))) == ["x"]


def test_what_is_unpacked_is_gone_when_nobody_reads_on(tmp_path: Path, temporary: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"b.tar": tarred({"x.txt": FERRY, "y.txt": QUAY}), "z.txt": NEIGHBOUR}))
    reading = read(tmp_path)
    next(reading)
    assert len(list(temporary.iterdir())) == 2
    del reading
    assert list(temporary.iterdir()) == []

    def consume() -> None:
        for item in read(tmp_path):
            raise RuntimeError(item)

    with pytest.raises(RuntimeError):
        consume()
    assert list(temporary.iterdir()) == []


def test_no_room_to_unpack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    found = items(tmp_path, {"a.zip": zipped({"x.txt": FERRY}), "b.txt": QUAY})
    assert (ids(found), problems(found)) == (["b"], [("unreadable-file", "a.zip")])


def test_limits_hold_in_archives(tmp_path: Path) -> None:
    words = b"Words. " * 300_000
    found = items(tmp_path, {"a.zip": zipped({"x.txt": words, "y.txt": QUAY})}, ReadOptions(max_size=1))
    assert (ids(found), problems(found)) == (["y"], [("too-large", "a.zip/x.txt")])


def test_each_complaint_of_one_file_counts(tmp_path: Path) -> None:
    found = items(tmp_path, {"a.zip": zipped({"x.json": b"[5, 5]"})})
    assert problems(found) == [("not-an-object", "a.zip/x.json")] * 2


def test_a_pipe_is_no_archive_and_no_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.zip")
    assert ids(items(tmp_path, {"b.txt": QUAY})) == ["b"]


def test_every_kind_of_archive_has_its_shapes() -> None:
    assert {os.path.splitext(name)[1] for name in SHAPES} >= UNPACKERS.keys()

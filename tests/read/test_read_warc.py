"""Web archives: pages come out as they went in, and damage costs the record that it hit."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mutations import DAMAGE, FEW, damaged
from sample_pages import Read, page, records, sample_articles, summary

from onrecord.model import REASONS, Article, Rejection
from onrecord.read import read
from onrecord.read.options import ReadOptions

HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def html(name: str) -> bytes:
    told = (
        f"<p>“The {name} ferry sails at {hour} o’clock, and it will sail again tomorrow,” said Ada Quill, who has been "
        "its captain in all weathers for thirty years.</p>"
        for hour in range(4)
    )
    return f"<html><head><title>{name}</title></head><body><article>{''.join(told)}</article></body></html>".encode()


def record(
    name: str,
    http: bytes = HTTP,
    body: bytes | None = None,
    length: object = None,
    type: str = "response",
    more: str = "Content-Type: application/http; msgtype=response\r\n",
) -> bytes:
    block = http + (html(name) if body is None else body)
    said = len(block) if length is None else length
    header = (
        f"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: https://quay.example/{name}\r\n"
        f"WARC-Date: 2021-01-01T00:00:00Z\r\n{more}Content-Length: {said}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


def http(*fields: str, status: str = "200 OK") -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", *fields, "", "")).encode()


A, B, C = record("a"), record("b"), record("c")
INFO = record("", b"", b"software: x\r\n", type="warcinfo", more="Content-Type: application/warc-fields\r\n")


def packed(*members: bytes) -> bytes:
    return b"".join(gzip.compress(member, mtime=0) for member in members)


def items(folder: Path, data: bytes, name: str = "crawl.warc", options: ReadOptions | None = None) -> Read:
    (folder / name).write_bytes(data)
    return list(read([folder / name], options or ReadOptions()))


def urls(found: Read) -> str:
    return "".join((item.url or "?")[-1] for item in found if isinstance(item, Article))


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_the_samples_come_out_as_from_pages(tmp_path: Path, name: str) -> None:
    samples = sample_articles()
    written = io.BytesIO()
    stream = GzipWriter(written) if name.endswith(".gz") else written
    for number, sample in enumerate(samples):
        one = WarcRecord()
        one.init_headers(record_type=WarcRecordType.response)
        one.headers["WARC-Target-URI"] = sample.url or f"https://sample.example/{number}"
        one.set_bytes_content(HTTP + page(sample).encode())
        one.headers["Content-Type"] = "application/http; msgtype=response"
        one.write(stream)
    if isinstance(stream, GzipWriter):
        stream.close()
    found = items(tmp_path, written.getvalue(), name)
    (tmp_path / "pages").mkdir()
    for number, sample in enumerate(samples):
        (tmp_path / "pages" / f"{number:02}.html").write_text(page(sample), encoding="utf-8")
    pages = list(read([tmp_path / "pages"]))
    assert len(found) == len(pages) == len(samples)
    for number, (article, same) in enumerate(zip(found, pages, strict=True), start=1):
        assert isinstance(article, Article)
        assert isinstance(same, Article)
        assert article.id == f"crawl:{number}"
        assert article.text == same.text  # as read_page reads it
        assert records(article) == records(same)
        if article.text == samples[number - 1].text:
            assert [one["quote"] for one in records(article)] == [one["quote"] for one in records(samples[number - 1])]


def test_ids_count_all_records_and_the_day_of_crawling_is_no_date(tmp_path: Path) -> None:
    first, second = items(tmp_path, INFO + record("a", type="request") + A + record("x", type="revisit") + B)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.url, first.date, first.title) == ("crawl:3", "https://quay.example/a", None, "a")
    assert first.origin is not None
    assert (second.id, first.origin.file, first.origin.line) == ("crawl:5", "crawl.warc", 3)


RAW = zlib.compressobj(wbits=-15)
CHUNKED = b"".join(
    b"%x;q=1\r\n%s\r\n" % (len(html("b")[at : at + 100]), html("b")[at : at + 100]) for at in range(0, 900, 100)
)

PAGES: dict[str, bytes] = {
    "chunked": record("b", http("Content-Type: text/html", "Transfer-Encoding: chunked"), CHUNKED + b"0\r\n\r\n"),
    "chunked, unchunked by the crawler": record("b", http("Content-Type: text/html", "Transfer-Encoding: chunked")),
    "gzip": record("b", http("Content-Type: text/html", "Content-Encoding: gzip"), gzip.compress(html("b"))),
    "gzip, unpacked by the crawler": record("b", http("Content-Type: text/html", "Content-Encoding: gzip")),
    "br": record("b", http("content-type:text/html", "content-encoding:br"), brotli.compress(html("b"))),
    "deflate": record("b", http("Content-Type: text/html", "Content-Encoding: deflate"), zlib.compress(html("b"))),
    "deflate without its header": record(
        "b", http("Content-Type: text/html", "Content-Encoding: deflate"), RAW.compress(html("b")) + RAW.flush()
    ),
    "gzip in br": record(
        "b", http("Content-Type: text/html", "Content-Encoding: gzip, br"), brotli.compress(gzip.compress(html("b")))
    ),
    "no type, but a page": record("b", http()),
    "XHTML": record("b", http("Content-Type: application/xhtml+xml")),
    "line feeds only": record("b", HTTP.replace(b"\r\n", b"\n")),
    "HTTP/2": record("b", b"HTTP/2 200\r\ncontent-type: text/html\r\n\r\n"),
    "a folded header": record("b", http("X: y", " z", "Content-Type: text/html")),
    "a resource": record("b", b"", type="resource", more="Content-Type: text/html\r\n"),
    "a resource without a type": record("b", b"", type="resource", more=""),
    "an address in brackets": record("b").replace(b"https://quay.example/b", b"<https://quay.example/b>"),
    "no blank lines after it": record("b")[:-4],
    "many blank lines after it": record("b") + b"\r\n" * 400,
    "WARC/1.1": record("b").replace(b"WARC/1.0", b"WARC/1.1"),
    "names in lower case": record("b")
    .replace(b"Content-Length", b"content-length")
    .replace(b"WARC-Type", b"warc-type"),
}


@pytest.mark.parametrize("case", PAGES)
@pytest.mark.parametrize("gz", [False, True])
def test_pages(tmp_path: Path, case: str, gz: bool) -> None:
    data = packed(A, PAGES[case], C) if gz else A + PAGES[case] + C
    found = items(tmp_path, data)
    assert summary(found) == [("article", 1), ("article", 2), ("article", 3)]
    assert urls(found) == "abc"


@pytest.mark.parametrize(
    "other",
    [
        record("b", http("Content-Type: text/html", status="301 Moved")),
        record("b", http("Content-Type: text/html", status="404 Not Found")),
        record("b", http("Content-Type: image/png"), b"\x89PNG" * 99),
        record("b", http("Content-Type: text/plain")),
        record("b", http(), b"no page at all"),
        record("b", b"", b"20210101 example 1.2.3.4", type="response", more="Content-Type: text/dns\r\n"),
        record("b", type="request"),
        record("b", type="metadata", more="Content-Type: application/warc-fields\r\n"),
        record("b", type="revisit"),
        record("b", type="conversion"),
        record("b", http("Content-Type: video/mp4"), b"x" * (2 << 20)),
        INFO,
    ],
)
def test_what_is_no_page_is_passed_over(tmp_path: Path, other: bytes) -> None:
    assert summary(items(tmp_path, A + other + C, options=ReadOptions(max_size=1))) == [("article", 1), ("article", 3)]


def test_the_charset_of_the_http_header(tmp_path: Path) -> None:
    body = html("b").decode().encode("cp1252")
    (found,) = items(tmp_path, record("b", http("Content-Type: text/html; charset=windows-1252"), body))
    assert isinstance(found, Article)
    assert "o’clock" in found.text


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "hex", "idna", "undefined", "\0", "klingon", "utf-16"])
def test_a_charset_that_is_none_of_a_page(tmp_path: Path, charset: str) -> None:
    body = html("b").replace(b"<title>", b"<title>\\ud800 +2AA- ")
    found = items(tmp_path, record("b", http(f"Content-Type: text/html; charset={charset}"), body))
    assert summary(found) == [("article", 1)]
    for one in found:
        assert isinstance(one, Article)
        (one.title or "").encode()  # half of a surrogate pair would raise


WRONG = ("invalid-field", 2)
BAD = ("unreadable-file", 2)
READ = ("article", 2)
END = ("unreadable-file", 3)
BROKEN: dict[str, tuple[bytes, list[tuple[str, int | None]], str]] = {
    "a length that is too long": (record("b", length=5000), [WRONG, READ], "abc"),
    "a length beyond any file": (record("b", length=10**12), [WRONG, READ], "abc"),
    "a length beyond any number": (record("b", length=10**30), [WRONG, READ], "abc"),
    "a length that is too short": (record("b", length=9), [WRONG, READ], "abc"),
    "a length below zero": (record("b", length=-1), [WRONG, READ], "abc"),
    "a length that is no number": (record("b", length="long"), [WRONG, READ], "abc"),
    "a length in other digits": (record("b", length="٣"), [WRONG, READ], "abc"),
    "no length": (B.replace(b"Content-Length", b"Length"), [WRONG, READ], "abc"),
    "no type": (B.replace(b"WARC-Type", b"X-Type"), [BAD], "ac"),
    "a record that breaks off": (B[:-300], [BAD], "ac"),
    "a header that breaks off": (B[:60] + b"\r\n", [BAD], "ac"),
    "a header without an end": (b"WARC/1.0\r\nWARC-Type: response\r\n" + b"x" * 200_000 + b"\r\n", [BAD], "ac"),
    "a header without a colon": (b"WARC/1.0\r\nnonsense\r\n\r\n", [BAD], "ac"),
    "an HTTP header without a status": (record("b", b"HTTP/1.1 OK\r\n\r\n"), [BAD], "ac"),
    "an HTTP header without an end": (record("b", b"HTTP/1.1 200 OK\r\nContent-Type: text/html", b"<p>x"), [BAD], "ac"),
    "no HTTP header": (record("b", b"nonsense\r\n\r\n"), [BAD], "ac"),
    "chunks that break off": (
        record("b", http("Content-Type: text/html", "Transfer-Encoding: chunked"), CHUNKED[:-50]),
        [BAD],
        "ac",
    ),
    "gzip that breaks off": (
        record("b", http("Content-Type: text/html", "Content-Encoding: gzip"), gzip.compress(html("b"))[:-20]),
        [BAD],
        "ac",
    ),
    "no gzip": (record("b", http("Content-Type: text/html", "Content-Encoding: gzip"), b"junk" * 99), [BAD], "ac"),
    "no brotli": (record("b", http("Content-Type: text/html", "Content-Encoding: br"), b"junk" * 99), [BAD], "ac"),
    "an unknown packing": (record("b", http("Content-Type: text/html", "Content-Encoding: rot13"), b"x"), [BAD], "ac"),
    "a page without an article": (record("b", body=b"<html></html>"), [("no-article", 2)], "ac"),
    "an empty page": (record("b", body=b""), [("no-article", 2)], "ac"),
    "a page that is too large": (record("b", body=b"<p>" + b"x" * (2 << 20)), [("too-large", 2)], "ac"),
    "a page that unpacks to one": (
        record("b", http("Content-Type: text/html", "Content-Encoding: gzip"), gzip.compress(b"x" * (2 << 20))),
        [("too-large", 2)],
        "ac",
    ),
    "and by brotli": (
        record("b", http("Content-Type: text/html", "Content-Encoding: br"), brotli.compress(b"x" * (2 << 20))),
        [("too-large", 2)],
        "ac",
    ),
    "a page that is nested too deep": (record("b", body=b"<div>" * 100_000), [("nested-too-deep", 2)], "ac"),
}


@pytest.mark.parametrize("case", BROKEN)
@pytest.mark.parametrize("gz", [False, True])
def test_a_broken_record_costs_no_other(tmp_path: Path, case: str, gz: bool) -> None:
    data, middle, whole = BROKEN[case]
    found = items(tmp_path, packed(A, data, C) if gz else A + data + C, options=ReadOptions(max_size=1))
    assert summary(found) == [("article", 1), *middle, ("article", 3)]
    assert urls(found) == whole


def test_garbage_between_records_is_no_record(tmp_path: Path) -> None:
    found = items(tmp_path, b"junk\r\n" + A + b"more junk" + B + b"\xff\0" * 99 + C + b"the end")
    assert [line for line in summary(found) if line[0] == "article"] == [("article", n) for n in (1, 2, 3)]
    assert [line for line in summary(found) if line[0] != "article"] == [
        ("unreadable-file", n) for n in (None, 1, 2, 3)
    ]
    (tmp_path / "crawl.warc").unlink()


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


SIZE = len(packed(A))
FILES: dict[str, tuple[Callable[[], bytes], list[tuple[str, int | None]]]] = {
    "an empty file": (lambda: b"", [("missing-text", None)]),
    "blanks": (lambda: b"\r\n\r\n", [("unreadable-file", 1)]),
    "a page": (lambda: html("a"), [("unreadable-file", 1)]),
    "not packed under this name": (lambda: A + B, [("article", 1), ("article", 2)]),
    "all in one member": (lambda: packed(A + B), [("article", 1), ("article", 2)]),
    "a member that is cut off": (lambda: packed(A, B)[:-30], [("article", 1), BAD]),
    "a member that breaks off in its header": (lambda: packed(A) + packed(B)[:5], [("article", 1), BAD]),
    "a first member that is damaged": (lambda: flipped(packed(A, B), 0), [("unreadable-file", 1), ("article", 2)]),
    "a member with a flipped byte": (
        lambda: flipped(packed(A, B, C), SIZE + 40),
        [("article", 1), BAD, ("article", 3)],
    ),
    "a member with a wrong checksum": (
        lambda: packed(A) + flipped(packed(B), -6) + packed(C),
        [("article", 1), BAD, ("article", 3)],
    ),
    "two damaged members, in one stretch": (
        lambda: flipped(flipped(packed(A, B, C), 40), SIZE + 40),
        [("unreadable-file", 1), ("article", 2)],
    ),
    "garbage between members": (lambda: packed(A) + b"junk" * 20 + packed(C), [("article", 1), BAD, ("article", 3)]),
    "zeros after a member": (lambda: packed(A) + b"\0" * 600 + packed(C), [("article", 1), ("article", 2)]),
    "only garbage": (lambda: b"junk" * 200, [("unreadable-file", 1)]),
    "the end of a member": (lambda: packed(A)[100:] + packed(B), [("unreadable-file", 1), ("article", 2)]),
    "a bomb": (lambda: packed(A, b"\0" * (80 << 20), C), [("article", 1), ("compression-bomb", 2)]),
}


@pytest.mark.parametrize("case", FILES)
def test_damaged_gzip(tmp_path: Path, case: str) -> None:
    (tmp_path / "z.txt").write_text("“We sail,” said Ada Quill.")
    (tmp_path / "crawl.warc.gz").write_bytes(FILES[case][0]())
    *found, neighbour = read([tmp_path])
    assert isinstance(neighbour, Article)
    assert neighbour.id == "z"
    assert summary(found) == FILES[case][1]


def test_a_damaged_member_is_named_by_its_place(tmp_path: Path) -> None:
    _, wrong, _ = items(tmp_path, flipped(packed(A, B, C), SIZE + 40), "crawl.warc.gz")
    assert isinstance(wrong, Rejection)
    assert f"a whole gzip member at byte {SIZE}" in (wrong.expected or "")
    assert "reading goes on at byte" in (wrong.expected or "")


@pytest.mark.parametrize("name", ["crawl.warc.zst", "crawl.warc.bz2", "crawl.warc.xz"])
def test_other_compressions(tmp_path: Path, name: str) -> None:
    import bz2
    import lzma

    from onrecord.read.compression import zstd_module

    compress = {"zst": zstd_module().compress, "bz2": bz2.compress, "xz": lzma.compress}[name.rpartition(".")[2]]
    assert summary(items(tmp_path, compress(A) + compress(B), name)) == [("article", 1), ("article", 2)]
    cut = summary(items(tmp_path, compress(A) + compress(B)[:-40], name))
    assert cut == [("article", 1), BAD]


def test_lines_that_were_made_to_end_otherwise(tmp_path: Path) -> None:
    found = items(tmp_path, (A + B + C).replace(b"\r\n", b"\n"))
    assert urls(found) == "abc"
    assert [item.field for item in found if isinstance(item, Rejection)] == ["Content-Length"] * 3


@given(DAMAGE, st.booleans())
@example([("truncate", 0.5, 0.0, b"x")], True)
@settings(max_examples=FEW, deadline=None)
def test_any_damage(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, float, float, bytes]], gz: bool
) -> None:
    folder = tmp_path_factory.getbasetemp() / "warc-damage"
    folder.mkdir(exist_ok=True)
    (folder / "a.warc").write_bytes(damaged(packed(INFO, A, B, C) if gz else INFO + A + B + C, steps))
    (folder / "z.txt").write_text("“We sail,” said Ada Quill.")
    *found, neighbour = read([folder])
    assert isinstance(neighbour, Article)
    assert neighbour.id == "z"
    assert found
    for item in found:
        if isinstance(item, Rejection):
            assert item.reason in REASONS
            assert item.expected
        else:
            for value in (item.text, item.url or ""):
                value.encode()  # half of a surrogate pair would raise
    (folder / "a.warc").unlink()
    found = items(folder, damaged(packed(A), steps) + packed(B, C), "a.warc.gz")  # the member after the damage is read
    (folder / "a.warc.gz").unlink()
    assert urls(found).endswith("c")

"""Pages: what lies beside them, how they are encoded, and those with no article. Not how good the bodies are."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from onrecord.model import REASONS, Article, Rejection
from onrecord.read import ReadOptions, read
from onrecord.read.page import decode

NEIGHBOUR = "The neighbour is read all the same."
WORDS = "“The ferry sails on Monday,” said Ada Quill, who runs the harbour of the town."


def page(words: str = WORDS, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><article><p>{words}</p></article></body></html>"


def items(folder: Path, options: ReadOptions | None = None, /, **files: str | bytes) -> list[Article | Rejection]:
    """What is read of a folder with these files ("x_html" is x.html)."""
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("_", ".")).write_bytes(data)
    return list(read([folder], options or ReadOptions()))


def only(found: list[Article | Rejection]) -> Article:
    (item,) = found
    assert isinstance(item, Article), item
    return item


@pytest.mark.parametrize("name", ["ferry.html", "ferry.htm", "FERRY.HTML"])
def test_one_article(tmp_path: Path, name: str) -> None:
    article = only(items(tmp_path, **{name.replace(".", "_"): page()}))
    assert article.id == name.split(".")[0]
    assert article.text.strip() == WORDS
    assert article.origin is not None
    assert (article.origin.file, article.origin.line) == (name, None)


class TestBeside:
    def test_a_sidecar_counts_before_the_table_and_both_before_the_markup(self, tmp_path: Path) -> None:
        head = "<title>In the markup</title><link rel=canonical href='https://post.example/markup'>"
        article = only(
            items(
                tmp_path,
                a_html=page(head=head),
                a_json=json.dumps({"outlet": "The Sidecar", "url": "https://post.example/sidecar"}),
                metadata_csv="file,outlet,date,title\na.html,The Table,2024-03-05,In the table\n",
            )
        )
        assert (article.outlet, article.date) == ("The Sidecar", "2024-03-05")
        assert (article.title, article.url) == ("In the table", "https://post.example/sidecar")
        assert article.basis == "sidecar"

    @pytest.mark.parametrize("name", ["a_json", "a_yaml", "a_yml"])
    def test_every_kind_of_sidecar(self, tmp_path: Path, name: str) -> None:
        article = only(items(tmp_path, a_html=page(), **{name: '{"id": "x7", "outlet": "The Quay"}'}))
        assert (article.id, article.outlet, article.basis) == ("x7", "The Quay", "sidecar")

    def test_a_table(self, tmp_path: Path) -> None:
        article = only(items(tmp_path, a_html=page(), metadata_jsonl='{"file": "a", "date": "2024-03-05"}\n'))
        assert (article.date, article.basis) == ("2024-03-05", "table")

    def test_what_is_wrong_with_it_is_said_and_the_page_read(self, tmp_path: Path) -> None:
        problem, article = items(tmp_path, a_html=page(), a_json='{"date": "soon", "outlet": "The Quay"}')
        assert isinstance(problem, Rejection)
        assert isinstance(article, Article)
        assert (problem.reason, problem.file, problem.field) == ("invalid-date", "a.json", "date")
        assert article.outlet == "The Quay"

    def test_and_said_where_there_is_no_article_too(self, tmp_path: Path) -> None:
        found = items(tmp_path, a_html="", a_json="{")
        assert [one.reason for one in found if isinstance(one, Rejection)] == ["unreadable-sidecar", "no-article"]

    def test_a_page_and_a_text_of_one_name(self, tmp_path: Path) -> None:
        found = items(tmp_path, a_html=page(), a_txt="Other words.", a_json='{"outlet": "The Quay"}')
        assert [(one.id, one.outlet) for one in found if isinstance(one, Article)] == [
            ("a.html", "The Quay"),
            ("a.txt", "The Quay"),
        ]


def test_what_a_browser_saved_with_a_page_is_no_article(tmp_path: Path) -> None:
    for folder in ("Ferry back_files", "more_files", "Ferry back_files/frame_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text(page(f"In {folder}."))
    (tmp_path / "Ferry back.html").write_text(page())
    found = list(read(tmp_path))
    assert [one.id for one in found if isinstance(one, Article)] == ["Ferry back", "frame"]


JAPANESE, CHINESE, FRENCH = (
    "フェリーは月曜日に出ます。",
    "渡轮星期一开航。",
    "Le ferry part à l’été, dit-elle : « déjà ».",
)


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (FRENCH, "utf-8", "<meta charset=utf-8>"),
        (FRENCH, "utf-8", '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'),
        (FRENCH, "utf-8", ""),
        (FRENCH, "utf-8-sig", ""),
        (FRENCH, "utf-8-sig", "<meta charset=iso-8859-1>"),
        (FRENCH, "utf-16", ""),
        (FRENCH, "utf-16", "<meta charset=utf-8>"),
        (FRENCH, "utf-32", ""),
        (FRENCH, "cp1252", "<meta charset=windows-1252>"),
        (FRENCH, "cp1252", "<meta charset=iso-8859-1>"),  # which means Windows-1252 on the Web
        (FRENCH, "cp1252", "<meta charset='latin1'>"),
        (FRENCH, "cp1252", "<meta charset=us-ascii>"),
        (FRENCH, "cp1252", "<meta charset=utf-8>"),  # wrong
        (FRENCH, "cp1252", "<meta charset=nonsense>"),
        (FRENCH, "cp1252", ""),
        (FRENCH, "utf-8", "<meta charset=utf-16>"),  # wrong: it could not be read
        (FRENCH, "utf-8", "<meta charset=shift_jis>"),  # wrong
        (FRENCH, "utf-8", "<meta charset=base64>"),
        (FRENCH, "utf-8", "<meta charset=''>"),
        (JAPANESE, "shift_jis", "<meta charset=shift_jis>"),
        (JAPANESE, "shift_jis", "<meta charset=Shift_JIS>"),
        (JAPANESE, "shift_jis", ""),
        (JAPANESE, "euc_jp", "<meta charset=euc-jp>"),
        (JAPANESE, "iso2022_jp", "<meta charset=iso-2022-jp>"),
        (CHINESE, "gb2312", "<meta charset=gb2312>"),
        (CHINESE + "镕", "gbk", "<meta charset=gb2312>"),  # not in GB 2312, which means GB 18030 on the Web
        (CHINESE, "gb18030", ""),
        ("渡輪星期一開航。", "big5", "<meta charset=big5>"),
        (FRENCH, "utf-8", "<?xml version='1.0' encoding='utf-8'?>"),
    ],
)
def test_encodings(text: str, encoding: str, declared: str) -> None:
    html = page(text * 8, declared)
    assert decode(html.encode(encoding)) == html


def test_a_declaration_in_a_header_counts_first() -> None:
    data = page(FRENCH, "<meta charset=utf-8>").encode("cp1252")
    assert FRENCH in decode(data, "windows-1252")
    assert FRENCH in decode(page(FRENCH).encode(), "nonsense")


@pytest.mark.parametrize(
    "name",
    [
        "unicode_escape",
        "utf-7",
        *["punycode", "idna", "undefined", "hex", "rot13", "mbcs", "zlib", "x" * 500],
    ],
)
def test_a_declaration_that_is_no_encoding_of_pages(name: str) -> None:
    start = time.monotonic()
    html = page(FRENCH * 2_000, f"<meta charset={name}>")
    assert FRENCH in decode(html.encode())
    assert time.monotonic() - start < 5


def test_a_few_wrong_bytes_do_not_make_it_another_encoding() -> None:
    data = page(FRENCH * 100).encode().replace(b"<article>", b"<article>\xff")
    assert decode(data).count(FRENCH) == 100


NOTHING: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "no-article"),
    "white": (b" \n\t\r\n", "no-article"),
    "no words": ("<p>“…” —</p>".encode(), "no-article"),
    "an empty page": (page("").encode(), "no-article"),
    "only a script": (b"<html><body><script>let words = 'The ferry sails.';</script>", "no-article"),
    "nested": (b"<div>" * 100_000 + WORDS.encode(), "nested-too-deep"),
    "nested in lines": (b"<b>\n" * 50_000 + WORDS.encode() + b"</b>" * 50_000, "nested-too-deep"),
    "more tags than a page has": (b"<b>\n" * 100_000 + WORDS.encode() + b"</b>" * 100_000, "too-large"),
    "nested lists": (b"<ul><li>" * 50_000 + WORDS.encode(), "nested-too-deep"),
    "nested tables": (b"<table><tr><td>" * 30_000 + WORDS.encode(), "nested-too-deep"),
    "nothing but NUL": (b"\0" * 10_000, "no-article"),
}


@pytest.mark.parametrize("case", NOTHING)
def test_no_article(tmp_path: Path, case: str) -> None:
    data, reason = NOTHING[case]
    start = time.monotonic()
    problem, neighbour = items(tmp_path, a_html=data, z_txt=NEIGHBOUR)
    assert time.monotonic() - start < 10
    assert isinstance(problem, Rejection)
    assert isinstance(neighbour, Article)
    assert (problem.what, problem.reason, problem.file) == ("input", reason, "a.html")
    assert problem.expected


HOSTILE: dict[str, bytes] = {
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40,
    "a document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 40 + b"%%EOF",
    "an archive": b"PK\3\4" + bytes(range(256)) * 40,
    "NUL in the words": page().encode().replace(b"ferry", b"fe\0rry"),
    "control characters": page().encode().replace(b"ferry", b"fe\x01\x0b\x1b\x7frry"),
    "half of a surrogate pair": page("&#xD800; &#55296; " + WORDS).encode(),
    "characters that are none": page("&#x110000; &#xFFFFFFFFFF; &#0; &#x1; " + WORDS).encode(),
    "an open tag": b"<html><body><article><p " + b"a" * 100_000,
    "an open comment": page().encode() + b"<!--" + b"-" * 100_000,
    "an attribute without end": b'<p title="' + WORDS.encode() * 1_000,
    "many attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(2_000)) + b">" + WORDS.encode(),
    "many elements": b"<p>" + b"<br>" * 20_000 + WORDS.encode(),
    "many paragraphs": page("</p><p>".join(f"Line {n} of it is here." for n in range(5_000))).encode(),
    "formatting that is never closed": b"<p><b><i><u>" * 3_000 + WORDS.encode(),
    "two bodies": page().encode() * 2,
    "a frameset": b"<frameset><frame src=x></frameset>" + WORDS.encode(),
    "xhtml": b"<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'>" + page().encode(),
    "svg": b"<svg><foreignObject><p>" + WORDS.encode() + b"</svg>",
    "broken json-ld": page(head="<script type='application/ld+json'>{\"@type\": [[[</script>").encode(),
    "deep json-ld": page(head=f"<script type='application/ld+json'>{'[' * 50_000}</script>").encode(),
    "a base that is no address": page(head="<base href='http://[x'><link rel=canonical href='//[y'>").encode(),
}


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("case", HOSTILE)
def test_anything_at_all(tmp_path: Path, case: str, fast: bool) -> None:
    start = time.monotonic()
    found = items(tmp_path, ReadOptions(fast=fast), a_html=HOSTILE[case], z_txt=NEIGHBOUR)
    assert time.monotonic() - start < 20
    assert len(found) == 2
    assert isinstance(found[1], Article)
    if isinstance(found[0], Rejection):
        assert found[0].reason in REASONS
    else:
        assert "\0" not in found[0].text
        found[0].text.encode()


def test_too_large(tmp_path: Path) -> None:
    data = page().encode() + b" " * (1 << 20)
    problem, neighbour = items(tmp_path, ReadOptions(max_size=1), a_html=data, z_txt=NEIGHBOUR)
    assert isinstance(problem, Rejection)
    assert isinstance(neighbour, Article)
    assert (problem.reason, problem.file) == ("too-large", "a.html")
    assert "--max-size" in (problem.expected or "")


def test_a_page_in_a_row(tmp_path: Path) -> None:
    rows = [
        {"html": page(), "url": "https://post.example/1"},
        {"html": "<div>" * 1_000 + WORDS},
        {"html": page("One more.")},
    ]
    found = items(tmp_path, a_jsonl="".join(json.dumps(row) + "\n" for row in rows))
    first, problem, last = found
    assert isinstance(first, Article)
    assert isinstance(problem, Rejection)
    assert isinstance(last, Article)
    assert (first.id, first.url, last.id) == ("a:1", "https://post.example/1", "a:3")
    assert (problem.reason, problem.line, problem.field) == ("nested-too-deep", 2, "html")

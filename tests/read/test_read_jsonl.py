"""JSON Lines and .json: articles, spellings of fields, and what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Article, Rejection
from onrecord.read import read

WORDS = "“The ferry sails on Monday,” said Ada Quill."
MORE = "“The quay is closed,” said Bo Reed."
LAST = "“Nobody waits,” said Cy Moor."


def items(path: Path, content: str | bytes) -> list[Article | Rejection]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read([path]))


def lines(*rows: Any) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def summary(
    found: list[Article | Rejection],
) -> list[tuple[str, str | None] | tuple[str, int | None, str | None]]:
    return [
        ("article", item.id) if isinstance(item, Article) else (item.reason, item.line, item.field) for item in found
    ]


def only(folder: Path, **fields: object) -> Article:
    (item,) = items(folder / "one.jsonl", lines({"text": WORDS, **fields}))
    assert isinstance(item, Article)
    return item


def test_all_fields(tmp_path: Path) -> None:
    row = {
        "id": "f1",
        "text": WORDS,
        "url": "https://harbour.example/1",
        "outlet": "The Harbour Post",
        "date": "2024-03-05",
        "title": "Ferry back",
        "author": "Ada Quill",
        "language": "en",
    }
    (item,) = items(tmp_path / "a.jsonl", lines({**row, "quotes": [1, 2]}))
    assert isinstance(item, Article)
    assert {name: getattr(item, name) for name in row} == row
    assert item.basis == "metadata"
    assert item.origin is not None
    assert (item.origin.file, item.origin.line) == ("a.jsonl", 1)


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"published": "2024-03-05"}, "date", "2024-03-05"),
        ({"publish_date": "2017-07-17 17:03:00"}, "date", "2017-07-17"),
        ({"publishedAt": "2024-03-05T23:30:00-05:00"}, "date", "2024-03-05"),
        ({"pubDate": "Tue, 05 Mar 2024 10:00:00 GMT"}, "date", "2024-03-05"),
        ({"Publication Date": "5 March 2024"}, "date", "2024-03-05"),
        ({"date-published": 1709632800}, "date", "2024-03-05"),
        ({"date": {"$date": "2024-03-05T10:00:00Z"}}, "date", "2024-03-05"),
        ({"date": "", "published": "2024-03-05"}, "date", "2024-03-05"),
        ({"date": "05/03/2024", "published_at": "2024-03-05"}, "date", "2024-03-05"),
        ({"date": "2024-03-05", "Date": "2023-01-01"}, "date", "2024-03-05"),
        ({"Date": "2023-01-01", "date": "2024-03-05"}, "date", "2024-03-05"),
        ({"crawled": "2024-03-05", "updated": "2024-03-05"}, "date", None),
        ({"source": "The Harbour Post"}, "outlet", "The Harbour Post"),
        ({"source": {"id": None, "name": "The Harbour Post"}}, "outlet", "The Harbour Post"),
        ({"publisher": {"@type": "Organization", "name": "The Quay"}}, "outlet", "The Quay"),
        ({"source": "https://quay.example/1", "domain": "quay.example"}, "outlet", "quay.example"),
        ({"source": "https://quay.example/1"}, "url", "https://quay.example/1"),
        ({"source": "The Quay"}, "url", None),
        ({"domain": "quay.example", "sitename": "The Quay"}, "outlet", "The Quay"),
        ({"outlet": "The Quay", "publisher": "Quay Holdings"}, "outlet", "The Quay"),
        ({"headline": "Ferry back"}, "title", "Ferry back"),
        ({"headline": {"main": "Ferry back", "kicker": None}}, "title", "Ferry back"),
        ({"byline": "By Ada Quill"}, "author", "Ada Quill"),
        ({"by": "Byron Quill"}, "author", "Byron Quill"),
        ({"authors": ["Ada Quill", " ", "Bo Reed", "Ada Quill"]}, "author", "Ada Quill, Bo Reed"),
        ({"author": [{"@type": "Person", "name": "Ada Quill"}]}, "author", "Ada Quill"),
        ({"author": "nan"}, "author", None),
        ({"author": float("nan")}, "author", None),
        ({"authors": []}, "author", None),
        ({"link": "https://quay.example/1"}, "url", "https://quay.example/1"),
        (
            {"canonical_url": "https://quay.example/1", "source_url": "https://quay.example"},
            "url",
            "https://quay.example/1",
        ),
        ({"lang": "English"}, "language", "en"),
        ({"inLanguage": "en-US"}, "language", "en-US"),
        ({"article_id": 12}, "id", "12"),
        ({"_id": {"$oid": "65e6"}}, "id", "65e6"),
        ({"doc_id": " d7 "}, "id", "d7"),
        ({"id": None}, "id", "one:1"),
        ({"ID": ""}, "id", "one:1"),
    ],
)
def test_spellings(tmp_path: Path, fields: dict[str, object], name: str, value: str | None) -> None:
    assert getattr(only(tmp_path, **fields), name) == value


@pytest.mark.parametrize("key", ["text", "content", "body", "article", "maintext", "articleBody", "Full Text"])
def test_spellings_of_text(tmp_path: Path, key: str) -> None:
    (item,) = items(tmp_path / "a.jsonl", lines({key: WORDS, "description": "The ferry."}))
    assert isinstance(item, Article)
    assert item.text == WORDS


def test_a_usable_text_counts_before_an_empty_one(tmp_path: Path) -> None:
    assert summary(items(tmp_path / "a.jsonl", lines({"text": " ", "body": WORDS}))) == [("article", "a:1")]


@pytest.mark.parametrize(
    ("line", "reason", "field"),
    [
        (b"{", "invalid-json", None),
        (b'{"text": "a"} x', "invalid-json", None),
        (b"[" * 100_000, "invalid-json", None),
        (b'{"text": ' + b"1" * 5000 + b"}", "invalid-json", None),
        (b'{"text": "\xff"}', "invalid-utf-8", None),
        (b'{"text": "\xed\xa0\x80"}', "invalid-utf-8", None),
        (b"12", "not-an-object", None),
        (b'["a"]', "not-an-object", None),
        (b"null", "not-an-object", None),
        (b"{}", "missing-text", "text"),
        (b'{"text": null}', "missing-text", "text"),
        (b'{"text": NaN}', "missing-text", "text"),
        (b'{"html": "<p>"}', "no-article", "html"),
        (b'{"html": 5}', "invalid-field", "html"),
        (b'{"html": ""}', "empty-article", "html"),
        (b'{"text": ""}', "empty-article", "text"),
        ('{"body": "“…” —"}'.encode(), "empty-article", "body"),
        (b'{"text": 5}', "invalid-field", "text"),
        (b'{"content": ["a"]}', "invalid-field", "content"),
        (b'{"text": "a \\ud800 b"}', "lone-surrogate", "text"),
        (b'{"text": "a \\udc00\\ud83d b"}', "lone-surrogate", "text"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path, line: bytes, reason: str, field: str | None) -> None:
    first, last = lines({"text": WORDS}).encode(), lines({"text": MORE}).encode()
    found = items(tmp_path / "a.jsonl", b"\n" + first + line + b"\n \t\r\n" + last)
    assert summary(found) == [("article", "a:2"), (reason, 3, field), ("article", "a:5")]
    problem = found[1]
    assert isinstance(problem, Rejection)
    assert (problem.what, problem.file) == ("input", "a.jsonl")
    assert problem.expected
    json.dumps(problem.expected, ensure_ascii=False).encode()


def test_the_text_counts_before_the_page_that_it_comes_from(tmp_path: Path) -> None:
    html = "<html lang=en><title>Ferry back</title><p>" + MORE
    (item,) = items(tmp_path / "a.jsonl", lines({"text": WORDS, "html": html}))
    assert isinstance(item, Article)
    assert (item.text, item.language) == (WORDS, "en")


@pytest.mark.parametrize(
    ("fields", "reason", "field"),
    [
        ({"published": "soon"}, "invalid-date", "published"),
        ({"Date": "05/03/2024"}, "invalid-date", "Date"),
        ({"date": True}, "invalid-date", "date"),
        ({"date": "soon", "published": "later"}, "invalid-date", "date"),
        ({"date": [2024]}, "invalid-date", "date"),
        ({"title": 5}, "invalid-field", "title"),
        ({"source": {"id": 5}}, "invalid-field", "source"),
        ({"authors": ["Ada Quill", 5]}, "invalid-field", "authors"),
        ({"id": 1.5}, "invalid-field", "id"),
        ({"id": False}, "invalid-field", "id"),
        ({"lang": "gibberish tongue"}, "invalid-field", "lang"),
        ({"id": "\ud800"}, "lone-surrogate", "id"),
        ({"url": "https://quay.example/\udfff"}, "lone-surrogate", "url"),
        ({"authors": ["\ud800"]}, "lone-surrogate", "authors"),
    ],
)
def test_a_bad_field_is_named_and_the_article_read(
    tmp_path: Path, fields: dict[str, object], reason: str, field: str
) -> None:
    found = items(tmp_path / "a.jsonl", lines({"text": WORDS, **fields}))
    problem, article = found
    assert summary(found) == [(reason, 1, field), ("article", "a:1")]
    assert isinstance(problem, Rejection)
    assert isinstance(article, Article)
    assert problem.expected
    problem.expected.encode()
    assert article.url is article.outlet is article.date is article.title is article.author is None


def test_surrogate_pairs_and_nul_are_kept(tmp_path: Path) -> None:
    (item,) = items(tmp_path / "a.jsonl", b'{"text": "a \\ud83d\\ude00 \\u0000 b"}')
    assert isinstance(item, Article)
    assert item.text == "a 😀 \0 b"


def test_line_separators_inside_a_string_end_no_line(tmp_path: Path) -> None:
    text = "One.\u2028Two.\x85Three."
    (item,) = items(tmp_path / "a.jsonl", json.dumps({"text": text}, ensure_ascii=False))
    assert isinstance(item, Article)
    assert item.text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(tmp_path: Path, encoding: str) -> None:
    content = lines({"text": WORDS}, {"text": MORE}).replace("\n", "\r\n").encode(encoding)
    assert summary(items(tmp_path / "a.jsonl", content)) == [("article", "a:1"), ("article", "a:2")]


def test_long_lines(tmp_path: Path) -> None:
    (item,) = items(tmp_path / "a.jsonl", lines({"text": WORDS * 100_000}))
    assert isinstance(item, Article)
    assert len(item.text) == len(WORDS) * 100_000


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff", "\ufeff\n"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_nothing_inside(tmp_path: Path, name: str, content: str) -> None:
    assert summary(items(tmp_path / name, content)) == [("missing-text", None, None)]


def test_two_articles_of_one_id(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(lines({"id": "x", "text": WORDS}))
    (tmp_path / "a.jsonl").write_text(
        lines({"id": "x", "text": WORDS}, {"id": 5, "text": MORE}, {"id": "5", "text": LAST}),
    )
    found = list(read([tmp_path]))
    assert summary(found) == [
        ("article", "x"),
        ("article", "5"),
        ("duplicate-id", 3, "id"),
        ("duplicate-id", 1, "id"),
    ]
    last = found[-1]
    assert isinstance(last, Rejection)
    assert last.file == "b.jsonl"
    assert "a.jsonl, line 1" in (last.expected or "")


ONE, TWO = (json.dumps({"text": words}, indent=2) for words in (WORDS, MORE))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (ONE, [("article", "a")]),
        ("\n" + ONE + "\n", [("article", "a")]),
        (f"[{ONE},\n{TWO}]\n", [("article", "a:1"), ("article", "a:2")]),
        (f" [ {ONE} , ] ", [("article", "a:1")]),
        (
            f"[{ONE}, 5, {{}}, {TWO}]",
            [("article", "a:1"), ("not-an-object", 3, None), ("missing-text", 3, "text"), ("article", "a:4")],
        ),
        (f"[{ONE},\n{TWO}, {{", [("article", "a:1"), ("article", "a:2"), ("invalid-json", 6, None)]),
        (f"[{ONE} {ONE}]", [("article", "a:1"), ("invalid-json", 3, None)]),
        (f"[{ONE}] x", [("article", "a:1"), ("invalid-json", 3, None)]),
        (f"[{ONE}", [("article", "a:1"), ("invalid-json", 3, None)]),
        ("[]", [("missing-text", None, None)]),
        ("[", [("invalid-json", 1, None)]),
        ("", [("invalid-json", 1, None)]),
        ('"words"', [("not-an-object", None, None)]),
        ("{", [("invalid-json", 1, None)]),
        ("[" * 100_000, [("invalid-json", None, None)]),
        (
            lines({"text": WORDS}, {}, {"text": MORE}),
            [("article", "a:1"), ("missing-text", 2, "text"), ("article", "a:3")],
        ),
        (
            lines({}, {"text": WORDS}) + "{",
            [("missing-text", 1, "text"), ("article", "a:2"), ("invalid-json", 3, None)],
        ),
    ],
)
def test_json(tmp_path: Path, content: str, found: list[tuple[object, ...]]) -> None:
    assert summary(items(tmp_path / "a.json", content)) == found


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    (tmp_path / "a.jsonl").write_text(lines({"text": WORDS}))
    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = read([tmp_path])
    assert isinstance(problem, Rejection)
    assert (problem.reason, problem.line, problem.expected) == ("unreadable-file", 1, "Permission denied")

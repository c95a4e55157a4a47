"""Texts, their front matter, sidecars and tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Article, Rejection
from onrecord.read import read

WORDS = "“The ferry sails on Monday,” said Ada Quill.\n"


def items(folder: Path, **files: str | bytes) -> list[Article | Rejection]:
    """What is read of a folder with these files ("x_txt" is x.txt)."""
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("_", ".")).write_bytes(data)
    return list(read([folder]))


def one(found: list[Article | Rejection]) -> Article:
    assert [type(item) for item in found] == [Article], found
    assert isinstance(found[0], Article)
    return found[0]


def rejected(found: list[Article | Rejection]) -> list[Rejection]:
    return [item for item in found if isinstance(item, Rejection)]


def test_words_alone(tmp_path: Path) -> None:
    article = one(items(tmp_path, ferry_txt=WORDS))
    assert (article.id, article.text, article.basis) == ("ferry", WORDS, "metadata")
    assert article.url is article.outlet is article.date is article.title is article.author is None
    assert article.origin is not None
    assert (article.origin.file, article.origin.line) == ("ferry.txt", None)


@pytest.mark.parametrize(
    "text",
    [
        "One.\r\nTwo.\r\n",
        "One.\rTwo.",
        "\n\n  One.  \n",
        "One.\0Two.",
        "One.\u2028Two.\x85Three.",
        "A\ufeffB",
    ],
)
def test_words_stay_as_they_are(tmp_path: Path, text: str) -> None:
    assert one(items(tmp_path, a_txt=text)).text == text
    front = "---\noutlet: The Harbour Post\n---\n"
    assert one(items(tmp_path, a_txt=front + text)).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_tells_the_encoding_and_goes(tmp_path: Path, encoding: str) -> None:
    article = one(items(tmp_path, a_txt=f"---\ntitle: Ferry\n---\n{WORDS}".encode(encoding)))
    assert (article.text, article.title) == (WORDS, "Ferry")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_front_matter(tmp_path: Path, end: str) -> None:
    front = [
        "---",
        "Outlet: The Harbour Post",
        "date: 2024-03-05",
        "author: [Ada Quill, By Bo Reed]",
        "language: no",
        "id: 007",
        "tags: [sea]",
        "url: https://harbour.example/a",
        "title: 'Ferry: back at sea'",
        "---",
        "",
    ]
    article = one(items(tmp_path, a_txt=end.join(front) + WORDS))
    assert article.text == WORDS
    assert (article.outlet, article.date, article.author) == (
        "The Harbour Post",
        "2024-03-05",
        "Ada Quill, Bo Reed",
    )
    assert (article.language, article.id, article.url, article.title, article.basis) == (
        "no",
        "007",
        "https://harbour.example/a",
        "Ferry: back at sea",
        "front-matter",
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\n- Who goes there?\n- A friend.\n---\n",
        "---\nKeeper: the lamp is out\n---\n",  # a mapping, but of nothing that we know
        "---\n---\n" + WORDS,
        "---\noutlet: The Harbour Post\n" + WORDS,  # never closed
        "----\noutlet: x\n----\n" + WORDS,
        " ---\noutlet: x\n---\n" + WORDS,
        WORDS + "---\noutlet: x\n---\n",
        "---\n[unclosed\n---\n" + WORDS,
    ],
)
def test_no_front_matter(tmp_path: Path, text: str) -> None:
    article = one(items(tmp_path, a_txt=text))
    assert article.text == text
    assert article.outlet is None


def test_front_matter_that_is_no_yaml_is_kept_and_named(tmp_path: Path) -> None:
    text = "---\ndate: 2024-03-05\ntitle: Ferry: back at sea\n---\n" + WORDS
    problem, article = items(tmp_path, a_txt=text)
    assert isinstance(problem, Rejection)
    assert isinstance(article, Article)
    assert (problem.reason, problem.file, problem.line) == ("unreadable-sidecar", "a.txt", 1)
    assert "quotation marks" in (problem.expected or "")
    assert article.text == text


def test_wrong_date_is_named_and_the_article_read(tmp_path: Path) -> None:
    problem, article = items(tmp_path, a_txt="---\ntitle: Ferry\npublished: 2024-02-31\n---\n" + WORDS)
    assert isinstance(problem, Rejection)
    assert isinstance(article, Article)
    assert (problem.what, problem.reason, problem.file, problem.line, problem.field) == (
        "input",
        "invalid-date",
        "a.txt",
        3,
        "published",
    )
    assert "YYYY-MM-DD" in (problem.expected or "")
    assert "2024-02-31" in (problem.expected or "")
    assert (article.date, article.title, article.text) == (None, "Ferry", WORDS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a_json", '{"outlet": "The Harbour Post", "published": "5 March 2024", "text": "not this"}'),
        ("a_yaml", "outlet: The Harbour Post\ndate: 2024-03-05\n"),
        ("a_yml", "---\nsource: {name: The Harbour Post}\ndate: 2024-03-05 10:00:00\n"),
        ("a_json", b'\xef\xbb\xbf{"outlet": "The Harbour Post", "date": "2024-03-05"}'),
    ],
)
def test_sidecar(tmp_path: Path, name: str, content: str) -> None:
    article = one(items(tmp_path, a_txt=WORDS, **{name: content}))
    assert (article.text, article.outlet, article.date, article.basis) == (
        WORDS,
        "The Harbour Post",
        "2024-03-05",
        "sidecar",
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("metadata_csv", "file,outlet,date\na.txt,The Harbour Post,2024-03-05\nb.txt,Other,\n"),
        ("metadata_csv", "\ufeffFile_Name;Outlet;Date\r\na;The Harbour Post;2024-03-05\r\n"),
        (
            "metadata_csv",
            'filename,title,outlet,date\n./a.txt,"two\nlines",The Harbour Post,2024-03-05,extra\n',
        ),
        ("metadata_csv", "id,outlet,date\na.txt,The Harbour Post,2024-03-05\n"),
        ("metadata_jsonl", '\n{"file": "a.txt", "outlet": "The Harbour Post", "date": 20240305}\n'),
        ("metadata_jsonl", '{"id": "a", "outlet": "The Harbour Post", "date": "2024-03-05"}'),
    ],
)
def test_table(tmp_path: Path, name: str, content: str) -> None:
    article = one(items(tmp_path, a_txt=WORDS, **{name: content}))
    assert (article.id, article.outlet, article.date, article.basis) == (
        "a",
        "The Harbour Post",
        "2024-03-05",
        "table",
    )


def test_sidecar_before_front_matter_before_table(tmp_path: Path) -> None:
    article = one(
        items(
            tmp_path,
            a_txt="---\noutlet: front\ntitle: front\n---\n" + WORDS,
            a_json='{"outlet": "json"}',
            a_yaml="outlet: yaml\nurl: yaml",
            metadata_csv="file,outlet,title,author\na,table,table,table\n",
        )
    )
    assert (article.outlet, article.url, article.title, article.author) == ("json", "yaml", "front", "table")
    assert article.basis == "sidecar"


def test_basis_is_of_the_metadata_that_gives_outlet_or_date(tmp_path: Path) -> None:
    text = "---\noutlet: The Harbour Post\n---\n" + WORDS
    assert one(items(tmp_path, a_txt=text, a_yaml="title: Ferry")).basis == "front-matter"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a_json", "{"),
        ("a_json", "[1]"),
        ("a_json", "[" * 100_000),
        ("a_json", b'{"outlet": "\xff"}'),
        ("a_yaml", "outlet: [unclosed"),
        ("a_yaml", "[" * 100_000),
        ("a_yaml", "just words"),
        ("a_yaml", "outlet: \0"),
        ("metadata_csv", "name,outlet\na.txt,x\n"),
        ("metadata_csv", b"file,outlet\na.txt,\xff\n"),
        ("metadata_csv", "file,outlet\na.txt," + "x" * 200_000 + "\n"),
        ("metadata_jsonl", "{\n"),
        ("metadata_jsonl", '{"outlet": "x"}\n'),
    ],
)
def test_metadata_that_cannot_be_read_is_named_and_the_article_read(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    problem, article = items(tmp_path, a_txt=WORDS, **{name: content})
    assert isinstance(problem, Rejection)
    assert isinstance(article, Article)
    assert (problem.reason, problem.file) == ("unreadable-sidecar", name.replace("_", "."))
    assert problem.expected
    assert article.text == WORDS


def test_what_is_wrong_with_a_table_is_said_once(tmp_path: Path) -> None:
    table = 'broken\n{"file": "b", "date": "soon"}\n{"file": "a", "outlet": "The Harbour Post"}\n'
    found = items(tmp_path, a_txt=WORDS, b_txt=WORDS * 2, c_txt=WORDS * 3, metadata_jsonl=table)
    assert [(one.reason, one.file, one.line, one.field) for one in rejected(found)] == [
        ("unreadable-sidecar", "metadata.jsonl", 1, None),
        ("invalid-date", "metadata.jsonl", 2, "date"),
    ]
    assert [item.outlet for item in found if isinstance(item, Article)] == ["The Harbour Post", None, None]


def test_a_changed_table_is_read_again(tmp_path: Path) -> None:
    for outlet in ("The Harbour Post", "The Quay"):
        found = items(tmp_path, a_txt=WORDS, metadata_csv=f"file,outlet\na,{outlet}\n")
        assert one(found).outlet == outlet


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        (b"", "empty-article", None),
        (b" \n\t", "empty-article", None),
        ("“…” — _".encode(), "empty-article", None),
        (b"---\ntitle: Ferry\n---\n", "empty-article", None),
        (b"One.\nTwo \xff.", "invalid-utf-8", 2),
        (b"\xed\xa0\x80 half a surrogate pair", "invalid-utf-8", 1),
        (b"\xff\xfea", "invalid-utf-8", 1),
    ],
)
def test_no_article(tmp_path: Path, content: bytes, reason: str, line: int | None) -> None:
    found = items(tmp_path, a_txt=content, b_txt=WORDS)
    assert isinstance(found[0], Rejection)
    assert isinstance(found[1], Article)
    assert (found[0].what, found[0].reason, found[0].file, found[0].line) == ("input", reason, "a.txt", line)
    assert found[0].expected


def test_invalid_utf8_names_the_byte(tmp_path: Path) -> None:
    (problem,) = rejected(items(tmp_path, a_txt=b"\xef\xbb\xbfOne.\nTwo \xff."))
    assert "0xff" in (problem.expected or "")
    assert "offset 12" in (problem.expected or "")


@pytest.mark.parametrize("escape", ['"\\ud800"', '"Post \\udfff"'])
def test_lone_surrogate_in_a_sidecar(tmp_path: Path, escape: str) -> None:
    found = items(tmp_path, a_txt=WORDS, a_json=f'{{"outlet": {escape}, "title": "Ferry"}}')
    assert [(one.reason, one.field, one.file) for one in rejected(found)] == [("lone-surrogate", "outlet", "a.json")]
    assert isinstance(found[1], Article)
    assert (found[1].outlet, found[1].title) == (None, "Ferry")


def test_yaml_that_grows_without_end(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [{f'*{a}, ' * 9}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    found = items(tmp_path, a_txt=WORDS, a_yaml=bomb + "title: *j\nauthor: *j\n")
    assert [(one.reason, one.field) for one in rejected(found)] == [
        ("invalid-field", "title"),
        ("invalid-field", "author"),
    ]


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    (tmp_path / "a.txt").write_text(WORDS)
    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = read([tmp_path])
    assert isinstance(problem, Rejection)
    assert (problem.reason, problem.expected) == ("unreadable-file", "Permission denied")

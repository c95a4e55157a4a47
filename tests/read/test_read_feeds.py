"""Feeds: entries come out as they went in, pages that were saved beside them too, and damage costs what it hit."""

from __future__ import annotations

import socket
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from mutations import DAMAGE, FEW, damaged
from sample_pages import Read, body, page, records, sample_articles, summary

from onrecord.model import REASONS, Article, Rejection
from onrecord.read import read
from onrecord.read.options import ReadOptions

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
    "<channel><title>The Quay - RSS</title>"
    "<link>https://quay.example/</link><language>en-gb</language>\n"
)
END = "</channel></rss>\n"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Quay | Latest news</title>'


def told(name: str) -> str:
    return "".join(f"<p>“The {name} ferry sails at {hour} o’clock,” said Ada Quill.</p>" for hour in range(4))


def item(name: str, content: str | None = None, **fields: str) -> str:
    said = {"title": name, "link": f"https://quay.example/2024/03/{name}", "description": "The ferry sails."} | fields
    inner = "".join(
        f"<{key.replace('_', ':')}>{value}</{key.replace('_', ':')}>" for key, value in said.items() if value
    )
    return f"<item>{inner}{whole(told(name) if content is None else content)}</item>\n"


def whole(content: str) -> str:
    return f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""


def entry(name: str, more: str = "", content: str | None = None) -> str:
    text = content if content is not None else f'<content type="html">{escape(told(name))}</content>'
    return f'<entry><title>{name}</title><link href="https://quay.example/{name}"/>{more}{text}</entry>'


def rss(*inner: str) -> str:
    return HEAD + "".join(inner) + END


A, B, C = item("a"), item("b"), item("c")


def items(folder: Path, data: str | bytes, name: str = "feed.rss", options: ReadOptions | None = None) -> Read:
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read([folder / name], options or ReadOptions()))


def only(folder: Path, data: str, name: str = "feed.rss") -> Article:
    (found,) = items(folder, data, name)
    assert isinstance(found, Article), found
    return found


def titles(found: Read) -> str:
    return "".join((one.title or "?")[-1] for one in found if isinstance(one, Article))


def of_sample(number: int, article: Article, atom: bool) -> str:
    url, title = article.url or f"https://sample.example/{number}", escape(article.title or "")
    outlet = f"<title>{escape(article.outlet)}</title>" if article.outlet else ""
    if atom:
        author = f"<author><name>{escape(article.author)}</name></author>" if article.author else ""
        day = f"<published>{article.date}T08:00:00Z</published>" if article.date else ""
        content = f'<content type="html">{escape(body(article))}</content>'
        return (
            f'<entry><title>{title}</title><link href="{url}"/><source>{outlet}</source>{author}{day}'
            f"<updated>2030-01-01T00:00:00Z</updated>{content}</entry>"
        )
    author = f"<dc:creator>{escape(article.author)}</dc:creator>" if article.author else ""
    day = f"<pubDate>{article.date}</pubDate>" if article.date else ""
    source = f'<source url="https://sample.example/feed">{escape(article.outlet)}</source>' if article.outlet else ""
    return f"<item><title>{title}</title><link>{url}</link>{source}{author}{day}{whole(body(article))}</item>"


@pytest.mark.parametrize("name", ["feed.rss", "feed.atom", "feed.xml"])
def test_the_samples_come_out_as_they_are(tmp_path: Path, name: str) -> None:
    samples, atom = sample_articles(), name.endswith(".atom")
    inner = "".join(of_sample(number, article, atom) for number, article in enumerate(samples))
    bare_head, bare_atom = HEAD.replace("The Quay - RSS", "RSS"), ATOM.replace("The Quay | Latest news", "Latest news")
    found = items(tmp_path, bare_atom + inner + "</feed>" if atom else bare_head + inner + END, name)
    assert len(found) == len(samples)
    for article, sample in zip(found, samples, strict=True):
        assert isinstance(article, Article)
        assert article.text == sample.text
        assert (article.title, article.author, article.date) == (sample.title, sample.author, sample.date)
        assert article.outlet == sample.outlet
        same = replace(sample, language=article.language, basis=article.basis)
        assert records(article) == records(same)


@pytest.mark.parametrize(
    "name",
    [
        "bridge.html",
        "bridge.htm",
        "bridge",
        "2024/03/bridge.html",
        "post.example/2024/03/bridge.html",
        "post.example/2024/03/bridge/index.html",
        "post.example/2024/03/bridge",
    ],
)
def test_a_page_beside_the_feed(tmp_path: Path, name: str) -> None:
    sample = sample_articles()[0]
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(replace(sample, author=None, date=None)), encoding="utf-8")
    link = "https://post.example/2024/03/bridge?utm_source=rss#top"
    more = {"pubDate": "Tue, 05 Mar 2024 23:30:00 -0500", "dc_creator": "Bo Reed"}
    article = only(tmp_path, rss(item("From the feed", "", link=link, **more)))
    (tmp_path / "as.html").write_bytes(path.read_bytes())
    (same,) = read([tmp_path / "as.html"])
    assert isinstance(same, Article)
    assert article.text == same.text  # as read_page reads it
    assert article.claims == same.claims
    assert (article.url, article.title, article.author) == (link, same.title, "Bo Reed")  # the page names no author
    assert (article.outlet, article.date) == (None, "2024-03-05")  # the page names its outlet, and no date


def test_pages_are_sought_beside_the_feed_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text(page(sample_articles()[0]))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.html").symlink_to(tmp_path / "secret.html")
    links = ["https://post.example/../secret", "https://post.example/%2e%2e%2fsecret", "https://post.example/link"]
    links += [
        "https://post.example/a/feed.rss",
        "https://post.example/%00",
        "https://[post.example/a",
        "file:///etc/passwd",
    ]
    links += ["https://post.example/" + "a" * 5000, "https://post.example", "bridge"]
    found = items(tmp_path / "in", rss(*(item(f"n{n}", "", link=link) for n, link in enumerate(links))))
    assert {one.reason for one in found if isinstance(one, Rejection)} == {"missing-text"}
    assert len(found) == len(links)


def test_a_teaser_is_no_article_and_is_told_where_its_page_would_lie(tmp_path: Path) -> None:
    (wrong,) = items(tmp_path, rss(item("bridge", "<p>The ferry sails. Read more.</p>")))
    assert isinstance(wrong, Rejection)
    assert (wrong.reason, wrong.line) == ("missing-text", 1)
    for name in ("bridge.html", "2024/03/bridge.html", "quay.example/2024/03/bridge.html"):
        assert name in (wrong.expected or "")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<p>“A,” he said.</p><p>It’s ‘B’ &amp; "C".</p><p>D.</p>', '“A,” he said.\n\nIt’s ‘B’ & "C".\n\nD.'),
        ("<p>&#8220;A,&#8221; he said.</p><p>It&rsquo;s B.</p><p>D.</p>", "“A,” he said.\n\nIt’s B.\n\nD."),
        ("<p>A.<br>B.<br><br>C.</p>", "A.\n\nB.\n\nC."),
        ("<div>A.</div><div>B. <b>C</b>d.</div>C.", "A.\n\nB. Cd.\n\nC."),
        ("<script>x</script><style>y</style><p>A.</p><figcaption>z.</figcaption><p>B.</p><p>C.</p>", "A.\n\nB.\n\nC."),
        ("<ul><li>A.</li><li>B.</li></ul><p>C.</p>", "A.\n\nB.\n\nC."),
        ("<p>A.</p><p>B.</p><p>C.</p><p>The post <a>A</a> appeared first on <a>The Quay</a>.</p>", "A.\n\nB.\n\nC."),
        ("A.\n\nB &amp; C.\nD.", "A.\n\nB & C.\nD."),
        ("<p>A.<p>B.<p>C. &lt;p&gt;", "A.\n\nB.\n\nC. <p>"),
    ],
)
def test_content(tmp_path: Path, content: str, text: str) -> None:
    assert only(tmp_path, rss(item("a", content))).text == text


@pytest.mark.parametrize(
    "content",
    [
        "<p>A. B.</p>",
        "<p>A. B. C. D…</p>",
        "<p>A. B. C. D [&#8230;]</p>",
        "<p>A. B. C.</p><a>Continue reading »</a>",
        "<p></p>",
    ],
)
def test_content_that_is_a_teaser(tmp_path: Path, content: str) -> None:
    assert summary(items(tmp_path, rss(item("a", content), B))) == [("missing-text", 1), ("article", 2)]


def test_atom_content(tmp_path: Path) -> None:
    inner = '<div xmlns="http://www.w3.org/1999/xhtml"><p>“A,” <i>he</i> said.</p>B. C.</div>'
    xhtml = f'<content type="xhtml">{inner}</content>'
    assert only(tmp_path, ATOM + entry("a", content=xhtml) + "</feed>").text == "“A,” he said.\n\nB. C."
    text = '<content type="text">“A &lt;b&gt;,” he said.\n\nB. C.</content>'
    assert only(tmp_path, ATOM + entry("a", content=text) + "</feed>").text == "“A <b>,” he said.\n\nB. C."


@pytest.mark.parametrize(
    ("data", "field", "value"),
    [
        (rss(item("a", guid="bridge-1")), "id", "bridge-1"),
        (rss(item("a", guid="12345")), "id", "feed:1"),
        (rss(item("a", guid="https://quay.example/?p=1")), "id", "feed:1"),
        (ATOM + entry("a", "<id>tag:quay.example,2024:1</id>") + "</feed>", "id", "feed:1"),
        (rss(A), "url", "https://quay.example/2024/03/a"),
        (rss(item("a", link="/b")), "url", "https://quay.example/b"),
        (rss(item("a", link="", guid="https://quay.example/c")), "url", "https://quay.example/c"),
        (rss(item("a", link="", guid="short")), "url", None),
        (rss(A), "outlet", "The Quay"),
        (rss(item("a", source="The Post")), "outlet", "The Post"),
        (rss(item("a", pubDate="Tue, 05 Mar 2024 23:30:00 -0500")), "date", "2024-03-05"),
        (rss(item("a", pubDate="05 Mar 24 10:00 GMT")), "date", "2024-03-05"),
        (ATOM + entry("a", "<updated>2024-03-05T10:00:00Z</updated>") + "</feed>", "date", None),
        (ATOM + entry("a", "<published>2024-03-05T23:30:00-05:00</published>") + "</feed>", "date", "2024-03-05"),
        (rss(item("a", title="“A” &amp;amp; B")), "title", "“A” & B"),
        (rss(item("a", title="<![CDATA[A <b>B</b> It's]]>")), "title", "A B It's"),
        (rss(item("a", dc_creator="Ada Quill")), "author", "Ada Quill"),
        (rss(item("a", author="ada@quay.example (Ada Quill)")), "author", "Ada Quill"),
        (rss(item("a", author="desk@quay.example")), "author", None),
        (ATOM + "<author><name>Bo Reed</name></author>" + entry("a") + "</feed>", "author", "Bo Reed"),
        (ATOM + "<author><name>The Quay</name></author>" + entry("a") + "</feed>", "author", None),
        (rss(A), "language", "en-GB"),
        (ATOM + entry("a") + "</feed>", "language", "en"),
    ],
)
def test_metadata(tmp_path: Path, data: str, field: str, value: str | None) -> None:
    assert getattr(only(tmp_path, data), field) == value


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("The Quay", "The Quay"),
        ("The Quay - RSS", "The Quay"),
        ("The Quay | Latest news", "The Quay"),
        ("World news | The Quay", "The Quay"),
        ("The Quay: Top stories", "The Quay"),
        ("The Quay RSS Feed", "The Quay"),
        ("Latest news from The Quay", "The Quay"),
        ("The Quay » Feed", "The Quay"),
        ("Post-Gazette", "Post-Gazette"),
        ("The Local", "The Local"),
        ("Quay: A Journal of Boats", "Quay: A Journal of Boats"),
        ("Latest news", None),
        ("", None),
    ],
)
def test_outlets(tmp_path: Path, title: str, outlet: str | None) -> None:
    assert only(tmp_path, rss(A).replace("The Quay - RSS", title)).outlet == outlet


BOMB = '<rss version="2.0"><channel><title>{}</title></channel></rss>'
BILLION = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BROKEN: dict[str, tuple[str | bytes, list[tuple[str, int | None]]]] = {
    "an empty file": ("", [("missing-text", None)]),
    "blanks": (" \n\0", [("missing-text", None)]),
    "HTML": ("<html><body><p>A page.</p></body></html>", [("unreadable-file", None)]),
    "JSON": ('{"items": []}', [("unreadable-file", None)]),
    "a sitemap": (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>',
        [("unreadable-file", None)],
    ),
    "other XML": ("<a><b/></a>", [("unreadable-file", None)]),
    "the name of a file": ("/etc/passwd", [("unreadable-file", None)]),
    "an address": ("http://127.0.0.1:9/feed", [("unreadable-file", None)]),
    "random bytes": (bytes(range(256)) * 40, [("unreadable-file", None)]),
    "a feed without entries": (rss(), [("missing-text", None)]),
    "a billion laughs": (
        f'<!DOCTYPE r [<!ENTITY l0 "ha">{BILLION}]>' + BOMB.format("&l9;"),
        [("compression-bomb", None)],
    ),
    "one long entity": (
        f'<!DOCTYPE r [<!ENTITY l "{"x" * 100_000}">]>' + BOMB.format("&l;" * 10_000),
        [("compression-bomb", None)],
    ),
    "nested elements": (HEAD + "<item>" + "<a>" * 100_000, [("nested-too-deep", None)]),
    "too large": (rss(A) + " " * (33 << 20), [("too-large", None)]),
    "one entry too large": (
        rss(A, item("b", "<p>x" + " x" * (1 << 20)), C),
        [("article", 1), ("too-large", 2), ("article", 3)],
    ),
    "one entry nested": (
        rss(A, item("b", "<div>" * 100_000), C),
        [("article", 1), ("nested-too-deep", 2), ("article", 3)],
    ),
    "one teaser": (rss(A, item("b", ""), C), [("article", 1), ("missing-text", 2), ("article", 3)]),
    "one wrong date": (
        rss(A, item("b", pubDate="soon"), C),
        [("article", 1), ("invalid-date", 2), ("article", 2), ("article", 3)],
    ),
    "a wrong language": (rss(A, B).replace("en-gb", "???"), [("invalid-field", None), ("article", 1), ("article", 2)]),
    "cut in an entry": (rss(A, B, C)[:-150], [("article", 1), ("article", 2), ("unreadable-file", 3)]),
    "cut in a tag": (rss(A, B)[:-12], [("article", 1), ("article", 2), ("unreadable-file", 3)]),
    "cut after an entry": (HEAD + A + B, [("article", 1), ("article", 2), ("unreadable-file", 3)]),
    "cut Atom": (ATOM + entry("a") + entry("b")[:-60], [("article", 1), ("unreadable-file", 2)]),
    "an ampersand": (rss(A, item("b", description="a & b &nbsp; <br>"), C), [("article", n) for n in (1, 2, 3)]),
    "a tag that is not closed": (rss(A, B.replace("</title>", ""), C), [("article", n) for n in (1, 2, 3)]),
    "an encoding that it is not in": (rss(A, B).replace("utf-8", "utf-16"), [("article", 1), ("article", 2)]),
    "an encoding that is none": (rss(A, B).replace("utf-8", "klingon"), [("article", 1), ("article", 2)]),
    "ASCII that is none": (rss(A, B).replace("utf-8", "us-ascii"), [("article", 1), ("article", 2)]),
    "UTF-16": (rss(A, B).replace("utf-8", "utf-16").encode("utf-16"), [("article", 1), ("article", 2)]),
    "Windows-1252 as Latin 1": (
        rss(A, B).replace("utf-8", "iso-8859-1").encode("cp1252"),
        [("article", 1), ("article", 2)],
    ),
    "Windows-1252 as UTF-8": (rss(A, B).encode("cp1252"), [("article", 1), ("article", 2)]),
    "control characters": (rss(A, B.replace("ferry", "fer\x0bry\0"), C), [("article", n) for n in (1, 2, 3)]),
    "an entity from a file": (
        rss(A, B.replace("<title>b", "<title>b&x;")).replace(
            "<rss", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss'
        ),
        [("article", 1), ("article", 2)],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_feed_costs_no_more(tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a feed asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    data, expected = BROKEN[case]
    (tmp_path / "feed.xml").write_bytes(data if isinstance(data, bytes) else data.encode())
    (tmp_path / "z.txt").write_text("“We sail,” said Ada Quill.")
    *found, neighbour = read([tmp_path], ReadOptions(max_size=1))
    assert isinstance(neighbour, Article)
    assert neighbour.id == "z"
    assert summary(found) == expected
    for one in found:
        if isinstance(one, Article):
            assert "o’clock,” said" in one.text
            assert "root:" not in f"{one.title}{one.text}"


@given(DAMAGE)
@example([("truncate", 0.5, 0.0, b"x")])
@settings(max_examples=FEW, deadline=None)
def test_any_damage(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, float, float, bytes]]) -> None:
    folder = tmp_path_factory.getbasetemp() / "feed-damage"
    folder.mkdir(exist_ok=True)
    for name, data in (("a.rss", rss(A, B, C)), ("b.atom", ATOM + entry("a") + entry("b") + "</feed>")):
        (folder / name).write_bytes(damaged(data.encode(), steps))
    (folder / "z.txt").write_text("“We sail,” said Ada Quill.")
    *found, neighbour = read([folder])
    assert isinstance(neighbour, Article)
    assert neighbour.id == "z"
    assert {"a.rss", "b.atom"} == {
        (one.origin.file if one.origin else "") if isinstance(one, Article) else one.file for one in found
    }
    for one in found:
        if isinstance(one, Rejection):
            assert one.reason in REASONS
            assert one.expected
        else:
            for value in (one.text, one.title or "", one.url or "", one.author or "", one.outlet or ""):
                value.encode()  # half of a surrogate pair would raise

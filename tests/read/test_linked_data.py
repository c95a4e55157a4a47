"""JSON-LD as sites write it: what it says of the article, and of nothing else."""

from __future__ import annotations

import pytest

from onrecord.read.page.linked_data import LinkedData, read_linked_data, split_body

ARTICLE = '"@type": "NewsArticle", "headline": "Ferry sails"'


def said(*scripts: str, address: str | None = None, title: str = "") -> LinkedData:
    return read_linked_data(scripts, address, title)


@pytest.mark.parametrize(
    "script",
    [
        "{%s}",
        "[{%s}]",
        '{"@graph": [{"@type": "WebSite"}, {%s}]}',
        "<!-- {%s} -->",
        "//<![CDATA[\n{%s}\n//]]>",
        "{%s,}",
        '{%s, "keywords": ["a", "b",],}',
        '{%s, "description": "two\nlines"};',
        '{"@type": "WebSite"} {%s}',
        '{%s, "description": "a comma, ] and a bracket"},',
    ],
)
def test_as_lenient_as_search_engines(script: str) -> None:
    assert said(script % ARTICLE).headline == "Ferry sails"


@pytest.mark.parametrize("script", ["", "null", "{", "[" * 100_000, '{"a":' * 100_000, '"', "{" + '\\"' * 10_000])
def test_what_is_none(script: str) -> None:
    assert said(script) == LinkedData()


@pytest.mark.parametrize(
    "publisher",
    [
        '"Canal News"',
        '{"name": "Canal News"}',
        '{"name": ["Canal News"]}',
        '[{"@type": "Organization", "name": "Canal News"}]',
        '{"@id": "#org"}',
        '"#org"',
    ],
)
def test_the_publisher(publisher: str) -> None:
    org = '{"@type": "Person", "@id": "#org", "name": "Canal News"}'
    assert said(f'[{{{ARTICLE}, "publisher": {publisher}}}, {org}]').outlets[0] == "Canal News"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ('"Anna Lee"', ("Anna Lee",)),
        ('["Anna Lee", {"name": "Tom Hart"}, {"@type": "Person"}]', ("Anna Lee", "Tom Hart")),
        ('{"name": ["Anna Lee", "Tom Hart"]}', ("Anna Lee", "Tom Hart")),
        ('{"@type": "Person"}', ()),
        ("null", ()),
    ],
)
def test_the_authors(author: str, names: tuple[str, ...]) -> None:
    assert said(f'{{{ARTICLE}, "author": {author}}}').authors == names


def test_articles_that_stand_on_other_pages() -> None:
    listed = '{"@type": "ItemList", "itemListElement": [{"item": {"@type": "NewsArticle", "datePublished": "2023"}}]}'
    video = '{"@type": "VideoObject", "datePublished": "2022"}'
    live = (
        f'{{{ARTICLE}, "datePublished": "2024", "liveBlogUpdate": [{{"@type": "BlogPosting", "datePublished": "9"}}]}}'
    )
    assert said(listed, video, live).published == ("2024",)
    assert said(listed, video, f"{{{ARTICLE}}}").published == ()


def test_which_of_several_articles() -> None:
    other = '{"@type": "NewsArticle", "headline": "Other", "url": "https://a.example/2"}'
    own = f'{{{ARTICLE}, "mainEntityOfPage": {{"@id": "https://www.a.example/1?utm_source=x"}}}}'
    assert said(other, own, address="a.example/1").headline == "Ferry sails"
    assert said(other, own, title="Ferry sails").headline == "Ferry sails"
    assert said(other, own).headline == "Other"


def test_the_modified_date_is_none_of_publication() -> None:
    assert said(f'{{{ARTICLE}, "dateModified": "2024-03-05"}}').published == ()


def test_paragraphs_of_the_body() -> None:
    data = said(f'{{{ARTICLE}, "articleBody": "<p>One.</p><p>Two &amp; three.</p>"}}')
    assert split_body(data.body) == ["One.", "Two & three."]

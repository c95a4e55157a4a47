"""The sample articles as pages, and what is compared of the records that come of them."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.model import Article, Rejection
from onrecord.pipeline import process
from onrecord.read import read

SAMPLES = Path(str(files("onrecord"))) / "samples"
Read = list[Article | Rejection]


def sample_articles() -> list[Article]:
    """The samples with paragraphs as a page has them: a line each, an empty line between two."""
    found = [item for item in read(SAMPLES) if isinstance(item, Article)]
    return [replace(article, text=paragraphs(article.text), language=article.language or "en") for article in found]


def paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def body(article: Article) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in article.text.split("\n\n"))


def page(article: Article) -> str:
    metas = {"og:site_name": article.outlet, "article:published_time": article.date, "author": article.author}
    head = "".join(f'<meta property="{key}" content="{escape(value)}">' for key, value in metas.items() if value)
    title = f"<title>{escape(article.title or '')}</title>"
    head = f'<meta charset="utf-8">{title}{head}'
    return f'<html lang="en"><head>{head}</head><body><article>{body(article)}</article></body></html>'


def records(article: Article) -> list[dict[str, Any]]:
    """The records of an article, but for what it is called."""
    return [dict(record) for record in process(replace(article, id="a", url=None)).records]


def summary(found: Read) -> list[tuple[str, int | None]]:
    """What was read, in a line each: "article" or the reason, and the number."""
    return [
        ("article", item.origin.line if item.origin else 0) if isinstance(item, Article) else (item.reason, item.line)
        for item in found
    ]

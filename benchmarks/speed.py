"""How long extraction takes, as ratios that any machine can check, and which stage takes how much of it.

    python benchmarks/speed.py ARTICLES

ARTICLES is what `onrecord build` reads. Printed: the time to process all of them in one process over the time that
`regex.findall(r"\\w+", text)` takes on the same texts in the same run, in all and by stage; and the time for an article
joined to itself 100 times over the time for it alone, in all and by stage. Each time is the processor's and the least
of several runs, so that what else the machine does counts little.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from time import process_time
from typing import Any

import regex

from onrecord import pipeline
from onrecord.model import Article
from onrecord.pipeline import process
from onrecord.read import read
from onrecord.text.document import Document

RUNS = 5
JOINED = 100
STAGES = ("find", "read_publication", "attribute", "resolve", "date_utterances", "assemble", "rest")


def least(*calls: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Seconds that each call takes, the least of several runs; they take turns, as machines change their pace."""
    times: list[list[float]] = []
    for _ in range(runs):
        times.append([])
        for call in calls:
            start = process_time()
            call()
            times[-1].append(process_time() - start)
    return [min(column) for column in zip(*times, strict=True)]


def by_stage(articles: Iterable[Article], runs: int = 3) -> Counter[str]:
    """Seconds that each stage of the pipeline takes, the least of several runs each."""
    fastest: Counter[str] = Counter()
    for _ in range(runs):
        seconds: Counter[str] = Counter()

        def timed(stage: str, run: Callable[..., Any], seconds: Counter[str] = seconds) -> Callable[..., Any]:
            def timing(*arguments: Any, **named: Any) -> Any:
                start = process_time()
                try:
                    return run(*arguments, **named)
                finally:
                    seconds[stage] += process_time() - start

            return timing

        unchanged = dict(vars(pipeline))
        try:
            for stage in STAGES:
                if stage in unchanged:
                    setattr(pipeline, stage, timed(stage, unchanged[stage]))
            vars(pipeline)["Document"] = timed("find", _document)
            start = process_time()
            for article in articles:
                process(article)
            seconds["rest"] = process_time() - start - seconds.total()
        finally:
            vars(pipeline).update(unchanged)
        fastest = Counter({stage: min(seconds[stage], fastest.get(stage, seconds[stage])) for stage in STAGES})
    return fastest


def _document(article: Article, language: str) -> Document:
    """A document whose quotes are found: otherwise the stage that first asks for them would pay."""
    document = Document(article, language)
    _ = document.quotes
    return document


def main(sources: list[str]) -> None:
    """Print the ratios."""
    articles = [item for item in read(sources) if isinstance(item, Article)]
    for article in articles[:20]:
        process(article)  # what is compiled at the first use is no part of the figure
    words, extraction = least(
        lambda: [regex.findall(r"\w+", article.text) for article in articles],
        lambda: [process(article) for article in articles],
    )
    characters = sum(len(article.text) for article in articles)
    print(f"{len(articles)} articles, {characters / 1e6:.1f} million characters")
    print(f"words {words:.2f} s, extraction {extraction:.2f} s: {extraction / words:.1f} times as long")
    print("  " + ", ".join(f"{stage} {seconds / words:.1f}" for stage, seconds in by_stage(articles).items()))
    print(f"{len(articles) / extraction:.0f} articles a second, in one process")
    print(f"joined {JOINED} times, times as long as alone:")
    for article in articles[:: max(1, len(articles) // 8)]:
        joined = replace(article, text="\n\n".join([article.text] * JOINED))
        alone, long = by_stage([article], 20), by_stage([joined], 1)
        of_stage = ", ".join(f"{stage} {long[stage] / alone[stage]:.0f}" for stage in STAGES)
        print(f"  {long.total() / alone.total():.0f} ({of_stage})")


if __name__ == "__main__":
    main(sys.argv[1:])

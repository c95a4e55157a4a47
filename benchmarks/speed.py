"""How long extraction takes, as ratios that any machine can check.

    python benchmarks/speed.py ARTICLES

ARTICLES is what `onrecord build` reads. Printed: the time to process all of them in one process over the time that
`regex.findall(r"\\w+", text)` takes on the same texts in the same run; and the time for an article joined to itself 100
times over the time for it alone. Each time is the least of several runs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import regex

from onrecord.model import Article
from onrecord.pipeline import process
from onrecord.read import read

RUNS = 3
JOINED = 100


def least(run: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds that the fastest of several runs takes."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times)


def main(sources: list[str]) -> None:
    """Print the ratios."""
    articles = [item for item in read(sources) if isinstance(item, Article)]
    for article in articles[:20]:
        process(article)  # what is compiled at the first use is no part of the figure
    words = least(lambda: [regex.findall(r"\w+", article.text) for article in articles])
    extraction = least(lambda: [process(article) for article in articles])
    characters = sum(len(article.text) for article in articles)
    print(f"{len(articles)} articles, {characters / 1e6:.1f} million characters")
    print(f"words {words:.2f} s, extraction {extraction:.2f} s: {extraction / words:.1f} times as long")
    print(f"{len(articles) / extraction:.0f} articles a second, in one process")
    ratios = []
    for article in articles[:: max(1, len(articles) // 8)]:
        joined = replace(article, text="\n\n".join([article.text] * JOINED))
        ratios.append(least(lambda one=joined: process(one), 1) / least(lambda one=article: process(one), 20))  # type: ignore[misc]
    print(f"joined {JOINED} times: {' '.join(f'{ratio:.0f}' for ratio in sorted(ratios))} times as long")


if __name__ == "__main__":
    main(sys.argv[1:])

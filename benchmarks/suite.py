"""The suite: what building takes, as a page in Markdown.

    python benchmarks/suite.py ARTICLES [--synthetic 10000 100000 1000000] [--workers 1 2] > docs/benchmarks.md

ARTICLES is what `onrecord build` reads. Measured on them: each stage, beside a plain pass that only finds the words of
the same texts; time against length; textacy's rules, where it is installed. On synthetic articles, made of the samples,
so many as are said: builds by so many workers, and their memory. Let the machine be idle: two workers on two processors
have no third to wait for.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from time import process_time

import memory
import regex
import speed

from onrecord.dataset.attempt import flaws
from onrecord.dataset.records import encoded
from onrecord.model import Article
from onrecord.pipeline import process
from onrecord.read import read

RUNS = 3
LENGTHS = (1, 10, 100)
SYNTHETIC_PARAGRAPHS = 2
"""Of each sample, before the paragraph of its own: an article of some 500 characters."""

HEAD = """\
# Benchmarks

`python benchmarks/suite.py {arguments} > docs/benchmarks.md` made this page; nothing in it was typed.

Python {python}, {processors} processors. Times of stages are the processor's, the least of {runs} runs that took turns;
every ratio is to `regex.findall(r"\\w+", text)` over the same texts in the same run, as machines differ and change
their pace.
"""

STAGES = {
    "find": "paragraphs, quoted regions",
    "read_publication": "outlet, date, author, agency",
    "attribute": "sources; what is no speech",
    "resolve": "speakers",
    "date_utterances": "when it was said",
    "assemble": "records",
    "rest": "types, hashes, language",
}


def main() -> None:
    """Print the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--synthetic", nargs="*", type=int, default=[])
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2])
    given = parser.parse_args()
    arguments = shlex.join(sys.argv[1:])
    print(HEAD.format(arguments=arguments, python=platform.python_version(), processors=os.cpu_count(), runs=RUNS))
    articles = [item for item in read(given.sources) if isinstance(item, Article)]
    for section in (
        stages(given.sources, articles),
        lengths(articles),
        beside_textacy(articles),
        synthetic(given.synthetic, given.workers),
    ):
        for line in section:
            print(line, flush=True)


def words(articles: Sequence[Article]) -> list[list[str]]:
    """The plain pass."""
    return [regex.findall(r"\w+", article.text) for article in articles]


def stages(sources: Sequence[str], articles: Sequence[Article]) -> Iterator[str]:
    """A row for each stage, and for all."""
    for article in articles[:20]:
        process(article)  # what is compiled at the first use is no part of the figures
    made = [process(article) for article in articles]
    plain, reading, extraction, check, writing = speed.least(
        lambda: words(articles),
        lambda: [*read(list(sources))],
        lambda: [process(article) for article in articles],
        lambda: [[*flaws(replace(one))] for one in made],  # a copy, whose rows are not made yet
        lambda: [encoded(row) for one in made for row in (one.rows.article, *one.rows.quotes, *one.rows.rejected)],
        runs=RUNS,
    )
    of_stage = speed.by_stage(articles, RUNS)
    characters = sum(len(article.text) for article in articles) / 1e6
    yield f"## Stages\n\n{len(articles):,} articles, {characters:.1f} million characters, one process.\n"
    yield "| stage | | times `\\w+` | articles/s | MB/s |"
    yield "|---|---|--:|--:|--:|"
    rows = [
        ("read", "the file", reading),
        *((name, what, of_stage[name]) for name, what in STAGES.items()),
        ("**extraction**", "from `find` to `rest`", extraction),
        ("check", "schema, invariants", check),
        ("write", "JSON", writing),
        ("**in all**", "", reading + extraction + check + writing),
    ]
    for name, what, seconds in rows:
        rate = f"{len(articles) / seconds:,.0f} | {characters / seconds:,.1f}" if seconds else "– | –"
        yield f"| {name} | {what} | {seconds / plain:.1f} | {rate} |"
    yield ""


def lengths(articles: Sequence[Article]) -> Iterator[str]:
    """Time against the length of an article."""
    few = articles[:: max(1, len(articles) // 8)][:8]
    times = {length: [_alone(article, length) for article in few] for length in LENGTHS}
    yield f"## Length\n\n{len(few)} articles, each joined to itself: how many times as long as alone it takes.\n"
    yield "| joined | median | most |"
    yield "|--:|--:|--:|"
    for length in LENGTHS[1:]:
        ratios = [long / one for one, long in zip(times[1], times[length], strict=True)]
        yield f"| {length} times | {median(ratios):.0f} | {max(ratios):.0f} |"
    yield ""


def _alone(article: Article, length: int) -> float:
    joined = replace(article, text="\n\n".join([article.text] * length))
    return min(_seconds(joined) for _ in range(20 if length == 1 else 3))


def _seconds(article: Article) -> float:
    start = process_time()
    process(article)
    return process_time() - start


def beside_textacy(articles: Sequence[Article]) -> Iterator[str]:
    """The rules of textacy on a blank tokenizer: without the parse that they need, so that only their time tells."""
    yield "## Beside textacy\n"
    try:
        import spacy
        import textacy
        from textacy.extract import direct_quotations
    except ImportError as error:
        yield f"Not measured: {error}.\n"
        return
    tokenize = spacy.blank("en")
    tokenize.add_pipe("sentencizer")

    def quotations() -> int:
        found = 0
        for article in articles:
            try:
                found += len([*direct_quotations(tokenize(article.text))])
            except ValueError:  # an odd number of quotation marks
                continue
        return found

    plain, ours, theirs = speed.least(
        lambda: words(articles), lambda: [process(article) for article in articles], quotations, runs=RUNS
    )
    found = sum(len(process(article).records) for article in articles)
    yield (
        f"textacy {textacy.__version__} with spaCy {spacy.__version__}'s blank tokenizer and sentencizer, not the "
        "parser that its rules need: its figure is the least that it can take. What it finds with a parser: "
        "[leaderboard.md](leaderboard.md).\n"
    )
    yield "| | times `\\w+` | articles/s | quotes |"
    yield "|---|--:|--:|--:|"
    yield f"| onrecord | {ours / plain:.1f} | {len(articles) / ours:,.0f} | {found:,} |"
    yield f"| textacy, tokenizer alone | {theirs / plain:.1f} | {len(articles) / theirs:,.0f} | {quotations():,} |"
    yield ""


def synthetic(counts: Sequence[int], workers: Sequence[int]) -> Iterator[str]:
    """Builds of synthetic articles: time by workers, memory by size."""
    if not counts:
        return
    yield (
        "## Workers and memory\n\nSynthetic articles: the first two paragraphs of a sample and one of its own, read "
        "from one file of JSON Lines and built, checked and written. With one worker all is done in one process. "
        "Memory is the most that a process had.\n"
    )
    heads = ("articles", "MB", "workers", "seconds", "articles/s", "MB/s", "times one", "parent, MiB", "worker, MiB")
    yield f"| {' | '.join(heads)} |"
    yield f"|{'--:|' * len(heads)}"
    for count in counts:
        alone = 0.0
        for number in workers:
            one = memory.measure(count, number, SYNTHETIC_PARAGRAPHS)
            alone = one.seconds if number == 1 else alone
            size = one.mebibytes * 2**20 / 1e6
            cells = (
                f"{count:,}",
                f"{size:,.0f}",
                str(number),
                f"{one.seconds:,.0f}",
                f"{count / one.seconds:,.0f}",
                f"{size / one.seconds:.2f}",
                f"{alone / one.seconds:.2f}" if alone else "–",
                f"{one.parent / 1024:.0f}",
                f"{one.worker / 1024:.0f}" if number > 1 else "–",
            )
            yield f"| {' | '.join(cells)} |"
    yield ""


if __name__ == "__main__":
    main()

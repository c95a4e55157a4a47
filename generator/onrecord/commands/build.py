"""``onrecord build``."""

from __future__ import annotations

import shlex
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import click

from onrecord.cli import DONE, say, show
from onrecord.commands.articles import told
from onrecord.commands.reading import reading
from onrecord.model import Article, Rejection

if TYPE_CHECKING:
    from tqdm import tqdm

    from onrecord.dataset.build import Progress, Summary

HELP = """Make a dataset of articles: who said what, where and when.

SOURCE is a file, a folder or a dataset of the Hub: .txt and .html, with metadata in front matter, in a file of the
same name in .json or .yaml, or in a metadata.csv or metadata.jsonl beside it; .jsonl, .json, .csv, .tsv, .parquet;
.warc; .rss, .atom, .xml; any of these as .gz, .zst, .bz2 or .xz, and in a .zip or a .tar; a folder that datasets
saved; hf://datasets/OWNER/NAME. What would be read, and from where each field comes, shows onrecord inspect.

The dataset takes its place when all of it is written: articles.jsonl, quotes.jsonl, rejected.jsonl, manifest.json.

What cannot be read is named on stderr and in rejected.jsonl, and the others go on. The exit code is 1 where
not one article could be read.

\b
Example:
  onrecord build articles/ --out build/articles
"""

SHOWN = 10
"""How many rejected inputs are named on stderr, and how many speakers in the table."""

WIDTH = 80

_SHARE, _BAR, _REST = "{percentage:3.0f}% ", "{desc} articles [{elapsed}{postfix}]", " {remaining} left"
"""What of the sources is done, if that is known; what was made of it; how long the rest will take."""


@click.command("build", help=HELP)
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True)
@click.option("--out", metavar="DIR", required=True, help="The folder of the dataset; replaces one that is there.")
@click.option(
    "--words",
    type=click.Choice(["full", "quotes"]),
    default="full",
    show_default=True,
    help="quotes: leave out the articles' texts and the contexts of the quotes.",
)
@click.option("--speakers", metavar="FILE", help="A speakers file: names of speakers to identities (speaker_id).")
@click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="How many processes work on the articles.  [default: cores]"
)
@click.option("--resume", is_flag=True, help="Go on where a build of the same was killed or interrupted.")
@click.option(
    "--shard-size",
    "shard_mib",
    type=click.IntRange(1),
    default=512,
    show_default=True,
    metavar="MIB",
    help="Cut what is larger into several files, packed: quotes-00000-of-00064.jsonl.zst.",
)
@click.option(
    "--article-seconds",
    type=click.FloatRange(0, min_open=True),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Reject an article that takes longer.",
)
@reading
def command(
    sources: tuple[str, ...],
    out: str,
    words: Literal["full", "quotes"],
    speakers: str | None,
    workers: int | None,
    resume: bool,
    shard_mib: int,
    article_seconds: float,
    **options: Any,
) -> int:
    """A dataset at ``out``; a table on stdout."""
    from onrecord.dataset.build import build
    from onrecord.dataset.folder import resumable
    from onrecord.read.options import read_options

    try:
        with _Watch() as watch:
            summary = build(
                sources,
                out,
                words=words,
                speakers=speakers,
                options=read_options(**options),
                each=watch,
                progress=watch.progress,
                workers=workers,
                resume=resume,
                shard_mib=shard_mib,
                article_seconds=article_seconds,
            )
    except (KeyboardInterrupt, OSError, MemoryError):
        if resumable(out):
            say("what is done stays: the same command with --resume goes on from there")
        raise
    for line in (*table(summary), "", *_next(out, sources, watch.first)):
        show(line)
    return DONE


class _Watch:
    """What is seen of a build while it runs: a bar on a terminal, and the first inputs that it rejects."""

    def __init__(self) -> None:
        self.first: Article | None = None
        self._rejected = 0
        self._first: Progress | None = None
        self._started = time.monotonic()
        self._bar: tqdm[NoReturn] | None = None

    def __enter__(self) -> _Watch:
        if sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(desc="0", total=0, leave=False, bar_format=_BAR)
        return self

    def __call__(self, item: Article | Rejection) -> None:
        """See an article that is done, or an input that was rejected."""
        if isinstance(item, Article):
            self.first = self.first or item
            return
        self._rejected += 1
        if self._rejected <= SHOWN:
            if self._bar is not None:
                self._bar.clear()
            say(told(item))

    def progress(self, done: Progress) -> None:
        """See how far the build is."""
        if (bar := self._bar) is not None:
            if self._first is None:  # what is done before the build goes on took none of its time
                self._first = done
                bar.initial = bar.n = done.read
            if done.total and not bar.total:
                bar.total, bar.bar_format = done.total, f"{_SHARE}{_BAR}{_REST}"
            rate = (done.articles - self._first.articles) / max(time.monotonic() - self._started, 0.001)
            bar.set_description_str(f"{done.articles:,}", refresh=False)
            bar.set_postfix_str(f"{rate:,.0f}/s, {done.quotes:,} quotes", refresh=False)
            bar.update(done.read - bar.n)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
        if self._rejected > SHOWN:
            say(f"and {self._rejected - SHOWN:,} more")


def table(summary: Summary) -> Iterator[str]:
    """What a build made, in lines of no more than :data:`WIDTH` characters but for the folder's name."""
    counts = summary.manifest.counts
    yield from _row("articles", counts.articles)
    yield from _row("quotes", counts.quotes)
    yield from _row(
        "attributed", counts.attributed, f"{counts.attributed / counts.quotes:.0%}" if counts.quotes else ""
    )
    if any(option.key == "speakers" and option.value for option in summary.manifest.options):
        share = f"{counts.identified / counts.quotes:.0%}" if counts.quotes else ""
        yield from _row("identified", counts.identified, share)
        unmapped = Counter[str]()
        for one in summary.manifest.unmapped:
            unmapped[one.reason] += one.quotes
        yield from _row("", unmapped.total(), "left unmapped", dict(unmapped.most_common()))
    yield from _row("rejected", counts.rejected_regions, "quoted, but no speech", summary.regions)
    yield from _row("", counts.rejected_inputs, "could not be read", summary.inputs)
    if summary.speakers:
        yield ""
        yield "most quoted"
        for name, quotes in islice(summary.speakers.items(), SHOWN):
            yield from _row("", quotes, name if len(name) <= WIDTH - 22 else f"{name[: WIDTH - 23]}…")
    yield ""
    yield f"written to {summary.folder}"
    for output in summary.manifest.outputs:
        yield from _row("", output.lines or 0, output.name)
    yield f"{'':20}  manifest.json"


def _row(name: str, count: int, words: str = "", reasons: Mapping[str, int] | None = None) -> Iterator[str]:
    """``rejected    24  quoted, but no speech: 20 title, 4 name``, what does not fit on lines of its own."""
    listed = ", ".join(f"{number:,}\xa0{reason}" for reason, number in (reasons or {}).items())
    lines = wrap(f"{words}: {listed}" if listed else words, WIDTH - 22, break_on_hyphens=False) or [""]
    for line, label in zip(lines, (f"{name:<10}{count:>10,}", *[""] * len(lines)), strict=False):
        yield f"{label:<20}  {line}".replace("\xa0", " ").rstrip()


def _next(out: str, sources: tuple[str, ...], first: Article | None) -> Iterator[str]:
    """What to type next."""
    from onrecord.read import files

    yield "next"
    yield f"  onrecord validate {shlex.quote(out)}"
    if first and first.origin:
        listed, place = files(sources), first.origin.file
        for file in listed:  # or the archive that it is in; none is so named where it is in a split of a dataset
            if f"{place}/".startswith(f"{file.name}/") and file.path.is_file():
                id = first.id.removeprefix(f"{file.label}/") if len(listed) > 1 else first.id
                chosen = f" --article {shlex.quote(id)}" if first.origin.line or place != file.name else ""
                yield f"  onrecord explain {shlex.quote(str(file.path))}{chosen}"
                return

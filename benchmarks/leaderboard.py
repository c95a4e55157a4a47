"""The leaderboard: systems on gold, each row with its signature, as a page in Markdown.

    python benchmarks/leaderboard.py > docs/leaderboard.md
    python benchmarks/leaderboard.py --gold tests/gold --gold ../polnear.jsonl --system mine=preds.jsonl

Without --gold it is the project's own. Every system that is run on texts has a row; one that is not installed is named
below the table with what it needs. --system adds anybody's predictions, in any form that `onrecord evaluate` reads;
textacy on another model than en_core_web_sm is --system textacy=textacy:MODEL.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.errors import CommandError, OnrecordError
from onrecord.evaluate.evaluation import Evaluation, evaluate
from onrecord.evaluate.gold import read_gold
from onrecord.evaluate.matching import NAME as MATCHING
from onrecord.evaluate.model import Gold
from onrecord.evaluate.signature import signature
from onrecord.evaluate.systems import RUN, read_system

OWN = Path(__file__).parents[1] / "tests" / "gold"

COLUMNS = (
    ("quotes found, F1", ("span", "relaxed-0.8")),
    ("to the character", ("span", "strict")),
    ("source, of those found", ("source", "polnear")),
    ("found with its source, F1", ("end to end", "polnear")),
    ("speaker, of those found", ("speaker", "same-name")),
    ("found with its speaker, F1", ("end to end", "same-name")),
    ("no speech left out", ("not_speech", "unpublished-0.5")),
)
"""Title -> the score and its criterion, as `onrecord evaluate` names them."""

HEAD = """\
# Leaderboard

`python benchmarks/leaderboard.py{arguments} > docs/leaderboard.md` made this page; nothing in it was typed.

- **rules**: this project's rules.
- **nearest-name**: every region between quotation marks is a quote of the name nearest to it, in full.
- **every-region**: every region between quotation marks is a quote of nobody.
- **textacy**: `textacy.extract.direct_quotations` on spaCy's parse.

To add a system, predict on the texts of the gold and score it: [evaluation.md](evaluation.md) says in which form, and
what each column counts. A dash: the gold does not have it, or the system does not say it.
"""


def lines(golds: Sequence[Gold], systems: Sequence[tuple[str, str]], arguments: str = "") -> Iterator[str]:
    """The page."""
    yield from HEAD.format(arguments=arguments).splitlines()
    for gold in golds:
        yield from _table(gold, systems)


def _table(gold: Gold, systems: Sequence[tuple[str, str]]) -> Iterator[str]:
    quotes = sum(len(one.units) for one in gold.articles)
    yield from ("", f"## {gold.name}: {len(gold.articles):,} articles, {quotes:,} quotes", "")
    yield f"| system | {' | '.join(title for title, _ in COLUMNS)} |"
    yield f"|---|{'--:|' * len(COLUMNS)}"
    signed, notes = [], []
    for name, system in systems:
        try:
            of = evaluate(gold, read_system(system, [gold]))
        except CommandError as error:
            notes.append(f"- {name} was not measured: {error}")
            continue
        yield f"| {name} | {' | '.join(_cells(of))} |"
        signed.append(f"- {name}: `{signature(of.system, [gold], len(of.judged), matching=MATCHING)}`")
    yield from ("", *signed, *notes)


def _cells(of: Evaluation) -> Iterator[str]:
    scores = {(score.name, score.criterion): score for score in of.scores}
    for _, key in COLUMNS:
        score = scores.get(key)
        yield f"{score.f1:.3f}" if score and score.gold else "–"


def main() -> None:
    """Print the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gold", action="append", metavar="PATH", help="annotated articles; several may be given")
    parser.add_argument("--system", action="append", default=[], metavar="NAME=PATH", help="anybody's predictions")
    given = parser.parse_args()
    systems = {name: name for name in RUN}
    for one in given.system:
        name, equals, path = one.partition("=")
        if not equals:
            parser.error(f"--system {one}: expected NAME=PATH")
        systems[name] = path
    golds = [read_gold(path) for path in given.gold or [OWN]]
    print("\n".join(lines(golds, [*systems.items()], "".join(f" {one}" for one in sys.argv[1:]))))


if __name__ == "__main__":
    try:
        main()
    except OnrecordError as error:
        sys.exit(f"leaderboard: {error}")

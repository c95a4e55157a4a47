"""How well speech can be told from what else stands in quotation marks, on a gold: by the rules, and by a classifier
that its own labels taught.

    python benchmarks/ceiling.py GOLD [--without IDS | --only IDS]

GOLD and IDS are what `onrecord evaluate` takes. The classifier (maximum entropy, by CRFsuite on sequences of one) is
told what the rules decided and why, which signs they saw, the words that are quoted and those around them; it learns
which regions the gold has for speech, on nine tenths of the articles for the tenth that it answers. What it does not
get right more often than the rules, no rule over the same words will: it is in the gold as chance has it, or needs
knowledge of the world.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pycrfsuite

from onrecord.attribute.context import QuoteContext
from onrecord.evaluate.gold import part, read_gold
from onrecord.evaluate.matching import match
from onrecord.evaluate.model import Gold
from onrecord.evaluate.units import pieces
from onrecord.model import Span
from onrecord.pipeline import read_steps
from onrecord.text.document import Document

FOLDS = 10
NEAR = Fraction(8, 10)
"""The overlap from which on a region is found, as `score.py` has it."""
SPEECH, OTHER = "speech", "other"
WORDS = 6
"""How many words to either side are looked at."""
SIGNS = 33


@dataclass(frozen=True, slots=True)
class Region:
    """A quoted region: the article's number, what is known of it, what the rules and the gold hold it for."""

    article: int
    features: list[str]
    by_rules: bool
    by_gold: bool


def regions(gold: Gold) -> Iterator[Region]:
    """Every quoted region of the articles."""
    for number, one in enumerate(gold.articles):
        document = Document(one.article)
        contexts = read_steps(document).contexts
        found = [
            (piece, index)
            for index, context in enumerate(contexts)
            for piece in pieces(one.article.text, _span(document, context))
        ]
        matched = match([unit.span for unit in one.units], [piece for piece, _ in found], NEAR)
        speech = {found[choice][1] for choice in matched if choice is not None}
        for index, context in enumerate(contexts):
            yield Region(number, list(features(context)), context.refusal is None, index in speech)


def _span(document: Document, context: QuoteContext) -> Span:
    return document.normalised.span(context.quote.start, context.quote.end)


def features(context: QuoteContext) -> Iterator[str]:
    """What may tell whether a quoted region is speech."""
    tokens, place, decision = context.tokens, context.place, context.decision
    before = tokens.lower[max(context.low, place - WORDS) : place]
    after = tokens.lower[place + 1 : min(context.high, place + 1 + WORDS)]
    yield "bias"
    yield f"rule {decision.rule if decision else None}"
    yield f"refusal {context.refusal.rule if context.refusal else None}"
    if decision and (cue := decision.answer.cue):
        yield f"cue {cue.of(context.document.text).lower()}"
    yield f"length {min(context.length, 12)}"
    yield f"final {'word' if context.final.isalnum() else context.final}"
    for name in ("alone", "titled", "clause", "in_headline"):
        if getattr(context, name):
            yield name
    if context.words[0].isupper():
        yield "capital"
    if context.quote.single:
        yield "single"
    yield from (f"sign {bit}" for bit in range(SIGNS) if context.seen >> bit & 1)
    yield from (f"{i} before {tag}" for i, tag in enumerate(context.left[: -WORDS - 1 : -1]))
    yield from (f"{i} after {tag}" for i, tag in enumerate(context.right[:WORDS]))
    yield from (f"near before {word}" for word in before)
    yield from (f"near after {word}" for word in after)
    yield f"before {' '.join(before[-2:])}"
    yield f"after {' '.join(after[:2])}"
    if context.length <= 3:
        yield f"words {context.words.lower()}"


def taught(found: list[Region]) -> list[float]:
    """For each region how likely it is speech, by a model that has not seen its article."""
    likely = [0.0] * len(found)
    for fold in range(FOLDS):
        trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
        trainer.set_params({"c2": 1.0, "max_iterations": 200})
        for region in found:
            if region.article % FOLDS != fold:
                trainer.append([region.features], [SPEECH if region.by_gold else OTHER])
        with tempfile.TemporaryDirectory() as folder:
            model = str(Path(folder) / "model")
            trainer.train(model)
            tagger = pycrfsuite.Tagger()
            tagger.open(model)
            for i, region in enumerate(found):
                if region.article % FOLDS == fold:
                    tagger.set([region.features])
                    likely[i] = tagger.marginal(SPEECH, 0)
            tagger.close()
    return likely


def line(name: str, kept: list[bool], found: list[Region], units: int) -> str:
    """A row of the table: precision, recall and F1 of the regions that are kept."""
    right = sum(one and region.by_gold for one, region in zip(kept, found, strict=True))
    return f"{name:<34} {right / sum(kept):.4f} {right / units:.4f} {2 * right / (sum(kept) + units):.4f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold")
    parser.add_argument("--without", metavar="IDS")
    parser.add_argument("--only", metavar="IDS")
    given = parser.parse_args()
    gold = read_gold(given.gold)
    if given.without or given.only:
        gold = part(gold, given.without or given.only, without=bool(given.without))
    found, units = list(regions(gold)), sum(len(one.units) for one in gold.articles)
    likely = taught(found)
    print(f"{len(gold.articles)} articles, {units} units of speech, {len(found)} regions")
    print(f"{'':<34} {'P':>6} {'R':>6} {'F1':>6}")
    print(line("every region", [True] * len(found), found, units))
    print(line("the rules", [region.by_rules for region in found], found, units))
    for least in (0.4, 0.5, 0.6):
        print(line(f"taught, at a likelihood of {least}", [one >= least for one in likely], found, units))
    print(line("whoever knows the gold", [region.by_gold for region in found], found, units))


if __name__ == "__main__":
    main()

"""The training proof: a model that has seen nothing but emitted records, scored on what people annotated.

    python benchmarks/training.py ../shared/gold/polnear-train.jsonl --test docs/unread-articles.txt
    python benchmarks/training.py tests/gold --out build/training-own      # every third stratum to test on

Articles of the gold that --test lists are to test on. Of the others texts and metadata are kept and nothing else: the
generator reads them, `onrecord export --format tokens` writes its records as token labels, and from these the CRF of
source_tagger.py learns. It tags the test articles, whose quoted regions the baseline every-region gives it; its
answers are files of predictions in --out, which `onrecord evaluate --system` scores like anybody's. --also names
further gold to test on. Beside it, on the same articles:

rules           what made the records
nearest-name    the baseline to be beaten, and the same CRF taught by its answers instead of records
shuffled        the same CRF taught records whose sources changed places: each quote has its source as far away as
                another quote has its own, so that nothing can be learnt but how far away sources are
commonest place the baseline that knows just that: the words where most training quotes have their source
more quotes     the same CRF by how many training quotes
confidence      the same CRF taught as many quotes of high, of low and of any confidence

The same records give the same figures: the CRF is fitted by L-BFGS, which draws nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean

from source_tagger import Example, Range, Region, Text, examples, exported, tagged, text_of, train

import onrecord
from onrecord.errors import CommandError, OnrecordError
from onrecord.evaluate.comparison import Difference, compare
from onrecord.evaluate.evaluation import Evaluation, evaluate
from onrecord.evaluate.gold import part, read_gold
from onrecord.evaluate.matching import NAME as MATCHING
from onrecord.evaluate.model import Gold
from onrecord.evaluate.scores import article_scores
from onrecord.evaluate.signature import signature
from onrecord.evaluate.systems import RUN, read_system
from onrecord.release.near import near_duplicates

SIZES = (100, 300, 1_000, 3_000)
"""Training quotes of the learning curve, before all of them."""

SURE = 0.9
"""The confidence from which a record is among the sure ones."""

END_TO_END = ("end to end", "polnear")
COLUMNS = (
    ("quotes found, F1", ("span", "relaxed-0.8")),
    ("source, of those found", ("source", "polnear")),
    ("found with its source, F1", END_TO_END),
)

Taught = Iterable[tuple[Example, Range | None]]
"""Examples, each with the source that a model is to learn."""


def anyhow(_: Example) -> bool:
    """Whatever its record is like."""
    return True


class Records:
    """What the generator emits on the texts of gold, as examples."""

    def __init__(self, gold: Gold, folder: Path) -> None:
        """Build, export and read; the files stay in the folder."""
        folder.mkdir(parents=True)
        with (folder / "texts.jsonl").open("w", encoding="utf-8") as file:
            for one in gold.articles:
                fields = ("id", "text", "url", "outlet", "date", "title", "author")
                file.write(f"{json.dumps({field: getattr(one.article, field) for field in fields})}\n")
        onrecord.build([folder / "texts.jsonl"], folder / "dataset")
        onrecord.export(folder / "dataset", folder / "tokens", format="tokens")
        with (folder / "dataset" / "quotes.jsonl").open(encoding="utf-8") as file:
            confidence = {row["id"]: row["confidence"] for row in map(json.loads, file)}
        texts = exported(folder / "tokens", confidence)
        self.examples = [one for text in texts for one in examples(text) if one.learnable]

    def quotes(self, which: Callable[[Example], bool] = anyhow) -> list[Example]:
        """The examples of which that holds."""
        return [one for one in self.examples if which(one)]

    def some(self, count: int, draw: int, which: Callable[[Example], bool] = anyhow) -> list[Example]:
        """So many of these, drawn evenly."""
        wanted = self.quotes(which)
        return random.Random(draw).sample(wanted, min(count, len(wanted)))


def own(chosen: Iterable[Example]) -> Taught:
    """The sources that the records give them."""
    return ((one, one.source) for one in chosen)


def shuffled(chosen: Sequence[Example], draw: int) -> Taught:
    """Examples with one another's places, without those that have nothing at their new one."""
    places = [place(one) for one in chosen]
    random.Random(draw).shuffle(places)
    for one, found in zip(chosen, places, strict=True):
        if found is None or fits(one, found):
            yield one, found and (one.at + found[0], one.at + found[1])


def place(one: Example) -> Range | None:
    """Where its source stands, counted from the region."""
    return one.source and (one.source[0] - one.at, one.source[1] - one.at)


def fits(one: Example, found: Range) -> bool:
    """There are items at that place."""
    return one.at + found[0] >= 0 and one.at + found[1] <= len(one.spans)


def sure(one: Example) -> bool:
    """Its record has a high confidence."""
    return (one.region.confidence or 0) >= SURE


def unsure(one: Example) -> bool:
    """Its record has a lower one, or none."""
    return not sure(one)


class Proof:
    """Models and baselines on the same articles of gold, of which no model has seen one."""

    def __init__(self, training: Gold, tests: Sequence[Gold], out: Path) -> None:
        """Whatever is made stays in the folder ``out``, which must not be there yet."""
        if out.exists():
            raise CommandError(f"{out} is there already: name another folder")
        seen = _near(training, tests)
        bare = (replace(one, units=(), not_speech=()) for one in training.articles if one.article.id not in seen)
        self.tests, self.out, self._training = tests, out, replace(training, articles=tuple(bare))
        self.articles, self.left_out = len(self._training.articles), len(seen)
        """Training articles; those that are one of the test articles, or nearly, are left out."""
        self.records = Records(self._training, out / "records")
        self._asked = [{text.id: [*examples(text)] for text in _answers("every-region", gold)} for gold in tests]

    def run(self, name: str) -> list[Evaluation]:
        """A system that is run on texts, on each gold."""
        return [evaluate(gold, RUN[name]([gold])) for gold in self.tests]

    def model(self, name: str, taught: Taught) -> list[Evaluation]:
        """A CRF on each gold."""
        model = self.out / f"{name}.crfsuite"
        train(taught, model)
        return self._scored(name, (tagged(model, asked) for asked in self._asked))

    def taught_by(self, baseline: str) -> list[Example]:
        """What a baseline answers on the training articles, as examples."""
        texts = _answers(baseline, self._training)
        return [one for text in texts for one in examples(text) if one.learnable]

    def commonest_place(self) -> list[Evaluation]:
        """Every region with the source that stands where most training quotes have theirs."""
        places = [found for found, _ in Counter(filter(None, map(place, self.records.examples))).most_common()]
        return self._scored("commonest-place", (_at_places(asked, places) for asked in self._asked))

    def _scored(self, name: str, answers: Iterable[Iterable[Mapping[str, object]]]) -> list[Evaluation]:
        found = []
        for number, (gold, lines) in enumerate(zip(self.tests, answers, strict=True)):
            path = self.out / f"{name}-on-{number}.jsonl"
            path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
            found.append(evaluate(gold, read_system(str(path), [gold])))
        return found


def _near(training: Gold, tests: Iterable[Gold]) -> set[str]:
    """The training articles whose text is that of a test article, or nearly: a copy, a reprint."""
    testing = {f"test {number} {one.article.id}": one for number, gold in enumerate(tests) for one in gold.articles}
    texts = {name: one.article.text for name, one in testing.items()}
    texts |= {one.article.id: one.article.text for one in training.articles}
    pairs = near_duplicates(texts)
    return {name for pair in pairs if len({*pair} & testing.keys()) == 1 for name in pair if name not in testing}


def _answers(baseline: str, gold: Gold) -> list[Text]:
    """The texts of gold with what a baseline answers."""
    said = RUN[baseline]([gold]).quotes
    return [
        text_of(one.article, (Region(quote.spans[0], quote.source) for quote in said[one.article.id]))
        for one in gold.articles
    ]


def _at_places(asked: Mapping[str, Sequence[Example]], places: Sequence[Range]) -> Iterator[Mapping[str, object]]:
    for name, regions in asked.items():
        quotes = []
        for one in regions:
            first, end = next((found for found in places if fits(one, found)), (0, 0))
            quotes.append(one.quote((one.at + first, one.at + end)))
        yield {"id": name, "quotes": quotes}


def share(of: Evaluation, key: tuple[str, str] = END_TO_END) -> float:
    """A score by its name and criterion: the F1, or the share."""
    return next(one.f1 for one in of.scores if (one.name, one.criterion) == key)


def beyond(first: Evaluation, second: Evaluation) -> Difference:
    """How much more the second finds with its source, with the interval."""
    columns = [
        [tuple(one for one in article_scores(judged, of.known) if (one.name, one.criterion) == END_TO_END)
         for judged in of.judged]
        for of in (first, second)
    ]  # fmt: skip
    return compare(*columns)[0]


def page(proof: Proof, draws: int) -> Iterator[str]:
    """The tables, one gold after the other for each question, as they are measured."""
    records = proof.records
    count, likely, in_doubt = (len(records.quotes(which)) for which in (anyhow, sure, unsure))
    left_out = f"; left out as copies of test articles: {proof.left_out}" if proof.left_out else ""
    yield f"{proof.articles:,} training articles{left_out}; {count:,} quotes to learn from; draws: {draws}"
    rows = {
        "rules": proof.run("rules"),
        "CRF taught by records": proof.model("records", own(records.examples)),
        "CRF taught by nearest-name": proof.model("nearest-name", own(proof.taught_by("nearest-name"))),
        "nearest-name": proof.run("nearest-name"),
        "every-region": proof.run("every-region"),
        "CRF taught by shuffled records": proof.model("shuffled", shuffled(records.examples, 0)),
        "commonest place": proof.commonest_place(),
    }
    for number, gold in enumerate(proof.tests):
        yield from ("", f"## {gold.name}: {len(gold.articles):,} articles", "")
        yield f"| system | {' | '.join(title for title, _ in COLUMNS)} | more than nearest-name, 95 % interval |"
        yield f"|---|{'--:|' * (len(COLUMNS) + 1)}"
        for name, found in rows.items():
            cells = [f"{share(found[number], key):.3f}" for _, key in COLUMNS]
            more = beyond(rows["nearest-name"][number], found[number])
            yield f"| {name} | {' | '.join(cells)} | {more.difference:+.3f} ({more.low:+.3f} to {more.high:+.3f}) |"
        of = rows["CRF taught by records"][number]
        yield from ("", f"`{signature(of.system, [gold], len(of.judged), matching=MATCHING)}`")
    yield from ("", "## More quotes: found with its source, F1", "")
    yield from _curve(proof, {f"{size:,}": (size, anyhow) for size in SIZES if size < count}, draws)
    yield f"| {count:,} | {' | '.join(f'{share(of):.3f}' for of in rows['CRF taught by records'])} |"
    yield from ("", f"## Confidence: {likely:,} quotes have {SURE} or more, {in_doubt:,} less", "")
    level = min(likely, in_doubt)
    kinds = {
        f"{level:,} of any confidence": (level, anyhow),
        f"{level:,} of {SURE} and above": (level, sure),
        f"{level:,} below {SURE}": (level, unsure),
        f"{likely:,} of {SURE} and above": (likely, sure),
    }
    yield from _curve(proof, kinds, draws)


def _curve(proof: Proof, kinds: Mapping[str, tuple[int, Callable[[Example], bool]]], draws: int) -> Iterator[str]:
    """A row for each kind of training quotes: the mean of the draws, the least and the most."""
    yield f"| training quotes | {' | '.join(gold.name for gold in proof.tests)} |"
    yield f"|---|{'--:|' * len(proof.tests)}"
    for title, (size, which) in kinds.items():
        whole = size >= len(proof.records.quotes(which))  # there is only one way to draw all of them
        found = [
            proof.model(
                f"{title.replace(' ', '-').replace(',', '')}-{draw}", own(proof.records.some(size, draw, which))
            )
            for draw in range(1 if whole else draws)
        ]
        cells = []
        for column in zip(*found, strict=True):
            values = [share(of) for of in column]
            spread = f" ({min(values):.3f} to {max(values):.3f})" if len(values) > 1 else ""
            cells.append(f"{mean(values):.3f}{spread}")
        yield f"| {title} | {' | '.join(cells)} |"


def by_stratum(gold: Gold) -> tuple[Gold, Gold]:
    """Two strata of three to learn from, the third to test on."""
    strata = sorted({one.stratum for one in gold.articles})[2::3]
    parts = (tuple(one for one in gold.articles if (one.stratum in strata) == testing) for testing in (False, True))
    training, testing = (replace(gold, articles=articles) for articles in parts)
    return training, replace(testing, part=("strata", "every third"))


def main() -> None:
    """Print the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", help="annotated articles")
    parser.add_argument("--test", metavar="IDS", help="the articles to test on, an id a line; else every third stratum")
    parser.add_argument("--also", action="append", default=[], metavar="GOLD", help="further gold to test on")
    parser.add_argument("--draws", type=int, default=3, help="how often is drawn (3)")
    parser.add_argument("--out", default="build/training", metavar="DIR", help="a folder for all that is made")
    given = parser.parse_args()
    whole = read_gold(given.gold)
    if given.test:
        training, testing = part(whole, given.test, without=True), part(whole, given.test, without=False)
    else:
        training, testing = by_stratum(whole)
    proof = Proof(training, [testing, *map(read_gold, given.also)], Path(given.out))
    for line in page(proof, given.draws):
        print(line, flush=True)


if __name__ == "__main__":
    try:
        main()
    except OnrecordError as error:
        sys.exit(f"training: {error}")

"""How long it takes to find the variants among many quotes, what memory, and what of those planted is found.

    python benchmarks/variants.py [QUOTES] [--seed N]

Quotes are made by a grammar of invented sentences (1,000,000 unless said otherwise): stock phrases and small words as
often as in speech, names and things as seldom. Two in five are planted: a sentence that another article has, too, in
known numbers of each label. Phrases that many speakers say in the same words are planted as well; these are no
variants. Printed: seconds and peak memory of finding, and of the planted how many are grouped, how many of the pairs
bear the right label, and how many quotes are grouped with one that is of another utterance.
"""

from __future__ import annotations

import argparse
import random
import resource
from collections import Counter
from datetime import date, timedelta
from itertools import accumulate
from time import perf_counter, process_time

from onrecord.variants import QuoteRow, find_variants
from onrecord.variants.model import Label

OPENINGS = (
    """
I think that|We have to make sure that|What we see is that|The truth of the matter is that|At the end of the day
I have said before that|There is no doubt that|It is very important that|We are not going to say that
Let me be clear,|As I told you|Everybody knows that|The people of this country know that
We look forward to the day when|I am proud to say that
""".strip()
    .replace("\n", "|")
    .split("|")
)
LINKS = (
    "and the|because the|but the|so that our|when the|after all the|in spite of the|with the|for the|until every".split(
        "|"
    )
)
VERBS = "will|must|can|should|did not|could never|wants to|has to|is going to|ought to".split("|")
PHRASES = """
Our thoughts and prayers are with the victims, their families and everybody in the whole community
It is a great honour to serve the people of this great country and to represent this wonderful club
We take all complaints extremely seriously and cannot comment further while the investigation continues
The safety and security of our customers and colleagues remains always our highest priority
""".strip().splitlines()
LABELS: tuple[Label, ...] = ("verbatim", "truncated", "extended", "altered", "split")


class Grammar:
    """Sentences of invented words, the common ones a hundred times as often as the seldom ones."""

    def __init__(self, seed: int) -> None:
        """The same seed makes the same sentences."""
        self.random = random.Random(seed)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il", "on", "ust")]
        self.things = list(dict.fromkeys("".join(self.random.choices(syllables, k=3)) for _ in range(30_000)))
        self.weights = list(accumulate(1 / (place + 20) for place in range(len(self.things))))
        self.names = ["".join(self.random.choices(syllables, k=2)).title() for _ in range(20_000)]

    def some(self, count: int) -> list[str]:
        """Words for things and for what is done with them."""
        return self.random.choices(self.things, cum_weights=self.weights, k=count)

    def sentence(self) -> str:
        """Ten to forty words."""
        choice = self.random.choice
        words = [choice(OPENINGS), "the", *self.some(2), choice(VERBS), *self.some(2)]
        for _ in range(self.random.randint(1, 5)):
            words += [choice(LINKS), *self.some(2), choice(VERBS), *self.some(1)]
        return " ".join(words)

    def speaker(self) -> str:
        """A name of a person."""
        return " ".join(self.random.choices(self.names, k=2))


def made(count: int, seed: int) -> tuple[list[QuoteRow], dict[str, int], list[tuple[str, str, Label]]]:
    """Quotes; of each the utterance that it was made from; the planted pairs, the earlier first, with their labels."""
    grammar = Grammar(seed)
    chance = grammar.random
    rows, utterances, planted = list[QuoteRow](), dict[str, int](), list[tuple[str, str, Label]]()
    first_day = date(2020, 1, 1)

    def add(words: str, speaker: str, day: date, of: int, part: int = 1, parts: int = 1, article: int = -1) -> str:
        number = len(rows)
        article = number if article < 0 else article
        name = f"q_{number:016x}"
        row = QuoteRow(
            name, f"a{article}", words, f"u{article}", part, parts, speaker, "person", None, None, day.isoformat()
        )
        rows.append(row)
        utterances[name] = of
        return name

    of = 0
    while len(rows) < count:
        of += 1
        day = first_day + timedelta(chance.randrange(1800))
        speaker = grammar.speaker()
        if chance.random() < 0.05:
            add(chance.choice(PHRASES), speaker, day, of)
            continue
        words = grammar.sentence().split()
        if chance.random() < 0.7:
            add(" ".join(words) + ",", speaker, day, of)
            continue
        later = day + timedelta(chance.randrange(1, 5))
        short = speaker.split()[-1] if chance.random() < 0.5 else speaker
        label = chance.choice(LABELS)
        half = words[: max(11, len(words) // 2)]
        whole, part = " ".join(words), " ".join(half)
        earlier = add(part if label == "extended" else whole, speaker, day, of)
        if label == "split":
            number = len(rows)
            second = add(part + ",", short, later, of, 1, 2, number)
            add(" ".join(words[len(half) :]) + ".", short, later, of, 2, 2, number)
        else:
            put = chance.randrange(3, len(words) - 1)
            altered = " ".join([*words[:put], *grammar.some(1), *words[put + 1 :]])
            texts: dict[Label, str] = {
                "verbatim": f"“{whole}.”",
                "truncated": part,
                "extended": whole,
                "altered": altered,
            }
            second = add(texts[label], short, later, of)
        planted.append((earlier, second, label))
    return rows, utterances, planted


def megabytes() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("quotes", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rows, utterances, planted = made(options.quotes, options.seed)
    before = megabytes()
    begin, cpu = perf_counter(), process_time()
    group_of: dict[str, str] = {}
    labels: dict[tuple[str, str], Label] = {}
    groups = pairs = wrong = 0
    for group in find_variants(rows):
        groups += 1
        pairs += len(group.pairs)
        group_of.update((member.id, group.id) for member in group.members)
        labels.update(((pair.first[0], pair.second[0]), pair.label) for pair in group.pairs)
        most = Counter(utterances[member.id] for member in group.members).most_common(1)[0][1]
        wrong += len(group.members) - most
    seconds, cpu = perf_counter() - begin, process_time() - cpu
    print(
        f"{len(rows):,} quotes: {seconds:.0f} s ({cpu:.0f} s of one processor), {seconds / len(rows) * 1e6:.0f} µs each"
    )
    print(f"peak memory {megabytes():,.0f} MB, of which {before:,.0f} MB the quotes themselves")
    print(f"{groups:,} groups, {len(group_of):,} quotes in them, {pairs:,} pairs")
    for label in LABELS:
        mine = [(one, other) for one, other, planned in planted if planned == label]
        together = _share([one in group_of and group_of[one] == group_of.get(other) for one, other in mine])
        called = _share([labels.get(pair) == label for pair in mine])
        print(f"  {label:<9} planted {len(mine):>7,}  grouped {together}  label {called}")
    print(f"  grouped with another utterance {wrong:,}, {wrong / max(1, len(group_of)):.3%} of the quotes in groups")


def _share(found: list[bool]) -> str:
    return f"{sum(found):>7,} ({sum(found) / max(1, len(found)):.2%})"


if __name__ == "__main__":
    main()

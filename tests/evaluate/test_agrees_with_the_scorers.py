"""The criterion ``polnear`` gives the figures of the scorers that lie beside the corpus, where they are at hand."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_gold import write_lines

from onrecord.dataset.records import plain
from onrecord.evaluate.breakdown import breakdown
from onrecord.evaluate.evaluation import evaluate
from onrecord.evaluate.gold import read_gold
from onrecord.evaluate.model import Gold
from onrecord.evaluate.speakers import judge_speakers, read_speakers, speaker_scores
from onrecord.evaluate.systems import read_system
from onrecord.model import Article
from onrecord.pipeline import process

CORPUS = Path(__file__).parents[3] / "shared" / "gold"
POLNEAR, PAGES = CORPUS / "polnear-train.jsonl", CORPUS / "pages" / "pagequotes-dev.jsonl"

pytestmark = pytest.mark.skipif(not POLNEAR.is_file(), reason="the corpus is not at hand")

SOME = 80
"""How many articles of the corpus are compared on: every tenth or so."""


@pytest.fixture(scope="module", params=[POLNEAR, PAGES], ids=["polnear", "pages"])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of a corpus as a file of its own."""
    lines = Path(request.param).read_text(encoding="utf-8").splitlines()
    path = tmp_path_factory.mktemp("corpus") / "gold.jsonl"
    path.write_text("\n".join(lines[:: max(1, len(lines) // SOME)]) + "\n", encoding="utf-8")
    return path


def records(article: Article) -> list[Any]:
    """The records that the rules make of an article, as lines of quotes.jsonl."""
    return [plain(record) for record in process(article).records]


def garbled(gold: Gold, seed: int) -> Iterator[dict[str, Any]]:
    """Predictions that are wrong in every way but overlaps: missing, too long or short, out of order, other sources."""
    chance = random.Random(seed)
    for one in gold.articles:
        end, quotes, taken = len(one.article.text), [], 0
        for unit in one.units:
            for _ in range(chance.choice([0, 1, 1, 1, 2])):
                a = max(0, unit.span.start + chance.choice([0, 0, 0, -1, -3, 2, 10]))
                b = min(end, max(a, unit.span.end + chance.choice([0, 0, 0, 1, 5, -2, -10, 40])))
                source = chance.choice([None, (max(0, a - 20), a), *((span.start, span.end) for span in unit.sources)])
                if source and chance.random() < 0.3:
                    source = (max(0, source[0] - 3), source[1] + chance.choice([-1, 2, 90]))
                spans = [[a, b], [b, min(end, b + chance.choice([0, 30]))]]
                spans = [span for span in spans if taken <= span[0] < span[1]]
                if spans:
                    taken = spans[-1][1]
                    quotes.append({"spans": spans, "speaker": source})
        if chance.random() < 0.3:
            chance.shuffle(quotes)
        yield {"id": one.article.id, "quotes": quotes}


@pytest.mark.parametrize("made", ["rules", "garbled"])
def test_quotes_and_sources(corpus: Path, tmp_path: Path, made: str) -> None:
    gold = read_gold(corpus)
    said = garbled(gold, 7) if made == "garbled" else (row for one in gold.articles for row in records(one.article))
    path = write_lines(tmp_path / "said.jsonl", *said)
    of = evaluate(gold, read_system(str(path), []))
    theirs = scorer("score.py", corpus, path, "--json")
    ours = {(one.name, one.criterion): one for one in of.scores}
    span, source, both = ours["span", "relaxed-0.8"], ours["source", "polnear"], ours["end to end", "polnear"]
    assert (span.gold, span.predicted) == (theirs["gold"], theirs["pred"])
    for score, key in ((span, "detection"), (both, "end_to_end")):
        shares = {"P": round(score.precision, 4), "R": round(score.recall, 4), "F1": round(score.f1, 4)}
        assert shares == theirs[key]
    assert round(source.f1, 4) == theirs["speaker_accuracy_on_found"]
    for by, key in (("type", "kind"), ("form", "source")):
        for row in breakdown(of.judged, by, of.known)[by]:
            cells = {column: round(right / max(1, of), 3) for column, right, of in row.cells}
            expected = {"gold": row.n, "found": cells["found"], "speaker": cells["source"]}
            assert theirs[f"{key}:{row.key}"] == expected


def test_speakers_and_dates(tmp_path: Path) -> None:
    """The speakers are those of 80 articles; every third of them is enough."""
    lines = [json.loads(line) for line in (CORPUS / "speakers-train.jsonl").read_text(encoding="utf-8").splitlines()]
    some = set(sorted({row["id"] for row in lines})[::3])
    speakers = write_lines(tmp_path / "speakers.jsonl", *(row for row in lines if row["id"] in some))
    articles = [one.article for one in read_gold(POLNEAR).articles if one.article.id in some]
    path = write_lines(tmp_path / "quotes.jsonl", *(row for article in articles for row in records(article)))
    theirs = scorer("score_speakers.py", speakers, path)
    scores = {
        one.name: one for one in speaker_scores(judge_speakers(read_speakers(speakers), read_system(str(path), [])))
    }
    said_on, all_of_them = scores.pop("said_on"), scores.pop("speaker")
    assert (all_of_them.gold, round(all_of_them.f1, 4)) == (theirs["units"], theirs["speaker_accuracy"])
    assert (said_on.gold, said_on.predicted) == (theirs["said_on"]["gold"], theirs["said_on"]["pred"])
    assert (round(said_on.precision, 4), round(said_on.recall, 4), round(said_on.f1, 4)) == (
        *(theirs["said_on"][key] for key in ("P", "R", "F1")),
    )
    for name, score in scores.items():
        assert theirs[name.replace(": ", "_")] == f"{score.right}/{score.gold}"


def scorer(name: str, *arguments: object) -> dict[str, Any]:
    """What a scorer of the corpus prints."""
    command = [sys.executable, str(CORPUS / name), *map(str, arguments)]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return found

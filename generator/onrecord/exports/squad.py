"""Extractive question answering in the form of SQuAD 2.0: who said “…”?

A question for each quote; its context is the whole article, its answer the source where it stands there, from
``answer_start`` in code points. Gold may hold several answers for right. A question about words that nobody is named
for is ``is_impossible``. Where the same words are quoted again, the question says which time. Beside what SQuAD has, a
question has ``quote``, where the words themselves stand, and an article its id and hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluate.model import Answered, Prediction
from onrecord.evaluate.rows import span
from onrecord.exports.model import Annotated, Said
from onrecord.exports.reading import fields_of, head
from onrecord.model import Json, Span

FILE = "squad.json"
VERSION = "v2.0"


def write(articles: Iterable[Annotated], folder: Path) -> None:
    """All articles in one file, one a line; those without quotes ask nothing and are left out."""
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"version": "{VERSION}", "data": [')
        for number, one in enumerate(one for one in articles):
            file.write(f"{',' * bool(number)}\n{json.dumps(_article(one), ensure_ascii=False)}")
        file.write("\n]}\n")


def _article(one: Annotated) -> Json:
    asked: dict[str, int] = {}
    questions: list[Json] = []
    for quote in one.quotes:
        words = quote.span.of(one.words)
        asked[words] = asked.get(words, 0) + 1
        questions.append(_question(quote, one.words, asked[words]))
    paragraph: Json = {"context": one.words, "qas": questions}
    return {"title": one.metadata.get("title") or one.id, "id": one.id, "sha256": one.sha256, "paragraphs": [paragraph]}


def _question(quote: Said, text: str, number: int) -> Json:
    again = f" (time {number})" if number > 1 else ""
    answers: list[Json] = [{"text": source.of(text), "answer_start": source.start} for source in quote.sources]
    return {
        "id": quote.id,
        "question": f"Who said “{quote.span.of(text)}”?{again}",
        "answers": answers,
        "is_impossible": not answers,
        "quote": {"start": quote.span.start, "end": quote.span.end, "type": quote.type},
    }


def knows(path: Path) -> bool:
    """Whether a file is in this format, by how it begins."""
    return path.suffix == ".json" and head(path).lstrip().startswith('{"version": "v')


def read(paths: Sequence[Path]) -> Iterator[Answered]:
    """What files say of each article; DataError, with the place, where they are not as they should be."""
    for path in paths:
        with fields_of(path, "the form of SQuAD, with a quote in each question") as where:
            data: Any = json.loads(path.read_bytes())["data"]
            for index, one in enumerate(data):
                where[:] = [f"data[{index}]"]
                quotes = []
                for number, paragraph in enumerate(one["paragraphs"]):
                    for place, question in enumerate(paragraph["qas"]):
                        where[1:] = [f".paragraphs[{number}].qas[{place}]"]
                        quotes.append(_prediction(question, "".join(where)))
                where[1:] = []
                yield Answered(one["id"], tuple(quotes), (), f"{path}, data[{index}]", one.get("sha256"))


def _prediction(question: dict[str, Any], place: str) -> Prediction:
    quote, answers = question["quote"], question["answers"]
    source: Span | None = None
    if answers:
        start = answers[0]["answer_start"]
        source = span(start, start + len(answers[0]["text"]))
    return Prediction((span(quote["start"], quote["end"]),), source, None, quote.get("type"), place=place)

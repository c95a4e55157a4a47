"""What must hold of a record beyond its schema: checks in the manner of rules, what they find in words.

An invariant takes a record and the row of its article, both valid by their schemas, and gives a problem for
every field that breaks it. Where a release left out the article's text, what the context shows is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any, TypeAlias

from onrecord.dataset.ids import Occurrences, quote_id, utterance_id
from onrecord.dataset.records import DECIMALS
from onrecord.dataset.wording import Problem, mismatch, shown

Row: TypeAlias = dict[str, Any]

FACTS = ("outlet", "date", "url", "title", "author", "language", "agency")
"""What a record repeats of its article."""

PASSAGES = ("source", "cue", "addressee", "said_on_basis")
"""The words of the article that a record points to, besides the quote."""

MARKS = frozenset("“”„‟\"‘’‚‛'«»‹›「」『』〝〞〟`´＂")


def words_stand_there(record: Row, article: Row) -> Iterator[Problem]:
    """The quote, its source, its cue … are the article's text from start to end."""
    yield from _passage_problems("quote", "end", record["quote"], record, record, article)
    for field in PASSAGES:
        if passage := record[field]:
            yield from _passage_problems(f"{field}.text", f"{field}.end", passage["text"], passage, record, article)


def context_holds(record: Row, article: Row) -> Iterator[Problem]:
    """The context is the article's text where it stands, and holds the quote and its source."""
    if record["context"] is None:
        return
    words, start = record["context"]["text"], record["context"]["start"]
    end, text = start + len(words), article["text"]
    if text is not None and text[start:end] != words:
        yield "context.text", mismatch(text[start:end], words, f"text[{start}:{end}] of the article")
    for name, held in (("quote", record), ("source", record["source"])):
        if held and not (start <= held["start"] and held["end"] <= end):
            place = f"{held['start']} to {held['end']}"
            yield "context", f"expected to hold the {name} ({place}), found {start} to {end}"


def nothing_around_the_quote(record: Row, article: Row) -> Iterator[Problem]:
    """The quote is without white space and without its outer quotation marks."""
    quote, text = record["quote"], article["text"]
    if quote != quote.strip():
        yield "quote", mismatch(quote.strip(), quote, "no white space around the words")
        return
    # “‘Stop!’” keeps its inner marks, because others stand outside.
    marked = len(quote) > 1 and MARKS.issuperset((quote[0], quote[-1]))
    if marked and text and MARKS.isdisjoint((_before(text, record["start"]), _after(text, record["end"]))):
        yield "quote", f"expected the words without their outer quotation marks, found {shown(quote)}"


def id_is_of_its_words(record: Row, article: Row) -> Iterator[Problem]:
    """The id comes from the article's id, the words and their occurrence in the text."""
    words, start, text = record["quote"], record["start"], article["text"]
    if text is not None:
        number = _occurrences(text).number(words, start)
        numbers = range(number, number + 1)
    else:
        numbers = range(1, start // len(words) + 2)  # as many as there is room for
    ids = (quote_id(record["article_id"], words, number) for number in numbers)
    if record["id"] not in ids:
        first = quote_id(record["article_id"], words, numbers[0])
        yield "id", mismatch(first, record["id"], "from article_id, quote and start")


def facts_are_the_articles(record: Row, article: Row) -> Iterator[Problem]:
    """Outlet, date, url, title, author, language and agency are those of the article."""
    for field in FACTS:
        if record.get(field) != article.get(field):  # no agency before 1.2.0
            yield field, mismatch(article[field], record[field], "the article's, in articles.jsonl")


def period_starts_on_its_first_day(record: Row, _: Row) -> Iterator[Problem]:
    """A month starts on its first day, a year on the first of January."""
    day, precision = record["said_on"], record["said_on_precision"]
    first = {"month": "-01", "year": "-01-01"}.get(precision, "")
    if day and not day.endswith(first):
        yield "said_on", f"expected the first day of a {precision} (…{first}), found {shown(day)}"


def confidence_is_rounded(record: Row, _: Row) -> Iterator[Problem]:
    """A confidence has three decimals."""
    found = record["confidence"]
    if found is not None and round(found, DECIMALS) != found:
        yield "confidence", mismatch(round(found, DECIMALS), found, "three decimals")


INVARIANTS = (
    words_stand_there,
    context_holds,
    nothing_around_the_quote,
    id_is_of_its_words,
    facts_are_the_articles,
    period_starts_on_its_first_day,
    confidence_is_rounded,
)


def record_problems(record: Row, article: Row) -> Iterator[Problem]:
    """All that is wrong with a record, the row of its article at hand."""
    for invariant in INVARIANTS:
        yield from invariant(record, article)


def region_problems(rejection: Row, article: Row) -> Iterator[Problem]:
    """All that is wrong with a rejected region, or with why an article was not read, the row of the article at hand."""
    if rejection["what"] == "input":
        return iter(())
    return _passage_problems("text", "end", rejection["text"], rejection, {"context": None}, article)


def article_problems(article: Row) -> Iterator[Problem]:
    """All that is wrong with the row of an article by itself."""
    text = article["text"]
    if text is None:
        return
    if len(text) != article["characters"]:
        yield "characters", mismatch(len(text), article["characters"], "the length of text")
    if (digest := sha256(text.encode()).hexdigest()) != article["sha256"]:
        yield "sha256", mismatch(digest, article["sha256"], "that of text in UTF-8")


def order_problems(records: list[Row]) -> Iterator[tuple[int, Problem]]:
    """Where records of one article, as the file has them, are out of order or overlap, by their index."""
    for index, (before, record) in enumerate(pairwise(records), start=1):
        if record["start"] < before["end"]:
            place = f"{before['id']} before it ({before['start']} to {before['end']})"
            wanted = "to come after" if record["start"] < before["start"] else "no overlap with"
            yield index, ("start", f"expected {wanted} {place}, found {record['start']}")


def utterance_problems(records: list[Row]) -> Iterator[tuple[int, Problem]]:
    """Where an utterance, among the records of one article, is not its parts 1 to ``parts``, by index."""
    utterances: dict[str, list[int]] = {}
    for index, record in enumerate(records):
        utterances.setdefault(record["utterance_id"], []).append(index)
    for name, indexes in utterances.items():
        expected = utterance_id(records[indexes[0]]["id"])
        if name != expected:
            yield indexes[0], ("utterance_id", mismatch(expected, name, "from the id of its first part"))
        for part, index in enumerate(indexes, start=1):
            record = records[index]
            if record["parts"] != len(indexes):
                yield index, ("parts", mismatch(len(indexes), record["parts"], f"the records of {name}"))
            if record["part"] != part:
                yield index, ("part", mismatch(part, record["part"], "in the order of the text"))


def identity_problems(records: list[Row]) -> Iterator[tuple[int, Problem]]:
    """Where a speaker's name, among the records of one article, has another identity than before, by index."""
    first: dict[tuple[str, str], Row] = {}
    for index, record in enumerate(records):
        if record["speaker"] is None:
            continue
        before = first.setdefault((record["speaker"], record["speaker_kind"]), record)
        expected, found = before.get("speaker_id"), record.get("speaker_id")  # none before 1.1.0
        if expected != found:
            yield index, ("speaker_id", mismatch(expected, found, f"that of {record['speaker']} in {before['id']}"))


def _passage_problems(
    words_field: str, end_field: str, words: str, place: Row, record: Row, article: Row
) -> Iterator[Problem]:
    """Where ``words`` are not what stands in the article from ``place["start"]`` to ``place["end"]``."""
    start, end = place["start"], place["end"]
    there = _text_at(record, article, start, end)
    if not start <= end <= article["characters"]:
        bounds = f"{start} to {article['characters']}"
        yield end_field, f"expected {bounds}, not before start and within the text, found {end}"
    elif there is not None and there != words:
        yield words_field, mismatch(there, words, f"text[{start}:{end}] of the article")
    elif len(words) != end - start:
        yield end_field, mismatch(start + len(words), end, "where the words end")


@lru_cache(maxsize=1)
def _occurrences(text: str) -> Occurrences:
    """Of the article whose records are looked at, one after the other."""
    return Occurrences(text)


def _text_at(record: Row, article: Row, start: int, end: int) -> str | None:
    """The words of the article between two offsets, as far as the dataset shows them."""
    if (text := article["text"]) is not None:
        return str(text[start:end])
    if context := record["context"]:
        first, last = start - context["start"], end - context["start"]
        if 0 <= first <= last <= len(context["text"]):
            return str(context["text"][first:last])
    return None


def _before(text: str, offset: int) -> str:
    """The last visible character before an offset, or ""."""
    return next((text[at] for at in range(min(offset, len(text)) - 1, -1, -1) if _visible(text[at])), "")


def _after(text: str, offset: int) -> str:
    """The first visible character at or after an offset, or ""."""
    return next((text[at] for at in range(offset, len(text)) if _visible(text[at])), "")


def _visible(character: str) -> bool:
    return not character.isspace() and character not in "\xad\u180e\u200b\u200c\u200d\u2060\ufeff"

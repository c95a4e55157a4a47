"""One article through the pipeline, so that a bug in a rule costs that article and not the others."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from onrecord.dataset.limit import TooSlow, limited
from onrecord.identify.identities import Identities
from onrecord.model import Article, Origin, Rejection
from onrecord.pipeline import Extraction, process
from onrecord.read.unread import UnreadPage

log = logging.getLogger(__name__)

_PACKAGE = Path(__file__).parents[1]


def attempt(
    item: Article | UnreadPage,
    identities: Identities | None = None,
    *,
    check: bool = False,
    seconds: float | None = None,
) -> Extraction | Rejection:
    """What the pipeline makes of an article or a page; where it fails, the line of rejected.jsonl that says so.

    With ``check`` it fails too where a row of its breaks a schema or an invariant, with ``seconds`` where
    it takes more.
    """
    try:
        with limited(seconds):
            article = item.read() if isinstance(item, UnreadPage) else item
            if isinstance(article, Rejection):
                return article
            made = process(article, identities)
            flaw = next(flaws(made), None) if check else None
    except TooSlow:
        return too_slow(item, seconds or 0)
    except Exception as error:
        log.debug("the article %s failed", item.id, exc_info=True)
        flaw = f"{type(error).__name__} in {_raised_in(error)}"
    return made if flaw is None else failed(item, f"valid records; this is a bug in onrecord, please report it: {flaw}")


def too_slow(item: Article | UnreadPage, seconds: float) -> Rejection:
    """The line of rejected.jsonl for an article that took longer than the limit."""
    expected = f"an article that takes at most {seconds:g} seconds (--article-seconds sets another limit)"
    return failed(item, expected, "too-slow")


def failed(item: Article | UnreadPage, expected: str, reason: str = "failed") -> Rejection:
    """The line of rejected.jsonl for an article that was given up."""
    place = item.origin or Origin(item.id)
    return Rejection("input", reason, article_id=item.id, file=place.file, line=place.line, expected=expected)


def flaws(made: Extraction) -> Iterator[str]:
    """What breaks a schema or an invariant in the rows of one article, by row and field."""
    from onrecord.dataset import invariants
    from onrecord.dataset.wording import schema_problems

    article, records, regions = made.rows
    problems = chain(
        (schema_problems("article", article) or invariants.article_problems(article)),
        *(schema_problems("rejected", row) or invariants.region_problems(row, article) for row in regions),
        *(schema_problems("quote", row) or invariants.record_problems(row, article) for row in records),
        (problem for _, problem in invariants.order_problems(records)),
        (problem for _, problem in invariants.utterance_problems(records)),
        (problem for _, problem in invariants.identity_problems(records)),
    )
    for field, message in problems:
        yield f"{field}: {message}" if field else message


def _raised_in(error: Exception) -> str:
    """The place in this package where an error was raised: ``attribute/colon.py, line 53``."""
    frames = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    own = [(path, line) for path, line in frames if path.is_relative_to(_PACKAGE)]
    path, line = own[-1]
    return f"{path.relative_to(_PACKAGE).as_posix()}, line {line}"

"""An article that is handed over, not read from a file: its text, and what a caller says of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from onrecord.errors import DataError
from onrecord.model import Article
from onrecord.read.metadata import flaw, metadata


def article(text: str, id: str, given: Mapping[str, object]) -> Article:
    """The article of a text and of what is given of it: url, outlet, date, title, author, language.

    Raises DataError where something given is wrong, or the text holds half of a surrogate pair.
    """
    if not isinstance(text, str):
        raise DataError(f"text: expected a string, found {type(text).__name__}")
    reason, expected = flaw(text) or ("", "")
    if reason == "lone-surrogate":  # without a letter or digit there is only nothing to find
        raise DataError(f"text: expected {expected}")
    said = {"id": "text"} | facts({**given, "id": id})
    return Article(text=text, **said)


def facts(given: Mapping[str, object]) -> dict[str, Any]:
    """What is given of an article, as strings in the form of the fields of Article; what is None is left out.

    Raises DataError with the field and what was expected of it.
    """
    dated = {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in given.items()}
    said, wrong = metadata(dated, "")
    for one in wrong:
        raise DataError(f"{one.field}: expected {one.expected}")
    return said

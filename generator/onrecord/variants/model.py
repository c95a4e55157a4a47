"""The nouns of variants: a quote as it is compared, a difference, a pair of wordings, a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, Self

Label = Literal["verbatim", "truncated", "extended", "altered", "split"]
Change = Literal["replaced", "left-out", "added"]


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """What of a line of quotes.jsonl is needed to find its variants; the fields mean the same there."""

    id: str
    article_id: str
    quote: str
    utterance_id: str | None = None
    part: int = 1
    parts: int = 1
    speaker: str | None = None
    speaker_kind: str | None = None
    speaker_id: str | None = None
    outlet: str | None = None
    date: str | None = None
    said_on: str | None = None
    said_on_precision: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """The row of a line of quotes.jsonl; KeyError, ValueError where it is none."""
        if row["quote"] is None:
            raise ValueError("no words: they were left out of it")
        optional = {name: row[name] for name in _OPTIONAL if row.get(name) is not None}
        made = {"id": row["id"], "article_id": row["article_id"], "quote": row["quote"], **optional}
        for name, value in made.items():
            of = int if name in ("part", "parts") else str
            if not isinstance(value, of):
                raise ValueError(f"field {name} is {value!r}, no {'number' if of is int else 'string'}")
        return cls(**made)


_OPTIONAL = tuple(field.name for field in fields(QuoteRow) if field.name not in ("id", "article_id", "quote"))


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the first that stand otherwise in the second; "" where words were left out or added, None where unsaid.

    ``at`` is how many words of the first come before: so the differences, applied to the first, give the second.
    """

    kind: Change
    first: str | None
    second: str | None
    at: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two wordings of one utterance in different articles: the ids of the quotes, several where it is interrupted.

    ``first`` is the one published earlier; where that is not known, the one that the other is compared with.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    label: Label
    differences: tuple[Difference, ...]
    speakers_agree: bool | None


@dataclass(frozen=True, slots=True)
class Group:
    """Quotes of one utterance in several articles, by date of publication, unknown dates last, then by id."""

    id: str
    members: tuple[QuoteRow, ...]
    earliest: tuple[str, ...] | None
    """The quotes of the first day of publication; None unless the day of every member is known."""
    pairs: tuple[Pair, ...]

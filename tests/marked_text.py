"""Tables of marked text: what a rule must answer, written into the text that it answers about.

A case file has a heading for each rule and below it a line for each case::

    # beside_quote.verb_name
    + ⟨quote:“We will win,”⟩ ⟨cue:said⟩ ⟨source:Anna Lee⟩.
    - ⟨quote:“We will win”⟩ was the slogan Anna Lee chose.

``+``: the rule must answer just so: a part that is not marked is one that it must leave out. ``-``: it must be silent.
``⏎`` ends a paragraph; ``⟨quote:…⟩`` takes the quotation marks in; after ``=>`` stands an answer that is no span. Lines
that begin with ``//`` comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.attribute import attribute
from onrecord.attribute.context import QuoteContext
from onrecord.model import Article, Attribution, Span
from onrecord.text.document import Document

_MARK = re.compile(r"⟨(\w+):|⟩")


@dataclass(frozen=True)
class Case:
    """One line of a case file; ``str`` of it is what a failing test shows."""

    file: str
    line: int
    rule: str
    holds: bool
    """The line begins with "+"."""
    marked: str
    """The text with its marks, a line end for each ``⏎``."""
    result: str | None
    """What stands after ``=>``."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.rule}"

    @property
    def text(self) -> str:
        """The text without marks, as the rules read it."""
        return _MARK.sub("", self.marked)

    @property
    def quote(self) -> Span:
        """Where the marked quote stands in ``text``, its quotation marks included."""
        open_marks: list[tuple[str, int]] = []
        taken = 0
        for mark in _MARK.finditer(self.marked):
            place = mark.start() - taken
            taken += len(mark.group())
            if mark[1]:
                open_marks.append((mark[1], place))
            else:
                name, start = open_marks.pop()
                if name == "quote":
                    return Span(start, place)
        raise ValueError(f"{self}: no ⟨quote:…⟩")


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file, in their order; ValueError for a line that is none."""
    rule = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# "):
            rule = line[2:].strip()
        elif line[:2] in ("+ ", "- "):
            marked, arrow, result = line[2:].partition(" => ")
            marked = re.sub(r"\s*⏎\s*", "\n\n", marked.strip())
            yield Case(path.name, number, rule, line[0] == "+", marked, result.strip() if arrow else None)
        elif line.strip() and not line.startswith("//"):
            raise ValueError(f"{path.name}:{number}: a line begins with '# ', '+ ', '- ' or '//'")


def context_of(case: Case) -> QuoteContext:
    """The context of the marked quote, once all quotes of the text are attributed."""
    contexts = attribute(Document(Article(id="case", text=case.text)))
    for context in contexts:
        if (context.quote.outer_start, context.quote.outer_end) == (case.quote.start, case.quote.end):
            return context
    found = [case.text[c.quote.outer_start : c.quote.outer_end] for c in contexts]
    raise AssertionError(f"{case}: no such quote is found, only {found}")


def marked_with(case: Case, answer: Attribution | None) -> str:
    """The text of a case with its quote and what a rule answered marked, for comparison with the case itself."""
    spans = {"quote": case.quote}
    if answer is not None:
        parts = (("source", answer.source), ("cue", answer.cue), ("addressee", answer.addressee))
        spans |= {name: span for name, span in parts if span is not None}
    text = case.text
    marks = [(span.end, 0, "⟩") for span in spans.values()]
    marks += [(span.start, 1, f"⟨{name}:") for name, span in spans.items()]
    for place, _, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    return text

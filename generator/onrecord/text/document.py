"""An article with the facts that rules ask for, each computed once and only when asked."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from onrecord import languages
from onrecord.find.quotes import find_quotes
from onrecord.languages.lexicon import lexicon
from onrecord.model import Article, Quote, Span
from onrecord.rules import fact
from onrecord.text.normalise import NormalisedText, normalise
from onrecord.text.segment import paragraphs
from onrecord.text.tokens import Tokens

_LINE = 150
"""A paragraph of fewer characters at the head of an article may be a headline or a standfirst."""


@dataclass
class Document:
    """The normalised text of an article and what is known of its shape; all offsets are of ``text``."""

    article: Article
    language: str = "en"
    normalised: NormalisedText = field(init=False)
    text: str = field(init=False)
    """The normalised text."""
    _tokens: dict[int, Tokens] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.normalised = normalise(self.article.text)
        self.text = self.normalised.text

    @fact
    def words(self) -> dict[str, Any]:
        """The word lists of the article's language."""
        return languages.load(self.language)

    @fact
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines that are not blank."""
        return paragraphs(self.text)

    @fact
    def quotes(self) -> tuple[Quote, ...]:
        """Every quoted region, in the order of the text; none overlaps another."""
        return find_quotes(self.text, self.paragraphs)

    @fact
    def lead(self) -> int:
        """The first paragraph that is too long for a headline or a standfirst; 0 where none is."""
        return next((i for i, span in enumerate(self.paragraphs) if span.end - span.start >= _LINE), 0)

    @fact
    def mostly_single(self) -> bool:
        """The article quotes with single marks, as British papers do."""
        return 2 * sum(quote.single for quote in self.quotes) > len(self.quotes)

    @fact
    def _paragraph_starts(self) -> list[int]:
        return [span.start for span in self.paragraphs]

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds a character (of the one before, for white space between two)."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    @fact
    def _first_quotes(self) -> dict[int, int]:
        """Paragraph -> the index of its first quote."""
        first: dict[int, int] = {}
        for index, quote in enumerate(self.quotes):
            first.setdefault(quote.paragraph, index)
        return first

    def quotes_of(self, paragraph: int) -> tuple[Quote, ...]:
        """The quotes of a paragraph."""
        first = self._first_quotes.get(paragraph)
        if first is None:
            return ()
        end = first
        while end < len(self.quotes) and self.quotes[end].paragraph == paragraph:
            end += 1
        return self.quotes[first:end]

    def tokens(self, paragraph: int) -> Tokens:
        """The tokens of a paragraph, one in each quote's place."""
        if paragraph not in self._tokens:
            self._tokens[paragraph] = Tokens(
                self.text, self.paragraphs[paragraph], self.quotes_of(paragraph), lexicon(self.language)
            )
        return self._tokens[paragraph]

    def token_of(self, quote: int) -> int:
        """The token that stands in a quote's place in its paragraph."""
        paragraph = self.quotes[quote].paragraph
        return self.tokens(paragraph).places[quote - self._first_quotes[paragraph]]

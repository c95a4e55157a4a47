"""What the head and the foot of an article say of its making, read once for all rules that ask."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import regex

from onrecord import languages
from onrecord.find.characters import characters
from onrecord.model import Article, Span
from onrecord.publication.claims import Claims
from onrecord.publication.expressions import DateExpression, read_dates
from onrecord.rules import fact
from onrecord.text.document import Document

HEAD_LINES, FOOT_LINES, SHORT = 12, 12, 160
"""How many lines the head and the foot have at most, and how many characters such a line."""

_LETTERS = regex.compile(r"\p{L}[\p{L}.]*")
_NAME_WORD = r"\p{Lu}[\p{L}\p{M}’'.-]*"
_YEAR = re.compile(r"(?:1[6-9]|20)[0-9][0-9]")
"""What no date can do without where there is nothing to count from."""
_WEEKDAY = regex.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b")
_CAPITALS = regex.compile(r"(?<=\p{L})\p{Lu}+")
_BETWEEN_PERSONS = regex.compile(r"\s*(?:,|&|\band\b|\s\|\s|\s[•·–—/-]\s|\s{2,})\s*")
_PARTED = re.compile(r",|\s[|•]\s")
_SENTENCE_END = re.compile(rf"[.?!](?<={characters('Ll')}{{2}}.)[”\"’']?$")


class Vocabulary:
    """The words of a language about publishing, as sets and patterns."""

    def __init__(self, language: str) -> None:
        """Read the words of ``language``; FileNotFoundError where there are none."""
        words = languages.load(language)["publication"]
        self.agencies = {name.casefold() for name in words["agencies"]}
        self.no_names = frozenset(words["no_names"])
        self.labels = self.no_names | frozenset(words["also_names"])
        self.outlet_nouns = frozenset(words["outlet_nouns"])
        self.jobs = either(words["jobs"])
        self.about_author = regex.compile(rf"(?i)\b{either(words['about_authors'])}\b")
        self.press = regex.compile(rf"(?i)\b{either(words['press_words'])}\b")
        self.byline = regex.compile(rf"(?:{either(words['byline_openers'])})\s+(?=\p{{Lu}})")
        self.published = regex.compile(rf"(?i){either(words['published_labels'])}\b(?:\s+on\b)?")
        self.updated = regex.compile(rf"(?i){either(words['updated_labels'])}\b(?:\s+on\b)?")
        self.date_words = frozenset(words["date_line_words"])
        particles = either(words["name_particles"])
        self.person = regex.compile(rf"{_NAME_WORD}(?:\ (?:{_NAME_WORD}|{particles})){{0,3}}\ {_NAME_WORD}")
        self.job_after = regex.compile(rf"(?i)[\s,]*(?:(?:senior|chief|political|national)\ )*{self.jobs}$")


def either(alternatives: list[str]) -> str:
    """One group of alternatives, the longest first."""
    return "(?:" + "|".join(regex.escape(a) for a in sorted(alternatives, key=len, reverse=True)) + ")"


vocabulary = cache(Vocabulary)


TEXT = 1
"""The sign that the rules of a language can read the text; a rule without it looks at metadata, markup and address."""


class Imprint:
    """An article's metadata and markup, and the lines at head and foot that may say who published it, when, by whom."""

    def __init__(self, document: Document | Article) -> None:
        """Nothing is read before a rule asks for it; of an Article in a language without rules, no text."""
        self._document = None if isinstance(document, Article) else document
        self.article = document if isinstance(document, Article) else document.article
        self.claims = Claims(self.article)
        self.signs = 0 if self._document is None else TEXT

    @property
    def document(self) -> Document:
        """The article as the rules of its language read it."""
        if self._document is None:
            raise ValueError("a rule of the text was asked about an article without rules for its language")
        return self._document

    @fact
    def words(self) -> Vocabulary:
        """The words of the language about publishing."""
        return vocabulary(self.document.language)

    @fact
    def lines(self) -> list[str]:
        """The lines that are not blank."""
        return [span.of(self.document.text) for span in self.document.paragraphs]

    @fact
    def head(self) -> tuple[int, ...]:
        """The short lines at the beginning, as indices of ``lines``."""
        return tuple(i for i, line in enumerate(self.lines[:HEAD_LINES]) if len(line) <= SHORT)

    @fact
    def foot(self) -> tuple[int, ...]:
        """The lines at the end, the last first."""
        return tuple(range(len(self.lines) - 1, max(-1, len(self.lines) - 1 - FOOT_LINES), -1))

    def quoted(self, line: int, start: int) -> bool:
        """Whether a character of a line stands within quotation marks: someone else's words."""
        place = self.document.paragraphs[line].start + start
        return any(quote.start <= place < quote.end for quote in self.document.quotes)

    def dates(self, line: int) -> list[DateExpression]:
        """The dates that a line names with their year; spans count within the line."""
        return self._full_dates(self.lines[line])

    def _full_dates(self, text: str) -> list[DateExpression]:
        return read_dates(text, 0, len(text), None, self.document.language) if _YEAR.search(text) else []

    def full_date(self, line: int) -> date | None:
        """The first day that a line names with its year."""
        return next((found.first for found in self.dates(line) if found.precision == "day"), None)

    @fact
    def date_lines(self) -> frozenset[int]:
        """The short lines of the head that hold nothing but a time: "Updated: 7:15, 14.08.2024"."""
        return frozenset(i for i in self.head if self._only_a_date(i))

    def _only_a_date(self, line: int) -> bool:
        text, spans = self.lines[line], [found.span for found in self.dates(line)]
        if not spans and not self.words.updated.match(text) and not self.words.published.match(text):
            return False
        for span in reversed(spans):
            text = text[: span.start] + " " + text[span.end :]
        days = _WEEKDAY.sub(" ", text)
        return all(word.strip(".").lower() in self.words.date_words for word in _LETTERS.findall(days))

    def person(self, words: str) -> str | None:
        """The person that the words name and nothing else ("ANNA LEE" as "Anna Lee"), or None."""
        words = words.strip(" ,.;:•|–—-")
        if not self.words.person.fullmatch(words):
            return None
        parts = {word.lower() for word in words.split() if not word.endswith(".")}
        if parts & self.words.no_names or parts <= self.words.labels:
            return None
        return _CAPITALS.sub(lambda rest: rest[0].lower(), words) if words.isupper() else words

    def persons(self, words: str) -> list[str]:
        """The persons that a byline begins with: "Anna Lee and Tom Hart, Staff Writers"."""
        found: list[str] = []
        for part in _BETWEEN_PERSONS.split(words):
            name = self.person(part)
            if name is None or (found and self.outlet(part)):
                break
            found.append(name)
        return found

    def outlet(self, words: str, *, sure: bool = False) -> str | None:
        """The outlet that the words name and nothing else, or None; unless ``sure``, by its noun ("Post")."""
        words = self.words.job_after.sub("", words.strip(" ,.;:•|–—-")).strip(" ,")
        parts = words.split()
        if not 1 <= len(parts) <= 7 or not parts[0][0].isupper() or words.casefold() in self.words.agencies:
            return None
        if any(word[0].islower() and word not in ("of", "and", "the", "for", "in", "&") for word in parts):
            return None
        if {word.lower() for word in parts} <= self.words.labels or words.isdigit():
            return None
        nouns = {part.title() if part.isupper() else part for part in parts}
        return words if sure or (len(parts) > 1 and nouns & self.words.outlet_nouns) else None

    @fact
    def byline(self) -> tuple[int, list[str], str] | None:
        """The line of the byline, its persons, what follows them: (2, ["Anna Lee"], "The Meridian Post")."""
        for line in (*self.head, *reversed(self.foot[:4])):
            text = self.lines[line]
            if len(text) > SHORT or _SENTENCE_END.search(text):
                continue
            opener = self.words.byline.match(text)
            if opener is None and not _PARTED.search(text):
                continue
            rest = text[opener.end() :] if opener else text
            dates = [found.span.start for found in self._full_dates(rest) if found.span.start]
            rest = rest[: min(dates, default=len(rest))]
            persons = self.persons(rest)
            after = rest[rest.lower().find(persons[-1].lower()) + len(persons[-1]) :] if persons else ""
            tail = after.strip(" ,.;:•|–—-/")
            signed = self.words.job_after.search(after) or (tail and self.outlet(tail))
            if persons and (opener or (signed and line in self.head and line > 0)):
                return line, persons, tail
        return None

    @fact
    def tagline(self) -> tuple[str, str] | None:
        """Outlet and author of a line of keywords: "dykes/ GHENT/ Canal News/ A. Lee/ Late Edition/ …"."""
        for line in self.lines[:4]:
            parts = [part.strip() for part in line[:500].split("/")]
            if len(parts) < 5 or "://" in line[:500] or any(len(part) > 60 for part in parts[:-1]):
                continue
            places = [i for i, part in enumerate(parts[:-1]) if part.isupper() and len(part) > 2]
            if not places or places[-1] + 2 >= len(parts):
                continue
            outlet = self.outlet(parts[places[-1] + 1], sure=True)
            author = self.person(parts[places[-1] + 2])
            if outlet and author:
                return outlet, author
        return None

    @fact
    def author_box(self) -> tuple[int, str] | None:
        """A name alone on a line, over a sentence about that person's work: the sentence's line, the name."""
        for line in range(max(2, len(self.lines) // 2), len(self.lines) - 1):
            name = self.person(self.lines[line]) if len(self.lines[line]) <= 60 else None
            below = self.lines[line + 1]
            if name and len(below) > 40 and self.words.about_author.search(below):
                first = below.split()[0].strip(",.")
                if first in (*name.split(), "He", "She", "They"):
                    return line + 1, name
        return None

    def span(self, line: int) -> Span:
        """Where a line stands in the normalised text."""
        return self.document.paragraphs[line]

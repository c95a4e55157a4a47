"""Who wrote an article: rules over its imprint. A credit for a photograph names no author."""

from __future__ import annotations

import regex

from onrecord.publication.imprint import TEXT, Imprint
from onrecord.rules import Rule

# an answer: the author and the basis
Answer = tuple[str, str]

_REPORTING = regex.compile(r"\(?(?:Reporting|Writing|Additional reporting) by (?P<names>\p{Lu}[^;()]*)")
_PLACE = regex.compile(r"\s+in\s+\p{Lu}.*$")


def metadata(imprint: Imprint) -> Answer | None:
    """The metadata that came with the article names the author."""
    author = (imprint.article.author or "").strip()
    return (author, imprint.article.basis) if author else None


def byline(imprint: Imprint) -> Answer | None:
    """A byline at the head or the foot names the author."""
    return (_together(imprint.byline[1]), "byline") if imprint.byline else None


def tagline(imprint: Imprint) -> Answer | None:
    """A line of keywords joined by slashes names place, outlet and author."""
    return (imprint.tagline[1], "byline") if imprint.tagline else None


def name_beside_date(imprint: Imprint) -> Answer | None:
    """A line of the head that is nothing but a person's name stands beside the line with the date."""
    for line in imprint.head:
        if line and (line - 1 in imprint.date_lines or line + 1 in imprint.date_lines):
            name = imprint.person(imprint.lines[line])
            if name:
                return name, "byline"
    return None


def name_under_headline(imprint: Imprint) -> Answer | None:
    """A person's name, found nowhere else, stands alone between the headline and the first long paragraph."""
    if len(imprint.lines) < 3 or not len(imprint.lines[0]) <= 160 < len(imprint.lines[2]):
        return None
    name = imprint.person(imprint.lines[1])
    # Whoever the article is about is named again in it; whoever wrote it is not.
    return (name, "byline") if name and imprint.document.text.count(name.split()[-1]) == 1 else None


def author_box(imprint: Imprint) -> Answer | None:
    """A name alone on a line below the article is followed by a sentence about that person's work."""
    return (imprint.author_box[1], "byline") if imprint.author_box else None


def reporting_by(imprint: Imprint) -> Answer | None:
    """The last lines say who reported: "Reporting by Anna Lee in Lisbon; Editing by …"."""
    for line in imprint.foot:
        found = _REPORTING.match(imprint.lines[line])
        names = imprint.persons(_PLACE.sub("", found["names"])) if found else []
        if names:
            return _together(names), "byline"
    return None


def _together(names: list[str]) -> str:
    """One author as named, two with "and", more with commas before it."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


RULES: tuple[Rule[Imprint, Answer], ...] = (
    Rule("author.metadata", metadata),   # {"author": "Anna Lee"}
    Rule("author.byline", byline, TEXT),   # By ANNA LEE, Staff Writer
    Rule("author.tagline", tagline, TEXT),   # flood relief/ dykes/ GHENT/ Canal News/ A. Lee/ Late Edition/ …
    Rule("author.name_beside_date", name_beside_date, TEXT),   # Anna Lee ⏎ Updated: March 5, 2024
    Rule("author.name_under_headline", name_under_headline, TEXT),   # Headline ⏎ Anna Lee ⏎ Long paragraph …
    Rule("author.author_box", author_box, TEXT),   # Anna Lee ⏎ Anna has covered the ports since …
    Rule("author.reporting_by", reporting_by, TEXT),   # Reporting by Anna Lee in Lisbon; Editing by Tom Hart
)  # fmt: skip

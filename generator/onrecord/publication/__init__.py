"""Who published an article, when, by whom, as its metadata or its text says; and when its words were said."""

from __future__ import annotations

from onrecord.model import Publication
from onrecord.publication import author, date, outlet
from onrecord.publication.anchor import latest_named_day
from onrecord.publication.imprint import Imprint
from onrecord.rules import decide
from onrecord.text.document import Document

RULES = (*outlet.RULES, *date.RULES, *author.RULES)
"""All rules of this stage that read an imprint, each asked for its own value."""


def read_publication(document: Document) -> Publication:
    """Outlet, date and author with their bases, null where neither metadata nor text says; and the anchor."""
    imprint = Imprint(document)
    published_by, written_by = decide(outlet.RULES, imprint), decide(author.RULES, imprint)
    published_on = decide(date.RULES, imprint)
    anchor = published_on.answer[0] if published_on else None
    if anchor is None:
        latest = latest_named_day(document)
        anchor = latest.isoformat() if latest else None
    return Publication(
        outlet=published_by.answer[0] if published_by else None,
        outlet_basis=published_by.answer[1] if published_by else None,
        date=published_on.answer[0] if published_on else None,
        date_basis=published_on.answer[1] if published_on else None,
        author=written_by.answer[0] if written_by else None,
        anchor=anchor,
    )

"""Who published an article, when, by whom, as metadata, markup or its text says; and when its words were said."""

from __future__ import annotations

from typing import Any

from onrecord.model import Article, Publication
from onrecord.publication import agency, author, date, outlet
from onrecord.publication.anchor import latest_named_day
from onrecord.publication.imprint import Imprint
from onrecord.rules import Asked, Rule, decide
from onrecord.text.document import Document

RULES: tuple[Rule[Imprint, Any], ...] = (
    *outlet.RULES,
    *date.RULES,
    *author.RULES,
    *agency.RULES,
)
"""All rules of this stage that read an imprint, each asked for its own value."""

_OUTLET, _DATE = Asked(outlet.RULES), Asked(date.RULES)
_AUTHOR, _AGENCY = Asked(author.RULES), Asked(agency.RULES)


def read_publication(document: Document | Article) -> Publication:
    """Outlet, date, author and agency with their bases, null where nothing says; and the anchor.

    Of an Article in a language without rules, what metadata, markup and address say, without an anchor.
    """
    imprint = Imprint(document)
    published_by, written_by = decide(_OUTLET[imprint.signs], imprint), decide(_AUTHOR[imprint.signs], imprint)
    published_on, taken_from = decide(_DATE[imprint.signs], imprint), decide(_AGENCY[imprint.signs], imprint)
    anchor = published_on.answer[0] if published_on else None
    if anchor is None and isinstance(document, Document):
        latest = latest_named_day(document)
        anchor = latest.isoformat() if latest else None
    return Publication(
        outlet=published_by.answer[0] if published_by else None,
        outlet_basis=published_by.answer[1] if published_by else None,
        date=published_on.answer[0] if published_on else None,
        date_basis=published_on.answer[1] if published_on else None,
        author=written_by.answer[0] if written_by else None,
        agency=taken_from.answer if taken_from else None,
        anchor=anchor,
    )

"""The language whose rules read an article: as metadata or markup declares it, where its words do not belie that."""

from __future__ import annotations

from onrecord.languages import available
from onrecord.languages.guess import guess_language, is_plainly
from onrecord.model import Article

DEFAULT = "en"
"""The language of a text that nothing tells the language of: too short, or a list of names."""
# What a site's template declares is often its maker's language, not the article's, and a text that is not of the
# declared language would have the wrong rules read it; the other way round, nothing is lost by believing it.
_DOUBTED = frozenset(available())


def language_of(article: Article) -> str:
    """The BCP 47 tag of an article's language."""
    declared = article.language
    primary = declared.split("-")[0].lower() if declared else None
    if primary is not None and primary not in _DOUBTED:
        return declared or DEFAULT
    if is_plainly(article.text, primary or DEFAULT):
        return primary or DEFAULT
    guessed = guess_language(article.text)
    if guessed is None or guessed == primary:
        return primary or DEFAULT
    return guessed

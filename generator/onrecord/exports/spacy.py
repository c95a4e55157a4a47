"""spaCy: a DocBin, quotes.spacy, of a Doc for each article, cut into tokens by spaCy itself.

``doc.spans`` has a group for each layer (content, source, cue, addressee), as the SpanCategorizer asks for. A span's
``id_`` is the id of its quote, so those of one quote share it. What begins or ends inside a token of spaCy takes all of
it in. ``doc.user_data["onrecord"]`` holds JSON: the article and its quotes, with every span in code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.errors import CommandError
from onrecord.exports.model import LAYERS, Annotated, pair, region_row

FILE = "quotes.spacy"
KEY = "onrecord"


def write(articles: Iterable[Annotated], folder: Path) -> None:
    """One DocBin of all articles; CommandError where spaCy is not installed."""
    try:
        import spacy
        from spacy.tokens import DocBin
    except ImportError:
        raise CommandError("the format spacy needs spaCy, which is not installed: pip install spacy") from None
    languages: dict[str, Any] = {}
    made = DocBin(store_user_data=True)
    for one in articles:
        language = (one.metadata.get("language") or "en").partition("-")[0].lower()
        if language not in languages:
            try:
                languages[language] = spacy.blank(language)
            except ImportError:  # a language that spaCy does not know
                languages[language] = spacy.blank("xx")
            languages[language].max_length = float("inf")
        made.add(_doc(one, languages[language]))
    made.to_disk(folder / FILE)


def _doc(one: Annotated, language: Any) -> Any:
    doc = language.make_doc(one.words)
    groups: dict[str, list[Any]] = {layer: [] for layer in LAYERS}
    for quote in one.quotes:
        for layer, place in quote.layers.items():
            found = doc.char_span(*place, label=layer, span_id=quote.id, alignment_mode="expand")
            if found is not None:
                groups[layer].append(found)
    for layer, spans in groups.items():
        doc.spans[layer] = spans
    quotes = [{**quote.facts, **{layer: pair(quote.layers.get(layer)) for layer in LAYERS}} for quote in one.quotes]
    held = {"article": one.about, "quotes": quotes, "not_speech": [region_row(found) for found in one.not_speech]}
    doc.user_data[KEY] = json.dumps(held, ensure_ascii=False)
    return doc

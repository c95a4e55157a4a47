"""Which language's rules read an article."""

from __future__ import annotations

import pytest

from onrecord.model import Article
from onrecord.publication.language import language_of

ENGLISH = (
    "The dykes along the canal held through the night, the harbour master said, although the water rose by more than "
    "a metre within three hours and the lower town was told to leave its houses before dawn."
)
GERMAN = (
    "Der Deich am Kanal hat in der Nacht gehalten, sagte der Hafenmeister, obwohl das Wasser in drei Stunden um mehr "
    "als einen Meter stieg und die Leute in der unteren Stadt ihre Häuser noch vor dem Morgen verlassen sollten."
)
HINDI = "नहर के किनारे का बाँध रात भर टिका रहा, बंदरगाह के अधिकारी ने कहा, हालाँकि पानी तीन घंटे में एक मीटर से अधिक बढ़ गया।"


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (ENGLISH, None, "en"),
        (ENGLISH, "en", "en"),
        (ENGLISH, "en-GB", "en"),
        (GERMAN, None, "de"),
        (GERMAN, "de-AT", "de-AT"),
        (GERMAN, "en", "de"),  # the template of the site is in English
        (HINDI, "en-US", "hi"),
        (HINDI, None, "hi"),
        (ENGLISH, "de", "de"),  # declared otherwise, it is believed: nothing wrong is made of it
        ("Lee, Hart, Quill", None, "en"),  # too little to tell
        ("Lee, Hart, Quill", "fr", "fr"),
        ("“Ja,” said Anna Lee.", None, "en"),
    ],
)
def test_language(text: str, declared: str | None, language: str) -> None:
    assert language_of(Article("a", text, language=declared)) == language

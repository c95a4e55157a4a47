"""What a run of capitalised words names, and where names stand."""

from __future__ import annotations

import pytest

from onrecord.find.mentions import Mentions
from onrecord.model import Article
from onrecord.text.document import Document


def names_in(text: str) -> list[str]:
    mentions = Mentions(Document(Article(id="case", text=text)))
    found = mentions.between(0, len(text) + 1)
    return [f"{m.name.title or '-'} | {m.name.text or '-'} | {m.name.shape}" for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("said Sen. Anna Lee.", ["Sen. | Anna Lee | person"]),
        ("told Prime Minister Lee today", ["Prime Minister | Lee | person"]),
        ("in Secretary of State Ruth Orr’s view", ["Secretary of State | Ruth Orr | person"]),
        ("by Sen. Lee of Utah and", ["Sen. | Lee | person", "- | Utah | place"]),
        ("But Lee and House Speaker Omar Diaz", ["- | Lee | unknown", "House Speaker | Omar Diaz | person"]),
        (
            "the Centers for Flood Control and Prevention",
            ["- | Centers for Flood Control and Prevention | organization"],
        ),
        ("at Orr & Sons", ["- | Orr & Sons | organization"]),
        ("by J. Gerald Orr", ["- | J. Gerald Orr | person"]),
        ("as Texan Ted Orr said", ["Texan | Ted Orr | person"]),
        ("by Ludwig van der Horn", ["- | Ludwig van der Horn | person"]),
        ("by Anwar al-Hadid", ["- | Anwar al-Hadid | person"]),
        ("by Robert “Bob” Orr Jr.", ["- | Robert “Bob” Orr Jr. | person"]),
        ("by Matthew O’Neil’s aide", ["- | Matthew O’Neil | person"]),
        ("Lee. Orr said", ["- | Lee | unknown", "- | Orr | unknown"]),
        ("the FHA said", ["- | FHA | organization"]),
        ("in New Harbor on Monday", ["- | New Harbor | place"]),
        ("Lee Monday said", ["- | Lee | unknown"]),
        ("as Peter King said", ["- | Peter King | person"]),
        ("as Dean Orr said", ["- | Dean Orr | person"]),
        ("by Peter B. King of Utah", ["- | Peter B. King | person", "- | Utah | place"]),
        ("by Senior Counsel V. Orr", ["Senior Counsel | V. Orr | person"]),
        ("by Om Prakash Orr", ["- | Om Prakash Orr | unknown"]),
        ("by Comrade Anna Lee", ["Comrade | Anna Lee | person"]),
        ("by Freedonian-born Monte Orr", ["Freedonian-born | Monte Orr | person"]),
        ("by Anna Lee KC, who", ["- | Anna Lee | person"]),
        ("by the Wheat Growers’ Guild", ["- | Wheat Growers’ Guild | organization"]),
        ("of the Orrs’ Anna Lee", ["- | Orrs | unknown", "- | Anna Lee | person"]),
        ("as King Oleg said", ["King | Oleg | person"]),
        ("the President said", ["President | - | title"]),
        ("In the morning", []),
        ("by Essa Abdul Lee", ["- | Essa Abdul Lee | unknown"]),
        ("by Khalfan Juma Al Orr", ["- | Khalfan Juma Al Orr | person"]),
        ("by Leon St. Orr said", ["- | Leon St. Orr | person"]),
        ("by Iestyn ap Orr said", ["- | Iestyn ap Orr | person"]),
        ("by Proinsias Ó hOrr said", ["- | Proinsias Ó hOrr | person"]),
        ("by Ms Beatrice Achieng’ Orr", ["Ms | Beatrice Achieng’ Orr | person"]),
        ("by Undersecretary Ma. Corazon Orr", ["Undersecretary | Ma. Corazon Orr | person"]),
        ("by Datuk Seri Lim Orr", ["Datuk Seri | Lim Orr | person"]),
        ("by Tan Sri Lim Orr", ["Tan Sri | Lim Orr | person"]),
        ("as Mum-of-two Anna Lee said", ["Mum-of-two | Anna Lee | person"]),
        ("as Great-grandad Omar Diaz said", ["Great-grandad | Omar Diaz | person"]),
        ("as Marine Omar B. Diaz said", ["Marine | Omar B. Diaz | person"]),
    ],
)
def test_read_run(text: str, expected: list[str]) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "word", "body"),
    [
        ("Anna Lee sang.", "lee", [True]),
        ("“Anna Lee sang,” he said of Lee.", "lee", [False, True]),
        ("Anna Lee Wins the Race\n\nAnna Lee won.", "lee", [False, True]),
        ("By Anna Lee\n\nOmar Diaz and Ruth Lee sang.", "lee", [False, True]),
        ("ORRVILLE: Anna Lee sang.", "orrville", [False]),
        ("LEE: “I sang.”", "lee", [True]),
        ("Anna Leeds sang.", "lee", []),
    ],
)
def test_the_body_is_what_the_reporter_says(text: str, word: str, body: list[bool]) -> None:
    mentions = Mentions(Document(Article(id="case", text=text)))
    assert [mention.body for mention in mentions.with_word(word)] == body

"""Whole articles: everybody who speaks, under one name each."""

from __future__ import annotations

import re

import pytest

from onrecord.model import Article, Attributed, Attribution, Quote, Span
from onrecord.resolve import resolve
from onrecord.text.document import Document

# Each ⟨…⟩ is the source of a quote; below each text, in order: speaker | kind | role.
FERRY = """
Ferry Union Rejects Harbor Offer

By Nora Quill

The Freedonia Ferry Union (FFU) turned down an offer from Harbor Lines on Tuesday, days before the summer \
timetable begins.

“We were offered less than nothing,” said ⟨Teresa Okafor⟩, a spokeswoman for the union. “A rise of 1 percent \
is an insult,” ⟨she⟩ added.

Harbor Lines chief executive Bernard Quist regretted the vote. “The money is not there,” ⟨he⟩ told reporters. \
In a statement, Harbor Lines said it would run every second boat. “Nobody will be stranded,” ⟨the statement⟩ \
said.

Transport Minister Lucia Brandt offered to mediate. Quist was cool to the idea. “We will listen to the \
minister,” ⟨he⟩ said. “I have a room, and I have coffee,” ⟨the minister⟩ replied.

⟨Commuters⟩ called the strike “a disgrace.” “I will swim,” said ⟨one man who had missed two boats⟩. ⟨The FFU⟩ \
said it was “sorry.” Okafor’s husband, Samuel Okafor, a ferry captain, was less contrite. “Let them swim,” \
⟨Mr. Okafor⟩ said.
"""
FERRY_SPEAKERS = """
Teresa Okafor | person | spokeswoman for the union
Teresa Okafor | person | spokeswoman for the union
Bernard Quist | person | Harbor Lines chief executive
Harbor Lines | organization | None
Bernard Quist | person | Harbor Lines chief executive
Lucia Brandt | person | Transport Minister
Commuters | group | None
man | unnamed | None
Freedonia Ferry Union | organization | None
Samuel Okafor | person | ferry captain
"""
DAM = """
OMAHA — Gov. Ruth Whitfield closed the Carver Dam on Friday after her engineers found a crack. “I will not \
gamble with a valley,” ⟨Whitfield⟩ said.

Dr. Piotr Zielinski, who found the crack, was surprised. “I expected an argument,” ⟨he⟩ said. “I had brought \
slides.”

Whitfield’s opponent, state Sen. Carl Hendry, was not convinced. He spoke at a lunch for farmers. “It is a \
crack, not a canyon,” ⟨the senator⟩ said. ⟨He⟩ promised to open the dam “on day one.”

“The crack is real,” said ⟨Ines Hendry⟩, a geologist and the senator’s sister. “My brother should read the \
report,” ⟨Ms. Hendry⟩ said.

“We are packing,” ⟨said⟩ no one, for once.
"""
DAM_SPEAKERS = """
Ruth Whitfield | person | Gov.
Piotr Zielinski | person | None
Carl Hendry | person | state Sen.
Carl Hendry | person | state Sen.
Ines Hendry | person | geologist
Ines Hendry | person | geologist
said | unnamed | None
"""

BAKERY = """
WEXCOMBE: A baker who has fed the town for forty years was told on Monday to stop. Her ovens, she heard, \
were a nuisance.

“I am 71,” said ⟨Philippa Okwa⟩, 71, who owns the bakery. “Nobody has told me to stop since school,” \
⟨the 71-year-old⟩ said. Her husband, Tamsir Okwa, a retired engineer, was calmer. “We shall appeal,” \
⟨her husband⟩ said. “She bakes at four,” ⟨Mr Okwa⟩ added.

The Harbor Street Residents’ Guild, an advocacy group, complained first. ⟨The group⟩ said the smoke was “thick.” \
The guild was not alone. ⟨It⟩ had counted “a dozen” letters.

Cllr Ruth Brandt, the council leader, signed the notice. ⟨The leader⟩ told reporters it was “a \
matter of lungs,” and ⟨her letter⟩ spoke of “children.”

A volunteer, wiping a table, laughed. “They will be back for buns,” ⟨she⟩ said.
"""
BAKERY_SPEAKERS = """
Philippa Okwa | person | None
Philippa Okwa | person | None
Tamsir Okwa | person | retired engineer
Tamsir Okwa | person | retired engineer
Harbor Street Residents’ Guild | organization | None
Harbor Street Residents’ Guild | organization | None
Ruth Brandt | person | council leader
Ruth Brandt | person | council leader
volunteer | unnamed | None
"""


@pytest.mark.parametrize(
    ("marked", "expected"), [(FERRY, FERRY_SPEAKERS), (DAM, DAM_SPEAKERS), (BAKERY, BAKERY_SPEAKERS)]
)
def test_article(marked: str, expected: str) -> None:
    document = Document(Article(id="case", text=re.sub("[⟨⟩]", "", marked)))
    sources = [Span(m.start() - 2 * i, m.end() - 2 * i - 2) for i, m in enumerate(re.finditer("⟨[^⟩]*⟩", marked))]
    quote = Quote(0, 1, 0, 1, 0)
    decisions = resolve(document, tuple(Attributed(quote, Attribution(source), None) for source in sources))
    shown = [f"{d.answer.name} | {d.answer.kind} | {d.answer.role}" for d in decisions if d]
    assert shown == expected.strip().split("\n")

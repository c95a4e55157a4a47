"""Texts that grow: name -> a text of about as many characters as asked for, of which rules could take too long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from string import ascii_lowercase

STYLES = (
    ("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("``", "''"), ("«", "»"), ("„", "“"), ("‹", "›"), ("「", "」"),
)  # fmt: skip
Text = Callable[[int], str]


def repeated(unit: str, before: str = "", after: str = "") -> Text:
    return lambda length: before + unit * (length // len(unit)) + after


def nested(opening: str, closing: str) -> Text:
    return lambda length: opening * (length // 2) + "x" + closing * (length // 2)


def names() -> Iterator[str]:
    """Names that nobody else has: Aaaaa, Baaaa …"""
    for last, *rest in product(ascii_lowercase, repeat=5):
        yield ("".join(rest) + last).title()


def each(unit: str, between: str = " ") -> Text:
    """The unit with another name in it each time."""

    def text(length: int) -> str:
        return between.join(unit.format(name) for name, _ in zip(names(), range(length // len(unit)), strict=False))

    return text


# What comes back without an end: letters, marks, words, phrases, sentences, paragraphs.
UNITS = (
    *("a", "A", "1", " ", "-", "—", ".", ",", "…", "’", "\n", "\t", "\r", "(", ")", "[", "<", "&", "\u0301", "\u200b"),
    *("\u202e", "\xa0", "\u2028", "\0", "é", "中", "🐈", "İ", "aB1,.“”'\"-—/", "Ab ", "AB ", "U.S. ", "Mr. ", "Jan. "),
    *("No. 1 ", "... ", ". . . ", "a’s ", "(a) ", "1,000 ", "a.b.", "a-", "http://a.b/", "$5 ", "5 p.m. "),
    *("said ", "he said ", "he said, ", "he said. ", "said that "),
    *("she told him that he said ", "told ", "according to "),
    *("he ", "who ", "which ", "the ", "of ", "and ", "the mayor of the city of ", "the company’s ", "spokesman for "),
    *("Ana Lee ", "Ana Lee, ", "Ana Lee and ", "Mr. Lee ", "President Ana Lee ", "Ana Lee said. ", "his brother "),
    *("Ana Lee, the mayor of Port Alder, said ", "on Monday "),
    *("May 4, 2024, ", "in 2012 ", "in an interview on Monday "),
    *("A: ", "Lee: a\n", "LEE: “No.”\n", "q\n\n", "- a\n"),
    *("ALDER: The court said “no it is”.\n", "The MD came. “No,” the MD said.\n", "Ana Lee-Orr: “No.” "),
    *("By Ana Lee\n\n", "PORT ALDER (AP) — ", "“", "”", "“”", "“a", "a”"),
    *("“a,” he ", "“a,” said ", "he said “", "said: “"),
    *("“No,” he said. “Yes”: ", "“A b c,” he said, ", "“no”, “", "“a”-"),
    *("“‘", "’”", "„“”", "\"'", "“.”", "6'2\" ", "’90s "),
    *("the voters’ ", "“Is it?” he asked. ", "<a href=\"b\">", "&amp;"),
    "“We will win,” said Ana Lee on Monday.\n\n",
    "“We will win the\nelection,” said Ana\nLee on Monday. The\nmayor told them.\n",
    "“We will win the election,” said Ana Lee on Monday. The mayor told reporters that “nobody” knew. ",
    "“We will win the bridge,” one clerk said. “We will win the bridge,” Ana Lee said. ",
    "“We will win.\n\n",
    "A Ghent mayor paused. The mayor said it was “over.” ",
    "Ghent: The mayor said that the bridge was “over.” It rained all day over the hall, and the guests were told "
    "to go home again before tea, he said.\n\n",
    "It began in Ghent, of Mill Road, Bruges, he said, “no,” the mum-of-two laughed. ",
    "“No,” she said. He told her. ",
    "“No,” she said.\n\nHe told her.\n\n",
    "“No,” they said.\n\n",
    "“Yes.” ",
    "“Yes.”\n\n",
)  # fmt: skip

TEXTS: dict[str, Text] = {
    **{repr(unit): repeated(unit) for unit in UNITS},
    **{f"{o}{c} opening": repeated(f"{o}a ") for o, c in STYLES},
    **{f"{o}{c} closing": repeated(f"a{c} ") for o, c in STYLES},
    **{f"{o}{c} one word": repeated(f"{o}no{c} ") for o, c in STYLES},
    **{f"{o}{c} said": repeated(f"{o}We will win,{c} said Ana Lee. ") for o, c in STYLES},
    **{f"{o}{c} nested": nested(o, c) for o, c in STYLES},
    **{f"{o}{c} nested, with words": nested(f"{o}a ", f" b{c}") for o, c in STYLES},
    "all marks": repeated(" ".join(f"{o}a{c}" for o, c in STYLES) + " "),
    "all opening": repeated(" ".join(f"{o}a" for o, _ in STYLES) + " "),
    "a long quote": repeated("We will win it. ", "“", "” said Ana Lee."),
    "a long clause": repeated("and the mayor of the city who said it ", "“No” ", " said Ana Lee."),
    "a long apposition": repeated("the mayor of the city, who said it, ", "Ana Lee, ", ", said “no.”"),
    "names in a sentence": each("Ana {} Lee,"),
    "speakers": each("“We will win,” said Ana {}.\n\n“No,” she said.", "\n\n"),
    "one surname": each("“We will win,” said {} Lee."),
    "one surname, by itself": each("“We will win,” said {} Lee.\n\n“No,” Lee said.", "\n\n"),
    "an adverb that may be a surname": repeated("Yesterday the hall was full. Still said “no.” He left.\n\n"),
    "days in one paragraph": repeated("Lee resigned on Monday. “I am tired,” Bob Orr said. "),
    "mayors": each("“We will win,” said Ana {}, the mayor.\n\n“No,” the mayor said.", "\n\n"),
    "companies": each("“We will win,” said {} Corp. in a statement. “No,” the company said."),
    "acronyms": each("The {} Harbour Agency (FHA) said “no.” FHA said."),
}

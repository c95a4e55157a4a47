"""Quoted regions: tables of marked text, and what must hold for any text at all.

⟦ ⟧ stand around each region, marks included; what the marked text says is what ``find_quotes`` must find.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.quotes import find_quotes
from onrecord.model import Quote
from onrecord.text.normalise import normalise
from onrecord.text.segment import paragraphs


def quotes_of(text: str) -> tuple[Quote, ...]:
    return find_quotes(text, paragraphs(text))


def marked(text: str) -> str:
    for quote in reversed(quotes_of(text)):
        region = text[quote.outer_start : quote.outer_end]
        text = f"{text[: quote.outer_start]}⟦{region}⟧{text[quote.outer_end :]}"
    return text


def unmarked(line: str) -> str:
    return line.replace("⟦", "").replace("⟧", "")


STYLES = """
⟦“We will win,”⟧ said Anna Lee. ⟦“We always do.”⟧
⟦"We will win,"⟧ said Anna Lee. ⟦"We always do."⟧
⟦‘We will win,’⟧ said Anna Lee. ⟦‘We always do.’⟧
⟦'We will win,'⟧ said Anna Lee. ⟦'We always do.'⟧
⟦``We will win,''⟧ said Anna Lee. ⟦``We always do.''⟧
⟦''We will win,''⟧ said Anna Lee. ⟦''We always do.''⟧
⟦`We will win,'⟧ said Anna Lee.
⟦‘‘We will win,’’⟧ said Anna Lee.
⟦«We will win»⟧, said Anna Lee. ⟦« We always do. »⟧
⟦»We will win«⟧, said Anna Lee. ⟦»We always do.«⟧
⟦„We will win“⟧, said Anna Lee. ⟦„We always do,”⟧ she said.
⟦‹We will win›⟧, said Anna Lee. ⟦›We always do‹⟧, she said.
⟦‚We will win‘⟧, said Anna Lee.
⟦「We will win」⟧ said Anna Lee in ⟦『Harbor』⟧.
"""

MISMATCHED = """
⟦“We will win,"⟧ said Anna Lee. ⟦"We always do,”⟧ she said.
⟦”We will win,”⟧ said Anna Lee. ⟦“We always do,“⟧ she said.
⟦“We will win,“⟧ said Anna Lee. ⟦“We always do,”⟧ she said.
⟦``We will win,"⟧ said Anna Lee. ⟦"We always do,''⟧ she said.
⟦““We will win,””⟧ said Anna Lee. ⟦""We always do,""⟧ she said.
⟦‘We will win,'⟧ said Anna Lee.
"""

NESTED = """
⟦“They said ‘no’ to us,”⟧ said Anna Lee.
⟦‘They said “no” to us,’⟧ said Anna Lee.
⟦'They said "no" to us,'⟧ said Anna Lee.
⟦"They said “no” to us,"⟧ said Anna Lee.
⟦“They said “no” to us,”⟧ said Anna Lee.
⟦"They said "no" to us,"⟧ said Anna Lee.
⟦“The word was ‘never,’”⟧ said Anna Lee. ⟦“‘Never’ was the word.”⟧
⟦‘The word was “never,”’⟧ said Anna Lee. ⟦‘“Never” was the word.’⟧
⟦"The word was 'never,'"⟧ said Anna Lee. ⟦"'Never' was the word."⟧
⟦'''Never' was the word,''⟧ said Anna Lee. ⟦''The word was 'never.'''⟧
⟦“She told me, ‘He said “no” twice,’ and left,”⟧ said Anna Lee.
She called it ⟦"a sham"⟧, ⟦"a joke"⟧ and ⟦"a 'lie'"⟧.
"""

APOSTROPHES = """
The voters’ choice and the teachers' union aren't what we're after, goin' home.
The ’90s, the '80s, rock ’n’ roll, rock 'n' roll and ’em all; 'twas ever thus, at nine o’clock.
He was born in ’68, moved in ‘72 and left in '94.
The Orr 's plan , it 's said , is n't theirs .
The workers' hall and ⟦'a total stiff'⟧ of the bosses' choice.
He said ⟦‘the 1990s’⟧ were ⟦‘good’⟧ for the voters’ families.
⟦‘The voters’ choice is clear,’⟧ he said. ⟦‘It’s the unions’, too.’⟧
⟦'The voters' choice is clear,'⟧ he said. ⟦'It's the unions', too.'⟧
⟦‘No one at the dockers’ club, the sailors’ bar or the miners’ hall knew,’⟧ he said.
⟦‘We can’t,’⟧ said Anna Lee, ⟦‘and we won’t.’⟧
⟦‘’Twas ever thus,’⟧ said Anna Lee.
⟦'It's the '90s again,'⟧ he said. ⟦'Rock 'n' roll!'⟧
"""

MEASURES = """
He is 6'2" tall, the board is 5' 10" long and the disc 12" wide.
He is 6’2” tall and the pipe 3” wide.
⟦"He is 6'2" tall,"⟧ said Anna Lee. ⟦"The board is 5' 10" long."⟧
"""

SPACING = """
She said,⟦"We will win."⟧ He said:⟦"No."⟧
⟦"We will win,"⟧he said. ⟦"We won't."⟧Then he left.
⟦“We will win,”⟧ she said.⟦“We always do,”⟧ she said.
⟦“They won.”⟧⟦“Who did?”⟧ she asked.
⟦" We will win, "⟧ said Anna Lee. ⟦" We always do. "⟧
They wrote (⟦“We will”⟧) and—⟦“We won’t”⟧—left; ⟦"the end"⟧?
⟦“We will—”⟧ she said. ⟦“But—”⟧
⟦"We will—"⟧ she said. ⟦"But—"⟧
⟦"...and then we won,"⟧ she said of ⟦".example"⟧.
⟦"$5 billion"⟧, ⟦"[We] won"⟧, ⟦"(laughs)"⟧ and ⟦"@annalee"⟧.
<a href="https://example.org" title="x">⟦"We will,"⟧</a> she said.
⟦“…”⟧ she said.
"""

STRAY = """
We will," she said. ⟦"They know."⟧ ⟦"We know."⟧
We will,” she said. ⟦“They know.”⟧
The ⟦"A"⟧ list" and the ⟦"B"⟧ list.
⟦“We will,⟧ she said. ⟦“They know.”⟧
⟦“We will win,⟧ said Anna Lee, who had run before. ⟦“We always do.”⟧
⟦"We will win,⟧ Lee called from the chair, ⟦"and soon."⟧
⟦"We will win,⟧ said the mayor, whose term ends in May.
⟦“We will win,”⟧ said Anna Lee, she said. ⟦“They know.”⟧
⟦'You took our land and you took our 'taters,'⟧ bawled Anna Lee.
⟦“We will,”⟧ she said. ⟦“They know.⟧
» More stories
More stories »
""
“ ”
"""


@pytest.mark.parametrize(
    "line",
    [
        line
        for table in (STYLES, MISMATCHED, NESTED, APOSTROPHES, MEASURES, SPACING, STRAY)
        for line in table.strip().split("\n")
    ],
)
def test_regions(line: str) -> None:
    assert marked(unmarked(line)) == line


# Whole articles, a paragraph a line, and for each region how it is closed, opened and continued.
PARAGRAPHS = [
    (
        "each paragraph opens again",
        "⟦“We will win.⟧\n⟦“We always do.⟧\n⟦“We know how,”⟧ said Anna Lee.",
        ["unclosed", "unclosed continues", "continues"],
    ),
    (
        "the same with single marks",
        "Anna Lee said: ⟦‘We don’t know.⟧\n⟦‘The voters’ choice isn’t ours,’⟧ she said.",
        ["unclosed", "continues"],
    ),
    (
        "the same with straight marks",
        "⟦'We will win.⟧\n⟦'We always do,'⟧ said Anna Lee.",
        ["unclosed", "continues"],
    ),
    (
        "a paragraph without a mark between",
        "⟦“We will win.⟧\nWe always do.\n⟦“We know how,”⟧ said Anna Lee.",
        ["unclosed", ""],
    ),
    (
        "the next paragraph closes without opening",
        "She said: ⟦“We will win⟧\n⟦and we always do,”⟧ said Anna Lee. ⟦“We know.”⟧",
        ["unclosed", "unopened", ""],
    ),
    (
        "a closing mark alone, after a paragraph that is closed",
        "⟦“We will win,”⟧ she said.\nWe always do,” said Anna Lee. ⟦“We know.”⟧",
        ["", ""],
    ),
    (
        "a new quote after an unclosed one stands within its paragraph",
        "⟦“We will win.⟧\nAnna Lee said ⟦“no”⟧.",
        ["unclosed", ""],
    ),
    (
        "an inner quotation in a continued one",
        '⟦"They call it a “sham” here.⟧\n⟦"It is a “joke,” too."⟧',
        ["unclosed", "continues"],
    ),
]


def shape(quote: Quote) -> str:
    words = [
        "" if quote.closed else "unclosed",
        "" if quote.opened else "unopened",
        "continues" if quote.continues else "",
    ]
    return " ".join(filter(None, words))


@pytest.mark.parametrize(("text", "shapes"), [case[1:] for case in PARAGRAPHS], ids=[case[0] for case in PARAGRAPHS])
def test_paragraphs(text: str, shapes: list[str]) -> None:
    assert marked(unmarked(text)) == text
    assert [shape(quote) for quote in quotes_of(unmarked(text))] == shapes


def test_inner_span_leaves_marks_and_white_space_out() -> None:
    text = "She said « We will win. »"
    (quote,) = quotes_of(text)
    assert text[quote.start : quote.end] == "We will win."
    assert text[quote.outer_start : quote.outer_end] == "« We will win. »"


def test_the_inner_mark_of_three_belongs_to_the_words() -> None:
    text = "''They said 'no'''"
    (quote,) = quotes_of(text)
    assert text[quote.start : quote.end] == "They said 'no'"


@pytest.mark.parametrize(("text", "single"), [("‘We will,’ she said", True), ("“We will,” she said", False)])
def test_single(text: str, single: bool) -> None:
    assert [quote.single for quote in quotes_of(text)] == [single]


def test_paragraph_is_the_index_of_the_line() -> None:
    quotes = quotes_of("One.\n\n“Two,” she said.\n\nThree.\n\n“Four,” she said.")
    assert [quote.paragraph for quote in quotes] == [1, 3]


# ---------------------------------------------------------------------------------------- for any text at all

MARKS = [
    "“",
    "”",
    '"',
    "''",
    "``",
    "'''",
    "«",
    "»",
    "„",
    "‘",
    "’",
    "'",
    "`",
    "‚",
    "‹",
    "›",
    "「",
    "」",
    "『",
    "』",
    "‘‘",
]
PHRASES = [
    "we will win",
    "the voters’ choice",
    "the teachers' union",
    "don't",
    "rock ’n’ roll",
    "in the ’90s",
    "6'2\" tall",
    "It’s ours",
    "“ no”",
    "‘never’",
]

phrases = st.sampled_from(PHRASES)
marks = st.sampled_from(MARKS)
broken = st.lists(
    st.one_of(
        marks,
        phrases,
        st.sampled_from([" ", " ", ",", ".", "?", "—", "(", ")", "\n", "\n\n", " said Anna Lee. "]),
    ),
    max_size=40,
).map("".join)
any_text = st.one_of(broken, st.text(max_size=200), st.text(alphabet="“”\"'‘’`«»„ ab.,s\n", max_size=80))


@given(any_text)
def test_spans_are_in_order_apart_and_inside_their_paragraphs(original: str) -> None:
    text = normalise(original).text
    spans = paragraphs(text)
    last = 0
    for quote in find_quotes(text, spans):
        paragraph = spans[quote.paragraph]
        assert last <= quote.outer_start
        assert paragraph.start <= quote.outer_start <= quote.start < quote.end <= quote.outer_end <= paragraph.end
        assert text[quote.start : quote.end] == text[quote.start : quote.end].strip()
        assert quote.opened == (text[quote.outer_start : quote.start].strip() != "")
        assert quote.closed == (text[quote.end : quote.outer_end].strip() != "")
        assert quote.closed or quote.outer_end == paragraph.end
        assert quote.opened or quote.outer_start == paragraph.start
        last = quote.outer_end


@given(any_text)
def test_a_continued_quote_follows_an_unclosed_one_of_its_kind(original: str) -> None:
    text = normalise(original).text
    quotes = quotes_of(text)
    for i, quote in enumerate(quotes):
        if quote.continues or not quote.opened:
            before = [other for other in quotes[:i] if other.paragraph == quote.paragraph - 1]
            assert before
            assert not before[-1].closed
            assert before[-1].single == quote.single


WORDS = ["we", "will", "win", "the", "vote", "harbor", "it's", "can’t", "city", "now"]
words = st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map(" ".join)
clauses = words.map(lambda phrase: phrase[0].upper() + phrase[1:])


@st.composite
def paragraphs_of_quotes(draw: st.DrawFn) -> str:
    """A paragraph in one house style, its regions between ⟦ and ⟧: nested, interrupted, quotes of a word."""
    opening, closing = draw(st.sampled_from(["“”", '""', ("``", "''"), ("''", "''"), "‘’", "''", "«»", "„“"]))
    inner = ("“", "”") if opening in "‘'" else ("‘", "’")
    parts = [draw(clauses) + "."]
    for _ in range(draw(st.integers(1, 4))):
        content = draw(clauses)
        if draw(st.booleans()):
            content += f" {inner[0]}{draw(words)}{inner[1]} {draw(words)}"
        frame = draw(
            st.sampled_from(["{},{} said Anna Lee.", "Anna Lee said: {}.{}", "{}!{} she said.", "It is {}{}, he said."])
        )
        parts.append(frame.format(f"⟦{opening}{content}", f"{closing}⟧"))
    return " ".join(parts)


@given(paragraphs_of_quotes())
def test_well_formed_paragraphs(line: str) -> None:
    assert marked(unmarked(line)) == line


@given(st.lists(paragraphs_of_quotes(), min_size=1, max_size=3), marks, st.integers(0, 400))
def test_a_stray_mark_spoils_its_paragraph_at_most(lines: list[str], stray: str, at: int) -> None:
    """Whatever happens in a paragraph, those around it keep their regions."""
    clean = [unmarked(line) for line in lines]
    spoilt = clean[0][: at % len(clean[0])] + stray + clean[0][at % len(clean[0]) :]
    text = "\n".join([clean[-1], "No mark here.", spoilt, "No mark here.", *clean])
    assert marked(text).split("\n")[0] == lines[-1]
    assert marked(text).split("\n")[4:] == lines


@given(any_text, any_text)
def test_articles_do_not_depend_on_what_stands_two_paragraphs_off(first: str, second: str) -> None:
    one, two = normalise(first).text.strip(), normalise(second).text.strip()
    joined = marked(f"{one}\nNo mark here.\n{two}")
    assert joined == f"{marked(one)}\nNo mark here.\n{marked(two)}"


@pytest.mark.parametrize("unit", ["“", '"', "'", "’ ", "“‘", "\"'", "<a", "'''", "« ", "s' ", '\n"', "a”“b "])
def test_time_is_linear(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count
        spans = paragraphs(text)
        start = time.perf_counter()
        find_quotes(text, spans)
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(16_000) < 0.5 + 20 * seconds(2000)

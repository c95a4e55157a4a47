"""Two wordings, what the second makes of the first, and exactly which words differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.variants.model import QuoteRow
from onrecord.variants.pairs import Text, changes, compare
from onrecord.variants.show import Brackets, marked
from onrecord.variants.words import is_negation, keys_of, words_of

# What differs is written "out > put", "- out", "+ put"; "/" parts an interrupted quote.
CASES = """
verbatim
We will mend the quay before the autumn storms,
We will mend the quay before the autumn storms.

verbatim: the case of the first letter, and quotation marks around it
we will mend the quay
“We will mend the quay.”

verbatim: marks of other languages
„We mend the quay“, „at once“
«We mend the quay», ‹at once›

verbatim: nested marks
The sign says “keep off the quay” in red
The sign says ‘keep off the quay’ in red

verbatim: apostrophes
We don’t own the harbour’s lights
We don't own the harbour`s lights

verbatim: dashes and hyphens
It is a long-term plan — a good one — for us all
It is a long term plan - a good one - for us all

verbatim: commas, colons, spaces
We looked; we found nothing: no crack, no leak
We looked, we found nothing … no crack no   leak!

verbatim: a final ellipsis
We will see about the quay …
We will see about the quay

verbatim: dots for an ellipsis
We hoped . . . and waited
We hoped... and waited

verbatim: capitals for stress
This is NOT our quay
This is not our quay

verbatim: a name with and without a capital
The Council met the Trust
The council met the trust

verbatim: dots in an acronym
The U.S. sent two boats
The US sent two boats

verbatim: a number in letters or in digits
We lost three boats and 20,000 crowns
We lost 3 boats and 20000 crowns

verbatim: per cent
Fares rise by 5% this year
Fares rise by five per cent this year

verbatim: percent
Fares rise by 5 percent this year
Fares rise by 5 per cent this year

verbatim: an ampersand
Lamps & ropes are sold out
Lamps and ropes are sold out

verbatim: sic
We was (sic) robbed of the quay
We was [sic] robbed of the quay

verbatim: laughter
I wrote it myself (laughs) in a night
I wrote it myself in a night

verbatim: a letter in brackets
[W]e will mend the quay
We will mend the quay

verbatim: an ending in brackets
They mend[ed] the quay
They mended the quay

verbatim: a soft hyphen
We mend the har\u00adbour quay
We mend the harbour quay

verbatim: composed and decomposed letters
The café\u0301 of José is shut
The café\u0301 of Jose\u0301 is shut

verbatim: German
Wir müssen die Brücke schließen, sofort
wir müssen die Brücke schliessen sofort!

verbatim: no spaces between words
我们必须一起努力。
我们必须一起努力

verbatim: interrupted in the same place in both
We looked, / and found nothing
We looked, / and found nothing.

verbatim: the owner whose name ends in s
It is James’s best quay
It is James’ best quay

split: in two parts
We looked everywhere, and found nothing
We looked everywhere, / and found nothing

split: in one
We looked everywhere, / and found nothing
We looked everywhere, and found nothing

split: elsewhere
We looked everywhere / and found nothing at all
We looked everywhere and found / nothing at all

truncated: without the end; - before the storms
We will mend the quay before the storms
We will mend the quay

truncated: without the beginning; - They
They discussed the range of harbour works
discussed the range of harbour works

truncated: at both ends; - I said; - of course
I said we will mend the quay of course
we will mend the quay

truncated: where an ellipsis says so; - as everybody here knows
We will, as everybody here knows, mend the quay
We will … mend the quay

truncated: where an ellipsis in brackets says so; - as I said
We will, as I said, mend the quay
We will [...] mend the quay

truncated: where an ellipsis of dots says so, and at the end; - as I said; - soon
We will, as I said, mend the quay soon
We will . . . mend the quay

truncated: an exclamation before it; - No
No, we will mend the quay
We will mend the quay

truncated: a part is left out; - it is time
We will mend the quay, / it is time
We will mend the quay

truncated: no spaces between words; - 我 们
我们必须一起努力
必须一起努力

extended: with an end; + before the storms
We will mend the quay
We will mend the quay before the storms

extended: with a beginning; + They
discussed the range of harbour works
They discussed the range of harbour works

extended: at both ends; + I said; + of course
we will mend the quay
I said we will mend the quay of course

extended: where an ellipsis was; + as everybody here knows
We will … mend the quay
We will, as everybody here knows, mend the quay

altered: one word; range > totality
They discussed the range of harbour works
They discussed the totality of harbour works

altered: a negation is left out; - not
We will not mend the quay
We will mend the quay

altered: a negation is put in; + never
We will mend the quay
We will never mend the quay

altered: a negation in a contraction; won't > will
We won't mend the quay
We will mend the quay

altered: a negation is left out by an ellipsis; - not
We will not mend the quay
We will … mend the quay

altered: a negation is cut from the beginning; - Never
Never will we mend the quay
will we mend the quay

altered: no boats; - no
We have no boats left
We have boats left

altered: a number; 3 > 4
We lost 3 boats
We lost 4 boats

altered: a number in letters; three > four
We lost three boats
We lost four boats

altered: a sum; $2.5 > $25
It costs $2.5 billion
It costs $25 billion

altered: a sum without its currency; £200 > 200
It costs £200 to mend
It costs 200 to mend

altered: a year; 2019 > 2020
Since 2019 the quay is shut
Since 2020 the quay is shut

altered: per cent; percent > points
Fares rise by 5 percent
Fares rise by 5 points

altered: a name; Lee > Leigh
I told Anna Lee to mend it
I told Anna Leigh to mend it

altered: an accent in a name; Díaz > Diaz
I told Omar Díaz to mend it
I told Omar Diaz to mend it

altered: a name in capitals is no pronoun; US > us
They sent US boats to the quay
They sent us boats to the quay

altered: the owner; harbour's > harbour
The harbour's lights are out
The harbour lights are out

altered: a word of the reporter's for a pronoun; him > [Lee]
I told him to mend it
I told [Lee] to mend it

altered: the reporter's brackets are gone; [Lee] > Lee
I told [Lee] to mend it
I told Lee to mend it

altered: words put in in brackets; + [Anna Lee]
She will mend it soon
She [Anna Lee] will mend it soon

altered: words of the reporter's; them > [the two boats]
We sold them in May
We sold [the two boats] in May

altered: a bracket that nothing closes; wall > gate
We will mend [the harbour wall
We will mend the harbour gate

altered: a word left out in the middle; - badly
We badly need a quay
We need a quay

altered: words left out beside another ellipsis; - really; - as I said
We really will, as I said, mend the quay
We will … mend the quay

altered: the order; - boats and; + boats
ropes boats and lamps
ropes lamps boats

altered: cut at one end and longer at the other; - They; + soon
They will mend the quay
will mend the quay soon

altered: two words apart; range > totality; works > walls
They discussed the range of harbour works now
They discussed the totality of harbour walls now

altered: a contraction spelled out; It's > It is
It's our quay
It is our quay

altered: the tense; mend > mended
We mend the quay
We mended the quay

altered: British and American; harbour > harbor
We mend the harbour
We mend the harbor

altered: German; nicht > nie
Wir haben das nicht gesagt
Wir haben das nie gesagt

altered: French; - pas
Nous n’allons pas fermer le quai
Nous n’allons fermer le quai

altered: no spaces between words; 须 > 要
我们必须一起努力
我们必要一起努力

altered: in another part; nothing > something
We looked, / and found nothing
We looked, / and found something
"""

TABLE = [tuple(case.split("\n")) for case in CASES.strip().split("\n\n")]


def text(words: str, article: str = "a") -> Text:
    parts = words.split(" / ")
    rows = (QuoteRow(f"q{i}", article, part, "u", i, len(parts)) for i, part in enumerate(parts, start=1))
    return Text(tuple(rows))


def written(said: str) -> tuple[str, list[tuple[str, str]]]:
    name, _, rest = said.partition(":")
    found = []
    for difference in rest.split(";")[1:]:
        out, replaced, put = difference.strip().partition(" > ")
        if replaced:
            found.append((out, put))
        else:
            found.append((out[2:], "") if out.startswith("- ") else ("", out[2:]))
    return name, found


def test_the_table_is_large_and_has_every_label() -> None:
    assert len(TABLE) >= 60
    assert {case[0].partition(":")[0] for case in TABLE} == {"verbatim", "split", "truncated", "extended", "altered"}


@pytest.mark.parametrize(("said", "first", "second"), TABLE, ids=[case[0] for case in TABLE])
def test_label_and_differences(said: str, first: str, second: str) -> None:
    label, differences = compare(text(first), text(second, "b"))
    expected, out_and_put = written(said)
    assert (label, [(one.first, one.second) for one in differences]) == (expected, out_and_put)


TURNED = {"truncated": "extended", "extended": "truncated"}


@pytest.mark.parametrize(("said", "first", "second"), TABLE, ids=[case[0] for case in TABLE])
def test_turned_round_the_label_is_the_opposite(said: str, first: str, second: str) -> None:
    label, differences = compare(text(second, "b"), text(first))
    expected, out_and_put = written(said)
    assert label == TURNED.get(expected, expected)
    assert [(one.second, one.first) for one in differences] == out_and_put


WORDS = st.lists(
    st.sampled_from("we will not mend the quay 3 Lee’s [Lee] U.S. … storms, % 努力 don't".split()), max_size=12
)
QUOTES = WORDS.map(" ".join) | st.text(max_size=40)


@given(QUOTES, QUOTES)
def test_the_differences_put_into_the_first_give_the_second(first: str, second: str) -> None:
    one, other = text(first), text(second)
    label, differences = compare(one, other)
    keys = list(one.wording.keys)
    for edit in reversed(changes(one, other)):
        keys[edit.start : edit.end] = other.wording.keys[edit.second_start : edit.second_end]
    assert tuple(keys) == other.wording.keys
    assert (label in ("verbatim", "split")) == (not differences) == (one.wording.keys == other.wording.keys)
    raw = list(one.raw)
    for difference in reversed(differences):
        out = (difference.first or "").split()
        assert " ".join(raw[difference.at : difference.at + len(out)]).replace("] [", " ") == " ".join(out)
        raw[difference.at : difference.at + len(out)] = (difference.second or "").split()
    assert len(raw) == len(other.raw)


@given(QUOTES, QUOTES)
def test_the_label_is_symmetric(first: str, second: str) -> None:
    label, differences = compare(text(first), text(second))
    turned, back = compare(text(second), text(first))
    assert turned == TURNED.get(label, label)
    assert [(one.second, one.first) for one in back] == [(one.first, one.second) for one in differences]


@given(QUOTES, QUOTES)
def test_a_negation_that_differs_in_the_middle_is_never_a_cut(first: str, second: str) -> None:
    one, other = text(first), text(second)
    if compare(one, other)[0] == "truncated":
        for edit in changes(one, other):
            if edit.start > 0 and edit.end < len(one.wording.keys):
                assert not any(map(is_negation, one.wording.keys[edit.start : edit.end]))


@given(QUOTES | st.text(alphabet="ab US’'-.…[]() %&perc nt1,\u00a0", max_size=30))
def test_the_fast_reading_of_words_is_the_slow_one(quote: str) -> None:
    words = words_of(quote)
    assert keys_of(quote) == words.keys
    assert len(words.keys) == len(words.places)
    assert all(quote[start:end].strip() == quote[start:end] != "" for start, end in words.places)
    assert all(end <= start for (_, end), (start, _) in zip(words.places, words.places[1:], strict=False))


def test_what_stands_in_brackets_is_marked_with_them() -> None:
    first, second = text("I told him [the mayor] so"), text("I told [Anna Lee] so")
    assert marked(first, second, Brackets()) == "I told ⟨him [the mayor] → [Anna Lee]⟩ so"
    assert marked(second, first, Brackets()) == "I told ⟨[Anna Lee] → him [the mayor]⟩ so"

"""Where a sentence ends, quotes and datelines minded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.find.characters import characters
from onrecord.languages import lexicon as lx
from onrecord.languages.lexicon import Lexicon
from onrecord.model import Quote

_UPPER = characters("Lu")
_DATELINE = re.compile(
    rf"""
    (?: {_UPPER}{characters("Lu", more=".'’/ ")}{{2,}} (?:,[^\n—–“"]{{0,50}}?)?
        (?:\s*\({_UPPER}[^()\n]{{1,30}}\))?                       # PORT ALDER, May 4 (Northwire)
      | {_UPPER}[^\n()—–“"]{{3,51}}+(?<=[ ])\({_UPPER}[^()\n]{{1,30}}\)  # Port Alder (Northwire)
        (?:,\ {_UPPER}{characters("Ll")}{{2,8}}\.?\ \d\d?(?:,\ \d{{4}})?)? )  # Port Alder (E/R), May 4
    (?: \s*(?:—|–|--?)\s | —(?=[“"‘']?{_UPPER}) )                  # PORT ALDER—The city
    """,
    re.VERBOSE,
)

TOWN = re.compile(r"[A-Z][A-Z .'’-]{2,30}: (?=[A-Z])")
"""A dateline without a dash, as Indian papers set it ("WEXCOMBE: The council"); what a quote follows is a label."""
_OTHER_TOWN = re.compile(rf"{_UPPER}{characters('Ll')}+(?: {_UPPER}{characters('Ll')}+)?: (?={_UPPER})")
_OTHER_LABEL = re.compile(rf"^{_UPPER}{characters('Ll')}+(?: {_UPPER}{characters('Ll')}+)?: ", re.MULTILINE)
_SENTENCE = 150
"""A label before so many characters is sooner a dateline than what somebody says."""
_LABEL = re.compile(r"^[A-Z]{3}[A-Z .'’-]{0,28}: ", re.MULTILINE)

_WRITTEN_LARGE = characters("Lu", "N", more="‘’'“”\"&:,;.!?$%/-")
_HEADING = re.compile(
    rf"""(?={characters("Lu", "N", more="‘'“")}{characters("Lu", "N", more="’'‘ ")})
    (?:{_WRITTEN_LARGE}+\ ){{3,30}}?
    (?=[“"‘']?(?:{_UPPER}{characters("Ll", more="’'")}|[AI]\ {characters("Ll")}))  # begins as a sentence does
    """,
    re.VERBOSE,
)
_OPENING, _LONG, _MOST_OF_HEADING = 8, 4, 160


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline that opens a paragraph ends, its dash included; ``start`` where there is none."""
    match = _DATELINE.match(text, start, min(end, start + 120))
    return match.end() if match else start


def opens_large(text: str, start: int) -> bool:
    """Whether a paragraph opens without a small letter, as most do not: one look before others are asked."""
    return text[start : start + _OPENING].isupper()


def heading_end(text: str, start: int, end: int) -> int:
    """Where the heading in capitals ends that a paragraph's first sentence runs on from, as in newsletters.

    "FERRY RUNS AGROUND |The mayor said", "WEXCOMBE: |The council said"; ``start`` where there is none. Names and
    initials alone make no heading.
    """
    town = TOWN.match(text, start, end)
    if town and not (_LABEL.search(text, town.end()) or _LABEL.search(text, 0, start)):
        return town.end()  # of several, each is the label of a turn
    match = _HEADING.match(text, start, min(end, start + _MOST_OF_HEADING))
    if match is None or sum(sum(map(str.isalpha, word)) >= _LONG for word in match[0].split()) < 2:
        return start
    return match.end()


def town_end(text: str, start: int, end: int) -> int:
    """Where a town before a colon ends, the only one in the article, as Indian sites set it: "Wexcombe: |The council";
    ``start`` where there is none.
    """
    town = _OTHER_TOWN.match(text, start, end) if end - start >= _SENTENCE else None
    if town is None or _OTHER_LABEL.search(text, town.end()) or _OTHER_LABEL.search(text, 0, start):
        return start
    return town.end()


def closes(text: str, quote: Quote) -> bool:
    """Whether a quote's last mark ends the sentence it stands in, by itself."""
    return text[quote.end - 1] in ".?!…" if quote.end > quote.start else False


def begins(
    i: int, words: Sequence[str], lower: Sequence[str], lexicon: Lexicon, text: str, quote: Quote, *, opened: bool
) -> bool:
    """Whether a new sentence begins at token ``i``, after a quote that ends (and ``opened``) a sentence."""
    if i >= len(words) or not (word := words[i]):
        return True
    if word[0] in ",;:)—–-" or word[0].islower():
        return False
    asks = text[quote.end - 1] in "?!…" or text[quote.end - 4 : quote.end] == "..."
    return not (asks or opened) or not _reports(i, words, lower, lexicon, asks=asks)


def _reports(i: int, words: Sequence[str], lower: Sequence[str], lexicon: Lexicon, *, asks: bool) -> bool:
    """A clause that reports the quote begins at token ``i``: “Why?” Anna Lee asked; “We won.” Lee said.

    After a full stop, which should have been a comma, only a clause that says nothing else is one.
    """
    known, owned = lexicon.classes, False
    for j in range(i + 1, min(i + _SUBJECT, len(words))):
        if not words[j]:
            return False
        tag, as_written = known.get(lower[j]), known.get(words[j])
        if as_written == lx.CUE or (as_written == lx.CUE_BASE and lower[j - 1] in ("i", "we", "they", "you")):
            return (asks and not _says_more(j, lower, lexicon)) or words[j + 1 : j + 2] in ([], ["."])
        if asks and " ".join(lower[j : j + 2]) in lexicon.phrasal:
            return True  # “Why?” Lee went on
        if asks and words[j] == "," and words[i][0].isupper() and known.get(lower[i], lx.NAME) in (lx.NAME, lx.TITLE):
            return _reports_after_apposition(j, words, lower, known)
        if tag == lx.AUXILIARY and j == i + 1 and known.get("".join(words[j + 1 : j + 2])) != lx.CUE:
            return False  # “Why?” Lee has not replied
        owned = owned or words[j] in _POSSESSIVE  # “Why?” Lee’s lawyer asked
        named = tag == lx.PREPOSITION and words[j + 1 : j + 2] and words[j + 1][:1].isupper()  # Lee of Ghent asked
        if not (words[j][0].isupper() or tag in (lx.ADVERB, lx.TITLE) or j == i + 1 or named or (owned and not tag)):
            return False
    return False


_SUBJECT = 7
"""Within how many tokens the subject of a clause that reports a quote has its verb."""
_POSSESSIVE = ("’s", "'s")


def _says_more(cue: int, lower: Sequence[str], lexicon: Lexicon) -> bool:
    """What a cue reports follows it, so that it reports no quote before it: “Why?” She said |she| did not know."""
    after = cue + 1
    if lexicon.lemmas.get(lower[cue]) == "tell":
        after = next((j for j in (cue + 2, cue + 3) if lower[j : j + 1] and lower[j] in _CLAUSE), cue)
        if "." in lower[cue:after]:
            return False  # “Sit down!” Lee told him. |He| did not.
    elif lexicon.lemmas.get(lower[cue]) not in ("say", "add"):
        return False
    return after < len(lower) and lower[after] in _CLAUSE


_CLAUSE = ("he", "she", "it", "they", "that", "there")


_APPOSITION = 25
"""How many tokens an apposition between a name and its verb may have."""


def _reports_after_apposition(comma: int, words: Sequence[str], lower: Sequence[str], known: Mapping[str, str]) -> bool:
    """“Why?” Lee, a lawyer from Omaha, asked on Monday; but not “Why?” Lee, a lawyer, said |she| had no idea."""
    for j in range(comma + 1, min(comma + _APPOSITION, len(words) - 1)):
        if not words[j] or words[j] in ".;:":
            return False
        if words[j] == ",":
            verb = j + 2 if known.get(lower[j + 1]) == lx.ADVERB else j + 1
            if known.get("".join(words[verb : verb + 1])) == lx.CUE:
                after = "".join(lower[verb + 1 : verb + 2])
                return after in ("", ",", ".") or known.get(after) in _FOLLOWING or after.endswith("ly")
    return False


_FOLLOWING = (lx.PREPOSITION, lx.TO, lx.ADVERB, lx.TIME, lx.SUBORDINATOR)

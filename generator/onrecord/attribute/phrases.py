"""Noun phrases, found from the classes of tokens alone: most errors about speakers are made here and in ``subjects``.

Every function takes the tokens of a paragraph and token numbers, and gives a half-open range of tokens or None.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from onrecord.text.tokens import Tokens

Phrase: TypeAlias = tuple[int, int]

_NOMINAL = frozenset("nNT#")
HEAD = frozenset("nN#")
_ATTACHING = frozenset(
    "of for at from in with on to near against about around behind over under between within across into".split()
)
_ABOUT = frozenset("about around over nearly almost roughly some under".split())
_ANYBODY = frozenset("somebody someone anybody anyone everybody everyone nobody".split())
_WHERE = frozenset(("inside", "outside", "among"))
"""What attaches before a verb alone: an aide |inside| the hall said; but told reporters outside the hall."""
_FOR_PERSON = re.compile("N+n+N")
"""Names that end in a person: Department for |Transport spokesman Anna Lee|."""
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


def owner_ending(tokens: Tokens, end: int, low: int = 0) -> Phrase | None:
    """The owner whose last token is just before ``end``: "Voters objected to |the mayor|'s claim"."""
    start = _simple_ending(tokens, end, low)
    return None if start is None else (start, end)


def phrase_ending(tokens: Tokens, end: int, low: int = 0) -> Phrase | None:
    """The noun phrase whose last token is just before ``end``, with the prepositional phrases that belong to it.

    "a spokesman for the company| said", "Sen. Lee of Ohio| said", "Lee and Ortiz| said".
    """
    start = _simple_ending(tokens, end, low)
    if start is None:
        return None
    classes, lower = tokens.classes, tokens.lower
    if classes[start] == "P" and lower[start] not in ("him", "them", "us", "me", "you", "it"):
        return start, end
    for _ in range(5):
        i = start - 1
        if i - 1 > low and classes[i] in "gV" and classes[i - 1] in "nN":
            before = _simple_ending(tokens, i, low)  # a lawyer representing Lee| said
            if before is not None and classes[i] == "g":
                start = before
                continue
        by = lower[i] == "by" and i > low and classes[i - 1] in "Vn"  # a letter obtained by the Post| says
        if i <= low or not (by or classes[i] == "t" or (classes[i] == "I" and lower[i] in _ATTACHING | _WHERE)):
            break
        if classes[i - 1] in "gVCG" and not lower[i - 1].endswith("s"):
            i -= 1  # a source speaking to CNN| said, officials briefed on the matter| said
            i -= classes[i - 1] == "R"  # a strategist not involved in the race| said
        before = _simple_ending(tokens, i, low)
        if before is None or (classes[before] == "P" and lower[before] not in _ANYBODY):
            break
        start = before
    if classes[start] == "P":
        return start, end
    if classes[start] == "#" and lower[start].isdigit() and len(lower[start]) == 4 and start + 1 < end:
        start += 1  # In 2012 Lee said
    return start, end


def _simple_ending(tokens: Tokens, end: int, low: int) -> int | None:
    classes, lower = tokens.classes, tokens.lower
    i = end - 1
    if i < low:
        return None
    if classes[i] == "P":
        return i
    if classes[i] == "D" and (lower[i] in PRONOMINAL or lower[i] in _MANY):
        return i - 1 if i > low and lower[i - 1] == "the" else i  # the two| said
    if lower[i] in _SUFFIXES and i - 2 >= low and classes[i - 1] == ",":
        i -= 2
    if classes[i] not in HEAD and not (classes[i] in "Tg" and i - 1 >= low and classes[i - 1] in "DNn"):
        return None
    start = i
    while start > low:
        c = classes[start - 1]
        if (
            c in _NOMINAL
            or (c == "`" and lower[start - 1] == "&")
            or (lower[start] == "&" and tokens.words[start - 1][:1].isupper())  # Marks & Lee
            or c == "S"
            or (c == "&" and lower[start - 1] == "&")
            or (c == "R" and start - 2 >= low and classes[start - 2] in "DS")
            or (c in "Vg" and start - 2 >= low and classes[start - 2] in "DS")
            or (c == "V" and start - 3 >= low and classes[start - 3 : start - 1] == "DR")
            or (c == "V" and start - 2 >= low and lower[start - 2] == "of")
            or (c in "CV" and start == i and _is_noun_before(tokens, i, low))
            or (c == "I" and lower[start - 1 : start + 1] == ["per", "cent"])
            or (c == "I" and classes[start] == "#" and lower[start - 1] in _ABOUT and lower[start - 2] == "of")
            or (c == "&" and _joins_office(tokens, start, low))
            or (c == "Y" and (classes[start] == "Y" or (classes[start] == "S" and start - 2 >= low)))
        ):
            start -= 1
        elif (
            c == ","
            and "-" in lower[start] == tokens.words[start]
            and (first := _adjectives(classes, start - 1, low)) is not None
        ):
            start = first  # the tall, gray-haired farmer| said
        else:
            break
    while start < i and classes[start] == "S":
        start += 1
    if classes[i] == "N" and start > low and lower[start - 1] in _ONE_OF_MANY:
        start = _of_contact_clause(tokens, start, i)
    while start > low and classes[start - 1] == "D" and lower[start - 1] != "that":
        start -= 1
        if lower[start] in _ARTICLES and (start == low or lower[start - 1] not in ("all", "both")):
            break
    return start


def _is_noun_before(tokens: Tokens, head: int, low: int) -> bool:
    """Whether what may be a verb is part of a body's or an office's name: the powerful |rules| committee said.

    "The mayor claims victory" has no body after the verb, and "the mayor claims the committee" a determiner.
    """
    classes, lower = tokens.classes, tokens.lower
    if lower[head] not in tokens.people or not lower[head - 1].endswith("s") or lower[head].endswith("s"):
        return False
    first = head - 2
    while first > low and classes[first] in "nNg":
        first -= 1
    return low <= first < head - 2 and classes[first] in "DS"


def _of_contact_clause(tokens: Tokens, start: int, last: int) -> int:
    """Where a name begins that is the subject of a clause without "that": a sum |Lee| called “…”; not: a baker Lee."""
    first = last
    while first > start and tokens.classes[first - 1] == "N":
        first -= 1
    noun = tokens.lower[first - 1] if first > start else ""
    nouns = set(tokens.classes[start:first]) == {"n"}
    called = not noun or noun in tokens.people or noun.endswith(_WHO) or "-" in noun or not nouns
    return start if called else first


_ONE_OF_MANY = frozenset(("a", "an", "this"))
_WHO = (
    "er",
    "or",
    "ist",
    "ian",
    "ant",
    "ent",
    "man",
    "woman",
    "ess",
    "eer",
    "ed",
    "ing",
    "al",
    "ic",
    "ish",
    "ive",
    "ous",
    "ful",
    "ern",
    "y",
)
"""How words end that may be what somebody is, or stand before it: a plumber, a retired, a local."""


def _joins_office(tokens: Tokens, start: int, low: int) -> bool:
    """The "and" before ``start`` stands within a name: the Office of Management |and| Budget."""
    classes, first = tokens.classes, start - 2
    if classes[start] != "N" or first <= low or classes[first] != "N" or tokens.lower[start - 1] != "and":
        return False
    while first > low and classes[first - 1] == "N":
        first -= 1
    if first - 1 >= low and tokens.lower[first - 1] == "the":  # the Food and Drug Administration
        last = start
        while classes[last + 1 : last + 2] and classes[last + 1] in "NS":
            last += 1
        return tokens.lower[last] in tokens.people
    return first - 2 >= low and tokens.lower[first - 1] == "of" and classes[first - 2] == "N"


def _adjectives(classes: str, comma: int, low: int) -> int | None:
    """Where adjectives begin between a determiner or a possessor and a comma: Lee's $3 billion|, 10-year plan."""
    first = comma
    while first > low and classes[first - 1] in "nVg#":
        first -= 1
    return first if low < first < comma and classes[first - 1] in "DS" else None


_ARTICLES = frozenset(("the", "a", "an", "his", "her", "its", "their", "my", "our", "your"))
# Whose number is told by "of": "|hundreds| of voters".
_MANY = frozenset("hundreds thousands dozens scores".split())
# Determiners that stand for a noun phrase by themselves: "Others said …", "Many say …", "One said …".
PRONOMINAL = frozenset(
    (
        "hundreds thousands dozens others some many several most few both all each one another "
        "two three four five six seven eight nine ten this that these those none"
    ).split()
)


def phrase_starting(tokens: Tokens, start: int, high: int, *, whole: bool = False) -> Phrase | None:
    """The noun phrase that begins at ``start``: "said |a spokesman for the company| on Monday".

    ``whole`` takes in the participle or the relative clause that follows a description, as only a phrase that no verb
    can follow may: "said |a clerk who asked not to be named|".
    """
    classes, lower = tokens.classes, tokens.lower
    if start >= high:
        return None
    if classes[start] == "P":
        return start, start + 1
    i = start
    while i < high and classes[i] == "D":
        i += 1
    head = i
    while i < high:
        c = classes[i]
        if (
            c in _NOMINAL
            or (c == "S" and i > start)
            or (c == "&" and lower[i] == "&" and i > start)
            or (c in "Vg" and i == head and i > start and i + 1 < high and classes[i + 1] in _NOMINAL)
            or (c == "D" and classes[i - 1] == "S")
            or (c in "Vg" and classes[i - 1] == "D" and i + 1 < high and classes[i + 1] in _NOMINAL)
        ):
            i += 1
        elif c in "YR" and i > start and i + 1 < high and classes[i + 1] in "nN":
            i += 1  # a Wednesday editorial, the club's first president
        elif i > start and lower[i : i + 2] == ["per", "cent"]:
            i += 2
        elif (c == "R" and i > start and classes[i + 1 : i + 3] == "Dn") or classes[i - 1 : i + 3] == "DRVn":
            i += 2  # Lee's first three callers, one widely shared post
        elif c == "g" and i > start and classes[i - 1] == "n" and classes[i + 1 : i + 2] in ("U", ",", "."):
            i += 1  # new modelling that shows it
        else:
            break
    if i == head:
        if i == start or lower[i - 1] not in PRONOMINAL:
            return None
        of = phrase_starting(tokens, i + 1, high) if i + 1 < high and lower[i] == "of" else None
        return (start, of[1]) if of else (start, i)  # several of those present
    while i > head + 1 and classes[i - 1] == "S":
        i -= 1
    if i < high and classes[i] == "," and i + 1 < high and lower[i + 1] in _SUFFIXES:
        i += 2
    for _ in range(3):
        if i + 1 >= high or not (classes[i] == "t" or (classes[i] == "I" and lower[i] in _ATTACHING)):
            break
        if classes[i - 1] == "N" and not _attaches_to_name(tokens, start, i):
            break
        if classes[i + 1] in "YP#" or lower[i + 1] == "condition":
            break
        after = _plain_starting(tokens, i + 1, high)
        if after is None or (lower[i] in ("in", "on", "at", "to") and classes[i - 1] != "n"):
            break
        i = after
    if not whole:
        return start, i
    described = classes[i - 1] == "n" or (classes[i - 1] == "N" and classes[start] == "D")
    if described and classes[i : i + 2] in ("VI", "Vt", "VY", "gI", "gt", "gD", "Gn"):
        stop = i + 1
        while stop < high and classes[stop] not in ",.;:QCXWU(-" and stop - i < 12:
            stop += 1
        if stop == high or classes[stop] in ",.;:W":
            return start, stop  # a source involved in the talks, a man calling himself Diaz
    if described and i + 1 < high and lower[i] == "who":
        stop = i + 1
        while stop < high and classes[stop] not in ",.;:QC(-" and stop - i < 20:
            stop += 1
        if stop == high or classes[stop] in ",.":
            return start, stop  # a clerk who asked not to be named
    return start, i


def _attaches_to_name(tokens: Tokens, start: int, i: int) -> bool:
    """The Bank of Orr, the Minister for Education; but not “said Lee of the mill”."""
    classes = tokens.classes
    if classes[i + 1] == "N" or classes[i + 1 : i + 3] == "DN":
        if tokens.lower[i] == "for" and classes[start] != "D":
            return _FOR_PERSON.match(classes, i + 1) is not None
        return tokens.lower[i] in ("of", "for")
    return False


def _plain_starting(tokens: Tokens, start: int, high: int) -> int | None:
    classes = tokens.classes
    i = start
    if tokens.lower[i] in _ABOUT and classes[i + 1 : i + 2] == "#":
        i += 1  # a group of |about 40 teachers|
    while i < high and classes[i] == "D":
        i += 1
    head = i
    while i < high and (classes[i] in _NOMINAL or (classes[i] == "S" and i > start)):
        i += 1
    return i if i > head else None


def named(tokens: Tokens, phrase: Phrase, high: int) -> Phrase:
    """The name that follows a description in apposition, else the phrase: "the group's president, |Anna Lee|, said"."""
    classes, (start, end) = tokens.classes, phrase
    whose = tokens.lower[start - 1 : start] == ["whose"]
    possessed = (
        whose
        or tokens.lower[start] in ("his", "her", "their")
        or ("S" in classes[start:end] and classes[end - 1] == "n")
    )
    if end + 1 >= high or classes[end] != "," or not (classes[start] in "Dn" or possessed):
        return phrase
    if end - start < 2 and not whose:
        return phrase
    if possessed and classes[end + 1 : end + 3] == "N,":
        return end + 1, end + 2  # Lee's daughter, Ruth, said
    stop = end + 1
    while stop < high and classes[stop] in "NTn":
        stop += 1
    if stop - end - 1 >= 2 and classes[stop - 2 : stop] == "NN" and (stop == high or classes[stop] in ",.VCXR;:-(W"):
        return end + 1, stop
    return phrase


def fronted_person(tokens: Tokens, low: int, high: int) -> Phrase | None:
    """Whom a sentence that says "it" is about: For |Lee|, it is simple."""
    if tokens.lower[low] not in ("for", "to"):
        return None
    phrase = phrase_starting(tokens, low + 1, high)
    if phrase and "N" in tokens.classes[slice(*phrase)] and tokens.classes[phrase[1] : phrase[1] + 1] == ",":
        return phrase
    return None


def author(tokens: Tokens, phrase: Phrase, high: int, letters: frozenset[str]) -> Phrase:
    """The named author of a document, else the phrase: "said a statement by |the mayor's aide Anna Lee|"."""
    start, end = phrase
    for i in range(start + 1, min(end + 1, high - 1)):
        if tokens.lower[i] == "by" and tokens.lower[i - 1] in letters:
            by = phrase_starting(tokens, i + 1, high)
            return by if by and tokens.classes[by[1] - 1] == "N" else phrase
    return phrase

"""Noun phrases and subjects, found from the classes of tokens alone: almost all errors about speakers are made here.

Every function takes the tokens of a paragraph and token numbers, and gives a half-open range of tokens or None.
"""

from __future__ import annotations

from typing import TypeAlias

from onrecord.text.tokens import Tokens

Phrase: TypeAlias = tuple[int, int]

_NOMINAL = frozenset("nNT#")
_HEAD = frozenset("nN#")
_ATTACHING = frozenset(
    "of for at from in with on to near against about around behind over under between within across into".split()
)
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_BOUNDARY = frozenset(",;:-(U&Q.`Y")
_AFTER_TIME = frozenset(("after", "before", "since", "than", "as", "like", "until"))


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
    if classes[start] == "P":
        return start, end
    for _ in range(5):
        i = start - 1
        if i - 1 > low and classes[i] in "gV" and classes[i - 1] in "nN":
            before = _simple_ending(tokens, i, low)  # a lawyer representing Lee| said
            if before is not None and classes[i] == "g":
                start = before
                continue
        if i <= low or not (classes[i] == "t" or (classes[i] == "I" and lower[i] in _ATTACHING)):
            break
        if classes[i - 1] in "gVCG" and not lower[i - 1].endswith("s"):
            i -= 1  # a source speaking to CNN| said, officials briefed on the matter| said
        before = _simple_ending(tokens, i, low)
        if before is None or classes[before] == "P":
            break
        start = before
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
    if classes[i] == "D" and lower[i] in _PRONOMINAL:
        return i
    if lower[i] in _SUFFIXES and i - 2 >= low and classes[i - 1] == ",":
        i -= 2
    if classes[i] not in _HEAD and not (classes[i] in "Tg" and i - 1 >= low and classes[i - 1] in "DNn"):
        return None
    start = i
    while start > low:
        c = classes[start - 1]
        if (
            c in _NOMINAL
            or (c == "`" and lower[start - 1] == "&")
            or c == "S"
            or (c == "&" and lower[start - 1] == "&")
            or (c == "R" and start - 2 >= low and classes[start - 2] in "DS")
            or (c in "VgX" and start - 2 >= low and classes[start - 2] in "DS" and c != "X")
            or (c == "Y" and start - 2 >= low and classes[start] == "S")
        ):
            start -= 1
        else:
            break
    while start < i and classes[start] == "S":
        start += 1
    while start > low and classes[start - 1] == "D" and lower[start - 1] != "that":
        start -= 1
        if lower[start] in _ARTICLES and (start == low or lower[start - 1] not in ("all", "both")):
            break
    return start


_ARTICLES = frozenset(("the", "a", "an", "his", "her", "its", "their", "my", "our", "your"))
# Determiners that stand for a noun phrase by themselves: "Others said …", "Many say …", "One said …".
_PRONOMINAL = frozenset(
    "others some many several most few both all each one another two three this that these those none".split()
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
            or (c == "Vg"[0] and i == head and i > start and i + 1 < high and classes[i + 1] in _NOMINAL)
            or (c == "D" and classes[i - 1] == "S")
        ):
            i += 1
        elif c in "YR" and i > start and i + 1 < high and classes[i + 1] in "nN":
            i += 1  # a Wednesday editorial, the club's first president
        else:
            break
    if i == head:
        if i == start or lower[i - 1] not in _PRONOMINAL:
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
    if classes[i - 1] == "n" and i + 1 < high and classes[i : i + 2] in ("VI", "Vt", "gI", "gt", "gD"):
        stop = i + 1
        while stop < high and classes[stop] not in ",.;:QCXWU(-" and stop - i < 12:
            stop += 1
        if stop == high or classes[stop] in ",.;W":
            return start, stop  # a source involved in the talks
    if classes[i - 1] == "n" and i + 1 < high and lower[i] == "who":
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
        return tokens.lower[i] == "of" or (tokens.lower[i] == "for" and classes[start] == "D")
    return False


def _plain_starting(tokens: Tokens, start: int, high: int) -> int | None:
    classes = tokens.classes
    i = start
    while i < high and classes[i] == "D":
        i += 1
    head = i
    while i < high and (classes[i] in _NOMINAL or (classes[i] == "S" and i > start)):
        i += 1
    return i if i > head else None


def subject_of(tokens: Tokens, verb: int, low: int, depth: int = 0) -> Phrase | None:
    """The subject of the verb at token ``verb``, looked for to its left, not before token ``low``."""
    classes, lower = tokens.classes, tokens.lower
    if depth > 4:
        return None
    i = verb - 1
    while i >= low and (classes[i] in "RX" or classes[i] == "Y"):
        i -= 1
        if i >= low and classes[i + 1] == "Y" and classes[i] == "I":
            i -= 1  # Lee on Tuesday said
    if i < low:
        return None
    c = classes[i]
    if c == "P":
        return i, i + 1
    if c in _HEAD or c == "T" or (c == "D" and lower[i] in _PRONOMINAL):
        phrase = phrase_ending(tokens, i + 1, low)
        if phrase is None:
            return None
        before = phrase[0] - 1
        if before - 1 >= low and classes[before] == "I" and classes[before - 1] in "XWRP&":
            return subject_of(tokens, before, low, depth + 1)  # Lee, who |in the past| said; had |at last| said
        if before > low and classes[before] in "VvgG" and (relative := classes.rfind("W", low, before)) >= low:
            return _antecedent(tokens, relative, low) or phrase  # the woman who shot the video| said
        return _coordinated(tokens, phrase, verb, low)
    if c == "W":
        return i, i + 1
    if c == "U" and lower[i] == "that" and i == verb - 1 and i > low and classes[i - 1] in "nN":
        antecedent = _antecedent(tokens, i, low)
        if antecedent and antecedent[0] > low and classes[antecedent[0] - 1] in "VCGgv" and lower[i - 1] in _BEARERS:
            return main_subject(tokens, low, i)  # Lee released a video that said
        return antecedent  # a banner that said
    if c == ")":
        opening = classes.rfind("(", low, i)
        return phrase_ending(tokens, opening, low) if opening > low else None
    if c in ",-":
        return _before_apposition(tokens, i, low) or _earlier_subject(tokens, i, low, depth)
    if c in "&tUgGIVCvc" or c == "Q":
        found = _earlier_subject(tokens, i, low, depth)
        if c == "&" and found and classes[low] != "U" and _embedded(tokens, found, low):
            return main_subject(tokens, low, verb) or found  # Lee confirmed she had left and said
        if (
            found
            and c == "V"
            and classes[found[0]] in "Dn"
            and found[1] <= i
            and not set(classes[found[1] : i]) - set("R")
        ):
            return found[0], verb  # an advertisement released on Monday| says
        return found
    return None


def _embedded(tokens: Tokens, subject: Phrase, low: int) -> bool:
    """A subject that another verb governs, or that takes up another: joked that |Brooklyn| was it; who, she."""
    before = tokens.classes[subject[0] - 1] if subject[0] > low else ""
    return tokens.classes[subject[0]] in "PW" or (
        before != "" and before in "UCGgVv" and tokens.lower[subject[0] - 1] != "as"
    )


_BEARERS = frozenset(
    "piece article video statement letter email post tweet message report memo advertisement ad column".split()
)


def _coordinated(tokens: Tokens, phrase: Phrase, verb: int, low: int) -> Phrase:
    """ "Lee and Ortiz said": both, where the first stands at the start of its clause."""
    classes, lower = tokens.classes, tokens.lower
    start, end = phrase
    if start - 2 >= low and classes[start - 1] == "&" and lower[start - 1] == "and" and not lower[verb].endswith("s"):
        first = phrase_ending(tokens, start - 1, low)
        if first and classes[first[0]] != "P" and (first[0] == low or classes[first[0] - 1] in _BOUNDARY):
            start = first[0]
            while start - 2 >= low and classes[start - 1] == "," and classes[start - 2] == "N":
                listed = phrase_ending(tokens, start - 1, low)
                if listed is None or set(classes[slice(*listed)]) - frozenset("NT"):
                    break
                start = listed[0]  # Lee, Ortiz and Park said
            return start, end
    return phrase


def _antecedent(tokens: Tokens, relative: int, low: int) -> Phrase | None:
    """The noun before "who": "Lee, who said …"; "a voter who said …"."""
    end = relative
    if end > low and tokens.classes[end - 1] in ",-&":
        end -= 1
    return phrase_ending(tokens, end, low)


def _before_apposition(tokens: Tokens, closing: int, low: int) -> Phrase | None:
    """The noun phrase before an apposition that ends at ``closing``: "|Lee|, a lawyer from Omaha, said"."""
    classes, found = tokens.classes, None
    mark = classes[closing]
    for i in range(closing - 1, low, -1):
        if classes[i] in ";.":
            break
        if classes[i] == "Q" and found:
            break
        if classes[i] != mark:
            continue
        if classes[i - 1] == "W" and found is None:
            return i - 1, i  # who, on Friday, said
        end = i
        if classes[i - 1] == ")":
            end = classes.rfind("(", low, i)
            if end <= low:
                continue
        phrase = phrase_ending(tokens, end, low)
        if phrase is None or not _opens_apposition(tokens, i + 1) or set(classes[slice(*phrase)]) <= {"#"}:
            continue
        before = phrase[0] - 1
        if before < low or (classes[before] in _BOUNDARY and tokens.lower[before] not in _AFTER_TIME):
            found = phrase
    return found


def _opens_apposition(tokens: Tokens, i: int) -> bool:
    """A description, not a new clause, begins at token ``i``."""
    return tokens.classes[i] in "DnN#WgTIGVSRUCY"


def _earlier_subject(tokens: Tokens, before: int, low: int, depth: int) -> Phrase | None:
    """The subject of the nearest verb to the left: "Lee shook her head and said", "Lee went on to say"."""
    classes = tokens.classes
    for i in range(before, low, -1):
        c = classes[i]
        if c in "VCXvc":
            found = subject_of(tokens, i, low, depth + 1)
            if found:
                return found
    return None


def named(tokens: Tokens, phrase: Phrase, high: int) -> Phrase:
    """The name that follows a description in apposition, else the phrase: "the group's president, |Anna Lee|, said"."""
    classes, (start, end) = tokens.classes, phrase
    possessed = tokens.lower[start] in ("his", "her", "their") or (
        "S" in classes[start:end] and classes[end - 1] == "n"
    )
    if end + 1 >= high or classes[end] != "," or not (classes[start] in "Dn" or possessed) or end - start < 2:
        return phrase
    if possessed and classes[end + 1 : end + 3] == "N,":
        return end + 1, end + 2  # Lee's daughter, Ruth, said
    stop = end + 1
    while stop < high and classes[stop] in "NTn":
        stop += 1
    if stop - end - 1 >= 2 and classes[stop - 2 : stop] == "NN" and (stop == high or classes[stop] in ",.VCXR;:-(W"):
        return end + 1, stop
    return phrase


def author(tokens: Tokens, phrase: Phrase, high: int, documents: frozenset[str]) -> Phrase:
    """The named author of a document, else the phrase: "said a statement by |the mayor's aide Anna Lee|"."""
    start, end = phrase
    for i in range(start + 1, min(end + 1, high - 1)):
        if tokens.lower[i] == "by" and tokens.lower[i - 1] in documents:
            by = phrase_starting(tokens, i + 1, high)
            return by if by and tokens.classes[by[1] - 1] == "N" else phrase
    return phrase


def main_subject(tokens: Tokens, low: int, high: int) -> Phrase | None:
    """The subject of the main clause, past what is fronted: "In Ohio on Monday, |Lee| …", "While …, |Lee| …"."""
    classes, lower = tokens.classes, tokens.lower
    i = low
    for _ in range(5):
        while i < high and (classes[i] in "&R,`-" or classes[i] == "Y"):
            i += 1
        if i >= high:
            return None
        if classes[i] in "IUgVGtCXcv":
            comma = classes.find(",", i, high)
            if comma < 0:
                return None
            i = comma + 1
            continue
        if (
            lower[i] in ("early", "late")
            and classes[i + 1 : i + 2] == "I"
            and (comma := classes.find(",", i, high)) > 0
        ):
            i = comma + 1
            continue  # Early in her campaign, Lee said
        if lower[i] == "it" and lower[i + 1 : i + 2] in (["was"], ["is"]):
            cleft = phrase_starting(tokens, i + 2, high)
            if cleft and classes[cleft[1] : cleft[1] + 1] == "W":
                return cleft  # It was Lee who spoke first
        phrase = phrase_starting(tokens, i, high)
        if phrase is None:
            return None
        j = phrase[1]
        if i > low and set(classes[i:j]) == {"N"} and classes[j : j + 1] == "," and _place_name(tokens, j + 1, high):
            i = j + 1
            continue  # In Ames, Iowa, on Sunday, Lee said
        if classes[j : j + 1] == "," and (lower[low] in _FRONTING or classes[j - 1] == "Y"):
            i = j + 1
            continue  # Last week, Lee said
        if j < high and classes[j] == "&" and lower[j] == "and":
            second = phrase_starting(tokens, j + 1, high)
            if second and second[1] < high and classes[second[1]] in "VCXvR,W":
                return phrase[0], second[1]
        return phrase
    return None


_FRONTING = frozenset(("last", "this", "earlier", "that"))


def _place_name(tokens: Tokens, i: int, high: int) -> bool:
    """What follows a fronted place and comma at ``i`` is a time or the sentence's subject."""
    if tokens.classes[i : i + 1] in ("I", "Y"):
        return tokens.classes.find(",", i, high) > 0
    after = phrase_starting(tokens, i, high)
    return after is not None and tokens.classes[after[1] : after[1] + 1] in tuple("VCXR")

"""Whose verb it is: the subject of a verb to its left, and of a sentence's main clause."""

from __future__ import annotations

from onrecord.attribute.phrases import HEAD, PRONOMINAL, Phrase, phrase_ending, phrase_starting
from onrecord.text.tokens import Tokens

_COMPARED = ("more", "less", "fewer")
_OBJECTS = ("it", "you", "me", "him", "her", "us", "them")
_FLOATING = ("each", "both", "all")
"""Lee and Diaz |each| said; they |all| said."""

WONT = frozenset(("likes", "liked", "loves", "loved"))
"""Before "to" and a verb of speech they say that somebody says so again and again."""
_ARTICLES = ("a", "an", "the")
_BOUNDARY = frozenset(",;:-(U&Q.`Y")
_AFTER_TIME = frozenset(("after", "before", "since", "than", "as", "like", "until"))


def subject_of(tokens: Tokens, verb: int, low: int, depth: int = 0) -> Phrase | None:
    """The subject of the verb at token ``verb``, looked for to its left, not before token ``low``.

    It is kept: many rules ask for it, and the verbs of a sentence ask for those of one another.
    """
    known, key = tokens.subjects, (verb, low, depth)
    if key not in known:
        found = _subject_of(tokens, verb, low, depth) if depth <= 4 else None
        known[key] = _past_relative(tokens, found, verb, low) or found if found else None
    return known[key]


def _past_relative(tokens: Tokens, subject: Phrase, verb: int, low: int) -> Phrase | None:
    """The noun and its relative clause, where that has a verb of its own: |A clerk who was in the hall| told Lee."""
    classes, relative = tokens.classes, subject[0]
    if relative - 1 > low and tokens.lower[relative - 1] == "whose":
        return _past_possessive(tokens, subject, verb, low)
    if classes[relative] == "P":
        return _past_reported(tokens, subject, verb, low)
    if classes[relative] != "W" or relative <= low or classes[relative - 1] not in "nND":
        return None
    between, _, apposed = classes[relative + 1 : verb].rstrip("RXY").partition(",")
    if apposed and set(apposed) != {"N", ","}:  # A clerk who was in the hall, Ana Lee, told
        return None
    if "t" in between and not set(between.rpartition("t")[2]) & set("VCvcNnP"):
        return None  # who is said to have told; but: who asked not to be named said, who is pledged to Lee said
    if not between or set(between) & set("&UQ-:;(") or between[0] not in "VCXR":
        return None
    own = between.lstrip("R")
    if own[0] == "X" and (own[1:2] in tuple("VCRX") or tokens.lower[relative + 1] not in _BEING):
        own = own.lstrip("XR")  # who has been told
    noun = _antecedent(tokens, relative, low) if len(own) > 1 or own[:1] in tuple("VC") else None
    return (noun[0], relative + 1 + len(between)) if noun else None


_BEING = frozenset(("is", "was", "are", "were"))


def _past_reported(tokens: Tokens, subject: Phrase, verb: int, low: int) -> Phrase | None:
    """The same of what is said in it: |A clerk who says she was hurt| told Lee."""
    relative = tokens.classes.find("W", low, subject[0])
    clause = tokens.classes[relative:verb] if relative > low else ","
    if set(clause) & set(",&UQ-:;(") or not set(tokens.classes[subject[1] : verb]) & set("VC"):
        return None
    noun = _antecedent(tokens, relative, low)
    return (noun[0], verb) if noun and noun[0] == low else None


def _past_possessive(tokens: Tokens, subject: Phrase, verb: int, low: int) -> Phrase | None:
    """The same of a clause with "whose": |A clerk whose house burned down| has told Lee."""
    end = verb
    while tokens.classes[end - 1] == "X":
        end -= 1
    between = tokens.classes[subject[0] : end]
    if not set(between) & set("VC") or set(between) & set(",&UQ-:;("):
        return None
    noun = _antecedent(tokens, subject[0] - 1, low)
    return (noun[0], end) if noun and noun[1] == subject[0] - 1 else None


def _subject_of(tokens: Tokens, verb: int, low: int, depth: int) -> Phrase | None:
    classes, lower = tokens.classes, tokens.lower
    i = verb - 1
    while (
        i >= low
        and (
            classes[i] in "RXY"
            or (lower[i] in ("most", "more") and classes[i + 1] == "R")  # growers most often| said
            or (lower[i] in _FLOATING and classes[i - 1 : i] in tuple("nNP"))
        )
    ):
        i -= 1
        if i >= low and classes[i + 1] == "Y" and classes[i] == "I":
            i -= 1  # Lee on Tuesday said
    if i < low:
        return None
    c = classes[i]
    reported = lower[i] in ("it", "you") and lower[i - 1] in tokens.speech - _TAKING  # said |it| was
    if c in "PD" and lower[i] in _OBJECTS and not reported and i > low and classes[i - 1] in "VCtI":
        if i - 2 >= low and lower[i - 1] == "of" and (lower[i - 2] in PRONOMINAL or classes[i - 2] == "#"):
            return i - 2, i + 1  # one of them| warned
        relative = classes.rfind("W", low, i)
        return _antecedent(tokens, relative, low) if relative >= low else (i, i + 1)  # the woman who wrote it| says
    if c == "P":
        return i, i + 1
    if c in HEAD or c == "T" or (c == "D" and lower[i] in PRONOMINAL):
        phrase = phrase_ending(tokens, i + 1, low)
        if phrase is None:
            return None
        phrase = _past_fronted(tokens, phrase, low)
        before = phrase[0] - 1
        if before == low and classes[before] == "I" and lower[phrase[0]] in _ARTICLES and classes[phrase[1] - 1] == "n":
            return None  # In a statement read to the court
        if before - 1 >= low and classes[before] == "I" and classes[before - 1] in "XWRP&":
            return subject_of(tokens, before, low, depth + 1)  # Lee, who |in the past| said; had |at last| said
        if before - 1 > low and classes[before] == "I" and classes[before - 1] == "," and classes[phrase[1] - 1] == "n":
            closed = _before_apposition(tokens, before - 1, low) or _before_relative(tokens, before - 1, low)
            if closed and "N" in classes[slice(*closed)]:
                return closed  # Lee, who runs the mill, |in a speech| last month called
        relative = classes.rfind("W", low, before) if before > low and classes[before] in "It" else -1
        said = classes[relative + 1 : before]
        if relative > low and classes[relative - 1] in "nN" and set(said.replace("XC", "")) <= set("VXR"):
            return _antecedent(tokens, relative, low) or phrase  # the member who voted with the majority| said
        if before > low and _governs(tokens, before) and (relative := classes.rfind("W", low, before)) >= low:
            return _antecedent(tokens, relative, low) or phrase  # the woman who shot the video| said
        if tokens.lower[before] == "than" and before - 2 > low and tokens.lower[before - 1] in _COMPARED:
            before -= 2  # accused of stealing |more than £900|
        if before > low and classes[before] in "vg" and classes[before - 1] in "tI":
            described = _described(tokens, before, low, depth)
            if described:
                return described[0], verb  # a man accused of killing his wife| said
        return _coordinated(tokens, phrase, verb, low)
    if c == "W":
        cleft = i > low and lower[i - 1] in ("he", "she", "they")
        return (i - 1, i) if cleft else (i, i + 1)  # It was |she| who suggested
    if c == "U" and lower[i] == "that" and i == verb - 1 and i > low and classes[i - 1] in "nN#":
        antecedent = _antecedent(tokens, i, low)
        if lower[i - 1] in _HOURS:
            return main_subject(tokens, low, i)  # An email went out within the hour that asked
        inner = max(classes.rfind("V", *antecedent), classes.rfind("C", *antecedent)) if antecedent else -1
        if inner >= 0:
            antecedent = _antecedent(tokens, i, inner + 2)  # Lee pointed to |a statement| that said
        if antecedent and antecedent[0] > low and classes[antecedent[0] - 1] in "VCGgv" and lower[i - 1] in _BEARERS:
            return main_subject(tokens, low, i)  # Lee released a video that said
        return antecedent  # a banner that said
    if c == ")":
        opening = classes.rfind("(", low, i)
        return phrase_ending(tokens, opening, low) if opening > low else None
    if c in ",-":
        return (
            _before_apposition(tokens, i, low)
            or _before_relative(tokens, i, low)
            or _earlier_subject(tokens, i, low, depth)
        )
    if c == "Q" and classes[i - 1 : i] == "," and (named := phrase_ending(tokens, i - 1, low)):
        before = named[0] - 1
        if before < low or classes[before] in _BOUNDARY:
            return named  # A reviewer of her paper, “On Ice,” wrote
    if c == "Q" and (relative := classes.rfind("W", low, i)) > low and classes[relative - 1] == ",":
        named = phrase_ending(tokens, relative - 1, low)
        if named and not set(classes[relative:i]) & set(",;&QU") and named[0] == low:
            return named  # Lee, whom Ortiz called “a mess,” said
    if c == "t" and i - 1 > low and lower[i - 1] in WONT and classes[i - 2] in "NnPR":
        return subject_of(tokens, i - 1, low, depth + 1)  # Lee likes to say
    if c in "&tUgGIVCvc" or c == "Q":
        found = _earlier_subject(tokens, i, low, depth)
        if c == "&" and found and classes[found[0]] == "W" and "," in classes[found[1] : i]:
            outer = _earlier_subject(tokens, found[0] - 1, low, depth)  # she turned to Lee, who |left|, and said
            if outer and classes[outer[0]] != "W":
                return outer
        if c == "&" and found and classes[low] != "U" and _embedded(tokens, found, low, i):
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


def _governs(tokens: Tokens, verb: int) -> bool:
    """Whether the phrase after a verb is its object, not the subject of words that it reports."""
    if tokens.classes[verb] == "C":
        return tokens.lower[verb] not in tokens.speech or tokens.lower[verb] in _TAKING
    return tokens.classes[verb] in "VvgG"


_TAKING = frozenset("answered asked told wrote read".split())
"""Past forms that report nothing without a mark or "that", so that a noun after them is their object."""


def _described(tokens: Tokens, verb: int, low: int, depth: int) -> Phrase | None:
    """The noun that a participle describes, of which a verb is a part: |a man| accused of killing."""
    found = subject_of(tokens, verb, low, depth + 1)
    if found is None or found[1] >= verb or tokens.classes[found[0]] not in "Dn":
        return None
    participle = found[1]
    past = tokens.classes[participle] in "VC" and tokens.lower[participle].endswith(("ed", "en"))
    return found if past and not set(tokens.classes[participle + 1 : verb]) & set("VCX,;:Q") else None


def _embedded(tokens: Tokens, subject: Phrase, low: int, coordinator: int) -> bool:
    """A subject that another verb governs, or that takes up another: joked that |Brooklyn| was it; who, she."""
    before = tokens.classes[subject[0] - 1] if subject[0] > low else ""
    if tokens.classes[subject[0]] == "W":  # Lee, who left, and said; not: Lee, who left and said
        goes_on = before == "," and tokens.lower[coordinator] == "and"
        return not goes_on or "," in tokens.classes[subject[1] : coordinator]
    if subject[0] > low and tokens.lower[subject[0] - 1] in _WHILE:
        return False  # Lee froze when |Ortiz| turned to her and asked
    if before in tuple("-;"):
        return False  # For that she drew fire – he called it poor and said
    return tokens.classes[subject[0]] == "P" or (
        before != "" and before in "UCGgVv" and tokens.lower[subject[0] - 1] != "as"
    )


_WHILE = ("when", "while", "until")
_HOURS = frozenset("hour hours day days week weeks month months year years morning evening afternoon night".split())
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
            while start - 2 >= low and classes[start - 1] == "," and classes[start - 2] in "nN":
                listed = phrase_ending(tokens, start - 1, low)
                if listed is None or set(classes[slice(*listed)]) - frozenset("NTnDI#"):
                    break
                if listed[0] > low and classes[listed[0] - 1] == "I":
                    break  # In the paper, Lee and Ortiz said
                start = listed[0]  # Lee, Ortiz and Park said
            return start, end
    return phrase


def _past_fronted(tokens: Tokens, phrase: Phrase, low: int) -> Phrase:
    """Without a frame of time or place that no comma closes: After the vote |Cllr Lee| said; The next day |Lee’s
    lawyer| said; In Ghent |Anna Lee| said.
    """
    classes, (start, end) = tokens.classes, phrase
    front = classes[low:start]
    framed = ("I" in front or "U" in front) and not set(front) - _FRONT
    if not framed and front:
        return phrase
    owner = classes.rfind("S", start, end) if classes[end - 1] == "n" else -1
    stop = owner if owner > start else end
    first = stop
    while first > start and classes[first - 1] in "NT":
        first -= 1
    if first == stop or (first == start and not framed):
        return phrase
    before = tokens.lower[first - 1] if first > start else ""
    if first > start and classes[first - 1] in "n#Y":
        timed = before in _HOURS or classes[first - 1] == "Y"
        return (first, end) if before not in tokens.people and (framed or timed) else phrase
    inside = tokens.lower[first - 1] in _PLACING and stop - first > 1 and tokens.lower[first] not in tokens.given
    if not framed or not inside:
        return phrase
    named = (i for i in range(first + 1, stop) if tokens.lower[i] in tokens.people or tokens.lower[i] in tokens.given)
    split = next(named, first + 1 if stop - first == 2 else None)
    return (split, end) if split else phrase


_FRONT = frozenset("RIVgGYU&-`DCn#")
"""Of what classes the words are before the noun of a frame: Back in, Asked by, Two days before."""
_PLACING = frozenset(("in", "at", "on", "from", "near", "outside"))


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
        if classes[i] in "QCVXU" and found:
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
        while classes[end - 1] == "Y" and end - 1 > low and classes[low : end - 1].rstrip("Y")[-1:] == "n":
            end -= 1  # |the umpire| that day, now retired, said
        phrase = phrase_ending(tokens, end, low)
        cut = phrase[1] - 2 if phrase else 0
        while phrase and cut > phrase[0] and classes[cut] == "N":
            cut -= 1
        if phrase and phrase[0] < cut and classes[cut : cut + 2] == "nN" and tokens.lower[cut] in _HOURS:
            return cut + 1, phrase[1]  # On a call later in the morning |Lee|, 51, said
        if phrase is None or not _opens_apposition(tokens, i + 1) or set(classes[slice(*phrase)]) <= {"#"}:
            continue
        first = phrase_ending(tokens, phrase[0] - 1, low) if classes[phrase[0] - 2 : phrase[0] + 1] == "N&N" else None
        if first and set(classes[slice(*first)]) & set("St"):
            phrase = first[0], phrase[1]  # the head of the Budget and Finance Committee, Lee, said
        before = phrase[0] - 1
        if (
            before < low
            or (classes[before] in _BOUNDARY and tokens.lower[before] not in _AFTER_TIME)
            or tokens.lower[before - 1 : before + 1] == ["even", "as"]
            or (tokens.lower[before] in ("after", "as") and tokens.lower[before - 1] in _COMES)
            or (tokens.lower[before] in ("which", "whom") and before > low and classes[before - 1] == "I")
            or (found is None and tokens.lower[before] == "whose" and "N" in classes[i + 1 : closing])
        ):
            if found is None and (whom := _antecedent_of_place(tokens, phrase, low)):
                return whom
            found = phrase  # the union, whose |president|, Anna Lee, said
    return found


_COMES = ("comes", "came", "come")
"""Before "after" and "as" they only lead up to a clause: It comes after |the mayor|, Lee, said."""


def _antecedent_of_place(tokens: Tokens, phrase: Phrase, low: int) -> Phrase | None:
    """Whom a clause tells of that ends in a place: |Lee|, who spoke at the hall, Ghent, on Monday, called it “…”."""
    classes, comma = tokens.classes, phrase[0] - 1
    relative = classes.rfind("W", low, comma)
    if comma <= low or relative <= low or classes[relative - 1] != "," or set(classes[slice(*phrase)]) != {"N"}:
        return None
    place = phrase_ending(tokens, comma, relative)
    if place is None or classes[place[0] - 1] != "I" or "," in classes[relative:comma]:
        return None
    return _antecedent(tokens, relative, low) if set(classes[relative + 1 : place[0]]) & set("VC") else None


def _before_relative(tokens: Tokens, closing: int, low: int) -> Phrase | None:
    """What a relative clause between commas says more of: |An audit dated May 4|, which the Post has seen, found."""
    relative = tokens.classes.rfind("W", low, closing)
    comma = relative - 1
    comma -= comma > low and tokens.classes[comma] == "&"  # A clerk who saw it, and who asked for silence, said
    if comma <= low or tokens.classes[comma] != "," or tokens.classes.find(",", relative, closing) >= 0:
        return None
    main = main_subject(tokens, low, comma)
    finite = main is None or set(tokens.classes[main[1] : comma]) & set("CX,;Q")
    return None if main is None or finite or main[0] > low + 1 else (main[0], comma)


def _opens_apposition(tokens: Tokens, i: int) -> bool:
    """A description, not a new clause, begins at token ``i``."""
    return tokens.classes[i] in "DnN#WgTIGVSRUCY"


def _earlier_subject(tokens: Tokens, before: int, low: int, depth: int) -> Phrase | None:
    """The subject of the nearest verb to the left: "Lee shook her head and said", "Lee went on to say"."""
    classes, left = tokens.classes, _VERBS
    for i in range(before, low, -1):
        if classes[i] in "VCXvc":
            found = subject_of(tokens, i, low, depth + 1)
            left -= 1
            if found or not left:
                return found
    return None


_VERBS = 16
"""How many verbs to the left are asked for a subject."""


def main_subject(tokens: Tokens, low: int, high: int) -> Phrase | None:
    """The subject of the main clause, past what is fronted: "In Ohio on Monday, |Lee| …", "While …, |Lee| …"."""
    classes, lower = tokens.classes, tokens.lower
    i = low
    for _ in range(5):
        while i < high and (classes[i] in "&R,`-" or classes[i] == "Y"):
            i += 1
        if i >= high:
            return None
        if i == low and classes[i : i + 2] == "IY" and classes[i + 2 : i + 3] in tuple("nNT"):
            i += 2  # On Monday board member Lee said
        after = i > low and classes[i - 1] == "Y" and lower[i - 1] in ("after", "before", "since")  # A day after it,
        if i == low and (named := _past_frame(tokens, i, high)):
            i = named
        elif after or classes[i] in "IUgVGtCXcv":
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
        if (
            lower[i] in ("every", "each")
            and classes[j : j + 1] in ("I", "U")
            and (comma := classes.find(",", j, high)) > 0
        ):
            i = comma + 1
            continue  # Every day since she came, Lee has written
        if (
            i > low
            and "with" in lower[low:i]
            and classes[j : j + 1] == "t"
            and (comma := classes.find(",", j, high)) > 0
        ):
            i = comma + 1
            continue  # With the mill gone, and a few days to go, Lee quit
        if i > low and set(classes[i:j]) == {"N"} and classes[j : j + 1] == "," and _place_name(tokens, j + 1, high):
            i = j + 1
            continue  # In Ames, Iowa, on Sunday, Lee said
        if classes[j : j + 1] == "," and (lower[low] in _FRONTING or classes[j - 1] == "Y"):
            i = j + 1
            continue  # Last week, Lee said
        if i == low and classes[j : j + 2] == ",P" and classes[j + 2 : j + 3] in ("V", "C", "X", "R"):
            i = j + 1
            continue  # A preacher’s grandson, he opens his rallies with it
        if j < high and classes[j] == "&" and lower[j] == "and":
            second = phrase_starting(tokens, j + 1, high)
            if second and second[1] < high and classes[second[1]] in "VCXvR,W":
                return phrase[0], second[1]
        return phrase
    return None


def _past_frame(tokens: Tokens, low: int, high: int) -> int | None:
    """Where the subject begins after a frame of time or place that no comma closes: In 2016 |Anna Lee| left; Last week
    |she| left; but not: At the bank Lee runs, workers said.
    """
    classes = tokens.classes
    if classes[low] not in "ID#" and tokens.lower[low] not in _FRONTING:
        return None
    verb = low + 2
    while verb < high and classes[verb] not in "VXC,;:Q-U":
        verb += 1
    clause = classes[verb + 1 : verb + 2] == "," and classes[verb + 2 : verb + 3] in tuple("DnNTP")
    if verb + 1 >= high or classes[verb] not in "VXC" or clause:
        return None
    end = verb
    while classes[end - 1] == "R":
        end -= 1
    if classes[end - 1] == "P":
        return end - 1 if classes[low] == "I" and tokens.lower[end - 1] not in _OBJECTS else None
    phrase = phrase_ending(tokens, end, low)
    named = _past_fronted(tokens, phrase, low) if phrase and "N" in classes[slice(*phrase)] else None
    return named[0] if named and (named != phrase or classes[named[0] - 1] in "#YR") else None


_FRONTING = frozenset(("last", "this", "earlier", "that"))


def _place_name(tokens: Tokens, i: int, high: int) -> bool:
    """What follows a fronted place and comma at ``i`` is a time or the sentence's subject."""
    if tokens.classes[i : i + 1] in ("I", "Y"):
        return tokens.classes.find(",", i, high) > 0
    after = phrase_starting(tokens, i, high)
    return after is not None and tokens.classes[after[1] : after[1] + 1] in tuple("VCXR")

"""What class each token is of, by the lexicon, then by its neighbours; and which tokens make a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.find.characters import characters
from onrecord.languages import lexicon as lx
from onrecord.languages.lexicon import Lexicon
from onrecord.model import Quote
from onrecord.text.sentences import begins, closes, dateline_end, heading_end, town_end

# Words that keep their grammatical class although a capital stands within a sentence ("The Hague").
_CLOSED = frozenset((lx.DETERMINER, lx.PREPOSITION, lx.COORDINATOR, lx.TITLE, lx.TIME, lx.TO, lx.PRONOUN))
_OPENING = frozenset((lx.QUOTE, lx.COLON, lx.DASH, lx.OPEN))
_DASHES = ("—", "–", "-")
_CUT = "|"
"""The last token of a dateline or a heading, until its sentence is closed."""
# What may end a sentence, or is what its place makes it.
_WATCHED = f"{lx.QUOTE}{lx.STOP}{lx.CAPITAL}{lx.DOTTED}{_CUT}"
_NO_NAME = frozenset((lx.ADVERB, lx.VERB, lx.VERB_BASE, lx.CUE, lx.CUE_BASE, lx.AUXILIARY, lx.PREPOSITION))
_OWNS = ("’s", "'s", "’", "'")
_ONE = ("one", "another")
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())
_ADDRESS = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"))
# What may be of another class by its neighbours.
_OPEN = "".join(lx.UNSETTLED) + "VvcGg#" + lx.POSSESSIVE + lx.CAPITAL + lx.DOTTED
_SETTLED = str.maketrans(lx.UNSETTLED)


def classify(
    text: str,
    words: list[str],
    lower: list[str],
    starts: list[int],
    alone: str,
    heading: int | None,
    quoted: dict[int, Quote],
    lexicon: Lexicon,
) -> tuple[tuple[tuple[int, int], ...], str]:
    """The sentences, as (first, past the last) token, and a string of one class per token.

    ``alone`` are the classes that the lexicon gives the tokens, ``heading`` the last of a dateline or a heading that
    the first sentence runs on from, ``quoted`` the tokens in the places of quotes.
    """
    if heading is not None:
        alone = f"{alone[:heading]}{_CUT}{alone[heading + 1 :]}"
    tags = list(alone.translate(_SETTLED))
    known, count = lexicon.classes, len(words)
    sentences: list[tuple[int, int]] = []
    first = 0
    for i in [i for i, tag in enumerate(alone) if tag in _WATCHED]:
        tag = tags[i]
        if tag == lx.CAPITAL:
            tags[i] = _capital(i, first, tags, words, lower, lexicon)
            if lower[i] in lexicon.causes and _opens_cause(i, words):
                tags[i] = tags[i + 1] = lx.NAME  # Save the Harbor said
            after_comma = i > first and tags[i - 1] == lx.QUOTE and text[quoted[i - 1].end - 1] == ","
            if tags[i] in _NO_NAME and (after_comma or (i == first and _is_somebody(i, tags, words, text, starts[i]))):
                tags[i] = lx.NAME  # “…,” Long said; Anna Long left. Long said
            continue
        if tag == lx.QUOTE:
            quote = quoted[i]
            if i > first and tags[i - 1] == lx.NAME and words[i + 1 : i + 2] and _is_nickname(text, quote):
                tags[i] = lx.NAME
                continue
            ends = closes(text, quote) and begins(i + 1, words, lower, lexicon, text, quote, opened=first == i)
        elif tag == lx.STOP:
            following = words[i + 1][:1] if i + 1 < count else ""
            ends = following.isupper() or not following.isalpha()
        elif tag == lx.DOTTED:
            capital = words[i][0].isupper()
            tags[i] = _capital(i, first, tags, words, lower, lexicon) if capital else known.get(lower[i], lx.NOUN)
            ends = _abbreviation_ends(i, first, tags, words, lower, known, text, quoted)
            ends = ends or (lower[i] in lexicon.sites and lower[i - 1] in ("on", "to", "via"))  # a fan wrote on X.
        else:
            tags[i], ends = lx.DASH if words[i][0] in _DASHES else lx.NAME, True
        if ends:
            sentences.append((first, i + 1))
            first = i + 1
    if first < count:
        sentences.append((first, count))
    if count > _LONGEST:
        sentences = [part for sentence in sentences for part in _cut(*sentence)]
    _settle(tags, lower, lexicon, [i for i, tag in enumerate(alone) if tag in _OPEN])
    return tuple(sentences), "".join(tags)


def _cut(first: int, end: int) -> list[tuple[int, int]]:
    """A sentence in parts of as many tokens as rules are to look through for one quote: its own, if it is no list."""
    return [(start, min(start + _LONGEST, end)) for start in range(first, end, _LONGEST)]


_LONGEST = 256
"""How many tokens a sentence may have, a quote being one; in 840 articles of PolNeAR the longest has 220."""


def dateline_dash(text: str, words: list[str], starts: list[int]) -> int | None:
    """The dash that ends the dateline of a paragraph."""
    end = dateline_end(text, starts[0], starts[-1]) if starts else 0
    i = bisect_left(starts, end) - 1
    return i if i >= 0 and words[i][:1] in _DASHES and i + 1 < len(words) else None


def heading_word(text: str, words: list[str], starts: list[int]) -> int | None:
    """The last word of the heading in capitals from which a paragraph's first sentence runs on; no quote is one."""
    end = heading_end(text, starts[0], starts[-1]) if starts else 0
    i = bisect_left(starts, end) - 1
    return i if i >= 0 and words[i] else None


def town_colon(text: str, starts: list[int], end: int) -> int | None:
    """The colon after a town before a paragraph's first sentence: Wexcombe: The council said."""
    after = town_end(text, starts[0], end)
    return bisect_left(starts, after) - 1 if after > starts[0] else None


def _abbreviation_ends(
    i: int,
    first: int,
    tags: list[str],
    words: list[str],
    lower: list[str],
    known: dict[str, str],
    text: str,
    places: dict[int, Quote],
) -> bool:
    """An abbreviation ends its sentence: in the U.S. |He said; “…,” said Sen. Lee, D-N.Y. |“We will …”"""
    word, after = words[i], i + 1
    if after >= len(words) or len(word) < 3 or word[-3] != ".":
        return False
    if not words[after]:
        return lx.QUOTE in tags[first:i] and text[places[after].start].isupper()
    return words[after][0].isupper() and known.get(lower[after], lx.NAME) in "DPRUI&"


def _capital(i: int, first: int, tags: list[str], words: list[str], lower: list[str], lexicon: Lexicon) -> str:
    """The class of a word with a capital: a name, unless it opens its sentence or keeps its class."""
    known = lexicon.classes
    word, low, tag = words[i], lower[i], known.get(lower[i])
    following = lower[i + 1] if i + 1 < len(words) else ""
    opens = i == first or tags[i - 1] in _OPENING or (i == first + 1 and tags[i - 1] == lx.MARK)
    if tag is not None and tag != lx.TITLE and i > first and lower[i - 1] in _ADDRESS:
        return lx.NAME  # Ms Were
    if tag == lx.AUXILIARY and not opens and tags[i - 1] == lx.NAME and known.get(following) == lx.CUE:
        return lx.NAME  # Achieng Were said
    if opens and low == "first" and following in lexicon.first_offices and words[i + 1][:1].isupper():
        return lx.NAME  # First Minister Ana Lee
    if tag == lx.PREPOSITION and _is_surname(i, opens, tags, words, known.get(following, "")):
        return lx.NAME
    if tag == lx.DETERMINER and not opens and low in _NUMBERS and tags[i - 1] == lx.NAME:
        return lx.NAME  # Channel Seven
    if not opens and low in lexicon.trade_verbs:
        return tag or lx.VERB
    if not opens:
        return tag if tag in _CLOSED and (tag == lx.TITLE or len(word) == 1 or not word.isupper()) else lx.NAME
    if tag is None and low.endswith("ly") and ((tags[i - 1] == lx.QUOTE and i > first) or word.isupper()):
        return lx.NAME  # “…!” Whately said; WHATELY: “…”
    if tag is None:
        return _opening(low, following, words[i + 1 : i + 2], lexicon)
    if word.isupper() and len(word) > 1 and tag != lx.TITLE:
        return lx.NAME
    if tag in "VvcCgX" and i + 1 < len(words):
        capital = tag in "vcX" and words[i + 1][:1].isupper()
        if words[i + 1] in _OWNS and low != "let":
            return lx.NAME  # Grant’s claim
        if capital or known.get(following, "") in ("C", "V"):
            return lx.NAME  # Grant Shapps; Will argued; but “Said Lee”
    return tag


def _is_nickname(text: str, quote: Quote) -> bool:
    """Whether a quotation stands within a name: Anna “Annie” Lee said; Omar “Big Bob” Diaz."""
    return (
        _NICKNAME.fullmatch(text, quote.start, quote.end) is not None
        and text[quote.outer_start - 1] == " "
        and _NAMED_ON.match(text, quote.outer_end) is not None
    )


_NICKNAME = re.compile(f"{characters('Lu')}{characters('L')}{{1,18}}(?: {characters('Lu')}{characters('L')}{{1,18}})?")
_NAMED_ON = re.compile(f" {characters('Lu')}{characters('Ll', 'Lu')}")


def _opens_cause(i: int, words: list[str]) -> bool:
    """Whether a verb with a capital opens a name: Save the Harbor."""
    return i + 2 < len(words) and words[i + 1] == "the" and words[i + 2][:1].isupper()


def _is_somebody(i: int, tags: list[str], words: list[str], text: str, place: int) -> bool:
    """An adverb that opens a sentence is a surname: Long said, Best’s claim, where shortly before it has Anna Long."""
    if tags[i] != lx.ADVERB or i + 1 == len(words) or (tags[i + 1] != lx.CUE and words[i + 1] not in _OWNS):
        return False
    low = max(0, place - _TO_FULL_NAME)
    given = (match[1] for match in _GIVEN_BEFORE.finditer(text, low, place))
    return words[i] in given


_GIVEN_BEFORE = re.compile(f"\\b{characters('Lu')}{characters('Ll')}+(?= ({characters('Lu')}{characters('Ll')}+))")
_TO_FULL_NAME = 8_000
"""So many characters before a surname that is an adverb too the full name is looked for."""


def _is_surname(i: int, opens: bool, tags: list[str], words: list[str], following: str) -> bool:
    """A capital preposition is the end of a name: said Al |From|, who; “…,” |From| said; not “Bank Of Ghent”."""
    if opens:
        return i > 0 and tags[i - 1] == lx.QUOTE and following == lx.CUE
    return tags[i - 1] == lx.NAME and i + 1 < len(words) and not words[i + 1][:1].isupper()


def _opening(low: str, following: str, after: list[str], lexicon: Lexicon) -> str:
    """The class of a word that opens a sentence and is not in the lexicon: most are names."""
    if low.endswith("ing") and len(low) > 6 and lexicon.classes.get(following, "") in ("D", "I", "t", "P", "U"):
        return lx.VERB_ING  # Dashing into the hall, Lee said
    if low in lexicon.periods and low[-1] == "s":
        return lx.NOUN  # Hours later, Lee said
    adverb = low.endswith("ly") and low not in lexicon.not_adverbs and following not in _OWNS
    adverb = adverb and lexicon.classes.get(following) != lx.CUE
    if adverb and after and not after[0][:1].isupper():
        return lx.ADVERB  # Hastily leaving the hall, but: Holly Lee, Whately said
    return lx.NAME


def _settle(tags: list[str], lower: list[str], lexicon: Lexicon, open_: list[int]) -> None:
    """Decide by its neighbours what a word that may be several things is; ``open_`` are those that may."""
    count = len(tags)
    for i in open_:
        tag, low = tags[i], lower[i]
        before = tags[i - 1] if i else lx.STOP
        after = tags[i + 1] if i + 1 < count else lx.STOP
        if tag == "n":
            if low.endswith("ly") and low not in lexicon.not_adverbs and after in "CcVXGgvnQUI" and before not in "DS":
                tags[i] = lx.ADVERB  # then loudly asked
            elif after in ":," and lower[i - 1 : i] in (["more"], ["less"]) and low.endswith("ly"):
                tags[i - 1 : i + 1] = lx.ADVERB * 2  # Then, more seriously: “…”
            elif low == "likely" and before == "X":
                tags[i] = lx.ADVERB  # there would likely be
            elif low in lexicon.periods:
                _settle_period(tags, lower, i)
            continue
        if tag == "C" and before == "R" and lower[i - 1] in lexicon.sides and i > 1 and tags[i - 2] in "D#":
            before = tags[i - 1] = lx.NOUN  # somebody in the back yelled
        if tag == "N":
            if low in lexicon.months:
                _settle_month(tags, lower, i, before, after)
            continue
        if tag == "S":
            if before == "N" and low[1:] == "s" and _spelt_so(i, tags, lower, lexicon):
                tags[i] = lx.NAME  # Orr’s said; said Orr’s.
            continue
        if tag == "#":
            if before == "Y" or (before == "," and i > 1 and tags[i - 2] == "Y" and len(low) == 4):
                tags[i] = lx.TIME  # May 4, 2024
            continue
        if tag == "U":
            if low == "that" and _determines(i, tags, lower):
                tags[i] = lx.DETERMINER  # recalling that moment
            elif low == "once" and after in "CV":
                tags[i] = lx.ADVERB  # who once said
            continue
        if tag in "cv":
            if after in "cv" and lower[i + 1] in lexicon.people and tags[i + 2 : i + 3] == ["N"]:
                after = lx.NOUN  # “…,” head |coach| Ana Lee said
            several = before == "n" and lower[i - 1].endswith("s") and not lower[i - 1].endswith("ss")  # press release
            if several and "-" in lower[i - 1]:
                several = lower[i - 1].startswith("co-")  # her co-authors call; but: the no-hearings pledge
            plural = (several and not _is_one(i, tags, lower)) or (
                before == "N"
                and lower[i - 1].endswith("s")
                and after in ("NDPtUQ" if tag == "v" else "NDPtUQI")
                and (i < 2 or tags[i - 2] != "S")
            )
            verb = (
                before in "tPXW"
                or (plural and after not in "nS" and (after != "N" or before == "n" or i == 1 or tags[i - 2] in ".,"))
                or (before == "R" and not (i > 1 and tags[i - 2] in "DS"))
                or (
                    before == "D"
                    and after != "n"
                    and (
                        lower[i - 1] in _PLURAL
                        or (i > 1 and lower[i - 2 : i] in _PAIRS)
                        or (lower[i - 1] in _ONE and low in lexicon.past and after in ":,Q")  # One read, “…”
                    )
                )
                or (
                    tag == "c"
                    and low not in lexicon.nounlike
                    and after in "NDPUQtI#"
                    and not (before == after == "N" and low in lexicon.people)  # Ghent |coach| Ana Lee
                    and _takes_plural(i, tags, lower)
                )
            )
            if before == "N" and low in lexicon.unchanged and after not in "nNS":
                verb = True  # Lee quit
            if before == "&":
                verb = after in "DPtUQI:," and low not in lexicon.nounlike
            if before in ".,Q":
                verb = (tag == "c" and (low not in lexicon.nounlike or after != "N")) or after not in "nN"
            following = lower[i + 1] if i + 1 < count else ""
            if before == "," and low in lexicon.people and following in ("of", "for", "at"):
                verb = False  # Ana Lee, head of the unit, told
            named = after == "n" and following in lexicon.people and tags[i + 2 : i + 3] in (["N"], ["T"])
            if (before == "Q" and after == "n" and low in lexicon.nounlike and following in lexicon.people) or (
                before == "," and named and (low in lexicon.nounlike or low in lexicon.people)
            ):
                verb = False  # “…,” protest leader Ana Lee said; Asked why, press secretary Ana Lee said
            if after in "CVX" and ((tag == "c" and before in ".,Q") or lower[i - 1] == "whose"):
                verb = False  # “…,” counsel said; whose term ends
            if low == "close" and following == "to" and before == "n":
                verb = False  # sources close to the club said
            if low in lexicon.past and before in "nNP" and (tag == "c" or after in "DPSItNR#"):
                verb = True  # the statement read, Lee cast the blame
            if low in lexicon.past and tag == "c" and before == "Q" and after == "N":
                verb = True  # “…,” read Lee’s letter
            tags[i] = (lx.CUE if tag == "c" and before != "t" else tag) if verb else lx.NOUN  # the race, a trade deal
        elif low in ("named", "surnamed") and before == "n" and after in "NT" and _is_one(i, tags, lower):
            tags[i] = lx.NOUN  # a banker named Ana Lee
        elif tag == "V" and before == "C" and after in "nN" and low.endswith("ed") and i > 1 and tags[i - 2] in "Q,":
            tags[i] = lx.NOUN  # “…,” said retired judge Ana Lee
        elif tag == "V" and before == "R" and after in "nN" and i > 1 and tags[i - 2] in "DS":
            tags[i] = lx.NOUN  # a clearly shaken mayor
        elif (
            tag == "C"
            and lower[i - 1] in _ONE
            and (after in ":,Q.PDI" or (after == "n" and tags[i + 2 : i + 3] == ["U"]))
        ):
            continue  # One posted: “…”; another called it “…”; one informed voters that
        elif tag == "C" and low.endswith("ed") and before == "D" and i > 1 and tags[i - 2] == "I" and after in ".,IR":
            continue  # a father of three recalled
        elif tag == "C" and low.endswith("ed") and (before in "SgG" or (before == "D" and lower[i - 1] not in _PLURAL)):
            tags[i] = lx.NOUN  # a detailed, six-page letter; his alleged “pals”; compiling detailed “profiles”
        elif tag in "Vg" and before in "DS#n" and after in "nN" and low not in ("had", "was", "is", "has"):
            if not ((tag == "V" and before == "n") or (before == "D" and lower[i - 1] in _PLURAL)):
                tags[i] = lx.NOUN  # the proposed law, a working group
        elif tag in "gG" and before == "Q" and tags[i + 2 : i + 3] in (["N"], ["&"]) and lower[i + 1] in lexicon.people:
            tags[i] = lx.NOUN  # “…,” pitching coach Ana Lee said
        elif tag == "G" and before == "D" and after == "n" and lower[i - 1] in _ARTICLES:
            tags[i] = lx.NOUN  # the advertising regulator
        elif tag == "g" and low in _ATTRIBUTIVE and after in "nNT" and (before == "N" or _titles(i, tags)):
            tags[i] = lx.NOUN  # Ghent acting mayor Ana Lee; Managing director Ana Lee
        elif tag in "VC" and low[-1] == "s" and _are_people(low, lexicon) and _speak(before, after):
            tags[i] = lx.NOUN  # “…,” witnesses said; said judges
        elif low in lexicon.nounlike and tag in "CG":
            of = i + 1 < count and lower[i + 1] in ("of", "by", "for", "against", "from", "in")
            after_quote = i > 2 and tags[i - 3] == "Q" and tags[i - 2] in "DS"  # “…,” his mother calls from afar
            if low == "calls" and lower[i + 1 : i + 2] == ["for"] and before in "nN" and _is_predicate(i, tags, lower):
                continue  # the list calls for; a letter to members calls for
            if tag == "G" and lower[i - 1 : i] in (["one"], ["another"], ["some"]) and after in ":,QU":
                continue  # with one saying: “…”
            if (
                (before in "DS#I" and not (tag == "G" and before == "I" and after in "DPNUQ"))  # a point of saying the
                or (before == "T" and after not in "PDUQ:")  # the lady calls it
                or (
                    before in "nN&"
                    and (of or (after in "nN" and tag == "G"))
                    and not (before == "N" and i > 1 and tags[i - 2] == "Q")  # “…,” Lee replies by text
                    and not after_quote
                )
                or (before == "R" and after in "I.,")
                or (before == "n" and low[-1] == "s" and i > 1 and tags[i - 2] in "IvVGg" and _is_bare(lower[i - 1]))
                or (before == "&" and after in ",." and i > 1 and tags[i - 2] in "nN")
                or (before in "nNVCX" and low[-1] == "s" and _plural_noun(i, tags, lower, lexicon) and not after_quote)
                or (before == "v" and low[-1] == "s" and (after in ".," or (after == "Q" and tags[i - 2] == "t")))
            ):
                tags[i] = lx.NOUN  # his claims, in response, Republican claims of, to take notes; but “Lee claims”
        elif tag == "V" and before == "n" and after in ",.&;)" and low.endswith("s"):
            if not (i > 2 and tags[i - 2] == "D" and tags[i - 3] == "Q"):  # “…,” the teenager grins
                tags[i] = lx.NOUN  # fossil fuels, …
        elif tag in "VC" and before == "I" and after in "nN" and low.endswith("ed"):
            tags[i] = lx.NOUN  # for increased control of
        elif tag == "V" and before in "DS" and low.endswith(("s", "ed")):
            if low.endswith("s") or lower[i - 1] not in _PRONOMINAL:
                tags[i] = lx.NOUN  # the works, his needs; but: another laughed
        elif (tag == "g" and ((before in "DSI" and after in "I.,") or (before in "DS" and after in "U&:;XVCc-Q"))) or (
            tag == "G" and (before == "S" or lower[i - 1] == "the") and after in "CVXc"
        ):
            tags[i] = lx.NOUN  # the beginning of, a recording that; Lee’s thinking said


def _are_people(low: str, lexicon: Lexicon) -> bool:
    """Whether a word is the plural of one for a person: witnesses, judges."""
    return low[:-1] in lexicon.people or (low.endswith("es") and low[:-2] in lexicon.people)


def _speak(before: str, after: str) -> bool:
    """Whether a word by its neighbours has said something: “…,” |witnesses| said; “…,” said |witnesses|."""
    return (after in "CX" and before in "Q.,UY") or (before == "C" and after in ".,I")


def _is_predicate(i: int, tags: list[str], lower: list[str]) -> bool:
    """Whether a noun with its article, and no verb, stands before a word from the beginning of its sentence on."""
    start = i
    while start > 0 and tags[start - 1] in "nNDIt":
        start -= 1
    article = lower[start] in _ARTICLES or (start > 0 and tags[i - 2] == "D")
    return article and (tags[i - 2] == "D" or ("I" in tags[start:i] or "t" in tags[start:i]))


# Participles that stand between a name and an office as adjectives do.
_ATTRIBUTIVE = frozenset(
    "ranking acting managing founding visiting presiding commanding consulting supervising".split()
)


def _spelt_so(i: int, tags: list[str], lower: list[str], lexicon: Lexicon) -> bool:
    """The mark of a possessor is the end of a name, as it possesses nothing: Orr|’s| said; Orr|’s| warned that;
    according to Orr|’s|, but: Orr’s warned tenants.
    """
    after, word = tags[i + 1 : i + 2], "".join(lower[i + 1 : i + 2])
    if after in (["V"], ["C"]) and word.endswith("ed"):
        return tags[i + 2 : i + 3] in _NO_NOUN_BEGINS  # Orr|’s| apologised for, but: Orr’s used tyres
    if after == ["C"] and word in lexicon.speech and word not in lexicon.nounlike:
        return True
    if after == ["X"]:
        return word not in _OF_HAS
    if word in ("of", "itself") or (after == [","] and "".join(lower[i + 2 : i + 3]) == "which"):
        return True  # Orr|’s| of Ghent, Orr|’s|, which
    if after and after[0] not in ".,;)" and word not in ("in", "on"):
        return False
    first = i - 1
    while first and tags[first - 1] in "ND":
        first -= 1
    return first > 0 and (tags[first - 1] == "C" or lower[max(0, first - 2) : first] == ["according", "to"])


_NO_NOUN_BEGINS = (["D"], ["P"], ["U"], [":"], ["I"], ["t"])
_OF_HAS = ("been", "being")
"""What may follow a verb cut short: Orr’s been told."""


def _titles(i: int, tags: list[str]) -> bool:
    """Whether a word that opens its sentence stands before an office and a name."""
    end = i + 1
    while tags[end : end + 1] == ["n"]:
        end += 1
    return (i == 0 or tags[i - 1] in ".Q:") and tags[end : end + 1] in (["N"], ["T"])


_ARTICLES = ("the", "a", "an")
_PAIRS = (["the", "two"], ["the", "three"])

# Determiners that may be the whole subject of a plural verb: "some say", "most want".
_PLURAL = frozenset(
    "that each others most some many several few all both these those hundreds thousands dozens".split()
)


# Determiners that may be the whole subject of a past form: "another laughed".
_PRONOMINAL = frozenset(("one", "another", "each", "others", "some", "both"))


def _is_bare(noun: str) -> bool:
    """A noun that is no subject without an article, but may be part of one: on clinic |protests|, for bug |reports|."""
    return not noun.endswith("s") and noun not in _PLURAL_NOUNS


def _takes_plural(i: int, tags: list[str], lower: list[str]) -> bool:
    """What stands before a base form may be its subject: critics |say|, scientists at the institute |warn|.

    A singular noun is none, unless it ends a prepositional phrase: the golf |venture|.
    """
    j = i - 1
    if tags[j] != "n" or lower[j].endswith("s") or lower[j] in _PLURAL_NOUNS:
        return tags[j] in "nNY)"
    while j >= 0 and tags[j] in "nN#":
        j -= 1
    if j >= 0 and tags[j] in "DS":
        j -= 1
    return j > 0 and tags[j] == "I" and (lower[j - 1].endswith("s") or lower[j - 1] in _PLURAL_NOUNS)


def _is_one(i: int, tags: list[str], lower: list[str]) -> bool:
    """What stands before belongs to one thing: under a public-records |request|."""
    first = i - 1
    while first and tags[first - 1] in "nN":
        first -= 1
    return first > 0 and lower[first - 1] in ("a", "an", "this", "another")


def _plural_noun(i: int, tags: list[str], lower: list[str], lexicon: Lexicon) -> bool:
    """A form in "-s" is a noun where nothing that a verb takes follows: the Gannet |attacks|, business |reports| on"""
    before, after = tags[i - 1], tags[i + 1] if i + 1 < len(tags) else lx.STOP
    if before in "VCX":
        return after not in "U:Q"  # offered |promises| on Monday
    if lower[i] in lexicon.speech:
        return before == "n" and after in "IVX&"
    if after not in "I.,;)(&VXtGgCWY":
        return False
    first = i
    while first and tags[first - 1] in "nN":
        first -= 1
    return before == "n" or (first > 0 and tags[first - 1] in "DS")


_PLURAL_NOUNS = frozenset("people police women men children media staff crew".split())


def _determines(i: int, tags: list[str], lower: list[str]) -> bool:
    """“that moment” rather than “that voters …”."""
    if i + 2 >= len(tags) or tags[i + 1] != "n" or lower[i + 1].endswith("s"):
        return False
    return tags[i + 2] in ",.I" and (i == 0 or tags[i - 1] in "GVvIg.,")


def _settle_month(tags: list[str], lower: list[str], i: int, before: str, after: str) -> None:
    """“last October”, “in October”, “Oct. 4”: but May may be somebody's name."""
    if i and lower[i - 1] in ("last", "next", "this"):
        tags[i - 1] = tags[i] = lx.TIME
    elif after == "#" or lower[i][-1] == "." or before in "I#":
        tags[i] = lx.TIME


def _settle_period(tags: list[str], lower: list[str], i: int) -> None:
    """“last week”, “four hours later”, “a year ago”, “this month” are times, not things."""
    if i and tags[i - 1] == lx.TIME:
        tags[i] = lx.TIME  # Tuesday night
        return
    first = i
    while first and (tags[first - 1] in "#D" or lower[first - 1] in ("last", "next", "past", "same", "few")):
        first -= 1
    if first == i and first > 1 and lower[i - 1] == "that" and tags[i - 2] in "RInN":
        first -= 1  # A note left behind that night
    end = i + 1
    later = lower[end : end + 1] in (["ago"], ["later"], ["earlier"], ["before"], ["after"])
    if later:
        end += 1
    the = lower[first : first + 2] in (["the", "same"], ["the", "next"])
    if later or the or (lower[first] in ("last", "next", "this", "that", "one") and first < i):
        if first and lower[first - 1] in ("earlier", "later"):
            first -= 1
        tags[first:end] = lx.TIME * (end - first)

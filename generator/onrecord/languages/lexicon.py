"""What each word of a language can be, from its TOML file: one dictionary look-up per token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord import languages
from onrecord.languages.inflection import inflect, past_forms, plural

# One character per class of token, so that a sentence's classes are a string.
QUOTE, STOP, COMMA, SEMICOLON, COLON, DASH, OPEN, CLOSE, MARK = "Q", ".", ",", ";", ":", "-", "(", ")", "`"
PRONOUN, RELATIVE, DETERMINER, POSSESSIVE, PREPOSITION = "P", "W", "D", "S", "I"
SUBORDINATOR, COORDINATOR, AUXILIARY, ADVERB = "U", "&", "X", "R"
CUE, CUE_BASE, CUE_ING, VERB, VERB_BASE, VERB_ING = "C", "c", "G", "V", "v", "g"
NOUN, NAME, TITLE, NUMBER, TIME, TO = "n", "N", "T", "#", "Y", "t"
CAPITAL, DOTTED = "^", "~"
"""A word with a capital; “Sen.” and “a.m.”: their places decide what they are, no token keeps these classes."""
UNSETTLED = {"e": CUE, "l": NOUN, "m": NAME, "u": SUBORDINATOR}
"""Marks of words that their neighbours may make another class: claims, weekly, June, that; but not: said, house."""

_PUNCTUATION = {
    "": QUOTE, ",": COMMA, ";": SEMICOLON, ":": COLON, "(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE,
    ".": STOP, "!": STOP, "?": STOP, "—": DASH, "–": DASH, "―": DASH, "-": DASH,
    "’s": POSSESSIVE, "'s": POSSESSIVE, "‘s": POSSESSIVE, "’": POSSESSIVE, "'": POSSESSIVE, "%": NOUN, "&": COORDINATOR,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The classes of words, and of cues their lemma and strength."""

    classes: dict[str, str]
    """Lower-case word -> class."""
    alone: Mapping[str, str]
    """The class of every token by itself, whatever stands beside it, or a mark of ``UNSETTLED``."""
    lemmas: dict[str, str]
    """Form of a cue verb -> lemma."""
    speech: frozenset[str]
    """Forms of verbs that report words wherever they stand."""
    thought: frozenset[str]
    """Forms of verbs of judgement that take a clause too."""
    past: frozenset[str]
    """Forms that may be participles."""
    base: frozenset[str]
    nounlike: frozenset[str]
    unchanged: frozenset[str]
    """Base forms that are past forms too: quit."""
    causes: frozenset[str]
    """Verbs that open a name before "the": Save the Harbor."""
    first_offices: frozenset[str]
    """What stands after "first" in an office: First Minister."""
    demanding: frozenset[str]
    """Forms of verbs that ask for what their clause says."""
    trade_verbs: frozenset[str]
    """Forms of verbs that some write with a capital."""
    speech_nouns: frozenset[str]
    documents: frozenset[str]
    letters: frozenset[str]
    """Documents in which their author speaks."""
    phrasal: frozenset[str]
    """Forms of verbs that report words beside a quote with their particle: "went on"."""
    causatives: frozenset[str]
    """Forms of verbs whose object does what their infinitive says."""
    witnessing: frozenset[str]
    """Forms of verbs whose object is seen or heard to do what a participle says."""
    surveys: frozenset[str]
    replies: frozenset[str]
    """Nouns for an answer, which comes: “Never,” came the reply."""
    answering: frozenset[str]
    """Forms of verbs with which somebody answers: whoever does has not just asked."""
    closing: frozenset[str]
    """Past forms that report words only as the last of a sentence: …, the judge ruled."""
    telling: frozenset[str]
    """Forms of verbs whose object hears the words."""
    telling_to: frozenset[str]
    """Forms of verbs after which "to" says who hears them."""
    correspondence: frozenset[str]
    abbreviations: frozenset[str]
    not_adverbs: frozenset[str]
    modals: frozenset[str]
    periods: frozenset[str]
    sides: frozenset[str]
    """Adverbs that are nouns after an article: the back."""
    sites: frozenset[str]
    """Sites that an initial names, with the full stop that may end a sentence: x."""
    months: frozenset[str]
    works: frozenset[str]
    """Nouns beside the title of a work."""
    small: frozenset[str]
    """Words in lower case within a title."""
    naming: frozenset[str]
    """Nouns before a word spoken of as a word."""
    marking: frozenset[str]
    """Words before a mark, a grade or the text of a button."""
    marked: frozenset[str]
    """Nouns after one."""
    names: frozenset[str]
    """Nouns before a name given as a name."""
    voices: frozenset[str]
    voiced: frozenset[str]
    """Forms that report words of which they tell the sound, or the face, where nothing else follows them."""
    """Nouns for the words of a crowd."""
    directions: frozenset[str]
    """What brackets after a quote hold that is no name of whoever said it."""
    pointers: frozenset[str]
    """What sends the reader to another text."""
    tongues: frozenset[str]
    """Languages and the like, before "for" and a translation."""
    given: frozenset[str]
    """Given names."""
    people: frozenset[str]
    """Nouns for persons and bodies, which may speak."""
    signs: frozenset[str]
    panels: frozenset[str]
    """What may be a sign, or else somebody who speaks."""
    written_on: frozenset[str]
    """All of these."""
    reading: frozenset[str]
    """Words between a sign and what stands on it."""


_SPEAKING = (
    "roles", "anonymous", "female_relations", "male_relations", "relations", "plural_people", "organization_nouns",
)  # fmt: skip
"""The lists of names that hold them."""


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language that has rules."""
    data = languages.load(language)
    cues, grammar, irregular = data["cues"], data["grammar"], data["inflection"]
    speech = inflect(cues["speech"].split(), irregular)
    mixed = inflect(cues["mixed"].split(), irregular)
    other = inflect((*grammar["verbs"].split(), *irregular), irregular)
    lemmas = (*cues["speech"].split(), *cues["mixed"].split(), *grammar["verbs"].split(), *irregular)
    classes: dict[str, str] = {}
    of_form = {"base": VERB_BASE, "s": VERB, "past": VERB, "ing": VERB_ING}
    for form, (_, kind) in other.items():
        classes[form] = of_form[kind]
    for table in (mixed, speech):
        for form, (_, kind) in table.items():
            classes[form] = {"ing": CUE_ING, "base": CUE_BASE}.get(kind, CUE)
    for words, tag in (
        ("adverbs", ADVERB),
        ("prepositions", PREPOSITION),
        ("subordinators", SUBORDINATOR),
        ("coordinators", COORDINATOR),
        ("auxiliaries", AUXILIARY),
        ("determiners", DETERMINER),
        ("pronouns", PRONOUN),
        ("object_pronouns", PRONOUN),
        ("weekdays", TIME),
        ("titles", TITLE),
    ):
        classes.update(dict.fromkeys(grammar[words].split(), tag))
    classes.update(
        {
            "her": DETERMINER,
            "who": RELATIVE,
            "which": RELATIVE,
            "to": TO,
            "whom": RELATIVE,
            "whose": RELATIVE,
            "that": SUBORDINATOR,
        }
    )
    return Lexicon(
        classes=classes,
        alone=_Alone(classes, data),
        lemmas={form: lemma for table in (mixed, speech) for form, (lemma, _) in table.items()},
        speech=frozenset(speech),
        thought=frozenset(inflect(cues["thought"].split(), irregular)),
        past=frozenset(form for lemma in lemmas for form in past_forms(lemma, irregular)),
        base=frozenset(f for t in (mixed, speech) for f, (_, kind) in t.items() if kind == "base"),
        nounlike=frozenset(cues["nounlike"].split()),
        unchanged=frozenset(verb for verb, forms in irregular.items() if forms.split()[0] == verb),
        causes=frozenset(data["names"]["causes"].split()),
        first_offices=frozenset(data["names"]["first_offices"].split()),
        demanding=frozenset(inflect(cues["demanding"].split(), irregular)),
        trade_verbs=frozenset(inflect(cues["trade"].split(), irregular)),
        speech_nouns=frozenset(form for noun in cues["nouns"].split() for form in (noun, plural(noun))),
        phrasal=frozenset(
            f"{form} {particle}"
            for verb, particle in (phrase.split() for phrase in cues["phrasal"].split(","))
            for form in inflect((verb,), irregular)
        ),
        causatives=frozenset(inflect(cues["causatives"].split(), irregular)),
        witnessing=frozenset(inflect(cues["witnessing"].split(), irregular)),
        surveys=frozenset(cues["surveys"].split()),
        replies=frozenset(cues["replies"].split()),
        answering=frozenset(data["names"]["answering"].split()),
        closing=frozenset(cues["closing"].split()),
        telling=frozenset(inflect(cues["telling"].split(), irregular)),
        telling_to=frozenset(inflect(cues["telling_to"].split(), irregular)),
        correspondence=frozenset(form for noun in cues["correspondence"].split() for form in (noun, plural(noun))),
        documents=frozenset(cues["documents"].split()),
        letters=frozenset(cues["documents"].split()) - frozenset(cues["studies"].split()),
        abbreviations=frozenset(grammar["abbreviations"].split()),
        not_adverbs=_not_adverbs(data),
        modals=frozenset(grammar["modals"].split()),
        periods=_periods(grammar["periods"]),
        sides=frozenset(grammar["sides"].split()),
        sites=frozenset(grammar["initial_sites"].split()),
        months=frozenset(grammar["months"].split()),
        works=frozenset(data["speech"]["works"].split()),
        small=frozenset(data["speech"]["small"].split()),
        naming=frozenset(data["speech"]["words"].split()),
        marking=frozenset(data["speech"]["marking"].split()),
        marked=frozenset(data["speech"]["marked"].split()),
        names=frozenset(data["speech"]["names"].split()),
        voices=frozenset(data["speech"]["voices"].split()),
        voiced=frozenset(data["speech"]["voiced"].split()),
        directions=frozenset(data["speech"]["directions"].split()),
        pointers=frozenset(data["speech"]["pointers"]),
        tongues=frozenset(data["speech"]["tongues"].split()),
        given=_given(data),
        people=frozenset(noun for words in _SPEAKING for noun in data["names"][words].split()),
        signs=frozenset(data["speech"]["signs"].split()),
        panels=frozenset(data["speech"]["panels"].split()),
        written_on=frozenset(f"{data['speech']['signs']} {data['speech']['panels']}".split()),
        reading=frozenset(data["speech"]["reading"].split()),
    )


def _not_adverbs(data: Mapping[str, Any]) -> frozenset[str]:
    """Words in "-ly" that are nouns or adjectives, or given names: Tilly recalls."""
    given = (name for name in _given(data) if name.endswith("ly"))
    return frozenset((*data["grammar"]["not_adverbs"].split(), *given))


def _given(data: Mapping[str, Any]) -> frozenset[str]:
    names = f"{data['names']['given_female']} {data['names']['given_male']}".split()
    return frozenset(name.rstrip("_") for name in names)


class _Alone(dict[str, str]):
    """Token -> its class whatever stands beside it, found once: words come again, and are kept while there is room."""

    def __init__(self, classes: Mapping[str, str], data: Mapping[str, Any]) -> None:
        super().__init__()
        grammar = data["grammar"]
        self._classes, self._verb_prefixes = classes, frozenset(grammar["verb_prefixes"].split())
        self._not_adverbs, self._nounlike = _not_adverbs(data), data["cues"]["nounlike"].split()
        self._sites = frozenset(grammar["initial_sites"].split())
        self._months, self._periods = grammar["months"].split(), _periods(grammar["periods"])

    def __missing__(self, token: str) -> str:
        if len(self) >= _ROOM:
            self.clear()
        made = self[token] = self._class(token)
        return made

    def _class(self, token: str) -> str:
        if not token[:1].isalpha():
            return _PUNCTUATION.get(token) or _of_marks(token)
        low = token.lower()
        found = self._classes.get(low)
        if token[0].isupper():
            if token[-1] == "." and (len(token) > 2 or low in self._sites):
                return DOTTED
            return self._capital(token, low, found)
        if token[-1] == ".":
            return DOTTED
        if found == CUE:
            return "e" if low.endswith("ed") or low in self._nounlike else CUE
        if found is not None:
            return "u" if found == SUBORDINATOR and low in ("that", "once") else found
        if "-" in low and low.partition("-")[0] not in self._verb_prefixes:
            return self._noun(low)  # so-called, Ohio-based
        if low.endswith("ed") and len(low) > 4:
            return VERB
        participle = low.endswith("ing") and len(low) > 5 and low not in self._periods  # evening
        return VERB_ING if participle else self._noun(low)

    def _noun(self, low: str) -> str:
        return "l" if low in self._periods or self._ends_as_adverb(low) else NOUN

    def _capital(self, token: str, low: str, found: str | None) -> str:
        """A name wherever it stands, or a word with a capital whose place decides."""
        if token[1:2] == "-" and token[2:3].islower():
            return NOUN  # T-shirts, an X-ray
        if found or (low.endswith("ing") and len(low) > 6) or low in self._periods or self._ends_as_adverb(low):
            return CAPITAL
        return "m" if low in self._months else NAME

    def _ends_as_adverb(self, low: str) -> bool:
        return low == "likely" or (low.endswith("ly") and low not in self._not_adverbs)


_ROOM = 1 << 16


def _periods(words: str) -> frozenset[str]:
    return frozenset(form for period in words.split() for form in (period, f"{period}s"))


def _of_marks(token: str) -> str:
    """The class of a figure, a name at a site, or a mark: 42, $5m, #vote, --."""
    if token[0].isdigit() or token[1:2].isdigit():
        return NOUN if token.endswith("-old") else NUMBER  # the 41-year-old
    if len(token) > 1 and token[0] in "#@":
        return NAME
    return DASH if token[0] == "-" else MARK

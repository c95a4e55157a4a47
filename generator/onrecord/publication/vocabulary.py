"""The words of a language that tell to what a date belongs."""

from __future__ import annotations

import re
from functools import cache

from onrecord import languages
from onrecord.find.characters import characters
from onrecord.languages.lexicon import lexicon


class Vocabulary:
    """Sets of words in lower case; what each is for stands beside it in the language's file, under [dates]."""

    def __init__(self, language: str) -> None:
        """Read the words of ``language``; FileNotFoundError where there are none."""
        dates, lexical = languages.load(language)["dates"], lexicon(language)

        def words(name: str) -> frozenset[str]:
            return frozenset(dates[name].split())

        self.occasions, self.documents, self.public = words("occasions"), lexical.documents, words("public")
        self.speech, self.past = lexical.speech, lexical.past
        self.cues = lexical.lemmas.keys()
        self.speaking = words("speaking") | lexical.speech
        self.present = frozenset(verb for verb in lexical.speech - lexical.past if verb.endswith("s"))
        self.verbs = lexical.past - lexical.nounlike - words("of_occasions")
        self.participants, self.aside = words("participants"), words("aside")
        self.telephone = words("telephone")
        self.halls, self.apart, self.reports = words("halls"), words("apart"), words("reports")
        self.hears, self.issuing = words("hears"), words("issuing")
        self.live, self.answers = words("live"), words("answers")
        self.perfect = words("perfect")
        self.had = words("had") | self.perfect
        self.small = words("small")
        self.opening = self.small | words("opening")
        self.fronting = words("fronting")
        self.phrases, self.while_ = words("phrases"), words("while")
        self.when = dates["when"]
        self.standing, self.at = self.phrases | words("standing"), dates["at"]
        self.owners = frozenset(dates["month_owners"])
        self.definite, self.indefinite = words("definite"), words("indefinite")
        self.known = self.definite | (self.owners - self.indefinite)
        self.possessive, self.participle = tuple(dates["possessive"]), dates["participle"]
        self.subjects, self.common = words("subjects"), lexical.classes.keys()
        self.joints = frozenset((",", word) for word in words("joints"))
        self.before_quote, self.dating = words("before_quote"), words("dating")
        self.relatives = words("relatives")
        self.ties, self.clauses = words("ties"), words("clauses")
        self.ends_clause = self.clauses | self.subjects | {",", ";", ":"}
        self.other_times = words("other_times")
        self.same = dates["same"]
        self.today, self.weeks = dates["today"], tuple(dates["weeks"].split())
        self.suffixes = words("name_suffixes")
        self.days = frozenset(day.lower() for day in dates["weekdays"] + dates["months"])
        short = {f"{month.lower()}." for names in dates["month_abbreviations"] for month in names}
        self.abbreviations = lexical.abbreviations | short
        self.another = words("another")
        self.told, self.listener = _whom(dates["told"]), _whom(dates["told"] + dates["interviewed"])
        self.listening = frozenset(phrase.split()[0] for phrase in dates["told"] + dates["interviewed"])
        self.that_time = tuple(dates["that_time"])


def _whom(verbs: list[str]) -> re.Pattern[str]:
    """A name after one of some phrases: "told the Canal News"."""
    upper, letter = characters("Lu"), r"[\w’'-]*"
    return re.compile(rf"\b(?:{'|'.join(verbs)})\s+(?:the\s+)?({upper}{letter}(?:\s{upper}{letter})*)")


vocabulary = cache(Vocabulary)

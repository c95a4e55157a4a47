"""The reporting clause before the quote: Anna Lee said, “…”; the mayor told reporters: “…”; … called it “…”."""

from __future__ import annotations

from onrecord.attribute.addressee import addressee_of
from onrecord.attribute.context import QuoteContext
from onrecord.attribute.phrases import Phrase
from onrecord.model import Attribution


def _cue_before(context: QuoteContext) -> int | None:
    classes, i = context.tokens.classes, context.place - 1
    while i > context.low and (classes[i] in ",:-`" or context.tokens.lower[i] in ("that", "as")):
        i -= 1
    return i if i >= context.low and classes[i] in "CGc" else None


def cue_beside(context: QuoteContext) -> Attribution | None:
    """A verb of speech stands directly before the quote: Anna Lee said, “…”; she argued that “…”."""
    i = _cue_before(context)
    if i is None or not context.is_speech_cue(i) or _imagined(context, i):
        return None
    speaker = _speaker_of(context, i)
    return context.answer(speaker and _outer(context, speaker), i)


def _imagined(context: QuoteContext, cue: int) -> bool:
    """What a cue under a modal verb says is not said yet: Lee said her party would |promise| “…”."""
    modal = _modal(context, cue)
    return (modal is not None and _spoken_before(context, modal)) or context.is_wanted(cue)


def _spoken_before(context: QuoteContext, token: int) -> bool:
    """Another verb of speech stands before a token."""
    return any(context.tokens.classes[i] == "C" and context.is_speech_cue(i) for i in range(context.low, token))


def _modal(context: QuoteContext, verb: int) -> int | None:
    """The modal verb that a verb stands under, adverbs and auxiliaries between."""
    tokens, modals = context.tokens, context.lexicon.modals
    for i in range(verb - 1, context.low, -1):
        if tokens.lower[i] in modals:
            return i
        if tokens.classes[i] not in "RX":
            break
    return None


def _outer(context: QuoteContext, speaker: Phrase) -> Phrase:
    """Lee said he replied, “…”: Lee, whom the pronoun directly after the outer cue takes up."""
    tokens, before = context.tokens, speaker[0] - 1
    if tokens.lower[speaker[0]] not in ("he", "she", "they") or before <= context.low:
        return speaker
    before -= tokens.lower[before] == "that"
    outer = context.subject_of(before) if tokens.classes[before] == "C" and context.is_speech_cue(before) else None
    return outer or speaker


def verdict_beside(context: QuoteContext) -> Attribution | None:
    """A verb of judgement stands directly before the quote: Anna Lee opposes “…”; calling “…”."""
    i = _cue_before(context)
    speaker = None if i is None or _is_reduced(context, i) else _speaker_of(context, i)
    return context.answer(speaker and _outer(context, speaker), i)


def absolute(context: QuoteContext) -> Attribution | None:
    """A participle before the quote has a subject of its own: with Anna Lee calling the plan “a mess”."""
    tokens = context.tokens
    for i in range(context.place - 1, context.low + 1, -1):
        if tokens.classes[i] == "G":
            own = _own_subject(context, i)
            if own and _is_absolute(context, own):
                return context.answer(own, i, addressee_of(context, i))
            return None
        if tokens.classes[i] in ";Q" or (tokens.classes[i] in "VCX" and not _within_that(context, i)):
            return None
    return None


def witnessed(context: QuoteContext) -> Attribution | None:
    """Somebody is seen or heard to say it: The video shows Anna Lee shouting “…”; cameras caught her saying, “…”."""
    tokens = context.tokens
    for i in range(context.place - 1, context.low + 1, -1):
        if tokens.classes[i] in "Gc" and context.is_speech_cue(i):
            start = i - 2 if tokens.classes[i - 2 : i] == "gt" else i  # appearing to say
            seen = context.phrase_ending(start)
            if seen and seen[0] > context.low and tokens.lower[seen[0] - 1] in context.lexicon.witnessing:
                return context.answer(seen, i, addressee_of(context, i))
            return None
        if tokens.classes[i] in ";QVXCW":
            return None
    return None


def _within_that(context: QuoteContext, verb: int) -> bool:
    """A verb within a clause with "that", whose own verb lies further left: warning Diaz that the choice |was| “…”."""
    tokens = context.tokens
    for i in range(verb - 1, context.low, -1):
        if tokens.classes[i] in "VCXGcv,;":
            return False
        if tokens.lower[i] == "that" and tokens.classes[i] == "U":
            return True
    return False


def _own_subject(context: QuoteContext, participle: int) -> Phrase | None:
    """The phrase right before a participle, which may be its subject: with |marchers and their children| chanting."""
    tokens = context.tokens
    own = context.phrase_ending(participle - 1 if tokens.classes[participle - 1] == "R" else participle)
    if own and own[0] - 1 > context.low and tokens.lower[own[0] - 1] == "and":
        first = context.phrase_ending(own[0] - 1)
        if first and first[0] > context.low and tokens.lower[first[0] - 1] == "with":
            return first[0], own[1]
    return own


def _names_object(context: QuoteContext, token: int) -> bool:
    """What stands before "Lee called …" is what was called so: |what| Lee called; a cable |that| the manual calls …"""
    lower, classes = context.tokens.lower, context.tokens.classes
    relative = (
        lower[token] == "that" and token > context.low and classes[token - 1] == "n" and classes[token + 1] != "P"
    )
    return relative or lower[token] in ("what", "who", "whom", "which")


def _is_absolute(context: QuoteContext, subject: Phrase) -> bool:
    """With |one of her advertisements| asking “…”; – |Lee| saying “…” and |Ortiz| calling it “…”."""
    tokens, before = context.tokens, subject[0] - 1
    if before < context.low:
        return False
    return tokens.lower[before] == "with" or (tokens.classes[before] in "-&" and "N" in tokens.classes[slice(*subject)])


def inverted(context: QuoteContext) -> Attribution | None:
    """The verb of speech opens the clause, its subject follows: Said Anna Lee, who grew up there, “…”."""
    tokens = context.tokens
    for i in range(context.low, context.place - 1):
        if (
            tokens.classes[i] in "Cc"
            and context.is_speech_cue(i)
            and (i == context.low or tokens.classes[i - 1] == ",")
        ):
            phrase = context.phrase_starting(i + 1)
            if phrase and any(
                tokens.classes[k] == "C"
                and (subject := context.subject_of(k))
                and tokens.classes[subject[0]] == "W"
                and set(tokens.classes[phrase[1] : subject[0]]) & set("UVXC")
                for k in range(phrase[1], context.place)
            ):
                return None  # It hurts, said Lee, as they fear Orr, who has |called| it “a mess”
            if (
                phrase
                and (i == context.low or tokens.classes[phrase[1]] in ",:" or context.subject_of(i) is None)
                and phrase[1] <= context.place
                and tokens.classes[phrase[1]] in ",:Q"
                and "N" in tokens.classes[slice(*phrase)]
                and (i == context.low or not context.subject_of(i) or _in_brackets(context, i, phrase))
            ):
                return context.answer(phrase, i)
    return None


def _in_brackets(context: QuoteContext, verb: int, subject: Phrase) -> bool:
    """The plan was, |said Lee,| “a mess”; but not: Lee, in a letter, |asked the mayor,| “Who signed this?”"""
    tokens = context.tokens
    return tokens.classes[subject[1]] in ",:" and tokens.lower[verb] not in context.lexicon.telling


def what_called(context: QuoteContext) -> Attribution | None:
    """The quote is what somebody called something: in what Anna Lee called “a sham,” the town voted."""
    i = _cue_before(context)
    if i is None or context.lexicon.lemmas.get(context.tokens.lower[i]) not in _NAMING:
        return None
    source = _speaker_of(context, i)
    if source is None or source[0] <= context.low or not _names_object(context, source[0] - 1):
        return None
    if context.tokens.lower[context.place - 1] == "as" and context.tokens.classes[source[0] - 2 : source[0] - 1] == "C":
        return None  # Lee described what he saw as “…”
    return context.answer(source, i)


_NAMING = frozenset("call describe dub label term consider deem brand see view".split())


def cue_and_phrases(context: QuoteContext) -> Attribution | None:
    """Only addressee, place or time stands between the verb and the quote: Lee told reporters on Monday, “…”."""
    classes, lower = context.tokens.classes, context.tokens.lower
    end = context.place - 1
    if end <= context.low or (classes[end] not in ",:" and lower[end] != "that"):
        return None
    for i in range(end - 1, max(context.low, end - 25) - 1, -1):
        c = classes[i]
        if c in "CGc" and context.is_speech_cue(i):
            if context.is_wanted(i):
                return None
            speaker = _speaker_of(context, i)
            if speaker and lower[end] == "that" and classes[end - 1] == "&" and _closed_relative(context, speaker, i):
                continue  # Lee said she had told Orr, who has not commented, and that “…”
            if classes[end] == "," and context.words[0].islower() and _spoken_before(context, i):
                return None  # Lee said he seldom asks anybody for help, “except for my brother”
            return context.answer(speaker, i, addressee_of(context, i))
        if c in "VXvQ;C":
            return None
    return None


def outermost_cue(context: QuoteContext) -> Attribution | None:
    """The quote stands in what a verb of speech reports: Anna Lee said the plan was “a mess”."""
    found: tuple[int, Phrase] | None = None
    classes = context.tokens.classes
    clause = _clause_start(context)
    for i in range(context.place - 1, max(context.low, clause) - 1, -1):
        c = classes[i]
        if c == ";" or (c == "Q" and found):
            break
        if c in "CGc" and context.is_speech_cue(i) and not (found and _barrier(context, i, found)):
            if (c == "c" and "that" not in context.tokens.lower[i + 1 : i + 5]) or (c != "G" and _imagined(context, i)):
                continue  # to add value; but: went on to tell Ortiz that
            if found and i < found[1][1] and "W" in classes[found[1][0] : i]:
                continue  # A clerk who |asked| Lee said
            speaker = _speaker_of(context, i) or _main_subject_of(context, i)
            if speaker and not (_closed_relative(context, speaker, i) or _closed_time(context, speaker, i)):
                found = i, speaker
        elif c == "C" and found is None and (_of_new_clause(context, i + 1) or _is_relayed(context, i)):
            return None  # Lee said it would pass, and Diaz called it “…”
    if found is None:
        return None
    return context.answer(found[1], found[0], addressee_of(context, found[0]))


def _is_relayed(context: QuoteContext, cue: int) -> bool:
    """An outlet only passes on what somebody called something: The Post reported that Lee |called| it “…”"""
    lower, subject = context.tokens.lower, context.subject_of(cue)
    if subject is None or subject[0] - 2 < context.low or lower[subject[0] - 1] != "that":
        return False
    return context.lexicon.lemmas.get(lower[subject[0] - 2]) == "report"


def _main_subject_of(context: QuoteContext, cue: int) -> Phrase | None:
    """The main subject, where no other verb stands before the cue: The board only days ago said …"""
    main = context.main_subject
    if main and main[1] < cue and not set(context.tokens.classes[context.low : cue]) & frozenset("VCXcvWUQ;"):
        return main
    return None


def _clause_start(context: QuoteContext) -> int:
    """Where the quote's own clause begins, if a comma parts it off: When Lee announced it, |she called it “…”."""
    classes = context.tokens.classes
    if classes[context.low] != "U":
        return context.low
    for i in range(context.place - 1, context.low, -1):
        if classes[i] in "VXC":
            subject = context.subject_of(i)
            if subject and classes[subject[0]] == "P" and classes[subject[0] - 1 : subject[0]] == ",":
                return subject[0]
            return context.low
    return context.low


def _closed_relative(context: QuoteContext, speaker: Phrase, cue: int) -> bool:
    """The cue stands in a relative clause that a comma closes before the quote: Lee, who declined to say more, …; or
    the main verb: A clerk who says so sued, calling it “…”
    """
    classes = context.tokens.classes
    relative = speaker[0] if classes[speaker[0]] == "W" else speaker[0] - 1  # a report, which |the Post| has seen, …
    if classes[relative - 1 : relative + 1] != ",W":
        main = context.main_subject if classes[relative] == "W" else None
        verbs = (
            (i for i in range(cue + 1, context.place) if classes[i] in "CVX") if main and main[1] == relative else ()
        )
        return any((subject := context.subject_of(i)) and main and subject[0] == main[0] for i in verbs)
    comma = classes.find(",", cue, context.place)
    if comma > 0 and classes[comma + 1 : comma + 2] in tuple("CVXRv"):
        return True
    if comma > 0 and classes[comma + 1 : comma + 3] == "&U" and context.tokens.lower[comma + 2] == "that":
        return True
    later = (i for i in range(cue + 1, context.place) if classes[i] in "CVX")
    return any((subject := context.subject_of(i)) and subject[0] < speaker[0] for i in later)


def _closed_time(context: QuoteContext, speaker: Phrase, cue: int) -> bool:
    """The cue stands in a clause of time that a comma closes: Boos fell when Lee spoke, and a crowd took up “…”."""
    classes, before = context.tokens.classes, speaker[0] - 1
    if before < context.low or context.tokens.lower[before] not in _TEMPORAL | {"when", "once"}:
        return False
    comma = classes.find(",", cue, context.place)
    return comma > 0 and any(classes[i] in "VXC" for i in range(comma, context.place))


def _barrier(context: QuoteContext, outer: int, inner: tuple[int, Phrase]) -> bool:
    """A new clause begins between two cues, so that the outer one does not report the inner one."""
    classes, lower = context.tokens.classes, context.tokens.lower
    cue, subject = inner
    if context.lexicon.lemmas.get(lower[outer]) == "report" and classes[subject[0]] in "NPT" and outer < subject[0]:
        return True  # The Post reported that |Lee said| it was “over”
    if context.lexicon.lemmas.get(lower[cue]) == "tell" and outer < subject[0] and classes[subject[0]] in "DnN":
        return True  # Lee says |the clerk told| him to “go”
    if subject[1] <= outer and _speaker_of(context, outer) != subject:
        return True  # Lee, who advised the mayor, said; but: Lee denied saying
    between = classes[outer + 1 : cue]
    if ";" in between or "Q" in between or (outer < subject[0] and classes[subject[0] - 1] == ","):
        return True
    return any(lower[i] in _NEW_CLAUSE for i in range(outer + 1, cue)) or ("&" in between and "," in between)


_NEW_CLAUSE = frozenset(("but", "where", "while", "although", "though", "after", "when", "before", "because", "as"))


def thought_cue(context: QuoteContext) -> Attribution | None:
    """The quote stands in what somebody thinks, hopes or implies: Anna Lee implied that the plan was “a mess”."""
    tokens = context.tokens
    for i in range(context.place - 1, context.low - 1, -1):
        if tokens.classes[i] in ";Q":
            return None
        if tokens.classes[i] not in "CG" or _is_reduced(context, i):
            continue
        speaker = _speaker_of(context, i)
        if tokens.lower[i] in context.lexicon.thought:
            if speaker is None or not _closed_relative(context, speaker, i):
                return context.answer(speaker, i)
        elif tokens.classes[i] == "C" and _of_new_clause(context, i + 1):
            return None  # Lee feared a repeat of 1990, when Diaz called for “…”
        elif (
            tokens.classes[i] == "C"
            and speaker
            and not set(tokens.classes[speaker[1] : i]) - set("RX")
            and tokens.lower[speaker[0]] not in ("him", "her", "them", "me", "us")
            and _modal(context, i) is None
        ):
            return None  # Lee hoped for a deal, but Ortiz rejected it as “…”
    return None


_TALKING = ("speak", "talk")


def judging_cue(context: QuoteContext) -> Attribution | None:
    """A verb of judgement takes the quote as its complement: Anna Lee called the plan “a mess”."""
    classes, lower = context.tokens.classes, context.tokens.lower
    for i in range(context.place - 1, context.low - 1, -1):
        c = classes[i]
        if c in ";":
            return None
        if c in "CGc" and not _is_reduced(context, i) and not context.is_wanted(i):
            if context.lexicon.lemmas.get(lower[i]) in _TALKING and lower[i + 1 : context.place] == ["to"]:
                return None  # Speaking to “Harbor Today”, Lee
            speaker = _speaker_of(context, i)
            if speaker and not _closed_relative(context, speaker, i):
                return context.answer(speaker, i, addressee_of(context, i))
        if c in "V" and classes[i - 1] not in "DSn" and lower[i - 2] != "what":
            return None  # but: called what Lee |received| “…”
    return None


def taken_as(context: QuoteContext) -> Attribution | None:
    """The quote follows "as" and a verb with its object: Anna Lee positioned herself as “the only choice”."""
    tokens, i = context.tokens, context.place - 1
    if i > context.low and tokens.classes[i] == "D":
        i -= 1
    if i <= context.low or tokens.lower[i] != "as":
        return None
    crossed = False
    for verb in range(i - 1, context.low, -1):
        c = tokens.classes[verb]
        if c in ";Q":
            return None
        if c in "CG" or (c in "Vg" and not crossed):
            speaker = _speaker_of(context, verb)
            if not crossed or (speaker and tokens.classes[speaker[0]] != "W"):
                return context.answer(speaker, verb)
        crossed = crossed or c == ","  # praised Lee, who stepped down, as “…”
    return None


def passive(context: QuoteContext) -> Attribution | None:
    """A passive names the speaker after "by": was told by the mayor that “…”; was declared “…” by the court."""
    classes, lower, lexicon = context.tokens.classes, context.tokens.lower, context.lexicon
    for i in range(context.place - 1, context.low - 1, -1):
        if classes[i] in ";Q":
            return None
        if lower[i] not in lexicon.lemmas or lower[i] not in lexicon.past or lexicon.lemmas[lower[i]] in _RELAYING:
            continue
        if classes[i - 1] == "," == classes[context.place - 1] and "C" in classes[context.low : i]:
            continue  # Lee called the report, published by Orr, “…”
        if (
            (agent := _agent(context, i))
            and not _spoken_between(context, agent[1])
            and (
                context.is_passive(i)
                or not (set(classes[agent[1] : context.place]) - frozenset("UDIR,:t") or _has_pronoun(context, i))
            )
        ):
            return context.answer(agent, i, addressee_of(context, i))
        reduced = (i == context.low or classes[i - 1] == ",") and not set(classes[i + 1 : context.place]) & set("UVXC")
        reach = 6 if context.is_passive(i) else 2 if reduced else 0
        for at in range(context.place + 1, min(context.high - 1, context.place + reach)):
            if lower[at] == "by":
                return context.answer(context.phrase_starting(at + 1), i, addressee_of(context, i))
    return None


def _has_pronoun(context: QuoteContext, verb: int) -> bool:
    """A pronoun is the subject of a verb, which so is no participle: she often |referred| to him by a nickname."""
    return context.tokens.classes[verb - 1 : verb] == "P" or context.tokens.classes[verb - 2 : verb] == "PR"


def _spoken_between(context: QuoteContext, start: int) -> bool:
    """Another verb of speech takes the quote: was echoed by Diaz, who |said| that it was “…”."""
    return any(context.tokens.classes[i] in "CG" and context.is_speech_cue(i) for i in range(start, context.place))


def agentless(context: QuoteContext) -> Attribution | None:
    """A passive names nobody: The ferries are called “the buses of the bay”; said to be “over the moon”."""
    tokens, i = context.tokens, context.place - 1
    while i > context.low and (
        tokens.classes[i] in "DRU" or tokens.lower[i] in ("to", "be", "as", "have", "been", ":", ",")
    ):
        i -= 1
    if i <= context.low or tokens.lower[i] not in context.lexicon.lemmas or not context.is_passive(i):
        return None
    if any(tokens.classes[verb] in "CG" for verb in range(context.low, i)):
        return None  # Lee said, the plan was seen as “a mess”
    if _agent(context, i) or "by" in tokens.lower[context.place + 1 : min(context.high, context.place + 6)]:
        return None
    return Attribution(None, tokens.span(i, i + 1))


# Whoever is quoted by somebody is the one who spoke.
_RELAYING = frozenset("quote cite report read repeat".split())


def _speaker_of(context: QuoteContext, cue: int) -> Phrase | None:
    """The subject of a cue; a participle shares that of its main clause: Lee left the room, saying “…”."""
    classes = context.tokens.classes
    if classes[cue] == "G":
        return _of_participle(context, cue)
    if context.is_passive(cue):
        relayed = context.lexicon.lemmas.get(context.tokens.lower[cue]) in _RELAYING
        return context.subject_of(cue) if relayed else _agent(context, cue)
    if classes[cue - 1 : cue] == "&":
        for i in range(cue - 2, context.low, -1):
            if classes[i] != "C" or not context.is_speech_cue(i) or _in_fronted_clause(context, i, cue):
                continue
            if subject := context.subject_of(i):
                return subject  # Lee said the members would meet, but added “…”
    caused = context.phrase_ending(cue - 1) if classes[cue - 1 : cue] == "t" else None
    if classes[cue - 2 : cue] == ",t":  # inspired Lee, a lawyer, to urge
        comma = classes.rfind(",", context.low, cue - 2)
        caused = context.phrase_ending(comma) if comma > context.low else None
    if caused and caused[0] > context.low and context.tokens.lower[caused[0] - 1] in ("like", "including"):
        caused = context.phrase_ending(caused[0] - 1)  # led aides like Lee to reply “…”
    if caused and caused[0] > context.low and context.tokens.lower[caused[0] - 1] in context.lexicon.causatives:
        return caused  # The vote led Lee to suggest “…”
    return context.subject_of(cue)


def _in_fronted_clause(context: QuoteContext, verb: int, main: int) -> bool:
    """The verb belongs to a subordinate clause that a comma closes: When I |asked|, Lee nodded and said “…”."""
    classes = context.tokens.classes
    opening = max(context.low, classes.rfind(",", context.low, verb) + 1)
    fronted = classes[context.low] == "U"  # When Mook, the manager, was |asked|, he laughed and said “…”
    subordinate = fronted or any(classes[i] == "U" and context.tokens.lower[i] != "that" for i in range(opening, verb))
    return subordinate and "," in classes[verb:main]


def _is_reduced(context: QuoteContext, verb: int) -> bool:
    """What the object of another verb holds is no verb: opposes a plan |called| “…”; called executive |orders| “…”."""
    tokens, lexicon = context.tokens, context.lexicon
    if not tokens.lower[verb].endswith("s") and tokens.lower[verb] not in lexicon.past:
        return False
    noun = verb - 2 if tokens.classes[verb - 1] == "R" else verb - 1
    if noun <= context.low or tokens.classes[noun] not in "nN":
        return False
    if verb == context.place - 1 and context.right[:1] in tuple("VXC") and tokens.lower[verb] in lexicon.past:
        return not context.reported  # the plan called “a mess” won
    for i in range(noun, context.low, -1):
        if tokens.classes[i] in ",;:&UW-QP":
            return False
        if tokens.classes[i] in "VCXv" and tokens.classes[i - 1] != "D":
            return tokens.lower[i] not in lexicon.speech and tokens.lower[i] not in lexicon.thought
    return False


def _agent(context: QuoteContext, verb: int) -> Phrase | None:
    """Who did what a passive says: was told |by the mayor|."""
    lower = context.tokens.lower
    for i in range(verb + 1, min(context.place, verb + 5)):
        if lower[i] == "by":
            return context.phrase_starting(i + 1)
    return None


def _of_participle(context: QuoteContext, cue: int) -> Phrase | None:
    classes, lower = context.tokens.classes, context.tokens.lower
    if classes[cue - 1 : cue] in ("X", "V") or classes[cue - 2 : cue] == "XR":
        return context.subject_of(cue)  # Lee was saying “…”, Lee is already claiming “…”, Lee kept asking “…”
    if lower[cue - 1] == "as":
        for i in range(cue - 2, context.low, -1):
            if classes[i] == "C" and (whom := context.quoted_as(i)) and whom[1] == cue - 1:
                return whom  # The Post quoted Lee as saying “…”
    own = _own_subject(context, cue)
    if own and _is_absolute(context, own):
        return own
    main = context.main_subject
    for i in range(cue - 1, context.low - 1, -1):
        if classes[i] == "C" and context.is_speech_cue(i):
            subject = context.subject_of(i)
            if subject is None and classes[i - 1] in "Q,":
                subject = context.phrase_starting(i + 1)  # “…,” said Lee, adding that “…”
            if subject and subject[0] < i and _closed_relative(context, subject, i):
                continue  # Lee, whose aides |said| so, left, asking “…”
            if subject and classes[subject[0]] == "W" and main and main[1] == subject[0] and "," in classes[i:cue]:
                continue  # A clerk who |says| she was hurt sued, calling it “…”
            if subject and classes[subject[0]] != "P" and (subject[0] > i or not _reported_clause(context, subject)):
                return subject
        if classes[i] == ";":
            break
    main = _of_new_clause(context, cue) or main
    if main and main[0] < cue and lower[main[0]] not in ("it", "there"):
        return main
    if cue - context.low < 2:
        after = context.phrase_starting(context.after)
        if after and after[1] < context.high and classes[after[1]] in "VXCR":
            return after  # Quoting “whispers” in the hall, Lee urged …
    found = context.subject_of(cue)
    return found if found else main


_TEMPORAL = frozenset(("after", "before", "since", "until"))
"""What begins a clause within its sentence: Lee left, after it had failed, saying “…”; but: when Diaz came, saying."""


def _reported_clause(context: QuoteContext, subject: Phrase) -> bool:
    """Whether a verb of speech reports the clause of a subject: Lee said |the plan| reminds her of it, adding “…”."""
    before = subject[0] - 1
    before -= before > context.low and context.tokens.lower[before] == "that"
    return before > context.low and context.tokens.classes[before] == "C" and context.is_speech_cue(before)


def _closes_with_comma(context: QuoteContext, token: int) -> bool:
    """A quote that ends in a comma parts what follows: Lee said it was “over,” and Diaz called it “…”"""
    quote = context.quote_at(token)
    return quote is not None and context.document.text[quote.end - 1] == ","


def _of_relative(context: QuoteContext, end: int) -> bool:
    """What stands between a quote that ends in a comma and a subject takes the quote up: “over,” |which| Diaz called"""
    classes, start = context.tokens.classes, end
    while start > context.low and classes[start] in "Dn":
        start -= 1
    if classes[start] == "W" and start == end:
        start -= 1
    noun = context.tokens.lower[end] in context.lexicon.speech_nouns or classes[end] == "W"
    return start < end and noun and _closes_with_comma(context, start)


def _of_new_clause(context: QuoteContext, cue: int) -> Phrase | None:
    """The subject of the nearest clause where a comma and a conjunction open it: Lee left, but |Diaz| stayed, saying"""
    tokens = context.tokens
    verb = next((i for i in range(cue - 1, context.low, -1) if tokens.classes[i] in "VXC"), None)
    subject = None if verb is None else context.subject_of(verb)
    if subject is None or tokens.classes[subject[0]] == "W":
        return None
    parted = tokens.classes[subject[0] - 1 : subject[0]] == "," and tokens.classes[subject[0] - 2] != "C"
    if tokens.classes[context.low] in "UIgGV" and parted:
        return subject  # On May 4, a day he said he had chosen, |Diaz| called it “…”
    relative = {"which", "where"} & set(tokens.lower[max(context.low, subject[0] - 2) : subject[0]])
    if relative and "," in tokens.classes[verb:cue]:
        return subject  # Lee spoke by the gate, where |drivers| had gathered, chanting “…”
    if _of_relative(context, subject[0] - 1):
        return subject  # Lee said it was “over,” which |Diaz| dismissed as “…”; …, a claim |Diaz| called “…”
    for i in range(subject[0] - 1, context.low, -1):
        comma = tokens.classes[i - 1] == "," or _closes_with_comma(context, i - 1)
        if comma and tokens.classes[i] in "&U" and tokens.lower[i] != "that":
            return None if tokens.lower[i] in _TEMPORAL and "," in tokens.classes[verb:cue] else subject
        if tokens.classes[i] in "VXCvcGg;Q":
            return None
    return None

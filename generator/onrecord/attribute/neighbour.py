"""A quote without a reporting clause of its own: the quotes and paragraphs around it say who speaks."""

from __future__ import annotations

from onrecord.attribute.context import QuoteContext
from onrecord.attribute.phrases import Phrase, fronted_person, named, phrase_ending, phrase_starting
from onrecord.attribute.subjects import main_subject, subject_of
from onrecord.model import Attribution, Span
from onrecord.text.tokens import Tokens


def _sentence_mate(context: QuoteContext) -> QuoteContext | None:
    """The last quote before it that is speech, where it stands in the same sentence."""
    previous = context.previous
    if previous is None or previous.quote.paragraph != context.quote.paragraph or previous.place < context.low:
        return None
    return previous


def joined(context: QuoteContext) -> Attribution | None:
    """An earlier quote of the sentence has a source and only commas, "and" or a few words part the two: “A” and “B”."""
    previous = _sentence_mate(context)
    if previous is None:
        return None
    if set(context.tokens.classes[previous.place + 1 : context.place]) <= set(",&D-RIUtn:`"):
        return context.inherited
    return None


def interrupted(context: QuoteContext) -> Attribution | None:
    """The quote goes on where a reporting clause interrupted it: “We looked,” Lee said, “and found nothing.”"""
    previous = _sentence_mate(context)
    if previous is None:
        return None
    decision, before = previous.decision, context.tokens.classes[context.place - 1]
    if decision is None or decision.rule not in REPORTED_AFTER or before not in ",&U":
        return None
    if before in ",U" and _reported_anew(context, decision.answer, beside=before == ","):
        return None
    source = decision.answer.source
    between = previous.quote.outer_end <= source.start < context.quote.start if source else False
    return context.inherited if between else None


def _reported_anew(context: QuoteContext, previous: Attribution, *, beside: bool) -> bool:
    """Another verb of speech with a subject stands between two quotes, or ``beside`` the second: “We looked,” Lee said
    as Ortiz swore that “…”; “…,” Lee said, while Ortiz asked, “…”
    """
    tokens, heard = context.tokens, (previous.cue or previous.source or Span(0, 0)).end
    stop = context.place - 3 if beside else context.low
    return any(
        tokens.classes[i] == "C"
        and tokens.starts[i] >= heard
        and context.is_speech_cue(i)
        and (subject := context.subject_of(i))
        and (tokens.classes[subject[0]] != "W" or _is_another(tokens, subject[0], previous.source))
        for i in range(context.place - 2, stop, -1)
    )


def _is_another(tokens: Tokens, relative: int, source: Span | None) -> bool:
    """The name that a relative clause follows is not the source: “…,” Lee said of |Ortiz, who| responded, “…”"""
    named = relative - 1 - (tokens.classes[relative - 1] == ",")
    return source is not None and tokens.classes[named] == "N" and tokens.starts[named] >= source.end


REPORTED_AFTER = frozenset(
    (
        "beside_quote.verb_name",
        "beside_quote.name_verb",
        "beside_quote.name_other_verb",
        "beside_quote.other_verb_name",
    )
)
"""Rules that found the source in a clause right after a quote."""


def sentence_mate(context: QuoteContext) -> Attribution | None:
    """An earlier quote of the same sentence has a source, and no subject stands between the two."""
    previous = _sentence_mate(context)
    if previous is None:
        return None
    return context.inherited


def continued(context: QuoteContext) -> Attribution | None:
    """The quote goes on from the paragraph before, which its mark takes up again."""
    return context.inherited if context.quote.continues else None


def same_paragraph(context: QuoteContext) -> Attribution | None:
    """The quote stands by itself after one whose source the paragraph names: “…,” Lee said. “…”"""
    previous = context.previous
    if not context.alone or previous is None or previous.quote.paragraph != context.quote.paragraph:
        return None
    return None if _spoken_of_since(context, previous) else _of_sentence(context, previous)


def opens_sentence(context: QuoteContext) -> Attribution | None:
    """The quote opens a sentence without a cue, after one with a source: “…,” Lee said. “…” and so on."""
    previous = context.previous
    if context.left or not context.clause or previous is None or previous.quote.paragraph != context.quote.paragraph:
        return None
    return None if _spoken_of_since(context, previous) else _of_sentence(context, previous)


def _of_sentence(context: QuoteContext, last: QuoteContext) -> Attribution | None:
    """Who reports the sentence before, whatever fragment ends it: “…,” said Lee, who calls it “a mess.” “…”"""
    first = last.previous
    if (
        first
        and not last.clause
        and first.quote.paragraph == last.quote.paragraph
        and first.low == last.low
        and first.decision
        and first.decision.rule in REPORTED_AFTER
        and first.decision.answer.source
    ):
        return Attribution(first.decision.answer.source)
    return context.inherited


def _spoken_of_since(context: QuoteContext, previous: QuoteContext) -> bool:
    """A sentence about somebody stands between two quotes: “…,” Lee said. Ortiz shook his head. “…”"""
    if not context.alone or context.low <= previous.high:
        return False
    tokens = context.tokens
    low, high = tokens.sentence_of(context.low - 1)
    subject = main_subject(tokens, low, high)
    return subject is not None and tokens.classes[subject[0]] in "NTP" and tokens.lower[subject[0]] not in _NOBODY


def paragraph_speaker(context: QuoteContext) -> Attribution | None:
    """Its sentence has no subject before it: the paragraph's last speaker goes on: By contrast, “…”."""
    previous = context.previous
    if not context.clause or previous is None or previous.quote.paragraph != context.quote.paragraph:
        return None
    return None if _spoken_of_since(context, previous) else _of_sentence(context, previous)


def sentence_before(context: QuoteContext) -> Attribution | None:
    """The quote stands by itself after a sentence: its subject speaks: Anna Lee was not amused. “…”"""
    tokens = context.tokens
    if not (context.alone or _then(context) or _answers(context)) or context.low <= tokens.opening:
        return None
    low, high = tokens.sentence_of(context.low - 1)
    if owner := _asked_of(tokens, low, high):
        return _of(tokens, owner, high)
    if _asks(tokens, low, high):
        return None
    for i in range(high - 1, low, -1):
        if tokens.classes[i] in "CG" and tokens.lower[i] in context.lexicon.speech and tokens.classes[i - 1] != "U":
            if tokens.lower[i] in context.lexicon.telling and tokens.lower[i - 1] in ("was", "were"):
                return _of(tokens, _teller(tokens, i, high), high)
            found = subject_of(tokens, i, low) if tokens.classes[i] == "C" else main_subject(tokens, low, i)
            after = phrase_starting(tokens, i + 1, high) if tokens.classes[i - 1] == "," else None
            if after and tokens.classes[after[1] : after[1] + 1] == ".":
                found = after  # It would not change much, says Lee. “…”
            if found and tokens.lower[found[0]] not in ("i", "we", "you") and not _subordinate(tokens, low, found):
                later = _takes_up(tokens, i, high)
                return _of(tokens, later, high) if later else _of(tokens, found, high, i)
    return _of(tokens, _speaking(context, tokens, low, high), high)


def _teller(tokens: Tokens, verb: int, high: int) -> Phrase | None:
    """Who tells somebody: He was told to stop by |the chairman|. “…”"""
    by = next((i for i in range(verb + 1, high) if tokens.lower[i] == "by"), None)
    return phrase_starting(tokens, by + 1, high) if by is not None else None


def paragraph_before(context: QuoteContext) -> Attribution | None:
    """The quote fills its paragraph after one whose last speaker is known."""
    previous = context.previous
    if not (context.alone or _then(context)) or previous is None or context.opens_item:
        return None
    if previous.quote.paragraph < context.quote.paragraph - 1 and context.quote.paragraph > 0:
        return None
    if _another_introduced(context, previous):
        return None
    return _other_of_two(context, previous) or context.inherited


def _another_introduced(context: QuoteContext, previous: QuoteContext) -> bool:
    """A short sentence about somebody else ends the paragraph before: “…,” Lee said. Omar Diaz went further. ⏎ “…”"""
    if previous.quote.paragraph != context.quote.paragraph - 1:
        return False
    tokens = previous.tokens
    low, high = tokens.sentences[-1]
    subject = main_subject(tokens, low, high) if low > previous.place and high - low <= _SHORT else None
    if subject is None or "N" not in tokens.classes[slice(*subject)] or subject[0] != low:
        return False
    source = context.inherited.source if context.inherited else None
    return source is not None and tokens.lower[subject[1] - 1] != _last_word(context.document.text, source)


_SHORT = 12
"""How many tokens a sentence has at most that only says who speaks next."""


def _other_of_two(context: QuoteContext, last: QuoteContext) -> Attribution | None:
    """Who spoke before the last, where two speak in turns: “…,” Lee said. ⏎ “Is it hot?” Ortiz asked. ⏎ “Very.”;
    “Is it hot?” Ortiz asked. ⏎ “Very,” Lee said. ⏎ “Still?”
    """
    before, answer = last.previous, last.decision.answer if last.decision else None
    said = before.decision.answer.source if before and before.decision else None
    if before is None or said is None or answer is None or answer.source is None:
        return None
    asks, follows = context.words.endswith("?"), last.words.endswith("?")
    if asks == follows or (asks and not before.words.endswith("?")):
        return None
    in_turn = last.decision is not None and last.decision.rule == "neighbour.paragraph_before"
    if (answer.cue is None and not in_turn) or context.quote.paragraph - before.quote.paragraph > _EXCHANGE:
        return None
    text = context.document.text
    one, other = _last_word(text, said), _last_word(text, answer.source)
    answered = asks and answer.cue is not None and answer.cue.of(text).lower() in context.lexicon.answering
    if one == other or (other in _PERSON and not answered):
        return None  # he may be the same
    single = one in context.lexicon.people and one not in _MANY and not one.endswith("s")
    person = text[said.end - len(one)].isupper() or one in _PERSON or single
    return Attribution(said) if person else None


_MANY = frozenset(("crowd", "audience", "people", "public"))
"""These answer in chorus, and whoever speaks to them goes on: “Shall we stop?” Lee asked. ⏎ “No!”"""
_EXCHANGE = 3
"""Within how many paragraphs two speak in turns."""


def _last_word(text: str, span: Span) -> str:
    return text[span.start : span.end].lower().split()[-1]


def _then(context: QuoteContext) -> bool:
    """Only a time or a place introduces the quote: Lee shrugged. Then, on the stairs: “…”"""
    return context.left[-1:] == ":" and context.main_subject is None and not set(context.left) & set("VCXGgP")


def _answers(context: QuoteContext) -> bool:
    """The quote is an answer that comes, from whoever is spoken of: Lee only laughs. “Never,” comes the reply."""
    words = context.tokens.lower[context.after : context.high]
    return not context.left and len(words) in (3, 4) and words[1] == "the" and words[2] in context.lexicon.replies


def _subordinate(tokens: Tokens, low: int, subject: Phrase) -> bool:
    """The subject belongs to a fronted clause: When |reporters| asked, she shrugged. “…”"""
    return tokens.classes[low] == "U" and "," not in tokens.classes[low : subject[0]]


def last_subject(context: QuoteContext) -> Attribution | None:
    """The quote fills its paragraph: the subject of the last sentence before it speaks."""
    paragraph = context.quote.paragraph
    if not context.alone or not paragraph or (context.place > 0 and context.low > 0):
        return None
    tokens = context.document.tokens(paragraph - 1)
    if not tokens.sentences:
        return None  # (Reporting by Anna Lee) ⏎ “…”: brackets are set aside
    low, high = tokens.sentences[-1]
    if _asks(tokens, low, high):
        return None
    for i in range(high - 1, low, -1):
        if tokens.classes[i] == "C" and tokens.classes[i - 1] == "," and tokens.lower[i] in ("said", "says"):
            said = phrase_starting(tokens, i + 1, high)
            if said and "N" in tokens.classes[slice(*said)] and tokens.classes[said[1] : said[1] + 1] in (",", "."):
                return _of(tokens, said, high)  # With a chair, says Anna Lee, a doctor. ⏎ “…”
    speaking = _speaking(context, tokens, low, high)
    if speaking and context.inherited and _is_thing(context, tokens, speaking):
        return None  # “…,” Lee said. ⏎ The house is gone. ⏎ “…”
    return _of(tokens, speaking, high)


def _is_thing(context: QuoteContext, tokens: Tokens, phrase: Phrase) -> bool:
    """A description whose noun is none for a person or a body: |the house|, not |the owner|."""
    if set(tokens.classes[slice(*phrase)]) - set("DnIt"):
        return False
    first = next((i for i in range(*phrase) if tokens.classes[i] in "It"), phrase[1])
    head = tokens.lower[first - 1]
    return not {head, head.removesuffix("s"), f"{head[:-3]}y"} & context.lexicon.people


def interviewee(context: QuoteContext) -> Attribution | None:
    """The quote fills its paragraph after a question or words of the interviewer: the last speaker answers."""
    inherited = context.inherited
    if not context.alone or inherited is None or inherited.source is None or context.opens_item:
        return None
    return _mentioned_again(context, inherited.source) or inherited


def _mentioned_again(context: QuoteContext, speaker: Span) -> Attribution | None:
    """The nearest mention of the last speaker since: Anna Lee said. ⏎ Does |she| mind? ⏎ “…”"""
    document, previous = context.document, context.previous
    name = document.text[speaker.start : speaker.end].lower().split()[-1]
    for paragraph in range(context.quote.paragraph, previous.quote.paragraph - 1 if previous else -1, -1):
        tokens = document.tokens(paragraph)
        first = previous.place + 1 if previous and previous.quote.paragraph == paragraph else 0
        end = context.low if paragraph == context.quote.paragraph else len(tokens.words)
        for i in range(end - 1, first - 1, -1):
            named_again = tokens.lower[i] == name and tokens.classes[i] == "N" and tokens.classes[i + 1 : i + 2] != "S"
            if named_again or _is_he(tokens, i, name):
                return _of(tokens, phrase_ending(tokens, i + 1), end)
    return None


def _is_he(tokens: Tokens, i: int, same: str | None = None) -> bool:
    """ "He" or "she", the same as the pronoun ``same`` if that is one."""
    return tokens.lower[i] in _PERSON and (same not in _PERSON or tokens.lower[i] == same)


_PERSON = ("he", "she")


def _speaking(context: QuoteContext, tokens: Tokens, low: int, high: int) -> Phrase | None:
    """Who of a sentence speaks the quote after it: its last "he" or "she", else the subject of its main clause."""
    main = main_subject(tokens, low, high)
    first, same = (main[1], tokens.lower[main[0]]) if main else (low, None)
    if main and tokens.classes[low] == "I" and tokens.classes[main[1] : main[1] + 1] in tuple(",.&"):
        first = low  # On the stage she promised a hall, |a bridge|, a road. “…”
    for i in range(high - 1, first - 1, -1):
        if _is_he(tokens, i, same) and not _of_other_gender(tokens, low, high, tokens.lower[i]):
            return i, i + 1
    if main is None or tokens.lower[main[0]] in _NOBODY:
        return fronted_person(tokens, low, high)
    unowned = tokens.lower[main[0]] not in _OWNERS and "S" not in tokens.classes[slice(*main)]
    if unowned and tokens.lower[main[1] - 1] in context.lexicon.speech_nouns:
        return fronted_person(tokens, low, high)  # The answer came quickly. “…”
    return main


def _of_other_gender(tokens: Tokens, low: int, high: int, pronoun: str) -> bool:
    """Lee buried his wife, and |she| had loved the sea. “…”"""
    others = ("he", "him", "his") if pronoun == "she" else ("she", "her", "hers")
    return any(word in others for word in tokens.lower[low:high])


_OWNERS = ("his", "her", "their", "its", "my", "our")
_NOBODY = ("it", "this", "that", "nobody", "nothing", "there")


def _takes_up(tokens: Tokens, cue: int, high: int) -> Phrase | None:
    """A clause that "and" joins to one with a cue: Lee said some had left, and |she| fears for the rest. “…”"""
    for i in range(cue + 1, high - 2):
        if tokens.classes[i : i + 2] == ",&" and _is_he(tokens, i + 2):
            return i + 2, i + 3
    return None


def _of(tokens: Tokens, source: Phrase | None, high: int, cue: int | None = None) -> Attribution | None:
    """An attribution to a phrase of another sentence, which ends at token ``high``."""
    if source is None:
        return None
    return Attribution(tokens.span(*named(tokens, source, high)), None if cue is None else tokens.span(cue, cue + 1))


def _asked_of(tokens: Tokens, low: int, high: int) -> Phrase | None:
    """|Her| advice? “…”; |Lee|’s verdict? “…”"""
    end = high - 2
    if tokens.words[high - 1] != "?" or end <= low or tokens.classes[end] != "n":
        return None
    if end == low + 1 and tokens.lower[low] in _OWNERS:
        return low, end
    owner, sign = tokens.classes[low : end - 1], tokens.classes[end - 1]
    return (low, end - 1) if owner and sign == "S" and not set(owner) - set("NTDn") else None


def _asks(tokens: Tokens, low: int, high: int) -> bool:
    """The interviewer speaks: a question, or "I" or "we" for the subject."""
    if tokens.words[high - 1] == "?":
        return True
    main = main_subject(tokens, low, high)
    return main is not None and tokens.lower[main[0]] in ("i", "we", "you")

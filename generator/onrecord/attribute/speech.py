"""Speech told from everything else in quotation marks. Each rule gives the reason why a quoted region is no speech.

The rules are asked once the quote is attributed: a title before “said Anna Lee” may be speech, one after “the film”
is not.
"""

from __future__ import annotations

from onrecord.attribute.context import QuoteContext
from onrecord.rules import Rule

# Rules that saw a reporting clause of the quote's own: what they attribute is speech, whatever it looks like.
_REPORTED = frozenset(
    (
        "beside_quote.verb_name",
        "beside_quote.name_verb",
        "before_quote.cue_beside",
        "before_quote.what_called",
        "before_quote.cue_and_phrases",
        "colon.label",
        "colon.cue_before_colon",
        "colon.signature",
        "neighbour.continued",
    )
)
_AFTER_QUOTE = frozenset(("beside_quote.verb_name", "beside_quote.name_verb"))
# Rules that only guess from the clause or the neighbourhood.
_GUESSED = frozenset(("clause.subject", "neighbour.paragraph_speaker", None))


# Rules whose cue reports the whole sentence: a title may stand in it.
_LOOSE = frozenset(("beside_quote.tail", "before_quote.outermost_cue", "beside_quote.other_verb_name"))
_DISTANT = frozenset(("before_quote.judging_cue", "before_quote.thought_cue"))


def _rule(context: QuoteContext) -> str | None:
    return context.decision.rule if context.decision else None


def no_words(context: QuoteContext) -> str | None:
    """Nothing that could be read aloud stands between the marks."""
    return None if any(map(str.isalnum, context.words)) else "no-words"


def attribute_value(context: QuoteContext) -> str | None:
    """The mark follows an equals sign: it belongs to markup: <a href="…">."""
    start = context.quote.outer_start
    return "markup" if start and context.document.text[start - 1] == "=" else None


def heading(context: QuoteContext) -> str | None:
    """Single marks in a headline or crosshead of an article that quotes with double marks: it repeats the article."""
    if not context.quote.single or context.document.mostly_single or _rule(context) in _AFTER_QUOTE:
        return None
    if context.previous and context.previous.quote.paragraph == context.quote.paragraph:
        return None  # ‘No,’ she said. ‘We are done.’
    return "heading" if (context.alone and len(context.tokens.quotes) == 1) or context.in_headline else None


def nickname(context: QuoteContext) -> str | None:
    """The quote stands inside a name: Joe “Duke” Lee."""
    classes, place = context.tokens.classes, context.place
    if context.length <= 3 and context.left[-1:] == "N" and context.right[:1] == "N" and context.words[0].isupper():
        return "name" if context.final not in ".,?!" and classes[place - 1] == "N" else None
    return None


def named_source(context: QuoteContext) -> str | None:
    """The quoted words are the subject of the verb of speech: The timing matters, notes ‘The Meridian’."""
    i = context.place - 1
    if context.left[-2:] != ",C" or not context.is_speech_cue(i) or set(context.right) - {"."}:
        return None
    return "name" if context.length <= 5 and context.final not in ".,?!" and _capitalised(context) else None


def _capitalised(context: QuoteContext) -> bool:
    words = [word for word in context.words.split() if word.lower() not in context.lexicon.small]
    return bool(words) and all(word[0].isupper() for word in words)


def known_as(context: QuoteContext) -> str | None:
    """The quoted words are what somebody or something is known as: a drummer better known as “Thumper”."""
    lower, i = context.tokens.lower, context.place - 1
    if i > context.low and lower[i] in ("the", "a", "an"):
        i -= 1
    if i < context.low or lower[i] in ("nicknamed", "alias", "aka", "christened", "rechristened"):
        return "name" if i >= context.low else None
    if lower[i] == "by":
        return "name" if lower[i - 1] in ("goes", "went", "go", "going") else None
    known = {"known", "know", "knew", "knows"} & set(lower[max(context.low, i - 10) : i])
    return "name" if lower[i] == "as" and known else None


def title_of_work(context: QuoteContext) -> str | None:
    """A word for a work, a programme or its maker stands beside it: the film “The Long Way,” her “Long Way” tour."""
    if not (context.titled or (context.words[0].isupper() and context.length <= 2)):
        return None
    lower, place = context.tokens.lower, context.place
    before = {lower[i] for i in range(max(context.low, place - 3), place)}
    after = lower[place + 1] if place + 1 < context.high else ""
    if before & context.lexicon.works or after in context.lexicon.works:
        return "title"
    return None


def title_after_preposition(context: QuoteContext) -> str | None:
    """Words capitalised as a title follow a preposition or a possessor: on “Meet the Town,” NTV’s “Meet the Town”."""
    if not context.titled or _rule(context) in (
        "before_quote.cue_beside",
        "before_quote.what_called",
        "colon.label",
    ):
        return None
    before = context.left[-1:]
    if (before == "S" and context.right[:1] != "n") or (
        before in "It" and before and context.tokens.lower[context.place - 1] not in ("as", "of", "to")
    ):
        return "title"
    return None


def title_unreported(context: QuoteContext) -> str | None:
    """Words capitalised as a title that no cue reports."""
    rule = _rule(context)
    if context.titled and context.place > context.low and context.tokens.lower[context.place - 1] in ("told", "tells"):
        return "title"  # “I am tired,” she told “Sunday Table.”
    if context.titled and rule in _DISTANT and context.left[-1:] in tuple(",-(&"):
        return "title"  # Sung by Ana Lee, “The Long Way” won
    if context.titled and (rule in _GUESSED or rule in _LOOSE):
        return "title"
    return None


def on_a_sign(context: QuoteContext) -> str | None:
    """The words stand on a sign, a shirt, a wall: a banner that read “…”; chalked “…” on the road."""
    classes, lower, signs = context.tokens.classes, context.tokens.lower, context.lexicon.signs
    reads: set[str] = set()
    for i in range(context.place - 1, max(context.low, context.place - 9) - 1, -1):
        if lower[i] in signs:
            start = i
            while start > context.low and classes[start - 1] in "DnN#S":
                start -= 1
            before = classes[start - 1] if start > context.low else ""
            told, worn = before == "C" and start - 2 >= context.low, before == "I" and reads & {"said", "says"}
            return None if told or worn else "slogan"  # told the board “…”; the man in the cap said “…”
        if lower[i] in context.lexicon.reading:
            reads.add(lower[i])
        elif classes[i] not in ",:-DQnNI(#" or lower[i] in ("of", "and"):
            return None
    return None


def word_as_word(context: QuoteContext) -> str | None:
    """The sentence speaks of the word itself, and nobody is reported to say it: the term “…” dates from 1920."""
    lower, naming = context.tokens.lower, context.lexicon.naming
    listed = "such" in lower[context.low : context.place] and naming & set(lower[context.low : context.place])
    if context.length <= 4 and listed and _rule(context) not in _REPORTED:
        return "word"  # emails with words such as “harbour,” “dredge”
    if context.length > 4 or _rule(context) not in _GUESSED or context.place <= context.low:
        return None
    return "word" if lower[context.place - 1] in naming else None


def named_thing(context: QuoteContext) -> str | None:
    """A thing that is introduced is called so: a website called “Island for Sale”."""
    lower, classes, i = context.tokens.lower, context.tokens.classes, context.place - 1
    if i - 1 <= context.low or lower[i] not in (
        "called",
        "named",
        "titled",
        "entitled",
        "headlined",
        "labeled",
        "labelled",
    ):
        return None
    start = i
    while start > context.low and classes[start - 1] in "nN#":
        start -= 1
    introduced = start < i and start > context.low and lower[start - 1] in ("a", "an")
    return "name" if introduced and context.words[0].isupper() and context.final not in ".?!" else None


def scare_quote(context: QuoteContext) -> str | None:
    """A few words within a sentence that reports nothing: the so-called “experts” were wrong."""
    rule = _rule(context)
    if context.words[0].isupper() and (context.final in "?!" or (context.final == "," and not context.left)):
        return None  # “What if,” she began, …
    few = 4 if rule is None else 2  # of three words or more that a clause with a subject holds, 70 % are speech
    if rule in _GUESSED and context.length <= few and not (context.alone and context.final in ",.?!"):
        return "scare-quote"
    return None


RULES: tuple[Rule[QuoteContext, str], ...] = (
    Rule("speech.no_words", no_words),  # “…”
    Rule("speech.attribute_value", attribute_value),  # <a href="…">
    Rule("speech.heading", heading),  # ‘A Hard Choice’
    Rule("speech.nickname", nickname),  # Joe “Duke” Lee
    Rule("speech.named_source", named_source),  # …, notes ‘The Meridian’
    Rule("speech.known_as", known_as),  # a drummer known as “Thumper”
    Rule("speech.on_a_sign", on_a_sign),  # a banner that read “Enough”
    Rule("speech.title_of_work", title_of_work),  # the film “The Long Way”
    Rule("speech.title_after_preposition", title_after_preposition),  # on “Meet the Town”
    Rule("speech.title_unreported", title_unreported),  # “The Long Way” won
    Rule("speech.named_thing", named_thing),  # a website called “Island for Sale”
    Rule("speech.word_as_word", word_as_word),  # the term “fairness”
    Rule("speech.scare_quote", scare_quote),  # the “experts” were wrong
)

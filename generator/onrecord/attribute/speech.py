"""Speech told from everything else in quotation marks. Each rule gives the reason why a quoted region is no speech.

The rules are asked once the quote is attributed: a title before “said Anna Lee” may be speech, one after “the film”
is not.
"""

from __future__ import annotations

from onrecord.attribute.context import QuoteContext
from onrecord.attribute.signs import (
    ALONE,
    BY,
    CUE_BESIDE,
    REFERRED,
    SHORT,
    SHORT_LEFT,
    SINGLE,
    SLOGAN,
    TITLED,
    UNOPENED,
    WORD_LEFT,
)
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
# Rules that look for a speaker in other paragraphs.
_UNREPORTED = frozenset(("neighbour.paragraph_before", "neighbour.last_subject", None))


# Rules whose cue reports the whole sentence: a title may stand in it.
_LOOSE = frozenset(("beside_quote.tail", "before_quote.outermost_cue", "beside_quote.other_verb_name"))
_DISTANT = frozenset(("before_quote.judging_cue", "before_quote.thought_cue"))


def _rule(context: QuoteContext) -> str | None:
    return context.decision.rule if context.decision else None


def _before(context: QuoteContext) -> int:
    """The token before the quote and before others that it is joined to: chants |of| “No” and “Never”."""
    classes, i = context.tokens.classes, context.place - 1
    while i - 1 >= context.low and (classes[i] == "Q" or (classes[i] in "&," and classes[i - 1] == "Q")):
        i -= 1 if classes[i] == "Q" else 2
    return i


def _voiced(context: QuoteContext) -> bool:
    """A crowd's words: chants of “No”; “No more!” chants."""
    lower, i, voices = context.tokens.lower, _before(context), context.lexicon.voices
    if i > context.low and lower[i] == "of" and lower[i - 1] in voices:
        return True
    return context.place + 1 < context.high and lower[context.place + 1] in voices


def no_words(context: QuoteContext) -> str | None:
    """Nothing that could be read aloud stands between the marks."""
    return None if context.words[0].isalnum() or any(map(str.isalnum, context.words)) else "no-words"


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
    return "heading" if (context.alone and len(context.tokens.quoted) == 1) or context.in_headline else None


def pull_quote(context: QuoteContext) -> str | None:
    """The quote fills a paragraph without a reporting clause, and the article has its words elsewhere: a pull quote."""
    if not context.alone or context.length < 3 or _rule(context) not in _UNREPORTED:
        return None
    low, high = max(0, context.quote.start - _NEAR), context.quote.end + _NEAR
    words = context.words[1:_REPEATED]  # the first letter may be a capital where it opens the sentence alone
    return "heading" if context.document.text.count(words, low, high) > 1 else None


_REPEATED = 60  # characters that two quotes share only where one repeats the other
_NEAR = 20_000  # characters to either side: all of an article, but not of a book


def signature_within(context: QuoteContext) -> str | None:
    """The closing mark stands after the name of who spoke, in a line of its own: “We won’t move. ⏎ Anna Lee, clerk”"""
    if context.quote.opened or not context.alone or context.length > 9:
        return None
    name = context.words.split(",")[0].rstrip(".")
    return "name" if " " in name and _capitalised(name, context) else None


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
    if context.length > 5 or context.final in ".,?!" or not _capitalised(context.words, context):
        return None
    return "name"


def _capitalised(phrase: str, context: QuoteContext) -> bool:
    words = [word for word in phrase.split() if word.lower() not in context.lexicon.small]
    return bool(words) and all(word[0].isupper() for word in words)


_CALLED_AFTER = {
    "by": frozenset(("goes", "went", "go", "going")),
    "to": frozenset(("answers", "answered", "answer", "answering")),
}
"""What stands before a name by its preposition: goes by “Thumper”, a dog that answers to “Thumper”."""


def known_as(context: QuoteContext) -> str | None:
    """The quoted words are what somebody or something is known as: a drummer better known as “Thumper”."""
    lower, i = context.tokens.lower, context.place - 1
    if i > context.low and lower[i] in ("the", "a", "an"):
        i -= 1
    if i < context.low:
        return None
    named = lower[i] == "called" and lower[i - 1] == "be" and context.titled and context.final not in "?!"
    hashtag = context.words[0] == "#" and context.length == 1
    if named or (hashtag and (lower[i] == "hashtag" or _rule(context) in _GUESSED)):
        return "name"  # It was to be called “Two Lees.”; the hashtag “#Lee”; not her “#Lee” post
    if _named(context):
        return "name"
    if lower[i] in ("nicknamed", "alias", "aka", "christened", "rechristened", "codenamed", "code-named"):
        return "name"
    if lower[i] == "dubbed" and _rule(context) in _GUESSED:
        return "name"  # The gene, dubbed “sonic,” is found in mice
    if lower[i] in _CALLED_AFTER:
        return "name" if lower[i - 1] in _CALLED_AFTER[lower[i]] else None
    if lower[i] != "as":
        return None
    if lower[i - 1] in ("trading", "trades", "traded"):
        return "name"
    known = {"known", "know", "knew", "knows"} & set(lower[max(context.low, i - 10) : i])
    return "name" if known else None


def _named(context: QuoteContext) -> bool:
    """A thing is given a name: She named the bug “Doormat.”"""
    tokens, i = context.tokens, context.place - 1
    if context.length > 2 or not context.words[0].isupper() or tokens.classes[i] != "n":
        return False
    while i > context.low and tokens.classes[i] in "nD":
        i -= 1
    return tokens.lower[i] in ("named", "christened") and tokens.classes[i - 1] in "NPn"


def title_of_work(context: QuoteContext) -> str | None:
    """A word for a work, a programme or its maker stands beside it: the film “The Long Way,” her “Long Way” tour."""
    if not (context.titled or (context.words[0].isupper() and context.length <= 2)):
        return None
    lower, place = context.tokens.lower, context.place
    before = {lower[i] for i in range(max(context.low, place - 3), place)}
    after = lower[place + 1] if place + 1 < context.high else ""
    if before & context.lexicon.works or after in context.lexicon.works:
        return "title"
    if context.left[-1:] == "," and context.final in ".," and context.titled:
        work = next(
            (i for i in range(place - 2, max(context.low, place - 8), -1) if lower[i] in context.lexicon.works), 0
        )
        if work and not set(context.tokens.classes[work + 1 : place - 1]) & set("VCXGg,"):
            return "title"  # and wrote a book about it, “The Long Way.”
    apposed = place + 1 + (context.right[:1] == ",")  # “Salt Hollow,” a drama about three generations
    if (apposed > place + 1 or context.final == ",") and lower[apposed : apposed + 1] in (["a"], ["an"]):
        noun = apposed + 1
        while noun < context.high and context.tokens.classes[noun] in "nN" and lower[noun] not in context.lexicon.works:
            noun += 1
        return "title" if noun < context.high and lower[noun] in context.lexicon.works else None
    return None


def title_by(context: QuoteContext) -> str | None:
    """The author stands after the quote: “The Long Way,” by Anna Lee."""
    lower, at = context.tokens.lower, context.place + 1
    if context.right[:1] == ",":
        at += 1
    elif context.final != ",":
        return None
    at_name = at + 1 + (lower[at + 1 : at + 2] == ["the"])
    if at_name >= context.high or lower[at] != "by" or not context.tokens.words[at_name][:1].isupper():
        return None
    return "title" if context.words[0].isupper() or not context.words[0].isalpha() else None


def cross_reference(context: QuoteContext) -> str | None:
    """The reader is sent to another text: (see ‘A long winter’); Also read: “A long winter”."""
    lower = context.tokens.lower[context.low : context.place]
    if lower[-1:] == ["see"]:
        return "title" if context.left[-2:-1] in tuple("(;") and context.right[:1] == ")" else None
    if len(lower) > 4 or context.right or not lower:
        return None
    return "title" if " ".join(lower).rstrip(" :|-–—>") in context.lexicon.pointers else None


def title_after_preposition(context: QuoteContext) -> str | None:
    """Words capitalised as a title follow a preposition or a possessor: on “Meet the Town,” NTV’s “Meet the Town”."""
    if not context.titled or _rule(context) in (
        "before_quote.cue_beside",
        "before_quote.what_called",
        "colon.label",
    ):
        return None
    i = _before(context)
    before = context.tokens.classes[i] if i >= context.low else ""
    if (before == "S" and context.right[:1] != "n") or (
        before in "It" and before and context.tokens.lower[i] not in ("as", "of", "to") and not _voiced(context)
    ):
        return "title"
    return None


def title_unreported(context: QuoteContext) -> str | None:
    """Words capitalised as a title that no cue reports."""
    rule = _rule(context)
    if context.titled and _voiced(context):
        return None  # chants of “Build It Now”
    if context.titled and context.place > context.low and context.tokens.lower[context.place - 1] in ("told", "tells"):
        return "title"  # “I am tired,” she told “Sunday Table.”
    if context.titled and rule in _DISTANT and context.left[-1:] in tuple(",-(&"):
        return "title"  # Sung by Ana Lee, “The Long Way” won
    if rule == "before_quote.outermost_cue" and context.left[-1:] == "D":
        return None  # Lee said the “Stop the Mill” movement had lost
    if context.titled and (rule in _GUESSED or rule in _LOOSE):
        return "title"
    return None


def _speaks_from_a_sign(context: QuoteContext) -> bool:
    """The source is a sign: A sticker on her car, parked outside, read “…”; There were signs. “…,” read one."""
    answer, lexicon = context.decision and context.decision.answer, context.lexicon
    if not answer or not answer.source:
        return False
    text = context.document.text
    if answer.cue and answer.cue.of(text).lower() not in lexicon.reading:
        return False
    source = answer.source.of(text).lower()
    if source in _SIGN_PRONOUNS:
        since = 0 if source != "it" else context.tokens.sentence_of(context.low - 1)[0] if context.low else context.low
        return not lexicon.signs.isdisjoint(context.tokens.lower[since : context.low])
    head = ""
    for word in source.split():
        kind = lexicon.classes.get(word)
        if kind in ("I", "t", "W", "U") or (kind == "g" and head in lexicon.people):
            break  # a man |wearing a red hat|
        head = word.strip(",")
    return answer.cue is not None and head in lexicon.signs


_SIGN_PRONOUNS = frozenset(("it", "one", "another", "others", "some"))


def in_capitals(context: QuoteContext) -> str | None:
    """Words in capitals that nobody is reported to say: a sheet of paper says “DO NOT DRINK”."""
    if not context.words.isupper() or context.length < 2 or context.quote.paragraph < context.document.lead:
        return None
    source = context.decision.answer.source if context.decision else None
    if source is None:
        return "slogan"
    words = source.of(context.document.text).partition(" of ")[0]
    last = words.lower().split()[-1]
    people = last in _SPEAKERS or last in context.lexicon.people or last.removesuffix("s") in context.lexicon.people
    named = words.split()[-1][:1].isupper() and last not in ("it", "one")  # It said “CLOSED”
    cried = last in ("another", "others") and _rule(context) in _AFTER_QUOTE  # “NO,” wailed another
    letters = context.lexicon.letters - context.lexicon.signs
    written = any(word in letters for word in words.lower().split())  # A note left behind read: “SORRY”
    return None if people or named or cried or written else "slogan"


_SPEAKERS = frozenset(("he", "she", "they", "who", "i", "we", "you"))


def on_a_sign(context: QuoteContext) -> str | None:
    """The words stand on a sign, a shirt, a wall: a banner that read “…”; chalked “…” on the road."""
    classes, lower, signs = context.tokens.classes, context.tokens.lower, context.lexicon.signs
    at = context.place + 1
    at += context.right[:2] in ("nn", "Nn")
    button = at < context.high and lower[at] in context.lexicon.marked and context.words[0].islower()
    if at < context.high and lower[at] in signs and not button:
        return None if _rule(context) in _AFTER_QUOTE else "slogan"  # in “No Mine” T-shirts, a “Lee” campaign pin
    if _speaks_from_a_sign(context):
        return "slogan"
    reads: set[str] = set()
    for i in range(context.place - 1, max(context.low, context.place - 9) - 1, -1):
        panel = lower[i] in context.lexicon.panels and reads & {"read", "reads", "reading"}
        if panel or (lower[i] in signs and classes[i] != "v"):
            start = i
            while start > context.low and classes[start - 1] in "DnN#S":
                start -= 1
            before = classes[start - 1] if start > context.low else ""
            told = before == "C" and start - 2 >= context.low
            somebody = before in ("I", "g") and (
                classes[start - 2] == "N" or lower[start - 2] in context.lexicon.people
            )
            worn = somebody and not reads.isdisjoint(("said", "says"))
            return None if told or worn else "slogan"  # told the board “…”; the man in the cap said “…”
        if lower[i] in context.lexicon.reading:
            reads.add(lower[i])
        elif lower[i] == "and" and classes[i - 1] == "Q":
            continue  # signs reading “No” and “Never”
        elif classes[i] not in ",:-DQnNIR(#" or lower[i] in ("of", "and"):
            return None
    return None


def gloss(context: QuoteContext) -> str | None:
    """The quoted words translate or spell out others: Latin for “peace”; pronounced “lee”."""
    lower, i = context.tokens.lower, context.place - 1
    if i <= context.low or context.length > 12:
        return None
    if lower[i] == "pronounced" or (lower[i] in ("as", "to") and lower[i - 1] in ("translated", "translates")):
        return "word"
    if lower[i] in ("means", "meaning", "meant"):
        of_a_word = (context.lexicon.naming | context.lexicon.names) & set(lower[max(context.low, i - 4) : i])
        return "word" if of_a_word else None  # the name means “little stone”
    return "word" if lower[i] == "for" and lower[i - 1] in context.lexicon.tongues else None


def written_mark(context: QuoteContext) -> str | None:
    """A mark, a grade, a vote or the text of a button: rated “hold”; a “no” vote; click “sign up”; marked “urgent”."""
    if context.length > 3 or context.place <= context.low or _rule(context) == "before_quote.passive":
        return None  # a school rated “inadequate” by the inspectors
    classes, lower, i = context.tokens.classes, context.tokens.lower, context.place - 1
    if classes[i - 1] == "Q" and lower[i] in ("to", "from", "or", "and") and i - 1 > context.low:
        before = context.neighbours[context.index - 1].refusal
        return "word" if before and before.rule == "speech.written_mark" else None  # to “hold” from “buy”
    if context.right and lower[context.place + 1] in context.lexicon.marked and context.left[-1:] in tuple("DSnN"):
        return "word"
    if lower[i] in ("to", "from", "as", "under", "on", "a", "an", "it", "the", ",") and i - 1 > context.low:
        i -= 1
    return "word" if lower[i] in context.lexicon.marking else None


def so_called(context: QuoteContext) -> str | None:
    """The author says that others call it so: the so-called “experts” were wrong."""
    if context.place <= context.low or context.length > 4:
        return None
    return "scare-quote" if context.tokens.lower[context.place - 1] == "so-called" else None


def word_as_word(context: QuoteContext) -> str | None:
    """The sentence speaks of the word itself, and nobody is reported to say it: the term “…” dates from 1920."""
    lower, naming = context.tokens.lower, context.lexicon.naming
    listed = "such" in lower[context.low : context.place] and naming & set(lower[context.low : context.place])
    if context.length <= 4 and listed and _rule(context) not in _REPORTED:
        return "word"  # emails with words such as “harbour,” “dredge”
    i = context.place - 1
    if context.length > 4 or i <= context.low or lower[i] not in naming:
        return None
    if _rule(context) in _REPORTED:
        return None
    subject = context.right[:1] in tuple("XVC") or lower[i - 2 : i - 1] in (["if"], ["that"], ["whether"], ["with"])
    return "word" if subject or _rule(context) in _GUESSED else None  # Lee said the word “cheap” was banned


def named_so(context: QuoteContext) -> str | None:
    """The word “name” stands before the quote: sold under the name “Salt Lick”."""
    i = context.place - 1
    if i <= context.low or _rule(context) in _REPORTED:
        return None
    signed = context.tokens.lower[i] == "signed" and context.words[0].isupper()
    if context.tokens.lower[i] not in context.lexicon.names and not signed:
        return None
    return "name" if context.length <= 6 and context.final not in "?!" else None


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
    if not introduced or not context.words[0].isupper() or context.final in ".?!":
        return None
    return "title" if lower[i] in ("titled", "entitled", "headlined") else "name"  # a post titled “Why I left”


def scare_quote(context: QuoteContext) -> str | None:
    """A few words within a sentence that reports nothing: the so-called “experts” were wrong."""
    rule = _rule(context)
    if context.words[0].isupper() and (context.final in "?!" or (context.final == "," and not context.left)):
        return None  # “What if,” she began, …
    if _voiced(context):
        return None  # a chorus of “no way”
    few = 4 if rule is None else 2  # of three words or more that a clause with a subject holds, 70 % are speech
    if rule in _GUESSED and context.length <= few and not (context.alone and context.final in ",.?!"):
        return "scare-quote"
    return None


RULES: tuple[Rule[QuoteContext, str], ...] = (
    Rule("speech.no_words", no_words),  # “…”
    Rule("speech.attribute_value", attribute_value),  # <a href="…">
    Rule("speech.heading", heading, SINGLE),  # ‘A Hard Choice’
    Rule("speech.pull_quote", pull_quote, ALONE),  # “We won’t move.” where the article has it elsewhere
    Rule("speech.signature_within", signature_within, UNOPENED),  # Anna Lee, clerk of the council.”
    Rule("speech.nickname", nickname, SHORT_LEFT),  # Joe “Duke” Lee
    Rule("speech.named_source", named_source, CUE_BESIDE),  # …, notes ‘The Meridian’
    Rule("speech.known_as", known_as, WORD_LEFT),  # a drummer known as “Thumper”
    Rule("speech.on_a_sign", on_a_sign, SLOGAN),  # a banner that read “Enough”
    Rule("speech.in_capitals", in_capitals),  # a sheet of paper says “DO NOT DRINK”
    Rule("speech.title_of_work", title_of_work, TITLED),  # the film “The Long Way”
    Rule("speech.title_by", title_by, BY),  # “The Long Way,” by Anna Lee
    Rule("speech.cross_reference", cross_reference, REFERRED),  # (see ‘A long winter’)
    Rule("speech.title_after_preposition", title_after_preposition, TITLED),  # on “Meet the Town”
    Rule("speech.title_unreported", title_unreported, TITLED),  # “The Long Way” won
    Rule("speech.named_thing", named_thing, WORD_LEFT),  # a website called “Island for Sale”
    Rule("speech.named_so", named_so, WORD_LEFT),  # under the name “Salt Lick”
    Rule("speech.gloss", gloss, WORD_LEFT),  # Latin for “peace”
    Rule("speech.written_mark", written_mark, SHORT_LEFT),  # a “no” vote
    Rule("speech.so_called", so_called, SHORT_LEFT),  # the so-called “experts”
    Rule("speech.word_as_word", word_as_word, SHORT_LEFT),  # the term “fairness”
    Rule("speech.scare_quote", scare_quote, SHORT),  # the “experts” were wrong
)

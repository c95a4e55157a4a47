"""Statements, letters, filings: whose they are."""

from __future__ import annotations

import regex

from onrecord.languages import lexicon as lx
from onrecord.model import Span
from onrecord.resolve.antecedent import subject_near
from onrecord.resolve.context import ResolutionContext
from onrecord.resolve.entities import Entity
from onrecord.resolve.phrase import singular

_AUTHOR = regex.compile(
    r"(?:,? [“‘\"'][^\n“‘]{1,80}[”’\"'],?)?"
    r"(?:,|,? (?!obtained|reviewed|viewed|received|commissioned|requested)"
    r"(?:\w+ed|sent|written|made|put)(?: [\p{L}\p{N}]+){0,4}(?= by))? (?:from|by|of|for) (?:the )?"
)
# What somebody does who makes one: “Lee sued … The complaint said”.
_MAKES = {
    "complaint": ("sued", "filed suit"),
    "lawsuit": ("sued",),
    "suit": ("sued",),
    "letter": ("wrote", "has written"),
    "email": ("emailed", "e-mailed"),
    "e-mail": ("emailed", "e-mailed"),
    "message": ("messaged", "texted", "emailed", "e-mailed"),
    "text": ("texted",),
    "tweet": ("tweeted",),
    "post": ("posted",),
}
_LOOK_BACK = 2500
"""How far before it, in characters, a statement may first have been spoken of."""
_NAME_LENGTH = 60
_MOST_LED = 3
_CAME = " came"
_FRONTED = regex.compile(r"In (?:its|his|her|their|an?)(?: [\p{L}-]+)? ")
_FROM = regex.compile(r" (?:from|by) ")


def of_name(context: ResolutionContext) -> Entity | None:
    """The author stands beside it: "the FHA statement", "Lee's letter", "a letter from Lee"."""
    for mention in context.names if _document(context) else ():
        between = context.document.text[context.head_span.end : mention.first]
        if context.lists.platforms.intersection(mention.name.words[-1:]):
            continue  # a WhatsApp message
        if mention.end <= context.head_span.end or _AUTHOR.fullmatch(between):
            return context.entities.meant(mention)
    if not _document(context):
        return None
    author = author_after(context, context.head_span.end)
    return author or (None if context.definite else _sent_by(context, context.mention.start))


def author_after(context: ResolutionContext, end: int) -> Entity | None:
    """Whose a document is by what follows it: "from Lee", "by the health agency"."""
    entities, author = context.entities, _AUTHOR.match(context.document.text, end)
    if author is None:
        return _who_wrote(context, end)
    for mention in entities.mentions.between(author.end(), author.end() + _NAME_LENGTH):
        led_up = context.document.text[author.end() : mention.first].split()
        if led_up and not (_FROM.search(author[0]) and _led_up(context, led_up)):
            continue
        if entity := entities.meant(mention):
            return entity
    start = author.end() - (4 if author[0].endswith("the ") else 0)
    phrase = entities.discourse.opening(Span(start, author.end() + _NAME_LENGTH))
    found = entities.described(phrase, context.spoken) if phrase else None
    return found if found and found.kind in ("organization", "group") else None


def _who_wrote(context: ResolutionContext, end: int) -> Entity | None:
    """Whose a document is by the clause that follows it: a note |that Lee sent|, a report a scout, Lee, wrote."""
    entities, wrote = context.entities, _WROTE.match(context.document.text, end)
    for mention in reversed(entities.mentions.between(end, wrote.end())) if wrote else ():
        if wrote and context.document.text[mention.end : wrote.end()].removeprefix(",").strip() in _MAKING:
            return entities.meant(mention)
    return None


_WRITING = ("sent", "wrote", "written", "posted", "filed")
_MAKING = frozenset(f"{had}{verb}" for had in ("", "had ", "has ") for verb in _WRITING)
_WROTE = regex.compile(rf" (?:(?:that|which) )?[^.;“”\n]{{0,50}}?\b(?:{'|'.join(_WRITING)})\b")


def _led_up(context: ResolutionContext, words: list[str]) -> bool:
    """Whether words may stand between "by" and the name of an author: by |the consultants| Lee & Orr."""
    classes, kinds = context.entities.discourse.classes, (lx.NOUN, lx.DETERMINER, lx.TITLE)
    *before, last = words
    words = [*before, last.rstrip(",")]  # from their insurer, Lee & Orr
    return len(words) <= _MOST_LED and all(word.islower() and classes.get(word, lx.NOUN) in kinds for word in words)


def of_possessor(context: ResolutionContext) -> Entity | None:
    """Words that somebody is said to have: "her letter", "Lee's bottom line", "the company's answer"."""
    if not context.nominal or context.possessor is None:
        return None
    head, lists = context.head, context.lists
    one = singular(head)
    if head in lists.about_somebody or (context.possessor.kind == "unnamed" and one not in lists.statements):
        return None
    if (
        head not in lists.statements
        and one not in lists.statements
        and (
            head.endswith(_PEOPLE)
            or head in lists.plural_people
            or any({head, one} & kind for kind in (lists.titles, lists.callings, lists.relations, lists.epithets))
            or not lists.organization_nouns.isdisjoint((head, one))
        )
    ):
        return None
    return context.possessor


_PEOPLE = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ant", "ants", "men", "man")
"""A noun that ends so is for somebody: "Lee's backers"."""


def before(context: ResolutionContext) -> Entity | None:
    """It was spoken of before: its author there, or the subject of that sentence."""
    if not _document(context) or not context.definite:
        return None
    entities, text = context.entities, context.document.text
    if text.startswith(_CAME, context.head_span.end):  # the answer came, if not from Lee, from whom she had written to
        return author_after(context, context.head_span.end + len(_CAME)) or context.organization_before
    low = max(0, context.mention.start - _LOOK_BACK)
    words = "|".join((regex.escape(context.head), *_MAKES.get(context.head, ())))
    found = regex.finditer(rf"\b(?:{words})\b", text[low : context.mention.start])
    starts = [low + place.start() for place in found]
    starts = [
        one for one in reversed(starts) if not entities.mentions.quoted(one) and not entities.mentions.headline(one)
    ]
    for start in sorted(starts, key=lambda one: _said_again(context, one)):  # where it is introduced, first
        named = text.startswith(context.head, start)
        author = (author_after(context, start + len(context.head)) or _sent_by(context, start)) if named else None
        if author:
            return author
        phrase = entities.discourse.phrase_before(start - 5) if text[start - 5 : start] == " who " else None
        if phrase:
            return entities.described(phrase, context.spoken)
        subject = _of_fronted(context, start) or subject_near(entities, start, context.spoken)
        if subject is None and _organization_opens(context, start):
            subject = context.organization_before
        if subject and (subject.kind != "unnamed" or text.startswith(_A, start - 2)):
            return subject  # an officer sent them a notice; but: the officer read the long notice
    return None


_A = "a "


def _said_again(context: ResolutionContext, position: int) -> bool:
    """Whether what stands at a place was introduced before: the (long) |report|."""
    phrase = context.entities.discourse.phrase_before(position)
    return phrase is not None and phrase.of(context.document.text).lower().startswith(("the ", "this ", "that "))


def _sent_by(context: ResolutionContext, position: int) -> Entity | None:
    """Who made a document by what is said of it soon after: a memo … The document was sent in May by |Anna Lee|."""
    entities, text = context.entities, context.document.text
    for made in _MADE.finditer(text, position, position + _SAID_SOON):
        main = entities.discourse.main_subject(entities.discourse.sentence_at(made.start()).start)
        noun = main.of(text).lower().split()[-1] if main and main.start > position else ""
        if noun != "it" and noun not in context.lists.statements:
            continue
        for mention in entities.mentions.between(made.end(), made.end() + _NAME_LENGTH):
            led_up = text[made.end() : mention.first].split()
            return entities.meant(mention) if not led_up or _led_up(context, led_up) else None
    return None


_MADE = regex.compile(
    r"\b(?:was|were|been) (?:\p{Ll}+ly )?"
    r"(?:sent|written|drafted|signed|prepared|compiled|issued|published|produced|led)\b[^.;“”\n]{0,60}? by (?:the )?"
)
_SAID_SOON = 600


def _of_fronted(context: ResolutionContext, position: int) -> Entity | None:
    """Whose a document at a place is, before the subject of its sentence: "In its order, the court noted"."""
    entities, text = context.entities, context.document.text
    start = entities.discourse.sentence_at(position).start
    if not _FRONTED.fullmatch(text, start, position):
        return None
    main = entities.discourse.main_subject(start)
    return entities.described(main, context.spoken) if main and main.start > position else None


def _organization_opens(context: ResolutionContext, position: int) -> bool:
    """Whether a sentence begins with an organization not named: "The alliance said in a statement"."""
    sentence = context.entities.discourse.sentence_at(position)
    words = sentence.of(context.document.text)[:40].lower().split()[:4]
    return words[:1] == ["the"] and bool(context.lists.organization_nouns & set(words))


_OF_MANY = ("platform", "manifesto", "resolution", "ruling", "constitution", "poll", "survey", "audit", "study")
"""Documents that no single person speaks in: whoever spoke last did not make the platform."""


def of_speaker(context: ResolutionContext) -> Entity | None:
    """Nothing was said of it before: whoever spoke last, in its paragraph or the one before."""
    last = context.spoken.last() if _document(context) and context.definite else None
    if last is None or context.head in _OF_MANY:
        return None
    span, entity = last
    distance = context.document.paragraph_at(context.mention.start) - context.document.paragraph_at(span.start)
    return entity if distance in (0, 1) else None


def _document(context: ResolutionContext) -> bool:
    return context.nominal and context.head in context.lists.statements

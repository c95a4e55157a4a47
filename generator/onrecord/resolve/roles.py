"""What an article says a person is: before the name or in apposition after it, in the article's words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import regex

from onrecord.find.characters import characters
from onrecord.find.mentions import NameMention
from onrecord.find.name_words import name_words
from onrecord.find.names import bare
from onrecord.languages import lexicon as lx
from onrecord.resolve.beside import past_degrees
from onrecord.resolve.context import ResolutionContext
from onrecord.resolve.entities import Entities, Entity
from onrecord.resolve.phrase import are_people, head_end, singular, words_of

# “Anna Lee (D-Ohio), a …”   “Anna Lee, 58, a …”   “Anna Lee, D-Ohio, a …”   “Anna Lee, who is a …”
# “Anna Lee, 58, of Mill Road, Ghent, a …”
_APPOSITION = regex.compile(
    r"(?: \([^()\n]{1,40}\))?(?:, ?[RDI]-\p{Lu}[\p{L}.]+(?=,)|, ?\d\d(?=,))?"
    r"(?:, (?:of|from) \p{Lu}[^,;:()\n“”\"–—]{1,30}(?:, \p{Lu}[^,;:()\n“”\"–—]{1,30})?(?=, (?:an?|the|who) ))?"
    r"(?:,| ?[-–—]{1,2}) *+(?:who (?:is|was|became|ha[sd] been|serve[sd] as|work(?:s|ed) as) )?+"
    r"(?!who\b|which\b|whose\b)(?P<role>[^,;:()\n“”\"–—]+)"
)
_BRACKETED = regex.compile(r" \((?P<role>\p{L}[^,;:()\n“”\"]{2,60})[,)]")
# “Anna Lee is a …”   “Anna Lee, 58, was executive director of …”
_PREDICATE = regex.compile(
    r"(?:, ?\d\d,)? (?:is|was) (?:(?:now|also|currently) )?"
    r"(?P<role>(?!one )(?:an? |the |\p{Ll}+(?: \p{Ll}+)? (?=(?:of|at|for) ))[^,;:()\n“”\"–—]+)"
)
# What ends it sooner than a mark does; the stop before what it may not belong to, as re looks for one mark quickly.
_ENDS_APPOSITION = re.compile(
    rf"\.(?<!\b{characters('Lu')}\.)(?<!\.{characters('Lu')}{characters('Ll')}\.)"
    r"(?<!\bSen\.)(?<!\bRep\.)(?<!\bGov\.)(?<!\bGen\.)(?<!\bMrs\.)"
    r"(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\b[FMS]t\.)(?:\s|$)| and (?:an?|the|runs) "
    r"| (?:who|whose|whom|which|that|where|when|while|until|said|says|told|added|wrote|he|she|they)\b"
    r"| (?:now|then) (?:an?|at|in|the|with)\b"
)
_BEFORE_APPOSITION = (",", " (", " -", " –", " —", "-", "–", "—")
"""How what follows the name begins: most names have no apposition."""
_NO_APPOSITION = (", “", ', "', ",”", ", and ", ", but ", ", said", ", in ", ", which", ", whose", ", whom", ", to ")
"""What follows a name and is none of its roles."""
_NO_ROLE_BEFORE = (".", "\n", "”", '"', ":", "")
"""How what precedes the space before a name ends, where no role does."""
_AFTER_ROLE = regex.compile(r"[,.)—]| sai?d\b")
_NO_NOUN = frozenset((lx.AUXILIARY, lx.CUE, lx.VERB, lx.PRONOUN, lx.PREPOSITION, lx.SUBORDINATOR))
_AGENT = regex.compile(
    r"..(?:er|ist|man|woman|mistress|ician|eer|smith|wright)$|^cook$"
)  # Anna Lee, a basket weaver: any noun for who does something
_AFTER_VERB = frozenset((lx.TO, lx.DETERMINER, lx.PREPOSITION))  # Anna Lee, hoping to be mayor, said
_FINITE = frozenset((lx.AUXILIARY, lx.CUE, lx.VERB))
_ONE_OF = regex.compile(r"\b[Oo]ne of (?:[\p{L}’'-]+ ){1,6}?(\p{L}+s)(?=$| (?:of|for|at|in|on|with) )[^,.;:“”\"]*$")
_OF_OFFICE = regex.compile(r"\b(\p{L}[\p{L}-]*) (?:of|for|at|to)\b")
_ENDED = regex.compile(r"[,;:()\n“”\"–—]|(?<!\b\p{Lu})\. ")
_OF_TWO = ("elder", "younger", "older")
_WHOSE = ("his", "her", "their", "its")
_CUT_OFF = regex.compile(r" (?:of|for|at|in|on|with|from|to|and)$")  # the author |of| “Going Home”, Anna Lee
_AGED = regex.compile(r"^(?:\d{1,3}|\p{Ll}+)-year-old ")
"""How old somebody is says nothing of what they are: a |70-year-old| weaver."""
_FIRST_LADY = ("First Lady", "first lady")
_FROM = regex.compile(r"(?:from|of|in|at) ")
_LETTERS = re.compile(rf" ({characters('Lu')}{{2,3}})\b")
_OF_PLACE = re.compile(rf" of {characters('Lu')}{characters('L')}+(?: {characters('Lu')}{characters('L')}+)?(?=, the )")
_INITIALS = re.compile(rf", {characters('Lu')}{{2,8}}\Z")  # the chairman of the Harbor Forum, |HF|, Anna Lee
_LONGEST_INITIALS = 10
_FIELD = re.compile(rf" (?:of|for) ({characters('Ll')}+(?: {characters('Ll')}+){{0,2}})\Z")
_NAMED_SO = regex.compile(r" (?:sur)?named $")
_AND = regex.compile(r"(\p{L}[\p{L}-]*) and $")
_LONGEST_ROLE = 30
_LONGEST_OFFICE = 90
_INTRODUCED = 8
"""Within how many mentions of a name, those in full first, its role stands."""
_WORDS_BACK = 10


def role(entities: Entities, entity: Entity, mention: NameMention | None) -> str | None:
    """The role nearest to ``mention``: with it, else with the first mention of the entity that has one."""
    if entity.kind != "person":
        return None
    found = at(entities, mention) if mention else None
    if found is None or _slight(entities, found):
        known = entities.roles
        if entity.name not in known:
            known[entity.name] = _most_given(entities, entity)
        found = known[entity.name] or found
    return found


def _slight(entities: Entities, role: str) -> bool:
    """Whether a role says little, so that another is sooner given: Rev. Omar Diaz, |the pastor of a church|."""
    return role.rstrip(".").lower() in entities.words.slight_titles


def _most_given(entities: Entities, entity: Entity) -> str | None:
    """The role that most introductions of a person give, the first of equals: not what a caption alone calls her."""
    mentions = entities.introductions(entity, _INTRODUCED) + _captions(entities, entity)
    roles = [role for m in mentions if (role := at(entities, m))]
    roles = [role for role in roles if not _slight(entities, role)] or roles
    if not roles or _slight(entities, roles[0]):
        roles = [role for m in mentions if (role := _predicated(entities, m))] or roles
    if len(roles) < 2:
        return roles[0] if roles else None
    heads = Counter(map(_head, roles))
    return max(roles, key=lambda role: heads[_head(role)])


def _captions(entities: Entities, entity: Entity) -> list[NameMention]:
    """Where captions and leads so full of names that they could be headlines introduce a person by the full name."""
    document, words = entities.document, entity.words
    found: list[NameMention] = []
    for mention in entities.mentions.with_word(words[-1]) if words else ():
        if mention.body or mention.name.words != words or entities.mentions.quoted(mention.start):
            continue
        paragraph = document.paragraph_at(mention.start)
        if paragraph and document.text[document.paragraphs[paragraph].end - 1] == ".":
            found.append(mention)
    return found[:_INTRODUCED]


def _head(role: str) -> str:
    return role.replace("-", " ").rstrip(".").rpartition(" ")[2].lower()


def role_words(entities: Entities, entity: Entity) -> frozenset[str]:
    """The words of every role that the article gives a person, abbreviations written out."""
    known = entities.role_words.get(entity.name)
    if known is None:
        words: set[str] = set()
        for mention in entities.introductions(entity, _INTRODUCED):
            for phrase in (before(entities, mention), after(entities, mention)):
                for word in phrase.split() if phrase else ():
                    words.update((bare(word), *entities.words.expansions.get(bare(word), ())))
        known = entities.role_words[entity.name] = frozenset(words)
    return known


def holds_now(context: ResolutionContext, entity: Entity) -> bool:
    """Whether a person holds what a mention says to be over, while another is spoken of: "the former governor"."""
    near = context.antecedent if "former" in context.words else None
    if near is None or not near.subject or near.entity == entity:
        return False
    return "former" not in role_words(context.entities, entity)


@cache
def _offices(language: str, head: str) -> frozenset[str]:
    expansions = name_words(language).expansions
    heads = {head, *expansions.get(head, ())}
    every = {*expansions, *(long for longs in expansions.values() for long in longs)}
    alike = heads | {word for word in every if heads & {word, *expansions.get(word, ())}}
    return frozenset(alike | {*name_words(language).stands_for.get(head, ())})


def same_office(entities: Entities, head: str) -> frozenset[str]:
    """A role and the words that stand for it too: senator, Sen."""
    return _offices(entities.document.language, head)


def at(entities: Entities, mention: NameMention) -> str | None:
    """The role that stands with one mention of a name."""
    known, text, first = entities.roles_at, entities.discourse.text, mention.first
    if (
        text[first - 2 : first - 1] in _NO_ROLE_BEFORE
        and not mention.name.title
        and not text.startswith(_BEFORE_APPOSITION, _past_honours(entities, mention.end))
    ):
        return None  # as most do: neither rule has anything to read
    if mention.start in known:
        return known[mention.start]
    found = before(entities, mention)
    slight = found if found and _slight(entities, found) else None
    if found is None or slight or only_relation(entities, found):  # her husband, Omar Diaz, a farmer,
        found = after(entities, mention)
        head = words_of(found[: head_end(found, entities.words)])[-1:] if found and slight else []
        if found is None or not entities.words.partisans.isdisjoint(head):
            found = slight or found  # Rep. Lee, a Democrat
        if found and only_relation(entities, found):
            found = slight
    known[mention.start] = found
    return found


def only_relation(entities: Entities, role: str) -> bool:
    """Whether a role only says "wife", "her eldest son" or "the boy’s mother": of whom, but not what."""
    *whose, noun = role.lower().split(" ")
    noun = noun.removeprefix("great-").partition("-of-")[0]
    return noun.removeprefix("ex-") in entities.words.relations and all(
        word in _WHOSE or word in entities.words.of_relations or word.endswith(("'s", "’s", "s'", "s’"))
        for word in whose
    )


def before(entities: Entities, mention: NameMention) -> str | None:
    """The role before a name: Freedonia's prime minister Anna Lee; the union's lawyer, Anna Lee, said."""
    text, end, title = entities.discourse.text, mention.first, mention.name.title
    while title and bare(title.rpartition(" ")[2]) in entities.words.honorifics and not title.endswith(_FIRST_LADY):
        title = title.rpartition(" ")[0]  # Chief Nursing Officer Dr. Anna Lee
    titled = bool(title) and _names_office(entities, title)
    if text[end - 2 : end] == ", " and _AFTER_ROLE.match(text, mention.end):
        end -= 2
        if initials := _INITIALS.search(text, end - _LONGEST_INITIALS, end):
            end = initials.start()
        found = _office(entities, end, holder=titled) or _one_of(entities, text[max(0, end - _LONGEST_OFFICE) : end])
        if found:
            return found
        if titled and _slight(entities, title):
            start, last = _roles_start(entities, end), text[max(0, end - _LONGEST_ROLE) : end].rpartition(" ")[2]
            if last.lower() in entities.words.callings and text.startswith(("The ", "the "), max(0, start - 4)):
                return _clean(text[start:end], entities)  # The district commander, Supt. Anna Lee,
    elif not titled and (described := _described_so(entities, end)):
        end = described
    if titled:
        return _clean(text[_roles_start(entities, mention.first) : mention.first + len(title)], entities)
    word = text[max(0, end - _LONGEST_ROLE) : end].rstrip(" ").rpartition(" ")[2]
    if word.lower() in _OF_TWO and len(mention.name.words) == 1 and text.endswith("the ", 0, end - len(word) - 1):
        return None  # the elder Lee said
    if word.lower() not in entities.words.callings and word.lower() not in entities.words.epithets:
        return _office(entities, end - 1, holder=False) if _of_field(entities, end - 1) else None
    return _clean(text[_roles_start(entities, end) : end], entities)


def _described_so(entities: Entities, name: int) -> int | None:
    """Past the description that a name is given to: a banker |named Anna Lee, a trader |, who identified herself as"""
    text = entities.discourse.text
    if named := _NAMED_SO.search(text, max(0, name - _LONGEST_ROLE), name):
        return named.start() + 1
    known = entities.words.known_as.search(text, max(0, name - _LONGEST_OFFICE), name + 1)
    who = (
        text.rfind(" who ", max(0, name - _LONGEST_OFFICE), known.start() + 1) if known and known.end() == name else -1
    )
    return None if who < 0 else who - 1 if text[who - 1] == "," else who + 1


def _of_field(entities: Entities, end: int) -> bool:
    """Whether an office ends at a place with what it is for: associate professor of |history| Anna Lee."""
    text, low = entities.discourse.text, max(0, end - _LONGEST_ROLE)
    if text.find(" of ", low, end) < 0 and text.find(" for ", low, end) < 0:
        return False
    match = _FIELD.search(text, low, end)
    return match is not None and all(entities.discourse.classes.get(word) is None for word in match[1].split())


def _names_office(entities: Entities, title: str) -> bool:
    """Whether what stands before a name says what its bearer is: not "Neither Anna Lee", nor "Mr. Lee"."""
    words = [bare(word) for word in title.split()]
    if words[-1] in entities.words.honorifics and not title.endswith(_FIRST_LADY):
        return False
    lists = entities.words
    known = lists.titles, lists.before_given, lists.callings, lists.epithets
    return any("-" in word or word in kind or singular(word) in kind for word in words for kind in known)


def _roles_start(entities: Entities, end: int) -> int:
    """Where the roles begin that end at a place, of two that "and" joins the first: Founder and CEO Anna Lee.

    Not where an article goes right before them: the mayor and treasurer Anna Lee may be two.
    """
    text, start = entities.discourse.text, _phrase_start(entities, end)
    match = _AND.search(text, max(0, start - _LONGEST_ROLE), start)
    if match is None or match[1].lower() not in entities.words.callings:
        return start
    first = _phrase_start(entities, match.end(1))
    before = text[max(0, first - _LONGEST_ROLE) : first].split(" ")[-2:-1]
    classes = entities.discourse.classes
    return start if before and classes.get(before[0].lower()) == lx.DETERMINER else first


def _office(entities: Entities, end: int, *, holder: bool) -> str | None:
    """The office that ends at a place, with what it is of: the mayor of Omaha, Anna Lee; the curator of maps, Dr Lee.

    ``holder``: only one that is said to be the only one, so that it says more than a title.
    """
    text, classes = entities.discourse.text, entities.discourse.classes
    for match in _OF_OFFICE.finditer(text, max(0, end - _LONGEST_OFFICE), end):
        rest = text[match.end() : end]
        if match[1].lower() not in entities.words.callings or _ENDED.search(rest):
            continue
        start = _phrase_start(entities, match.end(1))
        if any(classes.get(word) in _FINITE for word in rest.split()):
            continue
        if not holder or text[:start].endswith(("the ", "The ")):
            return _clean(text[start:end], entities)
    return None


def _one_of(entities: Entities, before: str) -> str | None:
    """What ends in one of several who have a role: One of the union’s lawyers, Anna Lee, said."""
    match = _ONE_OF.search(before)
    return match[0] if match and singular(match[1].lower()) in entities.words.callings else None


def _phrase_start(entities: Entities, end: int) -> int:
    """Where the noun phrase that ends at ``end`` begins, with the body that it is of: |Bank of Omaha| governor."""
    words, text = entities.words, entities.discourse.text
    low = entities.document.paragraphs[entities.document.paragraph_at(end)].start
    low = entities.mentions.headings.get(low, low)
    start = _nouns_start(entities, low, end)
    body = _BODY.search(text, max(low, start - _LONGEST_ROLE), start) if start < end and text[start].isupper() else None
    noun = body[1].lower() if body else ""
    if body is None or (noun not in words.organization_nouns and not are_people(noun, words)):
        return start
    return _nouns_start(entities, low, body.end(1))  # former |Bank of Omaha| governor; |Accountants of Omaha|’s head


def _nouns_start(entities: Entities, low: int, end: int) -> int:
    """Where the nouns, adjectives and possessors begin that go up to ``end``, not before ``low``."""
    words, discourse = entities.words, entities.discourse
    start = end
    for _ in range(_WORDS_BACK):
        place, word = discourse.word_before(low, start)
        if word == "." and (short := _SHORTENED.search(discourse.text, max(low, place - 7), place + 1)):
            place, word = short.start(), short[0].rstrip(".")
        elif word == "&" or (word in "'’" and discourse.text[place - 1 : place] == "s"):
            place, word = discourse.word_before(low, place)  # |Orr| & |Sons’| spokesman
        if not word or not word[-1].isalnum() or (discourse.text[start - 1 : start] != " " and start < end):
            break
        word = word.lower()
        known = word in words.titles or word in words.organization_nouns or _names_kind(entities, word, low, place)
        known = known or (start == end and word in words.callings)  # forward Anna Lee
        lower = discourse.text[place].islower()
        if (
            (lower and word.endswith("ed") and not known and _after_name(entities, word, low, place))
            or (lower and not known and discourse.classes.get(word, lx.NOUN) not in (lx.NOUN, lx.VERB_ING))
            or word in words.openers
            or discourse.classes.get(word) == lx.TIME
        ):
            break  # On Monday chief executive Anna Lee
        start = place
    return start


def _after_name(entities: Entities, word: str, low: int, place: int) -> bool:
    """Whether a word in "-ed" is the verb of a name before it: Anna Lee |dismantled| cable host Omar Diaz."""
    before = entities.discourse.word_before(low, place)
    return entities.discourse.classes.get(word) is None and before[1][:1].isupper() and before[0] > low


def _names_kind(entities: Entities, word: str, low: int, place: int) -> bool:
    """Whether a word that may be a verb stands where none can: the |fire| officer, by |press| officer Anna Lee."""
    classes = entities.discourse.classes
    if classes.get(word) not in (lx.VERB_BASE, lx.CUE_BASE):
        return False
    _, before = entities.discourse.word_before(low, place)
    return classes.get(before.lower()) in _BEFORE_NOUN


_BEFORE_NOUN = frozenset((lx.DETERMINER, lx.POSSESSIVE, lx.PREPOSITION))
_SHORTENED = re.compile(rf"(?<![\w.])(?:(?:{characters('Lu')}\.){{2,}}|[SMF]t\.|Inc\.|Corp\.)\Z")
"""A shortened word in a role: |U.S.| attorney Anna Lee, |St.| Paul mayor Anna Lee."""
_BODY = regex.compile(r"\b(\p{Lu}\p{Ll}+) (?:of|for) $")


def _past_honours(entities: Entities, end: int) -> int:
    """Where a name ends with the letters that close it, and with a place: Anna Lee KC, a judge."""
    text = entities.discourse.text
    match = _LETTERS.match(text, end)
    if match and match[1].lower() in entities.words.honours:
        end = match.end()
    end = past_degrees(text, end)
    place = _OF_PLACE.match(text, end)  # Anna Lee of South Wexonia, the majority leader,
    return place.end() if place else end


def after(entities: Entities, mention: NameMention) -> str | None:
    """The role in apposition: Anna Lee, a spokeswoman for the union, said."""
    text, end = entities.discourse.text, _past_honours(entities, mention.end)
    if not text.startswith(_BEFORE_APPOSITION, end) or text.startswith(_NO_APPOSITION, end):
        return None
    match = _APPOSITION.match(text, end)
    found = _apposed(entities, *match.span("role")) if match else None
    if found is None and (match := _BRACKETED.match(text, end)):
        found = _apposed(entities, *match.span("role"), bare_head=True)  # Anna Lee (chief executive, Harbor Bank)
        if found and _head(found) in entities.words.partisans:
            return None  # Anna Lee (Conservative)
    return found


def _predicated(entities: Entities, mention: NameMention) -> str | None:
    """The role that a sentence of its own gives: Anna Lee is a nurse at Harbor Hospital."""
    match = _PREDICATE.match(entities.discourse.text, mention.end)
    return _apposed(entities, *match.span("role"), bare_head=True) if match else None


def _apposed(entities: Entities, start: int, end: int, *, bare_head: bool = False) -> str | None:
    """The role that stands in a place, up to where it ends; None where what stands there is none.

    ``bare_head``: without an article only its head says so: is mayor of Omaha, not: is proud of a mayor.
    """
    text = entities.discourse.text
    stop = _ENDS_APPOSITION.search(text, start + 1, end + 1)
    if stop and stop[0].startswith(" and "):
        later = _ENDS_APPOSITION.search(text, stop.end(), end + 1)
        if _ends_in_role(entities, text[stop.end() : later.start() if later else end]):
            stop = later  # Anna Lee, a doctor at Harbor University and the study’s lead author, said
    apposed = text[start : stop.start() if stop else end]
    several = apposed.strip(" -–—")
    if several.lower().startswith("one of ") and (found := _one_of(entities, several)):
        return found
    phrase = _clean(apposed, entities) or ""
    words = words_of(phrase[: head_end(phrase, entities.words)])
    # a professor of law; a University of Freedonia professor; a panel member and no friend
    heads = {*words[-1:], *words_of(phrase)[-1:], *words_of(phrase.partition(" and ")[0])[-1:]}
    classes, (first, _, rest) = entities.discourse.classes, phrase.partition(" ")
    determined = apposed.lower().startswith(("a ", "an ", "the "))  # a retired engineer
    if not determined and (bare_head or first.endswith("ing")):
        heads = {*words[-1:]}  # acting mayor of Omaha; not: showing a rift over a nominee, proud of her son
    if heads.isdisjoint(entities.words.callings) and heads.isdisjoint(entities.words.relations):
        doer = determined and words and words[-1] not in classes and _AGENT.search(words[-1])  # not “a year later”
        if not doer:
            return None
    if classes.get(first) == lx.ADVERB and classes.get(rest.partition(" ")[0]) == lx.PREPOSITION:
        return None  # who was out with his father
    if (classes.get(first) in _NO_NOUN and not determined) or (
        first.endswith("ing") and classes.get(rest.partition(" ")[0]) in _AFTER_VERB
    ):
        return None
    finite = (word for word in phrase.split() if word not in entities.words.particles)  # a lawyer at Banco do Sul
    clause = any(classes.get(word) == lx.AUXILIARY for word in finite)
    if clause:
        return None
    state = _STATE.match(text, end) if stop is None and _IN_TOWN.search(phrase) else None
    return phrase + _state(state, entities) if state else phrase


def _state(found: regex.Match[str], entities: Entities) -> str:
    """What a town is in, as it stands after it: “, Ohio”, “, New Mexico”, “, N.D.”, “, Calif.”; "" for no such name."""
    lists, name = entities.words, found[1].lower()
    if name in lists.places or name.partition(" ")[0] in lists.place_heads:
        return f", {found[1]}"
    return found[0] if name.replace(".", "") in lists.states.values() else ""


_IN_TOWN = regex.compile(r" (?:in|from|of|at) \p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+)?$")
_STATE = regex.compile(r", ((?:\p{Lu}\.){2}|\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)\.?(?=[,.;)\s]|$)")
"""What a town is in: a dispatcher in Toledo|, Ohio|."""


def _ends_in_role(entities: Entities, phrase: str) -> bool:
    """Whether a phrase is nothing but a role: "study’s lead author"."""
    words = words_of(phrase[: head_end(phrase, entities.words)])
    classes = entities.discourse.classes
    if not words or words[-1] not in entities.words.callings or words[-1] in entities.words.relations:
        return False
    return not any(classes.get(one) in _FINITE for one in words)


def _clean(phrase: str, entities: Entities) -> str | None:
    phrase = phrase.strip(" ,-–—")
    leading = entities.words.before_role.match(phrase)
    phrase = _AGED.sub("", phrase[leading.end() if leading else 0 :])
    if _FROM.match(phrase):
        return None  # a 70-year-old from Omaha
    cut = _CUT_OFF.search(phrase)
    return phrase[: cut.start() if cut else None].strip(" ,") or None

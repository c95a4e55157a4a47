"""Who published an article: rules over its imprint. The agency of a dateline is not who published it."""

from __future__ import annotations

import regex

from onrecord.publication.imprint import TEXT, Imprint
from onrecord.publication.outlets import outlet_at
from onrecord.rules import Rule

# an answer: the outlet and the basis
Answer = tuple[str, str]

# an outlet's name within a sentence: capitalised words, "of", "and", "the" between two
_CAPITALISED = r"\p{Lu}[\p{L}\d&’'-]*"
_NAME = rf"(?P<outlet>{_CAPITALISED}(?:\.\p{{L}}+)?(?:\ (?:(?:of|and|for|in|the|&)\ )*{_CAPITALISED}){{0,6}})"
_AT_WE = regex.compile(rf"\b(?:Here\ )?[Aa]t\ (?:the\ )?{_NAME},\ we\b")
_INVITATION = regex.compile(
    r"(?:^|[.!?]\ )(?:Please\ )?(?:Subscribe\ to|Support|Follow|Sign\ up\ for|Donate\ to|Download|More\ from|"
    rf"Read\ more\ (?:from|at|on))\ (?:the\ )?{_NAME}"
)
_CHANNEL = regex.compile(
    r"(?:t\.me|telegram\.me|twitter\.com|x\.com|facebook\.com|instagram\.com|youtube\.com|threads\.net|tiktok\.com)/"
    r"(?:c/|user/|channel/|s/)?@?(?P<handle>\p{L}\w+)"
)
_OUR = regex.compile(r"(?i)\b(?:our|us)\b")
_AFTER_HOLDER = regex.compile(r"\ (?:All|Inc|Ltd|LLC|Limited)\b.*")
_COPYRIGHT = regex.compile(
    rf"(?:©|\([Cc]\)|Copyright)[\s©]*(?P<year>\d{{4}}(?:\s?[-–]\s?\d{{2,4}})?,?\s+)?(?:[Bb]y\s+)?(?:the\s+)?{_NAME}"
)
_FIRST_APPEARED = regex.compile(
    rf"\b(?:article|story|piece|column|op-ed|essay|report|post|interview)\b[^.“”\"]{{0,30}}?\b(?:first|originally)\s+"
    rf"(?:appeared|published|ran|was\ published)\s+(?:in|on|at|by)\s+(?:the\s+)?{_NAME}"
)
_DATELINE = regex.compile(rf"\p{{Lu}}[\p{{Lu}} .’'-]{{2,}}[^()]{{0,40}}\({_NAME}\)\ ?[-–—]")
_TAIL = regex.compile(rf"^(?P<headline>.{{15,}}?)\ [|–—-]\ (?P<article>[Tt]he\ )?{_NAME}$")
_STAFF = regex.compile(
    r"\bis\ an?\ (?:[\p{Ll}-]+\ ){0,4}(?:reporter|correspondent|staff\ writer)\ "
    rf"(?:for|at|with)\ (?:the\ )?{_NAME}"
)


def metadata(imprint: Imprint) -> Answer | None:
    """The metadata that came with the article names the outlet."""
    outlet = (imprint.article.outlet or "").strip()
    return (outlet, imprint.article.basis) if outlet else None


def domain(imprint: Imprint) -> Answer | None:
    """The table of outlets has the domain that the article lies on."""
    outlet = outlet_at(imprint.article.url) if imprint.article.url else None
    return (outlet, "domain") if outlet else None


def spelled_in_host(imprint: Imprint) -> Answer | None:
    """The markup gives a name that the article's address is made of: "The Canal News" at canalnews.example."""
    claims = imprint.claims
    agreeing = [(name, basis) for basis, name in claims.outlets if claims.spelled_in_host(name)]
    # "canalnews" is an address without its dot, and "Canal News Group" who owns the Canal News, where markup has both
    agreeing.sort(key=lambda one: (one[0] == one[0].lower(), not claims.is_host(one[0])))
    return agreeing[0] if agreeing else None


def json_ld(imprint: Imprint) -> Answer | None:
    """The page's JSON-LD names the publisher."""
    outlet = imprint.claims.outlet("json-ld")
    return (outlet, "json-ld") if outlet else None


def open_graph(imprint: Imprint) -> Answer | None:
    """The page's OpenGraph names the site."""
    outlet = imprint.claims.outlet("open-graph")
    return (outlet, "open-graph") if outlet else None


def meta_tag(imprint: Imprint) -> Answer | None:
    """A meta tag of the page names the site, its application or its publisher."""
    outlet = imprint.claims.outlet("meta-tag")
    return (outlet, "meta-tag") if outlet else None


def title(imprint: Imprint) -> Answer | None:
    """The title of the page ends in the name of the site."""
    outlet = imprint.claims.outlet("title")
    return (outlet, "title") if outlet else None


def host(imprint: Imprint) -> Answer | None:
    """Nothing gives a name, and the host of the article's address stands for it: canalnews.example."""
    return (imprint.claims.host, "url") if "." in imprint.claims.host else None


def byline(imprint: Imprint) -> Answer | None:
    """The byline, or the line below it, names the outlet."""
    if imprint.byline is None:
        return None
    line, _, after = imprint.byline
    below = imprint.lines[line + 1] if line + 1 < len(imprint.lines) else ""
    outlet = imprint.outlet(after) or (imprint.outlet(below) if len(below) <= 40 else None)
    return (outlet, "byline") if outlet else None


def tagline(imprint: Imprint) -> Answer | None:
    """A line of keywords joined by slashes names place, outlet and author."""
    return (imprint.tagline[0], "byline") if imprint.tagline else None


def at_outlet_we(imprint: Imprint) -> Answer | None:
    """The outlet speaks of itself: "At the Canal News, we rely on our readers"."""
    for line, text in enumerate(imprint.lines):
        if ", we" in text and imprint.words.press.search(text):
            found = _AT_WE.search(text)
            if found and not imprint.quoted(line, found.start()):
                outlet = imprint.outlet(found["outlet"], sure=True)
                if outlet:
                    return outlet, "text"
    return None


def copyright_line(imprint: Imprint) -> Answer | None:
    """A copyright line below the article names its holder, who is no agency."""
    for line in imprint.foot:
        found = _COPYRIGHT.search(imprint.lines[line])
        if found and (found["year"] or "rights reserved" in imprint.lines[line]):
            holder = _AFTER_HOLDER.sub("", found["outlet"])
            outlet = imprint.outlet(holder, sure=imprint.person(holder) is None)
            if outlet:
                return outlet, "text"
    return None


def invitation(imprint: Imprint) -> Answer | None:
    """A line below the article asks the reader to subscribe to the outlet, to follow or to support it."""
    for line in imprint.foot:
        found = _INVITATION.search(imprint.lines[line])
        if found and not imprint.quoted(line, found.start("outlet")):
            outlet = imprint.outlet(found["outlet"].removesuffix("’s").removesuffix("'s"))
            if outlet:
                return outlet, "text"
    return None


def channel(imprint: Imprint) -> Answer | None:
    """A line below the article gives the address of the outlet's own channel."""
    for line in imprint.foot:
        found = _CHANNEL.search(imprint.lines[line])
        if found and _OUR.search(imprint.lines[line]):
            outlet = _spell_out(found["handle"])
            if outlet:
                return outlet, "channel"
    return None


def dateline(imprint: Imprint) -> Answer | None:
    """The brackets of the dateline name an outlet that is no agency."""
    for text in imprint.lines[:5]:
        found = _DATELINE.match(text)
        outlet = imprint.outlet(found["outlet"]) if found else None
        if outlet:
            return outlet, "dateline"
    return None


def headline_tail(imprint: Imprint) -> Answer | None:
    """The headline ends in the name of the outlet, set off by a dash or a bar."""
    for headline in (imprint.article.title or "", imprint.lines[0] if imprint.lines else ""):
        found = _TAIL.match(headline[:200])
        outlet = imprint.outlet((found["article"] or "").title() + found["outlet"]) if found else None
        if outlet:
            return outlet, "text"
    return None


def staff_note(imprint: Imprint) -> Answer | None:
    """A line below the article says for whom its author reports."""
    for line in imprint.foot:
        text = imprint.lines[line]
        found = _STAFF.search(text) if len(text) < 400 else None
        if found and imprint.person(text[: found.start()]) and not imprint.quoted(line, found.start()):
            outlet = imprint.outlet(found["outlet"], sure=True)
            if outlet:
                return outlet, "text"
    return None


def first_appeared(imprint: Imprint) -> Answer | None:
    """A line says where the article first appeared."""
    for line in (*imprint.foot, *imprint.head):
        found = _FIRST_APPEARED.search(imprint.lines[line])
        if found and not imprint.quoted(line, found.start()):
            outlet = imprint.outlet(found["outlet"], sure=True)
            if outlet:
                return outlet, "text"
    return None


def _spell_out(handle: str) -> str | None:
    """Canal_News and CanalNews as "Canal News"; None where nothing tells the words apart."""
    words = handle.strip("_").replace("_", " ")
    words = regex.sub(r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})", " ", words)
    words = regex.sub(r"(?i)\ ?\b(?:official|live|hq)$", "", words)
    return words if " " in words and words[0].isupper() else None


RULES: tuple[Rule[Imprint, Answer], ...] = (
    Rule("outlet.metadata", metadata),   # {"outlet": "The Meridian Post"}
    Rule("outlet.domain", domain),   # https://meridianpost.example/… in the table
    Rule("outlet.spelled_in_host", spelled_in_host),   # og:site_name "The Meridian Post" at meridianpost.example
    Rule("outlet.json_ld", json_ld),   # {"publisher": {"name": "The Meridian Post"}}
    Rule("outlet.open_graph", open_graph),   # <meta property="og:site_name" content="The Meridian Post">
    Rule("outlet.meta_tag", meta_tag),   # <meta name="application-name" content="The Meridian Post">
    Rule("outlet.byline", byline, TEXT),   # Anna Lee | The Meridian Post
    Rule("outlet.tagline", tagline, TEXT),   # flood relief/ dykes/ GHENT/ Canal News/ A. Lee/ Late Edition/ …
    Rule("outlet.at_outlet_we", at_outlet_we, TEXT),   # At the Canal News, we rely on our readers.
    Rule("outlet.copyright_line", copyright_line, TEXT),   # © 2024 The Meridian Post. All rights reserved.
    Rule("outlet.invitation", invitation, TEXT),   # Subscribe to the Canal News today.
    Rule("outlet.channel", channel, TEXT),   # Read more in our channel https://t.me/Canal_News
    Rule("outlet.dateline", dateline, TEXT),   # GHENT (Canal News) —
    Rule("outlet.headline_tail", headline_tail, TEXT),   # Dykes hold as water rises | The Meridian Post
    Rule("outlet.staff_note", staff_note, TEXT),   # Anna Lee is a staff writer for The Meridian Post.
    Rule("outlet.first_appeared", first_appeared, TEXT),   # This article first appeared in The Meridian Post.
    Rule("outlet.title", title),   # <title>Ferry sails | The Meridian Post</title>
    Rule("outlet.host", host),   # https://meridianpost.example/…
)  # fmt: skip

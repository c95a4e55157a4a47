"""Lines that speak to the visitor of a page, not of the news: told by what they ask for."""

from __future__ import annotations

import re

_WHOLE = """
    advertisement|advertising|story continues below(?: this ad(?:vertisement)?)?|continue reading(?: below)?|read more|
    more on this (?:story|topic)|related(?: (?:articles?|stories|topics|content|links))?|recommended(?: stories)?|
    most (?:read|popular|viewed)|comments?|\\d+ comments?|leave a (?:comment|reply)|view comments|join the conversation|
    share(?: this)?(?: (?:article|story|page|on .{1,20}))?|copy link|link copied|print|email|save|listen|watch|play|
    close|menu|search|sign (?:in|up)|log ?in|subscribe(?: now)?|follow us|popular|trending(?: now)?|latest(?: news)?|
    top stories|up next|back to top|skip to (?:main )?content|loading|sponsored|promoted|photos?|video|image|gallery|
    \\d+ (?:min(?:ute)?s?|hours?|days?)(?: ago| read)?
"""
_BEGINS = """
    read more\\b|read also\\b|also read\\b|see also:|related:|recommended:|more:|watch:|listen:|in pictures:|
    (?:sign|join) up (?:for|to) |subscribe to |click here |tap here |
    get (?:the latest|more|our|all the|your daily|breaking)\b.{0,80}\b(?:inbox|newsletter|app|alerts?|email)\\b|
    (?:image|photo|picture|photograph|video|credit|source)(?: (?:credit|source|by|courtesy(?: of)?))?[:/©]|
    (?:©|\\(c\\)|copyright) ?(?:\\d{4}|getty|reuters|afp|ap\\b)|getty images|
    advertisement\\b|story continues below|article continues (?:below|after)|this (?:browser|page) (?:does not|requires) |
    (?:please )?enable javascript|you(?:r browser| are using (?:a|an outdated) browser)|
    thank you for (?:visiting|registering|subscribing)|by (?:signing up|subscribing|clicking|registering)\\b|
    we use cookies|this (?:site|website) uses cookies|accept (?:all )?cookies|
    (?:log|sign) in (?:or|to) |create an? (?:free )?account|already (?:a subscriber|registered|have an account)|
    follow (?:us|[\\w' ]{1,40}) on (?:twitter|x|facebook|instagram|whatsapp|youtube|telegram|tiktok|linkedin|google)|
    (?:download|get) (?:our|the) (?:free )?[\\w' ]{0,30}\\bapp\\b|join (?:our|the) (?:whatsapp|telegram|comment)|
    support (?:our|independent|quality) journalism|(?:enjoying|like) (?:our|this) (?:latest )?(?:content|article|story)\\?|
    share this (?:article|story)|e-?mail(?: the author)?:? ?\S+@\S+|do you have a (?:story|tip)|have a (?:story|tip)\\b|got a (?:story|tip)\\b
"""


def _pattern(alternatives: str, end: str) -> re.Pattern[str]:
    joined = "".join(
        line.strip() if not line.strip().endswith(" |") else line.strip() for line in alternatives.split("\n")
    )
    return re.compile(f"[-•*»›\\s]*(?:{joined}){end}", re.IGNORECASE)


_IS = _pattern(_WHOLE, r"[\s:.…!›»→+]*\Z")
_STARTS = _pattern(_BEGINS, "")
_LONGEST = 300
"""Longer lines are prose, whatever they begin with."""


def is_prompt(line: str) -> bool:
    """Whether a line asks the visitor for something, or is a label: "Sign up for our emails", "Advertisement"."""
    return len(line) <= _LONGEST and bool(_IS.match(line) or _STARTS.match(line))

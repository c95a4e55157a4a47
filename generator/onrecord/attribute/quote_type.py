"""Direct or mixed: whether the quoted words are a finite clause, or a fragment that the reporter's clause completes."""

from __future__ import annotations

from onrecord.attribute.context import QuoteContext
from onrecord.attribute.subjects import main_subject
from onrecord.model import QuoteType, Span
from onrecord.text.tokens import Tokens


def quote_type(context: QuoteContext) -> QuoteType:
    """“We won” is direct, “a total stiff” is mixed; the rest of an interrupted quote is what its first part is."""
    if context.previous and context.decision and context.decision.rule == "neighbour.interrupted":
        return quote_type(context.previous)
    return "direct" if _stands_alone(context) or _is_clause(context) else "mixed"


def _stands_alone(context: QuoteContext) -> bool:
    """A sentence of its own, whatever its grammar: “Never!”, she said; the answer: “No.”"""
    capital = next((c for c in context.words if c.isalpha()), "a").isupper()
    if not capital:
        return False
    if context.alone or (context.length > 2 and context.final in ".,!?…"):
        return not context.titled or context.final in "!?"
    reported = context.decision is not None and context.decision.rule in _INTRODUCED
    return reported and context.final in ".,!?"


_INTRODUCED = frozenset(
    (
        "beside_quote.verb_name",
        "beside_quote.name_verb",
        "before_quote.cue_beside",
        "before_quote.inverted",
        "before_quote.cue_and_phrases",
        "colon.label",
        "colon.signature",
        "colon.cue_before_colon",
        "colon.subject_before_colon",
    )
)


def _is_clause(context: QuoteContext) -> bool:
    """A subject and a finite verb stand in the quoted words: “his leadership will be key”."""
    quote = context.quote
    if context.length == 1:
        return False
    tokens = Tokens(context.document.text, Span(quote.start, quote.end), (), context.lexicon)
    for low, high in tokens.sentences:
        subject = main_subject(tokens, low, high)
        if subject is None:
            continue
        i = subject[1]
        while i < high and tokens.classes[i] == "R":
            i += 1
        if i < high and tokens.classes[i] in "XVCvc":
            return True
    return False

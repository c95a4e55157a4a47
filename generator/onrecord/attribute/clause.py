"""No cue reports the quote: the subject of the clause that holds it is the best guess."""

from __future__ import annotations

from onrecord.attribute.context import QuoteContext
from onrecord.model import Attribution


def subject(context: QuoteContext) -> Attribution | None:
    """The subject of the nearest verb before the quote: Anna Lee stressed the need for “a fair deal”."""
    classes = context.tokens.classes
    for i in range(context.place - 1, context.low, -1):
        if classes[i] in "VXC" or (classes[i] == "v" and classes[i - 1] in "tNP"):
            found = context.subject_of(i)
            if found:
                return context.answer(found)
        if classes[i] == ";":
            break
    main = context.main_subject
    return context.answer(main) if main and main[1] <= context.place else None

"""Whom a quote is attributed to: ordered rules, first those that read its own sentence, then those that look around."""

from __future__ import annotations

from onrecord.attribute import (
    according_to,
    before_quote,
    beside_quote,
    clause,
    colon,
    neighbour,
    signs,
    speech,
    speech_noun,
)
from onrecord.attribute.context import QuoteContext
from onrecord.attribute.signs import (
    ACCORDING,
    ALONE,
    ARTICLE,
    AS,
    BY,
    COLON,
    CONTINUED,
    CUE_BESIDE,
    CUE_LEFT,
    CUE_RIGHT,
    LABELLED,
    LEFT,
    MATE,
    NOUN_NEXT,
    NOUN_OF_SPEECH,
    OPENS,
    PARTICIPLE,
    PHRASES,
    SIGNED,
    SUBORDINATE,
    SURVEY,
    VERB_NEXT,
    VIEW,
)
from onrecord.model import Attribution
from onrecord.rules import Asked, Rule, decide
from onrecord.text.document import Document

EXPLICIT: tuple[Rule[QuoteContext, Attribution], ...] = (
    Rule("colon.label", colon.label, COLON),  # Anna Lee: “…”
    Rule("colon.label_after", colon.label_after, LABELLED),  # ‘A strong year’: Anna Lee
    Rule("beside_quote.verb_name", beside_quote.verb_name, VERB_NEXT),  # “…,” said Anna Lee
    Rule("beside_quote.name_verb", beside_quote.name_verb, NOUN_NEXT),  # “…,” Anna Lee said
    Rule("speech_noun.quote_was", speech_noun.quote_was, VERB_NEXT | NOUN_NEXT),  # “Nothing,” was Anna Lee’s answer
    Rule("speech_noun.voices_from", speech_noun.voices_from, ARTICLE),  # to shouts of “No!” from the back benches
    Rule("colon.signature", colon.signature, SIGNED),  # “…” — Anna Lee
    Rule("neighbour.interrupted", neighbour.interrupted, MATE),  # “We looked,” Lee said, “and found nothing.”
    Rule("according_to.survey", according_to.survey, SURVEY),  # In a poll, 31 percent of voters said “…”
    Rule("before_quote.witnessed", before_quote.witnessed, CUE_LEFT),  # The video shows Anna Lee shouting “…”
    Rule("before_quote.cue_beside", before_quote.cue_beside, CUE_BESIDE),  # Anna Lee said, “…”
    Rule("before_quote.inverted", before_quote.inverted, CUE_LEFT),  # Said Anna Lee, “…”
    Rule("before_quote.what_called", before_quote.what_called, CUE_BESIDE),  # in what Anna Lee called “…,” the town …
    Rule(
        "before_quote.cue_and_phrases", before_quote.cue_and_phrases, PHRASES
    ),  # Anna Lee told reporters on Monday: “…”
    Rule("colon.cue_before_colon", colon.cue_before_colon, COLON),  # Anna Lee said the plan had failed: “…”
    Rule("according_to.according_to", according_to.according_to, ACCORDING),  # It was “a mess,” according to Anna Lee
    Rule("beside_quote.other_verb_name", beside_quote.other_verb_name, VERB_NEXT),  # “…!” beamed Anna Lee
    Rule("beside_quote.name_other_verb", beside_quote.name_other_verb, NOUN_NEXT),  # “…,” she laughed
    Rule("beside_quote.tail", beside_quote.tail, CUE_RIGHT),  # It was “a mess” from the start, Anna Lee said
    Rule(
        "according_to.in_the_words_of", according_to.in_the_words_of, VIEW
    ),  # In the words of Anna Lee, it was “a mess”
    Rule("according_to.in_the_view_of", according_to.in_the_view_of, VIEW),  # It was, in Anna Lee’s view, “a mess”
    Rule("according_to.as_put_it", according_to.as_put_it, AS),  # It was, as Anna Lee put it, “a mess”
    Rule("before_quote.passive", before_quote.passive, BY),  # It was described by Anna Lee as “a mess”
    Rule("speech_noun.quote_before_noun", speech_noun.quote_before_noun, NOUN_OF_SPEECH),  # Anna Lee’s “a mess” remark
    Rule("before_quote.absolute", before_quote.absolute, PARTICIPLE),  # with Anna Lee calling it “a mess”
    Rule("speech_noun.claim_beside", speech_noun.claim_beside, ARTICLE | AS),  # Anna Lee’s claim of “fraud”
    Rule("before_quote.outermost_cue", before_quote.outermost_cue, CUE_LEFT),  # Anna Lee said the plan was “a mess”
    Rule("before_quote.thought_cue", before_quote.thought_cue, CUE_LEFT),  # Anna Lee implied the plan was “a mess”
    Rule("before_quote.agentless", before_quote.agentless, LEFT),  # The plan was called “a mess”
    Rule("before_quote.verdict_beside", before_quote.verdict_beside, CUE_BESIDE),  # Anna Lee opposes “a mess”
    Rule("before_quote.judging_cue", before_quote.judging_cue, CUE_LEFT),  # Anna Lee called the plan “a mess”
    Rule("before_quote.taken_as", before_quote.taken_as, AS),  # Anna Lee positioned herself as “the only choice”
    Rule("speech_noun.possessor", speech_noun.possessor, LEFT),  # Anna Lee’s claim that it was “a mess”
    Rule("colon.subject_before_colon", colon.subject_before_colon, COLON),  # Anna Lee was blunt: “…”
)
IMPLICIT: tuple[Rule[QuoteContext, Attribution], ...] = (
    Rule("neighbour.continued", neighbour.continued, CONTINUED),  # … “…⏎ “…
    Rule("colon.credit", colon.credit, SIGNED),  # “…” [Canal News.]
    Rule("neighbour.joined", neighbour.joined, MATE),  # Lee spoke of “…” and “…”
    Rule("neighbour.sentence_mate", neighbour.sentence_mate, MATE),  # Lee called it “…” after a vote that “…”
    Rule("neighbour.opens_sentence", neighbour.opens_sentence, OPENS),  # “…,” Lee said. “…” and so on
    Rule("clause.complement", clause.complement, SUBORDINATE),  # The court held that it was “a mess”
    Rule("clause.subject", clause.subject, LEFT),  # Lee stressed the need for “…”
    Rule("neighbour.same_paragraph", neighbour.same_paragraph, ALONE),  # “…,” Lee said. “…”
    Rule("neighbour.paragraph_speaker", neighbour.paragraph_speaker),  # “…,” Lee said. By contrast, “…”
    Rule("colon.line_before", colon.line_before, OPENS),  # Lee wrote:⏎ “…”
    Rule("neighbour.sentence_before", neighbour.sentence_before, ALONE | COLON | VERB_NEXT),  # Lee was not amused. “…”
    Rule("neighbour.paragraph_before", neighbour.paragraph_before, ALONE | COLON),  # “…,” Lee said.⏎ “…”
    Rule("neighbour.last_subject", neighbour.last_subject, ALONE),  # Lee was not amused.⏎ “…”
    Rule("neighbour.interviewee", neighbour.interviewee, ALONE),  # “…,” Lee said.⏎ Does she mind?⏎ “…”
)
RULES = EXPLICIT + IMPLICIT

_ATTRIBUTION, _SPEECH = Asked(RULES), Asked(speech.RULES)


def contexts(document: Document) -> tuple[QuoteContext, ...]:
    """A context for each quote of the document, undecided; each knows the others."""
    made: list[QuoteContext] = []
    for index in range(len(document.quotes)):
        made.append(QuoteContext(document, index, made))
    return tuple(made)


def attribute(document: Document) -> tuple[QuoteContext, ...]:
    """The contexts of all quotes of a document, with what was decided: whose words, or why they are no speech.

    In the order of the text, because a quote that stands by itself is the last speaker's.
    """
    all_contexts = contexts(document)
    previous: QuoteContext | None = None
    for context in all_contexts:
        context.previous = previous
        context.decision = decide(_ATTRIBUTION[context.seen], context)
        context.refusal = decide(_SPEECH[context.seen | signs.of_words(context)], context)
        if context.refusal is None:
            previous = context
    return all_contexts


def forget(contexts: tuple[QuoteContext, ...]) -> None:
    """Let the contexts of a document go of each other, once all is asked: they hold each other in memory."""
    for context in contexts:
        context.neighbours = ()

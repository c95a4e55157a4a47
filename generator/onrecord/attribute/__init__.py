"""Whom a quote is attributed to: ordered rules, first those that read its own sentence, then those that look around."""

from __future__ import annotations

from onrecord.attribute import according_to, before_quote, beside_quote, clause, colon, neighbour, speech, speech_noun
from onrecord.attribute.context import QuoteContext
from onrecord.model import Attribution
from onrecord.rules import Decision, Rule, decide
from onrecord.text.document import Document

EXPLICIT: tuple[Rule[QuoteContext, Attribution], ...] = (
    Rule("colon.label", colon.label),  # Anna Lee: “…”
    Rule("colon.label_after", colon.label_after),  # ‘A strong year’: Anna Lee
    Rule("beside_quote.verb_name", beside_quote.verb_name),  # “…,” said Anna Lee
    Rule("beside_quote.name_verb", beside_quote.name_verb),  # “…,” Anna Lee said
    Rule("speech_noun.quote_was", speech_noun.quote_was),  # “Nothing,” was Anna Lee’s answer
    Rule("colon.signature", colon.signature),  # “…” — Anna Lee
    Rule("neighbour.interrupted", neighbour.interrupted),  # “We looked,” Lee said, “and found nothing.”
    Rule("according_to.survey", according_to.survey),  # In a poll, 31 percent of voters said “…”
    Rule("before_quote.cue_beside", before_quote.cue_beside),  # Anna Lee said, “…”
    Rule("before_quote.inverted", before_quote.inverted),  # Said Anna Lee, “…”
    Rule("before_quote.what_called", before_quote.what_called),  # in what Anna Lee called “…,” the town …
    Rule("before_quote.cue_and_phrases", before_quote.cue_and_phrases),  # Anna Lee told reporters on Monday: “…”
    Rule("colon.cue_before_colon", colon.cue_before_colon),  # Anna Lee said the plan had failed: “…”
    Rule("according_to.according_to", according_to.according_to),  # It was “a mess,” according to Anna Lee
    Rule("beside_quote.other_verb_name", beside_quote.other_verb_name),  # “…!” beamed Anna Lee
    Rule("beside_quote.name_other_verb", beside_quote.name_other_verb),  # “…,” she laughed
    Rule("beside_quote.tail", beside_quote.tail),  # It was “a mess” from the start, Anna Lee said
    Rule("according_to.in_the_words_of", according_to.in_the_words_of),  # In the words of Anna Lee, it was “a mess”
    Rule("according_to.in_the_view_of", according_to.in_the_view_of),  # It was, in Anna Lee’s view, “a mess”
    Rule("according_to.as_put_it", according_to.as_put_it),  # It was, as Anna Lee put it, “a mess”
    Rule("before_quote.passive", before_quote.passive),  # It was described by Anna Lee as “a mess”
    Rule("speech_noun.quote_before_noun", speech_noun.quote_before_noun),  # Anna Lee’s “a mess” remark
    Rule("before_quote.absolute", before_quote.absolute),  # with Anna Lee calling it “a mess”
    Rule("speech_noun.claim_beside", speech_noun.claim_beside),  # Anna Lee’s claim of “fraud”
    Rule("before_quote.outermost_cue", before_quote.outermost_cue),  # Anna Lee said the plan was “a mess”
    Rule("before_quote.thought_cue", before_quote.thought_cue),  # Anna Lee implied the plan was “a mess”
    Rule("before_quote.agentless", before_quote.agentless),  # The plan was called “a mess”
    Rule("before_quote.verdict_beside", before_quote.verdict_beside),  # Anna Lee opposes “a mess”
    Rule("before_quote.judging_cue", before_quote.judging_cue),  # Anna Lee called the plan “a mess”
    Rule("before_quote.taken_as", before_quote.taken_as),  # Anna Lee positioned herself as “the only choice”
    Rule("speech_noun.possessor", speech_noun.possessor),  # Anna Lee’s claim that it was “a mess”
    Rule("colon.subject_before_colon", colon.subject_before_colon),  # Anna Lee was blunt: “…”
)
IMPLICIT: tuple[Rule[QuoteContext, Attribution], ...] = (
    Rule("neighbour.continued", neighbour.continued),  # … “…⏎ “…
    Rule("neighbour.joined", neighbour.joined),  # Lee spoke of “…” and “…”
    Rule("neighbour.sentence_mate", neighbour.sentence_mate),  # Lee called it “…” after a vote that “…”
    Rule("neighbour.opens_sentence", neighbour.opens_sentence),  # “…,” Lee said. “…” and so on
    Rule("clause.complement", clause.complement),  # The court held that it was “a mess”
    Rule("clause.subject", clause.subject),  # Lee stressed the need for “…”
    Rule("neighbour.next_in_paragraph", neighbour.next_in_paragraph),  # “No.” “Never,” Lee said
    Rule("neighbour.same_paragraph", neighbour.same_paragraph),  # “…,” Lee said. “…”
    Rule("neighbour.paragraph_speaker", neighbour.paragraph_speaker),  # “…,” Lee said. By contrast, “…”
    Rule("colon.line_before", colon.line_before),  # Lee wrote:⏎ “…”
    Rule("neighbour.sentence_before", neighbour.sentence_before),  # Lee was not amused. “…”
    Rule("neighbour.paragraph_before", neighbour.paragraph_before),  # “…,” Lee said.⏎ “…”
    Rule("neighbour.last_subject", neighbour.last_subject),  # Lee was not amused.⏎ “…”
    Rule("neighbour.interviewee", neighbour.interviewee),  # “…,” Lee said.⏎ Does she mind?⏎ “…”
)
RULES = EXPLICIT + IMPLICIT


def explicit_rules(context: QuoteContext) -> Decision[Attribution] | None:
    """What the quote's own sentence says, whatever was decided for others."""
    return decide(EXPLICIT, context)


def contexts(document: Document) -> tuple[QuoteContext, ...]:
    """A context for each quote of the document, undecided; each knows the others."""
    made: list[QuoteContext] = []
    made.extend(QuoteContext(document, index, made, explicit_rules) for index in range(len(document.quotes)))
    return tuple(made)


def attribute(document: Document) -> tuple[QuoteContext, ...]:
    """The contexts of all quotes of a document, with what was decided: whose words, or why they are no speech.

    In the order of the text, because a quote that stands by itself is the last speaker's.
    """
    all_contexts = contexts(document)
    previous: QuoteContext | None = None
    for context in all_contexts:
        context.previous = previous
        context.decision = context.explicit or decide(IMPLICIT, context)
        context.refusal = decide(speech.RULES, context)
        if context.refusal is None:
            previous = context
    return all_contexts

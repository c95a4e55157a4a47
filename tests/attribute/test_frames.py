"""Every common reporting clause with every common kind of source: what tables of single cases leave between them."""

from __future__ import annotations

import pytest

from onrecord import extract

SOURCES = {
    # as it stands in the clause: words that its mention has
    "Anna Lee": "Anna Lee",
    "Lee": "Lee",
    "she": "she",
    "Mr Lee": "Lee",
    "Sen. Anna Lee (D-Ohio)": "Anna Lee",
    "Lee, 41,": "Lee",
    "Lee, who runs the mill,": "Lee",
    "Lee, of the Harbor Union,": "Lee",
    "Lee and Diaz": "Diaz",
    "Lee Jr.": "Lee",
    "Lee herself": "Lee",
    "an angry Lee": "Lee",
    "Professor Lee of Harbor University": "Lee",
    "union leader Anna Lee": "Anna Lee",
    "the judge, Mrs Justice Lee,": "Lee|judge",
    "the group’s director, Anna Lee,": "Anna Lee|director",
    "her lawyer, Omar Diaz,": "Omar Diaz",
    "Lee’s lawyer": "lawyer",
    "its chief executive": "executive",
    "a spokesman for Harbor Bank": "spokesman",
    "the mayor of Ghent": "mayor",
    "the world’s richest man": "man",
    "the two-time champion": "champion",
    "the 2019 winner": "winner",
    "the 41-year-old": "41-year-old",
    "the mother-of-three": "mother",
    "a senior White House official": "official",
    "the company": "company",
    "the Ghent-based charity": "charity",
    "Harbor Bank": "Harbor Bank",
    "Harbor+": "Harbor+",
    "The Times": "Times",
    "the Foreign Office": "Foreign Office",
    "Downing Street": "Downing",
    "Number 10": "10",
    "the pair": "pair",
    "both men": "men",
    "residents": "residents",
    "one resident": "resident",
    "many of those present": "present|many",
    "police": "police",
    "a third": "third",
    "some": "some",
    "a post on the site": "post",
}
CLAUSES = """
“It was over by noon,” {s} said.
“It was over by noon,” said {s}.
“It was over by noon”, {s} said.
“It was over by noon,” {s} told reporters on Monday.
“It was over by noon,” {s} said in a statement to the Post.
“It was over by noon,” {s} later told the BBC’s Today programme.
“It was over by noon,” {s} was quoted as saying.
“It was over by noon,” {s} is reported to have said.
“It was over by noon,” {s} said, adding that it rained.
“It was over by noon,” {s} said with a laugh.
“It was over by noon,” {s} said as the crowd cheered.
“It was over by noon,” {s} went on.
“It was over by noon,” {s} tweeted.
“It was over by noon,” {s} wrote on X, formerly Twitter.
“It was over by noon,” {s} is heard saying in the video.
“It was over by noon!” {s} shouted.
“It was over by noon …” {s} said.
“Is it over?” {s} asked.
“It was over,” {s} said. “I left by noon.”
“It was over,” {s} said, “and I left by noon.”
“It was over by noon” – {s} said on Monday – “and I left.”
{S} said: “It was over by noon.”
{S} said, “It was over by noon.”
{S} told the Post: “It was over by noon.”
Speaking to the Post, {s} said: “It was over by noon.”
When asked about it, {s} replied: “It was over by noon.”
In a statement on Monday, {s} said: “It was over by noon.”
On her first day {s} said it was “a great mess”.
{S} could be heard shouting “It was over by noon!”
{S} took to Instagram to write: “It was over by noon.”
{S} said on Monday that it was “a great mess” to go.
{S} described it as “a great mess”.
{S} has previously called it “a great mess”.
It was “a great mess”, {s} said.
It was, {s} said, “a great mess”.
{S}, speaking on Monday, said it was “a great mess”.
{S} did not comment, but told the Post it was “a great mess”.
According to {s}, it was “a great mess”.
{S} admitted that, despite the rain, it was “a great mess”.
Asked by reporters if it was over, {s} said “it was a mess.”
{S} told a press conference in Ghent on Monday that it was “a great mess” and “a dark day”.
{S} says the plan, which was approved in May, is “a great mess”.
{S} insisted Ortiz was “a great mess”.
On Monday, {s} warned it was “a great mess”.
But {s} said it was “a great mess”.
{S} made it clear the plan was “a great mess”.
""".strip().split("\n")
WITH_A_NAME = "On her first day"
"""Clauses that begin so, without a comma, are tried with the sources that begin with a capital."""


@pytest.mark.parametrize("clause", CLAUSES)
def test_clause(clause: str) -> None:
    wrong = []
    for source, words in SOURCES.items():
        if clause.startswith(WITH_A_NAME) and not source[0].isupper():
            continue
        said = clause.replace("{s}", source).replace("{S}", source[0].upper() + source[1:])
        for twice, once in ((",, ", ", "), (",.", "."), (",:", ":")):  # where a comma closes the source
            said = said.replace(twice, once)
        text = f"Omar Ortiz was there. {said} Ortiz left."
        quotes = [*extract(text, date="2016-05-22")]
        mentions = [text[quote.source.start : quote.source.end] if quote.source else "" for quote in quotes]
        if not mentions or not all(
            any(one in mention.lower() for one in words.lower().split("|")) for mention in mentions
        ):
            wrong.append((source, mentions))
    assert not wrong

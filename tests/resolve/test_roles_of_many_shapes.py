"""Roles at organizations of many shapes, said in many ways: whose the words are, and what she is."""

from __future__ import annotations

import pytest

from onrecord import extract

ORGANIZATIONS = """
Harbor Bank
the University of Ghent
Ghent University
the Ministry of Health
the NHU
Orr & Sons
Acme
the Harbor Institute for Public Policy
St Brigid’s Hospital
Larkfield Primary School
the Department for Transport
the Harbor-based Reform Group
the National Union of Teachers
Wexcombe Borough Council
the Freedonia Medical Association
Orr Capital Management
the Center for Rural Affairs
the Harbor Post
Meridian Energy Inc.
the U.N. refugee agency
the Ghent School of Economics
Women’s Voices
the Freedonian Red Cross
the Teachers’ Federation of Freedonia
the Royal College of Nursing
""".strip().split("\n")
ROLES = """
spokesman
chief executive
head of policy
professor of economics
senior analyst
director
vice president for research
chief economist
general secretary
project manager
former director
deputy head
""".strip().split("\n")
FRAMES = """
“It is late,” said Anna Lee, a {role} at {body}.
“It is late,” said Anna Lee, the {role} of {body}.
“It is late,” said {whose} {role}, Anna Lee.
“It is late,” said {whose} {role} Anna Lee.
“It is late,” said {bare} {role} Anna Lee.
Anna Lee, a {role} at {body}, said it was “late.”
Anna Lee, {role} of {body}, said it was “late.”
Anna Lee, who is a {role} at {body}, said it was “late.”
The {role} of {body}, Anna Lee, said it was “late.”
Anna Lee is a {role} at {body}. “It is late,” she said.
{bare} {role} Anna Lee said it was “late.”
On Monday, {bare} {role} Anna Lee said it was “late.”
According to Anna Lee, a {role} for {body}, it was “late.”
“It is late,” Anna Lee, a {role} with {body}, told the Post.
Anna Lee ({role}, {body}): “It is late.”
""".strip().split("\n")


@pytest.mark.parametrize("frame", FRAMES)
def test_role(frame: str) -> None:
    wrong = []
    for body in ORGANIZATIONS:
        for role in ROLES:
            if "{role} of" in frame and (" of " in role or " for " in role):
                continue  # head of policy of the union: nobody writes so
            if "{bare} {role}" in frame and " for " in body and (" of " in role or " for " in role):
                continue  # Department for Transport head of policy
            whose = body + ("’" if body.endswith("s") else "’s")
            sentence = frame.format(role=role, body=body, whose=whose, bare=body.removeprefix("the "))
            sentence = sentence.replace("Inc..", "Inc.")
            text = f"The rain came late this year. {sentence[0].upper()}{sentence[1:]}"
            found = {(quote.speaker, quote.speaker_role) for quote in extract(text, date="2016-05-22")}
            expected = [role] if "({role}" in frame else [role, *body.removeprefix("the ").split()]
            if len(found) != 1 or not is_right(*found.pop(), expected):
                wrong.append(text)
    assert not wrong, f"{len(wrong)}: {wrong[:3]}"


def is_right(speaker: str | None, role: str | None, words: list[str]) -> bool:
    return speaker == "Anna Lee" and all(word.rstrip(".").lower() in (role or "").lower() for word in words)

"""Days of every common form in every common place of a sentence: when somebody said something."""

from __future__ import annotations

import pytest

from onrecord import extract

PUBLISHED = "2024-05-10"  # a Friday
BEFORE = "The mill in Ghent is to close after a long dispute between its owners and their neighbours.\n\n"
DAYS = {
    "2024-05-06": "on Monday|Monday|on Monday morning|Monday night|late Monday|late on Monday|early Monday"
    "|on Monday 6 May|earlier on Monday|on May 6|on 6 May|on the 6th of May|on Monday at 9am|last Monday"
    "|in the early hours of Monday|shortly after midnight on Monday|before dawn on Monday",
    "2024-05-01": "on Wednesday of last week|Wednesday last week",
    "2024-05-09": "yesterday|yesterday morning|last night|on Thursday evening",
    "2024-05-10": "today|this morning|earlier today|Friday",
    "2024-05-08": "two days ago",
    "2024-05-04": "on Saturday",
    "2024-04-30": "on April 30",
    "2021-04-30": "on 30 April 2021",
    "2024-04": "last month|in April|in early April",
    "2023-05": "last May",
    "2023-04": "in April last year",
    "2023-03": "in March 2023",
    "2023": "last year",
    "2021": "three years ago",
    "2019": "in 2019|back in 2019",
}
FRAMES = """
“It is over,” Anna Lee said {day}.
Anna Lee said {day} that it was “over by far.”
“It is over,” Anna Lee told reporters {day}.
Anna Lee told reporters {day} that it was “over by far.”
{day}, Anna Lee said that it was “over by far.”
{day}, Anna Lee called it “over by far.”
Anna Lee {day} called it “over by far.”
Anna Lee {day} said it was “over by far.”
In a statement {day}, Anna Lee said it was “over by far.”
In a statement issued {day}, Anna Lee said it was “over by far.”
“It is over,” Anna Lee said in a statement released {day}.
“It is over,” Anna Lee said in an interview {day}.
In an interview with the Harbor Post {day}, Anna Lee said it was “over by far.”
At a rally in Ghent {day}, Anna Lee called it “over by far.”
“It is over,” Anna Lee told a news conference in Ghent {day}.
Speaking {day}, Anna Lee said it was “over by far.”
Speaking at a school {day}, Anna Lee said it was “over by far.”
“It is over,” Anna Lee wrote on Facebook {day}.
Asked {day} whether it was over, Anna Lee said: “It is over by far.”
Anna Lee told the Harbor Post {day}: “It is over by far.”
“It is over,” Anna Lee said {day}, adding that she was “sorry.”
“It is over,” Anna Lee said {day}. “It is over by far.”
In a letter to staff {day}, Anna Lee wrote that it was “over by far.”
In an email sent {day}, Anna Lee wrote: “It is over by far.”
At a hearing {day}, Anna Lee testified that it was “over by far.”
The court ruled {day} that it was “over by far.”
A spokesman said {day} that it was “over by far.”
Anna Lee, who {day} called it “over by far,” has gone.
Anna Lee, speaking in Ghent {day}, said it was “over by far.”
It was called “over by far” by Anna Lee {day}.
“It is over,” a statement issued {day} read.
As Anna Lee said {day}, it was “over by far.”
“It is over,” Anna Lee told Northwire by phone {day}.
Anna Lee told a meeting of the council {day} that it was “over by far.”
A report published {day} called it “over by far.”
A memo sent to staff {day} said it was “over by far.”
In a speech to the party {day}, Anna Lee said it was “over by far.”
Reached by phone {day}, Anna Lee said it was “over by far.”
Anna Lee hit back {day}, saying it was “over by far.”
""".strip().split("\n")


@pytest.mark.parametrize("frame", FRAMES)
def test_the_day_of_the_telling_is_found(frame: str) -> None:
    wrong = []
    for day, forms in DAYS.items():
        for form in forms.split("|"):
            text = frame.format(day=form)
            found = extract(f"{BEFORE}{text[0].upper()}{text[1:]}", date=PUBLISHED)
            if not found or any((quote.said_on or "")[: len(day)] != day for quote in found):
                wrong.append((form, [quote.said_on for quote in found]))
    assert not wrong

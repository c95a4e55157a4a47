"""Names of many forms: particles, initials, nicknames, given names that are words, letters that close a name."""

from __future__ import annotations

import pytest

from onrecord import extract

BEFORE = "The dispute grew as prices rose again last week, for the third time this year.\n\n"
NAMES = """
Anna van der Lee|Anna de la Cruz|Anna O’Lee|Anna O'Brien|Anna McLee|Anna MacDonald|Anna Lee-Orr|Anna St. John|
Anna St John|Anna Le Roux|Anna D’Souza|Anna d’Arcy|Anna al-Masri|Anna Al-Masri|Anna El-Sayed|Anna bin Omar|
Anna binti Omar|Anna ibn Omar|Anna dos Santos|Anna da Silva|Anna di Marco|Anna Della Rossa|Anna del Río|
Anna y Gasset|Anna Lee Jr.|Anna Lee Sr.|Anna Lee III|Anna B. Lee|Anna B.C. Lee|A. B. Lee|A.B. Lee|A.B.C. Lee|
J. Anna Lee|Anna-Maria Lee|Anna Maria Lee|Anna Maria de la Cruz Lee|Anna “Annie” Lee|Anna ‘Annie’ Lee|
Anna (Annie) Lee|Anna Ní Bhriain|Anna Ó Briain|Anna Nic Dhiarmada|Anna Mac Giolla|Anna ap Rhys|Anna ter Horst|
Anna De Wever|Anna Vande Velde|Anna Ben Ami|Anna Bar-On|Anna Abu Omar|Anna Abdul Rahman|Anna Abdel-Fattah|
Anna Šimůnková|Anna Łukasiewicz|Anna Çelik|Anna Öztürk|Anna Ångström|Anna Ñáñez|Anna Þórsdóttir|Anna Đorđević|
Anna Żółty|Anna Nguyễn|Nguyễn Thị Anna|Anna Ng|Anna Oh|Anna Yu|Anna Li|Anna Xi|Anna Au Yeung|Anna Ou-Yang|
Kim Min-ji|Min-ji Kim|Tan Wei Ling|Chen Xiaoming|Xiaoming Chen|Anna S/O Omar|Anna d/o Omar|Anna a/l Omar|
Anna Lee-Smith-Jones|Anna VanDyke|Anna FitzGerald|Anna Fitz Gerald|Anna LEE|LEE Anna|Anna R. R. Lee|
Anna R.R. Lee|Anna Brave Heart|Anna Two Rivers|Anna Running Deer|Anna Little Sky|Anna Who|Anna Than|Anna When|
Anna So|Anna May|Anna August|Anna June|May Lee|June Lee|April Lee|August Lee|Summer Lee|Christian Lee|Grace Lee|
Faith Lee|Hope Lee|Joy Lee|Will Lee|Mark Lee|Bill Lee|Rob Lee|Sue Lee|Pat Lee|Jack Lee|Guy Lee|Chase Lee|
Grant Lee|Chance Lee|Frank Lee|Art Lee|Gene Lee|Ray Lee|Rusty Lee|Sandy Lee|Misty Lee|Dusty Lee|Rocky Lee|
Lucky Lee|Sonny Lee|Bud Lee|Buddy Lee|Red Lee|Rose Lee|Lily Lee|Daisy Lee|Ivy Lee|Pearl Lee|Ruby Lee|Jade Lee|
Amber Lee|Crystal Lee|Ginger Lee|Pepper Lee|Sage Lee|Rosemary Lee|Basil Lee|Olive Lee|Holly Lee|Heather Lee|
Violet Lee|Iris Lee|Dawn Lee|Eve Lee|Sky Lee|River Lee|Brook Lee|Cliff Lee|Stone Lee|Dean Lee|Earl Lee|
Deacon Lee|Marshall Lee|Mason Lee|Taylor Lee|Tyler Lee|Cooper Lee|Carter Lee|Parker Lee|Hunter Lee|Fisher Lee|
Sawyer Lee|Miles Lee|Penny Lee|Buck Lee|Nick Lee|Drew Lee|Skip Lee|Chip Lee|Chuck Lee|Josh Lee|Wade Lee|
Lance Lee|Piers Lee|Angel Lee|Jesus Lee|Moses Lee|Blessing Lee|Gift Lee|Precious Lee|Innocent Lee|Mercy Lee|
Patience Lee|Prudence Lee|Comfort Lee|Happy Lee|Lovely Lee|Godwill Lee|Goodluck Lee|Wisdom Lee|Knowledge Lee|
Fortune Lee|Trust Lee|Beauty Lee|Prosper Lee|Welcome Lee|Bright Lee
""".replace("\n", "").split("|")
LETTERS = ("QC", "OBE", "MBE", "PhD", "(D-Ohio)", "(41)")
FRAMES = """
“It is over by far,” {name} said.
“It is over by far,” said {name}.
{name} said the plan was “over by far.”
Omar Diaz met {name} yesterday. “It is over by far,” {name} said.
""".strip().split("\n")


@pytest.mark.parametrize("frame", FRAMES)
def test_a_name_is_whole(frame: str) -> None:
    wrong = []
    for name in NAMES:
        found = [(quote.speaker, quote.speaker_kind) for quote in extract(BEFORE + frame.format(name=name))]
        if found != [(name, "person")]:
            wrong.append((name, found))
    assert not wrong


@pytest.mark.parametrize("frame", FRAMES)
def test_letters_that_close_a_name_are_no_part_of_it(frame: str) -> None:
    wrong = []
    for letters in LETTERS:
        found = [quote.speaker for quote in extract(BEFORE + frame.format(name=f"Anna Lee {letters}"))]
        if found != ["Anna Lee"]:
            wrong.append((letters, found))
    assert not wrong

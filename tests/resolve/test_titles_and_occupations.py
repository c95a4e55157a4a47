"""Titles of many lands and three hundred occupations: part of no name, and an occupation is its bearer's role."""

from __future__ import annotations

import pytest

from onrecord import extract

BEFORE = "The dispute grew as prices rose again last week, for the third time this year.\n\n"
TITLES = """
Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Baron|Viscount|Countess|Duke|Duchess|Prince|
Princess|King|Queen|Sheikh|Sultan|Emir|Pope|Cardinal|Archbishop|Bishop|Rabbi|Imam|Pastor|Reverend|Rev|Father|Fr|
Sister|Brother|Canon|Dean|Vicar|Ayatollah|Mullah|Maulana|Mufti|Swami|Guru|Lama|President|Vice-President|Premier|
Chancellor|Minister|Secretary|Senator|Sen|Sen.|Representative|Rep|Rep.|Congressman|Congresswoman|Governor|Gov|
Mayor|Councillor|Cllr|Coun|Councilman|Councilwoman|Alderman|Commissioner|Ambassador|Consul|Speaker|Taoiseach|
Tánaiste|TD|MP|MEP|MSP|Deputy|Judge|Justice|Magistrate|Attorney|Prosecutor|Sheriff|Marshal|Constable|PC|WPC|DC|
DS|DCI|Det|Sgt|Sergeant|Inspector|Insp|Superintendent|Supt|Commander|Capt|Captain|Lt|Lieutenant|Col|Colonel|Maj|
Major|Gen|General|Brigadier|Adm|Admiral|Cmdr|Commodore|Cpl|Corporal|Pvt|Private|Trooper|Detective|Officer|Coach|
Manager|Director|Chairman|Chairwoman|Chair|CEO|Nurse|Teacher|Principal|Headteacher|Datuk|Tun|Dato|Haji|Hajah|
Tuan|Cik|Puan|Encik|Ustaz|Tengku|Pengiran|Shri|Smt|Pandit|Ustad|Begum|Sardar|Nawab|Alhaji|Alhaja|Hajiya|Oba|
Otunba|Barrister|Engr|Mallam|Malam|Togbe|Osagyefo|Kgosi|Inkosi|Adv|Advocate|Hon|Mzee|Mwalimu|Herr|Frau|Monsieur|
Madame|Señor|Señora|Doña|Signor|Signora|Comrade|Citizen|Uncle|Auntie|Grandma|Lieutenant Colonel|Major General|
Vice Admiral|Rear Admiral|Chief Superintendent|Assistant Chief Constable|Detective Inspector|
Detective Chief Inspector|Det Supt|Foreign Secretary|Home Secretary|Prime Minister|Deputy Prime Minister|
Attorney General|Lord Justice|Chief Justice|District Attorney|Shadow Chancellor|First Minister|Lord Mayor|
Vice President|House Speaker|Majority Leader|Assembly Member|State Senator|State Rep.|Police Chief|Fire Chief|
Executive Director|Managing Director|Chief Executive|Team Principal|Head Coach|Assistant Coach|Vice-Chancellor|
Pro Vice-Chancellor|Provost|Professor Emeritus|Professor Dame|Professor Sir|Justice Minister|Health Minister|
Tan Sri|Datuk Seri|Rt Hon
""".replace("\n", "").split("|")
OCCUPATIONS = """
accountant|actuary|aerospace engineer|air steward|ambulance driver|anaesthetist|archaeologist|astronomer|
auctioneer|auditor|baker|banker|barber|barrister|beautician|beekeeper|biologist|blacksmith|bookkeeper|bookseller|
botanist|bricklayer|bus driver|businesswoman|butcher|butler|cab driver|cameraman|cameraperson|caretaker|
carpenter|cartoonist|cashier|caterer|chaplain|chauffeur|chemist|childminder|chiropractor|choreographer|
cinematographer|civil servant|cleaner|clerk|cobbler|columnist|composer|conservationist|coroner|counsellor|
courier|croupier|curator|dairy farmer|decorator|dermatologist|dietitian|diver|dockworker|dressmaker|ecologist|
economist|electrician|endocrinologist|engineer|epidemiologist|estate agent|fashion designer|ferryman|financier|
fire chief|fireman|fishmonger|florist|forester|gamekeeper|gardener|geologist|glaciologist|glazier|goldsmith|
groundsman|gynaecologist|hairdresser|handyman|hotelier|housekeeper|housewife|illustrator|immunologist|ironworker|
janitor|jeweller|joiner|jurist|kindergarten teacher|labourer|landlady|landowner|landscaper|lecturer|librarian|
lifeguard|linguist|lobsterman|locksmith|longshoreman|machinist|masseuse|mathematician|mechanic|meteorologist|
microbiologist|milkman|millworker|mixologist|music teacher|nanny|naturalist|neurologist|neuroscientist|newsagent|
notary|nurse practitioner|nutritionist|occupational therapist|oceanographer|oncologist|optician|orthodontist|
osteopath|paediatrician|painter|paleontologist|paralegal|park ranger|pathologist|pharmacist|philosopher|
physicist|physiotherapist|piano tuner|pilot|plasterer|playwright|podiatrist|police officer|postman|postmaster|
potter|printer|probation officer|programmer|proofreader|psychiatrist|psychotherapist|quantity surveyor|
radiographer|radiologist|railwayman|rancher|receptionist|roofer|sailor|schoolteacher|seamstress|security guard|
seismologist|shepherd|singer|social worker|sociologist|software engineer|soldier|sommelier|speechwriter|
stonemason|stuntman|surveyor|tailor|tattooist|tax inspector|taxi driver|telephonist|therapist|tour guide|
toxicologist|trade unionist|train driver|translator|tree surgeon|undertaker|upholsterer|urologist|usher|valet|
veterinarian|virologist|vlogger|volcanologist|waitress|watchmaker|weaver|web designer|welder|wheelwright|
wine merchant|winemaker|zookeeper|zoologist
""".replace("\n", "").split("|")
TITLED = """
“It is over by far,” {title} Anna Lee said.
“It is over by far,” said {title} Anna Lee.
{title} Anna Lee said it was “over by far.”
""".strip().split("\n")
OCCUPIED = """
“It is over by far,” said {a} {what}, Anna Lee.
“It is over by far,” said Anna Lee, {a} {what}.
“It is over by far,” said Anna Lee, {a} {what} from Ghent.
Anna Lee, {a} {what}, said it was “over by far.”
The {what} Anna Lee said it was “over by far.”
His {what}, Anna Lee, said it was “over by far.”
Anna Lee is {a} {what} in Ghent. “It is over by far,” she said.
""".strip().split("\n")


@pytest.mark.parametrize("frame", TITLED)
def test_a_title_is_no_part_of_a_name(frame: str) -> None:
    wrong = []
    for title in TITLES:
        found = [quote.speaker for quote in extract(BEFORE + frame.format(title=title), date="2024-05-10")]
        if found != ["Anna Lee"]:
            wrong.append((title, found))
    assert not wrong


@pytest.mark.parametrize("frame", OCCUPIED)
def test_an_occupation_is_a_role(frame: str) -> None:
    wrong = []
    for what in OCCUPATIONS:
        text = frame.format(what=what, a="an" if what[0] in "aeiou" else "a")
        found = [(quote.speaker, quote.speaker_role) for quote in extract(BEFORE + text, date="2024-05-10")]
        if [(speaker, (role or "")[: len(what)]) for speaker, role in found] != [("Anna Lee", what)]:
            wrong.append((what, found))
    assert not wrong

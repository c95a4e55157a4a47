"""People by what they are: thirty ways to introduce somebody, beside somebody else, and the words that take her up."""

from __future__ import annotations

import pytest

from onrecord import extract

CALLED = {
    "Mayor {}": "the mayor",
    "Senator {}": "the senator",
    "Prof. {}": "the professor",
    "Dr. {}": "the doctor",
    "Chief Constable {}": "the chief constable",
    "{}, a nurse from Ghent,": "the nurse",
    "{}, the party’s treasurer,": "the treasurer",
    "{}, 41,": "the 41-year-old",
    "{}, a mother of three,": "the mother of three",
    "striker {}": "the striker",
    "Labour MP {}": "the MP",
    "the singer {}": "the singer",
    "Judge {}": "the judge",
    "{}, a retired teacher,": "the retired teacher",
    "{}, the museum’s director,": "the director",
    "Sgt. {}": "the sergeant",
    "defence lawyer {}": "the lawyer",
    "Bishop {}": "the bishop",
    "chief executive {}": "the chief executive",
    "Foreign Minister {}": "the foreign minister",
    "{}, a dairy farmer,": "the farmer",
    "goalkeeper {}": "the goalkeeper",
    "{}, a spokeswoman for Acme,": "the spokeswoman",
    "Rep. {}": "the congresswoman",
    "actor {}": "the actor",
    "Premier {}": "the premier",
    "Rev. {}": "the reverend",
    "{}, Acme’s chief economist,": "the economist",
}
PEOPLES = """
American Briton Canadian Australian Norwegian German Italian Belgian Brazilian Argentinian Argentine Mexican
Chilean Colombian Peruvian Venezuelan Cuban Jamaican Nigerian Ghanaian Kenyan Ugandan Tanzanian Ethiopian
Egyptian Moroccan Algerian Tunisian Libyan Israeli Palestinian Jordanian Syrian Iraqi Iranian Saudi Kuwaiti
Qatari Indian Pakistani Bangladeshi Malaysian Singaporean Indonesian Filipina Thai Korean Russian Ukrainian
Hungarian Romanian Bulgarian Serbian Serb Croatian Croat Bosnian Slovenian Slovene Austrian Swede Dane Finn
Icelander Pole Czech Slovak Estonian Latvian Lithuanian Greek Turk Cypriot Maltese Spaniard Scot Welshwoman
Irishwoman Englishwoman Frenchwoman Dutchwoman Texan Californian Ohioan Floridian Virginian Georgian Alaskan
Hawaiian Londoner Glaswegian Liverpudlian Mancunian Geordie Dubliner Parisian Berliner Muscovite Aussie Kiwi
Yorkshirewoman Cornishwoman Queenslander Tasmanian Torontonian Montrealer Bostonian Chicagoan Angeleno
Philadelphian Catalan Basque Bavarian Sicilian Rwandan Senegalese Ivorian Malian Zambian Zimbabwean Namibian
Botswanan Angolan Mozambican Cameroonian Samoan Tongan Fijian Nepali Afghan Portuguese Armenian Azerbaijani
Kazakh Uzbek Mongolian
""".split()
OTHERS = ("Coach Omar Diaz", "Omar Diaz, a plumber,", "Governor Omar Diaz", "the Harbor Trust")
FRAMES = """
{she} arrived in Ghent yesterday. {other} stayed at home.|“It is over by far,” {called} said.
{she} met {other} in Ghent yesterday.|“It is over by far,” said {called}.
{she} said that it was late. {other} said nothing.|“It is over by far,” {called} told reporters.
“It is late,” said {she}.|“We shall see,” said {other}.|“It is over by far,” {called} added.
{other} criticised {she} yesterday.|“It is over by far,” {called} said.
{she} arrived in Ghent yesterday with {other}.|“It is over by far,” she said.
{she} arrived in Ghent yesterday. {other} stayed at home.|“It is over by far,” Lee said.
{she} arrived in Ghent. {other} did not.|The mill is old.|Its roof fell in.|“It is over by far,” {called} said.
{she} arrived in Ghent yesterday. {other} stayed at home.|The next day {called} said that it was “over by far.”
{she} arrived in Ghent. {other}, who met her, said he was “glad.”|The next day {called} called it “over by far.”
""".strip().split("\n")


@pytest.mark.parametrize("frame", FRAMES)
def test_whoever_is_called_so_is_meant(frame: str) -> None:
    wrong = []
    for introduced, called in CALLED.items():
        for other in OTHERS:
            text = frame.format(she=introduced.format("Anna Lee"), other=other, called=called)
            lines = [line[0].upper() + line[1:] for line in text.replace(",.", ".").replace(",,", ",").split("|")]
            found = [quote.speaker for quote in extract("\n\n".join(lines), date="2024-05-10") if "far" in quote.quote]
            if found != ["Anna Lee"]:
                wrong.append((introduced, called, other, found))
    assert not wrong


@pytest.mark.parametrize("frame", ["“It is over by far,” said the {}.", "The {} called it “over by far.”"])
def test_whoever_is_called_by_country_or_town_is_meant(frame: str) -> None:
    wrong = []
    for people in PEOPLES:
        text = f"Anna Lee won in Ghent yesterday, in the rain.\n\n{frame.format(people)}"
        found = [quote.speaker for quote in extract(text, date="2024-05-10")]
        if found != ["Anna Lee"]:
            wrong.append((people, found))
    assert not wrong

"""What metadata calls a language, as a BCP 47 tag: "English" and "eng" are "en", "en_us" is "en-US"."""

from __future__ import annotations

import re

# The languages that news datasets name most: tag, other codes of ISO 639, names.
_NAMES = """
af afr afrikaans | am amh amharic | ar ara arabic | az aze azerbaijani | be bel belarusian
bg bul bulgarian | bn ben bengali bangla | bs bos bosnian | ca cat catalan | cs ces cze czech
cy cym wel welsh | da dan danish | de deu ger german deutsch | el ell gre greek | en eng english
es spa spanish español castilian | et est estonian | eu eus baq basque | fa fas per persian farsi
fi fin finnish | fr fra fre french français | ga gle irish | gl glg galician | gu guj gujarati
ha hau hausa | he heb hebrew iw | hi hin hindi | hr hrv croatian | hu hun hungarian
hy hye arm armenian | id ind indonesian | is isl ice icelandic | it ita italian italiano
ja jpn japanese | ka kat geo georgian | kk kaz kazakh | km khm khmer | kn kan kannada
ko kor korean | ku kur kurdish | ky kir kyrgyz | lo lao | lt lit lithuanian | lv lav latvian
mk mkd mac macedonian | ml mal malayalam | mn mon mongolian | mr mar marathi | ms msa may malay
mt mlt maltese | my mya bur burmese | nb nob bokmål | ne nep nepali | nl nld dut dutch nederlands
nn nno nynorsk | no nor norwegian | pa pan punjabi | pl pol polish polski | ps pus pashto
pt por portuguese português | ro ron rum romanian | ru rus russian | si sin sinhala
sk slk slo slovak | sl slv slovenian slovene | so som somali | sq sqi alb albanian | sr srp serbian
sv swe swedish | sw swa swahili | ta tam tamil | te tel telugu | tg tgk tajik | th tha thai
tl tgl tagalog | tr tur turkish | uk ukr ukrainian | ur urd urdu | uz uzb uzbek | vi vie vietnamese
yo yor yoruba | zh zho chi chinese mandarin | zu zul zulu
"""
_TAGS = {name: names[0] for entry in re.split(r"[|\n]", _NAMES) if (names := entry.split()) for name in names}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)


def tag(value: str) -> str:
    """The BCP 47 tag of a language's code or English name. Raises ValueError with what was expected."""
    words = value.strip().replace("_", "-")
    first = words.partition("-")[0]
    words = _TAGS.get(first.lower(), first) + words.removeprefix(first)
    if not _TAG.fullmatch(words):
        raise ValueError('a BCP 47 tag such as "en" or "en-US"')
    language, *others = words.split("-")
    # Case is convention, not meaning (RFC 5646, 2.1.1): zh-Hant-TW.
    cased = (part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in others)
    return "-".join((language.lower(), *cased))

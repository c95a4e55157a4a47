"""The table of outlets is well-formed, and a URL is looked up in it by host and path."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.publication.outlets import outlet_at, outlets

COUNTRIES = frozenset(
    """
    ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by
    bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk
    fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir
    is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk
    ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm
    pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf
    tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws xk ye yt za zm zw int
    """.split()
)
PLATFORMS = (
    "news.yahoo.com msn.com news.google.com substack.com medium.com blogspot.com wordpress.com youtube.com x.com "
    "facebook.com t.me archive.org prnewswire.com"
).split()

CASES = """
+ https://www.nytimes.com/2024/05/01/world/a.html | The New York Times
+ http://nytimes.com | The New York Times
+ https://cn.nytimes.com/china/ | The New York Times
+ HTTPS://WWW.TheGuardian.COM/World | The Guardian
+ http://www.guardian.co.uk/world | The Guardian
+ https://edition.cnn.com/2024/05/01/a?b=c#d | CNN
+ https://abcnews.go.com/US/story | ABC News
+ https://www.abc.net.au/news/1 | ABC News
+ https://www.bbc.co.uk:443/news | BBC
+ https://www.bbc.co.uk./news | BBC
+ https://anna:secret@www.bbc.co.uk/news | BBC
+ //www.bbc.co.uk/news | BBC
+ bbc.co.uk | BBC
+ www.bbc.co.uk/news | BBC
+ https://bbc.co.uk?page=2 | BBC
+ https://m.timesofindia.indiatimes.com/a | The Times of India
+ https://economictimes.indiatimes.com/a | The Economic Times
+ https://www.thehindu.com/news/a | The Hindu
+ https://frontline.thehindu.com/a | Frontline
+ https://www.bhaskar.com/a | Dainik Bhaskar
+ https://freebeacon.com/a | The Washington Free Beacon
+ https://www.sueddeutsche.de/politik | Süddeutsche Zeitung
+ https://www.süddeutsche.de/politik | Süddeutsche Zeitung
+ https://www.SÜDDEUTSCHE.de/politik | Süddeutsche Zeitung
+ https://www.xn--sddeutsche-9db.de/politik | Süddeutsche Zeitung
+ https://www.nzherald.co.nz/nz/a | The New Zealand Herald
+ https://www.nzherald.co.nz/northern-advocate | The Northern Advocate
+ https://www.nzherald.co.nz/Northern-Advocate/news/a/ | The Northern Advocate
+ https://www.nzherald.co.nz/northern-advocate-archive/a | The New Zealand Herald
+ https://www.stuff.co.nz/the-post/a | The Post
+ https://www.cbc.ca/news/a | CBC News
+ https://thewest.com.au/a | The West Australian
+ https://www.perthnow.com.au/a | PerthNow
+ https://www.lemonde.fr/a | Le Monde
- https://notbbc.co.uk/news
- https://bbc.co.uk.example.com/news
- https://example.com/https://bbc.co.uk
- https://example.com/?u=bbc.co.uk
- https://example.com\\@bbc.co.uk/news
- https://bbc.co.uk@example.com/
- https://go.com/
- https://indiatimes.com/
- https://co.uk/
- https://uk/
- bbc
- anna@bbc.co.uk
- mailto:anna@bbc.co.uk
- ftp://bbc.co.uk/news
- javascript:location='https://bbc.co.uk'
- bbc.co.uk is down
- http://bbc..co.uk/
- http://[
- http://[::1]/
- http://127.0.0.1/
- http://
- https://
- //
- .
- %
- None
"""
FOUND = [tuple(line[2:].split(" | ")) for line in CASES.splitlines() if line.startswith("+")]
NOBODYS = [line[2:] for line in CASES.splitlines() if line.startswith("-")]


def tables() -> dict[str, dict[str, Any]]:
    path = files("onrecord.publication").joinpath("outlets.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("url", "outlet"), FOUND)
def test_the_outlet_of_a_url(url: str, outlet: str) -> None:
    assert outlet_at(url) == outlet


@pytest.mark.parametrize("url", ["", " ", *NOBODYS, *(f"https://{platform}/a" for platform in PLATFORMS)])
def test_a_url_of_no_outlet(url: str) -> None:
    assert outlet_at(url) is None


def test_space_around_a_url_is_no_part_of_it() -> None:
    assert outlet_at(" https://bbc.co.uk/news\n") == "BBC"


def test_every_entry_is_found_by_its_own_key() -> None:
    for table in tables().values():
        for key, name in table.items():
            assert outlet_at(f"https://www.{key}") == outlet_at(f"{key}/") == name


def test_there_are_outlets_enough() -> None:
    assert len(set(outlets().values())) >= 3000
    assert len(tables()) >= 150


def test_countries_are_of_iso_3166() -> None:
    assert tables().keys() <= COUNTRIES


def test_domains_are_well_formed_unique_and_sorted() -> None:
    domain = re.compile(r"(?!www\.)(?:[^\W_](?:[^\W_]|-)*\.)+[^\W\d_]{2,}(?:/[a-z0-9-]+)?")
    seen: set[str] = set()
    for country, table in tables().items():
        assert list(table) == sorted(table), country
        for key in table:
            assert domain.fullmatch(key), key
            assert key == key.lower(), key
            assert key not in seen, key
            seen.add(key)


def test_a_subdomain_is_listed_only_where_its_outlet_is_another() -> None:
    names = outlets()
    for key, name in names.items():
        parent = key.partition("/")[0] if "/" in key else key.partition(".")[2]
        while parent:
            assert names.get(parent) != name, key
            parent = parent.partition(".")[2]


def test_names_have_no_outer_or_double_space() -> None:
    for name in outlets().values():
        assert isinstance(name, str)
        assert name, name
        assert name == " ".join(name.split()), name


@given(st.text(st.characters()) | st.text(alphabet="htps:/@[].?#bco\\uk%ü。\ud800 ", max_size=40))
def test_no_text_is_an_error(text: str) -> None:
    for url in (text, f"http://{text}", f"https://bbc.co.uk{text}", f"{text}.bbc.co.uk"):
        assert outlet_at(url) is None or outlet_at(url) in outlets().values()


@pytest.mark.parametrize("part", ["a", "a.", "@", "/", " ", "\n", "http://", ":", "[", "1", "ü", "ü.", "%41"])
def test_a_long_text_is_no_slower(part: str) -> None:
    assert outlet_at(part * (10_000_000 // len(part))) is None
    assert outlet_at("http://" + part * (10_000_000 // len(part))) is None

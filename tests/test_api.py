"""What ``import onrecord`` offers, and how little it takes."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

import onrecord
from onrecord.dataset.records import line
from onrecord.dataset.schemas import validator
from onrecord.model import Cue, Passage

TEXT = "“We will mend the quay,” said Ada Quill, the harbour master, on Monday.\n\n“Nobody asked us,” she added."


def test_extract_gives_a_record_per_quote() -> None:
    first, second = onrecord.extract(TEXT, date="2024-03-06", outlet="The Harbour Post", article_id="quay")
    assert (first.quote, first.speaker, first.speaker_kind) == ("We will mend the quay,", "Ada Quill", "person")
    assert (second["quote"], second["speaker"]) == ("Nobody asked us,", "Ada Quill")
    assert (first.said_on, first.said_on_precision) == ("2024-03-04", "day")
    assert (first.outlet, first.date, first.article_id) == ("The Harbour Post", "2024-03-06", "quay")
    assert all(TEXT[one.start : one.end] == one.quote for one in (first, second))


def test_the_parts_of_an_utterance_share_its_cue_and_addressee() -> None:
    first, second, other = onrecord.extract(
        "“We looked,” Ada Quill told reporters, “and found nothing.” Bo Day nodded: “Yes.”"
    )
    assert (first.utterance_id, first.parts) == (second.utterance_id, 2)
    assert first.cue == second.cue == Cue("told", 23, 27, "tell")
    assert first.addressee == second.addressee == Passage("reporters", 28, 37)
    assert (other.cue, other.addressee) == (None, None)


def test_extract_takes_every_fact_of_an_article() -> None:
    (record,) = onrecord.extract(
        "“Yes,” said Ada Quill.",
        date=datetime.date(2024, 3, 6),
        outlet="The Harbour Post",
        url="https://harbour.example/quay",
        title="Quay",
        author="Bo Day",
        language="en-GB",
    )
    given = (record.date, record.outlet, record.url, record.title, record.author)
    assert given == ("2024-03-06", "The Harbour Post", "https://harbour.example/quay", "Quay", "Bo Day")
    assert record.language == "en"
    assert not list(validator("quote").iter_errors(json.loads(line(record))))


@pytest.mark.parametrize("text", ["", " \n\t", "…", "Nobody is quoted."])
def test_extract_finds_nothing_in(text: str) -> None:
    assert onrecord.extract(text) == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"text": "“Half\ud800,” said Ada Quill."}, r"text: .*character 5 is half of one"),
        ({"title": "Half\udc00"}, "title: .*surrogates come in pairs"),
        ({"article_id": "Half\udc00"}, "id: .*surrogates come in pairs"),
        ({"date": "soon"}, "date: expected a date as YYYY-MM-DD; it is 'soon'"),
        ({"date": "2024-02-31"}, "date: expected a date as YYYY-MM-DD: day is out of range"),
        ({"date": "05/03/2024"}, "date: .*can be read as day and month or as month and day"),
        ({"language": "the Queen's"}, "language: expected a BCP 47 tag"),
        ({"author": 7}, "author: expected a string"),
        ({"text": b"Ada Quill"}, "text: expected a string, found bytes"),
        ({"text": None}, "text: expected a string, found NoneType"),
    ],
)
def test_extract_says_what_is_wrong(given: dict[str, object], message: str) -> None:
    with pytest.raises(onrecord.DataError, match=message) as caught:
        onrecord.extract(**{"text": TEXT, **given})  # type: ignore[arg-type]
    assert isinstance(caught.value, onrecord.OnrecordError)


def test_build_and_validate(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text(TEXT, encoding="utf-8")
    summary = onrecord.build(tmp_path / "quay.txt", tmp_path / "out")
    assert (summary.manifest.counts.articles, summary.manifest.counts.quotes) == (1, 2)
    assert summary.speakers == {"Ada Quill": 2}
    assert onrecord.validate(tmp_path / "out") == ()
    # the modules that do the work are not in the way of the functions
    assert callable(onrecord.build)
    assert callable(onrecord.validate)


def test_every_public_name_is_there() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name)
    assert onrecord.Record.__name__ == "Record"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = onrecord.nothing


HEAVY = {"click", "dataclasses", "dateparser", "datasets", "jsonschema", "numpy", "pandas", "pyarrow", "regex"} | {
    *("tqdm", "yaml", "onrecord.pipeline", "onrecord.model")
}
HELP = "import sys; from onrecord.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"


@pytest.mark.parametrize("code", ["import sys, onrecord\n", HELP])
def test_nothing_heavy_is_imported_before_it_is_used(code: str) -> None:
    code += "print(*sys.modules, file=sys.stderr)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stderr
    assert "onrecord" in modules.split()
    assert not HEAVY & set(modules.split())


@pytest.mark.parametrize("arguments", [["-c", "import onrecord"], ["-m", "onrecord", "--help"]])
def test_starting_takes_less_than_ten_times_as_long_as_python(arguments: list[str]) -> None:
    def seconds(*arguments: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    pairs = [(seconds(*arguments), seconds("-c", "pass")) for _ in range(5)]
    assert min(ours for ours, _ in pairs) < 10 * min(bare for _, bare in pairs)

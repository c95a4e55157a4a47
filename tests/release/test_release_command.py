"""``onrecord release`` and ``onrecord rehydrate``: exit codes, messages, and bytes that repeat."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from released import SAMPLES, content

import onrecord
from onrecord.cli import main

pytest_plugins = ("release_fixtures",)


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as done:
        main([str(argument) for argument in arguments])
    return int(str(done.value.code))


def test_release_and_back(
    samples: Path, full_release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--name", "samples", "--version", "1.0.0", "--licence", "own")
    assert run("release", samples, "--to", tmp_path / "less", "--words", "standoff", *options) == 0
    out = capsys.readouterr().out
    assert "samples 1.0.0, words: standoff" in out
    assert "nothing leaks" in out
    assert run("rehydrate", tmp_path / "less", "--from", SAMPLES, "--to", tmp_path / "back") == 0
    assert content(tmp_path / "back") == content(full_release)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--version", "1.0"), 2, "expected three numbers"),
        (("--version", "1.0.0", "--name", "a/b"), 2, "--name"),
        (("--version", "1.0.0", "--proportions", "80/30"), 2, "expected three numbers such as 80/10/10"),
        (("--version", "1.0.0", "--proportions", "a/b/c"), 2, "expected three numbers such as 80/10/10"),
        (("--version", "1.0.0", "--words", "full"), 1, "no licence given"),
        (("--version", "1.0.0", "--licence", "?!"), 2, "expected a licence"),
        (("--version", "1.0.0", "--previous", "nowhere"), 2, "is no release"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    options: tuple[str, ...], code: int, said: str, samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("release", samples, "--to", tmp_path / "out", "--name", "samples", *options) == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_invalid_dataset_is_refused_and_its_breaches_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    onrecord.build(SAMPLES / "northwire", tmp_path / "built")
    path = tmp_path / "built/quotes.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"part": 1', '"part": 7', 1), encoding="utf-8")
    assert run("release", tmp_path / "built", "--to", tmp_path / "out", "--name", "n", "--version", "1.0.0") == 1
    said = capsys.readouterr().err
    assert "quotes.jsonl, line 1" in said
    assert "field part" in said
    assert not (tmp_path / "out").exists()


def test_what_is_no_release_is_not_replaced(samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("mine", encoding="utf-8")
    options = ("--name", "samples", "--version", "1.0.0")
    assert run("release", samples, "--to", tmp_path / "mine", *options) == 2
    assert run("release", samples, "--to", samples, *options) == 2
    assert run("release", samples, "--to", samples / "release", *options) == 2
    assert "name another folder" in capsys.readouterr().err
    assert sorted(path.name for path in samples.iterdir()) == [
        "articles.jsonl",
        "manifest.json",
        "quotes.jsonl",
        "rejected.jsonl",
    ]


def test_a_release_is_replaced_whole(samples: Path, tmp_path: Path) -> None:
    options = ("--name", "samples", "--version", "1.0.0")
    assert run("release", samples, "--to", tmp_path / "out", "--words", "standoff", *options) == 0
    (tmp_path / "out/notes.txt").write_text("mine", encoding="utf-8")
    assert run("release", samples, "--to", tmp_path / "out", *options) == 0
    assert run("release", samples, "--to", tmp_path / "fresh", *options) == 0
    found = content(tmp_path / "out")
    assert found.pop("notes.txt") == b"mine"
    assert found == content(tmp_path / "fresh")
    assert run("release", tmp_path / "out", "--to", tmp_path / "again", *options) == 1


def test_withdrawn_that_are_not_there_are_told(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.txt").write_text("q_0123456789abcdef request\n", encoding="utf-8")
    options = ("--name", "samples", "--version", "1.0.0", "--withdrawn", tmp_path / "list.txt")
    assert run("release", samples, "--to", tmp_path / "out", *options) == 0
    assert "1 withdrawn are not in this dataset" in capsys.readouterr().err


def test_bytes_repeat_on_other_days_in_other_orders(samples: Path, quotes_release: Path, tmp_path: Path) -> None:
    built = tmp_path / "other-order"
    files = sorted((path for path in SAMPLES.rglob("*") if path.suffix in (".txt", ".jsonl")), reverse=True)
    onrecord.build(files, built)
    assert (built / "articles.jsonl").read_bytes() != (samples / "articles.jsonl").read_bytes()
    days = tmp_path / "days.py"
    days.write_text(
        "import sys, time, datetime\n"
        "time.time = lambda: 4e9\n"
        "time.time_ns = lambda: 4 * 10**18\n"
        "from onrecord.cli import main\n"
        "main(sys.argv[1:])\n",
        encoding="utf-8",
    )
    names = ("--name", "samples", "--version", "1.0.0")
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}
    command = [sys.executable, str(days), "release", str(built), "--to", str(tmp_path / "out"), *names]
    subprocess.run(command, check=True, env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL)
    expected, found = content(quotes_release), content(tmp_path / "out")
    assert expected.keys() == found.keys()
    differ = {name for name in expected if expected[name] != found[name]}
    # The manifest says where the articles were read from: a folder there, files here.
    assert differ <= {"manifest.json", "checksums.sha256"}
    manifests = [json.loads(files["manifest.json"]) for files in (expected, found)]
    for one in manifests:
        for given in one["build"]["inputs"]:
            given["name"] = Path(given["name"]).name
        one["build"]["inputs"].sort(key=lambda given: (given["name"], given["sha256"]))
    assert manifests[0] == manifests[1]


def test_help_waits_for_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    code = (
        "import sys, onrecord, onrecord.cli, onrecord.commands.release, onrecord.commands.rehydrate\n"
        "heavy = {'datasets', 'pyarrow', 'huggingface_hub', 'mlcroissant', 'numpy', 'yaml', 'jsonschema'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_the_function_can_be_called_again(samples: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        made = onrecord.release(samples, to=tmp_path / name, name="samples", version="1.0.0")
        assert made.folder == tmp_path / name
        assert made.manifest["counts"]["articles"] == 15

"""Publishing by the unmodified client to a Hub on 127.0.0.1, from the command line to ``load_dataset`` at the tag."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clients import Client, Ran, client, environment, run
from releases import changed, release, seal

import onrecord
from hub_server import READER, TOKEN, Server, Stored, serve
from onrecord.errors import CommandError
from onrecord.release.shape import CONFIGS, SPLITS

pytest_plugins = ("made_once",)

LOAD = """
import json, sys
from datasets import load_dataset
found = {}
for config in sys.argv[2:]:
    name = None if config == "quotes" else config
    for streaming in (False, True):
        loaded = load_dataset(sys.argv[1], name, revision="v1.0.0", streaming=streaming)
        found[f"{config} {streaming}"] = {split: list(rows) for split, rows in loaded.items()}
print(json.dumps(found, default=str))
"""


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a release."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def published(server: Server, name: str, tag: str = "v1.0.0") -> dict[str, bytes]:
    """What a repository holds at a tag, the Hub's own file left out."""
    repository = server.repositories[name]
    files = repository.commits[repository.tags[tag]]
    return {path: one.data for path, one in files.items() if path != ".gitattributes"}


def rows(folder: Path, config: str) -> dict[str, list[Any]]:
    """The rows of a release by split, from its JSON lines."""
    found = {}
    for split in SPLITS:
        path = folder / ("data" if config == "quotes" else config) / f"{split}.jsonl"
        if path.is_file():
            found[split] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(Server(page=10)) as found:
        yield found
        assert not any(TOKEN in one for one in found.requests)


@pytest.fixture(scope="module")
def publish(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """``onrecord publish`` in a process that stays."""
    home = tmp_path_factory.mktemp("home")
    with (home / "stderr").open("w") as stderr, client(environment(server.address, home), stderr) as found:
        yield found
    assert TOKEN not in (home / "stderr").read_text()


@pytest.fixture(autouse=True)
def _no_trouble(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "server" in request.fixturenames:
        request.getfixturevalue("server").troubles.clear()


def fails(done: Ran, *said: str, code: int = 2) -> None:
    """The command failed with these words in its last line, and nothing beside its steps."""
    assert done.code == code, done.err
    assert done.out == ""
    assert all(line.startswith("onrecord: ") for line in done.err.splitlines()), done.err
    for words in said:
        assert words in done.err


def test_publish_then_load(whole: Path, tmp_path: Path) -> None:
    with serve(Server(page=10)) as server:
        env = environment(server.address, tmp_path)
        done = run(env, "publish", whole, "harbour/samples")
        assert done.code == 0, done.err
        assert done.out.endswith('\n\nload_dataset("harbour/samples", revision="v1.0.0")\n')
        assert "published harbour-quotes 1.0.0 (private)" in done.out
        assert f"{server.address}/datasets/harbour/samples/tree/v1.0.0" in done.out
        steps = ["checking", "looking", "creating", "uploading", "comparing", "tagging"]
        assert re.findall(r"^onrecord: (\w+) ", done.err, re.M) == steps, "steps, and no bar where there is no terminal"
        assert len(done.err.splitlines()) == len(steps)

        repository = server.repositories["harbour/samples"]
        assert repository.private
        assert published(server, "harbour/samples") == contents(whole)
        assert repository.commits[repository.tags["v1.0.0"]].keys() - contents(whole).keys() == {".gitattributes"}

        code = [sys.executable, "-c", LOAD, "harbour/samples", *CONFIGS]
        loaded = subprocess.run(code, env=env, capture_output=True, text=True, timeout=200, check=True)
        found = json.loads(loaded.stdout)
        for config in CONFIGS:
            assert found[f"{config} False"] == found[f"{config} True"] == rows(whole, config)

        before = len(server.requests)
        again = run(env, "publish", whole, "harbour/samples")
        fails(again, "v1.0.0 of harbour/samples is published already, with these very files", "load_dataset(")
        del server.requests[:before]
        assert server.wrote() == []


def killed(server: Server, env: dict[str, str], folder: Path, request: str, after: int) -> None:
    """Publish, and let SIGKILL end it while it waits for an answer."""
    started = threading.Event()

    def kill() -> None:
        started.wait()
        process.send_signal(signal.SIGKILL)
        process.wait()

    server.trouble(request, after=after, times=1, do=kill, drop=True)
    command = [sys.executable, "-m", "onrecord", "publish", str(folder), "harbour/samples"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        started.set()
        out, err = process.communicate(timeout=100)
    assert process.returncode == -signal.SIGKILL
    assert TOKEN.encode() not in out + err
    assert server.repositories["harbour/samples"].tags == {}


def test_a_killed_upload_goes_on(whole: Path, tmp_path: Path) -> None:
    with serve() as server:
        env = environment(server.address, tmp_path)
        killed(server, env, whole, "PUT /lfs/", after=3)
        repository = server.repositories["harbour/samples"]
        stored = set(repository.large)
        assert stored, "some were sent"
        assert len(repository.commits) == 1, "nothing was committed but what the Hub itself begins with"
        del server.requests[:]
        done = run(env, "publish", whole, "harbour/samples")
        assert done.code == 0, done.err
        assert "creating" not in done.err
        sent = {request.rpartition("/")[2] for request in server.requests if request.startswith("PUT /lfs/")}
        assert sent
        assert sent.isdisjoint(stored), "what was there is not sent again"
        assert published(server, "harbour/samples") == contents(whole)


def test_a_killed_upload_of_several_commits_goes_on(small: Path, tmp_path: Path) -> None:
    """As the client uploads with Xet: commit after commit, here of files that are too small for it."""
    folder = Path(shutil.copytree(small, tmp_path / "release"))
    for number in range(300):  # more than the client puts in one commit
        (folder / "figures" / f"{number}.svg").write_text(f"<svg>{number}</svg>")
    seal(folder)
    with serve() as server:
        server.large = ()
        env = environment(server.address, tmp_path, HF_HUB_DISABLE_XET="0")
        killed(server, env, folder, "POST /api/datasets/harbour/samples/commit/", after=1)
        repository = server.repositories["harbour/samples"]
        partial = repository.files.keys() - {".gitattributes"}
        assert partial < contents(folder).keys()
        assert partial
        done = run(env, "publish", folder, "harbour/samples")
        assert done.code == 0, done.err
        assert re.search(rf"uploading \d+ files, \d\.\d MB, {len(partial)} of them there already", done.err)
        assert published(server, "harbour/samples") == contents(folder)


@pytest.mark.parametrize(("request_", "late"), [("POST /api/datasets/.*/tag/", False), (".*/commit/main", True)])
def test_a_break_before_the_tag(server: Server, publish: Client, small: Path, request_: str, late: bool) -> None:
    name = f"harbour/break-{late}"
    server.trouble(request_, times=1, status=502, late=late)
    fails(publish("publish", small, name), "the Hub is in trouble (HTTP 502)", "run the same command again")
    assert server.repositories[name].tags == {}
    assert len(server.repositories[name].commits) == 2
    assert publish("publish", small, name).code == 0
    assert published(server, name) == contents(small)
    assert len(server.repositories[name].commits) == 2, "what was committed is not committed again"


def test_dry_run_asks_nothing(server: Server, publish: Client, small: Path) -> None:
    before = len(server.requests)
    done = publish("publish", small, "harbour/dry", "--dry-run", "--public", HF_TOKEN="")
    assert done.code == 0, done.err
    assert len(server.requests) == before
    assert "would publish harbour-quotes 1.0.0, words: quotes" in done.out
    assert f"harbour/dry at {server.address}" in done.out
    assert "public" in done.out
    assert "v1.0.0" in done.out
    for path, data in contents(small).items():
        assert re.search(rf"^ +{len(data):,}  {re.escape(path)}$", done.out, re.M)
    assert "nothing was sent" in done.out


def test_in_python(small: Path) -> None:
    plan = onrecord.publish(small, "harbour/samples", dry_run=True)
    assert (plan.tag, plan.commit, plan.private) == ("v1.0.0", None, True)
    assert plan.line == 'load_dataset("harbour/samples", revision="v1.0.0")'
    with pytest.raises(CommandError, match="expected an owner and a name such as ada/my-quotes, found 'samples'"):
        onrecord.publish(small, "samples", dry_run=True)
    with pytest.raises(CommandError, match="REPO_ID: Repo id must"):
        onrecord.publish(small, "harbour/sam ples", dry_run=True)


def test_what_does_not_agree_asks_nothing(server: Server, publish: Client, small: Path, tmp_path: Path) -> None:
    before = len(server.requests)
    broken = changed(small, tmp_path / "broken", "LICENSE", lambda text: text + "!", sealed=False)
    fails(
        publish("publish", broken, "harbour/broken"),
        "LICENSE: expected SHA-256 ",
        code=1,
    )
    fails(publish("publish", small.parent / "built", "harbour/broken"), "onrecord release DIR --to OUT", code=1)
    fails(publish("publish", tmp_path / "nowhere", "harbour/broken"), "is not a folder")
    fails(
        publish("publish", small, "harbour/broken", HF_TOKEN=""), "no token for the Hub: hf auth login, or set HF_TOKEN"
    )
    fails(publish("publish", small, "harbour/broken", HF_TOKEN=f"{TOKEN} {TOKEN}"), "has characters that no token has")
    assert len(server.requests) == before


# Which request goes wrong, how, and what is said.
FAILURES: dict[str, tuple[str, dict[str, Any], str]] = {
    "401": ("GET /api/whoami-v2", {"status": 401}, "signing in: the token is not accepted"),
    "402": (
        "POST /api/repos/create",
        {"status": 402, "message": "Private storage is full"},
        "creating harbour/402: the account's plan does not allow it (Private storage is full)",
    ),
    "403": (".*/commit/main", {"status": 403}, "the token may not do that"),
    "404": (".*/commit/main", {"status": 404, "code": "RepoNotFound"}, "harbour/404 was not found"),
    "409": (
        "POST /api/repos/create",
        {"status": 409},
        "creating harbour/409: it is there, but the token may not see it",
    ),
    "409 at the tag": (
        ".*/tag/",
        {"status": 409},
        "tagging v1.0.0: harbour/409-at-the-tag was changed by somebody else",
    ),
    "412": (".*/commit/main", {"status": 412}, "harbour/412 was changed by somebody else meanwhile"),
    "413": (".*/commit/main", {"status": 413, "message": "Too large"}, "the Hub refused (HTTP 413) (Too large)"),
    "429": ("GET /api/whoami-v2", {"status": 429}, "signing in: too many requests"),
    "500": ("GET /api/datasets/.*/refs", {"status": 500}, "looking at harbour/500: the Hub is in trouble (HTTP 500)"),
    "503 for long": (
        "PUT /lfs/",
        {"status": 503},
        "uploading to harbour/503-for-long: the Hub is in trouble (HTTP 503)",
    ),
    "no answer": ("GET /api/datasets/.*/refs", {"wait": 1.5}, "no answer from http://127.0.0.1:"),
    "no connection": ("GET /api/whoami-v2", {"drop": True}, "cannot be reached ("),
}


@pytest.mark.parametrize("case", FAILURES)
def test_failures_are_told(server: Server, publish: Client, small: Path, case: str) -> None:
    request, trouble, said = FAILURES[case]
    name = f"harbour/{case.replace(' ', '-')}"
    server.trouble(request, **trouble)
    done = publish("publish", small, name, *(["--timeout", "0.5"] if case == "no answer" else []))
    fails(done, said)
    last = done.err.splitlines()[-1]
    assert len(last) < 400
    assert re.search(
        r"run the same command again|hf auth login|needs the right|check its name|may read it|\(\w", last
    ), last
    assert not server.repositories.get(name) or server.repositories[name].tags == {}


def test_short_troubles_are_got_over(server: Server, publish: Client, small: Path) -> None:
    """A request without an answer is given up and made again, also where the library would wait for ever."""
    server.trouble("GET /api/datasets/harbour/short/tree/", times=1, wait=3)
    server.trouble("PUT /lfs/", times=1, status=500)
    assert publish("publish", small, "harbour/short", "--timeout", "1").code == 0
    assert published(server, "harbour/short") == contents(small)
    first = next(iter(server.repositories["harbour/short"].commits))
    assert server.requests.count(f"GET /api/datasets/harbour/short/tree/{first}") == 2


def test_other_troubles(server: Server, publish: Client, small: Path, tmp_path: Path) -> None:
    unreachable = environment("http://127.0.0.1:9", tmp_path)
    fails(run(unreachable, "publish", small, "harbour/other"), "http://127.0.0.1:9 cannot be reached", "HF_ENDPOINT")
    fails(run({**unreachable, "HF_HUB_OFFLINE": "1"}, "publish", small, "harbour/other"), "HF_HUB_OFFLINE is set")
    fails(publish("publish", small, "harbour/other", HF_TOKEN="hf_unknown"), "the token is not accepted")
    fails(publish("publish", small, "harbour/other", HF_TOKEN=READER), "the token may not do that")
    fails(publish("publish", small, "elsewhere/other"), "creating elsewhere/other: the token may not do that")
    server.trouble("GET /api/datasets/harbour/other$", status=404, code="RepoNotFound")
    fails(publish("publish", small, "harbour/other"), "harbour/other was created, but cannot be seen")


def test_a_card_that_does_not_come(server: Server, publish: Client, small: Path) -> None:
    server.add("harbour/card", {"README.md": b"---\npretty_name: harbour-quotes\n---\n"})
    server.trouble(".* /datasets/harbour/card/resolve/", status=500)
    fails(publish("publish", small, "harbour/card"), "reading the card of harbour/card: ", "run the same command again")
    server.troubles.clear()
    server.trouble(".* /datasets/harbour/card/resolve/", drop=True)
    fails(publish("publish", small, "harbour/card"), "reading the card of harbour/card: ", "cannot be reached (")


def test_a_card_that_the_hub_does_not_take(server: Server, publish: Client, small: Path) -> None:
    server.trouble("POST /api/validate-yaml", status=400, message='"licence" must be one of those known')
    fails(
        publish("publish", small, "harbour/yaml"),
        'Invalid metadata in README.md. - "licence" must be one of those known',
    )


def test_a_file_that_is_taken_away(server: Server, publish: Client, small: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small, tmp_path / "release"))
    path = folder / "parquet" / "quotes" / "train.parquet"
    server.trouble("POST /api/datasets/.*/preupload/", do=path.unlink)
    fails(publish("publish", folder, "harbour/gone"), "train.parquet")
    assert server.repositories["harbour/gone"].tags == {}


@pytest.mark.parametrize("debug", ["0", "1"])
def test_no_output_has_the_token(server: Server, publish: Client, small: Path, debug: str) -> None:
    """Not even where the Hub says it; every other output of these tests is searched for it too."""
    server.trouble("GET /api/whoami-v2", status=400, message=f"Authorization: Bearer {TOKEN}, {TOKEN}")
    done = publish("publish", small, "harbour/echo", ONRECORD_DEBUG=debug, HF_DEBUG=debug)
    assert done.code == 2
    assert ("Traceback" in done.err) == (debug == "1")
    assert "signing in: the Hub refused (HTTP 400) (Authorization: Bearer <token>, <token>)" in done.err
    server.troubles.clear()
    server.trouble("PUT /lfs/", status=403, message=f"no {TOKEN}")
    done = publish("publish", small, "harbour/echo", ONRECORD_DEBUG=debug)
    assert done.code == 2
    assert "s3cret" not in done.err, "an address that is signed is a key as well"


def test_what_the_hub_lists_is_compared(server: Server, publish: Client, small: Path) -> None:
    name = "harbour/tampered"

    def tamper() -> None:
        repository = server.repositories[name]
        files = repository.commits[repository.branches["main"]]
        files["LICENSE"] = Stored(b"?" * len(files["LICENSE"].data))
        table = files["parquet/quotes/train.parquet"]
        files["parquet/quotes/train.parquet"] = Stored(table.data[::-1], large=True)
        files["more.txt"] = Stored(b"?")
        del files["CITATION.cff"]

    server.trouble(".*/commit/main", late=True, do=tamper)
    done = publish("publish", small, name)
    assert done.code == 2
    lines = [line.removeprefix("onrecord: ") for line in done.err.splitlines()[-6:]]
    assert lines[0] == f"{name} does not hold what was sent, so v1.0.0 was not made:"
    assert [line.partition(":")[0] for line in lines[1:5]] == [
        "CITATION.cff",
        "LICENSE",
        "more.txt",
        "parquet/quotes/train.parquet",
    ]
    assert "run the same command again" in lines[5]
    assert server.repositories[name].tags == {}
    server.troubles.clear()
    assert publish("publish", small, name).code == 0, "the same command puts it right"
    assert published(server, name) == contents(small)


def test_versions(server: Server, publish: Client, small: Path, built: Path, tmp_path: Path) -> None:
    name = "harbour/versions"
    second = release(built, tmp_path / "second", version="1.1.0", shard_bytes=3_000, previous=small)
    assert publish("publish", small, name).code == 0
    assert publish("publish", second, name).code == 0
    assert published(server, name) == contents(small)
    assert published(server, name, "v1.1.0") == contents(second), "what the new version has no more is removed"

    other = changed(small, tmp_path / "other", "CITATION.cff", lambda text: text + "# other\n")
    fails(publish("publish", other, name), "v1.0.0 of harbour/versions is published already, with other files")
    late = changed(small, tmp_path / "late", "manifest.json", lambda text: text.replace('"1.0.0"', '"1.0.1"'))
    before = len(server.wrote())
    fails(publish("publish", late, name), "has a newer version already, v1.1.0", "--force")
    assert len(server.wrote()) == before
    assert publish("publish", late, name, "--force").code == 0
    assert server.repositories[name].tags.keys() == {"v1.0.0", "v1.1.0", "v1.0.1"}


# What a repository holds, whether it is taken for this dataset's, and what is said where it is not.
HELD: dict[str, tuple[dict[str, bytes], str | None]] = {
    "nothing": ({".gitattributes": b""}, None),
    "a card that names nothing": ({"README.md": b"---\nlicense: cc-by-4.0\n---\n"}, None),
    "a card without YAML": ({"README.md": b"Quotes, one day."}, None),
    "part of an upload": ({"LICENSE": b"", "data/train.jsonl": b""}, None),
    "an older upload": ({"README.md": b"---\npretty_name: harbour-quotes\n---\n", "old.txt": b""}, None),
    "another dataset": (
        {"README.md": b"---\npretty_name: Gulls\n---\n"},
        "holds the dataset 'Gulls', not 'harbour-quotes'",
    ),
    "other files": ({"gulls.csv": b"name\n"}, "holds files of something else (gulls.csv …), not 'harbour-quotes'"),
    "a card and rows": (
        {"README.md": b"Gulls", "data/train.jsonl": b""},
        "files of something else (data/train.jsonl …)",
    ),
    "a broken card": ({"README.md": b"---\n: [\n---\n", "a.csv": b""}, "files of something else (a.csv …)"),
}


@pytest.mark.parametrize("case", HELD)
def test_what_a_repository_holds(server: Server, publish: Client, small: Path, case: str) -> None:
    files, said = HELD[case]
    name = f"harbour/held-{case.replace(' ', '-')}"
    server.add(name, files)
    done = publish("publish", small, name)
    if said:
        fails(done, said, "name another repository (--force replaces what its main branch holds)")
        assert server.repositories[name].files == files
        done = publish("publish", small, name, "--force")
    assert done.code == 0, done.err
    assert published(server, name) == contents(small)


def test_visibility(server: Server, publish: Client, small: Path) -> None:
    assert publish("publish", small, "harbour/open", "--public").code == 0
    assert not server.repositories["harbour/open"].private
    server.add("harbour/seen", {}, private=False)
    fails(publish("publish", small, "harbour/seen"), "harbour/seen is public: --public publishes there")
    server.add("harbour/hidden", {})
    fails(publish("publish", small, "harbour/hidden", "--public"), "harbour/hidden is private: leave out --public")


def test_help_does_not_wait_for_the_hub() -> None:
    code = "import sys, onrecord, onrecord.commands.publish; sys.exit('huggingface_hub' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

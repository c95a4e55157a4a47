"""A build by many tasks is the build on one machine, byte for byte, however it is shared out and whatever is killed."""

from __future__ import annotations

import json
import os
import pickle
import random
import subprocess
import sys
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import datasets
import pytest
from datatrove.executor import LocalPipelineExecutor

import onrecord
from onrecord.cluster import Build, plan, shares
from onrecord.dataset import shard
from onrecord.dataset.validate import validate
from onrecord.dataset.write import DatasetWriter
from onrecord.errors import CannotResume, CommandError, DataError, OutputInTheWay
from onrecord.read import Part, SourceFile

SAMPLES = Path(__file__).parents[2] / "generator" / "onrecord" / "samples"


def contents(dataset: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(dataset.iterdir())}


def run(build: Build) -> None:
    """What executors do, in an order in which they may do it."""
    for rank in reversed(range(build.tasks)):
        build.extract.run(rank=rank, world_size=build.tasks)
    build.join.run()


def executors(build: Build, workers: int) -> LocalPipelineExecutor:
    extract = LocalPipelineExecutor(
        [build.extract], tasks=build.tasks, workers=workers, logging_dir=build.logs("extract")
    )
    return LocalPipelineExecutor([build.join], logging_dir=build.logs("join"), depends=extract)


def page(words: str) -> str:
    paragraphs = f"<p>{words} The quay was closed on Monday, and the ferry did not call at the island all day.</p>" * 3
    return f"<html><head><title>{words[:20]}</title></head><body><article>{paragraphs}</article></body></html>"


def mixed(folder: Path, seed: int) -> Path:
    """Files of many forms, with repeats across them, complaints about metadata that many share, and empty ones."""
    chance = random.Random(seed)
    folder.mkdir()

    def row() -> str:
        said = f"“We will mend berth {chance.randrange(30)},” said Ada Quill."
        made: dict[str, Any] = {
            "id": f"a{chance.randrange(200)}",
            "url": f"https://gull.example/{chance.randrange(200)}",
        }
        made |= (
            {"html": page(said)} if chance.random() < 0.2 else {"text": said + " It was late." * chance.randrange(9)}
        )
        return json.dumps(made) if chance.random() < 0.9 else "{"

    def rows(count: int) -> str:
        return "".join(f"{row()}\n" for _ in range(count))

    (folder / "a-texts.jsonl").write_text(
        "".join(json.dumps({"text": f"“Berth {n % 9} is closed,” said Ada Quill."}) + "\n" for n in range(30))
    )
    (folder / "b-many.jsonl").write_text(rows(80))
    (folder / "empty.jsonl").write_text("")
    for name in "cde":
        (folder / f"{name}.txt").write_text(f"“Pier {name} is shut,” said Ben Orrin.")
    (folder / "metadata.csv").write_text("file,outlet,date\nc.txt,Northwire,2024-03-05\n,Northwire,\n")
    (folder / "f-few.jsonl").write_text(rows(7))
    (folder / "sub").mkdir()
    (folder / "sub" / "c.txt").write_text("“Pier c is shut,” said Ben Orrin.")
    datasets.Dataset.from_list([{"text": f"“Dock {n} is shut,” said Ben Orrin."} for n in range(9)]).save_to_disk(
        folder / "saved"
    )
    with zipfile.ZipFile(folder / "g.zip", "w") as packed:
        packed.writestr("one.jsonl", rows(12))
        packed.writestr("two.txt", "“Nobody asked us,” she said.")
    return folder


@pytest.mark.parametrize(("tasks", "workers"), [(3, 1), (2, 2)])
def test_the_local_executor_builds_the_samples(tmp_path: Path, tasks: int, workers: int) -> None:
    onrecord.build(SAMPLES, tmp_path / "local")
    executors(Build(SAMPLES, tmp_path / "out", tasks=tasks), workers).run()
    assert contents(tmp_path / "out") == contents(tmp_path / "local")
    counts = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["counts"]
    stats = json.loads((tmp_path / "out.work" / "logs" / "join" / "stats.json").read_bytes())[0]["stats"]
    assert {name: stats[name]["total"] for name in ("articles", "quotes")} == {
        name: counts[name] for name in ("articles", "quotes")
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_repeats_and_complaints_are_told_in_the_order_of_the_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    source = mixed(tmp_path / "mixed", seed)
    monkeypatch.setattr(shard, "ARTICLES", 7)
    onrecord.build(source, tmp_path / "local")
    for tasks in (1, 3, 40):
        run(Build(source, tmp_path / f"{tasks}", tasks=tasks))
        assert contents(tmp_path / f"{tasks}") == contents(tmp_path / "local")
    assert validate(tmp_path / "local") == ()
    reasons = {json.loads(line)["reason"] for line in (tmp_path / "local" / "rejected.jsonl").open()}
    assert {"duplicate-id", "duplicate-article", "invalid-json", "missing-text", "unreadable-sidecar"} <= reasons


def test_a_dataset_that_is_cut_is_cut_at_the_same_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = mixed(tmp_path / "mixed", 3)
    monkeypatch.setattr(shard, "ARTICLES", 7)
    monkeypatch.setattr(shard, "CHARACTERS", 150)  # which repeats do not count before the first page
    start = DatasetWriter.__init__

    def small(self: DatasetWriter, *arguments: Any, **named: Any) -> None:
        start(self, *arguments, **named)
        self._limit = 1_500

    monkeypatch.setattr(DatasetWriter, "__init__", small)
    onrecord.build(source, tmp_path / "local")
    run(Build(source, tmp_path / "out", tasks=3))
    assert contents(tmp_path / "out") == contents(tmp_path / "local")
    assert len(list((tmp_path / "out").glob("quotes-*.jsonl.zst"))) > 3


def test_the_options_of_a_build(tmp_path: Path) -> None:
    source = tmp_path / "artikel.csv"
    source.write_text("artikel,tag\n“We looked,2024-03-05\n“We looked,” said Ana Lee on Monday.,2024-03-05\n")
    source.write_text('artikel,tag\n"“We looked,” said Ana Lee on Monday.",2024-03-05\n"“No,” said Lee.",x\n')
    speakers = tmp_path / "speakers.jsonl"
    speakers.write_text('{"id": "p1", "name": "Ana Lee"}\n')
    options: dict[str, Any] = {
        "columns": {"text": "artikel", "date": "tag"},
        "words": "quotes",
        "speakers": speakers,
        "max_size": 3,
        "article_seconds": 9.0,
        "shard_mib": 7,
    }
    onrecord.build(source, tmp_path / "local", **options)
    run(Build(source, tmp_path / "out", tasks=2, **options))
    assert contents(tmp_path / "out") == contents(tmp_path / "local")
    assert json.loads((tmp_path / "out" / "manifest.json").read_bytes())["counts"]["identified"] == 1


def test_each_task_gets_its_share() -> None:
    sizes = [10**7, *[3000] * 500, 4 * 10**6, 0, 0, 2 * 10**7]
    parts = [Part(SourceFile(Path(f"{number}"), f"{number}"), "") for number in range(len(sizes))]
    for tasks in (1, 2, 7, 64):
        units = shares.units(parts, sizes, tasks)
        assert [part for unit in units for part in unit.parts] == parts
        work = dict.fromkeys(range(tasks), Fraction())
        for unit in units:
            size = sum(sizes[parts.index(part)] + 4096 for part in unit.parts)
            assert unit.owners[-1][1] == shares.TURN
            start = 0
            for task, end in unit.owners:
                work[task] += Fraction((end - start) * size, shares.TURN)
                start = end
        assert max(work.values()) - min(work.values()) < 1
        assert sum(len(unit.owners) - 1 for unit in units) == tasks - 1  # what is read more than once
    given = [shares.units(parts[:1], sizes[:1], 4)[0].owner(bundle) for bundle in range(200)]
    assert all(45 <= given.count(task) <= 55 for task in range(4))


def test_a_task_that_was_interrupted_does_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = mixed(tmp_path / "mixed", 4)
    onrecord.build(source, tmp_path / "local")
    monkeypatch.setattr(shard, "ARTICLES", 5)
    from onrecord.cluster import bundle

    written, write = list[Path](), bundle.write

    def interrupted(path: Path, *arguments: Any, **named: Any) -> None:
        if len(written) % 3 == 2:
            written.append(Path())
            raise KeyboardInterrupt
        write(path, *arguments, **named)
        written.append(path)

    monkeypatch.setattr(bundle, "write", interrupted)
    interruptions = 0
    while True:
        try:
            run(Build(source, tmp_path / "out", tasks=2))
        except KeyboardInterrupt:
            interruptions += 1
        else:
            break
    assert interruptions > 3
    done = [path for path in written if path.name]
    assert len(done) == len(set(done))
    monkeypatch.undo()
    assert contents(tmp_path / "out") == contents(tmp_path / "local")
    assert {path.name for path in (tmp_path / "out.work").iterdir()} == {"done", "purpose.json"}


def test_another_build_is_not_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = mixed(tmp_path / "mixed", 5), tmp_path / "out"
    build = Build(source, out, tasks=2)
    build.extract.run(rank=1, world_size=2)
    with pytest.raises(CannotResume, match=r"is of another build; remove the folder(.|\n)*tasks: 2 before, 3 now"):
        Build(source, out, tasks=3)
    with pytest.raises(CannotResume, match="words: full before, quotes now"):
        Build(source, out, tasks=2, words="quotes")
    many = source / "b-many.jsonl"
    before, times = many.read_bytes(), many.stat()
    many.write_bytes(before + b"{\n")
    with pytest.raises(CannotResume, match=r"b-many.jsonl: it has changed since"):
        build.extract.run(rank=0, world_size=2)
    with pytest.raises(CannotResume, match=r"b-many.jsonl: it has changed"):
        Build(source, out, tasks=2)
    many.write_bytes(before)  # the same again, under another time
    os.utime(many, ns=(times.st_atime_ns, times.st_mtime_ns + 10**9))
    with pytest.raises(CommandError, match="planned for 2 tasks, and the executor has 4"):
        build.extract.run(rank=0, world_size=4)
    with pytest.raises(CannotResume, match=r"task \d has not done all of its work"):
        build.join.run()
    build = Build(source, out, tasks=2)
    with monkeypatch.context() as patch:
        patch.setattr(plan, "installed", lambda: {"rules": "others"})
        with pytest.raises(CommandError, match=r"what is installed here(.|\n)*rules: "):
            build.extract.run(rank=0, world_size=2)
    run(build)
    onrecord.build(source, tmp_path / "local")
    assert contents(out) == contents(tmp_path / "local")
    run(Build(source, out, tasks=2))  # nothing is left to do
    with pytest.raises(CannotResume, match="is of another build"):
        Build(source, out, tasks=2, words="quotes")
    (out / "manifest.json").unlink()
    (out / "articles.jsonl").rename(tmp_path / "gone")
    (out / "quotes.jsonl").unlink()
    (out / "rejected.jsonl").unlink()
    with pytest.raises(CannotResume, match=r"was built, and is gone: remove .*out.work"):
        Build(source, out, tasks=2)


def test_a_folder_of_work_that_was_removed_is_no_longer_written_to(tmp_path: Path) -> None:
    source, out = mixed(tmp_path / "mixed", 5), tmp_path / "out"
    old = Build(source, out, tasks=1)
    for name in ("purpose.json", f"{Path(old.extract.folder).name}/plan"):
        (out.with_name("out.work") / name).unlink()
    Build(source, out, tasks=1, words="quotes")
    with pytest.raises(CannotResume, match="is no longer what was planned"):
        old.extract.run()


@pytest.mark.parametrize(
    ("sources", "out", "tasks", "error"),
    [
        ("mixed", "mixed/out", 1, OutputInTheWay),
        ("mixed", "out", 0, CommandError),
        ("none", "out", 1, CommandError),
        ("pipe.jsonl", "out", 1, CommandError),
    ],
)
def test_what_cannot_be_built_is_refused_at_once(
    tmp_path: Path, sources: str, out: str, tasks: int, error: type[Exception]
) -> None:
    mixed(tmp_path / "mixed", 1)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jsonl")
    with pytest.raises(error):
        Build(tmp_path / sources, tmp_path / out, tasks=tasks)
    assert not (tmp_path / f"{out}.work").exists()


def test_without_one_article_there_is_no_dataset(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("{\n")
    with pytest.raises(DataError, match="nothing was built"):
        run(Build(tmp_path / "none.jsonl", tmp_path / "out", tasks=2))
    assert not (tmp_path / "out").exists()


def test_the_steps_lead_to_the_same_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    onrecord.build(SAMPLES, tmp_path / "local")
    monkeypatch.chdir(SAMPLES)
    build = Build(".", os.path.relpath(tmp_path / "out"), tasks=2)
    monkeypatch.chdir(tmp_path)
    run(pickle.loads(pickle.dumps(build)))
    assert contents(tmp_path / "out") == contents(tmp_path / "local")


def test_without_datatrove_it_is_said_what_to_install() -> None:
    code = (
        "import sys; sys.modules['datatrove'] = None\ntry: import onrecord.cluster\nexcept ImportError as e: print(e)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == "onrecord.cluster needs datatrove, which is not installed: pip install 'onrecord[cluster]'\n"

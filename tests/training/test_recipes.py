"""The recipes of docs/training.md, as they are written there; each is skipped where its library is not installed."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.evaluate.evaluation import evaluate
from onrecord.evaluate.gold import read_gold
from onrecord.evaluate.systems import read_system

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "training.md").read_text(encoding="utf-8")
_FILE = re.compile(r"<!-- file: (\S+) -->\n```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMANDS = re.compile(r"^```bash\n(.*?)^```", re.MULTILINE | re.DOTALL)

RECIPES = (
    # heading, what must be installed, what it writes, at least so many quotes found with their sources (F1)
    ("python-crfsuite", ("pycrfsuite",), "build/crf.jsonl", 0.4),
    ("spaCy", ("spacy",), "build/spacy.jsonl", 0.0),
    ("Transformers", ("transformers", "torch", "accelerate"), "build/trainer.jsonl", 0.0),
)


def _section(heading: str) -> str:
    return re.split(r"^##+ ", PAGE.partition(f"## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def _follow(section: str, folder: Path) -> None:
    for name, program in _FILE.findall(section):
        (folder / name).write_text(program, encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for commands in _COMMANDS.findall(section):
        done = subprocess.run(
            ["bash", "-euc", commands],
            cwd=folder,
            env=os.environ | {"PATH": path, "OMP_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="its commands are those of a Unix shell")
@pytest.mark.parametrize(("heading", "needs", "made", "least"), RECIPES, ids=[recipe[0] for recipe in RECIPES])
def test_a_recipe(heading: str, needs: tuple[str, ...], made: str, least: float, tmp_path: Path) -> None:
    if missing := [name for name in needs if not importlib.util.find_spec(name)]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    for name in ("generator", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    _follow(_section("Recipes"), tmp_path)
    _follow(_section(heading), tmp_path)
    gold = read_gold(ROOT / "tests" / "gold")
    system = read_system(str(tmp_path / made), [gold])
    assert system.articles == frozenset(one.article.id for one in gold.articles)
    with (tmp_path / made).open(encoding="utf-8") as file:
        assert all(len(row["content"]) == len(row["source"]) == len(row["starts"]) for row in map(json.loads, file))
    found = {(score.name, score.criterion): score.f1 for score in evaluate(gold, system).scores}
    assert found.get(("end to end", "polnear"), 0) >= least

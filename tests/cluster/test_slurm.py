"""The executors for Slurm make what the local one does, on a stand-in for Slurm that runs jobs where it is asked to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from datatrove.executor import SlurmPipelineExecutor

import onrecord
from onrecord.cluster import Build

if sys.platform == "win32":
    pytest.skip("there is no bash", allow_module_level=True)

SAMPLES = Path(__file__).parents[2] / "generator" / "onrecord" / "samples"

COMMANDS = {
    # Notes what it is given, and runs nothing yet.
    "sbatch": 'cp "${@: -1}" "$JOBS/$(ls "$JOBS" | wc -l).slurm"; echo "Submitted batch job 7"',
    # Without its options: srun -l -n 1 launch_pickled_pipeline FILE
    "srun": 'while [[ "$1" != launch_pickled_pipeline ]]; do shift; done; exec "$@"',
    "scontrol": "echo localhost",
    "merge_stats": ":",
}


def test_a_build_with_slurm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands, jobs = tmp_path / "commands", tmp_path / "jobs"
    commands.mkdir()
    jobs.mkdir()
    for name, script in COMMANDS.items():
        (commands / name).write_text(f"#!/usr/bin/env bash\n{script}\n")
        (commands / name).chmod(0o755)
    path = os.pathsep.join([str(commands), str(Path(sys.executable).parent), os.environ["PATH"]])
    monkeypatch.setenv("PATH", path)
    monkeypatch.setenv("JOBS", str(jobs))
    build = Build(SAMPLES, tmp_path / "out", tasks=2)
    extract = SlurmPipelineExecutor(
        [build.extract], tasks=2, time="1:00:00", partition="cpu", logging_dir=build.logs("extract")
    )
    join = SlurmPipelineExecutor(
        [build.join], tasks=1, time="1:00:00", partition="cpu", logging_dir=build.logs("join"), depends=extract
    )
    join.run()
    submitted = [path for path in sorted(jobs.iterdir()) if "launch_pickled_pipeline" in path.read_text()]
    assert ["#SBATCH --array=0-1" in path.read_text() for path in submitted] == [True, False]
    build.extract.run(rank=0, world_size=2)
    environment = {**os.environ, "SLURM_ARRAY_TASK_ID": "1", "SLURM_NODELIST": "localhost"}
    subprocess.run(["bash", str(submitted[0])], check=True, capture_output=True, env=environment, timeout=120)
    build.join.run()
    onrecord.build(SAMPLES, tmp_path / "local")
    for made in (tmp_path / "local").iterdir():
        assert (tmp_path / "out" / made.name).read_bytes() == made.read_bytes()

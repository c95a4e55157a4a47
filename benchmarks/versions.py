"""Time and memory of ``onrecord diff`` on N invented records: ``python benchmarks/versions.py 200000 build/versions``.

A tenth as many articles, with texts; in the new dataset a tenth of the records have another speaker, a hundredth are
gone and a hundredth have other ids.
"""

from __future__ import annotations

import hashlib
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PUBLISHED = ROOT / "output" / "nato-rutte-trump" / "1.1.0"
NOW = {"schema_version": "1.2.0", "agency": None}


def write(folder: Path, records: int, *, new: bool) -> None:
    """A dataset of invented records, valid only as far as a comparison looks."""
    folder.mkdir(parents=True, exist_ok=True)
    record, article = (
        json.loads((PUBLISHED / name).read_text("utf-8").splitlines()[0]) | NOW
        for name in ("quotes.jsonl", "articles.jsonl")
    )
    with (folder / "quotes.jsonl").open("w") as quotes, (folder / "articles.jsonl").open("w") as articles:
        for number in range(records):
            if number % 10 == 0:
                row = article | {"id": f"a{number // 10}", "text": "y" * 3000}
                articles.write(json.dumps(row, sort_keys=True) + "\n")
            if new and number % 100 == 1:
                continue
            name = -number if new and number % 100 == 2 else number
            row = record | {
                "id": "q_" + hashlib.sha256(str(name).encode()).hexdigest()[:16],
                "article_id": f"a{number // 10}",
                "context": {"text": "x" * 400, "start": 0},
                "speaker": "Somebody Else" if new and number % 10 == 3 else record["speaker"],
            }
            quotes.write(json.dumps(row, sort_keys=True) + "\n")
    (folder / "rejected.jsonl").write_text("")


def main() -> None:
    """Write both, compare them, print what it took."""
    records, out = int(sys.argv[1]), Path(sys.argv[2])
    for name in ("old", "new"):
        write(out / name, records, new=name == "new")
    start = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", "diff", str(out / "old"), str(out / "new"), *sys.argv[3:]]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    took, cpu = time.perf_counter() - start, used.ru_utime + used.ru_stime
    print(f"{records:,} records: {took:.0f} s ({cpu:.0f} s of a processor), {used.ru_maxrss / 1024:.0f} MiB at most")


main()

"""Releases to publish, and ways to change one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import onrecord

SAMPLES = Path(onrecord.__file__).parent / "samples"


def release(built: Path, to: Path, name: str = "harbour-quotes", version: str = "1.0.0", **options: Any) -> Path:
    """A release of a built dataset."""
    onrecord.release(built, to=to, name=name, version=version, **options)
    return to


def sums(folder: Path) -> str:
    """What ``checksums.sha256`` must say of a folder."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return "".join(
        f"{sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for path in paths if path != "checksums.sha256"
    )


def seal(folder: Path) -> None:
    """Make manifest and checksums agree with files that were changed or added."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    known = {output["name"]: output for output in manifest["outputs"]}
    for file in folder.rglob("*"):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in ("manifest.json", "checksums.sha256"):
            digest = sha256(file.read_bytes()).hexdigest()
            known[name] = {**known.get(name, {"name": name}), "sha256": digest}
    path.write_text(json.dumps({**manifest, "outputs": list(known.values())}), encoding="utf-8")
    (folder / "checksums.sha256").write_text(sums(folder), encoding="utf-8")


def changed(folder: Path, to: Path, file: str, change: Callable[[str], str], *, sealed: bool = True) -> Path:
    """A copy of a release with one file changed, its checksums made to agree or not."""
    shutil.copytree(folder, to)
    path = to / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    if sealed:
        seal(to)
    return to

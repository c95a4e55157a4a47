"""What tests read from releases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import onrecord

SAMPLES = Path(onrecord.__file__).parent / "samples"
FOLDERS = {"quotes": "data", "articles": "articles", "variants": "variants", "rejected": "rejected"}


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a release and its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(folder: Path, config: str, split: str = "") -> list[dict[str, Any]]:
    """The rows of a config, or of one split of it, as the JSON lines have them."""
    files = sorted((folder / FOLDERS[config]).glob(f"{split}*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def splits_of(folder: Path) -> dict[str, str]:
    """Article -> split."""
    return {row["id"]: name for name in ("train", "validation", "test") for row in rows(folder, "articles", name)}

"""The version of a dataset, and what it may not be after the release before it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from onrecord.dataset.manifest import NAME
from onrecord.errors import CommandError, DataError, SourceNotFound
from onrecord.versions.numbers import parse_version


def version_of(release: str | os.PathLike[str]) -> str:
    """The version of a release, by its manifest. SourceNotFound where there is none."""
    path = Path(release) / NAME
    if not path.is_file():
        raise SourceNotFound(f"{release} is no release: it has no {NAME}")
    try:
        manifest = json.loads(path.read_bytes())
        if manifest.get("kind") == "release":
            return str(manifest["version"])
    except (ValueError, KeyError, AttributeError):
        pass
    raise DataError(f"{path}: expected the manifest of a release, found another (onrecord release makes one)")


def check_version(previous: str | os.PathLike[str] | None, version: str) -> None:
    """Raise CommandError where ``version`` is none, or not above that of the ``previous`` release, if there is one."""
    given = parse_version(version)
    if previous is None:
        return
    before = version_of(previous)
    if given <= parse_version(before):
        raise CommandError(f"--version {version} is not above {before}, the version of the previous release {previous}")


def check_change(previous: str | os.PathLike[str] | None, new: Path, *, version: str) -> None:
    """Raise CommandError where ``version`` undercuts what changed from the ``previous`` release to ``new``."""
    if previous is None:
        return
    from onrecord.versions.bump import calls, required_bump
    from onrecord.versions.compare import compare
    from onrecord.versions.numbers import next_version, undercuts

    before, change = version_of(previous), compare(Path(previous), new)
    bump = required_bump(change)
    if undercuts(before, version, bump):
        found = [f"{call.part or 'schema'} {call.what}: {call.count:,}" for call in calls(change) if call.bump == bump]
        raise CommandError(
            f"--version {version} undercuts what changed since {before} ({previous}), which is {bump}: "
            f"{', '.join(found)}; {next_version(before, bump)} at least"
        )

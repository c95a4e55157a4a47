"""What a dataset was made by: a hash of the rules and one of the word lists they read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_RULES = (
    "attribute",
    "dataset/assemble.py",
    "find",
    "identify/__init__.py",
    "identify/identities.py",
    "identify/names.py",
    "languages",
    "pipeline.py",
    "publication",
    "read/page",
    "resolve",
    "rules.py",
    "text",
)
"""Every stage that decides what a record says, by folder or file."""
_WORDS = ("languages", "publication")


@cache
def rules_sha256() -> str:
    """The SHA-256, in hexadecimal, of the code of every stage that decides what a record says."""
    return fingerprint(_PACKAGE, (path for name in _RULES for path in _under(_PACKAGE / name, ".py")))


@cache
def languages_sha256() -> str:
    """The SHA-256, in hexadecimal, of the word lists and of the tables of outlets and agencies: ``*.toml``."""
    return fingerprint(_PACKAGE, (path for name in _WORDS for path in _under(_PACKAGE / name, ".toml")))


@cache
def confidence_sha256() -> str:
    """The SHA-256, in hexadecimal, of the measured precisions that records publish as ``confidence``."""
    return fingerprint(_PACKAGE, iter((_PACKAGE / "confidence.json",)))


def fingerprint(folder: Path, files: Iterator[Path]) -> str:
    """The SHA-256 of the names (from ``folder``) and bytes of ``files``, in the order of the names.

    Line ends count as "\\n": a checkout that turned them into "\\r\\n" has the same rules.
    """
    digest = sha256()
    for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
        code = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(folder).as_posix()}\n{len(code)}\n".encode() + code)
    return digest.hexdigest()


def _under(path: Path, ending: str) -> Iterator[Path]:
    return (file for file in (path, *path.rglob("*")) if file.suffix == ending and file.is_file())

"""The requests that publishing makes: those of ``huggingface_hub``, each failure a HubError that says what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from onrecord.errors import CommandError, HubError
from onrecord.hub.trouble import TOKENS, sentence
from onrecord.release.verify import CARD

ATTRIBUTES = ".gitattributes"
"""The one file that is the Hub's own: it says there which files git keeps apart."""

_KIND: Literal["dataset"] = "dataset"


@dataclass(frozen=True, slots=True)
class Remote:
    """A file as the Hub lists it."""

    size: int
    sha256: str | None
    """None for a small text, which the Hub knows by its name in git alone."""
    blob: str


@dataclass(frozen=True, slots=True)
class Repository:
    """What a repository holds."""

    commit: str
    private: bool
    tags: tuple[str, ...]
    files: Mapping[str, Remote]
    """By path, the Hub's own left out."""
    pretty_name: str | None
    """What its card calls it; None where there is no card, or none that says so."""


def token() -> str:
    """The token that the library would use. CommandError where there is none."""
    from huggingface_hub import get_token

    try:
        found = get_token()
    except Exception as error:  # of as many kinds as there are ways to sign in
        how = f"hf auth login, or set HF_TOKEN to one of {TOKENS}"
        raise CommandError(f"the login to the Hub cannot be renewed ({type(error).__name__}): {how}") from error
    if not found:
        raise CommandError(f"no token for the Hub: hf auth login, or set HF_TOKEN to one of {TOKENS}")
    if not found.isascii() or not found.isprintable() or " " in found:
        raise CommandError(f"the token for the Hub has characters that no token has: set HF_TOKEN to one of {TOKENS}")
    return found


class Hub:
    """One repository of datasets on the Hub."""

    def __init__(self, repository: str, timeout: float) -> None:
        """Nothing is asked yet."""
        from huggingface_hub import HfApi

        self._api = HfApi(token=True)  # asked for again at each request: a login may be renewed meanwhile
        self._repository, self._timeout = repository, timeout
        self._here: dict[str, Any] = {"repo_id": repository, "repo_type": _KIND}

    def login(self) -> str:
        """The name of the account; HubError where the token is not accepted."""
        with self._asking("signing in"):
            return str(self._api.whoami()["name"])

    def look(self) -> Repository | None:
        """What the repository holds; None where there is none, or none that the token may see."""
        from huggingface_hub.errors import RepositoryNotFoundError

        with self._asking(f"looking at {self._repository}"):
            try:
                info = self._api.repo_info(**self._here)
            except RepositoryNotFoundError:
                return None
            commit, refs = str(info.sha), self._api.list_repo_refs(**self._here)
        files = self.files(commit)
        name = self._pretty_name(commit) if CARD in files else None
        return Repository(commit, bool(info.private), tuple(tag.name for tag in refs.tags), files, name)

    def files(self, revision: str) -> dict[str, Remote]:
        """The files at a revision."""
        from huggingface_hub.hf_api import RepoFile

        with self._asking(f"listing {self._repository} at {revision}"):
            tree = self._api.list_repo_tree(**self._here, revision=revision, recursive=True)
            return {
                one.path: Remote(one.size, one.lfs.sha256 if one.lfs else None, one.blob_id)
                for one in tree
                if isinstance(one, RepoFile) and one.path != ATTRIBUTES
            }

    def create(self, *, private: bool) -> None:
        """Create the repository."""
        with self._asking(f"creating {self._repository}"):
            self._api.create_repo(**self._here, private=private)

    def upload(self, folder: Path, message: str, parent: str) -> str:
        """Make the main branch hold the files of a folder and no others; the commit that does."""
        with self._asking(f"uploading to {self._repository}"):
            done = self._api.upload_folder(
                **self._here, folder_path=folder, commit_message=message, parent_commit=parent, delete_patterns="*"
            )
        return str(done.oid)

    def tag(self, name: str, commit: str, message: str) -> None:
        """Give a commit a name that stays."""
        with self._asking(f"tagging {name}"):
            self._api.create_tag(**self._here, tag=name, revision=commit, tag_message=message)

    def _pretty_name(self, commit: str) -> str | None:
        from huggingface_hub import DatasetCard

        with (
            self._asking(f"reading the card of {self._repository}"),
            TemporaryDirectory(prefix="onrecord-") as folder,
        ):
            path = self._api.hf_hub_download(**self._here, filename=CARD, revision=commit, local_dir=folder)
            text = Path(path).read_text(encoding="utf-8", errors="replace")
        try:
            name = DatasetCard(text, ignore_metadata_errors=True).data.get("pretty_name")
        except Exception:  # YAML of somebody else's that cannot be read names nothing
            return None
        return name if isinstance(name, str) else None

    @contextmanager
    def _asking(self, what: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            said = sentence(error, what, self._repository, self._api.endpoint, self._timeout)
            if said is None:
                raise
            raise HubError(said) from error

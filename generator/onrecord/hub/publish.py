"""A release -> the Hub: check it, look at what is there, upload, compare, tag, compare."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from onrecord.errors import AlreadyPublished, CommandError, HubError
from onrecord.hub.client import Hub, Remote, Repository, token
from onrecord.hub.quiet import Scrubber, quiet
from onrecord.release.verify import CARD, File, Verified, verify
from onrecord.versions.numbers import parse_version

TIMEOUT = 120.0
"""Seconds to wait for an answer: a commit of many files takes the Hub some of them."""

SHOWN = 10
_TAG = re.compile(r"v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Published:
    """A release and where it was published, or would be."""

    release: Verified
    repository: str
    private: bool
    endpoint: str
    account: str | None = None
    """Who published it; None where nothing was sent."""
    commit: str | None = None
    """The commit that the tag names; None where nothing was sent."""

    @property
    def tag(self) -> str:
        """The name of the version on the Hub."""
        return f"v{self.release.version}"

    @property
    def url(self) -> str:
        """The page of the version."""
        return f"{self.endpoint}/datasets/{self.repository}/tree/{self.tag}"

    @property
    def line(self) -> str:
        """The line of Python that loads it."""
        return f'load_dataset("{self.repository}", revision="{self.tag}")'


def publish(
    directory: str | os.PathLike[str],
    repository: str,
    *,
    public: bool = False,
    dry_run: bool = False,
    force: bool = False,
    timeout: float = TIMEOUT,
    each: Callable[[str], None] | None = None,
) -> Published:
    """Publish the release in ``directory`` as ``repository`` ("owner/name"); see ``onrecord.publish``.

    ``each`` is called with what is done next. InvalidDataset or DataError where the release is at fault;
    AlreadyPublished where the version has a tag; CommandError where the repository is another, or there is no token;
    HubError where the Hub or the network fails: then the same call goes on where it was.
    """
    from huggingface_hub import constants

    say = each or (lambda _: None)
    _check_name(repository)
    say(f"checking {os.fspath(directory)}")
    release = verify(directory)
    plan = Published(release, repository, not public, constants.ENDPOINT)
    if dry_run:
        return plan
    with quiet(Scrubber(token()), timeout):
        return _publish(plan, Hub(repository, timeout), force, say)


def _publish(plan: Published, hub: Hub, force: bool, say: Callable[[str], None]) -> Published:
    release, tag = plan.release, plan.tag
    account = hub.login()
    say(f"looking at {plan.repository} as {account}")
    there = hub.look()
    if there is None:
        say(f"creating {plan.repository} ({visibility(plan.private)})")
        hub.create(private=plan.private)
        there = hub.look()
        if there is None:
            raise HubError(f"{plan.repository} was created, but cannot be seen: check that the token may read it")
    _refuse_published(plan, there, hub)
    _refuse_visibility(plan, there)
    if not force:
        _refuse_other(plan, there)
        _refuse_newer(plan, there)
    same = sum(_agrees(file, there.files.get(file.path)) for file in release.files)
    say(f"uploading {files_of(release.files)}" + (f", {same:,} of them there already" if same else ""))
    commit = hub.upload(release.folder, f"{release.name} {release.version}", there.commit)
    say("comparing what the Hub lists with the checksums")
    if wrong := differences(release.files, hub.files(commit)):
        raise HubError(_told(wrong, f"{plan.repository} does not hold what was sent, so {tag} was not made"))
    say(f"tagging {tag}")
    hub.tag(tag, commit, f"{release.name} {release.version}")
    if wrong := differences(release.files, hub.files(tag)):
        raise HubError(_told(wrong, f"{plan.repository} does not hold at {tag} what was sent"))
    return Published(release, plan.repository, plan.private, plan.endpoint, account, commit)


def differences(files: Iterable[File], there: Mapping[str, Remote]) -> list[str]:
    """Where what the Hub lists is not these files."""
    given = {file.path: file for file in files}
    wrong = [f"{path}: not on the Hub" for path in given if path not in there]
    wrong += [f"{path}: on the Hub, but not in the release" for path in there if path not in given]
    for path, file in given.items():
        if path in there and not _agrees(file, there[path]):
            one = there[path]
            found = f"{one.size:,} bytes, {one.sha256 or one.blob}"
            expected = f"{file.size:,} bytes, {file.sha256 if one.sha256 else file.blob}"
            wrong.append(f"{path}: expected {expected}, found {found}")
    return sorted(wrong)


def _agrees(file: File, there: Remote | None) -> bool:
    """Whether the Hub's file is this one: by its SHA-256 where the Hub says it, else by its name in git."""
    if there is None or there.size != file.size:
        return False
    return there.sha256 == file.sha256 if there.sha256 else there.blob == file.blob


def _check_name(repository: str) -> None:
    from huggingface_hub.errors import HFValidationError
    from huggingface_hub.utils import validate_repo_id  # type: ignore[attr-defined]

    try:
        validate_repo_id(repository)
    except HFValidationError as error:
        raise CommandError(f"REPO_ID: {' '.join(str(error).split())}") from error
    if "/" not in repository:
        raise CommandError(f"REPO_ID: expected an owner and a name such as ada/my-quotes, found {repository!r}")


def _refuse_published(plan: Published, there: Repository, hub: Hub) -> None:
    if plan.tag not in there.tags:
        return
    if not differences(plan.release.files, hub.files(plan.tag)):
        raise AlreadyPublished(
            f"{plan.tag} of {plan.repository} is published already, with these very files: {plan.line}"
        )
    raise AlreadyPublished(
        f"{plan.tag} of {plan.repository} is published already, with other files, and a version never changes: "
        "make a release of a higher one (onrecord release … --version X.Y.Z --previous OLD)"
    )


def _refuse_visibility(plan: Published, there: Repository) -> None:
    if plan.private and not there.private:
        raise CommandError(f"{plan.repository} is public: --public publishes there, for everybody to see")
    if there.private and not plan.private:
        raise CommandError(
            f"{plan.repository} is private: leave out --public, and make it public in its settings once you have looked"
        )


def _refuse_other(plan: Published, there: Repository) -> None:
    """What is there must be this dataset, what an interrupted upload of it left, or next to nothing."""
    expected = {file.path for file in plan.release.files}
    if there.pretty_name is None:
        if there.files.keys() <= (expected if CARD not in there.files else {CARD}):
            return
        found = "files of something else (" + ", ".join(sorted(there.files.keys() - {CARD})[:3]) + " …)"
    elif there.pretty_name == plan.release.name:
        return
    else:
        found = f"the dataset {there.pretty_name!r}"
    raise CommandError(
        f"{plan.repository} holds {found}, not {plan.release.name!r}: name another repository "
        "(--force replaces what its main branch holds)"
    )


def _refuse_newer(plan: Published, there: Repository) -> None:
    versions = [match.group()[1:] for tag in there.tags if (match := _TAG.fullmatch(tag))]
    newest = max(versions, key=parse_version, default=plan.release.version)
    if parse_version(newest) > parse_version(plan.release.version):
        raise CommandError(
            f"{plan.repository} has a newer version already, v{newest}: release a higher one than that "
            f"(--force publishes {plan.tag} all the same, and its main branch goes back to it)"
        )


def _told(lines: list[str], head: str) -> str:
    more = [f"and {len(lines) - SHOWN:,} more"] if len(lines) > SHOWN else []
    return "\n".join((f"{head}:", *lines[:SHOWN], *more, "run the same command again; if it stays so, report it"))


def visibility(private: bool) -> str:
    """The word for it."""
    return "private" if private else "public"


def files_of(files: tuple[File, ...]) -> str:
    """``33 files, 0.5 MB``."""
    return f"{len(files):,} files, {sum(file.size for file in files) / 1e6:,.1f} MB"

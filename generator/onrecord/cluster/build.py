"""A build that many tasks do: planned here, done by the steps."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from onrecord.cluster import plan
from onrecord.cluster.shares import units
from onrecord.cluster.steps import Extract, Join
from onrecord.dataset.build import ARTICLE_SECONDS
from onrecord.dataset.folder import refuse
from onrecord.dataset.manifest import NAME
from onrecord.dataset.purpose import ask, paths, stand_apart
from onrecord.dataset.write import SHARD_MIB, differences
from onrecord.errors import CannotResume, CommandError
from onrecord.identify.identities import Identities
from onrecord.read import Part, parts
from onrecord.read.options import read_options
from onrecord.read.sources import HUB


class Build:
    """A dataset of ``sources`` at ``out``, made by so many ``tasks``: the one that ``onrecord.build`` makes.

    Two steps do it. ``extract`` is for an executor with ``tasks`` tasks, ``join`` for one with a single task that
    depends on it. What they have done stands in the folder ``work`` (``out`` with ``.work`` after it), which all tasks
    have to see, as they do the sources. Whoever makes the same build again goes on with it, however it ended; once
    the dataset is in place, what is left of the folder, with the logs, may go.

    The options are those of :func:`onrecord.build`; ``workers`` is how many processes each task has. With one, an
    article that kills its process ends the task; with more it is rejected when three have died at it.

    Making a build reads every input once for its hash. Raises what ``onrecord.build`` raises before the first article;
    CannotResume where what is done in ``work`` is of another build, with the differences.
    """

    def __init__(
        self,
        sources: Sequence[Path | str] | Path | str,
        out: str | os.PathLike[str],
        *,
        tasks: int,
        work: str | os.PathLike[str] | None = None,
        workers: int = 1,
        words: Literal["full", "quotes"] = "full",
        speakers: str | os.PathLike[str] | Identities | None = None,
        columns: Mapping[str, str] | None = None,
        max_size: int = 16,
        max_ratio: int = 250,
        fast: bool = False,
        shard_mib: int = SHARD_MIB,
        article_seconds: float | None = ARTICLE_SECONDS,
    ) -> None:
        if tasks < 1:
            raise CommandError(f"tasks: expected 1 or more, found {tasks}")
        sources = [_absolute(one) for one in ([sources] if isinstance(sources, Path | str) else sources)]
        self.out = Path(os.path.abspath(out))
        self.work = Path(os.path.abspath(work or f"{self.out}.work"))
        self.tasks = tasks
        left = plan.left(self.work)
        refuse(self.out)
        stand_apart(self.work, sources)
        options = read_options(columns or {}, max_size, max_ratio, fast)
        asked = ask(
            sources,
            self.out,
            words=words,
            speakers=speakers,
            options=options,
            shard_mib=shard_mib,
            article_seconds=article_seconds,
            known=left[1] if left else None,
        )
        purpose = {**asked.purpose, "out": str(self.out), "tasks": tasks}
        folder = self.work / plan.key(purpose)
        if left and left[0] != purpose:
            said = f"{self.work}: what is done is of another build; remove the folder, and it is done anew"
            raise CannotResume("\n".join((said, *differences(left[0], purpose))))
        if (self.work / plan.DONE).exists():
            if not (self.out / NAME).is_file():
                raise CannotResume(f"{self.out} was built, and is gone: remove {self.work}, and it is built anew")
        elif not left or list(left[1]) != asked.inputs.states or not (folder / plan.PLAN).is_file():
            read = parts(sources, options)
            made = units(read, [_size(part) for part in read], tasks)
            plan.write(self.work, purpose, plan.Plan.of(asked, made, tasks))
        self.extract = Extract(str(folder), workers)
        """The step that works on articles: for an executor with ``tasks`` tasks."""
        self.join = Join(str(folder))
        """The step that puts the dataset in place: for an executor with one task."""

    def logs(self, name: str) -> str:
        """A folder for the logs of an executor, among them which tasks are completed."""
        return str(self.work / "logs" / name)


def _absolute(source: Path | str) -> Path | str:
    """A source by a name that leads to it from everywhere."""
    return source if str(source).startswith(HUB[:4]) else Path(os.path.abspath(source))


def _size(part: Part) -> int | None:
    """How many bytes it has; None for what is on the Hub."""
    if part.file.format == HUB:
        return None
    if part.file.path.exists() and not part.file.path.is_dir() and not part.file.path.is_file():
        raise CommandError(f"{part.file.path} is a pipe, which tasks cannot share: write what it gives to a file")
    return sum(path.stat().st_size for path in paths(part.file) if path.is_file())

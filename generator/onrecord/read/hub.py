"""A dataset on the Hugging Face Hub, hf://datasets/OWNER/NAME[@REVISION][/CONFIG[/SPLIT]], an article a row.

Its rows are streamed, of every split where none is named: nothing is kept, and no more is fetched than is read.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import unquote

from onrecord.errors import UnreadableInput
from onrecord.model import Rejection
from onrecord.read.arrow import from_values, lost
from onrecord.read.columns import flaws, readable, wanted
from onrecord.read.file import SourceFile, rejection
from onrecord.read.sources import ADDRESS
from onrecord.read.unread import Item

_PATIENCE = 10.0
"""Seconds until the Hub has to answer."""
_BATCH = 32
"""How many rows are asked for at once."""


def read(file: SourceFile) -> Iterator[Item]:
    """The article of each row, or why it could not be read; the rows after it are read.

    An article without an id gets the dataset's label and the number of its row, from 1, with the name of its split
    where several are read: "harbour-news/train:12". Where a Rejection or an article has a line, it is that number.
    """
    address = ADDRESS.fullmatch(file.name)
    assert address is not None, "sources finds no other"
    try:
        splits = _splits(file, **{key: unquote(part) if part else None for key, part in address.groupdict().items()})
    except UnreadableInput as error:
        yield rejection(error)
        return
    said = False
    for split, rows in splits.items():
        here = file
        if len(splits) > 1:
            here = replace(file, name=f"{file.name}/{split}", label=f"{file.label}/{split}")
        for item in _articles(rows, here):
            if isinstance(item, Rejection) and item.line is None:  # of the columns, which all splits share
                if said:
                    continue
                item = replace(item, file=file.name)
            yield item
        said = True


def _splits(
    file: SourceFile, repo: str | None, revision: str | None, config: str | None, split: str | None
) -> Mapping[str, Any]:
    """The splits to read, as streams of rows, in the order in which the dataset has them. Raises UnreadableInput."""
    try:
        with _quiet():
            commit = _commit(str(repo), revision)
        import datasets  # noqa: F401  # only now, and before _quiet, which sees to it too: it takes seconds

        with _quiet():
            splits = _loaded(str(repo), commit, config)
    except ValueError as error:
        raise UnreadableInput("unreadable-file", str(error), file=file.name) from error
    if split is None:
        return splits
    if split not in splits:
        there = ", ".join(map(repr, splits))
        expected = f"a split that there is; the dataset has {there}"
        raise UnreadableInput("unreadable-file", expected, file=file.name)
    return {split: splits[split]}


def _commit(repo: str, revision: str | None) -> str | None:
    """The commit that a revision is now, by one call that shows whether the Hub can be reached. Raises ValueError."""
    from huggingface_hub import HfApi, errors

    try:
        return HfApi().dataset_info(repo, revision=revision, timeout=_PATIENCE).sha
    except errors.RevisionNotFoundError as error:
        known = "the name of a branch or a tag, or the hash of a commit"
        raise ValueError(f"a revision that there is, {known}; {repo} has no {revision!r}") from error
    except errors.GatedRepoError as error:
        raise ValueError(_gated(repo)) from error
    except errors.RepositoryNotFoundError as error:
        private = "where it is a private one, log in with hf auth login or set HF_TOKEN"
        raise ValueError(f"a dataset that there is on the Hub; {repo} cannot be found ({private})") from error
    except errors.HfHubHTTPError as error:
        raise ValueError(f"an answer of the Hub on {repo}: {_line(error)}") from error
    except errors.HFValidationError as error:
        raise ValueError(f"the name of a dataset: {_line(error)}") from error
    except Exception as error:  # whatever the library under the library raises where there is no network
        raise ValueError(f"a connection to the Hub: {_line(error)} (try again where there is one)") from error


def _loaded(repo: str, commit: str | None, config: str | None) -> Mapping[str, Any]:
    """Every split of a configuration. Raises ValueError."""
    import datasets

    path = f"hf://datasets/{repo}" if os.path.exists(repo) else repo  # not what lies here under the same name
    try:
        return dict(datasets.load_dataset(path, config, revision=commit, streaming=True))
    except Exception as error:  # a dataset can be wrong in more ways than the library has exceptions for
        configs: list[str] = []
        if _is_gated(error):
            raise ValueError(_gated(repo)) from error
        if isinstance(error, ValueError):
            with suppress(Exception):
                configs = datasets.get_dataset_config_names(path, revision=commit)
        if configs and config not in configs:
            there = ", ".join(map(repr, configs))
            place = f"hf://datasets/{repo}/CONFIG or CONFIG/SPLIT"
            raise ValueError(f"a configuration that there is, {place}; {repo} has {there}") from error
        raise ValueError(f"a dataset that datasets can load: {_line(error)}") from error


def _articles(rows: Any, file: SourceFile) -> Iterator[Item]:
    columns = rows.column_names
    if columns is not None:
        yield from flaws(columns, file)
        if not readable(columns, file):
            return
        rows = rows.select_columns(list(wanted(columns, file).values()))  # so that no picture is decoded
    number, stream = 0, iter(rows)
    while True:
        batch, fault = _batch(stream)
        for row in batch:
            number += 1
            if columns is None:
                columns = list(row)
                yield from flaws(columns, file)
                if not readable(columns, file):
                    return
            yield from from_values(row, f"{file.label}:{number}", file, number)
        if fault:
            yield lost(file, number + 1, number + 1, f"it and the rows after it cannot be read: {fault}")
        if fault or len(batch) < _BATCH:
            return


def _batch(stream: Iterator[Any]) -> tuple[list[dict[str, object]], str]:
    """The next rows, and why there are no more of them, "" where nothing is wrong."""
    batch: list[dict[str, object]] = []
    with _quiet():
        try:
            batch.extend(islice(stream, _BATCH))
        except Exception as error:  # of the library, the network, the format of a file in the dataset
            return batch, _line(error)
    return batch, ""


def _gated(repo: str) -> str:
    page = f"https://huggingface.co/datasets/{repo}"
    return f"a dataset that you may read; accept the terms on {page}, then log in with hf auth login or set HF_TOKEN"


def _is_gated(error: BaseException | None) -> bool:
    from huggingface_hub import errors

    while error is not None:
        if isinstance(error, errors.GatedRepoError) or "gated dataset" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _line(error: Exception) -> str:
    """What went wrong, on one line."""
    words = " ".join(str(error).split()) or type(error).__name__
    return words if len(words) <= 200 else words[:199] + "…"


@contextmanager
def _quiet() -> Iterator[None]:
    """The libraries without their bars, their warnings and their minutes of waiting, until what is within is done."""
    from huggingface_hub.utils.tqdm import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    with ExitStack() as stack:
        for name in ("datasets", "huggingface_hub", "httpx", "fsspec"):
            logger = logging.getLogger(name)
            stack.callback(logger.setLevel, logger.level)
            logger.setLevel(logging.CRITICAL)
        if not are_progress_bars_disabled():
            disable_progress_bars()
            stack.callback(enable_progress_bars)
        datasets: Any = sys.modules.get("datasets")
        if datasets and not datasets.are_progress_bars_disabled():
            datasets.disable_progress_bars()
            stack.callback(datasets.enable_progress_bars)
        for setting in ("STREAMING_READ_MAX_RETRIES", "STREAMING_OPEN_MAX_RETRIES") if datasets else ():
            stack.callback(setattr, datasets.config, setting, getattr(datasets.config, setting))
            setattr(datasets.config, setting, 1)  # the Hub's client tries five times itself
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        yield

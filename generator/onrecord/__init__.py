"""Turns news articles into a dataset of who said what, where and when.

>>> import onrecord
>>> for record in onrecord.extract("“We will win,” said Anna Lee."):
...     print(record.speaker, record.quote)
Anna Lee We will win,

``extract_row`` does so for a row of a table, ``build`` makes a dataset of files and folders, ``validate`` checks one,
``export`` writes it for other tools, ``read_identities`` reads a speakers file.
``release`` makes a folder of a dataset that load_dataset reads,
``rehydrate`` puts back the words that one left out, ``publish`` brings one to the Hugging Face Hub.
Nothing is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date as Date
    from pathlib import Path

    from onrecord.dataset.build import Summary
    from onrecord.dataset.validate import Breach
    from onrecord.errors import CommandError, DataError, OnrecordError
    from onrecord.exports.write import Exported
    from onrecord.hub.publish import Published
    from onrecord.identify.identities import Identities
    from onrecord.model import Article, Record, Rejection
    from onrecord.release.rehydrate import Rehydrated
    from onrecord.release.write import Made

    __version__: str

__all__ = [
    "CommandError",
    "DataError",
    "OnrecordError",
    "Record",
    "__version__",
    "build",
    "export",
    "extract",
    "extract_row",
    "publish",
    "read_identities",
    "rehydrate",
    "release",
    "validate",
]


def extract(
    text: str,
    *,
    date: str | Date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    author: str | None = None,
    language: str | None = None,
    article_id: str = "text",
    speakers: str | os.PathLike[str] | Identities | None = None,
) -> list[Record]:
    """Who said what in one article, a record per quote, in the order of the text; [] where nobody is quoted.

    What is given of the article counts before what its text says. The ids of the records are made from
    ``article_id``. Offsets count code points: ``text[record.start:record.end] == record.quote``. ``speakers`` is a
    file that maps the names of speakers to identities; for many texts, read it once with ``read_identities``.

    Raises DataError where ``date`` is no date, ``language`` no language tag, a value no string, or a string
    holds half of a surrogate pair, so that it cannot be written as UTF-8; InvalidSpeakers where a line of ``speakers``
    is wrong, SourceNotFound where there is no such file.
    """
    from onrecord.errors import DataError
    from onrecord.identify.file import identities_of
    from onrecord.pipeline import process
    from onrecord.read.given import article

    imprint = {"date": date, "outlet": outlet, "author": author}
    given = {**imprint, "url": url, "title": title, "language": language}
    made = process(article(text, article_id, given), identities_of(speakers))
    if made.unread:
        raise DataError(f"language: expected {made.unread.expected}")
    return list(made.records)


def extract_row(
    row: Mapping[str, object],
    *,
    id: str = "row",
    words: Literal["full", "quotes"] = "full",
    speakers: str | os.PathLike[str] | Identities | None = None,
    columns: Mapping[str, str] | None = None,
    fast: bool = False,
    article_seconds: float | None = 60.0,
) -> dict[str, list[dict[str, Any]]]:
    """What a build makes of a row of a table: ``{"articles": […], "quotes": […], "rejected": […]}``, rows of a dataset.

    For whoever goes through articles without ``build``: ``datasets.map``, Spark, a pipeline of one's own. A row has a
    ``text`` or an ``html``, and id, url, outlet, date, title, author, language, in the usual spellings or named by
    ``columns``; ``id`` is the article's where the row has none. Nothing is raised for a row that cannot be read, nor
    for a rule that fails or takes longer than ``article_seconds``: then a line of ``rejected`` says so, with ``id`` as
    its file, and "articles" is empty. A row that was seen before is none the less worked on. ``words`` "quotes"
    leaves out the text and the contexts. For many rows, read ``speakers`` once with ``read_identities``.

    Raises InvalidSpeakers and SourceNotFound for ``speakers``, CommandError for ``columns``.
    """
    from onrecord.dataset.row import extract_row
    from onrecord.read.options import read_options

    options = read_options(columns or {}, fast=fast)
    return extract_row(row, id=id, words=words, speakers=speakers, article_seconds=article_seconds, options=options)


def build(
    sources: Sequence[Path | str] | Path | str,
    out: str | os.PathLike[str],
    *,
    words: Literal["full", "quotes"] = "full",
    speakers: str | os.PathLike[str] | Identities | None = None,
    columns: Mapping[str, str] | None = None,
    max_size: int = 16,
    max_ratio: int = 250,
    fast: bool = False,
    each: Callable[[Article | Rejection], None] | None = None,
    workers: int | None = 1,
    resume: bool = False,
    shard_mib: int = 512,
    article_seconds: float | None = 60.0,
) -> Summary:
    """Make a dataset at ``out`` of every article in ``sources``, which are files, folders or datasets of the Hub.

    ``columns`` names the column of a field where its name does not say ({"text": "artikel"}); an article of more than
    ``max_size`` MiB and a compressed file that unpacks to more than ``max_ratio`` times its size are rejected; ``fast``
    reads pages about seven times as fast, with more beside the article. ``workers`` is how many processes work on the
    articles, None for as many as there are cores; ``resume`` goes on with what a build left that was killed; a table of
    more than ``shard_mib`` MiB is cut into several files; an article that takes more than ``article_seconds`` is
    rejected.

    See :func:`onrecord.dataset.build.build`.
    """
    from onrecord.dataset.build import build
    from onrecord.read.options import read_options

    options = read_options(columns or {}, max_size, max_ratio, fast)
    return build(
        sources,
        out,
        words=words,
        speakers=speakers,
        options=options,
        each=each,
        workers=workers,
        resume=resume,
        shard_mib=shard_mib,
        article_seconds=article_seconds,
    )


def read_identities(path: str | os.PathLike[str]) -> Identities:
    """The identities of a speakers file, for ``extract`` and ``build``.

    See :func:`onrecord.identify.file.read_identities`.
    """
    from onrecord.identify.file import read_identities

    return read_identities(path)


def validate(directory: str | os.PathLike[str]) -> tuple[Breach, ...]:
    """Every place where a dataset breaks its schema or an invariant.

    See :func:`onrecord.dataset.validate.validate`.
    """
    from onrecord.dataset.validate import validate

    return validate(directory)


def release(
    directory: str | os.PathLike[str],
    *,
    to: str | os.PathLike[str],
    name: str,
    version: str,
    words: Literal["quotes", "standoff", "full"] = "quotes",
    licence: str | None = None,
    licences_file: str | os.PathLike[str] | None = None,
    data_licence: str = "cc-by-4.0",
    authors: Sequence[str] = (),
    url: str | None = None,
    withdrawn: str | os.PathLike[str] | None = None,
    previous: str | os.PathLike[str] | None = None,
    split_by: Literal["article", "outlet", "speaker", "time"] = "article",
    proportions: tuple[float, float, float] = (0.8, 0.1, 0.1),
    shard_bytes: int = 256 << 20,
) -> Made:
    """Make a release at ``to`` of the dataset in ``directory``: splits, Parquet, card, Croissant, checksums.

    See :func:`onrecord.release.make.release`.
    """
    from onrecord.release.make import release

    return release(
        directory,
        to=to,
        name=name,
        version=version,
        words=words,
        licence=licence,
        licences_file=licences_file,
        data_licence=data_licence,
        authors=authors,
        url=url,
        withdrawn=withdrawn,
        previous=previous,
        split_by=split_by,
        proportions=proportions,
        shard_bytes=shard_bytes,
    )


def rehydrate(
    directory: str | os.PathLike[str],
    *,
    source: Sequence[Path | str] | Path | str,
    to: str | os.PathLike[str],
    partial: bool = False,
    licence: str | None = None,
    licences_file: str | os.PathLike[str] | None = None,
) -> Rehydrated:
    """Put the words back that the release in ``directory`` left out, from the articles in ``source``, at ``to``.

    See :func:`onrecord.release.rehydrate.rehydrate`.
    """
    from onrecord.release.rehydrate import rehydrate

    return rehydrate(directory, source=source, to=to, partial=partial, licence=licence, licences_file=licences_file)


def publish(
    directory: str | os.PathLike[str],
    repository: str,
    *,
    public: bool = False,
    dry_run: bool = False,
    force: bool = False,
    timeout: float = 120,
    each: Callable[[str], None] | None = None,
) -> Published:
    """Publish the release in ``directory`` on the Hugging Face Hub as ``repository`` ("owner/name"), and tag it.

    See :func:`onrecord.hub.publish.publish`.
    """
    from onrecord.hub.publish import publish

    return publish(directory, repository, public=public, dry_run=dry_run, force=force, timeout=timeout, each=each)


def export(directory: str | os.PathLike[str], out: str | os.PathLike[str], *, format: str) -> Exported:
    """Write a dataset, or gold, to the folder ``out`` as conll, tokens, squad, spacy, brat, labelstudio … has it.

    See :func:`onrecord.exports.write.export`.
    """
    from onrecord.exports.write import export

    return export(directory, out, format=format)


def __getattr__(name: str) -> object:
    if name == "__version__":
        from onrecord.dataset.manifest import generator_version

        return generator_version()
    if name == "Record":
        from onrecord.model import Record

        return Record
    if name in __all__:
        from onrecord import errors

        return getattr(errors, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

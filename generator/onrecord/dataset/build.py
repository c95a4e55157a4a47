"""Sources -> a dataset: read, extract, validate, write, put in place."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from onrecord.dataset.attempt import attempt
from onrecord.dataset.fingerprint import confidence_sha256
from onrecord.dataset.manifest import Input, Manifest, input_of
from onrecord.dataset.write import DatasetWriter
from onrecord.errors import CommandError, DataError, OutputInTheWay
from onrecord.identify.file import identities_of
from onrecord.identify.identities import Identities
from onrecord.model import Article, Record, Rejection, Unmapped
from onrecord.read import ReadOptions, SourceFile, files, read
from onrecord.read.options import DEFAULT
from onrecord.read.page import body_reader
from onrecord.read.sources import DATASET


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made: where, its manifest, and what else is worth knowing of it at once.

    Each count is a mapping in the order of how many, ties by name.
    """

    folder: Path
    manifest: Manifest
    regions: dict[str, int]
    """Reason -> how many quoted regions are no speech for it."""
    inputs: dict[str, int]
    """Reason -> how many inputs, or fields of them, could not be read for it."""
    speakers: dict[str, int]
    """Speaker -> how many quotes; nobody who is not named."""


def build(
    sources: Sequence[Path | str] | Path | str,
    out: str | os.PathLike[str],
    *,
    words: Literal["full", "quotes"] = "full",
    speakers: str | os.PathLike[str] | Identities | None = None,
    options: ReadOptions = DEFAULT,
    each: Callable[[Article | Rejection], None] | None = None,
) -> Summary:
    """Make a dataset at ``out`` of every article in ``sources``.

    What cannot be read goes to rejected.jsonl, and so does an article on which a rule fails; the others go on.
    ``each`` is called with every article once it is done and with every input that was rejected. The dataset
    takes its place when all of it is written and valid; what stood at ``out`` stays where an exception comes
    before that. With ``words`` "quotes" the articles' texts and the contexts of the quotes are left out (null), which
    is how a dataset of articles that are not one's own can be published. ``speakers`` is a file that maps the names of
    speakers to identities, or what ``read_identities`` read of one. ``options`` say how the sources are read.

    Raises SourceNotFound, NothingToRead, OutputInTheWay and InvalidSpeakers before the first article, DataError where
    there is not one article in the end, OSError where ``out`` cannot be written.
    """
    sources = (sources,) if isinstance(sources, Path | str) else tuple(sources)
    listed = files(sources)
    _stand_apart(Path(out), sources)
    identities = identities_of(speakers)
    if not isinstance(speakers, Identities | None) and any(
        os.path.exists(file.path) and file.path.samefile(speakers) for file in listed
    ):
        raise CommandError(f"{speakers} is among the articles, which would be read from it: name it elsewhere")
    regions, inputs, quoted, unmapped = Counter[str](), Counter[str](), Counter[str](), Counter[Unmapped]()
    articles = pages = 0
    with DatasetWriter(out) as writer:
        for item in read(sources, options):
            made = attempt(item, identities, check=True) if isinstance(item, Article) else item
            if isinstance(made, Rejection):
                inputs[made.reason] += 1
                writer.rejected(made)
            else:
                articles += 1
                pages += made.article.page
                for rejection in made.rejections:
                    (inputs if rejection.what == "input" else regions)[rejection.reason] += 1
                quoted.update(one.speaker for one in made.records if one.speaker and one.speaker_kind != "unnamed")
                if identities:
                    unmapped.update(_unmapped(made.records, identities))
                writer.article(made.row if words == "full" else replace(made.row, text=None))
                for record in made.records:
                    writer.quote(record if words == "full" else replace(record, context=None))
                for rejection in made.rejections:
                    writer.rejected(rejection)
            if each:
                each(made if isinstance(made, Rejection) else made.unread or made.article)
        if not articles:
            raise DataError("nothing was built: there is not one article that could be read")
        read_files = [one for file in listed for one in _inputs(file)]
        if identities:
            read_files.append(Input(identities.file, identities.sha256, identities.bytes))
        manifest = writer.finish(
            inputs=read_files,
            options={
                "columns": ", ".join(f"{field}={column}" for field, column in options.columns) or None,
                "confidence": confidence_sha256(),
                "max_ratio": options.max_ratio,
                "max_size": options.max_size,
                "pages": body_reader(options) if pages else None,
                "speakers": identities.sha256 if identities else None,
                "words": words,
            },
            unmapped=[replace(name, quotes=quotes) for name, quotes in unmapped.items()],
        )
    return Summary(Path(out), manifest, _ranked(regions), _ranked(inputs), _ranked(quoted))


def _stand_apart(out: Path, sources: Sequence[Path | str]) -> None:
    """Raise OutputInTheWay where the next build of the same sources would read what this one writes."""
    for source in sources:
        if Path(source).is_dir() and out.resolve().is_relative_to(Path(source).resolve()):
            raise OutputInTheWay(
                f"{out} lies in {source}: the next build would read its lines as articles; name another folder"
            )


def _unmapped(records: Sequence[Record], identities: Identities) -> Iterator[Unmapped]:
    """The names of an article that the speakers file has, each time they are nobody's all the same."""
    for record in records:
        found = identities.match(record.speaker, record.speaker_kind)
        if found.among and record.speaker and record.speaker_kind and found.reason:
            ids = tuple(one.id for one in found.among)
            yield Unmapped(record.speaker, record.speaker_kind, found.reason, ids, 0)


def _inputs(file: SourceFile) -> Iterator[Input]:
    """The lines of a SOURCE in the manifest: a file's own, a saved dataset's one for each of its files.

    A pipe, which is empty by now, and what is on the Hub are without a hash.
    """
    if file.format == DATASET:
        for path in sorted(path for path in file.path.rglob("*") if path.is_file()):
            yield input_of(path, f"{file.name}/{path.relative_to(file.path).as_posix()}")
    else:
        yield input_of(file.path, file.name) if file.path.is_file() else Input(file.name, None, None)


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda count: (-count[1], count[0])))

"""A file or a folder of annotated articles, in whatever format a reader here knows, as Gold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from onrecord.dataset.fingerprint import fingerprint
from onrecord.errors import DataError, SourceNotFound
from onrecord.evaluate import brat, own, polnear
from onrecord.evaluate.checks import Checks
from onrecord.evaluate.model import SHORT, Answered, Facet, Gold, GoldArticle, NotSpeech, Unit
from onrecord.evaluate.units import pieces
from onrecord.exports import formats


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: how its files are known, and how they are read."""

    name: str
    knows: Callable[[Path], bool]
    read: Callable[[Sequence[Path]], Iterator[GoldArticle]]
    annotates: frozenset[Facet] | None
    """None: what any of the quotes has."""


def _of_export(form: formats.Format) -> Reader | None:
    """The reader of an exported format that holds texts: what was corrected in its tool is gold."""
    reader = form.reader
    if reader is None or not reader.texts:
        return None
    return Reader(f"{form.name}, as onrecord export writes it", reader.knows, lambda paths: _read(reader, paths), None)


def _read(reader: formats.Reader, paths: Sequence[Path]) -> Iterator[GoldArticle]:
    for one in reader.read(paths):
        article = one.article
        if article is None:
            raise DataError(f"{one.place}: expected the text of an article, found none")
        checks = Checks({one.id: article.text}, None, strict=True)
        checks.check([one], one.place)
        if checks.faults:
            raise DataError(f"{checks.faults[0].place}: {checks.faults[0].message}")
        regions = tuple(NotSpeech(region.span, region.reason) for region in one.refusals)
        yield GoldArticle(article, tuple(_units(one, article.text)), article.outlet or "unknown", regions)


def _units(one: Answered, text: str) -> Iterator[Unit]:
    for quote in one.quotes:
        for piece in pieces(text, quote.spans[0]):
            yield Unit(
                piece,
                "mixed" if quote.type == "mixed" else "direct" if quote.type else None,
                (quote.source, *quote.also) if quote.source else (),
                quote.speaker,
                quote.kind or "none",
                quote.said_on,
                quote.cue,
                quote.addressee,
                quote.role,
                quote.spans[0],
            )


def _annotated(articles: Sequence[GoldArticle]) -> frozenset[Facet]:
    """What any of the quotes has, and who said it."""
    units = [unit for one in articles for unit in one.units]
    found: set[Facet] = {"source"}
    facets: tuple[Facet, ...] = ("type", "speaker", "said_on", "cue", "addressee", "role")
    found |= {facet for facet in facets if any(getattr(unit, facet) is not None for unit in units)}
    if any(one.not_speech for one in articles):
        found |= {"not_speech", "reason"}
    return frozenset(found)


READERS = (
    *(reader for form in formats.FORMATS if (reader := _of_export(form))),
    Reader("the project's own (JSON Lines with text, quotes, not_speech)", own.knows, own.read, own.ANNOTATES),
    Reader("PolNeAR (JSON Lines with text, attributions)", polnear.knows, polnear.read, polnear.ANNOTATES),
    Reader("PolNeAR in brat standoff (.ann and .txt)", brat.knows, brat.read, brat.ANNOTATES),
)

_ENDINGS = (".ann", ".jsonl")
"""Of files that are gold wherever they stand in a folder; a .json is where a reader knows it."""


def read_gold(path: str | Path) -> Gold:
    """The annotated articles of a file, or of all files in a folder.

    Raises SourceNotFound where there is nothing, DataError where no reader knows the format, two formats are mixed,
    a line is not as its format has it, or an article stands there twice.
    """
    path = Path(path)
    if not path.exists():
        raise SourceNotFound(f"{path}: no such file or folder of gold")
    files = [path] if path.is_file() else sorted(filter(_is_gold, path.rglob("*")))
    reader = _reader(path, files)
    articles = tuple(reader.read(files))
    seen: set[str] = set()
    for one in articles:
        if one.article.id in seen:
            raise DataError(f"{path}: expected ids that differ, found {one.article.id!r} twice")
        seen.add(one.article.id)
    annotates = _annotated(articles) if reader.annotates is None else reader.annotates
    return Gold(path.resolve().name, _hash(path, files), articles, annotates)


def part(gold: Gold, ids: str | Path, *, without: bool) -> Gold:
    """The articles that a file lists, or those that it does not: an id a line, "#" begins a comment.

    Raises SourceNotFound where there is no such file, DataError where no article is left.
    """
    ids = Path(ids)
    if not ids.is_file():
        raise SourceNotFound(f"{ids}: no such file of ids")
    data = ids.read_bytes()
    lines = (line.partition("#")[0].strip() for line in data.decode().splitlines())
    listed = {line for line in lines if line}
    articles = tuple(one for one in gold.articles if (one.article.id in listed) != without)
    if not articles:
        raise DataError(f"{ids}: expected ids of {gold.name} that leave articles to measure on, found none")
    name = f"{ids.name}@{sha256(data).hexdigest()[:SHORT]}"
    return replace(gold, articles=articles, part=("without" if without else "only", name))


def _is_gold(file: Path) -> bool:
    if file.suffix == ".json":
        return any(reader.knows(file) for reader in READERS)
    return file.suffix in _ENDINGS


def _reader(path: Path, files: Sequence[Path]) -> Reader:
    """The one reader that knows every file."""
    for reader in READERS:
        known = [file for file in files if reader.knows(file)]
        if known and len(known) < len(files):
            other = next(file for file in files if file not in known)
            raise DataError(f"{other}: expected the format of {known[0].name}: {reader.name}")
        if known:
            return reader
    forms = "; ".join(reader.name for reader in READERS)
    raise DataError(f"{path}: expected gold in a format that is known, which are {forms}")


def _hash(path: Path, files: Sequence[Path]) -> str:
    """The hash of a file's bytes, or of the names and the bytes of a folder's files."""
    if path.is_file():
        return sha256(path.read_bytes()).hexdigest()
    texts = (file for file in path.rglob("*.txt"))
    return fingerprint(path, iter([*files, *texts]))

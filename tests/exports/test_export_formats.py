"""Every format: the words at its offsets are the words, its counts are those of the dataset, and it leads back."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from odd_articles import TEXTS, gold, spans

import onrecord
from onrecord.commands import export as command
from onrecord.dataset.records import line
from onrecord.evaluate.evaluation import evaluate
from onrecord.evaluate.gold import read_gold
from onrecord.evaluate.model import Gold
from onrecord.evaluate.systems import read_system
from onrecord.exports import csv as csv_format
from onrecord.exports.formats import FORMATS, NAMES, Format
from onrecord.exports.words import Nearest, Words
from onrecord.model import Span

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
SAMPLES = ROOT / "generator" / "onrecord" / "samples"
Marked = dict[str, set[tuple[str, Span, str]]]

READ = [form for form in FORMATS if form.reader]
TEXTLESS = [form.name for form in FORMATS if not form.text]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("samples") / "dataset"
    onrecord.build(SAMPLES, out)
    return out


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The odd articles in a format."""
    folder = tmp_path_factory.mktemp("odd")

    def exported(form: str) -> Path:
        if not (folder / form).exists():
            onrecord.export(gold(folder), folder / form, format=form)
        return folder / form

    return exported


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(row) for row in path.read_text(encoding="utf-8").split("\n") if row]


def test_the_command_lists_the_formats() -> None:
    assert NAMES == command._NAMES
    listed = command.HELP.partition("Formats:\n")[2].partition("\n\n")[0].splitlines()
    assert tuple(row.split()[0] for row in listed) == NAMES


# A reader of each format that knows nothing of ours, beside what the format itself says.


def _conll(folder: Path) -> Marked:
    found: Marked = {}
    lines = (folder / "quotes.conllup").read_bytes().decode().split("\n")
    columns = lines[0].removeprefix("# global.columns = ").split()
    for row in lines[1:]:
        if row.startswith("# newdoc id = "):
            name = row.removeprefix("# newdoc id = ")
            marked = found.setdefault(name, set())
        elif row and not row.startswith("#"):
            cells = dict(zip(columns, row.split("\t"), strict=True))
            assert TEXTS[name][int(cells["START"]) : int(cells["END"])] == cells["FORM"]
            for one in [] if cells["SPANS"] == "_" else cells["SPANS"].split("|"):
                layer, _, place = one.partition(":")
                start, end = map(int, place.partition("[")[2].rstrip("]").split(":"))
                marked.add((layer, Span(start, end), TEXTS[name][start:end]))
    return found


def _tokens(folder: Path) -> Marked:
    found: Marked = {}
    for row in rows(folder / "tokens.jsonl"):
        text, marked = TEXTS[row["article_id"]], found.setdefault(row["article_id"], set())
        for token, start, end in zip(row["tokens"], row["starts"], row["ends"], strict=True):
            assert text[start:end] == token
        for quote in row["quotes"]:
            for layer in ("content", "source", "cue", "addressee"):
                if quote[layer]:
                    marked.add((layer, Span(*quote[layer]), text[slice(*quote[layer])]))
    return found


def _brat(folder: Path) -> Marked:
    found: Marked = {}
    for about in json.loads((folder / "documents.json").read_bytes()):
        text = (folder / f"{about['file']}.txt").read_bytes().decode()
        assert text == TEXTS[about["id"]]
        marked = found.setdefault(about["id"], set())
        for row in (folder / f"{about['file']}.ann").read_bytes().decode().split("\n"):
            if row.startswith("T"):
                _, place, words = row.split("\t", 2)
                kind, start, end = place.split(" ")
                assert text[int(start) : int(end)] == words
                if kind not in ("Attribution", "NotSpeech"):
                    marked.add((kind.lower(), Span(int(start), int(end)), words))
    return found


def _labelstudio(folder: Path) -> Marked:
    found: Marked = {}
    for task in json.loads((folder / "tasks.json").read_bytes()):
        marked = found.setdefault(task["data"]["id"], set())
        assert task["data"]["text"] == TEXTS[task["data"]["id"]]
        for one in task["predictions"][0]["result"]:
            if one["type"] == "labels" and one["value"]["labels"] != ["NotSpeech"]:
                value = one["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
                marked.add((value["labels"][0].lower(), Span(value["start"], value["end"]), value["text"]))
    return found


def _inception(folder: Path) -> Marked:
    found: Marked = {}
    for about in json.loads((folder / "documents.json").read_bytes()):
        marked = found.setdefault(about["id"], set())
        cas = json.loads((folder / f"{about['file']}.json").read_bytes())
        units = TEXTS[about["id"]].encode("utf-16-le")
        for one in cas["%FEATURE_STRUCTURES"]:
            if one["%TYPE"] == "webanno.custom.Quotation" and one["label"] != "not_speech":
                words = units[2 * one["begin"] : 2 * one["end"]].decode("utf-16-le")
                start = len(units[: 2 * one["begin"]].decode("utf-16-le"))
                marked.add((one["label"], Span(start, start + len(words)), words))
    return found


def _csv(folder: Path) -> Marked:
    found: Marked = {}
    with (folder / "quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            marked = found.setdefault(row["article_id"], set())
            for layer, field in (
                ("content", "quote"),
                ("source", "source"),
                ("cue", "cue"),
                ("addressee", "addressee"),
            ):
                start, end = (row[name if layer == "content" else f"{layer}_{name}"] for name in ("start", "end"))
                if start:
                    words = csv_format.plain(row[field]) or ""
                    assert TEXTS[row["article_id"]][int(start) : int(end)] == words
                    marked.add((layer, Span(int(start), int(end)), words))
    return found


READERS: dict[str, Callable[[Path], Marked]] = {
    "conll": _conll,
    "tokens": _tokens,
    "brat": _brat,
    "labelstudio": _labelstudio,
    "inception": _inception,
    "csv": _csv,
}


@pytest.mark.parametrize("form", READERS)
def test_the_words_at_its_offsets_are_the_words(form: str, odd: Callable[[str], Path]) -> None:
    found = READERS[form](odd(form))
    expected = spans()
    if form == "csv":
        del expected["silence"]  # it has no quote
    assert found == expected


def test_answers_stand_where_squad_says(odd: Callable[[str], Path]) -> None:
    found = json.loads((odd("squad") / "squad.json").read_bytes())
    assert found["version"] == "v2.0"
    sources: Counter[str] = Counter()
    for one in found["data"]:
        for paragraph in one["paragraphs"]:
            for question in paragraph["qas"]:
                assert question["is_impossible"] == (not question["answers"])
                for answer in question["answers"]:
                    start = answer["answer_start"]
                    assert paragraph["context"][start : start + len(answer["text"])] == answer["text"]
                    sources[one["id"]] += 1
    assert sources == {
        name: sum(layer == "source" for layer, *_ in marked) for name, marked in spans().items() if marked
    }


def test_words_that_come_back_are_asked_for_by_their_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“No,” said Ann Lee.\n\n“No,” said Bo Day. “No!” he said. “No,” it read.", "utf-8")
    onrecord.build(tmp_path / "a.txt", tmp_path / "data")
    onrecord.export(tmp_path / "data", tmp_path / "squad", format="squad")
    ((paragraph,),) = (one["paragraphs"] for one in json.loads((tmp_path / "squad/squad.json").read_bytes())["data"])
    asked = [question["question"] for question in paragraph["qas"]]
    assert asked[:3] == ["Who said “No,”?", "Who said “No,”? (time 2)", "Who said “No!”?"]
    assert len({*asked}) == len(asked)


@pytest.mark.parametrize("form", READ, ids=lambda form: form.name)
@pytest.mark.parametrize("what", ["gold", "odd"])
def test_gold_comes_back_whole(form: Format, what: str, tmp_path: Path) -> None:
    path = GOLD if what == "gold" else gold(tmp_path)
    onrecord.export(path, tmp_path / "out", format=form.name)
    read = read_gold(path)
    assert form.reader is not None
    system = read_system(str(tmp_path / "out"), [read])
    assert system.answers == form.reader.holds | {"not_speech"}
    assert not system.skipped
    scores = evaluate(read, system).scores
    assert {score.name for score in scores} >= {"span", "source", "type"}
    assert [(score.name, score.criterion, score.f1, score.right) for score in scores if score.gold] == [
        (score.name, score.criterion, 1.0, score.gold) for score in scores if score.gold
    ]


@pytest.mark.parametrize("form", [form.name for form in READ if form.reader and form.reader.texts])
@pytest.mark.parametrize("what", ["gold", "odd"])
def test_what_was_exported_is_gold_again(form: str, what: str, tmp_path: Path) -> None:
    path = GOLD if what == "gold" else gold(tmp_path)
    onrecord.export(path, tmp_path / "out", format=form)
    before, after = read_gold(path), read_gold(tmp_path / "out")
    assert before.annotates == after.annotates
    expected = {one.article.id: one for one in before.articles}
    assert len(after.articles) == len(expected)
    for one in after.articles:
        was = expected[one.article.id]
        assert one.units == was.units
        assert one.not_speech == was.not_speech
        for field in ("text", "url", "outlet", "date", "title", "author", "language"):
            assert getattr(one.article, field) == getattr(was.article, field)


@pytest.mark.parametrize("form", [form for form in READ if form.text], ids=lambda form: form.name)
def test_a_dataset_comes_back_with_every_record(form: Format, samples: Path, tmp_path: Path) -> None:
    made = onrecord.export(samples, tmp_path / "out", format=form.name)
    records = rows(samples / "quotes.jsonl")
    assert (made.articles, made.quotes) == (len(rows(samples / "articles.jsonl")), len(records))
    assert form.reader is not None
    files = sorted(file for file in (tmp_path / "out").iterdir() if form.reader.knows(file))
    found = {one.id: one.quotes for one in form.reader.read(files)}
    expected: dict[str, list[tuple[object, ...]]] = {name: [] for name in found}
    for row in records:
        source = row["source"] and Span(row["source"]["start"], row["source"]["end"])
        expected[row["article_id"]].append((Span(row["start"], row["end"]), source, row["type"]))
    assert {n: [(q.spans[0], q.source, q.type) for q in quotes] for n, quotes in found.items()} == expected


@pytest.mark.parametrize("form", [name for name in NAMES if name != "spacy"])
def test_the_same_bytes_for_the_same_dataset(form: str, samples: Path, tmp_path: Path) -> None:
    for out in ("a", "b"):
        onrecord.export(samples, tmp_path / out, format=form)
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "b").iterdir())
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


def _tagged(form: str, read: Gold, folder: Path, *layers: str) -> Path:
    """What a tagger writes: tokens where they stand, and a label of each layer, without what links them."""
    out = [f"# global.columns = FORM START END {' '.join(layers).upper()}"] if form == "conll" else []
    for one in read.articles:
        if form == "conll":
            out.append(f"# newdoc id = {one.article.id}")
        words = Words(one.article.text)
        spans = {
            "content": [unit.whole or unit.span for unit in one.units],
            "source": [source for unit in one.units for source in unit.sources],
        }
        labels = {layer: words.labels(spans[layer]) for layer in layers}
        for paragraph in words.paragraphs:
            tokens = words.tokens[paragraph.start : paragraph.stop]
            if form == "conll":
                rows = zip(tokens, *(labels[layer][paragraph.start : paragraph.stop] for layer in layers), strict=True)
                out += ["\t".join((token.of(words.text), *map(str, token), *marked)) for token, *marked in rows]
                out.append("")
            else:
                row = {
                    "article_id": one.article.id,
                    "starts": [t.start for t in tokens],
                    "ends": [t.end for t in tokens],
                }
                marks = {
                    layer: [*map("OBI".index, labels[layer][paragraph.start : paragraph.stop])] for layer in layers
                }
                out.append(json.dumps(row | marks))
    file = folder / ("tagged.conllup" if form == "conll" else "tagged.jsonl")
    file.write_text("\n".join(out), encoding="utf-8", newline="\n")
    return file


@pytest.mark.parametrize("form", ["conll", "tokens"])
def test_labels_of_quotes_alone_are_scored_without_sources(form: str, tmp_path: Path) -> None:
    read = read_gold(gold(tmp_path))
    evaluation = evaluate(read, read_system(str(_tagged(form, read, tmp_path, "content")), [read]))
    assert {score.name for score in evaluation.scores} == {"span", "not_speech"}
    assert all(score.f1 == 1 for score in evaluation.scores)


@pytest.mark.parametrize("form", ["conll", "tokens"])
def test_labels_of_sources_are_those_of_the_nearest_quotes(form: str, tmp_path: Path) -> None:
    """On the project's own gold, whose quotes are hard: how many sources are right when only labels are."""
    read = read_gold(GOLD)
    evaluation = evaluate(read, read_system(str(_tagged(form, read, tmp_path, "content", "source")), [read]))
    shares = {(score.name, score.criterion): score.f1 for score in evaluation.scores}
    assert shares["span", "strict"] == 1
    assert 0.94 < shares["source", "polnear"] < 1


def test_the_nearest_source() -> None:
    nearest = Nearest()
    ada, bo, cy = Span(10, 13), Span(30, 32), Span(60, 62)
    assert [*nearest.paragraph([Span(0, 8), Span(15, 28), Span(34, 40)], [ada, bo])] == [
        (Span(0, 8), ada),
        (Span(15, 28), ada),  # of two as near the one before
        (Span(34, 40), bo),
    ]
    assert [*nearest.paragraph([Span(42, 50)], [])] == [(Span(42, 50), bo)]  # the last one before
    assert [*nearest.paragraph([Span(55, 70)], [cy])] == [(Span(55, 70), bo)]  # not one within the quote
    assert [*Nearest().paragraph([Span(0, 8)], [])] == [(Span(0, 8), None)]


def test_label_studio_annotations_go_before_predictions(odd: Callable[[str], Path], tmp_path: Path) -> None:
    tasks = json.loads((odd("labelstudio") / "tasks.json").read_bytes())
    task = tasks[0]
    corrected = [one for one in task["predictions"][0]["result"] if one["type"] == "labels"][:1]
    none: dict[str, Any] = {"result": [], "was_cancelled": True}
    task["annotations"] = [{"result": []}, {"result": corrected, "was_cancelled": False}, none]
    (tmp_path / "export.json").write_text(json.dumps([task]), encoding="utf-8")
    (article,) = read_gold(tmp_path / "export.json").articles
    assert [unit.sources for unit in article.units] == [()]


def test_what_label_studio_exports_has_long_annotations_before_its_data(
    odd: Callable[[str], Path], tmp_path: Path
) -> None:
    tasks = json.loads((odd("labelstudio") / "tasks.json").read_bytes())
    exported = [
        {"id": number, "annotations": [{"id": 7, "completed_by": 1, "padding": "x" * 5000, **task["predictions"][0]}]}
        | {"file_upload": "tasks.json", "drafts": [], "predictions": [], "data": task["data"]}
        for number, task in enumerate(tasks)
    ]
    (tmp_path / "project-1.json").write_text(json.dumps(exported), encoding="utf-8")
    after, before = read_gold(tmp_path / "project-1.json"), read_gold(gold(tmp_path))
    assert [one.units for one in after.articles] == [one.units for one in before.articles]


def test_the_configurations_declare_what_is_used(odd: Callable[[str], Path]) -> None:
    config = ElementTree.parse(odd("labelstudio") / "labeling-config.xml").getroot()
    named = {element.get("name"): element for element in config if element.get("name")}
    labels = {one.get("value") for one in named["span"]}
    choices = {name: {one.get("value") for one in named[name]} for name in ("type", "kind", "reason")}
    relations = {one.get("value") for one in config.findall(".//Relation")}
    for task in json.loads((odd("labelstudio") / "tasks.json").read_bytes()):
        ids = {one["id"] for one in task["predictions"][0]["result"] if one["type"] == "labels"}
        for one in task["predictions"][0]["result"]:
            if one["type"] == "relation":
                assert {*one["labels"]} <= relations
                assert {one["from_id"], one["to_id"]} <= ids
                continue
            assert (one["to_name"], one["from_name"] in named, one["id"] in ids) == ("text", True, True)
            assert named[one["from_name"]].get("toName") == "text"
            kind = {"Labels": "labels", "Choices": "choices", "TextArea": "textarea"}[named[one["from_name"]].tag]
            assert one["type"] == kind
            assert {*one["value"].get("labels", ())} <= labels
            assert {*one["value"].get("choices", ())} <= choices.get(one["from_name"], set())
    conf = (odd("brat") / "annotation.conf").read_text(encoding="utf-8")
    sections = [row for row in conf.splitlines() if row.startswith("[")]
    assert sections == ["[entities]", "[relations]", "[events]", "[attributes]"]
    for path in odd("brat").glob("*.ann"):
        for row in path.read_text(encoding="utf-8").splitlines():
            if row.startswith("A"):
                _, label, _, value = row.replace("\t", " ").split(" ")
                assert value in conf.partition(f"\n{label}\t")[2].splitlines()[0]


def test_no_two_files_differ_by_case_alone(odd: Callable[[str], Path]) -> None:
    for form in ("brat", "inception"):
        names = [path.name.casefold() for path in odd(form).iterdir()]
        assert len(names) == len({*names})


def test_text_that_was_changed_in_the_tool_is_said(odd: Callable[[str], Path], tmp_path: Path) -> None:
    tasks = json.loads((odd("labelstudio") / "tasks.json").read_bytes())
    tasks[0]["data"]["text"] += "!"
    (tmp_path / "export.json").write_text(json.dumps(tasks), encoding="utf-8")
    with pytest.raises(onrecord.DataError, match=r"export\.json, \[0\]: expected answers about the text"):
        read_gold(tmp_path / "export.json")


# Quotebank


def record(**changes: Any) -> dict[str, Any]:
    return {
        "id": "q_0",
        "quote": "We will win this, all of us,",
        "speaker": "Ann Lee",
        "speaker_id": None,
        "confidence": 0.9,
        "date": "2024-03-06",
        "url": "https://a.example/1",
        "article_id": "one",
        "variant_group": None,
    } | changes


def quotebank(*records: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    from onrecord.exports import quotebank
    from onrecord.exports.model import Annotated, Said

    said = tuple(Said(row["id"], Span(0, 1), row=row) for row in records)
    quotebank.write([Annotated("one", None, "", {}, said)], folder)
    return rows(folder / "quotebank.jsonl")


def test_the_same_words_of_the_same_speaker_are_one_quotation(tmp_path: Path) -> None:
    found = quotebank(
        record(
            id="q_2", date="2024-03-07", confidence=0.8, article_id="two", url="https://b.example", speaker_id="Q42"
        ),
        record(quote="we will win this – all of us!", speaker_id="Q42"),
        record(id="q_3", speaker="Bo Day", confidence=0.6),
        record(id="q_4", speaker=None, confidence=None, date=None, url=None),
        folder=tmp_path,
    )
    assert [(one["quotation"], one["speaker"], one["numOccurrences"], one["date"]) for one in found] == [
        ("we will win this – all of us!", "Ann Lee", 2, "2024-03-06"),
        ("We will win this, all of us,", "Bo Day", 1, "2024-03-06"),
        ("We will win this, all of us,", "None", 1, None),
    ]
    assert [one["quoteID"] for one in found] == ["2024-03-06-000001", "2024-03-06-000002", "0000-00-00-000001"]
    assert found[0]["probas"] == [["Ann Lee", "0.8500"], ["None", "0.1500"]]
    assert found[0]["qids"] == ["Q42"]
    assert found[0]["urls"] == ["https://a.example/1", "https://b.example"]
    assert found[0]["articles"] == ["one", "two"]
    assert found[2]["probas"] == [["None", "1.0000"]]


def test_a_variant_group_is_one_quotation_and_a_confidence_is_not_made_up(tmp_path: Path) -> None:
    group = [
        record(variant_group="v_1"),
        record(id="q_2", quote="We’ll win", speaker="Bo Day", confidence=0.95, variant_group="v_1"),
    ]
    (one,) = quotebank(*group, folder=tmp_path)
    assert one["speaker"] == "Bo Day"
    assert one["probas"] == [["Bo Day", "0.4750"], ["Ann Lee", "0.4500"], ["None", "0.0750"]]
    (one,) = quotebank(record(confidence=None), folder=tmp_path)
    assert (one["speaker"], one["probas"]) == ("Ann Lee", [])


def test_quotebank_has_every_record(samples: Path, tmp_path: Path) -> None:
    onrecord.export(samples, tmp_path / "out", format="quotebank")
    found = rows(tmp_path / "out" / "quotebank.jsonl")
    assert sum(one["numOccurrences"] for one in found) == len(rows(samples / "quotes.jsonl"))
    assert len({one["quoteID"] for one in found}) == len(found)
    assert all(abs(sum(float(share) for _, share in one["probas"]) - 1) < 0.001 for one in found if one["probas"])


# CSV


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "'x", "''", "'=1", "x=1", "“x”"],
)
def test_no_cell_is_a_formula_and_each_is_undone(cell: str) -> None:
    made = csv_format.safe(cell)
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert csv_format.plain(made) == cell
    assert (made == cell) == (cell in ("x=1", "“x”"))


def test_csv_is_the_records_flat(samples: Path, tmp_path: Path) -> None:
    onrecord.export(samples, tmp_path / "out", format="csv")
    data = (tmp_path / "out" / "quotes.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "out" / "quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        table = [*csv.DictReader(file)]
    records = rows(samples / "quotes.jsonl")
    assert len(table) == len(records)
    for cells, row in zip(table, records, strict=True):
        for column, cell in cells.items():
            value = row.get(column)
            if isinstance(value, dict):
                value = value["text"]
            elif column not in row and column != "article_sha256":
                field, _, part = column.rpartition("_")
                value = row[field] and row[field][part]
            if column != "article_sha256":
                assert csv_format.plain(cell) == (None if value is None else str(value))
    lines = {line(row) for row in records}
    assert len(lines) == len(records)

"""Every change by hand is found, and the message names the record, the field and what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_dataset import LIGHTHOUSE, articles, change, records, rows, write, write_1_0_0, write_release

from onrecord.dataset.records import line
from onrecord.dataset.validate import Breach, validate
from onrecord.dataset.write import DatasetWriter
from onrecord.errors import SourceNotFound

Rows = list[dict[str, Any]]
QUOTES, ARTICLES, REJECTED, MANIFEST = "quotes.jsonl", "articles.jsonl", "rejected.jsonl", "manifest.json"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write(tmp_path / "set")


def put(row: Any, path: str, value: Any) -> None:
    """Set ``source.start`` of a row; a function is given the old value."""
    *outer, last = path.split(".")
    for key in outer:
        row = row[key]
    row[last] = value(row[last]) if callable(value) else value


def test_a_dataset_as_it_was_written_has_no_breach(dataset: Path) -> None:
    assert validate(dataset) == ()


@pytest.mark.parametrize("context", [True, False])
def test_a_release_without_article_texts_has_no_breach(tmp_path: Path, context: bool) -> None:
    assert validate(write_release(tmp_path / "set", context=context)) == ()


def one_more(number: int) -> int:
    return number + 1


def one_less(number: int) -> int:
    return number - 1


# file, index of the row, what is set, to what, the field that is named if another, what the message says
CHANGES: list[tuple[str, int, str, Any, str | None, str]] = [
    # a byte of a quote
    (QUOTES, 0, "quote", "We will keep the lighthousf,", None, r'expected "We will keep the lighthouse,"'),
    (QUOTES, 0, "quote", "We will keep the lighthouse", None, 'expected "We will keep the lighthouse,"'),
    (QUOTES, 0, "quote", "we will keep the lighthouse,", "id", "from article_id, quote and start"),
    (QUOTES, 0, "quote", "", None, "at least 1 character"),
    (QUOTES, 1, "quote", "It is ours. ", None, "no white space around the words"),
    # a span
    (QUOTES, 0, "start", one_more, "quote", r'found "We will keep the lighthouse,"'),
    (QUOTES, 0, "start", -1, None, "expected at least 0, found -1"),
    (QUOTES, 0, "start", 28.0, None, "expected integer, found 28.0"),
    (QUOTES, 0, "start", "28", None, 'expected integer, found "28"'),
    (QUOTES, 0, "end", one_less, "quote", r"text\["),
    (QUOTES, 0, "end", 1, None, "not before start"),
    (QUOTES, 0, "end", 100_000, None, "within the text"),
    (QUOTES, 0, "source.start", one_more, "source.text", "of the article"),
    (QUOTES, 0, "source.end", one_more, "source.text", "of the article"),
    (QUOTES, 0, "source.text", "Nora Quilt", None, 'expected "Nora Quill" .*, found "Nora Quilt"'),
    (QUOTES, 0, "source.form", "noun", None, 'one of "name", "pronoun", "nominal"'),
    (QUOTES, 0, "cue.start", one_less, "cue.text", "of the article"),
    (QUOTES, 0, "cue.text", "Said", None, "of the article"),
    (QUOTES, 0, "cue.lemma", "", None, "at least 1 character"),
    (QUOTES, 0, "cue.lema", "say", None, "expected no such field"),
    (QUOTES, 2, "addressee.text", "visitor", None, 'expected "visitors" .*, found "visitor"'),
    (QUOTES, 2, "addressee.end", one_more, "addressee.text", "of the article"),
    (QUOTES, 0, "said_on_basis.start", one_more, "said_on_basis.text", "of the article"),
    (QUOTES, 0, "context.start", one_more, "context.text", "of the article"),
    (QUOTES, 0, "context.text", lambda text: text[:-1] + "x", None, "of the article"),
    (QUOTES, 0, "context.text", lambda text: text[:20], "context", "expected to hold the quote"),
    (QUOTES, 0, "context", {"text": "“We will keep it”", "start": 27}, None, "to hold the source"),
    # who
    (QUOTES, 0, "speaker_kind", "persom", None, r'expected one of "person", .*, found "persom"'),
    (QUOTES, 0, "speaker_kind", None, None, "a speaker has a kind"),
    (QUOTES, 5, "speaker_kind", "person", "speaker", "a person, an organization or a group has a name"),
    (QUOTES, 0, "speaker", None, None, "a person, an organization or a group has a name"),
    (QUOTES, 5, "speaker", "Nora Quill", "speaker_kind", "a speaker has a kind"),
    (QUOTES, 0, "speaker", "", None, "at least 1 character"),
    (QUOTES, 0, "source", "Nora Quill", None, "expected object or null"),
    (QUOTES, 0, "attribution_rule", None, "source", "where no attribution rule answered"),
    (QUOTES, 0, "attribution_rule", "Beside quote", None, "expected a match of"),
    (QUOTES, 0, "resolution_rule", None, None, "comes from a resolution rule"),
    (QUOTES, 5, "resolution_rule", "name.full_name", None, "where nobody was resolved"),
    (QUOTES, 5, "confidence", 0.5, None, "where no attribution rule answered"),
    (QUOTES, 0, "confidence", 1.5, None, "expected at most 1, found 1.5"),
    (QUOTES, 0, "confidence", 0.9625, None, "three decimals"),
    (QUOTES, 0, "confidence", True, None, "expected number or null, found true"),
    # when
    (QUOTES, 0, "said_on", "2024-03-02", None, "the first day of a month"),
    (QUOTES, 4, "said_on", "2023-02-01", None, "the first day of a year"),
    (QUOTES, 2, "said_on", "2024-02-30", None, "a date of the calendar"),
    (QUOTES, 2, "said_on", "2024-3-18", None, "expected a match of"),
    (QUOTES, 0, "said_on", None, "said_on_basis", "given together or not at all"),
    (QUOTES, 0, "said_on_precision", None, None, "given together or not at all"),
    (QUOTES, 0, "said_on_precision", "week", None, 'one of "day", "month", "year", null'),
    (QUOTES, 0, "said_on_basis", None, None, "given together or not at all"),
    # of the article
    (QUOTES, 0, "article_id", "lighthouses", None, "the id of an article in articles.jsonl"),
    (QUOTES, 0, "article_id", "north/mill", "outlet", 'expected null .*, found "The Daily Gull"'),
    (QUOTES, 0, "outlet", "The Daily Gall", None, 'expected "The Daily Gull" .*, found "The Daily Gall"'),
    (QUOTES, 0, "date", "2024-03-20", None, "the article's, in articles.jsonl"),
    (QUOTES, 0, "url", None, None, "the article's, in articles.jsonl"),
    (QUOTES, 0, "title", "A Lighthouse in dispute", None, "the article's"),
    (QUOTES, 0, "author", "Tomas Vael", None, "the article's"),
    (QUOTES, 0, "language", "de", None, "the article's"),
    (QUOTES, 0, "language", "English", None, "expected a match of"),
    # ids, parts
    (QUOTES, 5, "id", "q_0000000000000000", None, "from article_id, quote and start"),
    (QUOTES, 5, "id", "q_000000000000000", None, "expected a match of"),
    (QUOTES, 0, "utterance_id", "u_0000000000000000", None, "from the id of its first part"),
    (QUOTES, 0, "part", 2, None, "in the order of the text"),
    (QUOTES, 1, "part", 1, None, "in the order of the text"),
    (QUOTES, 1, "parts", 3, None, "the records of u_"),
    (QUOTES, 0, "type", "indirect", None, 'one of "direct", "mixed"'),
    (QUOTES, 0, "schema_version", "1.0.1", None, 'expected "1.2.0", found "1.0.1"'),
    (QUOTES, 0, "variant", "v_1", None, "expected no such field"),
    # articles
    (ARTICLES, 0, "id", "lighthouse2", "quotes", r"expected 0 \(its lines in quotes.jsonl\), found 3"),
    (ARTICLES, 1, "quotes", 5, None, r"expected 4 \(its lines in quotes.jsonl\), found 5"),
    (ARTICLES, 1, "quotes", -4, None, "at least 0"),
    (ARTICLES, 0, "characters", one_less, None, "the length of text"),
    (ARTICLES, 0, "sha256", "0" * 64, None, "that of text in UTF-8"),
    (ARTICLES, 0, "text", lambda text: text.replace("again", "Again"), "sha256", "that of text in UTF-8"),
    (ARTICLES, 1, "text", "Short.", "sha256", "that of text in UTF-8"),  # and its quotes stand beyond the end
    (ARTICLES, 0, "outlet_basis", None, None, "given together or not at all"),
    (ARTICLES, 1, "date_basis", "dateline", None, "given together or not at all"),
    (ARTICLES, 0, "date_basis", "guess", None, "expected one of"),
    (ARTICLES, 2, "schema_version", 1, None, 'expected "1.2.0"'),
    # rejected
    (REJECTED, 0, "start", one_more, "text", "of the article"),
    (REJECTED, 0, "text", "Harbor Lights", None, 'found "Harbor Lights"'),
    (REJECTED, 0, "reason", "invalid-json", None, "a region names its article"),
    (REJECTED, 0, "article_id", "harbour", None, "the id of an article in articles.jsonl"),
    (REJECTED, 0, "rule", None, None, "a region names its article"),
    (REJECTED, 0, "end", 5, None, "not before start"),
    (REJECTED, 1, "what", "inputs", None, 'one of "region", "input"'),
    (REJECTED, 1, "file", None, None, "an input names its file"),
    (REJECTED, 1, "line", 0, None, "at least 1"),
    (REJECTED, 2, "text", "words", None, "an input names its file, and nothing of a region"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "index", "path", "value", "named", "says"),
    CHANGES,
    ids=[f"{number}-{change[0]}-{change[2]}" for number, change in enumerate(CHANGES)],
)
def test_a_change_by_hand_is_found_and_named(
    dataset: Path, file: str, index: int, path: str, value: Any, named: str | None, says: str
) -> None:
    change(dataset, file, lambda found: put(found[index], path, value))
    row = rows(dataset, file)[index]
    record, field = row.get("id", row.get("article_id")), named or path
    found = [
        breach for breach in validate(dataset) if (breach.file, breach.line, breach.field) == (file, index + 1, field)
    ]
    assert found, [str(breach) for breach in validate(dataset)]
    assert {breach.record for breach in found} == {record}
    assert any(re.search(says, breach.message) for breach in found), [str(breach) for breach in found]
    place = f"{file}, line {index + 1}, " + (f"{record}, " if record else "") + f"field {field}: expected "
    assert all(str(breach).startswith(place) and "\n" not in str(breach) for breach in found)


@pytest.mark.parametrize(
    ("path", "value", "named", "says"),
    [
        ("counts.quotes", 8, None, r"expected 7 \(as the lines show\), found 8"),
        ("counts.articles", 2, None, "expected 3"),
        ("counts.attributed", 4, None, "expected 5"),
        ("counts.resolved", 6, None, "expected 5"),
        ("counts.utterances", 7, None, "expected 6"),
        ("counts.rejected_regions", 0, None, "expected 1"),
        ("counts.rejected_inputs", "2", None, 'expected integer, found "2"'),
        ("outputs.1.sha256", "0" * 64, "outputs[quotes.jsonl].sha256", "changed after it was written"),
        ("outputs.1.bytes", 1, "outputs[quotes.jsonl].bytes", "changed after it was written"),
        ("outputs.2.lines", 4, "outputs[rejected.jsonl].lines", r"expected 3 \(that of the file"),
        ("outputs.0.name", "other.jsonl", "outputs", "expected articles.jsonl among them"),
        ("outputs.0.name", "../quotes.jsonl", "outputs[0].name", "expected a match of"),
        ("inputs.0.name", "/home/me/north.jsonl", "inputs[0].name", "expected a match of"),
        ("inputs.0.name", "C:\\north.jsonl", "inputs[0].name", "expected a match of"),
        ("inputs.0.sha256", "abc", "inputs[0].sha256", "expected a match of"),
        ("options.0.value", ["en"], "options[0].value", "expected string or"),
        ("generator", "onrecord2", None, 'expected "onrecord"'),
        ("schema_version", "2.0.0", None, 'expected "1.2.0"'),
        ("rules_sha256", None, None, "expected string"),
        ("made_at", "2024-03-05T10:00:00Z", None, "expected no such field"),
    ],
)
def test_a_change_in_the_manifest_is_found_and_named(
    dataset: Path, path: str, value: Any, named: str | None, says: str
) -> None:
    manifest = json.loads((dataset / MANIFEST).read_bytes())
    row, (*outer, last) = manifest, path.split(".")
    for key in outer:
        row = row[int(key) if key.isdigit() else key]
    row[last] = value
    (dataset / MANIFEST).write_text(json.dumps(manifest))
    found = [breach for breach in validate(dataset) if breach.field == (named or path)]
    assert found, [str(breach) for breach in validate(dataset)]
    assert {(breach.file, breach.line, breach.record) for breach in found} == {(MANIFEST, None, None)}
    assert any(re.search(says, breach.message) for breach in found), found


def twice(found: Rows) -> None:
    found.append(found[-1])


def drop_first(found: Rows) -> None:
    del found[0]


def reverse(found: Rows) -> None:
    found.reverse()


def rename_first(found: Rows) -> None:
    found[1]["id"] = found[0]["id"]


def widen_title(found: Rows) -> None:
    start = LIGHTHOUSE.text.index("Harbour Lights")
    end = LIGHTHOUSE.text.index(",” again")
    found[0] |= {"end": end, "text": LIGHTHOUSE.text[start:end]}


def reach_into_the_next(found: Rows) -> None:
    found[0] |= {"end": found[1]["end"], "quote": LIGHTHOUSE.text[found[0]["start"] : found[1]["end"]]}


def take_the_marks_in(found: Rows) -> None:
    found[0] |= {
        "start": found[0]["start"] - 1,
        "end": found[0]["end"] + 1,
        "quote": f"“{found[0]['quote']}”",
    }


@pytest.mark.parametrize(
    ("file", "edit", "breach"),
    [
        (QUOTES, twice, (QUOTES, 8, "id", "an id of its own, found that of line 7")),
        (QUOTES, drop_first, (QUOTES, 1, "part", "in the order of the text")),
        (QUOTES, drop_first, (ARTICLES, 1, "quotes", "expected 2 (its lines in quotes.jsonl), found 3")),
        (QUOTES, reverse, (QUOTES, 2, "start", "to come after")),
        (QUOTES, reverse, (QUOTES, 5, "article_id", "in the order of articles.jsonl")),
        (QUOTES, reach_into_the_next, (QUOTES, 2, "start", "no overlap with")),
        (QUOTES, take_the_marks_in, (QUOTES, 1, "quote", "without their outer quotation marks")),
        (ARTICLES, twice, (ARTICLES, 4, "id", "an id of its own, found that of line 3")),
        (ARTICLES, drop_first, (QUOTES, 1, "article_id", "the id of an article")),
        (ARTICLES, rename_first, (QUOTES, 4, "article_id", "the id of an article")),
        (REJECTED, widen_title, (REJECTED, 1, "start", "no overlap with the quote q_")),
    ],
)
def test_what_rows_owe_each_other(
    dataset: Path, file: str, edit: Callable[[Rows], None], breach: tuple[str, int, str, str]
) -> None:
    change(dataset, file, edit)
    found = [
        one for one in validate(dataset) if (one.file, one.line, one.field) == breach[:3] and breach[3] in one.message
    ]
    assert found, [str(one) for one in validate(dataset)]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "expected a JSON object, found none"),
        (b"", "expected a JSON object, found none"),
        (b"[1]", "expected a JSON object, found list"),
        (b"null", "expected a JSON object, found NoneType"),
        (b'{"id": "\xff"}', "expected UTF-8, found byte 0xff at 8"),
        (b'{"id": "\\ud83d"}', "half of a surrogate pair"),
        (b'{"confidence": NaN}', "NaN is no number in JSON"),
        (b"[" * 100_000, "expected a JSON object, found none"),
    ],
)
@pytest.mark.parametrize("file", [QUOTES, ARTICLES, REJECTED])
def test_a_line_that_is_no_object_is_found_and_the_rest_is_read(
    dataset: Path, file: str, data: bytes, says: str
) -> None:
    lines = (dataset / file).read_bytes().split(b"\n")
    (dataset / file).write_bytes(b"\n".join([lines[0], data, *lines[1:]]))
    found = [breach for breach in validate(dataset) if breach.file == file]
    assert [(breach.line, breach.field, breach.record) for breach in found] == [(2, None, None)]
    assert says in str(found[0])


@pytest.mark.parametrize("name", [QUOTES, ARTICLES, REJECTED, MANIFEST])
def test_a_missing_file_is_found(dataset: Path, name: str) -> None:
    (dataset / name).unlink()
    assert Breach(name, None, None, None, "expected this file, found none") in validate(dataset)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"\xff"])
def test_a_manifest_that_is_none_is_found(dataset: Path, data: bytes) -> None:
    (dataset / MANIFEST).write_bytes(data)
    found = validate(dataset)
    assert found
    assert {breach.file for breach in found} == {MANIFEST}


def test_a_folder_that_is_not_there_is_the_commands_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound, match="nowhere is not a folder"):
        validate(tmp_path / "nowhere")


def test_a_file_that_the_manifest_lists_besides_is_checked_too(dataset: Path) -> None:
    (dataset / "train.parquet").write_bytes(b"PAR1")
    manifest = json.loads((dataset / MANIFEST).read_bytes())
    manifest["outputs"].append({"name": "train.parquet", "sha256": "0" * 64, "bytes": 4, "lines": None})
    (dataset / MANIFEST).write_text(json.dumps(manifest))
    assert [breach.field for breach in validate(dataset)] == ["outputs[train.parquet].sha256"]
    (dataset / "train.parquet").unlink()
    assert [breach.message for breach in validate(dataset)] == [
        "expected a file train.parquet beside the manifest, found none"
    ]


@pytest.mark.parametrize(
    ("path", "value", "context", "field"),
    [
        ("quote", "We will keep the lighthousf,", False, "id"),
        ("quote", "We will keep the lighthousf,", True, "quote"),
        ("start", one_more, False, "end"),
        ("source.text", "Nora Quil", False, "source.end"),
        ("source.text", "Nora Quilt", True, "source.text"),
        ("cue.end", 100_000, False, "cue.end"),
        ("id", "q_0000000000000000", False, "id"),
    ],
)
def test_without_the_texts_what_can_be_found_is_found(
    tmp_path: Path, path: str, value: Any, context: bool, field: str
) -> None:
    dataset = write_release(tmp_path / "set", context=context)
    change(dataset, QUOTES, lambda found: put(found[0], path, value))
    assert field in [breach.field for breach in validate(dataset) if breach.line == 1]


def test_a_long_text_is_shown_where_it_differs(dataset: Path) -> None:
    change(
        dataset,
        QUOTES,
        lambda found: put(found[2], "context.text", lambda text: text.replace("visitors", "visiters")),
    )
    [breach] = [breach for breach in validate(dataset) if breach.field == "context.text"]
    assert "visitors" in breach.message
    assert "visiters" in breach.message
    assert len(str(breach)) < 300


def test_memory_of_an_article_is_not_mixed_up(tmp_path: Path) -> None:
    """Records that come back to an article after another are held against their own."""
    first, *rest = records()
    with DatasetWriter(tmp_path / "set") as writer:
        for row in articles():
            writer.article(row)
        for record in [*rest, first]:
            writer.quote(record)
        writer.finish()
    fields = {breach.field for breach in validate(tmp_path / "set")}
    assert "article_id" in fields
    assert not fields & {"quote", "source.text", "outlet"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = write(tmp_path_factory.mktemp("sound") / "set")
    return {name: (folder / name).read_bytes() for name in (QUOTES, ARTICLES, REJECTED, MANIFEST)}


def restore(sound: dict[str, bytes], folder: Path) -> None:
    for name, data in sound.items():
        (folder / name).write_bytes(data)


SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOW
@given(st.data())
def test_any_one_byte_of_any_file_that_is_changed_is_found(
    sound: dict[str, bytes], tmp_path: Path, data: st.DataObject
) -> None:
    restore(sound, tmp_path)
    name = data.draw(st.sampled_from([QUOTES, ARTICLES, REJECTED]))
    at = data.draw(st.integers(0, len(sound[name]) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != sound[name][at]))
    (tmp_path / name).write_bytes(sound[name][:at] + bytes([byte]) + sound[name][at + 1 :])
    found = validate(tmp_path)
    assert f"outputs[{name}].sha256" in {breach.field for breach in found}


@SLOW
@given(st.data())
def test_any_one_character_of_a_quote_that_is_changed_is_found_and_named(
    sound: dict[str, bytes], tmp_path: Path, data: st.DataObject
) -> None:
    restore(sound, tmp_path)
    index = data.draw(st.integers(0, 6))

    def edit(found: Rows) -> None:
        words = found[index]["quote"]
        at = data.draw(st.integers(0, len(words) - 1))
        other = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda one: one != words[at]))
        found[index]["quote"] = words[:at] + other + words[at + 1 :]

    change(tmp_path, QUOTES, edit)
    name = records()[index].id
    named = {breach.field for breach in validate(tmp_path) if (breach.file, breach.record) == (QUOTES, name)}
    assert {"quote", "id"} <= named


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@SLOW
@given(st.data(), JSON)
def test_whatever_stands_in_a_field_it_is_read_to_the_end(
    sound: dict[str, bytes], tmp_path: Path, data: st.DataObject, value: Any
) -> None:
    restore(sound, tmp_path)
    name = data.draw(st.sampled_from([QUOTES, ARTICLES, REJECTED]))
    found = rows(tmp_path, name)
    row = data.draw(st.sampled_from(found))
    key = data.draw(st.sampled_from(sorted(row)))
    before = row[key]
    row[key] = value
    text = "".join(json.dumps(row) + "\n" for row in found)
    (tmp_path / name).write_text(text, encoding="utf-8")
    breaches = validate(tmp_path)
    if type(value) is not type(before) or value != before:
        assert breaches


def test_the_fixture_holds_every_kind_of_record(dataset: Path) -> None:
    found = rows(dataset, QUOTES)
    assert {row["type"] for row in found} == {"direct", "mixed"}
    assert {row["said_on_precision"] for row in found} == {"day", "month", "year", None}
    assert {row["speaker_kind"] for row in found} >= {"person", "organization", "unnamed", None}
    assert [row["quote"] for row in found].count("We will keep the lighthouse,") == 2
    assert line(found[0]).encode() + b"\n" in (dataset / QUOTES).read_bytes()


# ------------------------------------------------------------- earlier schemas, identities


def test_a_dataset_of_an_earlier_schema_stays_valid_by_that_schema(tmp_path: Path) -> None:
    assert validate(write_1_0_0(tmp_path / "set")) == ()


def test_the_version_is_the_manifests_or_else_that_of_the_first_line(tmp_path: Path) -> None:
    dataset = write_1_0_0(tmp_path / "set")
    change(dataset, QUOTES, lambda found: put(found[0], "schema_version", "1.1.0"))
    (breach,) = validate(dataset)
    assert (breach.line, breach.field, breach.message) == (1, "schema_version", 'expected "1.0.0", found "1.1.0"')
    (dataset / MANIFEST).unlink()
    assert [one.file for one in validate(dataset)] == [MANIFEST, QUOTES]


@pytest.mark.parametrize("value", ["quill", None])
def test_an_earlier_schema_has_no_field_of_a_later_one(tmp_path: Path, value: str | None) -> None:
    dataset = write_1_0_0(tmp_path / "set")
    change(dataset, QUOTES, lambda found: put(found[0], "speaker_id", value))
    assert "expected no such field" in [one.message for one in validate(dataset) if one.field == "speaker_id"]


@pytest.mark.parametrize(
    ("index", "value", "says"),
    [
        (0, "nora quill", "expected a match of"),  # no white space
        (0, "", "expected a match of"),
        (0, 7, "expected string or null, found 7"),
        (1, None, r'expected "quill" \(that of Nora Quill in q_\w+\), found null'),
        (2, "keeper", r'expected "quill" \(that of Nora Quill in q_\w+\), found "keeper"'),
    ],
)
def test_an_identity_that_cannot_be_is_found(dataset: Path, index: int, value: Any, says: str) -> None:
    change(dataset, QUOTES, lambda found: put(found[index], "speaker_id", value))
    found = [one for one in validate(dataset) if (one.file, one.line, one.field) == (QUOTES, index + 1, "speaker_id")]
    assert any(re.search(says, one.message) for one in found), [str(one) for one in validate(dataset)]


@pytest.mark.parametrize(("index", "field"), [(5, "speaker_kind"), (6, "speaker"), (4, "speaker_kind")])
def test_only_a_speaker_with_a_name_has_an_identity(dataset: Path, index: int, field: str) -> None:
    change(dataset, QUOTES, lambda found: put(found[index], "speaker_id", "quill"))
    found = [one for one in validate(dataset) if (one.line, one.field) == (index + 1, field)]
    assert any("only a speaker with a name has an identity" in one.message for one in found)


@pytest.mark.parametrize(
    ("path", "value", "named", "says"),
    [
        ("counts.identified", 2, None, r"expected 3 \(as the lines show\), found 2"),
        ("unmapped.0.quotes", 2, "unmapped[0].quotes", r"expected 1 \(its records without a speaker_id\), found 2"),
        ("unmapped.0.speaker", "Nora Quill", "unmapped[0].quotes", "expected 0"),
        ("unmapped.0.speaker_kind", "person", "unmapped[0].quotes", "expected 0"),
        ("unmapped.0.reason", "unlisted", "unmapped[0].reason", 'one of "ambiguous", "another-kind", "unconfirmed"'),
        ("unmapped.0.ids", [], "unmapped[0].ids", "at least 1 items"),
    ],
)
def test_what_the_manifest_says_of_identities_is_held_against_the_lines(
    dataset: Path, path: str, value: Any, named: str | None, says: str
) -> None:
    test_a_change_in_the_manifest_is_found_and_named(dataset, path, value, named, says)

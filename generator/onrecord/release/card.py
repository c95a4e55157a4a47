"""README.md: what a release is, how good it is, and how to use it, written from its rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import yaml

from onrecord.dataset.fingerprint import confidence_sha256
from onrecord.evaluate.confidence import PATH as CONFIDENCE
from onrecord.release import svg
from onrecord.release.citation import SPDX, address, bibtex
from onrecord.release.markdown import shown, table
from onrecord.release.shape import CONFIGS, SPLITS, Config, features
from onrecord.release.withdraw import REASONS

if TYPE_CHECKING:
    from onrecord.release.write import Release

Row = dict[str, Any]

TOP = 15
"""How many outlets, speakers … a table or a figure shows."""

HELD = {
    "quotes": "a record per contiguous quoted span: the words, the speaker, the source and cue, where and when",
    "articles": "who published each article, when, and the SHA-256 of its text",
    "variants": "the same utterance in several articles, its records and which came first",
    "rejected": "quoted regions that are no speech, and inputs that could not be read, each with a reason",
}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def card(release: Release) -> str:
    """README.md with its YAML."""
    sections = (_head, _load, _holds, _splits, _figures, _counts, _quality, _weaknesses, _words, _people, _cite, _made)
    lines = [line for section in sections for line in (*section(release), "")]
    return "\n".join(("---", _yaml(release) + "---", "", *lines)).rstrip("\n") + "\n"


def _yaml(release: Release) -> str:
    facts = release.facts
    languages = sorted({row["language"].split("-")[0].lower() for row in release.all("articles")})
    number = len(release.all("quotes"))
    found: Row = {
        "pretty_name": facts["name"],
        "language": languages,
        "license": facts["data_licence"] if facts["data_licence"] in SPDX else "other",
        "annotations_creators": ["machine-generated"],
        "language_creators": ["found"],
        "multilinguality": ["multilingual" if len(languages) > 1 else "monolingual"],
        "size_categories": [next((name for limit, name in _SIZES if number < limit), "1M<n<10M")],
        "source_datasets": ["original"],
        "task_categories": ["token-classification"],
        "tags": ["quote-attribution", "quotation-extraction", "news", "speakers", "onrecord"],
        "configs": [_config(release, config) for config in CONFIGS if _there(release, config)],
        "dataset_info": [
            {"config_name": config, "features": features(release.schemas[config])}
            for config in CONFIGS
            if _there(release, config)
        ],
    }
    if found["license"] == "other":
        found["license_name"] = facts["data_licence"]
    return yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=120)


def _config(release: Release, config: Config) -> Row:
    files = [
        {"split": written.split, "path": list(written.parquet) if len(written.parquet) > 1 else written.parquet[0]}
        for written in release.written
        if written.config == config
    ]
    return {"config_name": config, **({"default": True} if config == "quotes" else {}), "data_files": files}


def _there(release: Release, config: Config) -> bool:
    return any(written.config == config for written in release.written)


def _head(release: Release) -> Iterator[str]:
    facts = release.facts
    quotes, articles = release.all("quotes"), release.all("articles")
    yield f"# {shown(facts['name'])} {facts['version']}"
    yield ""
    speakers = {(q["speaker_kind"], q["speaker"]) for q in quotes if q["speaker"] and q["speaker_kind"] != "unnamed"}
    outlets = {row["outlet"] for row in articles if row["outlet"]}
    dates = sorted(row["date"] for row in articles if row["date"])
    when = f", published from {dates[0]} to {dates[-1]}" if dates else ""
    yield (
        f"Who said what, where and when: {_count(len(quotes), 'quote')} by {_count(len(speakers), 'named speaker')}, "
        f"from {_count(len(articles), 'article')} of {_count(len(outlets), 'outlet')}{when}. Every record points back into "
        "the article that it came from, and names the rules that made it."
    )
    yield ""
    yield {
        "quotes": "This release has the quotes and what is known of them, not the articles: `text` and `context` are null.",
        "standoff": (
            "This release has no words of the articles: offsets and hashes say where they stand. Whoever has the "
            "articles puts the words back with `onrecord rehydrate`."
        ),
        "full": "This release has the articles' texts, and the paragraphs around each quote.",
    }[facts["words"]]
    if facts["words"] == "full" and not release.licences:
        yield ""
        yield "**It was put together from a reader's own copy of the articles, for their own use: not to be published.**"


def _load(release: Release) -> Iterator[str]:
    yield "## Load it"
    yield ""
    yield "```python"
    yield "from datasets import load_dataset"
    yield ""
    yield f'quotes = load_dataset("PATH_OR_REPO_ID")  # version {release.facts["version"]}: revision="v{release.facts["version"]}" on the Hub'
    for config in CONFIGS[1:]:
        if _there(release, config):
            yield f'{config} = load_dataset("PATH_OR_REPO_ID", "{config}")'
    yield "```"
    yield ""
    yield (
        "The same rows are there as JSON lines. Both are typed the same by the features declared above: dates are dates, "
        "every key is always there. `checksums.sha256` has the hash of every file (`sha256sum -c checksums.sha256`)."
    )


def _holds(release: Release) -> Iterator[str]:
    yield "## What it holds"
    yield ""
    rows = [
        (f"`{config}`", HELD[config], *(len(release.rows[config][name]) for name in SPLITS))
        for config in CONFIGS
    ]
    head, *lines = table(("configuration", "a row is", *SPLITS), rows)
    yield head
    yield "| --- | --- | --: | --: | --: |"
    yield from lines[1:]
    yield ""
    empty = [f"`{name}` of `{c}`" for c in CONFIGS for name in SPLITS if not release.rows[c][name]]
    if empty:
        yield f"Without any row, and so without a file: {', '.join(empty)}."
        yield ""
    yield "Every field is described in `schema/`. Offsets count Unicode code points of the article's text, end exclusive."
    if release.facts["words"] == "standoff":
        yield (
            "Null where words were left out: `quote`, `title`, `context`, `speaker_role`, the `speaker` whom an article leaves "
            "unnamed, and `text` everywhere; `quote_sha256` and `withheld` say how to find them again."
        )


def _splits(release: Release) -> Iterator[str]:
    facts = release.facts
    number = len(release.all("quotes"))
    yield "## Splits"
    yield ""
    together = {
        "article": "articles that share an utterance, an address, or half of their words",
        "outlet": "all articles of an outlet, and those that share an utterance, an address, or half of their words",
        "speaker": "all articles that quote the same named speaker, or share an utterance, an address, or half of their words",
        "time": "articles that share an utterance, an address, or half of their words, as young as the youngest",
    }[facts["split_by"]]
    yield (
        f"In one split are {together}: {_count(facts['groups'], 'group')}, the largest of "
        f"{_count(facts['largest_group'], 'article')}. That nothing leaks was checked when the release was made."
    )
    if facts["split_by"] == "time" and facts["splits_begin"]:
        yield f"Validation begins on {facts['splits_begin'][0]}, test on {facts['splits_begin'][1]}."
    yield ""
    asked = dict(zip(SPLITS, facts["proportions"], strict=True))
    yield from table(
        ("split", "articles", "quotes", "share", "asked for"),
        (
            (
                name,
                len(release.rows["articles"][name]),
                len(release.rows["quotes"][name]),
                _share(len(release.rows["quotes"][name]), number),
                f"{asked[name]:.0%}",
            )
            for name in SPLITS
        ),
    )
    if facts["previous"]:
        yield ""
        moved = len(facts["moved"])
        yield (
            f"Articles of version {facts['previous']} are in the split where they were"
            + (f", but for {_count(moved, 'article')} whose group was joined to another's." if moved else ".")
        )


def _figures(release: Release) -> Iterator[str]:
    found = list(figures(release))
    if found:
        yield "## At a glance"
        for path, text in found:
            title = text.split("<title>", 1)[1].split("</title>", 1)[0]
            yield ""
            yield f"![{title}]({path})"


def figures(release: Release) -> Iterator[tuple[str, str]]:
    """The figures of the card: path, and SVG."""
    quotes = release.all("quotes")
    dates = sorted(quote["date"] for quote in quotes if quote["date"])
    if dates:
        length, unit = (7, "month") if int(dates[-1][:4]) - int(dates[0][:4]) < 4 else (4, "year")
        values = list(_through(Counter(date[:length] for date in dates), unit))
        yield "figures/quotes-over-time.svg", svg.columns(f"Quotes by {unit} of publication", values)
    named = Counter(q["speaker"] for q in quotes if q["speaker"] and q["speaker_kind"] != "unnamed")
    if named:
        yield "figures/most-quoted.svg", svg.bars("The most quoted", _ranked(named)[:TOP])
    scores = sorted((quote["confidence"] for quote in quotes if quote["confidence"] is not None), reverse=True)
    if scores:
        points = [(len([s for s in scores if s >= floor]) / len(quotes), floor) for floor in sorted(set(scores))]
        yield (
            "figures/confidence.svg",
            svg.curve("Confidence against the share of quotes that have it", "share of all quotes", points),
        )


def _through(counts: Counter[str], unit: str) -> Iterator[tuple[str, int]]:
    """Every month or year from the first to the last, those without a quote too."""
    first, last = min(counts), max(counts)
    year, month = int(first[:4]), int(first[5:] or 1)
    while (label := f"{year:04}-{month:02}" if unit == "month" else f"{year:04}") <= last:
        yield label, counts[label]
        year, month = (year + month // 12, month % 12 + 1) if unit == "month" else (year + 1, 1)


def _counts(release: Release) -> Iterator[str]:
    quotes = release.all("quotes")
    number = len(quotes)
    yield "## Counts"
    yield ""
    attributed = sum(quote["source"] is not None for quote in quotes)
    named = sum(quote["speaker_kind"] in ("person", "organization", "group") for quote in quotes)
    dated = sum(quote["said_on"] is not None for quote in quotes)
    yield from table(
        ("of all quotes", "quotes", "share"),
        [
            ("attributed to a source", attributed, _share(attributed, number)),
            ("with a named speaker", named, _share(named, number)),
            ("with the date when they were said", dated, _share(dated, number)),
        ],
    )
    for title, values in (
        ("type", Counter(quote["type"] for quote in quotes)),
        ("kind of speaker", Counter(quote["speaker_kind"] or "nobody found" for quote in quotes)),
        ("outlet", Counter(quote["outlet"] for quote in quotes)),
        ("language", Counter(quote["language"] for quote in quotes)),
    ):
        yield ""
        yield from _table(title, values, number)
    yield ""
    years = Counter((quote["date"] or "")[:4] for quote in quotes)
    yield from table(
        ("year of publication", "quotes", "share"),
        ((year or "unknown", years[year], _share(years[year], number)) for year in sorted(years)),
    )


def _table(title: str, values: Counter[Any], number: int) -> Iterable[str]:
    ranked = _ranked(values)
    rows = [(shown(name) if name else "unknown", count, _share(count, number)) for name, count in ranked[:TOP]]
    if len(ranked) > TOP:
        rest = sum(count for _, count in ranked[TOP:])
        rows.append((f"{len(ranked) - TOP:,} others", rest, _share(rest, number)))
    return table((title, "quotes", "share"), rows)


def _quality(release: Release) -> Iterator[str]:
    yield "## How good it is"
    yield ""
    yield (
        "`confidence` is measured, not felt: how often the two rules that made a record, the one that found its source and the "
        "one that found out who that is, were right on articles annotated by people. A pair that was seen too rarely takes "
        "the figure of its attribution rule, or of its family of rules."
    )
    scores = [quote["confidence"] for quote in release.all("quotes") if quote["confidence"] is not None]
    if scores:
        number = len(release.all("quotes"))
        yield ""
        yield from table(
            ("confidence", "quotes", "share", "mean confidence"),
            (
                (f"{floor:.2f} and above", len(kept), _share(len(kept), number), f"{sum(kept) / len(kept):.3f}")
                for floor in (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)
                if (kept := [score for score in scores if score >= floor])
            ),
        )
    used = {option["key"]: option["value"] for option in release.facts["build"]["options"]}.get("confidence")
    yield ""
    if used != confidence_sha256():
        yield "The measurements that the figures are from were those of another version of onrecord; they aren't here."
        return
    measured = json.loads(CONFIDENCE.read_text(encoding="utf-8"))
    every = measured["all"]
    yield (
        f"On that gold, {every['right']:,} of {every['of']:,} records that the rules made were right "
        f"({every['right'] / every['of']:.1%}): the region is speech, and its source is the annotated one. They are the articles that "
        f"the rules were written on: on others expect a little less. The measurement: `{_code(measured['measured'])}`. By family of rules:"
    )
    yield ""
    yield from table(
        ("family", "right", "of", "confidence"),
        ((f"`{row['family']}`", row["right"], row["of"], f"{row['confidence']:.3f}") for row in measured["families"]),
    )


def _weaknesses(release: Release) -> Iterator[str]:
    rejected = Counter(row["reason"] for row in release.all("rejected"))
    unsaid = sum(quote["source"] is None for quote in release.all("quotes"))
    yield "## Known weaknesses"
    yield ""
    yield "- All labels are made by a machine. Nobody has looked through them."
    yield "- Only words in quotation marks are here: indirect speech is not."
    yield (
        "- In long sentences the subject of a wrong clause may be taken for the source; with words quoted at second hand, the "
        "person may be taken for the one who passed them on; a change of speaker that no reporting clause tells is missed."
    )
    yield (
        "- What is speech and what is a title, a name or a scare quote is decided by rules: see `rejected`"
        + (f" ({', '.join(f'{count:,} {reason}' for reason, count in _ranked(rejected))})." if rejected else ".")
    )
    yield f"- {_count(unsaid, 'quote')} of this release {'has' if unsaid == 1 else 'have'} no source. A speaker is known by a name within one article: two people of one name are not told apart{_identified(release)}."
    yield "- `said_on` is only there where the text ties the words to a day, month or year."
    if not release.facts["build"].get("confidence") and all(row["text"] is None for row in release.all("articles")):
        yield "- An article that is nearly the same as another can be told only by the texts."


def _identified(release: Release) -> str:
    known = sum(quote.get("speaker_id") is not None for quote in release.all("quotes"))
    return f", but for {_count(known, 'quote')} with a `speaker_id`" if known else ""


def _words(release: Release) -> Iterator[str]:
    facts = release.facts
    licence = SPDX.get(facts["data_licence"], ("", facts["data_licence"], ""))[1]
    where = address(facts["data_licence"])
    yield "## Whose words these are"
    yield ""
    yield (
        "The quotes are the words of the persons and organizations named as their speakers, as the articles report them. The "
        "articles are the works of their authors and outlets, whose addresses the records give."
    )
    yield (
        "What was added to them, the selection, the labels and the offsets, is licensed by "
        f"{shown(', '.join(facts['authors']))} under {f'[{licence}]({where})' if where else shown(licence)}; see LICENSE."
    )
    if facts["words"] == "full" and release.licences:
        counts = Counter(row["licence"] for row in release.licences)
        listed = ", ".join(f"{shown(name)} ({count:,})" for name, count in _ranked(counts))
        yield f"The articles' texts are published under licences of their own, listed in `licences.jsonl`: {listed}."


def _people(release: Release) -> Iterator[str]:
    yield "## Living people, and how to have a record withdrawn"
    yield ""
    yield (
        "Most of the people named here are living. A record says what an article reports of them, found by a machine that "
        "is wrong now and then: look at the article before you rely on what is said to be somebody's words."
    )
    yield ""
    yield (
        "Whoever is quoted, or has rights in an article, can have a record withdrawn: open an issue or a discussion where this "
        "dataset is published and give its `id` (`q_…`), the article's `id` or its address, no name and no reason needed. What is "
        "withdrawn is left out of the next release and of every later one: with the other parts of its utterance, the same words "
        "elsewhere, and the text of its article. The list, `withdrawn.jsonl`, has only hashes and one of "
        f"these reasons: {', '.join(REASONS)}."
    )
    if release.tombstones:
        yield ""
        yield f"Withdrawn so far: {_count(len(release.tombstones), 'entry', 'entries')}."


def _cite(release: Release) -> Iterator[str]:
    yield "## Cite it"
    yield ""
    yield "```bibtex"
    yield from bibtex(release).splitlines()
    yield "```"
    yield ""
    yield "`CITATION.cff` says the same. Name the version: records can change from one to the next."


def _made(release: Release) -> Iterator[str]:
    facts, build = release.facts, release.facts["build"]
    yield "## Versions"
    yield ""
    yield from table(
        ("", "version"),
        [
            ("this dataset", facts["version"]),
            ("the release before it", facts["previous"] or "none"),
            ("the schema of its rows", build["schema_version"]),
            ("onrecord, which built it", shown(build["generator_version"])),
            ("the rules (SHA-256)", f"`{build['rules_sha256'][:16]}…`"),
        ],
    )
    yield ""
    yield "`manifest.json` has all hashes, of what went in and of what came out. There is no clock time in any file: the same articles give the same bytes."


def _ranked(counts: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0] or ""))


def _count(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _code(words: str) -> str:
    return words.replace("`", "'")



"""README.md: what a release is, how good it is, how to use it. The prose is in ``card.md``, the figures in its rows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Template
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
    "quotes": "a contiguous quoted span: the words, the speaker, the source and cue, where and when",
    "articles": "an article: who published it, when, and the SHA-256 of its text",
    "variants": "an utterance that several articles have: its records, and which came first",
    "rejected": "a quoted region that is no speech, or an input that could not be read, and why",
}
WORDS = {
    "quotes": "This release has the quotes and what is known of them, not the articles: `text` and `context` are null.",
    "standoff": "This release has no words of the articles: offsets and hashes say where they stand. Whoever has the "
    "articles puts the words back with `onrecord rehydrate`.",
    "full": "This release has the articles' texts, and the paragraphs around each quote.",
}
OWN_COPY = "\n\n**It was put together from a reader's own copy of the articles, for their own use: do not publish it.**"
NULLS = (
    " Null where words were left out: `quote`, `title`, `context`, `speaker_role`, the `speaker` whom an article "
    "leaves unnamed, and `text` everywhere; `quote_sha256` and `withheld` say how to find them again."
)
ALIKE = "articles that share an utterance, an address, or half of their words"
TOGETHER = {
    "article": ALIKE,
    "outlet": f"all articles of an outlet, and {ALIKE}",
    "speaker": f"all articles that quote the same named speaker, and {ALIKE}",
    "time": f"{ALIKE}, a group as young as its youngest article",
}
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def card(release: Release) -> str:
    """README.md with its YAML."""
    facts = release.facts
    prose = Template((Path(__file__).parent / "card.md").read_text(encoding="utf-8"))
    values = {
        "name": shown(facts["name"]),
        "version": facts["version"],
        "repository": _repository(facts),
        **_head(release),
        **_tables(release),
        **_split(release),
        **_quality(release),
        **_weaknesses(release),
        **_rights(release),
        "figures": "\n\n".join(_images(release)) or "There is nothing to draw.",
        "bibtex": bibtex(release),
    }
    return f"---\n{_yaml(release)}---\n\n{prose.substitute(values)}"


def _yaml(release: Release) -> str:
    facts = release.facts
    languages = sorted({row["language"].split("-")[0].lower() for row in release.all("articles")})
    number = len(release.all("quotes"))
    known = facts["data_licence"] in SPDX
    there = [config for config in CONFIGS if _there(release, config)]
    found: Row = {
        "pretty_name": facts["name"],
        "language": languages,
        "license": facts["data_licence"] if known else "other",
        **({} if known else {"license_name": facts["data_licence"]}),
        "annotations_creators": ["machine-generated"],
        "language_creators": ["found"],
        "multilinguality": ["multilingual" if len(languages) > 1 else "monolingual"],
        "size_categories": [next((name for limit, name in _SIZES if number < limit), "1M<n<10M")],
        "source_datasets": ["original"],
        "task_categories": ["token-classification"],
        "tags": ["quote-attribution", "quotation-extraction", "news", "speakers", "onrecord"],
        "configs": [_config(release, config) for config in there],
        "dataset_info": [{"config_name": name, "features": features(release.schemas[name])} for name in there],
    }
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


def _head(release: Release) -> Row:
    facts, quotes, articles = release.facts, release.all("quotes"), release.all("articles")
    named = {(one["speaker_kind"], one["speaker"]) for one in quotes if _named(one)}
    dates = sorted(row["date"] for row in articles if row["date"])
    own_copy = release.facts["words"] == "full" and not release.licences and any(row["text"] for row in articles)
    empty = [f"`{name}` of `{config}`" for config in CONFIGS for name in SPLITS if not release.rows[config][name]]
    return {
        "quotes": _count(len(quotes), "quote"),
        "speakers": _count(len(named), "named speaker"),
        "articles": _count(len(articles), "article"),
        "outlets": _count(len({row["outlet"] for row in articles if row["outlet"]}), "outlet"),
        "when": f", published from {dates[0]} to {dates[-1]}" if dates else "",
        "words": WORDS[release.facts["words"]] + (OWN_COPY if own_copy else ""),
        "others": "\n".join(
            f'{config} = load_dataset("{_repository(facts)}", "{config}")'
            for config in CONFIGS[1:]
            if _there(release, config)
        ),
        "empty": f"Without any row, and so without a file: {', '.join(empty)}.\n" if empty else "",
        "nulls": NULLS if release.facts["words"] == "standoff" else "",
    }


def _tables(release: Release) -> Row:
    quotes, build = release.all("quotes"), release.facts["build"]
    number = len(quotes)
    attributed = sum(one["source"] is not None for one in quotes)
    named = sum(one["speaker_kind"] in ("person", "organization", "group") for one in quotes)
    dated = sum(one["said_on"] is not None for one in quotes)
    years = Counter(one["date"][:4] if one["date"] else "unknown" for one in quotes)
    found = [
        table(
            ("of all quotes", "quotes", "share"),
            [
                ("attributed to a source", attributed, _share(attributed, number)),
                ("with a named speaker", named, _share(named, number)),
                ("with the date when they were said", dated, _share(dated, number)),
            ],
        ),
        _counted("type", Counter(one["type"] for one in quotes), number),
        _counted("kind of speaker", Counter(one["speaker_kind"] or "nobody found" for one in quotes), number),
        _counted("outlet", Counter(one["outlet"] for one in quotes), number),
        _counted("language", Counter(one["language"] for one in quotes), number),
        table(
            ("year of publication", "quotes", "share"),
            [(year, years[year], _share(years[year], number)) for year in sorted(years)],
        ),
    ]
    return {
        "configs": table(
            ("configuration", "a row is", *SPLITS),
            [(f"`{one}`", HELD[one], *(len(release.rows[one][name]) for name in SPLITS)) for one in CONFIGS],
            words=2,
        ),
        "counts": "\n\n".join(found),
        "versions": table(
            ("of", "version"),
            [
                ("this dataset", release.facts["version"]),
                ("the release before it", release.facts["previous"] or "none"),
                ("the schema of its rows", build["schema_version"]),
                ("onrecord, which built it", shown(build["generator_version"])),
                ("the rules (SHA-256)", f"`{build['rules_sha256'][:16]}…`"),
            ],
        ),
    }


def _counted(title: str, values: Counter[Any], number: int) -> str:
    ranked = _ranked(values)
    rows = [(shown(name) if name else "unknown", count, _share(count, number)) for name, count in ranked[:TOP]]
    if len(ranked) > TOP:
        rest = sum(count for _, count in ranked[TOP:])
        rows.append((f"{len(ranked) - TOP:,} others", rest, _share(rest, number)))
    return table((title, "quotes", "share"), rows)


def _split(release: Release) -> Row:
    facts, number = release.facts, len(release.all("quotes"))
    begin = moved = ""
    if facts["split_by"] == "time" and facts["splits_begin"]:
        begin = f" Validation begins on {facts['splits_begin'][0]}, test on {facts['splits_begin'][1]}."
    if facts["previous"]:
        but = f", but for {_count(len(facts['moved']), 'article')}, listed in `manifest.json`" if facts["moved"] else ""
        moved = f"\n\nArticles that version {facts['previous']} had are in the split where they were{but}."
    rows = []
    for name, asked in zip(SPLITS, facts["proportions"], strict=True):
        quotes = len(release.rows["quotes"][name])
        rows.append((name, len(release.rows["articles"][name]), quotes, _share(quotes, number), f"{asked:.1%}"))
    return {
        "together": TOGETHER[facts["split_by"]],
        "groups": _count(facts["groups"], "group"),
        "largest": _count(facts["largest_group"], "article"),
        "begin": begin,
        "splits": table(("split", "articles", "quotes", "share of the quotes", "asked for"), rows),
        "previous": moved,
    }


def _images(release: Release) -> Iterator[str]:
    for path, text in figures(release):
        title = text.split("<title>", 1)[1].split("</title>", 1)[0]
        yield f"![{title}]({path})"


def figures(release: Release) -> Iterator[tuple[str, str]]:
    """The figures of the card: path, and SVG."""
    quotes = release.all("quotes")
    dates = sorted(quote["date"] for quote in quotes if quote["date"])
    if dates:
        length, unit = (7, "month") if int(dates[-1][:4]) - int(dates[0][:4]) < 4 else (4, "year")
        values = list(_through(Counter(date[:length] for date in dates), unit))
        yield "figures/quotes-over-time.svg", svg.columns(f"Quotes by {unit} of publication", values)
    named = Counter(one["speaker"] for one in quotes if _named(one))
    if named:
        yield "figures/most-quoted.svg", svg.bars("The most quoted", _ranked(named)[:TOP])
    scores = Counter(one["confidence"] for one in quotes if one["confidence"] is not None)
    if scores:
        points, kept = [], 0
        for floor in sorted(scores, reverse=True):
            kept += scores[floor]
            points.append((kept / len(quotes), floor))
        title = "Confidence against the share of all quotes that have at least that"
        yield "figures/confidence.svg", svg.curve(title, "share of all quotes", points)


def _through(counts: Counter[str], unit: str) -> Iterator[tuple[str, int]]:
    """Every month or year from the first to the last, those without a quote too."""
    first, last = min(counts), max(counts)
    year, month = int(first[:4]), int(first[5:] or 1)
    while (label := f"{year:04}-{month:02}" if unit == "month" else f"{year:04}") <= last:
        yield label, counts[label]
        year, month = (year + month // 12, month % 12 + 1) if unit == "month" else (year + 1, 1)


def _quality(release: Release) -> Row:
    quotes = release.all("quotes")
    scores = [one["confidence"] for one in quotes if one["confidence"] is not None]
    rows = [
        (f"{floor:.2f} and above", len(kept), _share(len(kept), len(quotes)), f"{sum(kept) / len(kept):.3f}")
        for floor in (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)
        if (kept := [score for score in scores if score >= floor])
    ]
    told = table(("confidence", "quotes", "share", "mean confidence"), rows) if rows else "No record here has one."
    return {"confidence": told, "measured": _measured(release)}


def _measured(release: Release) -> str:
    """What confidence was on gold, by the figures of the package, if the dataset was built with them."""
    used = {option["key"]: option["value"] for option in release.facts["build"]["options"]}.get("confidence")
    if used != confidence_sha256():
        return "The figures were measured by another version of onrecord than the one that made this release."
    found = json.loads(CONFIDENCE.read_text(encoding="utf-8"))
    right, of = found["all"]["right"], found["all"]["of"]
    rows = [(f"`{row['family']}`", row["right"], row["of"], f"{row['confidence']:.3f}") for row in found["families"]]
    return (
        f"On that gold, {right:,} of {of:,} records that the rules made were right ({_share(right, of)}): the region "
        "is speech, and its source is the annotated one. The rules were written on the same articles: on others expect "
        f"a little less. The measurement is `{found['measured'].replace('`', '')}`. By family of rules:\n\n"
        + table(("family", "right", "of", "confidence"), rows)
    )


def _weaknesses(release: Release) -> Row:
    rejected = _ranked(Counter(row["reason"] for row in release.all("rejected")))
    quotes = release.all("quotes")
    unsaid = sum(quote["source"] is None for quote in quotes)
    known = sum(quote.get("speaker_id") is not None for quote in quotes)
    near = "\n- The dataset was built without the articles' texts: reprints that share no quote may be in two splits."
    return {
        "rejected": f" ({', '.join(f'{count:,} {reason}' for reason, count in rejected)})" if rejected else "",
        "unsaid": f"{_count(unsaid, 'quote')} of this release {'has' if unsaid == 1 else 'have'}",
        "identified": f", but for {_count(known, 'quote')} with a `speaker_id`" if known else "",
        "near": "" if release.facts["texts"] else near,
    }


def _rights(release: Release) -> Row:
    facts = release.facts
    title = SPDX.get(facts["data_licence"], ("", shown(facts["data_licence"]), ""))[1]
    where, texts = address(facts["data_licence"]), ""
    if facts["words"] == "full" and release.licences:
        ranked = _ranked(Counter(row["licence"] for row in release.licences))
        listed = ", ".join(f"{shown(name)} ({count:,})" for name, count in ranked)
        texts = f"\n\nThe articles' texts stand under licences of their own, listed in `licences.jsonl`: {listed}."
    withdrawn = len(release.tombstones)
    return {
        "authors": shown(", ".join(facts["authors"])),
        "licence": f"[{title}]({where})" if where else title,
        "texts": texts,
        "reasons": ", ".join(REASONS),
        "withdrawn": f"\n\nWithdrawn so far: {_count(withdrawn, 'entry', 'entries')}." if withdrawn else "",
    }


def _repository(facts: Row) -> str:
    """What load_dataset is to be given: a repository of the Hub, where the address is one."""
    path = re.fullmatch(r"https://huggingface\.co/datasets/([\w.-]+/[\w.-]+)/?", facts["url"] or "")
    return path[1] if path else "PATH_OR_REPO_ID"


def _named(quote: Row) -> bool:
    return quote["speaker"] is not None and quote["speaker_kind"] != "unnamed"


def _ranked(counts: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0] or ""))


def _count(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"

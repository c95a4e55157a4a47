"""``onrecord evaluate``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import DONE, say, show, show_json

if TYPE_CHECKING:
    from onrecord.evaluate.evaluation import Evaluation
    from onrecord.evaluate.report import Report

HELP = """Score a system's quotes against what people annotated, with a signature on each score.

SYSTEM is the folder of a dataset, its quotes.jsonl, a file of predictions ({"id", "quotes": [{"start", "end",
"source": {"start", "end"}, "speaker" …}]}), what export wrote as conll, tokens, squad, brat, labelstudio, inception or
csv, or a system that is run on the texts of the gold: rules (the default), nearest-name, every-region, textacy.
Predictions with wrong offsets, unknown or missing articles, overlaps or another text are said with their places, and
nothing is scored, unless with --skip-invalid.

Gold is a file or a folder: PolNeAR (JSON Lines, or brat standoff as published), the project's own (tests/gold), or an
export as brat, labelstudio or inception.
Several are scored one by one; --reliability and --write-confidence take them together. --speakers takes the lines
about articles of the gold, or all of them without --gold.

\b
Examples:
  onrecord evaluate --gold tests/gold --by stratum
  onrecord evaluate --system preds.jsonl --gold tests/gold
  onrecord evaluate build/polnear --gold polnear.jsonl --by rule --errors 20
  onrecord evaluate --gold polnear.jsonl --compare before/quotes.jsonl rules
"""

BY = ("rule", "type", "form", "kind", "stratum")


@click.command("evaluate", help=HELP)
@click.argument("system", default="", metavar="[SYSTEM]")
@click.option("--system", "named", metavar="SYSTEM", help="The same as SYSTEM.")
@click.option("--gold", "paths", multiple=True, metavar="G", help="Annotated articles; may be given several times.")
@click.option("--speakers", metavar="FILE", help="Score speakers and dates on lines of id, start, end, speaker …")
@click.option("--only", metavar="IDS", help="Only the articles of gold that a file lists, an id a line.")
@click.option("--without", "leave_out", metavar="IDS", help="Only those that it does not list.")
@click.option("--by", multiple=True, type=click.Choice(BY), help="Take scores apart; may be given several times.")
@click.option(
    "--errors", is_flag=False, flag_value=10, type=click.IntRange(0), metavar="[N]", help="Show N errors of each kind."
)
@click.option("--seed", default=0, show_default=True, help="Chooses the errors, the resamples and the folds.")
@click.option("--compare", nargs=2, metavar="A B", help="Compare two systems, with 95 % intervals.")
@click.option(
    "--reliability",
    is_flag=False,
    flag_value="",
    metavar="[TABLE]",
    help="How many records at each confidence are right, in Markdown: by the other articles' figures, or TABLE's.",
)
@click.option("--write-confidence", metavar="PATH", help="Measure the precision of each pair of rules, and write it.")
@click.option("--skip-invalid", is_flag=True, help="Leave out predictions that cannot be scored, and count them.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
def command(
    system: str,
    named: str | None,
    paths: tuple[str, ...],
    speakers: str | None,
    only: str | None,
    leave_out: str | None,
    by: tuple[str, ...],
    errors: int | None,
    seed: int,
    compare: tuple[str, str] | None,
    reliability: str | None,
    write_confidence: str | None,
    skip_invalid: bool,
    as_json: bool,
) -> int:
    """The report on stdout."""
    from onrecord.errors import CommandError
    from onrecord.evaluate.evaluation import evaluate
    from onrecord.evaluate.gold import part, read_gold
    from onrecord.evaluate.report import Report
    from onrecord.evaluate.speakers import judge_speakers, read_speakers
    from onrecord.evaluate.systems import RULES, RUN, read_system

    if system and named:
        raise CommandError("name one system, by --system or without it")
    system = system or named or ""
    if not paths and (not speakers or system in ("", *RUN) or errors is not None):
        raise CommandError("name annotated articles with --gold: texts are needed")
    others = (system, speakers, *by, reliability, write_confidence)
    if compare and (errors is not None or any(other not in ("", None) for other in others) or reliability == ""):
        raise CommandError("--compare A B goes with --gold, --only, --without, --seed and --json alone")
    golds = whole = [read_gold(path) for path in paths]
    for ids, without in ((only, False), (leave_out, True)):
        golds = [part(gold, ids, without=without) for gold in golds] if ids else golds
    report = Report(by=by, errors=errors, seed=seed)
    if compare:
        for gold in golds:
            systems = [read_system(name, [gold], whole=whole, skip_invalid=skip_invalid) for name in compare]
            for one_system in systems:
                report.add_skipped(one_system)
            report.add_comparison(*(evaluate(gold, one_system) for one_system in systems))
    else:
        read = read_system(system or RULES, golds, whole=whole, skip_invalid=skip_invalid)
        report.add_skipped(read)
        if read.unknown:
            say(f"{read.name}: articles that are not in the gold are not scored: {read.unknown:,}")
        evaluations = [evaluate(gold, read) for gold in golds]
        for one in evaluations:
            if one.missing:
                of = f"{one.missing:,} of {len(one.judged):,}"
                say(f"{read.name}: articles of {one.gold.name} are not in it, their quotes count as missed: {of}")
            report.add_evaluation(one)
        if speakers:
            lines = read_speakers(speakers)
            articles = {one.article.id: one.article for gold in golds for one in gold.articles}
            report.add_speakers(lines, read, judge_speakers(lines, read, articles if golds else None))
        if reliability is not None or write_confidence:
            _calibrate(evaluations, report, seed, reliability, write_confidence)
    if as_json:
        show_json(report.json())
    else:
        for line in "\n".join(report.lines()).split("\n"):
            show(line)
    return DONE


def _calibrate(
    evaluations: Sequence[Evaluation], report: Report, seed: int, reliability: str | None, path: str | None
) -> None:
    """Measure the precision of pairs of rules on all golds together: report it, write it."""
    from onrecord.errors import CommandError
    from onrecord.evaluate import calibration
    from onrecord.evaluate.signature import signature

    if not evaluations:
        raise CommandError("confidence is measured on annotated articles: name them with --gold")
    cases = calibration.cases(judged for one in evaluations for judged in one.judged)
    golds, articles = [one.gold for one in evaluations], sum(len(one.judged) for one in evaluations)
    system = evaluations[0].system
    if reliability:
        table = calibration.table_of(Path(reliability))
        how = signature(system, golds, articles, table=Path(reliability).name)
        report.add_reliability(calibration.reliability(calibration.judged_by(table, cases)), how)
    elif reliability is not None:
        how = signature(system, golds, articles, folds=calibration.FOLDS, seed=seed)
        report.add_reliability(calibration.reliability(calibration.cross_validated(cases, seed=seed)), how)
    if path:
        measured = {"measured": signature(system, golds, articles)} | calibration.measure(cases)
        Path(path).write_text(calibration.written(measured), encoding="utf-8")
        say(f"wrote {path}: {len(cases):,} records, {len(measured['pairs']):,} pairs of rules")

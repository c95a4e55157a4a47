"""``onrecord publish``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli import DONE, say, show

if TYPE_CHECKING:
    from onrecord.hub.publish import Published

HELP = """Publish a release on the Hugging Face Hub, tagged with its version.

DIR is a release that onrecord release made; it is checked first, byte by byte and row by row. REPO_ID is owner/name; a
repository that is not there is created, private unless --public is given. The folder is uploaded as it is, what the Hub
then lists is compared with checksums.sha256, and the version is tagged (v1.0.0). A tag is never moved: a version that
is published stays as it is. After a break, the same command sends what is missing.

The token is that of hf auth login or of HF_TOKEN; it needs the right to write. --dry-run asks nobody.

\b
Examples:
  onrecord publish build/release ada/my-quotes --dry-run
  onrecord publish build/release ada/my-quotes
"""


@click.command("publish", help=HELP)
@click.argument("dir")
@click.argument("repo_id")
@click.option("--public", is_flag=True, help="For everybody to see.")
@click.option("--dry-run", is_flag=True, help="Check the release, say what would be sent, and send nothing.")
@click.option("--force", is_flag=True, help="Even where the repository holds another dataset or a newer version.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=120,
    show_default=True,
    help="How long to wait for an answer.",
)
def command(dir: str, repo_id: str, **options: Any) -> int:
    """What was published and the line that loads it on stdout; each step on stderr."""
    from onrecord.hub.publish import publish

    done = publish(dir, repo_id, each=say, **options)
    for line in _planned(done) if options["dry_run"] else _done(done):
        show(line)
    return DONE


def _planned(plan: Published) -> Iterator[str]:
    from onrecord.hub.publish import files_of, visibility

    release = plan.release
    yield f"would publish {release.name} {release.version}, words: {release.words}"
    yield f"  repository  {plan.repository} at {plan.endpoint}"
    yield f"  visibility  {visibility(plan.private)}; created where there is none"
    yield f"  upload      {files_of(release.files)}; other files of its main branch are removed"
    for file in release.files:
        yield f"    {file.size:>13,}  {file.path}"
    yield f"  tag         {plan.tag}"
    yield f"  load        {plan.line}"
    yield "nothing was sent, and the Hub was not asked"


def _done(done: Published) -> Iterator[str]:
    from onrecord.hub.publish import files_of, visibility

    release = done.release
    yield f"published {release.name} {release.version} ({visibility(done.private)}): {done.url}"
    yield f"{files_of(release.files)}, as checksums.sha256 has them; commit {done.commit}"
    yield ""
    yield done.line

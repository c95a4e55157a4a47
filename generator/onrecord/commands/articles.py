"""What ``extract`` and ``explain`` read: the articles of a file, or the text on standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.cli import say
from onrecord.dataset.attempt import attempt
from onrecord.identify.identities import Identities
from onrecord.model import Article, Rejection
from onrecord.pipeline import Extraction
from onrecord.read import read

_STDIN = "standard input"


def articles(file: str) -> Iterator[Article]:
    """The articles of a file ("-": one text from standard input); what cannot be read is said on stderr."""
    for item in _from_stdin() if file == "-" else read([file]):
        if isinstance(item, Article):
            yield item
        else:
            say(told(item))


def extracted(article: Article, identities: Identities | None = None) -> Extraction | None:
    """What the pipeline makes of an article; None where it fails, which is said on stderr."""
    made = attempt(article, identities)
    unread = made if isinstance(made, Rejection) else made.unread
    if unread:
        say(told(unread))
        return None
    return made if isinstance(made, Extraction) else None


@contextmanager
def about(article: Article) -> Iterator[None]:
    """What goes wrong inside says which article it went wrong with."""
    try:
        yield
    except Exception as error:
        error.add_note(f"the article was {article.id}")
        raise


def told(rejection: Rejection) -> str:
    """A rejected input in a line: file, line, field, what is wrong, what was expected."""
    line = f", line {rejection.line}" if rejection.line else ""
    field = f", field {rejection.field!r}" if rejection.field else ""
    # Of a file that the system does not open, ``expected`` is what the system says.
    colon = ":" if rejection.reason.startswith("unreadable") else ": expected"
    return f"{rejection.file}{line}{field}: {rejection.reason.replace('-', ' ')}{colon} {rejection.expected}"


def _from_stdin() -> Iterator[Article | Rejection]:
    """As a .txt file is read: with front matter, and with a byte order mark if there is one."""
    if sys.stdin.isatty():
        say(f"reading {_STDIN}: Ctrl-D on a line of its own ends the text")
    with TemporaryDirectory() as folder:
        path = Path(folder, "stdin.txt")
        path.write_bytes(sys.stdin.buffer.read())
        for item in read([path]):
            yield item if isinstance(item, Article) else replace(item, file=_STDIN)

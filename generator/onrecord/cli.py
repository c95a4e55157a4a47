"""The front door: the first page of help, and an exit code and one line on stderr for whatever goes wrong.

It imports next to nothing: ``onrecord --help`` does not wait for a command that is not asked for. The commands
are in ``commands``, a file each.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import NoReturn

from onrecord.errors import CommandError, OnrecordError

HELP = """\
Usage: onrecord COMMAND …

  Turns news articles into a dataset of who said what, where and when.

Commands:
  inspect SOURCE…          what would be read, and from where each field comes
  build SOURCE… --out DIR  read articles, extract, validate, write a dataset
  extract [FILE]           one text in (or standard input), records out
  explain FILE             the article with its quotes marked, and why
  validate DIR             every breach of the schema and of every invariant
  speakers DIR             who was quoted, in which words, how often, by whom
  variants DIR             the same words in several articles, and what differs
  diff OLD NEW             what changed, and which version number it calls for
  migrate DIR --to OUT     lift a dataset of an older schema to the current one
  release DIR --to OUT     splits, Parquet, a card: a folder to load and publish
  rehydrate DIR --from S   puts back the words that a release left out
  publish DIR REPO_ID      to the Hugging Face Hub, tagged with its version
  export DIR --format F    the labels in the form of another tool
  evaluate SYSTEM --gold G scores against gold with a signature, rule by rule

Options:
  --version  print the version
  --help     print this page; onrecord COMMAND --help says more

Example:
  onrecord build articles/ --out build/articles

Exit codes: 0 done, 1 the data is at fault, 2 the command is.
"""

DONE, DATA, COMMAND, INTERRUPTED, NOBODY_READS = 0, 1, 2, 130, 141
"""Exit codes; the last two are 128 and the number of the signal, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    sys.exit(guard(lambda: _run(sys.argv[1:] if arguments is None else arguments)))


def _run(arguments: Sequence[str]) -> int:
    match list(arguments):
        case ["--help"] | ["-h"]:
            print(HELP, end="")
        case ["--version"]:
            import onrecord

            print("onrecord", onrecord.__version__)
        case []:
            print(HELP, end="", file=sys.stderr)
            return COMMAND
        case _:
            from onrecord.commands import onrecord as commands

            return commands.run(arguments)
    return DONE


def guard(run: Callable[[], int]) -> int:
    """The exit code of ``run``; what it raises is said on stderr, never shown as a traceback.

    With ONRECORD_DEBUG=1 the traceback comes first, and that of an article that failed too.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # no “ on this terminal: no reason to fail
    if debugging():
        import logging

        logging.basicConfig()
        logging.getLogger("onrecord").setLevel(logging.DEBUG)
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has read enough. What is left to flush when Python ends must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    except Exception as error:
        if debugging():
            import traceback

            traceback.print_exc()
        for line in _told(error):
            say(line)
        return COMMAND if isinstance(error, CommandError | OSError) else DATA
    return code


def _told(error: Exception) -> list[str]:
    if isinstance(error, OnrecordError):
        return str(error).splitlines()
    if isinstance(error, OSError) and error.strerror:
        return [f"{error.filename}: {error.strerror}" if error.filename else error.strerror]
    found = "; ".join((f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())))
    return [f"this is a bug in onrecord, please report it: {found} (ONRECORD_DEBUG=1 shows the traceback)"]


def say(line: str) -> None:
    """Print a line on stderr under the name of the program, what would break the line escaped."""
    print(f"onrecord: {printable(line)}", file=sys.stderr)


def show(line: str) -> None:
    """Print a line on stdout, what would break it, or command a terminal, escaped."""
    print(printable(line))


def show_json(document: str) -> None:
    """Print JSON on stdout: what JSON lets stand, but would command a terminal, is escaped as JSON escapes it."""
    print("\n".join(map(printable_json, document.split("\n"))))


def printable(line: str) -> str:
    """A line with what would break it, or command a terminal, escaped."""
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


def printable_json(line: str) -> str:
    """A line of JSON that means the same and holds nothing that would command a terminal."""
    if line.isprintable():
        return line
    import json

    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)


def debugging() -> bool:
    """Whether tracebacks are wanted."""
    return os.environ.get("ONRECORD_DEBUG", "0") not in ("", "0")

"""The options of every command that reads articles: which columns, how large, how thoroughly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

_SIZE, _RATIO = 16, 250
"""Those of ReadOptions, which is not imported before it is used; a test holds that they agree."""


def reading(command: F) -> F:
    """A command with ``--column``, ``--max-size``, ``--max-ratio`` and ``--fast``, given to it as keywords."""
    for option in reversed(
        (
            click.option(
                "--column",
                "columns",
                metavar="FIELD=NAME",
                multiple=True,
                help="The column of a field where its name does not say: --column text=artikel.",
            ),
            click.option(
                "--max-size",
                type=click.IntRange(1),
                default=_SIZE,
                show_default=True,
                metavar="MIB",
                help="The largest single article; a larger one is rejected.",
            ),
            click.option(
                "--max-ratio",
                type=click.IntRange(1),
                default=_RATIO,
                show_default=True,
                metavar="N",
                help="How many times its size a compressed file may unpack to.",
            ),
            click.option(
                "--fast", is_flag=True, help="Read pages eight to ten times as fast, by their paragraphs alone."
            ),
        )
    ):
        command = option(command)
    return command

"""The commands, a file each, imported when it is asked for."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from onrecord.cli import DONE, HELP, NOBODY_READS, guard
from onrecord.errors import CommandError

NAMES = (
    *("inspect", "build", "extract", "explain", "validate", "speakers", "variants"),
    *("diff", "migrate", "release", "rehydrate", "publish", "export", "evaluate"),
)


class Commands(click.Group):
    """``onrecord``: errors leave it as one line on stderr and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of the commands, in the order in which they are used."""
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name: ``command`` in the file of that name."""
        if cmd_name not in NAMES:
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:  # click would exit with 1, which means faulty data here
            raise click.exceptions.Exit(NOBODY_READS) from error

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The first page of help, the same as without click."""
        formatter.write(HELP)

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run a command and exit."""
        sys.exit(guard(lambda: self.run(args)))

    def run(self, arguments: Sequence[str] | None) -> int:
        """Run a command: its exit code. Raises what it raises, CommandError where it was not understood."""
        try:
            code = super().main(arguments, "onrecord", standalone_mode=False)
        except click.Abort as error:
            raise KeyboardInterrupt from error
        except click.ClickException as error:
            ctx = getattr(error, "ctx", None)
            command = ctx.command_path if ctx else "onrecord"
            raise CommandError(f"{error.format_message().rstrip('.')} (see {command} --help)") from error
        return code if isinstance(code, int) else DONE


onrecord = Commands("onrecord", context_settings={"help_option_names": ["-h", "--help"]})

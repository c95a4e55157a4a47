"""The tree of errors.

OnrecordError                 everything that onrecord raises on purpose
├── CommandError              the command is at fault (exit code 2)
│   ├── SourceNotFound        a SOURCE that does not exist
│   ├── NothingToRead         a SOURCE without a single file that a reader knows
│   ├── OutputInTheWay        --out names something that is not a dataset of ours
│   ├── CannotResume          what a killed build left is of another input or other options than the command's
│   ├── AlreadyPublished      a version that the Hub has already: a tag is never moved
│   └── HubError              the Hub could not be reached, or did not do what it was asked
├── DataError                 the data is at fault (exit code 1)
│   ├── UnreadableInput       one file or line that could not be read; a build writes it to rejected.jsonl
│   ├── InvalidDataset        a dataset that breaks its schema or an invariant
│   ├── InvalidPredictions    predictions that cannot be scored as they are
│   ├── UnknownSchema         a dataset of a schema version that this installation does not know
│   └── InvalidSpeakers       a speakers file with a line that says no identity
└── RuleError                 a rule set that contradicts itself (two rules of one id, a rule without a docstring)
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Everything that onrecord raises on purpose: the message is a sentence for the user."""


class CommandError(OnrecordError):
    """The command is at fault: exit code 2."""


class SourceNotFound(CommandError):
    """A SOURCE that does not exist."""


class NothingToRead(CommandError):
    """A SOURCE without a single file that a reader knows."""


class OutputInTheWay(CommandError):
    """--out names something that is not a dataset of ours, so it is not overwritten."""


class CannotResume(CommandError):
    """What a killed build left is of another input or other options than the command's: the message names them."""


class AlreadyPublished(CommandError):
    """A version that the Hub has already: a tag is never moved."""


class HubError(CommandError):
    """The Hub could not be reached, or did not do what it was asked."""


class DataError(OnrecordError):
    """The data is at fault: exit code 1."""


class UnreadableInput(DataError):
    """One file or line that could not be read.

    Attributes: ``file`` (as shown to the user), ``line`` (1-based, or None), ``field`` (or None), ``reason``
    (a code of :data:`onrecord.model.REASONS`) and ``expected`` (what should have stood there).
    """

    def __init__(
        self, reason: str, expected: str, *, file: str, line: int | None = None, field: str | None = None
    ) -> None:
        self.reason, self.expected, self.file, self.line, self.field = reason, expected, file, line, field
        place = file + (f", line {line}" if line else "") + (f", field {field!r}" if field else "")
        super().__init__(f"{place}: {reason.replace('-', ' ')}: {expected}")


class InvalidDataset(DataError):
    """A dataset that breaks its schema or an invariant; ``breaches`` lists every place."""

    def __init__(self, breaches: tuple[str, ...]) -> None:
        self.breaches = breaches
        super().__init__("\n".join(breaches))


class InvalidPredictions(DataError):
    """Predictions that cannot be scored as they are; ``breaches`` lists every place, the message the first ten."""

    def __init__(self, breaches: tuple[str, ...]) -> None:
        self.breaches = breaches
        more = (f"and {len(breaches) - 10:,} more",) if len(breaches) > 10 else ()
        hint = "nothing was scored: --skip-invalid leaves out what is wrong and counts it"
        super().__init__("\n".join((*breaches[:10], *more, hint)))


class UnknownSchema(DataError):
    """A dataset of a schema version that this installation does not know."""


class InvalidSpeakers(DataError):
    """A speakers file with lines that say no identity; ``breaches`` lists every place, the message the first ten."""

    def __init__(self, breaches: tuple[str, ...]) -> None:
        self.breaches = breaches
        more = (f"and {len(breaches) - 10:,} more",) if len(breaches) > 10 else ()
        super().__init__("\n".join((*breaches[:10], *more)))


class RuleError(OnrecordError):
    """A rule set that contradicts itself."""

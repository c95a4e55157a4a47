"""The only engine: ordered rules, the first answer wins.

A rule is a pure function: a context in, an answer or None out. The first line of its docstring explains it to a reader
of the dataset, and its id (``file.function``) is published in every record that it makes, so an id is never reused for
another meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Self, TypeVar, overload

from onrecord.errors import RuleError

C = TypeVar("C")
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Rule(Generic[C, A]):
    """One pure function under its published id."""

    id: str
    apply: Callable[[C], A | None]
    needs: int = 0
    """Signs, as bits: the rule has no answer in a context that shows none of them; 0 where it may have one in any."""

    @property
    def explanation(self) -> str:
        """The first line of the function's docstring: what the rule says, for a reader of the dataset."""
        return (self.apply.__doc__ or "").strip().split("\n")[0]


class Decision(NamedTuple, Generic[A]):
    """An answer and the id of the rule that gave it."""

    rule: str
    answer: A


class fact(Generic[C, A]):
    """A method whose answer is computed once, when a rule first asks, and then kept in its object.

    What functools.cached_property does, without the lock that it takes under Python 3.11 (which costs more than most
    facts do).
    """

    def __init__(self, compute: Callable[[C], A]) -> None:
        self._compute, self.__doc__ = compute, compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: C, owner: type) -> A: ...

    def __get__(self, instance: C | None, owner: type) -> A | Self:
        if instance is None:
            return self
        answer = self._compute(instance)
        _keep(instance, self._name, answer)
        return answer


class Asked(dict[int, tuple[Rule[C, A], ...]]):
    """Signs that a context shows -> the rules that may answer there, in their order; ``decide`` needs no others."""

    def __init__(self, rules: Iterable[Rule[C, A]]) -> None:
        super().__init__()
        self._rules = tuple(rules)

    def __missing__(self, seen: int) -> tuple[Rule[C, A], ...]:
        asked = self[seen] = tuple(rule for rule in self._rules if not rule.needs or rule.needs & seen)
        return asked


_keep = object.__setattr__  # which makes no __dict__, and asks no frozen object


def decide(rules: Iterable[Rule[C, A]], context: C) -> Decision[A] | None:
    """The first answer in the order of the rules, or None where no rule answers."""
    for rule in rules:
        answer = rule.apply(context)
        if answer is not None:
            return Decision(rule.id, answer)
    return None


def collect(rules: Iterable[Rule[C, Sequence[A]]], context: C) -> tuple[Decision[A], ...]:
    """Every span that any rule finds, in the order of the rules."""
    return tuple(Decision(rule.id, answer) for rule in rules for answer in rule.apply(context) or ())


def trace(rules: Iterable[Rule[C, A]], context: C) -> tuple[tuple[Rule[C, A], A | None], ...]:
    """What every rule answers, asked apart from the others: for ``explain --trace`` and for measuring rules."""
    return tuple((rule, rule.apply(context)) for rule in rules)


def check(rules: Sequence[Rule[C, A]]) -> None:
    """Raise RuleError where two rules share an id, an id is not ``file.function``, or a docstring is missing."""
    seen: set[str] = set()
    for rule in rules:
        home = f"{rule.apply.__module__.rsplit('.', 1)[-1]}.{getattr(rule.apply, '__name__', '?')}"
        if rule.id in seen:
            raise RuleError(f"two rules are called {rule.id}")
        if rule.id != home:
            raise RuleError(f"the rule {rule.id} stands in {home}")
        if not rule.explanation:
            raise RuleError(f"the rule {rule.id} has no docstring to explain it")
        seen.add(rule.id)

"""Texts that are hard for a pattern, made from the pattern itself: what it repeats, many times, and then a break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_CLASSES = {
    "Lu": "A-ZÉ", "Ll": "a-zé", "L": "A-Za-zé", "N": "0-9", "M": "\u0301", "P": "!-/", "Nd": "0-9", "Sc": "$",
    "Lo": "字", "Z": " ", "Zs": " ", "Lt": "ǅ", "S": "$", "Pd": "-",
}  # fmt: skip
_CANDIDATES = "aAb1 .,-’'\"“”():;\né—/&@$<>[]_\u0301=+*|#%?!0é\x1a"
BREAKS = ("", "\n", "¤", "a", " ")


def _read(pattern: Any) -> Any:
    """The parse tree of a pattern of ``re`` or of ``regex``."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    source = re.sub(r"\\L<\w+>|\(\?&\w+\)|\\X", "a", source)  # of regex alone
    source = re.sub(r"\[([^\]]*)\\p\{(\w+)\}", _in_set, source)
    while r"\p{" in source:
        before = source
        source = re.sub(r"\[([^\]]*)\\p\{(\w+)\}", _in_set, source)
        source = (
            re.sub(r"\\p\{(\w+)\}", lambda m: f"[{_CLASSES.get(m[1], m[1][0])}]", source, count=1)
            if source == before
            else source
        )
    flags = pattern.flags & (re.VERBOSE | re.IGNORECASE | re.MULTILINE | re.DOTALL | re.ASCII)
    return _parser.parse(source, flags)


def _in_set(match: re.Match[str]) -> str:
    return f"[{match[1]}{_CLASSES.get(match[2], match[2][0])}"


def attacks(pattern: Any) -> Iterator[tuple[str, str]]:
    """For each repeated part of a pattern: a text that leads to it, and a text that it takes."""
    seen = set()
    for before, part in _repeats(_read(pattern), ""):
        if part and (before, part) not in seen:
            seen.add((before, part))
            yield before, part


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    for operation, value in tree:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, high, inner = value
            if high > 8:
                for example in _examples(inner):
                    yield before, example
            yield from _repeats(inner, before)
        elif name == "SUBPATTERN":
            yield from _repeats(value[3], before)
        elif name == "ATOMIC_GROUP":
            yield from _repeats(value, before)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _repeats(value[1], before)
        before += _one([(operation, value)])


def _examples(tree: Any) -> list[str]:
    """Some texts that a part takes: one for each of its first branches."""
    for operation, value in tree:
        if str(operation) == "BRANCH":
            return [_one(branch) for branch in value[1][:6]]
    found = [_one(tree)]
    if len(tree) == 1 and str(tree[0][0]) in ("IN", "NOT_LITERAL", "ANY"):
        found = [c for c in _CANDIDATES if _takes(tree[0], c)][:5] or found
    return found


def _one(tree: Any) -> str:
    """A text that a part takes, as far as it can be told without matching."""
    made = ""
    for operation, value in tree:
        match str(operation):
            case "LITERAL":
                made += chr(value)
            case "IN" | "NOT_LITERAL" | "ANY":
                made += next((c for c in _CANDIDATES if _takes((operation, value), c)), "a")
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                made += _one(value[2]) * max(value[0], min(1, value[1]))
            case "SUBPATTERN":
                made += _one(value[3])
            case "ATOMIC_GROUP":
                made += _one(value)
            case "BRANCH":
                made += _one(value[1][0])
            case "ASSERT" if value[0] < 0 and not made:
                made += _one(value[1])
            case _:
                pass
    return made


def _takes(node: tuple[Any, Any], character: str) -> bool:
    operation, value = node
    code = ord(character)
    match str(operation):
        case "ANY":
            return character != "\n"
        case "NOT_LITERAL":
            return bool(value != code)
        case "LITERAL":
            return bool(value == code)
        case "RANGE":
            return bool(value[0] <= code <= value[1])
        case "CATEGORY":
            name = str(value).removeprefix("CATEGORY_")
            tests: dict[str, Any] = {
                "DIGIT": str.isdigit,
                "SPACE": str.isspace,
                "WORD": lambda c: c.isalnum() or c == "_",
            }
            return bool(tests[name.removeprefix("NOT_")](character)) is not name.startswith("NOT_")
        case _:
            items = value
            negated = str(items[0][0]) == "NEGATE"
            return any(_takes(item, character) for item in items[negated:]) is not negated

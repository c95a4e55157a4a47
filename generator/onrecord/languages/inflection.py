"""The forms of English verbs from their lemmas: enough to recognise a cue and to say its lemma."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_VOWELS = "aeiou"


def forms(lemma: str, irregular: Mapping[str, str]) -> dict[str, str]:
    """Each form of a verb with what it is: "base", "s", "past" (past tense or participle), "ing".

    ``irregular`` maps lemmas to "past participle"; a doubled consonant there is doubled before "-ing" too.
    """
    past, participle = past_forms(lemma, irregular)[0], past_forms(lemma, irregular)[-1]
    ing = _ing(lemma)
    if past == f"{lemma}{lemma[-1]}ed" or lemma in _DOUBLING:
        ing = f"{lemma}{lemma[-1]}ing"
    return {participle: "past", past: "past", ing: "ing", _s(lemma): "s", lemma: "base"}


# win, run … double their consonant although their past does not show it.
_DOUBLING = frozenset(
    "win run get begin cut set let hit put sit quit forget shut split spin swim bet upset swap".split()
)


def past_forms(lemma: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """Past tense and participle, which may be the base form too: "put", "read"."""
    return tuple((irregular.get(lemma) or _ed(lemma)).split())


def plural(noun: str) -> str:
    """The regular plural of a noun, which is made as the third person of a verb is: replies, speeches."""
    return _s(noun)


def _s(lemma: str) -> str:
    if lemma in ("have", "do", "go"):
        return {"have": "has", "do": "does", "go": "goes"}[lemma]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else f"{lemma}s"


def _ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    return f"{lemma[:-1]}ied" if lemma.endswith("y") and lemma[-2] not in _VOWELS else f"{lemma}ed"


def _ing(lemma: str) -> str:
    if lemma.endswith("ie"):
        return f"{lemma[:-2]}ying"
    return (
        f"{lemma[:-1]}ing"
        if lemma.endswith("e") and not lemma.endswith(("ee", "oe")) and lemma != "be"
        else f"{lemma}ing"
    )


def inflect(lemmas: Iterable[str], irregular: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Every form of every lemma: form -> (lemma, what the form is)."""
    table: dict[str, tuple[str, str]] = {}
    for lemma in lemmas:
        for form, kind in forms(lemma, irregular).items():
            table.setdefault(form, (lemma, kind))
    return table

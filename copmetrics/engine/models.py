"""The models as they are declared: the SQL of each, and in `models.toml` what one row of it is."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = [
    "Model",
    "model_names",
    "models",
    "named_in",
    "seldom_read",
    "sources_of",
    "tables_behind",
]

LINEAGE = "lineage"
"""The folder of what is asked by `explain` only: which lines of which file stand behind a fact."""


@dataclass(frozen=True)
class Model:
    """One model: its SQL, and the columns that tell one of its rows from another."""

    name: str
    folder: str
    text: str
    grain: tuple[str, ...]
    unknown: frozenset[str] = frozenset()
    """The columns of the grain that a row may lack."""
    kept: int = 0
    """How often it must be read to be worked out once and stay as a table; 0 of what is always a view."""
    needs: tuple[str, ...] = ()
    """The tables and models each of which must have a row for it to have any."""

    @property
    def comment(self) -> str:
        """What stands at the head of its SQL: what a row is, the rule, the unknown case."""
        head = re.match(r"(?:--[^\n]*\n)+", self.text)
        lines = head[0].splitlines() if head else []
        return " ".join(line.removeprefix("--").strip() for line in lines)


@cache
def models() -> Mapping[str, Model]:
    """Return every model by its name, in the order in which `models.toml` declares them."""
    place = files("copmetrics").joinpath("models")
    declared = tomllib.loads(place.joinpath("models.toml").read_text(encoding="utf-8"))
    return {
        name: Model(
            name,
            folder,
            place.joinpath(folder, f"{name}.sql").read_text(encoding="utf-8"),
            grain=tuple(facts["grain"]),
            unknown=frozenset(facts.get("unknown", ())),
            kept=facts.get("kept", 0),
            needs=tuple(facts.get("needs", ())),
        )
        for folder, listed in declared.items()
        for name, facts in listed.items()
    }


def model_names() -> tuple[str, ...]:
    """Return the names of the facts and of what they are made of, without lineage."""
    return tuple(sorted(name for name, each in models().items() if each.folder != LINEAGE))


def named_in(text: str) -> list[str]:
    """Return the models that a SQL text reads from, comments left aside."""
    sources = sources_of(text)
    return [name for name in models() if name in sources]


def tables_behind(facts: Iterable[str]) -> frozenset[str]:
    """Return all that facts are made of: models, and the tables that these read."""
    found: set[str] = set()
    ahead = list(facts)
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += sources_of(models()[name].text) if name in models() else ()
    return frozenset(found)


def seldom_read(facts: Iterable[str]) -> frozenset[str]:
    """Return the models that are read too seldom to be kept while each of some facts is asked for.

    As a view the engine makes of these only the columns that are asked for, which takes less each time, and
    no room. A fact that is asked for twice is worked out once.
    """
    asked = Counter(facts)
    counts: Counter[str] = Counter()
    ahead = list(asked)
    while ahead:
        name = ahead.pop()
        counts[name] += 1
        if not 0 < models()[name].kept < counts[name]:
            ahead += [each for each in _readings(models()[name].text) if each in models()]
    return frozenset(
        name for name, count in counts.items() if count < models()[name].kept and asked[name] < 2
    )


@cache
def sources_of(text: str) -> frozenset[str]:
    """Return what a SQL text reads from: tables, models and its own parts."""
    return frozenset(_readings(text))


@cache
def _readings(text: str) -> tuple[str, ...]:
    """Return what a SQL text reads from, each as often as it does."""
    bare = re.sub(r"--[^\n]*", "", text)
    return tuple(re.findall(r"\b(?:from|join)\s+([a-z_]+)", bare))

"""Measures of one fact table as a SQL question: their values, and who stands behind these."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from copmetrics.engine.workspace import Workspace, plain_name
from copmetrics.evaluation.asked_facts import facts_asked
from copmetrics.measures.base import Measure, Measures

__all__ = ["KEYS", "cell_keys_of", "conditions", "people_of", "values_of"]

NUMBERS = ("value", "numerator", "denominator")
KEYS = ("key", "whole_key")
"""The cell keys of a value: of what it counts, and of a share what its denominator counts."""
LONGEST = "longest"
"""Beside them: of hours the most minutes that one row adds; 0 of what is counted one by one."""
MODULUS = 2**50


def values_of(
    space: Workspace,
    family: Measures,
    measures: Sequence[Measure],
    by: Sequence[str],
    where: Mapping[str, Sequence[str | None]],
) -> pd.DataFrame:
    """Ask one fact table for its measures, and put them under one another."""
    columns = [part for each in measures for part in _expressions(each)]
    wide = _wide(space, family, columns, by, where)
    parts = [_parts(wide, each) for each in measures]
    numbers = {name: np.concatenate([part[name] for part in parts]) for name in NUMBERS}
    return _under_one_another(wide, measures, by, numbers)


def people_of(
    space: Workspace,
    family: Measures,
    measures: Sequence[Measure],
    by: Sequence[str],
    where: Mapping[str, Sequence[str | None]],
) -> pd.DataFrame:
    """Ask one fact table of how many people its measures tell."""
    told = [each for each in measures if each.people]
    wide = _wide(space, family, [f"{each.people} as {each.id}_people" for each in told], by, where)
    return _long(wide, told, by, ("people",), "float64")


def cell_keys_of(
    space: Workspace,
    family: Measures,
    measures: Sequence[Measure],
    by: Sequence[str],
    where: Mapping[str, Sequence[str | None]],
) -> pd.DataFrame:
    """Ask one fact table for the cell keys of its measures; those told inside only have none."""
    keyed = [] if family.inside or not family.record_key else list(measures)
    columns = [part for each in keyed for part in _key_expressions(each, family.record_key)]
    wide = _wide(space, family, columns, by, where)
    return _long(wide, keyed, by, (*KEYS, LONGEST), "int64")


def _long(
    wide: pd.DataFrame,
    measures: Sequence[Measure],
    by: Sequence[str],
    names: Sequence[str],
    kind: str,
) -> pd.DataFrame:
    """Put what stands beside measures in columns of their own under one another."""
    columns = ["quarter", "indicator", *by, *names]
    if not measures:
        return pd.DataFrame(columns=columns)
    beside = {
        name: np.concatenate([wide[f"{each.id}_{name}"].to_numpy(kind) for each in measures])
        for name in names
    }
    return _under_one_another(wide, measures, by, beside)


def _under_one_another(
    wide: pd.DataFrame,
    measures: Sequence[Measure],
    by: Sequence[str],
    numbers: Mapping[str, np.ndarray],
) -> pd.DataFrame:
    """Return the groups of a wide answer once for each measure, with its name and numbers beside them."""
    places = np.tile(np.arange(len(wide)), len(measures))
    indicator = pd.array([each.id for each in measures], dtype="str").repeat(len(wide))
    groups = {name: wide[name].array.take(places) for name in ("quarter", *by)}
    return pd.DataFrame(
        {"quarter": groups.pop("quarter"), "indicator": indicator, **groups, **numbers}
    )


def _key_expressions(measure: Measure, record_key: str) -> list[str]:
    """Return the SQL of a measure's cell keys: sums over those whom it counts, each once."""
    once = "distinct " if measure.distinct_by else ""
    rows = {"key": measure.counts, "whole_key": measure.out_of or measure.counts}
    longest = f"cast(coalesce({measure.longest}, 0) as bigint)" if measure.longest else "0"
    sums = [
        f"cast(coalesce(sum({once}case when {counted} then {record_key} end), 0) % {MODULUS} as bigint) "
        f"as {measure.id}_{name}"
        for name, counted in rows.items()
    ]
    return [*sums, f"{longest} as {measure.id}_{LONGEST}"]


def _wide(
    space: Workspace,
    family: Measures,
    columns: Sequence[str],
    by: Sequence[str],
    where: Mapping[str, Sequence[str | None]],
) -> pd.DataFrame:
    """Ask one fact table for some columns, one row a quarter and group."""
    groups = ["quarter", *map(plain_name, by)]
    facts = facts_asked(family, by, where, to_count=True)
    if family.fact_by((*by, *where)) == family.fact and len(family.key) == 1:
        columns = [_told_apart(each, *family.key) for each in columns]
    kept, parameters = conditions(facts.where)
    return space.ask_once(
        f"select {', '.join([*groups, *columns])} from {facts.source} "
        f"where {kept} group by {', '.join(groups)}",
        {**parameters, **facts.parameters},
    )


def conditions(where: Mapping[str, Sequence[str | None]]) -> tuple[str, dict[str, object]]:
    """Return the SQL that keeps the facts asked for, and its parameters; `None` is unknown."""
    parts, parameters = ["1 = 1"], dict[str, object]()
    for name, values in where.items():
        known = [each for each in values if each is not None]
        named = {f"{plain_name(name)}_{place}": each for place, each in enumerate(known)}
        unknown = f" or {name} is null" if len(known) < len(values) else ""
        listed = ", ".join(f"${each}" for each in named) or "null"
        parts.append(f"({name} in ({listed}){unknown})")
        parameters.update(named)
    return " and ".join(parts), parameters


def _expressions(measure: Measure) -> list[str]:
    """Return the SQL of one measure's columns."""
    if measure.is_ratio:
        return [
            f"{measure.numerator} as {measure.id}_numerator",
            f"{measure.denominator} as {measure.id}_denominator",
        ]
    return [f"{measure.expression} as {measure.id}_value"]


def _told_apart(expression: str, key: str) -> str:
    """Let an aggregate count rows where they are one each of what it counts: that takes less.

    The key is known in every row, so that nobody need look what it is where only some rows are counted.
    """
    condition = r"(?:case when ((?:(?! end\)).)*?) then )"
    some = re.sub(
        rf"count\(distinct {condition}{key} end\)", r"count(case when \1 then 1 end)", expression
    )
    return re.sub(rf"count\(distinct {key}\)", f"count({key})", some)


def _parts(wide: pd.DataFrame, measure: Measure) -> dict[str, np.ndarray]:
    """Return a measure's value in each row, and what it is a ratio of; unknown where it is none."""
    if not measure.is_ratio:
        nothing = np.full(len(wide), np.nan)
        value = _numbers(wide[f"{measure.id}_value"])
        return {"value": value, "numerator": nothing, "denominator": nothing}
    numerator = _numbers(wide[f"{measure.id}_numerator"])
    denominator = _numbers(wide[f"{measure.id}_denominator"])
    value = numerator / np.where(denominator > 0, denominator, np.nan)
    return {"value": value, "numerator": numerator, "denominator": denominator}


def _numbers(column: pd.Series) -> np.ndarray:
    return column.to_numpy("float64", na_value=np.nan)

"""Why is it 143? The lines of the files behind a number, and those left out, with the reason."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import pandas as pd

from copmetrics.community.community import Community, only_whole
from copmetrics.evaluation.asked_facts import Facts, Where, facts_asked
from copmetrics.evaluation.indicators import Evaluation, check_told
from copmetrics.evaluation.measure_queries import conditions
from copmetrics.evaluation.values_kept import values_kept
from copmetrics.measures import check_indicator, family_of
from copmetrics.measures.base import Measure, Measures
from copmetrics.quarters import MONTH, label, name
from copmetrics.units import Unit, show

__all__ = ["explained", "explanation_words"]

SAME = "counted already"


def explained(
    community: Community,
    indicator: str,
    quarter: pd.Period,
    *,
    where: Where | None = None,
) -> pd.DataFrame:
    """Return one row a line of a source: `file`, `row`, `person`, what it `counted_as`, `why_not`.

    `what` names the event or mailing. A line that counted says what it added (`1`, or its own
    amount), and of a share what it added to the part and to the whole (`1 of 1`, `0 of 1`, `45 of 60`); a
    further line of the same person or thing says `counted already`; a line that did not count has the
    reason. A value of `where` that the community has not is of no line.
    """
    check_indicator(indicator, community.measures)
    where = values_kept(where)
    declared = community.measures[indicator]
    if declared in community.own:
        if where:
            raise only_whole(declared, [*where])
        return _readings(community, indicator, quarter)
    check_told([indicator], where)
    family = family_of(indicator)
    facts = facts_asked(family, (), where)
    kept, parameters = conditions(facts.where)
    parameters.update(facts.parameters)
    with _spanning(community, quarter) as evaluation:
        if family.fact_by(where) == family.fact:
            asked = _question(declared, family, f"select * from {facts.source} where {kept}", where)
        else:
            asked = _question_of_parts(declared, family, evaluation, facts, kept, where)
        found = evaluation.ask(asked, {"quarter": quarter.ordinal, **parameters})
    ordered = found.sort_values(["source_file", "source_row"], ignore_index=True)
    counts = ordered["reason"].isna() & ordered["counts"].fillna(False).astype(bool)
    told = _counted(ordered, counts, declared, family)
    reason = ordered["reason"].where(~counts).fillna(_otherwise(declared))
    return pd.DataFrame(
        {
            "file": ordered["source_file"],
            "row": ordered["source_row"].astype("Int64"),
            "person": ordered["person"].astype("str"),
            "what": ordered["what"].astype("str"),
            "counted_as": told,
            "why_not": reason.where(~counts),
        }
    ).sort_values(["counted_as", "file", "row"], na_position="last", ignore_index=True)


def _spanning(community: Community, quarter: pd.Period) -> AbstractContextManager[Evaluation]:
    """Return the community's open engine, or one that knows the quarter, or month, too."""
    if quarter.freqstr == MONTH:
        return nullcontext(community.by_month)
    if {quarter - 1, quarter} <= set(community.evaluation.quarters):
        return nullcontext(community.evaluation)
    spanned = community.quarters.union(pd.PeriodIndex([quarter - 1, quarter]))
    return Evaluation(
        community.tables, community.settings, community.coverage, community.as_of, spanned
    )


def explanation_words(
    community: Community,
    indicator: str,
    quarter: pd.Period,
    rows: pd.DataFrame,
    *,
    where: Where | None = None,
) -> str:
    """Say in a sentence how many lines make the number, and how many do not."""
    declared, quarters = community.measures[indicator], pd.PeriodIndex([quarter])
    values = community.indicators_unchecked(where=where, only=[indicator], quarters=quarters)
    value, note = values["value"].iloc[0], values["note"].iloc[0]
    counted = rows["counted_as"].notna()
    again = int(rows["counted_as"].eq(SAME).sum())
    counting = Unit.LINES.of(int(counted.sum()) - again)
    number = show(None if pd.isna(value) else value, declared.unit)
    opening = f"{declared.label}, {label(quarter)}: {number}"
    parts = [
        f"{counting} that {_one_or(int(counted.sum()) - again, 'counts', 'count')}",
        f"{show(again, Unit.COUNT)} that {_one_or(again, 'repeats', 'repeat')} one of them",
        f"{show(int((~counted).sum()), Unit.COUNT)} left out",
    ]
    remark = f" ({note})" if note else ""
    return f"{opening}{remark}{_of_what(declared, values.iloc[0])}. Behind it: {', '.join(parts)}."


def _one_or(count: int, one: str, several: str) -> str:
    return one if count == 1 else several


def _of_what(declared: Measure, row: pd.Series) -> str:
    """Say of which two numbers a share, or mean, that is known is made."""
    if not declared.is_ratio or pd.isna(row["value"]):
        return ""
    part, whole = (show(float(row[each]), Unit.COUNT) for each in ("numerator", "denominator"))
    return (
        f", which is {part} ({declared.numerator_words}) of {whole} ({declared.denominator_words})"
    )


def _otherwise(declared: Measure) -> str:
    """Say why a line does not count that nothing else is said of."""
    if declared.is_share:
        return f"not of what it is a share of: {declared.denominator_words}"
    return declared.otherwise or "not what is counted"


def _readings(community: Community, indicator: str, quarter: pd.Period) -> pd.DataFrame:
    """Return the line of the Readings sheet behind an indicator of the community's own."""
    readings = community.narrative_tables["readings"]
    here = readings[readings["indicator"].eq(indicator) & readings["quarter"].eq(name(quarter))]
    unit = community.measures[indicator].unit
    return pd.DataFrame(
        {
            "file": here["source_file"],
            "row": here["source_row"],
            "person": pd.Series(index=here.index, dtype="str"),
            "what": "a reading of the community's own",
            "counted_as": here["value"].map(lambda value: show(value, unit)).astype("str"),
            "why_not": pd.Series(index=here.index, dtype="str"),
        }
    )


def _question(
    declared: Measure,
    family: Measures,
    facts: str,
    where: Where | None,
    *,
    line: str = "",
) -> str:
    """Join the lines of the source to the `facts` that they made; `line` joins them more closely."""
    same = " and ".join(f"r.{each} = f.{each}" for each in (*family.key, "quarter"))
    one = ", ".join(f"f.{each} as one_{each}" for each in (declared.distinct_by or family.key))
    what = "f.organisation" if family.rows == "rows_list_spells" else "r.title"
    return (
        f"select r.source_file, r.source_row, r.person, r.reason, {what} as what, {one}, "
        f"f.counts, f.amount, f.whole from {family.rows} as r "
        f"{'inner' if where else 'left'} join ({_each_counted(declared, family, facts, line)}) as f "
        f"on {same}{line} where r.quarter = $quarter"
    )


def _each_counted(declared: Measure, family: Measures, facts: str, line: str) -> str:
    """Put beside each fact whether it `counts`, its `amount` and, of a share, what it adds to the `whole`."""
    if not declared.is_share:
        amount = declared.amount or "1"
        counted = f"{declared.counts} as counts, {amount} as amount, cast(null as double) as whole"
        return f"select *, {counted} from ({facts}) as g"
    keys = (*family.key, "quarter", *(("event",) if line else ()))
    same = " and ".join(f"g.{each} is not distinct from s.{each}" for each in keys)
    parts = f"{declared.numerator} as amount, {declared.denominator} as whole"
    summed = f"select {', '.join(keys)}, {parts} from ({facts}) as h group by {', '.join(keys)}"
    return (
        "select g.*, coalesce(s.whole, 0) > 0 as counts, s.amount, s.whole "
        f"from ({facts}) as g inner join ({summed}) as s on {same}"
    )


def _question_of_parts(
    declared: Measure,
    family: Measures,
    evaluation: Evaluation,
    finer: Facts,
    kept: str,
    where: Where | None,
) -> str:
    """Ask it of a measure's finer facts, of which several are of one of what is counted.

    Where facts are of events, a line about one goes with the fact of that event; any other, such as one of
    the mailing list, with all facts of its person taken together.
    """
    keys = ", ".join((*family.key, "quarter"))
    columns = evaluation.ask(f"select * from {finer.source} limit 0", finer.parameters).columns
    others = [each for each in columns if each not in (*family.key, "quarter", "event")]
    together = ", ".join(f"max({each}) as {each}" for each in others)
    if "event" not in columns:
        facts = f"select {keys}, {together} from {finer.source} where {kept} group by {keys}"
        return _question(declared, family, facts, where)
    facts = (
        f"select {keys}, event, {together} from {finer.source} where {kept} "
        f"group by grouping sets (({keys}, event), ({keys}))"
    )
    line = " and r.event is not distinct from f.event"
    return _question(declared, family, facts, where, line=line)


def _counted(
    rows: pd.DataFrame, counts: pd.Series, declared: Measure, family: Measures
) -> pd.Series:
    """Say of each line that counts what it added; the second of the same thing adds nothing."""
    ones = [f"one_{each}" for each in (declared.distinct_by or family.key)]
    repeated = rows[counts].duplicated(ones).reindex(rows.index, fill_value=False)
    amount, whole = (
        rows[each]
        .map(lambda number: show(float(number), Unit.COUNT), na_action="ignore")
        .astype("str")
        for each in ("amount", "whole")
    )
    if declared.is_share:
        amount = amount.fillna("0") + " of " + whole
    return amount.where(counts).mask(counts & repeated, SAME)

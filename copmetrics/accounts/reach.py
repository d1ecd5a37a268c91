"""Who took part, for those outside: month by month, from which organisations and professions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from copmetrics.accounts.account import (
    Listing,
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.alike_names import named_alike
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.hours import hours_words
from copmetrics.accounts.outputs_kept import outputs_words
from copmetrics.accounts.part_tables import YEAR, Part
from copmetrics.accounts.quarter_figures import QuarterFigures, shown_cell
from copmetrics.accounts.rounded_words import EACH_BY_ITSELF
from copmetrics.accounts.running_quarter import row_label, whole_quarter_before
from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import MARK
from copmetrics.quarters import MONTH, label, span
from copmetrics.units import Unit, capitalised, join_words, show

__all__ = [
    "months_section",
    "organisations_words",
    "professions",
    "quiet_organisations",
    "reach_section",
]

PROFESSIONS = 12


def months_section(facts: QuarterFigures) -> Section:
    """Tell attendances month by month, over up to two years, and the hours of this quarter."""
    rows = _by_month(facts)
    end = f"{label(facts.quarter)} so far" if facts.so_far else f"the end of {label(facts.quarter)}"
    subtitle = f"Attendances at events by month, to {end}"
    columns = (ReportColumn("Month"), ReportColumn("Attendances", Unit.ATTENDANCES))
    data = ReportTable("months-data", subtitle, columns, rows)
    is_drawn = data.rows_with_numbers > 1
    if is_drawn:
        subtitle = f"{subtitle}; quarters shaded in turn"
        data = replace(data, title=subtitle)
    figure = ReportFigure(
        "months",
        _months_title(facts),
        subtitle,
        ChartKind.COLUMNS,
        data,
        notes=(*_empty_months(facts, rows), *((EACH_BY_ITSELF,) if facts.is_shared else ()))
        if is_drawn
        else (),
    )
    return Section(
        "months", "Attendance over time", (figure, hours_words(facts), *outputs_words(facts))
    )


def _months_title(facts: QuarterFigures) -> str:
    """Say how many came, and how many in the quarter before, where that is known."""
    here, before = facts.quarter, facts.quarter - 1
    now, then = (facts.cell("attendances", each) for each in (here, before))
    if now is None:
        return f"How many came in {label(here)} is not known"
    many = f"{facts.hedge('attendances')}{facts.said('attendances')}"
    said = f"{capitalised(many)} in {label(here)}"
    if then is None:
        return said
    told = f"{facts.hedge('attendances', before)}{_in_words(then)}"
    return f"{said}{' so far' if facts.so_far else ''}, {told} in {whole_quarter_before(facts)}"


def _in_words(cell: ReportCell) -> str:
    """Write a number of people or attendances within a sentence that has said of what."""
    return "an undisclosed number" if cell == MARK else show(cell, Unit.ATTENDANCES)


def _by_month(facts: QuarterFigures) -> tuple[tuple[ReportCell, ...], ...]:
    """Count attendances by month, up to the quarter told, in the quarters that the records reach."""
    reached = [each for each in facts.recent if facts.cell("attendances", each) is not None]
    if not reached:
        return ()
    counted = facts.parts[Part.MONTHS]
    here = counted[counted["quarter"].ge(min(reached).asfreq(MONTH, how="start"))]
    return tuple((f"{row['quarter']:%b %Y}", shown_cell(row)) for row in here.to_dict("records"))


def _empty_months(
    facts: QuarterFigures, rows: tuple[tuple[ReportCell, ...], ...]
) -> tuple[str, ...]:
    """Say how many of the months have 0 because no event was held in them."""
    context = facts.context
    events = context.events[~context.events["cancelled"].fillna(False)]
    held = set(events["starts_at"].dt.tz_convert(context.timezone).dt.strftime("%b %Y"))
    empty = sum(month not in held and count == 0 for month, count in rows)
    return (f"{_months(empty)} without an event {_have(empty)} 0 attendances.",) if empty else ()


def _months(count: int) -> str:
    return f"{count} {'month' if count == 1 else 'months'}"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def reach_section(facts: QuarterFigures) -> Section:
    """Tell which organisations took part, and how many people came for the first time or again."""
    named = _organisations(facts)
    counted = "organisations_attending"
    if facts.value(counted) is None:
        words = f"Which organisations took part is {facts.not_told(counted, why=True)}."
    elif named:
        many = f"{facts.hedge('organisations_attending')}{Unit.ORGANISATIONS.of(len(named))}"
        words = f"{many.capitalize()} took part in {label(facts.quarter)}: {join_words(named)}."
        words += "".join(f" {each}" for each in named_alike(named))
    else:
        words = "No organisation of those who came is known."
    return Section("reach", "Who took part", (Paragraph(words), _flow(facts)))


def organisations_words(facts: QuarterFigures) -> Paragraph:
    """Name the organisations that took part, and nothing else."""
    found = reach_section(facts).blocks[0]
    assert isinstance(found, Paragraph)
    return found


def professions(facts: QuarterFigures) -> tuple[ReportBlock, ...]:
    """Tell how many people of each profession took part: a chart, and the whole table if it is longer.

    Of few people it tells no profession: so many different ones would tell how many they are.
    """
    if facts.withheld("unique_attendees"):
        return (Paragraph("What few people do is withheld, so that nobody can be recognised."),)
    return _professions(facts)


def _organisations(facts: QuarterFigures) -> list[str]:
    """Name the organisations, by the alphabet: no league table of them."""
    named = facts.parts[Part.NAMED]
    return sorted(named.loc[named["quarter"].eq(facts.quarter), "organisation"])


def _flow_message(facts: QuarterFigures) -> str:
    """Say how many came for the first time, unless the records cannot tell it for sure."""
    if facts.by_key[facts.quarter, "new_attendees"]["basis"] == Basis.ESTIMATE:
        return "People at events, as far as the records tell who had come before"
    if facts.cell("new_attendees") is None:
        return "People at events; who came for the first time is not known"
    new, back = (
        f"{facts.hedge(each)}{facts.said(each)}"
        for each in ("new_attendees", "returning_attendees")
    )
    return f"People at events: {new} for the first time, {back} had come before"


def _flow(facts: QuarterFigures) -> ReportTable:
    unit = Unit.PEOPLE
    columns = (
        ReportColumn("Quarter"),
        ReportColumn("Different people", unit),
        ReportColumn("For the first time", unit),
        ReportColumn("Had come before", unit),
        ReportColumn("Organisations", Unit.ORGANISATIONS),
    )
    ids = ("unique_attendees", "new_attendees", "returning_attendees", "organisations_attending")
    rows = tuple(
        (row_label(facts, quarter), *(facts.cell(each, quarter) for each in ids))
        for quarter in reversed(facts.recent[-5:])
    )
    title = _flow_message(facts)
    notes = (*_as_far_as_known(facts), *((EACH_BY_ITSELF,) if facts.is_shared else ()))
    return ReportTable("flow", title, columns, rows, notes)


def _as_far_as_known(facts: QuarterFigures) -> Iterator[str]:
    """Say of which quarters the records do not tell for sure who had come before, and why."""
    told = ((each, facts.by_key.get((each, "new_attendees"))) for each in facts.recent[-5:])
    doubted: dict[str, list[str]] = {}
    for quarter, row in told:
        if row is not None and row["basis"] == Basis.ESTIMATE:
            doubted.setdefault(str(row["note"]), []).append(label(quarter))
    for why, quarters in doubted.items():
        yield f"For the first time in {join_words(quarters)}: {why}."


def _professions(facts: QuarterFigures) -> tuple[ReportBlock, ...]:
    found = facts.parts[Part.PROFESSIONS]
    named = found.dropna(subset="profession").sort_values(
        ["value", "profession"], ascending=[False, True], na_position="last"
    )
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (row["profession"], shown_cell(row)) for row in named.to_dict("records")
    )
    unknown = found.loc[found["profession"].isna()]
    beside = [shown_cell(row) for row in unknown.to_dict("records")]
    subtitle = f"Different people who attended in {label(facts.quarter)}, by profession" + (
        f"; that of {_in_words(beside[0])} is not known" if beside and beside[0] else ""
    )
    columns = (ReportColumn("Profession"), ReportColumn("People", Unit.PEOPLE))
    more = len(rows) - PROFESSIONS
    limit = f" ({PROFESSIONS} of them; {more} more in the table, on screen)" if more > 0 else ""
    figure = ReportFigure(
        "professions-figure",
        f"People of {len(named)} {'profession' if len(named) == 1 else 'professions'} took part"
        if len(named)
        else "The profession of nobody who came is known",
        f"{subtitle}{limit}",
        ChartKind.RANKED_BARS,
        ReportTable("professions-figure-data", subtitle, columns, rows[:PROFESSIONS]),
    )
    table = ReportTable("professions-table", "People by profession", columns, rows, folded=True)
    return (figure, table) if more > 0 else (figure,)


def quiet_organisations(facts: QuarterFigures) -> Listing:
    """List organisations that came in the four quarters before, and not in this one."""
    came = facts.parts[Part.NAMED]
    now = set(came.loc[came["quarter"].eq(facts.quarter), "organisation"])
    before = came.loc[came["quarter"].lt(facts.quarter)]
    last = before.groupby("organisation")["quarter"].max()
    quiet = tuple(
        f"{name}, last in {label(quarter)}" for name, quarter in last.items() if name not in now
    )
    counted = "organisations_attending"
    yet = "yet in" if facts.so_far else "in"
    title = f"Organisations that came in the year before and not {yet} this quarter"
    if facts.value(counted) is None:
        missing = facts.not_told(counted, why=True)
        return Listing(title, (), f"Which organisations took part is {missing}.")
    if facts.hedge(counted):
        title += ", as far as its records tell"
    year = span(facts.quarter - YEAR, facts.quarter - 1)
    told = [each for each in year if facts.value(counted, each) is not None]
    if not told or before.empty:
        return Listing(title, (), "Of the year before no organisation is told that came.")
    every = "Every organisation of the year before came."
    some = "Every organisation of the quarters of the year before that are told came."
    return Listing(title, quiet, every if len(told) == len(year) else some)

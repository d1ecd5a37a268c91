"""Who came: new, retained, reactivated and lapsed people, and their organisations."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from copmetrics.accounts.account import (
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.alike_names import named_alike
from copmetrics.accounts.channels import channels_table
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.hours import hours_words
from copmetrics.accounts.mailing_list import below
from copmetrics.accounts.not_known import is_known
from copmetrics.accounts.outputs_kept import outputs_words
from copmetrics.accounts.part_tables import Part
from copmetrics.accounts.quarter_figures import InsideFigures, QuarterFigures, shown_cell
from copmetrics.accounts.running_quarter import so_far_after, whole_quarter_before
from copmetrics.accounts.sectors_and_bands import sectors_and_bands
from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import undisclosed
from copmetrics.measures import MEASURES
from copmetrics.quarters import label
from copmetrics.units import Unit, show

__all__ = ["people"]

TITLE: Final = "Who came"
PLACED: Final = ": new, retained and reactivated above the line, lapsed below it"
PARTED: Final = (
    "New people came for the first time ever; retained people also came the quarter before; "
    "reactivated people had come earlier, but not the quarter before; lapsed people came the "
    "quarter before and not this one."
)
"""Where the parts stand in the picture, and what they are."""
TOP = 15
"""How many organisations a chart shows; the table has all."""


def people(facts: QuarterFigures) -> Section:
    """Tell who came: how many for the first time, how many again, and from where."""
    if not is_known(facts, "unique_attendees"):
        words = Paragraph(f"Not known: {facts.why('unique_attendees')}.")
        return Section("people", TITLE, (words, *outputs_words(facts)))
    unit = Unit.PEOPLE
    parts = ("new_attendees", "retained_attendees", "reactivated_attendees", "lapsed_attendees")
    columns = (
        ReportColumn("Quarter"),
        *(ReportColumn(MEASURES[each].label, unit) for each in parts),
    )
    rows = tuple(
        (
            label(quarter),
            *(facts.cell(each, quarter) for each in parts[:3]),
            below(facts.cell(parts[3], quarter)),
        )
        for quarter in facts.recent
    )
    data = ReportTable("people-flows-data", "People by quarter", columns, rows)
    is_drawn = data.rows_with_numbers > 1
    subtitle = f"{data.title}{PLACED if is_drawn else ''}{so_far_after(facts)}"
    data = replace(data, title=subtitle)
    flows = ReportFigure("people-flows", _people_message(facts), subtitle, ChartKind.FLOWS, data)
    blocks: list[ReportBlock] = [flows, *_organisations(facts), *sectors_and_bands(facts)]
    channels = channels_table(facts) if isinstance(facts, InsideFigures) else ()
    explained = (Paragraph(PARTED),) if is_drawn else ()
    return Section(
        "people",
        TITLE,
        (
            *blocks[:1],
            *explained,
            hours_words(facts),
            *outputs_words(facts),
            *channels,
            *blocks[1:],
        ),
    )


def _people_message(facts: QuarterFigures) -> str:
    unique, new = facts.value("unique_attendees"), facts.value("new_attendees")
    if unique is None:
        return f"Who came in {label(facts.quarter)} is {facts.not_told('unique_attendees')}"
    if facts.nobody_is_named:
        return f"None of those who came in {label(facts.quarter)} gave a name"
    if new is None:
        many = f"{facts.hedge('unique_attendees').capitalize()}{Unit.PEOPLE.of(unique)}"
        return f"{many} came; how many were new is {facts.not_told('new_attendees')}"
    back = facts.value("returning_attendees")
    if facts.is_shared and (back is None or new + back != unique):
        return f"{Unit.PEOPLE.of(new).capitalize()} came for the first time"
    estimate = facts.by_key[facts.quarter, "new_attendees"]["basis"] == Basis.ESTIMATE
    as_far = ", as far as the records tell" if estimate else ""
    return (
        f"Of {facts.hedge('unique_attendees')}{Unit.PEOPLE.of(unique)}, {show(new, Unit.PEOPLE)} "
        "came for the first time and "
        f"{show(back, Unit.PEOPLE)} had come before{as_far}"
    )


def _organisations(facts: QuarterFigures) -> list[ReportBlock]:
    """Tell the organisations that came, in the order of the alphabet: they are no league."""
    found = facts.parts[Part.ORGANISATIONS]
    rows = _organisation_rows(facts, found)
    if not rows:
        counted = "organisations_attending"
        if facts.cell(counted) is None:
            missing = facts.not_told(counted, why=True)
            return [Paragraph(f"Which organisations took part is {missing}.")]
        return [Paragraph("No organisation of those who came is known.")]
    subtitle = f"Different people who attended in {label(facts.quarter)}, by organisation"
    notes = (_unknown_organisations(facts, found),)
    columns = (
        ReportColumn("Organisation"),
        ReportColumn("People", Unit.PEOPLE),
        ReportColumn("Attendances", Unit.ATTENDANCES),
        ReportColumn(f"People {whole_quarter_before(facts)}", Unit.PEOPLE),
    )
    table = ReportTable("organisations-table", subtitle, columns, rows, notes, folded=True)
    least = facts.hedge("organisations_attending")
    return [_organisations_figure(least, subtitle, columns[:2], rows), table]


def _organisation_rows(
    facts: QuarterFigures, found: pd.DataFrame
) -> tuple[tuple[ReportCell, ...], ...]:
    """Return a row for each organisation that came in the quarter, by name."""
    told = {
        (row["quarter"] == facts.quarter, row["indicator"], row["organisation"]): shown_cell(row)
        for row in found.dropna(subset="organisation").to_dict("records")
    }
    here_now = [name for now, id, name in told if now and id == "unique_attendees"]
    known_before = facts.cell("unique_attendees", facts.quarter - 1) is not None
    rows: list[tuple[ReportCell, ...]] = [
        (
            name,
            told[True, "unique_attendees", name],
            told.get((True, "attendances", name)),
            told.get((False, "unique_attendees", name), 0.0) if known_before else None,
        )
        for name in here_now
    ]
    return tuple(sorted(rows, key=_by_name))


def _organisations_figure(
    least: str,
    subtitle: str,
    columns: tuple[ReportColumn, ...],
    rows: tuple[tuple[ReportCell, ...], ...],
) -> ReportFigure:
    many = f"{least}{Unit.ORGANISATIONS.of(len(rows))}"
    more = len(rows) - TOP
    shown = sorted(sorted(rows, key=_most_first)[:TOP], key=_by_name)
    return ReportFigure(
        "organisations-figure",
        f"{many.capitalize()} took part",
        subtitle + (f" ({TOP} of them; {more} more in the table, on screen)" if more > 0 else ""),
        ChartKind.RANKED_BARS,
        ReportTable(
            "organisations-figure-data", subtitle, columns, tuple(row[:2] for row in shown)
        ),
        notes=named_alike([str(row[0]) for row in rows]),
    )


def _by_name(row: tuple[ReportCell, ...]) -> str:
    return str(row[0]).casefold()


def _most_first(row: tuple[ReportCell, ...]) -> tuple[float, str]:
    """Order by people, those withheld last, then by name."""
    people = row[1]
    return (-people if isinstance(people, int | float) else 1.0), str(row[0])


def _unknown_organisations(facts: QuarterFigures, found: pd.DataFrame) -> str:
    rows = found[
        found["organisation"].isna()
        & found["quarter"].eq(facts.quarter)
        & found["indicator"].eq("unique_attendees")
    ].to_dict("records")
    count = shown_cell(rows[0]) if rows else 0.0
    said = undisclosed(Unit.PEOPLE) if isinstance(count, str) else Unit.PEOPLE.of(count or 0.0)
    known = f"The organisation of {said} is not known." if count else "Every organisation is known."
    return (
        f"{known} Somebody who came for two organisations is counted in each, so the column does not "
        "add up to the whole."
    )

"""How people take part: levels and the moves between them, newcomers, dependence, who is missing."""

from __future__ import annotations

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
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.heard_from import heard_table
from copmetrics.accounts.participation_answers import answers
from copmetrics.accounts.quarter_figures import InsideFigures, known_number
from copmetrics.accounts.running_quarter import row_label, so_far_after
from copmetrics.accounts.wanted import wanted_table
from copmetrics.evaluation.participation import NEW, cohorts, level_moves
from copmetrics.framework.basis import Basis
from copmetrics.framework.levels import Level
from copmetrics.measures import MEASURES
from copmetrics.measures.base import Source
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words, show

__all__ = ["participation_section"]

TITLE = "How people take part"
SHOWN = 5
"""Quarters, newest first, of which the levels are told."""
SINCE = 6
"""How many quarters a cohort is followed."""
CARE = (
    "Levels say what people did, not what they are worth: watching from the edge is taking part too. "
    "Movement both ways is usual. The definitions at the end of this page, on screen, have the rules; "
    "community.toml can set other thresholds."
)
COUNTED = {
    "core_people": "Core",
    "active_people": "Active",
    "occasional_people": "Occasional",
    "quiet_members": "On the list, at no event",
    "peripheral_people": "of these peripheral",
    "dormant_people": "of these dormant",
    "transactional_people": "Transactional",
    "moved_inward": "Moved to a nearer level",
    "moved_outward": "Moved to a farther level",
}
"""What the table of levels counts, and under which headings."""


NOBODY_NAMED = "Not known: nobody who came gave a name, so nobody can be met again."


def participation_section(facts: InsideFigures) -> Section:
    """Tell levels, moves, cohorts and what is asked of them; for those who lead the community."""
    if facts.value("unique_attendees") is None:
        words = Paragraph(f"Not known: {facts.why('unique_attendees')}.")
        return Section("participation", TITLE, (words,))
    if facts.nobody_is_named and not any(facts.value(each) for each in COUNTED):
        return Section("participation", TITLE, (Paragraph(NOBODY_NAMED),))
    asked = answers(facts)
    levels = facts.community.facts("levels")
    blocks: list[ReportBlock] = [
        _levels_figure(facts),
        Paragraph(CARE),
        _levels_table(facts),
        *_flow_table(facts, levels),
        *_cohort_table(facts),
        *([asked] if asked.items else []),
        *heard_table(facts),
        *wanted_table(facts),
    ]
    return Section("participation", TITLE, tuple(blocks))


def _levels_figure(facts: InsideFigures) -> ReportFigure:
    ids = ("core_people", "active_people", "occasional_people")
    here = [f"{show(facts.cell(each), Unit.PEOPLE)} {COUNTED[each].lower()}" for each in ids]
    rows = tuple(
        (label(quarter), *(facts.value(each, quarter) for each in ids)) for quarter in facts.recent
    )
    subtitle = f"People by level, each quarter looking back over a year{so_far_after(facts)}"
    columns = (
        ReportColumn("Quarter"),
        *(ReportColumn(MEASURES[each].label, Unit.PEOPLE) for each in ids),
    )
    data = ReportTable("levels-data", subtitle, columns, rows)
    return ReportFigure(
        "levels",
        f"{join_words(here)} participants in {label(facts.quarter)}",
        subtitle,
        ChartKind.LINES,
        data,
        notes=_short_years(facts) if data.rows_with_numbers > 1 else (),
    )


def _short_years(facts: InsideFigures) -> tuple[str, ...]:
    """Say up to which quarter the records are shorter than what a level looks back over."""
    short = [
        each
        for each in facts.recent
        if facts.by_key[each, "core_people"]["basis"] == Basis.ESTIMATE
    ]
    if not short:
        return ()
    return (
        f"Up to {label(short[-1])} there was less than a year to look back over: not a growth.",
    )


def _levels_table(facts: InsideFigures) -> ReportTable:
    """Every level by quarter that any quarter shown tells; what one does not tell is unknown in it."""
    shown = facts.recent[-SHOWN:][::-1]
    told = [each for each in COUNTED if any(facts.value(each, then) is not None for then in shown)]
    columns = (
        ReportColumn("Quarter"),
        *(ReportColumn(COUNTED[each], Unit.PEOPLE) for each in told),
    )
    rows = tuple(
        (row_label(facts, quarter), *(facts.value(each, quarter) for each in told))
        for quarter in shown
    )
    title = "People at each level, newest quarter first"
    return ReportTable("levels-table", title, columns, rows, folded=True)


def _flow_table(facts: InsideFigures, levels: pd.DataFrame) -> list[ReportBlock]:
    """From which level to which people moved since the quarter before, if that is known."""
    if facts.value("moved_inward") is None or not levels["quarter"].eq(facts.quarter - 1).any():
        return []
    moves = level_moves(levels, facts.quarter)
    used = moves.loc[moves.any(axis=1), moves.any(axis=0)]
    columns = (
        ReportColumn(f"From, {label(facts.quarter - 1)}"),
        *(
            ReportColumn(_as_far(facts, str(each), facts.quarter, to="to "), Unit.PEOPLE)
            for each in used.columns
        ),
    )
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (
            _as_far(facts, str(name), facts.quarter - 1).capitalize(),
            *(float(each) for each in row),
        )
        for name, row in used.iterrows()
    )
    title = f"Who moved where: {label(facts.quarter - 1)} to {label(facts.quarter)}"
    notes = [f"{NEW.capitalize()}: at no event in that year, and on no list."]
    if Level.QUIET in (*used.index, *used.columns):
        notes.append(
            "Quiet: on the list and at no event, and whether they clicked a link is not known, so that they "
            "are peripheral or dormant. Those shown as peripheral are the ones of whom it is known; how many "
            "there are in all is not."
        )
    return [ReportTable("levels-flow", title, columns, rows, tuple(notes), folded=True)]


def _as_far(facts: InsideFigures, name: str, quarter: pd.Period, *, to: str = "") -> str:
    """Name a level, and that not all of its people are known where how many they are is not."""
    if name not in set(Level):
        return name
    counted = f"{name}_people"
    unknown = counted in MEASURES and facts.value(counted, quarter) is None
    return f"{to}{name}{' (as far as known)' if unknown else ''}"


def _cohort_table(facts: InsideFigures) -> list[ReportBlock]:
    """Which share of each quarter's new people came in the quarters after."""
    known = pd.PeriodIndex(
        sorted(
            each
            for each in facts.community.coverage.spans[Source.ATTENDANCE]
            if each <= facts.quarter
        )
    )
    followed = cohorts(facts.community.facts("attendances"), known).iloc[::-1]
    ages = [each for each in followed.columns if each != "people" and 0 < int(each) <= SINCE]
    if not ages:
        return []
    columns = (
        ReportColumn("First event in"),
        ReportColumn("New people", Unit.PEOPLE),
        *(ReportColumn(_later(each), Unit.PART) for each in ages),
    )
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (label(quarter), float(row["people"]), *(known_number(row[each]) for each in ages))
        for quarter, row in followed.iterrows()
    )
    note = (
        "A share of the people in the second column. Blank where the records end, and for quarters "
        "without an event. In the first quarters of the records everybody looks new."
    )
    return [
        ReportTable(
            "cohorts",
            "Of those who were new, how many came in later quarters",
            columns,
            rows,
            (note, *_not_wholly_recorded(facts, known)),
            folded=True,
        )
    ]


def _not_wholly_recorded(facts: InsideFigures, quarters: pd.PeriodIndex) -> tuple[str, ...]:
    """Say in which quarters some events have no record of who came: more may have come again."""
    partly = [
        label(each)
        for each in quarters
        if facts.by_key[each, "unique_attendees"]["basis"] == Basis.LOWER_BOUND
    ]
    if not partly:
        return ()
    return (
        f"Of some events of {join_words(partly)} nobody recorded who came: shares there are at least "
        "so large.",
    )


def _later(quarters: int) -> str:
    return "1 quarter later" if quarters == 1 else f"{quarters} later"

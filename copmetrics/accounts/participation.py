"""How people take part: levels and the moves between them, newcomers, dependence, who is missing."""

from __future__ import annotations

import pandas as pd

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
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.facts import Facts, known_number
from copmetrics.evaluation.participation import (
    LEVELS,
    NEW,
    cohorts,
    connected_share,
    flow,
    ties,
)
from copmetrics.evaluation.value_basis import Basis
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
    "Movement both ways is usual. The definitions at the end have the rules; community.toml can set "
    "other thresholds."
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
MEETING = "Being at the same event is an opportunity to meet, not a relationship."


def participation_section(facts: Facts) -> Section:
    """Tell levels, moves, cohorts and what is asked of them; for those who lead the community."""
    if facts.value("unique_attendees") is None:
        words = Paragraph(f"Not known: {facts.why('unique_attendees')}.")
        return Section("participation", TITLE, (words,))
    levels = facts.community.facts("levels")
    blocks: list[ReportBlock] = [
        _levels_figure(facts),
        Paragraph(CARE),
        _levels_table(facts),
        *_flow_table(facts, levels),
        *_cohort_table(facts),
        _asked(facts),
    ]
    return Section("participation", TITLE, tuple(blocks))


def _levels_figure(facts: Facts) -> ReportFigure:
    ids = ("core_people", "active_people", "occasional_people")
    here = [f"{show(facts.cell(each), Unit.PEOPLE)} {each.removesuffix('_people')}" for each in ids]
    rows = tuple(
        (label(quarter), *(facts.value(each, quarter) for each in ids)) for quarter in facts.recent
    )
    subtitle = "People by level, each quarter looking back over a year"
    columns = (
        ReportColumn("Quarter"),
        *(ReportColumn(MEASURES[each].label, Unit.PEOPLE) for each in ids),
    )
    return ReportFigure(
        "levels",
        f"{join_words(here)} participants in {label(facts.quarter)}",
        subtitle,
        ChartKind.LINES,
        ReportTable("levels-data", subtitle, columns, rows),
        notes=_short_years(facts),
    )


def _short_years(facts: Facts) -> tuple[str, ...]:
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


def _levels_table(facts: Facts) -> ReportTable:
    """Every level by quarter that any quarter shown tells; what one does not tell is unknown in it."""
    shown = facts.recent[-SHOWN:][::-1]
    told = [each for each in COUNTED if any(facts.value(each, then) is not None for then in shown)]
    columns = (
        ReportColumn("Quarter"),
        *(ReportColumn(COUNTED[each], Unit.PEOPLE) for each in told),
    )
    rows = tuple(
        (label(quarter), *(facts.value(each, quarter) for each in told)) for quarter in shown
    )
    return ReportTable("levels-table", "People at each level, newest quarter first", columns, rows)


def _flow_table(facts: Facts, levels: pd.DataFrame) -> list[ReportBlock]:
    """From which level to which people moved since the quarter before, if there was one."""
    if not levels["quarter"].eq(facts.quarter - 1).any():
        return []
    moves = flow(levels, facts.quarter)
    used = moves.loc[moves.any(axis=1), moves.any(axis=0)]
    columns = (
        ReportColumn(f"From, {label(facts.quarter - 1)}"),
        *(
            ReportColumn(f"to {each}" if each in LEVELS else each, Unit.PEOPLE)
            for each in used.columns
        ),
    )
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (str(name).capitalize(), *(float(each) for each in row)) for name, row in used.iterrows()
    )
    title = f"Who moved where: {label(facts.quarter - 1)} to {label(facts.quarter)}"
    notes = [f"{NEW.capitalize()}: at no event in that year, and on no list."]
    if "quiet" in (*used.index, *used.columns):
        notes.append(
            "Quiet: on the list and at no event, and whether they clicked a link is not known: "
            "peripheral or dormant."
        )
    return [ReportTable("levels-flow", title, columns, rows, tuple(notes))]


def _cohort_table(facts: Facts) -> list[ReportBlock]:
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
            (note,),
        )
    ]


def _later(quarters: int) -> str:
    return "1 quarter later" if quarters == 1 else f"{quarters} later"


def _asked(facts: Facts) -> Listing:
    """Answer in a sentence each what a community keeper asks."""
    said = (
        _second(facts),
        _hosting(facts),
        _mixing(facts),
        _absent(facts),
        _reached(facts),
        _both_ways(facts),
        _meeting(facts),
    )
    return Listing("What else is known", tuple(each for each in said if each))


def _second(facts: Facts) -> str:
    """Newcomers of the last quarter whose second events can be known."""
    for quarter in reversed(facts.recent):
        rate, days = (
            facts.value(each, quarter) for each in ("second_event_rate", "days_to_second_event")
        )
        if rate is not None:
            after = f", half of them within {Unit.DAYS.of(days)}" if days is not None else ""
            return (
                f"Of those who were new in {label(quarter)}, {show(rate, Unit.SHARE)} came to a second "
                f"event in that quarter or the two after{after}."
            )
    return ""


def _hosting(facts: Facts) -> str:
    hosts, half = facts.value("hosts"), facts.value("hosts_for_half")
    if hosts is None or half is None:
        return ""
    return (
        f"{Unit.PEOPLE.of(hosts).capitalize()} hosted in the year, and {show(half, Unit.PEOPLE)} of "
        "them did half of it."
    )


def _mixing(facts: Facts) -> str:
    organisations = facts.value("organisations_per_event")
    share, chance = (
        facts.value(each) for each in ("cross_organisation_share", "cross_organisation_expected")
    )
    if organisations is None or share is None or chance is None:
        return ""
    return (
        f"The middle event brought {show(organisations, Unit.DECIMAL)} organisations together; "
        f"{show(share, Unit.PAIR_SHARE)} of the pairs at events came from two, where chance would make "
        f"{show(chance, Unit.PAIR_SHARE)}."
    )


def _absent(facts: Facts) -> str:
    came, unlisted = facts.value("members_attending"), facts.value("attendees_not_on_list")
    absent = facts.value("organisations_absent")
    if came is None or unlisted is None or absent is None:
        return ""
    nobody = (
        f"of {Unit.ORGANISATIONS.of(absent)} on the list nobody came"
        if absent
        else "somebody of every organisation on the list came"
    )
    return (
        f"{show(came, Unit.SHARE)} of the people on the mailing list came; {Unit.PEOPLE.of(unlisted)} "
        f"who came are not on it; {nobody}."
    )


def _reached(facts: Facts) -> str:
    row = facts.by_key.get((facts.quarter, "targets_reached"))
    if row is None or pd.isna(row["value"]):
        return ""
    of = f"{show(row['numerator'], Unit.COUNT)} of {show(row['denominator'], Unit.COUNT)}"
    return f"Of the organisations and professions that the community wants to reach, {of} came."


def _both_ways(facts: Facts) -> str:
    rate = facts.value("both_ways_rate")
    if rate is None:
        return ""
    return f"{show(rate, Unit.SHARE)} of the year's people came both online and face to face."


def _meeting(facts: Facts) -> str:
    pairs, new = facts.value("pairs_together"), facts.value("new_pairs")
    here = ties(facts.community.facts("quarter_pairs"), pd.PeriodIndex([facts.quarter]))
    connected = connected_share(here)
    if not pairs or new is None or connected is None:
        return ""
    return (
        f"{Unit.PAIRS.of(pairs)} of people were at the same event, {show(new, Unit.PAIRS)} of them for "
        f"the first time; {show(connected, Unit.PART)} of the people are linked through such pairs. "
        f"{MEETING}"
    )

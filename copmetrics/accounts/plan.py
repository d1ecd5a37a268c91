"""The data-collection plan, the constituencies and the stakeholders, in the leaders' account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

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
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.chart_details import CostPlace
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.part_tables import Part
from copmetrics.accounts.quarter_figures import known_text, shown_cell
from copmetrics.framework.own_indicators import IndicatorStatus
from copmetrics.identity.organisations import organisation_key
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words, show
from copmetrics.value.messages import told_by_then, unheard
from copmetrics.value.plan import PlannedIndicator, sum_of_minutes

__all__ = ["constituencies_section", "plan_section"]

AN_HOUR: Final = 60
"""From so many minutes on they are told in hours too."""


def plan_section(evidence: AudienceEvidence) -> Section:
    """Tell what each own indicator costs and supports, what to drop and what is worth adding."""
    title = "The data-collection plan"
    if not evidence.plan:
        words = (
            "The community has no indicators of its own yet. indicators.xlsx is where they go; "
            "copmetrics new makes one to fill in."
        )
        return Section("plan", title, (Paragraph(words),))
    timed = [
        each
        for each in evidence.plan
        if each.minutes is not None and each.status is IndicatorStatus.LIVE
    ]
    blocks: list[ReportBlock] = [Paragraph(_time_taken(evidence, timed))]
    if timed:
        blocks.append(_cost(timed))
    blocks += [_table(evidence), _worth_adding(evidence)]
    return Section("plan", title, (*evidence.editor.about("plan"), *blocks))


def _time_taken(evidence: AudienceEvidence, timed: Sequence[PlannedIndicator]) -> str:
    """Say what collecting takes, and which indicators nothing uses that take their part of it."""
    words = f"{_taken(evidence.plan)}{_planned(evidence.plan)}."
    if not timed:
        return words
    unused = [each.label for each in timed if not each.supports]
    named = f": {join_words(unused)}" if unused else ""
    return f"{words} {_use(timed)}{named}."


def _taken(plan: Sequence[PlannedIndicator]) -> str:
    """Say what collecting takes now, in the minutes of the table and in hours."""
    minutes = sum_of_minutes(plan, IndicatorStatus.LIVE)
    told = f"{Unit.MINUTES.of(minutes)} a quarter"
    in_hours = f" ({show(minutes / 60, Unit.HOURS)} hours)" if minutes >= AN_HOUR else ""
    return f"Collecting the community's own indicators takes {told}{in_hours}"


def _planned(plan: Sequence[PlannedIndicator]) -> str:
    """Say what those would take that are planned and stand in the table too."""
    minutes = sum_of_minutes(plan, IndicatorStatus.PLANNED)
    if not minutes:
        return ""
    return f"; what is planned would take {show(minutes, Unit.MINUTES)} more"


def _use(timed: Sequence[PlannedIndicator]) -> str:
    """Say how long is spent on what neither a story passes nor a constituency needs to know."""
    unused = [each.minutes or 0 for each in timed if not each.supports]
    if not unused:
        return "Every indicator collected is used by a story or a constituency"
    minutes = show(sum(unused), Unit.MINUTES)
    return f"{minutes} minutes a quarter go on indicators that no story and no constituency uses"


def _cost(timed: Sequence[PlannedIndicator]) -> ReportFigure:
    columns = (
        ReportColumn("Indicator"),
        ReportColumn("Minutes a quarter", Unit.MINUTES),
        ReportColumn("Stories and constituencies that use it", Unit.COUNT),
    )
    places = tuple(
        CostPlace(each.label, float(each.minutes or 0), float(each.supports)) for each in timed
    )
    rows = tuple((each.name, each.minutes, each.uses) for each in places)
    subtitle = "Each of the community's own indicators: what it takes, and how many use it"
    data = ReportTable("cost-data", subtitle, columns, rows)
    return ReportFigure(
        "cost", _use(timed), subtitle, ChartKind.COST, data, details=places, folded=True
    )


def _table(evidence: AudienceEvidence) -> ReportTable:
    columns = (
        ReportColumn("Indicator"),
        ReportColumn("Cycle"),
        ReportColumn("How often"),
        ReportColumn("Minutes a quarter", Unit.MINUTES),
        ReportColumn("Collected by"),
        ReportColumn("From"),
        ReportColumn("Next reading"),
        ReportColumn("Stories", Unit.STORIES),
        ReportColumn("Constituencies"),
        ReportColumn("To decide"),
    )
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (
            each.label,
            each.cycle.label,
            each.frequency or None,
            each.minutes,
            each.collected_by or None,
            each.source or None,
            _next_reading(each, evidence.facts.quarter),
            each.stories,
            join_words(list(each.constituencies)) or None,
            each.advice,
        )
        for each in evidence.plan
    )
    title = "What each indicator costs and supports"
    return ReportTable("plan-table", title, columns, rows, folded=True)


def _next_reading(each: PlannedIndicator, told_for: pd.Period) -> str | None:
    """Say of which quarter a reading is to come next, and whether it should be there already."""
    if each.status is IndicatorStatus.RETIRED:
        return None
    if each.due is None:
        return "the first"
    return f"{label(each.due)}{': missing' if each.due <= told_for else ''}"


def _worth_adding(evidence: AudienceEvidence) -> Listing:
    claims = len(evidence.matrix.claims)
    claimed = (
        [f"What stories claim and nothing measures: {_listed_above(claims)}"] if claims else []
    )
    wanted = [
        f"{what}: {need.constituency} need{'s' if not need.constituency.endswith('s') else ''} it"
        for need in evidence.needs
        for what in need.unmeasured
    ]
    return Listing(
        "Worth adding",
        tuple(dict.fromkeys((*claimed, *wanted))),
        "Nothing that is claimed or needed goes unmeasured.",
    )


def _listed_above(claims: int) -> str:
    """Point to what the matrix lists already."""
    which = "the one claim" if claims == 1 else f"the {claims} claims"
    return f"{which} that no indicator bears out, listed with the matrix"


def constituencies_section(evidence: AudienceEvidence) -> Section:
    """Tell who needs to know what, why, and what of it this quarter answers; and stakeholders."""
    tables = (_needs(evidence), _stakeholders(evidence), _messages(evidence))
    told: list[ReportBlock] = [each for each in tables if each.rows]
    if len(evidence.narrative_tables["messages"]):
        told.append(_unheard(evidence))
    blocks = tuple(told)
    nobody = Paragraph(
        "Nobody has written down yet who needs to know what: indicators.xlsx has a sheet for it."
    )
    return Section("constituencies", "Who needs to know what", blocks or (nobody,))


def _needs(evidence: AudienceEvidence) -> ReportTable:
    columns = (
        ReportColumn("Who"),
        ReportColumn("Needs to know"),
        ReportColumn("Why"),
        ReportColumn("Can do with it"),
        ReportColumn(f"Answered by {label(evidence.facts.quarter)}"),
        ReportColumn("Not answered yet"),
        ReportColumn("In which form, how often"),
        ReportColumn("Contact"),
    )
    rows = tuple(
        (
            each.constituency,
            each.needs_to_know,
            each.why or None,
            each.can_do or None,
            join_words(list(each.answered)) or "nothing yet",
            join_words(list(each.open)) or None,
            each.form or None,
            each.contact or None,
        )
        for each in evidence.needs
    )
    title = "What each needs to know, and what this quarter answers of it"
    return ReportTable("constituencies", title, columns, rows)


def _stakeholders(evidence: AudienceEvidence) -> ReportTable:
    """Put what stakeholders expect and offer beside what happened, where one is an organisation that came."""
    came = _who_came(evidence)
    columns = (
        *map(ReportColumn, ("Who", "What they expect", "What they offer", "How we meet it")),
        ReportColumn("Time released for members"),
        ReportColumn("People of theirs who came", Unit.PEOPLE),
    )
    names = ("stakeholder", "expects", "offers", "how_met", "releases")
    stakeholders = evidence.narrative_tables["stakeholders"].to_dict("records")
    rows = tuple(
        (
            *(known_text(row[each]) for each in names),
            came.get(organisation_key(str(row["stakeholder"]))),
        )
        for row in stakeholders
    )
    notes = (
        "A dash: nobody of an organisation of that name came, or they are not an organisation.",
    )
    title = "What stakeholders expect and offer"
    return ReportTable("stakeholders", title, columns, rows, notes if came else ())


def _messages(evidence: AudienceEvidence) -> ReportTable:
    """List what was told in the quarter, and to whom, the newest first."""
    until = _until(evidence)
    told = told_by_then(evidence.narrative_tables["messages"], until)
    context, quarter = evidence.facts.context, evidence.facts.quarter
    local = told["told_at"].dt.tz_convert(context.timezone).dt.tz_localize(None)
    here = told[local.ge(quarter.start_time)]
    columns = (
        ReportColumn("Told on", Unit.DAY),
        *map(ReportColumn, ("To whom", "What", "In which form", "By whom")),
    )
    rows = tuple(
        (
            context.day(row["told_at"]),
            *(known_text(row[each]) for each in ("constituency", "what", "form", "told_by")),
        )
        for row in here.to_dict("records")
    )
    return ReportTable("messages", f"What was told in {label(quarter)}", columns, rows)


def _unheard(evidence: AudienceEvidence) -> Listing:
    """List who has not heard for two quarters."""
    tables, context = evidence.narrative_tables, evidence.facts.context
    found = unheard(tables["constituencies"], tables["messages"], _until(evidence))
    items = tuple(
        f"{each.constituency}: "
        + (
            "nothing yet"
            if each.last_at is None
            else f"last on {show(context.day(each.last_at), Unit.DAY)}"
        )
        + (f" ({each.cadence})" if each.cadence else "")
        for each in found
    )
    title = "Who has not heard from us for two quarters, and how often they should"
    return Listing(title, items, "Everybody was told something in the past two quarters.")


def _until(evidence: AudienceEvidence) -> pd.Timestamp:
    """Return the end of the quarter, or the present where it is not over."""
    context = evidence.facts.context
    end = (evidence.facts.quarter + 1).start_time.tz_localize(context.timezone)
    return min(end.tz_convert("UTC"), context.as_of)


def _who_came(evidence: AudienceEvidence) -> dict[str, ReportCell]:
    """Return how many people came in the quarter from each organisation, as leaders see it."""
    parts = evidence.facts.parts[Part.ORGANISATIONS].dropna(subset="organisation")
    here = parts[
        parts["indicator"].eq("unique_attendees") & parts["quarter"].eq(evidence.facts.quarter)
    ]
    return {
        organisation_key(row["organisation"]): shown_cell(row) for row in here.to_dict("records")
    }

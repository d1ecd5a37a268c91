"""The data-collection plan, the constituencies and the stakeholders, in the leaders' account."""

from __future__ import annotations

from copmetrics.accounts.account import (
    Block,
    Cell,
    Column,
    Figure,
    Listing,
    Paragraph,
    Section,
    Table,
)
from copmetrics.accounts.audience_evidence import Value
from copmetrics.accounts.chart_details import CostPlace
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.facts import known_text
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words, show
from copmetrics.value.plan import hours

__all__ = ["constituencies_section", "plan_section"]


def plan_section(value: Value) -> Section:
    """Tell what each own indicator costs and supports, what to drop and what is worth adding."""
    title = "The data-collection plan"
    if not value.plan:
        words = (
            "The community has no indicators of its own yet. indicators.xlsx is where they go; "
            "`copmetrics new` makes one to fill in."
        )
        return Section("plan", title, (Paragraph(words),))
    total = hours(value.plan)
    blocks: list[Block] = [
        Paragraph(
            f"Collecting the community's own indicators takes {show(total, Unit.HOURS)} hours a "
            "quarter. Each stands beside what uses it: stories that pass it, constituencies that "
            "need to know it."
        ),
    ]
    timed = [each for each in value.plan if each.minutes is not None and each.status == "live"]
    if timed:
        blocks.append(_cost(value))
    blocks += [_table(value), _worth_adding(value)]
    return Section("plan", title, (*value.words("plan"), *blocks))


def _cost(value: Value) -> Figure:
    timed = [each for each in value.plan if each.minutes is not None and each.status == "live"]
    unused = [each for each in timed if not each.supports]
    minutes = sum(each.minutes or 0 for each in unused)
    message = (
        f"{show(minutes, Unit.MINUTES)} minutes a quarter go into what no story and no "
        "constituency uses"
        if unused
        else "Every indicator collected is used by a story or a constituency"
    )
    columns = (
        Column("Indicator"),
        Column("Minutes a quarter", Unit.MINUTES),
        Column("Stories and constituencies that use it", Unit.COUNT),
    )
    places = tuple(
        CostPlace(each.label, float(each.minutes or 0), float(each.supports)) for each in timed
    )
    rows = tuple((each.name, each.minutes, each.uses) for each in places)
    subtitle = "Each of the community's own indicators: what it takes, and how many use it"
    data = Table("cost-data", subtitle, columns, rows)
    return Figure("cost", message, subtitle, ChartKind.COST, data, details=places)


def _table(value: Value) -> Table:
    columns = (
        Column("Indicator"),
        Column("Cycle"),
        Column("How often"),
        Column("Minutes a quarter", Unit.MINUTES),
        Column("Stories", Unit.STORIES),
        Column("Constituencies"),
        Column("To decide"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            each.label,
            each.cycle.label,
            each.frequency or None,
            each.minutes,
            each.stories,
            join_words(list(each.constituencies)) or None,
            each.advice,
        )
        for each in value.plan
    )
    return Table("plan-table", "What each indicator costs and supports", columns, rows)


def _worth_adding(value: Value) -> Listing:
    claimed = [
        f"{each.claim}: '{each.title}' claims it, and nothing measures it"
        for each in value.matrix.claims
    ]
    measured = {each.label for each in value.facts.measures.values()}
    wanted = [
        f"{what}: {need.constituency} need{'s' if not need.constituency.endswith('s') else ''} it"
        for need in value.needs
        for what in need.open
        if what not in measured and not what.startswith("stories of")
    ]
    return Listing(
        "Worth adding",
        tuple(dict.fromkeys((*claimed, *wanted))),
        "Nothing that is claimed or needed goes unmeasured.",
    )


def constituencies_section(value: Value) -> Section:
    """Tell who needs to know what, why, and what of it this quarter answers; and stakeholders."""
    blocks: list[Block] = []
    if value.needs:
        columns = (
            Column("Who"),
            Column("Needs to know"),
            Column("Why"),
            Column("Can do with it"),
            Column(f"Answered by {label(value.facts.quarter)}"),
            Column("Not answered yet"),
        )
        rows = tuple(
            (
                each.constituency,
                each.needs_to_know,
                each.why or None,
                each.can_do or None,
                join_words(list(each.answered)) or "nothing yet",
                join_words(list(each.open)) or None,
            )
            for each in value.needs
        )
        blocks.append(Table("constituencies", "Who needs to know what", columns, rows))
    stakeholders = value.narrative_tables["stakeholders"]
    if len(stakeholders):
        heads = tuple(map(Column, ("Who", "What they expect", "What they offer", "How we meet it")))
        names = ("stakeholder", "expects", "offers", "how_met")
        met = tuple(
            tuple(known_text(row[each]) for each in names)
            for row in stakeholders.to_dict("records")
        )
        blocks.append(Table("stakeholders", "What stakeholders expect and offer", heads, met))
    if not blocks:
        blocks.append(
            Paragraph(
                "Nobody has written down yet who needs to know what: indicators.xlsx has a "
                "sheet for it."
            )
        )
    return Section("constituencies", "Who needs to know what", tuple(blocks))

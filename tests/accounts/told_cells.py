"""A reader of an account's rows, tables and charts: each by its id, cell by cell, beside exact numbers.

A table that no rule knows is returned as wrong, so that none goes unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
from exact_numbers import N, Truth, number
from sentences import UNEXPLAINED

from copmetrics.accounts.account import (
    Account,
    Headline,
    Headlines,
    Listing,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.measure_icons import VariationIcon
from copmetrics.accounts.quarter_figures import ALIKE, QuarterFigures
from copmetrics.accounts.shared_changes import NOT_TOLD_APART
from copmetrics.accounts.story_blocks import Grid
from copmetrics.evaluation.changes import State
from copmetrics.framework.learning_activities import CLUSTERS
from copmetrics.framework.withheld import MARK
from copmetrics.measures import MEASURES
from copmetrics.privacy.profiles import consented
from copmetrics.quarters import label, months_of, span
from copmetrics.units import Unit, as_shown, show

MEASURE_LABELS = {each.label: id for id, each in MEASURES.items()}


def cells(truth: Truth, account: Account) -> tuple[list[str], int]:
    """What is not so in rows, tables and charts, and how many cells were read."""
    wrong: list[str] = []
    read = 0
    for section in account.sections:
        for block in section.blocks:
            for where, right in _cells_of(truth, section, block):
                read += 1
                if not right:
                    wrong.append(f"{section.id}: {where}")
    return wrong, read


Checked = Iterator[tuple[str, bool]]


def _cells_of(truth: Truth, section: Section, block: object) -> Checked:
    match block:
        case Headlines():
            for row in block.rows:
                yield from _headline(truth, row)
        case Grid():
            for column in block.columns:
                for each in column.stations:
                    yield from _station(truth, each.label, each.value, each.change)
        case Listing() if block.title == UNEXPLAINED:
            yield from _unexplained(truth, block)
        case ReportTable():
            yield from _table(truth, block.id, block)
        case ReportFigure() if block.id.startswith("control-"):
            yield from _control(truth, block)
        case ReportFigure():
            yield from _table(truth, block.id, block.data)


def _headline(truth: Truth, row: Headline) -> Checked:
    """A row of measures: its values, change, verdict and trend."""
    here, name = truth.quarter, row.indicator
    for back, cell in ((0, row.value), (1, row.previous), (4, row.year_ago)):
        yield f"{name} {cell}", truth.fits(cell, truth.value(name, here - back), name)
    quarters = {label(each): each for each in span(here - 12, here)}
    for quarter, value in row.trend:
        exact = truth.value(name, quarters[quarter])
        withheld = value == MARK and truth.shared
        yield f"{name} {quarter} {value}", withheld or truth.fits(value, exact, name)
    yield from _change(truth, name, row.value, row.previous, row.change, row.unit)
    exact = truth.changes.loc[(name, here)]
    if row.icons:
        inside = QuarterFigures.of(truth.community, here).icons[name]
        as_inside = (row.icons.variation, row.icons.assurance) == (
            inside.variation,
            inside.assurance,
        )
        not_told = truth.shared and row.icons.variation == VariationIcon.NOT_JUDGED
        yield f"{name} {row.icons.variation}", as_inside or not_told
    verdict, _, season = row.verdict.partition("; ")
    yield f"{name}: {row.verdict}", _verdict(truth, verdict, exact)
    yield f"{name}: {season}", season in ("", exact["season"])
    percent = row.change_percent
    yield f"{name}: {percent}", percent is None or abs(percent - exact["change_percent"]) < 1e-9
    for told, part in ((row.card.numerator, "numerator"), (row.card.denominator, "denominator")):
        if found := re.match(N, told):
            whole = truth.exact.at[(name, here), part]
            yield f"{name}: {told}", _near(truth, number(found[1]), whole)


def _near(truth: Truth, told: float, exact: float) -> bool:
    return abs(told - exact) < 5 if truth.shared else told == exact


def _change(
    truth: Truth, name: str, value: object, before: object, change: object, unit: Unit
) -> Checked:
    """A difference is that of the figures shown, and goes the way of the exact ones."""
    now, old = truth.value(name), truth.value(name, truth.quarter - 1)
    if change is None or change == MARK:
        return
    if change == ALIKE:
        rounded = truth.shared and truth.community.measures[name].is_count_of_people
        yield f"{name}: {change}", now != old or rounded
        return
    if isinstance(change, str):
        yield f"{name}: {change} where {now} - {old}", truth.shared and _rounded(change, now - old)
        return
    shown = as_shown(value, unit) - as_shown(before, unit)
    yield f"{name}: {value} - {before} = {change}", abs(float(str(change)) - shown) < 1e-6
    same_way = now is not None and old is not None and float(str(change)) * (now - old) >= 0
    yield f"{name}: {change} where {now} - {old}", same_way and (change != 0 or now == old)


def _rounded(told: str, exact: float) -> bool:
    """Whether the difference of two rounded numbers is told so that it is true of the exact ones."""
    if found := re.fullmatch(r"([\d,]+) to ([\d,]+) (more|fewer)", told):
        least, most = number(found[1]), number(found[2])
        return least <= abs(exact) <= most and (found[3] == "more") == (exact > 0)
    found = re.fullmatch(r"about ([+−]\d+) percentage points?", told)
    points = float(found[1].replace("−", "-"))
    return abs(points / 100 - exact) < 0.01 and points * exact > 0


def _verdict(truth: Truth, verdict: str, exact: pd.Series) -> bool:
    """A verdict is that of the exact numbers, or none is given outside; of what is not known it says why."""
    if pd.isna(exact["value"]):
        return exact["verdict"] == f"not comparable: {verdict}"
    if verdict.startswith("not compared: "):
        return exact["state"] == State.NOT_COMPARABLE or truth.shared
    if verdict == "" and str(exact["verdict"]).startswith("too few quarters yet"):
        return True  # its sign says so
    if verdict in ("", NOT_TOLD_APART, "from none"):
        return truth.shared and (verdict != "from none" or exact["state"] == State.FROM_NONE)
    if verdict.startswith("within the range") and truth.shared:
        return str(exact["verdict"]).startswith("within the range")
    if verdict == "no change since the quarter before":
        return exact["state"] == State.NO_CHANGE
    words = {exact["verdict"], exact["standing"], f"since the quarter before: {exact['verdict']}"}
    return verdict.removesuffix(", within the usual ups and downs") in words


def _station(truth: Truth, name: str, value: object, change: object) -> Checked:
    ids = {each.label: id for id, each in truth.community.measures.items()}
    yield f"{name} {value}", truth.fits(value, truth.value(ids[name]), ids[name])
    if isinstance(change, int | float):
        now, old = (truth.value(ids[name], truth.quarter - back) for back in (0, 1))
        yield f"{name} {change}", change * (now - old) >= 0
    elif change not in (None, MARK, ALIKE):
        now, old = (truth.value(ids[name], truth.quarter - back) for back in (0, 1))
        yield f"{name} {change}", truth.shared and _rounded(change, now - old)


def _unexplained(truth: Truth, listing: Listing) -> Checked:
    """Indicators with their values, a line each."""
    ids = {each.label: id for id, each in truth.community.measures.items()}
    for item in listing.items:
        name, told = re.fullmatch(r"(.*) \([a-z]+ value\): (.*)", item).groups()
        yield item, truth.says(re.match(N, told)[1], ids[name])


SIDES = ("numerator", "denominator")
HEARD = (
    "list_joined",
    "new_attendees",
    "first_contact_with_core",
    "came_with_colleague",
    "second_event_rate",
)
BY_QUARTER = {
    "list-trend": {},
    "by-quarter": {},
    "people-flows": {
        "New people": "new_attendees",
        "Retained people": "retained_attendees",
        "Reactivated people": "reactivated_attendees",
        "Lapsed people": "lapsed_attendees",
    },
    "feedback-time": {
        "Ratings": "feedback_answers",
        "Mean, 1 to 5": "feedback_rating",
        "Went well": "plus_remarks",
        "To change": "delta_remarks",
    },
    "list-flows": {"Joined": "list_joined", "Left": "list_left"},
    "levels": {},
    "levels-table": {
        "Core": "core_people",
        "Active": "active_people",
        "Occasional": "occasional_people",
        "On the list, at no event": "quiet_members",
        "of these peripheral": "peripheral_people",
        "of these dormant": "dormant_people",
        "Transactional": "transactional_people",
        "Moved to a nearer level": "moved_inward",
        "Moved to a farther level": "moved_outward",
    },
    "flow": {
        "Different people": "unique_attendees",
        "For the first time": "new_attendees",
        "Had come before": "returning_attendees",
        "Organisations": "organisations_attending",
    },
    "list-table": {"Joined": "list_joined", "Left": "list_left", "At the end": "list_members"},
}
"""Tables with a row a quarter: which indicator each column is, where its heading is not the label."""
BELOW = ("Lapsed people", "Left")
"""What a picture draws below the line."""
BY_PART = {
    "organisations-figure": ("organisation", {"People": "unique_attendees"}),
    "organisations-table": (
        "organisation",
        {"People": "unique_attendees", "Attendances": "attendances"},
    ),
    "professions-figure": ("profession", {"People": "unique_attendees"}),
    "professions-table": ("profession", {"People": "unique_attendees"}),
    "sectors-table": ("sector", {"People": "unique_attendees"}),
    "bands-table": ("band", {"People": "unique_attendees"}),
}
"""Tables with a row a group of people, small ones of which are withheld inside too."""
NO_FIGURES = frozenset(
    {
        "recommendations-carried",  # worded in tests/accounts/test_critical_friends
        "recommendations-closed",
        "agenda-closed",  # counted and worded in tests/accounts/test_agenda_told
        "agenda-open",
        "agenda-topics",
        "activity-map",  # scales that the community judges; events are those of activities-table
        "constituencies",
        "cost",  # hours of work: tests/value/test_plan
        "coming",
        "coverage",
        "definitions",
        "feedback-words",  # word for word: tests/accounts/test_audiences
        "files",  # rows of files: tests/accounts/test_data_notes
        "happened-table",
        "hopes",
        "left-out",
        "messages",  # lines of the log: tests/value/test_messages
        "narrative-1",
        "narrative-2",
        "paths",
        "plan-table",
        "settings",
        "sources",
    }
)
"""Tables that count nobody, with where else they are held, if they have figures."""


def _table(truth: Truth, id: str, table: ReportTable) -> Checked:
    """The cells of a table, by the rule that its id has."""
    heads = [each.label for each in table.columns]
    rows = [dict(zip(heads, row, strict=True)) for row in table.rows]
    if id in NO_FIGURES:
        return
    if id in BY_QUARTER:
        yield from _by_quarter(truth, id, rows)
    elif id in BY_PART:
        yield from _by_part(truth, *BY_PART[id], rows)
    elif id in OWN_RULES:
        yield from OWN_RULES[id](truth, rows)
    else:
        yield f"no rule reads the table {id}", False


def _by_quarter(truth: Truth, id: str, rows: list[dict[str, Any]]) -> Checked:
    quarters = {label(each): each for each in span(truth.quarter - 12, truth.quarter)}
    for row in rows:
        quarter = quarters[row.pop("Quarter")]
        if id == "list-table":
            start = truth.value("list_members", quarter - 1)
            yield f"start {row}", truth.fits(row.pop("At the start"), start, "list_members")
            row.pop("Unexplained", None)  # test_account_read adds up
        for head, cell in row.items():
            name = BY_QUARTER[id].get(head) or MEASURE_LABELS[head]
            drawn = -cell if head in BELOW and id.endswith("flows") and cell is not None else cell
            yield (
                f"{id} {quarter} {head} {cell}",
                truth.fits(drawn, truth.value(name, quarter), name),
            )


def _by_part(
    truth: Truth, dimension: str, columns: dict[str, str], rows: list[dict[str, Any]]
) -> Checked:
    for head, indicator in columns.items():
        exact = truth.parts(indicator, dimension)
        for row in rows:
            group, cell = _group(row), row[head]
            value = exact.get(group, 0.0)
            right = cell == MARK or truth.fits(cell, value, indicator)
            yield f"{group} {head} {cell}", right
    before = truth.parts(
        "unique_attendees", dimension, quarters=span(truth.quarter - 1, truth.quarter - 1)
    )
    for row in rows:
        cell = row.get("People the quarter before", MARK)
        known = truth.value("unique_attendees", truth.quarter - 1) is not None
        exact = before.get(_group(row), 0) if known else None
        right = cell in (MARK, exact)
        yield f"{row} before", right
    if not truth.shared:
        small = truth.community.settings.small_number_internal
        whole = truth.parts("unique_attendees", dimension)
        for row in rows:
            few = 0 < whole.get(_group(row), 0) <= small
            yield f"{row} few", not few or row["People"] == MARK


def _group(row: dict[str, Any]) -> str | None:
    """Whom a row is of: whose group no source says is `None` in an answer of ours."""
    name = str(next(iter(row.values())))
    return None if name == "not known" else name


def _events(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """A row an event, in their order."""
    stood = truth.parts("attendances", "event", "standing")
    exact = {"Attendances": truth.parts("attendances", "event")}
    exact |= {
        head: {event: value for (event, standing), value in stood.items() if standing == name}
        for head, name in (("New", "new"), ("Returning", "returning"))
    }
    ordered = truth.community.events.sort_values("starts_at")["event"]
    here = truth.parts("events", "event")
    held = [each for each in ordered if each in here]
    yield f"{len(rows)} events", len(rows) == len(held) == (truth.value("events") or 0)
    for head, came in exact.items():
        for event, row in zip(held, rows, strict=True):
            if head in row:
                yield f"{row} {head}", (row[head] or 0) == came.get(event, 0)
    new = [row["New"] or 0 for row in rows]
    yield f"{new} new", sum(new) == (truth.value("new_attendees") or 0)


def _mailings(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """A row a mailing, in their order."""
    names = {**MEASURE_LABELS, "Opened": "open_rate", "Link clicked": "click_rate"}
    sent = truth.parts("mailings", "mailing")
    ordered = truth.community.mailings.sort_values(["sent_at", "mailing"])["mailing"]
    here = [each for each in ordered.drop_duplicates() if each in sent]
    yield f"{len(rows)} mailings", len(rows) == len(here) == truth.value("mailings")
    for head in [each for each in (rows[0] if rows else {}) if each in names]:
        exact = truth.parts(names[head], "mailing")
        for mailing, row in zip(here, rows, strict=True):
            yield f"{row} {head}", truth.fits(row[head], exact.get(mailing), names[head])


def _stakeholders(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """How many came of an organisation that has a stake."""
    came = truth.parts("unique_attendees", "organisation")
    for row in rows:
        cell = row["People of theirs who came"]
        right = cell in (None, MARK) or truth.fits(cell, came[row["Who"]], "unique_attendees")
        yield f"{row}", right


def _aims(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """What own indicators are now, and were when they were first read."""
    ids = {each.label: each.id for each in truth.community.own}
    quarters = {label(each): each for each in span(truth.quarter - 40, truth.quarter)}
    for row in rows:
        name = ids[row["Indicator"]]
        if row["Now"] not in (None, MARK):
            yield f"{row}", truth.says(re.match(N, row["Now"])[1], name)
        if row["First reading"] and MARK not in row["First reading"]:
            told, when = re.fullmatch(r"(.*) \((.*)\)", row["First reading"]).groups()
            value = truth.value(name, quarters[when])
            yield f"{row}", truth.says(re.match(N, told)[1], name, value)


def _channels(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """A row a channel that the quarter had, with the indicators by channel."""
    yield f"{len(rows)} channels", len(rows) == len(truth.parts("events", "channel"))
    for row in rows:
        for head, cell in row.items():
            if head != "Channel":
                exact = truth.parts(MEASURE_LABELS[head], "channel").get(row["Channel"].lower())
                yield f"{row} {head}", truth.fits(cell, exact, MEASURE_LABELS[head])


def _heard(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """A row a way to hear of the community: of four quarters, of those who were asked and of the others.

    Who joined the list in two of them is one person; the others are in one quarter each.
    """
    year = span(truth.quarter - 3, truth.quarter)
    labels = {MEASURES[id].label: id for id in HEARD}
    found = truth.community.indicators(by=("heard_from",), only=HEARD, quarters=year)
    named = found.assign(heard_from=found["heard_from"].fillna("not known"))
    sums = named.groupby(["heard_from", "indicator"])[["value", *SIDES]].sum(min_count=1)
    spells = truth.community.facts("list_spells")
    joined = spells[spells["joined"].eq(1) & spells["quarter"].isin(year)]["person"]
    heard = truth.community.tables["first_heard"].set_index("person")["heard_from"]
    for source, people in joined.groupby(joined.map(heard).fillna("not known")):
        sums.loc[(source, "list_joined"), "value"] = people.nunique()
    for row in rows:
        source = row.pop("First heard by").lower()
        for head, cell in row.items():
            told = (
                sums.loc[(source, labels[head])] if (source, labels[head]) in sums.index else None
            )
            if told is None or cell == MARK:
                yield f"{source} {head}", told is not None or cell is None
                continue
            ratio = told["numerator"] / told["denominator"] if told["denominator"] else None
            exact = ratio if MEASURES[labels[head]].is_ratio else told["value"]
            yield f"{source} {head}", truth.fits(cell, exact, labels[head])


def _wanted(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """Who is not named as absent was there; at events whose attendance is known."""
    targets = truth.community.tables["targets"]
    known = {str(each).casefold() for each in targets["name"]}
    for row in rows:
        named = row["Wanted and not there"]
        absent = [each for each in known if each in named.casefold()]
        more = re.search(r"(\d+) more$", named)
        count = len(absent) + (int(more[1]) if more else 0)
        yield f"{row}", row["Wanted and there"] + count == len(targets)


def _ratings(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    mean, many = (
        sorted(truth.parts(each, "event").values())
        for each in ("feedback_rating", "feedback_answers")
    )
    if not truth.shared:
        yield f"means {rows}", sorted(row["Mean, 1 to 5"] for row in rows) == mean
        yield f"answers {rows}", sorted(row["Ratings"] for row in rows) <= many


def _months(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    months = months_of(span(truth.quarter - 7, truth.quarter))
    exact = truth.community.indicators(only=("attendances",), quarters=months)
    by_month = {f"{row['quarter']:%b %Y}": row["value"] for row in exact.to_dict("records")}
    for row in rows:
        value = by_month[row["Month"]]
        told = None if pd.isna(value) else value
        yield f"{row}", truth.fits(row["Attendances"], told, "attendances")


def _activities(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """A row a kind of activity: sums of four quarters."""
    year = span(truth.quarter - 3, truth.quarter)
    found = truth.community.indicators(
        by=("cluster",), only=("events", "attendances", "feedback_answers"), quarters=year
    )
    sums = found.groupby(["indicator", "cluster"])["value"].sum(min_count=1)
    events = truth.held.set_index("event")["cluster"]
    told = truth.community.indicators(
        by=("event",), only=("return_rate", "feedback_rating"), quarters=year
    )
    told = told.assign(cluster=told["event"].map(events))
    of_events = told.groupby(["indicator", "cluster"])[list(SIDES)].sum().stack().to_dict()
    yield (
        f"{len(rows)} kinds",
        len(rows)
        == len(truth.held.loc[truth.held["quarter"].isin(year), "cluster"].dropna().unique()),
    )
    for row in rows:
        cluster = next(
            id for id, each in CLUSTERS.items() if row["Activity"].startswith(each.label)
        )
        came = sums.get(("attendances", cluster))
        yield f"{row} events", row["Events"] == sums["events", cluster]
        yield f"{row} came", truth.fits(row["Attendances"], came, "attendances")
        for head, many, indicator in (
            ("Rating, 1 to 5", "Ratings", "feedback_rating"),
            (truth.community.measures["return_rate"].label, "Of attendances", "return_rate"),
        ):
            part, whole = (of_events.get((indicator, cluster, each), 0) for each in SIDES)
            yield f"{row} {head}", truth.fits(row[head], part / whole if whole else None, indicator)
            yield f"{row} {many}", row[many] == MARK or _near(truth, row[many] or 0, whole)
        each, drawn = row["Attendances an event"], row["Attendances"]
        if isinstance(each, float) and isinstance(drawn, float):
            yield f"{row} each", each >= drawn / row["Events"] - 1e-9


def _moves(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """Who moved where: rows add up to the levels of the quarter before, columns to those of this one."""
    levels = ("core", "active", "occasional", "peripheral", "dormant", "transactional")
    now = {each: truth.value(f"{each}_people") for each in levels}
    for level, there in now.items():
        told = [row[f"to {level}"] for row in rows if f"to {level}" in row]
        yield f"to {level} {told}", there is None or sum(each or 0 for each in told) == there
    for row in rows:
        level = str(next(iter(row.values()))).lower()
        if level in levels:
            before = truth.value(f"{level}_people", truth.quarter - 1)
            moved = sum(each or 0 for head, each in row.items() if head.startswith("to "))
            yield f"{row}", before is None or moved <= before


def _cohorts(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """A row a quarter's new people, and which share of them came in each quarter after it."""
    came = truth.came[truth.came["quarter"].le(truth.quarter)]
    people = came.groupby("quarter")["person"].agg(set)
    first = came.groupby("person")["quarter"].min()
    quarters = {label(each): each for each in people.index}
    yield f"{len(rows)} cohorts", len(rows) == first.nunique()
    for row in rows:
        began = quarters[row["First event in"]]
        new = set(first[first.eq(began)].index)
        yield f"{row} new", row["New people"] == len(new)
        exact = truth.value("new_attendees", began)
        yield f"{row} new", exact is None or row["New people"] == exact
        later = {int(head.split()[0]): cell for head, cell in row.items() if head.endswith("later")}
        for many, cell in later.items():
            again = len(new & people.get(began + many, set())) / len(new)
            told = began + many <= truth.quarter
            recorded = truth.value("attendances", began + many) if told else None
            right = again == 0 and not recorded if cell is None else abs(cell - again) < 1e-9
            yield f"{row} {many} later {again}", right


def _stations(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """A row an indicator that a story speaks of, its value and change as words."""
    ids = {each.label: id for id, each in truth.community.measures.items()}
    tables = truth.community.narrative_tables
    told = consented(tables["stories"], truth.audience)
    read = told.loc[~(told["collected_on"] > truth.quarter.end_time), "story"]
    happened = tables["segments"][tables["segments"]["status"].ne("aspired")]
    links = tables["links"].merge(happened[["story", "step"]], on=["story", "step"])
    links = links[links["story"].isin(read)]
    stories = links.groupby("indicator")["story"].nunique()
    for row in rows:
        id = ids[re.sub(r"^\d+\. ", "", row["Indicator"])]
        told = re.match(N, row[label(truth.quarter)])
        exact = truth.value(id)
        yield (
            f"{row}",
            (told is None) == (exact is None) and (told is None or truth.says(told[1], id)),
        )
        yield f"{row} stories", row["Stories that pass it"] == stories[id]
        if found := re.match(r"([+−])", row["Change"]):
            difference = exact - truth.value(id, truth.quarter - 1)
            yield f"{row} change", (found[1] == "+") == (difference > 0)
        if found := re.match(
            r"(?:about .*?points?|[\d,]+ to [\d,]+ (?:more|fewer))", row["Change"]
        ):
            difference = exact - truth.value(id, truth.quarter - 1)
            yield f"{row} change", truth.shared and _rounded(found[0], difference)


def _control(truth: Truth, chart: ReportFigure) -> Checked:
    """A control chart: its points are exact, and its words have the figures of its last point."""
    indicator, _, every = chart.id.removeprefix("control-").replace("-", "_").rpartition("_")
    measure = MEASURES[indicator]
    if every == "month":
        months = months_of(truth.community.quarters)
        rows = truth.community.indicators(only=(indicator,), quarters=months)
        exact = [each for each in rows["value"] if pd.notna(each)]
    else:
        exact = list(truth.parts(indicator, every, quarters=truth.community.quarters).values())
    points = [row[1] for row in chart.data.rows]
    for point in points:
        near = any(abs(point - each) < 1e-9 for each in exact) if point is not None else True
        yield f"{chart.id} {point}", near
    told = [row for row in chart.data.rows if row[1] is not None]
    if few := re.search(r"too few points to judge \((\d+); it takes 7\)", chart.title):
        yield chart.title, int(few[1]) == len(told) < 7
        return
    if not told:
        return
    last = told[-1]
    figures = re.findall(N, truth.masked(chart.title).split(", ")[0])
    yield chart.title, not figures or show(last[1], measure.unit) in chart.title
    told = re.search(rf"Mean {N}(.*)$", truth.masked(chart.subtitle))
    if told:
        yield chart.subtitle, told[1] == show(last[2], measure.unit)
        for limit in (last[3], last[4]):
            yield chart.subtitle, limit is None or show(limit, measure.unit) in told[2]


def _topics(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """A row a topic: sums of four quarters."""
    year = span(truth.quarter - 3, truth.quarter)
    only = ("events", "attendances", "return_rate")
    found = truth.community.indicators(by=("topic",), only=only, quarters=year)
    sums = found.groupby(["indicator", "topic"])[["value", *SIDES]].sum(min_count=1)
    for row in rows:
        topic = row["Topic"]
        yield f"{row} events", row["Events"] == sums.at[("events", topic), "value"]
        came = sums["value"].get(("attendances", topic))
        yield f"{row} came", truth.fits(row["Attendances"], came, "attendances")
        again = sums.loc[("return_rate", topic)] if row["Of attendances"] else None
        if again is not None:
            rate = again["numerator"] / again["denominator"]
            label = truth.community.measures["return_rate"].label
            yield f"{row} again", truth.fits(row[label], rate, "return_rate")


def _topic_clicks(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """A row a topic that links of the quarter's mailings lead to."""
    for row in rows:
        topic = row.pop("Topic")
        for head, cell in row.items():
            exact = truth.parts(MEASURE_LABELS[head], "topic").get(topic)
            yield f"{topic} {head}", truth.fits(cell, exact, MEASURE_LABELS[head])


def _topic_quarters(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """A row a quarter, a column a topic."""
    quarters = {label(each): each for each in span(truth.quarter - 12, truth.quarter)}
    for row in rows:
        quarter = quarters[row.pop("Quarter")]
        exact = truth.parts("attendances", "topic", quarters=span(quarter, quarter))
        for topic, cell in row.items():
            yield f"{quarter} {topic}", truth.fits(cell, exact.get(topic), "attendances")


def _feedback(truth: Truth, rows: list[dict[str, Any]]) -> Checked:
    """A row a kind of activity: sums of four quarters."""
    measured = {"Went well": "plus_remarks", "To change": "delta_remarks"}
    year = span(truth.quarter - 3, truth.quarter)
    only = ("feedback_rating", *measured.values())
    found = truth.community.indicators(by=("cluster",), only=only, quarters=year)
    sums = found.groupby(["indicator", "cluster"])[["value", *SIDES]].sum(min_count=1)
    clusters = {each.label: id for id, each in CLUSTERS.items()}
    for row in rows:
        cluster = clusters[row["Activity"]]
        rated = sums.loc[("feedback_rating", cluster)] if row["Ratings"] else None
        if rated is not None:
            yield f"{row} ratings", row["Ratings"] == rated["denominator"]
            mean = rated["numerator"] / rated["denominator"]
            yield f"{row} mean", abs(row["Mean, 1 to 5"] - mean) < 1e-9
        for head, indicator in measured.items():
            exact = sums["value"].get((indicator, cluster))
            known = None if exact is None or pd.isna(exact) else exact
            yield f"{row} {head}", row[head] == known


OWN_RULES: dict[str, Callable[[Truth, list[dict[str, Any]]], Checked]] = {
    "aims": _aims,
    "stakeholders": _stakeholders,
    "activities-table": _activities,
    "channels-table": _channels,
    "cohorts": _cohorts,
    "events-figure": _events,
    "events-table": _events,
    "feedback-activities": _feedback,
    "heard-table": _heard,
    "topics-clicks": _topic_clicks,
    "topics-figure": _topic_quarters,
    "topics-table": _topics,
    "feedback-table": _ratings,
    "levels-flow": _moves,
    "mailings-figure": _mailings,
    "mailings-table": _mailings,
    "months": _months,
    "stations": _stations,
    "wanted-table": _wanted,
}

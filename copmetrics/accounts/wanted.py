"""Who was not at each event of those whom the community wants there, and whose voices lead its events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from copmetrics.accounts.account import ReportCell, ReportColumn, ReportTable
from copmetrics.accounts.quarter_figures import InsideFigures, known_text
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words

__all__ = ["recognition_words", "silent_words", "wanted_table"]

SHOWN: Final = 6
"""So many names are shown in a sentence; how many more there are is said."""
KINDS: Final = ("organisation", "profession")
NOTE: Final = (
    "Of the organisations and professions in targets.csv: how many had somebody there, and which are not "
    "known to have had anybody. Events without a record of who came are left out."
)


def wanted_table(facts: InsideFigures) -> Iterator[ReportTable]:
    """Tell of each event of the quarter who of those wanted was there; nothing where nobody is wanted."""
    wanted = facts.community.tables["targets"][["kind", "name"]]
    held = _recorded(facts)
    if wanted.empty or held.empty:
        return
    there = _there(facts)
    every = list(wanted.itertuples(index=False, name=None))
    rows = tuple(
        _row(facts, event, every, there.get(event["event"], frozenset()))
        for event in held.to_dict("records")
    )
    columns = (
        ReportColumn("Event"),
        ReportColumn("Date", Unit.DAY),
        ReportColumn("Wanted and there", Unit.COUNT),
        ReportColumn("Wanted and not there"),
    )
    title = f"Who was at each event of {label(facts.quarter)}, of those we want to reach"
    yield ReportTable("wanted-table", title, columns, rows, (NOTE,), folded=True)


def _recorded(facts: InsideFigures) -> pd.DataFrame:
    """Return the quarter's events of which it is recorded who came, in their order."""
    held = facts.community.facts("events_held")
    here = held[held["quarter"].eq(facts.quarter) & held["attendance_known"].eq(1)]
    return here.sort_values(["starts_at", "event"])


def _there(facts: InsideFigures) -> dict[str, frozenset[tuple[str, str]]]:
    """Return of each event the kinds and names, as wanted, of whom somebody was there."""
    spelt = facts.community.facts("target_spellings")
    came = facts.community.facts("event_people")
    here = came[came["quarter"].eq(facts.quarter)]
    told = [
        here[["event", kind]]
        .rename(columns={kind: "spelling"})
        .merge(spelt[spelt["kind"].eq(kind)], on="spelling")
        for kind in KINDS
    ]
    met = pd.concat(told, ignore_index=True)
    return {
        str(event): frozenset(zip(those["kind"], those["name"], strict=True))
        for event, those in met.groupby("event")
    }


def _row(
    facts: InsideFigures,
    event: dict[str, object],
    wanted: Sequence[tuple[str, str]],
    there: frozenset[tuple[str, str]],
) -> tuple[ReportCell, ...]:
    absent = [name for kind, name in wanted if (kind, name) not in there]
    names = join_words(absent) if absent else "everybody wanted was there"
    day = facts.context.day(pd.Timestamp(event["starts_at"]).tz_localize("UTC"))
    return known_text(event["title"]), day, float(len(wanted) - len(absent)), names


def silent_words(facts: InsideFigures) -> str:
    """Name the professions that came in the year and of which nobody hosted; nothing where nobody did.

    Of organisations it is said of how many nobody did.
    """
    year, hosts = _year_and_hosts(facts)
    if hosts.empty:
        return ""
    silent = {kind: sorted(set(year[kind].dropna()) - set(hosts[kind].dropna())) for kind in KINDS}
    said = []
    if silent["profession"]:
        said.append(f"nobody from these professions hosted: {_some(silent['profession'])}")
    if silent["organisation"]:
        count = len(silent["organisation"])
        said.append(f"of the organisations that came there are {count} from which nobody hosted")
    return f"Whose voices lead: in the year {'; '.join(said)}." if said else ""


def recognition_words(facts: InsideFigures) -> str:
    """Name whom to thank: whose people hosted in the year, who releases time, who offers something."""
    _, hosts = _year_and_hosts(facts)
    stakes = facts.community.narrative_tables["stakeholders"].dropna(subset="stakeholder")
    said = (
        ("people of {} hosted in the year", sorted(set(hosts["organisation"].dropna()))),
        ("working time is released by {}", list(stakes.dropna(subset="releases")["stakeholder"])),
        ("help is offered by {}", list(stakes.dropna(subset="offers")["stakeholder"])),
    )
    parts = [words.format(_some(names)) for words, names in said if names]
    return f"Whom to thank: {'; '.join(parts)}." if parts else ""


def _year_and_hosts(facts: InsideFigures) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return who came in the year that ends with the quarter, and who of them hosted."""
    community = facts.community
    window = community.settings.participation.window_quarters
    came = community.facts("event_people")
    year = came[came["quarter"].between(facts.quarter - window + 1, facts.quarter)]
    return year, year.merge(community.facts("person_hosted_events")[["event", "attendee"]])


def _some(names: Sequence[str]) -> str:
    """Name some, and say how many more there are."""
    more = len(names) - SHOWN
    return join_words([*names[:SHOWN], *([f"{more} more"] if more > 0 else [])])

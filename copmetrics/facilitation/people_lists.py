"""The lists of people for the facilitators alone: pseudonyms, or names where they are asked for."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Final

import pandas as pd

from copmetrics.accounts.account import ReportCell, ReportColumn, ReportTable
from copmetrics.accounts.quarter_figures import known_text
from copmetrics.facilitation.interviews import interviews, other_sheets
from copmetrics.facilitation.week import Week
from copmetrics.facilitation.whom_to_interview import OFTEN
from copmetrics.facilitation.words import (
    PeopleList,
    as_far_words,
    in_words,
    iso,
    months_words,
    often_words,
    on_day,
    past_words,
    past_year_words,
    quarters_words,
    span_words,
)
from copmetrics.framework.mailings import HowLeft
from copmetrics.units import Unit, join_words

__all__ = ["lists_of_people"]

FOR = (
    "RESTRICTED: {what} of {community}, by {by}. For its facilitators only: "
    "do not pass on, and delete after use."
)
HOW: Final[Mapping[str, str]] = {
    HowLeft.UNSUBSCRIBED: "unsubscribed: do not add again",
    HowLeft.CLEANED: "cleaned after bounces",
    HowLeft.MISSING: "no longer in the export",
}
"""How somebody left the mailing list, in words."""
NO_STORY: Final[Mapping[str, str]] = {
    "new_organisation": "no story is known to be of their organisation",
    "new_profession": "no story is known to be of their profession",
}
"""Why somebody's story is wanted besides, in words."""
SAID: Final = (
    ReportColumn("What they changed, in their words"),
    ReportColumn("Said on", Unit.DAY),
    ReportColumn("Said of"),
)
NO_WORDS: Final = "(said yes, and not what)"


def lists_of_people(week: Week, names: pd.DataFrame | None = None) -> tuple[ReportTable, ...]:
    """Return one table a list; `names` has `person`, `name` and `address` where they are shown.

    The first line of each says what it is and for whom.
    """
    known = {} if names is None else names.set_index("person").to_dict("index")
    lists = (_joiners, _to_ask, _not_returned, _not_on_list, _to_interview)
    return tuple(each(week, known, names is not None) for each in lists)


Known = Mapping[Hashable, Mapping[str, str | None]]


def _who(named: bool) -> tuple[ReportColumn, ...]:
    return (ReportColumn("Name"), ReportColumn("Address")) if named else (ReportColumn("Person"),)


def _said(person: str, known: Known, named: bool) -> tuple[ReportCell, ...]:
    if not named:
        return (person,)
    told = known.get(person, {})
    return known_text(told.get("name")) or person, known_text(told.get("address"))


def _table(
    week: Week,
    sheet: PeopleList,
    what: str,
    columns: tuple[ReportColumn, ...],
    rows: list[tuple[ReportCell, ...]],
    named: bool,
    note: str,
) -> ReportTable:
    by = "name and address" if named else "pseudonym"
    title = FOR.format(what=what, by=by, community=week.community.settings.name)
    return ReportTable(str(sheet), title, columns, tuple(rows), (note,))


def _joiners(week: Week, known: Known, named: bool) -> ReportTable:
    columns = (
        *_who(named),
        ReportColumn("Organisation"),
        ReportColumn("Profession"),
        ReportColumn("Joined", Unit.DAY),
        ReportColumn("Reason for joining, in their words"),
    )
    rows = [
        (
            *_said(row["person"], known, named),
            known_text(row["organisation"]),
            known_text(row["profession"]),
            iso(row["joined_at"], week),
            known_text(row["reason"]),
        )
        for row in week.joiners.people.to_dict("records")
    ]
    note = f"Joined the mailing list since {on_day(week.since, week)} and on it still."
    return _table(week, PeopleList.JOINERS, "new joiners", columns, rows, named, note)


def _to_ask(week: Week, known: Known, named: bool) -> ReportTable:
    columns = (
        *_who(named),
        ReportColumn("Organisation"),
        ReportColumn("Profession"),
        ReportColumn("Takes part"),
        ReportColumn("Last seen", Unit.DAY),
        ReportColumn("Last event"),
        ReportColumn("What they come to"),
        ReportColumn(f"Hosted or spoke, {past_year_words(week)}"),
        ReportColumn("On the list"),
    )
    rows = [
        (
            *_said(row["person"], known, named),
            known_text(row["organisation"]),
            known_text(row["profession"]),
            row["level"],
            iso(row["last_at"], week),
            row["last_event"],
            row["habit"],
            known_text(row["hosted"]),
            _standing(row["person"], week),
        )
        for row in week.to_ask.to_dict("records")
    ]
    note = (
        f"The core group, and active members who came in {often_words(week)}, in the order "
        "in which they were last seen: no ranking."
    )
    return _table(week, PeopleList.TO_ASK, "members to ask", columns, rows, named, note)


def _standing(person: str, week: Week) -> str:
    """Say whether somebody is on the mailing list, so that one letter is enough."""
    if not week.lists_members:
        return "not known"
    if person in week.on_list:
        return "yes"
    left = week.left_list.get(person)
    return "no: invite them" if left is None else f"no, {HOW[left]}"


def _not_returned(week: Week, known: Known, named: bool) -> ReportTable:
    columns = (
        *_who(named),
        ReportColumn("Organisation"),
        ReportColumn("Profession"),
        ReportColumn("Last seen", Unit.DAY),
        ReportColumn("Last event"),
        ReportColumn("Events held since", Unit.EVENTS),
        ReportColumn("What they used to come to"),
    )
    starts = week.recorded_events["starts_at"]
    rows = [
        (
            *_said(row["person"], known, named),
            known_text(row["organisation"]),
            known_text(row["profession"]),
            iso(row["last_at"], week),
            row["last_event"],
            int((starts > row["last_at"]).sum()),
            row["habit"],
        )
        for row in week.not_returned.to_dict("records")
    ]
    rules = week.rules
    note = (
        f"On the list, came in the {span_words(rules.came_quarters)} before, and to nothing in the last "
        f"{quarters_words(rules.quiet_quarters)}{as_far_words(week)}. Events of which nobody knows who came "
        "are not counted. People have their reasons: ask, do not chase."
    )
    return _table(
        week, PeopleList.NOT_RETURNED, "members who have not returned", columns, rows, named, note
    )


def _not_on_list(week: Week, known: Known, named: bool) -> ReportTable:
    columns = (
        *_who(named),
        ReportColumn("Organisation"),
        ReportColumn("First event"),
        ReportColumn("First seen", Unit.DAY),
        ReportColumn("Last event"),
        ReportColumn("Last seen", Unit.DAY),
        ReportColumn("Known by"),
        ReportColumn("Left the list", Unit.DAY),
        ReportColumn("How"),
    )
    rows = [
        (
            *_said(row["person"], known, named),
            known_text(row["organisation"]),
            row["first_event"],
            iso(row["first_at"], week),
            row["last_event"],
            iso(row["last_at"], week),
            row["certainty"],
            iso(row["left_at"], week),
            HOW.get(row["how_left"], ""),
        )
        for row in week.not_on_list.to_dict("records")
    ]
    note = (
        f"Came in the {past_words(week)}. Known by name only: may be on the list under an address."
    )
    return _table(
        week,
        PeopleList.NOT_ON_LIST,
        "people at events and not on the list",
        columns,
        rows,
        named,
        note,
    )


def _to_interview(week: Week, known: Known, named: bool) -> ReportTable:
    found, sheets = interviews(week), other_sheets(week)
    said = SAID if "changed" in found else ()
    columns = (
        *_who(named),
        ReportColumn("Organisation"),
        ReportColumn("Profession"),
        *said,
        ReportColumn("Last seen", Unit.DAY),
        ReportColumn("Last event"),
        ReportColumn("What they come to"),
        ReportColumn("Why also"),
    )
    rows = [
        (
            *_said(row["person"], known, named),
            known_text(row["organisation"]),
            known_text(row["profession"]),
            *(_changed(row) if said else ()),
            iso(row["last_at"], week),
            known_text(row["last_event"]),
            known_text(row["habit"]),
            _why_also(row, sheets.get(row["person"], [])) or None,
        )
        for row in found.to_dict("records")
    ]
    first = (
        f"Said in a feedback form of the past {months_words(week.rules.months)} that they changed something; "
        "then, who came"
    )
    note = (
        f"{first if said else 'Came'} to {in_words(OFTEN)} events or more in the {past_words(week)}. No "
        "story is known to be theirs: who told one under another name may be here. In the order in which "
        "they were last seen: no ranking. Nobody owes a story."
    )
    return _table(
        week, PeopleList.TO_INTERVIEW, "people to ask for a story", columns, rows, named, note
    )


def _changed(row: Mapping[Hashable, object]) -> tuple[ReportCell, ...]:
    """Return what somebody changed in their words, when they said so, and of which event."""
    day = row["said_on"]
    said_on = day.date().isoformat() if isinstance(day, pd.Timestamp) else None
    words = known_text(row["changed"]) or (said_on and NO_WORDS)
    return words, said_on, known_text(row["said_of"])


def _why_also(row: Mapping[Hashable, object], sheets: Sequence[str]) -> str:
    """Say why somebody's story is wanted besides, and on which other sheets they are."""
    wanted = [words for which, words in NO_STORY.items() if row[which]]
    often = ["came often"] if row["came_often"] and pd.notna(row.get("said_on")) else []
    also = [f"on the sheet {join_words([f'“{each}”' for each in sheets])} too"] if sheets else []
    return "; ".join([*often, *wanted, *also])

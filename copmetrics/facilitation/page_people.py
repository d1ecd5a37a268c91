"""Whom to welcome, ask, write to and invite, in numbers: sections of Monday's page."""

from __future__ import annotations

from copmetrics.accounts.account import Paragraph, ReportBlock, ReportColumn, ReportTable, Section
from copmetrics.facilitation.interviews import how_many_changed
from copmetrics.facilitation.missing_organisations import Missing
from copmetrics.facilitation.week import Week
from copmetrics.facilitation.who_to_contact import came_to
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
    people_file,
    span_words,
)
from copmetrics.framework.levels import Level
from copmetrics.identity.directory import Certainty
from copmetrics.measures.base import Source
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words, show

__all__ = [
    "ask_section",
    "joiners_section",
    "missing_section",
    "no_list",
    "outside_section",
    "quiet_section",
]


def no_list(week: Week) -> str:
    """Say why nobody is known to be on the mailing list: no export of it, or one that names nobody."""
    if Source.MEMBERS in week.community.coverage.unplaced:
        return "The export of the mailing list in the folder names nobody who was ever on it"
    return "No export of the mailing list is in the folder"


def _unknown(week: Week) -> Paragraph:
    return Paragraph(f"{no_list(week)}, so this is not known.")


def _who(week: Week, sheet: PeopleList) -> str:
    return f"Who they are: sheet “{sheet}” of the restricted {people_file(week)}."


def joiners_section(week: Week) -> Section:
    """Tell how many joined, and how many said why."""
    title, found = "New on the list", week.joiners
    exported = week.community.coverage.exports["exported_at"].max()
    if not found.known and not week.lists_members:
        return Section("joiners", title, (_unknown(week),))
    if found.known_to is None:
        words = (
            f"Not known: the last date in the newest export of the list is {on_day(exported, week)}. "
            "Export it again to see who joined since."
        )
        return Section("joiners", title, (Paragraph(words),))
    until = "" if found.known_to == week.until else f" (as far as {on_day(found.known_to, week)})"
    count = len(found.people)
    words = f"{Unit.PEOPLE.of(count)} joined since {on_day(week.since, week)}{until}"
    if count:
        words += f", and {found.gave_reason} of them said why. {_who(week, PeopleList.JOINERS)}"
    return Section("joiners", title, (Paragraph(words.rstrip(".") + "."),))


def ask_section(week: Week) -> Section:
    """Tell how many members there are to ask: the core group and the active."""
    found = week.to_ask
    levels, hosted = found["level"].value_counts(), int(found["hosted"].notna().sum())
    words = "Nobody has taken part for long enough to be in this list."
    core = int(levels.get(Level.CORE, 0))
    if len(found):
        words = (
            f"{Unit.PEOPLE.of(core)} at the core, who {'keeps' if core == 1 else 'keep'} hosting or "
            f"{'comes' if core == 1 else 'come'} to {_offered(week)}, and "
            f"{int(levels.get(Level.ACTIVE, 0))} who came in {often_words(week)}. "
            f"{hosted} of them hosted or spoke in the {past_words(week)}. "
            f"{_who(week, PeopleList.TO_ASK)}"
        )
    return Section("ask", "Members to ask", (Paragraph(words), *_stories(week)))


def _stories(week: Week) -> tuple[Paragraph, ...]:
    """Tell how many others might be asked for a story."""
    told = [*_who_came_often(week), *_who_changed(week)]
    if not told:
        return ()
    return (Paragraph(f"For a story: {' '.join(told)} {_who(week, PeopleList.TO_INTERVIEW)}"),)


def _who_came_often(week: Week) -> list[str]:
    """Tell how many came often and told no story, if any did."""
    found = week.to_interview
    if found.empty:
        return []
    wanted = int((found["new_organisation"] | found["new_profession"]).sum())
    be = "is" if wanted == 1 else "are"
    also = (
        f"; {wanted} of them {be} of an organisation or profession that no story is known to be of"
        if wanted
        else ""
    )
    return [
        f"{Unit.PEOPLE.of(len(found))} on no other list came to {in_words(OFTEN)} events or "
        f"more in the {past_words(week)} and told none that is known to be theirs{also}."
    ]


def _who_changed(week: Week) -> list[str]:
    """Tell how many people said that they changed something, if any did: whoever they are."""
    count = how_many_changed(week)
    if not count:
        return []
    return [
        f"{Unit.PEOPLE.of(count)} said in feedback forms of the past {months_words(week.rules.months)} that "
        "they changed something; listed are those who told no story that is known to be theirs."
    ]


def _offered(week: Week) -> str:
    """Say what the core comes to, of what it could have come to."""
    share = week.community.settings.participation.core_share
    return f"{'half' if share == 0.5 else show(share, Unit.SHARE)} of what is offered"


def quiet_section(week: Week) -> Section:
    """Tell how many members have not returned for a while, and what they used to come to."""
    title = "Not returned for a while"
    if not week.lists_members:
        return Section("quiet", title, (_unknown(week),))
    if (since := week.recorded_since) is not None:
        words = f"Not known: the records of who came begin in {label(since)}."
        return Section("quiet", title, (Paragraph(words),))
    newest, came = week.recorded_quarter - week.rules.quiet_quarters, week.rules.came_quarters
    first = f"from {label(newest - came + 1)} to " if came > 1 else ""
    count = len(week.not_returned)
    words = (
        f"{Unit.PEOPLE.of(count)} on the list came in the {span_words(came)} {first}"
        f"{label(newest)} and to nothing since{as_far_words(week)}."
    )
    blocks: list[ReportBlock] = [
        Paragraph(f"{words} {_who(week, PeopleList.NOT_RETURNED)}" if count else words)
    ]
    if count:
        used = came_to(week.frames["visits"], week.not_returned["person"])
        rows = tuple((row["activity"], row["people"]) for row in used.to_dict("records"))
        columns = (ReportColumn("Learning activity"), ReportColumn("People", Unit.PEOPLE))
        blocks.append(
            ReportTable(
                "quiet-table",
                "What they used to come to",
                columns,
                rows,
                ("Somebody who came to several is in each.",),
                folded=True,
            )
        )
    return Section("quiet", title, tuple(blocks))


def outside_section(week: Week) -> Section:
    """Tell how many came and are not on the list."""
    title, found = "Came, and not on the list", week.not_on_list
    if not week.lists_members:
        return Section("outside", title, (_unknown(week),))
    left, by_name = found["left_at"].notna(), found["certainty"].eq(Certainty.NAME)
    be = "is" if len(found) == 1 else "are"
    words = f"{Unit.PEOPLE.of(len(found))} came in the {past_words(week)} and {be} not on the list"
    words += ", those to ask aside" if len(week.to_ask) and len(found) else ""
    if len(found):
        never = int((~left).sum())
        words += (
            f": {never} never {'was' if never == 1 else 'were'}, {int(left.sum())} left it "
            f"(who unsubscribed is not to be added again). {_by_name_alone(int(by_name.sum()))}"
            f"{_who(week, PeopleList.NOT_ON_LIST)}"
        )
    return Section("outside", title, (Paragraph(words.rstrip(".") + "."),))


def _by_name_alone(count: int) -> str:
    """Say of how many who came only a name is known; nothing of none."""
    if not count:
        return ""
    return f"Of {count} only a name is known, and they may be on the list under an address. "


def missing_section(week: Week) -> Section:
    """List the organisations, and the professions wanted, that are at no event."""
    title, found = "Organisations that are missing", week.missing
    blocks: list[ReportBlock] = []
    if found.empty:
        blocks.append(
            Paragraph(f"Every organisation known was at an event in the {past_words(week)}.")
        )
    else:
        blocks.append(_missing_table(week))
    if week.missing_professions:
        names = join_words(week.missing_professions)
        blocks.append(Paragraph(f"Wanted, and at no event either: {names}."))
    return Section("missing", title, tuple(blocks))


def _missing_words(why: Missing, week: Week) -> str:
    """Say what is known of an organisation that is missing."""
    match why:
        case Missing.CAME_BEFORE:
            return f"came before, not in the {past_words(week)}"
        case Missing.LISTED:
            return "on the list, never at an event"
        case Missing.WANTED:
            return "wanted, and neither on the list nor at an event"


def _missing_table(week: Week) -> ReportTable:
    rows = tuple(
        (
            row["organisation"],
            _missing_words(Missing(row["missing"]), week),
            "yes" if row["listed"] else "no",
            iso(row["last_at"], week),
        )
        for row in week.missing.to_dict("records")
    )
    columns = (
        ReportColumn("Organisation"),
        ReportColumn("What is known"),
        ReportColumn("On the list"),
        ReportColumn("Last at an event", Unit.DAY),
    )
    return ReportTable("missing-table", f"At no event in the {past_words(week)}", columns, rows)

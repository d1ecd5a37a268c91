"""What happened, thanks, and what comes next: the account that members and the public read."""

from __future__ import annotations

from collections.abc import Iterator

from copmetrics.accounts.account import (
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.alike_names import may_be_one
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.milestones import milestones_to_come
from copmetrics.accounts.outputs_kept import outputs_words
from copmetrics.accounts.quarter_figures import QuarterFigures, known_text
from copmetrics.accounts.stories import hopes
from copmetrics.accounts.unknowns import to_collect
from copmetrics.framework.audiences import Audience
from copmetrics.framework.basis import Basis
from copmetrics.quarters import label, months
from copmetrics.units import Unit, capitalised, show

__all__ = [
    "TOLD_TO_MEMBERS",
    "happened_section",
    "next_section",
    "opening_words",
    "thanks_section",
    "what_is_next",
]

TOLD_TO_MEMBERS = 2
"""So many stories members read in full, unless somebody chose more."""
HOPES = 3
"""How many hopes are told: the soonest ones."""


def opening_words(facts: QuarterFigures) -> str:
    """Say in a few sentences what the quarter was, without a rate or a comparison."""
    events = facts.value("events")
    opening = f"In {label(facts.quarter)} ({months(facts.quarter)})"
    if not events:
        return f"{opening} no event was held." if events == 0 else f"{opening}: not known."
    came = (
        f" {capitalised(_who_came(facts))} came{_first_time(facts)}."
        if facts.cell("unique_attendees") is not None and not facts.nobody_is_named
        else " None of those who came gave a name."
        if facts.nobody_is_named
        else ""
    )
    return f"{opening} the community met {_times(events)}.{came}{_on_the_list(facts)}"


def _first_time(facts: QuarterFigures) -> str:
    """Say how many came for the first time, where records are old enough to tell and it is shown.

    Rounded by itself it may be more than all who came.
    """
    new, all_ = facts.value("new_attendees"), facts.value("unique_attendees")
    basis = facts.by_key[facts.quarter, "new_attendees"]["basis"]
    if not new or not all_ or new > all_ or basis in (Basis.ESTIMATE, Basis.LOWER_BOUND):
        return ""
    return f", {facts.hedge('new_attendees')}{show(new, Unit.PEOPLE)} of them for the first time"


def _on_the_list(facts: QuarterFigures) -> str:
    """Say how many people the community writes to, where that is known and shown."""
    members = facts.value("list_members")
    if not members:
        return ""
    verb = "is" if members == 1 else "are"
    told = f"{facts.hedge('list_members')}{Unit.PEOPLE.of(members)} {verb} on its mailing list"
    return f" {capitalised(told)}."


def _times(events: float) -> str:
    return {1: "once", 2: "twice"}.get(int(events), f"{int(events)} times")


def _who_came(facts: QuarterFigures) -> str:
    """Say how many people came, and from how many organisations, each as sure as it is.

    Of people who gave no name only their attendances are known, of organisations that nobody named nothing.
    """
    if facts.nobody_is_named:
        return f"{facts.said('attendances')} of people who gave no name"
    people, organisations = "unique_attendees", "organisations_attending"
    told = [f"{facts.hedge(people)}{facts.said(people)}"]
    if facts.value(organisations):
        doubt = may_be_one(facts.alike.get(organisations, 0))
        told.append(f"{facts.hedge(organisations)}{facts.said(organisations)}{doubt}")
    return " from ".join(told)


def thanks_section(evidence: AudienceEvidence) -> Section:
    """Thank those who came, and those who told a story."""
    facts = evidence.facts
    told, here = len(evidence.matrix.rows), len(evidence.chosen(TOLD_TO_MEMBERS))
    read = "may be heard at a meeting" if not here else "may be read here or heard at a meeting"
    read += f", {here} of them here" if 0 < here < told else ""
    stories = (
        f" Thank you to everybody who told how it went: {Unit.STORIES.of(told)} {read}."
        if told
        else ""
    )
    people = facts.cell("unique_attendees")
    words = (
        f"Thank you to all who came: {_who_came(facts)}."
        if people is not None and not facts.withheld("unique_attendees")
        else "Thank you to all who came."
    )
    ask = (
        " Has something you took from here made a difference, or failed to? Tell us: a story need "
        "not be a success, and you decide who reads it."
    )
    return Section("thanks", "Thank you", (Paragraph(words + stories + ask),))


def happened_section(facts: QuarterFigures) -> Section:
    """List the quarter's events, without counting anybody."""
    context = facts.context
    events = context.events[~context.events["cancelled"].fillna(False)]
    local = events["starts_at"].dt.tz_convert(context.timezone).dt.tz_localize(None)
    here = events[
        local.between(facts.quarter.start_time, facts.quarter.end_time)
        & events["starts_at"].le(context.as_of)
    ]
    title = f"What happened in {label(facts.quarter)}"
    if here.empty:
        return Section("happened", title, (Paragraph("No event was held."),))
    columns = (ReportColumn("Event"), ReportColumn("Date", Unit.DAY), ReportColumn("Where"))
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (known_text(row["title"]), context.day(row["starts_at"]), known_text(row["format"]))
        for row in here.sort_values("starts_at").to_dict("records")
    )
    table = ReportTable("happened-table", "Events", columns, rows).without_empty("Where")
    return Section("happened", title, (table, *outputs_words(facts)))


def next_section(evidence: AudienceEvidence) -> tuple[Section, ...]:
    """Tell what comes next, as far as the first page has no room for it."""
    blocks: list[ReportBlock] = [*evidence.editor.about("next")]
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(_coming(evidence))
    if rows:
        columns = (ReportColumn("Event"), ReportColumn("Date", Unit.DAY), ReportColumn("Where"))
        coming = ReportTable("coming", "Events to come", columns, rows)
        blocks.append(coming.without_empty("Where"))
    return (Section("next", "Coming up", tuple(blocks)),) if blocks else ()


def what_is_next(evidence: AudienceEvidence) -> tuple[str, ...]:
    """List what comes next: events, soonest first; what is to be reached; then what members hope for, or
    what leaders have to do.
    """
    events = tuple(_on_its_day(title or "", day) for title, day, _ in _coming(evidence))
    hoped = hopes(evidence).rows
    if evidence.audience in (Audience.MEMBERS, Audience.PUBLIC):
        return (*events, *(f"Somebody hopes: {text}" for _, text, *_ in hoped[:HOPES]))
    collected = (f"To collect: {each}" for each in to_collect(evidence))
    asked = (
        f"To ask again on {show(day, Unit.DAY)}: what became of '{title}'"
        for title, _, _, day, is_over in hoped
        if day and not is_over
    )
    stones = milestones_to_come(evidence.facts)
    return (*events, *stones, *collected, *dict.fromkeys(asked))


def _on_its_day(title: str, day: str | None) -> str:
    """Name an event with its day, which its title may have already."""
    said = show(day, Unit.DAY)
    return title if said in title else f"{title}, {said}"


def _coming(evidence: AudienceEvidence) -> Iterator[tuple[str | None, str | None, str | None]]:
    """Go through the events that are listed and have not begun: title, day and where."""
    context = evidence.facts.context
    events = context.events[~context.events["cancelled"].fillna(False)]
    coming = events[events["starts_at"] > context.as_of].sort_values("starts_at")
    for row in coming.to_dict("records"):
        yield known_text(row["title"]), context.day(row["starts_at"]), known_text(row["format"])

"""What happened, thanks, and what comes next: the account that members and the public read."""

from __future__ import annotations

from copmetrics.accounts.account import (
    Listing,
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.quarter_figures import QuarterFigures, known_text
from copmetrics.accounts.stories import hopes
from copmetrics.quarters import label, months
from copmetrics.units import Unit

__all__ = ["happened_section", "next_section", "opening_words", "thanks_section"]

HOPES = 3
"""How many hopes are told: the soonest ones."""


def opening_words(facts: QuarterFigures) -> str:
    """Say in two sentences what the quarter was, without a rate or a comparison."""
    events = facts.value("events")
    opening = f"In {label(facts.quarter)} ({months(facts.quarter)})"
    if not events:
        return f"{opening} no event was held." if events == 0 else f"{opening}: not known."
    came = (
        f" {_sentence(_who_came(facts))} came."
        if facts.cell("unique_attendees") is not None and not facts.nobody_is_named
        else " None of those who came gave a name."
        if facts.nobody_is_named
        else ""
    )
    return f"{opening} the community met {_times(events)}.{came}"


def _times(events: float) -> str:
    return {1: "once", 2: "twice"}.get(int(events), f"{int(events)} times")


def _who_came(facts: QuarterFigures) -> str:
    """Say how many people came, and from how many organisations, each as sure as it is.

    Of people who gave no name only their attendances are known, of organisations that nobody named nothing.
    """
    if facts.nobody_is_named:
        return f"{facts.said('attendances')} of people who gave no name"
    told = (
        f"{facts.least(each)}{facts.said(each)}"
        for each in ("unique_attendees", "organisations_attending")
        if facts.cell(each) or each == "unique_attendees"
    )
    return " from ".join(told)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def thanks_section(evidence: AudienceEvidence) -> Section:
    """Thank those who came, and those who told a story."""
    facts = evidence.facts
    told = len(evidence.matrix.rows)
    stories = (
        f" Thank you to everybody who told how it went: {Unit.STORIES.of(told)} may be read here "
        "or heard at a meeting."
        if told
        else ""
    )
    people = facts.cell("unique_attendees")
    words = (
        f"Thank you to all who came: {_who_came(facts)}."
        if people is not None
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
    return Section("happened", title, (ReportTable("happened-table", title, columns, rows),))


def next_section(evidence: AudienceEvidence) -> Section:
    """Tell what comes next: the events that are listed already, and what members hope for."""
    context = evidence.facts.context
    events = context.events[~context.events["cancelled"].fillna(False)]
    coming = events[events["starts_at"] > context.as_of].sort_values("starts_at")
    blocks: list[ReportBlock] = [*evidence.editor.about("next")]
    if len(coming):
        columns = (ReportColumn("Event"), ReportColumn("Date", Unit.DAY), ReportColumn("Where"))
        rows: tuple[tuple[ReportCell, ...], ...] = tuple(
            (known_text(row["title"]), context.day(row["starts_at"]), known_text(row["format"]))
            for row in coming.to_dict("records")
        )
        blocks.append(ReportTable("coming", "Coming up", columns, rows))
    hoped = hopes(evidence)
    if hoped.rows:
        told = tuple(str(row[1]) for row in hoped.rows[:HOPES])
        blocks.append(Listing("What members hope to tell next", told))
    if not blocks:
        blocks.append(Paragraph("Nothing is listed yet."))
    return Section("next", "What is next", tuple(blocks))

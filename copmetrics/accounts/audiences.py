"""The four accounts: what each audience is told, in which order, at what length, in which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from copmetrics.accounts.account import Account, Commentary, Paragraph, ReportBlock, Section
from copmetrics.accounts.activities import activities_section
from copmetrics.accounts.audience_evidence import Value
from copmetrics.accounts.data_notes import data_notes
from copmetrics.accounts.feedback import feedback_section
from copmetrics.accounts.headlines import headlines
from copmetrics.accounts.mailing_list import mailing_list
from copmetrics.accounts.matrix import matrix_section, picture_section, table_section
from copmetrics.accounts.own_indicators import own_section
from copmetrics.accounts.participation import participation_section
from copmetrics.accounts.people import people
from copmetrics.accounts.plan import constituencies_section, plan_section
from copmetrics.accounts.reach import (
    months_section,
    organisations_words,
    professions,
    quiet_organisations,
    reach_section,
)
from copmetrics.accounts.restatements import restatements
from copmetrics.accounts.so_far import SO_FAR
from copmetrics.accounts.stories import hopes_section, narratives, stories_section
from copmetrics.accounts.summary import summary
from copmetrics.accounts.thanks import (
    happened_section,
    next_section,
    opening_words,
    thanks_section,
)
from copmetrics.accounts.trends import control_section
from copmetrics.accounts.unknowns import sources_section, unknown_section
from copmetrics.quarters import label, months
from copmetrics.units import Unit
from copmetrics.value.stories import Standing

__all__ = ["ACCOUNTS", "audience_account"]

ROUNDED: Final = (
    "Counts of people are rounded to the nearest 5 and small ones shown as [c], so that nobody "
    "can be recognised."
)


@dataclass(frozen=True)
class Told:
    """One audience's account: what it is called, its first paragraph, its sections."""

    kind: str
    summary: Callable[[Value], str]
    sections: Callable[[Value], Sequence[Section]]


def audience_account(
    value: Value, *, published: Sequence[Mapping[str, Any]] = (), stamp: str = ""
) -> Account:
    """Put one audience's account together; `published` are manifests of its earlier reports."""
    facts = value.facts
    told = ACCOUNTS[value.audience]
    restated = restatements(facts.community, facts.values, published)
    return Account(
        community=facts.community.settings.name,
        quarter=label(facts.quarter),
        months=months(facts.quarter),
        audience=value.audience,
        kind=told.kind,
        summary=told.summary(value),
        opening=value.words("summary"),
        sections=tuple(_with_words(value, each) for each in told.sections(value)),
        so_far=facts.so_far,
        stamp=stamp,
        alerts=((SO_FAR,) if facts.so_far else ()) + restated,
    )


def _with_words(value: Value, section: Section) -> Section:
    """Open a section with the editor's words for it, unless it has them already."""
    if any(isinstance(each, Commentary) for each in section.blocks):
        return section
    return replace(section, blocks=(*value.words(section.id), *section.blocks))


def _sponsors(value: Value) -> Sequence[Section]:
    facts = value.facts
    lead = (
        "Each is told in the words of whoever told it, with the cycle of value that each part "
        "speaks of, and with their consent."
    )
    appendix = (
        Section("professions", "Appendix: who took part, by profession", professions(facts)),
        activities_section(facts),
        own_section(facts),
        table_section(value),
        hopes_section(value),
        sources_section(value),
    )
    return (
        headlines(facts, cards=False),
        months_section(facts),
        reach_section(facts),
        picture_section(value),
        stories_section(value, value.chosen(2), "Stories in full", lead),
        unknown_section(value),
        *(replace(section, appendix=True) for section in appendix if section.blocks),
    )


def _leaders(value: Value) -> Sequence[Section]:
    facts = value.facts
    collected = [
        row
        for row in value.matrix.rows
        if value.record(row.story)["collected_on"] >= facts.quarter.start_time
    ]
    came = people(facts)
    more: list[ReportBlock] = [*narratives(value)]
    own = Section(
        "narratives",
        "What taking part changes",
        tuple(more) or (Paragraph("No personal narrative has been collected."),),
    )
    return (
        headlines(facts),
        own_section(facts),
        *([] if facts.is_shared else [control_section(facts)]),
        activities_section(facts),
        feedback_section(facts),
        Section(came.id, came.title, (*came.blocks, quiet_organisations(facts))),
        *([] if facts.is_shared else [participation_section(facts)]),
        mailing_list(facts),
        matrix_section(value),
        stories_section(
            value,
            collected,
            f"Stories collected in {label(facts.quarter)}",
            instead=_none_new(value),
        ),
        hopes_section(value),
        own,
        plan_section(value),
        constituencies_section(value),
        sources_section(value) if facts.is_shared else data_notes(facts),
    )


def _none_new(value: Value) -> str:
    """Say why no story is told in full: none is of the quarter, or it is not known when."""
    undated = sum(pd.isna(value.record(row.story)["collected_on"]) for row in value.matrix.rows)
    none = f"No story is known to have been collected in {label(value.facts.quarter)}."
    if not undated:
        return none
    does = "does not say when it was" if undated == 1 else "do not say when they were"
    return f"{none} {Unit.STORIES.of(undated).capitalize()} of the matrix {does}."


def _members(value: Value) -> Sequence[Section]:
    return (
        stories_section(value, _inspiring(value, 2), "Stories from the community"),
        thanks_section(value),
        happened_section(value.facts),
        next_section(value),
        Section("data", "About the numbers", (Paragraph(_about(value)),)),
    )


def _public(value: Value) -> Sequence[Section]:
    return (
        stories_section(value, value.chosen(2), "Stories from the community"),
        happened_section(value.facts),
        Section("reach", "Who took part", (organisations_words(value.facts),)),
        Section("data", "About the numbers", (Paragraph(_about(value)),)),
    )


def _inspiring(value: Value, most: int) -> Sequence[Any]:
    """Choose for members: the newest that happened, one of them applied, if there is one."""
    newest = value.stories.set_index("story")["collected_on"]
    happened = [row for row in value.matrix.rows if row.journey.standing is not Standing.ASPIRATION]
    ordered = sorted(happened, key=lambda row: row.story)
    ordered.sort(key=lambda row: newest[row.story], reverse=True)
    applied = next(
        (row for row in ordered if row.journey.stops_at in ("applied", "realized")), None
    )
    rest = [row for row in ordered if row is not applied]
    return ([applied] if applied else []) + rest[: most - bool(applied)]


def _about(value: Value) -> str:
    rounded = f" {ROUNDED}" if value.facts.is_shared else ""
    return f"The numbers come from the community's own records.{rounded} Nobody is named."


def _contribution(value: Value) -> str:
    """Say what the stories add to the numbers, without claiming a cause."""
    reported = [row for row in value.matrix.rows if row.journey.standing is not Standing.ASPIRATION]
    if not reported:
        return "No story of what members did with it has been collected yet."
    whole = sum(row.journey.standing is not Standing.PARTIAL for row in reported)
    return (
        f"{Unit.STORIES.of(len(reported)).capitalize()} from members tell how the community "
        f"contributed to changes in practice; {whole} of them {'goes' if whole == 1 else 'go'} all "
        "the way from an activity to what came of it."
    )


def _told_to_sponsors(value: Value) -> str:
    rounded = f" {ROUNDED}" if value.facts.is_shared else ""
    return f"{summary(value.facts)} {_contribution(value)}{rounded}"


ACCOUNTS: Final[dict[str, Told]] = {
    "sponsors": Told("Account for sponsors", _told_to_sponsors, _sponsors),
    "leaders": Told(
        "Account for community leaders",
        lambda value: f"{summary(value.facts)} {_contribution(value)}",
        _leaders,
    ),
    "members": Told("For members", lambda value: opening_words(value.facts), _members),
    "public": Told("About the community", lambda value: opening_words(value.facts), _public),
}

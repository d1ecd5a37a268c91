"""The four accounts: what each audience is told, in which order, at what length, in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from copmetrics.accounts.account import Account, Paragraph, ReportBlock, Section
from copmetrics.accounts.activities import activities_section
from copmetrics.accounts.agenda import agenda_section
from copmetrics.accounts.audience_evidence import WITH_MEASURES, AudienceEvidence
from copmetrics.accounts.brief import brief_alone, brief_section
from copmetrics.accounts.data_notes import data_notes
from copmetrics.accounts.feedback import feedback_section
from copmetrics.accounts.headlines import reading_section
from copmetrics.accounts.mailing_list import mailing_list
from copmetrics.accounts.matrix import PICTURE_TITLE, matrix_section, picture_section, table_section
from copmetrics.accounts.milestones import milestones_section
from copmetrics.accounts.own_indicators import own_section
from copmetrics.accounts.participation import participation_section
from copmetrics.accounts.people import people
from copmetrics.accounts.plan import constituencies_section, plan_section
from copmetrics.accounts.published import Manifest
from copmetrics.accounts.quarter_figures import InsideFigures
from copmetrics.accounts.reach import (
    months_section,
    organisations_words,
    professions,
    quiet_organisations,
    reach_section,
)
from copmetrics.accounts.recommendations import decided_section, recommendations_section
from copmetrics.accounts.restatements import restatements
from copmetrics.accounts.rounded_words import about_the_numbers
from copmetrics.accounts.running_quarter import so_far_words
from copmetrics.accounts.stories import (
    hopes_section,
    narratives,
    on_first_page,
    stories_section,
)
from copmetrics.accounts.summary import summary
from copmetrics.accounts.thanks import (
    TOLD_TO_MEMBERS,
    happened_section,
    next_section,
    opening_words,
    thanks_section,
)
from copmetrics.accounts.topics import topics_section
from copmetrics.accounts.trends import control_section
from copmetrics.accounts.unknowns import sources_section, unknown_section
from copmetrics.accounts.withheld_key import with_keys
from copmetrics.framework.audiences import Audience
from copmetrics.framework.cycles import Cycle
from copmetrics.framework.stories import Sign
from copmetrics.quarters import label, months
from copmetrics.storage.plain_texts import plain_texts
from copmetrics.units import Unit
from copmetrics.value.journeys import Completeness
from copmetrics.value.matrix import MatrixRow

__all__ = ["ACCOUNTS", "audience_account"]

IN_FULL: Final = 1
"""So many stories of the quarter are told to leaders in full; the others open, and stand in the matrix."""


@dataclass(frozen=True)
class AudienceSpec:
    """One audience's account: what it is called, its first paragraph, its sections."""

    kind: str
    summary: Callable[[AudienceEvidence], str]
    sections: Callable[[AudienceEvidence], Sequence[Section]]
    cards: bool = False
    """Whether what stands behind each of the eight measures is told."""


@plain_texts()
def audience_account(
    evidence: AudienceEvidence,
    *,
    published: Sequence[Manifest] = (),
    stamp: str = "",
    brief: bool = False,
) -> Account:
    """Put one audience's account together, or its `brief` alone.

    `published` are manifests of its earlier reports.
    """
    facts = evidence.facts
    spec = ACCOUNTS[evidence.audience]
    restated = restatements(facts, published)
    return Account(
        community=facts.context.name,
        quarter=label(facts.quarter),
        months=months(facts.quarter),
        audience=evidence.audience,
        kind=spec.kind,
        summary=spec.summary(evidence),
        opening=evidence.editor.in_brief("summary"),
        sections=(with_keys(brief_alone(evidence)),) if brief else tuple(_sections(evidence, spec)),
        so_far=facts.so_far,
        stamp=stamp,
        alerts=so_far_words(facts, measured=evidence.audience in WITH_MEASURES) + restated,
    )


def _sections(evidence: AudienceEvidence, spec: AudienceSpec) -> Iterator[Section]:
    yield with_keys(brief_section(evidence, cards=spec.cards))
    yield from evidence.editor.after_brief
    for section in spec.sections(evidence):
        yield with_keys(evidence.editor.beside(section))


def _sponsors(evidence: AudienceEvidence) -> Sequence[Section]:
    facts = evidence.facts
    lead = (
        "Each is told in the words of whoever told it, with the cycle of value that each part "
        "speaks of, and with their consent."
    )
    has_stories = bool(evidence.matrix.rows)
    stories = stories_section(evidence, evidence.chosen(2), "Stories in full", lead)
    none = (*evidence.editor.about("matrix"), *stories.blocks)
    appendix = (
        replace(
            reading_section(facts, cards=False), title="Appendix: how to read the eight measures"
        ),
        months_section(facts),
        reach_section(facts),
        *([stories] if has_stories else []),
        Section("professions", "Who took part, by profession", professions(facts)),
        activities_section(facts),
        own_section(facts),
        *([table_section(evidence)] if has_stories or len(facts.context.own) else []),
        hopes_section(evidence),
        sources_section(evidence),
    )
    return (
        picture_section(evidence) if has_stories else Section("matrix", PICTURE_TITLE, none),
        unknown_section(evidence),
        *(replace(section, appendix=True) for section in appendix if section.blocks),
    )


def _leaders(evidence: AudienceEvidence) -> Sequence[Section]:
    facts = evidence.facts
    collected = [
        row
        for row in evidence.matrix.rows
        if evidence.record(row.story)["collected_on"] >= facts.quarter.start_time
    ]
    order = [row.story for row in evidence.in_order]
    came = people(facts)
    more: list[ReportBlock] = [*narratives(evidence)]
    own = Section(
        "narratives",
        "What taking part changes",
        tuple(more) or (Paragraph("No personal narrative has been collected."),),
    )
    return (
        reading_section(facts),
        own_section(facts),
        *milestones_section(facts),
        *([] if facts.is_shared else [control_section(facts)]),
        *([told] if (told := activities_section(facts)).blocks else []),
        *topics_section(evidence),
        feedback_section(facts),
        *(recommendations_section(facts) if isinstance(facts, InsideFigures) else ()),
        *(agenda_section(facts) if isinstance(facts, InsideFigures) else ()),
        Section(came.id, came.title, (*came.blocks, quiet_organisations(facts))),
        *([participation_section(facts)] if isinstance(facts, InsideFigures) else []),
        mailing_list(facts),
        matrix_section(evidence),
        stories_section(
            evidence,
            sorted(collected, key=lambda row: order.index(row.story)),
            f"Stories collected in {label(facts.quarter)}",
            _others(len(collected) - IN_FULL),
            instead=_none_new(evidence),
            unfolded=IN_FULL - (on_first_page(evidence) in collected),
        ),
        hopes_section(evidence),
        own,
        plan_section(evidence),
        constituencies_section(evidence),
        data_notes(facts) if isinstance(facts, InsideFigures) else sources_section(evidence),
    )


def _none_new(evidence: AudienceEvidence) -> str:
    """Say why no story is told in full: none is of the quarter, or it is not known when."""
    undated = sum(
        pd.isna(evidence.record(row.story)["collected_on"]) for row in evidence.matrix.rows
    )
    none = f"No story is known to have been collected in {label(evidence.facts.quarter)}."
    if not undated:
        return none
    does = "does not say when it was" if undated == 1 else "do not say when they were"
    return f"{none} {Unit.STORIES.of(undated).capitalize()} of the matrix {does}."


def _others(count: int) -> str:
    """Say where the stories are that are not told in full."""
    if count <= 0:
        return ""
    others = "the other story" if count == 1 else f"the other {count} stories"
    return f"Choose a title to open {others}; in print, the matrix above has every step."


def _members(evidence: AudienceEvidence) -> Sequence[Section]:
    return (
        stories_section(evidence, evidence.chosen(TOLD_TO_MEMBERS), "Stories from the community"),
        thanks_section(evidence),
        happened_section(evidence.facts),
        *decided_section(evidence),
        *next_section(evidence),
        Section("data", "About the numbers", (Paragraph(about_the_numbers(evidence.facts)),)),
    )


def _public(evidence: AudienceEvidence) -> Sequence[Section]:
    return (
        stories_section(evidence, evidence.chosen(2), "Stories from the community"),
        happened_section(evidence.facts),
        Section("reach", "Who took part", (organisations_words(evidence.facts),)),
        Section("data", "About the numbers", (Paragraph(about_the_numbers(evidence.facts)),)),
    )


def _contribution(evidence: AudienceEvidence) -> str:
    """Say what the stories add to the numbers, without claiming a cause.

    They tell of a change in practice if they report applied or realised value; of those that do not,
    or that say it made no difference, it is said how many. One that did not go well is told apart.
    """
    rows = evidence.matrix.rows
    reported = [row for row in rows if row.journey.completeness is not Completeness.ASPIRATION]
    if not reported:
        return "No story of what members did with it has been collected yet."
    changed = [row for row in reported if row.journey.outcomes and row.sign is not Sign.NONE]
    of = f"Of {Unit.STORIES.of(len(rows))} from members to date"
    if not changed:
        return (
            f"{of}, {len(reported)} {_verb(len(reported), 'tell')} of taking part; of a change in practice "
            "none tells yet."
        )
    badly = sum(row.sign is Sign.NEGATIVE for row in changed)
    well = [row for row in changed if row.sign is not Sign.NEGATIVE]
    not_well = f"{badly} {_verb(badly, 'tell')} of one that {Sign.NEGATIVE.words}"
    if not well:
        return f"{of}, none tells of a change in practice that went well, and {not_well}."
    whole = [row for row in well if row.journey.completeness is not Completeness.PARTIAL]
    realised = sum(Cycle.REALIZED in row.journey.outcomes for row in well)
    goes = f"{len(whole) or 'none'} {_verb(len(whole) or 1, 'go')}"
    return (
        f"{of}, {len(well)} {_verb(len(well), 'tell')} how the community "
        f"contributed to changes in practice{_both_ways(well)}, "
        f"{f'{realised} also' if realised else 'none yet'} what difference that made to what matters; "
        f"{goes} all the way from an activity to what came of it"
        f"{_among_them(evidence, whole)}{f'; and {not_well}' if badly else ''}."
    )


def _among_them(evidence: AudienceEvidence, rows: Sequence[MatrixRow]) -> str:
    """Name the story that the same page tells, if it is one of some."""
    told = next(iter(evidence.chosen(1)), None)
    if told is None or told not in rows:
        return ""
    return f"{':' if len(rows) == 1 else ', among them'} '{told.title}' below"


def _verb(stories: int, verb: str) -> str:
    """Return `tell` of several stories and `tells` of one."""
    if stories != 1:
        return verb
    return f"{verb}es" if verb.endswith("o") else f"{verb}s"


def _both_ways(rows: Sequence[MatrixRow]) -> str:
    """Say how many of some stories went both ways; nothing if none did."""
    count = sum(row.sign is Sign.MIXED for row in rows)
    return f" ({count} of them {Sign.MIXED.words})" if count else ""


def _with_stories(evidence: AudienceEvidence) -> str:
    return summary(evidence.facts, beside=_contribution(evidence))


ACCOUNTS: Final[dict[Audience, AudienceSpec]] = {
    Audience.SPONSORS: AudienceSpec("Account for sponsors", _with_stories, _sponsors),
    Audience.LEADERS: AudienceSpec(
        "Account for community leaders",
        _with_stories,
        _leaders,
        cards=True,
    ),
    Audience.MEMBERS: AudienceSpec(
        "For members", lambda evidence: opening_words(evidence.facts), _members
    ),
    Audience.PUBLIC: AudienceSpec(
        "About the community", lambda evidence: opening_words(evidence.facts), _public
    ),
}

"""One page for a member organisation: who of theirs took part, in what, and what it expects and offers.

Its numbers are protected as all are that are shared, and once more: attendances are told only where
enough people stand behind them, in a quarter, of a kind of activity and of a profession. Otherwise ten
attendances might be those of two people; and with the number of the events they would all but tell how
many came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.accounts.account import (
    Account,
    Listing,
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.part_tables import YEAR, Part, by_parts, year_by_parts
from copmetrics.accounts.quarter_figures import QuarterFigures, known_text, shown_cell
from copmetrics.accounts.rounded_words import about_the_numbers
from copmetrics.accounts.running_quarter import row_label, so_far_words
from copmetrics.accounts.stories import first_story, stories_of
from copmetrics.community.community import Community
from copmetrics.errors import ChoiceError, nearest
from copmetrics.framework.learning_activities import CLUSTERS
from copmetrics.framework.withheld import MARK
from copmetrics.identity.organisations import organisation_key
from copmetrics.privacy.cross_tabs import parts_to_withhold
from copmetrics.privacy.rounding import withheld
from copmetrics.quarters import label, months, span
from copmetrics.settings import Profile
from copmetrics.units import Unit, join_words, show

__all__ = [
    "OrganisationFigures",
    "organisation_account",
    "organisation_figures",
    "organisations_told",
    "organisations_unnamed",
]

KIND: Final = "For a member organisation"
NONE: Final = (
    "each part is of few of your people, is not known, or would tell of a part that is of few"
)
STORIES: Final = 2
"""So many stories of its own a page tells."""
NEAR: Final = 3
"""So many organisations are suggested in the place of one that is not known."""
PEOPLE, CAME, LISTED = "unique_attendees", "attendances", "list_members"


@dataclass(frozen=True)
class OrganisationFigures:
    """What may be shown of every organisation, with a `status` each: it holds nothing else."""

    quarters: pd.DataFrame
    """People and attendances, and people on the list, by quarter: a year and the quarter told."""
    activities: pd.DataFrame
    """Attendances of the year, by kind of activity."""
    professions: pd.DataFrame
    """Attendances of the year, by profession."""


def organisation_figures(community: Community, quarter: pd.Period) -> OrganisationFigures:
    """Return what may be shown of every organisation in a quarter, and in the year that ends with it."""
    parts = [
        by_parts(
            community,
            Profile.SHARE,
            ("organisation",),
            only=only,
            quarters=span(quarter - YEAR, quarter),
        )
        for only in ((PEOPLE, CAME), (LISTED,))
    ]
    year = [
        year_by_parts(community, Profile.SHARE, quarter, ("organisation", each), only=(CAME,))
        for each in ("cluster", "profession")
    ]
    came = community.facts("attendances")
    came = came[came["quarter"].isin(span(quarter - YEAR + 1, quarter))]
    return OrganisationFigures(
        _few_withheld(pd.concat(parts, ignore_index=True)),
        *(
            _of_few_withheld(values, came, each, community.settings.small_number)
            for values, each in zip(year, ("cluster", "profession"), strict=True)
        ),
    )


def _few_withheld(values: pd.DataFrame) -> pd.DataFrame:
    """Withhold the attendances of a quarter in which an organisation's people are not told of."""
    told = values[values["indicator"].eq(PEOPLE) & values["value"].gt(0)]
    places = set(zip(told["quarter"], told["organisation"], strict=True))
    few = [
        each not in places for each in zip(values["quarter"], values["organisation"], strict=True)
    ]
    some = values["indicator"].eq(CAME) & ~values["value"].eq(0)
    return withheld(values, some & pd.Series(few, index=values.index))


def _of_few_withheld(
    values: pd.DataFrame, came: pd.DataFrame, dimension: str, small: int
) -> pd.DataFrame:
    """Withhold the attendances of a year behind which few different people stand.

    Where one part alone of an organisation would be withheld, the part of the next fewest people is too:
    the one would all but follow from the attendances by quarter and the other parts.
    """
    people = came.groupby(["organisation", dimension], dropna=False)["person"].nunique()
    enough = {
        place
        for _, own in people.groupby(level="organisation")
        for place in {*own[own.gt(small)].index}.difference(parts_to_withhold(own.to_dict(), small))
    }
    places = zip(values["organisation"], values[dimension], strict=True)
    return withheld(values, [each not in enough for each in places])


def organisations_told(evidence: AudienceEvidence) -> list[str]:
    """Return which organisations have a page: those that came in the quarter or the year before it."""
    return sorted(evidence.facts.parts[Part.NAMED]["organisation"].unique())


def organisations_unnamed(community: Community, quarter: pd.Period, told: list[str]) -> list[str]:
    """Return which organisations came in the quarter or the year before it and are not `told`.

    Each came only in quarters of which it is withheld how many organisations came, since few people stand
    behind that: then none of them is named in what is shared. For whoever has the exports, not for a page.
    """
    came = community.facts("attendances")
    year = came[came["quarter"].isin(span(quarter - YEAR, quarter))]
    return sorted(set(year["organisation"].dropna()) - set(told))


def organisation_account(
    evidence: AudienceEvidence, figures: OrganisationFigures, organisation: str, *, stamp: str = ""
) -> Account:
    """Put one organisation's page together; `evidence` is what the public may read.

    The name may be written in any way that is the same organisation; one that did not come in the year
    is an error.
    """
    named = {organisation_key(each): each for each in organisations_told(evidence)}
    known = named.get(organisation_key(organisation))
    if known is None:
        raise ChoiceError(
            "an organisation that came in the year",
            organisation,
            named.values(),
            advice=f"{_meant(organisation, named)}--audience organisations makes the page of each.",
        )
    facts = evidence.facts
    table = _people(figures, known, facts, _about(evidence))
    sections = (
        Section("people", "Your people", (table, _activities(figures, known))),
        *_expected(evidence, known),
        *_stories(evidence, known),
    )
    return Account(
        community=facts.context.name,
        quarter=label(facts.quarter),
        months=months(facts.quarter),
        audience=known,
        summary=_summary(evidence, figures, known),
        sections=sections,
        so_far=facts.so_far,
        stamp=stamp,
        alerts=so_far_words(facts, measured=False),
        kind=f"{KIND}: {known}",
    )


def _meant(organisation: str, named: Mapping[str, str]) -> str:
    """Ask whether an organisation with all these words in its name was meant, or one spelt much alike."""
    words = set(organisation_key(organisation).split())
    found = sorted(name for key, name in named.items() if words <= set(key.split()))[:NEAR]
    if not found:
        return nearest(organisation, named.values())
    return f"Did you mean {' or '.join(map(repr, found))}? "


def _cell(
    figures: OrganisationFigures, organisation: str, indicator: str, quarter: pd.Period
) -> ReportCell:
    """Return one number of an organisation as it is shown; nobody where no row tells of somebody."""
    rows = figures.quarters
    here = rows[
        rows["organisation"].eq(organisation)
        & rows["indicator"].eq(indicator)
        & rows["quarter"].eq(quarter)
    ]
    return shown_cell(here.iloc[0].to_dict()) if len(here) else None


def _summary(evidence: AudienceEvidence, figures: OrganisationFigures, organisation: str) -> str:
    facts = evidence.facts
    people = _cell(figures, organisation, PEOPLE, facts.quarter)
    if people == MARK:
        came = f"A few people from {organisation}"
    elif isinstance(people, float) and people:
        came = f"About {Unit.PEOPLE.of(people)} from {organisation}"
    else:
        return f"Nobody is known to have come from {organisation} in {label(facts.quarter)}."
    whole = facts.cell(PEOPLE)
    of_all = f", of about {Unit.PEOPLE.of(whole)} in all" if isinstance(whole, float) else ""
    return f"{came} came to events of the community in {label(facts.quarter)}{of_all}."


def _people(
    figures: OrganisationFigures, organisation: str, facts: QuarterFigures, note: str
) -> ReportTable:
    """Tell an organisation's numbers quarter by quarter, the newest first.

    Nobody came in a quarter of which it is told which organisations did, and this one is not among them;
    otherwise it is unknown.
    """
    told = set(facts.parts[Part.NAMED]["quarter"])

    def shown(indicator: str, quarter: pd.Period) -> ReportCell:
        cell = _cell(figures, organisation, indicator, quarter)
        return 0.0 if cell is None and indicator != LISTED and quarter in told else cell

    columns = (
        ReportColumn("Quarter"),
        ReportColumn("People who came", Unit.PEOPLE),
        ReportColumn("Attendances", Unit.ATTENDANCES),
        ReportColumn("On the mailing list", Unit.PEOPLE),
    )
    rows = tuple(
        (row_label(facts, each), *(shown(id, each) for id in (PEOPLE, CAME, LISTED)))
        for each in reversed(facts.recent[-YEAR - 1 :])
    )
    return ReportTable("people-table", f"People from {organisation}", columns, rows, (note,))


def _activities(figures: OrganisationFigures, organisation: str) -> Listing:
    """Tell attendances of the year by kind of activity, and by profession."""
    kinds = _told(figures.activities, organisation, "cluster")
    by_kind = {each.label: kinds[id] for id, each in CLUSTERS.items() if id in kinds}
    by_profession = _told(figures.professions, organisation, "profession")
    by = {"kind of activity": by_kind, "profession": by_profession}
    items = tuple(f"By {what}: {_counted(told)}." for what, told in by.items())
    return Listing(
        "Attendances in four quarters",
        items if any(by.values()) else (),
        _why_none(figures, organisation),
    )


def _why_none(figures: OrganisationFigures, organisation: str) -> str:
    """Say why no attendances are told in parts: nobody came, or each part is of few, whoever came in all."""
    came = figures.activities[figures.activities["organisation"].eq(organisation)]
    if came.empty:
        return "Nobody of yours is known to have come in these four quarters."
    return f"What your people came to, and of which professions they are, is not shown: {NONE}."


def _counted(attendances: dict[str, float]) -> str:
    if not attendances:
        return f"none is shown: {NONE}"
    return join_words(
        [f"{each} ({show(many, Unit.ATTENDANCES)})" for each, many in attendances.items()]
    )


def _told(values: pd.DataFrame, organisation: str, dimension: str) -> dict[str, float]:
    """Return the numbers of an organisation that are not withheld, by the words of a dimension."""
    here = values[values["organisation"].eq(organisation) & values["value"].gt(0)]
    shown = here.dropna(subset=dimension).sort_values(dimension)
    return dict(zip(shown[dimension], shown["value"], strict=True))


def _expected(evidence: AudienceEvidence, organisation: str) -> Iterator[Section]:
    """Tell what the organisation expects and offers, where the stakeholders' sheet has it by its name."""
    stakeholders = evidence.narrative_tables["stakeholders"]
    own = stakeholders[
        stakeholders["stakeholder"].map(organisation_key) == organisation_key(organisation)
    ]
    for row in own.to_dict("records"):
        said = (
            ("Expected", known_text(row["expects"])),
            ("Offered", known_text(row["offers"])),
            ("How it is met", known_text(row["how_met"])),
        )
        items = tuple(f"{what}: {words}." for what, words in said if words)
        blocks: list[ReportBlock] = [
            Listing("As we have written it down: please put it right", items)
        ]
        released = known_text(row["releases"])
        if released:
            blocks.append(Paragraph(f"Thank you for the time that you release: {released}."))
        yield Section("expected", "What is expected and offered", tuple(blocks))


def _stories(evidence: AudienceEvidence, organisation: str) -> Iterator[Section]:
    """Tell the organisation's own stories, where its people agreed; else one of the community's."""
    own = stories_of(evidence, organisation, most=STORIES)
    if own:
        title = "A story of your people" if len(own) == 1 else "Stories of your people"
        yield Section("story", title, tuple(own))
        return
    story = first_story(evidence, short=True)
    if story:
        yield Section("story", "A story from the community", (story,))


def _about(evidence: AudienceEvidence) -> str:
    return (
        f"{about_the_numbers(evidence.facts)} Where few of your people came in a quarter, their "
        "attendances are withheld too; kinds of activity and professions of few people are left out. "
        "Stories are cut to their beginning and end. Each is one that its teller lets anybody read; it is "
        "said to be one of your people's only where its teller named your organisation."
    )

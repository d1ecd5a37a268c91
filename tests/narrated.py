"""What a community tells of itself, read and checked without counting anything; and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from folders import folder

from copmetrics.accounts import quarter_figures
from copmetrics.accounts.account_context import AccountContext
from copmetrics.accounts.audience_evidence import AudienceEvidence, readable_by
from copmetrics.accounts.part_tables import Part, as_shared, means_by_parts, named_organisations
from copmetrics.accounts.quarter_figures import InsideFigures, QuarterFigures
from copmetrics.community.community import Community
from copmetrics.framework.audiences import Audience
from copmetrics.framework.withheld import ShownAs
from copmetrics.loading.events import gather
from copmetrics.loading.narratives import Narratives, narratives
from copmetrics.loading.sheet_reading import SheetReading, raw_tables, sheets_of
from copmetrics.measures import HEADLINES
from copmetrics.privacy.shared_values import Behind
from copmetrics.settings import Profile, Settings

NOBODY = pd.DataFrame({"table": [], "row": [], "person": [], "name": []}, dtype="str")


def narrated(place: Path, files: dict[str, str]) -> Narratives:
    """The stories and own indicators of these files, as loading checks them; nobody is known."""
    settings = Settings()
    read = [SheetReading.of(sheet, settings) for sheet in sheets_of(folder(place, files))]
    raw = raw_tables(read)
    unread = tuple(error for each in read for error in each.reading.problems)
    if unread:
        return Narratives({}, (), unread)
    events = gather(raw["sessions"], raw["attendance"], timezone=settings.timezone).events
    return narratives(raw, NOBODY, events, settings)


def problems_in(place: Path, files: dict[str, str]) -> list[str]:
    return [str(each) for each in narrated(place, files).problems]


def figures_of(
    community: Community,
    quarter: pd.Period,
    only: Iterable[str] | None = None,
    parts: Mapping[Part, pd.DataFrame] | None = None,
) -> InsideFigures:
    """The figures of a quarter as leaders see them, of values alone: no changes, and no parts but these."""
    values = community.indicators(only=only).assign(status=str(ShownAs.IT_IS))
    return InsideFigures(
        context=AccountContext.of(community),
        quarter=quarter,
        values=values,
        changes=pd.DataFrame(),
        parts=parts or {},
        measures=community.measures,
        profile=Profile.INTERNAL,
        community=community,
    )


@contextmanager
def without_parts() -> Iterator[None]:
    """Figures are worked out without tables in parts, for what says nothing of them: they take long."""
    nothing = {Part.NAMED: pd.DataFrame(columns=["quarter", "organisation"])}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quarter_figures, "part_tables", lambda *_: nothing)
        yield


def activities_of(community: Community, quarter: pd.Period) -> InsideFigures:
    """The figures of what each kind of activity drew in the year to a quarter."""
    only = ("attendances", "return_rate", "feedback_rating")
    drew = means_by_parts(community, Profile.INTERNAL, quarter, "cluster", only=only)
    return figures_of(community, quarter, only, {Part.ACTIVITIES: drew})


def shared_figures_of(
    community: Community, quarter: pd.Period, only: Iterable[str]
) -> QuarterFigures:
    """The same as everybody may see them, and which organisations may be named: no changes, no other parts."""
    only = tuple(only)
    exact = community.indicators(only=only)
    behind = Behind(community.people_behind(only=only), community.cell_keys(only=only))
    return QuarterFigures(
        context=AccountContext.of(community),
        quarter=quarter,
        values=as_shared(exact, community, behind),
        changes=pd.DataFrame(),
        parts={Part.NAMED: named_organisations(community, quarter, Profile.SHARE)},
        measures=community.measures,
        profile=Profile.SHARE,
    )


def evidence_of(community: Community, quarter: str) -> AudienceEvidence:
    """What leaders may read of a quarter, for what asks of stories and values, not of changes."""
    cited = (*HEADLINES, "unique_attendees", *(each.id for each in community.own))
    facts = figures_of(community, community.quarter(quarter), cited)
    tables = readable_by(Audience.LEADERS, community.narrative_tables)
    return AudienceEvidence(facts, Audience.LEADERS, tables)

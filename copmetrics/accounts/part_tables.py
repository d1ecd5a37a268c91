"""Indicators by month, profession, organisation, sector, kind of activity and so on, as a profile shows them.

All that an account tells in parts is worked out here, before any section is told; sections are handed
what may be shown, and nothing to work it out from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from enum import StrEnum
from typing import Final

import pandas as pd

from copmetrics.accounts.report_cell import ReportCell
from copmetrics.community.community import Community
from copmetrics.evaluation.measure_queries import KEYS
from copmetrics.framework.stories import Consent
from copmetrics.framework.withheld import MARK, ShownAs
from copmetrics.measures.counted import PERSONAL_DIMENSIONS
from copmetrics.privacy.cross_tabs import GROUP_SIZE, cross_tab, places_of
from copmetrics.privacy.linked_sectors import withheld_organisations, withheld_sectors
from copmetrics.privacy.rounding import Rounding, withheld
from copmetrics.privacy.shared_values import Behind, shared
from copmetrics.quarters import begun, months_of, span
from copmetrics.settings import Profile

__all__ = [
    "YEAR",
    "Part",
    "as_shared",
    "by_parts",
    "mean_an_event",
    "means_by_parts",
    "named_organisations",
    "outputs_by_kind",
    "part_tables",
    "year_by_parts",
]

YEAR: Final = 4
"""So many quarters make a year of activities."""
MONTHS_BACK: Final = 8
"""So many quarters of months are told."""
ONE_SYSTEM: Final = ("organisation", "sector")
"""Dimensions of which one adds up to the other: what is withheld of one hangs on the other."""


class Part(StrEnum):
    """By what an account parts its numbers."""

    MONTHS = "months"
    PROFESSIONS = "professions"
    ORGANISATIONS = "organisations"
    SECTORS = "sectors"
    BANDS = "bands"
    NAMED = "organisations that may be named"
    ACTIVITIES = "activities of a year"
    TOPICS = "topics of a year"
    TOPIC_QUARTERS = "topics by quarter"
    TOPIC_CLICKS = "topics of clicked links"
    RATINGS = "ratings of events"
    REMARKS = "remarks on activities of a year"
    OUTPUTS = "outputs that are kept"


def part_tables(
    community: Community, quarter: pd.Period, profile: Profile
) -> Mapping[Part, pd.DataFrame]:
    """Return every table in parts that an account of a quarter may tell, with a `status` each."""
    here, both = pd.PeriodIndex([quarter]), span(quarter - 1, quarter)
    people = ("unique_attendees", "attendances")

    def by(dimensions: Sequence[str], only: Sequence[str], over: pd.PeriodIndex) -> pd.DataFrame:
        return by_parts(community, profile, dimensions, only=only, quarters=over)

    def if_told(table: str, dimension: str) -> pd.DataFrame:
        """Return people by a dimension that few communities tell; nothing is asked where it is not told."""
        if community.tables[table].empty:
            return pd.DataFrame(columns=["quarter", "indicator", dimension, "value", "status"])
        return by((dimension,), people[:1], both)

    measured = ("attendances", "return_rate", "feedback_rating")
    topics = _topics(community, quarter, profile)
    return {
        Part.MONTHS: by((), ("attendances",), _months(community, quarter)),
        Part.PROFESSIONS: by(("profession",), ("unique_attendees",), here),
        Part.ORGANISATIONS: by(("organisation",), people, both),
        Part.SECTORS: if_told("organisation_sectors", "sector"),
        Part.BANDS: if_told("person_bands", "band"),
        Part.NAMED: named_organisations(community, quarter, profile),
        Part.ACTIVITIES: means_by_parts(community, profile, quarter, "cluster", only=measured),
        **topics,
        Part.TOPIC_CLICKS: _clicks_by_topic(community, quarter, profile),
        Part.REMARKS: year_by_parts(
            community, profile, quarter, ("cluster",), only=("plus_remarks", "delta_remarks")
        ),
        Part.RATINGS: by(("event",), ("feedback_rating", "feedback_answers"), here),
        Part.OUTPUTS: outputs_by_kind(community, quarter),
    }


def outputs_by_kind(community: Community, quarter: pd.Period) -> pd.DataFrame:
    """Return how many outputs of each kind are kept of a quarter, and how many of them are `public`."""
    outputs = community.tables["outputs"]
    if outputs.empty:
        return pd.DataFrame(columns=["kind", "value", "public"])
    found = community.indicators(
        by=("kind",), only=("outputs_made",), quarters=pd.PeriodIndex([quarter])
    )
    lines = community.facts("outputs_made")
    here = lines[lines["quarter"].eq(quarter)][["source_file", "source_row"]]
    told = outputs.merge(here)
    of_kind = told.loc[told["consent"].eq(Consent.PUBLIC), "kind"].value_counts()
    kept = found[found["value"].gt(0)][["kind", "value"]].reset_index(drop=True)
    return kept.assign(public=kept["kind"].map(of_kind).fillna(0).astype(int))


def _topics(
    community: Community, quarter: pd.Period, profile: Profile
) -> Mapping[Part, pd.DataFrame]:
    """Return what topics drew, in a year and quarter by quarter; nothing is asked where there are none."""
    if community.tables["event_topics"].empty:
        nothing = pd.DataFrame(columns=["quarter", "indicator", "topic", "value", "status"])
        return {Part.TOPICS: nothing, Part.TOPIC_QUARTERS: nothing}
    return {
        Part.TOPICS: means_by_parts(
            community, profile, quarter, "topic", only=("attendances", "return_rate")
        ),
        Part.TOPIC_QUARTERS: by_parts(
            community,
            profile,
            ("topic",),
            only=("attendances",),
            quarters=span(quarter - 2 * YEAR + 1, quarter),
        ),
    }


def _clicks_by_topic(community: Community, quarter: pd.Period, profile: Profile) -> pd.DataFrame:
    """Return who clicked links of each topic; nothing is asked where no link is said to be of any."""
    if community.tables["link_topics"].empty:
        return pd.DataFrame(columns=["quarter", "indicator", "topic", "value", "status"])
    only = ("unique_clickers", "unique_clickers_without_scanners")
    return by_parts(community, profile, ("topic",), only=only, quarters=pd.PeriodIndex([quarter]))


def _months(community: Community, quarter: pd.Period) -> pd.PeriodIndex:
    """Return the months of the quarters to one, without those of it that have not begun."""
    months = months_of(span(quarter - MONTHS_BACK + 1, quarter))
    return begun(months, timezone=community.settings.timezone, as_of=community.as_of)


def by_parts(
    community: Community,
    profile: Profile,
    dimensions: Sequence[str],
    *,
    only: Sequence[str],
    quarters: pd.PeriodIndex,
) -> pd.DataFrame:
    """Return indicators by dimensions as the profile shows them, with a `status`."""
    found = community.indicators(by=dimensions, only=only, quarters=quarters)
    is_cross_tab = bool(set(dimensions) & set(PERSONAL_DIMENSIONS))
    if profile is Profile.INTERNAL and not is_cross_tab:
        return found.assign(status=str(ShownAs.IT_IS))
    people = community.people_behind(by=dimensions, only=only, quarters=quarters)
    if profile is Profile.INTERNAL:
        told = cross_tab(found, community.measures, community.settings, people)
        return _beside_sectors(told, community, dimensions, quarters)
    keys = community.cell_keys(by=dimensions, only=only, quarters=quarters)
    return as_shared(found, community, Behind(people, keys))


def _beside_sectors(
    values: pd.DataFrame,
    community: Community,
    dimensions: Sequence[str],
    quarters: pd.PeriodIndex,
) -> pd.DataFrame:
    """Withhold what would follow of organisations beside their sectors, or the other way round."""
    listed = community.tables["organisation_sectors"]
    if listed.empty or tuple(dimensions) not in [(each,) for each in ONE_SYSTEM]:
        return values
    organisations, sectors = (_people_by(community, each, quarters) for each in ONE_SYSTEM)
    withheld_of = withheld_organisations if dimensions[0] == "organisation" else withheld_sectors
    sector_of = dict(zip(listed["organisation"], listed["sector"], strict=True))
    small = community.settings.small_number_internal
    hidden = {
        (quarter, name)
        for quarter, parts in organisations.items()
        for name in withheld_of(parts, sectors[quarter], sector_of, small)
    }
    return withheld(values, [place in hidden for place in places_of(values, dimensions)])


def _people_by(
    community: Community, dimension: str, quarters: pd.PeriodIndex
) -> defaultdict[Hashable, dict[str, float]]:
    """Return how many people came in each quarter, by a dimension."""
    found = community.indicators(by=(dimension,), only=(GROUP_SIZE,), quarters=quarters)
    people = defaultdict[Hashable, dict[str, float]](dict)
    for (quarter, name), came in zip(places_of(found, (dimension,)), found["value"], strict=True):
        people[quarter][str(name)] = came
    return people


def year_by_parts(
    community: Community,
    profile: Profile,
    last: pd.Period,
    dimensions: Sequence[str],
    *,
    only: Sequence[str],
) -> pd.DataFrame:
    """Return indicators of the year that ends with a quarter, by dimensions, with a `status`.

    For counts that add up and for ratios, whose sums do: never for distinct people.
    """
    quarters = span(last - YEAR + 1, last)
    found = community.indicators(by=dimensions, only=only, quarters=quarters)
    sums = found.groupby([*dimensions, "indicator", "unit"], sort=False, as_index=False)[
        ["value", "numerator", "denominator"]
    ].sum(min_count=1)
    ratio = sums["numerator"] / sums["denominator"].where(sums["denominator"] > 0)
    whole = sums.assign(
        value=ratio.where(sums["denominator"].notna(), sums["value"]),
        quarter=last,
        basis="actual",
        note="",
        machine_opens=None,
    )[list(found.columns)]
    if profile is Profile.INTERNAL:
        return whole.assign(status=str(ShownAs.IT_IS))
    keys = community.cell_keys(by=dimensions, only=only, quarters=quarters)
    together = keys.groupby([*dimensions, "indicator"], as_index=False)[list(KEYS)].sum()
    nobody = pd.DataFrame(columns=["quarter", "indicator", *dimensions, "people"])
    return as_shared(whole, community, Behind(nobody, together.assign(quarter=last)))


def means_by_parts(
    community: Community, profile: Profile, last: pd.Period, by: str, *, only: Sequence[str]
) -> pd.DataFrame:
    """Return indicators of the year that ends with a quarter, with a `status` and whether they rest on `few`.

    Shared, nothing is told of a part to which few people came in the year, however often: 45 attendances at
    five events are of nine people at the least. Nor is a share or a mean of whom nobody knows.
    """
    found = year_by_parts(community, profile, last, (by,), only=only)
    if profile is Profile.INTERNAL or found.empty:
        return found.assign(few=False)
    people = community.people_over(by, span(last - YEAR + 1, last)).dropna(subset=[by])
    came = found[by].map(people.set_index(by)["people"]).fillna(0)
    few = came.le(community.settings.small_number)
    means = found["indicator"].map(lambda each: community.measures[each].is_ratio)
    told = found["value"].notna() & found["value"].ne(0)
    return withheld(found, few & (means | came.gt(0)) & told).assign(few=few)


def mean_an_event(row: Mapping[str, object] | None, recorded: int) -> ReportCell:
    """Return the attendances an event, of a row of `means_by_parts` and the events that say who came.

    It is withheld where the attendances are, and where few people are behind them.
    """
    if row is None:
        return None
    value = row["value"]
    known = None if pd.isna(value) else float(str(value))
    if row["status"] == ShownAs.WITHHELD or (known and row["few"]):
        return MARK
    return known / recorded if known is not None and recorded else known


def named_organisations(community: Community, quarter: pd.Period, profile: Profile) -> pd.DataFrame:
    """Return `quarter` and `organisation`: which came, of the quarter and the year before it.

    Shared, those of a quarter in which their number is withheld have no line.
    """
    quarters = span(quarter - YEAR, quarter)
    only = ("organisations_attending",)
    found = community.indicators(by=("organisation",), only=only, quarters=quarters)
    count = by_parts(community, profile, (), only=only, quarters=quarters)
    told = count.loc[count["status"].eq(ShownAs.IT_IS), "quarter"]
    named = found.loc[found["quarter"].isin(told), ["quarter", "organisation"]].dropna()
    return named.drop_duplicates(ignore_index=True)


def as_shared(values: pd.DataFrame, community: Community, behind: Behind) -> pd.DataFrame:
    """Return values of a community as everybody may see them."""
    rounding = Rounding(community.settings.small_number, community.secret)
    return shared(values, community.measures, rounding, behind)

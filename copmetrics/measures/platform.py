"""Who visits the community's platform: its website or forum, by its list of visits or its log."""

from __future__ import annotations

from copmetrics.measures.base import About, Better, Measure, Measures, Source
from copmetrics.measures.counted import WHO, Counted
from copmetrics.units import Unit

__all__ = ["PLATFORM"]

READING = "Reading is taking part too: a visit says that somebody looked, not what they took away."

PLATFORM = Measures(
    fact="platform_people",
    about=About.TAKES_PART,
    source=Source.VISITS,
    key=("person",),
    rows="rows_platform_people",
    dimensions=WHO,
    inside=True,
    declared=(
        Measure(
            id="active_on_platform",
            label="People who visited the platform",
            expression="count(*)",
            unit=Unit.PEOPLE,
            meaning="Different people who visited the community's platform at least once. Somebody known by "
            "the same address at events or on the mailing list is the same person here.",
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            caveat=READING,
        ),
        Measure(
            id="posted_on_platform",
            label="People who posted on the platform",
            expression="case when count(posts) > 0 then count(case when posts > 0 then 1 end) end",
            unit=Unit.PEOPLE,
            meaning="Of these, who posted anything: unknown where no source says whether anybody did.",
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="posts > 0",
            otherwise="posted nothing, or no source says",
            unless="no source says who posted",
            nested_with=("active_on_platform",),
            caveat=READING,
        ),
        Measure(
            id="logged_in_fortnightly",
            label="People who visited the platform every fortnight",
            expression="case when max(fortnights_over) > 0 "
            "then count(case when fortnights = fortnights_over then 1 end) end",
            unit=Unit.PEOPLE,
            meaning="People who visited it at least once in every whole fortnight of the quarter: there are "
            "six, from its first day on, and the few days after the last do not matter. While the quarter "
            "runs, in every fortnight that is over.",
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="fortnights_over > 0 and fortnights = fortnights_over",
            otherwise="did not visit it in one of the fortnights",
            unless="no fortnight of it is over",
            only_grows=False,
            nested_with=("active_on_platform",),
            caveat=READING,
        ),
    ),
)

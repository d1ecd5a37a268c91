"""How people take part: levels, newcomers, who is here and who is not, online and face to face."""

from __future__ import annotations

from typing import Any, Final

from copmetrics.framework.cycles import Cycle
from copmetrics.measures.attendance import PLACE
from copmetrics.measures.base import Better, Measure, Measures, Source, share
from copmetrics.measures.counted import NOBODY, Counted
from copmetrics.units import Unit

__all__ = ["AIMS", "CROSSINGS", "LEVELS", "NEWCOMERS", "PRESENCE", "YEAR"]

WHO: Final = ("organisation", "profession")
YEAR = "in the year that ends with this quarter (four quarters, unless the settings say otherwise)"
NO_LIST = "no export tells who was on the mailing list"
NO_CLICKS = "of a quarter of the year with mailings no export tells who clicked a link"
BY_DEEDS = (
    "Levels say what people did, not what they are worth: watching from the edge is taking part "
    "too. Every threshold is a setting."
)


def _level(name: str, meaning: str, *, needs: str = "", unless: str = "", **more: Any) -> Measure:
    """Declare how many people are at a level; unknown where what it hangs on is (`needs`)."""
    count = f"count(case when level = '{name}' then 1 end)"
    return Measure(
        id=f"{name}_people",
        label=f"{name.capitalize()} participants",
        expression=f"case when min({needs}) = 1 then {count} end" if needs else count,
        unit=Unit.PEOPLE,
        meaning=meaning,
        counted=Counted.PEOPLE,
        counts=f"level = '{name}'" + (f" and {needs} = 1" if needs else ""),
        otherwise="is at another level, or too little is known to tell",
        caveat=BY_DEEDS,
        unless=unless,
        **more,
    )


LEVELS = Measures(
    fact="levels",
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_rolling_year_people",
    dimensions=(*WHO, "level"),
    inside=True,
    looks_back=True,
    by_month=False,
    declared=(
        _level(
            "core",
            f"People who hosted in two quarters or more {YEAR}, or came in three of them, four times "
            "or more and to half or more of the events that they could have been at.",
            better=Better.HIGHER,
        ),
        _level(
            "active",
            f"People who came in two quarters or more {YEAR}, twice or more, and are not core.",
            better=Better.HIGHER,
        ),
        _level(
            "occasional",
            f"People on the mailing list who came to an event {YEAR}, and are neither core nor "
            "active.",
        ),
        _level(
            "peripheral",
            f"People on the mailing list who came to no event {YEAR}, but clicked a link in a "
            "mailing, or have been on the list for less than two whole quarters.",
            needs="clicks_known",
            unless=NO_CLICKS,
        ),
        _level(
            "transactional",
            f"People who came or clicked {YEAR} and are not on the mailing list, unless they are core "
            "or active; and those who came as guests only.",
            needs="list_known",
            unless=NO_LIST,
        ),
        _level(
            "dormant",
            f"People on the mailing list for two whole quarters or more who came to no event {YEAR} "
            "and clicked no link that an export tells of.",
            needs="clicks_known",
            unless=NO_CLICKS,
        ),
        Measure(
            id="quiet_members",
            label="On the list and at no event in a year",
            expression="case when min(list_known) = 1 then "
            "count(case when on_list = 1 and attended = 0 then 1 end) end",
            unit=Unit.PEOPLE,
            meaning=f"People on the mailing list at the quarter's end who came to no event {YEAR}: the "
            "peripheral and the dormant together, and those of whom no export tells which they are.",
            counted=Counted.PEOPLE,
            counts="on_list = 1 and attended = 0",
            otherwise="came, or is not on the list",
            unless=NO_LIST,
        ),
        Measure(
            id="moved_inward",
            label="Moved to a nearer level",
            expression="count(case when moved = 1 then 1 end)",
            unit=Unit.PEOPLE,
            meaning="People whose level is nearer to the core than at the end of the quarter before. "
            "Newly met people have not moved.",
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="moved = 1",
            otherwise="stayed, moved outward, or was not there the quarter before",
        ),
        Measure(
            id="moved_outward",
            label="Moved to a farther level",
            expression="count(case when moved = -1 then 1 end)",
            unit=Unit.PEOPLE,
            meaning="People whose level is farther from the core than at the end of the quarter before. "
            "People come and go with their work: movement both ways is a sign of health.",
            counted=Counted.PEOPLE,
            counts="moved = -1",
            otherwise="stayed, moved inward, or was not there the quarter before",
        ),
    ),
)

NEWCOMERS = Measures(
    fact="newcomers",
    source=Source.ATTENDANCE,
    key=("event", "attendee"),
    rows="rows_attendances",
    dimensions=(*PLACE, *WHO),
    inside=True,
    looks_back=True,
    by_month=False,
    declared=(
        share(
            id="second_event_rate",
            label="New people who came a second time",
            numerator="sum(came_again)",
            denominator="count(came_again)",
            meaning="Of the people whose first event was in this quarter, the share who came to a "
            "second one in it or in the two quarters after. Unknown until those are over.",
            words=("people who came a second time", "people whose first event it was"),
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="came_again = 1",
            otherwise="did not come again, or the two quarters are not over",
            unless="the two quarters after it are not over, or nobody came for the first time",
        ),
        Measure(
            id="days_to_second_event",
            label="Days until new people came again (median)",
            expression="median(days)",
            unit=Unit.DAYS,
            meaning="Of the people whose first event was in this quarter and who came to a second one in it "
            "or in the two quarters after, the middle number of days between the two.",
            counted=Counted.NOTHING,
            rests_on="count(days)",
            better=Better.LOWER,
            when_none=None,
            counts="days is not null",
            amount="days",
            otherwise="did not come again, or the two quarters are not over",
            unless="the two quarters after it are not over, or nobody came again",
        ),
    ),
)

PRESENCE = Measures(
    fact="list_or_event_people",
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_list_or_event_people",
    dimensions=WHO,
    inside=True,
    declared=(
        share(
            id="members_attending",
            label="People on the list who came",
            numerator="sum(case when on_list = 1 then attended end)",
            denominator="sum(case when on_list = 1 then 1 end)",
            meaning="Of the people on the mailing list at the quarter's end, the share who were at one "
            "of its events.",
            words=("people on the list who came", "people on the list"),
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="on_list = 1 and attended = 1",
            otherwise="did not come, or is not on the list",
            unless=NO_LIST,
        ),
        Measure(
            id="attendees_not_on_list",
            label="People who came and are not on the list",
            expression="case when max(list_known) = 1 then count(case when on_list = 0 then 1 end) end",
            unit=Unit.PEOPLE,
            meaning="People who were at one of the quarter's events and are not on the mailing list at its "
            "end: those to invite.",
            counted=Counted.PEOPLE,
            better=Better.LOWER,
            counts="on_list = 0",
            otherwise="is on the list",
            unless=NO_LIST,
        ),
        Measure(
            id="organisations_absent",
            label="Organisations on the list of which nobody came",
            expression="case when max(list_known) = 1 then count(distinct case when on_list = 1 "
            "and organisation_attended = 0 then organisation end) end",
            unit=Unit.ORGANISATIONS,
            meaning="Known organisations of the people on the mailing list of which nobody was at one of the "
            "quarter's events.",
            counted=Counted.ORGANISATIONS,
            rests_on=NOBODY,
            better=Better.LOWER,
            distinct_by=("organisation",),
            counts="on_list = 1 and organisation_attended = 0 and organisation is not null",
            otherwise="somebody of the organisation came, or it is not known or not on the list",
            unless=NO_LIST,
        ),
    ),
)

AIMS = Measures(
    fact="target_reach",
    source=Source.ATTENDANCE,
    key=("kind", "name"),
    rows="rows_target_reach",
    dimensions=("kind", "name"),
    inside=True,
    declared=(
        share(
            id="targets_reached",
            label="Of those we want to reach, who came",
            numerator="sum(attended)",
            denominator="count(*)",
            unit=Unit.PART,
            meaning="Of the organisations and professions that the community lists as those it wants "
            "to reach (targets.csv), the share of which somebody was at one of the quarter's events.",
            words=("of those listed that came", "organisations and professions listed"),
            counted=Counted.LISTED,
            better=Better.HIGHER,
            cycle=Cycle.ORIENTING,
            counts="attended = 1",
            otherwise="nobody of it came",
            unless="there is no list of those to reach (targets.csv)",
        ),
    ),
)

CROSSINGS = Measures(
    fact="online_in_person",
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_rolling_year_people",
    dimensions=WHO,
    inside=True,
    looks_back=True,
    by_month=False,
    declared=(
        share(
            id="both_ways_rate",
            label="Came both online and face to face",
            numerator="sum(both_ways)",
            denominator="count(*)",
            meaning=f"Of the people who came {YEAR} to an event known to be online or face to face, "
            "the share who came to both kinds.",
            words=("people who came both online and face to face", "people who came"),
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="both_ways = 1",
            otherwise="came in one way only",
            unless="no event of the four quarters is known to be online or face to face",
        ),
    ),
)

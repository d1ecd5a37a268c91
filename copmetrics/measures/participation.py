"""How people take part: newcomers, who is here and who is not, online and face to face."""

from __future__ import annotations

from copmetrics.framework.cycles import Cycle
from copmetrics.measures.attendance import HEARD_FROM, PLACE
from copmetrics.measures.base import (
    About,
    Better,
    Looks,
    Measure,
    Measures,
    OfList,
    Parts,
    Source,
    share,
)
from copmetrics.measures.counted import NOBODY, WHO, Counted
from copmetrics.units import Unit

__all__ = [
    "FIRST_CONTACT",
    "LIST_OR_EVENT_PEOPLE",
    "NEWCOMERS",
    "NO_LIST",
    "ONLINE_IN_PERSON",
    "TARGET_REACH",
    "YEAR",
]

YEAR = "in the year that ends with this quarter (four quarters, unless the settings say otherwise)"
NO_LIST = "no export says who was on the mailing list"

NEWCOMERS = Measures(
    fact="newcomers",
    undivided="numbered_newcomers",
    about=About.CAME_BACK,
    source=Source.ATTENDANCE,
    key=("event", "attendee"),
    rows="rows_attendances",
    dimensions=(*PLACE, *WHO, HEARD_FROM, "first_contact", "company"),
    inside=True,
    looks=(Looks.EVER, Looks.QUARTERS_AFTER),
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

FIRST_CONTACT = Measures(
    fact="newcomers",
    undivided="numbered_newcomers",
    about=About.CAME_BACK,
    source=Source.ATTENDANCE,
    key=("event", "attendee"),
    rows="rows_attendances",
    dimensions=(*PLACE, *WHO, HEARD_FROM),
    inside=True,
    looks=(Looks.EVER,),
    by_month=False,
    declared=(
        share(
            id="first_contact_with_core",
            label="New people who met the core at their first event",
            numerator="sum(met_core)",
            denominator="count(met_core)",
            meaning="Of the people whose first event was in this quarter, the share at whose first event "
            "somebody else was there who is core in the quarter. Being there is an opportunity to meet.",
            words=(
                "people at whose first event somebody of the core was",
                "people whose first event it was",
            ),
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="met_core = 1",
            out_of="met_core is not null",
            otherwise="nobody of the core was there, or nobody is core",
            unless="nobody is core in the quarter, or nobody came for the first time",
            caveat="Who keeps hosting is core, so few events are without.",
            looks=(Looks.WINDOW,),
        ),
        share(
            id="came_with_colleague",
            label="New people who came with a colleague",
            numerator="sum(with_colleague)",
            denominator="count(with_colleague)",
            meaning="Of the people whose first event was in this quarter and whose organisation is known, "
            "the share at whose first event somebody else of their organisation was.",
            words=(
                "people at whose first event a colleague was",
                "people of a known organisation whose first event it was",
            ),
            counted=Counted.PEOPLE,
            counts="with_colleague = 1",
            out_of="with_colleague is not null",
            otherwise="nobody else of their organisation was there, or it is not known",
        ),
    ),
)

LIST_OR_EVENT_PEOPLE = Measures(
    fact="list_or_event_people",
    undivided="numbered_list_or_event",
    about=About.LIST,
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_list_or_event_people",
    dimensions=WHO,
    parts=Parts(fact="list_at_events", dimensions=(*PLACE, *WHO)),
    inside=True,
    declared=(
        share(
            id="members_attending",
            label="People on the list who came",
            numerator="count(distinct case when on_list = 1 and attended = 1 then person end)",
            denominator="case when max(list_known) = 1 then "
            "count(distinct case when on_list = 1 then person end) end",
            meaning="Of the people on the mailing list at the quarter's end, the share who were at one "
            "of its events.",
            words=("people on the list who came", "people on the list"),
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="on_list = 1 and attended = 1",
            otherwise="did not come, or is not on the list",
            unless=NO_LIST,
            parts_people=True,
            also=(Source.MEMBERS,),
        ),
        Measure(
            id="members_absent",
            label="People on the list who did not come",
            expression="case when max(list_known) = 1 then "
            "count(distinct case when on_list = 1 then person end) - "
            "count(distinct case when on_list = 1 and attended = 1 then person end) end",
            unit=Unit.PEOPLE,
            meaning="People on the mailing list at the quarter's end who were at none of its events; by "
            "event, who were not at that one.",
            counted=Counted.PEOPLE,
            better=Better.LOWER,
            counts="on_list = 1 and attended = 0",
            distinct_by=("person",),
            otherwise="came, or is not on the list",
            unless=NO_LIST,
            parts_people=True,
            nested_with=("list_members",),
            also=(Source.MEMBERS,),
            only_grows=False,
        ),
        Measure(
            id="attendees_not_on_list",
            label="People who came and are not on the list",
            expression="case when max(list_known) = 1 then "
            "count(distinct case when on_list = 0 then person end) end",
            distinct_by=("person",),
            unit=Unit.PEOPLE,
            meaning="People who were at one of the quarter's events and are not on the mailing list at its "
            "end: those to invite.",
            counted=Counted.PEOPLE,
            better=Better.LOWER,
            counts="on_list = 0",
            otherwise="is on the list",
            unless=NO_LIST,
            of_list=OfList.OFF,
            parts_people=True,
            nested_with=("unique_attendees",),
            also=(Source.MEMBERS,),
        ),
        Measure(
            id="organisations_absent",
            label="Organisations on the list of which nobody came",
            expression="case when max(list_known) = 1 then "
            "count(distinct case when on_list = 1 then organisation_number end) - count(distinct case when "
            "organisation_on_list = 1 and attended = 1 then organisation_number end) end",
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
            also=(Source.MEMBERS,),
            looks=(Looks.WHOSE,),
            only_grows=False,
        ),
    ),
)

TARGET_REACH = Measures(
    fact="target_reach",
    about=About.CAME,
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
            looks=(Looks.WHOSE,),
            cycle=Cycle.ORIENTING,
            counts="attended = 1",
            otherwise="nobody of it came",
            unless="there is no list of those to reach (targets.csv)",
        ),
    ),
)

ONLINE_IN_PERSON = Measures(
    fact="online_in_person",
    about=About.CAME,
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_rolling_year_people",
    dimensions=WHO,
    inside=True,
    looks=(Looks.WINDOW, Looks.WAYS),
    by_month=False,
    declared=(
        share(
            id="both_ways_rate",
            label="Came both online and face to face",
            numerator="sum(both_ways)",
            denominator="count(*)",
            meaning=f"Of the people who came {YEAR} to an event known to be online or face to face, "
            "the share who came to both kinds. Where nobody says which others were, it is at least so much.",
            words=(
                "people who came both online and face to face",
                "people who came to an event known to be online or face to face",
            ),
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="both_ways = 1",
            nested_with=("unique_attendees",),
            otherwise="came in one way only",
            unless="no event of the four quarters is known to be online or face to face",
        ),
    ),
)

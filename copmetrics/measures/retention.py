"""Who came for the first time, who came back, and who did not, from one quarter to the next."""

from __future__ import annotations

from copmetrics.measures.attendance import HEARD_FROM, PLACE
from copmetrics.measures.base import About, Better, Looks, Measure, Measures, Parts, Source
from copmetrics.measures.counted import WHO, Counted
from copmetrics.units import Unit

__all__ = ["RETENTION"]

BEGINNINGS = (
    "Records have a beginning: somebody who came before the first export looks new when they "
    "first appear in it, so early quarters count too many as new."
)

RETENTION = Measures(
    fact="attendance_retention",
    about=About.CAME_BACK,
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_attendance_retention",
    dimensions=(*WHO, HEARD_FROM),
    parts=Parts(
        fact="attendance_states",
        dimensions=(*PLACE, "role", *WHO, HEARD_FROM),
        lacks=("lapsed_attendees",),
    ),
    record_key="record_key(person)",
    by_month=False,
    declared=(
        Measure(
            id="new_attendees",
            label="New people",
            expression="count(distinct case when state = 'new' then person end)",
            distinct_by=("person",),
            unit=Unit.PEOPLE,
            parts_people=True,
            nested_with=("unique_attendees",),
            meaning="People whose first event ever was in this quarter.",
            looks=(Looks.EVER,),
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="state = 'new'",
            caveat=BEGINNINGS,
            otherwise="had come in an earlier quarter",
        ),
        Measure(
            id="returning_attendees",
            label="Returning people",
            expression="count(distinct case when state in ('retained', 'reactivated') then person end)",
            distinct_by=("person",),
            unit=Unit.PEOPLE,
            parts_people=True,
            meaning="People who came this quarter and had come in an earlier quarter: the retained and "
            "the reactivated together.",
            looks=(Looks.EVER,),
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="state in ('retained', 'reactivated')",
            otherwise="came for the first time, or has lapsed",
            caveat=BEGINNINGS,
        ),
        Measure(
            id="retained_attendees",
            label="Retained people",
            expression="count(distinct case when state = 'retained' then person end)",
            distinct_by=("person",),
            unit=Unit.PEOPLE,
            parts_people=True,
            part_of_part=True,
            meaning="People who came this quarter and in the quarter before.",
            looks=(Looks.BEFORE,),
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="state = 'retained'",
            otherwise="did not come in both quarters",
        ),
        Measure(
            id="reactivated_attendees",
            label="Reactivated people",
            expression="count(distinct case when state = 'reactivated' then person end)",
            distinct_by=("person",),
            unit=Unit.PEOPLE,
            parts_people=True,
            part_of_part=True,
            meaning="People who came this quarter and in an earlier one, but not in the quarter before.",
            looks=(Looks.BEFORE, Looks.EVER),
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="state = 'reactivated'",
            otherwise="is new, came the quarter before too, or has lapsed",
        ),
        Measure(
            id="lapsed_attendees",
            label="Lapsed people",
            expression="count(case when state = 'lapsed' then 1 end)",
            unit=Unit.PEOPLE,
            parts_people=True,
            part_of_part=True,
            meaning="People who came in the quarter before and not in this one.",
            looks=(Looks.BEFORE,),
            only_grows=False,
            counted=Counted.PEOPLE,
            better=Better.LOWER,
            counts="state = 'lapsed'",
            otherwise="came this quarter",
        ),
    ),
)

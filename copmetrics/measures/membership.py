"""Who is on the mailing list: people and organisations at the quarter's end, joiners, leavers."""

from __future__ import annotations

from copmetrics.measures.attendance import HEARD_FROM, NO_ORGANISATION
from copmetrics.measures.base import About, Better, Measure, Measures, OfList, Source
from copmetrics.measures.counted import WHO, Counted
from copmetrics.units import Unit

__all__ = ["MEMBERSHIP"]

ARCHIVED = "Contacts that were archived or deleted are in no export: the past may have been larger."

MEMBERSHIP = Measures(
    fact="list_spells",
    about=About.LIST,
    source=Source.MEMBERS,
    key=("person", "joined_at"),
    rows="rows_list_spells",
    dimensions=(*WHO, HEARD_FROM),
    record_key="record_key(person)",
    declared=(
        Measure(
            id="list_members",
            label="People on the mailing list",
            expression="count(distinct case when at_end = 1 then person end)",
            unit=Unit.PEOPLE,
            meaning="Different people subscribed at the quarter's end: joined before it and not left "
            "before it. Unsubscribed and cleaned (bouncing) addresses have left.",
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="at_end = 1",
            distinct_by=("person",),
            caveat=ARCHIVED,
            otherwise="had left by the end of the quarter",
            brief_wording="Number of people on mailing list",
        ),
        Measure(
            id="list_organisations",
            label="Organisations on the mailing list",
            expression="case when count(case when at_end = 1 then 1 end) = 0 then 0 "
            "else nullif(count(distinct case when at_end = 1 then organisation end), 0) end",
            unit=Unit.ORGANISATIONS,
            meaning="Different known organisations of those people, spelling variants brought together. "
            "People whose organisation is unknown are counted beside it, not as an organisation; where "
            "nobody's is known, nor is this.",
            counted=Counted.ORGANISATIONS,
            rests_on="count(distinct case when at_end = 1 then person end)",
            better=Better.HIGHER,
            counts="at_end = 1 and organisation is not null",
            out_of="at_end = 1",
            distinct_by=("organisation",),
            otherwise="had left, or the organisation is not known",
            unless=NO_ORGANISATION,
            caveat="An address on a shared domain such as nhs.net does not tell the organisation.",
            brief_wording="Number of organisations on mailing list",
        ),
        Measure(
            id="list_organisation_unknown",
            label="People on the list whose organisation is unknown",
            expression="count(distinct case when at_end = 1 and organisation is null then person end)",
            unit=Unit.PEOPLE,
            meaning="People on the mailing list at the quarter's end whose organisation no source tells.",
            counted=Counted.PEOPLE,
            better=Better.LOWER,
            counts="at_end = 1 and organisation is null",
            nested_with=("list_members",),
            distinct_by=("person",),
            otherwise="had left, or the organisation is known",
        ),
        Measure(
            id="list_joined",
            label="Joined the mailing list",
            expression="sum(joined)",
            unit=Unit.PEOPLE,
            meaning="Times that somebody joined the list in the quarter; who left and came back within "
            "it counts each time, so that joiners less leavers is the change.",
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="joined = 1",
            parts_people=True,
            of_list=OfList.JOINED,
            otherwise="joined before the quarter",
        ),
        Measure(
            id="list_left",
            label="Left the mailing list",
            expression="sum(departed)",
            unit=Unit.PEOPLE,
            meaning="Times that somebody left the list in the quarter: unsubscribed, cleaned after "
            "bounces, or no longer in a later export.",
            counted=Counted.PEOPLE,
            better=Better.LOWER,
            counts="departed = 1",
            parts_people=True,
            of_list=OfList.LEFT,
            otherwise="did not leave in the quarter",
            unless="the part of the list with those who unsubscribed is missing",
            caveat="In the NHS a move to another job makes an address bounce: leaving the list "
            "is not always losing interest.",
        ),
    ),
)

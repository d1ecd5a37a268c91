"""Who is on the mailing list: people and organisations at the quarter's end, joiners, leavers."""

from __future__ import annotations

from copmetrics.measures.base import Better, Measure, Measures, Source
from copmetrics.units import Unit

__all__ = ["MEMBERSHIP"]

ARCHIVED = "Contacts that were archived or deleted are in no export: the past may have been larger."

MEMBERSHIP = Measures(
    fact="list_spells",
    source=Source.MEMBERS,
    key=("person", "joined_at"),
    rows="rows_list_spells",
    dimensions=("organisation", "profession"),
    declared=(
        Measure(
            "list_members",
            "People on the mailing list",
            "count(distinct case when at_end = 1 then person end)",
            Unit.PEOPLE,
            "Different people subscribed at the quarter's end: joined before it and not left "
            "before it. Unsubscribed and cleaned (bouncing) addresses have left.",
            better=Better.HIGHER,
            counts="at_end = 1",
            distinct_by=("person",),
            caveat=ARCHIVED,
            otherwise="had left by the end of the quarter",
            brief_wording="Number of people on mailing list",
        ),
        Measure(
            "list_organisations",
            "Organisations on the mailing list",
            "count(distinct case when at_end = 1 then organisation end)",
            Unit.ORGANISATIONS,
            "Different known organisations of those people, spelling variants brought together. "
            "People whose organisation is unknown are counted beside it, not as an organisation.",
            better=Better.HIGHER,
            counts="at_end = 1 and organisation is not null",
            distinct_by=("organisation",),
            otherwise="had left, or the organisation is not known",
            caveat="An address on a shared domain such as nhs.net does not tell the organisation.",
            brief_wording="Number of organisations on mailing list",
        ),
        Measure(
            "list_organisation_unknown",
            "People on the list whose organisation is unknown",
            "count(distinct case when at_end = 1 and organisation is null then person end)",
            Unit.PEOPLE,
            "People on the mailing list at the quarter's end whose organisation no source tells.",
            better=Better.LOWER,
            counts="at_end = 1 and organisation is null",
            distinct_by=("person",),
            otherwise="had left, or the organisation is known",
        ),
        Measure(
            "list_joined",
            "Joined the mailing list",
            "sum(joined)",
            Unit.PEOPLE,
            "Times that somebody joined the list in the quarter; who left and came back within "
            "it counts each time, so that joiners less leavers is the change.",
            better=Better.HIGHER,
            counts="joined = 1",
            otherwise="joined before the quarter",
        ),
        Measure(
            "list_left",
            "Left the mailing list",
            "sum(departed)",
            Unit.PEOPLE,
            "Times that somebody left the list in the quarter: unsubscribed, cleaned after "
            "bounces, or no longer in a later export.",
            better=Better.LOWER,
            counts="departed = 1",
            otherwise="did not leave in the quarter",
            caveat="In the NHS a move to another job makes an address bounce: leaving the list "
            "is not always losing interest.",
        ),
    ),
)

"""How people take part: levels, newcomers, dependence on few, mixing, who is missing, who could meet."""

from __future__ import annotations

from typing import Any, Final

from copmetrics.cycles import Cycle
from copmetrics.measures.attendance import PLACE
from copmetrics.measures.base import Better, Measure, Measures, Source, share
from copmetrics.units import Unit

__all__ = [
    "AIMS", "CONCENTRATION", "CROSSINGS", "HOSTING", "LEVELS", "MEETINGS", "MIXTURES", "NEWCOMERS",
    "PRESENCE",
]  # fmt: skip

WHO: Final = ("organisation", "profession")
YEAR = "in the four quarters that end with this one"
NO_LIST = "no export tells who was on the mailing list"
NO_CLICKS = "no export of the four quarters tells who clicked a link"
BY_DEEDS = (
    "Levels say what people did, not what they are worth: watching from the edge is taking part "
    "too. Every threshold is a setting."
)


def _level(name: str, meaning: str, *, needs: str = "", unless: str = "", **more: Any) -> Measure:
    """Declare how many people are at a level; unknown where what it hangs on is (`needs`)."""
    count = f"count(case when level = '{name}' then 1 end)"
    return Measure(
        f"{name}_people", f"{name.capitalize()} participants",
        f"case when min({needs}) = 1 then {count} end" if needs else count, Unit.PEOPLE, meaning,
        counts=f"level = '{name}'", otherwise="is at another level", caveat=BY_DEEDS,
        unless=unless, **more,
    )  # fmt: skip


LEVELS = Measures(
    fact="levels",
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_years",
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
            needs="clicks_known", unless=NO_CLICKS,
        ),
        _level(
            "transactional",
            f"People who came or clicked {YEAR} and are not on the mailing list, unless they are core "
            "or active; and those who came as guests only.",
            needs="list_known", unless=NO_LIST,
        ),
        _level(
            "dormant",
            f"People on the mailing list for two whole quarters or more who came to no event {YEAR} "
            "and clicked no link that an export tells of.",
            needs="clicks_known", unless=NO_CLICKS,
        ),
        Measure(
            "quiet_members", "On the list and at no event in a year",
            "case when min(list_known) = 1 then "
            "count(case when on_list = 1 and attended = 0 then 1 end) end",
            Unit.PEOPLE,
            f"People on the mailing list at the quarter's end who came to no event {YEAR}: the "
            "peripheral and the dormant together, and those of whom no export tells which they are.",
            counts="on_list = 1 and attended = 0", otherwise="came, or is not on the list",
            unless=NO_LIST,
        ),
        Measure(
            "moved_inward", "Moved to a nearer level",
            "count(case when moved = 1 then 1 end)", Unit.PEOPLE,
            "People whose level is nearer to the core than at the end of the quarter before. "
            "Newly met people have not moved.",
            better=Better.HIGHER, counts="moved = 1",
            otherwise="stayed, moved outward, or was not there the quarter before",
        ),
        Measure(
            "moved_outward", "Moved to a farther level",
            "count(case when moved = -1 then 1 end)", Unit.PEOPLE,
            "People whose level is farther from the core than at the end of the quarter before. "
            "People come and go with their work: movement both ways is a sign of health.",
            counts="moved = -1",
            otherwise="stayed, moved inward, or was not there the quarter before",
        ),
    ),
)  # fmt: skip

NEWCOMERS = Measures(
    fact="newcomers",
    source=Source.ATTENDANCE,
    key=("event", "attendee"),
    rows="rows_attendance",
    dimensions=(*PLACE, *WHO),
    inside=True,
    looks_back=True,
    by_month=False,
    declared=(
        share(
            "second_event_rate", "New people who came a second time",
            "sum(came_again)", "count(came_again)",
            meaning="Of the people whose first event was in this quarter, the share who came to a "
            "second one in it or in the two quarters after. Unknown until those are over.",
            words=("people who came a second time", "people whose first event it was"),
            better=Better.HIGHER, counts="came_again = 1",
            otherwise="did not come again, or the two quarters are not over",
            unless="the two quarters after it are not over, or nobody came for the first time",
        ),
        Measure(
            "days_to_second_event", "Days until new people came again (median)", "median(days)",
            Unit.DAYS,
            "Of the people whose first event was in this quarter and who came to a second one in it or "
            "in the two quarters after, the middle number of days between the two.",
            better=Better.LOWER, when_none=None, counts="days is not null", amount="days",
            otherwise="did not come again, or the two quarters are not over",
            unless="the two quarters after it are not over, or nobody came again",
        ),
    ),
)  # fmt: skip

CONCENTRATION = Measures(
    fact="turnouts",
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_years",
    dimensions=(),
    inside=True,
    looks_back=True,
    by_month=False,
    declared=(
        Measure(
            "people_for_half", "People who made half of the attendances",
            "count(case when ahead * 2 < total then 1 end)", Unit.PEOPLE,
            f"The fewest people whose attendances {YEAR} add up to half of all.",
            when_none=None, counts="ahead * 2 < total", otherwise="comes after the first half",
        ),
        Measure(
            "attendance_gini", "How unevenly attendances are spread (Gini)",
            "sum((2 * place - people - 1) * attended) * 1.0 / (max(people) * sum(attended))",
            Unit.INDEX,
            f"0 if everybody who came {YEAR} came equally often; nearer to 1 the more a few come and "
            "the others do not. People who never came are not in it.",
            when_none=None, amount="attended",
            caveat="A core that comes more than others is usual. Of fewer than 20 people it says "
            "little.",
        ),
    ),
)  # fmt: skip

HOSTING = Measures(
    fact="hosts",
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_years",
    dimensions=(),
    inside=True,
    looks_back=True,
    by_month=False,
    declared=(
        Measure(
            "hosts", "People who hosted", "count(*)", Unit.PEOPLE,
            f"People who organised, hosted, chaired or facilitated an event {YEAR}, as a source's role "
            "or the list of events says.",
            better=Better.HIGHER, cycle=Cycle.ENABLING, when_none=None,
            unless="no source of the four quarters tells who hosted",
        ),
        Measure(
            "hosts_for_half", "People who did half of the hosting",
            "count(case when ahead * 2 < total then 1 end)", Unit.PEOPLE,
            f"The fewest people who together hosted half of all times that somebody hosted {YEAR}: "
            "how many the community depends on.",
            cycle=Cycle.ENABLING, when_none=None, counts="ahead * 2 < total",
            otherwise="comes after the first half",
            caveat="A small core that hosts is usual, and no fault.",
            unless="no source of the four quarters tells who hosted",
        ),
    ),
)  # fmt: skip

MIXTURES = Measures(
    fact="mixtures",
    source=Source.ATTENDANCE,
    key=("event",),
    rows="rows_attendance",
    dimensions=PLACE,
    inside=True,
    declared=(
        Measure(
            "organisations_per_event", "Organisations at an event (median)",
            "median(organisations)", Unit.DECIMAL,
            "Of the quarter's events, the middle number of known organisations that came together.",
            better=Better.HIGHER, when_none=None, counts="organisations is not null",
            amount="organisations", otherwise="nobody's organisation is known",
        ),
        Measure(
            "effective_organisations", "Organisations at an event, as if equally many came (median)",
            "median(effective_organisations)", Unit.DECIMAL,
            "How many equally large organisations would mix as the people at an event do: ten people, "
            "five each of two organisations, make 2; nine and one make 1.4. The middle event's.",
            better=Better.HIGHER, when_none=None, counts="effective_organisations is not null",
            amount="effective_organisations", otherwise="nobody's organisation is known",
        ),
        Measure(
            "professions_per_event", "Professions at an event (median)",
            "median(professions)", Unit.DECIMAL,
            "Of the quarter's events, the middle number of known professions that came together.",
            better=Better.HIGHER, when_none=None, counts="professions is not null",
            amount="professions", otherwise="nobody's profession is known",
        ),
        Measure(
            "effective_professions", "Professions at an event, as if equally many came (median)",
            "median(effective_professions)", Unit.DECIMAL,
            "How many equally large professions would mix as the people at an event do; the middle "
            "event's.",
            better=Better.HIGHER, when_none=None, counts="effective_professions is not null",
            amount="effective_professions", otherwise="nobody's profession is known",
        ),
        share(
            "cross_organisation_share", "Pairs at events from two organisations",
            "sum(crossing_pairs)", "sum(pairs)", unit=Unit.PAIR_SHARE,
            meaning="Of all pairs of people at the same event whose organisations are known, the share "
            "that come from two different ones.",
            words=("pairs from two organisations", "pairs of known organisations"),
            better=Better.HIGHER, counts="pairs > 0", amount="crossing_pairs",
            otherwise="fewer than two people of known organisations",
            caveat="It hangs on how large the organisations are: read it beside what chance would "
            "make.",
        ),
        share(
            "cross_organisation_expected", "The same, if people met at random",
            "sum(expected_pairs)", "sum(case when expected_pairs is not null then pairs end)",
            unit=Unit.PAIR_SHARE,
            meaning="The share of such pairs from two organisations that chance would make if the "
            "quarter's people were dealt out to its events without regard to where they work.",
            words=("pairs from two organisations by chance", "pairs of known organisations"),
            counts="expected_pairs > 0", amount="expected_pairs",
            otherwise="fewer than two people of known organisations",
        ),
    ),
)  # fmt: skip

PRESENCE = Measures(
    fact="presences",
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_presences",
    dimensions=WHO,
    inside=True,
    declared=(
        share(
            "members_attending", "People on the list who came",
            "sum(case when on_list = 1 then attended end)", "sum(case when on_list = 1 then 1 end)",
            meaning="Of the people on the mailing list at the quarter's end, the share who were at one "
            "of its events.",
            words=("people on the list who came", "people on the list"),
            better=Better.HIGHER, counts="on_list = 1 and attended = 1",
            otherwise="did not come, or is not on the list", unless=NO_LIST,
        ),
        Measure(
            "attendees_not_on_list", "People who came and are not on the list",
            "case when max(list_known) = 1 then count(case when on_list = 0 then 1 end) end",
            Unit.PEOPLE,
            "People who were at one of the quarter's events and are not on the mailing list at its "
            "end: those to invite.",
            better=Better.LOWER, counts="on_list = 0", otherwise="is on the list", unless=NO_LIST,
        ),
        Measure(
            "organisations_absent", "Organisations on the list of which nobody came",
            "case when max(list_known) = 1 then count(distinct case when on_list = 1 "
            "and organisation_attended = 0 then organisation end) end",
            Unit.ORGANISATIONS,
            "Known organisations of the people on the mailing list of which nobody was at one of the "
            "quarter's events.",
            better=Better.LOWER, one=("organisation",),
            counts="on_list = 1 and organisation_attended = 0 and organisation is not null",
            otherwise="somebody of the organisation came, or it is not known or not on the list",
            unless=NO_LIST,
        ),
    ),
)  # fmt: skip

AIMS = Measures(
    fact="aims",
    source=Source.ATTENDANCE,
    key=("kind", "name"),
    rows="rows_targets",
    dimensions=("kind", "name"),
    inside=True,
    declared=(
        share(
            "targets_reached", "Of those we want to reach, who came",
            "sum(attended)", "count(*)", unit=Unit.PART,
            meaning="Of the organisations and professions that the community lists as those it wants "
            "to reach (targets.csv), the share of which somebody was at one of the quarter's events.",
            words=("of those listed that came", "organisations and professions listed"),
            better=Better.HIGHER, cycle=Cycle.ORIENTING, counts="attended = 1",
            otherwise="nobody of it came", unless="there is no list of those to reach (targets.csv)",
        ),
    ),
)  # fmt: skip

CROSSINGS = Measures(
    fact="crossings",
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_years",
    dimensions=WHO,
    inside=True,
    looks_back=True,
    by_month=False,
    declared=(
        share(
            "both_ways_rate", "Came both online and face to face",
            "sum(both_ways)", "count(*)",
            meaning=f"Of the people who came {YEAR} to an event known to be online or face to face, "
            "the share who came to both kinds.",
            words=("people who came both online and face to face", "people who came"),
            better=Better.HIGHER, counts="both_ways = 1", otherwise="came in one way only",
            unless="no event of the four quarters is known to be online or face to face",
        ),
    ),
)  # fmt: skip

MEETINGS = Measures(
    fact="meetings",
    source=Source.ATTENDANCE,
    key=("person", "other"),
    rows="rows_meetings",
    dimensions=(),
    inside=True,
    declared=(
        Measure(
            "pairs_together", "Pairs of people at the same event", "count(*)", Unit.PAIRS,
            "Pairs of people who attended the same event, each pair once. Events of more than 60 "
            "people, and broadcasts, are left out.",
            cycle=Cycle.POTENTIAL, otherwise="at no event small enough to meet",
            caveat="Being at the same event is an opportunity to meet, not a relationship.",
        ),
        Measure(
            "new_pairs", "Pairs at the same event for the first time",
            "count(case when is_new = 1 then 1 end)", Unit.PAIRS,
            "Those of them who had never attended the same event before.",
            cycle=Cycle.POTENTIAL, better=Better.HIGHER, counts="is_new = 1",
            otherwise="had been at the same event before",
            caveat="Being at the same event is an opportunity to meet, not a relationship. In the "
            "first quarters of records every pair is new.",
        ),
        Measure(
            "repeat_pairs", "Pairs at the same event again",
            "count(case when is_new = 0 then 1 end)", Unit.PAIRS,
            "Those of them who had attended the same event in an earlier quarter too.",
            cycle=Cycle.POTENTIAL, better=Better.HIGHER, counts="is_new = 0",
            otherwise="had not been at the same event before",
            caveat="Being at the same event is an opportunity to meet, not a relationship.",
        ),
    ),
)  # fmt: skip

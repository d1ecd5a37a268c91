"""Who meets whom: organisations and professions at events, pairs of people, and on how few it rests."""

from __future__ import annotations

from typing import Final

from copmetrics.framework.cycles import Cycle
from copmetrics.measures.attendance import PLACE
from copmetrics.measures.base import About, Better, Looks, Measure, Measures, Source, share
from copmetrics.measures.counted import WHO, Counted
from copmetrics.measures.participation import YEAR
from copmetrics.units import Unit

__all__ = ["ATTENDANCE_RANKING", "EVENT_DIVERSITY", "HOST_RANKING", "QUARTER_PAIRS"]

OPPORTUNITY: Final = "Being at the same event is an opportunity to meet, not a relationship."

ATTENDANCE_RANKING = Measures(
    fact="attendance_ranking",
    about=About.TAKES_PART,
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_rolling_year_people",
    dimensions=(),
    inside=True,
    looks=(Looks.WINDOW,),
    by_month=False,
    declared=(
        Measure(
            id="people_for_half",
            of_all=True,
            label="People who made half of the attendances",
            expression="count(case when ahead * 2 < total then 1 end)",
            unit=Unit.PEOPLE,
            meaning=f"The fewest people whose attendances {YEAR} add up to half of all.",
            counted=Counted.PEOPLE,
            when_none=None,
            counts="ahead * 2 < total",
            only_grows=False,
            otherwise="comes after the first half",
        ),
        Measure(
            id="attendance_gini",
            of_all=True,
            label="How unevenly attendances are spread (Gini)",
            expression="sum((2 * place - people - 1) * attended) * 1.0 / (max(people) * sum(attended))",
            unit=Unit.INDEX,
            meaning=f"0 if everybody who came {YEAR} came equally often; nearer to 1 the more a few come and "
            "the others do not. People who never came are not in it.",
            counted=Counted.NOTHING,
            rests_on="count(*)",
            when_none=None,
            amount="attended",
            caveat="A core that comes more than others is usual. Of fewer than 20 people it says "
            "little.",
        ),
    ),
)

HOST_RANKING = Measures(
    fact="host_ranking",
    about=About.TAKES_PART,
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_rolling_year_people",
    dimensions=WHO,
    inside=True,
    looks=(Looks.WINDOW,),
    by_month=False,
    declared=(
        Measure(
            id="hosts",
            label="People who hosted",
            expression="count(*)",
            unit=Unit.PEOPLE,
            meaning=f"People who organised, hosted, chaired, facilitated or spoke at an event {YEAR}, as a "
            "source's role or the list of events says.",
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            cycle=Cycle.ENABLING,
            when_none=None,
            unless="no source of the four quarters tells who hosted",
        ),
        Measure(
            id="hosts_for_half",
            of_all=True,
            label="People who did half of the hosting",
            expression="count(case when ahead * 2 < total then 1 end)",
            unit=Unit.PEOPLE,
            meaning=f"The fewest people who together hosted half of all times that somebody hosted {YEAR}: "
            "how many the community depends on.",
            counted=Counted.PEOPLE,
            cycle=Cycle.ENABLING,
            when_none=None,
            counts="ahead * 2 < total",
            only_grows=False,
            otherwise="comes after the first half",
            caveat="A small core that hosts is usual, and no fault.",
            unless="no source of the four quarters tells who hosted",
        ),
    ),
)

EVENT_DIVERSITY = Measures(
    fact="event_diversity",
    about=About.MET,
    source=Source.ATTENDANCE,
    key=("event",),
    rows="rows_attendances",
    dimensions=PLACE,
    inside=True,
    declared=(
        Measure(
            id="organisations_per_event",
            label="Organisations at an event (median)",
            expression="median(organisations)",
            unit=Unit.DECIMAL,
            meaning="Of the quarter's events, the middle number of known organisations that came together.",
            counted=Counted.NOTHING,
            rests_on="sum(organisations)",
            better=Better.HIGHER,
            when_none=None,
            counts="organisations is not null",
            amount="organisations",
            otherwise="nobody's organisation is known",
        ),
        Measure(
            id="effective_organisations",
            label="Organisations at an event, as if equally many came (median)",
            expression="median(effective_organisations)",
            unit=Unit.DECIMAL,
            meaning="How many equally large organisations would mix as the people at an event do: ten "
            "people, five each of two organisations, make 2; nine and one make 1.4. The middle event's.",
            counted=Counted.NOTHING,
            rests_on="sum(organisations)",
            better=Better.HIGHER,
            when_none=None,
            counts="effective_organisations is not null",
            amount="effective_organisations",
            otherwise="nobody's organisation is known",
        ),
        Measure(
            id="sectors_per_event",
            label="Sectors at an event (median)",
            expression="median(sectors)",
            unit=Unit.DECIMAL,
            meaning="Of the quarter's events, the middle number of known sectors that came together: of one "
            "sector no boundary was crossed. The sector is that of the organisation.",
            counted=Counted.NOTHING,
            rests_on="sum(sectors)",
            better=Better.HIGHER,
            when_none=None,
            counts="sectors is not null",
            amount="sectors",
            otherwise="nobody's sector is known",
            unless="nobody says of which sector the organisations are",
        ),
        Measure(
            id="professions_per_event",
            label="Professions at an event (median)",
            expression="median(professions)",
            unit=Unit.DECIMAL,
            meaning="Of the quarter's events, the middle number of known professions that came together.",
            counted=Counted.NOTHING,
            rests_on="sum(professions)",
            better=Better.HIGHER,
            when_none=None,
            counts="professions is not null",
            amount="professions",
            otherwise="nobody's profession is known",
        ),
        Measure(
            id="effective_professions",
            label="Professions at an event, as if equally many came (median)",
            expression="median(effective_professions)",
            unit=Unit.DECIMAL,
            meaning="How many equally large professions would mix as the people at an event do; the middle "
            "event's.",
            counted=Counted.NOTHING,
            rests_on="sum(professions)",
            better=Better.HIGHER,
            when_none=None,
            counts="effective_professions is not null",
            amount="effective_professions",
            otherwise="nobody's profession is known",
        ),
        share(
            id="cross_organisation_share",
            label="Pairs at events from two organisations",
            numerator="exact_sum(crossing_pairs)",
            denominator="exact_sum(pairs)",
            unit=Unit.PAIR_SHARE,
            meaning="Of all pairs of people at the same event whose organisations are known, the share "
            "that come from two different ones.",
            words=("pairs from two organisations", "pairs of known organisations"),
            counted=Counted.PAIRS,
            better=Better.HIGHER,
            counts="pairs > 0",
            amount="crossing_pairs",
            otherwise="fewer than two people of known organisations",
            caveat="It hangs on how large the organisations are: read it beside what chance would "
            "make.",
        ),
        share(
            id="cross_organisation_expected",
            label="The same, if people met at random",
            numerator="exact_sum(expected_pairs)",
            denominator="exact_sum(case when expected_pairs is not null then pairs end)",
            unit=Unit.PAIR_SHARE,
            meaning="The share of such pairs from two organisations that chance would make if the "
            "quarter's people were dealt out to its events without regard to where they work.",
            words=("pairs from two organisations by chance", "pairs of known organisations"),
            counted=Counted.PAIRS,
            counts="expected_pairs > 0",
            amount="expected_pairs",
            otherwise="fewer than two people of known organisations",
        ),
    ),
)

QUARTER_PAIRS = Measures(
    fact="quarter_pairs",
    undivided="numbered_pairs",
    about=About.MET,
    source=Source.ATTENDANCE,
    key=("person", "other"),
    rows="rows_quarter_pairs",
    dimensions=(),
    inside=True,
    declared=(
        Measure(
            id="pairs_together",
            label="Pairs of people at the same event",
            expression="count(*)",
            unit=Unit.PAIRS,
            meaning="Pairs of people who attended the same event, each pair once. Events of more than 60 "
            "people, and broadcasts, are left out.",
            counted=Counted.PAIRS,
            cycle=Cycle.POTENTIAL,
            otherwise="at no event small enough to meet",
            caveat=OPPORTUNITY,
        ),
        Measure(
            id="new_pairs",
            label="Pairs at the same event for the first time",
            expression="count(case when is_new = 1 then 1 end)",
            unit=Unit.PAIRS,
            meaning="Those of them who had never attended the same event before.",
            counted=Counted.PAIRS,
            cycle=Cycle.POTENTIAL,
            better=Better.HIGHER,
            counts="is_new = 1",
            looks=(Looks.EVER,),
            otherwise="had been at the same event before",
            caveat=f"{OPPORTUNITY} In the first quarters of records every pair is new.",
        ),
        Measure(
            id="repeat_pairs",
            label="Pairs at the same event again",
            expression="count(case when is_new = 0 then 1 end)",
            unit=Unit.PAIRS,
            meaning="Those of them who had attended the same event in an earlier quarter too.",
            counted=Counted.PAIRS,
            cycle=Cycle.POTENTIAL,
            better=Better.HIGHER,
            counts="is_new = 0",
            looks=(Looks.EVER,),
            otherwise="had not been at the same event before",
            caveat=OPPORTUNITY,
        ),
    ),
)

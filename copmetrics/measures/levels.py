"""How much people take part, from core to dormant, and who moved nearer or farther."""

from __future__ import annotations

from copmetrics.framework.levels import Level
from copmetrics.measures.base import About, Better, Looks, Measure, Measures, OfList, Source
from copmetrics.measures.counted import WHO, Counted
from copmetrics.measures.participation import NO_LIST, YEAR
from copmetrics.units import Unit

__all__ = ["LEVELS"]

NO_CLICKS = "no export says who clicked a link in one of the year's quarters that had mailings"
BY_DEEDS = (
    "Levels say what people did, not what they are worth: watching from the edge is taking part "
    "too. Every threshold is a setting."
)


def _level(
    level: Level,
    meaning: str,
    *,
    needs: str = "",
    unless: str = "",
    better: Better = Better.NEITHER,
    also: tuple[Source, ...] = (),
    where_kept: tuple[Source, ...] = (),
) -> Measure:
    """Declare how many people are at a level; unknown where what it hangs on is (`needs`)."""
    count = f"count(case when level = '{level}' then 1 end)"
    return Measure(
        id=f"{level}_people",
        label=f"{level.capitalize()} participants",
        expression=f"case when min({needs}) = 1 then {count} end" if needs else count,
        unit=Unit.PEOPLE,
        meaning=meaning,
        counted=Counted.PEOPLE,
        counts=f"level = '{level}'" + (f" and {needs} = 1" if needs else ""),
        otherwise="is at another level, or too little is known to tell",
        caveat=BY_DEEDS,
        unless=unless,
        also=also,
        where_kept=where_kept,
        of_list=OfList.OFF if level is Level.TRANSACTIONAL else OfList.ON,
        only_grows=level is Level.CORE,
        better=better,
        parts_people=True,
    )


LEVELS = Measures(
    fact="levels",
    undivided="numbered_levels",
    about=About.TAKES_PART,
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_rolling_year_people",
    dimensions=(*WHO, "level"),
    inside=True,
    looks=(Looks.WINDOW,),
    by_month=False,
    declared=(
        _level(
            Level.CORE,
            f"People who hosted in two quarters or more {YEAR}, or came in three of them, four times "
            "or more and to half or more of the events that they could have been at.",
            better=Better.HIGHER,
        ),
        _level(
            Level.ACTIVE,
            f"People who came in two quarters or more {YEAR}, twice or more, and are not core.",
            better=Better.HIGHER,
        ),
        _level(
            Level.OCCASIONAL,
            f"People on the mailing list who came to an event {YEAR}, and are neither core nor "
            "active.",
        ),
        _level(
            Level.PERIPHERAL,
            f"People on the mailing list who came to no event {YEAR}, but clicked a link in a "
            "mailing, visited the platform, or have been on the list for less than two whole quarters.",
            also=(Source.MEMBERS, Source.MAILINGS),
            where_kept=(Source.VISITS,),
            needs="clicks_known",
            unless=NO_CLICKS,
        ),
        _level(
            Level.TRANSACTIONAL,
            f"People who came, clicked or visited the platform {YEAR} and are not on the mailing list, "
            "unless they are core or active; and those who came as guests only.",
            also=(Source.MEMBERS,),
            needs="list_known",
            unless=NO_LIST,
        ),
        _level(
            Level.DORMANT,
            f"People on the mailing list for two whole quarters or more who came to no event {YEAR} "
            "and clicked no link and made no visit to the platform that an export tells of.",
            also=(Source.MEMBERS, Source.MAILINGS),
            where_kept=(Source.VISITS,),
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
            also=(Source.MEMBERS,),
            only_grows=False,
            otherwise="came, or is not on the list",
            unless=NO_LIST,
            parts_people=True,
            nested_with=("list_members", "members_absent"),
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
            looks=(Looks.BEFORE,),
            only_grows=False,
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
            looks=(Looks.BEFORE,),
            only_grows=False,
            otherwise="stayed, moved inward, or was not there the quarter before",
        ),
    ),
)
